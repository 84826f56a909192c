// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/bits.h"
#include "network/block_choice.h"
#include "network/intervention.h"
#include "network/operation_counts.h"
#include "network/sites.h"

namespace spikeglass {

/// A token that may come next, and how likely it is (before temperature and top-p).
struct Candidate {
    std::int32_t token = 0;
    float probability = 0;
};

/// Where each site's spikes and potentials lie within a Frame. Derived from a NetworkInfo; constant.
struct FrameLayout {
    explicit FrameLayout(const NetworkInfo& info);

    struct Site {
        std::size_t wordOffset = 0;   // of timestep 0 in Frame::spikes
        std::size_t wordsPerStep = 0;
        std::size_t floatOffset = 0;  // of timestep 0 in Frame::potential; meaningless without membrane
        std::size_t width = 0;
        std::size_t timesteps = 1;
        bool hasMembrane = true;
    };
    std::vector<Site> sites;
    std::size_t words = 0;   // all sites' spikes
    std::size_t floats = 0;  // all sites' potentials
};

/// Everything that the views show of one token that was read. A value.
struct Frame {
    std::int64_t index = 0;    // position in the text, from 0
    std::int32_t token = 0;
    std::string text;          // what the token prints, whole characters (perhaps empty, see Utf8Assembler)
    bool fromPrompt = false;
    float surprisalBits = 0;   // -log2 of the probability that the network gave to this token; NaN for the first
    BlockChoice choice;        // the forms it was computed with
    std::shared_ptr<const std::vector<Intervention>> interventions;  // in force then; null: none. Shared while unchanged
    float divergenceBits = std::numeric_limits<float>::quiet_NaN();  // KL(A || B) of what the two lanes predict after this
                               // token; NaN without a second lane, or where the texts have parted
    std::vector<Word> spikes;  // FrameLayout; all zero where the site was analog
    std::vector<float> potential;  // membrane potential before reset (h); after reset it is 0 where there is a spike, h
                                   // elsewhere. NaN where the site was analog
    std::vector<Candidate> candidates;           // likeliest next tokens after reading this one, best first
    std::vector<OperationCounts> operations;     // [components]
    std::vector<OperationCounts> twinOperations; // [components], the analog twin on the same tokens; empty if not run

    std::span<const Word> siteSpikes(const FrameLayout& layout, std::size_t site, std::size_t timestep = 0) const {
        const FrameLayout::Site& s = layout.sites[site];
        return std::span(spikes).subspan(s.wordOffset + timestep * s.wordsPerStep, s.wordsPerStep);
    }
    std::span<const float> sitePotential(const FrameLayout& layout, std::size_t site, std::size_t timestep = 0) const {
        const FrameLayout::Site& s = layout.sites[site];
        if (!s.hasMembrane) return {};
        return std::span(potential).subspan(s.floatOffset + timestep * s.width, s.width);
    }
};

}  // namespace spikeglass
