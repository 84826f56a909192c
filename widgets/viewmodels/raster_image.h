// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <algorithm>
#include <array>
#include <vector>

#include "trace/run_history.h"
#include "viewmodels/raster_layout.h"
#include "viewmodels/theme.h"
#include "viewmodels/token_columns.h"

namespace spikeglass {

/// The picture of a raster without text, marks or labels: bands, spikes, analog stretches, dropped tokens. Every spike
/// leaves ink, however many share a pixel. Kept between updates: scrolling moves the picture and draws the new columns
/// only. Belongs to one thread, which others of the global pool help while it draws much.
class RasterImage {
  public:
    struct View {
        QSize size;        // device pixels
        double scale = 1;  // device pixels per pixel
        TokenColumns columns;
        int scrollY = 0;  // device pixel of the layout at the top
        bool logarithmic = false;  // shades by the logarithm of the count
        /// Another run of the same sites: what both fired is dim, what only one fired has its colour (this: spiking's,
        /// the other: analog's). Null: none.
        const RunHistory* other = nullptr;
        int hairline() const { return std::max(1, static_cast<int>(scale)); }  // device pixels
    };
    /// Brings the picture up to date. history: as of the last update, with tokens appended; else call invalidate()
    /// first.
    void update(const RunHistory& history, const std::vector<SiteInfo>& sites, const RasterLayout& layout,
                const View& view, const Theme& theme);
    /// The next update draws everything anew.
    void invalidate() { m_image = QImage(); }

    const QImage& image() const { return m_image; }
    /// Pixel columns that the last update had to draw.
    int columnsDrawn() const { return m_columnsDrawn; }

    /// How much of the ink a cell gets in which `count` of `capacity` possible spikes fell: 0 to 1.
    static double inkShare(std::uint32_t count, std::size_t capacity, bool logarithmic = false);

  private:
    struct Context;
    struct Shades {
        QRgb ground = 0;
        std::array<QRgb, 256> ink{};  // by share of the capacity
    };
    void prepareShades();
    void drawColumns(const Context& context, int from, int to);
    void drawBand(const Context& context, const RasterLayout::Band& band, bool odd, int from, int to);
    void drawSpikes(const Context& context, const RasterLayout::Band& band, const Shades& shades,
                    std::int64_t fromToken, std::int64_t toToken, int from, int to);
    void fill(int x0, int x1, int y0, int y1, QRgb color);

    QImage m_image;
    View m_view;
    RasterLayout m_layout;
    Theme m_theme;
    std::int64_t m_begin = 0, m_end = 0;  // of the history at the last update
    int m_columnsDrawn = 0;
    Shades m_even, m_odd;
    Shades m_common, m_here, m_there;  // beside another run
    QRgb m_panel = 0, m_hatch = 0, m_analog = 0;
};

}  // namespace spikeglass
