// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>

#include "kernels/product.h"
#include "network/network.h"
#include "network/spikedecoder/spikedecoder_config.h"

namespace spikeglass {

/// Where things lie in a State of SpikeDecoder. Every row starts on a cache line. d = E / A.
///     memory, per block
///         sums     [T, A, d, stride(d)]  spiking attention: M = sum of k v^T over the window, whole numbers
///         keys     [T, A, d, stride(S)]  analog attention: column j is the key of position j
///         values   [T, A, S, stride(d)]
///         previous [2, T, E]             what entered analog attention and MLP at the previous position (token shift)
///     words, per block: previous spikes [2, T, words(E)] likewise; keys [T, E, words(S)]: at which positions a channel's
///     key fired, to count the pairwise form
///     scratch  residual x [T, E]; rows for each timestep [kTimedRows, T]; rows for one timestep; each row as wide as the
///              widest site
class SpikeDecoderLayout {
  public:
    /// Rows of scratch. Membranes are those of the LIFs of one block, or of the head; they last for one token.
    enum Row : std::size_t {
        kInput, kQuery, kKey, kValue, kContext, kOutput, kTimedRows,  // one for each timestep
        kMembraneInput = kTimedRows, kMembraneQuery, kMembraneKey, kMembraneValue, kMembraneContext, kMembraneOutput, kMembraneResidual,
        kPotential, kScores, kRows
    };
    /// Which of a block's two slots.
    enum Part : std::size_t { kAttention, kMlp };

    SpikeDecoderLayout(const SpikeDecoderConfig& c, bool spikingAttention, bool analogAttention)
        : m_timesteps(c.timesteps), m_width(c.width), m_heads(c.heads), m_headWidth(c.headWidth()), m_positions(c.positions),
          m_blocks(c.blocks), m_wide(std::max({c.width, c.hidden, c.headInputs(), c.positions})) {
        m_headStride = kernels::rowStride(m_headWidth);
        m_positionStride = kernels::rowStride(m_positions);
        m_sums = spikingAttention ? m_timesteps * m_heads * m_headWidth * m_headStride : 0;
        m_keys = analogAttention ? m_timesteps * m_width * m_positionStride : 0;
        m_values = analogAttention ? m_timesteps * m_heads * m_positions * m_headStride : 0;
        m_previous = c.tokenShift ? 2 * m_timesteps * paddedFloats(m_width) : 0;
        m_previousWords = c.tokenShift ? 2 * m_timesteps * wordsFor(m_width) : 0;
        m_keyWords = spikingAttention ? m_timesteps * m_width * wordsFor(m_positions) : 0;
    }

    std::size_t memoryFloats() const { return m_blocks * (m_sums + m_keys + m_values + m_previous); }
    std::size_t wordCount() const { return m_blocks * (m_previousWords + m_keyWords) + kSpikeRows * m_timesteps * wordsFor(m_wide); }

    State makeState() const {
        State state(memoryFloats(), m_timesteps * paddedFloats(m_width) + scratchRows() * rowStride(), wordCount());
        state.window().reserve(m_positions);
        return state;
    }
    bool fits(State& state) const { return state.memory().size() == memoryFloats() && state.words().size() == wordCount(); }

    /// Before the first position: sums are 0; the rest of memory is written before it is read, except what token shift reads.
    void clear(State& state) const {
        for (std::size_t b = 0; b < m_blocks; ++b) {
            const std::span<float> all = state.memory().subspan(block(b), m_sums + m_keys + m_values + m_previous);
            std::fill_n(all.begin(), m_sums, 0.0F);
            std::fill(all.begin() + static_cast<std::ptrdiff_t>(m_sums + m_keys + m_values), all.end(), 0.0F);
        }
        std::fill_n(state.words().begin(), m_blocks * (m_previousWords + m_keyWords), Word{0});
    }

    std::span<float> residual(State& state, std::size_t timestep) const {
        return state.scratch().subspan(timestep * paddedFloats(m_width), m_width);
    }
    /// The timestep counts for the rows that exist for each one.
    std::span<float> row(State& state, Row row, std::size_t width, std::size_t timestep = 0) const {
        const std::size_t index = row < kTimedRows ? row * m_timesteps + timestep : row + kTimedRows * (m_timesteps - 1);
        return state.scratch().subspan(m_timesteps * paddedFloats(m_width) + index * rowStride(), width);
    }
    /// Floats from one timestep's row to the next one's.
    std::size_t rowStride() const { return paddedFloats(m_wide); }
    float* sums(State& state, std::size_t b, std::size_t timestep, std::size_t head) const {
        return state.memory().data() + block(b) + (timestep * m_heads + head) * m_headWidth * m_headStride;
    }
    float* keys(State& state, std::size_t b, std::size_t lane, std::size_t head) const {
        return state.memory().data() + block(b) + m_sums + (lane * m_heads + head) * m_headWidth * m_positionStride;
    }
    float* values(State& state, std::size_t b, std::size_t lane, std::size_t head) const {
        return state.memory().data() + block(b) + m_sums + m_keys + (lane * m_heads + head) * m_positions * m_headStride;
    }
    /// Precondition: token shift.
    std::span<float> previous(State& state, std::size_t b, Part part, std::size_t lane) const {
        const std::size_t at = block(b) + m_sums + m_keys + m_values + (part * m_timesteps + lane) * paddedFloats(m_width);
        return state.memory().subspan(at, m_width);
    }
    std::span<Word> previousSpikes(State& state, std::size_t b, Part part, std::size_t timestep) const {
        const std::size_t words = wordsFor(m_width);
        return state.words().subspan(b * m_previousWords + (part * m_timesteps + timestep) * words, words);
    }
    /// The positions at which the key of a channel fired.
    std::span<Word> keySpikes(State& state, std::size_t b, std::size_t timestep, std::size_t channel) const {
        const std::size_t words = wordsFor(m_positions);
        const std::size_t at = m_blocks * m_previousWords + b * m_keyWords + (timestep * m_width + channel) * words;
        return state.words().subspan(at, words);
    }
    /// The i-th row of spikes of the site being computed. The timesteps of a site of one width follow one another.
    std::span<Word> spikes(State& state, std::size_t i, std::size_t width, std::size_t timestep = 0) const {
        const std::size_t row = m_blocks * (m_previousWords + m_keyWords) + i * m_timesteps * wordsFor(m_wide);
        return state.words().subspan(row + timestep * wordsFor(width), wordsFor(width));
    }
    static constexpr std::size_t kSpikeRows = 5;

    std::size_t headStride() const { return m_headStride; }
    std::size_t positionStride() const { return m_positionStride; }

  private:
    std::size_t scratchRows() const { return kRows + kTimedRows * (m_timesteps - 1); }
    std::size_t block(std::size_t b) const { return b * (m_sums + m_keys + m_values + m_previous); }

    std::size_t m_timesteps, m_width, m_heads, m_headWidth, m_positions, m_blocks;
    std::size_t m_wide;  // of the widest row
    std::size_t m_headStride = 0, m_positionStride = 0;
    std::size_t m_sums = 0, m_keys = 0, m_values = 0, m_previous = 0;  // floats per block
    std::size_t m_previousWords = 0, m_keyWords = 0;                   // words per block
};

}  // namespace spikeglass
