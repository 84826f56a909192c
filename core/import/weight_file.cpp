// SPDX-License-Identifier: Apache-2.0
#include "import/weight_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace spikeglass {

Result<WeightFile> WeightFile::open(const std::string& path, int descriptor, const char* expected) {
    WeightFile file;
    file.m_path = path;
    // O_NONBLOCK: opening a pipe must not wait for its writer.
    file.m_descriptor = descriptor >= 0 ? ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file.m_descriptor < 0) return fail(path + ": cannot be opened: " + std::strerror(errno));
    struct stat status {};
    if (::fstat(file.m_descriptor, &status) != 0) return fail(path + ": cannot be read: " + std::strerror(errno));
    if (!S_ISREG(status.st_mode)) return fail(path + ": is no regular file; expected " + expected);
    if (status.st_size == 0) return fail(path + ": is empty; expected " + expected);
    file.m_size = static_cast<std::uint64_t>(status.st_size);
    return file;
}

WeightFile::WeightFile(WeightFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(other.m_size) {}

WeightFile& WeightFile::operator=(WeightFile&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    return *this;
}

WeightFile::~WeightFile() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

Result<void> WeightFile::read(std::uint64_t address, std::span<std::byte> out) const {
    if (address > m_size || out.size() > m_size - address)
        return fail(m_path + ": is damaged: " + std::to_string(out.size()) + " bytes at " + std::to_string(address) + " lie outside the file of " +
                    std::to_string(m_size));
    for (std::size_t have = 0; have < out.size();) {
        const ssize_t n = ::pread(m_descriptor, out.data() + have, out.size() - have, static_cast<off_t>(address + have));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(m_path + ": cannot be read: " + std::strerror(errno));
        if (n == 0) return fail(m_path + ": cannot be read: the file has become shorter since it was opened");
        have += static_cast<std::size_t>(n);
    }
    return {};
}

Result<std::string> WeightFile::text(std::uint64_t address, std::uint64_t count) const {
    if (address > m_size || count > m_size - address) return fail(m_path + ": is damaged: it ends too early");
    std::string text(static_cast<std::size_t>(count), '\0');
    if (auto ok = read(address, std::as_writable_bytes(std::span(text))); !ok) return tl::unexpected(ok.error());
    return text;
}

}  // namespace spikeglass
