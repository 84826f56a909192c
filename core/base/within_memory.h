// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <new>
#include <string>

#include "base/result.h"

namespace spikeglass {

/// Calls work, which returns a Result; where it runs out of memory that is an Error like any other, which begins with `what`:
/// "x.h5:", or "x.h5: tensor y" (its content). For all that reads what may be large.
template <class Work>
auto withinMemory(const std::string& what, const Work& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(what + " needs more memory than there is");
    }
}

}  // namespace spikeglass
