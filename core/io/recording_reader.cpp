// SPDX-License-Identifier: Apache-2.0
#include "io/recording_reader.h"

#include <cstring>

#include "base/within_memory.h"
#include "io/recording_json.h"
#include "io/recording_layout.h"

namespace spikeglass {
namespace {

/// Numbers as they are stored.
template <class T>
Result<void> readNumbers(const hdf5::InputFile& file, const hdf5::Dataset& dataset, std::uint64_t from, std::uint64_t to,
                         std::vector<T>& out) {
    if (dataset.elements == 0 || from >= to) return {};
    out.resize((to - from) * (dataset.rowBytes() / sizeof(T)));
    return hdf5::readRows(file, dataset, from, to - from, std::as_writable_bytes(std::span(out)));
}

template <class T>
Result<void> readNumbers(const hdf5::InputFile& file, const std::optional<hdf5::Dataset>& dataset, std::uint64_t from,
                         std::uint64_t to, std::vector<T>& out) {
    return dataset ? readNumbers(file, *dataset, from, to, out) : Result<void>();
}

}  // namespace

struct RecordingReader::Data {
    RecordingLayout layout;

    Result<void> readSpikes(std::size_t site, std::uint64_t from, std::uint64_t to, std::vector<Word>& out) const;
    Result<void> readTexts(const hdf5::Dataset& dataset, std::uint64_t from, std::uint64_t to,
                           std::vector<std::string>& out) const;
    Result<RecordedRows> read(std::uint64_t from, std::uint64_t to, bool logits) const;
};

RecordingReader::RecordingReader(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
RecordingReader::RecordingReader(RecordingReader&&) noexcept = default;
RecordingReader& RecordingReader::operator=(RecordingReader&&) noexcept = default;
RecordingReader::~RecordingReader() = default;

Result<RecordingReader> RecordingReader::open(const std::string& path, int descriptor) {
    return withinMemory(path + ":", [&]() -> Result<RecordingReader> {
        auto layout = openRecordingLayout(path, descriptor);
        if (!layout) return tl::unexpected(layout.error());
        return RecordingReader(std::make_unique<Data>(Data{std::move(*layout)}));
    });
}

const RecordingHeader& RecordingReader::header() const { return m_data->layout.header; }
std::int64_t RecordingReader::tokenCount() const { return static_cast<std::int64_t>(m_data->layout.tokens); }

Result<void> RecordingReader::Data::readSpikes(std::size_t site, std::uint64_t from, std::uint64_t to,
                                               std::vector<Word>& out) const {
    const hdf5::Dataset& spikes = layout.spikes[site];
    const std::size_t width = layout.header.sites[site].width, words = wordsFor(width);
    if (width == 0) return {};
    out.resize((to - from) * layout.header.sites[site].timesteps * words);
    std::size_t step = 0;
    return hdf5::forEachBand(layout.file, spikes, from, to, [&](std::span<const std::byte> band) -> Result<void> {
        for (std::size_t at = 0; at < band.size(); at += width, ++step) {
            const std::span<Word> bits = std::span(out).subspan(step * words, words);
            for (std::size_t i = 0; i < width; ++i) {
                const auto value = std::to_integer<unsigned>(band[at + i]);
                if (value > 1)
                    return fail(spikes.where + " holds " + std::to_string(value) + "; expected only 0 and 1");
                if (value == 1) setBit(bits, i);
            }
        }
        return {};
    });
}

Result<void> RecordingReader::Data::readTexts(const hdf5::Dataset& dataset, std::uint64_t from, std::uint64_t to,
                                              std::vector<std::string>& out) const {
    std::size_t bytes = 0;
    return hdf5::forEachBand(layout.file, dataset, from, to, [&](std::span<const std::byte> band) -> Result<void> {
        for (std::size_t row = 0; row < band.size() / dataset.rowBytes(); ++row) {
            auto text = layout.textAt(dataset, band, row);
            if (!text) return tl::unexpected(text.error());
            bytes += text->size();
            if (bytes > layout.file.size())
                return fail(dataset.where + " is damaged: it has more text than the file has bytes");
            out.push_back(std::move(*text));
        }
        return {};
    });
}

Result<RecordedRows> RecordingReader::Data::read(std::uint64_t from, std::uint64_t to, bool logits) const {
    RecordedRows rows;
    rows.from = static_cast<std::int64_t>(from);
    rows.count = to - from;
    const hdf5::InputFile& file = layout.file;
    Result<void> ok = readNumbers(file, layout.ids, from, to, rows.tokens);
    if (ok) ok = readTexts(layout.text, from, to, rows.texts);
    if (ok && logits) ok = readNumbers(file, layout.logits, from, to, rows.logits);
    if (ok) ok = readNumbers(file, layout.surprisal, from, to, rows.surprisal);
    if (ok) ok = readNumbers(file, layout.operations, from, to, rows.operations);
    if (ok) ok = readNumbers(file, layout.twinOperations, from, to, rows.twinOperations);
    if (ok) ok = readNumbers(file, layout.candidates, from, to, rows.candidates);
    if (ok) ok = readNumbers(file, layout.probabilities, from, to, rows.probabilities);
    rows.spikes.resize(layout.spikes.size());
    rows.membranes.resize(layout.spikes.size());
    for (std::size_t site = 0; ok && site < layout.spikes.size(); ++site) {
        ok = readSpikes(site, from, to, rows.spikes[site]);
        if (ok) ok = readNumbers(file, layout.membranes[site], from, to, rows.membranes[site]);
    }
    if (!ok) return tl::unexpected(ok.error());
    return rows;
}

std::size_t RecordingReader::bytesPerToken(bool logits) const {
    const RecordingLayout& l = m_data->layout;
    const RecordingHeader& header = l.header;
    std::size_t bytes = sizeof(std::int32_t) + sizeof(std::string) + (logits && header.logits ? header.vocabulary * sizeof(float) : 0);
    for (const RecordedSite& site : header.sites)
        bytes += site.timesteps * (wordsFor(site.width) * sizeof(Word) + (site.membrane ? site.width * sizeof(float) : 0));
    bytes += 2 * header.network.components.size() * header.operationFields.size() * sizeof(std::int64_t);
    return bytes + header.candidates * (sizeof(std::int32_t) + sizeof(float)) + sizeof(float);
}

Result<RecordedRows> RecordingReader::read(std::int64_t from, std::int64_t to, bool logits) const {
    from = std::clamp<std::int64_t>(from, 0, tokenCount());
    to = std::clamp<std::int64_t>(to, from, tokenCount());
    const std::string& path = m_data->layout.file.path();
    if (static_cast<std::size_t>(to - from) > kMostBytes / bytesPerToken(logits))
        return fail(path + ": " + std::to_string(to - from) + " tokens at once take more than " +
                    std::to_string(kMostBytes >> 20) + " MiB; read fewer");
    return withinMemory(path + ":", [&] {
        return m_data->read(static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(to), logits);
    });
}

Result<std::vector<std::int32_t>> RecordingReader::tokens() const {
    const RecordingLayout& layout = m_data->layout;
    return withinMemory(layout.file.path() + ":", [&]() -> Result<std::vector<std::int32_t>> {
        std::vector<std::int32_t> ids;
        if (auto ok = readNumbers(layout.file, layout.ids, 0, layout.tokens, ids); !ok) return tl::unexpected(ok.error());
        return ids;
    });
}

Result<std::vector<RecordedChange>> RecordingReader::changes() const {
    const RecordingLayout& layout = m_data->layout;
    const RecordingHeader& h = layout.header;
    std::vector<RecordedChange> changes;
    std::vector<std::string> texts;
    if (layout.changes) {
        if (layout.changes->rows() > kMostChanges && layout.changes->elements > 0)
            return fail(layout.changes->where + " has " + std::to_string(layout.changes->rows()) + " changes; expected at most " +
                        std::to_string(kMostChanges));
        const std::uint64_t rows = layout.changes->elements;
        if (auto ok = m_data->readTexts(*layout.changes, 0, rows, texts); !ok) return tl::unexpected(ok.error());
    }
    for (const std::string& text : texts) {
        auto change = parseChange(text, layout.changes->where);
        if (!change) return tl::unexpected(change.error());
        if (!changes.empty() && change->token <= changes.back().token)
            return fail(layout.changes->where + " is not in the order of the tokens");
        if (change->token < tokenCount()) changes.push_back(std::move(*change));
    }
    if (changes.empty() || changes.front().token > 0)
        changes.insert(changes.begin(), {0, h.blockChoice, h.interventions, h.seed, h.temperature, h.topP});
    return changes;
}

}  // namespace spikeglass
