// SPDX-License-Identifier: Apache-2.0
#include "io/recording_layout.h"

#include <set>

#include "io/hdf5_attributes.h"
#include "io/hdf5_bytes.h"
#include "io/recording_json.h"

namespace spikeglass {
namespace {

using hdf5::Element;
using hdf5::Object;

constexpr const char* kFormat = "spikeglass-recording";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostSites = 65536;

/// Opens a recording that may be damaged or hostile.
class LayoutOpener {
  public:
    LayoutOpener(hdf5::InputFile file, Object root) : m_layout{.file = std::move(file)}, m_root(std::move(root)) {}

    Result<RecordingLayout> open() {
        for (const auto step : {&LayoutOpener::readHeader, &LayoutOpener::readFurther, &LayoutOpener::openRoot,
                                &LayoutOpener::openFurther, &LayoutOpener::openSites})
            if (auto ok = (this->*step)(); !ok) return tl::unexpected(ok.error());
        m_layout.tokens = m_tokens;
        return std::move(m_layout);
    }

  private:
    const hdf5::InputFile& file() const { return m_layout.file; }

    Result<void> readHeader() {
        auto values = hdf5::readAttributes(file(), m_root);
        if (!values) return tl::unexpected(values.error());
        m_values = std::move(*values);
        const auto format = m_values.find("format");
        const auto* name = format == m_values.end() ? nullptr : std::get_if<std::string>(&format->second);
        if (name == nullptr || *name != kFormat)
            return fail(file().path() + ": is HDF5 but not a Spikeglass recording: its format is " +
                        (format == m_values.end() ? "missing" : hdf5::describe(format->second)) + "; expected \"" +
                        kFormat + "\"");
        RecordingHeader& header = m_layout.header;
        std::int64_t version = 0;
        std::int64_t vocabulary = 0;
        std::string choice;
        std::string order;
        const auto text = [&](const char* key, std::string& to) { return get(m_values, m_root, key, to, hdf5::asText); };
        const auto real = [&](const char* key, double& to) { return get(m_values, m_root, key, to, hdf5::asReal); };
        Result<void> ok = get(m_values, m_root, "version", version, hdf5::asInteger);
        if (ok && version != kVersion)
            return fail(file().path() + ": is a recording of format version " + std::to_string(version) +
                        "; this program reads version " + std::to_string(kVersion));
        if (ok) ok = get(m_values, m_root, "vocabulary", vocabulary, hdf5::asInteger);
        if (ok) ok = text("model_sha256", header.modelSha256);
        if (ok) ok = text("model_name", header.modelName);
        if (ok) ok = text("prompt", header.prompt);
        if (ok) ok = text("program_version", header.programVersion);
        if (ok) ok = real("temperature", header.temperature);
        if (ok) ok = real("top_p", header.topP);
        if (ok) ok = get(m_values, m_root, "seed", header.seed, hdf5::asUnsigned);
        if (ok) ok = text("block_choice", choice);
        if (ok) ok = text("sites", order);
        if (!ok) return ok;
        if (vocabulary < 0) return fail(m_root.whereOfAttribute("vocabulary") + " is negative; expected 0 or more");
        header.vocabulary = static_cast<std::size_t>(vocabulary);
        if (ok = take(parseChoice(choice, m_root.whereOfAttribute("block_choice")), header.blockChoice); !ok) return ok;
        return take(parseNames(order, m_root.whereOfAttribute("sites")), m_order);
    }

    template <class Convert, class T>
    static Result<void> get(const hdf5::Values& values, const Object& object, const char* name, T& to, Convert convert) {
        auto value = hdf5::attribute(values, object, name).and_then([&](const hdf5::Value* found) {
            return convert(*found, object.whereOfAttribute(name));
        });
        return take(std::move(value), to);
    }

    template <class T>
    static Result<void> take(Result<T> value, T& to) {
        if (!value) return tl::unexpected(value.error());
        to = std::move(*value);
        return {};
    }

    /// The same of an attribute that older recordings lack.
    template <class T, class Parse>
    Result<void> getIfThere(const char* name, T& to, Parse parse) {
        if (!m_values.contains(name)) return {};
        std::string text;
        if (auto ok = get(m_values, m_root, name, text, hdf5::asText); !ok) return ok;
        return take(parse(text, m_root.whereOfAttribute(name)), to);
    }

    Result<void> readFurther() {
        RecordingHeader& header = m_layout.header;
        const auto asItIs = [](const std::string& text, const std::string&) { return Result<std::string>(text); };
        Result<void> ok = getIfThere("network", header.network, parseNetwork);
        if (ok) ok = getIfThere("weights", header.weights, asItIs);
        if (ok) ok = getIfThere("interventions", header.interventions, parseNames);
        if (ok) ok = getIfThere("tokenizer", header.tokenizerKind, asItIs);
        if (ok) ok = getIfThere("token_texts", header.tokenTexts, parseNames);
        if (ok) ok = getIfThere("operation_fields", header.operationFields, parseNames);
        if (ok && m_values.contains("prompt_tokens"))
            ok = get(m_values, m_root, "prompt_tokens", header.promptTokens, hdf5::asInteger);
        return ok;
    }

    /// A dataset of the given type and rank; with one row per token, unless it says otherwise.
    Result<hdf5::Dataset> open(const Object& group, const hdf5::Links& links, const char* name, Element element,
                               std::size_t rank, bool perToken = true) {
        const auto object = hdf5::openMember(file(), group, links, name, Object::Kind::Dataset);
        if (!object) return tl::unexpected(object.error());
        auto dataset = hdf5::openDataset(file(), *object, hdf5::nameOf(element), true);
        if (!dataset) return dataset;
        if (dataset->element != element || dataset->shape.size() != rank)
            return fail(dataset->where + " is " + hdf5::nameOf(dataset->element) + " " +
                        hdf5::describeShape(dataset->shape) + "; expected " + hdf5::nameOf(element) + " with " +
                        std::to_string(rank) + " dimensions");
        // Where the writer was killed in the middle of a flush, some datasets are longer than others: the shortest counts.
        if (perToken) m_tokens = std::min(m_tokens, dataset->shape[0]);
        // No two datasets share bytes in a sound file; together they cannot have more than the file.
        m_storedBytes += dataset->chunkShape.empty() ? dataset->bytes() : dataset->storedBytes;
        if (m_storedBytes > file().size())
            return fail(dataset->where + " is damaged: it shares its data with another dataset");
        return dataset;
    }

    /// The same where a recording need not have it; its rows must have `row` elements.
    Result<void> openIfThere(std::optional<hdf5::Dataset>& to, const char* name, Element element,
                             std::vector<std::uint64_t> row) {
        if (!m_links.contains(name)) return {};
        auto dataset = open(m_root, m_links, name, element, row.size() + 1);
        if (!dataset) return tl::unexpected(dataset.error());
        const std::vector<std::uint64_t> found(dataset->shape.begin() + 1, dataset->shape.end());
        if (found != row)
            return fail(dataset->where + " has shape " + hdf5::describeShape(dataset->shape) + "; expected rows of " +
                        hdf5::describeShape(row));
        to = std::move(*dataset);
        return {};
    }

    Result<void> openRoot() {
        auto links = hdf5::readLinks(file(), m_root, kMostSites);
        if (!links) return tl::unexpected(links.error());
        m_links = std::move(*links);
        if (auto ok = take(open(m_root, m_links, "tokens", Element::Int32, 1), m_layout.ids); !ok) return ok;
        if (auto ok = take(open(m_root, m_links, "text", Element::Text, 1), m_layout.text); !ok) return ok;
        if (!m_links.contains("logits")) return {};
        auto logits = open(m_root, m_links, "logits", Element::Float32, 2);
        if (!logits) return tl::unexpected(logits.error());
        if (logits->shape[1] != m_layout.header.vocabulary)
            return fail(logits->where + " has shape " + hdf5::describeShape(logits->shape) + "; expected " +
                        std::to_string(m_layout.header.vocabulary) + " columns, the vocabulary");
        m_layout.header.logits = true;
        m_layout.logits = std::move(*logits);
        return {};
    }

    Result<void> openFurther() {
        RecordingLayout& l = m_layout;
        const std::vector<std::uint64_t> counts{l.header.network.components.size(), l.header.operationFields.size()};
        Result<void> ok = openIfThere(l.surprisal, "surprisal", Element::Float32, {});
        if (ok) ok = openIfThere(l.operations, "operations", Element::Int64, counts);
        if (ok) ok = openIfThere(l.twinOperations, "twin_operations", Element::Int64, counts);
        if (!ok) return ok;
        l.header.surprisal = l.surprisal.has_value();
        if (m_links.contains("candidates")) {
            auto candidates = open(m_root, m_links, "candidates", Element::Int32, 2);
            if (!candidates) return tl::unexpected(candidates.error());
            l.header.candidates = candidates->shape[1];
            l.candidates = std::move(*candidates);
            ok = openIfThere(l.probabilities, "candidate_probabilities", Element::Float32, {l.header.candidates});
            if (ok && !l.probabilities) ok = fail(m_root.whereOf("candidate_probabilities") + " is missing");
            if (!ok) return ok;
        }
        if (!m_links.contains("changes")) return {};
        auto changes = open(m_root, m_links, "changes", Element::Text, 1, false);
        if (!changes) return tl::unexpected(changes.error());
        l.changes = std::move(*changes);
        return {};
    }

    Result<void> openSites() {
        const auto group = hdf5::openMember(file(), m_root, m_links, "sites", Object::Kind::Group);
        if (!group) return tl::unexpected(group.error());
        const auto links = hdf5::readLinks(file(), *group, kMostSites);
        if (!links) return tl::unexpected(links.error());
        if (links->size() != m_order.size())
            return fail(group->where() + " holds " + std::to_string(links->size()) + " sites; expected " +
                        std::to_string(m_order.size()) + ", those of attribute sites");
        std::set<std::string> names;
        for (const std::string& name : m_order) {
            if (!names.insert(name).second)
                return fail(m_root.whereOfAttribute("sites") + " names " + hdf5::quoted(name) + " twice");
            const auto site = hdf5::openMember(file(), *group, *links, name, Object::Kind::Group);
            if (!site) return tl::unexpected(site.error());
            if (auto ok = openSite(name, *site); !ok) return ok;
        }
        return {};
    }

    Result<void> openSite(const std::string& name, const Object& site) {
        const auto members = hdf5::readLinks(file(), site, kMostSites);
        if (!members) return tl::unexpected(members.error());
        auto spikes = open(site, *members, "spikes", Element::UInt8, 3);
        if (!spikes) return tl::unexpected(spikes.error());
        RecordedSite recorded{name, spikes->shape[1], spikes->shape[2], members->contains("membrane")};
        recorded.hasMembrane = recorded.membrane || name != "embedding";  // of older recordings
        std::optional<hdf5::Dataset> membrane;
        if (recorded.membrane) {
            auto opened = open(site, *members, "membrane", Element::Float32, 3);
            if (!opened) return tl::unexpected(opened.error());
            if (opened->shape[1] != spikes->shape[1] || opened->shape[2] != spikes->shape[2])
                return fail(opened->where + " has shape " + hdf5::describeShape(opened->shape) + "; expected " +
                            hdf5::describeShape(spikes->shape) + ", that of spikes");
            membrane = std::move(*opened);
        }
        m_layout.membranes.push_back(std::move(membrane));
        m_layout.spikes.push_back(std::move(*spikes));
        if (auto ok = readSite(site, recorded); !ok) return ok;
        m_layout.header.sites.push_back(std::move(recorded));
        return {};
    }

    Result<void> readSite(const Object& site, RecordedSite& recorded) {
        const auto values = hdf5::readAttributes(file(), site);
        if (!values) return tl::unexpected(values.error());
        if (!values->contains("slot")) return {};
        std::int64_t block = -1, hasMembrane = 1;
        double threshold = 1, tau = 2;
        Result<void> ok = get(*values, site, "slot", recorded.slot, hdf5::asText);
        if (ok) ok = get(*values, site, "component", recorded.component, hdf5::asText);
        if (ok) ok = get(*values, site, "block", block, hdf5::asInteger);
        if (ok) ok = get(*values, site, "has_membrane", hasMembrane, hdf5::asInteger);
        if (ok) ok = get(*values, site, "threshold", threshold, hdf5::asReal);
        if (ok) ok = get(*values, site, "tau", tau, hdf5::asReal);
        recorded.block = static_cast<int>(std::clamp<std::int64_t>(block, -1, 1 << 20));
        recorded.hasMembrane = hasMembrane != 0 || recorded.membrane;
        recorded.threshold = static_cast<float>(threshold);
        recorded.tau = static_cast<float>(tau);
        return ok;
    }

    RecordingLayout m_layout;
    Object m_root;
    hdf5::Values m_values;             // of the root
    hdf5::Links m_links;               // of the root
    std::vector<std::string> m_order;  // of the sites
    std::uint64_t m_storedBytes = 0;   // of all datasets so far
    std::uint64_t m_tokens = ~std::uint64_t{0};
};

}  // namespace

Result<std::string> RecordingLayout::textAt(const hdf5::Dataset& dataset, std::span<const std::byte> band,
                                            std::size_t row) const {
    constexpr std::size_t kReference = 16;
    hdf5::ByteReader reader(band.subspan(row * kReference, kReference));
    const std::uint32_t length = reader.u32();
    const std::uint64_t heap = reader.u64();
    const std::uint32_t index = reader.u32();
    if (length == 0) return std::string();
    const auto found = file.heapObject(heap, index, length, dataset.where);
    if (!found) return tl::unexpected(found.error());
    return hdf5::textOf(*found);
}

Result<RecordingLayout> openRecordingLayout(const std::string& path, int descriptor) {
    auto file = hdf5::InputFile::open(path, descriptor);
    if (!file) return tl::unexpected(file.error());
    auto root = Object::read(*file, file->rootAddress(), path + ": /");
    if (!root) return tl::unexpected(root.error());
    return LayoutOpener(std::move(*file), std::move(*root)).open();
}

}  // namespace spikeglass
