// SPDX-License-Identifier: Apache-2.0
#include "engine/synthetic_model.h"

#include "base/sha256.h"

namespace spikeglass {

Result<std::shared_ptr<const Model>> makeSyntheticModel(const SyntheticSpec& spec, std::optional<double> firingRate,
                                                        const LoadOptions& options) {
    auto network = makeSyntheticNetwork(spec, firingRate, options);
    if (!network) return tl::unexpected<Error>(network.error());
    auto model = std::make_shared<Model>();
    model->sha256 = sha256(std::span(reinterpret_cast<const std::uint8_t*>(spec.text.data()), spec.text.size()));
    model->storedType = "none";
    model->card.name = spec.text;
    model->card.notes = "Random weights: nothing it writes means anything.";
    model->network = std::move(*network);
    model->weights = options.weights;
    return model;
}

}  // namespace spikeglass
