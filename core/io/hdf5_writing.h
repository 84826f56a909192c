// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "io/hdf5_handles.h"
#include "io/recording_texts.h"

namespace spikeglass::hdf5 {

/// An HDF5 file being written under a Session, without dates: the first thing that fails is remembered, and nothing is tried after it.
class Writing {
  public:
    /// alignedFrom: pieces of so many bytes and more begin at a multiple of alignment; 0: wherever they come.
    explicit Writing(const std::string& path, hsize_t alignedFrom = 0, hsize_t alignment = 1) : m_text(variableTextType()) {
        const ListHandle access(H5Pcreate(H5P_FILE_ACCESS)), creation(H5Pcreate(H5P_FILE_CREATE));
        H5Pset_libver_bounds(access.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V110);
        H5Pset_obj_track_times(creation.id(), false);
        if (alignedFrom > 0) H5Pset_alignment(access.id(), alignedFrom, alignment);
        m_file = FileHandle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()));
        check(static_cast<bool>(m_file));
    }
    hid_t file() const { return m_file.id(); }
    hid_t text() const { return m_text.id(); }

    GroupHandle group(hid_t parent, const std::string& name) {
        const ListHandle creation(H5Pcreate(H5P_GROUP_CREATE));
        H5Pset_obj_track_times(creation.id(), false);
        GroupHandle made(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT));
        check(static_cast<bool>(made));
        return made;
    }
    /// count -1: a scalar.
    DatasetHandle dataset(hid_t parent, const std::string& name, hid_t fileType, hid_t memoryType, std::int64_t count, const void* values, hsize_t columns = 0) {
        const hsize_t shape[2] = {static_cast<hsize_t>(std::max<std::int64_t>(0, count)), columns};
        const SpaceHandle space(count < 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(columns > 0 ? 2 : 1, shape, nullptr));
        const ListHandle creation(H5Pcreate(H5P_DATASET_CREATE));
        H5Pset_obj_track_times(creation.id(), false);
        DatasetHandle made(H5Dcreate2(parent, name.c_str(), fileType, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT));
        check(static_cast<bool>(made));
        if (count != 0 && made) check(H5Dwrite(made.id(), memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0);
        return made;
    }
    DatasetHandle texts(hid_t parent, const std::string& name, const std::vector<std::string>& values, bool scalar = false) {
        std::vector<const char*> pointers;
        pointers.reserve(values.size());
        for (const std::string& value : values) pointers.push_back(value.c_str());
        return dataset(parent, name, text(), text(), scalar ? -1 : static_cast<std::int64_t>(values.size()), pointers.data());
    }
    /// count -1: a scalar.
    void attribute(hid_t object, const std::string& name, hid_t fileType, hid_t memoryType, const void* value, std::int64_t count = -1) {
        const hsize_t shape = static_cast<hsize_t>(std::max<std::int64_t>(0, count));
        const SpaceHandle space(count < 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &shape, nullptr));
        const AttributeHandle made(H5Acreate2(object, name.c_str(), fileType, space.id(), H5P_DEFAULT, H5P_DEFAULT));
        check(made && H5Awrite(made.id(), memoryType, value) >= 0);
    }
    void attribute(hid_t object, const std::string& name, const std::string& value) {
        const char* pointer = value.c_str();
        attribute(object, name, text(), text(), static_cast<const void*>(&pointer));
    }
    void check(bool ok) {
        if (!ok && m_reason.empty()) m_reason = lastReason();
    }
    Result<void> finish() {
        check(H5Fflush(m_file.id(), H5F_SCOPE_GLOBAL) >= 0);  // closed for good only when its groups are
        check(m_file.close());
        return m_reason.empty() ? Result<void>() : fail(m_reason);
    }

  private:
    TypeHandle m_text;
    FileHandle m_file;
    std::string m_reason;
};

}  // namespace spikeglass::hdf5
