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
    const std::int64_t end = reader->tokenCount();
    if (const auto rows = reader->read(0, kTokens, true); !rows) fuzz::checkMessage(rows.error().message);
    if (end <= kTokens) return 0;  // that was all
    if (const auto rows = reader->read(end - kTokens, end, true); !rows) fuzz::checkMessage(rows.error().message);
    return 0;
}
