// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_attributes.h"

#include <bit>
#include <cmath>
#include <cstdio>
#include <limits>

#include "io/half.h"
#include "io/hdf5_bytes.h"
#include "io/hdf5_dense.h"
#include "io/hdf5_types.h"
#include "io/utf8.h"

namespace spikeglass::hdf5 {
namespace {

/// The bits of a number of 1 to 8 bytes in either byte order.
std::uint64_t bitsOf(std::span<const std::byte> bytes, bool bigEndian) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[bigEndian ? i : bytes.size() - 1 - i]);
    return value;
}

Value integerValue(const Datatype& type, std::span<const std::byte> bytes) {
    const std::uint64_t bits = bitsOf(bytes, type.bigEndian);
    const bool large = bits > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!type.isSigned) return large ? Value{bits} : Value{static_cast<std::int64_t>(bits)};
    const unsigned unused = 64 - 8 * static_cast<unsigned>(bytes.size());
    return static_cast<std::int64_t>(bits << unused) >> unused;  // carries the sign
}

double floatValue(const Datatype& type, std::span<const std::byte> bytes) {
    const std::uint64_t bits = bitsOf(bytes, type.bigEndian);
    if (bytes.size() == 2) return halfToFloat(static_cast<std::uint16_t>(bits));
    if (bytes.size() == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    return std::bit_cast<double>(bits);
}

/// Collects an object's attributes from its header, or from dense storage.
class AttributeReader {
  public:
    AttributeReader(const InputFile& file, const Object& object) : m_file(file), m_object(object) {}

    Result<Values> read() {
        for (const Message& message : m_object.messages()) {
            Result<void> ok;
            if (message.type == MessageType::Attribute) {
                if ((message.flags & 0x02U) != 0) return fail(m_object.where() + " has a shared attribute; expected its own");
                ok = add(message.body);
            } else if (message.type == MessageType::AttributeInfo) {
                ok = addDense(message.body);
            }
            if (!ok) return tl::unexpected(ok.error());
        }
        return std::move(m_values);
    }

  private:
    tl::unexpected<Error> damaged() const { return fail(m_object.where() + " is damaged: an attribute of it is broken"); }

    Result<void> addDense(std::span<const std::byte> body) {
        ByteReader reader(body);
        const unsigned version = reader.u8();
        const unsigned flags = reader.u8();
        if ((flags & 0x01U) != 0) reader.skip(2);
        const std::uint64_t heap = reader.u64();
        const std::uint64_t index = reader.u64();
        if (reader.failed() || version != 0) return damaged();
        if (heap == kUndefinedAddress) return {};  // all attributes are in the header
        const auto messages =
            readDense(m_file, heap, index, DenseIndex::AttributeNames, kMostAttributes, m_object.where());
        if (!messages) return tl::unexpected(messages.error());
        for (const auto& message : *messages)
            if (auto ok = add(message); !ok) return ok;
        return {};
    }

    Result<void> add(std::span<const std::byte> body) {
        ByteReader reader(body);
        const unsigned version = reader.u8();
        const unsigned flags = reader.u8();
        const std::size_t nameBytes = reader.u16();
        const std::size_t typeBytes = reader.u16();
        const std::size_t spaceBytes = reader.u16();
        if (version == 3) reader.skip(1);  // character set of the name
        const auto take = [&](std::size_t n) {
            const auto taken = reader.take(n);
            if (version == 1) reader.skip((8 - n % 8) % 8);
            return taken;
        };
        const std::string name = textOf(take(nameBytes));
        const auto typeMessage = take(typeBytes);
        const auto spaceMessage = take(spaceBytes);
        if (reader.failed() || version < 1 || version > 3) return damaged();
        if (!isUtf8(name)) return fail(m_object.where() + " has an attribute whose name is not UTF-8");
        if (m_values.size() >= kMostAttributes)
            return fail(m_object.where() + " has more than " + std::to_string(kMostAttributes) + " attributes");
        if (isMisleading(name)) return fail(m_object.where() + " has an attribute with a misleading name: " + quoted(name));
        const std::string what = m_object.whereOfAttribute(name);
        if (m_values.contains(name)) return fail(what + " is there twice");
        if (version >= 2 && (flags & 0x03U) != 0) {  // type or shape stored elsewhere
            m_values.emplace(name, OtherValue{"of a named type"});
            return {};
        }
        const auto type = parseDatatype(typeMessage);
        const auto space = parseDataspace(spaceMessage);
        if (!type || !space) return fail(what + " is damaged");
        auto value = read(*type, *space, reader, what);
        if (!value) return tl::unexpected(value.error());
        m_values.emplace(name, std::move(*value));
        return {};
    }

    Result<Value> read(const Datatype& type, const Dataspace& space, ByteReader& reader, const std::string& what) const {
        const auto count = elementsOf(space.shape);
        if (space.null || !count || *count != 1)
            return Value{OtherValue{space.null ? "empty" : "an array of shape " + describeShape(space.shape)}};
        if (type.kind == Class::FixedText && type.bytes > kLongestText) return tooLong(type.bytes, what);
        const auto bytes = reader.take(type.bytes);
        if (reader.failed()) return fail(what + " is damaged: its value is cut off");
        switch (type.kind) {
            case Class::Integer: return integerValue(type, bytes);
            case Class::Float: return Value{floatValue(type, bytes)};
            case Class::Boolean:
                if (std::to_integer<int>(bytes[0]) > 1) return fail(what + " is damaged: neither false nor true");
                return Value{bytes[0] == std::byte{1}};
            case Class::FixedText: {
                std::string text = textOf(bytes);
                if (type.spacePadded) text.erase(text.find_last_not_of(' ') + 1);
                return checked(std::move(text), what);
            }
            case Class::VariableText: {
                ByteReader place(bytes);
                const std::uint32_t length = place.u32();
                const std::uint64_t heap = place.u64();
                const std::uint32_t index = place.u32();
                if (length == 0) return Value{std::string()};
                if (length > kLongestText) return tooLong(length, what);
                const auto text = m_file.heapObject(heap, index, length, what);
                if (!text) return tl::unexpected(text.error());
                return checked(textOf(*text), what);
            }
            case Class::Other: break;
        }
        return Value{OtherValue{type.description}};
    }

    static tl::unexpected<Error> tooLong(std::size_t bytes, const std::string& what) {
        return fail(what + " is a text of " + std::to_string(bytes) + " bytes; expected at most " +
                    std::to_string(kLongestText));
    }

    static Result<Value> checked(std::string text, const std::string& what) {
        if (!isUtf8(text)) return fail(what + " is a text that is not UTF-8");
        return Value{std::move(text)};
    }

    const InputFile& m_file;
    const Object& m_object;
    Values m_values;
};

std::string number(double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.9g", value);
    return buffer;
}

}  // namespace

std::string describe(const Value& value) {
    if (const auto* other = std::get_if<OtherValue>(&value)) return other->description;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return "the integer " + std::to_string(*integer);
    if (const auto* large = std::get_if<std::uint64_t>(&value)) return "the integer " + std::to_string(*large);
    if (const auto* real = std::get_if<double>(&value)) return "the number " + number(*real);
    if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "the boolean true" : "the boolean false";
    return "the text " + quoted(std::get<std::string>(value));
}

Result<Values> readAttributes(const InputFile& file, const Object& object) {
    return AttributeReader(file, object).read();
}

Result<const Value*> attribute(const Values& values, const Object& object, const std::string& name) {
    const auto found = values.find(name);
    if (found == values.end()) return fail(object.whereOfAttribute(name) + " is missing");
    return &found->second;
}

Result<std::string> asText(const Value& value, const std::string& what) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return fail(what + " is " + describe(value) + "; expected a text");
}

Result<double> asReal(const Value& value, const std::string& what) {
    double real = std::numeric_limits<double>::quiet_NaN();
    if (const auto* stored = std::get_if<double>(&value)) real = *stored;
    else if (const auto* integer = std::get_if<std::int64_t>(&value)) real = static_cast<double>(*integer);
    else if (const auto* large = std::get_if<std::uint64_t>(&value)) real = static_cast<double>(*large);
    if (!std::isfinite(real)) return fail(what + " is " + describe(value) + "; expected a finite number");
    return real;
}

Result<std::int64_t> asInteger(const Value& value, const std::string& what) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
    const bool large = std::holds_alternative<std::uint64_t>(value);
    return fail(what + " is " + describe(value) + "; expected " + (large ? "less than 2^63" : "an integer"));
}

Result<std::uint64_t> asUnsigned(const Value& value, const std::string& what) {
    if (const auto* large = std::get_if<std::uint64_t>(&value)) return *large;
    const auto* integer = std::get_if<std::int64_t>(&value);
    if (integer != nullptr && *integer >= 0) return static_cast<std::uint64_t>(*integer);
    return fail(what + " is " + describe(value) + "; expected an integer from 0");
}

}  // namespace spikeglass::hdf5
