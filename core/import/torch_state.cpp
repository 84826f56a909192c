// SPDX-License-Identifier: Apache-2.0
#include "import/torch_state.h"

#include <algorithm>
#include <set>

#include "import/pickle.h"
#include "import/zip_archive.h"
#include "io/hdf5_input.h"
#include "io/utf8.h"

namespace spikeglass {
namespace {

using Node = Pickle::Node;
using Kind = Node::Kind;
using Type = StateTensor::Type;

constexpr std::uint64_t kLongestPickle = 64U << 20;  // bytes
constexpr std::size_t kMostDimensions = 8;
constexpr std::int64_t kMostElements = std::int64_t{1} << 40;

struct StorageType {
    const char* name;
    Type type;
    const char* shown;
    std::uint64_t bytes;
};
constexpr StorageType kTypes[] = {
    {"torch.FloatStorage", Type::Float32, "float32", 4}, {"torch.HalfStorage", Type::Float16, "float16", 2},
    {"torch.BFloat16Storage", Type::BFloat16, "bfloat16", 2}, {"torch.DoubleStorage", Type::Float64, "float64", 8},
    {"torch.LongStorage", Type::Other, "int64", 8}, {"torch.IntStorage", Type::Other, "int32", 4}, {"torch.ShortStorage", Type::Other, "int16", 2},
    {"torch.CharStorage", Type::Other, "int8", 1}, {"torch.ByteStorage", Type::Other, "uint8", 1}, {"torch.BoolStorage", Type::Other, "bool", 1}};

class StateReader {
  public:
    StateReader(const WeightFile& file, ZipArchive archive) : m_file(file), m_archive(std::move(archive)) {}

    Result<std::vector<StateTensor>> read() {
        if (auto ok = findRoot(); !ok) return tl::unexpected(ok.error());
        const ZipArchive::Member& member = m_archive.members.at(m_root + "data.pkl");
        if (member.bytes > kLongestPickle) return refuse("its pickle has more than 64 MiB");
        if (auto ok = checkCrc(m_file, "data.pkl", member); !ok) return tl::unexpected(ok.error());
        const auto bytes = m_file.text(member.address, member.bytes);
        if (!bytes) return tl::unexpected(bytes.error());
        const auto pickle = Pickle::read(*bytes);
        if (!pickle) return refuse(pickle.error().message);
        const Node& root = pickle->node(pickle->root());
        if (root.kind != Kind::Dictionary || root.items.empty()) return refuse("holds no state dict (name to tensor)");
        std::vector<StateTensor> tensors;
        std::set<std::string> names;
        for (std::size_t i = 0; i + 1 < root.items.size(); i += 2) {
            const Node &name = pickle->node(root.items[i]), &value = pickle->node(root.items[i + 1]);
            if (name.kind != Kind::Text || value.kind != Kind::Tensor)
                return refuse("entry " + (name.kind == Kind::Text ? hdf5::quoted(name.text) : std::to_string(i / 2)) + " is no tensor; expected only tensors");
            if (isMisleading(name.text)) return refuse("holds a tensor with a misleading name: " + hdf5::quoted(name.text));
            if (!names.insert(name.text).second) return refuse("holds " + hdf5::quoted(name.text) + " twice");
            auto tensor = tensorOf(*pickle, name.text, value);
            if (!tensor) return tl::unexpected(tensor.error());
            tensors.push_back(std::move(*tensor));
        }
        return tensors;
    }

  private:
    tl::unexpected<Error> refuse(const std::string& reason) const { return fail(m_file.path() + ": " + reason); }

    /// All members lie in one folder, whose name is the file's when it was saved.
    Result<void> findRoot() {
        std::vector<std::string> found;
        for (const auto& [name, member] : m_archive.members)
            if (name.ends_with("/data.pkl") && std::count(name.begin(), name.end(), '/') == 1) found.push_back(name.substr(0, name.size() - 8));
        if (found.size() != 1) return refuse("is a ZIP archive but not one of PyTorch's: it holds " + std::to_string(found.size()) + " files data.pkl");
        m_root = found.front();
        if (m_archive.members.contains(m_root + "constants.pkl")) return refuse("is a TorchScript program; expected a state dict, as torch.save writes it");
        const auto order = m_archive.members.find(m_root + "byteorder");
        if (order == m_archive.members.end()) return {};
        const auto text = m_file.text(order->second.address, std::min<std::uint64_t>(order->second.bytes, 16));
        if (!text) return tl::unexpected(text.error());
        if (*text != "little") return refuse("was written on a machine of the other byte order; expected little");
        return {};
    }

    Result<StateTensor> tensorOf(const Pickle& pickle, const std::string& name, const Node& node) {
        const Node& storage = pickle.node(node.items[0]);
        const std::string& storageType = pickle.node(storage.items[0]).text;
        const StorageType* type = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const StorageType& t) { return storageType == t.name; });
        const std::string& key = pickle.node(storage.items[1]).text;
        const auto member = m_archive.members.find(m_root + "data/" + key);
        const std::int64_t length = pickle.node(storage.items[2]).integer;
        if (type == std::end(kTypes) || member == m_archive.members.end() || length < 0 ||
            static_cast<std::uint64_t>(length) > member->second.bytes / type->bytes)
            return refuse(hdf5::quoted(name) + " refers to a storage that is not there, or shorter than it says");
        if (m_checked.insert(key).second)
            if (auto ok = checkCrc(m_file, member->first, member->second); !ok) return tl::unexpected(ok.error());
        StateTensor tensor{name, type->type, type->shown, {}, {}, 0};
        for (const auto& [list, to] : {std::pair{node.items[2], &tensor.shape}, {node.items[3], &tensor.strides}})
            for (const Pickle::Id item : pickle.node(list).items) {
                if (pickle.node(item).kind != Kind::Integer || pickle.node(item).integer < 0) return refuse(hdf5::quoted(name) + " has a shape that is none");
                to->push_back(pickle.node(item).integer);
            }
        const std::int64_t offset = pickle.node(node.items[1]).integer;
        if (tensor.shape.size() != tensor.strides.size() || tensor.shape.size() > kMostDimensions || offset < 0 || offset > length)
            return refuse(hdf5::quoted(name) + " has a shape that is none");
        std::int64_t elements = 1, last = offset;  // the element that lies furthest behind
        for (std::size_t d = 0; d < tensor.shape.size(); ++d) {
            if (tensor.shape[d] == 1) tensor.strides[d] = 0;  // leads nowhere, whatever it is
            const std::int64_t size = tensor.shape[d], stride = tensor.strides[d];
            if (size == 0) return refuse(hdf5::quoted(name) + " has no elements");
            if (size > kMostElements / elements || (stride > 0 && size - 1 > (length - last) / stride))
                return refuse(hdf5::quoted(name) + " leads outside its storage of " + std::to_string(length) + " elements");
            elements *= size;
            last += (size - 1) * stride;
        }
        if (last >= length) return refuse(hdf5::quoted(name) + " leads outside its storage of " + std::to_string(length) + " elements");
        // With strides of 0 a few bytes stand for many elements: a bomb, not a weight.
        if (elements > 16 * length)
            return refuse(hdf5::quoted(name) + " repeats a storage of " + std::to_string(length) + " elements to " + std::to_string(elements) +
                          "; expected a tensor that is there as a whole (contiguous() makes one)");
        tensor.address = member->second.address + static_cast<std::uint64_t>(offset) * type->bytes;
        return tensor;
    }

    const WeightFile& m_file;
    ZipArchive m_archive;
    std::string m_root;               // "archive/"
    std::set<std::string> m_checked;  // storages whose checksum was right
};

}  // namespace

Result<std::vector<StateTensor>> readTorchState(const WeightFile& file) {
    const auto beginning = file.text(0, std::min<std::uint64_t>(file.size(), 512));
    if (!beginning) return tl::unexpected(beginning.error());
    const bool isTar = beginning->size() > 262 && beginning->substr(257, 5) == "ustar";
    if (isTar || beginning->starts_with("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46"))
        return fail(file.path() + ": was saved by a PyTorch before 1.6; load and save it with a later one, or use models/convert.py");
    if (beginning->starts_with("\x89HDF\r\n\x1a\n"))
        return fail(file.path() + ": is an HDF5 file, perhaps a checkpoint already; expected PyTorch's archive or safetensors");
    if (!beginning->starts_with("PK")) return fail(file.path() + ": is neither PyTorch's archive nor safetensors");
    auto archive = ZipArchive::read(file);
    if (!archive) return tl::unexpected(archive.error());
    return StateReader(file, std::move(*archive)).read();
}

}  // namespace spikeglass
