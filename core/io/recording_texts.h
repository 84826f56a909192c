// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/hdf5_handles.h"

namespace spikeglass {

/// A growing dataset of texts in a recording, UTF-8 of variable length as h5py writes them. They wait in memory until
/// write(). Not thread safe; call under an hdf5::Session where it says so.
class RecordingTexts {
  public:
    /// Makes the dataset; chunk: texts per chunk (under a Session). Errors: HDF5 cannot make it, with the reason.
    static Result<RecordingTexts> create(hid_t parent, const std::string& name, hsize_t chunk);

    void add(std::string_view text);
    std::size_t waiting() const { return m_texts.size(); }
    /// Bytes that write() will at most add: the texts in HDF5's heaps, and the chunks of references to them.
    std::size_t bytes() const;
    /// Under a Session. Errors: the disk is full, with the reason.
    Result<void> write();

  private:
    hid_t m_parent = H5I_INVALID_HID;  // open as long as the recording
    std::string m_name;
    hsize_t m_chunk = 1;
    std::vector<std::string> m_texts;  // waiting
    hsize_t m_written = 0;
};

/// Variable-length UTF-8, as h5py writes strings. Under a Session.
hdf5::TypeHandle variableTextType();

}  // namespace spikeglass
