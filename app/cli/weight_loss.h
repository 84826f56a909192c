// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace spikeglass::cli {

/// Bits per character on held-out text by the type of weights ("float32", "bfloat16", "int8"), as the list of models beside
/// a checkpoint (index.json) says that they were measured. Empty where it says nothing.
std::map<std::string, double> measuredBits(const std::string& modelPath);

}  // namespace spikeglass::cli
