// SPDX-License-Identifier: Apache-2.0
#include "figures/spike_bands.h"

#include <algorithm>
#include <cmath>

#include "figures/palette.h"

namespace spikeglass::figures {

using Anchor = DisplayList::Anchor;

namespace {

constexpr double kSiteGap = 1.2;   // points, between bands
constexpr double kBlockGap = 3.0;  // between blocks
constexpr int kShades = 15;        // of pixels: few, so that files stay small

bool isShown(const std::string& site, const QStringList& sites) { return sites.isEmpty() || sites.contains(QString::fromStdString(site)); }

double gapAfter(const NetworkInfo& info, std::size_t a, std::size_t b) { return info.sites[a].block == info.sites[b].block ? kSiteGap : kBlockGap; }

QString blockName(int block, const std::string& site) {
    return block < 0 ? siteLabel(site, false) : QStringLiteral("block %1").arg(block);
}

bool isAnalog(const Frame& frame, const SiteInfo& site) {
    const auto slot = static_cast<std::size_t>(site.slot);
    return slot < frame.choice.size() && frame.choice[slot] == Form::Analog;
}

}  // namespace

Result<SpikeBands> SpikeBands::make(const NetworkInfo& info, const QStringList& sites, const FigurePreset& preset, double top, double height) {
    QStringList names;
    for (const SiteInfo& site : info.sites) names << QString::fromStdString(site.name);
    for (const QString& name : sites)
        if (!names.contains(name))
            return fail("there is no site \"" + name.toStdString() + "\"; there are " + names.join(QStringLiteral(", ")).toStdString());
    SpikeBands bands(info);
    double neurons = 0, room = height;
    for (std::size_t s = 0; s < info.sites.size(); ++s) {
        if (!isShown(info.sites[s].name, sites)) continue;
        if (!bands.m_bands.empty()) room -= gapAfter(info, bands.m_bands.back().site, s);
        neurons += static_cast<double>(info.sites[s].width);
        bands.m_bands.push_back({s, 0, 0});
    }
    // Every band gets what its label needs, or an equal share where that is too much; the rest goes by neurons.
    const double least = std::min(1.1 * preset.tickSize, room / static_cast<double>(bands.m_bands.size()));
    const double rest = room - least * static_cast<double>(bands.m_bands.size());
    double at = top;
    for (std::size_t b = 0; b < bands.m_bands.size(); ++b) {
        Band& band = bands.m_bands[b];
        if (b > 0) at += gapAfter(info, bands.m_bands[b - 1].site, band.site);
        band.top = at;
        band.height = least + rest * static_cast<double>(info.sites[band.site].width) / neurons;
        at += band.height;
    }
    return bands;
}

double SpikeBands::labelWidth(const NetworkInfo& info, const QStringList& sites, const FigurePreset& preset) {
    double widest = 0;
    for (const SiteInfo& site : info.sites)
        if (isShown(site.name, sites)) widest = std::max(widest, textWidth(siteLabel(site.name, false), preset.tick()));
    return widest + 3 * preset.tickSize;
}

void SpikeBands::drawLabels(DisplayList& list, const FigurePreset& preset, double right) const {
    list.beginGroup(QStringLiteral("sites"));
    const TextStyle style = preset.tick();
    const double bar = right - 0.9 * preset.tickSize;
    for (std::size_t b = 0; b < m_bands.size();) {
        const int block = m_info.sites[m_bands[b].site].block;
        std::size_t end = b + 1;
        while (end < m_bands.size() && m_info.sites[m_bands[end].site].block == block && block >= 0) ++end;
        const double top = m_bands[b].top, height = m_bands[end - 1].top + m_bands[end - 1].height - top;
        list.rect({bar, top, 0.35 * preset.tickSize, height}, blockColor(block));
        double left = bar;
        for (std::size_t i = b; i < end; ++i) {
            const Band& band = m_bands[i];
            const QString name = siteLabel(m_info.sites[band.site].name, false);
            list.text({bar - 0.35 * preset.tickSize, band.top + band.height / 2 + capHeight(style) / 2}, name, style, Anchor::Right);
            left = std::min(left, bar - 0.35 * preset.tickSize - textWidth(name, style));
        }
        const QString name = blockName(block, {});
        if (block >= 0)
            list.text({left - 0.6 * preset.tickSize, top + height / 2}, textWidth(name, style) <= height ? name : QString::number(block), style,
                      Anchor::Middle, -90);
        b = end;
    }
    list.endGroup();
}

std::size_t SpikeBands::countSpikes(const std::vector<Frame>& frames) const {
    std::size_t count = 0;
    for (const Frame& frame : frames)
        for (const Band& band : m_bands)
            for (std::size_t t = 0; t < m_layout.sites[band.site].timesteps; ++t) count += countBits(frame.siteSpikes(m_layout, band.site, t));
    return count;
}

bool SpikeBands::asPixels(const QString& layer, const std::vector<Frame>& frames) const {
    return layer == QLatin1String("pixels") || (layer != QLatin1String("vector") && countSpikes(frames) > kMostVectorMarks);
}

void SpikeBands::draw(DisplayList& list, const FigurePreset& preset, const TokenScale& scale, const Spikes& spikes, bool pixels) const {
    list.beginGroup(spikes.name);
    for (const Band& band : m_bands) {
        const QString name = spikes.name + QLatin1Char('-') + QString::fromStdString(m_info.sites[band.site].name).replace(QLatin1Char('.'), QLatin1Char('-'));
        const QRectF area(scale.left, band.top, scale.right - scale.left, band.height);
        list.beginGroup(name, area);
        if (pixels) {
            drawPixels(list, preset.dpi, scale, band, spikes);
        } else {
            if (spikes.ground) drawGround(list, scale, band, spikes.frames);
            drawTicks(list, scale, band, spikes);
        }
        list.endGroup();
    }
    list.endGroup();
}

void SpikeBands::drawGround(DisplayList& list, const TokenScale& scale, const Band& band, const std::vector<Frame>& frames) const {
    std::vector<QRectF> rects;
    for (const Frame& frame : frames) {
        if (!isAnalog(frame, m_info.sites[band.site])) continue;
        const double left = scale.at(frame.index), right = scale.at(frame.index + 1);
        if (!rects.empty() && std::abs(rects.back().right() - left) < 1e-6)
            rects.back().setRight(right);
        else
            rects.emplace_back(left, band.top, right - left, band.height);
    }
    list.marks(std::move(rects), kAnalog);
}

void SpikeBands::drawTicks(DisplayList& list, const TokenScale& scale, const Band& band, const Spikes& spikes) const {
    const FrameLayout::Site& site = m_layout.sites[band.site];
    const double row = band.height / static_cast<double>(site.width);
    const double column = scale.pitch() / static_cast<double>(site.timesteps);
    const double width = std::clamp(0.6 * column, std::min(0.25, column), 1.0), height = std::max(row, 0.25);
    std::vector<Word> words(site.wordsPerStep);
    std::vector<QRectF> rects;
    for (std::size_t f = 0; f < spikes.frames.size(); ++f)
        for (std::size_t t = 0; t < site.timesteps; ++t) {
            spikes.words(f, band.site, t, words);
            const double x = scale.at(spikes.frames[f].index, t, site.timesteps) + (column - width) / 2;
            forEachSetBit(words, [&](std::size_t n) {
                rects.emplace_back(x, band.top + row * static_cast<double>(n) + (row - height) / 2, width, height);
            });
        }
    list.marks(std::move(rects), spikes.color);
}

void SpikeBands::drawPixels(DisplayList& list, double dpi, const TokenScale& scale, const Band& band, const Spikes& spikes) const {
    const FrameLayout::Site& site = m_layout.sites[band.site];
    const QRectF area(scale.left, band.top, scale.right - scale.left, band.height);
    constexpr double kMostPixels = 64e6;  // of all bands together, whose images are kept: 4 bytes each; a page of 600 dots per inch has half as many
    const double whole = area.width() * (bottom() - m_bands.front().top);
    const double scaled = std::min(dpi / 72, std::sqrt(kMostPixels / std::max(1.0, whole)));
    const auto pixels = [scaled](double points) { return static_cast<std::size_t>(std::max(1.0, std::round(points * scaled))); };
    const std::size_t width = pixels(area.width()), height = pixels(area.height());
    const std::size_t columns = spikes.frames.size() * site.timesteps;
    const auto first = [](std::size_t cell, std::size_t cells, std::size_t size) { return cell * size / cells; };
    std::vector<std::uint32_t> counts(width * height), column(height);
    std::vector<std::uint32_t> columnsOf(width), rowsOf(height);  // cells that fall on a pixel
    for (std::size_t n = 0; n < site.width; ++n)
        for (std::size_t y = first(n, site.width, height), to = std::max(y + 1, first(n + 1, site.width, height)); y < to; ++y) ++rowsOf[y];
    std::vector<Word> words(site.wordsPerStep);
    std::vector<bool> analog(width);
    for (std::size_t c = 0; c < columns; ++c) {
        const std::size_t frame = c / site.timesteps;
        spikes.words(frame, band.site, c % site.timesteps, words);
        std::fill(column.begin(), column.end(), 0);
        forEachSetBit(words, [&](std::size_t n) {
            for (std::size_t y = first(n, site.width, height), to = std::max(y + 1, first(n + 1, site.width, height)); y < to; ++y) ++column[y];
        });
        for (std::size_t x = first(c, columns, width), to = std::max(x + 1, first(c + 1, columns, width)); x < to; ++x) {
            ++columnsOf[x];
            analog[x] = analog[x] || (spikes.ground && isAnalog(spikes.frames[frame], m_info.sites[band.site]));
            for (std::size_t y = 0; y < height; ++y) counts[y * width + x] += column[y];
        }
    }
    const bool grey = spikes.ground && spikes.color == QColor(Qt::black);
    QImage image(static_cast<int>(width), static_cast<int>(height), grey ? QImage::Format_Grayscale8 : QImage::Format_ARGB32);
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x) {
            const std::uint32_t count = counts[y * width + x];
            const double cells = static_cast<double>(std::max(1U, columnsOf[x]) * std::max(1U, rowsOf[y]));
            // At least one shade where there is a spike; rounded up.
            const double shade = count == 0 ? 0 : std::ceil(kShades * std::sqrt(std::min(1.0, count / cells))) / kShades;
            const int px = static_cast<int>(x), py = static_cast<int>(y);
            if (grey)
                image.scanLine(py)[px] = static_cast<uchar>(std::lround((analog[x] ? kAnalog.red() : 255) * (1 - shade)));
            else
                image.setPixel(px, py, qRgba(spikes.color.red(), spikes.color.green(), spikes.color.blue(), static_cast<int>(std::lround(255 * shade))));
        }
    list.image(area, image);
}

}  // namespace spikeglass::figures
