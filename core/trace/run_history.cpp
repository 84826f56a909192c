// SPDX-License-Identifier: Apache-2.0
#include "trace/run_history.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "trace/spike_track.h"

namespace spikeglass {

namespace {

constexpr std::size_t kLeastTokens = 256;  // kept whatever the limits say
constexpr float kNotKept = std::numeric_limits<float>::quiet_NaN();

using SharedInterventions = std::shared_ptr<const std::vector<Intervention>>;

bool same(const SharedInterventions& a, const SharedInterventions& b) { return a == b || (a && b && *a == *b); }

// What a frame takes apart from spikes and potentials: itself, its vectors, their headers on the heap.
std::size_t frameBytes(std::size_t components, std::size_t slots, std::size_t sites) {
    constexpr std::size_t kCandidates = 10, kHeapHeaders = std::size_t{5} * 16, kText = 8;
    return sizeof(Frame) + 2 * components * sizeof(OperationCounts) + kCandidates * sizeof(Candidate) + slots +
           kHeapHeaders + kText + sites * sizeof(std::uint32_t);
}

// What so many bytes take on the heap of glibc: a header of 8, all rounded up to 16, at least 32.
std::size_t onHeap(std::size_t bytes) { return bytes == 0 ? 0 : std::max<std::size_t>(32, (bytes + 8 + 15) / 16 * 16); }

// What a frame without spikes and potentials takes on the heap; the frame itself lies in a deque.
std::size_t heapBytes(const Frame& frame) {
    std::size_t bytes = 0;
    const auto add = [&](std::size_t capacity) { bytes += onHeap(capacity); };
    add(frame.text.capacity() > std::string().capacity() ? frame.text.capacity() + 1 : 0);
    add(frame.candidates.capacity() * sizeof(Candidate));
    add(frame.operations.capacity() * sizeof(OperationCounts));
    add(frame.twinOperations.capacity() * sizeof(OperationCounts));
    add(frame.choice.size() * sizeof(Form));
    return bytes;
}

// A list of interventions, which many frames share.
std::size_t sharedBytes(const SharedInterventions& list) {
    std::size_t bytes = list ? sizeof(std::vector<Intervention>) + list->capacity() * sizeof(Intervention) : 0;
    for (std::size_t i = 0; list && i < list->size(); ++i) bytes += (*list)[i].neurons.capacity() * sizeof(std::uint32_t);
    return bytes;
}

}  // namespace

struct RunHistory::Data {
    explicit Data(const NetworkInfo& info) : layout(info) {}

    FrameLayout layout;
    std::vector<int> slotOfSite;
    std::size_t tokenCapacity = 0;
    std::size_t potentialCapacity = 0;  // tokens
    std::size_t bytesPerFrame = 0;

    std::int64_t end = 0;
    std::size_t frameHeapBytes = 0;             // of all frames
    std::size_t potentialHeapBytes = 0;
    std::deque<Frame> frames;                   // [begin, end)
    std::deque<std::vector<float>> potentials;  // [potentialBegin, end), each FrameLayout or empty
    std::vector<SpikeTrack> tracks;             // [sites]
    std::deque<std::uint32_t> siteCounts;       // [end - begin, sites]: spikes up to and with the token, modulo 2^32
    std::vector<std::uint32_t> countsBefore;    // [sites]: the same, of token begin - 1
    std::deque<Stretch> stretches;

    std::int64_t begin() const { return end - static_cast<std::int64_t>(frames.size()); }
    std::int64_t potentialBegin() const { return end - static_cast<std::int64_t>(potentials.size()); }
    std::int64_t clamped(std::int64_t token) const { return std::clamp(token, begin(), end); }
    std::int64_t timesteps(std::size_t site) const { return static_cast<std::int64_t>(layout.sites[site].timesteps); }

    std::uint32_t siteCountBefore(std::size_t site, std::int64_t token) const {
        if (token == begin()) return countsBefore[site];
        return siteCounts[static_cast<std::size_t>(token - 1 - begin()) * tracks.size() + site];
    }
    void add(Frame&& frame, bool dropped);
    void forget();
    void extendStretches(const Frame& frame, bool dropped);
};

RunHistory::RunHistory(const NetworkInfo& info, Limits limits, std::int64_t firstToken)
    : m_data(std::make_unique<Data>(info)) {
    Data& d = *m_data;
    d.end = firstToken;
    d.bytesPerFrame = frameBytes(info.components.size(), info.slotInfos.size(), info.sites.size());
    // One step of one neuron takes 1/64 of a block; the last block of a site may be part empty.
    std::size_t bytesPer64Tokens = SpikeTrack::kBlockSteps * d.bytesPerFrame;
    for (const SiteInfo& site : info.sites) {
        d.slotOfSite.push_back(site.slot);
        bytesPer64Tokens += SpikeTrack::blockBytes(site.width) * site.timesteps;
    }
    d.tokenCapacity = std::max(kLeastTokens, limits.spikeBytes / bytesPer64Tokens * SpikeTrack::kBlockSteps);
    const std::size_t potentialBytes = std::max<std::size_t>(1, d.layout.floats * sizeof(float));
    d.potentialCapacity = std::clamp<std::size_t>(limits.potentialBytes / potentialBytes, 1, d.tokenCapacity);
    for (const SiteInfo& site : info.sites)
        d.tracks.emplace_back(site.width, d.tokenCapacity * site.timesteps / SpikeTrack::kBlockSteps + 2,
                              firstToken * static_cast<std::int64_t>(site.timesteps));
    d.countsBefore.assign(info.sites.size(), 0);
}

RunHistory::~RunHistory() = default;
RunHistory::RunHistory(RunHistory&&) noexcept = default;

void RunHistory::append(Frame&& frame) {
    Data& d = *m_data;
    assert(frame.index >= d.end);
    if (frame.index < d.end) return;
    // Of a gap longer than what is kept only the end is worth remembering.
    const auto capacity = static_cast<std::int64_t>(d.tokenCapacity);
    if (frame.index - d.end > capacity) {
        d.frames.clear();
        d.potentials.clear();
        d.frameHeapBytes = d.potentialHeapBytes = 0;
        d.stretches.clear();
        for (std::size_t site = 0; site < d.tracks.size() && !d.siteCounts.empty(); ++site)
            d.countsBefore[site] = d.siteCounts[d.siteCounts.size() - d.tracks.size() + site];
        d.siteCounts.clear();
        d.end = frame.index - capacity;
    }
    while (d.end < frame.index) {
        Frame gap;
        gap.index = d.end;
        gap.token = -1;
        gap.surprisalBits = kNotKept;
        gap.choice = frame.choice;
        gap.interventions = frame.interventions;
        d.add(std::move(gap), true);
    }
    d.add(std::move(frame), false);
}

void RunHistory::Data::add(Frame&& frame, bool dropped) {
    const bool hasSpikes = frame.spikes.size() == layout.words;
    for (std::size_t site = 0; site < tracks.size(); ++site) {
        const std::size_t width = layout.sites[site].width;
        const std::int64_t firstStep = end * timesteps(site);
        std::uint32_t count = siteCountBefore(site, end);
        for (std::int64_t step = 0; step < timesteps(site); ++step) {
            tracks[site].extend(firstStep + step + 1);
            if (!hasSpikes) continue;
            forEachSetBit(frame.siteSpikes(layout, site, static_cast<std::size_t>(step)), [&](std::size_t neuron) {
                if (neuron >= width) return;
                tracks[site].set(neuron, firstStep + step);
                ++count;
            });
        }
        siteCounts.push_back(count);
    }
    extendStretches(frame, dropped);
    frame.interventions = stretches.back().interventions;  // equal lists are kept once
    potentials.push_back(std::move(frame.potential));
    potentialHeapBytes += onHeap(potentials.back().capacity() * sizeof(float));
    // Not "= {}", which would keep the memory.
    frame.spikes = std::vector<Word>();
    frame.potential = std::vector<float>();
    frames.push_back(std::move(frame));
    frameHeapBytes += heapBytes(frames.back());
    ++end;
    forget();
}

void RunHistory::Data::extendStretches(const Frame& frame, bool dropped) {
    if (stretches.empty() || stretches.back().dropped != dropped || stretches.back().choice != frame.choice ||
        !same(stretches.back().interventions, frame.interventions))
        stretches.push_back({end, end, dropped, frame.choice, frame.interventions});
    stretches.back().end = end + 1;
}

void RunHistory::Data::forget() {
    while (potentials.size() > potentialCapacity) {
        potentialHeapBytes -= onHeap(potentials.front().capacity() * sizeof(float));
        potentials.pop_front();
    }
    while (frames.size() > tokenCapacity) {
        frameHeapBytes -= heapBytes(frames.front());
        frames.pop_front();
        for (std::uint32_t& count : countsBefore) {
            count = siteCounts.front();
            siteCounts.pop_front();
        }
    }
    while (!stretches.empty() && stretches.front().end <= begin()) stretches.pop_front();
    if (!stretches.empty()) stretches.front().begin = std::max(stretches.front().begin, begin());
}

const FrameLayout& RunHistory::layout() const { return m_data->layout; }
std::int64_t RunHistory::end() const { return m_data->end; }
std::int64_t RunHistory::begin() const { return m_data->begin(); }
std::int64_t RunHistory::potentialBegin() const { return m_data->potentialBegin(); }
const std::deque<RunHistory::Stretch>& RunHistory::stretches() const { return m_data->stretches; }

std::size_t RunHistory::bytes() const {
    const Data& d = *m_data;
    std::size_t bytes = sizeof(Data) + d.frameHeapBytes + d.potentialHeapBytes + d.frames.size() * sizeof(Frame) +
                        d.potentials.size() * sizeof(std::vector<float>) + d.siteCounts.size() * sizeof(std::uint32_t);
    for (const SpikeTrack& track : d.tracks) bytes += track.bytes();
    for (const Stretch& stretch : d.stretches)
        bytes += sizeof(Stretch) + stretch.choice.size() * sizeof(Form) + sharedBytes(stretch.interventions);
    return bytes;
}

const Frame& RunHistory::frame(std::int64_t token) const {
    assert(begin() <= token && token < end());
    return m_data->frames[static_cast<std::size_t>(token - begin())];
}

bool RunHistory::isDropped(std::int64_t token) const {
    return token >= begin() && token < end() && frame(token).token < 0;
}

bool RunHistory::spiked(std::size_t site, std::size_t neuron, std::int64_t token, std::size_t timestep) const {
    if (token < begin() || token >= end()) return false;
    return m_data->tracks[site].test(neuron, token * m_data->timesteps(site) + static_cast<std::int64_t>(timestep));
}

std::int64_t RunHistory::countNeuron(std::size_t site, std::size_t neuron, std::int64_t from, std::int64_t to) const {
    const Data& d = *m_data;
    from = d.clamped(from), to = d.clamped(to);
    if (from >= to) return 0;
    std::uint32_t before = 0, after = 0;
    d.tracks[site].countBefore(from * d.timesteps(site), neuron, {&before, 1});
    d.tracks[site].countBefore(to * d.timesteps(site), neuron, {&after, 1});
    return after - before;
}

std::int64_t RunHistory::countSite(std::size_t site, std::int64_t from, std::int64_t to) const {
    const Data& d = *m_data;
    from = d.clamped(from), to = d.clamped(to);
    if (from >= to) return 0;
    return d.siteCountBefore(site, to) - d.siteCountBefore(site, from);
}

std::int64_t RunHistory::spikingTokens(std::size_t site, std::int64_t from, std::int64_t to) const {
    const auto slot = static_cast<std::size_t>(m_data->slotOfSite[site]);
    std::int64_t tokens = 0;
    for (const Stretch& stretch : m_data->stretches) {
        if (stretch.dropped || slot >= stretch.choice.size() || stretch.choice[slot] != Form::Spiking) continue;
        tokens += std::max<std::int64_t>(0, std::min(stretch.end, to) - std::max(stretch.begin, from));
    }
    return tokens;
}

float RunHistory::potential(std::size_t site, std::size_t neuron, std::int64_t token, std::size_t timestep) const {
    const Data& d = *m_data;
    const FrameLayout::Site& s = d.layout.sites[site];
    if (!s.hasMembrane || token < potentialBegin() || token >= end()) return kNotKept;
    const std::vector<float>& kept = d.potentials[static_cast<std::size_t>(token - potentialBegin())];
    return kept.size() == d.layout.floats ? kept[s.floatOffset + timestep * s.width + neuron] : kNotKept;
}

void RunHistory::countGrid(std::size_t site, std::span<const std::int64_t> tokenEdges,
                           std::span<const std::size_t> neuronEdges, std::span<std::uint32_t> out,
                           std::span<const std::uint32_t> order) const {
    const std::int64_t timesteps = m_data->timesteps(site);
    if (timesteps == 1) return countStepGrid(site, tokenEdges, neuronEdges, out, order);
    std::vector<std::int64_t> stepEdges(tokenEdges.begin(), tokenEdges.end());
    for (std::int64_t& edge : stepEdges) edge = m_data->clamped(edge) * timesteps;
    countStepGrid(site, stepEdges, neuronEdges, out, order);
}

void RunHistory::countStepGrid(std::size_t site, std::span<const std::int64_t> stepEdges,
                               std::span<const std::size_t> neuronEdges, std::span<std::uint32_t> out,
                               std::span<const std::uint32_t> order) const {
    if (stepEdges.size() < 2 || neuronEdges.size() < 2) return;
    const Data& d = *m_data;
    const std::size_t columns = stepEdges.size() - 1, rows = neuronEdges.size() - 1;
    assert(out.size() == rows * columns && neuronEdges.back() <= d.layout.sites[site].width);
    assert(order.empty() || order.size() == d.layout.sites[site].width);
    // Neurons in sight may lie anywhere in the site when they are sorted.
    const std::size_t first = order.empty() ? neuronEdges.front() : 0;
    const std::size_t neurons = order.empty() ? neuronEdges.back() - first : order.size();
    // Per row the spikes before an edge; their differences are the cells. Columns come in groups of a cache line, so that
    // the grid is written line by line though it is counted column by column.
    constexpr std::size_t kGroup = 64 / sizeof(std::uint32_t);
    constexpr std::size_t kFewRows = 8;
    std::vector<std::uint32_t> counts(neurons, 0), sums(rows, 0), before(rows), group(rows * kGroup);
    SpikeTrack::Rows gathered;
    const auto countRows = [&](std::int64_t step, std::uint32_t* cells) {
        if (rows < kFewRows) {
            // Many neurons to a row: neuron by neuron is quicker than row by row.
            d.tracks[site].countBefore(step, first, counts);
            for (std::size_t r = 0; r < rows; ++r) {
                sums[r] = 0;
                for (std::size_t p = neuronEdges[r]; p < neuronEdges[r + 1]; ++p)
                    sums[r] += counts[order.empty() ? p - first : order[p]];
            }
        } else {
            d.tracks[site].countRowsBefore(step, neuronEdges, order, gathered, sums);
        }
        for (std::size_t r = 0; cells != nullptr && r < rows; ++r) cells[r * kGroup] = sums[r] - before[r];
        before.swap(sums);
    };
    const std::int64_t firstStep = d.begin() * d.timesteps(site), endStep = d.end * d.timesteps(site);
    std::int64_t previous = std::clamp(stepEdges[0], firstStep, endStep);
    countRows(previous, nullptr);
    for (std::size_t start = 0; start < columns; start += kGroup) {
        const std::size_t width = std::min(kGroup, columns - start);
        for (std::size_t c = 0; c < width; ++c) {
            const std::int64_t edge = std::clamp(stepEdges[start + c + 1], firstStep, endStep);
            if (edge == previous)
                for (std::size_t r = 0; r < rows; ++r) group[r * kGroup + c] = 0;
            else
                countRows(edge, group.data() + c);
            previous = edge;
        }
        for (std::size_t r = 0; r < rows; ++r)
            std::copy_n(group.data() + r * kGroup, width, out.data() + r * columns + start);
    }
}

}  // namespace spikeglass
