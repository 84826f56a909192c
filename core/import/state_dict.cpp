// SPDX-License-Identifier: Apache-2.0
#include "import/state_dict.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <map>

#include "base/within_memory.h"
#include "import/torch_state.h"
#include "import/weight_file.h"
#include "io/half.h"
#include "io/hdf5_types.h"
#include "kernels/weights.h"

namespace spikeglass {
namespace {

using Type = StateTensor::Type;

/// To the nearest, ties to even; what is too large becomes an infinity.
std::uint16_t toHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude >= 0x7F800000U) return static_cast<std::uint16_t>(sign | (magnitude > 0x7F800000U ? 0x7E00U : 0x7C00U));
    if (magnitude >= 0x477FF000U) return static_cast<std::uint16_t>(sign | 0x7C00U);  // from 65520 on
    if (magnitude < 0x38800000U) {  // below 2^-14: a multiple of 2^-24; adding 1/2 leaves the rounded multiple in the last bits
        const float shifted = std::bit_cast<float>(magnitude) + 0.5F;
        return static_cast<std::uint16_t>(sign | (std::bit_cast<std::uint32_t>(shifted) - std::bit_cast<std::uint32_t>(0.5F)));
    }
    const std::uint32_t rounded = magnitude - 0x38000000U + 0xFFFU + (magnitude >> 13 & 1U);
    return static_cast<std::uint16_t>(sign | rounded >> 13);
}

template <class T>
T valueAt(const std::byte* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

/// The float32 that comes back from a bfloat16 of this; an infinity where that is too small for it. Precondition: finite.
float throughBFloat16(float value, std::uint16_t& rounded) {
    constexpr float kTooLarge = 0x1.FFp127F;  // half a step above the largest
    rounded = kernels::toBFloat16(value);
    return std::abs(value) < kTooLarge ? kernels::fromBFloat16(rounded) : std::copysign(std::numeric_limits<float>::infinity(), value);
}

/// As float32. A float64 beyond its range becomes an infinity.
float asFloat(Type type, const std::byte* bytes) {
    switch (type) {
        case Type::Float16: return halfToFloat(valueAt<std::uint16_t>(bytes));
        case Type::BFloat16: return kernels::fromBFloat16(valueAt<std::uint16_t>(bytes));
        case Type::Float64: return static_cast<float>(valueAt<double>(bytes));
        default: return valueAt<float>(bytes);
    }
}

double asStored(Type type, const std::byte* bytes) { return type == Type::Float64 ? valueAt<double>(bytes) : asFloat(type, bytes); }

std::string describeValue(double value) {
    char number[32];
    std::snprintf(number, sizeof number, "%g", value);
    return number;
}

/// Elements from the first to the last in the file, whatever lies between.
std::uint64_t spanOf(const StateTensor& tensor) {
    std::uint64_t span = 1;
    for (std::size_t d = 0; d < tensor.shape.size(); ++d) span += static_cast<std::uint64_t>((tensor.shape[d] - 1) * tensor.strides[d]);
    return span;
}

}  // namespace

std::uint64_t StateTensor::elements() const {
    std::uint64_t count = 1;
    for (const std::int64_t size : shape) count *= static_cast<std::uint64_t>(size);
    return count;
}

std::size_t bytesOf(Type type) {
    switch (type) {
        case Type::Float32: return 4;
        case Type::Float16: case Type::BFloat16: return 2;
        case Type::Float64: return 8;
        default: return 0;
    }
}

struct StateDict::Data {
    WeightFile file;
    std::vector<StateTensor> tensors;
    std::map<std::string, std::size_t, std::less<>> byName;

    Result<std::vector<std::byte>> gather(const StateTensor& tensor) const;
};

StateDict::StateDict(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
StateDict::StateDict(StateDict&&) noexcept = default;
StateDict& StateDict::operator=(StateDict&&) noexcept = default;
StateDict::~StateDict() = default;

Result<StateDict> StateDict::open(const std::string& path, int descriptor) {
    return withinMemory(path + ":", [&]() -> Result<StateDict> {
        auto file = WeightFile::open(path, descriptor);
        if (!file) return tl::unexpected(file.error());
        const auto head = file->text(0, std::min<std::uint64_t>(file->size(), 9));
        if (!head) return tl::unexpected(head.error());
        const bool isSafe = head->size() == 9 && head->back() == '{';
        auto tensors = isSafe ? readSafeTensors(*file) : readTorchState(*file);
        if (!tensors) return tl::unexpected(tensors.error());
        auto data = std::make_unique<Data>(Data{std::move(*file), std::move(*tensors), {}});
        for (std::size_t i = 0; i < data->tensors.size(); ++i) data->byName.emplace(data->tensors[i].name, i);
        return StateDict(std::move(data));
    });
}

const std::string& StateDict::path() const { return m_data->file.path(); }
const std::vector<StateTensor>& StateDict::tensors() const { return m_data->tensors; }
const StateTensor* StateDict::find(const std::string& name) const {
    const auto found = m_data->byName.find(name);
    return found == m_data->byName.end() ? nullptr : &m_data->tensors[found->second];
}

/// The elements in row-major order, as they are stored.
Result<std::vector<std::byte>> StateDict::Data::gather(const StateTensor& tensor) const {
    const std::size_t bytes = bytesOf(tensor.type), rank = tensor.shape.size();
    bool packed = true;      // they lie one after the other
    std::int64_t expected = 1;
    for (std::size_t d = rank; d-- > 0;) {
        packed = packed && (tensor.shape[d] == 1 || tensor.strides[d] == expected);
        expected *= tensor.shape[d];
    }
    std::vector<std::byte> stored(spanOf(tensor) * bytes);
    if (auto ok = file.read(tensor.address, stored); !ok) return tl::unexpected(ok.error());
    if (packed) return stored;
    std::vector<std::byte> out(tensor.elements() * bytes);
    std::vector<std::int64_t> index(rank, 0);
    std::int64_t at = 0;
    for (std::size_t i = 0; i < out.size(); i += bytes) {
        std::memcpy(&out[i], &stored[static_cast<std::size_t>(at) * bytes], bytes);
        for (std::size_t d = rank; d-- > 0;) {
            at += tensor.strides[d];
            if (++index[d] < tensor.shape[d]) break;
            at -= tensor.strides[d] * tensor.shape[d];
            index[d] = 0;
        }
    }
    return out;
}

Result<std::vector<std::byte>> StateDict::read(const StateTensor& tensor, StoredType as) const {
    const std::string where = path() + ": " + tensor.name;
    const std::size_t bytes = bytesOf(tensor.type), written = as == StoredType::Float32 ? 4 : 2;
    if (bytes == 0) return fail(where + " is " + tensor.typeName + "; expected dense floats");
    return withinMemory(where, [&]() -> Result<std::vector<std::byte>> {
        const auto stored = m_data->gather(tensor);
        if (!stored) return stored;
        std::vector<std::byte> out(stored->size() / bytes * written);
        for (std::size_t i = 0; i * bytes < stored->size(); ++i) {
            const std::byte* element = stored->data() + i * bytes;
            float value = asFloat(tensor.type, element);
            std::uint16_t rounded = 0;
            if (as == StoredType::Float16) {
                rounded = tensor.type == Type::Float16 ? valueAt<std::uint16_t>(element) : toHalf(value);
                value = halfToFloat(rounded);
            } else if (as == StoredType::BFloat16 && std::isfinite(value)) {
                value = throughBFloat16(value, rounded);
            }
            if (!std::isfinite(value)) {
                const double was = asStored(tensor.type, element);
                const std::vector<std::uint64_t> shape(tensor.shape.begin(), tensor.shape.end());
                return fail(where + " is " + describeValue(was) + " at " + hdf5::describePosition(i, shape) +
                            (std::isfinite(was) ? std::string("; too large for ") + nameOf(as) : "; expected finite weights"));
            }
            if (written == sizeof rounded) std::memcpy(&out[i * written], &rounded, written);
            else std::memcpy(&out[i * written], &value, written);
        }
        return out;
    });
}

Result<void> StateDict::check(const StateTensor& tensor) const {
    constexpr std::uint64_t kPiece = 4U << 20;  // bytes
    const std::size_t bytes = bytesOf(tensor.type);
    const std::uint64_t whole = spanOf(tensor) * bytes;
    std::vector<std::byte> piece(static_cast<std::size_t>(std::min(kPiece, whole)));
    for (std::uint64_t at = 0; at < whole; at += kPiece) {
        const auto part = std::span(piece).first(static_cast<std::size_t>(std::min(kPiece, whole - at)));
        if (auto ok = m_data->file.read(tensor.address + at, part); !ok) return ok;
        for (std::size_t i = 0; i < part.size(); i += bytes)
            if (const double value = asStored(tensor.type, part.data() + i); !std::isfinite(value))
                return fail(path() + ": " + tensor.name + " holds " + describeValue(value) + "; expected finite weights");
    }
    return {};
}

}  // namespace spikeglass
