// SPDX-License-Identifier: Apache-2.0
#include "engine/recorded_run.h"

#include <algorithm>
#include <filesystem>
#include <limits>

#include "base/within_memory.h"
#include "engine/operation_fields.h"
#include "engine/recorded_model.h"
#include "io/examination.h"
#include "io/hdf5_input.h"

namespace spikeglass {
namespace {

constexpr float kNotKept = std::numeric_limits<float>::quiet_NaN();

/// Whether a checkpoint is what was recorded, as far as the views care, but perhaps with other weights in memory.
bool isFileOf(const Model& model, const RecordingHeader& header) {
    const NetworkInfo& info = model.info();
    return model.sha256 == header.modelSha256 && info.vocabulary == header.vocabulary &&
           std::equal(info.sites.begin(), info.sites.end(), header.sites.begin(), header.sites.end(),
                      [](const SiteInfo& a, const RecordedSite& b) {
                          return a.name == b.name && a.width == b.width && a.timesteps == b.timesteps &&
                                 (a.hasMembrane || !b.membrane);
                      });
}

/// The checkpoint with the type of weights that was recorded, read anew if it holds others; null: it is not what was recorded.
std::shared_ptr<const Model> fitting(std::shared_ptr<const Model> checkpoint, const RecordingHeader& header) {
    if (!checkpoint || !isFileOf(*checkpoint, header)) return nullptr;
    if (nameOf(checkpoint->weights) == header.weights) return checkpoint;
    const auto weights = weightTypeNamed(header.weights);
    if (!weights) return nullptr;
    const auto again = loadModel(checkpoint->path, {*weights, checkpoint->network->threads()});
    return again && isFileOf(**again, header) ? *again : nullptr;
}

Result<Experiment> experimentOf(const std::string& path, const NetworkInfo& info, const RecordedChange& change) {
    const std::string where = path + ": at token " + std::to_string(change.token) + ": ";
    Experiment experiment;
    experiment.choice = BlockChoice::analogTwin(info);
    for (const auto& [slot, form] : change.blockChoice) {
        const auto at = std::find_if(info.slotInfos.begin(), info.slotInfos.end(), [&slot = slot](const SlotInfo& s) { return s.name == slot; });
        if (at == info.slotInfos.end() || (form != "ann" && form != "snn"))
            return fail(where + "there is no slot " + hdf5::quoted(slot) + " with a form " + hdf5::quoted(form));
        experiment.choice.set(static_cast<std::size_t>(at - info.slotInfos.begin()), form == "snn" ? Form::Spiking : Form::Analog);
    }
    for (const std::string& text : change.interventions) {
        auto parsed = parseInterventions(info, text);
        if (!parsed) return fail(where + parsed.error().message);
        experiment.interventions.insert(experiment.interventions.end(), parsed->begin(), parsed->end());
    }
    experiment.sampling = {change.temperature, change.topP, change.seed};
    return experiment;
}

/// Hands out a token's share of rows, empty where there are none.
template <class T>
std::span<const T> rowOf(const std::vector<T>& all, std::size_t row, std::size_t count) {
    const std::size_t length = all.size() / count;
    return std::span(all).subspan(row * length, length);
}

std::vector<OperationCounts> countsOf(std::span<const std::int64_t> row, const RecordingHeader& header, std::size_t components) {
    const std::size_t fields = header.operationFields.size();
    if (row.empty() || row[0] < 0 || header.network.components.size() != components) return {};
    std::vector<OperationCounts> counts(components);
    for (std::size_t f = 0; f < fields; ++f)
        for (const OperationField& known : kOperationFields)
            if (header.operationFields[f] == known.name)
                for (std::size_t c = 0; c < components; ++c) counts[c].*known.field = row[c * fields + f];
    return counts;
}

std::vector<Candidate> candidatesOf(std::span<const std::int32_t> tokens, std::span<const float> probabilities, std::size_t vocabulary) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < tokens.size() && i < probabilities.size(); ++i)
        if (tokens[i] >= 0 && static_cast<std::size_t>(tokens[i]) < vocabulary) candidates.push_back({tokens[i], probabilities[i]});
    return candidates;
}

struct Opened {
    RecordingReader reader;
    std::vector<RecordedChange> changes;
};

Result<Opened> openReader(const std::string& path, int descriptor = -1) {
    auto reader = RecordingReader::open(path, descriptor);
    if (!reader) return tl::unexpected(reader.error());
    auto changes = reader->changes();
    if (!changes) return tl::unexpected(changes.error());
    return Opened{std::move(*reader), std::move(*changes)};
}

Result<RecordedRun> runOf(const std::string& path, Result<Opened> opened, std::shared_ptr<const Model> checkpoint) {
    if (!opened) return tl::unexpected(opened.error());
    const RecordingHeader& header = opened->reader.header();
    auto own = fitting(std::move(checkpoint), header);
    auto model = own ? Result<std::shared_ptr<const Model>>(std::move(own)) : recordedModel(path, header);
    if (!model) return tl::unexpected(model.error());
    RecordedRun run{path, std::move(*model), std::move(opened->reader), {}, {}};
    for (const RecordedChange& change : opened->changes) {
        auto experiment = experimentOf(path, run.model->info(), change);
        if (!experiment) return tl::unexpected(experiment.error());
        run.inForce.push_back(experiment->interventions.empty()
                                  ? nullptr
                                  : std::make_shared<const std::vector<Intervention>>(experiment->interventions));
        run.changes.push_back({change.token, std::move(*experiment)});
    }
    return run;
}

Result<std::vector<Frame>> framesOf(const RecordedRun& run, std::int64_t from, std::int64_t to) {
    const auto& [path, model, reader, changes, inForce] = run;
    const auto rows = reader.read(from, to);
    if (!rows) return tl::unexpected(rows.error());
    const NetworkInfo& info = model->info();
    const FrameLayout layout(info);
    const bool anyMembrane = std::any_of(run.header().sites.begin(), run.header().sites.end(), [](const RecordedSite& s) { return s.membrane; });
    std::vector<Frame> frames(rows->count);
    std::size_t change = 0;
    for (std::size_t row = 0; row < rows->count; ++row) {
        Frame& frame = frames[row];
        frame.index = rows->from + static_cast<std::int64_t>(row);
        frame.token = rows->tokens[row];
        if (frame.token < 0 || static_cast<std::size_t>(frame.token) >= info.vocabulary)
            return fail(path + ": /tokens holds " + std::to_string(frame.token) + "; expected ids from 0 to " +
                        std::to_string(static_cast<std::int64_t>(info.vocabulary) - 1));
        frame.text = rows->texts[row];
        frame.fromPrompt = frame.index < run.header().promptTokens;
        frame.surprisalBits = rows->surprisal.empty() ? kNotKept : rows->surprisal[row];
        while (change + 1 < changes.size() && changes[change + 1].token <= frame.index) ++change;
        frame.choice = changes[change].experiment.choice;
        frame.interventions = inForce[change];
        frame.candidates = candidatesOf(rowOf(rows->candidates, row, rows->count),
                                        rowOf(rows->probabilities, row, rows->count), info.vocabulary);
        frame.operations = countsOf(rowOf(rows->operations, row, rows->count), run.header(), info.components.size());
        frame.twinOperations = countsOf(rowOf(rows->twinOperations, row, rows->count), run.header(), info.components.size());
        frame.spikes.assign(layout.words, 0);
        if (anyMembrane) frame.potential.assign(layout.floats, kNotKept);
        for (std::size_t site = 0; site < layout.sites.size(); ++site) {
            const FrameLayout::Site& s = layout.sites[site];
            const auto spikes = rowOf(rows->spikes[site], row, rows->count);
            std::copy(spikes.begin(), spikes.end(), frame.spikes.begin() + static_cast<std::ptrdiff_t>(s.wordOffset));
            const auto membrane = rowOf(rows->membranes[site], row, rows->count);
            for (std::size_t i = 0; i < membrane.size(); ++i)
                if (!testBit(std::span(spikes).subspan(i / s.width * s.wordsPerStep, s.wordsPerStep), i % s.width))
                    frame.potential[s.floatOffset + i] = membrane[i];
        }
    }
    return frames;
}

}  // namespace

Result<RecordedRun> openRecordedRun(const std::string& path, std::shared_ptr<const Model> checkpoint) {
    return withinMemory(path + ":", [&] {
        auto opened = readExamined(path, [&](const Examined& examined) { return openReader(path, examined.descriptor()); });
        return runOf(path, std::move(opened), std::move(checkpoint));
    });
}

Result<RecordedRun> openOwnRecording(const OwnRecording& recording, std::shared_ptr<const Model> checkpoint) {
    const auto openAs = [&](const std::string& name) { return withinMemory(name + ":", [&] { return runOf(name, openReader(name), checkpoint); }); };
    auto opened = openAs(recording.now);
    // It has its final name by now; before that this may be the name of an earlier recording.
    std::error_code error;
    if (!opened && !recording.now.empty() && !std::filesystem::exists(recording.now, error)) opened = openAs(recording.then);
    return opened;
}

Result<std::vector<Frame>> RecordedRun::frames(std::int64_t from, std::int64_t to) const {
    return withinMemory(path + ":", [&] { return framesOf(*this, from, to); });
}

Result<TextScript> RecordedRun::script() const {
    auto ids = reader.tokens();
    if (!ids) return tl::unexpected(ids.error());
    for (const std::int32_t id : *ids)
        if (id < 0 || static_cast<std::size_t>(id) >= model->info().vocabulary)
            return fail(path + ": /tokens holds " + std::to_string(id) + ", which is no token of this model");
    TextScript script;
    const auto count = static_cast<std::int64_t>(ids->size());
    script.promptTokens = header().promptTokens < 0 ? count : std::min(header().promptTokens, count);
    script.tokens = std::move(*ids);
    script.changes = changes;
    return script;
}

}  // namespace spikeglass
