// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "network/sites.h"

namespace spikeglass {

enum class Form : unsigned char { Analog, Spiking };

/// The analog or the spiking form for every slot of a network, as data: copied, compared, stored in recordings.
class BlockChoice {
  public:
    BlockChoice() = default;
    /// Spiking wherever the checkpoint holds that form, analog elsewhere.
    static BlockChoice allSpiking(const NetworkInfo& info);
    /// Analog wherever the checkpoint holds that form, spiking elsewhere.
    static BlockChoice allAnalog(const NetworkInfo& info);
    /// As a preset says, trained or not.
    static BlockChoice fromPreset(const ChoicePreset& preset);
    /// Whether the checkpoint holds the form of every slot.
    bool isHeldBy(const NetworkInfo& info) const;
    /// Analog everywhere, trained or not: the baseline whose operations are counted beside a spiking network.
    static BlockChoice analogTwin(const NetworkInfo& info);

    Form operator[](std::size_t slot) const { return m_forms[slot]; }
    std::size_t size() const { return m_forms.size(); }
    /// Sets a slot without asking whether the checkpoint was trained for it.
    void set(std::size_t slot, Form form) { m_forms[slot] = form; }

    /// Applies "SLOT=ann" or "SLOT=snn"; SLOT may hold "*" for any run of characters ("blocks.*.time_mix", "*"). Or a
    /// preset by name: "snn" and "ann" (as "*=snn"), or one of NetworkInfo::presets ("degree-2"), which sets every slot.
    /// Errors, each with the reason: not of this shape; no slot matches (names the slots there are); the checkpoint holds
    /// no such form of a slot named without "*". With "*", slots that lack the form are left as they are, unless all do.
    Result<void> apply(const NetworkInfo& info, const std::string& assignment);

    /// "all snn", "all ann", or the slots that are analog: "ann: embedding, blocks.1.time_mix".
    std::string describe(const NetworkInfo& info) const;

    bool operator==(const BlockChoice&) const = default;

  private:
    std::vector<Form> m_forms;  // [slots]
};

/// allSpiking() changed by each assignment in turn, as `--block` gives them.
Result<BlockChoice> parseBlockChoice(const NetworkInfo& info, std::span<const std::string> assignments);

}  // namespace spikeglass
