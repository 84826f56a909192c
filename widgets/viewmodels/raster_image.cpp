// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/raster_image.h"

#include <QSemaphore>
#include <QThread>
#include <QThreadPool>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>

namespace spikeglass {

namespace {

constexpr double kLoneSpike = 0.34;  // ink of one spike among very many that might have been
constexpr double kInkExponent = 0.75;
constexpr double kDecades = 2.4;  // 1 of 255 shades to all of them
constexpr int kWideCell = 12;     // pixels
constexpr int kFewColumns = 256;  // not worth a second thread
constexpr double kGapFromPitch = 3;  // pixels; from here on ticks are separated

bool sameColors(const Theme& a, const Theme& b) {
    return a.dark == b.dark && a.panel == b.panel && a.raised == b.raised && a.line == b.line && a.ink == b.ink &&
           a.analog == b.analog && a.spiking == b.spiking;
}

}  // namespace

struct RasterImage::Context {
    const RunHistory& history;
    const std::vector<SiteInfo>& sites;
    const RasterLayout& layout;
};

double RasterImage::inkShare(std::uint32_t count, std::size_t capacity, bool logarithmic) {
    if (count == 0 || capacity == 0) return 0;
    const double share = std::min(1.0, static_cast<double>(count) / static_cast<double>(capacity));
    if (logarithmic) return kLoneSpike + (1 - kLoneSpike) * std::max(0.0, 1 + std::log10(share) / kDecades);
    return kLoneSpike + (1 - kLoneSpike) * std::pow(share, kInkExponent);
}

void RasterImage::prepareShades() {
    const Theme& theme = m_theme;
    const auto shades = [&](const QColor& ground, const QColor& ink) {
        Shades s;
        s.ground = ground.rgb();
        for (std::size_t i = 0; i < s.ink.size(); ++i)
            s.ink[i] = Theme::mix(ground, ink,
                                  inkShare(static_cast<std::uint32_t>(std::max<std::size_t>(i, 1)), 255,
                                           m_view.logarithmic))
                           .rgb();
        return s;
    };
    m_even = shades(theme.panel, theme.ink);
    m_odd = shades(Theme::mix(theme.panel, theme.raised, 0.75), theme.ink);
    m_common = shades(theme.panel, Theme::mix(theme.panel, theme.ink, 0.35));
    m_here = shades(theme.panel, theme.spiking);
    m_there = shades(theme.panel, theme.analog);
    m_panel = theme.panel.rgb();
    m_hatch = Theme::mix(theme.line, theme.secondaryText, 0.35).rgb();
    m_analog = Theme::mix(theme.panel, theme.analog, theme.dark ? 0.16 : 0.09).rgb();
}

void RasterImage::update(const RunHistory& history, const std::vector<SiteInfo>& sites, const RasterLayout& layout,
                         const View& view, const Theme& theme) {
    m_columnsDrawn = 0;
    if (view.size.isEmpty()) {
        m_image = QImage();
        return;
    }
    const Context context{history, sites, layout};
    const bool all = m_image.size() != view.size || m_view.scale != view.scale || m_view.scrollY != view.scrollY ||
                     m_view.columns.pitch != view.columns.pitch || m_view.logarithmic != view.logarithmic || m_view.other != view.other ||
                     !sameColors(m_theme, theme) || !(m_layout == layout);
    const int width = view.size.width();
    const std::int64_t shift = view.columns.origin - m_view.columns.origin;
    m_view = view;
    if (all || std::abs(shift) >= width) {
        if (m_image.size() != view.size) m_image = QImage(view.size, QImage::Format_RGB32);
        m_theme = theme;
        m_layout = layout;
        prepareShades();
        drawColumns(context, 0, width);
    } else {
        if (shift != 0) {
            const int moved = static_cast<int>(std::abs(shift)), kept = width - moved;
            for (int y = 0; y < view.size.height(); ++y) {
                auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(y));
                std::memmove(shift > 0 ? line : line + moved, shift > 0 ? line + moved : line,
                             static_cast<std::size_t>(kept) * sizeof(QRgb));
            }
            drawColumns(context, shift > 0 ? kept : 0, shift > 0 ? width : moved);
        }
        // What came and what went since the last time, where it is in sight.
        const auto drawTokens = [&](std::int64_t from, std::int64_t to) {
            if (from < to)
                drawColumns(context, std::max(0, view.columns.x(from)), std::min(width, view.columns.x(to) + 1));
        };
        drawTokens(m_end, history.end());
        drawTokens(m_begin, history.begin());
    }
    m_begin = history.begin();
    m_end = history.end();
}

void RasterImage::fill(int x0, int x1, int y0, int y1, QRgb color) {
    x0 = std::max(x0, 0), x1 = std::min(x1, m_image.width());
    y0 = std::max(y0, 0), y1 = std::min(y1, m_image.height());
    for (int y = y0; y < y1; ++y) {
        auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(y));
        std::fill(line + x0, line + std::max(x0, x1), color);
    }
}

void RasterImage::drawColumns(const Context& context, int from, int to) {
    if (from >= to) return;
    m_columnsDrawn += to - from;
    m_image.bits();  // a copy that someone holds parts from it here, not in several threads at once
    int filled = 0;  // bands fill themselves
    std::vector<std::size_t> visible;
    for (std::size_t i = 0; i < context.layout.bands.size(); ++i) {
        const RasterLayout::Band& band = context.layout.bands[i];
        fill(from, to, filled, band.top - m_view.scrollY, m_panel);
        filled = band.bottom() - m_view.scrollY;
        if (band.bottom() > m_view.scrollY && band.top < m_view.scrollY + m_image.height()) visible.push_back(i);
    }
    fill(from, to, filled, m_image.height(), m_panel);

    // Bands share neither pixels nor counts: whoever is free draws the next one. The history is only read.
    std::atomic<std::size_t> next{0};
    const auto drawBands = [&] {
        for (std::size_t i = next++; i < visible.size(); i = next++)
            drawBand(context, context.layout.bands[visible[i]], visible[i] % 2 == 1, from, to);
    };
    QSemaphore done;
    int helpers = 0;
    const int wanted = to - from < kFewColumns ? 0 : std::min<int>(QThread::idealThreadCount(), static_cast<int>(visible.size())) - 1;
    // Helpers that are busy with something long are not waited for.
    while (helpers < wanted && QThreadPool::globalInstance()->tryStart([&] {
        drawBands();
        done.release();
    }))
        ++helpers;
    drawBands();
    done.acquire(helpers);
}

void RasterImage::drawBand(const Context& context, const RasterLayout::Band& band, bool odd, int from, int to) {
    const Shades& shades = odd ? m_odd : m_even;
    const TokenColumns& columns = m_view.columns;
    const int top = band.top - m_view.scrollY, bottom = band.bottom() - m_view.scrollY;
    fill(from, to, top, bottom, shades.ground);

    const auto slot = static_cast<std::size_t>(context.sites[band.site].slot);
    const std::int64_t firstToken = columns.tokenAt(from), endToken = columns.firstTokenFrom(columns.origin + to);
    const auto hatch = [&](int x0, int x1) {
        const int period = std::max(4, static_cast<int>(std::lround(5 * m_view.scale)));
        x0 = std::max(x0, from), x1 = std::min(x1, to);
        for (int y = std::max(0, top); y < std::min(bottom, m_image.height()); ++y) {
            auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(y));
            for (int x = x0; x < x1; ++x)
                if ((columns.origin + x + y) % period == 0) line[x] = m_hatch;
        }
    };
    // Where nothing is kept any more.
    hatch(from, columns.x(context.history.begin()));

    const auto& stretches = context.history.stretches();
    auto stretch = std::partition_point(stretches.begin(), stretches.end(),
                                        [&](const RunHistory::Stretch& s) { return s.end <= firstToken; });
    for (; stretch != stretches.end() && stretch->begin < endToken; ++stretch) {
        if (stretch->dropped)
            hatch(columns.x(stretch->begin), std::max(columns.x(stretch->end), columns.x(stretch->begin) + 1));
        else if (slot < stretch->choice.size() && stretch->choice[slot] == Form::Analog)
            fill(std::max(columns.x(stretch->begin), from), std::min(columns.x(stretch->end), to), top, bottom,
                 m_analog);
    }
    drawSpikes(context, band, shades, std::max(firstToken, context.history.begin()),
               std::min(endToken, context.history.end()), from, to);
}

void RasterImage::drawSpikes(const Context& context, const RasterLayout::Band& band, const Shades& shades,
                             std::int64_t fromToken, std::int64_t toToken, int from, int to) {
    if (fromToken >= toToken) return;
    const TokenColumns& columns = m_view.columns;
    const std::vector<RasterLayout::Row> rows =
        context.layout.rows(band, m_view.scrollY, m_view.scrollY + m_image.height());
    if (rows.empty() || from >= to) return;
    std::vector<std::size_t> neuronEdges{rows.front().from};
    for (const RasterLayout::Row& row : rows) neuronEdges.push_back(row.to);

    const int gap = m_view.hairline();
    // All ticks are equally wide and high, though tokens and rows may differ by a pixel.
    const auto tickEnd = [gap](int start, int end, double pitch, double gapFrom) {
        if (pitch < 2) return end;
        return std::min(end, start + static_cast<int>(pitch)) - (pitch >= gapFrom ? gap : 0);
    };
    const double rowPitch = band.collapsed ? 1 : static_cast<double>(band.height) / static_cast<double>(band.neurons);

    // A cell per timestep where there is room for it, per token where tokens are a pixel or wider, else per column.
    const auto steps = static_cast<std::int64_t>(context.sites[band.site].timesteps);
    const StepColumns stepColumns = StepColumns::of(columns, context.sites[band.site].timesteps, gap);
    std::vector<std::int64_t> edges;  // in timesteps
    std::vector<std::pair<int, int>> ticks;
    if (stepColumns.areSeparate()) {
        for (std::int64_t token = fromToken; token < toToken; ++token)
            for (std::int64_t step = 0; step < steps; ++step) {
                const int start = columns.x(token) + stepColumns.offset(static_cast<std::size_t>(step));
                edges.push_back(token * steps + step);
                ticks.emplace_back(start, start + stepColumns.tick);
            }
    } else if (columns.pitch >= 1) {
        for (std::int64_t token = fromToken; token < toToken; ++token) {
            const int start = columns.x(token);
            edges.push_back(token * steps);
            ticks.emplace_back(start, tickEnd(start, columns.x(token + 1), columns.pitch, kGapFromPitch * gap));
        }
    } else {
        const std::int64_t last = columns.columnOf(toToken - 1);
        for (std::int64_t c = columns.columnOf(fromToken); c <= last; ++c) {
            edges.push_back(std::max(fromToken, columns.firstTokenFrom(c)) * steps);
            const auto start = static_cast<int>(c - columns.origin);
            ticks.emplace_back(start, start + 1);
        }
    }
    edges.push_back(toToken * steps);
    if (ticks.empty()) return;
    const std::size_t cells = ticks.size();
    // [rows, cells], kept from band to band: they are as large as the picture.
    static thread_local std::vector<std::uint32_t> counted, otherCounted;
    counted.resize(cells * rows.size());
    const auto order = band.order ? std::span<const std::uint32_t>(band.order->neurons) : std::span<const std::uint32_t>();
    context.history.countStepGrid(band.site, edges, neuronEdges, counted, order);
    if (m_view.other != nullptr) {
        otherCounted.resize(counted.size());
        m_view.other->countStepGrid(band.site, edges, neuronEdges, otherCounted, order);
    }

    for (std::pair<int, int>& tick : ticks) tick = {std::max(tick.first, from), std::min(tick.second, to)};
    // Narrow cells are put down pixel by pixel without a branch, wide ones each in one go.
    const int left = ticks.front().first, right = ticks.back().second;
    const bool narrow = right - left < kWideCell * static_cast<int>(cells);
    const std::size_t pixels = narrow && right > left ? static_cast<std::size_t>(right - left) : 0;
    std::vector<std::uint32_t> cellOf(pixels,
                                      static_cast<std::uint32_t>(cells));  // [pixels]; the last cell: a gap, without ink
    for (std::size_t c = 0; narrow && c < cells; ++c)
        for (int x = ticks[c].first; x < ticks[c].second; ++x)
            cellOf[static_cast<std::size_t>(x - left)] = static_cast<std::uint32_t>(c);
    std::array<QRgb, 256> inks = shades.ink;
    inks[0] = 0;                         // none: what is there shines through
    std::vector<QRgb> ink(cells, 0);      // of the row; the last is the gap
    ink.push_back(0);
    std::vector<std::int32_t> shade(cells);
    std::vector<float> perSpike(cells);  // of 255 shades
    std::size_t neurons = 0;             // that these are of
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const RasterLayout::Row& row = rows[r];
        const int top = std::max(0, row.top - m_view.scrollY);
        const int bottom = std::min(
            tickEnd(row.top, row.bottom, rowPitch, kGapFromPitch * gap) - m_view.scrollY, m_image.height());
        if (row.to - row.from != neurons) {
            neurons = row.to - row.from;
            for (std::size_t c = 0; c < cells; ++c)
                perSpike[c] = 255.0F / static_cast<float>(neurons * static_cast<std::size_t>(edges[c + 1] - edges[c]));
        }
        // Rounded up, so that one spike of very many leaves ink; the last digits of the product must not make it more.
        const std::uint32_t* counts = counted.data() + r * cells;
        for (std::size_t c = 0; c < cells; ++c) {
            // Beside another run: the net difference, where a cell holds several spikes.
            const std::uint32_t there = m_view.other != nullptr ? otherCounted[r * cells + c] : 0;
            const auto count = static_cast<std::int32_t>(m_view.other == nullptr || counts[c] == there ? counts[c]
                                                         : counts[c] > there                          ? counts[c] - there
                                                                                                      : there - counts[c]);
            const float share = std::min(255.0F, static_cast<float>(count) * perSpike[c] + 0.999F);
            shade[c] = std::max(static_cast<std::int32_t>(share), static_cast<std::int32_t>(count > 0));
        }
        for (std::size_t c = 0; c < cells; ++c) ink[c] = inks[static_cast<std::size_t>(shade[c])];
        for (std::size_t c = 0; m_view.other != nullptr && c < cells; ++c) {
            const std::uint32_t there = otherCounted[r * cells + c];
            const Shades& who = counts[c] > there ? m_here : counts[c] < there ? m_there : m_common;
            ink[c] = shade[c] == 0 ? 0 : who.ink[static_cast<std::size_t>(shade[c])];
        }
        for (int y = top; y < bottom; ++y) {
            auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(y));
            if (narrow) {
                QRgb* pixel = line + left;
                for (std::size_t x = 0; x < cellOf.size(); ++x) {
                    // Ink is opaque, its highest bit set: a mask instead of a branch that no processor could foresee.
                    const QRgb color = ink[cellOf[x]];
                    const auto covers = static_cast<QRgb>(static_cast<std::int32_t>(color) >> 31);
                    pixel[x] = color | (pixel[x] & ~covers);
                }
            } else {
                for (std::size_t c = 0; c < cells; ++c)
                    if (ink[c] != 0 && ticks[c].first < ticks[c].second)
                        std::fill(line + ticks[c].first, line + ticks[c].second, ink[c]);
            }
        }
    }
}

}  // namespace spikeglass
