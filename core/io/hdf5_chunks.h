// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace spikeglass::hdf5 {

/// HDF5's numbers of the filters that we undo.
enum Filter : int { kDeflate = 1, kShuffle = 2, kFletcher32 = 3 };
inline bool isKnownFilter(int filter) { return filter >= kDeflate && filter <= kFletcher32; }
inline bool isDeflate(int filter) { return filter == kDeflate; }

/// Undoes the filters of one chunk. `skipped` has bit i set where filter i was not applied to this chunk.
/// Returns exactly chunkBytes bytes. Errors (one sentence that starts with `where`): the checksum does not match; the
/// data do not unpack to chunkBytes. Never allocates more than chunkBytes plus the length of a checksum at a time.
Result<std::vector<std::byte>> unpackChunk(std::vector<std::byte> packed, std::span<const int> filters,
                                           std::uint32_t skipped, std::size_t chunkBytes, std::size_t elementBytes,
                                           const std::string& where);

/// Fletcher's checksum of 16-bit big-endian words, as HDF5 appends it to a chunk.
std::uint32_t fletcher32(std::span<const std::byte> bytes);

/// The inverse of HDF5's shuffle: byte k of every element, for each k in turn, back to whole elements.
std::vector<std::byte> unshuffle(std::span<const std::byte> bytes, std::size_t elementBytes);

}  // namespace spikeglass::hdf5
