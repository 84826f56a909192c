// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "io/file_identity.h"

namespace spikeglass {

/// What a process of its own found in a file from outside (docs/decisions/0012-strangers-are-examined-outside.md). A value.
struct Examined {
    enum class Kind {
        Other,  // nothing that this program knows: whoever opens it says so in its own words
        Checkpoint,
        Recording,
        Json,
        TorchState,
        SafeTensors,
    };
    Kind kind = Kind::Other;
    std::string path;
    FileIdentity identity;

    /// To be asked once the file has been read. Errors: it is another one now, or was changed.
    Result<void> unchanged() const;
};

/// Has the program spikeglass-examine, which lies beside this one, read the whole file: without network, without any other
/// file, within 1 GiB of memory and kExaminationSeconds (more above a gigabyte). A file that was examined before and has not changed
/// since is not examined again. Any thread.
/// Errors, one sentence with the path: what the examiner refuses; it crashed, took too long or too much memory; it is not there.
/// A path that leads to no regular file is Kind::Other: whoever opens it says why.
/// cancelled: asked several times a second meanwhile; where it says yes, the examiner is ended, and the error says so.
Result<Examined> examineFile(const std::string& path, const std::function<bool()>& cancelled = {});

/// True where it is found to be a recording; never an error.
bool isSoundRecording(const std::string& path);

inline constexpr int kExaminationSeconds = 5;
inline constexpr std::uint64_t kExaminationMemory = std::uint64_t{1} << 30;  // bytes

/// The same with another examiner, of a file that is open; nothing is remembered. bytes: its length.
Result<Examined::Kind> examineWith(const std::string& program, const std::string& path, int file, std::uint64_t bytes,
                                   const std::function<bool()>& cancelled = {});

/// The words of the examiner's answer, in the order of Kind.
inline constexpr const char* kExaminedKinds[] = {"other", "checkpoint", "recording", "json", "torch-state", "safetensors"};

}  // namespace spikeglass
