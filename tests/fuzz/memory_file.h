// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace spikeglass::fuzz {

/// Some bytes as a file that is open, for readers that take a descriptor.
class MemoryFile {
  public:
    MemoryFile(const std::uint8_t* bytes, std::size_t size) : m_fd(::memfd_create("fuzzed", MFD_CLOEXEC)) {
        if (m_fd < 0 || ::write(m_fd, bytes, size) != static_cast<ssize_t>(size)) std::abort();
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(m_fd); }
    int descriptor() const { return m_fd; }

  private:
    int m_fd;
};

}  // namespace spikeglass::fuzz
