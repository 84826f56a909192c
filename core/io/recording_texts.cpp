// SPDX-License-Identifier: Apache-2.0
#include "io/recording_texts.h"

#include "io/hdf5_attributes.h"
#include "io/utf8.h"

namespace spikeglass {

hdf5::TypeHandle variableTextType() {
    hdf5::TypeHandle type(H5Tcopy(H5T_C_S1));
    H5Tset_size(type.id(), H5T_VARIABLE);
    H5Tset_cset(type.id(), H5T_CSET_UTF8);
    return type;
}

Result<RecordingTexts> RecordingTexts::create(hid_t parent, const std::string& name, hsize_t chunk) {
    const hsize_t none = 0;
    const hsize_t unlimited = H5S_UNLIMITED;
    const hdf5::SpaceHandle space(H5Screate_simple(1, &none, &unlimited));
    const hdf5::ListHandle properties(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_chunk(properties.id(), 1, &chunk);
    H5Pset_shuffle(properties.id());
    H5Pset_deflate(properties.id(), 1);
    const hdf5::TypeHandle type = variableTextType();
    const hdf5::DatasetHandle dataset(
        H5Dcreate2(parent, name.c_str(), type.id(), space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT));
    if (!dataset) return fail(hdf5::lastReason());
    RecordingTexts texts;
    texts.m_parent = parent;
    texts.m_name = name;
    texts.m_chunk = chunk;
    return texts;
}

void RecordingTexts::add(std::string_view text) { m_texts.push_back(validUtf8(text, hdf5::kLongestText)); }

std::size_t RecordingTexts::bytes() const {
    if (m_texts.empty()) return 0;
    std::size_t bytes = (m_texts.size() / m_chunk + 2) * (m_chunk * 16 + 4096);
    for (const std::string& text : m_texts) bytes += 2 * text.size() + 64;
    return bytes;
}

Result<void> RecordingTexts::write() {
    if (m_texts.empty()) return {};
    // Opened and closed each time, so that HDF5 does not keep its chunk in memory.
    hdf5::DatasetHandle dataset(H5Dopen2(m_parent, m_name.c_str(), H5P_DEFAULT));
    const hsize_t rows = m_texts.size();
    const hsize_t extent = m_written + rows;
    std::vector<const char*> pointers;
    for (const std::string& text : m_texts) pointers.push_back(text.c_str());
    if (!dataset || H5Dset_extent(dataset.id(), &extent) < 0) return fail(hdf5::lastReason());
    const hdf5::SpaceHandle whole(H5Dget_space(dataset.id()));
    const hdf5::SpaceHandle piece(H5Screate_simple(1, &rows, nullptr));
    const hdf5::TypeHandle type = variableTextType();
    H5Sselect_hyperslab(whole.id(), H5S_SELECT_SET, &m_written, nullptr, &rows, nullptr);
    if (H5Dwrite(dataset.id(), type.id(), piece.id(), whole.id(), H5P_DEFAULT, static_cast<void*>(pointers.data())) < 0 ||
        !dataset.close())
        return fail(hdf5::lastReason());
    m_written += rows;
    m_texts.clear();
    return {};
}

}  // namespace spikeglass
