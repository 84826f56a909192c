// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/hdf5_handles.h"
#include "io/recording_header.h"

namespace spikeglass {

/// Writes what a recording states once into attributes of its root, and of a site into those of its group. Under a
/// Session. False where HDF5 cannot; hdf5::lastReason() says why.
bool writeRecordingAttributes(hid_t root, const RecordingHeader& header);
bool writeSiteAttributes(hid_t group, const RecordedSite& site);

}  // namespace spikeglass
