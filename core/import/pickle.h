// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace spikeglass {

/// What a pickle of a PyTorch state dict builds, without Python: an interpreter of the few instructions and names that such
/// files are made of. Every other instruction, and every other name, is refused: nothing of the file is ever run. A value.
class Pickle {
  public:
    using Id = std::size_t;  // of a node
    struct Node {
        enum class Kind { None, Boolean, Integer, Real, Text, Tuple, List, Dictionary, Name, Storage, Tensor, Mark };
        Kind kind = Kind::None;
        std::int64_t integer = 0;  // also of Boolean
        double real = 0;
        std::string text;       // of Text; "module.name" of Name
        std::vector<Id> items;  // of Tuple and List; key, value, ... of Dictionary; of Storage its type, key and length; of
                                // Tensor its storage, offset, shape and strides
    };

    /// Errors (without the path): not a pickle; an instruction or a name that a state dict does not need; damaged; more than
    /// kMostSteps.
    static Result<Pickle> read(std::string_view bytes);
    static constexpr std::size_t kMostSteps = 4'000'000;

    const Node& node(Id id) const { return m_nodes[id]; }
    Id root() const { return m_root; }

  private:
    friend class PickleMachine;
    std::vector<Node> m_nodes;
    Id m_root = 0;
};

}  // namespace spikeglass
