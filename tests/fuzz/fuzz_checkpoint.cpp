// SPDX-License-Identifier: Apache-2.0
// A checkpoint, as the examiner reads it: structure, every weight, the tokenizer.
#include "check_message.h"
#include "io/checkpoint_file.h"
#include "memory_file.h"
#include "text/tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace spikeglass;
    const fuzz::MemoryFile file(bytes, size);
    const auto checkpoint = CheckpointFile::open("fuzzed", file.descriptor());
    if (!checkpoint) {
        fuzz::checkMessage(checkpoint.error().message);
        return 0;
    }
    if (const auto sound = checkpoint->checkWeights(); !sound) fuzz::checkMessage(sound.error().message);
    if (const auto tensor = checkpoint->tensor("emb.weight", {5, 3}); !tensor) fuzz::checkMessage(tensor.error().message);
    for (const char* name : {"vocabulary", "ratio", "flag", "mode", "list"})
        if (const auto value = checkpoint->integer(name, 0, 1 << 20, 1); !value) fuzz::checkMessage(value.error().message);
    if (!checkpoint->tokenizer().kind.empty())
        if (const auto made = makeTokenizer(checkpoint->tokenizer().kind, checkpoint->tokenizer().definition); !made)
            fuzz::checkMessage(made.error().message);
    return 0;
}
