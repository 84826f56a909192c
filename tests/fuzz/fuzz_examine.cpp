// SPDX-License-Identifier: Apache-2.0
// Any file, as spikeglass-examine sees it first: what it is taken for, and what is wrong with it.
#include <string>

#include "check_message.h"
#include "examine/subjects.h"
#include "memory_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace spikeglass;
    const fuzz::MemoryFile file(bytes, size);
    const auto kind = examine::examine("fuzzed", file.descriptor());
    if (kind) return 0;
    fuzz::checkMessage(kind.error().message);
    if (!kind.error().message.starts_with("fuzzed: ")) std::abort();  // the name of the file comes first
    return 0;
}
