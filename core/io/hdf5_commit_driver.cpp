// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_commit_driver.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <map>
#include <new>
#include <vector>

#include "io/hdf5_handles.h"

namespace spikeglass::hdf5 {
namespace {

using Bytes = std::vector<unsigned char>;

/// What HDF5 knows of an open file begins with its own part.
struct HeldFile {
    H5FD_t common{};
    int fd = -1;
    haddr_t end = 0;         // of what HDF5 has allocated
    haddr_t length = 0;      // of the file as HDF5 sees it: with what is held back
    haddr_t onDisk = 0;      // of the file after the last commit
    bool abandoned = false;
    std::map<haddr_t, Bytes> held;  // by address; no two overlap

    void hold(haddr_t address, std::size_t size, const unsigned char* bytes);
    bool read(haddr_t address, std::size_t size, unsigned char* out) const;
    Result<void> commit();
};

HeldFile& heldFile(H5FD_t* file) { return *reinterpret_cast<HeldFile*>(file); }
const HeldFile& heldFile(const H5FD_t* file) { return *reinterpret_cast<const HeldFile*>(file); }

/// Later writes win; what they leave of earlier ones stays.
void HeldFile::hold(haddr_t address, std::size_t size, const unsigned char* bytes) {
    const haddr_t stop = address + size;
    auto at = held.upper_bound(address);
    if (at != held.begin() && std::prev(at)->first + std::prev(at)->second.size() > address) --at;
    while (at != held.end() && at->first < stop) {
        const haddr_t from = at->first, to = from + at->second.size();
        Bytes old = std::move(at->second);
        at = held.erase(at);
        if (from < address) held.emplace(from, Bytes(old.begin(), old.begin() + static_cast<std::ptrdiff_t>(address - from)));
        if (to > stop) at = held.emplace(stop, Bytes(old.end() - static_cast<std::ptrdiff_t>(to - stop), old.end())).first;
    }
    held.emplace(address, Bytes(bytes, bytes + size));
    length = std::max(length, stop);
}

/// What was never written reads as zeros.
bool HeldFile::read(haddr_t address, std::size_t size, unsigned char* out) const {
    std::memset(out, 0, size);
    for (std::size_t have = 0; have < size && address + have < onDisk;) {
        const ssize_t n = ::pread(fd, out + have, size - have, static_cast<off_t>(address + have));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        if (n == 0) break;
        have += static_cast<std::size_t>(n);
    }
    const haddr_t stop = address + size;
    auto at = held.upper_bound(address);
    if (at != held.begin()) --at;
    for (; at != held.end() && at->first < stop; ++at) {
        const haddr_t from = std::max(at->first, address), to = std::min(at->first + at->second.size(), stop);
        if (from < to) std::memcpy(out + (from - address), at->second.data() + (from - at->first), to - from);
    }
    return true;
}

/// Where a piece stands in the order of a commit.
int rankOf(haddr_t address, const Bytes& bytes, haddr_t onDisk) {
    enum Rank { Unreachable, Superblock, Heaps, Trees, Headers = Trees + 256 };
    const auto is = [&](const char* signature) { return bytes.size() > 8 && std::memcmp(bytes.data(), signature, 4) == 0; };
    if (address >= onDisk) return Unreachable;
    if (address == 0) return Superblock;  // says how long the file is
    if (is("GCOL") || is("HEAP") || is("SNOD")) return Heaps;
    // A node that was split hands half of its entries to a new one: its parent must know that one before the node forgets them.
    if (is("TREE")) return Trees + 255 - bytes[5];  // the byte is the node's level, 0 for leaves
    return Headers;
}

Result<void> HeldFile::commit() {
    if (held.empty()) return {};
    const haddr_t whole = std::max(end, held.rbegin()->first + held.rbegin()->second.size());
    if (whole > onDisk) {
        const int status = ::posix_fallocate(fd, static_cast<off_t>(onDisk), static_cast<off_t>(whole - onDisk));
        if (status != 0 && status != EOPNOTSUPP && status != EINVAL) {  // a file system that cannot reserve says so
            const int ignored = ::ftruncate(fd, static_cast<off_t>(onDisk));
            (void)ignored;  // the file would only be longer than it need be
            return fail(std::strerror(status));
        }
    }
    std::vector<std::pair<int, const std::pair<const haddr_t, Bytes>*>> order;
    for (const auto& piece : held) order.emplace_back(rankOf(piece.first, piece.second, onDisk), &piece);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [rank, piece] : order)
        for (std::size_t done = 0; done < piece->second.size();) {
            const ssize_t n = ::pwrite(fd, piece->second.data() + done, piece->second.size() - done, static_cast<off_t>(piece->first + done));
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return fail(n == 0 ? "nothing more is taken" : std::strerror(errno));
            done += static_cast<std::size_t>(n);
        }
    onDisk = whole;
    held.clear();
    return {};
}

// --- what HDF5 calls; exceptions must not pass through it ---------------------------------------------------------------

H5FD_t* open(const char* name, unsigned flags, hid_t, haddr_t) {
    const int mode = ((flags & H5F_ACC_RDWR) != 0 ? O_RDWR : O_RDONLY) | ((flags & H5F_ACC_TRUNC) != 0 ? O_TRUNC : 0) |
                     ((flags & H5F_ACC_CREAT) != 0 ? O_CREAT : 0) | ((flags & H5F_ACC_EXCL) != 0 ? O_EXCL : 0);
    auto* file = new (std::nothrow) HeldFile;
    if (file == nullptr) return nullptr;
    file->fd = ::open(name, mode | O_CLOEXEC, 0666);
    const off_t length = file->fd < 0 ? -1 : ::lseek(file->fd, 0, SEEK_END);
    if (length < 0) {
        if (file->fd >= 0) ::close(file->fd);
        delete file;
        return nullptr;
    }
    file->length = file->onDisk = static_cast<haddr_t>(length);
    return &file->common;
}

herr_t close(H5FD_t* common) {
    HeldFile& file = heldFile(common);
    bool ok = true;
    try {
        ok = file.abandoned || file.commit().has_value();
    } catch (const std::bad_alloc&) {
        ok = false;
    }
    ok = ::close(file.fd) == 0 && ok;
    delete &file;
    return ok ? 0 : -1;
}

herr_t query(const H5FD_t*, unsigned long* flags) {
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_AGGREGATE_SMALLDATA;  // never joined: each piece has its place in the order
    return 0;
}

haddr_t endOf(const H5FD_t* file, H5FD_mem_t) { return heldFile(file).end; }
haddr_t lengthOf(const H5FD_t* file, H5FD_mem_t) { return heldFile(file).length; }
herr_t setEnd(H5FD_t* file, H5FD_mem_t, haddr_t end) {
    heldFile(file).end = end;
    return 0;
}

herr_t handleOf(H5FD_t* file, hid_t, void** handle) {
    *handle = file;
    return 0;
}

herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, void* out) {
    return heldFile(file).read(address, size, static_cast<unsigned char*>(out)) ? 0 : -1;
}

herr_t write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, const void* bytes) {
    if (heldFile(file).abandoned) return 0;
    try {
        heldFile(file).hold(address, size, static_cast<const unsigned char*>(bytes));
        return 0;
    } catch (const std::bad_alloc&) {
        return -1;
    }
}

herr_t truncate(H5FD_t* file, hid_t, hbool_t) {
    heldFile(file).length = heldFile(file).end;
    return 0;
}

hid_t driver() {
    static const H5FD_class_t kClass = [] {
        H5FD_class_t c{};
#if H5_VERSION_GE(1, 13, 0)
        c.version = H5FD_CLASS_VERSION;
        c.value = static_cast<H5FD_class_value_t>(H5_VFD_RESERVED + 71);  // any number of those for drivers of one's own
#endif
        c.name = "spikeglass_commit";
        c.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
        c.fc_degree = H5F_CLOSE_STRONG;
        c.open = open;
        c.close = close;
        c.query = query;
        c.get_eoa = endOf;
        c.set_eoa = setEnd;
        c.get_eof = lengthOf;
        c.get_handle = handleOf;
        c.read = read;
        c.write = write;
        c.truncate = truncate;
        const H5FD_mem_t map[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
        std::copy(std::begin(map), std::end(map), std::begin(c.fl_map));
        return c;
    }();
    static const hid_t id = H5FDregister(&kClass);
    return id;
}

HeldFile* heldFile(hid_t file) {
    void* handle = nullptr;
    return H5Fget_vfd_handle(file, H5P_DEFAULT, &handle) < 0 ? nullptr : static_cast<HeldFile*>(handle);
}

}  // namespace

Result<void> useCommitDriver(hid_t accessList) {
    return driver() >= 0 && H5Pset_driver(accessList, driver(), nullptr) >= 0 ? Result<void>() : fail(lastReason());
}

Result<void> commit(hid_t file) {
    HeldFile* held = heldFile(file);
    if (held == nullptr) return fail(lastReason());
    try {
        return held->commit();
    } catch (const std::bad_alloc&) {
        return fail("not enough memory");
    }
}

std::uint64_t committedBytes(hid_t file) {
    const HeldFile* held = heldFile(file);
    return held == nullptr ? 0 : std::max(held->end, held->length);
}

void abandon(hid_t file) {
    if (HeldFile* held = heldFile(file)) {
        held->abandoned = true;
        held->held.clear();
    }
}

}  // namespace spikeglass::hdf5
