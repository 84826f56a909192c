// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_superblock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace spikeglass::hdf5 {
namespace {

constexpr std::array<unsigned char, 8> kSignature{0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
constexpr std::uint64_t kUndefined = ~std::uint64_t{0};
constexpr std::size_t kLongestSuperblock = 100;  // bytes; version 1 with its root group entry

class FileDescriptor {
  public:
    // O_NONBLOCK: opening a pipe must not wait for its writer.
    explicit FileDescriptor(const std::string& path) : m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    int get() const { return m_fd; }

  private:
    int m_fd;
};

std::uint64_t littleEndian(const unsigned char* bytes) {
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) value = (value << 8) | bytes[i];
    return value;
}

/// The first bytes of the file; shorter than asked at its end. Errors: as ::read.
Result<std::size_t> readStart(int fd, std::array<unsigned char, kLongestSuperblock>& start, const std::string& path) {
    std::size_t have = 0;
    while (have < start.size()) {
        const ssize_t n = ::pread(fd, start.data() + have, start.size() - have, static_cast<off_t>(have));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(path + ": cannot be read: " + std::strerror(errno));
        if (n == 0) break;
        have += static_cast<std::size_t>(n);
    }
    return have;
}

}  // namespace

Result<std::uint64_t> checkSuperblock(const std::string& path) {
    const FileDescriptor file(path);
    if (file.get() < 0) return fail(path + ": cannot be opened: " + std::strerror(errno));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return fail(path + ": cannot be read: " + std::strerror(errno));
    if (S_ISDIR(status.st_mode)) return fail(path + ": is a directory; expected a file");
    if (!S_ISREG(status.st_mode)) return fail(path + ": is a device or pipe; expected a regular file");
    if (status.st_size == 0) return fail(path + ": is empty; expected an HDF5 file");
    const auto length = static_cast<std::uint64_t>(status.st_size);

    std::array<unsigned char, kLongestSuperblock> start{};
    const auto have = readStart(file.get(), start, path);
    if (!have) return tl::unexpected(have.error());
    if (std::memcmp(start.data(), kSignature.data(), kSignature.size()) != 0)
        return fail(path + ": is not an HDF5 file: its first bytes are not the HDF5 signature");
    if (*have < 48) return fail(path + ": is truncated: " + std::to_string(length) + " bytes do not hold an HDF5 header");

    const int version = start[8];
    if (version > 3)
        return fail(path + ": has an HDF5 header of version " + std::to_string(version) + "; expected 0 to 3");
    const bool old = version < 2;
    const unsigned offsetBytes = old ? start[13] : start[9];
    const unsigned lengthBytes = old ? start[14] : start[10];
    if (offsetBytes != 8 || lengthBytes != 8)
        return fail(path + ": has HDF5 addresses of " + std::to_string(offsetBytes) + " and lengths of " +
                    std::to_string(lengthBytes) + " bytes; expected 8 and 8");
    const std::size_t base = version == 0 ? 24 : version == 1 ? 28 : 12;
    if (*have < base + 32) return fail(path + ": is truncated inside its HDF5 header");
    if (littleEndian(&start[base]) != 0)
        return fail(path + ": has an HDF5 base address other than 0; expected a file without a prefix");
    const std::uint64_t end = littleEndian(&start[base + 16]);
    if (end > length)
        return fail(path + ": is truncated: " + std::to_string(length) + " bytes, but its header declares " +
                    std::to_string(end));
    if (old && littleEndian(&start[base + 24]) != kUndefined)
        return fail(path + ": has an HDF5 driver block (data in several files); expected a single file");
    return length;
}

bool hasHdf5Signature(const std::string& path) {
    const FileDescriptor file(path);
    struct stat status {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
    std::array<unsigned char, kLongestSuperblock> start{};
    const auto have = readStart(file.get(), start, path);
    return have && *have >= kSignature.size() && std::memcmp(start.data(), kSignature.data(), kSignature.size()) == 0;
}

}  // namespace spikeglass::hdf5
