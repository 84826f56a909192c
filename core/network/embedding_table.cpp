// SPDX-License-Identifier: Apache-2.0
#include "network/embedding_table.h"

#include <algorithm>

#include "kernels/conversion.h"

namespace spikeglass {

namespace {

std::uint16_t shortened(float value) {
    constexpr std::uint16_t kMinusZero = 0x8000, kSmallestNegative = 0x8001;
    const std::uint16_t rounded = kernels::toBFloat16(value);
    return value < 0.0F && rounded == kMinusZero ? kSmallestNegative : rounded;
}

}  // namespace

Result<EmbeddingTable> EmbeddingTable::read(const TensorSource& source, const std::string& name, std::size_t tokens,
                                            std::size_t width) {
    EmbeddingTable table;
    table.m_width = width;
    if (source.weights == WeightType::Float32 || !source.rows) {
        Result<AlignedVector<float>> floats = source.aligned(name, {tokens, width});
        if (!floats) return tl::unexpected<Error>(floats.error());
        table.m_floats = std::move(*floats);
        return table;
    }
    constexpr std::size_t kAtOnce = std::size_t{1} << 20;  // floats
    const std::size_t step = std::max<std::size_t>(1, kAtOnce / width);
    std::vector<float> part(std::min(step, tokens) * width);
    table.m_short.resize(tokens * width);
    for (std::size_t first = 0; first < tokens; first += step) {
        const std::span<float> rows = std::span(part).first(std::min(step, tokens - first) * width);
        if (auto ok = source.rows(name, {tokens, width}, first, rows); !ok) return tl::unexpected<Error>(ok.error());
        std::transform(rows.begin(), rows.end(), table.m_short.begin() + static_cast<std::ptrdiff_t>(first * width), shortened);
    }
    return table;
}

void EmbeddingTable::row(std::size_t token, std::span<float> out) const {
    if (m_short.empty())
        std::copy_n(m_floats.begin() + static_cast<std::ptrdiff_t>(token * m_width), m_width, out.begin());
    else
        kernels::bfloat16sToFloats(std::span(m_short).subspan(token * m_width, m_width), out);
}

}  // namespace spikeglass
