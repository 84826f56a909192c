// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <list>

#include "io/hdf5_bytes.h"
#include "io/utf8.h"

namespace spikeglass::hdf5 {
namespace {

constexpr std::array<unsigned char, 8> kSignature{0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
constexpr std::size_t kLongestSuperblock = 100;  // bytes; version 1 with its root group entry
constexpr std::size_t kCachedCollections = 4;
constexpr std::uint64_t kLongestCollection = 64U << 20;  // bytes of a global heap collection

class FileDescriptor {
  public:
    // O_NONBLOCK: opening a pipe must not wait for its writer.
    explicit FileDescriptor(const std::string& path, int descriptor = -1)
        : m_fd(descriptor >= 0 ? ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    int get() const { return m_fd; }

  private:
    int m_fd;
};

/// How many bytes were read: fewer than asked at the end of the file. -1: failed, see errno.
std::ptrdiff_t readAt(int fd, std::uint64_t address, std::span<std::byte> out) {
    std::size_t have = 0;
    while (have < out.size()) {
        const ssize_t n = ::pread(fd, out.data() + have, out.size() - have, static_cast<off_t>(address + have));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return -1;
        if (n == 0) break;
        have += static_cast<std::size_t>(n);
    }
    return static_cast<std::ptrdiff_t>(have);
}

struct Collection {
    std::uint64_t address = 0;
    std::vector<std::byte> bytes;
    std::map<std::uint32_t, std::span<const std::byte>> objects;  // into bytes
};

}  // namespace

struct InputFile::Data {
    Data(const std::string& name, int descriptor) : path(name), file(name, descriptor) {}
    std::string path;
    FileDescriptor file;
    std::uint64_t size = 0;
    std::uint64_t root = 0;
    std::uint64_t metadataBudget = 0;  // bytes that may still be read
    std::list<Collection> collections;  // latest first

    Result<void> checkSuperblock();
};

Result<void> InputFile::Data::checkSuperblock() {
    if (file.get() < 0) return fail(path + ": cannot be opened: " + std::strerror(errno));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return fail(path + ": cannot be read: " + std::strerror(errno));
    if (S_ISDIR(status.st_mode)) return fail(path + ": is a directory; expected a file");
    if (!S_ISREG(status.st_mode)) return fail(path + ": is a device or pipe; expected a regular file");
    if (status.st_size == 0) return fail(path + ": is empty; expected an HDF5 file");
    size = static_cast<std::uint64_t>(status.st_size);
    metadataBudget = 16 * size + (std::uint64_t{16} << 20);

    std::array<std::byte, kLongestSuperblock> start{};
    const std::ptrdiff_t have = readAt(file.get(), 0, start);
    if (have < 0) return fail(path + ": cannot be read: " + std::strerror(errno));
    if (std::memcmp(start.data(), kSignature.data(), kSignature.size()) != 0)
        return fail(path + ": is not an HDF5 file: it does not start with the HDF5 signature");

    ByteReader reader{std::span<const std::byte>(start).first(static_cast<std::size_t>(have))};
    reader.skip(kSignature.size());
    const unsigned version = reader.u8();
    if (version > 3)
        return fail(path + ": has an HDF5 superblock of version " + std::to_string(version) + "; expected 0 to 3");
    const bool old = version < 2;
    if (old) reader.skip(4);
    const unsigned offsetBytes = reader.u8();
    const unsigned lengthBytes = reader.u8();
    if (!reader.failed() && (offsetBytes != 8 || lengthBytes != 8))
        return fail(path + ": has HDF5 addresses of " + std::to_string(offsetBytes) + " and lengths of " +
                    std::to_string(lengthBytes) + " bytes; expected 8 and 8");
    reader.skip(old ? (version == 0 ? 9 : 13) : 1);
    const std::uint64_t base = reader.u64();
    reader.skip(8);  // free space, or superblock extension
    const std::uint64_t end = reader.u64();
    const std::uint64_t driver = old ? reader.u64() : kUndefinedAddress;
    if (old) reader.skip(8);  // name of the root's link
    root = reader.u64();
    if (reader.failed()) return fail(path + ": is truncated: " + std::to_string(size) + " bytes hold no HDF5 superblock");
    if (base != 0) return fail(path + ": has an HDF5 base address other than 0; expected a file without a prefix");
    if (driver != kUndefinedAddress)
        return fail(path + ": has an HDF5 driver block (data in several files); expected a single file");
    if (end > size)
        return fail(path + ": is truncated: it has " + std::to_string(size) + " bytes; its superblock declares " +
                    std::to_string(end));
    return {};
}

InputFile::InputFile(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
InputFile::InputFile(InputFile&&) noexcept = default;
InputFile& InputFile::operator=(InputFile&&) noexcept = default;
InputFile::~InputFile() = default;

Result<InputFile> InputFile::open(const std::string& path, int descriptor) {
    auto data = std::make_unique<Data>(path, descriptor);
    if (auto ok = data->checkSuperblock(); !ok) return tl::unexpected(ok.error());
    return InputFile(std::move(data));
}

const std::string& InputFile::path() const { return m_data->path; }
std::uint64_t InputFile::size() const { return m_data->size; }
std::uint64_t InputFile::rootAddress() const { return m_data->root; }

Result<std::vector<std::byte>> InputFile::metadata(std::uint64_t address, std::uint64_t count,
                                                   const std::string& where) const {
    if (address > size() || count > size() - address)
        return fail(where + " is damaged: " + std::to_string(count) + " bytes at " + std::to_string(address) +
                    " lie outside the file of " + std::to_string(size()));
    if (count > m_data->metadataBudget) return fail(where + " is damaged: its structure repeats itself");
    m_data->metadataBudget -= count;
    std::vector<std::byte> bytes(static_cast<std::size_t>(count));
    if (auto ok = data(address, bytes, where); !ok) return tl::unexpected(ok.error());
    return bytes;
}

Result<void> InputFile::data(std::uint64_t address, std::span<std::byte> out, const std::string& where) const {
    if (address > size() || out.size() > size() - address)
        return fail(where + " needs " + std::to_string(out.size()) + " bytes at " + std::to_string(address) +
                    "; the file has " + std::to_string(size()));
    const std::ptrdiff_t have = readAt(m_data->file.get(), address, out);
    if (have < 0) return fail(where + " cannot be read: " + std::strerror(errno));
    if (static_cast<std::size_t>(have) != out.size())
        return fail(where + " cannot be read: the file has become shorter since it was opened");
    return {};
}

Result<std::span<const std::byte>> InputFile::heapObject(std::uint64_t address, std::uint32_t index,
                                                         std::uint64_t length, const std::string& where) const {
    auto& cache = m_data->collections;
    const auto cached = std::find_if(cache.begin(), cache.end(), [&](const Collection& c) { return c.address == address; });
    if (cached != cache.end()) {
        cache.splice(cache.begin(), cache, cached);
    } else {
        const auto head = metadata(address, 16, where);
        if (!head) return tl::unexpected(head.error());
        ByteReader reader(*head);
        const bool known = reader.signature("GCOL") && reader.u8() == 1;
        reader.skip(3);
        const std::uint64_t bytes = reader.u64();
        if (!known || bytes < 16 || bytes > kLongestCollection)
            return fail(where + " is damaged: its text is not where the file says");
        auto whole = metadata(address, bytes, where);
        if (!whole) return tl::unexpected(whole.error());
        Collection collection{address, std::move(*whole), {}};
        ByteReader objects(collection.bytes);
        objects.skip(16);
        while (objects.remaining() >= 16) {
            const std::uint32_t number = objects.u16();
            objects.skip(6);
            const std::uint64_t size = objects.u64();
            if (number == 0) break;  // the free space that ends a collection
            collection.objects[number] = objects.take(size);
            objects.skip(std::min<std::uint64_t>((8 - size % 8) % 8, objects.remaining()));
            if (objects.failed()) return fail(where + " is damaged: a text is longer than its heap");
        }
        cache.push_front(std::move(collection));
        if (cache.size() > kCachedCollections) cache.pop_back();
    }
    const auto found = cache.front().objects.find(index);
    if (found == cache.front().objects.end() || found->second.size() < length)
        return fail(where + " is damaged: its text is not where the file says");
    return found->second.first(static_cast<std::size_t>(length));
}

bool hasHdf5Signature(const std::string& path) {
    const FileDescriptor file(path);
    struct stat status {};
    std::array<std::byte, 8> start{};
    return file.get() >= 0 && ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode) &&
           readAt(file.get(), 0, start) == 8 && std::memcmp(start.data(), kSignature.data(), kSignature.size()) == 0;
}

std::string printable(const std::string& text) {
    constexpr std::size_t kLongest = 80;  // bytes
    const bool valid = isUtf8(text);
    std::string out;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool starts = (byte & 0xC0U) != 0x80U;
        if (i >= kLongest && (starts || !valid)) break;
        const std::size_t length = valid ? utf8CharacterAt(std::string_view(text).substr(i)) : 1;
        if (length > 1 && isMisleading(std::string_view(text).substr(i, length))) {  // invisible, or turns the text around
            out += '?';
            i += length - 1;
            continue;
        }
        out += byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !valid) ? '?' : text[i];
    }
    return i < text.size() ? out + "..." : out;
}

std::string quoted(const std::string& text) { return std::string(1, '"').append(printable(text)).append(1, '"'); }

}  // namespace spikeglass::hdf5
