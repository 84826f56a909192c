// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_types.h"

#include <algorithm>

#include "io/hdf5_bytes.h"

namespace spikeglass::hdf5 {
namespace {

/// HDF5 File Format Specification 3.0, IV.A.2.d: the classes by number.
constexpr const char* kClassNames[] = {"an integer", "a float",        "a time",         "a text",
                                       "a bit field", "opaque",        "a compound",     "a reference",
                                       "an enumeration", "of variable length", "an array"};

Datatype parseInteger(ByteReader& reader, std::uint32_t bits, std::size_t bytes) {
    const std::uint16_t offset = reader.u16();
    const std::uint16_t precision = reader.u16();
    Datatype type;
    type.bytes = bytes;
    type.bigEndian = (bits & 1U) != 0;
    type.isSigned = (bits & 8U) != 0;
    type.description = (type.isSigned ? "int" : "uint") + std::to_string(8 * bytes);
    const bool usual = (bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8) && offset == 0 && precision == 8 * bytes;
    type.kind = usual ? Class::Integer : Class::Other;
    return type;
}

Datatype parseFloat(ByteReader& reader, std::uint32_t bits, std::size_t bytes) {
    const std::uint16_t offset = reader.u16();
    const std::uint16_t precision = reader.u16();
    const unsigned exponentAt = reader.u8();
    const unsigned exponentBits = reader.u8();
    const unsigned mantissaAt = reader.u8();
    const unsigned mantissaBits = reader.u8();
    const std::uint32_t bias = reader.u32();
    const unsigned signAt = bits >> 8 & 0xFFU;
    Datatype type;
    type.bytes = bytes;
    type.bigEndian = (bits & 1U) != 0;
    const bool plain = (bits & 0x40U) == 0 && (bits >> 4 & 3U) == 2 && offset == 0 && precision == 8 * bytes &&
                       mantissaAt == 0 && exponentAt == mantissaBits && signAt == precision - 1U;
    const bool ieee = (bytes == 2 && exponentBits == 5 && mantissaBits == 10 && bias == 15) ||
                      (bytes == 4 && exponentBits == 8 && mantissaBits == 23 && bias == 127) ||
                      (bytes == 8 && exponentBits == 11 && mantissaBits == 52 && bias == 1023);
    type.kind = plain && ieee ? Class::Float : Class::Other;
    type.description = (plain && ieee ? "float" : "an unusual float of ") + std::to_string(8 * bytes) +
                       (plain && ieee ? "" : " bits");
    return type;
}

/// h5py's booleans: an enumeration of int8 whose two members are FALSE = 0 and TRUE = 1. Other ones are Other.
bool isBoolean(ByteReader& reader, std::uint32_t bits, unsigned version, std::size_t bytes) {
    const unsigned head = reader.u8();
    const std::uint32_t baseBits = static_cast<std::uint32_t>(reader.number(3));
    const std::uint32_t baseBytes = reader.u32();
    if ((head & 0x0FU) != 0 || baseBytes != 1 || bytes != 1 || (bits & 0xFFFFU) != 2) return false;
    if (parseInteger(reader, baseBits, baseBytes).kind != Class::Integer) return false;
    for (const char* name : {"FALSE", "TRUE"}) {
        const std::string expected(name);
        const std::size_t length = expected.size() + 1;
        const auto found = reader.take(version < 3 ? (length + 7) / 8 * 8 : length);
        if (reader.failed() || textOf(found) != expected) return false;
    }
    return reader.u8() == 0 && reader.u8() == 1 && !reader.failed();
}

}  // namespace

std::optional<Datatype> parseDatatype(std::span<const std::byte> message) {
    ByteReader reader(message);
    const unsigned head = reader.u8();
    const std::uint32_t bits = static_cast<std::uint32_t>(reader.number(3));
    const std::size_t bytes = reader.u32();
    const unsigned version = head >> 4;
    const unsigned number = head & 0x0FU;
    if (reader.failed() || version < 1 || version > 3 || bytes == 0 || number >= std::size(kClassNames)) return {};
    Datatype type;
    type.bytes = bytes;
    type.description = kClassNames[number];
    switch (number) {
        case 0: type = parseInteger(reader, bits, bytes); break;
        case 1: type = parseFloat(reader, bits, bytes); break;
        case 3:
            type.kind = Class::FixedText;
            type.spacePadded = (bits & 0x0FU) == 2;
            break;
        case 8:
            if (isBoolean(reader, bits, version, bytes)) {
                type.kind = Class::Boolean;
                type.description = "a boolean";
            }
            return type;
        case 9:
            if ((bits & 0x0FU) == 1 && bytes == 16) {
                type.kind = Class::VariableText;
                type.description = "a text";
            }
            break;
        default: break;
    }
    if (reader.failed()) return {};
    return type;
}

std::optional<Dataspace> parseDataspace(std::span<const std::byte> message) {
    ByteReader reader(message);
    const unsigned version = reader.u8();
    const std::size_t rank = reader.u8();
    reader.skip(1);
    Dataspace space;
    if (version == 1) {
        reader.skip(5);
    } else if (version == 2) {
        space.null = reader.u8() == 2;
    } else {
        return {};
    }
    if (rank > 32) return {};
    for (std::size_t d = 0; d < rank; ++d) space.shape.push_back(reader.u64());
    if (reader.failed()) return {};
    return space;
}

std::string describeShape(std::span<const std::uint64_t> shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
    return text + "]";
}

std::string describePosition(std::uint64_t flat, std::span<const std::uint64_t> shape) {
    std::vector<std::uint64_t> index(shape.size());
    for (std::size_t d = shape.size(); d-- > 0; flat /= shape[d]) index[d] = flat % shape[d];
    return describeShape(index);
}

std::optional<std::uint64_t> elementsOf(std::span<const std::uint64_t> shape) {
    constexpr std::uint64_t kMost = std::uint64_t{1} << 40;
    std::uint64_t elements = 1;
    bool none = false;
    for (const std::uint64_t dimension : shape) {
        none = none || dimension == 0;
        if (dimension > kMost / elements) return {};
        elements *= std::max<std::uint64_t>(dimension, 1);
    }
    return none ? 0 : elements;
}

}  // namespace spikeglass::hdf5
