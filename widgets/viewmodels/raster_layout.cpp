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
constexpr double kCollapsedHeight = 12;        // pixels
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

RasterLayout RasterLayout::make(const std::vector<SiteInfo>& sites, int height, double scale, bool wholePixels,
                                const Arrangement& arrangement) {
    RasterLayout layout;
    layout.height = height;
    if (sites.empty() || height <= 0) return layout;

    const auto weight = [](const SiteInfo& site) {
        return std::sqrt(static_cast<double>(site.width)) * (site.hasMembrane ? 1 : kThresholdShare);
    };
    const auto isCollapsed = [&](std::size_t site) {
        return site < arrangement.collapsed.size() && arrangement.collapsed[site];
    };
    double weights = 0;
    std::size_t collapsedCount = 0;
    for (std::size_t i = 0; i < sites.size(); ++i)
        isCollapsed(i) ? static_cast<void>(++collapsedCount) : static_cast<void>(weights += weight(sites[i]));
    // Gaps take at most a fifth of the height, however many sites there are.
    double gaps = 0;
    for (std::size_t i = 1; i < sites.size(); ++i) gaps += sites[i].block == sites[i - 1].block ? kSiteGap : kBlockGap;
    const double gapScale = gaps > 0 ? std::min(scale, 0.2 * height / gaps) : 0;
    double room = height - gaps * gapScale;
    // Collapsed sites are never higher than open ones on average.
    const double collapsedHeight = std::min(std::floor(kCollapsedHeight * scale), room / static_cast<double>(sites.size()));
    room -= collapsedHeight * static_cast<double>(collapsedCount);
    const SiteInfo* largest = nullptr;
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (!isCollapsed(i) && (largest == nullptr || std::pair(largest->width, largest->hasMembrane) <
                                                          std::pair(sites[i].width, sites[i].hasMembrane)))
            largest = &sites[i];
    const double pixelsPerNeuron =
        largest == nullptr
            ? 0
            : room * weight(*largest) / weights / static_cast<double>(std::max<std::size_t>(1, largest->width));
    if (wholePixels && pixelsPerNeuron > 1) {
        const double before = room;
        room *= std::floor(pixelsPerNeuron) / pixelsPerNeuron;
        layout.height = static_cast<int>(std::lround(height - (before - room)));
    }

    double y = 0;
    for (std::size_t i = sites.size(); i-- > 0;) {
        if (i + 1 < sites.size()) y += gapScale * (sites[i].block == sites[i + 1].block ? kSiteGap : kBlockGap);
        const double share = isCollapsed(i) ? collapsedHeight : room * weight(sites[i]) / weights;
        Band band;
        band.site = i;
        band.block = sites[i].block;
        band.second = siteOfBlock(sites, i) % 2 == 1;
        band.neurons = sites[i].width;
        band.top = static_cast<int>(std::lround(y));
        // The same height for the same share, wherever it starts.
        band.height = std::max(1, static_cast<int>(share + 1e-6));
        band.collapsed = isCollapsed(i);
        if (i < arrangement.orders.size()) band.order = arrangement.orders[i];
        if (band.neurons > 0 && !band.collapsed) settle(band);
        band.top += static_cast<int>((share - band.height) / 2);
        layout.bands.push_back(band);
        y += share;
    }
    return layout;
}

RasterLayout::Row RasterLayout::rowOf(const Band& band, std::size_t neuron) const {
    assert(neuron < band.neurons);
    return rowAt(band, band.placeOf(neuron));
}

RasterLayout::Row RasterLayout::rowAt(const Band& band, std::size_t place) const {
    assert(place < band.neurons);
    if (band.collapsed) return {band.top, band.bottom(), 0, band.neurons};
    const auto pixels = static_cast<std::size_t>(band.height);
    Row row;
    std::size_t below = 0, above = 0;  // pixels from the bottom of the band
    if (band.neurons <= pixels) {
        row.from = place, row.to = place + 1;
        below = place * pixels / band.neurons, above = (place + 1) * pixels / band.neurons;
    } else {
        below = band.perRow > 0 ? place / band.perRow : ((place + 1) * pixels - 1) / band.neurons;
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
    for (std::size_t place = 0; place < band.neurons;) {
        const Row row = rowAt(band, place);
        place = row.to;
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

Selection RasterLayout::neuronsIn(int top, int bottom) const {
    Selection selection;
    for (auto band = bands.rbegin(); band != bands.rend(); ++band) {
        Selection::Site site{band->site, {}};
        if (band->neurons == 0 || band->bottom() <= top || band->top >= bottom) continue;
        for (const Row& row : rows(*band, top, bottom))
            for (std::size_t place = row.from; place < row.to; ++place)
                site.neurons.push_back(static_cast<std::uint32_t>(band->neuronAt(place)));
        std::sort(site.neurons.begin(), site.neurons.end());
        if (!site.neurons.empty()) selection.sites.push_back(std::move(site));
    }
    return selection;
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
    const RasterLayout::Row& row = rows.front();
    if (band->collapsed) {
        const bool any = history.countSite(band->site, firstToken, endToken) > 0;
        return RasterHit{{band->site, 0}, firstToken, any, std::nullopt, true};
    }
    if (steps.areSeparate()) {
        const std::size_t step = steps.at(x - columns.x(firstToken));
        for (std::size_t place = row.from; place < row.to; ++place)
            if (const std::size_t neuron = band->neuronAt(place); history.spiked(band->site, neuron, firstToken, step))
                return RasterHit{{band->site, neuron}, firstToken, true, step};
        return RasterHit{{band->site, band->neuronAt(row.from)}, firstToken, false, step};
    }
    for (std::size_t place = row.from; place < row.to; ++place) {
        const std::size_t neuron = band->neuronAt(place);
        if (history.countNeuron(band->site, neuron, firstToken, endToken) == 0) continue;
        for (std::int64_t token = firstToken; token < endToken; ++token)
            if (history.countNeuron(band->site, neuron, token, token + 1) > 0)
                return RasterHit{{band->site, neuron}, token, true};
    }
    return RasterHit{{band->site, band->neuronAt(row.from)}, firstToken, false};
}

}  // namespace spikeglass
