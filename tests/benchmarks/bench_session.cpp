// SPDX-License-Identifier: Apache-2.0
// A session at full speed with the window open: does the window stay responsive, is memory bounded, is the recording whole,
// and what does the open window cost the engine?
//     QT_QPA_PLATFORM=offscreen build/release/benchmarks/bench_session SECONDS [MODEL] [RECORDING.h5]
#include <QApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <thread>
#include <vector>

#include "engine/recorded_run.h"
#include "prompt_bar.h"
#include "transport_bar.h"
#include "window/main_window.h"
#include "window/settings.h"

using namespace spikeglass;

namespace {

constexpr int kHeartbeatMilliseconds = 5;
constexpr double kAloneSeconds = 10;

double residentMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0) return std::stod(line.substr(6)) / 1024;
    return 0;
}

/// Tokens per second of the engine without a window.
double alone(const std::shared_ptr<const Model>& model, const std::vector<std::int32_t>& prompt, double seconds) {
    Runner runner(model);
    runner.setSpeed(0);
    runner.start(prompt, 0);
    const auto from = std::chrono::steady_clock::now();
    const auto elapsed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count(); };
    while (elapsed() < seconds) {
        while (runner.frames().pop()) {}
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return static_cast<double>(runner.status().tokens) / elapsed();
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const double seconds = argc > 1 ? std::atof(argv[1]) : 30;
    const QString path = QString::fromLocal8Bit(argc > 2 ? argv[2] : SPIKEGLASS_MODELS "/war-and-peace.h5");
    const QString recording = QString::fromLocal8Bit(argc > 3 ? argv[3] : "");
    Settings settings(Settings::Store::None);
    MainWindow window(&settings);
    window.show();
    QEventLoop loading;
    QObject::connect(&window.engine(), &EngineBridge::modelOpened, &loading, &QEventLoop::quit);
    QObject::connect(&window.engine(), &EngineBridge::openFailed, &loading, &QEventLoop::quit);
    window.openModel(path);
    loading.exec();
    if (!window.engine().hasModel()) return 1;
    const auto prompt = window.run().model().encodePrompt("The prince");
    const auto promptLower = window.run().model().encodePrompt("the prince");
    const auto& tokens = prompt ? *prompt : *promptLower;
    const double before = alone(window.run().sharedModel(), tokens, std::min(seconds, kAloneSeconds));

    window.promptBar().setPrompt(prompt ? QStringLiteral("The prince") : QStringLiteral("the prince"));
    window.transport().setSpeed(0);
    window.transport().setTokensToGenerate(0);
    window.transport().setWindowEnd(WindowEnd::Restart);
    if (!recording.isEmpty() && !window.engine().setRecording(recording)) return 1;
    if (!window.startText(false)) return 1;

    std::vector<double> lags;  // milliseconds late, per heartbeat
    QElapsedTimer beat, whole;
    beat.start();
    whole.start();
    double highest = 0, early = 0;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    QObject::connect(&heart, &QTimer::timeout, [&] {
        lags.push_back(std::max(0.0, static_cast<double>(beat.nsecsElapsed()) / 1e6 - kHeartbeatMilliseconds));
        beat.restart();
        if (lags.size() % 200 == 0) {
            const double now = residentMegabytes();
            highest = std::max(highest, now);
            if (static_cast<double>(whole.elapsed()) < 1000 * seconds / 4) early = now;
        }
        if (static_cast<double>(whole.elapsed()) > 1000 * seconds) QApplication::quit();
    });
    heart.start(kHeartbeatMilliseconds);
    QApplication::exec();
    const RunnerStatus status = window.engine().status();
    const double inWindow = static_cast<double>(status.tokens) / (static_cast<double>(whole.elapsed()) / 1000);
    window.engine().stop();
    const std::vector<std::int32_t> written = window.engine().script().tokens;
    const double after = alone(window.run().sharedModel(), tokens, std::min(seconds, kAloneSeconds));

    std::sort(lags.begin(), lags.end());
    const auto at = [&](double share) { return lags.empty() ? 0 : lags[static_cast<std::size_t>(share * static_cast<double>(lags.size() - 1))]; };
    std::printf("%.0f s, %lld tokens, %lld frames not drawn\n", seconds, static_cast<long long>(status.tokens), static_cast<long long>(status.droppedFrames));
    std::printf("engine: %.0f tokens/s with the window open, %.0f and %.0f without (before, after): %.1f%% slower\n", inWindow, before, after,
                100 * (1 - inWindow / (0.5 * (before + after))));
    std::printf("events late: median %.1f ms, 99%% %.1f ms, worst %.1f ms of %zu heartbeats\n", at(0.5), at(0.99), at(1), lags.size());
    std::printf("memory: %.0f MB in the first quarter, %.0f MB at most; history %.0f MB\n", early, highest,
                static_cast<double>(window.run().liveHistory().bytes()) / 1e6);
    if (recording.isEmpty()) return 0;
    for (int i = 0; i < 300 && !QFileInfo::exists(recording); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto recorded = openRecordedRun(recording.toStdString());
    const auto script = recorded ? recorded->script() : Result<TextScript>(fail(recorded.error().message));
    if (!script) return std::printf("recording: %s\n", script.error().message.c_str()), 1;
    std::printf("recording: %zu of %zu tokens, %s, %.0f MB\n", script->tokens.size(), written.size(),
                script->tokens == written ? "all the same" : "DIFFERENT", static_cast<double>(QFileInfo(recording).size()) / 1e6);
    return script->tokens == written ? 0 : 1;
}
