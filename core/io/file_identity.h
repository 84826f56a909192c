// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <cstdint>

namespace spikeglass {

/// Which file it was and when it last changed: equal only while nobody wrote to it, replaced or renamed it. A value.
struct FileIdentity {
    std::uint64_t device = 0, inode = 0, bytes = 0;
    std::int64_t modified = 0, changed = 0;  // nanoseconds

    FileIdentity() = default;
    explicit FileIdentity(const struct stat& status)
        : device(status.st_dev),
          inode(status.st_ino),
          bytes(static_cast<std::uint64_t>(status.st_size)),
          modified(status.st_mtim.tv_sec * kSecond + status.st_mtim.tv_nsec),
          changed(status.st_ctim.tv_sec * kSecond + status.st_ctim.tv_nsec) {}
    auto operator<=>(const FileIdentity&) const = default;

  private:
    static constexpr std::int64_t kSecond = 1'000'000'000;
};

}  // namespace spikeglass
