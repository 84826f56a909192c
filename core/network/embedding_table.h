// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "network/tensor_source.h"

namespace spikeglass {

/// What a token looks like to the network, [tokens, width]: one row is read per token. As float32, or as bfloat16 where
/// products hold less than float32; signs are kept whatever the size, because a spiking embedding is nothing but signs.
class EmbeddingTable {
  public:
    EmbeddingTable() = default;
    /// Errors: the source's.
    static Result<EmbeddingTable> read(const TensorSource& source, const std::string& name, std::size_t tokens, std::size_t width);

    /// out [width].
    void row(std::size_t token, std::span<float> out) const;

  private:
    std::size_t m_width = 0;
    AlignedVector<float> m_floats;       // one of the two
    std::vector<std::uint16_t> m_short;  // bfloat16
};

}  // namespace spikeglass
