// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "network/reference_layers.h"

namespace spikeglass::test {

/// SpikeDecoder as its paper writes it: all positions at once, attention pairwise, in double, as plainly as possible.
class ReferenceSpikeDecoder : public ReferenceLayers {
  public:
    using ReferenceLayers::ReferenceLayers;

    Rows run(const std::vector<std::int32_t>& tokens, const BlockChoice& choice) {
        const auto spiking = [&](std::size_t slot) { return choice[slot] == Form::Spiking; };
        Grid x(c.timesteps, embed(tokens, spiking(kEmbeddingSlot)));
        for (std::size_t i = 0; i < c.blocks; ++i) {
            const std::string b = "blocks." + std::to_string(i) + ".";
            if (spiking(attentionSlot(i))) {
                Grid z;
                if (c.residualDegree == 2)
                    z = x = lif(x, b + "SMHA_LIF", b + "input");
                else
                    z = lif(x, b + "SMHA.input_LIF", b + "attention.input");
                Grid y = pairwise(z, b);
                if (c.residualDegree == 2) y = lif(y, b + "SMHA.output_LIF", b + "attention.output");
                if (c.firstBlockResidual && i == 0) y = lif(y, b + "resLIF", b + "attention.residual");
                add(x, y);
            } else {
                Grid y;
                for (const Rows& rows : x) y.push_back(softmax(rows, b));
                add(x, y);
            }
            if (spiking(mlpSlot(i))) {
                const int o = c.residualDegree > 0 ? 1 : 0;
                const auto net = [&](int n) { return b + "MLP.net." + std::to_string(n - o); };
                Grid z;
                if (o == 1)
                    z = x = lif(x, b + "blockLIF", b + "residual");
                else
                    z = lif(x, b + "MLP.net.0", b + "mlp.input");
                const Grid h = lif(each(shift(z), net(2), net(3), c.hidden), net(5), b + "mlp.hidden");
                Grid y = each(h, net(7), net(8), c.width);
                if (o == 1) y = lif(y, b + "MLP.net.9", b + "mlp.output");
                add(x, y);
            } else {
                Grid y = each(shift(x), b + "NSMLP.net.0", "", c.hidden);
                for (Rows& rows : y)
                    for (auto& row : rows)
                        for (double& v : row) v = 0.5 * v * (1 + std::tanh(std::sqrt(2 / M_PI) * (v + 0.044715 * v * v * v)));
                add(x, each(y, b + "NSMLP.net.2", "", c.width));
            }
        }
        const bool spikingHead = spiking(headSlot(c.blocks));
        if (spikingHead && !c.floatReunite) x = lif(x, "Head.gen_LIF", "head");
        Grid out = {recombine(x)};
        if (spikingHead && c.floatReunite) out = lif(out, "Head.gen_LIF", "head");
        const bool own = !spikingHead && m_source.has("NHead.gen_FC.weight");
        return linear(out[0], own ? "NHead.gen_FC" : "Head.gen_FC", "", c.vocabulary);
    }
};

}  // namespace spikeglass::test
