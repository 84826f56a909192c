// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/network.h"
#include "network/spikedecoder/spikedecoder_layout.h"
#include "network/spikedecoder/spikedecoder_weights.h"

namespace spikeglass {

/// SpikeDecoder (Beger, Walter, Knoll, arXiv 2606.12287), one token per step, in float32. For one token, x [T, E]:
///     x = embedding(token, position), the same at each timestep
///     per block: x = x + attention(x);  x = x + MLP(x)          (residual degrees 1 and 2: see the published names below)
///     logits = W recombine(LIF(x)) + b
/// Spiking attention has no softmax, so it is linear: a_i = scale q_i M with M = sum over j <= i of k_j v_j^T, kept per head
/// and timestep. The published code computes all pairs of positions anew for each token; the numbers are the same.
/// Every slot may be analog: softmax attention with a cache of keys and values, a GELU MLP, float embedding and head. Analog
/// forms act on each timestep's values; as long as these are all equal (nothing has spiked yet) they are computed once.
/// Owns its weights, constant after construction; any number of threads may step their own States.
class SpikeDecoderNetwork final : public Network {
  public:
    /// info: as describeSpikeDecoder(config, forms) gives it, thresholds filled in.
    SpikeDecoderNetwork(const SpikeDecoderConfig& config, NetworkInfo info, SpikeDecoderWeights weights);

    State initialState() const override;
    void step(State& state, std::int32_t token, const BlockChoice& choice, std::span<float> logits,
              Observer* observer = nullptr, const Interventions* interventions = nullptr) const override;
    bool countTwin(std::size_t position, std::span<OperationCounts> components) const override;
    std::vector<Finding> knownFindings(const BlockChoice& choice) const override;

    const SpikeDecoderWeights& weights() const { return m_weights; }

  private:
    struct Pass;  // one token's arguments
    struct Layer; // one LIF layer's arguments
    enum SpikeRow : std::size_t;
    void readAgain(State& state, const BlockChoice& choice, const Interventions* interventions) const;
    void read(Pass& pass, std::int32_t token) const;
    void embed(Pass& pass, std::int32_t token) const;
    void spikingAttention(Pass& pass, std::size_t block, OperationCounts& counts) const;
    void attend(Pass& pass, std::size_t block, std::size_t timestep, OperationCounts& counts) const;
    void countPairwise(Pass& pass, std::size_t block, std::size_t timestep, OperationCounts& counts) const;
    void analogAttention(Pass& pass, std::size_t block, OperationCounts& counts) const;
    void softmaxHead(Pass& pass, std::size_t block, std::size_t lane, std::size_t head, OperationCounts& counts) const;
    void spikingMlp(Pass& pass, std::size_t block, OperationCounts& counts) const;
    void analogMlp(Pass& pass, std::size_t block, OperationCounts& counts) const;
    void predict(Pass& pass, std::span<float> logits) const;
    void spikingHead(Pass& pass, std::span<float> logits, OperationCounts& counts) const;
    void recombine(Pass& pass, std::span<float> out, OperationCounts& counts) const;

    void fire(Pass& pass, const Layer& layer) const;
    void spread(Pass& pass) const;
    SpikeRow shift(Pass& pass, std::size_t block, SpikeDecoderLayout::Part part) const;
    std::span<const float> shifted(Pass& pass, std::size_t block, SpikeDecoderLayout::Part part, std::size_t lane,
                                   std::span<const float> x) const;
    struct SpikingProduct;
    void apply(Pass& pass, std::span<const SpikingProduct> products, OperationCounts& counts) const;
    void apply(Pass& pass, const Affine& affine, std::span<const float> x, std::span<float> y, OperationCounts& counts) const;

    SpikeDecoderConfig m_config;
    SpikeDecoderWeights m_weights;
    SpikeDecoderLayout m_layout;
    /// Indices into NetworkInfo::sites, in the order of computation; -1: the slot holds no spiking form.
    struct BlockSites {
        int input = -1, query = -1, key = -1, value = -1, context = -1, output = -1, residual = -1;
        int mlpInput = -1, mlpHidden = -1, mlpOutput = -1;
    };
    std::vector<BlockSites> m_sites;  // [L]
    int m_embeddingSite = -1, m_headSite = -1;
};

/// Errors: those of readSpikeDecoderConfig() and of the tensors; a slot that SpikeDecoder does not have; a window that
/// would need more than 2 GiB per state.
Result<std::unique_ptr<Network>> loadSpikeDecoder(const CheckpointFile& file, const LoadOptions& options);

}  // namespace spikeglass
