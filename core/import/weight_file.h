// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"

namespace spikeglass {

/// A file of weights, open for reading. Owns its descriptor.
class WeightFile {
  public:
    /// descriptor: see StateDict::open(). expected: what a message says of a file that is none.
    /// Errors: cannot be opened (with the reason); no regular file; empty.
    static Result<WeightFile> open(const std::string& path, int descriptor = -1, const char* expected = "a file of weights");
    WeightFile(WeightFile&& other) noexcept;
    WeightFile& operator=(WeightFile&& other) noexcept;
    ~WeightFile();

    const std::string& path() const { return m_path; }
    std::uint64_t size() const { return m_size; }
    /// Errors: outside the file; unreadable; it has become shorter.
    Result<void> read(std::uint64_t address, std::span<std::byte> out) const;
    /// The same as a text. Precondition: count is bounded by the caller.
    Result<std::string> text(std::uint64_t address, std::uint64_t count) const;

  private:
    WeightFile() = default;
    std::string m_path;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
};

}  // namespace spikeglass
