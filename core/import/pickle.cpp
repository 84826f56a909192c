// SPDX-License-Identifier: Apache-2.0
#include "import/pickle.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "io/hdf5_bytes.h"
#include "io/hdf5_input.h"
#include "io/utf8.h"

namespace spikeglass {

namespace {

using Node = Pickle::Node;
using Kind = Node::Kind;
using Id = Pickle::Id;

constexpr std::string_view kOrdered = "collections.OrderedDict", kTensor = "torch._utils._rebuild_tensor_v2",
                           kParameter = "torch._utils._rebuild_parameter", kSize = "torch.Size";

bool isStorage(std::string_view name) {
    constexpr std::string_view kTypes[] = {"Float", "Half", "BFloat16", "Double", "Long", "Int", "Short", "Char", "Byte", "Bool"};
    return std::any_of(std::begin(kTypes), std::end(kTypes), [&](std::string_view type) {
        return name.starts_with("torch.") && name.substr(6).starts_with(type) && name.substr(6 + type.size()) == "Storage";
    });
}

bool isAllowed(std::string_view name) { return name == kOrdered || name == kTensor || name == kParameter || name == kSize || isStorage(name); }

}  // namespace

/// Runs the instructions over a stack of nodes. Nothing is freed: the number of steps bounds it all.
class PickleMachine {
  public:
    explicit PickleMachine(std::string_view bytes) : m_reader(std::as_bytes(std::span(bytes))) {}

    Result<Pickle> run() {
        for (std::size_t step = 0; step < Pickle::kMostSteps; ++step) {
            const unsigned code = m_reader.u8();
            if (m_reader.failed()) return fail("its pickle is cut");
            if (code == '.') return finish();
            if (auto ok = execute(code); !ok) return tl::unexpected(ok.error());
            if (m_reader.failed()) return fail("its pickle is cut");
            if (m_broken) return fail("its pickle is damaged: instruction " + std::to_string(code) + " finds nothing to work on");
        }
        return fail("its pickle has more than " + std::to_string(Pickle::kMostSteps) + " instructions");
    }

  private:
    Result<Pickle> finish() {
        const Id root = pop();
        if (m_broken) return fail("its pickle is damaged: it ends with nothing");
        m_pickle.m_root = root;
        return std::move(m_pickle);
    }

    std::vector<Node>& nodes() { return m_pickle.m_nodes; }
    Id add(Node node) {
        nodes().push_back(std::move(node));
        return nodes().size() - 1;
    }
    void push(Node node) { m_stack.push_back(add(std::move(node))); }
    Id pop() {
        if (m_stack.empty() || nodes()[m_stack.back()].kind == Kind::Mark) {
            m_broken = true;
            return m_nothing;
        }
        const Id id = m_stack.back();
        m_stack.pop_back();
        return id;
    }
    Id top() {
        const Id id = pop();
        if (!m_broken) m_stack.push_back(id);
        return id;
    }
    /// What was pushed since the last mark, which goes too.
    std::vector<Id> popToMark() {
        std::vector<Id> items;
        while (!m_stack.empty() && nodes()[m_stack.back()].kind != Kind::Mark) {
            items.push_back(m_stack.back());
            m_stack.pop_back();
        }
        if (m_stack.empty()) m_broken = true;
        else m_stack.pop_back();
        std::reverse(items.begin(), items.end());
        return items;
    }
    void pushItems(Kind kind, std::vector<Id> items) {
        Node node;
        node.kind = kind;
        node.items = std::move(items);
        push(std::move(node));
    }
    void pushTuple(std::size_t count) {
        std::vector<Id> items(count);
        for (std::size_t i = count; i-- > 0;) items[i] = pop();
        pushItems(Kind::Tuple, std::move(items));
    }
    void pushInteger(std::int64_t value, Kind kind = Kind::Integer) {
        Node node;
        node.kind = kind;
        node.integer = value;
        push(std::move(node));
    }
    Result<void> pushText(std::uint64_t count) {
        const auto bytes = m_reader.take(count);
        Node node;
        node.kind = Kind::Text;
        node.text.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (!isUtf8(node.text)) return fail("its pickle holds a text that is not UTF-8");
        push(std::move(node));
        return {};
    }
    Result<void> pushName(const std::string& module, const std::string& name) {
        Node node;
        node.kind = Kind::Name;
        node.text = module + '.' + name;
        if (!isAllowed(node.text))
            return fail("its pickle asks for " + hdf5::quoted(node.text) + ", which a state dict of plain tensors does not need; nothing was run");
        push(std::move(node));
        return {};
    }
    std::string line() {
        std::string text;
        for (char c = 0; !m_reader.failed() && text.size() < 1000; text += c)
            if (c = static_cast<char>(m_reader.u8()); c == '\n') break;
        return text;
    }
    Result<void> appendTo(Kind kind, const std::vector<Id>& items) {
        const Id target = top();
        if (m_broken) return {};
        Node& node = nodes()[target];
        if (node.kind != kind || (kind == Kind::Dictionary && items.size() % 2 != 0)) m_broken = true;
        else node.items.insert(node.items.end(), items.begin(), items.end());
        return {};
    }

    /// ("storage", type, key, where, length), as torch.save names the storages beside the pickle.
    Result<void> pushStorage() {
        const Node tuple = nodes()[pop()];
        if (m_broken) return {};
        const auto is = [&](std::size_t i, Kind kind) { return nodes()[tuple.items[i]].kind == kind; };
        if (tuple.kind != Kind::Tuple || tuple.items.size() != 5 || !is(0, Kind::Text) || nodes()[tuple.items[0]].text != "storage" || !is(1, Kind::Name) ||
            !isStorage(nodes()[tuple.items[1]].text) || !is(2, Kind::Text) || !is(4, Kind::Integer))
            return fail("its pickle refers to something beside it that is no storage of numbers");
        pushItems(Kind::Storage, {tuple.items[1], tuple.items[2], tuple.items[4]});
        return {};
    }

    /// A call of one of the few names.
    Result<void> reduce() {
        const Node arguments = nodes()[pop()];
        const Node name = nodes()[m_broken ? m_nothing : pop()];
        if (m_broken) return {};
        const std::size_t count = arguments.items.size();
        const auto is = [&](std::size_t i, Kind kind) { return i < count && nodes()[arguments.items[i]].kind == kind; };
        if (name.kind == Kind::Name && arguments.kind == Kind::Tuple) {
            if (name.text == kOrdered && count == 0) return pushItems(Kind::Dictionary, {}), Result<void>();
            if (name.text == kSize && is(0, Kind::Tuple)) return m_stack.push_back(arguments.items[0]), Result<void>();
            if (name.text == kParameter && is(0, Kind::Tensor)) return m_stack.push_back(arguments.items[0]), Result<void>();
            if (name.text == kTensor && is(0, Kind::Storage) && is(1, Kind::Integer) && is(2, Kind::Tuple) && is(3, Kind::Tuple))
                return pushItems(Kind::Tensor, {arguments.items.begin(), arguments.items.begin() + 4}), Result<void>();
        }
        return fail("its pickle calls " + (name.kind == Kind::Name ? hdf5::quoted(name.text) : "something that has no name") +
                    " in a way that a state dict of plain tensors does not");
    }

    /// The attributes of a dictionary, which torch.save keeps (versions of modules): of no use here.
    Result<void> build() {
        pop();
        const Id target = top();
        if (!m_broken && nodes()[target].kind != Kind::Dictionary) return fail("its pickle changes an object that is no dictionary");
        return {};
    }

    void memoize(std::uint64_t index) {
        const Id id = top();
        if (!m_broken) m_memo[index] = id;
    }
    void recall(std::uint64_t index) {
        const auto found = m_memo.find(index);
        if (found == m_memo.end()) m_broken = true;
        else m_stack.push_back(found->second);
    }
    void pushReal() {
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i) bits = bits << 8 | m_reader.u8();  // big endian
        Node node;
        node.kind = Kind::Real;
        node.real = std::bit_cast<double>(bits);
        push(std::move(node));
    }
    Result<void> pushLong(std::uint64_t count) {
        if (count > 8) return fail("its pickle holds a number of more than 64 bits");
        std::uint64_t value = m_reader.number(static_cast<std::size_t>(count));
        if (count > 0 && count < 8 && (value >> (8 * count - 1) & 1U) != 0) value |= ~std::uint64_t{0} << (8 * count);  // two's complement
        pushInteger(static_cast<std::int64_t>(value));
        return {};
    }

    /// Numbers of instructions as in Python's pickletools, protocols 2 to 5.
    Result<void> execute(unsigned code) {
        switch (code) {
            case 0x80: return m_reader.u8() <= 5 ? Result<void>() : fail("its pickle is of a later protocol than 5");
            case 0x95: m_reader.skip(8); return {};                                     // FRAME
            case '(': pushInteger(0, Kind::Mark); return {};
            case 'N': push({}); return {};
            case 0x88: case 0x89: pushInteger(code == 0x88, Kind::Boolean); return {};
            case 'J': pushInteger(static_cast<std::int32_t>(m_reader.u32())); return {};  // BININT
            case 'K': pushInteger(m_reader.u8()); return {};
            case 'M': pushInteger(m_reader.u16()); return {};
            case 0x8A: return pushLong(m_reader.u8());
            case 0x8B: return pushLong(m_reader.u32());
            case 'G': pushReal(); return {};
            case 'X': return pushText(m_reader.u32());
            case 0x8C: return pushText(m_reader.u8());
            case 0x8D: return pushText(m_reader.u64());
            case ')': case ']': case '}':
                pushItems(code == ')' ? Kind::Tuple : code == ']' ? Kind::List : Kind::Dictionary, {});
                return {};
            case 't': case 'l': case 'd': {
                std::vector<Id> items = popToMark();
                if (code == 'd' && items.size() % 2 != 0) m_broken = true;
                pushItems(code == 't' ? Kind::Tuple : code == 'l' ? Kind::List : Kind::Dictionary, std::move(items));
                return {};
            }
            case 0x85: case 0x86: case 0x87: pushTuple(code - 0x84); return {};
            case 'a': return appendTo(Kind::List, {pop()});
            case 'e': return appendTo(Kind::List, popToMark());
            case 's': {
                const Id value = pop(), key = pop();
                return appendTo(Kind::Dictionary, {key, value});
            }
            case 'u': return appendTo(Kind::Dictionary, popToMark());
            case '0': pop(); return {};
            case '2': m_stack.push_back(top()); return {};
            case 'q': memoize(m_reader.u8()); return {};
            case 'r': memoize(m_reader.u32()); return {};
            case 0x94: memoize(m_memo.size()); return {};
            case 'h': recall(m_reader.u8()); return {};
            case 'j': recall(m_reader.u32()); return {};
            case 'c': {
                const std::string module = line(), name = line();
                return pushName(module, name);
            }
            case 0x93: {  // STACK_GLOBAL
                const Node name = nodes()[pop()], module = nodes()[m_broken ? m_nothing : pop()];
                if (m_broken) return {};
                if (name.kind != Kind::Text || module.kind != Kind::Text) return fail("its pickle is damaged: a name is no text");
                return pushName(module.text, name.text);
            }
            case 'Q': return pushStorage();
            case 'R': return reduce();
            case 'b': return build();
            default:
                return fail("its pickle holds instruction " + std::to_string(code) + ", which a state dict of plain tensors does not need; nothing was run");
        }
    }

    hdf5::ByteReader m_reader;
    Pickle m_pickle;
    const Id m_nothing = add({});  // what is found where there is nothing
    std::vector<Id> m_stack;
    std::unordered_map<std::uint64_t, Id> m_memo;
    bool m_broken = false;
};

Result<Pickle> Pickle::read(std::string_view bytes) {
    if (bytes.size() < 2 || bytes[0] != '\x80') return fail("holds no pickle of protocol 2 or later");
    return PickleMachine(bytes).run();
}

}  // namespace spikeglass
