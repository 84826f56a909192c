// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace spikeglass {

/// What the tensors of a SpikeDecoder tell about its configuration.
struct DecoderTraits {
    struct Forms {
        bool analog = false, spiking = false;
    };
    Forms embedding, attention, mlp;
    bool attentionIsPlain = false;  // called SMHA, as both forms may be: which one it is cannot be seen
    std::string normalization = "layer";
    bool learnedThresholds = false;
    /// Only where thresholds were learned can these be seen.
    bool spikingHead = false, firstBlockResidual = false;
    std::vector<int> residualDegrees = {0, 1, 2};  // that are possible
    std::int64_t tokenWidth = 0, positionWidth = 0, positions = 0;  // of the spiking embedding's tables; 0: there is none
    std::int64_t analogPositions = 0;  // rows of the analog embedding's table of positions; 0: there is none
    std::int64_t headInputs = 0;       // columns of the head, a multiple of the width where it reads all timesteps
};

/// What a file of weights says about the network that it belongs to.
struct WeightFacts {
    std::string path;
    bool safeTensors = false;   // else a PyTorch state dict
    std::string architecture;   // "spikegpt" or "spikedecoder"
    std::string types;          // of its floats: "float32", "float16, float32"
    std::uint64_t bytes = 0;    // of the file
    std::int64_t parameters = 0;
    std::int64_t vocabulary = 0, width = 0, blocks = 0, hidden = 0;
    DecoderTraits decoder;
    // Found beside the file, under its name or a usual one, and sound:
    std::string config, card, tokenizer;
    std::string cardForms;       // what the card says of a SpikeGPT's forms
    bool cardHasCharacters = false;
};

}  // namespace spikeglass
