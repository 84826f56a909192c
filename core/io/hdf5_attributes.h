// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "base/result.h"
#include "io/hdf5_object.h"

namespace spikeglass::hdf5 {

inline constexpr std::size_t kLongestText = 1U << 20;  // bytes in a text attribute
inline constexpr std::size_t kMostAttributes = 4096;   // of one object

/// An attribute of a kind that we have no use for: an array, a reference, a compound. Says which.
struct OtherValue {
    std::string description;  // "an array of 3 values"
};

/// A scalar attribute: integers (unsigned ones only above 2^63 - 1), floats, h5py's booleans (an enum of int8), texts of fixed or variable length.
using Value = std::variant<OtherValue, std::int64_t, std::uint64_t, double, bool, std::string>;
using Values = std::map<std::string, Value>;

/// "the integer 3", "the text "abc"", "an array of 3 values": for the "found" of an error.
std::string describe(const Value& value);

/// All attributes of an object. Errors: more than kMostAttributes; a text above kLongestText or not UTF-8; damaged.
Result<Values> readAttributes(const InputFile& file, const Object& object);

/// Looks an attribute up. Errors: absent.
Result<const Value*> attribute(const Values& values, const Object& object, const std::string& name);

/// A text, a finite number (integer or float), an integer; anything else is an error: `what`, found and expected.
Result<std::string> asText(const Value& value, const std::string& what);
Result<double> asReal(const Value& value, const std::string& what);
Result<std::int64_t> asInteger(const Value& value, const std::string& what);
/// An integer from 0, up to 2^64 - 1.
Result<std::uint64_t> asUnsigned(const Value& value, const std::string& what);

}  // namespace spikeglass::hdf5
