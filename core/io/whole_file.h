// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace spikeglass {

/// Lets `write` fill a file that was made under a new name beside `path` (where that is a symbolic link, beside what it leads
/// to), and puts it in its place once it is on disk; else, whatever write() throws, it is removed and what was there stays. Any
/// thread. Errors: of checkFileName(); those of `write`, and of the file system; beginning with the path.
Result<void> writeWholeFile(const std::string& path, const std::function<Result<void>(const std::string& temporary)>& write);
/// The same for bytes that are there.
Result<void> writeWholeFile(const std::string& path, const std::string& bytes);

/// An Error where the name holds a null character: what takes names as C strings would find another file.
Result<void> checkFileName(const std::string& path);

/// An Error where `output` is one of the files that are read to make it, under whatever name.
Result<void> refuseInputs(const std::string& output, const std::vector<std::string>& inputs);

}  // namespace spikeglass
