// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace spikeglass::kernels {

// The kernels exist once for each instruction set ("target"); the best one of this machine is chosen at the first call.
// The choice is the process's: change it only while no kernel runs.

/// The targets that were built and that this machine can run, best first: "AVX3", "AVX2", "SSE4", ...
std::vector<std::string> availableTargets();

/// The target that kernels use now.
std::string currentTarget();

/// Makes all kernels use one of availableTargets(). Returns false, and changes nothing, if the name is none of them.
bool useTarget(const std::string& name);

/// Back to the best one.
void useBestTarget();

}  // namespace spikeglass::kernels
