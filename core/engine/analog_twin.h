// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "network/network.h"

namespace spikeglass {

/// Counts what the analog twin of a network, the baseline of every energy comparison, takes for the same tokens: in
/// closed form where the network knows it, else by stepping the twin beside. One thread at a time.
class AnalogTwin {
  public:
    explicit AnalogTwin(const Network& network);

    /// Reads the tokens that the network just read; position: the first one's place in the network's window
    /// (State::window()), or any where positions never end. Every token of the text must be read. Precondition: the window did
    /// not restart among them.
    void read(std::span<const std::int32_t> tokens, std::size_t position);
    void read(std::int32_t token, std::size_t position) { read(std::span(&token, 1), position); }

    /// Whether it is counted in closed form: then with every product in full but for what a token shift leaves out, because which
    /// zeros its own weights would make is not known.
    bool isCountedInFull() const { return !m_state; }
    /// The same of a network that need not be here, as behind a recording.
    static bool isCountedInFull(const NetworkInfo& info);

    /// Of all tokens of the last call together, [components].
    const std::vector<OperationCounts>& counts() const { return m_counts; }

  private:
    const Network& m_network;
    BlockChoice m_choice;
    std::optional<State> m_state;   // absent where the twin is counted in closed form
    std::vector<float> m_logits;    // [vocabulary]
    std::vector<OperationCounts> m_counts;
    std::vector<OperationCounts> m_ofToken;
};

}  // namespace spikeglass
