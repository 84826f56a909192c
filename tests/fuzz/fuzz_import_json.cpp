// SPDX-License-Identifier: Apache-2.0
// JSON that goes beside weights which are imported: as a tokenizer, as a card, and as a SpikeDecoder's configuration.
#include <memory>
#include <string>

#include "check_message.h"
#include "import/architectures.h"
#include "memory_file.h"

namespace {

using namespace spikeglass;

/// Weights that fit no configuration: what is read before them is what is tried.
std::shared_ptr<const StateDict> someWeights() {
    const std::string header = R"({"embedder.tok_embed.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    const std::string content = std::string{static_cast<char>(header.size()), 0, 0, 0, 0, 0, 0, 0} + header + std::string(4, '\0');
    const fuzz::MemoryFile file(reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
    auto state = StateDict::open("weights", file.descriptor());
    return state ? std::make_shared<const StateDict>(std::move(*state)) : nullptr;
}

template <class T>
void check(const Result<T>& result) {
    if (!result) fuzz::checkMessage(result.error().message);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const std::shared_ptr<const StateDict> weights = someWeights();
    if (!weights) std::abort();  // else nothing would be tried
    if (size == 0) return 0;
    const fuzz::MemoryFile file(bytes, size);
    const std::string path = "/proc/self/fd/" + std::to_string(file.descriptor());
    check(readImportTokenizer(path));
    if (const auto content = readImportJson(path)) check(importCard(*content, path));
    else fuzz::checkMessage(content.error().message);
    ImportOptions options;
    options.config = path;
    check(importSpikeDecoder(weights, options));
    return 0;
}
