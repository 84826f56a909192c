// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "engine/model.h"
#include "io/recording_header.h"

namespace spikeglass {

/// A model that stands for the one that was recorded: sites, slots and token texts, but no weights. Never to be stepped.
/// Errors, beginning with the path: sites or slots that do not fit each other; too large.
Result<std::shared_ptr<const Model>> recordedModel(const std::string& path, const RecordingHeader& header);

}  // namespace spikeglass
