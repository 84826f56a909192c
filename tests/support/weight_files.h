// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "support/weight_shapes.h"

namespace spikeglass::test {

/// Positive numbers below 1, so that they may be variances; little endian.
inline std::string valuesFor(const NamedShape& tensor, std::uint32_t& random) {
    std::int64_t count = 1;
    for (const std::int64_t size : tensor.second) count *= size;
    std::string bytes(static_cast<std::size_t>(count) * sizeof(float), '\0');
    for (std::int64_t i = 0; i < count; ++i) {
        random = random * 1664525U + 1013904223U;
        const float value = static_cast<float>(random >> 8) / 16777216.0F;
        std::memcpy(&bytes[static_cast<std::size_t>(i) * sizeof value], &value, sizeof value);
    }
    return bytes;
}

template <class T>
std::string littleEndian(T value) {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

inline std::string asSafeTensors(const std::vector<NamedShape>& tensors) {
    std::string header = "{", content;
    std::uint32_t random = 1;
    for (const NamedShape& tensor : tensors) {
        const std::size_t begin = content.size();
        content += valuesFor(tensor, random);
        std::string shape;
        for (const std::int64_t size : tensor.second) shape += (shape.empty() ? "" : ",") + std::to_string(size);
        header += (header.size() == 1 ? "\"" : ",\"") + tensor.first + "\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[" + std::to_string(begin) +
                  "," + std::to_string(content.size()) + "]}";
    }
    header += "}";
    return littleEndian(static_cast<std::uint64_t>(header.size())) + header + content;
}

/// A ZIP archive of stored members.
inline std::string asArchive(const std::vector<std::pair<std::string, std::string>>& members) {
    const auto crcOf = [](const std::string& bytes) {
        std::uint32_t crc = ~0U;
        for (const char byte : bytes) {
            crc ^= static_cast<unsigned char>(byte);
            for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
        return ~crc;
    };
    std::string file, directory;
    for (const auto& [name, content] : members) {
        const std::string common = littleEndian<std::uint16_t>(0) + littleEndian<std::uint16_t>(0) + littleEndian<std::uint32_t>(0) + littleEndian(crcOf(content)) +
                                   littleEndian(static_cast<std::uint32_t>(content.size())) + littleEndian(static_cast<std::uint32_t>(content.size())) +
                                   littleEndian(static_cast<std::uint16_t>(name.size())) + littleEndian<std::uint16_t>(0);
        directory += "PK\x01\x02" + littleEndian<std::uint16_t>(20) + littleEndian<std::uint16_t>(20) + common + std::string(6, '\0') + littleEndian<std::uint32_t>(0) +
                     littleEndian(static_cast<std::uint32_t>(file.size())) + name;
        file += "PK\x03\x04" + littleEndian<std::uint16_t>(20) + common + name + content;
    }
    const auto count = static_cast<std::uint16_t>(members.size());
    return file + directory + "PK\x05\x06" + std::string(4, '\0') + littleEndian(count) + littleEndian(count) + littleEndian(static_cast<std::uint32_t>(directory.size())) +
           littleEndian(static_cast<std::uint32_t>(file.size())) + littleEndian<std::uint16_t>(0);
}

/// As torch.save writes a state dict, with a storage for each tensor.
inline std::string asTorchState(const std::vector<NamedShape>& tensors) {
    const auto integer = [](std::int64_t value) { return "\x8a\x08" + littleEndian(value); };
    const auto text = [](const std::string& value) { return "X" + littleEndian(static_cast<std::uint32_t>(value.size())) + value; };
    std::string pickle = "\x80\x02}(";
    std::vector<std::pair<std::string, std::string>> members{{"archive/data.pkl", {}}};
    std::uint32_t random = 1;
    for (const NamedShape& tensor : tensors) {
        const std::string key = std::to_string(members.size() - 1), content = valuesFor(tensor, random);
        std::string shape = "(", strides;
        std::int64_t stride = 1;
        for (std::size_t d = tensor.second.size(); d-- > 0;) {
            strides = integer(stride) + strides;
            stride *= tensor.second[d];
        }
        for (const std::int64_t size : tensor.second) shape += integer(size);
        pickle += text(tensor.first) + "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" + text(key) + text("cpu") +
                  integer(static_cast<std::int64_t>(content.size() / sizeof(float))) + "tQ" + integer(0) + shape + "t(" + strides + "t\x89}tR";
        members.push_back({"archive/data/" + key, content});
    }
    members.front().second = pickle + "u.";
    return asArchive(members);
}

}  // namespace spikeglass::test
