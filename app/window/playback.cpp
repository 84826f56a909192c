// SPDX-License-Identifier: Apache-2.0
#include "playback.h"

#include <QElapsedTimer>
#include <algorithm>

#include "viewmodels/run_view_model.h"

namespace spikeglass {
namespace {

constexpr std::int64_t kTokensAtOnce = 64;
constexpr int kLoadMilliseconds = 12;  // of each turn of the event loop
constexpr int kFrameMilliseconds = 16;

}  // namespace

Playback::Playback(RunViewModel* run, QObject* parent) : QObject(parent), m_run(run) {
    connect(&m_loading, &QTimer::timeout, this, &Playback::load);
    connect(&m_clock, &QTimer::timeout, this, &Playback::advance);
}

void Playback::open(std::shared_ptr<const RecordedRun> run) {
    close();
    m_recorded = std::move(run);
    m_run->reset(m_recorded->model);
    m_loading.start(0);
    Q_EMIT changed();
}

void Playback::close() {
    m_loading.stop();
    m_clock.stop();
    m_playing = false;
    m_loaded = 0;
    m_recorded.reset();
}

void Playback::load() {
    QElapsedTimer spent;
    spent.start();
    while (isLoading() && spent.elapsed() < kLoadMilliseconds) {
        auto frames = m_recorded->frames(m_loaded, m_loaded + kTokensAtOnce);
        if (!frames || frames->empty()) {
            m_loading.stop();
            if (!frames) Q_EMIT failed(QString::fromStdString(frames.error().message));
            return;
        }
        m_loaded += static_cast<std::int64_t>(frames->size());
        m_run->append(std::move(*frames));
    }
    if (!isLoading()) m_loading.stop();
    Q_EMIT changed();
}

void Playback::playOrPause() {
    if (m_playing) return pause();
    if (!isOpen() || m_run->tokenCount() == 0) return;
    const std::optional<std::int64_t> pinned = m_run->pinnedToken();
    if (!pinned || *pinned + 1 >= m_run->tokenCount()) m_run->setPinnedToken(m_run->history().begin());
    m_playing = true;
    setSpeed(m_speed);
    Q_EMIT changed();
}

void Playback::pause() {
    m_playing = false;
    m_clock.stop();
    Q_EMIT changed();
}

void Playback::rewind() {
    if (isOpen() && m_run->tokenCount() > 0) {
        const std::int64_t begin = m_run->history().begin();
        m_run->setPinnedToken(begin);
        if (m_following) m_run->setTimeAxis(static_cast<double>(begin), m_run->timeAxis().tokens);
    }
    pause();
}

void Playback::setSpeed(double tokensPerSecond) {
    m_speed = tokensPerSecond;
    if (m_playing) m_clock.start(m_speed <= 0 ? kFrameMilliseconds : std::max(kFrameMilliseconds, static_cast<int>(1000 / m_speed)));
}

void Playback::advance() {
    // Faster than the screen: several tokens a frame.
    const auto tokens = m_speed <= 0 ? std::int64_t{8} : std::max<std::int64_t>(1, static_cast<std::int64_t>(m_speed * kFrameMilliseconds / 1000));
    const std::int64_t next = std::min(m_run->pinnedToken().value_or(-1) + tokens, m_run->tokenCount() - 1);
    m_run->setPinnedToken(next);
    const TimeAxis axis = m_run->timeAxis();
    if (m_following && (static_cast<double>(next) < axis.first || static_cast<double>(next) + 1 > axis.first + axis.tokens))
        m_run->setTimeAxis(static_cast<double>(next) - axis.tokens / 8, axis.tokens);
    if (next + 1 >= m_run->tokenCount()) pause();
    Q_EMIT changed();
}

void Playback::step() {
    if (!isOpen() || m_run->tokenCount() == 0) return;
    pause();
    advance();
}

RunnerStatus Playback::status() const {
    RunnerStatus status;
    if (!isOpen()) return status;
    status.phase = m_playing ? RunnerStatus::Phase::Running : RunnerStatus::Phase::Paused;
    status.tokens = m_run->pinnedToken() ? *m_run->pinnedToken() + 1 : m_run->tokenCount();
    return status;
}

}  // namespace spikeglass
