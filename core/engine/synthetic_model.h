// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/model.h"
#include "network/synthetic.h"

namespace spikeglass {

/// A model of random weights, without file and tokenizer, to measure the speed of a size with (network/synthetic.h). Its
/// sha256 is that of the specification's text. Throws std::bad_alloc. Errors: more weights than the machine
/// has memory for; those of makeSyntheticNetwork.
Result<std::shared_ptr<const Model>> makeSyntheticModel(const SyntheticSpec& spec, std::optional<double> firingRate,
                                                        const LoadOptions& options);

}  // namespace spikeglass
