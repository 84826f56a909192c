// SPDX-License-Identifier: Apache-2.0
#include "network/slot_forms.h"

#include <algorithm>

#include "io/hdf5_input.h"

namespace spikeglass {

bool matchesPattern(std::string_view pattern, std::string_view text) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == text;
    if (!text.starts_with(pattern.substr(0, star))) return false;
    text.remove_prefix(star);
    pattern.remove_prefix(star + 1);
    // The pieces between two stars match as early as they can; the last one must end the text.
    for (std::size_t next = pattern.find('*'); next != std::string_view::npos; next = pattern.find('*')) {
        const std::size_t found = text.find(pattern.substr(0, next));
        if (found == std::string_view::npos) return false;
        text.remove_prefix(found + next);
        pattern.remove_prefix(next + 1);
    }
    return text.ends_with(pattern);
}

std::string listSlots(const NetworkInfo& info) {
    struct Run {
        std::string before, after;  // around the block's number; before holds the whole name outside the blocks
        int first, last;
    };
    std::vector<Run> runs;
    for (const SlotInfo& slot : info.slotInfos) {
        const std::string number = std::to_string(slot.block);
        const std::size_t at = slot.block < 0 ? std::string::npos : slot.name.find(number);
        if (at == std::string::npos) {
            runs.push_back({slot.name, "", -1, -1});
            continue;
        }
        const std::string before = slot.name.substr(0, at), after = slot.name.substr(at + number.size());
        const auto run = std::find_if(runs.begin(), runs.end(), [&](const Run& r) {
            return r.before == before && r.after == after && r.last + 1 == slot.block;
        });
        if (run == runs.end())
            runs.push_back({before, after, slot.block, slot.block});
        else
            run->last = slot.block;
    }
    std::string list;
    for (const Run& run : runs) {
        list += (list.empty() ? "" : ", ") + run.before;
        if (run.first >= 0) list += std::to_string(run.first);
        if (run.last > run.first) list += '-' + std::to_string(run.last);
        list += run.after;
    }
    return list;
}

Result<void> setSlotForms(NetworkInfo& info, const std::map<std::string, SlotForms>& stated, const std::string& where) {
    for (const auto& [name, forms] : stated) {
        const auto slot = std::find_if(info.slotInfos.begin(), info.slotInfos.end(),
                                       [&wanted = name](const SlotInfo& s) { return s.name == wanted; });
        if (slot == info.slotInfos.end())
            return fail(where + ": /slots names '" + hdf5::printable(name) + "'; this network has " + listSlots(info));
        if (!forms.analog && !forms.spiking)
            return fail(where + ": /slots gives '" + hdf5::printable(name) + "' no form; expected ann, snn or both");
        slot->forms = forms;
    }
    return {};
}

}  // namespace spikeglass
