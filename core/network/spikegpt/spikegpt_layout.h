// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "network/network.h"
#include "network/spikegpt/spikegpt_config.h"

namespace spikeglass {

/// Where things lie in a State of SpikeGPT. Every row starts on a cache line.
///     memory   [blocks, kMemoryRows, C]: what each block remembers from token to token
///     scratch  [kScratchRows, C], then one row [H]
///     words    [wordsFor(C)]
class SpikeGptLayout {
  public:
    /// Rows of memory, for each block.
    enum MemoryRow : std::size_t {
        kShiftFirst,      // y', the previous token's normalised input of the first mixer
        kShiftSecond,     // the same of the second mixer
        kWkvNumerator,    // a of the WKV recurrence, times e^-p
        kWkvDenominator,  // b
        kWkvExponent,     // p, starts at -1e30
        kMembraneFirst,   // v of the first mixer's LIF, after reset
        kMembraneSecond,  // v of the second mixer's LIF
        kMemoryRows
    };
    /// Rows of scratch.
    enum ScratchRow : std::size_t {
        kResidual,  // x, the residual stream
        kNormal,    // y, what a mixer reads
        kMixedKey,  // token-shifted y, as read by the key product
        kMixedValue,
        kMixedReceptance,
        kKey,
        kValue,
        kReceptance,
        kOutput,     // of a mixer, what the LIF reads
        kPotential,  // h of the LIF, before reset
        kScratchRows
    };

    explicit SpikeGptLayout(const SpikeGptConfig& config)
        : m_width(config.width),
          m_hidden(config.hidden),
          m_blocks(config.blocks),
          m_row(paddedFloats(config.width)) {}

    State makeState() const {
        State state(m_blocks * kMemoryRows * m_row, kScratchRows * m_row + paddedFloats(m_hidden), wordsFor(m_width));
        for (std::size_t block = 0; block < m_blocks; ++block)
            for (float& p : memory(state, block, kWkvExponent)) p = -1e30F;
        return state;
    }
    std::span<float> memory(State& state, std::size_t block, MemoryRow row) const {
        return state.memory().subspan((block * kMemoryRows + row) * m_row, m_width);
    }
    std::span<float> scratch(State& state, ScratchRow row) const {
        return state.scratch().subspan(row * m_row, m_width);
    }
    std::span<float> hidden(State& state) const { return state.scratch().subspan(kScratchRows * m_row, m_hidden); }
    bool fits(State& state) const {
        return state.memory().size() == m_blocks * kMemoryRows * m_row && state.words().size() == wordsFor(m_width);
    }

  private:
    std::size_t m_width, m_hidden, m_blocks;
    std::size_t m_row;  // floats from one row to the next
};

}  // namespace spikeglass
