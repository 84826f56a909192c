// SPDX-License-Identifier: Apache-2.0
// A safetensors file: its header, and every tensor. The 8 bytes that say how long the header is are made here from the first
// two of the input, so that mutations reach what lies behind them.
#include <string>

#include "check_message.h"
#include "import/state_dict.h"
#include "memory_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace spikeglass;
    if (size < 2) return 0;
    std::string content{static_cast<char>(bytes[0]), static_cast<char>(bytes[1]), 0, 0, 0, 0, 0, 0};
    content.append(reinterpret_cast<const char*>(bytes) + 2, size - 2);
    const fuzz::MemoryFile file(reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
    const auto state = StateDict::open("fuzzed", file.descriptor());
    if (!state) {
        fuzz::checkMessage(state.error().message);
        return 0;
    }
    for (const StateTensor& tensor : state->tensors())
        for (const StoredType type : {StoredType::Float32, StoredType::Float16, StoredType::BFloat16})
            if (const auto values = state->read(tensor, type); !values) fuzz::checkMessage(values.error().message);
    return 0;
}
