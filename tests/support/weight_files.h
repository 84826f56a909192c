// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
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

/// Positive numbers below 1, so that they may be variances; little endian.
inline std::string valuesFor(const NamedShape& tensor, std::uint32_t& random) {
    std::int64_t count = 1;
    for (const std::int64_t size : tensor.second) count *= size;
    std::string bytes(static_cast<std::size_t>(count) * sizeof(float), '\0');
    for (std::int64_t i = 0; i < count; ++i) {
        random = random * 1664525U + 1013904223U;
        const float value = static_cast<float>(random >> 8) / 16777216.0F;
        std::memcpy(&bytes[static_cast<std::size_t>(i) * sizeof value], &value, sizeof value);
    }
    return bytes;
}

template <class T>
std::string littleEndian(T value) {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

inline std::string asSafeTensors(const std::vector<NamedShape>& tensors) {
    std::string header = "{", content;
    std::uint32_t random = 1;
    for (const NamedShape& tensor : tensors) {
        const std::size_t begin = content.size();
        content += valuesFor(tensor, random);
        std::string shape;
        for (const std::int64_t size : tensor.second) shape += (shape.empty() ? "" : ",") + std::to_string(size);
        header += (header.size() == 1 ? "\"" : ",\"") + tensor.first + "\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[" + std::to_string(begin) +
                  "," + std::to_string(content.size()) + "]}";
    }
    header += "}";
    return littleEndian(static_cast<std::uint64_t>(header.size())) + header + content;
}

/// A ZIP archive of stored members.
inline std::string asArchive(const std::vector<std::pair<std::string, std::string>>& members) {
    const auto crcOf = [](const std::string& bytes) {
        std::uint32_t crc = ~0U;
        for (const char byte : bytes) {
            crc ^= static_cast<unsigned char>(byte);
            for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
        return ~crc;
    };
    std::string file, directory;
    for (const auto& [name, content] : members) {
        const std::string common = littleEndian<std::uint16_t>(0) + littleEndian<std::uint16_t>(0) + littleEndian<std::uint32_t>(0) + littleEndian(crcOf(content)) +
                                   littleEndian(static_cast<std::uint32_t>(content.size())) + littleEndian(static_cast<std::uint32_t>(content.size())) +
                                   littleEndian(static_cast<std::uint16_t>(name.size())) + littleEndian<std::uint16_t>(0);
        directory += "PK\x01\x02" + littleEndian<std::uint16_t>(20) + littleEndian<std::uint16_t>(20) + common + std::string(6, '\0') + littleEndian<std::uint32_t>(0) +
                     littleEndian(static_cast<std::uint32_t>(file.size())) + name;
        file += "PK\x03\x04" + littleEndian<std::uint16_t>(20) + common + name + content;
    }
    const auto count = static_cast<std::uint16_t>(members.size());
    return file + directory + "PK\x05\x06" + std::string(4, '\0') + littleEndian(count) + littleEndian(count) + littleEndian(static_cast<std::uint32_t>(directory.size())) +
           littleEndian(static_cast<std::uint32_t>(file.size())) + littleEndian<std::uint16_t>(0);
}

/// As torch.save writes a state dict, with a storage for each tensor.
inline std::string asTorchState(const std::vector<NamedShape>& tensors) {
    const auto integer = [](std::int64_t value) { return "\x8a\x08" + littleEndian(value); };
    const auto text = [](const std::string& value) { return "X" + littleEndian(static_cast<std::uint32_t>(value.size())) + value; };
    std::string pickle = "\x80\x02}(";
    std::vector<std::pair<std::string, std::string>> members{{"archive/data.pkl", {}}};
    std::uint32_t random = 1;
    for (const NamedShape& tensor : tensors) {
        const std::string key = std::to_string(members.size() - 1), content = valuesFor(tensor, random);
        std::string shape = "(", strides;
        std::int64_t stride = 1;
        for (std::size_t d = tensor.second.size(); d-- > 0;) {
            strides = integer(stride) + strides;
            stride *= tensor.second[d];
        }
        for (const std::int64_t size : tensor.second) shape += integer(size);
        pickle += text(tensor.first) + "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" + text(key) + text("cpu") +
                  integer(static_cast<std::int64_t>(content.size() / sizeof(float))) + "tQ" + integer(0) + shape + "t(" + strides + "t\x89}tR";
        members.push_back({"archive/data/" + key, content});
    }
    members.front().second = pickle + "u.";
    return asArchive(members);
}

}  // namespace spikeglass::test
