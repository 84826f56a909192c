// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/hdf5_handles.h"

namespace spikeglass::hdf5 {

enum class Element { Float32, Float16, UInt8, Int32 };
std::size_t bytesOf(Element element);
const char* nameOf(Element element);  // "float32"

/// What a dataset declares, checked against the file it lies in. Nothing of its data has been read.
struct DatasetLayout {
    Element element = Element::Float32;
    bool swapped = false;                     // stored in the other byte order than this machine's
    std::vector<std::uint64_t> shape;         // [rank]; empty for a scalar
    std::uint64_t elements = 1;
    std::vector<std::uint64_t> chunk;         // [rank]; empty where the data lie in one piece
    std::vector<int> filters;                 // of each chunk, in the order in which they were applied

    std::uint64_t bytes() const { return elements * bytesOf(element); }
    std::uint64_t chunkBytes() const;
};

/// "[77, 64]"
std::string describeShape(std::span<const std::uint64_t> shape);

/// Reads and checks what a dataset declares. `where` is "FILE: /path", fileBytes the file's length.
/// Errors: an element type other than the four; rank above 8; no elements, or more than the file can hold (deflate is
/// given the 1032-fold that is its utmost); stored outside the file; a virtual dataset; a filter other than deflate,
/// shuffle and fletcher32; chunks above 64 MiB; space never written, which would read as fill values; damaged.
Result<DatasetLayout> inspectDataset(hid_t dataset, const std::string& where, std::uint64_t fileBytes);

/// All elements in row-major order and this machine's byte order. Precondition: out.size() == layout.bytes().
/// Chunks are unpacked by us, so that no chunk can unpack to more than it declares.
/// Errors: a chunk that is missing, does not unpack to its size or fails its checksum; unreadable.
Result<void> readDataset(hid_t dataset, const DatasetLayout& layout, const std::string& where,
                         std::span<std::byte> out);

}  // namespace spikeglass::hdf5
