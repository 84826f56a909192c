// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_chunks.h"

#include <zlib.h>

namespace spikeglass::hdf5 {
namespace {

/// zlib data of at most `limit` bytes. An empty result: damaged, or more than that.
std::vector<std::byte> inflateWithin(std::span<const std::byte> packed, std::size_t limit) {
    std::vector<std::byte> out(limit);
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return {};
    // zlib's interface takes a pointer to non-const but does not write there.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream, Z_FINISH);
    const std::size_t produced = out.size() - stream.avail_out;
    inflateEnd(&stream);
    if (status != Z_STREAM_END) return {};
    out.resize(produced);
    return out;
}

}  // namespace

/// As HDF5 stores it: sums modulo 65535 in which only nothing but zeros gives 0; any other multiple of 65535 is 65535.
std::uint32_t fletcher32(std::span<const std::byte> bytes) {
    constexpr std::uint32_t kModulus = 65535;
    std::uint32_t sum1 = 0;
    std::uint32_t sum2 = 0;
    const auto sum = [](std::uint32_t a, std::uint32_t b) { return a + b > kModulus ? a + b - kModulus : a + b; };
    const auto add = [&](std::uint32_t word) {
        sum1 = sum(sum1, word);
        sum2 = sum(sum2, sum1);
    };
    std::size_t i = 0;
    for (; i + 1 < bytes.size(); i += 2)
        add(std::to_integer<std::uint32_t>(bytes[i]) << 8 | std::to_integer<std::uint32_t>(bytes[i + 1]));
    if (i < bytes.size()) add(std::to_integer<std::uint32_t>(bytes[i]) << 8);
    return sum2 << 16 | sum1;
}

std::vector<std::byte> unshuffle(std::span<const std::byte> bytes, std::size_t elementBytes) {
    std::vector<std::byte> out(bytes.begin(), bytes.end());
    const std::size_t count = bytes.size() / elementBytes;  // bytes past the last whole element stay in place
    for (std::size_t k = 0; k < elementBytes; ++k)
        for (std::size_t i = 0; i < count; ++i) out[i * elementBytes + k] = bytes[k * count + i];
    return out;
}

Result<std::vector<std::byte>> unpackChunk(std::vector<std::byte> packed, std::span<const int> filters,
                                           std::uint32_t skipped, std::size_t chunkBytes, std::size_t elementBytes,
                                           const std::string& where) {
    constexpr std::size_t kChecksumBytes = 4;
    std::vector<std::byte> data = std::move(packed);
    for (std::size_t i = filters.size(); i-- > 0;) {
        if ((skipped >> i & 1U) != 0) continue;
        switch (filters[i]) {
            case kFletcher32: {
                if (data.size() < kChecksumBytes) return fail(where + " is damaged: a chunk is shorter than its checksum");
                std::uint32_t stored = 0;
                for (std::size_t k = 0; k < kChecksumBytes; ++k)  // little endian
                    stored |= std::to_integer<std::uint32_t>(data[data.size() - kChecksumBytes + k]) << (8 * k);
                data.resize(data.size() - kChecksumBytes);
                if (fletcher32(data) != stored) return fail(where + " is damaged: the checksum of a chunk does not match");
                break;
            }
            case kDeflate:
                data = inflateWithin(data, chunkBytes + kChecksumBytes);  // a checksum may have been added before
                if (data.empty()) return fail(where + " is damaged: a chunk does not unpack to its declared size");
                break;
            case kShuffle: data = unshuffle(data, elementBytes); break;
            default: return fail(where + " uses HDF5 filter " + std::to_string(filters[i]));
        }
    }
    if (data.size() != chunkBytes)
        return fail(where + " is damaged: a chunk unpacks to " + std::to_string(data.size()) + " bytes; expected " +
                    std::to_string(chunkBytes));
    return data;
}

}  // namespace spikeglass::hdf5
