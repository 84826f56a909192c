// SPDX-License-Identifier: Apache-2.0
#include "network/spikedecoder/spikedecoder_network.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "kernels/reductions.h"
#include "network/slot_forms.h"
#include "network/spikedecoder/spikedecoder_operations.h"
#include "network/spikedecoder/spikedecoder_pass.h"

namespace spikeglass {

using Layout = SpikeDecoderLayout;

namespace {

bool holdsAny(const NetworkInfo& info, Form form, std::string_view slotEnd) {
    return std::any_of(info.slotInfos.begin(), info.slotInfos.end(), [&](const SlotInfo& slot) {
        return slot.name.ends_with(slotEnd) && (form == Form::Spiking ? slot.forms.spiking : slot.forms.analog);
    });
}

Layout layoutFor(const SpikeDecoderConfig& config, const NetworkInfo& info) {
    return {config, holdsAny(info, Form::Spiking, ".attention"), holdsAny(info, Form::Analog, ".attention")};
}

/// Whether two choices make the same memory of a window: the head remembers nothing.
bool sameMemory(const BlockChoice& a, const BlockChoice& b) {
    for (std::size_t slot = 0; slot + 1 < b.size(); ++slot)
        if (a[slot] != b[slot]) return false;
    return true;
}

}  // namespace

SpikeDecoderNetwork::SpikeDecoderNetwork(const SpikeDecoderConfig& config, NetworkInfo info, SpikeDecoderWeights weights)
    : m_config(config), m_weights(std::move(weights)), m_layout(layoutFor(config, info)), m_sites(config.blocks) {
    m_info = std::move(info);
    m_info.parameters = m_weights.parameters;
    std::map<std::string, int> index;
    for (std::size_t i = 0; i < m_info.sites.size(); ++i) index[m_info.sites[i].name] = static_cast<int>(i);
    const auto find = [&](const std::string& name, const kernels::LifParameters& lif) {
        const auto found = index.find(name);
        if (found == index.end()) return -1;
        m_info.sites[static_cast<std::size_t>(found->second)].threshold = lif.threshold;
        return found->second;
    };
    const bool spikes2 = config.residualDegree == 2, spikes1 = config.residualDegree > 0;
    for (std::size_t i = 0; i < config.blocks; ++i) {
        const std::string block = "blocks." + std::to_string(i);
        const BlockNeurons& n = m_weights.blocks[i].neurons;
        BlockSites& s = m_sites[i];
        s.input = find(block + (spikes2 ? ".input" : ".attention.input"), n.input);
        s.query = find(block + ".attention.query", n.query);
        s.key = find(block + ".attention.key", n.key);
        s.value = find(block + ".attention.value", n.value);
        s.context = find(block + ".attention.context", n.context);
        s.output = find(block + ".attention.output", n.output);
        s.residual = find(block + ".attention.residual", n.residual);
        s.mlpInput = find(block + (spikes1 ? ".residual" : ".mlp.input"), n.mlpInput);
        s.mlpHidden = find(block + ".mlp.hidden", n.mlpHidden);
        s.mlpOutput = find(block + ".mlp.output", n.mlpOutput);
    }
    m_headSite = find("head", m_weights.headNeuron);
    if (const auto found = index.find("embedding"); found != index.end()) m_embeddingSite = found->second;
}

State SpikeDecoderNetwork::initialState() const {
    State state = m_layout.makeState();
    m_layout.clear(state);
    return state;
}

void SpikeDecoderNetwork::step(State& state, std::int32_t token, const BlockChoice& choice, std::span<float> logits,
                               Observer* observer, const Interventions* interventions) const {
    assert(token >= 0 && static_cast<std::size_t>(token) < m_config.vocabulary);
    assert(choice.size() == m_info.slotInfos.size() && logits.size() == m_config.vocabulary && m_layout.fits(state));
    std::vector<std::int32_t>& window = state.window();
    const std::uint64_t identity = interventions == nullptr ? 0 : interventions->identity();
    if (window.capacity() < m_config.positions) window.reserve(m_config.positions);  // a copy of a state has lost it
    if (window.size() == m_config.positions) {
        window.erase(window.begin(), window.end() - static_cast<std::ptrdiff_t>(m_config.positions / 2));
        readAgain(state, choice, interventions);
    } else if (!window.empty() && (!sameMemory(state.choice(), choice) || state.interventions() != identity)) {
        readAgain(state, choice, interventions);
    }
    if (!(state.choice() == choice)) state.choice() = choice;
    state.interventions() = identity;
    Pass pass{state, choice, observer, interventions, state.tokensRead()++, window.size()};
    window.push_back(token);
    read(pass, token);
    predict(pass, logits);
}

/// Makes the memory anew from the tokens of the window.
void SpikeDecoderNetwork::readAgain(State& state, const BlockChoice& choice, const Interventions* interventions) const {
    m_layout.clear(state);
    const std::int64_t first = state.tokensRead() - static_cast<std::int64_t>(state.window().size());
    for (std::size_t position = 0; position < state.window().size(); ++position) {
        Pass pass{state, choice, nullptr, interventions, first + static_cast<std::int64_t>(position), position};
        read(pass, state.window()[position]);
    }
}

/// Everything but the head: leaves x in the residual rows.
void SpikeDecoderNetwork::read(Pass& pass, std::int32_t token) const {
    embed(pass, token);
    for (std::size_t i = 0; i < m_config.blocks; ++i) {
        OperationCounts attention, mlp;
        if (pass.choice[attentionSlot(i)] == Form::Spiking)
            spikingAttention(pass, i, attention);
        else
            analogAttention(pass, i, attention);
        if (pass.choice[mlpSlot(i)] == Form::Spiking)
            spikingMlp(pass, i, mlp);
        else
            analogMlp(pass, i, mlp);
        if (pass.observer == nullptr) continue;
        pass.observer->onOperations(static_cast<int>(attentionSlot(i)), attention);
        pass.observer->onOperations(static_cast<int>(mlpSlot(i)), mlp);
    }
}

void SpikeDecoderNetwork::embed(Pass& pass, std::int32_t token) const {
    const auto index = static_cast<std::size_t>(token);
    const SpikeDecoderConfig& c = m_config;
    const std::span<float> x = m_layout.residual(pass.state, 0);
    const auto row = [](const AlignedVector<float>& table, std::size_t i, std::size_t width) {
        return std::span(table).subspan(i * width, width);
    };
    pass.lanes = 1;
    const bool spiking = pass.choice[kEmbeddingSlot] == Form::Spiking;
    if (!spiking) {
        const auto tokens = row(m_weights.analogTokens, index, c.width);
        std::copy(tokens.begin(), tokens.end(), x.begin());
        kernels::add(row(m_weights.analogPositions, pass.position, c.width), x);
    } else if (c.token == TokenCode::OneHot) {
        std::fill(x.begin(), x.end(), 0.0F);
        x[pass.position * c.vocabulary + index] = 1.0F;
    } else if (c.combinePosition) {
        const auto tokens = row(m_weights.tokenCodes, index, c.width);
        std::copy(tokens.begin(), tokens.end(), x.begin());
        kernels::add(row(m_weights.positionCodes, pass.position, c.width), x);
        if (c.binaryEmbedding()) kernels::heaviside(x, x, m_layout.spikes(pass.state, 0, c.width));
    } else {
        const auto tokens = row(m_weights.tokenCodes, index, c.tokenWidth);
        const auto positions = row(m_weights.positionCodes, pass.position, c.positionWidth);
        std::copy(positions.begin(), positions.end(), std::copy(tokens.begin(), tokens.end(), x.begin()));
    }
    if (spiking && m_embeddingSite >= 0 && pass.touches(m_embeddingSite))
        pass.interventions->threshold(m_embeddingSite, x, m_layout.spikes(pass.state, 0, c.width));
    if (pass.observer == nullptr) return;
    if (m_embeddingSite >= 0) {
        SiteActivity activity;
        activity.site = m_embeddingSite;
        if (spiking) {
            const std::span<Word> bits = m_layout.spikes(pass.state, 0, c.width);
            packBits(x, bits);
            activity.spikes = bits;
        }
        for (std::size_t t = 0; t < c.timesteps; ++t) {
            activity.timestep = static_cast<int>(t);
            pass.observer->onSite(activity);
        }
    }
    pass.observer->onOperations(static_cast<int>(kEmbeddingSlot), embeddingCounts(c, spiking));
}

/// Gives every timestep its own copy of x, if they share one so far.
void SpikeDecoderNetwork::spread(Pass& pass) const {
    const std::span<const float> x = m_layout.residual(pass.state, 0);
    for (std::size_t t = pass.lanes; t < m_config.timesteps; ++t)
        std::copy(x.begin(), x.end(), m_layout.residual(pass.state, t).begin());
    pass.lanes = m_config.timesteps;
}

/// One timestep of a LIF layer: layer.spikes = LIF(layer.x).
void SpikeDecoderNetwork::fire(Pass& pass, const Layer& layer) const {
    std::span<float> potential;
    if (pass.observer != nullptr) potential = m_layout.row(pass.state, Layout::kPotential, layer.x.size());
    if (layer.timestep == 0) std::fill(layer.membrane.begin(), layer.membrane.end(), 0.0F);
    if (pass.touches(layer.site))
        pass.interventions->lifStep({layer.site, pass.token, layer.timestep, layer.lif, layer.x, layer.membrane, layer.spikes,
                                     potential, layer.residual});
    else
        kernels::lifStep(layer.lif, layer.x, layer.membrane, layer.spikes, potential, layer.residual);
    if (pass.observer == nullptr) return;
    layer.counts += lifCounts(static_cast<std::int64_t>(layer.x.size()));
    pass.observer->onSite({layer.site, static_cast<int>(layer.timestep), layer.spikes, layer.membrane, potential});
}

/// What a product reads of the spikes in row kSiteSpikes: with token shift the first channels of the previous token's.
SpikeDecoderNetwork::SpikeRow SpikeDecoderNetwork::shift(Pass& pass, std::size_t block, Layout::Part part) const {
    if (!m_config.tokenShift) return kSiteSpikes;
    const std::size_t channels = m_config.shiftedChannels();
    for (std::size_t t = 0; t < m_config.timesteps; ++t) {
        const std::span<Word> spikes = m_layout.spikes(pass.state, kSiteSpikes, m_config.width, t);
        const std::span<Word> previous = m_layout.previousSpikes(pass.state, block, part, t);
        const std::span<Word> mixed = m_layout.spikes(pass.state, kShiftedSpikes, m_config.width, t);
        for (std::size_t w = 0; w < mixed.size(); ++w) {
            const std::size_t below = std::min(kWordBits, channels - std::min(channels, w * kWordBits));
            const Word fromPrevious = below == kWordBits ? ~Word{0} : (Word{1} << below) - 1;
            mixed[w] = (previous[w] & fromPrevious) | (spikes[w] & ~fromPrevious);
            previous[w] = spikes[w];
        }
    }
    return kShiftedSpikes;
}

std::span<const float> SpikeDecoderNetwork::shifted(Pass& pass, std::size_t block, Layout::Part part, std::size_t lane,
                                                    std::span<const float> x) const {
    if (!m_config.tokenShift) return x;
    const std::span<float> previous = m_layout.previous(pass.state, block, part, lane);
    const std::span<float> mixed = m_layout.row(pass.state, Layout::kInput, m_config.width);
    const auto channels = static_cast<std::ptrdiff_t>(m_config.shiftedChannels());
    std::copy(previous.begin(), previous.begin() + channels, mixed.begin());
    std::copy(x.begin() + channels, x.end(), mixed.begin() + channels);
    std::copy(x.begin(), x.end(), previous.begin());
    return mixed;
}

namespace {

/// y = Norm(y + b).
void finish(const Affine& affine, std::span<float> y) {
    kernels::add(affine.bias, y);
    if (affine.hasNorm()) kernels::layerNorm(y, affine.normWeight, affine.normBias, y);
}

}  // namespace

/// Accumulates only. At most three products at once.
void SpikeDecoderNetwork::apply(Pass& pass, std::span<const SpikingProduct> products, OperationCounts& counts) const {
    SpikeProductJob jobs[3];
    const std::size_t timesteps = m_config.timesteps;
    for (std::size_t i = 0; i < products.size(); ++i) {
        const Matrix& matrix = products[i].affine.matrix;
        const std::span<Word> first = m_layout.spikes(pass.state, products[i].spikes, matrix.inputs());
        jobs[i] = {&matrix, first.data(), first.size(), timesteps,
                   m_layout.row(pass.state, products[i].output, matrix.outputs()).data(), m_layout.rowStride()};
    }
    runProducts(std::span<const SpikeProductJob>(jobs, products.size()), m_threads);
    for (const SpikingProduct& product : products) {
        const Matrix& matrix = product.affine.matrix;
        for (std::size_t t = 0; t < timesteps; ++t) {
            finish(product.affine, m_layout.row(pass.state, product.output, matrix.outputs(), t));
            if (pass.observer == nullptr) continue;
            counts += affineCounts(product.affine, countBits(m_layout.spikes(pass.state, product.spikes, matrix.inputs(), t)), true);
        }
    }
}

/// y = Norm(W x + b).
void SpikeDecoderNetwork::apply(Pass& pass, const Affine& affine, std::span<const float> x, std::span<float> y,
                                OperationCounts& counts) const {
    ProductJob job[] = {{&affine.matrix, x, y.data()}};
    runProducts(job, m_threads);
    finish(affine, y);
    if (pass.observer != nullptr) counts += affineCounts(affine, job[0].nonZeros, false);
}

Result<std::unique_ptr<Network>> loadSpikeDecoder(const CheckpointFile& file, const LoadOptions& options) {
    const Result<SpikeDecoderConfig> config = readSpikeDecoderConfig(file);
    if (!config) return tl::unexpected<Error>(config.error());
    SlotFormList forms(slotCount(config->blocks), SlotForms{false, true});
    NetworkInfo info = describeSpikeDecoder(*config, forms);
    if (const Result<void> set = setSlotForms(info, file.slotForms(), file.path()); !set)
        return tl::unexpected<Error>(set.error());
    for (std::size_t i = 0; i < forms.size(); ++i) forms[i] = info.slotInfos[i].forms;
    if (forms[kEmbeddingSlot].spiking && config->token == TokenCode::None)
        return fail(file.path() + ": /configuration: token_embedding is none, but /slots gives the embedding a spiking form");
    info = describeSpikeDecoder(*config, forms);

    // A window costs nothing in the file: where a small one declares a large window, something is wrong with it.
    constexpr std::size_t kLeast = std::size_t{1} << 29, kMost = std::size_t{1} << 31, kBytesPerWeight = 16;
    const std::size_t mostBytes = std::clamp(kBytesPerWeight * static_cast<std::size_t>(file.parameterCount()), kLeast, kMost);
    constexpr std::size_t kLeastCodes = std::size_t{1} << 26;
    const std::size_t mostCodes = std::clamp(kBytesPerWeight * static_cast<std::size_t>(file.parameterCount()), kLeastCodes, kMost);
    if (computedCodes(*config, forms[kEmbeddingSlot]) > mostCodes / sizeof(float))
        return fail(file.path() + ": /configuration: the codes of " + std::to_string(config->vocabulary) + " tokens and " +
                    std::to_string(config->positions) + " positions would need more than " + std::to_string(mostCodes >> 20) + " MiB of memory");
    const Layout layout = layoutFor(*config, info);
    if (layout.memoryFloats() / (mostBytes / sizeof(float)) + layout.wordCount() / (mostBytes / sizeof(Word)) > 0)
        return fail(file.path() + ": /configuration: a window of " + std::to_string(config->positions) + " positions at " +
                    std::to_string(config->timesteps) + " timesteps would need more than " + std::to_string(mostBytes >> 20) + " MiB of memory for each text");

    const TensorSource source = tensorsOf(file, options.weights, options.progress);
    Result<SpikeDecoderWeights> weights = readSpikeDecoderWeights(*config, forms, source, file.path() + ": ");
    if (!weights) return tl::unexpected<Error>(weights.error());
    return std::make_unique<SpikeDecoderNetwork>(*config, std::move(info), std::move(*weights));
}

}  // namespace spikeglass
