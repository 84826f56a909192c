// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "network/network.h"
#include "network/spikegpt/spikegpt_config.h"

namespace spikeglass {

/// Where things lie in a State of SpikeGPT. Every row starts on a cache line.
///     memory   [blocks, kMemoryRows, C]: what each block remembers from token to token
///     scratch  for each token being read: [kScratchRows, C], then one row [H]
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
        kGated,      // sigmoid(r) * wkv, as read by the output product
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
        State state(m_blocks * kMemoryRows * m_row, scratchFloats(), wordsFor(m_width));
        for (std::size_t block = 0; block < m_blocks; ++block)
            for (float& p : memory(state, block, kWkvExponent)) p = -1e30F;
        return state;
    }
    std::span<float> memory(State& state, std::size_t block, MemoryRow row) const {
        return state.memory().subspan((block * kMemoryRows + row) * m_row, m_width);
    }
    /// What one token takes of scratch: from its rows to the next token's. Never a multiple of 4 KiB, so that the rows of
    /// several tokens do not compete for the same lines of the cache.
    std::size_t scratchFloats() const {
        const std::size_t floats = kScratchRows * m_row + paddedFloats(m_hidden);
        return floats % 1024 == 0 ? floats + 16 : floats;
    }
    std::span<float> scratch(std::span<float> all, ScratchRow row, std::size_t token) const {
        return all.subspan(token * scratchFloats() + row * m_row, m_width);
    }
    std::span<float> hidden(std::span<float> all, std::size_t token) const {
        return all.subspan(token * scratchFloats() + kScratchRows * m_row, m_hidden);
    }
    bool fits(State& state) const {
        return state.memory().size() == m_blocks * kMemoryRows * m_row && state.words().size() == wordsFor(m_width);
    }

  private:
    std::size_t m_width, m_hidden, m_blocks;
    std::size_t m_row;  // floats from one row to the next
};

}  // namespace spikeglass
