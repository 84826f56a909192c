// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "base/aligned_vector.h"
#include "base/bits.h"
#include "base/result.h"
#include "io/checkpoint_file.h"
#include "network/block_choice.h"
#include "network/finding.h"
#include "network/intervention.h"
#include "network/operation_counts.h"
#include "network/sites.h"
#include "network/tensor_source.h"

namespace spikeglass {

/// What a site did in one timestep. Spans live only during the call.
struct SiteActivity {
    int site = 0;                       // index into NetworkInfo::sites
    int timestep = 0;                   // 0 .. timesteps - 1
    std::span<const Word> spikes;       // bit-packed [wordsFor(width)]; empty where the site is analog now
    std::span<const float> membrane;    // after reset, [width]; empty where there is none (analog now, or no state)
    std::span<const float> potential;   // before reset ("h" in the papers), [width]; empty like membrane
};

/// Is handed what happens while a token is computed, on the computing thread. Without one, nothing is collected.
class Observer {
  public:
    virtual ~Observer() = default;
    virtual void onSite(const SiteActivity& activity) = 0;
    /// Once per component and token.
    virtual void onOperations(int component, const OperationCounts& counts) = 0;
};

/// All that a network remembers between tokens, and its working memory. A value that belongs to the caller: copy it to
/// fork the text, keep copies to rewind. Its size never depends on how many tokens were read.
/// One thread at a time per State.
class State {
  public:
    State() = default;
    State(std::size_t memoryFloats, std::size_t scratchFloats, std::size_t scratchWords)
        : m_memory(memoryFloats), m_scratch(scratchFloats), m_words(scratchWords) {}

    std::span<float> memory() { return m_memory; }
    std::span<const float> memory() const { return m_memory; }
    std::span<float> scratch() { return m_scratch; }
    std::span<Word> words() { return m_words; }

    /// Tokens of the current window, oldest first; kept by networks whose positions end (NetworkInfo::positions) only.
    std::vector<std::int32_t>& window() { return m_window; }
    const std::vector<std::int32_t>& window() const { return m_window; }
    /// The choice that the memory was computed with; empty before the first token.
    BlockChoice& choice() { return m_choice; }
    /// The interventions that it was computed with, by their identity; 0: none.
    std::uint64_t& interventions() { return m_interventions; }
    /// Tokens of the text that were read, those that left the window included.
    std::int64_t& tokensRead() { return m_tokensRead; }

  private:
    AlignedVector<float> m_memory;   // survives from token to token; its layout is the network's
    AlignedVector<float> m_scratch;  // working memory of one step; meaningless between steps
    AlignedVector<Word> m_words;     // bit-packed spikes of the site being computed
    std::vector<std::int32_t> m_window;
    BlockChoice m_choice;
    std::uint64_t m_interventions = 0;
    std::int64_t m_tokensRead = 0;
};

/// Configuration and constant weights. Constant after loading: any number of threads may step their own States.
/// Adding an architecture is one folder beside spikegpt/ and one line in network.cpp.
class Network {
  public:
    virtual ~Network() = default;
    const NetworkInfo& info() const { return m_info; }

    /// The state before the first token.
    virtual State initialState() const = 0;

    /// Reads one token and predicts the next: logits [vocabulary]. O(1) in the number of tokens read; allocates nothing.
    /// Precondition: 0 <= token < vocabulary. The choice may differ from the last step's: it takes effect now; a site
    /// that is analog keeps its membrane as it is until it spikes again.
    /// The result does not depend on `threads` nor on the vector width of the machine.
    /// Where positions end: a step at a full window first restarts it from its last half, whose tokens are read again
    /// unobserved; and a step with another choice (or other interventions) than the last reads the window again with it, so that what the state
    /// holds always is what this choice makes of the window. Ask positionsLeft() first where the text should stop.
    virtual void step(State& state, std::int32_t token, const BlockChoice& choice, std::span<float> logits,
                      Observer* observer = nullptr, const Interventions* interventions = nullptr) const = 0;

    /// Reads several tokens: the same state, the same spikes and the same logits, bit for bit, as step() for each of them, but
    /// layer by layer where the architecture allows it, so that weights are fetched once for many tokens.
    /// logits: after the last token [vocabulary], or after each [tokens, vocabulary]. observers: none, or one per token.
    /// Allocates working memory. Preconditions: those of step(); at least one token.
    virtual void read(State& state, std::span<const std::int32_t> tokens, const BlockChoice& choice, std::span<float> logits,
                      std::span<Observer* const> observers = {}, const Interventions* interventions = nullptr) const;

    /// Tokens that can be read before the window is full; the largest value where positions never end.
    std::size_t positionsLeft(const State& state) const {
        return m_info.positions == 0 ? SIZE_MAX : m_info.positions - state.window().size();
    }

    /// Operations of the analog twin for the token at a position of the window (from 0), per component, in closed form.
    /// Returns false where the twin's operations depend on what it computes: then it must be stepped beside.
    virtual bool countTwin(std::size_t position, std::span<OperationCounts> components) const;

    /// What is known to go wrong before a single token is read, under this choice.
    virtual std::vector<Finding> knownFindings(const BlockChoice& choice) const;

    /// Threads for one step; 1 by default, which is fastest for small models. Call before stepping.
    void setThreads(int threads) { m_threads = threads; }
    int threads() const { return m_threads; }

  protected:
    NetworkInfo m_info;
    int m_threads = 1;
};

/// How a checkpoint is loaded.
struct LoadOptions {
    WeightType weights = WeightType::Float32;  // what products hold in memory, whatever the file stores
    int threads = 1;  // of a step; results do not depend on it
    LoadProgress progress = {};
};

/// Builds the network that a checkpoint describes, for whichever architecture it names.
/// Errors: unknown architecture (names the known ones); "loading was cancelled"; everything CheckpointFile says; a slot with an unknown name.
Result<std::unique_ptr<Network>> loadNetwork(const CheckpointFile& file, const LoadOptions& options = {});

}  // namespace spikeglass
