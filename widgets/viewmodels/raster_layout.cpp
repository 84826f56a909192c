// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/raster_layout.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace spikeglass {

namespace {

constexpr double kSiteGap = 2, kBlockGap = 5;  // pixels
constexpr double kThresholdShare = 0.6;        // a site without membrane matters less
constexpr double kGreatestWaste = 0.12;        // of a band's height, for rows of equally many neurons

int siteOfBlock(const std::vector<SiteInfo>& sites, std::size_t site) {
    int index = 0;
    while (site > 0 && sites[site - 1].block == sites[site].block) ++index, --site;
    return index;
}

// Rows that all show equally many neurons keep their grey comparable; taken if little height is lost by it.
void settle(RasterLayout::Band& band) {
    const auto height = static_cast<std::size_t>(band.height);
    if (band.neurons <= height) {
        const auto whole = static_cast<int>(band.neurons * (height / band.neurons));
        if (whole >= band.height * (1 - kGreatestWaste)) band.height = whole;
        return;
    }
    const std::size_t perRow = (band.neurons + height - 1) / height;
    const auto rows = static_cast<int>((band.neurons + perRow - 1) / perRow);
    if (rows < band.height * (1 - kGreatestWaste)) return;
    band.perRow = perRow;
    band.height = rows;
}

}  // namespace

RasterLayout RasterLayout::make(const std::vector<SiteInfo>& sites, int height, double scale, bool wholePixels) {
    RasterLayout layout;
    layout.height = height;
    if (sites.empty() || height <= 0) return layout;

    const auto weight = [](const SiteInfo& site) {
        return std::sqrt(static_cast<double>(site.width)) * (site.hasMembrane ? 1 : kThresholdShare);
    };
    const double weights = std::accumulate(sites.begin(), sites.end(), 0.0,
                                           [&](double sum, const SiteInfo& s) { return sum + weight(s); });
    // Gaps take at most a fifth of the height, however many sites there are.
    double gaps = 0;
    for (std::size_t i = 1; i < sites.size(); ++i) gaps += sites[i].block == sites[i - 1].block ? kSiteGap : kBlockGap;
    const double gapScale = gaps > 0 ? std::min(scale, 0.2 * height / gaps) : 0;
    double room = height - gaps * gapScale;
    const SiteInfo& largest = *std::max_element(sites.begin(), sites.end(), [](const SiteInfo& a, const SiteInfo& b) {
        return std::pair(a.width, a.hasMembrane) < std::pair(b.width, b.hasMembrane);
    });
    const double pixelsPerNeuron =
        room * weight(largest) / weights / static_cast<double>(std::max<std::size_t>(1, largest.width));
    if (wholePixels && pixelsPerNeuron > 1) {
        room *= std::floor(pixelsPerNeuron) / pixelsPerNeuron;
        layout.height = static_cast<int>(std::lround(room + gaps * gapScale));
    }

    double y = 0;
    for (std::size_t i = sites.size(); i-- > 0;) {
        if (i + 1 < sites.size()) y += gapScale * (sites[i].block == sites[i + 1].block ? kSiteGap : kBlockGap);
        const double share = room * weight(sites[i]) / weights;
        Band band;
        band.site = i;
        band.block = sites[i].block;
        band.second = siteOfBlock(sites, i) % 2 == 1;
        band.neurons = sites[i].width;
        band.top = static_cast<int>(std::lround(y));
        // The same height for the same share, wherever it starts.
        band.height = std::max(1, static_cast<int>(share + 1e-6));
        if (band.neurons > 0) settle(band);
        band.top += static_cast<int>((share - band.height) / 2);
        layout.bands.push_back(band);
        y += share;
    }
    return layout;
}

RasterLayout::Row RasterLayout::rowOf(const Band& band, std::size_t neuron) const {
    assert(neuron < band.neurons);
    const auto pixels = static_cast<std::size_t>(band.height);
    Row row;
    std::size_t below = 0, above = 0;  // pixels from the bottom of the band
    if (band.neurons <= pixels) {
        row.from = neuron, row.to = neuron + 1;
        below = neuron * pixels / band.neurons, above = (neuron + 1) * pixels / band.neurons;
    } else {
        below = band.perRow > 0 ? neuron / band.perRow : ((neuron + 1) * pixels - 1) / band.neurons;
        above = below + 1;
        row.from = band.perRow > 0 ? below * band.perRow : below * band.neurons / pixels;
        row.to = band.perRow > 0 ? std::min(above * band.perRow, band.neurons) : above * band.neurons / pixels;
    }
    row.top = band.bottom() - static_cast<int>(above);
    row.bottom = band.bottom() - static_cast<int>(below);
    return row;
}

std::vector<RasterLayout::Row> RasterLayout::rows(const Band& band, int top, int bottom) const {
    std::vector<Row> rows;
    for (std::size_t neuron = 0; neuron < band.neurons;) {
        const Row row = rowOf(band, neuron);
        neuron = row.to;
        if (row.top >= bottom) continue;
        if (row.bottom <= top) break;
        rows.push_back(row);
    }
    return rows;
}

const RasterLayout::Band* RasterLayout::bandAt(int y) const {
    for (const Band& band : bands)
        if (y >= band.top && y < band.bottom()) return &band;
    return nullptr;
}

const RasterLayout::Band& RasterLayout::bandOf(std::size_t site) const {
    assert(site < bands.size());
    return bands[bands.size() - 1 - site];
}

std::optional<RasterHit> hitTest(const RunHistory& history, const RasterLayout& layout, const TokenColumns& columns,
                                 int x, int y, int hairline) {
    const RasterLayout::Band* band = layout.bandAt(y);
    if (band == nullptr || band->neurons == 0) return std::nullopt;
    const std::int64_t firstToken = std::max(columns.tokenAt(x), history.begin());
    const std::int64_t endToken =
        std::min(history.end(), columns.pitch < 1 ? columns.firstTokenFrom(columns.origin + x + 1) : firstToken + 1);
    if (firstToken >= endToken || columns.tokenAt(x) >= history.end() || columns.tokenAt(x) < history.begin())
        return std::nullopt;

    const std::vector<RasterLayout::Row> rows = layout.rows(*band, y, y + 1);
    if (rows.empty()) return std::nullopt;
    const auto timesteps = history.layout().sites[band->site].timesteps;
    const StepColumns steps = StepColumns::of(columns, timesteps, hairline);
    if (steps.areSeparate()) {
        const std::size_t step = steps.at(x - columns.x(firstToken));
        for (std::size_t neuron = rows.front().from; neuron < rows.front().to; ++neuron)
            if (history.spiked(band->site, neuron, firstToken, step))
                return RasterHit{{band->site, neuron}, firstToken, true, step};
        return RasterHit{{band->site, rows.front().from}, firstToken, false, step};
    }
    RasterHit hit{{band->site, rows.front().from}, firstToken, false};
    for (std::size_t neuron = rows.front().from; neuron < rows.front().to; ++neuron)
        for (std::int64_t token = firstToken; token < endToken; ++token)
            if (history.countNeuron(band->site, neuron, token, token + 1) > 0)
                return RasterHit{{band->site, neuron}, token, true};
    return hit;
}

}  // namespace spikeglass
