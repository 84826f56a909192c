// SPDX-License-Identifier: Apache-2.0
#include "engine/model.h"

#include <filesystem>

#include "base/sha256.h"
#include "base/within_memory.h"
#include "io/examination.h"
#include "io/hdf5_input.h"
#include "io/utf8.h"

namespace spikeglass {

std::string Model::title() const {
    return printableName(card.name.empty() ? std::filesystem::path(path).filename().string() : card.name);
}

std::string Model::tokenBytes(std::int32_t token, bool first) const {
    if (!tokenizer) return "\u27e8" + std::to_string(token) + "\u27e9";
    if (token >= tokenizer->size()) return {};
    return std::string(first ? tokenizer->firstBytes(token) : tokenizer->bytes(token));
}

Result<std::vector<std::int32_t>> Model::encodePrompt(std::string_view text) const {
    if (!tokenizer)
        return fail(path + ": this checkpoint embeds no tokenizer, so it cannot read text; give token ids, or convert it "
                           "with --tokenizer");
    if (text.empty()) return fail("the text is empty: the network needs at least one character to start from");
    auto tokens = tokenizer->encode(text);
    if (tokens && tokens->empty())
        return fail("the text is empty after normalisation (" + std::string(tokenizer->normalization()) +
                    "): nothing of it is left that this model could read");
    return tokens;
}

const char* nameOf(WeightType type) {
    return type == WeightType::Float32 ? "float32" : type == WeightType::BFloat16 ? "bfloat16" : "int8";
}

Result<WeightType> weightTypeNamed(std::string_view name) {
    for (const WeightType type : {WeightType::Float32, WeightType::BFloat16, WeightType::Int8})
        if (name == nameOf(type)) return type;
    return fail("weights: expected float32, bfloat16 or int8, found " + hdf5::quoted(std::string(name)));
}

namespace {

Result<std::shared_ptr<const Model>> load(const std::string& path, const LoadOptions& options, const Examined& examined) {
    if (examined.kind == Examined::Kind::TorchState || examined.kind == Examined::Kind::SafeTensors)
        return fail(path + ": holds weights as PyTorch stores them; make a checkpoint of them first: spikeglass-cli import FILE OUT.h5");
    auto file = CheckpointFile::open(path, examined.descriptor());
    if (!file) return fail(file.error().message);
    auto network = loadNetwork(*file, options);
    if (!network) return fail(network.error().message);

    auto model = std::make_shared<Model>();
    model->path = path;
    model->storedType = file->storedType();
    model->card = file->card();
    model->network = std::move(*network);
    model->weights = options.weights;

    if (const TokenizerDefinition& embedded = file->tokenizer(); !embedded.kind.empty()) {
        auto tokenizer = makeTokenizer(embedded.kind, embedded.definition);
        if (!tokenizer) return fail(path + ": /tokenizer/definition: " + tokenizer.error().message);
        const auto vocabulary = static_cast<std::int64_t>(model->info().vocabulary);
        if ((*tokenizer)->size() > vocabulary)
            return fail(path + ": /tokenizer/definition: expected at most " + std::to_string(vocabulary) +
                        " tokens, as /configuration says, found " + std::to_string((*tokenizer)->size()));
        model->tokenizer = std::move(*tokenizer);
    }

    auto hash = sha256OfFile(path);
    if (!hash) return fail(hash.error().message);
    model->sha256 = std::move(*hash);
    return model;
}

}  // namespace

Result<std::shared_ptr<const Model>> loadModel(const std::string& path, const LoadOptions& options) {
    const auto cancelled = options.progress ? [&] { return !options.progress(0); } : std::function<bool()>();
    return withinMemory(path + ":", [&] { return readExamined(path, [&](const Examined& e) { return load(path, options, e); }, cancelled); });
}

}  // namespace spikeglass
