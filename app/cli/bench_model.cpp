// SPDX-License-Identifier: Apache-2.0
#include "cli/bench_model.h"

#include <sys/resource.h>

#include <algorithm>

#include "cli/stopwatch.h"
#include "engine/generator.h"
#include "engine/read_bandwidth.h"
#include "engine/weight_traffic.h"

namespace spikeglass::cli {
namespace {

constexpr int kRounds = 5;
constexpr double kShortestSeconds = 0.1;  // that a speed is measured over in a round

std::int64_t peakMemory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

/// Takes the time between one site and the next. Neurons of a site that fire several timesteps before the next one's are
/// added up.
class SiteTimer final : public Observer {
  public:
    explicit SiteTimer(const NetworkInfo& info) : m_seconds(info.sites.size() + 1) {}
    void begin() { m_last.restart(); }
    void end() { take(m_seconds.size() - 1); }
    void onSite(const SiteActivity& activity) override { take(static_cast<std::size_t>(activity.site)); }
    void onOperations(int, const OperationCounts&) override {}
    const std::vector<double>& seconds() const { return m_seconds; }  // [sites + 1]; last: from the last site to the end

  private:
    void take(std::size_t part) { m_seconds[part] += m_last.restart(); }
    std::vector<double> m_seconds;
    Stopwatch m_last;
};

/// Writes a text without end, window after window.
class Writer {
  public:
    explicit Writer(const Generator& empty) : m_empty(empty), m_generator(empty) {}
    std::int32_t write(Observer* observer = nullptr) {
        const std::int32_t token = next();
        m_generator.read(token, observer);
        return token;
    }
    /// The token to read, ready to.
    std::int32_t next() {
        const std::int32_t token = m_generator.tokens().empty() ? 0 : m_generator.draw();
        if (m_generator.windowFull()) m_generator = m_empty;
        return token;
    }
    Generator& generator() { return m_generator; }

  private:
    const Generator& m_empty;
    Generator m_generator;
};

/// Tokens per second of writing at least so many.
double writingSpeed(Writer& writer, std::int64_t tokens, Observer* observer = nullptr) {
    const Stopwatch watch;
    std::int64_t written = 0;
    while (written < tokens || watch.seconds() < kShortestSeconds) {
        writer.write(observer);
        ++written;
    }
    return static_cast<double>(written) / watch.seconds();
}

/// Tokens per second of reading a text that fits the window, at least once.
double readingSpeed(const Generator& empty, std::span<const std::int32_t> text) {
    const Stopwatch watch;
    std::size_t read = 0;
    while (read == 0 || watch.seconds() < kShortestSeconds) {
        Generator generator = empty;
        generator.readAll(text);
        read += text.size();
    }
    return static_cast<double>(read) / watch.seconds();
}

/// A text as the model writes it; one that is long repeats itself, because writing takes long.
std::vector<std::int32_t> writtenText(Writer& writer, std::size_t tokens) {
    constexpr std::size_t kWritten = 64;
    std::vector<std::int32_t> text(tokens);
    for (std::size_t n = 0; n < tokens; ++n) text[n] = n < kWritten ? writer.write() : text[n - kWritten];
    return text;
}

/// Where a token's time goes, with an observer that takes it.
void timeSites(Writer& writer, const NetworkInfo& info, ModelSpeed& speed) {
    SiteTimer timer(info);
    const Stopwatch watch;
    std::int64_t tokens = 0;
    for (; tokens < 16 || watch.seconds() < kShortestSeconds; ++tokens) {
        const std::int32_t token = writer.next();
        timer.begin();
        writer.generator().read(token, &timer);
        timer.end();
    }
    for (std::size_t i = 0; i < timer.seconds().size(); ++i)
        if (timer.seconds()[i] > 0)
            speed.parts.push_back({i < info.sites.size() ? info.sites[i].name : "logits",
                                   timer.seconds()[i] / static_cast<double>(tokens)});
}

/// Per-token times at the beginning and at the end of a network's windows, over several windows.
void timePositions(const Generator& empty, ModelSpeed& speed) {
    const std::size_t window = empty.model().info().positions;
    constexpr std::size_t kFirst = 10, kCounted = 8;
    constexpr int kMostWindows = 20;
    constexpr double kLongestSeconds = 3;
    if (window < kFirst + 2 * kCounted) return;
    const Stopwatch watch;
    int windows = 0;
    for (; windows == 0 || (windows < kMostWindows && watch.seconds() < kLongestSeconds); ++windows) {
        Generator generator = empty;
        generator.read(0);
        for (std::size_t position = 1; position < window; ++position) {
            const std::int32_t token = generator.draw();
            const Stopwatch one;
            generator.read(token);
            const double seconds = one.seconds();
            if (position >= kFirst && position < kFirst + kCounted) speed.secondsAtPosition10 += seconds;
            if (position + kCounted >= window) speed.secondsAtEnd += seconds;
        }
    }
    speed.secondsAtPosition10 /= static_cast<double>(kCounted) * windows;
    speed.secondsAtEnd /= static_cast<double>(kCounted) * windows;
}

/// What a token needs of the weights, over some tokens.
void countTraffic(Writer& writer, const Model& model, ModelSpeed& speed) {
    WeightTraffic traffic(model.info());
    const std::size_t window = model.info().positions;
    const std::size_t tokens = window == 0 ? 50 : std::min<std::size_t>(window, 256);
    for (std::size_t n = 0; n < tokens; ++n) {
        writer.write(&traffic);
        traffic.onToken();
    }
    const auto bytes = static_cast<double>(kernels::bytesOf(model.weights));
    speed.weightBytesPerToken = traffic.rowWeightsPerToken() * bytes;
    speed.denseWeightBytesPerToken = traffic.denseWeightsPerToken() * bytes;
    speed.operationsPerToken = traffic.operationsPerToken();
    speed.firingRate = traffic.firingRate();
}

}  // namespace

ModelSpeed measureModel(const ModelOptions::Loaded& loaded, std::int64_t tokens, std::size_t promptTokens) {
    const NetworkInfo& info = loaded.model->info();
    const int threads = loaded.model->network->threads();
    const Generator empty(loaded.model, loaded.choice, Sampling{});
    ModelSpeed speed;
    Writer writer(empty);
    speed.prefillTokens = info.positions == 0 ? promptTokens : std::min(promptTokens, info.positions);
    const std::vector<std::int32_t> text = writtenText(writer, speed.prefillTokens);
    Generator(empty).readAll(text);
    countTraffic(writer, *loaded.model, speed);

    const std::int64_t peakBefore = peakMemory();
    const auto weights = static_cast<std::size_t>(std::max(speed.denseWeightBytesPerToken, 4096.0));
    ReadBandwidth memory(std::max(2 * ReadBandwidth::lastLevelCache(), weights));
    speed.bufferBytes = memory.bufferBytes();
    speed.weightBufferBytes = std::min(weights, memory.bufferBytes());
    Median bandwidth, weightBandwidth, writing, observed, prefill;
    WeightTraffic everything(info);
    for (int round = 0; round < kRounds; ++round) {
        bandwidth.add(memory.measure(speed.bufferBytes, threads));
        weightBandwidth.add(memory.measure(speed.weightBufferBytes, threads));
        writing.add((writer.write(), writingSpeed(writer, tokens / kRounds)));  // the first one finds other things in the caches
        observed.add(writingSpeed(writer, tokens / kRounds / 4, &everything));
        if (round % 2 == 0) prefill.add(readingSpeed(empty, text));
    }
    speed.bandwidth = bandwidth.value();
    speed.weightBandwidth = weightBandwidth.value();
    speed.tokensPerSecond = writing.value();
    speed.observedTokensPerSecond = observed.value();
    speed.prefillTokensPerSecond = prefill.value();
    timeSites(writer, info, speed);
    timePositions(empty, speed);
    // The buffer was resident all the time since, and is no part of what a model needs.
    speed.peakMemoryBytes = std::max(peakBefore, peakMemory() - static_cast<std::int64_t>(memory.bufferBytes()));
    return speed;
}

}  // namespace spikeglass::cli
