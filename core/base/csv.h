// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace spikeglass {

/// One field of CSV (RFC 4180), quoted where it must be.
std::string csvField(std::string_view text);

/// Fields as one line, with its end.
std::string csvLine(const std::vector<std::string>& fields);

}  // namespace spikeglass
