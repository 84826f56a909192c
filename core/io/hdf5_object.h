// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/hdf5_input.h"

namespace spikeglass::hdf5 {

/// Types of header messages (HDF5 File Format Specification 3.0, IV.A.2).
enum class MessageType : std::uint16_t {
    Dataspace = 0x01,
    LinkInfo = 0x02,
    Datatype = 0x03,
    Link = 0x06,
    ExternalFiles = 0x07,
    Layout = 0x08,
    GroupInfo = 0x0A,
    Filters = 0x0B,
    Attribute = 0x0C,
    Continuation = 0x10,
    SymbolTable = 0x11,
    AttributeInfo = 0x15,
};

struct Message {
    MessageType type;
    std::uint8_t flags = 0;
    std::span<const std::byte> body;  // into its Object
};

/// An object header with all its messages, read into memory. A group, a dataset, or something else.
class Object {
  public:
    enum class Kind { Group, Dataset, Other };

    /// `where` is how messages name the object, "FILE: /weights". Errors: damaged; a message that only a later HDF5
    /// understands.
    static Result<Object> read(const InputFile& file, std::uint64_t address, std::string where);

    Kind kind() const;
    const std::string& where() const { return m_where; }
    std::span<const Message> messages() const { return m_messages; }
    /// The first message of a type, or nullptr.
    const Message* find(MessageType type) const;
    /// How messages name a member of this group, or this object's attribute.
    std::string whereOf(const std::string& member) const;
    std::string whereOfAttribute(const std::string& name) const;

  private:
    friend class HeaderReader;
    std::string m_where;
    std::vector<std::vector<std::byte>> m_blocks;
    std::vector<Message> m_messages;
};

struct Link {
    enum class Kind { Hard, Soft, External, Other };
    Kind kind = Kind::Hard;
    std::uint64_t address = 0;  // of the object header, for a hard link
};
using Links = std::map<std::string, Link>;

/// All links of a group, in old (symbol table) or new (link messages, dense) form.
/// Errors: more than `limit`; damaged; a name that is not UTF-8.
Result<Links> readLinks(const InputFile& file, const Object& group, std::size_t limit);

/// A member of a group; none where there is no such link.
/// Errors: a soft or external link (they may lead out of the file); another kind than expected; damaged.
Result<std::optional<Object>> findMember(const InputFile& file, const Object& group, const Links& links,
                                         const std::string& name, Object::Kind expected);
/// The same where absence is an error.
Result<Object> openMember(const InputFile& file, const Object& group, const Links& links, const std::string& name,
                          Object::Kind expected);

}  // namespace spikeglass::hdf5
