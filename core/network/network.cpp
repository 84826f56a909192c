// SPDX-License-Identifier: Apache-2.0
#include "network/network.h"

#include <new>
#include <string>

#include "io/hdf5_input.h"
#include "network/spikedecoder/spikedecoder_network.h"
#include "network/spikegpt/spikegpt_network.h"

namespace spikeglass {

namespace {

using Loader = Result<std::unique_ptr<Network>> (*)(const CheckpointFile&, const LoadOptions&);

struct Architecture {
    const char* name;
    Loader load;
};

/// Every architecture there is: one line each.
constexpr Architecture kArchitectures[] = {
    {"spikegpt", loadSpikeGpt},
    {"spikedecoder", loadSpikeDecoder},
};

}  // namespace

bool Network::countTwin(std::size_t, std::span<OperationCounts>) const { return false; }

void Network::read(State& state, std::span<const std::int32_t> tokens, const BlockChoice& choice, std::span<float> logits,
                   std::span<Observer* const> observers, const Interventions* interventions) const {
    const std::size_t vocabulary = m_info.vocabulary;
    const bool each = logits.size() == tokens.size() * vocabulary;
    for (std::size_t t = 0; t < tokens.size(); ++t)
        step(state, tokens[t], choice, logits.subspan(each ? t * vocabulary : 0, vocabulary), observers.empty() ? nullptr : observers[t],
             interventions);
}

std::vector<Finding> Network::knownFindings(const BlockChoice&) const { return {}; }

Result<std::unique_ptr<Network>> loadNetwork(const CheckpointFile& file, const LoadOptions& options) {
    std::string known;
    for (const Architecture& architecture : kArchitectures) {
        known += (known.empty() ? "" : ", ") + std::string(architecture.name);
        if (file.architecture() != architecture.name) continue;
        try {
            auto network = architecture.load(file, options);
            if (network) (*network)->setThreads(options.threads);
            return network;
        } catch (const std::bad_alloc&) {
            return fail(file.path() + ": not enough memory for its " + std::to_string(file.parameterCount()) +
                        " weights");
        }
    }
    return fail(file.path() + ": architecture is '" + hdf5::printable(file.architecture()) + "'; this program knows " + known);
}

}  // namespace spikeglass
