// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "base/result.h"
#include "base/sanitized.h"
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
    std::shared_ptr<const void> open;  // the file itself: while it is open, no other one gets its number
    /// Of that file, for reading it whatever is called `path` by now; -1: it was none. Stays this object's.
    int descriptor() const;

    /// To be asked once the file has been read. Errors: it is another one now, or was changed; or there is one only now.
    /// mayGrow: a recording that is being written, read for longer than a moment, is the same file where it only grew.
    Result<void> unchanged(bool mayGrow = false) const;
};

/// Has the program spikeglass-examine, which lies beside this one, read the file, all of it but the middle of a
/// recording: without network, without any other file, within 1 GiB of memory and examinationSeconds(). A
/// file that was examined before and has not changed since is not examined again. Any thread.
/// Errors, one sentence with the path: of checkFileName(); what the examiner refuses; it crashed, took too long or too much
/// memory; it is not there.
/// A path that leads to no regular file is Kind::Other: whoever opens it says why.
/// cancelled: asked several times a second meanwhile; where it says yes, the examiner is ended, and the error says so.
Result<Examined> examineFile(const std::string& path, const std::function<bool()>& cancelled = {});

/// A file that is read as it is, a text: what unchanged() needs to know of it, and Kind::Other. Errors: of checkFileName().
Result<Examined> notExamined(const std::string& path);

/// Has the file examined and then calls read(examined), which opens and reads it and returns a Result; an Error where it is not
/// the file that was examined any more. A recording that grew meanwhile is examined and read again; one that grows faster than that
/// is taken as it was read at the last of some attempts.
template <class Read>
auto readExamined(const std::string& path, const Read& read, const std::function<bool()>& cancelled = {})
    -> decltype(read(std::declval<const Examined&>())) {
    constexpr int kAttempts = 3;
    for (int attempt = 1;; ++attempt) {
        const auto examined = examineFile(path, cancelled);
        if (!examined) return tl::unexpected(examined.error());
        auto result = read(*examined);
        const auto same = examined->unchanged();
        if (same) return result;
        if (examined->kind != Examined::Kind::Recording || !examined->unchanged(true)) return tl::unexpected(same.error());
        if (attempt == kAttempts) return result;
    }
}

inline constexpr int kExaminationSeconds = kSanitized ? 20 : 5;
inline constexpr std::uint64_t kExaminationMemory = std::uint64_t{1} << 30;  // bytes

/// The same with another examiner, of a file that is open; nothing is remembered.
Result<Examined::Kind> examineWith(const std::string& program, const std::string& path, int file,
                                   const std::function<bool()>& cancelled = {});

/// How long that of a file may take: kExaminationSeconds, and one more for each 200 MiB. Holes hardly count: at most eight times what
/// lies on the disk does.
int examinationSeconds(int file);

/// The words of the examiner's answer, in the order of Kind.
inline constexpr const char* kExaminedKinds[] = {"other", "checkpoint", "recording", "json", "torch-state", "safetensors"};

}  // namespace spikeglass
