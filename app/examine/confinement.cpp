// SPDX-License-Identifier: Apache-2.0
#include "examine/confinement.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/sanitized.h"

namespace spikeglass::examine {
namespace {

constexpr rlim_t kLongestAnswer = 64U << 10;  // bytes, where standard output is a file

/// No limit is raised: where the machine (a cluster's job, `ulimit -v`) gives less, that holds.
bool limit(int what, rlim_t most, rlim_t hard = 0) {
    rlimit given{};
    if (::getrlimit(static_cast<__rlimit_resource>(what), &given) != 0) return false;
    const rlim_t top = std::min(given.rlim_max, std::max(hard, most));
    const rlimit value{std::min(most, top), top};
    return ::setrlimit(static_cast<__rlimit_resource>(what), &value) == 0;
}

/// Lets a call pass where the lower half of an argument, all that the kernel reads of it, is one of these.
void allowWith(std::vector<sock_filter>& filter, int call, int argument, const std::vector<std::uint32_t>& values) {
    static_assert(std::endian::native == std::endian::little);
    const auto offset = static_cast<std::uint32_t>(offsetof(seccomp_data, args) + static_cast<std::size_t>(argument) * sizeof(std::uint64_t));
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, static_cast<std::uint8_t>(2 + 2 * values.size())));
    filter.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
    for (const std::uint32_t value : values) {
        filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
        filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    }
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
}

/// Every call that is not in the list is refused with EPERM; so is a signal to another process (abort() sends one to its own), and
/// fcntl() but for what reading takes: it could have the kernel send signals.
void leaveSystemCalls() {
#if defined(__x86_64__)
    constexpr std::uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
    constexpr std::uint32_t kMachine = AUDIT_ARCH_AARCH64;
#else
    constexpr std::uint32_t kMachine = 0;
#endif
    if (kMachine == 0 || kSanitized) return;
    constexpr int kAllowed[] = {SYS_read,       SYS_pread64,       SYS_readv,         SYS_write,         SYS_lseek,   SYS_fstat,
                                SYS_close,      SYS_brk,           SYS_mmap,          SYS_munmap,        SYS_mremap,  SYS_madvise,
                                SYS_mprotect,   SYS_futex,         SYS_clock_gettime, SYS_getrandom,     SYS_rt_sigaction, SYS_rt_sigprocmask,
                                SYS_rt_sigreturn, SYS_getpid,      SYS_gettid,        SYS_sched_yield,   SYS_exit,    SYS_exit_group,
                                SYS_newfstatat};
    std::vector<sock_filter> filter{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kMachine, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
    };
    for (const int call : kAllowed) {
        filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1));
        filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    }
    allowWith(filter, SYS_tgkill, 0, {static_cast<std::uint32_t>(::getpid())});
    allowWith(filter, SYS_fcntl, 1, {F_GETFD, F_GETFL, F_DUPFD_CLOEXEC});
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

}  // namespace

bool leaveFileSystem() {
    constexpr std::uint64_t kFileAccess = (std::uint64_t{1} << 13) - 1;  // of the first version: all up to MAKE_SYM
    struct {
        std::uint64_t files = kFileAccess, network = 0;
    } handled;
    const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return false;
    if (version >= 2) handled.files |= std::uint64_t{1} << 13;  // refer
    if (version >= 3) handled.files |= std::uint64_t{1} << 14;  // truncate
    if (version >= 4) handled.network = 3;                      // bind, connect
    const std::size_t size = version >= 4 ? sizeof handled : sizeof handled.files;
    const int rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, size, 0));
    if (rules < 0) return false;
    const bool left = ::syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    ::close(rules);
    return left;
}

bool confine(std::uint64_t memoryBytes, int seconds) {
    ::syscall(SYS_close_range, 3U, ~0U, 0U);  // whatever the parent left open
    const bool limited = limit(RLIMIT_CPU, static_cast<rlim_t>(seconds), static_cast<rlim_t>(seconds) + 1) && limit(RLIMIT_FSIZE, kLongestAnswer) && limit(RLIMIT_CORE, 0) &&
                         (kSanitized || limit(RLIMIT_AS, memoryBytes));
    if (!limited || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    if (!kSanitized) static_cast<void>(leaveFileSystem());  // seccomp refuses to open files, too
    leaveSystemCalls();
    return true;
}

}  // namespace spikeglass::examine
