// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iterator>

#include "network/operation_counts.h"

namespace spikeglass {

/// The fields of OperationCounts under the names that recordings give them.
struct OperationField {
    const char* name;
    std::int64_t OperationCounts::*field;
};
inline constexpr OperationField kOperationFields[] = {
    {"ac", &OperationCounts::ac},
    {"mac", &OperationCounts::mac},
    {"dense_mac", &OperationCounts::denseMac},
    {"neuron", &OperationCounts::neuron},
    {"other", &OperationCounts::other},
    {"weight_reads", &OperationCounts::weightReads},
    {"membrane_accesses", &OperationCounts::membraneAccesses},
    {"activation_accesses", &OperationCounts::activationAccesses},
    {"linear_attention_ac", &OperationCounts::linearAttentionAc},
    {"pairwise_attention_ac", &OperationCounts::pairwiseAttentionAc},
    {"pairwise_attention_mac", &OperationCounts::pairwiseAttentionMac},
};
static_assert(sizeof(OperationCounts) == std::size(kOperationFields) * sizeof(std::int64_t));

}  // namespace spikeglass
