// SPDX-License-Identifier: Apache-2.0
#include "io/checkpoint_scan.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "io/hdf5_attributes.h"
#include "io/recording_layout.h"

namespace spikeglass {
namespace {

/// Of the values as they are stored, those that are not finite are those whose exponent is all ones.
template <class Bits, Bits kExponent, Bits kMantissa>
Result<void> checkFinite(const hdf5::Dataset& tensor, std::uint64_t first, std::span<const std::byte> band) {
    std::vector<Bits> values(band.size() / sizeof(Bits));
    std::memcpy(values.data(), band.data(), band.size());
    std::size_t bad = 0;
    for (const Bits value : values) bad += (value & kExponent) == kExponent ? 1 : 0;  // no branch: the compiler makes it wide
    if (bad == 0) return {};
    const auto found = std::find_if(values.begin(), values.end(), [](Bits value) { return (value & kExponent) == kExponent; });
    return fail(tensor.where + " holds " + ((*found & kMantissa) != 0 ? "NaN" : "an infinity") + " at " +
                hdf5::describePosition(first + static_cast<std::uint64_t>(found - values.begin()), tensor.shape) + "; expected finite weights");
}

Result<void> scan(const hdf5::InputFile& file, const hdf5::Dataset& tensor) {
    const std::size_t bytes = hdf5::bytesOf(tensor.element);
    std::uint64_t seen = 0;  // elements
    return forEachBand(file, tensor, 0, tensor.rows(), [&](std::span<const std::byte> band) {
        const std::uint64_t first = std::exchange(seen, seen + band.size() / bytes);
        return bytes == 4 ? checkFinite<std::uint32_t, 0x7F800000U, 0x007FFFFFU>(tensor, first, band)
                          : checkFinite<std::uint16_t, 0x7C00U, 0x03FFU>(tensor, first, band);
    });
}

}  // namespace

Result<CheckpointFile> openAndScanCheckpoint(const std::string& path, int descriptor) {
    auto checkpoint = CheckpointFile::open(path, descriptor);
    if (!checkpoint) return checkpoint;
    try {
        const auto file = hdf5::InputFile::open(path, descriptor);
        if (!file) return tl::unexpected(file.error());
        const auto root = hdf5::Object::read(*file, file->rootAddress(), path + ": /");
        if (!root) return tl::unexpected(root.error());
        constexpr std::size_t kMost = 65536;  // members; CheckpointFile::open() has counted them
        const auto links = hdf5::readLinks(*file, *root, kMost);
        if (!links) return tl::unexpected(links.error());
        const auto weights = hdf5::openMember(*file, *root, *links, "weights", hdf5::Object::Kind::Group);
        if (!weights) return tl::unexpected(weights.error());
        const auto members = hdf5::readLinks(*file, *weights, kMost);
        if (!members) return tl::unexpected(members.error());
        for (const auto& [name, link] : *members) {
            const auto object = hdf5::openMember(*file, *weights, *members, name, hdf5::Object::Kind::Dataset);
            if (!object) return tl::unexpected(object.error());
            const auto tensor = hdf5::openDataset(*file, *object, "float32 or float16");
            if (!tensor) return tl::unexpected(tensor.error());
            if (auto ok = scan(*file, *tensor); !ok) return tl::unexpected(ok.error());
        }
        return checkpoint;
    } catch (const std::bad_alloc&) {
        return fail(path + ": needs more memory than there is");
    }
}

}  // namespace spikeglass
