// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "network/network.h"

namespace spikeglass {

/// The size of a network that nobody trained, as `bench --synthetic` takes it:
///     spikegpt:LAYERSxWIDTH:VOCABULARY       and  :hidden=N (4 x width)
///     spikedecoder:LAYERSxWIDTH:VOCABULARY   and  :hidden=N (16 x width), heads=N (5), timesteps=N (4), positions=N (256)
/// Options stand behind a third colon, separated by commas; a number alone is hidden.
struct SyntheticSpec {
    std::string text;  // as it was given
    std::string architecture;
    std::size_t blocks = 0, width = 0, vocabulary = 0, hidden = 0;
    std::int64_t weights = 0;  // about how many, norms and biases left out
    std::size_t heads = 5, timesteps = 4, positions = 256;  // SpikeDecoder only
};

/// Errors, each naming the part: not of this shape; an unknown architecture or option; a number out of its limits; heads
/// that do not divide the width; more than 4 x 10^9 weights.
Result<SyntheticSpec> parseSyntheticSpec(std::string_view text);

/// A network with weights from a fixed seed (network/synthetic_weights.h). With a firing rate, in (0, 1), its LIFs are
/// given thresholds with which they fire about that often: those of SpikeDecoder one each, the LIFs of SpikeGPT one in common,
/// as in its configuration. Codes of tokens and positions fire as often. Errors: a window that would need more than 2 GiB per
/// text.
Result<std::unique_ptr<Network>> makeSyntheticNetwork(const SyntheticSpec& spec, std::optional<double> firingRate,
                                                      const LoadOptions& options);

}  // namespace spikeglass
