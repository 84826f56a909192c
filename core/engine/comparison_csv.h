// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/score.h"

namespace spikeglass {

// A comparison's rows with all their figures as CSV (RFC 4180), line by line: the same columns from every program of
// ours. sites: the columns firing_rate.SITE, those of all rows together.

std::string comparisonCsvHeading(std::span<const std::string> sites);

/// title, file, choice and weights (their type in memory) name the row.
std::string comparisonCsvLine(const std::string& title, const std::string& file, const std::string& choice, const std::string& weights,
                              const Score& score, std::span<const std::string> sites);

}  // namespace spikeglass
