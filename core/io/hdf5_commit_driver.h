// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hdf5.h>

#include <cstdint>

#include "base/result.h"

namespace spikeglass::hdf5 {

/// A virtual file driver of HDF5 that holds back what the library writes until commit(), which then puts it on disk in an
/// order that leaves a readable file whenever the process is killed: first what lies behind the end of the file and nobody
/// points to yet, then the indices from the root of each tree to its leaves, last the lengths of the datasets. The library
/// itself writes in the order of addresses, where an index may point to what is not there yet.
/// Call all of these under a Session.

/// Makes a file access list use the driver. Errors: HDF5 cannot, with the reason.
Result<void> useCommitDriver(hid_t accessList);

/// Puts on disk what the library wrote since the last commit(); call H5Fflush first. The space is reserved before anything
/// changes, so a full disk leaves what the last commit() left. Errors: the disk is full, or the like, with the reason; then
/// only abandon() and closing make sense.
Result<void> commit(hid_t file);

/// Bytes of the file as it will be after commit().
std::uint64_t committedBytes(hid_t file);

/// From now on nothing is written any more, not even when the file is closed: what is on disk is the last commit().
void abandon(hid_t file);

}  // namespace spikeglass::hdf5
