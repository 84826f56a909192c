// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/checkpoint_file.h"

namespace spikeglass {

/// Opens a checkpoint as CheckpointFile::open() does, from a descriptor that is open, and reads every weight, a few
/// megabytes at a time. Errors: those of open(); a weight that is not finite (with its index); damaged.
Result<CheckpointFile> openAndScanCheckpoint(const std::string& path, int descriptor);

}  // namespace spikeglass
