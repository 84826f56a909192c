// SPDX-License-Identifier: Apache-2.0
#include "io/hdf5_handles.h"

namespace spikeglass::hdf5 {
namespace {

std::recursive_mutex& processMutex() {
    static std::recursive_mutex mutex;
    return mutex;
}

/// Takes the deepest description, or rather the system's own words inside of one.
herr_t visitError(unsigned, const H5E_error2_t* error, void* data) noexcept {
    try {
        std::string& reason = *static_cast<std::string*>(data);
        const std::string text = error->desc == nullptr ? "" : error->desc;
        constexpr const char* kSystem = "error message = '";
        const std::size_t at = text.find(kSystem);
        if (at == std::string::npos) {
            if (reason.empty()) reason = text;
            return 0;
        }
        const std::size_t begin = at + std::char_traits<char>::length(kSystem);
        reason = text.substr(begin, text.find('\'', begin) - begin);
        return 1;
    } catch (...) {
        return -1;
    }
}

}  // namespace

Session::Session() : m_lock(processMutex()) {
    // We close what we open. At exit, HDF5 would try in vain, and say so, to close a file on a disk that is full.
    static const herr_t noExitHandler = H5dont_atexit();
    (void)noExitHandler;
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

herr_t closeFile(hid_t file) {
    const herr_t closed = H5Fclose(file);
    if (closed >= 0) H5garbage_collect();  // else lastReason() is asked next
    return closed;
}

std::string lastReason() {
    std::string reason;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, visitError, &reason);
    return reason.empty() ? "unknown reason" : reason;
}

}  // namespace spikeglass::hdf5
