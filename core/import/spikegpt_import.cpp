// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <set>

#include "import/architectures.h"

namespace spikeglass {
namespace {

/// With ffnPre, block 0 has a second channel mix in place of its time mix.
Shapes shapesOf(std::int64_t vocabulary, std::int64_t width, std::int64_t blocks, std::int64_t hidden, bool ffnPre) {
    Shapes shapes{{"emb.weight", {vocabulary, width}}};
    const auto channelMix = [&](const std::string& prefix) {
        shapes.insert(shapes.end(), {{prefix + ".time_mix_k", {1, 1, width}}, {prefix + ".time_mix_r", {1, 1, width}}, {prefix + ".key.weight", {hidden, width}},
                                     {prefix + ".value.weight", {width, hidden}}, {prefix + ".receptance.weight", {width, width}}});
    };
    for (std::int64_t i = 0; i < blocks; ++i) {
        const std::string block = "blocks." + std::to_string(i) + '.';
        for (const char* norm : {"ln0", "ln1", "ln2"})
            if (i == 0 || norm[2] != '0')
                for (const char* part : {".weight", ".bias"}) shapes.push_back({block + norm + part, {width}});
        if (i == 0 && ffnPre) {
            channelMix("blocks.0.ffnPre");
        } else {
            for (const char* name : {"time_decay", "time_first"}) shapes.push_back({block + "att." + name, {width}});
            for (const char* name : {"k", "v", "r"}) shapes.push_back({block + "att.time_mix_" + name, {1, 1, width}});
            for (const char* name : {"key", "value", "receptance", "output"}) shapes.push_back({block + "att." + name + ".weight", {width, width}});
        }
        channelMix(block + "ffn");
    }
    for (const char* part : {"weight", "bias"}) shapes.push_back({std::string("ln_out.") + part, {width}});
    shapes.push_back({"head.weight", {vocabulary, width}});
    return shapes;
}

/// How many blocks there are, from 0 without a hole.
Result<std::int64_t> countBlocks(const TensorsByName& state, const std::string& path) {
    std::set<std::int64_t> indices;
    for (const auto& [name, tensor] : state) {
        std::int64_t index = -1;
        if (!name.starts_with("blocks.")) continue;
        const auto [end, error] = std::from_chars(name.data() + 7, name.data() + name.size(), index);
        if (error == std::errc{} && *end == '.' && end - name.data() <= 16 && index >= 0) indices.insert(index);
    }
    std::int64_t expected = 0;
    for (const std::int64_t index : indices)
        if (index != expected++)
            return fail(path + ": block " + std::to_string(expected - 1) + " is missing, but there is a block " + std::to_string(*indices.rbegin()));
    return expected;
}

}  // namespace

Result<ImportedNetwork> importSpikeGpt(const std::shared_ptr<const StateDict>& state, const ImportOptions& options, const std::string& forms) {
    const std::string& path = state->path();
    TensorsByName tensors;
    for (const StateTensor& tensor : state->tensors()) tensors.emplace(tensor.name, tensor);
    if (auto ok = checkFloats(tensors, path); !ok) return tl::unexpected(ok.error());
    for (const char* name : {"emb.weight", "blocks.0.ffn.key.weight"}) {
        const auto found = tensors.find(name);
        if (found == tensors.end()) return fail(path + ": " + name + " is missing; expected a SpikeGPT state dict with the published names");
        if (found->second.shape.size() != 2) return fail(path + ": " + name + " has shape " + describeShape(found->second.shape) + "; expected two dimensions");
    }
    const std::int64_t vocabulary = tensors.at("emb.weight").shape[0], width = tensors.at("emb.weight").shape[1];
    const std::int64_t hidden = tensors.at("blocks.0.ffn.key.weight").shape[0];
    const auto blocks = countBlocks(tensors, path);
    if (!blocks) return tl::unexpected(blocks.error());
    const auto first = tensors.lower_bound("blocks.0.ffnPre.");
    const bool ffnPre = first != tensors.end() && first->first.starts_with("blocks.0.ffnPre.");
    const Shapes shapes = shapesOf(vocabulary, width, *blocks, hidden, ffnPre);
    if (auto ok = checkShapes(tensors, shapes, path, "SpikeGPT"); !ok) return tl::unexpected(ok.error());

    if (options.rescaleEvery < 0 || options.rescaleEvery > kMostRescaling)
        return fail("rescale_every is " + std::to_string(options.rescaleEvery) + "; expected 0 to " + std::to_string(kMostRescaling));

    ImportedNetwork network;
    CheckpointContent& content = network.content;
    content.architecture = "spikegpt";
    content.slots.emplace_back("embedding", options.floatEmbedding ? "ann" : forms);
    for (std::int64_t i = 0; i < *blocks; ++i)
        for (const char* mix : {".time_mix", ".channel_mix"}) content.slots.emplace_back("blocks." + std::to_string(i) + mix, forms);
    content.configuration = {{"vocabulary", vocabulary}, {"width", width}, {"blocks", *blocks}, {"hidden", hidden}, {"ffn_pre", ffnPre},
                             {"rescale_every", options.rescaleEvery}, {"spiking_embedding", !options.floatEmbedding}};
    content.weights = weightsOf(state, tensors, shapes, options.stored);
    return network;
}

}  // namespace spikeglass
