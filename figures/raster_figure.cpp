// SPDX-License-Identifier: Apache-2.0
// The raster: every neuron over the tokens, sites in groups, the text below, rates at the margin.
#include <algorithm>
#include <cmath>

#include "figures/figure_builder.h"
#include "figures/palette.h"
#include "figures/spike_bands.h"

namespace spikeglass::figures {
namespace {

using Anchor = DisplayList::Anchor;

constexpr std::size_t kMostCsvSpikes = 1'000'000;

/// Spikes per timestep of each neuron of a site, while it was spiking; empty where it never was.
std::vector<double> neuronRates(const SpikeBands& bands, std::size_t site, const std::vector<Frame>& frames) {
    const SiteInfo& info = bands.info().sites[site];
    std::vector<double> rates(info.width);
    double steps = 0;
    for (const Frame& frame : frames) {
        if (frame.choice[static_cast<std::size_t>(info.slot)] == Form::Analog) continue;
        for (std::size_t t = 0; t < info.timesteps; ++t, ++steps)
            forEachSetBit(frame.siteSpikes(bands.layout(), site, t), [&](std::size_t n) { ++rates[n]; });
    }
    if (steps == 0) return {};
    for (double& rate : rates) rate /= steps;
    return rates;
}

/// Rates along the right edge, averaged over the neurons that share half a point.
void drawRateMargin(DisplayList& list, const SpikeBands& bands, const FigurePreset& preset, const std::vector<Frame>& frames, double left, double right, bool labels) {
    double top = 0.05;
    std::vector<std::vector<double>> all;
    for (const SpikeBands::Band& band : bands.bands()) {
        std::vector<double> rates = neuronRates(bands, band.site, frames);
        const auto rows = static_cast<std::size_t>(std::clamp(band.height / 0.5, 1.0, static_cast<double>(std::max<std::size_t>(1, rates.size()))));
        std::vector<double> means(rates.empty() ? 0 : rows);
        for (std::size_t r = 0; r < means.size(); ++r) {
            const std::size_t from = r * rates.size() / rows, to = std::max(from + 1, (r + 1) * rates.size() / rows);
            for (std::size_t n = from; n < to; ++n) means[r] += rates[n] / static_cast<double>(to - from);
            top = std::max(top, means[r]);
        }
        all.push_back(std::move(means));
    }
    top = std::ceil(top * 20) / 20;
    const Scale x{0, 100 * top, left, right};
    list.beginGroup(QStringLiteral("rates"));
    for (std::size_t b = 0; b < all.size(); ++b) {
        const SpikeBands::Band& band = bands.bands()[b];
        std::vector<QRectF> bars;
        const double row = all[b].empty() ? 0 : band.height / static_cast<double>(all[b].size());
        for (std::size_t r = 0; r < all[b].size(); ++r)
            if (all[b][r] > 0) bars.emplace_back(left, band.top + row * static_cast<double>(r), x.at(100 * all[b][r]) - left, row);
        list.marks(std::move(bars), blockColor(bands.info().sites[band.site].block));
    }
    list.endGroup();
    if (!labels) return;
    list.beginGroup(QStringLiteral("rate-axis"));
    drawXAxis(list, preset, x, bands.bottom() + 0.3 * preset.tickSize, {0, 100 * top}, QStringLiteral("Rate (%)"));
    list.endGroup();
}

QByteArray spikeTable(const SpikeBands& bands, const std::vector<Frame>& frames) {
    Csv csv;
    const bool each = bands.countSpikes(frames) <= kMostCsvSpikes;
    if (each)
        csv.row({"site", "neuron", "token", "timestep"});
    else
        csv.row({"site", "token", "timestep", "spikes"});
    for (const SpikeBands::Band& band : bands.bands()) {
        const SiteInfo& site = bands.info().sites[band.site];
        for (const Frame& frame : frames)
            for (std::size_t t = 0; t < site.timesteps; ++t) {
                const auto words = frame.siteSpikes(bands.layout(), band.site, t);
                if (each)
                    forEachSetBit(words, [&](std::size_t n) { csv.row({site.name, n, frame.index, t}); });
                else
                    csv.row({site.name, frame.index, t, countBits(words)});
            }
    }
    return csv.bytes();
}

}  // namespace

Result<Figure> buildRaster(const FigureData& data, const FigureSpec& spec, const Canvas& canvas) {
    const FigurePreset& preset = canvas.preset;
    const NetworkInfo& info = data.model->info();
    if (info.sites.empty()) return fail("no block of this network spikes, so there is no raster to draw");
    const double gap = preset.tickSize;
    const double top = promptBracketHeight(preset), bottom = canvas.height - canvas.tokenAxis();
    auto bands = SpikeBands::make(info, spec.sites, preset, top, bottom - top);
    if (!bands) return tl::unexpected(bands.error());
    const double margin = std::max(0.11 * canvas.width, textWidth(QStringLiteral("Rate (%)"), preset.label()));
    const TokenScale scale = canvas.tokens(data.from(), data.to(), SpikeBands::labelWidth(info, spec.sites, preset), canvas.width - margin - 1.5 * gap);

    Figure figure{DisplayList({canvas.width, canvas.height}), spikeTable(*bands, data.frames)};
    DisplayList& list = figure.list;
    bands->drawLabels(list, preset, scale.left);
    const SpikeBands::Spikes spikes{QStringLiteral("spikes"), data.frames,
                                    [&](std::size_t frame, std::size_t site, std::size_t step, std::span<Word> words) {
                                        const auto from = data.frames[frame].siteSpikes(bands->layout(), site, step);
                                        std::copy(from.begin(), from.end(), words.begin());
                                    }};
    bands->draw(list, preset, scale, spikes, bands->asPixels(spec.layer, data.frames));
    drawPromptBracket(list, preset, scale, data.frames, top);
    canvas.drawTokens(list, scale, data.frames, bands->bottom());
    figure.tokens = scale;
    drawRateMargin(list, *bands, preset, data.frames, scale.right + gap, canvas.width - gap, canvas.shared.labels);
    return figure;
}

}  // namespace spikeglass::figures
