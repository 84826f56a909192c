// SPDX-License-Identifier: Apache-2.0
#include "io/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace spikeglass {

Result<void> writeWholeFile(const std::string& path, const std::function<Result<void>(const std::string&)>& write) {
    const auto cannot = [&](const std::string& reason) { return fail(path + ": cannot be written: " + reason); };
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) return cannot("it exists and is not a regular file");
    const std::string temporary = path + ".partial-" + std::to_string(::getpid());
    Result<void> done = write(temporary);
    if (done) {
        const int file = ::open(temporary.c_str(), O_RDONLY | O_CLOEXEC);
        const bool there = file >= 0 && ::fsync(file) == 0;
        if (!there) done = fail(std::strerror(errno));
        if (file >= 0) ::close(file);
    }
    if (done && std::rename(temporary.c_str(), path.c_str()) != 0) done = fail(std::strerror(errno));
    if (done) return {};
    ::unlink(temporary.c_str());
    return cannot(done.error().message);
}

Result<void> writeWholeFile(const std::string& path, const std::string& bytes) {
    return writeWholeFile(path, [&](const std::string& temporary) -> Result<void> {
        std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(temporary.c_str(), "wb"), std::fclose);
        const bool written = file && std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() && std::fflush(file.get()) == 0;
        return written ? Result<void>() : fail(std::strerror(errno));
    });
}

Result<void> refuseInputs(const std::string& output, std::initializer_list<std::string> inputs) {
    std::error_code error;
    for (const std::string& input : inputs)
        if (!input.empty() && std::filesystem::equivalent(input, output, error))
            return fail(output + ": is the input; expected another name for the output");
    return {};
}

}  // namespace spikeglass
