// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace spikeglass::hdf5 {

/// An HDF5 file from a stranger, opened for reading by our own reader, because the HDF5 library crashes on damaged
/// files (docs/decisions/0004-own-hdf5-reader.md). Every address and length is checked against the file.
/// Owns the file descriptor and a small cache; one thread at a time.
class InputFile {
  public:
    /// Errors, one sentence with the path: cannot be opened (with the reason), a directory or device, empty, not HDF5,
    /// truncated (with both lengths), a kind of HDF5 that this program does not read.
    /// descriptor: of the file, already open for reading, which stays the caller's; -1: opened by its path.
    static Result<InputFile> open(const std::string& path, int descriptor = -1);
    InputFile(InputFile&&) noexcept;
    InputFile& operator=(InputFile&&) noexcept;
    ~InputFile();

    const std::string& path() const;
    std::uint64_t size() const;         // bytes, when opened
    std::uint64_t rootAddress() const;  // of the root group's object header

    /// A piece of the file's metadata. All of them together may not exceed a multiple of the file's length, so that no
    /// cycle and no overlap keeps a reader busy. Errors: outside the file; too much; unreadable.
    Result<std::vector<std::byte>> metadata(std::uint64_t address, std::uint64_t count, const std::string& where) const;

    /// A piece of a dataset. Errors: outside the file; unreadable.
    Result<void> data(std::uint64_t address, std::span<std::byte> out, const std::string& where) const;

    /// A text of variable length: object `index` of the global heap collection at `address`. The view lives until the
    /// next call. Errors: there is none; it has fewer bytes than `length`; the collection is damaged.
    Result<std::span<const std::byte>> heapObject(std::uint64_t address, std::uint32_t index, std::uint64_t length,
                                                  const std::string& where) const;

  private:
    struct Data;
    explicit InputFile(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

/// True if the file can be read and starts with the HDF5 signature; never an error.
bool hasHdf5Signature(const std::string& path);

/// Text from a file, fit for a message: control characters replaced, at most 80 bytes.
std::string printable(const std::string& text);
/// The same in quotation marks.
std::string quoted(const std::string& text);

}  // namespace spikeglass::hdf5
