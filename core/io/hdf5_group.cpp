// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_bytes.h"
#include "io/hdf5_dense.h"
#include "io/hdf5_object.h"
#include "io/utf8.h"

namespace spikeglass::hdf5 {
namespace {

constexpr unsigned kMostLevels = 32;              // of a B-tree
constexpr std::uint64_t kLongestNames = 64U << 20;  // bytes of a local heap

/// Collects the links of one group, whatever form they are stored in.
class LinkReader {
  public:
    LinkReader(const InputFile& file, const Object& group, std::size_t limit)
        : m_file(file), m_group(group), m_where(group.where()), m_limit(limit) {}

    Result<Links> read() {
        for (const Message& message : m_group.messages()) {
            Result<void> ok;
            if ((message.flags & 0x02U) != 0) continue;  // shared; groups' own messages never are
            if (message.type == MessageType::SymbolTable) ok = addTable(message.body);
            if (message.type == MessageType::Link) ok = addMessage(message.body);
            if (message.type == MessageType::LinkInfo) ok = addDense(message.body);
            if (!ok) return tl::unexpected(ok.error());
        }
        return std::move(m_links);
    }

  private:
    tl::unexpected<Error> damaged() const { return fail(m_where + " is damaged: its list of members is broken"); }

    Result<void> add(const std::string& name, Link link) {
        if (m_links.size() >= m_limit) return fail(m_where + " holds more than " + std::to_string(m_limit) + " members");
        if (name.empty() || !isUtf8(name)) return fail(m_where + " holds a member whose name is not UTF-8");
        if (isMisleading(name)) return fail(m_where + " holds a member with a misleading name: " + quoted(name));
        if (!m_links.emplace(name, link).second) return fail(m_where + " is damaged: it holds " + quoted(name) + " twice");
        return {};
    }

    /// Old form: a B-tree of symbol nodes, and a local heap with the names.
    Result<void> addTable(std::span<const std::byte> body) {
        ByteReader reader(body);
        const std::uint64_t tree = reader.u64();
        const std::uint64_t heap = reader.u64();
        if (reader.failed()) return damaged();
        const auto head = m_file.metadata(heap, 32, m_where);
        if (!head) return tl::unexpected(head.error());
        ByteReader heapReader(*head);
        const bool known = heapReader.signature("HEAP") && heapReader.u8() == 0;
        heapReader.skip(3);
        const std::uint64_t bytes = heapReader.u64();
        heapReader.skip(8);
        const std::uint64_t address = heapReader.u64();
        if (!known || bytes > kLongestNames) return damaged();
        auto names = m_file.metadata(address, bytes, m_where);
        if (!names) return tl::unexpected(names.error());
        m_names = std::move(*names);
        return addTreeNode(tree, kMostLevels);
    }

    Result<void> addTreeNode(std::uint64_t address, unsigned below) {
        const auto head = m_file.metadata(address, 24, m_where);
        if (!head) return tl::unexpected(head.error());
        ByteReader reader(*head);
        const bool known = reader.signature("TREE") && reader.u8() == 0;
        const unsigned level = reader.u8();
        const std::uint64_t count = reader.u16();
        if (!known || level >= below) return damaged();
        const auto entries = m_file.metadata(address + 24, 16 * count, m_where);  // key, child
        if (!entries) return tl::unexpected(entries.error());
        ByteReader children(*entries);
        for (std::uint64_t i = 0; i < count; ++i) {
            children.skip(8);
            const std::uint64_t child = children.u64();
            if (auto ok = level > 0 ? addTreeNode(child, level) : addSymbols(child); !ok) return ok;
        }
        return {};
    }

    Result<void> addSymbols(std::uint64_t address) {
        const auto head = m_file.metadata(address, 8, m_where);
        if (!head) return tl::unexpected(head.error());
        ByteReader reader(*head);
        const bool known = reader.signature("SNOD") && reader.u8() == 1;
        reader.skip(1);
        const std::uint64_t count = reader.u16();
        if (!known) return damaged();
        const auto entries = m_file.metadata(address + 8, 40 * count, m_where);
        if (!entries) return tl::unexpected(entries.error());
        ByteReader symbols(*entries);
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::uint64_t nameAt = symbols.u64();
            const std::uint64_t object = symbols.u64();
            const std::uint32_t kind = symbols.u32();
            symbols.skip(20);
            if (nameAt >= m_names.size()) return damaged();
            const std::string name = textOf(std::span(m_names).subspan(static_cast<std::size_t>(nameAt)));
            const Link link{kind == 2 ? Link::Kind::Soft : kind <= 1 ? Link::Kind::Hard : Link::Kind::Other, object};
            if (auto ok = add(name, link); !ok) return ok;
        }
        return {};
    }

    /// New form: one message per link.
    Result<void> addMessage(std::span<const std::byte> body) {
        ByteReader reader(body);
        const unsigned version = reader.u8();
        const unsigned flags = reader.u8();
        const unsigned kind = (flags & 0x08U) != 0 ? reader.u8() : 0;
        if ((flags & 0x04U) != 0) reader.skip(8);  // creation order
        if ((flags & 0x10U) != 0) reader.skip(1);  // character set
        const std::uint64_t length = reader.number(std::size_t{1} << (flags & 3U));
        const auto nameBytes = reader.take(length);
        const std::string name(reinterpret_cast<const char*>(nameBytes.data()), nameBytes.size());
        Link link;
        if (kind == 0) link.address = reader.u64();
        else link.kind = kind == 1 ? Link::Kind::Soft : kind == 64 ? Link::Kind::External : Link::Kind::Other;
        if (reader.failed() || version != 1) return damaged();
        return add(name, link);
    }

    Result<void> addDense(std::span<const std::byte> body) {
        ByteReader reader(body);
        const unsigned version = reader.u8();
        const unsigned flags = reader.u8();
        if ((flags & 0x01U) != 0) reader.skip(8);
        const std::uint64_t heap = reader.u64();
        const std::uint64_t index = reader.u64();
        if (reader.failed() || version != 0) return damaged();
        if (heap == kUndefinedAddress) return {};  // all links are messages
        const auto messages = readDense(m_file, heap, index, DenseIndex::LinkNames, m_limit, m_where);
        if (!messages) return tl::unexpected(messages.error());
        for (const auto& message : *messages)
            if (auto ok = addMessage(message); !ok) return ok;
        return {};
    }

    const InputFile& m_file;
    const Object& m_group;
    const std::string& m_where;
    std::size_t m_limit;
    std::vector<std::byte> m_names;
    Links m_links;
};

}  // namespace

Result<Links> readLinks(const InputFile& file, const Object& group, std::size_t limit) {
    return LinkReader(file, group, limit).read();
}

}  // namespace spikeglass::hdf5
