// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_data.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/lockstep.h"

namespace spikeglass::figures {
namespace {

/// Membranes as recordings keep them, after reset, so that a re-run and a recording give the same figure.
void reset(Frame& frame, const FrameLayout& layout) {
    for (std::size_t site = 0; site < layout.sites.size(); ++site) {
        const FrameLayout::Site& s = layout.sites[site];
        if (!s.hasMembrane || frame.potential.empty()) continue;
        for (std::size_t t = 0; t < s.timesteps; ++t)
            forEachSetBit(frame.siteSpikes(layout, site, t), [&](std::size_t n) { frame.potential[s.floatOffset + t * s.width + n] = 0; });
    }
}

Result<void> checkRange(std::int64_t tokens, std::int64_t from, std::int64_t& to) {
    if (to < 0) to = tokens;
    if (from < 0 || from >= to || to > tokens)
        return fail("tokens " + std::to_string(from) + " to " + std::to_string(to) + " are no part of a run of " + std::to_string(tokens));
    return {};
}

/// Where a site's membrane was not recorded, no potential of it is known, not even that it was reset.
void forgetUnrecorded(Frame& frame, const FrameLayout& layout, const RecordingHeader& header) {
    if (frame.potential.empty()) return;
    for (std::size_t site = 0; site < layout.sites.size(); ++site) {
        const FrameLayout::Site& s = layout.sites[site];
        if (!s.hasMembrane || header.sites[site].membrane) continue;
        std::fill_n(frame.potential.begin() + static_cast<std::ptrdiff_t>(s.floatOffset), s.width * s.timesteps,
                    std::numeric_limits<float>::quiet_NaN());
    }
}

}  // namespace

Result<FigureData> dataOfRecording(const RecordedRun& run, std::int64_t from, std::int64_t to, const std::stop_token& stop) {
    if (auto fits = checkRange(run.tokens(), from, to); !fits) return fail(run.path + ": " + fits.error().message);
    FigureData data;
    data.model = run.model;
    auto script = run.script();
    if (!script) return tl::unexpected(script.error());
    data.script = std::move(*script);
    const FrameLayout layout(run.model->info());
    // Piece by piece, so that no one read is more than the reader allows.
    const auto perToken = static_cast<std::int64_t>(std::max<std::size_t>(1, run.reader.bytesPerToken()));
    const std::int64_t most = std::max<std::int64_t>(1, static_cast<std::int64_t>(RecordingReader::kMostBytes) / 4 / perToken);
    for (std::int64_t at = from; at < to; at += most) {
        if (stop.stop_requested()) return fail("stopped");
        auto frames = run.frames(at, std::min(to, at + most));
        if (!frames) return tl::unexpected(frames.error());
        for (Frame& frame : *frames) {
            reset(frame, layout);
            forgetUnrecorded(frame, layout, run.header());
            data.frames.push_back(std::move(frame));
        }
    }
    data.modelSha256 = run.header().modelSha256;
    data.modelTitle = run.header().modelName;
    data.prompt = run.header().prompt;
    data.tokens = run.tokens();
    return data;
}

Result<FigureData> dataOfScript(const std::shared_ptr<const Model>& model, const TextScript& script, std::int64_t from, std::int64_t to,
                                const std::optional<LaneSettings>& lane, const std::stop_token& stop) {
    if (model->isRecording()) return fail(model->title() + ": a recording's model has no weights, so nothing can be computed anew");
    const auto tokens = static_cast<std::int64_t>(script.tokens.size());
    if (auto fits = checkRange(tokens, from, to); !fits) return tl::unexpected(fits.error());
    if (lane)
        if (auto can = canShareTokens(*model, *lane->model); !can) return tl::unexpected(can.error());
    FigureData data;
    data.model = model;
    data.script = script;
    const FrameLayout layout(model->info());
    Experiment experiment{BlockChoice::allSpiking(model->info()), {}, {}};
    if (const Experiment* first = script.at(0)) experiment = *first;
    Lockstep lockstep(model, experiment, lane);
    std::optional<FrameLayout> otherLayout;
    if (lane) otherLayout.emplace(lane->model->info()), data.otherModel = lane->model;
    for (std::int64_t at = 0; at < to; ++at) {
        if (stop.stop_requested()) return fail("stopped");
        if (const Experiment* now = script.at(at); now != nullptr && *now != experiment) lockstep.setExperiment(experiment = *now);
        Lockstep::Frames frames = lockstep.read(script.tokens[static_cast<std::size_t>(at)], at < script.promptTokens, true);
        if (at < from) continue;
        reset(frames.a, layout);
        data.frames.push_back(std::move(frames.a));
        if (!frames.b) continue;
        reset(*frames.b, *otherLayout);
        data.other.push_back(std::move(*frames.b));
    }
    data.modelSha256 = model->sha256;
    data.modelTitle = model->title();
    data.tokens = tokens;
    return data;
}

Result<void> addOther(FigureData& data, const RecordedRun& run, const RecordedRun& other) {
    auto b = dataOfRecording(other, data.from(), data.to());
    if (!b) return tl::unexpected(b.error());
    for (std::size_t i = 0; i < data.frames.size(); ++i)
        if (data.frames[i].token != b->frames[i].token)
            return fail(other.path + ": its tokens are not those of " + run.path + " (token " + std::to_string(data.frames[i].index) + ")");
    data.other = std::move(b->frames);
    data.otherModel = other.model;
    data.otherName = other.header().modelName;
    const std::size_t vocabulary = run.header().vocabulary;
    if (!run.header().logits || !other.header().logits || vocabulary != other.header().vocabulary) return {};
    for (std::size_t i = 0; i < data.frames.size(); ++i) {
        const auto at = data.frames[i].index;
        const auto rowsA = run.reader.read(at, at + 1, true), rowsB = other.reader.read(at, at + 1, true);
        if (!rowsA) return tl::unexpected(rowsA.error());
        if (!rowsB) return tl::unexpected(rowsB.error());
        data.frames[i].divergenceBits = static_cast<float>(divergenceBits(rowsA->logits, rowsB->logits));
    }
    return {};
}

}  // namespace spikeglass::figures
