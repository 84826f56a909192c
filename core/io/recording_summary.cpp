// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <new>
#include <nlohmann/json.hpp>

#include "io/hdf5_attributes.h"
#include "io/hdf5_bytes.h"
#include "io/hdf5_dataset.h"
#include "io/recording_file.h"

namespace spikeglass {
namespace {

using hdf5::Object;

constexpr const char* kFormat = "spikeglass-recording";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostSites = 65536;
constexpr std::size_t kBandBytes = 8U << 20;  // read at a time

/// Collects a summary from a recording that may be damaged or hostile.
class SummaryReader {
  public:
    SummaryReader(hdf5::InputFile file, Object root) : m_file(std::move(file)), m_root(std::move(root)) {}

    Result<RecordingSummary> read() {
        for (const auto step : {&SummaryReader::readHeader, &SummaryReader::openRoot, &SummaryReader::openSites,
                                &SummaryReader::readTexts, &SummaryReader::countSpikes})
            if (auto ok = (this->*step)(); !ok) return tl::unexpected(ok.error());
        return std::move(m_summary);
    }

  private:
    Result<void> readHeader() {
        auto values = hdf5::readAttributes(m_file, m_root);
        if (!values) return tl::unexpected(values.error());
        const auto format = values->find("format");
        const auto* name = format == values->end() ? nullptr : std::get_if<std::string>(&format->second);
        if (name == nullptr || *name != kFormat)
            return fail(m_file.path() + ": is HDF5 but not a Spikeglass recording: its format is " +
                        (format == values->end() ? "missing" : hdf5::describe(format->second)) + "; expected \"" +
                        kFormat + "\"");
        RecordingHeader& header = m_summary.header;
        std::int64_t version = 0;
        std::int64_t vocabulary = 0;
        std::string choice;
        std::string order;
        const auto text = [&](const char* key, std::string& to) { return get(*values, key, to, hdf5::asText); };
        const auto real = [&](const char* key, double& to) { return get(*values, key, to, hdf5::asReal); };
        Result<void> ok = get(*values, "version", version, hdf5::asInteger);
        if (ok && version != kVersion)
            return fail(m_file.path() + ": is a recording of format version " + std::to_string(version) +
                        "; this program reads version " + std::to_string(kVersion));
        if (ok) ok = get(*values, "vocabulary", vocabulary, hdf5::asInteger);
        if (ok) ok = text("model_sha256", header.modelSha256);
        if (ok) ok = text("model_name", header.modelName);
        if (ok) ok = text("prompt", header.prompt);
        if (ok) ok = text("program_version", header.programVersion);
        if (ok) ok = real("temperature", header.temperature);
        if (ok) ok = real("top_p", header.topP);
        if (ok) ok = get(*values, "seed", header.seed, hdf5::asUnsigned);
        if (ok) ok = text("block_choice", choice);
        if (ok) ok = text("sites", order);
        if (!ok) return ok;
        if (vocabulary < 0) return fail(m_root.whereOfAttribute("vocabulary") + " is negative; expected 0 or more");
        header.vocabulary = static_cast<std::size_t>(vocabulary);
        return readJson(choice, order);
    }

    template <class T, class Convert>
    Result<void> get(const hdf5::Values& values, const char* name, T& to, Convert convert) {
        auto value = hdf5::attribute(values, m_root, name).and_then([&](const hdf5::Value* found) {
            return convert(*found, m_root.whereOfAttribute(name));
        });
        if (!value) return tl::unexpected(value.error());
        to = std::move(*value);
        return {};
    }

    Result<void> readJson(const std::string& choiceText, const std::string& orderText) {
        // Neither needs depth; what lies deeper is dropped while parsing.
        const auto shallow = [](int depth, nlohmann::json::parse_event_t, const nlohmann::json&) { return depth <= 2; };
        const auto choice = nlohmann::json::parse(choiceText, shallow, false);
        if (!choice.is_object()) return fail(m_root.whereOfAttribute("block_choice") + " is not a JSON object");
        for (const auto& [slot, form] : choice.items()) {
            if (!form.is_string()) return fail(m_root.whereOfAttribute("block_choice") + " holds something else than texts");
            m_summary.header.blockChoice[slot] = form.get<std::string>();
        }
        const auto order = nlohmann::json::parse(orderText, shallow, false);
        if (!order.is_array()) return fail(m_root.whereOfAttribute("sites") + " is not a JSON list");
        for (const auto& name : order) {
            if (!name.is_string()) return fail(m_root.whereOfAttribute("sites") + " holds something else than names");
            m_order.push_back(name.get<std::string>());
        }
        auto links = hdf5::readLinks(m_file, m_root, kMostSites);
        if (!links) return tl::unexpected(links.error());
        m_links = std::move(*links);
        return {};
    }

    /// A dataset of the given type and rank with one row per token.
    Result<hdf5::Dataset> open(const Object& group, const hdf5::Links& links, const char* name, hdf5::Element element,
                               std::size_t rank) {
        const auto object = hdf5::openMember(m_file, group, links, name, Object::Kind::Dataset);
        if (!object) return tl::unexpected(object.error());
        auto dataset = hdf5::openDataset(m_file, *object, hdf5::nameOf(element), true);
        if (!dataset) return dataset;
        if (dataset->element != element || dataset->shape.size() != rank)
            return fail(dataset->where + " is " + hdf5::nameOf(dataset->element) + " " +
                        hdf5::describeShape(dataset->shape) + "; expected " + hdf5::nameOf(element) + " with " +
                        std::to_string(rank) + " dimensions");
        // Where the writer was killed in the middle of a flush, some datasets are longer than others: the shortest counts.
        m_tokens = std::min(m_tokens, dataset->shape[0]);
        // No two datasets share bytes in a sound file; together they cannot have more than the file.
        m_storedBytes += dataset->chunkShape.empty() ? dataset->bytes() : dataset->storedBytes;
        if (m_storedBytes > m_file.size())
            return fail(dataset->where + " is damaged: it shares its data with another dataset");
        return dataset;
    }

    Result<void> openRoot() {
        const auto tokens = open(m_root, m_links, "tokens", hdf5::Element::Int32, 1);
        if (!tokens) return tl::unexpected(tokens.error());
        auto text = open(m_root, m_links, "text", hdf5::Element::Text, 1);
        if (!text) return tl::unexpected(text.error());
        m_text = std::move(*text);
        if (!m_links.contains("logits")) return {};
        const auto logits = open(m_root, m_links, "logits", hdf5::Element::Float32, 2);
        if (!logits) return tl::unexpected(logits.error());
        if (logits->shape[1] != m_summary.header.vocabulary)
            return fail(logits->where + " has shape " + hdf5::describeShape(logits->shape) + "; expected " +
                        std::to_string(m_summary.header.vocabulary) + " columns, the vocabulary");
        m_summary.header.logits = true;
        return {};
    }

    Result<void> openSites() {
        const auto group = hdf5::openMember(m_file, m_root, m_links, "sites", Object::Kind::Group);
        if (!group) return tl::unexpected(group.error());
        const auto links = hdf5::readLinks(m_file, *group, kMostSites);
        if (!links) return tl::unexpected(links.error());
        if (links->size() != m_order.size())
            return fail(group->where() + " holds " + std::to_string(links->size()) + " sites; expected " +
                        std::to_string(m_order.size()) + ", those of attribute sites");
        for (const std::string& name : m_order) {
            if (!m_summary.firingRate.emplace(name, 0.0).second)
                return fail(m_root.whereOfAttribute("sites") + " names " + hdf5::quoted(name) + " twice");
            const auto site = hdf5::openMember(m_file, *group, *links, name, Object::Kind::Group);
            if (!site) return tl::unexpected(site.error());
            if (auto ok = openSite(name, *site); !ok) return ok;
        }
        m_summary.tokens = static_cast<std::int64_t>(m_tokens);
        return {};
    }

    Result<void> openSite(const std::string& name, const Object& site) {
        const auto members = hdf5::readLinks(m_file, site, kMostSites);
        if (!members) return tl::unexpected(members.error());
        auto spikes = open(site, *members, "spikes", hdf5::Element::UInt8, 3);
        if (!spikes) return tl::unexpected(spikes.error());
        const bool hasMembrane = members->contains("membrane");
        m_summary.header.sites.push_back({name, spikes->shape[1], spikes->shape[2], hasMembrane});
        if (hasMembrane) {
            const auto membrane = open(site, *members, "membrane", hdf5::Element::Float32, 3);
            if (!membrane) return tl::unexpected(membrane.error());
            if (membrane->shape[1] != spikes->shape[1] || membrane->shape[2] != spikes->shape[2])
                return fail(membrane->where + " has shape " + hdf5::describeShape(membrane->shape) + "; expected " +
                            hdf5::describeShape(spikes->shape) + ", that of spikes");
        }
        m_spikes.push_back(std::move(*spikes));
        return {};
    }

    Result<void> readTexts() {
        return forEachBand(m_text, [&](std::span<const std::byte> band) -> Result<void> {
            hdf5::ByteReader reader(band);
            while (reader.remaining() > 0) {
                const std::uint32_t length = reader.u32();
                const std::uint64_t heap = reader.u64();
                const std::uint32_t index = reader.u32();
                if (length == 0) continue;
                const auto text = m_file.heapObject(heap, index, length, m_text.where);
                if (!text) return tl::unexpected(text.error());
                m_summary.text += hdf5::textOf(*text);
                if (m_summary.text.size() > m_file.size())
                    return fail(m_text.where + " is damaged: it has more text than the file has bytes");
            }
            return {};
        });
    }

    Result<void> countSpikes() {
        for (std::size_t s = 0; s < m_spikes.size(); ++s) {
            const hdf5::Dataset& spikes = m_spikes[s];
            std::uint64_t fired = 0;
            auto ok = forEachBand(spikes, [&](std::span<const std::byte> band) -> Result<void> {
                for (const std::byte value : band) {
                    if (value > std::byte{1})
                        return fail(spikes.where + " holds " + std::to_string(std::to_integer<int>(value)) +
                                    "; expected only 0 and 1");
                    fired += std::to_integer<std::uint64_t>(value);
                }
                return {};
            });
            if (!ok) return ok;
            const std::uint64_t all = m_tokens * spikes.shape[1] * spikes.shape[2];
            if (all > 0) m_summary.firingRate[m_order[s]] = static_cast<double>(fired) / static_cast<double>(all);
        }
        return {};
    }

    /// Hands out the rows of a dataset, one per token, some at a time.
    template <class Visit>
    Result<void> forEachBand(const hdf5::Dataset& dataset, Visit visit) {
        if (dataset.elements == 0) return {};
        std::uint64_t rows = std::max<std::uint64_t>(kBandBytes / dataset.rowBytes(), 1);
        if (!dataset.chunkShape.empty()) {  // whole chunks, so that none is unpacked twice
            const std::uint64_t step = dataset.chunkShape[0];
            rows = std::max(rows / step, std::uint64_t{1}) * step;
        }
        std::vector<std::byte> band;
        for (std::uint64_t first = 0; first < m_tokens; first += rows) {
            const std::uint64_t count = std::min(rows, m_tokens - first);
            band.resize(count * dataset.rowBytes());
            if (auto ok = hdf5::readRows(m_file, dataset, first, count, band); !ok) return ok;
            if (auto ok = visit(std::span<const std::byte>(band)); !ok) return ok;
        }
        return {};
    }

    hdf5::InputFile m_file;
    Object m_root;
    hdf5::Links m_links;                // of the root
    std::vector<std::string> m_order;   // of the sites
    std::uint64_t m_storedBytes = 0;    // of all datasets so far
    std::uint64_t m_tokens = ~std::uint64_t{0};
    hdf5::Dataset m_text;
    std::vector<hdf5::Dataset> m_spikes;  // [sites]
    RecordingSummary m_summary;
};

}  // namespace

Result<RecordingSummary> summarizeRecording(const std::string& path) {
    try {
        auto file = hdf5::InputFile::open(path);
        if (!file) return tl::unexpected(file.error());
        auto root = Object::read(*file, file->rootAddress(), path + ": /");
        if (!root) return tl::unexpected(root.error());
        return SummaryReader(std::move(*file), std::move(*root)).read();
    } catch (const std::bad_alloc&) {
        return fail(path + ": needs more memory than there is");
    }
}

bool isRecording(const std::string& path) {
    try {
        const auto file = hdf5::InputFile::open(path);
        if (!file) return false;
        const auto root = Object::read(*file, file->rootAddress(), path + ": /");
        if (!root) return false;
        const auto values = hdf5::readAttributes(*file, *root);
        if (!values) return false;
        const auto format = values->find("format");
        const auto* name = format == values->end() ? nullptr : std::get_if<std::string>(&format->second);
        return name != nullptr && *name == kFormat;
    } catch (const std::bad_alloc&) {
        return false;
    }
}

}  // namespace spikeglass
