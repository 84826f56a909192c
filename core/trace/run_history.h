// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>

#include "network/sites.h"
#include "trace/frame.h"

namespace spikeglass {

/// A run as the views look back on it: bounded memory, oldest tokens go first. Spikes are bit-packed along time, 64
/// steps of one neuron to a word, beside a running count at each word: the spikes of a neuron between any two moments
/// are one subtraction, at every zoom, so drawing costs pixels, not spikes. Belongs to one thread (the window's).
class RunHistory {
  public:
    struct Limits {
        std::size_t spikeBytes = 256u << 20;      // spikes, running counts, and the rest of each frame
        std::size_t potentialBytes = 128u << 20;  // membrane potentials of all neurons, for fewer tokens
    };
    /// firstToken: the history begins there, as a page of a longer text does; frames come from it on.
    RunHistory(const NetworkInfo& info, Limits limits, std::int64_t firstToken = 0);
    explicit RunHistory(const NetworkInfo& info) : RunHistory(info, Limits{}) {}
    ~RunHistory();
    RunHistory(RunHistory&&) noexcept;

    /// Frames come in order of their index; where some were dropped the gap is remembered and isDropped() says so.
    void append(Frame&& frame);

    const FrameLayout& layout() const;
    std::int64_t end() const;             // one past the newest token
    std::int64_t begin() const;           // oldest token whose spikes are kept
    std::int64_t potentialBegin() const;  // oldest token whose potentials are kept
    std::size_t bytes() const;            // memory in use, what its containers hold in reserve included

    /// Everything of a token but spikes and potentials (those vectors are empty in it). begin() <= token < end().
    /// Of a dropped token: its index and the choice of the next frame, and nothing else.
    const Frame& frame(std::int64_t token) const;
    bool isDropped(std::int64_t token) const;

    /// A run of tokens [begin, end) that were all computed with the same choice and interventions, or all dropped.
    struct Stretch {
        std::int64_t begin = 0;
        std::int64_t end = 0;
        bool dropped = false;
        BlockChoice choice;
        std::shared_ptr<const std::vector<Intervention>> interventions;  // null: none
        bool holds(std::int64_t token) const { return begin <= token && token < end; }
    };
    /// In order, without gaps, from begin() to end().
    const std::deque<Stretch>& stretches() const;
    /// Tokens of [from, to) whose frames are there and in which the site was spiking.
    std::int64_t spikingTokens(std::size_t site, std::int64_t from, std::int64_t to) const;

    bool spiked(std::size_t site, std::size_t neuron, std::int64_t token, std::size_t timestep = 0) const;
    /// Spikes of one neuron, or of a whole site, in tokens [from, to), all timesteps.
    std::int64_t countNeuron(std::size_t site, std::size_t neuron, std::int64_t from, std::int64_t to) const;
    std::int64_t countSite(std::size_t site, std::int64_t from, std::int64_t to) const;
    /// Potential before reset; NaN if it is no longer kept, or the site was analog.
    float potential(std::size_t site, std::size_t neuron, std::int64_t token, std::size_t timestep = 0) const;

    /// Spike counts on a grid: cell (row r, column c) counts the spikes of neurons [neuronEdges[r], neuronEdges[r+1])
    /// of the site in tokens [tokenEdges[c], tokenEdges[c+1]), all timesteps. out: [rows * columns], row-major,
    /// overwritten. Exact at every zoom: no spike is ever lost. Edges ascend; tokens outside [begin(), end()) count as
    /// silent. order: [width], a permutation; then edges mean places, and the neuron at place p is order[p].
    void countGrid(std::size_t site, std::span<const std::int64_t> tokenEdges, std::span<const std::size_t> neuronEdges,
                   std::span<std::uint32_t> out, std::span<const std::uint32_t> order = {}) const;
    /// The same with the timesteps within tokens told apart: an edge is token * timesteps of the site + timestep.
    void countStepGrid(std::size_t site, std::span<const std::int64_t> stepEdges,
                       std::span<const std::size_t> neuronEdges, std::span<std::uint32_t> out,
                       std::span<const std::uint32_t> order = {}) const;

  private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

}  // namespace spikeglass
