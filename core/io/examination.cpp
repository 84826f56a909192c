// SPDX-License-Identifier: Apache-2.0
#include "io/examination.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>

#include "io/whole_file.h"

namespace spikeglass {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kLongestAnswer = 8192;          // bytes
constexpr int kAskEveryMilliseconds = 50;             // whether it is cancelled
constexpr std::size_t kMostVerdicts = 1024;           // remembered

class Descriptor {
  public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    int get() const { return m_fd; }
    void close() {
        if (m_fd >= 0) ::close(m_fd);
        m_fd = -1;
    }

  private:
    int m_fd;
};

/// Beside this program, or in bin/ beside its folder; where it was installed, and where it was built.
std::string examiner() {
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    for (const std::filesystem::path& folder : {self, self.parent_path() / "bin"})
        if (const auto program = folder / "spikeglass-examine"; !error && ::access(program.c_str(), X_OK) == 0) return program.string();
    return {};
}

/// Starts it with the file as its standard input and a pipe as its standard output. Errors: the number of the system's reason.
int start(const std::string& program, const std::string& path, int file, int answer, pid_t& process) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, file, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, answer, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::string name = program, subject = path, libraries = "LD_LIBRARY_PATH=";
    char* arguments[] = {name.data(), subject.data(), nullptr};
    const char* where = std::getenv("LD_LIBRARY_PATH");
    if (where != nullptr) libraries += where;
    char* environment[] = {where != nullptr ? libraries.data() : nullptr, nullptr};
    const int status = ::posix_spawn(&process, program.c_str(), &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return status;
}

/// All that it says until it ends; nothing if that takes longer than the deadline, or is cancelled.
std::optional<std::string> listen(int answer, Clock::time_point deadline, const std::function<bool()>& cancelled) {
    std::string said;
    char piece[1024];
    while (said.size() < kLongestAnswer) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd wait{answer, POLLIN, 0};
        if (cancelled && cancelled()) return {};
        const int ready = left <= 0 ? 0 : ::poll(&wait, 1, static_cast<int>(std::min<long long>(left + 1, cancelled ? kAskEveryMilliseconds : 1 << 30)));
        if ((ready < 0 && errno == EINTR) || (ready == 0 && left > kAskEveryMilliseconds)) continue;
        if (ready <= 0) return {};
        const ssize_t n = ::read(answer, piece, sizeof piece);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        said.append(piece, static_cast<std::size_t>(n));
    }
    return said;
}

/// Waits until it has ended, or ends it at the deadline.
int endOf(pid_t process, Clock::time_point deadline) {
    int status = 0;
    while (true) {
        const pid_t ended = ::waitpid(process, &status, WNOHANG);
        if (ended == process || (ended < 0 && errno != EINTR)) return status;
        if (Clock::now() >= deadline) break;
        ::usleep(200);
    }
    ::kill(process, SIGKILL);
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

/// "ok KIND" and exit status 0, or the sentence that says what is wrong and another one. The sentence begins with the file's
/// name, which may be anything: it alone says nothing.
Result<Examined::Kind> verdict(const std::string& path, const std::optional<std::string>& said, int status, int seconds) {
    const auto refuse = [&](const std::string& reason) { return fail(path + ": is not opened: " + reason); };
    const bool outOfTime = WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
    if (!said || outOfTime) return refuse("examining it took longer than " + std::to_string(seconds) + " seconds");
    if (WIFSIGNALED(status))
        return refuse(std::string("it is damaged so that its examination crashed (") + ::strsignal(WTERMSIG(status)) + ")");
    const std::size_t end = said->find('\n');
    const std::string line = said->substr(0, end);
    if (end == std::string::npos) return refuse("its examination ended without an answer");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return fail(line);
    for (std::size_t i = 0; i < std::size(kExaminedKinds); ++i)
        if (line == std::string("ok ") + kExaminedKinds[i]) return static_cast<Examined::Kind>(i);
    return refuse("the examiner's answer is of another version of this program");
}

}  // namespace

int examinationSeconds(int file) {
    constexpr std::uint64_t kBytesPerSecond = 200U << 20;  // that reading and checking takes on a slow disk
    constexpr std::uint64_t kBlock = 512, kMostPacked = 8;  // of stat(); how much smaller than a file is what a disk that packs keeps of it
    struct stat status {};
    if (::fstat(file, &status) != 0) return kExaminationSeconds;
    constexpr std::uint64_t kUntold = std::uint64_t{1} << 30;  // a file system may not say how much there is
    const auto onDisk = status.st_blocks > 0 ? static_cast<std::uint64_t>(status.st_blocks) * kBlock * kMostPacked : kUntold;
    return kExaminationSeconds + static_cast<int>(std::min(static_cast<std::uint64_t>(status.st_size), onDisk) / kBytesPerSecond);
}

Result<Examined::Kind> examineWith(const std::string& program, const std::string& path, int file, const std::function<bool()>& cancelled) {
    const int seconds = examinationSeconds(file);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return fail(path + ": cannot be examined: " + std::strerror(errno));
    const Descriptor answer(ends[0]);
    Descriptor child(ends[1]);
    pid_t process = 0;
    if (const int status = start(program, path, file, child.get(), process); status != 0)
        return fail(path + ": cannot be examined: " + std::strerror(status));
    child.close();
    const auto deadline = Clock::now() + std::chrono::seconds(seconds);
    auto said = listen(answer.get(), deadline, cancelled);
    const bool tooLong = said && said->size() >= kLongestAnswer;  // no answer of ours
    const int status = endOf(process, tooLong || !said ? Clock::now() : deadline);
    if (!said && cancelled && cancelled()) return fail(path + ": was not opened: it was cancelled");
    if (tooLong) said = std::string();
    return verdict(path, said, tooLong ? 0 : status, seconds);
}

namespace {

Result<Examined::Kind> examine(const std::string& path, int file, const std::function<bool()>& cancelled) {
    static const std::string program = examiner();
    if (program.empty())
        return fail(path + ": is not opened: the program spikeglass-examine, which examines files first, is not beside this one");
    return examineWith(program, path, file, cancelled);
}

/// Those of this process that were no errors.
class Verdicts {
  public:
    std::optional<Examined::Kind> find(const FileIdentity& identity) {
        const std::lock_guard lock(m_mutex);
        const auto found = m_kinds.find(identity);
        return found == m_kinds.end() ? std::nullopt : std::optional(found->second);
    }
    void keep(const FileIdentity& identity, Examined::Kind kind) {
        const std::lock_guard lock(m_mutex);
        if (m_kinds.size() >= kMostVerdicts) m_kinds.clear();
        m_kinds.emplace(identity, kind);
    }

  private:
    std::mutex m_mutex;
    std::map<FileIdentity, Examined::Kind> m_kinds;
};

}  // namespace

Result<Examined> notExamined(const std::string& path) {
    if (auto name = checkFileName(path); !name) return tl::unexpected(name.error());
    auto opened = std::make_shared<const Descriptor>(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // a pipe must not be waited for
    struct stat status {};
    Examined examined{Examined::Kind::Other, path, {}, {}};
    const int file = opened->get();
    if (file < 0 || ::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) return examined;
    examined.identity = FileIdentity(status);
    examined.open = std::move(opened);
    return examined;
}

Result<Examined> examineFile(const std::string& path, const std::function<bool()>& cancelled) {
    static Verdicts verdicts;
    auto found = notExamined(path);
    if (!found || !found->open) return found;
    Examined& examined = *found;
    if (const auto known = verdicts.find(examined.identity)) {
        examined.kind = *known;
        return found;
    }
    const auto kind = examine(path, examined.descriptor(), cancelled);
    if (!kind) return tl::unexpected(kind.error());
    examined.kind = *kind;
    // A recording may still be growing; what there is of it can be read all the same.
    if (auto same = examined.unchanged(); !same && *kind != Examined::Kind::Recording) return tl::unexpected(same.error());
    verdicts.keep(examined.identity, *kind);
    return found;
}

int Examined::descriptor() const { return open ? static_cast<const Descriptor*>(open.get())->get() : -1; }

Result<void> Examined::unchanged(bool mayGrow) const {
    struct stat status {};
    const bool there = ::stat(path.c_str(), &status) == 0;
    const bool examined = identity != FileIdentity();
    if (!there && examined) return fail(path + ": went away while it was read: " + std::strerror(errno));
    // What was not examined was no regular file, or empty, or may not be read.
    const bool isFile = there && S_ISREG(status.st_mode) && status.st_size > 0 && ::access(path.c_str(), R_OK) == 0;
    const FileIdentity now(status);
    const bool grown = mayGrow && now.device == identity.device && now.inode == identity.inode && now.bytes >= identity.bytes;
    if (examined ? now != identity && !grown : isFile) return fail(path + ": was changed while it was read; open it again");
    return {};
}

}  // namespace spikeglass
