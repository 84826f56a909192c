// SPDX-License-Identifier: Apache-2.0
#include "io/checkpoint_file.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <new>

#include "io/half.h"
#include "io/hdf5_attributes.h"
#include "io/hdf5_dataset.h"
#include "io/hdf5_handles.h"

namespace spikeglass {
namespace {

constexpr const char* kFormat = "spikeglass-checkpoint";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostTensors = 65536;
constexpr std::uint64_t kLongestTokenizer = 64U << 20;  // bytes

std::string number(double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.9g", value);
    return buffer;
}

/// The position of element `flat`, as "[3, 17]".
std::string position(std::size_t flat, const std::vector<std::uint64_t>& shape) {
    std::vector<std::uint64_t> index(shape.size());
    for (std::size_t d = shape.size(); d-- > 0; flat /= shape[d]) index[d] = flat % shape[d];
    return hdf5::describeShape(index);
}

}  // namespace

struct CheckpointFile::Data {
    std::string path;
    hdf5::OpenedFile opened;
    hdf5::Group weights;
    std::string architecture;
    ModelCard card;
    TokenizerDefinition tokenizer;
    std::map<std::string, SlotForms> slotForms;
    hdf5::Values configuration;
    std::map<std::string, hdf5::DatasetLayout, std::less<>> tensors;
    std::string storedType;
    std::int64_t parameters = 0;

    ~Data() {
        const hdf5::Session session;
        weights.close();
        opened.file.close();
    }

    std::string in(const char* place) const { return path + ": " + place; }

    Result<void> readIdentity();
    Result<void> readConfiguration();
    Result<void> readTokenizer();
    Result<void> readCard();
    Result<void> readSlots();
    Result<void> readWeights();
    Result<const hdf5::Value*> find(const std::string& name) const;
};

Result<void> CheckpointFile::Data::readIdentity() {
    const hid_t root = opened.file.id();
    if (!hdf5::hasAttribute(root, "format"))
        return fail(path + ": is HDF5 but not a Spikeglass checkpoint: it has no attribute format");
    const auto format = hdf5::readAttribute(root, "format", path);
    if (!format) return tl::unexpected(format.error());
    const auto* formatText = std::get_if<std::string>(&*format);
    if (formatText != nullptr && *formatText == "spikeglass-recording")
        return fail(path + ": is a Spikeglass recording; expected a checkpoint");
    if (formatText == nullptr || *formatText != kFormat)
        return fail(path + ": is HDF5 but not a Spikeglass checkpoint: its format is " + hdf5::describe(*format) +
                    "; expected \"" + kFormat + "\"");
    const auto version = hdf5::readAttribute(root, "version", path).and_then([&](const hdf5::Value& value) {
        return hdf5::asInteger(value, path + ": attribute version");
    });
    if (!version) return tl::unexpected(version.error());
    if (*version != kVersion)
        return fail(path + ": is a checkpoint of format version " + std::to_string(*version) +
                    "; this program reads version " + std::to_string(kVersion));
    auto name = hdf5::readAttribute(root, "architecture", path).and_then([&](const hdf5::Value& value) {
        return hdf5::asText(value, path + ": attribute architecture");
    });
    if (!name) return tl::unexpected(name.error());
    architecture = std::move(*name);
    return {};
}

Result<void> CheckpointFile::Data::readConfiguration() {
    const auto group = hdf5::openGroup(opened.file.id(), "configuration", in("/configuration"));
    if (!group) return tl::unexpected(group.error());
    auto values = hdf5::readAttributes(group->id(), in("/configuration"));
    if (!values) return tl::unexpected(values.error());
    configuration = std::move(*values);
    return {};
}

Result<void> CheckpointFile::Data::readTokenizer() {
    const auto member = hdf5::findMember(opened.file.id(), "tokenizer", in("/tokenizer"));
    if (!member) return tl::unexpected(member.error());
    if (*member == hdf5::Member::None) return {};
    const auto group = hdf5::openGroup(opened.file.id(), "tokenizer", in("/tokenizer"));
    if (!group) return tl::unexpected(group.error());
    auto kind = hdf5::readAttribute(group->id(), "kind", in("/tokenizer")).and_then([&](const hdf5::Value& value) {
        return hdf5::asText(value, in("/tokenizer: attribute kind"));
    });
    if (!kind) return tl::unexpected(kind.error());
    if (kind->empty()) return fail(in("/tokenizer: attribute kind is empty"));
    tokenizer.kind = std::move(*kind);
    const std::string where = in("/tokenizer/definition");
    const auto dataset = hdf5::openDataset(group->id(), "definition", where);
    if (!dataset) return tl::unexpected(dataset.error());
    const auto layout = hdf5::inspectDataset(dataset->id(), where, opened.bytes);
    if (!layout) return tl::unexpected(layout.error());
    if (layout->element != hdf5::Element::UInt8 || layout->shape.size() != 1)
        return fail(where + " is " + hdf5::nameOf(layout->element) + " " + hdf5::describeShape(layout->shape) +
                    "; expected uint8 with one dimension");
    if (layout->elements > kLongestTokenizer)
        return fail(where + " has " + std::to_string(layout->elements) + " bytes; expected at most " +
                    std::to_string(kLongestTokenizer));
    tokenizer.definition.resize(layout->elements);
    return hdf5::readDataset(dataset->id(), *layout, where, std::as_writable_bytes(std::span(tokenizer.definition)));
}

Result<void> CheckpointFile::Data::readCard() {
    const auto member = hdf5::findMember(opened.file.id(), "card", in("/card"));
    if (!member) return tl::unexpected(member.error());
    if (*member == hdf5::Member::None) return {};
    const auto group = hdf5::openGroup(opened.file.id(), "card", in("/card"));
    if (!group) return tl::unexpected(group.error());
    const auto values = hdf5::readAttributes(group->id(), in("/card"));
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
        auto text = hdf5::asText(found->second, in("/card: attribute ") + entry.name);
        if (!text) return tl::unexpected(text.error());
        entry.text = std::move(*text);
    }
    if (const auto found = values->find("tokens_seen"); found != values->end()) {
        const auto seen = hdf5::asInteger(found->second, in("/card: attribute tokens_seen"));
        if (!seen) return tl::unexpected(seen.error());
        if (*seen < 0) return fail(in("/card: attribute tokens_seen is negative"));
        card.tokensSeen = *seen;
    }
    const std::string where = in("/card/held_out_bits_per_character");
    const auto heldOut = hdf5::findMember(group->id(), "held_out_bits_per_character", where);
    if (!heldOut) return tl::unexpected(heldOut.error());
    if (*heldOut == hdf5::Member::None) return {};
    const auto figures = hdf5::openGroup(group->id(), "held_out_bits_per_character", where);
    if (!figures) return tl::unexpected(figures.error());
    const auto bits = hdf5::readAttributes(figures->id(), where);
    if (!bits) return tl::unexpected(bits.error());
    for (const auto& [name, value] : *bits) {
        const auto real = hdf5::asReal(value, where + ": attribute " + name);
        if (!real) return tl::unexpected(real.error());
        card.heldOutBitsPerCharacter[name] = *real;
    }
    return {};
}

Result<void> CheckpointFile::Data::readSlots() {
    const auto group = hdf5::openGroup(opened.file.id(), "slots", in("/slots"));
    if (!group) return tl::unexpected(group.error());
    const auto values = hdf5::readAttributes(group->id(), in("/slots"));
    if (!values) return tl::unexpected(values.error());
    for (const auto& [name, value] : *values) {
        const auto* text = std::get_if<std::string>(&value);
        const bool both = text != nullptr && *text == "both";
        const SlotForms forms{both || (text != nullptr && *text == "ann"), both || (text != nullptr && *text == "snn")};
        if (!forms.analog && !forms.spiking)
            return fail(in("/slots: attribute ") + name + " is " + hdf5::describe(value) +
                        "; expected \"ann\", \"snn\" or \"both\"");
        slotForms[name] = forms;
    }
    return {};
}

Result<void> CheckpointFile::Data::readWeights() {
    auto group = hdf5::openGroup(opened.file.id(), "weights", in("/weights"));
    if (!group) return tl::unexpected(group.error());
    weights = std::move(*group);
    const auto names = hdf5::listGroup(weights.id(), in("/weights"), kMostTensors);
    if (!names) return tl::unexpected(names.error());
    if (names->empty()) return fail(in("/weights holds no dataset"));
    bool single = false;
    bool half = false;
    for (const std::string& name : *names) {
        if (!hdf5::isUtf8(name)) return fail(in("/weights holds a dataset whose name is not UTF-8"));
        const std::string where = in("/weights/") + name;
        const auto dataset = hdf5::openDataset(weights.id(), name, where);
        if (!dataset) return tl::unexpected(dataset.error());
        auto layout = hdf5::inspectDataset(dataset->id(), where, opened.bytes);
        if (!layout) return tl::unexpected(layout.error());
        if (layout->element != hdf5::Element::Float32 && layout->element != hdf5::Element::Float16)
            return fail(where + " is " + hdf5::nameOf(layout->element) + "; expected float32 or float16");
        (layout->element == hdf5::Element::Float32 ? single : half) = true;
        parameters += static_cast<std::int64_t>(layout->elements);  // at most 2^16 tensors of 2^40 elements
        tensors.emplace(name, std::move(*layout));
    }
    storedType = single && half ? "mixed" : single ? "float32" : "float16";
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

Result<CheckpointFile> CheckpointFile::open(const std::string& path) {
    try {
        const hdf5::Session session;
        auto data = std::make_unique<Data>();
        data->path = path;
        auto opened = hdf5::openForReading(path);
        if (!opened) return tl::unexpected(opened.error());
        data->opened = std::move(*opened);
        for (const auto step : {&Data::readIdentity, &Data::readConfiguration, &Data::readTokenizer, &Data::readCard,
                                &Data::readSlots, &Data::readWeights})
            if (auto ok = ((*data).*step)(); !ok) return tl::unexpected(ok.error());
        return CheckpointFile(std::move(data));
    } catch (const std::bad_alloc&) {
        return fail(path + ": needs more memory than there is");
    }
}

const std::string& CheckpointFile::path() const { return m_data->path; }
const std::string& CheckpointFile::architecture() const { return m_data->architecture; }
const ModelCard& CheckpointFile::card() const { return m_data->card; }
const TokenizerDefinition& CheckpointFile::tokenizer() const { return m_data->tokenizer; }
const std::map<std::string, SlotForms>& CheckpointFile::slotForms() const { return m_data->slotForms; }
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

Result<std::vector<float>> CheckpointFile::tensor(const std::string& name, const std::vector<std::size_t>& shape) const {
    const std::string where = m_data->in("/weights/") + name;
    const auto found = m_data->tensors.find(name);
    const std::vector<std::uint64_t> expected(shape.begin(), shape.end());
    if (found == m_data->tensors.end())
        return fail(where + " is missing; expected a dataset of shape " + hdf5::describeShape(expected));
    const hdf5::DatasetLayout& layout = found->second;
    if (layout.shape != expected)
        return fail(where + " has shape " + hdf5::describeShape(layout.shape) + "; expected " +
                    hdf5::describeShape(expected));
    try {
        const hdf5::Session session;
        const auto dataset = hdf5::openDataset(m_data->weights.id(), name, where);
        if (!dataset) return tl::unexpected(dataset.error());
        std::vector<float> values(layout.elements);
        if (layout.element == hdf5::Element::Float32) {
            auto ok = hdf5::readDataset(dataset->id(), layout, where, std::as_writable_bytes(std::span(values)));
            if (!ok) return tl::unexpected(ok.error());
        } else {
            std::vector<std::uint16_t> halves(layout.elements);
            auto ok = hdf5::readDataset(dataset->id(), layout, where, std::as_writable_bytes(std::span(halves)));
            if (!ok) return tl::unexpected(ok.error());
            std::transform(halves.begin(), halves.end(), values.begin(), halfToFloat);
        }
        const auto bad = std::find_if(values.begin(), values.end(), [](float value) { return !std::isfinite(value); });
        if (bad != values.end())
            return fail(where + " holds " + (std::isnan(*bad) ? "NaN" : "an infinity") + " at " +
                        position(static_cast<std::size_t>(bad - values.begin()), layout.shape) +
                        "; expected finite weights");
        return values;
    } catch (const std::bad_alloc&) {
        return fail(where + " needs more memory than there is");
    }
}

}  // namespace spikeglass
