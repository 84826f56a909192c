// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace spikeglass::hdf5 {

/// Checks the file before HDF5 sees it: a regular file, the signature at its start, a superblock of version 0 to 3 with
/// 8-byte addresses, and its declared end inside the file. Returns the file's length in bytes.
/// Errors, one sentence with the path: cannot be opened (with the reason), a directory or device, empty, not HDF5,
/// truncated (with both lengths), a kind of HDF5 that this program does not read.
Result<std::uint64_t> checkSuperblock(const std::string& path);

/// True if the file can be read and starts with the HDF5 signature; never an error.
bool hasHdf5Signature(const std::string& path);

}  // namespace spikeglass::hdf5
