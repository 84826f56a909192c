// SPDX-License-Identifier: Apache-2.0
#include "import/zip_archive.h"

#include <zlib.h>

#include <algorithm>
#include <vector>

#include "io/hdf5_bytes.h"
#include "io/hdf5_input.h"
#include "io/utf8.h"

namespace spikeglass {
namespace {

using hdf5::ByteReader;

constexpr std::uint64_t kEndBytes = 22, kLongestComment = 65535, kLocator64Bytes = 20, kEnd64Bytes = 56;
constexpr std::uint64_t kLongestDirectory = 64U << 20;
constexpr std::size_t kMostMembers = 65536;
constexpr std::uint32_t kLocator64 = 0x07064B50, kEnd64 = 0x06064B50, kEntry = 0x02014B50, kLocal = 0x04034B50;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF;  // stands for "see the 64-bit field"

class DirectoryReader {
  public:
    explicit DirectoryReader(const WeightFile& file) : m_file(file) {}

    Result<ZipArchive> read() {
        if (auto ok = findDirectory(); !ok) return tl::unexpected(ok.error());
        const auto directory = m_file.text(m_address, m_bytes);
        if (!directory) return tl::unexpected(directory.error());
        ByteReader reader(std::as_bytes(std::span(*directory)));
        for (std::uint64_t i = 0; i < m_count; ++i)
            if (auto ok = readEntry(reader); !ok) return tl::unexpected(ok.error());
        if (auto ok = checkOverlaps(); !ok) return tl::unexpected(ok.error());
        return std::move(m_archive);
    }

  private:
    tl::unexpected<Error> damaged(const std::string& what) const { return fail(m_file.path() + ": is a damaged ZIP archive: " + what); }

    Result<void> findDirectory() {
        const std::uint64_t tail = std::min(m_file.size(), kEndBytes + kLongestComment);
        const auto end = m_file.text(m_file.size() - tail, tail);
        if (!end) return tl::unexpected(end.error());
        const std::size_t at = end->rfind("PK\x05\x06");
        if (at == std::string::npos || end->size() - at < kEndBytes) return damaged("it has no directory at its end");
        ByteReader reader(std::as_bytes(std::span(*end)).subspan(at));
        reader.skip(10);
        m_count = reader.u16();
        m_bytes = reader.u32();
        m_address = reader.u32();
        const std::uint64_t endAt = m_file.size() - tail + at;
        if ((m_count == 0xFFFF || m_bytes == kIn64 || m_address == kIn64))
            if (auto ok = find64(endAt); !ok) return ok;
        if (m_count > kMostMembers || m_bytes > kLongestDirectory) return damaged("its directory is too long");
        return {};
    }

    Result<void> find64(std::uint64_t endAt) {
        if (endAt < kLocator64Bytes) return damaged("its 64-bit directory is missing");
        const auto locator = m_file.text(endAt - kLocator64Bytes, kLocator64Bytes);
        if (!locator) return tl::unexpected(locator.error());
        ByteReader where(std::as_bytes(std::span(*locator)));
        if (where.u32() != kLocator64) return damaged("its 64-bit directory is missing");
        where.skip(4);
        const auto end = m_file.text(where.u64(), kEnd64Bytes);
        if (!end) return tl::unexpected(end.error());
        ByteReader reader(std::as_bytes(std::span(*end)));
        if (reader.u32() != kEnd64) return damaged("its 64-bit directory is missing");
        reader.skip(28);
        m_count = reader.u64();
        m_bytes = reader.u64();
        m_address = reader.u64();
        return {};
    }

    Result<void> readEntry(ByteReader& reader) {
        if (reader.u32() != kEntry) return damaged("its directory is cut");
        reader.skip(4);
        const unsigned flags = reader.u16(), method = reader.u16();
        reader.skip(4);
        ZipArchive::Member member;
        member.crc = reader.u32();
        std::uint64_t packed = reader.u32();
        member.bytes = reader.u32();
        const std::size_t nameBytes = reader.u16(), extraBytes = reader.u16(), commentBytes = reader.u16();
        reader.skip(8);
        std::uint64_t local = reader.u32();
        const auto raw = reader.take(nameBytes);
        const std::string name(reinterpret_cast<const char*>(raw.data()), raw.size());
        ByteReader extra(reader.take(extraBytes));
        reader.skip(commentBytes);
        if (reader.failed()) return damaged("its directory is cut");
        while (extra.remaining() >= 4) {
            const unsigned id = extra.u16();
            ByteReader field(extra.take(extra.u16()));
            if (extra.failed()) return damaged("its directory is cut");
            if (id != 1) continue;
            if (member.bytes == kIn64) member.bytes = field.u64();
            if (packed == kIn64) packed = field.u64();
            if (local == kIn64) local = field.u64();
            if (field.failed()) return damaged("its directory is cut");
        }
        std::string plain = name;
        std::replace(plain.begin(), plain.end(), '/', '_');
        if (name.empty() || !isUtf8(name) || isMisleading(plain)) return damaged("a member has a misleading name: " + hdf5::quoted(name));
        if ((flags & 0x41U) != 0) return fail(m_file.path() + ": " + hdf5::quoted(name) + " is encrypted; expected a file as torch.save writes it");
        if (method != 0 || packed != member.bytes)
            return fail(m_file.path() + ": " + hdf5::quoted(name) + " is compressed; expected a file as torch.save writes it, which is not");
        if (auto ok = findContent(local, nameBytes, raw, member); !ok) return ok;
        if (!m_archive.members.emplace(name, member).second) return damaged("it holds " + hdf5::quoted(name) + " twice");
        return {};
    }

    /// The local header must tell the same name; the content follows it.
    Result<void> findContent(std::uint64_t local, std::size_t nameBytes, std::span<const std::byte> name, ZipArchive::Member& member) const {
        const auto head = m_file.text(local, 30 + nameBytes);
        if (!head) return damaged("a member lies outside the file");
        ByteReader reader(std::as_bytes(std::span(*head)));
        const bool known = reader.u32() == kLocal;
        reader.skip(22);
        const std::uint64_t localName = reader.u16(), extra = reader.u16();
        const auto again = reader.take(nameBytes);
        if (!known || localName != nameBytes || !std::equal(again.begin(), again.end(), name.begin(), name.end()))
            return damaged("a member's two headers differ");
        member.address = local + 30 + nameBytes + extra;
        if (member.address > m_file.size() || member.bytes > m_file.size() - member.address) return damaged("a member lies outside the file");
        return {};
    }

    Result<void> checkOverlaps() const {
        std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
        for (const auto& [name, member] : m_archive.members) places.emplace_back(member.address, member.address + member.bytes);
        std::sort(places.begin(), places.end());
        for (std::size_t i = 1; i < places.size(); ++i)
            if (places[i].first < places[i - 1].second) return damaged("its members overlap");
        return {};
    }

    const WeightFile& m_file;
    std::uint64_t m_count = 0, m_bytes = 0, m_address = 0;  // of the directory
    ZipArchive m_archive;
};

}  // namespace

Result<ZipArchive> ZipArchive::read(const WeightFile& file) { return DirectoryReader(file).read(); }

Result<void> checkCrc(const WeightFile& file, const std::string& name, const ZipArchive::Member& member) {
    constexpr std::uint64_t kPiece = 4U << 20;
    std::vector<std::byte> piece(static_cast<std::size_t>(std::min(kPiece, member.bytes)));
    uLong crc = crc32(0, nullptr, 0);
    for (std::uint64_t at = 0; at < member.bytes; at += kPiece) {
        const auto part = std::span(piece).first(static_cast<std::size_t>(std::min(kPiece, member.bytes - at)));
        if (auto ok = file.read(member.address + at, part); !ok) return ok;
        crc = crc32(crc, reinterpret_cast<const Bytef*>(part.data()), static_cast<uInt>(part.size()));
    }
    return crc == member.crc ? Result<void>() : fail(file.path() + ": is damaged: the checksum of " + hdf5::quoted(name) + " does not match");
}

}  // namespace spikeglass
