// SPDX-License-Identifier: Apache-2.0
// Spikes as CSV and as the NPZ of pynapple: a ZIP, stored, of NumPy arrays.
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <limits>

#include "base/csv.h"
#include "io/spike_export.h"
#include "io/whole_file.h"

namespace spikeglass {
namespace {

static_assert(std::endian::native == std::endian::little);  // arrays are written as they lie in memory

std::string shortest(double value) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

void put(std::string& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>((value >> (8 * i)) & 0xFF);
}

/// A NumPy array of one dimension, format version 1.
std::string npy(const std::string& type, std::size_t count, const void* values, std::size_t bytes) {
    std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + std::to_string(count) + ",), }";
    constexpr std::size_t kBefore = 10, kAlignment = 64;
    header.append((kAlignment - (kBefore + header.size() + 1) % kAlignment) % kAlignment, ' ');
    header += '\n';
    std::string all = std::string("\x93NUMPY\x01\x00", 8);
    put(all, header.size(), 2);
    return all + header + std::string(static_cast<const char*>(values), bytes);
}

template <class T>
std::string npy(const std::string& type, const std::vector<T>& values) {
    return npy(type, values.size(), values.data(), values.size() * sizeof(T));
}

/// Stored, without dates.
class Zip {
  public:
    void add(const std::string& name, const std::string& content) {
        const auto crc = crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
        std::string common;
        put(common, 20, 2);                                  // version needed
        put(common, 0, 2), put(common, 0, 2);                // flags, stored
        put(common, 0, 2), put(common, (1 << 5) | 1, 2);     // time and date: 1980-01-01
        put(common, crc, 4), put(common, content.size(), 4), put(common, content.size(), 4);
        put(common, name.size(), 2), put(common, 0, 2);      // no extra field
        put(m_directory, 0x02014B50, 4), put(m_directory, 20, 2);
        m_directory += common;
        put(m_directory, 0, 2), put(m_directory, 0, 2), put(m_directory, 0, 2), put(m_directory, 0, 4);
        put(m_directory, m_bytes.size(), 4);
        m_directory += name;
        put(m_bytes, 0x04034B50, 4);
        m_bytes += common + name + content;
        ++m_count;
    }
    std::string finish() const {
        std::string all = m_bytes + m_directory;
        put(all, 0x06054B50, 4), put(all, 0, 4), put(all, m_count, 2), put(all, m_count, 2);
        put(all, m_directory.size(), 4), put(all, m_bytes.size(), 4), put(all, 0, 2);
        return all;
    }

  private:
    std::string m_bytes, m_directory;
    std::uint64_t m_count = 0;
};

}  // namespace

Result<void> writeSpikeCsv(const std::string& path, const SpikeTrains& trains) {
    std::string text = "site,neuron,unit,seconds\r\n";
    std::size_t first = 0;
    for (const SpikeTrains::Site& site : trains.sites) {
        const std::string name = csvField(site.name);
        for (std::size_t n = 0; n < site.seconds.size(); ++n)
            for (const double at : site.seconds[n])
                text.append(name).append(",").append(std::to_string(site.neuron(n))).append(",").append(std::to_string(first + n)).append(",").append(shortest(at)).append("\r\n");
        first += site.seconds.size();
    }
    return writeWholeFile(path, text);
}

Result<void> writePynapple(const std::string& path, const SpikeTrains& trains) {
    std::vector<std::pair<double, std::int64_t>> spikes;
    std::vector<std::int64_t> keys;
    for (const SpikeTrains::Site& site : trains.sites)
        for (const std::vector<double>& train : site.seconds) {
            for (const double at : train) spikes.emplace_back(at, static_cast<std::int64_t>(keys.size()));
            keys.push_back(static_cast<std::int64_t>(keys.size()));
        }
    constexpr std::size_t kMostSpikes = std::numeric_limits<std::uint32_t>::max() / 32;  // of a ZIP without its 64-bit form
    if (spikes.size() > kMostSpikes) return fail(path + ": too many spikes for an NPZ file; choose fewer tokens or sites");
    std::sort(spikes.begin(), spikes.end());
    std::vector<double> times;
    std::vector<std::int64_t> index;
    for (const auto& [at, unit] : spikes) times.push_back(at), index.push_back(unit);
    std::vector<char32_t> type;
    for (const char c : std::string("TsGroup")) type.push_back(static_cast<char32_t>(c));
    Zip zip;
    zip.add("t.npy", npy("<f8", times));
    zip.add("index.npy", npy("<i8", index));
    zip.add("keys.npy", npy("<i8", keys));
    zip.add("start.npy", npy("<f8", std::vector<double>{trains.startSeconds}));
    zip.add("end.npy", npy("<f8", std::vector<double>{trains.endSeconds}));
    zip.add("type.npy", npy("<U7", 1, type.data(), type.size() * sizeof(char32_t)));
    return writeWholeFile(path, zip.finish());
}

}  // namespace spikeglass
