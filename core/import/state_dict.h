// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/stored_type.h"

namespace spikeglass {

/// A tensor in a file of weights: where its elements lie. A value.
struct StateTensor {
    enum class Type { Float32, Float16, BFloat16, Float64, Other };
    std::string name;
    Type type = Type::Other;
    std::string typeName;                // "float32", "int64"
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;   // elements
    std::uint64_t address = 0;           // of its first element in the file, bytes

    std::uint64_t elements() const;
};
std::size_t bytesOf(StateTensor::Type type);  // 0 for Other

/// The named tensors of a PyTorch state dict or a safetensors file, opened and checked; in the order of the file. Nothing in
/// the file is run. Constant; owns the file.
class StateDict {
  public:
    /// Either format, told apart by their beginnings. descriptor: of the file, already open, which stays the caller's; -1: opened
    /// by its path. Errors, one sentence with the path: neither of the two; what readTorchState() and readSafeTensors() say.
    static Result<StateDict> open(const std::string& path, int descriptor = -1);
    StateDict(StateDict&&) noexcept;
    StateDict& operator=(StateDict&&) noexcept;
    ~StateDict();

    const std::string& path() const;
    const std::vector<StateTensor>& tensors() const;
    /// Null: there is none of that name.
    const StateTensor* find(const std::string& name) const;

    /// Elements, row-major, little endian, as `stored`. What was stored with more precision is rounded to the nearest, ties
    /// to even.
    /// Errors: a type that is no float; NaN or infinite, or too large for float16 (with the index); unreadable.
    Result<std::vector<std::byte>> read(const StateTensor& tensor, StoredType stored) const;
    /// That all values are finite as they are stored, a few megabytes at a time. Precondition: a type that is a float.
    Result<void> check(const StateTensor& tensor) const;

  private:
    struct Data;
    explicit StateDict(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

}  // namespace spikeglass
