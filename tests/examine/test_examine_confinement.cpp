// SPDX-License-Identifier: Apache-2.0
// What a confined process can no longer do, tried in one that is about to end.
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>
#include <QProcess>
#include <QTemporaryFile>
#include <QTest>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <functional>

#include "base/sanitized.h"
#include "examine/confinement.h"
#include "io/examination.h"

using namespace spikeglass;

namespace {

constexpr std::uint64_t kMemory = std::uint64_t{512} << 20;

/// How a child ended that confined itself and then did this; its exit status is what that returned.
int confined(const std::function<int()>& act) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(examine::confine(kMemory, 1) ? act() : 99);
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

bool isRefused(int result) { return result < 0 && (errno == EPERM || errno == EACCES); }

}  // namespace

class TestExamineConfinement : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        if (kSanitized) QSKIP("a sanitizer reads /proc and takes terabytes of addresses: its builds confine nothing");
    }
    void opensNoFile() {
        const int status = confined([] {
            for (const char* path : {"/etc/passwd", "/proc/self/maps", "/dev/null", "."})
                if (!isRefused(::open(path, O_RDONLY))) return 1;
            return isRefused(::open("/tmp/new", O_WRONLY | O_CREAT, 0600)) && isRefused(::unlink("/tmp/new")) ? 0 : 2;
        });
        QCOMPARE(status, 0);
    }
    void opensNoFileWhereTheKernelFiltersNoCalls() {
        if (::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) QSKIP("this kernel has no Landlock");
        const auto without = [](int result) { return result < 0 && errno == EACCES; };
        const pid_t child = ::fork();
        if (child == 0) {
            if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !examine::leaveFileSystem()) ::_exit(99);
            for (const char* path : {"/etc/passwd", "/proc/self/maps", "."})
                if (!without(::open(path, O_RDONLY))) ::_exit(1);
            if (!without(::open("/tmp/new", O_WRONLY | O_CREAT, 0600))) ::_exit(2);
            char name[] = "/bin/true";
            char* arguments[] = {name, nullptr};
            ::_exit(without(::execv(name, arguments)) ? 0 : 3);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
    }
    void theExaminerIsConfined() {
        QFile own(QStringLiteral("/proc/self/status"));
        if (!own.open(QIODevice::ReadOnly) || !own.readAll().contains("Seccomp:")) QSKIP("this kernel has no seccomp");
        // Spaces without an end keep it busy; meanwhile the system says what it may do.
        QTemporaryFile spaces;
        QVERIFY(spaces.open());
        const QByteArray piece(1 << 20, ' ');
        for (int i = 0; i < 96; ++i) QVERIFY(spaces.write(piece) == piece.size());
        QVERIFY(spaces.flush());
        QProcess examiner;
        examiner.setStandardInputFile(spaces.fileName());
        examiner.start(QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/spikeglass-examine"), {QStringLiteral("spaces")});
        QVERIFY(examiner.waitForStarted());
        const QString folder = QStringLiteral("/proc/%1/").arg(examiner.processId());
        const auto content = [&](const char* name) {
            QFile file(folder + QLatin1String(name));
            return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).simplified() : QString();
        };
        QString status, limits;
        do {
            status = content("status");
            limits = content("limits");
        } while (!status.contains(QLatin1String("Seccomp: 2")) && !examiner.waitForFinished(1) && examiner.state() == QProcess::Running);
        QVERIFY2(status.contains(QLatin1String("Seccomp: 2")) && status.contains(QLatin1String("NoNewPrivs: 1")), qPrintable(status));
        QVERIFY2(limits.contains(QStringLiteral("Max address space %1 ").arg(kExaminationMemory)), qPrintable(limits));
        QVERIFY2(limits.contains(QStringLiteral("Max core file size 0 0")), qPrintable(limits));
        QVERIFY(examiner.state() == QProcess::NotRunning || examiner.waitForFinished());
        QCOMPARE(examiner.readAllStandardOutput(), QByteArray("ok other\n"));
    }
    void reachesNoNetwork() {
        QCOMPARE(confined([] { return isRefused(::socket(AF_INET, SOCK_STREAM, 0)) && isRefused(::socket(AF_UNIX, SOCK_STREAM, 0)) ? 0 : 1; }), 0);
    }
    void startsNoProcess() {
        const int status = confined([] {
            if (!isRefused(::fork())) return 1;
            char name[] = "/bin/true";
            char* arguments[] = {name, nullptr};
            return isRefused(::execv(name, arguments)) ? 0 : 2;
        });
        QCOMPARE(status, 0);
    }
    void harmsNoOtherProcess() {
        const pid_t other = ::fork();
        if (other == 0) {
            ::alarm(20);
            for (;;) ::pause();
        }
        const int status = confined([other] {
            if (!isRefused(static_cast<int>(::syscall(SYS_tgkill, other, other, SIGKILL)))) return 1;
            if (!isRefused(::kill(other, SIGKILL))) return 2;
            // The kernel would send it a signal of our choice as soon as the pipe can be read.
            if (!isRefused(::fcntl(STDIN_FILENO, F_SETOWN, other)) || !isRefused(::fcntl(STDIN_FILENO, F_SETSIG, SIGKILL))) return 3;
            if (!isRefused(::fcntl(STDIN_FILENO, F_SETFL, O_ASYNC))) return 4;
            return ::fcntl(STDIN_FILENO, F_GETFL) >= 0 || errno == EBADF ? 0 : 5;
        });
        const bool lives = ::waitpid(other, nullptr, WNOHANG) == 0;
        ::kill(other, SIGKILL);
        ::waitpid(other, nullptr, 0);
        QCOMPARE(status, 0);
        QVERIFY(lives);
    }
    void mayAbort() {
        const int status = confined([] {
            std::abort();
            return 0;
        });
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGABRT);
    }
    void takesNoMoreMemory() {
        const int status = confined([] {
            const auto map = [](std::size_t bytes) { return ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); };
            if (map(2 * kMemory) != MAP_FAILED) return 1;
            return map(1U << 20) != MAP_FAILED ? 0 : 2;
        });
        QCOMPARE(status, 0);
    }
    void runsOutOfTime() {
        const int status = confined([] {
            volatile bool always = true;
            while (always) {
            }
            return 0;
        });
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGXCPU);
    }
    void readsWhatIsOpen() {
        // It was open before, as standard input is.
        const int file = ::open("/proc/self/exe", O_RDONLY);
        QVERIFY(file >= 0);
        const int input = ::dup(STDIN_FILENO);
        QVERIFY(::dup2(file, STDIN_FILENO) == STDIN_FILENO);
        const int status = confined([] {
            char bytes[4] = {};
            return ::pread(STDIN_FILENO, bytes, sizeof bytes, 0) == 4 && bytes[1] == 'E' ? 0 : 1;
        });
        if (input >= 0) ::dup2(input, STDIN_FILENO);
        QCOMPARE(status, 0);
    }
};

QTEST_GUILESS_MAIN(TestExamineConfinement)
#include "test_examine_confinement.moc"
