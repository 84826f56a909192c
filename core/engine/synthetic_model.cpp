// SPDX-License-Identifier: Apache-2.0
#include "engine/synthetic_model.h"

#include <unistd.h>

#include <cmath>

#include "base/sha256.h"

namespace spikeglass {

Result<std::shared_ptr<const Model>> makeSyntheticModel(const SyntheticSpec& spec, std::optional<double> firingRate,
                                                        const LoadOptions& options) {
    const double needed = static_cast<double>(spec.weights) * static_cast<double>(kernels::bytesOf(options.weights));
    const double there = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
    if (needed > there)  // the kernel would promise it, and end the program later
        return fail(spec.text.substr(0, 80) + ": " + std::to_string(std::llround(needed / 1e9)) + " GB of weights; this machine has " +
                    std::to_string(std::llround(there / 1e9)) + " GB of memory");
    auto network = makeSyntheticNetwork(spec, firingRate, options);
    if (!network) return tl::unexpected<Error>(network.error());
    auto model = std::make_shared<Model>();
    model->sha256 = sha256(spec.text);
    model->storedType = "none";
    model->card.name = spec.text;
    model->card.notes = "Random weights: nothing it writes means anything.";
    model->network = std::move(*network);
    model->weights = options.weights;
    return model;
}

}  // namespace spikeglass
