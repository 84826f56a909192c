// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to the room: what each architecture makes of a state dict.
#include <map>
#include <string>
#include <vector>

#include "import/import_json.h"
#include "import/import_options.h"
#include "import/state_dict.h"

namespace spikeglass {

inline constexpr const char* kAnswers = "the configuration";  // what messages call one that is no file

/// A network, and what else its source said.
struct ImportedNetwork {
    CheckpointContent content;
    std::optional<ImportTokenizer> tokenizer;
    std::optional<ImportCard> card;
    std::vector<std::string> notes;
};

/// forms: of a SpikeGPT's slots.
Result<ImportedNetwork> importSpikeGpt(const std::shared_ptr<const StateDict>& state, const ImportOptions& options, const std::string& forms);
Result<ImportedNetwork> importSpikeDecoder(const std::shared_ptr<const StateDict>& state, const ImportOptions& options);

using Shape = std::vector<std::int64_t>;
/// Our name and shape of every tensor that a network needs, in the order in which they are written.
using Shapes = std::vector<std::pair<std::string, Shape>>;
using TensorsByName = std::map<std::string, StateTensor>;  // under our names; StateTensor::name is the file's

/// Errors: one that is missing, of another shape or one too many.
Result<void> checkShapes(const TensorsByName& state, const Shapes& shapes, const std::string& path, const std::string& architecture);
Result<void> checkFloats(const TensorsByName& state, const std::string& path);
/// The tensors as they go into the checkpoint.
std::vector<CheckpointContent::Weights> weightsOf(const std::shared_ptr<const StateDict>& state, const TensorsByName& tensors, const Shapes& shapes,
                                                   std::optional<StoredType> stored);
std::string describeShape(const Shape& shape);

}  // namespace spikeglass
