// SPDX-License-Identifier: Apache-2.0
// Two variants on the same tokens: the spikes of A and of B, where they differ, and how far their predictions diverge.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "figures/figure_builder.h"
#include "figures/palette.h"
#include "figures/spike_bands.h"

namespace spikeglass::figures {
namespace {

using Anchor = DisplayList::Anchor;

bool sameSites(const NetworkInfo& a, const NetworkInfo& b) {
    return std::equal(a.sites.begin(), a.sites.end(), b.sites.begin(), b.sites.end(), [](const SiteInfo& x, const SiteInfo& y) {
        return x.name == y.name && x.width == y.width && x.timesteps == y.timesteps;
    });
}

/// The spikes of one lane, or those of it that the other lacks.
SpikeBands::Words wordsOf(const std::vector<Frame>& frames, const FrameLayout& layout, const std::vector<Frame>* without) {
    return [&frames, &layout, without](std::size_t frame, std::size_t site, std::size_t step, std::span<Word> words) {
        const auto mine = frames[frame].siteSpikes(layout, site, step);
        for (std::size_t w = 0; w < words.size(); ++w)
            words[w] = without == nullptr ? mine[w] : mine[w] & ~(*without)[frame].siteSpikes(layout, site, step)[w];
    };
}

}  // namespace

Result<Figure> buildCompare(const FigureData& data, const FigureSpec& spec, const Canvas& canvas) {
    const FigurePreset& preset = canvas.preset;
    if (data.other.size() != data.frames.size() || !data.otherModel)
        return fail("a comparison needs a second lane: another recording (--with RUN.h5), or \"other\" in a recipe");
    const NetworkInfo& infoA = data.model->info();
    const NetworkInfo& infoB = data.otherModel->info();
    const bool comparable = sameSites(infoA, infoB);
    const FrameLayout layoutA(infoA), layoutB(infoB);
    const bool divergence = std::any_of(data.frames.begin(), data.frames.end(), [](const Frame& f) { return std::isfinite(f.divergenceBits); });

    const double heading = 1.5 * preset.tickSize, lower = 0.16 * canvas.height;
    const double bottom = canvas.height - canvas.tokenAxis(), panels = comparable ? 3 : 2;
    const double height = (bottom - lower - preset.tickSize) / panels - heading;
    const double labels = std::max({SpikeBands::labelWidth(infoA, spec.sites, preset), SpikeBands::labelWidth(infoB, spec.sites, preset), 4.4 * preset.labelSize});
    const TokenScale scale = canvas.tokens(data.from(), data.to(), labels, canvas.width - 0.5 * preset.tickSize);
    const double left = scale.left;
    Figure figure{DisplayList({canvas.width, canvas.height}), {}};
    DisplayList& list = figure.list;
    TextStyle bold = preset.tick();
    bold.bold = true;
    double top = 0;
    std::optional<bool> pixels;
    const QColor onlyA = seriesColor(1), onlyB = seriesColor(0);  // as the window colours its lanes
    const auto lane = [&](const QString& name, const QString& title, const NetworkInfo& info, const std::vector<SpikeBands::Spikes>& layers) -> Result<void> {
        list.text({left, top + preset.tickSize}, elided(title, bold, scale.right - left), bold);
        auto bands = SpikeBands::make(info, spec.sites, preset, top + heading, height);
        if (!bands) return tl::unexpected(bands.error());
        // As the first, so that they can be compared: pixels where either lane has many spikes.
        if (!pixels) pixels = bands->asPixels(spec.layer, data.frames) || bands->asPixels(spec.layer, data.other);
        list.beginGroup(name);
        bands->drawLabels(list, preset, left);
        for (const SpikeBands::Spikes& spikes : layers) bands->draw(list, preset, scale, spikes, *pixels);
        list.endGroup();
        top += heading + height;
        return {};
    };
    const QString nameB = data.otherName.empty() ? QStringLiteral("the same model") : QString::fromStdString(data.otherName);
    if (auto ok = lane(QStringLiteral("lane-a"), QStringLiteral("A: ") + QString::fromStdString(data.modelTitle), infoA,
                       {{QStringLiteral("spikes-a"), data.frames, wordsOf(data.frames, layoutA, nullptr)}}); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = lane(QStringLiteral("lane-b"), QStringLiteral("B: ") + nameB, infoB,
                       {{QStringLiteral("spikes-b"), data.other, wordsOf(data.other, layoutB, nullptr)}}); !ok)
        return tl::unexpected(ok.error());
    if (comparable) {
        const double at = top + preset.tickSize;
        if (auto ok = lane(QStringLiteral("difference"), QStringLiteral("Difference:"), infoA,
                           {{QStringLiteral("only-a"), data.frames, wordsOf(data.frames, layoutA, &data.other), onlyA, false},
                            {QStringLiteral("only-b"), data.other, wordsOf(data.other, layoutA, &data.frames), onlyB, false}}); !ok)
            return tl::unexpected(ok.error());
        TextStyle style = preset.tick();
        double x = left + textWidth(QStringLiteral("Difference:  "), bold);
        for (const auto& [text, color] : {std::pair{QStringLiteral("only A"), onlyA}, {QStringLiteral("only B"), onlyB}}) {
            style.color = color;
            list.text({x, at}, text, style);
            x += textWidth(text, style) + preset.tickSize;
        }
    }
    // Below: KL divergence where it is known, else both surprisals.
    Csv csv;
    csv.row({"token", "text", "kl_bits", "surprisal_a_bits", "surprisal_b_bits", "spikes_a", "spikes_b"});
    double high = 1e-6;
    for (std::size_t i = 0; i < data.frames.size(); ++i) {
        const Frame& a = data.frames[i];
        const Frame& b = data.other[i];
        csv.row({a.index, a.text, static_cast<double>(a.divergenceBits), static_cast<double>(a.surprisalBits), static_cast<double>(b.surprisalBits), countBits(a.spikes), countBits(b.spikes)});
        const std::array shown{divergence ? a.divergenceBits : a.surprisalBits, divergence ? a.divergenceBits : b.surprisalBits};
        for (const float value : shown)
            if (std::isfinite(value)) high = std::max(high, static_cast<double>(value));
    }
    const Scale y{0, 1.05 * high, bottom, bottom - lower};
    const auto line = [&](const std::vector<Frame>& frames, float Frame::*field, const QColor& color) {
        QPainterPath path;
        bool drawing = false;
        for (const Frame& frame : frames) {
            const auto value = static_cast<double>(frame.*field);
            const QPointF at(scale.at(frame.index) + scale.pitch() / 2, std::isfinite(value) ? y.at(value) : 0);
            if (std::isfinite(value) && drawing) path.lineTo(at);
            if (std::isfinite(value) && !drawing) path.moveTo(at);
            drawing = std::isfinite(value);
        }
        list.stroke(path, {color, preset.traceWidth});
    };
    list.beginGroup(QStringLiteral("divergence"));
    if (divergence) {
        line(data.frames, &Frame::divergenceBits, Qt::black);
    } else {
        line(data.frames, &Frame::surprisalBits, onlyA);
        line(data.other, &Frame::surprisalBits, onlyB);
    }
    drawYAxis(list, preset, y, left - 2, niceTicks(0, high, std::max(1, static_cast<int>(lower / (2 * preset.tickSize)))), divergence ? QStringLiteral("KL (bits)") : QStringLiteral("Surprisal (bits)"), preset.labelSize);
    list.endGroup();
    canvas.drawTokens(list, scale, data.frames, bottom);
    figure.tokens = scale;
    figure.csv = csv.bytes();
    return figure;
}

}  // namespace spikeglass::figures
