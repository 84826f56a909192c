// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_object.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "io/hdf5_bytes.h"

namespace spikeglass::hdf5 {
namespace {

constexpr std::size_t kMostBlocks = 4096;        // pieces that a header may be scattered over
constexpr std::uint64_t kLongestHeader = 64U << 20;  // bytes of all of them
constexpr std::uint8_t kFailIfUnknown = 0x80;    // message flag
constexpr std::uint16_t kLastKnownMessage = 0x17;

}  // namespace

/// Collects an object header's messages, version 1 or 2, following its continuations.
class HeaderReader {
  public:
    HeaderReader(const InputFile& file, Object& object) : m_file(file), m_object(object) {}

    Result<void> read(std::uint64_t address) {
        const auto start = m_file.metadata(address, 16, m_object.m_where);
        if (!start) return tl::unexpected(start.error());
        ByteReader reader(*start);
        Result<void> ok;
        if (std::memcmp(start->data(), "OHDR", 4) == 0) {
            ok = readNewStart(address);
        } else {
            if (reader.u8() != 1) return fail(m_object.m_where + " is damaged: it has no object header");
            reader.skip(7);
            const std::uint64_t bytes = reader.u32();
            ok = addBlock(address + 16, bytes, 0, 0);  // cannot overflow: the start lies in the file
        }
        for (std::size_t i = 0; ok && i < m_continuations.size(); ++i) {
            const auto [at, bytes] = m_continuations[i];
            // New blocks have a signature before their messages and a checksum after them.
            ok = m_new ? addBlock(at, bytes, 4, 4) : addBlock(at, bytes, 0, 0);
        }
        return ok;
    }

  private:
    Result<void> readNewStart(std::uint64_t address) {
        const std::uint64_t most = std::min<std::uint64_t>(m_file.size() - address, 34);
        const auto start = m_file.metadata(address, most, m_object.m_where);
        if (!start) return tl::unexpected(start.error());
        ByteReader reader(*start);
        reader.skip(4);
        const unsigned version = reader.u8();
        const unsigned flags = reader.u8();
        if ((flags & 0x20U) != 0) reader.skip(16);  // times
        if ((flags & 0x10U) != 0) reader.skip(4);   // when attributes go to dense storage
        const std::uint64_t bytes = reader.number(std::size_t{1} << (flags & 3U));
        if (reader.failed() || version != 2) return fail(m_object.m_where + " is damaged: it has no object header");
        m_new = true;
        m_creationOrder = (flags & 0x04U) != 0;
        return addBlock(address + reader.position(), bytes, 0, 0);
    }

    Result<void> addBlock(std::uint64_t address, std::uint64_t bytes, std::size_t before, std::size_t after) {
        m_total += std::min(bytes, kLongestHeader + 1);
        if (m_object.m_blocks.size() >= kMostBlocks || m_total > kLongestHeader)
            return fail(m_object.m_where + " is damaged: its header never ends");
        auto block = m_file.metadata(address, bytes, m_object.m_where);
        if (!block) return tl::unexpected(block.error());
        if (block->size() < before + after) return fail(m_object.m_where + " is damaged: its header is cut off");
        m_object.m_blocks.push_back(std::move(*block));
        const auto& stored = m_object.m_blocks.back();
        if (before == 4 && std::memcmp(stored.data(), "OCHK", 4) != 0)
            return fail(m_object.m_where + " is damaged: its header does not go on where it says");
        return addMessages(std::span(stored).subspan(before, stored.size() - before - after));
    }

    Result<void> addMessages(std::span<const std::byte> bytes) {
        const std::size_t head = m_new ? (m_creationOrder ? 6 : 4) : 8;
        ByteReader reader(bytes);
        while (reader.remaining() >= head) {
            const std::uint16_t type = m_new ? reader.u8() : reader.u16();
            const std::uint16_t size = reader.u16();
            const std::uint8_t flags = reader.u8();
            reader.skip(head - (m_new ? 4 : 5));
            const auto body = reader.take(size);
            if (reader.failed()) return fail(m_object.m_where + " is damaged: a header message is cut off");
            if (type > kLastKnownMessage && (flags & kFailIfUnknown) != 0)
                return fail(m_object.m_where + " needs a later HDF5 (header message " + std::to_string(type) + ")");
            if (type == static_cast<std::uint16_t>(MessageType::Continuation)) {
                ByteReader where(body);
                const std::uint64_t address = where.u64();
                const std::uint64_t length = where.u64();
                if (where.failed()) return fail(m_object.m_where + " is damaged: a header message is cut off");
                m_continuations.emplace_back(address, length);
            } else {
                m_object.m_messages.push_back({static_cast<MessageType>(type), flags, body});
            }
        }
        return {};
    }

    const InputFile& m_file;
    Object& m_object;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_continuations;  // address, bytes
    std::uint64_t m_total = 0;  // bytes of all blocks
    bool m_new = false;         // version 2
    bool m_creationOrder = false;
};

Result<Object> Object::read(const InputFile& file, std::uint64_t address, std::string where) {
    Object object;
    object.m_where = std::move(where);
    if (auto ok = HeaderReader(file, object).read(address); !ok) return tl::unexpected(ok.error());
    return object;
}

Object::Kind Object::kind() const {
    if (find(MessageType::Layout) != nullptr && find(MessageType::Datatype) != nullptr) return Kind::Dataset;
    const bool group = find(MessageType::SymbolTable) != nullptr || find(MessageType::LinkInfo) != nullptr;
    return group ? Kind::Group : Kind::Other;
}

const Message* Object::find(MessageType type) const {
    const auto found = std::find_if(m_messages.begin(), m_messages.end(), [&](const Message& m) { return m.type == type; });
    return found == m_messages.end() ? nullptr : &*found;
}

std::string Object::whereOf(const std::string& member) const {
    return m_where + (m_where.ends_with('/') ? "" : "/") + printable(member);
}

std::string Object::whereOfAttribute(const std::string& name) const {
    const bool root = m_where.ends_with(": /");
    return (root ? m_where.substr(0, m_where.size() - 1) : m_where + ": ") + "attribute " + printable(name);
}

Result<std::optional<Object>> findMember(const InputFile& file, const Object& group, const Links& links,
                                         const std::string& name, Object::Kind expected) {
    const auto link = links.find(name);
    if (link == links.end()) return std::optional<Object>{};
    const std::string where = group.whereOf(name);
    const char* wanted = expected == Object::Kind::Group ? "a group" : "a dataset";
    if (link->second.kind != Link::Kind::Hard) {
        const auto kind = link->second.kind;
        return fail(where + " is " + (kind == Link::Kind::External ? "an external" : kind == Link::Kind::Soft ? "a soft" : "an unknown") +
                    " link; expected " + wanted + " stored in this file");
    }
    auto object = Object::read(file, link->second.address, where);
    if (!object) return tl::unexpected(object.error());
    if (object->kind() != expected) {
        const auto kind = object->kind();
        return fail(where + " is " + (kind == Object::Kind::Group ? "a group" : kind == Object::Kind::Dataset ? "a dataset" : "neither a group nor a dataset") +
                    "; expected " + wanted);
    }
    return std::optional<Object>(std::move(*object));
}

Result<Object> openMember(const InputFile& file, const Object& group, const Links& links, const std::string& name,
                          Object::Kind expected) {
    auto member = findMember(file, group, links, name, expected);
    if (!member) return tl::unexpected(member.error());
    if (!*member)
        return fail(group.whereOf(name) + " is missing; expected " +
                    (expected == Object::Kind::Group ? "a group" : "a dataset"));
    return std::move(**member);
}

}  // namespace spikeglass::hdf5
