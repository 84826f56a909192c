// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_attributes.h"

#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>

namespace spikeglass::hdf5 {
namespace {

std::string attributeOf(const std::string& name, const std::string& where) {
    const std::string shown = quoted(name);
    return where + ": attribute " + shown.substr(1, shown.size() - 2);
}

struct FreeByHdf5 {
    void operator()(char* text) const { H5free_memory(text); }
};

Result<Value> readText(hid_t attribute, hid_t fileType, const std::string& what) {
    const htri_t variable = H5Tis_variable_str(fileType);
    const H5T_cset_t characterSet = H5Tget_cset(fileType);
    const H5T_str_t padding = H5Tget_strpad(fileType);
    const Type memoryType(H5Tcopy(H5T_C_S1));
    const std::size_t size = H5Tget_size(fileType);
    if (variable < 0 || characterSet < 0 || padding < 0 || size == 0) return fail(what + " is damaged");
    if (variable == 0 && size > kLongestText)
        return fail(what + " is a text of " + std::to_string(size) + " bytes; expected at most " +
                    std::to_string(kLongestText));
    if (H5Tset_size(memoryType.id(), variable > 0 ? H5T_VARIABLE : size) < 0 ||
        H5Tset_cset(memoryType.id(), characterSet) < 0 || H5Tset_strpad(memoryType.id(), padding) < 0)
        return fail(what + " is a text of a kind that HDF5 cannot read");

    std::string text;
    if (variable > 0) {
        char* raw = nullptr;
        const herr_t status = H5Aread(attribute, memoryType.id(), static_cast<void*>(&raw));
        const std::unique_ptr<char, FreeByHdf5> owner(raw);
        if (status < 0) return fail(what + " is damaged, HDF5 cannot read it");
        if (raw != nullptr) text = raw;
    } else {
        text.resize(size);
        if (H5Aread(attribute, memoryType.id(), text.data()) < 0) return fail(what + " is damaged, HDF5 cannot read it");
        const std::size_t end = text.find('\0');
        if (end != std::string::npos) text.resize(end);
        if (padding == H5T_STR_SPACEPAD) text.erase(text.find_last_not_of(' ') + 1);
    }
    if (text.size() > kLongestText)
        return fail(what + " is a text of " + std::to_string(text.size()) + " bytes; expected at most " +
                    std::to_string(kLongestText));
    if (!isUtf8(text)) return fail(what + " is a text that is not UTF-8");
    return Value{std::move(text)};
}

Result<Value> readInteger(hid_t attribute, hid_t integerType, const std::string& what) {
    if (H5Tget_sign(integerType) == H5T_SGN_NONE) {
        std::uint64_t value = 0;
        if (H5Aread(attribute, H5T_NATIVE_UINT64, &value) < 0) return fail(what + " is damaged, HDF5 cannot read it");
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return fail(what + " is " + std::to_string(value) + "; expected less than 2^63");
        return Value{static_cast<std::int64_t>(value)};
    }
    std::int64_t value = 0;
    if (H5Aread(attribute, H5T_NATIVE_INT64, &value) < 0) return fail(what + " is damaged, HDF5 cannot read it");
    return Value{value};
}

/// h5py stores True and False as an enum of int8 with the members FALSE = 0 and TRUE = 1.
Result<Value> readBoolean(hid_t attribute, hid_t enumType, const std::string& what) {
    const Type base(H5Tget_super(enumType));
    if (!base || H5Tget_class(base.id()) != H5T_INTEGER || H5Tget_size(base.id()) != 1 ||
        H5Tget_size(enumType) != 1 || H5Tget_nmembers(enumType) != 2)
        return Value{OtherValue{"an enumeration"}};
    signed char stored = 0;  // one byte, read as it lies in the file
    if (H5Aread(attribute, enumType, &stored) < 0) return fail(what + " is damaged, HDF5 cannot read it");
    if (stored != 0 && stored != 1)
        return fail(what + " is a boolean of value " + std::to_string(stored) + "; expected 0 or 1");
    return Value{stored == 1};
}

Result<Value> readScalar(hid_t attribute, const std::string& what) {
    const Space space(H5Aget_space(attribute));
    const Type type(H5Aget_type(attribute));
    if (!space || !type) return fail(what + " is damaged, HDF5 cannot read its type");
    if (H5Sget_simple_extent_type(space.id()) == H5S_NULL) return Value{OtherValue{"empty"}};
    const hssize_t count = H5Sget_simple_extent_npoints(space.id());
    if (count < 0) return fail(what + " is damaged, HDF5 cannot read its shape");
    if (count != 1) return Value{OtherValue{"an array of " + std::to_string(count) + " values"}};
    if (H5Tcommitted(type.id()) != 0) return Value{OtherValue{"of a named type"}};
    switch (H5Tget_class(type.id())) {
        case H5T_STRING: return readText(attribute, type.id(), what);
        case H5T_ENUM: return readBoolean(attribute, type.id(), what);
        case H5T_INTEGER:
            if (H5Tget_size(type.id()) > 8) return Value{OtherValue{"an integer of more than 64 bits"}};
            return readInteger(attribute, type.id(), what);
        case H5T_FLOAT: {
            double value = 0;
            if (H5Tget_size(type.id()) > 16) return Value{OtherValue{"a float of more than 128 bits"}};
            if (H5Aread(attribute, H5T_NATIVE_DOUBLE, &value) < 0)
                return fail(what + " is damaged, HDF5 cannot read it");
            return Value{value};
        }
        case H5T_NO_CLASS: return fail(what + " is damaged, HDF5 cannot read its type");
        default: return Value{OtherValue{"neither a number nor a text"}};
    }
}

struct NameList {
    std::vector<std::string> names;
    bool tooMany = false;
};

herr_t visitAttribute(hid_t, const char* name, const H5A_info_t*, void* data) noexcept {
    try {
        NameList& list = *static_cast<NameList*>(data);
        if (list.names.size() >= kMostAttributes) {
            list.tooMany = true;
            return 1;
        }
        list.names.emplace_back(name);
        return 0;
    } catch (...) {
        return -1;
    }
}

std::string number(double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.9g", value);
    return buffer;
}

}  // namespace

std::string describe(const Value& value) {
    if (const auto* other = std::get_if<OtherValue>(&value)) return other->description;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return "the integer " + std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&value)) return "the number " + number(*real);
    if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "the boolean true" : "the boolean false";
    return "the text " + quoted(std::get<std::string>(value));
}

bool hasAttribute(hid_t object, const std::string& name) { return H5Aexists(object, name.c_str()) > 0; }

Result<Value> readAttribute(hid_t object, const std::string& name, const std::string& where) {
    const std::string what = attributeOf(name, where);
    const htri_t exists = H5Aexists(object, name.c_str());
    if (exists == 0) return fail(what + " is missing");
    const Attribute attribute(exists < 0 ? H5I_INVALID_HID : H5Aopen(object, name.c_str(), H5P_DEFAULT));
    if (!attribute) return fail(what + " is damaged, HDF5 cannot open it");
    return readScalar(attribute.id(), what);
}

Result<Values> readAttributes(hid_t object, const std::string& where) {
    NameList list;
    hsize_t position = 0;
    const herr_t status = H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, &position, visitAttribute, &list);
    if (list.tooMany) return fail(where + " has more than " + std::to_string(kMostAttributes) + " attributes");
    if (status < 0) return fail(where + " is damaged, HDF5 cannot list its attributes");
    Values values;
    for (const std::string& name : list.names) {
        if (!isUtf8(name)) return fail(where + " has an attribute whose name is not UTF-8");
        auto value = readAttribute(object, name, where);
        if (!value) return tl::unexpected(value.error());
        values.emplace(name, std::move(*value));
    }
    return values;
}

Result<std::string> asText(const Value& value, const std::string& what) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return fail(what + " is " + describe(value) + "; expected a text");
}

Result<double> asReal(const Value& value, const std::string& what) {
    double number = std::numeric_limits<double>::quiet_NaN();
    if (const auto* real = std::get_if<double>(&value)) number = *real;
    else if (const auto* integer = std::get_if<std::int64_t>(&value)) number = static_cast<double>(*integer);
    if (!std::isfinite(number)) return fail(what + " is " + describe(value) + "; expected a finite number");
    return number;
}

Result<std::int64_t> asInteger(const Value& value, const std::string& what) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
    return fail(what + " is " + describe(value) + "; expected an integer");
}

}  // namespace spikeglass::hdf5
