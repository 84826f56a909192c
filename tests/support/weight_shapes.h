// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace spikeglass::test {

/// A tensor of a file of weights that a test makes, by name and shape.
using NamedShape = std::pair<std::string, std::vector<std::int64_t>>;

inline std::vector<NamedShape> spikeGptTensors(std::int64_t vocabulary, std::int64_t width, int blocks) {
    const std::int64_t V = vocabulary, C = width;
    std::vector<NamedShape> all{{"emb.weight", {V, C}}, {"ln_out.weight", {C}}, {"ln_out.bias", {C}}, {"head.weight", {V, C}}};
    for (int i = 0; i < blocks; ++i) {
        const std::string block = "blocks." + std::to_string(i) + '.';
        for (const char* norm : {"ln0", "ln1", "ln2"})
            if (i == 0 || norm[2] != '0')
                for (const char* part : {".weight", ".bias"}) all.push_back({block + norm + part, {C}});
        for (const char* name : {"time_decay", "time_first"}) all.push_back({block + "att." + name, {C}});
        for (const char* name : {"att.time_mix_k", "att.time_mix_v", "att.time_mix_r", "ffn.time_mix_k", "ffn.time_mix_r"}) all.push_back({block + name, {1, 1, C}});
        for (const char* name : {"att.key", "att.value", "att.receptance", "att.output", "ffn.receptance"}) all.push_back({block + name + ".weight", {C, C}});
        all.push_back({block + "ffn.key.weight", {4 * C, C}});
        all.push_back({block + "ffn.value.weight", {C, 4 * C}});
    }
    return all;
}

/// What a SpikeDecoder's tensors depend on.
struct DecoderShape {
    std::int64_t vocabulary = 30, width = 64, hidden = 256, tokenWidth = 34, headInputs = 64;
    int blocks = 2;
    bool embeddingSpikes = true, embeddingIsAnalog = false;
    bool attentionSpikes = true, attentionIsAnalog = false, mlpSpikes = true, mlpIsAnalog = false;
    bool batch = false, thresholds = false;
    int residualDegree = 0;
};

inline std::vector<NamedShape> spikeDecoderTensors(const DecoderShape& s) {
    std::vector<NamedShape> all;
    const auto linear = [&](const std::string& name, std::int64_t rows, std::int64_t columns) {
        all.push_back({name + ".weight", {rows, columns}});
        all.push_back({name + ".bias", {rows}});
    };
    const auto norm = [&](const std::string& name, std::int64_t width) {
        for (const char* part : {"weight", "bias", "running_mean", "running_var"})
            if (s.batch || std::string(part).find("running") != 0) all.push_back({name + (s.batch ? ".1." : ".") + part, {width}});
    };
    const auto neurons = [&](const std::vector<std::string>& names) {
        for (const std::string& name : names)
            if (s.thresholds) all.push_back({name + ".v_threshold", {}});
    };
    if (s.embeddingSpikes && s.tokenWidth > 0) all.push_back({"embedder.tok_embed.weight", {s.vocabulary, s.tokenWidth}});
    if (s.embeddingIsAnalog) all.push_back({"embedder.token_embedding_table.weight", {s.vocabulary, s.width}});
    for (int i = 0; i < s.blocks; ++i) {
        const std::string block = "blocks." + std::to_string(i) + '.';
        for (const auto& [has, prefix] : {std::pair{s.attentionSpikes, "SMHA."}, {s.attentionIsAnalog, "NSMHA."}})
            for (const char* part : {"query", "key", "value", "proj"})
                if (has) {
                    linear(block + prefix + part + "_L", s.width, s.width);
                    norm(block + prefix + part + "_Norm", s.width);
                }
        if (s.attentionSpikes) {
            neurons(s.residualDegree == 2 ? std::vector{block + "SMHA_LIF", block + "SMHA.output_LIF"} : std::vector{block + "SMHA.input_LIF"});
            neurons({block + "SMHA.query_LIF", block + "SMHA.key_LIF", block + "SMHA.value_LIF", block + "SMHA.att_LIF"});
        }
        if (s.mlpSpikes) {
            const int shift = s.residualDegree == 0 ? 0 : -1;
            const auto net = [&](int place) { return block + "MLP.net." + std::to_string(place + shift); };
            linear(net(2), s.hidden, s.width);
            norm(net(3), s.hidden);
            linear(net(7), s.width, s.hidden);
            norm(net(8), s.width);
            neurons(s.residualDegree == 0 ? std::vector{block + "MLP.net.0", block + "MLP.net.5"}
                                          : std::vector{block + "blockLIF", block + "MLP.net.4", block + "MLP.net.9"});
        }
        if (s.mlpIsAnalog) {
            linear(block + "NSMLP.net.0", s.hidden, s.width);
            linear(block + "NSMLP.net.2", s.width, s.hidden);
        }
    }
    if (s.attentionSpikes) neurons({"Head.gen_LIF"});
    linear("Head.gen_FC", s.vocabulary, s.headInputs);
    return all;
}

}  // namespace spikeglass::test
