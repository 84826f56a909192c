// SPDX-License-Identifier: Apache-2.0
#include "engine/runner.h"

#include <chrono>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <thread>

#include "engine/analog_twin.h"
#include "engine/generator.h"

namespace spikeglass {
namespace {

using Clock = std::chrono::steady_clock;
using Phase = RunnerStatus::Phase;

constexpr std::size_t kCandidates = 10;

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

}  // namespace

/// Shared by the window's thread and the engine's; everything above the line is guarded by the mutex.
struct Runner::Data {
    explicit Data(std::shared_ptr<const Model> m, std::size_t ringCapacity)
        : choice(BlockChoice::allSpiking(m->info())), model(std::move(m)), layout(model->info()), ring(ringCapacity) {}

    // --- guarded by mutex ---
    mutable std::mutex mutex;
    std::condition_variable wake;
    bool quit = false;
    std::uint64_t textNumber = 0;  // grows with every start() and stop()
    std::vector<std::int32_t> prompt;
    std::int64_t maxTokens = 0;
    std::int64_t stepsAllowed = 0;  // tokens that may be read although paused
    double speed = 20;
    Sampling sampling;
    bool twin = true;
    WindowEnd windowEnd = WindowEnd::Stop;
    BlockChoice choice;
    RunnerStatus status;
    std::vector<std::int32_t> tokens;
    // --- constant, or with its own protection ---
    const std::shared_ptr<const Model> model;
    const FrameLayout layout;
    FrameRing ring;
    std::thread thread;

    void run();
    void writeText(std::unique_lock<std::mutex>& lock);
};

namespace {

/// Reads tokens one by one and makes a Frame of each. Lives on the engine's thread.
class FrameMaker {
  public:
    FrameMaker(std::shared_ptr<const Model> model, const FrameLayout& layout, const BlockChoice& choice, const Sampling& sampling)
        : m_generator(model, choice, sampling),
          m_builder(model->info(), layout),
          m_twin(*model->network) {}

    Generator& generator() { return m_generator; }

    Frame read(std::int32_t token, bool fromPrompt, bool withTwin) {
        Frame frame;
        frame.index = static_cast<std::int64_t>(m_generator.tokens().size());
        frame.token = token;
        frame.fromPrompt = fromPrompt;
        frame.choice = m_generator.choice();
        frame.surprisalBits = frame.index == 0 ? std::numeric_limits<float>::quiet_NaN()
                                               : static_cast<float>(Sampler::surprisalBits(m_generator.logits(), token));
        m_builder.begin(frame);
        m_generator.read(token, &m_builder);
        frame.text = m_text.push(m_generator.model().tokenBytes(token));
        frame.candidates = m_sampler.likeliest(m_generator.logits(), kCandidates);
        // The twin has to have read the whole text, so once left out it stays out until the next text.
        m_twinValid = m_twinValid && withTwin;
        if (m_twinValid) {
            m_twin.read(token, m_generator.windowPosition());
            frame.twinOperations = m_twin.counts();
        }
        return frame;
    }

  private:
    Generator m_generator;
    FrameBuilder m_builder;
    AnalogTwin m_twin;
    bool m_twinValid = true;
    Sampler m_sampler;
    Utf8Assembler m_text;
};

/// Tokens per second over about the last second of running.
class SpeedMeter {
  public:
    void restart() { m_since = Clock::now(), m_count = 0; }
    void count(double& tokensPerSecond) {
        ++m_count;
        const double elapsed = seconds(Clock::now() - m_since);
        if (elapsed >= 1.0 || (tokensPerSecond == 0 && elapsed >= 0.1)) {
            tokensPerSecond = m_count / elapsed;
            restart();
        }
    }

  private:
    Clock::time_point m_since = Clock::now();
    double m_count = 0;
};

}  // namespace

void Runner::Data::run() {
    std::unique_lock lock(mutex);
    while (!quit) {
        if (status.phase == Phase::Running || (status.phase == Phase::Paused && stepsAllowed > 0))
            writeText(lock);
        else
            wake.wait(lock);
    }
}

/// Writes the current text until it ends, is replaced, or the program quits. Holds the lock except while computing.
void Runner::Data::writeText(std::unique_lock<std::mutex>& lock) {
    const std::uint64_t number = textNumber;
    const std::vector<std::int32_t> given = prompt;
    FrameMaker maker(model, layout, choice, sampling);
    SpeedMeter meter;
    auto last = Clock::now() - std::chrono::hours(1);  // when the last token was due
    const auto interval = [&] {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1.0 / speed));
    };
    const auto current = [&] { return !quit && textNumber == number; };

    while (current()) {
        if (status.phase == Phase::Paused && stepsAllowed == 0) {
            wake.wait(lock, [&] { return !current() || status.phase == Phase::Running || stepsAllowed > 0; });
            meter.restart();
            continue;
        }
        if (stepsAllowed == 0 && speed > 0 && Clock::now() < last + interval()) {
            wake.wait_until(lock, last + interval());  // woken early by a change of speed or a command
            continue;
        }
        const auto position = static_cast<std::int64_t>(maker.generator().tokens().size());
        const auto promptSize = static_cast<std::int64_t>(given.size());
        if (maxTokens > 0 && position >= promptSize + maxTokens) {
            status.phase = Phase::Finished;
            return;
        }
        if (windowEnd == WindowEnd::Stop && maker.generator().windowFull()) {
            status.phase = Phase::Paused;
            status.windowFull = true;
            stepsAllowed = 0;
            continue;
        }
        status.windowFull = false;
        if (stepsAllowed > 0) --stepsAllowed;
        maker.generator().setChoice(choice);
        maker.generator().setSampling(sampling);
        const bool withTwin = twin;

        lock.unlock();
        const auto before = Clock::now();
        const bool fromPrompt = position < promptSize;
        const std::int32_t token = fromPrompt ? given[static_cast<std::size_t>(position)] : maker.generator().draw();
        Frame frame = maker.read(token, fromPrompt, withTwin);
        const double busy = seconds(Clock::now() - before);
        lock.lock();

        if (!current()) return;
        tokens.push_back(token);
        ring.push(std::move(frame));
        status.tokens = position + 1;
        status.windowTokens = model->info().positions > 0 ? maker.generator().windowPosition() + 1 : 0;
        status.droppedFrames = ring.dropped();
        constexpr double kSmoothing = 0.1;
        status.engineSecondsPerToken =
            position == 0 ? busy : (1 - kSmoothing) * status.engineSecondsPerToken + kSmoothing * busy;
        meter.count(status.tokensPerSecond);
        // Keeps the rhythm on average, but never hurries to make up for more than one token.
        if (speed > 0 && before - last < 2 * interval())
            last += interval();
        else
            last = before;
    }
}

Runner::Runner(std::shared_ptr<const Model> model, std::size_t ringCapacity)
    : m_data(std::make_unique<Data>(std::move(model), ringCapacity)) {
    m_data->thread = std::thread([data = m_data.get()] { data->run(); });
}

Runner::~Runner() {
    {
        std::lock_guard lock(m_data->mutex);
        m_data->quit = true;
    }
    m_data->wake.notify_all();
    m_data->thread.join();
}

const Model& Runner::model() const { return *m_data->model; }

void Runner::start(std::vector<std::int32_t> prompt, std::int64_t maxTokens, bool paused) {
    {
        std::lock_guard lock(m_data->mutex);
        ++m_data->textNumber;
        m_data->prompt = std::move(prompt);
        m_data->maxTokens = maxTokens;
        m_data->stepsAllowed = 0;
        m_data->tokens.clear();
        m_data->ring.clear();  // the engine pushes only under the lock
        m_data->status = {};
        m_data->status.phase = paused ? Phase::Paused : Phase::Running;
        m_data->status.droppedFrames = m_data->ring.dropped();
    }
    m_data->wake.notify_all();
}

void Runner::pause() {
    std::lock_guard lock(m_data->mutex);
    if (m_data->status.phase == Phase::Running) m_data->status.phase = Phase::Paused;
}

void Runner::resume() {
    {
        std::lock_guard lock(m_data->mutex);
        if (m_data->status.phase == Phase::Paused) m_data->status.phase = Phase::Running;
    }
    m_data->wake.notify_all();
}

void Runner::stepToken() {
    {
        std::lock_guard lock(m_data->mutex);
        if (m_data->status.phase == Phase::Running) m_data->status.phase = Phase::Paused;
        if (m_data->status.phase == Phase::Paused) ++m_data->stepsAllowed;
    }
    m_data->wake.notify_all();
}

void Runner::stop() {
    {
        std::lock_guard lock(m_data->mutex);
        ++m_data->textNumber;
        if (m_data->status.phase != Phase::Idle) m_data->status.phase = Phase::Finished;
    }
    m_data->wake.notify_all();
}

void Runner::setSpeed(double tokensPerSecond) {
    {
        std::lock_guard lock(m_data->mutex);
        m_data->speed = tokensPerSecond;
    }
    m_data->wake.notify_all();
}

void Runner::setSampling(const Sampling& sampling) {
    std::lock_guard lock(m_data->mutex);
    m_data->sampling = sampling;
}

void Runner::setChoice(const BlockChoice& choice) {
    std::lock_guard lock(m_data->mutex);
    m_data->choice = choice;
}

void Runner::setWindowEnd(WindowEnd end) {
    std::lock_guard lock(m_data->mutex);
    m_data->windowEnd = end;
}

void Runner::setTwin(bool on) {
    std::lock_guard lock(m_data->mutex);
    m_data->twin = on;
}

RunnerStatus Runner::status() const {
    std::lock_guard lock(m_data->mutex);
    return m_data->status;
}

FrameRing& Runner::frames() { return m_data->ring; }

std::vector<std::int32_t> Runner::tokens() const {
    std::lock_guard lock(m_data->mutex);
    return m_data->tokens;
}

}  // namespace spikeglass
