// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hdf5.h>

#include <mutex>
#include <string>
#include <utility>

namespace spikeglass::hdf5 {

/// Held while the HDF5 library is called (for writing; we read with our own code, see hdf5_input.h): one thread at a
/// time in the whole process, because not every build of HDF5 has a lock of its own, and error printing off, which HDF5
/// keeps per thread. May be nested.
class Session {
  public:
    Session();

  private:
    std::lock_guard<std::recursive_mutex> m_lock;
};

/// Why the last call of HDF5 failed, in the words of the operating system where it was the cause ("No space left on
/// device"), else in HDF5's. Call it under the same Session.
std::string lastReason();

/// Owns one HDF5 identifier. Destroy it under a Session.
template <herr_t (*Close)(hid_t)>
class Handle {
  public:
    Handle() = default;
    explicit Handle(hid_t id) : m_id(id) {}
    Handle(Handle&& other) noexcept : m_id(std::exchange(other.m_id, H5I_INVALID_HID)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(m_id, other.m_id);
        return *this;
    }
    ~Handle() { close(); }

    hid_t id() const { return m_id; }
    explicit operator bool() const { return m_id >= 0; }
    /// False if HDF5 says that closing failed (a full disk may show here). Closing twice is harmless.
    bool close() { return m_id < 0 || Close(std::exchange(m_id, H5I_INVALID_HID)) >= 0; }

  private:
    hid_t m_id = H5I_INVALID_HID;
};

/// H5Fclose(), and gives back what HDF5 keeps for files to come: megabytes after a morning of recordings.
herr_t closeFile(hid_t file);

using FileHandle = Handle<closeFile>;
using GroupHandle = Handle<H5Gclose>;
using DatasetHandle = Handle<H5Dclose>;
using AttributeHandle = Handle<H5Aclose>;
using SpaceHandle = Handle<H5Sclose>;
using TypeHandle = Handle<H5Tclose>;
using ListHandle = Handle<H5Pclose>;

}  // namespace spikeglass::hdf5
