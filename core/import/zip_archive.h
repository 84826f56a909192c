// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "import/weight_file.h"

namespace spikeglass {

/// The members of a ZIP archive, 64-bit or not, as PyTorch writes it: stored, not compressed. A value.
struct ZipArchive {
    struct Member {
        std::uint64_t address = 0, bytes = 0;  // of its content
        std::uint32_t crc = 0;
    };
    std::map<std::string, Member> members;

    /// Reads the directory at the end and checks every member's header against it. Errors: no archive; more than 65,536 members;
    /// one that is compressed, encrypted, there twice, overlaps another or leads outside the file.
    static Result<ZipArchive> read(const WeightFile& file);
};

/// Reads a member through and compares its checksum. Errors: it does not match; unreadable.
Result<void> checkCrc(const WeightFile& file, const std::string& name, const ZipArchive::Member& member);

}  // namespace spikeglass
