// SPDX-License-Identifier: Apache-2.0
// What neurons and sites do over time: membrane potentials, and firing rates.
#include <algorithm>
#include <cmath>
#include <limits>

#include "figures/figure_builder.h"
#include "figures/palette.h"
#include "figures/plot.h"
#include "figures/run_totals.h"

namespace spikeglass::figures {
namespace {

using Anchor = DisplayList::Anchor;

constexpr std::size_t kMostTraces = 12;
constexpr std::size_t kDefaultTraces = 4;

struct Neuron {
    std::size_t site = 0, index = 0;
};

/// The neuron of a site that fires nearest to every other step, if its membrane is known.
std::optional<Neuron> liveliest(const FigureData& data, const FrameLayout& layout, std::size_t site) {
    const FrameLayout::Site& s = layout.sites[site];
    std::vector<std::int64_t> spikes(s.width);
    std::int64_t steps = 0;
    for (const Frame& frame : data.frames)
        for (std::size_t t = 0; t < s.timesteps; ++t, ++steps) forEachSetBit(frame.siteSpikes(layout, site, t), [&](std::size_t n) { ++spikes[n]; });
    std::optional<Neuron> best;
    std::int64_t bestScore = -1;
    for (std::size_t n = 0; n < s.width; ++n) {
        const std::int64_t score = spikes[n] * (steps - spikes[n]);
        const bool known = std::any_of(data.frames.begin(), data.frames.end(), [&](const Frame& f) {
            return !f.potential.empty() && std::isfinite(f.sitePotential(layout, site)[n]);
        });
        if (known && score > bestScore) best = Neuron{site, n}, bestScore = score;
    }
    return best;
}

/// What a neuron is called here.
std::string exampleOf(const NetworkInfo& info) {
    const auto site = std::find_if(info.sites.rbegin(), info.sites.rend(), [](const SiteInfo& s) { return s.hasMembrane; });
    return site == info.sites.rend() ? "it has none" : "expected SITE/NUMBER, such as " + site->name + "/0";
}

Result<std::vector<Neuron>> neuronsOf(const FigureData& data, const FigureSpec& spec, const FrameLayout& layout) {
    const NetworkInfo& info = data.model->info();
    std::vector<Neuron> neurons;
    for (const QString& text : spec.neurons) {
        const std::string name = text.section(QLatin1Char('/'), 0, 0).toStdString();
        bool ok = false;
        const qulonglong index = text.section(QLatin1Char('/'), 1).toULongLong(&ok);
        const auto site = std::find_if(info.sites.begin(), info.sites.end(), [&](const SiteInfo& s) { return s.name == name; });
        if (!ok || site == info.sites.end() || index >= site->width || !site->hasMembrane)
            return fail("\"" + text.toStdString() + "\" is no neuron with a membrane of this model; " + exampleOf(info));
        neurons.push_back({static_cast<std::size_t>(site - info.sites.begin()), index});
    }
    if (neurons.size() > kMostTraces) return fail("a figure holds at most 12 membrane traces");
    if (!neurons.empty()) return neurons;
    std::vector<Neuron> all;
    for (std::size_t site = 0; site < info.sites.size(); ++site) {
        if (!info.sites[site].hasMembrane || (!spec.sites.isEmpty() && !spec.sites.contains(QString::fromStdString(info.sites[site].name)))) continue;
        if (const auto one = liveliest(data, layout, site)) all.push_back(*one);
    }
    if (all.empty()) return fail("the recording holds no membrane potentials of these sites (record them with --membrane all)");
    for (std::size_t i = 0; i < std::min(kDefaultTraces, all.size()); ++i)  // evenly from all sites
        neurons.push_back(all[i * all.size() / std::min(kDefaultTraces, all.size())]);
    return neurons;
}

}  // namespace

Result<Figure> buildMembrane(const FigureData& data, const FigureSpec& spec, const Canvas& canvas) {
    const FigurePreset& preset = canvas.preset;
    const NetworkInfo& info = data.model->info();
    const FrameLayout layout(info);
    auto neurons = neuronsOf(data, spec, layout);
    if (!neurons) return tl::unexpected(neurons.error());
    Figure figure{DisplayList({canvas.width, canvas.height}), {}};
    DisplayList& list = figure.list;
    Csv csv;
    csv.row({"site", "neuron", "token", "timestep", "potential_after_reset", "spike"});
    const TokenScale scale = canvas.tokens(data.from(), data.to(), preset.labelSize * 1.4 + 3.6 * preset.tickSize, canvas.width - preset.tickSize);
    const double left = scale.left, right = scale.right;
    const double bottom = canvas.height - canvas.tokenAxis(), row = bottom / static_cast<double>(neurons->size());
    for (std::size_t i = 0; i < neurons->size(); ++i) {
        const Neuron& neuron = (*neurons)[i];
        const SiteInfo& site = info.sites[neuron.site];
        const FrameLayout::Site& place = layout.sites[neuron.site];
        const double top = row * static_cast<double>(i), name = top + 1.1 * preset.tickSize, spikesAt = name + 0.5 * preset.tickSize;
        const double traceTop = spikesAt + 1.0 * preset.tickSize, traceBottom = top + row - 0.8 * preset.tickSize;
        const QString id = QStringLiteral("%1-%2").arg(QString::fromStdString(site.name).replace(QLatin1Char('.'), QLatin1Char('-'))).arg(neuron.index);
        double low = 0, high = static_cast<double>(site.threshold);
        for (const Frame& frame : data.frames)
            for (std::size_t t = 0; t < site.timesteps && !frame.potential.empty(); ++t)
                if (const double v = static_cast<double>(frame.potential[place.floatOffset + t * place.width + neuron.index]); std::isfinite(v)) low = std::min(low, v), high = std::max(high, v);
        const Scale y{low, high + 0.05 * (high - low), traceBottom, traceTop};
        QPainterPath path;
        std::vector<QRectF> spikes;
        bool drawing = false;
        for (const Frame& frame : data.frames)
            for (std::size_t t = 0; t < site.timesteps; ++t) {
                const double v = frame.potential.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                         : static_cast<double>(frame.potential[place.floatOffset + t * place.width + neuron.index]);
                const double x = (scale.at(frame.index, t, site.timesteps) + scale.at(frame.index, t + 1, site.timesteps)) / 2;
                const bool fired = testBit(frame.siteSpikes(layout, neuron.site, t), neuron.index);
                csv.row({site.name, neuron.index, frame.index, t, v, fired ? 1 : 0});
                if (fired) spikes.emplace_back(x - preset.lineWidth / 2, spikesAt, preset.lineWidth, 0.8 * preset.tickSize);
                if (!std::isfinite(v)) {
                    drawing = false;
                    continue;
                }
                // In SpikeDecoder membranes start anew with each token: no line from one to the next.
                if (drawing && !(t == 0 && site.timesteps > 1)) path.lineTo(x, y.at(v));
                else path.moveTo(x, y.at(v));
                drawing = true;
            }
        const QColor color = blockColor(site.block);
        list.beginGroup(QStringLiteral("trace-") + id);
        list.text({left, name}, siteLabel(site.name, true) + QStringLiteral(" / %1").arg(neuron.index), preset.tick());
        list.marks(std::move(spikes), color);
        list.line({left, y.at(static_cast<double>(site.threshold))}, {right, y.at(static_cast<double>(site.threshold))}, {kGrey, preset.lineWidth, {2, 2}});
        list.stroke(path, {color, preset.traceWidth});
        drawYAxis(list, preset, y, left - 2, {0, static_cast<double>(site.threshold)}, {}, 0);
        list.endGroup();
    }
    list.text({preset.labelSize, bottom / 2}, QStringLiteral("Membrane potential (threshold dashed)"), preset.label(), Anchor::Middle, -90);
    canvas.drawTokens(list, scale, data.frames, bottom);
    figure.tokens = scale;
    figure.csv = csv.bytes();
    return figure;
}

Result<Figure> buildRates(const FigureData& data, const FigureSpec& spec, const Canvas& canvas) {
    const FigurePreset& preset = canvas.preset;
    const NetworkInfo& info = data.model->info();
    const FrameLayout layout(info);
    const RunTotals totals = totalsOf(info, data.frames, pricingModels().front());
    Figure figure{DisplayList({canvas.width, canvas.height}), {}};
    DisplayList& list = figure.list;
    Csv csv;
    csv.row({"site", "token", "firing_rate"});
    std::vector<std::size_t> sites;
    double names = 0, most = 0.05;
    for (std::size_t s = 0; s < info.sites.size(); ++s) {
        if (!spec.sites.isEmpty() && !spec.sites.contains(QString::fromStdString(info.sites[s].name))) continue;
        sites.push_back(s);
        names = std::max(names, textWidth(siteLabel(info.sites[s].name, true), preset.tick()));
        if (totals.rates[s] == totals.rates[s]) most = std::max(most, totals.rates[s]);
    }
    if (sites.empty()) return fail("there is no site of these names");
    const double top = 0.6 * preset.tickSize, bottom = canvas.height - tokenAxisHeight(preset), split = 0.46 * canvas.width;

    const Scale x{0, 100 * most, names + preset.tickSize, split - 1.5 * preset.tickSize};
    const double row = (bottom - top) / static_cast<double>(sites.size());
    list.beginGroup(QStringLiteral("site-rates"));
    TextStyle style = preset.tick();
    style.size = std::clamp(0.95 * row, std::min(preset.leastSize, style.size), style.size);
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const SiteInfo& site = info.sites[sites[i]];
        const double y = top + row * static_cast<double>(i), rate = totals.rates[sites[i]];
        csv.row({site.name, "", rate});
        list.text({names + 0.5 * preset.tickSize, y + row / 2 + capHeight(style) / 2}, siteLabel(site.name, true), style, Anchor::Right);
        if (rate == rate) list.rect({x.start, y + 0.15 * row, x.at(100 * rate) - x.start, 0.7 * row}, blockColor(site.block));
        else list.text({x.start + 2, y + row / 2 + capHeight(style) / 2}, QStringLiteral("analog"), style);
    }
    list.line({x.start, top}, {x.start, bottom}, preset.axis());
    drawXAxis(list, preset, x, bottom, niceTicks(0, 100 * most, 4), QStringLiteral("Firing rate (%)"));
    list.endGroup();

    // Over time: one line per block, each over a window of tokens that is as wide as the lines can show.
    const auto window = static_cast<std::int64_t>(std::max<std::size_t>(1, data.frames.size() / 40));
    std::vector<std::pair<int, std::vector<double>>> lines;
    double highest = 0.05;
    for (const std::size_t s : sites) {
        const SiteInfo& site = info.sites[s];
        if (lines.empty() || lines.back().first != site.block) lines.push_back({site.block, {}});
    }
    for (auto& [block, means] : lines)
        for (std::size_t f = 0; f < data.frames.size(); ++f) {
            double spikes = 0, chances = 0;
            const std::size_t from = f + 1 >= static_cast<std::size_t>(window) ? f + 1 - static_cast<std::size_t>(window) : 0;
            for (std::size_t g = from; g <= f; ++g)
                for (const std::size_t s : sites) {
                    const SiteInfo& site = info.sites[s];
                    if (site.block != block || data.frames[g].choice[static_cast<std::size_t>(site.slot)] == Form::Analog) continue;
                    chances += static_cast<double>(site.width * site.timesteps);
                    for (std::size_t t = 0; t < site.timesteps; ++t) spikes += static_cast<double>(countBits(data.frames[g].siteSpikes(layout, s, t)));
                }
            means.push_back(chances > 0 ? spikes / chances : std::numeric_limits<double>::quiet_NaN());
            if (chances > 0) highest = std::max(highest, spikes / chances);
            csv.row({block < 0 ? QStringLiteral("outside the blocks") : QStringLiteral("blocks.%1").arg(block), data.frames[f].index, means.back()});
        }
    const double left = split + 3.4 * preset.tickSize, right = canvas.width - textWidth(QStringLiteral("block 00"), preset.tick()) - 0.5 * preset.tickSize;
    const TokenScale scale{data.from(), data.to(), left, right};
    const Scale y{0, 100 * highest * 1.05, bottom, top};
    list.beginGroup(QStringLiteral("rates-over-time"));
    std::vector<std::pair<double, int>> ends;
    for (const auto& [block, means] : lines) {
        QPainterPath path;
        bool drawing = false;
        double last = 0;
        for (std::size_t f = 0; f < means.size(); ++f) {
            if (means[f] != means[f]) {
                drawing = false;
                continue;
            }
            const QPointF at(scale.at(data.frames[f].index) + scale.pitch() / 2, y.at(100 * means[f]));
            if (drawing) path.lineTo(at);
            else path.moveTo(at);
            drawing = true;
            last = at.y();
        }
        list.stroke(path, {blockColor(block), preset.traceWidth});
        if (!path.isEmpty() && std::none_of(ends.begin(), ends.end(), [b = block](const auto& e) { return e.second == b; })) ends.emplace_back(last, block);
    }
    // Names at the lines' ends, pushed apart.
    std::sort(ends.begin(), ends.end());
    double free = top;
    for (const auto& [at, block] : ends) {
        const double base = std::max(at + capHeight(preset.tick()) / 2, free + preset.tickSize);
        TextStyle name = preset.tick();
        name.color = blockColor(block);
        list.text({right + 0.5 * preset.tickSize, base}, block < 0 ? QStringLiteral("other") : QStringLiteral("block %1").arg(block), name);
        free = base;
    }
    list.endGroup();
    drawYAxis(list, preset, y, left - 2, niceTicks(0, 100 * highest, 5), window > 1 ? QStringLiteral("Firing rate (%), mean of %1 tokens").arg(window) : QStringLiteral("Firing rate (%)"), split + preset.labelSize * 0.6);
    drawTokenAxis(list, preset, scale, data.frames, bottom);
    figure.csv = csv.bytes();
    return figure;
}

}  // namespace spikeglass::figures
