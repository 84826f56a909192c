// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace spikeglass {

/// Operations, counted strictly as NeuroBench defines them (docs/energy.md). For a product W x with W [out, in]:
/// effective operations = (non-zeros of x) * out; accumulates where x is binary, multiply-accumulates otherwise.
struct OperationCounts {
    std::int64_t ac = 0;        // effective accumulates (binary input), one per output and spike; biases: one per output
    std::int64_t mac = 0;       // effective multiply-accumulates (float input, zeros skipped)
    std::int64_t denseMac = 0;  // in * out of every product, whatever x held
    std::int64_t neuron = 0;    // LIF updates: one multiply-add and one compare per neuron and timestep
    std::int64_t other = 0;     // elementwise: normalisation, mixing, exp, sigmoid, residual sums; one per element and step
    // Memory traffic that these operations need if nothing is cached, in 32-bit words, for "compute + memory" pricing.
    std::int64_t weightReads = 0;         // one per effective operation
    std::int64_t membraneAccesses = 0;    // read and write per LIF update
    std::int64_t activationAccesses = 0;  // non-zero inputs read and outputs written, per product
    // Spiking attention both ways. Linear form, q (sum of k v^T): accumulates, counted in `ac` and once more here.
    // Pairwise, as published, (q k^T) v: accumulates for q k^T, but its second product reads integers: MAC. What the
    // pairwise form would take instead is counted in these two alone.
    std::int64_t linearAttentionAc = 0;
    std::int64_t pairwiseAttentionAc = 0;
    std::int64_t pairwiseAttentionMac = 0;

    OperationCounts& operator+=(const OperationCounts& o) {
        ac += o.ac, mac += o.mac, denseMac += o.denseMac, neuron += o.neuron, other += o.other;
        weightReads += o.weightReads, membraneAccesses += o.membraneAccesses, activationAccesses += o.activationAccesses;
        linearAttentionAc += o.linearAttentionAc;
        pairwiseAttentionAc += o.pairwiseAttentionAc, pairwiseAttentionMac += o.pairwiseAttentionMac;
        return *this;
    }
    bool operator==(const OperationCounts&) const = default;
};

/// The LIF updates of `neurons` neurons in one timestep.
inline OperationCounts lifCounts(std::int64_t neurons) {
    OperationCounts counts;
    counts.neuron = neurons;
    counts.membraneAccesses = 2 * neurons;
    return counts;
}

/// Elementwise steps.
inline OperationCounts otherCounts(std::int64_t operations) {
    OperationCounts counts;
    counts.other = operations;
    return counts;
}

}  // namespace spikeglass
