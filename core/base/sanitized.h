// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace spikeglass {

/// Built with AddressSanitizer or ThreadSanitizer: everything takes several times as long, shadow memory takes terabytes of
/// addresses, and allocators are theirs. GCC says so with macros of its own, Clang with features.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace spikeglass
