// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/hdf5_object.h"
#include "io/hdf5_types.h"

namespace spikeglass::hdf5 {

enum class Element { Float32, Float16, UInt8, UInt16, Int32, Int64, Text };  // Text: a place in the global heap, 16 bytes
std::size_t bytesOf(Element element);
const char* nameOf(Element element);  // "float32"

struct StoredChunk {
    std::uint64_t address = kNowhere;
    std::uint32_t bytes = 0;
    std::uint32_t skipped = 0;  // bit i set: filter i was not applied
    static constexpr std::uint64_t kNowhere = ~std::uint64_t{0};
};

/// A dataset whose declaration was checked against its file. None of its elements have been read. A value.
struct Dataset {
    std::string where;
    Element element = Element::Float32;
    bool swapped = false;              // stored in the other byte order than this machine's
    std::vector<std::uint64_t> shape;  // [rank]; empty for a scalar
    std::uint64_t elements = 1;

    // One of the three:
    std::vector<std::byte> compact;         // the elements, where they lie in the object header
    std::uint64_t address = 0;              // of the elements, where they lie in one piece
    std::vector<std::uint64_t> chunkShape;  // [rank]; not empty where they lie in chunks
    std::vector<StoredChunk> chunks;        // [product of ceil(shape / chunkShape)], row-major
    std::vector<int> filters;               // of each chunk, in the order in which they were applied
    std::uint64_t storedBytes = 0;          // of all chunks

    std::uint64_t bytes() const { return elements * bytesOf(element); }
    std::uint64_t rows() const { return shape.empty() ? 1 : shape[0]; }
    std::uint64_t rowBytes() const { return bytes() / rows(); }
};

/// Reads and checks what a dataset declares. `expected` ends the sentence about an element type other than the seven:
/// "float32 or int32". Errors: such a type; rank above 8; more elements
/// than the file can hold (deflate is given the 1032-fold that is its utmost); data in another file; a virtual dataset;
/// a filter other than deflate, shuffle and fletcher32; chunks above 64 MiB; space never written, which would read as
/// fill values; damaged. With allowEmpty a dataset may have 0 elements.
Result<Dataset> openDataset(const InputFile& file, const Object& object, const char* expected, bool allowEmpty = false);

/// Rows [first, first + count) along the first dimension, in row-major order and this machine's byte order.
/// Preconditions: the rows exist; out.size() == count * rowBytes().
/// Errors: a chunk that does not unpack to its size or fails its checksum; unreadable.
Result<void> readRows(const InputFile& file, const Dataset& dataset, std::uint64_t first, std::uint64_t count,
                      std::span<std::byte> out);

}  // namespace spikeglass::hdf5
