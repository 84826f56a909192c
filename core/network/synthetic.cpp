// SPDX-License-Identifier: Apache-2.0
#include "network/synthetic.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "network/spikedecoder/spikedecoder_network.h"
#include "network/spikegpt/spikegpt_network.h"
#include "network/synthetic_calibration.h"
#include "network/synthetic_weights.h"

namespace spikeglass {

namespace {

constexpr std::int64_t kMostWeights = 4'000'000'000;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// Reads whole numbers and remembers the first thing that is wrong.
class Numbers {
  public:
    explicit Numbers(std::string_view spec) : m_spec(spec) {}
    const std::string& complaint() const { return m_complaint; }

    void read(const char* what, std::string_view text, std::size_t most, std::size_t& number) {
        std::size_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > most)
            complain(std::string(what) + " from 1 to " + std::to_string(most) + ", found \"" + std::string(text.substr(0, 40)) + '"');
        else
            number = value;
    }
    void complain(const std::string& expected) {
        if (m_complaint.empty()) m_complaint = std::string(m_spec.substr(0, 80)) + ": expected " + expected;
    }

  private:
    std::string_view m_spec;
    std::string m_complaint;
};

void readOption(std::string_view option, SyntheticSpec& spec, Numbers& numbers) {
    const std::size_t equals = option.find('=');
    const std::string_view name = equals == std::string_view::npos ? "hidden" : option.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? option : option.substr(equals + 1);
    const bool decoder = spec.architecture == "spikedecoder";
    if (name == "hidden")
        numbers.read("hidden", value, 1'048'576, spec.hidden);
    else if (decoder && name == "heads")
        numbers.read("heads", value, 65'536, spec.heads);
    else if (decoder && name == "timesteps")
        numbers.read("timesteps", value, 64, spec.timesteps);
    else if (decoder && name == "positions")
        numbers.read("positions", value, 65'536, spec.positions);
    else
        numbers.complain(std::string(decoder ? "hidden, heads, timesteps or positions" : "hidden") + " as option, found \"" +
                         std::string(name.substr(0, 40)) + '"');
}

SpikeGptConfig gptConfig(const SyntheticSpec& spec) {
    SpikeGptConfig config;
    config.vocabulary = spec.vocabulary;
    config.width = spec.width;
    config.blocks = spec.blocks;
    config.hidden = spec.hidden;
    return config;
}

SpikeDecoderConfig decoderConfig(const SyntheticSpec& spec) {
    SpikeDecoderConfig config;
    config.vocabulary = spec.vocabulary;
    config.positions = spec.positions;
    config.width = spec.width;
    config.blocks = spec.blocks;
    config.heads = spec.heads;
    config.hidden = spec.hidden;
    config.timesteps = spec.timesteps;
    config.token = TokenCode::Learned;
    config.position = PositionCode::Learned;
    config.positionWidth = spec.width / 2;
    config.tokenWidth = spec.width - config.positionWidth;
    return config;
}

/// The tensor that holds a site's learned threshold (residual degree 0).
std::string thresholdTensor(const SiteInfo& site) {
    if (site.block < 0) return "Head.gen_LIF.v_threshold";
    const std::string block = "blocks." + std::to_string(site.block) + ".", part = site.name.substr(block.size());
    if (part == "mlp.input") return block + "MLP.net.0.v_threshold";
    if (part == "mlp.hidden") return block + "MLP.net.5.v_threshold";
    if (part == "attention.context") return block + "SMHA.att_LIF.v_threshold";
    return block + "SMHA." + part.substr(std::string_view("attention.").size()) + "_LIF.v_threshold";
}

Result<std::unique_ptr<Network>> makeGpt(SpikeGptConfig config, const SyntheticWeights& weights, const LoadOptions& options) {
    auto read = readSpikeGptWeights(config, syntheticTensors(weights, options.weights));
    if (!read) return tl::unexpected<Error>(read.error());
    auto network = std::make_unique<SpikeGptNetwork>(config, describeSpikeGpt(config), std::move(*read));
    network->setThreads(options.threads);
    return network;
}

Result<std::unique_ptr<Network>> makeDecoder(const SpikeDecoderConfig& config, const SyntheticWeights& weights,
                                             const LoadOptions& options) {
    const SlotFormList forms(slotCount(config.blocks), SlotForms{false, true});
    auto read = readSpikeDecoderWeights(config, forms, syntheticTensors(weights, options.weights));
    if (!read) return tl::unexpected<Error>(read.error());
    auto network = std::make_unique<SpikeDecoderNetwork>(config, describeSpikeDecoder(config, forms), std::move(*read));
    network->setThreads(options.threads);
    return network;
}

}  // namespace

Result<SyntheticSpec> parseSyntheticSpec(std::string_view text) {
    SyntheticSpec spec;
    spec.text = std::string(text);
    Numbers numbers(text);
    const std::vector<std::string_view> parts = split(text, ':');
    spec.architecture = std::string(parts[0]);
    if (spec.architecture != "spikegpt" && spec.architecture != "spikedecoder")
        return fail(spec.text.substr(0, 80) + ": expected spikegpt or spikedecoder before the first colon");
    const std::vector<std::string_view> sizes = split(parts.size() > 1 ? parts[1] : std::string_view(), 'x');
    if (parts.size() < 3 || parts.size() > 4 || sizes.size() != 2)
        return fail(spec.text.substr(0, 80) + ": expected LAYERSxWIDTH:VOCABULARY behind the architecture, as in spikegpt:18x768:50277");
    numbers.read("LAYERS", sizes[0], 4'096, spec.blocks);
    numbers.read("WIDTH", sizes[1], 65'536, spec.width);
    numbers.read("VOCABULARY", parts[2], 1'000'000, spec.vocabulary);
    const bool decoder = spec.architecture == "spikedecoder";
    spec.hidden = (decoder ? 16 : 4) * spec.width;
    if (parts.size() == 4)
        for (const std::string_view option : split(parts[3], ',')) readOption(option, spec, numbers);
    if (decoder && spec.width % spec.heads != 0)
        numbers.complain("heads that divide the width " + std::to_string(spec.width) + ", found " + std::to_string(spec.heads));
    if (decoder && spec.width < 2) numbers.complain("a width of at least 2: half of it holds the position");
    if (!numbers.complaint().empty()) return fail(numbers.complaint());
    // At most 2^12 (4 2^32 + 2^37) + 2^38: far from overflow.
    const auto c = static_cast<std::int64_t>(spec.width), h = static_cast<std::int64_t>(spec.hidden);
    spec.weights = static_cast<std::int64_t>(spec.blocks) * (4 * c * c + 2 * c * h + (decoder ? 0 : c * c)) +
                                2 * static_cast<std::int64_t>(spec.vocabulary) * c;
    if (spec.weights > kMostWeights)
        return fail(spec.text.substr(0, 80) + ": that would be " + std::to_string(spec.weights) + " weights; at most " +
                    std::to_string(kMostWeights) + " can be made");
    return spec;
}

Result<std::unique_ptr<Network>> makeSyntheticNetwork(const SyntheticSpec& spec, std::optional<double> firingRate,
                                                      const LoadOptions& options) {
    SyntheticWeights weights;
    if (firingRate) weights.codeRate = *firingRate;
    if (spec.architecture == "spikegpt") {
        SpikeGptConfig config = gptConfig(spec);
        if (firingRate) {
            SpikeGptConfig small = config;  // what the blocks do does not depend on how many tokens there are to choose from
            small.vocabulary = std::min<std::size_t>(config.vocabulary, 64);
            const auto network = makeGpt(small, weights, options);
            if (!network) return tl::unexpected<Error>(network.error());
            config.lif.threshold = calibrateThresholds(**network, *firingRate, Thresholds::InCommon).back();
        }
        return makeGpt(config, weights, options);
    }
    const SpikeDecoderConfig config = decoderConfig(spec);
    constexpr std::size_t kMostStateBytes = std::size_t{1} << 31;
    const SpikeDecoderLayout layout(config, true, false);
    if (layout.memoryFloats() / (kMostStateBytes / sizeof(float)) + layout.wordCount() / (kMostStateBytes / sizeof(Word)) > 0)
        return fail(spec.text.substr(0, 80) + ": so many positions and timesteps would need more than 2 GiB of memory for each text");
    if (firingRate) {
        const auto network = makeDecoder(config, weights, options);
        if (!network) return tl::unexpected<Error>(network.error());
        const std::vector<float> thresholds = calibrateThresholds(**network, *firingRate, Thresholds::OfEachSite);
        for (std::size_t i = 0; i < thresholds.size(); ++i)
            if (const SiteInfo& site = (*network)->info().sites[i]; site.hasMembrane)
                weights.thresholds[thresholdTensor(site)] = thresholds[i];
    }
    return makeDecoder(config, weights, options);
}

}  // namespace spikeglass
