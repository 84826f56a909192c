// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/hdf5_input.h"

namespace spikeglass::hdf5 {

/// What a "dense" index (version 2 B-tree) is about: the record types that we read.
enum class DenseIndex : unsigned char { LinkNames = 5, AttributeNames = 8 };

/// The link or attribute messages that newer HDF5 files keep outside the object header: a fractal heap for the bytes,
/// a version 2 B-tree for their places. Errors: more than `limit`; objects above what one direct block holds; damaged.
Result<std::vector<std::vector<std::byte>>> readDense(const InputFile& file, std::uint64_t heapAddress,
                                                      std::uint64_t indexAddress, DenseIndex index, std::size_t limit,
                                                      const std::string& where);

}  // namespace spikeglass::hdf5
