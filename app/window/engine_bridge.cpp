// SPDX-License-Identifier: Apache-2.0
#include "engine_bridge.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <signal.h>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

#include "autosave_slot.h"
#include "io/examination.h"

namespace spikeglass {
namespace {

using Phase = RunnerStatus::Phase;

constexpr int kBusyMilliseconds = 16;   // 60 times a second while a text is being written
constexpr int kIdleMilliseconds = 250;
constexpr int kDrainMilliseconds = 8;   // of each tick; the rest is for drawing
constexpr double kProgressStep = 0.005;  // of a model being loaded, worth a word to the window
constexpr std::size_t kFramesAtOnce = 128;
constexpr std::size_t kRingBytes = 48u << 20;
constexpr std::size_t kLeastRing = 64, kMostRing = 4096;  // frames

/// As many frames as fit into a fixed amount of memory.
std::size_t ringCapacity(const NetworkInfo& info) {
    const FrameLayout layout(info);
    const std::size_t bytes = layout.words * sizeof(Word) + layout.floats * sizeof(float) +
                              2 * info.components.size() * sizeof(OperationCounts) + 512;
    return std::clamp(kRingBytes / bytes, kLeastRing, kMostRing);
}

}  // namespace

QString tokenUnit(const Model& model) {
    const std::string_view kind = model.tokenizer ? model.tokenizer->kind() : std::string_view();
    return kind == "characters" ? EngineBridge::tr("characters") : kind == "words" ? EngineBridge::tr("words")
                                                                                  : EngineBridge::tr("tokens");
}

EngineBridge::EngineBridge(RunViewModel* run, RunViewModel* lane, QObject* parent)
    : QObject(parent), m_run(run), m_laneRun(lane) {
    m_timer.setInterval(kIdleMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &EngineBridge::tick);
    m_timer.start();
    m_sinceCommand.start();
}

EngineBridge::~EngineBridge() {
    m_cancelLoading = true;
    if (m_loader.joinable()) m_loader.join();
}

void EngineBridge::openModel(const QString& path, const QStringList& blockAssignments) {
    const Request request{path, blockAssignments};
    if (m_loading) {
        m_next = request;
        m_cancelLoading = true;  // nobody waits for that one any more
        return;
    }
    load(request);
    m_loading = true;
    Q_EMIT loadingChanged(true);
}

void EngineBridge::cancelLoading() {
    m_next.reset();
    m_cancelLoading = true;
}

void EngineBridge::load(const Request& request) {
    if (m_loader.joinable()) m_loader.join();  // it has already handed over its result
    m_cancelLoading = false;
    m_loadingPath = request.path;
    m_loader = std::thread([this, request, weights = m_weights, checkpoint = m_run->sharedModel()] {
        double said = -1;
        const auto examined = examineFile(request.path.toStdString(), [&] { return !reportLoading(0, said); });
        if (examined && examined->kind == Examined::Kind::Recording) return loadRecording(request, checkpoint);
        auto model = loadModel(request.path.toStdString(), {.weights = weights, .progress = [&](double part) { return reportLoading(part, said); }});
        QMetaObject::invokeMethod(
            this, [this, request, model = std::move(model)] { finishLoading(request, model); }, Qt::QueuedConnection);
    });
}

/// On the loader's thread. False: it shall end.
bool EngineBridge::reportLoading(double part, double& said) {
    if (part - said >= kProgressStep) {
        said = part;
        QMetaObject::invokeMethod(
            this, [this, part] { if (m_loading && !m_cancelLoading) Q_EMIT loadingProgressed(part); }, Qt::QueuedConnection);
    }
    return !m_cancelLoading;
}

/// What was being loaded is there, or is not. False: nobody wants it any more.
bool EngineBridge::endLoading() {
    if (m_next) {
        load(*std::exchange(m_next, std::nullopt));
        Q_EMIT loadingChanged(true);
        return false;
    }
    m_loading = false;
    Q_EMIT loadingChanged(false);
    if (m_cancelLoading) Q_EMIT openCancelled();
    return !m_cancelLoading;
}

/// On the loader's thread.
void EngineBridge::loadRecording(const Request& request, const std::shared_ptr<const Model>& checkpoint) {
    std::shared_ptr<const RecordedRun> run;
    QString sentence;
    if (auto opened = openRecordedRun(request.path.toStdString(), checkpoint && !checkpoint->isRecording() ? checkpoint : nullptr); opened)
        run = std::make_shared<const RecordedRun>(std::move(*opened));
    else
        sentence = QString::fromStdString(opened.error().message);
    QMetaObject::invokeMethod(
        this, [this, run, sentence] {
            if (!endLoading()) return;
            if (!run) return Q_EMIT openFailed(sentence);
            if (m_runner) Q_EMIT modelClosing();
            m_runner.reset();
            m_lane.reset();
            m_laneRun->reset(nullptr);
            m_reported = {};
            Q_EMIT recordingOpened(run);
            Q_EMIT statusChanged();
        },
        Qt::QueuedConnection);
}

void EngineBridge::finishLoading(const Request& request, Result<std::shared_ptr<const Model>> model) {
    if (!endLoading()) return;
    if (!model) {
        Q_EMIT openFailed(QString::fromStdString(model.error().message));
        return;
    }
    std::vector<std::string> assignments;
    for (const QString& assignment : request.blockAssignments) assignments.push_back(assignment.toStdString());
    const auto choice = parseBlockChoice((*model)->info(), assignments);
    if (!choice) {
        Q_EMIT openFailed(QString::fromStdString(choice.error().message));
        return;
    }
    adopt(std::move(*model), *choice);
}

void EngineBridge::adopt(std::shared_ptr<const Model> model, const BlockChoice& choice) {
    if (m_runner) Q_EMIT modelClosing();
    m_runner = std::make_unique<Runner>(model, ringCapacity(model->info()));
    setExperiment({choice, {}, m_experiment.sampling});
    m_runner->setSpeed(m_speed);
    m_runner->setTwin(m_twin);
    m_runner->setWindowEnd(m_windowEnd);
    m_lane.reset();
    m_laneRun->reset(nullptr);
    m_run->reset(std::move(model));
    m_reported = {};
    Q_EMIT modelOpened();
    Q_EMIT statusChanged();
}

Result<void> EngineBridge::start(const QString& prompt, std::int64_t maxTokens, bool paused) {
    if (!m_runner)
        return fail((m_loading ? tr("the model is still being loaded") : tr("no model is open: open a checkpoint first (Ctrl+O)")).toStdString());
    auto tokens = m_runner->model().encodePrompt(prompt.toStdString());
    if (!tokens) return fail(tokens.error().message);
    const std::size_t positions = m_runner->model().info().positions;
    if (positions > 0 && tokens->size() > positions && m_windowEnd == WindowEnd::Stop)
        return fail(tr("the prompt has %1 %2, but this network's window holds %3: shorten it, or choose “restart at end” below")
                        .arg(tokens->size())
                        .arg(tokenUnit(m_runner->model()))
                        .arg(positions)
                        .toStdString());
    resetViews();
    prepareRecording();
    m_runner->start(std::move(*tokens), maxTokens, paused);
    wake();
    return {};
}

void EngineBridge::replay(TextScript script, std::int64_t maxTokens, bool paused) {
    resetViews();
    prepareRecording();
    m_runner->start(std::move(script), maxTokens, paused);
    wake();
}

void EngineBridge::resetViews() {
    // Without a lane of ours what stands there is a recording's, or nothing.
    if (m_lane) m_laneRun->reset(m_lane->model);
    m_run->reset(m_run->sharedModel());
    m_reported = {};
}

Result<void> EngineBridge::setLane(const std::optional<LaneSettings>& lane) {
    if (!m_runner) return fail(tr("no model is open: open a checkpoint first (Ctrl+O)").toStdString());
    if (lane && lane->text == LaneSettings::Text::Same)
        if (const Result<void> can = canShareTokens(m_runner->model(), *lane->model); !can) return can;
    m_lane = lane;
    m_runner->setLane(m_lane);
    return {};
}

TextScript EngineBridge::script() const { return m_runner ? m_runner->script() : TextScript{}; }

Result<void> EngineBridge::setRecording(const QString& path, std::uint64_t mostBytes) {
    if (!m_runner) return fail(tr("no model is open: there is nothing to record").toStdString());
    const auto set = m_runner->setRecording(path.toStdString(), {"all"}, mostBytes);
    if (set) m_wantedRecording = path;
    return set;
}

void EngineBridge::spoolBelow(const QString& folder) {
    // Those of programs that are no more: a crash leaves its folder. Whether one of another machine runs is not known.
    const QString own = QStringLiteral("text-%1-").arg(machineMark());
    for (const QString& name : QDir(folder).entryList({own + QLatin1Char('*')}, QDir::Dirs)) {
        bool isNumber = false;
        const qint64 process = name.section(QLatin1Char('-'), 2, 2).toLongLong(&isNumber);
        if (isNumber && process > 0 && kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH)
            QDir(QDir(folder).filePath(name)).removeRecursively();
    }
    m_spool = std::make_unique<QTemporaryDir>(folder + QLatin1Char('/') + own + QStringLiteral("%1-XXXXXX").arg(QCoreApplication::applicationPid()));
}

/// What setRecording() asked for, else the spool.
void EngineBridge::prepareRecording() {
    m_recordingPath = std::exchange(m_wantedRecording, {});
    m_isSpooling = m_recordingPath.isEmpty();
    if (m_recordingPath.isEmpty() && m_spool && m_spool->isValid())
        if (const QString path = m_spool->filePath(QStringLiteral("history.h5")); m_runner->setRecording(path.toStdString()))
            m_recordingPath = path;
    Q_EMIT textStarting();
}

void EngineBridge::pause() {
    if (m_runner) m_runner->pause();
    wake();
}

void EngineBridge::resume() {
    if (m_runner) m_runner->resume();
    wake();
}

void EngineBridge::step() {
    if (m_runner) m_runner->stepToken();
    wake();
}

void EngineBridge::stop() {
    if (m_runner) m_runner->stop();
    wake();
}

void EngineBridge::setSpeed(double tokensPerSecond) {
    m_speed = tokensPerSecond;
    if (m_runner) m_runner->setSpeed(m_speed);
}

void EngineBridge::setExperiment(const Experiment& experiment) {
    m_experiment = experiment;
    if (m_runner) m_runner->setExperiment(m_experiment);
}

void EngineBridge::setTwin(bool on) {
    m_twin = on;
    if (m_runner) m_runner->setTwin(m_twin);
}

void EngineBridge::setWindowEnd(WindowEnd end) {
    m_windowEnd = end;
    if (m_runner) m_runner->setWindowEnd(m_windowEnd);
}

RunnerStatus EngineBridge::status() const { return m_runner ? m_runner->status() : RunnerStatus{}; }

bool EngineBridge::hasText() const {
    const Phase phase = status().phase;
    return phase == Phase::Running || phase == Phase::Paused;
}

void EngineBridge::wake() {
    m_sinceCommand.restart();
    m_timer.setInterval(kBusyMilliseconds);
    tick();
}

void EngineBridge::tick() {
    if (!m_runner) return;
    const bool moreFrames = drain(kDrainMilliseconds);
    const RunnerStatus now = m_runner->status();
    const bool changed = now.phase != m_reported.phase || now.tokens != m_reported.tokens ||
                         now.droppedFrames != m_reported.droppedFrames || now.windowFull != m_reported.windowFull ||
                         now.recording != m_reported.recording || now.recordingError != m_reported.recordingError ||
                         now.error != m_reported.error;
    m_reported = now;
    if (changed) Q_EMIT statusChanged();
    const bool quiet = now.phase != Phase::Running && !moreFrames && m_sinceCommand.elapsed() > kIdleMilliseconds;
    m_timer.setInterval(quiet ? kIdleMilliseconds : kBusyMilliseconds);
}

/// Moves frames into the view model for at most so long. True: there may be more.
bool EngineBridge::drain(int milliseconds) {
    QElapsedTimer spent;
    spent.start();
    do {
        const auto take = [](FrameRing& ring) {
            std::vector<Frame> frames;
            while (frames.size() < kFramesAtOnce) {
                std::optional<Frame> frame = ring.pop();
                if (!frame) break;
                frames.push_back(std::move(*frame));
            }
            return frames;
        };
        std::vector<Frame> frames = take(m_runner->frames()), laneFrames = take(m_runner->laneFrames());
        if (frames.empty() && laneFrames.empty()) return false;
        if (m_lane && m_laneRun->hasModel()) m_laneRun->append(std::move(laneFrames));
        m_run->append(std::move(frames));
    } while (spent.elapsed() < milliseconds);
    return true;
}

void EngineBridge::finishRecording() {
    if (!m_runner) return;
    m_runner->stop();
    while (m_runner->status().recording) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

void EngineBridge::finishText() {
    m_runner->setSpeed(0);
    const auto enough = static_cast<std::int64_t>(m_runner->frames().capacity() / 2);
    bool held = false;
    for (;;) {
        const RunnerStatus before = m_runner->status();
        while (drain(kDrainMilliseconds)) {}
        if (before.phase != Phase::Running && !held) break;
        // The engine never waits for us, so hold it before the ring overflows.
        const std::int64_t waiting = m_runner->status().tokens - m_run->liveTokenCount();
        if (!held && waiting > enough) {
            m_runner->pause();
            held = true;
        } else if (held && waiting == 0) {
            m_runner->resume();
            held = false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    m_runner->setSpeed(m_speed);
    wake();
}

}  // namespace spikeglass
