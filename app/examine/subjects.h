// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/examination.h"

namespace spikeglass::examine {

/// Reads a file, whatever it is: all of it, but of a recording its structure and the rows of the first and last tokens.
/// path: what messages call it; it is not opened. Errors: what is wrong with it.
Result<Examined::Kind> examine(const std::string& path, int descriptor);

}  // namespace spikeglass::examine
