// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model.h"

namespace spikeglass {

/// Watches what every site does while a text is read, to find those that never fire, always fire, or pass nothing on
/// (fire, but alike for every token). A site that did each of the three otherwise is settled, which takes a few tokens
/// for one that works, and is not looked at again: watching costs next to nothing. One thread at a time.
class SiteMonitor : public Observer {
  public:
    explicit SiteMonitor(const NetworkInfo& info);

    void onSite(const SiteActivity& activity) override;
    void onOperations(int, const OperationCounts&) override {}
    /// After each token was read.
    void countToken(std::int32_t token);

    /// Whether enough was read to say "never" or "always" of a site: at least kFewestTokens tokens while it was
    /// spiking, and kFewestChances chances to fire (neurons * timesteps * tokens). By the rule of three a site that
    /// fires in one of a thousand chances is then seen to fire with 95% confidence. "Alike for every token" wants
    /// kFewestKinds different tokens as well.
    static constexpr std::int64_t kFewestTokens = 64;
    static constexpr std::int64_t kFewestChances = 3000;
    static constexpr std::int64_t kFewestKinds = 8;
    bool hasReadEnough(std::size_t site) const;

    /// What is visible from the text alone, site by site; of sites that have read enough. Each reason says of how many
    /// tokens.
    std::vector<Finding> findings() const;

  private:
    static constexpr float kFar = std::numeric_limits<float>::infinity();  // no potential was seen
    struct Watch {
        std::int64_t steps = 0;        // timesteps in which it was spiking
        std::int64_t tokens = 0;       // tokens, likewise
        std::int64_t firstSpikes = 0;  // of the first token
        float largest = -kFar;         // membrane potential before reset, while it has never fired
        float smallest = kFar;         // while it has always fired
        bool fired = false;            // some neuron, once
        bool rested = false;           // some neuron, once
        bool varied = false;           // between tokens
        std::vector<Word> pattern;     // of the first token, [timesteps, wordsFor(width)]
        bool settled() const { return fired && rested && varied; }
    };
    std::string reasonOf(std::size_t site, Finding::Kind kind) const;

    const NetworkInfo& m_info;
    std::vector<Watch> m_sites;  // [sites]
    std::vector<bool> m_kinds;   // [vocabulary], which tokens were read
    std::int64_t m_differentTokens = 0;
};

/// What was measured, and what the network knows beforehand under this choice: a measured finding takes over the known
/// reason of its site; a known one that a long enough text contradicts is left out. In the order of the sites.
std::vector<Finding> diagnose(const Network& network, const BlockChoice& choice, const SiteMonitor& monitor);

/// "never-fires", "always-fires", "constant", "shared-codes": as JSON names it.
std::string_view kindName(Finding::Kind kind);

/// The site's name; "embedding" where the finding is about the embedding as a whole.
std::string siteName(const Finding& finding, const NetworkInfo& info);

/// One sentence: "blocks.0.attention.input never fires: a binary input can never fire a LIF of tau 2 and threshold 1."
std::string describe(const Finding& finding, const Model& model);

/// A sentence per finding, as people read them: of many groups of tokens that share a code the first few, and how many more
/// there are.
std::vector<std::string> summarize(const std::vector<Finding>& findings, const Model& model);

}  // namespace spikeglass
