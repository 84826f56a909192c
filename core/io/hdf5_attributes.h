// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "base/result.h"
#include "io/hdf5_handles.h"

namespace spikeglass::hdf5 {

inline constexpr std::size_t kLongestText = 1U << 20;      // bytes in a string attribute
inline constexpr std::size_t kMostAttributes = 4096;       // of one group

/// An attribute of a kind that we have no use for: an array, a reference, a compound. Says which.
struct OtherValue {
    std::string description;  // "an array of 3 values"
};

/// A scalar attribute: HDF5 integers, floats, h5py's booleans (an enum of int8), strings of fixed or variable length.
using Value = std::variant<OtherValue, std::int64_t, double, bool, std::string>;
using Values = std::map<std::string, Value>;

/// "the integer 3", "the text "abc"", "an array of 3 values": for the "found" of an error.
std::string describe(const Value& value);

/// True if the object has the attribute; a damaged object says false.
bool hasAttribute(hid_t object, const std::string& name);

/// One attribute. `where` is "FILE: /group". Errors: absent, longer than kLongestText, not UTF-8, damaged.
Result<Value> readAttribute(hid_t object, const std::string& name, const std::string& where);

/// All attributes of a group. Errors: more than kMostAttributes; everything that readAttribute() says.
Result<Values> readAttributes(hid_t object, const std::string& where);

/// A text or a number (integer or float); anything else is an error that says what was found.
Result<std::string> asText(const Value& value, const std::string& what);
Result<double> asReal(const Value& value, const std::string& what);
Result<std::int64_t> asInteger(const Value& value, const std::string& what);

}  // namespace spikeglass::hdf5
