// SPDX-License-Identifier: Apache-2.0
#include "engine/recorded_model.h"

#include <algorithm>
#include <cassert>

#include "io/hdf5_input.h"

namespace spikeglass {
namespace {

constexpr std::size_t kMostNeurons = std::size_t{1} << 26;  // of all sites and timesteps together

/// Knows what it is, and has no weights.
class WeightlessNetwork : public Network {
  public:
    explicit WeightlessNetwork(NetworkInfo info) { m_info = std::move(info); }
    State initialState() const override { return {}; }
    void step(State&, std::int32_t, const BlockChoice&, std::span<float> logits, Observer*, const Interventions*) const override {
        assert(false && "a recording cannot go on");
        std::fill(logits.begin(), logits.end(), 0.0F);
    }
};

/// The texts that a recording kept of its tokens.
class RecordedTokenizer : public Tokenizer {
  public:
    RecordedTokenizer(std::string kind, std::vector<std::string> texts) : m_kind(std::move(kind)), m_texts(std::move(texts)) {}
    std::string_view kind() const override { return m_kind; }
    std::int32_t size() const override { return static_cast<std::int32_t>(m_texts.size()); }
    Result<std::vector<std::int32_t>> encode(std::string_view) const override {
        return fail("a recording has no network that could read a text; open its checkpoint");
    }
    std::string_view bytes(std::int32_t token) const override {
        return token >= 0 && token < size() ? std::string_view(m_texts[static_cast<std::size_t>(token)]) : std::string_view();
    }

  private:
    std::string m_kind;
    std::vector<std::string> m_texts;
};

/// Of recordings that do not say which slot governs a site: the site itself, or the slot that its name begins with.
std::string slotOf(const std::string& site, const std::vector<SlotInfo>& slots) {
    for (const SlotInfo& slot : slots)
        if (site == slot.name || site.starts_with(slot.name + '.')) return slot.name;
    // SpikeDecoder's sites between the parts of a block feed the part that follows.
    const auto governedBy = [&](const char* ending, const char* part) {
        return site.ends_with(ending) ? site.substr(0, site.size() - std::string_view(ending).size()) + part : std::string();
    };
    const std::string attention = governedBy(".input", ".attention");
    return !attention.empty() ? attention : governedBy(".residual", ".mlp");
}

int blockOf(const std::string& name) {
    constexpr std::string_view kBlocks = "blocks.";
    if (!name.starts_with(kBlocks)) return -1;
    int block = 0;
    for (std::size_t i = kBlocks.size(); i < name.size() && name[i] >= '0' && name[i] <= '9' && block < 100000; ++i)
        block = 10 * block + (name[i] - '0');
    return block;
}

template <class List>
int indexOf(const List& list, const std::string& name) {
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.name == name; });
    return at == list.end() ? -1 : static_cast<int>(at - list.begin());
}

void addSlots(const RecordingHeader& header, NetworkInfo& info) {
    for (const RecordedNetwork::Slot& slot : header.network.slotInfos)
        info.slotInfos.push_back({slot.name, slot.block, {slot.analog, slot.spiking}});
    for (const auto& [name, slot] : header.network.components) info.components.push_back({name, indexOf(info.slotInfos, slot)});
    if (!info.slotInfos.empty()) return;
    for (const auto& [slot, form] : header.blockChoice) info.slotInfos.push_back({slot, blockOf(slot), {true, true}});
    for (const SlotInfo& slot : info.slotInfos) info.components.push_back({slot.name, indexOf(info.slotInfos, slot.name)});
    if (indexOf(info.components, "head") < 0) info.components.push_back({"head", -1});
}

Result<NetworkInfo> infoOf(const std::string& path, const RecordingHeader& header) {
    NetworkInfo info;
    const RecordedNetwork& network = header.network;
    const bool isGpt = std::any_of(header.sites.begin(), header.sites.end(),
                                   [](const RecordedSite& site) { return site.name.ends_with("time_mix"); });
    info.architecture = !network.architecture.empty() ? network.architecture : isGpt ? "spikegpt" : "spikedecoder";
    info.vocabulary = header.vocabulary;
    const bool isDescribed = !network.architecture.empty();
    // What a recording says of itself costs it nothing. Its sites bound it, where there are any: each block has a site or, where
    // it is analog only, a slot.
    std::size_t widest = header.sites.empty() ? kMostNeurons : 0;
    for (const RecordedSite& site : header.sites) widest = std::max(widest, site.width);
    info.width = isDescribed ? std::min(static_cast<std::size_t>(network.width), widest) : widest;
    info.blocks = isDescribed ? std::min(static_cast<std::size_t>(network.blocks), std::max(header.sites.size(), network.slotInfos.size())) : 0;
    info.timesteps = 1;
    info.positions = static_cast<std::size_t>(network.positions);
    info.parameters = network.parameters;
    addSlots(header, info);
    std::size_t neurons = 0;
    for (const RecordedSite& recorded : header.sites) {
        const std::string where = path + ": /sites/" + hdf5::printable(recorded.name);
        if (recorded.width == 0 || recorded.timesteps == 0 || recorded.width > kMostNeurons ||
            recorded.timesteps > kMostNeurons / recorded.width || neurons > kMostNeurons)
            return fail(where + " has " + std::to_string(recorded.timesteps) + " timesteps of " + std::to_string(recorded.width) +
                        " neurons, which this program cannot show");
        neurons += recorded.width * recorded.timesteps;
        const std::string slot = recorded.slot.empty() ? slotOf(recorded.name, info.slotInfos) : recorded.slot;
        SiteInfo site;
        site.name = recorded.name;
        site.block = recorded.slot.empty() ? blockOf(recorded.name) : recorded.block;
        site.slot = indexOf(info.slotInfos, slot);
        site.component = indexOf(info.components, recorded.slot.empty() ? slot : recorded.component);
        if (site.slot < 0 || site.component < 0)
            return fail(where + " belongs to the slot " + hdf5::quoted(slot) + ", which is not among those of block_choice");
        site.width = recorded.width;
        site.timesteps = recorded.timesteps;
        site.hasMembrane = recorded.hasMembrane;
        site.threshold = recorded.threshold;
        site.tau = recorded.tau;
        info.timesteps = std::max(info.timesteps, site.timesteps);
        if (!isDescribed) info.blocks = std::max(info.blocks, static_cast<std::size_t>(site.block + 1));
        info.sites.push_back(std::move(site));
    }
    return info;
}

}  // namespace

Result<std::shared_ptr<const Model>> recordedModel(const std::string& path, const RecordingHeader& header) {
    auto info = infoOf(path, header);
    if (!info) return tl::unexpected(info.error());
    auto model = std::make_shared<Model>();
    model->path = path;
    model->sha256 = header.modelSha256;
    model->card.name = header.modelName;
    if (const auto weights = weightTypeNamed(header.weights)) model->weights = *weights;
    model->fromRecording = true;
    if (!header.tokenTexts.empty() && header.tokenTexts.size() <= header.vocabulary)
        model->tokenizer = std::make_unique<RecordedTokenizer>(header.tokenizerKind, header.tokenTexts);
    model->network = std::make_unique<WeightlessNetwork>(std::move(*info));
    return model;
}

}  // namespace spikeglass
