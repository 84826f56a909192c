// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/spikedecoder/spikedecoder_network.h"

// What the parts of a SpikeDecoder step hand to one another; used by the sources of this folder only.
namespace spikeglass {

struct SpikeDecoderNetwork::Pass {
    State& state;
    const BlockChoice& choice;
    Observer* observer;
    const Interventions* interventions;
    std::int64_t token = 0;    // its place in the text
    std::size_t position = 0;  // of the token in its window
    std::size_t lanes = 1;     // 1: all timesteps share the values of the first; else T
    bool touches(int site) const { return interventions != nullptr && interventions->touches(site); }
};

/// One timestep of a LIF layer.
struct SpikeDecoderNetwork::Layer {
    int site;
    const kernels::LifParameters& lif;
    std::size_t timestep;
    std::span<const float> x;
    std::span<float> membrane;  // set to 0 at timestep 0
    std::span<Word> spikes;
    std::span<float> residual;  // the spikes are added to it, or empty
    OperationCounts& counts;
};

/// Rows of packed spikes, see SpikeDecoderLayout::spikes().
enum SpikeDecoderNetwork::SpikeRow : std::size_t { kSiteSpikes, kShiftedSpikes, kQuerySpikes, kKeySpikes, kHeadSpikes };

/// A spike-driven product and its normalisation, for all timesteps: output row = Norm(W spikes + b).
struct SpikeDecoderNetwork::SpikingProduct {
    const Affine& affine;
    SpikeRow spikes;
    SpikeDecoderLayout::Row output;
};

/// spikes = x, of zeros and ones.
inline void packBits(std::span<const float> x, std::span<Word> spikes) {
    std::fill(spikes.begin(), spikes.end(), Word{0});
    for (std::size_t i = 0; i < x.size(); ++i)
        if (x[i] != 0.0F) setBit(spikes, i);
}

/// Bits [begin, begin + count) of `spikes`, moved to the front of `out`.
inline void copyBits(std::span<const Word> spikes, std::size_t begin, std::size_t count, std::span<Word> out) {
    const std::size_t shift = begin % kWordBits;
    for (std::size_t w = 0; w < wordsFor(count); ++w) {
        const std::size_t from = begin / kWordBits + w;
        Word word = spikes[from] >> shift;
        if (shift != 0 && from + 1 < spikes.size()) word |= spikes[from + 1] << (kWordBits - shift);
        const std::size_t left = count - w * kWordBits;
        out[w] = left < kWordBits ? word & ((Word{1} << left) - 1) : word;
    }
}

}  // namespace spikeglass
