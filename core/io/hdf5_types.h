// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace spikeglass::hdf5 {

/// The datatypes that we read; everything else is Other, with a name for messages.
enum class Class { Integer, Float, FixedText, VariableText, Boolean, Other };

/// A datatype message, decoded.
struct Datatype {
    Class kind = Class::Other;
    std::size_t bytes = 0;       // of one element as stored
    bool bigEndian = false;
    bool isSigned = false;       // integers
    bool spacePadded = false;    // fixed texts
    std::string description;     // "int64", "float16", "a compound"
};

/// A dataspace message, decoded.
struct Dataspace {
    bool null = false;                 // holds nothing at all
    std::vector<std::uint64_t> shape;  // [rank]; empty for a scalar
};

/// None where the message is damaged. Floats other than IEEE 16, 32 and 64 bit, integers that do not fill whole bytes
/// and enumerations other than h5py's booleans come out as Other.
std::optional<Datatype> parseDatatype(std::span<const std::byte> message);
std::optional<Dataspace> parseDataspace(std::span<const std::byte> message);

/// "[77, 64]"
std::string describeShape(std::span<const std::uint64_t> shape);
/// The position of element `flat`, in row-major order: "[3, 17]".
std::string describePosition(std::uint64_t flat, std::span<const std::uint64_t> shape);

/// Number of elements; none where that exceeds 2^40, or where the dimensions that are not 0 would make more.
std::optional<std::uint64_t> elementsOf(std::span<const std::uint64_t> shape);

}  // namespace spikeglass::hdf5
