// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "import/state_dict.h"
#include "import/weight_file.h"

namespace spikeglass {

/// The tensors of what torch.save wrote (a ZIP archive since PyTorch 1.6). Errors, one sentence with the path: an older
/// format (says which); what Pickle and ZipArchive refuse; something else than named tensors; a name twice; a tensor outside
/// its storage; a checksum.
Result<std::vector<StateTensor>> readTorchState(const WeightFile& file);

/// The tensors of a safetensors file. Errors: the header is no JSON, too long, names something twice; a tensor whose bytes do
/// not fit its shape; bytes that belong to none or to several.
Result<std::vector<StateTensor>> readSafeTensors(const WeightFile& file);

}  // namespace spikeglass
