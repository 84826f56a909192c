// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

namespace spikeglass {

/// Memory for the weights of one product: on a cache line, uninitialised, in huge pages where it is large and the kernel
/// has them, because a product walks over it faster than page tables can be read. Movable; owns its memory.
class WeightBuffer {
  public:
    WeightBuffer() = default;
    /// Throws std::bad_alloc.
    explicit WeightBuffer(std::size_t bytes);

    std::byte* data() { return m_data.get(); }
    const std::byte* data() const { return m_data.get(); }
    std::size_t size() const { return m_size; }

  private:
    struct Free {
        void operator()(std::byte* p) const;
    };
    std::unique_ptr<std::byte, Free> m_data;
    std::size_t m_size = 0;
};

}  // namespace spikeglass
