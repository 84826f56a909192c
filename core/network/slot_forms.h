// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "network/sites.h"

namespace spikeglass {

/// True if the text matches a pattern whose every "*" stands for any run of characters, also none.
bool matchesPattern(std::string_view pattern, std::string_view text);

/// "embedding, blocks.0-3.time_mix, blocks.0-3.channel_mix": a network's slots, those of consecutive blocks together.
std::string listSlots(const NetworkInfo& info);

/// Puts the forms that a checkpoint states into the slots; a slot that it does not mention keeps the forms it has.
/// `where` names the file. Errors: a slot that the network does not have (names those it has); a slot without a form.
Result<void> setSlotForms(NetworkInfo& info, const std::map<std::string, SlotForms>& stated, const std::string& where);

}  // namespace spikeglass
