// SPDX-License-Identifier: Apache-2.0
#include "io/whole_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "io/partial_file.h"

namespace spikeglass {
namespace {

/// A new file beside `target`, empty, that nobody else writes to; removed with this unless it was put in place.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::string& target) {
        static std::atomic<unsigned> number = 0;  // threads may write to one place
        constexpr int kAttempts = 1000;           // names of processes that are no more may be taken
        for (int i = 0; i < kAttempts; ++i) {
            std::string name = target + ".partial-" + std::to_string(::getpid()) + '-' + std::to_string(number++);
            if (makeNewFile(name)) {
                m_name = std::move(name);
                return;
            }
            if (errno != EEXIST) return;
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (!m_name.empty()) ::unlink(m_name.c_str());
    }

    const std::string& name() const { return m_name; }  // empty: errno says why
    bool putInPlace(const std::string& target) {
        if (!spikeglass::putInPlace(m_name, target)) return false;
        m_name.clear();
        return true;
    }

  private:
    std::string m_name;
};

}  // namespace

Result<void> writeWholeFile(const std::string& path, const std::function<Result<void>(const std::string&)>& write) {
    const auto cannot = [&](const std::string& reason) { return fail(path + ": cannot be written: " + reason); };
    if (auto name = checkFileName(path); !name) return name;
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) return cannot("it exists and is not a regular file");
    const auto target = behindLinks(path);
    if (!target) return cannot(std::strerror(errno));
    TemporaryFile temporary(*target);
    if (temporary.name().empty()) return cannot(std::strerror(errno));
    if (const auto done = write(temporary.name()); !done) return cannot(done.error().message);
    return temporary.putInPlace(*target) ? Result<void>() : cannot(std::strerror(errno));
}

Result<void> writeWholeFile(const std::string& path, const std::string& bytes) {
    return writeWholeFile(path, [&](const std::string& temporary) -> Result<void> {
        std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(temporary.c_str(), "wb"), std::fclose);
        const bool written = file && std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() && std::fflush(file.get()) == 0;
        return written ? Result<void>() : fail(std::strerror(errno));
    });
}

Result<void> checkFileName(const std::string& path) {
    const std::size_t end = path.find('\0');
    if (end == std::string::npos) return {};
    return fail(path.substr(0, end) + "...: holds a null character, as no file's name does");
}

Result<void> refuseInputs(const std::string& output, const std::vector<std::string>& inputs) {
    std::error_code error;
    for (const std::string& input : inputs)
        if (!input.empty() && std::filesystem::equivalent(input, output, error))
            return fail(output + ": is the input; expected another name for the output");
    return {};
}

}  // namespace spikeglass
