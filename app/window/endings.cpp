// SPDX-License-Identifier: Apache-2.0
#include "endings.h"

#include <fcntl.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace spikeglass {
namespace {

Endings* g_endings = nullptr;
int g_pipe[2] = {-1, -1};  // from the signal's handler to the event loop

struct Ending {
    int signal;
    const char* name;
};
constexpr Ending kEndings[] = {{SIGTERM, "SIGTERM"}, {SIGHUP, "SIGHUP"}, {SIGINT, "SIGINT"}};

void onSignalArrived(int signal) {
    const auto number = static_cast<char>(signal);
    if (::write(g_pipe[1], &number, 1) != 1) ::_exit(128 + signal);
    std::signal(signal, SIG_DFL);  // a second one ends the program at once
}

}  // namespace

Endings::Endings(std::function<bool()> rescue, QObject* parent) : QObject(parent), m_rescue(std::move(rescue)) {
    g_endings = this;
    m_usual = qInstallMessageHandler(&Endings::hear);
    if (::pipe2(g_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return;  // then signals end the program as they usually do
    m_notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &Endings::onSignal);
    for (const Ending& ending : kEndings)
        if (std::signal(ending.signal, onSignalArrived) == SIG_IGN) std::signal(ending.signal, SIG_IGN);  // nohup
}

Endings::~Endings() {
    for (const Ending& ending : kEndings)
        if (m_notifier != nullptr && std::signal(ending.signal, SIG_DFL) == SIG_IGN) std::signal(ending.signal, SIG_IGN);
    qInstallMessageHandler(m_usual);
    g_endings = nullptr;
    delete std::exchange(m_notifier, nullptr);
    for (int& end : g_pipe)
        if (end >= 0) ::close(std::exchange(end, -1));
}

QString Endings::savedOrNot() {
    const auto rescue = std::exchange(m_rescue, nullptr);
    return rescue && rescue() ? QStringLiteral("; the workspace is saved, and is offered at the next start") : QString();
}

void Endings::onSignal() {
    char number = 0;
    if (::read(g_pipe[0], &number, 1) != 1) return;
    for (const Ending& ending : kEndings)
        if (ending.signal == number) std::fprintf(stderr, "spikeglass: ended by %s%s\n", ending.name, qUtf8Printable(savedOrNot()));
    QCoreApplication::exit(128 + number);
}

void Endings::hear(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    const bool gone = message.contains(QLatin1String("The X11 connection broke")) || message.contains(QLatin1String("The Wayland connection "));
    if (gone && g_endings != nullptr) g_endings->endWithoutDisplay();
    if (g_endings != nullptr) g_endings->m_usual(type, context, message);
}

void Endings::endWithoutDisplay() {
    // Elsewhere than in the window's thread nothing can be saved any more; what saved itself is there.
    const QString saved = QThread::currentThread() == thread() ? savedOrNot() : QStringLiteral("; what saved itself is offered at the next start");
    std::fprintf(stderr, "spikeglass: the display went away%s\n", qUtf8Printable(saved));
    std::fflush(stderr);
    std::_Exit(1);
}

}  // namespace spikeglass
