// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace spikeglass::examine {

/// Gives up, for good, all that examining one open file does not need: memory beyond the limit, processor time beyond
/// `seconds`, other files (Landlock), the network, and every system call but those of reading and of memory (seccomp). What the
/// kernel does not know is left out; the plain limits are always there. False if even these cannot be set.
bool confine(std::uint64_t memoryBytes, int seconds);

/// The part of it that Landlock does: no file can be opened, made or run any more, no address bound or connected to. False where
/// the kernel has none. Needs PR_SET_NO_NEW_PRIVS.
bool leaveFileSystem();

}  // namespace spikeglass::examine
