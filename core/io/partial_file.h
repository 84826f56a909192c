// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace spikeglass {

/// Makes an empty file; none that is there is opened, nor where a link leads to. False: errno says why not.
bool makeNewFile(const std::string& name);

/// Makes an empty file beside `path` for what is written over a long time: PATH.partial, or PATH.partial.2 ... where earlier
/// runs left theirs. Its name; errno says why there is none.
std::optional<std::string> reservePartialFile(const std::string& path);

/// Flushes it and gives it the name `path`. False: errno says why not, and it keeps its name.
bool putInPlace(const std::string& partial, const std::string& path);

/// Where writing to `path` leads: itself, or what it is a symbolic link to, there or not. None: errno says why.
std::optional<std::string> behindLinks(const std::string& path);

}  // namespace spikeglass
