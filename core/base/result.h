// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace spikeglass {

/// What went wrong with something that a user gave us, as one sentence that names it: the file, the dataset or the
/// option, what was expected and what was found. Bugs of ours are asserts, never an Error.
struct Error {
    std::string message;
};

/// A value, or the sentence that says why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand: `return fail("model.h5: ...");`
inline tl::unexpected<Error> fail(std::string message) { return tl::unexpected<Error>(Error{std::move(message)}); }

}  // namespace spikeglass
