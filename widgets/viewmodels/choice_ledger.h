// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "energy/pricing_model.h"
#include "trace/run_history.h"

namespace spikeglass {

/// What the tokens of a run came to under each block choice that it was computed with: bits, operations and energy, with
/// the analog twin's beside them. Reads each token once. Belongs to the window's thread.
class ChoiceLedger {
  public:
    struct Entry {
        BlockChoice choice;
        std::int64_t tokens = 0, twinTokens = 0;  // counted; dropped frames are not
        std::int64_t characters = 0;              // of the tokens that have a surprisal
        double bits = 0;                          // surprisal, summed
        double ac = 0, mac = 0;                   // summed over tokens
        double twinAc = 0, twinMac = 0;           // summed over twinTokens
        std::vector<double> joules;               // [pricing models], over tokens
        std::vector<double> joulesBesideTwin;     // [pricing models], over twinTokens, as twinJoules
        std::vector<double> twinJoules;           // [pricing models]

        double bitsPerCharacter() const;  // NaN without characters
        double acPerToken() const;        // NaN without tokens, as those below
        double macPerToken() const;
        double twinAcPerToken() const;
        double twinMacPerToken() const;
        double joulesPerToken(std::size_t model) const;
        double twinJoulesPerToken(std::size_t model) const;
        /// twin / this, on the same tokens.
        double ratio(std::size_t model) const;
    };

    /// A new run.
    void clear();
    /// Reads the tokens that came since the last call, up to `end` if there are as many. Where that is less than then, it goes back
    /// to sums that it kept, and reads from there: what memory holds no more of is not lost.
    void update(const NetworkInfo& info, const RunHistory& history, std::int64_t end = std::numeric_limits<std::int64_t>::max());
    /// Of a choice; nothing while no token was computed with it.
    const Entry* of(const BlockChoice& choice) const;

  private:
    struct Kept {
        std::int64_t end = 0;
        std::vector<Entry> entries;
    };
    Entry& entryOf(const BlockChoice& choice);
    void goBack(std::int64_t end);

    static constexpr std::size_t kMostChoices = 64;  // the oldest make room
    static constexpr std::int64_t kBetweenKept = 512;  // tokens
    std::int64_t m_end = 0;
    std::vector<Entry> m_entries;  // the latest used last
    std::vector<Kept> m_kept;      // sums before every kBetweenKept-th token
};

}  // namespace spikeglass
