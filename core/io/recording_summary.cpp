// SPDX-License-Identifier: Apache-2.0
#include <new>

#include "base/within_memory.h"
#include "io/hdf5_attributes.h"
#include "io/recording_file.h"
#include "io/recording_layout.h"

namespace spikeglass {
namespace {

Result<void> readTexts(const RecordingLayout& layout, RecordingSummary& summary) {
    return hdf5::forEachBand(layout.file, layout.text, 0, layout.tokens, [&](std::span<const std::byte> band) -> Result<void> {
        const std::size_t rows = band.size() / layout.text.rowBytes();
        for (std::size_t row = 0; row < rows; ++row) {
            const auto text = layout.textAt(layout.text, band, row);
            if (!text) return tl::unexpected(text.error());
            summary.text += *text;
            if (summary.text.size() > layout.file.size())
                return fail(layout.text.where + " is damaged: it has more text than the file has bytes");
        }
        return {};
    });
}

Result<void> countSpikes(const RecordingLayout& layout, RecordingSummary& summary) {
    for (std::size_t s = 0; s < layout.spikes.size(); ++s) {
        const hdf5::Dataset& spikes = layout.spikes[s];
        std::uint64_t fired = 0;
        auto ok = hdf5::forEachBand(layout.file, spikes, 0, layout.tokens, [&](std::span<const std::byte> band) -> Result<void> {
            for (const std::byte value : band) {
                if (value > std::byte{1})
                    return fail(spikes.where + " holds " + std::to_string(std::to_integer<int>(value)) +
                                "; expected only 0 and 1");
                fired += std::to_integer<std::uint64_t>(value);
            }
            return {};
        });
        if (!ok) return ok;
        const std::uint64_t all = layout.tokens * spikes.shape[1] * spikes.shape[2];
        summary.firingRate[layout.header.sites[s].name] =
            all > 0 ? static_cast<double>(fired) / static_cast<double>(all) : 0.0;
    }
    return {};
}

}  // namespace

Result<RecordingSummary> summarizeRecording(const std::string& path, int descriptor) {
    return withinMemory(path + ":", [&]() -> Result<RecordingSummary> {
        auto layout = openRecordingLayout(path, descriptor);
        if (!layout) return tl::unexpected(layout.error());
        RecordingSummary summary;
        summary.tokens = static_cast<std::int64_t>(layout->tokens);
        if (auto ok = readTexts(*layout, summary); !ok) return tl::unexpected(ok.error());
        if (auto ok = countSpikes(*layout, summary); !ok) return tl::unexpected(ok.error());
        summary.header = std::move(layout->header);
        return summary;
    });
}

bool isRecording(const std::string& path, int descriptor) {
    try {
        const auto file = hdf5::InputFile::open(path, descriptor);
        if (!file) return false;
        const auto root = hdf5::Object::read(*file, file->rootAddress(), path + ": /");
        if (!root) return false;
        const auto values = hdf5::readAttributes(*file, *root);
        if (!values) return false;
        const auto format = values->find("format");
        const auto* name = format == values->end() ? nullptr : std::get_if<std::string>(&format->second);
        return name != nullptr && *name == "spikeglass-recording";
    } catch (const std::bad_alloc&) {
        return false;
    }
}

}  // namespace spikeglass
