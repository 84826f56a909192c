// SPDX-License-Identifier: Apache-2.0
#include "io/checkpoint_file.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "base/within_memory.h"
#include "io/hdf5_attributes.h"
#include "io/hdf5_bands.h"
#include "kernels/conversion.h"

namespace spikeglass {
namespace {

constexpr const char* kFormat = "spikeglass-checkpoint";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostMembers = 4096;   // of the groups that hold no tensors
constexpr std::size_t kMostTensors = 65536;
constexpr const char* kWeightTypes = "float32, float16, or uint16 with attribute dtype = \"bfloat16\"";
constexpr std::uint64_t kLongestTokenizer = 64U << 20;  // bytes

std::string number(double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.9g", value);
    return buffer;
}

/// first: the number of values[0] within the tensor.
Result<void> checkFinite(const hdf5::Dataset& tensor, std::uint64_t first, std::span<const float> values) {
    if (kernels::allFinite(values)) return {};
    const auto bad = std::find_if(values.begin(), values.end(), [](float value) { return !std::isfinite(value); });
    return fail(tensor.where + " holds " + (std::isnan(*bad) ? "NaN" : "an infinity") + " at " +
                hdf5::describePosition(first + static_cast<std::uint64_t>(bad - values.begin()), tensor.shape) +
                "; expected finite weights");
}

}  // namespace

struct CheckpointFile::Data {
    Data(hdf5::InputFile input, hdf5::Object rootGroup) : file(std::move(input)), root(std::move(rootGroup)) {}

    hdf5::InputFile file;
    hdf5::Object root;
    hdf5::Links links;  // of the root
    std::string architecture;
    ModelCard card;
    TokenizerDefinition tokenizer;
    std::map<std::string, SlotForms> slots;
    hdf5::Values configuration;
    std::map<std::string, hdf5::Dataset, std::less<>> tensors;
    std::string storedType;
    std::int64_t parameters = 0;

    std::string in(const std::string& place) const { return file.path() + ": " + place; }

    Result<void> readIdentity();
    Result<void> readConfiguration();
    Result<void> readTokenizer();
    Result<void> readCard();
    Result<void> readHeldOut(const hdf5::Object& cardGroup);
    Result<void> readSlots();
    Result<void> readWeights();
    Result<bool> isBFloat16(const hdf5::Object& object, hdf5::Element element) const;
    /// The attributes of a group at the root that must exist.
    Result<hdf5::Values> attributesOf(const std::string& group) const;
    /// One setting, or the error that it is missing.
    Result<const hdf5::Value*> find(const std::string& name) const;
    Result<const hdf5::Dataset*> findTensor(const std::string& name, const std::vector<std::size_t>& shape) const;
    /// As many rows of a tensor, from `first` on, as `out` has room for. Errors: see CheckpointFile::tensorRows().
    Result<void> readFloats(const hdf5::Dataset& tensor, std::uint64_t first, std::span<float> out) const;
    Result<void> checkFloats(const hdf5::Dataset& tensor) const;
};

Result<void> CheckpointFile::Data::readIdentity() {
    const std::string& path = file.path();
    const auto values = hdf5::readAttributes(file, root);
    if (!values) return tl::unexpected(values.error());
    const auto format = values->find("format");
    if (format == values->end())
        return fail(path + ": is HDF5 but not a Spikeglass checkpoint: it has no attribute format");
    const auto* text = std::get_if<std::string>(&format->second);
    if (text != nullptr && *text == "spikeglass-recording")
        return fail(path + ": is a Spikeglass recording; expected a checkpoint");
    if (text == nullptr || *text != kFormat)
        return fail(path + ": is HDF5 but not a Spikeglass checkpoint: its format is " +
                    hdf5::describe(format->second) + "; expected \"" + kFormat + "\"");
    const auto version = hdf5::attribute(*values, root, "version").and_then([&](const hdf5::Value* value) {
        return hdf5::asInteger(*value, root.whereOfAttribute("version"));
    });
    if (!version) return tl::unexpected(version.error());
    if (*version != kVersion)
        return fail(path + ": is a checkpoint of format version " + std::to_string(*version) +
                    "; this program reads version " + std::to_string(kVersion));
    auto name = hdf5::attribute(*values, root, "architecture").and_then([&](const hdf5::Value* value) {
        return hdf5::asText(*value, root.whereOfAttribute("architecture"));
    });
    if (!name) return tl::unexpected(name.error());
    architecture = std::move(*name);
    return {};
}

Result<hdf5::Values> CheckpointFile::Data::attributesOf(const std::string& group) const {
    const auto object = hdf5::openMember(file, root, links, group, hdf5::Object::Kind::Group);
    if (!object) return tl::unexpected(object.error());
    return hdf5::readAttributes(file, *object);
}

Result<void> CheckpointFile::Data::readConfiguration() {
    auto values = attributesOf("configuration");
    if (!values) return tl::unexpected(values.error());
    configuration = std::move(*values);
    return {};
}

Result<void> CheckpointFile::Data::readTokenizer() {
    const auto group = hdf5::findMember(file, root, links, "tokenizer", hdf5::Object::Kind::Group);
    if (!group) return tl::unexpected(group.error());
    if (!*group) return {};
    const hdf5::Object& object = **group;
    const auto values = hdf5::readAttributes(file, object);
    if (!values) return tl::unexpected(values.error());
    auto kind = hdf5::attribute(*values, object, "kind").and_then([&](const hdf5::Value* value) {
        return hdf5::asText(*value, object.whereOfAttribute("kind"));
    });
    if (!kind) return tl::unexpected(kind.error());
    if (kind->empty()) return fail(object.whereOfAttribute("kind") + " is empty");
    tokenizer.kind = std::move(*kind);
    const auto members = hdf5::readLinks(file, object, kMostMembers);
    if (!members) return tl::unexpected(members.error());
    const auto definition = hdf5::openMember(file, object, *members, "definition", hdf5::Object::Kind::Dataset);
    if (!definition) return tl::unexpected(definition.error());
    const auto dataset = hdf5::openDataset(file, *definition, "uint8");
    if (!dataset) return tl::unexpected(dataset.error());
    if (dataset->element != hdf5::Element::UInt8 || dataset->shape.size() != 1)
        return fail(dataset->where + " is " + hdf5::nameOf(dataset->element) + " " +
                    hdf5::describeShape(dataset->shape) + "; expected uint8 with one dimension");
    if (dataset->elements > kLongestTokenizer)
        return fail(dataset->where + " has " + std::to_string(dataset->elements) + " bytes; expected at most " +
                    std::to_string(kLongestTokenizer));
    tokenizer.definition.resize(dataset->elements);
    return hdf5::readRows(file, *dataset, 0, dataset->rows(), std::as_writable_bytes(std::span(tokenizer.definition)));
}

Result<void> CheckpointFile::Data::readCard() {
    const auto group = hdf5::findMember(file, root, links, "card", hdf5::Object::Kind::Group);
    if (!group) return tl::unexpected(group.error());
    if (!*group) return {};
    const hdf5::Object& object = **group;
    const auto values = hdf5::readAttributes(file, object);
    if (!values) return tl::unexpected(values.error());
    const struct {
        const char* name;
        std::string& text;
    } texts[] = {{"name", card.name},
                 {"licence", card.licence},
                 {"training_text", card.trainingText},
                 {"notes", card.notes}};
    for (const auto& entry : texts) {
        const auto found = values->find(entry.name);
        if (found == values->end()) continue;
        auto text = hdf5::asText(found->second, object.whereOfAttribute(entry.name));
        if (!text) return tl::unexpected(text.error());
        entry.text = std::move(*text);
    }
    if (const auto found = values->find("tokens_seen"); found != values->end()) {
        const auto seen = hdf5::asInteger(found->second, object.whereOfAttribute("tokens_seen"));
        if (!seen) return tl::unexpected(seen.error());
        if (*seen < 0) return fail(object.whereOfAttribute("tokens_seen") + " is negative; expected 0 or more");
        card.tokensSeen = *seen;
    }
    return readHeldOut(object);
}

Result<void> CheckpointFile::Data::readHeldOut(const hdf5::Object& cardGroup) {
    const auto members = hdf5::readLinks(file, cardGroup, kMostMembers);
    if (!members) return tl::unexpected(members.error());
    const auto group =
        hdf5::findMember(file, cardGroup, *members, "held_out_bits_per_character", hdf5::Object::Kind::Group);
    if (!group) return tl::unexpected(group.error());
    if (!*group) return {};
    const auto values = hdf5::readAttributes(file, **group);
    if (!values) return tl::unexpected(values.error());
    for (const auto& [name, value] : *values) {
        const auto bits = hdf5::asReal(value, (*group)->whereOfAttribute(name));
        if (!bits) return tl::unexpected(bits.error());
        card.heldOutBitsPerCharacter[name] = *bits;
    }
    return {};
}

Result<void> CheckpointFile::Data::readSlots() {
    const auto values = attributesOf("slots");
    if (!values) return tl::unexpected(values.error());
    for (const auto& [name, value] : *values) {
        const auto* text = std::get_if<std::string>(&value);
        const bool both = text != nullptr && *text == "both";
        const SlotForms forms{both || (text != nullptr && *text == "ann"), both || (text != nullptr && *text == "snn")};
        if (!forms.analog && !forms.spiking)
            return fail(in("/slots: attribute ") + hdf5::printable(name) + " is " + hdf5::describe(value) +
                        "; expected \"ann\", \"snn\" or \"both\"");
        slots[name] = forms;
    }
    return {};
}

/// HDF5 has no such type: its bits are stored as uint16, and an attribute says what they are.
Result<bool> CheckpointFile::Data::isBFloat16(const hdf5::Object& object, hdf5::Element element) const {
    if (element != hdf5::Element::UInt16) return false;
    const auto values = hdf5::readAttributes(file, object);
    if (!values) return tl::unexpected(values.error());
    const auto type = values->find("dtype");
    const auto* text = type == values->end() ? nullptr : std::get_if<std::string>(&type->second);
    return text != nullptr && *text == "bfloat16";
}

Result<void> CheckpointFile::Data::readWeights() {
    const auto group = hdf5::openMember(file, root, links, "weights", hdf5::Object::Kind::Group);
    if (!group) return tl::unexpected(group.error());
    const auto members = hdf5::readLinks(file, *group, kMostTensors);
    if (!members) return tl::unexpected(members.error());
    if (members->empty()) return fail(group->where() + " holds no dataset");
    std::set<std::string> stored;
    for (const auto& [name, link] : *members) {
        const auto object = hdf5::openMember(file, *group, *members, name, hdf5::Object::Kind::Dataset);
        if (!object) return tl::unexpected(object.error());
        auto dataset = hdf5::openDataset(file, *object, kWeightTypes);
        if (!dataset) return tl::unexpected(dataset.error());
        const bool isFloat = dataset->element == hdf5::Element::Float32 || dataset->element == hdf5::Element::Float16;
        const auto bfloat16 = isFloat ? false : isBFloat16(*object, dataset->element);
        if (!bfloat16) return tl::unexpected(bfloat16.error());
        if (!isFloat && !*bfloat16)
            return fail(dataset->where + " has elements of type " + hdf5::nameOf(dataset->element) + "; expected " +
                        kWeightTypes);
        stored.insert(*bfloat16 ? "bfloat16" : hdf5::nameOf(dataset->element));
        parameters += static_cast<std::int64_t>(dataset->elements);  // at most 2^16 tensors of 2^40 elements
        tensors.emplace(name, std::move(*dataset));
    }
    storedType = stored.size() > 1 ? "mixed" : *stored.begin();
    return {};
}

Result<const hdf5::Value*> CheckpointFile::Data::find(const std::string& name) const {
    const auto found = configuration.find(name);
    if (found == configuration.end()) return fail(in("/configuration: attribute ") + name + " is missing");
    return &found->second;
}

CheckpointFile::CheckpointFile(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
CheckpointFile::CheckpointFile(CheckpointFile&&) noexcept = default;
CheckpointFile& CheckpointFile::operator=(CheckpointFile&&) noexcept = default;
CheckpointFile::~CheckpointFile() = default;

Result<CheckpointFile> CheckpointFile::open(const std::string& path, int descriptor) {
    return withinMemory(path + ":", [&]() -> Result<CheckpointFile> {
        auto file = hdf5::InputFile::open(path, descriptor);
        if (!file) return tl::unexpected(file.error());
        auto root = hdf5::Object::read(*file, file->rootAddress(), path + ": /");
        if (!root) return tl::unexpected(root.error());
        auto data = std::make_unique<Data>(std::move(*file), std::move(*root));
        if (auto ok = data->readIdentity(); !ok) return tl::unexpected(ok.error());
        auto links = hdf5::readLinks(data->file, data->root, kMostMembers);
        if (!links) return tl::unexpected(links.error());
        data->links = std::move(*links);
        for (const auto step : {&Data::readConfiguration, &Data::readTokenizer, &Data::readCard, &Data::readSlots,
                                &Data::readWeights})
            if (auto ok = ((*data).*step)(); !ok) return tl::unexpected(ok.error());
        return CheckpointFile(std::move(data));
    });
}

const std::string& CheckpointFile::path() const { return m_data->file.path(); }
const std::string& CheckpointFile::architecture() const { return m_data->architecture; }
const ModelCard& CheckpointFile::card() const { return m_data->card; }
const TokenizerDefinition& CheckpointFile::tokenizer() const { return m_data->tokenizer; }
const std::map<std::string, SlotForms>& CheckpointFile::slotForms() const { return m_data->slots; }
bool CheckpointFile::hasTensor(const std::string& name) const { return m_data->tensors.contains(name); }
const std::string& CheckpointFile::storedType() const { return m_data->storedType; }
std::int64_t CheckpointFile::parameterCount() const { return m_data->parameters; }

Result<std::int64_t> CheckpointFile::integer(const std::string& name, std::int64_t minimum, std::int64_t maximum,
                                             std::optional<std::int64_t> fallback) const {
    if (fallback && !m_data->configuration.contains(name)) return *fallback;
    const std::string what = m_data->in("/configuration: attribute ") + name;
    return m_data->find(name)
        .and_then([&](const hdf5::Value* value) { return hdf5::asInteger(*value, what); })
        .and_then([&](std::int64_t value) -> Result<std::int64_t> {
            if (value < minimum || value > maximum)
                return fail(what + " is " + std::to_string(value) + "; expected " + std::to_string(minimum) + " to " +
                            std::to_string(maximum));
            return value;
        });
}

Result<double> CheckpointFile::real(const std::string& name, double minimum, double maximum,
                                    std::optional<double> fallback) const {
    if (fallback && !m_data->configuration.contains(name)) return *fallback;
    const std::string what = m_data->in("/configuration: attribute ") + name;
    return m_data->find(name)
        .and_then([&](const hdf5::Value* value) { return hdf5::asReal(*value, what); })
        .and_then([&](double value) -> Result<double> {
            if (value < minimum || value > maximum)
                return fail(what + " is " + number(value) + "; expected " + number(minimum) + " to " + number(maximum));
            return value;
        });
}

Result<bool> CheckpointFile::boolean(const std::string& name, std::optional<bool> fallback) const {
    if (fallback && !m_data->configuration.contains(name)) return *fallback;
    return m_data->find(name).and_then([&](const hdf5::Value* value) -> Result<bool> {
        if (const auto* truth = std::get_if<bool>(value)) return *truth;
        const auto* integer = std::get_if<std::int64_t>(value);
        if (integer != nullptr && (*integer == 0 || *integer == 1)) return *integer == 1;
        return fail(m_data->in("/configuration: attribute ") + name + " is " + hdf5::describe(*value) +
                    "; expected a boolean, or 0 or 1");
    });
}

Result<std::string> CheckpointFile::text(const std::string& name, const std::vector<std::string>& allowed,
                                         std::optional<std::string> fallback) const {
    if (fallback && !m_data->configuration.contains(name)) return *fallback;
    const std::string what = m_data->in("/configuration: attribute ") + name;
    return m_data->find(name)
        .and_then([&](const hdf5::Value* value) { return hdf5::asText(*value, what); })
        .and_then([&](std::string value) -> Result<std::string> {
            if (allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return value;
            std::string list;
            for (const std::string& word : allowed) list += (list.empty() ? "" : ", ") + hdf5::quoted(word);
            return fail(what + " is " + hdf5::quoted(value) + "; expected one of " + list);
        });
}

Result<const hdf5::Dataset*> CheckpointFile::Data::findTensor(const std::string& name, const std::vector<std::size_t>& shape) const {
    const std::string where = in("/weights/") + name;
    const auto found = tensors.find(name);
    const std::vector<std::uint64_t> expected(shape.begin(), shape.end());
    if (found == tensors.end())
        return fail(where + " is missing; expected a dataset of shape " + hdf5::describeShape(expected));
    if (found->second.shape != expected)
        return fail(where + " has shape " + hdf5::describeShape(found->second.shape) + "; expected " +
                    hdf5::describeShape(expected));
    return &found->second;
}

Result<void> CheckpointFile::Data::readFloats(const hdf5::Dataset& tensor, std::uint64_t first, std::span<float> out) const {
    const std::uint64_t rowElements = tensor.elements / tensor.rows(), rows = out.size() / rowElements;
    if (tensor.element == hdf5::Element::Float32) {
        if (auto ok = hdf5::readRows(file, tensor, first, rows, std::as_writable_bytes(out)); !ok) return ok;
    } else {
        std::size_t done = 0;  // elements
        const auto widen = [&](std::span<const std::uint16_t> stored) -> Result<void> {
            const std::span<float> floats = out.subspan(done, stored.size());
            if (tensor.element == hdf5::Element::UInt16)
                kernels::bfloat16sToFloats(stored, floats);
            else
                kernels::halvesToFloats(stored, floats);
            done += stored.size();
            return {};
        };
        if (auto ok = hdf5::forEachBand<std::uint16_t>(file, tensor, first, first + rows, widen); !ok) return ok;
    }
    return checkFinite(tensor, first * rowElements, out);
}

bool CheckpointFile::inOnePiece(const std::string& name) const {
    const auto found = m_data->tensors.find(name);
    return found != m_data->tensors.end() && found->second.chunkShape.empty();
}

Result<void> CheckpointFile::tensorRows(const std::string& name, const std::vector<std::size_t>& shape, std::size_t first,
                                        std::span<float> out) const {
    const auto found = m_data->findTensor(name, shape);
    if (!found) return tl::unexpected<Error>(found.error());
    return withinMemory((*found)->where, [&] {
        return m_data->readFloats(**found, first, out);
    });
}

Result<void> CheckpointFile::Data::checkFloats(const hdf5::Dataset& tensor) const {
    const std::uint64_t rows = tensor.rows(), step = hdf5::rowsOfBand(tensor), rowElements = tensor.elements / rows;
    std::vector<float> band;
    for (std::uint64_t first = 0; first < rows; first += step) {
        band.resize(std::min(step, rows - first) * rowElements);
        if (auto ok = readFloats(tensor, first, band); !ok) return ok;
    }
    return {};
}

Result<void> CheckpointFile::checkWeights() const {
    for (const auto& [name, tensor] : m_data->tensors)
        if (auto ok = withinMemory(tensor.where, [&, &each = tensor] { return m_data->checkFloats(each); }); !ok) return ok;
    return {};
}

Result<std::vector<float>> CheckpointFile::tensor(const std::string& name, const std::vector<std::size_t>& shape) const {
    const auto found = m_data->findTensor(name, shape);
    if (!found) return tl::unexpected<Error>(found.error());
    return withinMemory((*found)->where, [&]() -> Result<std::vector<float>> {
        std::vector<float> values((*found)->elements);
        if (auto ok = m_data->readFloats(**found, 0, values); !ok) return tl::unexpected<Error>(ok.error());
        return values;
    });
}

}  // namespace spikeglass
