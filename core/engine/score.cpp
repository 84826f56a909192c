// SPDX-License-Identifier: Apache-2.0
#include "engine/score.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "energy/frame_energy.h"
#include "engine/activity_counter.h"
#include "engine/analog_twin.h"
#include "engine/diagnosis.h"
#include "engine/generator.h"

namespace spikeglass {
namespace {

/// Code points that begin in some bytes: all but UTF-8 continuation bytes, so the parts of a split character count once.
std::int64_t countCharacters(std::string_view bytes) {
    std::int64_t n = 0;
    for (const char c : bytes) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return n;
}

OperationCounts sum(std::span<const OperationCounts> components) {
    OperationCounts total;
    for (const OperationCounts& c : components) total += c;
    return total;
}

OperationCounts perToken(const OperationCounts& total, std::int64_t tokens) {
    const auto mean = [tokens](std::int64_t n) { return (n + tokens / 2) / tokens; };
    return {.ac = mean(total.ac),
            .mac = mean(total.mac),
            .denseMac = mean(total.denseMac),
            .neuron = mean(total.neuron),
            .other = mean(total.other),
            .weightReads = mean(total.weightReads),
            .membraneAccesses = mean(total.membraneAccesses),
            .activationAccesses = mean(total.activationAccesses),
            .linearAttentionAc = mean(total.linearAttentionAc),
            .pairwiseAttentionAc = mean(total.pairwiseAttentionAc),
            .pairwiseAttentionMac = mean(total.pairwiseAttentionMac)};
}

void addRates(Score& score, const NetworkInfo& info, const BlockChoice& choice, std::span<const std::int64_t> spikes) {
    std::int64_t allSpikes = 0;
    std::int64_t allChances = 0;
    for (std::size_t i = 0; i < info.sites.size(); ++i) {
        const SiteInfo& site = info.sites[i];
        if (choice[static_cast<std::size_t>(site.slot)] != Form::Spiking) continue;
        const std::int64_t chances = static_cast<std::int64_t>(site.width * site.timesteps) * score.tokens;
        score.firingRate[site.name] = static_cast<double>(spikes[i]) / static_cast<double>(chances);
        allSpikes += spikes[i];
        allChances += chances;
    }
    score.meanFiringRate = meanFiringRate(info, choice, spikes, score.tokens);
    score.sparsity = allChances > 0 ? 1.0 - static_cast<double>(allSpikes) / static_cast<double>(allChances) : 0.0;
}

/// Counts and watches in one go.
class ScoreObserver : public Observer {
  public:
    explicit ScoreObserver(const NetworkInfo& info) : counter(info), monitor(info) {}
    void onSite(const SiteActivity& activity) override {
        counter.onSite(activity);
        monitor.onSite(activity);
    }
    void onOperations(int component, const OperationCounts& counts) override { counter.onOperations(component, counts); }

    ActivityCounter counter;
    SiteMonitor monitor;
};

}  // namespace

bool hasAttentionBothWays(const OperationCounts& counts) {
    return counts.linearAttentionAc + counts.pairwiseAttentionAc + counts.pairwiseAttentionMac > 0;
}

double pairwiseAttentionJoules(const Score& score) {
    const PricingModel& pricing = *findPricingModel("compute-fp32");
    const OperationCounts& n = score.operations;
    return score.energy.at("compute-fp32").thisJoules +
           pricing.ac * static_cast<double>(n.pairwiseAttentionAc - n.linearAttentionAc) +
           pricing.mac * static_cast<double>(n.pairwiseAttentionMac);
}

Result<Score> scoreTokens(const Model& model, const BlockChoice& choice, std::span<const std::int32_t> tokens,
                          const Progress& progress, const Interventions* interventions) {
    if (tokens.size() < 2)
        return fail("the text is too short to score: expected at least 2 tokens, found " + std::to_string(tokens.size()));

    using Clock = std::chrono::steady_clock;
    const Network& network = *model.network;
    const NetworkInfo& info = network.info();
    const BlockChoice twinChoice = BlockChoice::analogTwin(info);
    const bool isTwin = choice == twinChoice;
    State state = network.initialState();
    ScoreObserver observer(info);
    const ActivityCounter& counter = observer.counter;
    AnalogTwin twin(network);
    std::vector<OperationCounts> twinOperations(info.components.size());

    // Where positions end the window may restart at any token: those are read one by one.
    const std::size_t atOnce = info.positions == 0 ? std::min<std::size_t>(64, tokens.size()) : 1;
    AlignedVector<float> logits(atOnce * info.vocabulary);  // after each token of a part
    const std::vector<Observer*> observers(atOnce, &observer);
    const auto after = [&](std::size_t t) { return std::span<const float>(logits).subspan(t * info.vocabulary, info.vocabulary); };
    Score score;
    double bits = 0;
    std::int64_t right = 0;
    Clock::duration busy{};
    const auto predict = [&](std::span<const float> prediction, std::int32_t token) {
        bits += Sampler::surprisalBits(prediction, token);
        const float logit = prediction[static_cast<std::size_t>(token)];
        right += std::none_of(prediction.begin(), prediction.end(), [logit](float other) { return other > logit; });
        score.characters += model.tokenizer ? countCharacters(model.tokenBytes(token)) : 1;
    };
    std::size_t read = 0;
    while (read < tokens.size()) {
        const std::span<const std::int32_t> part = tokens.subspan(read, std::min(atOnce, tokens.size() - read));
        if (read > 0) predict(after(atOnce - 1), part[0]);  // all parts before the last one are whole
        const auto before = Clock::now();
        network.read(state, part, choice, std::span(logits).first(part.size() * info.vocabulary), std::span(observers).first(part.size()),
                     interventions);
        busy += Clock::now() - before;
        for (std::size_t t = 1; t < part.size(); ++t) predict(after(t - 1), part[t]);
        for (const std::int32_t token : part) observer.monitor.countToken(token);
        if (!isTwin) {
            twin.read(part, state.window().empty() ? 0 : state.window().size() - 1);
            for (std::size_t c = 0; c < twinOperations.size(); ++c) twinOperations[c] += twin.counts()[c];
        }
        read += part.size();
        if (progress && read % 64 == 0 && !progress(static_cast<std::int64_t>(read), static_cast<std::int64_t>(tokens.size())) && read > 1)
            break;
    }
    score.tokens = static_cast<std::int64_t>(read);
    if (progress) progress(score.tokens, score.tokens);

    score.predicted = score.tokens - 1;
    score.bitsPerToken = bits / static_cast<double>(score.predicted);
    score.bitsPerCharacter = score.characters > 0 ? bits / static_cast<double>(score.characters) : score.bitsPerToken;
    score.perplexity = std::exp2(score.bitsPerToken);
    score.top1Accuracy = static_cast<double>(right) / static_cast<double>(score.predicted);
    score.secondsPerToken = std::chrono::duration<double>(busy).count() / static_cast<double>(score.tokens);
    addRates(score, info, choice, counter.spikes);
    score.findings = diagnose(network, choice, observer.monitor);

    if (isTwin) twinOperations = counter.operations;
    score.twinInFull = !isTwin && twin.isCountedInFull();
    score.operations = perToken(sum(counter.operations), score.tokens);
    score.twinOperations = perToken(sum(twinOperations), score.tokens);
    const auto here = componentActivities(info, choice, counter.operations, counter.spikes, score.tokens);
    const std::vector<std::int64_t> noSpikes(info.sites.size());  // an analog network has none
    const auto analog = componentActivities(info, twinChoice, twinOperations, noSpikes, score.tokens);
    const auto n = static_cast<double>(score.tokens);
    for (const PricingModel& pricing : pricingModels())
        if (pricesFamily(pricing, info.architecture))
            score.energy[std::string(pricing.id)] = {energyJoules(pricing, here) / n, energyJoules(pricing, analog) / n};
    return score;
}

}  // namespace spikeglass
