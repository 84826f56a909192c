// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/recording_header.h"

namespace spikeglass {

/// The JSON texts within a recording, written and read. Reading never trusts them; `where` begins each error.
std::string namesJson(const std::vector<std::string>& names);
Result<std::vector<std::string>> parseNames(const std::string& text, const std::string& where);

std::string choiceJson(const std::map<std::string, std::string>& blockChoice);
Result<std::map<std::string, std::string>> parseChoice(const std::string& text, const std::string& where);

std::string networkJson(const RecordedNetwork& network);
Result<RecordedNetwork> parseNetwork(const std::string& text, const std::string& where);

std::string changeJson(const RecordedChange& change);
Result<RecordedChange> parseChange(const std::string& text, const std::string& where);

}  // namespace spikeglass
