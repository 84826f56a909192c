// SPDX-License-Identifier: Apache-2.0
// A recording: structure, what changed when, and every row.
#include "check_message.h"
#include "io/recording_reader.h"
#include "memory_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace spikeglass;
    const fuzz::MemoryFile file(bytes, size);
    const auto reader = RecordingReader::open("fuzzed", file.descriptor());
    if (!reader) {
        fuzz::checkMessage(reader.error().message);
        return 0;
    }
    if (const auto changes = reader->changes(); !changes) fuzz::checkMessage(changes.error().message);
    constexpr std::int64_t kTokens = 64;
    for (const std::int64_t from : {std::int64_t{0}, reader->tokenCount() - kTokens})
        if (const auto rows = reader->read(from, from + kTokens, true); !rows) fuzz::checkMessage(rows.error().message);
    return 0;
}
