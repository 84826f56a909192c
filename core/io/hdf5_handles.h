// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace spikeglass::hdf5 {

/// Held while HDF5 is called: one thread at a time in the whole process (not every build of HDF5 has a lock of its
/// own), error printing off (HDF5 keeps that switch per thread), no filter plugins. May be nested.
class Session {
  public:
    Session();

  private:
    std::lock_guard<std::recursive_mutex> m_lock;
};

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
    /// False if HDF5 says that closing failed (a full disk shows here). Closing twice is harmless.
    bool close() { return m_id < 0 || Close(std::exchange(m_id, H5I_INVALID_HID)) >= 0; }

  private:
    hid_t m_id = H5I_INVALID_HID;
};

using File = Handle<H5Fclose>;
using Group = Handle<H5Gclose>;
using Dataset = Handle<H5Dclose>;
using Attribute = Handle<H5Aclose>;
using Space = Handle<H5Sclose>;
using Type = Handle<H5Tclose>;
using PropertyList = Handle<H5Pclose>;

/// A file opened for reading, and its length in bytes when it was opened.
struct OpenedFile {
    File file;
    std::uint64_t bytes = 0;
};

/// Opens a regular file that starts with an HDF5 superblock whose declared end lies inside the file.
/// Errors, as one sentence with the path: cannot be opened (with the reason), not a regular file, empty, not HDF5,
/// truncated, a layout of several files, anything that HDF5 refuses.
Result<OpenedFile> openForReading(const std::string& path);

/// The names in a group, sorted, checked: all are hard links, at most `limit` of them. `where` is "FILE: /group".
/// Errors: an external or soft link (they may lead out of the file); too many; a damaged group.
Result<std::vector<std::string>> listGroup(hid_t group, const std::string& where, std::size_t limit);

/// What a group holds under a name; links other than hard ones are refused by the functions below.
enum class Member { None, IsGroup, IsDataset, IsOther };
Result<Member> findMember(hid_t parent, const std::string& name, const std::string& where);

/// Opens a group or dataset that must be a hard link. `where` is "FILE: /path" of the member itself.
/// Errors: absent, an external or soft link, something else than a group (a dataset), damaged.
Result<Group> openGroup(hid_t parent, const std::string& name, const std::string& where);
Result<Dataset> openDataset(hid_t parent, const std::string& name, const std::string& where);

/// Text from a file, fit for a message: control characters replaced, at most 80 bytes, in quotation marks.
std::string quoted(const std::string& text);

/// True for well-formed UTF-8 (no surrogates, no overlong forms).
bool isUtf8(const std::string& text);

}  // namespace spikeglass::hdf5
