// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_handles.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "io/hdf5_superblock.h"

namespace spikeglass::hdf5 {
namespace {

std::recursive_mutex& processMutex() {
    static std::recursive_mutex mutex;
    return mutex;
}

const char* kindOfLink(H5L_type_t type) {
    if (type == H5L_TYPE_EXTERNAL) return "an external link";
    if (type == H5L_TYPE_SOFT) return "a soft link";
    return "a link of unknown kind";
}

struct Listing {
    std::vector<std::string> names;
    std::size_t limit = 0;
    bool tooMany = false;
    std::string badName;  // of the first link that is not a hard one
    const char* badKind = nullptr;
};

herr_t visitLink(hid_t, const char* name, const H5L_info_t* info, void* data) noexcept {
    try {
        Listing& listing = *static_cast<Listing*>(data);
        if (listing.names.size() >= listing.limit) {
            listing.tooMany = true;
            return 1;
        }
        if (info->type != H5L_TYPE_HARD) {
            listing.badName = name;
            listing.badKind = kindOfLink(info->type);
            return 1;
        }
        listing.names.emplace_back(name);
        return 0;
    } catch (...) {
        return -1;
    }
}

}  // namespace

Session::Session() : m_lock(processMutex()) {
    static const herr_t pluginsOff = H5PLset_loading_state(0);
    (void)pluginsOff;
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Result<OpenedFile> openForReading(const std::string& path) {
    auto bytes = checkSuperblock(path);
    if (!bytes) return tl::unexpected(bytes.error());
    const PropertyList access(H5Pcreate(H5P_FILE_ACCESS));
    H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
    H5Pset_file_locking(access.id(), false, true);  // read-only media and network disks may know no locks
    OpenedFile opened{File(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.id())), *bytes};
    if (!opened.file) return fail(path + ": is damaged, HDF5 cannot open it");
    return opened;
}

Result<std::vector<std::string>> listGroup(hid_t group, const std::string& where, std::size_t limit) {
    Listing listing;
    listing.limit = limit;
    const herr_t status = H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, visitLink, &listing);
    if (listing.tooMany) return fail(where + " holds more than " + std::to_string(limit) + " entries");
    if (listing.badKind != nullptr)
        return fail(where + " holds " + listing.badKind + ", " + quoted(listing.badName) +
                    "; expected only objects stored in this file");
    if (status < 0) return fail(where + " is damaged, HDF5 cannot list it");
    std::sort(listing.names.begin(), listing.names.end());
    return std::move(listing.names);
}

Result<Member> findMember(hid_t parent, const std::string& name, const std::string& where) {
    const htri_t exists = H5Lexists(parent, name.c_str(), H5P_DEFAULT);
    if (exists == 0) return Member::None;
    H5L_info_t info{};
    if (exists < 0 || H5Lget_info(parent, name.c_str(), &info, H5P_DEFAULT) < 0)
        return fail(where + " is damaged, HDF5 cannot read its link");
    if (info.type != H5L_TYPE_HARD)
        return fail(where + " is " + kindOfLink(info.type) + "; expected an object stored in this file");
    H5O_info_t object{};
    if (H5Oget_info_by_name2(parent, name.c_str(), &object, H5O_INFO_BASIC, H5P_DEFAULT) < 0)
        return fail(where + " is damaged, HDF5 cannot read its header");
    if (object.type == H5O_TYPE_GROUP) return Member::IsGroup;
    if (object.type == H5O_TYPE_DATASET) return Member::IsDataset;
    return Member::IsOther;
}

Result<Group> openGroup(hid_t parent, const std::string& name, const std::string& where) {
    const auto member = findMember(parent, name, where);
    if (!member) return tl::unexpected(member.error());
    if (*member == Member::None) return fail(where + " is missing; expected a group");
    if (*member != Member::IsGroup)
        return fail(where + " is " + (*member == Member::IsDataset ? "a dataset" : "no group") + "; expected a group");
    Group group(H5Gopen2(parent, name.c_str(), H5P_DEFAULT));
    if (!group) return fail(where + " is damaged, HDF5 cannot open it");
    return group;
}

Result<Dataset> openDataset(hid_t parent, const std::string& name, const std::string& where) {
    const auto member = findMember(parent, name, where);
    if (!member) return tl::unexpected(member.error());
    if (*member == Member::None) return fail(where + " is missing; expected a dataset");
    if (*member != Member::IsDataset)
        return fail(where + " is " + (*member == Member::IsGroup ? "a group" : "no dataset") + "; expected a dataset");
    Dataset dataset(H5Dopen2(parent, name.c_str(), H5P_DEFAULT));
    if (!dataset) return fail(where + " is damaged, HDF5 cannot open it");
    return dataset;
}

std::string quoted(const std::string& text) {
    constexpr std::size_t kLongest = 80;  // bytes
    const bool valid = isUtf8(text);
    std::string out = "\"";
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool starts = (byte & 0xC0U) != 0x80U;
        if (i >= kLongest && (starts || !valid)) break;
        out += byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !valid) ? '?' : text[i];
    }
    if (i < text.size()) out += "...";
    return out + "\"";
}

bool isUtf8(const std::string& text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first >= 0x80 && (first < 0xC2 || first > 0xF4)) return false;
        if (i + length > text.size()) return false;
        std::uint32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            const auto byte = static_cast<unsigned char>(text[i + k]);
            if ((byte & 0xC0U) != 0x80U) return false;
            point = (point << 6) | (byte & 0x3FU);
        }
        constexpr std::array<std::uint32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
        if (point < kSmallest[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
        i += length;
    }
    return true;
}

}  // namespace spikeglass::hdf5
