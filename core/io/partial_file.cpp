// SPDX-License-Identifier: Apache-2.0
#include "io/partial_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

namespace spikeglass {

bool makeNewFile(const std::string& name) {
    const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0) ::close(file);
    return file >= 0;
}

std::optional<std::string> reservePartialFile(const std::string& path) {
    constexpr int kMostPartialFiles = 1000;
    for (int i = 1; i <= kMostPartialFiles; ++i) {
        std::string name = path + ".partial";
        if (i > 1) name.append(1, '.').append(std::to_string(i));
        if (makeNewFile(name)) return name;
        if (errno != EEXIST) return {};
    }
    return {};
}

bool putInPlace(const std::string& partial, const std::string& path) {
    const int fd = ::open(partial.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    const int reason = errno;
    if (fd >= 0) ::close(fd);
    errno = reason;
    return synced && std::rename(partial.c_str(), path.c_str()) == 0;
}

std::optional<std::string> behindLinks(const std::string& path) {
    constexpr int kMostLinks = 40;  // as the kernel follows
    std::filesystem::path at(path);
    std::error_code error;
    for (int i = 0; i < kMostLinks; ++i) {
        if (!std::filesystem::is_symlink(at, error)) return at.string();
        const std::filesystem::path next = std::filesystem::read_symlink(at, error);
        if (error) {
            errno = error.value();
            return {};
        }
        at = at.parent_path() / next;  // an absolute one replaces it
    }
    errno = ELOOP;
    return {};
}

}  // namespace spikeglass
