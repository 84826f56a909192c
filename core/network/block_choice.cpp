// SPDX-License-Identifier: Apache-2.0
#include "network/block_choice.h"

#include "io/hdf5_input.h"
#include "network/slot_forms.h"

namespace spikeglass {

namespace {

bool holds(const SlotForms& forms, Form form) { return form == Form::Analog ? forms.analog : forms.spiking; }

/// " or a preset (snn, ann, degree-0)".
std::string listPresets(const NetworkInfo& info) {
    std::string list = " or a preset (snn, ann";
    for (const ChoicePreset& preset : info.presets) list += ", " + preset.name;
    return list + ")";
}

std::vector<Form> formPerSlot(const NetworkInfo& info, Form (*form)(const SlotForms&)) {
    std::vector<Form> forms;
    for (const SlotInfo& slot : info.slotInfos) forms.push_back(form(slot.forms));
    return forms;
}

}  // namespace

BlockChoice BlockChoice::allSpiking(const NetworkInfo& info) {
    BlockChoice choice;
    choice.m_forms = formPerSlot(info, [](const SlotForms& f) { return f.spiking ? Form::Spiking : Form::Analog; });
    return choice;
}

BlockChoice BlockChoice::allAnalog(const NetworkInfo& info) {
    BlockChoice choice;
    choice.m_forms = formPerSlot(info, [](const SlotForms& f) { return f.analog ? Form::Analog : Form::Spiking; });
    return choice;
}

BlockChoice BlockChoice::fromPreset(const ChoicePreset& preset) {
    BlockChoice choice;
    for (const bool spiking : preset.spiking) choice.m_forms.push_back(spiking ? Form::Spiking : Form::Analog);
    return choice;
}

bool BlockChoice::isHeldBy(const NetworkInfo& info) const {
    for (std::size_t i = 0; i < m_forms.size(); ++i)
        if (!holds(info.slotInfos[i].forms, m_forms[i])) return false;
    return true;
}

BlockChoice BlockChoice::analogTwin(const NetworkInfo& info) {
    BlockChoice choice;
    choice.m_forms = formPerSlot(info, [](const SlotForms&) { return Form::Analog; });
    return choice;
}

Result<void> BlockChoice::apply(const NetworkInfo& info, const std::string& assignment) {
    const std::string where = "block choice '" + hdf5::printable(assignment) + "'";
    for (const ChoicePreset& preset : info.presets) {
        if (preset.name != assignment) continue;
        const BlockChoice wanted = fromPreset(preset);
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if (!holds(info.slotInfos[i].forms, wanted[i]))
                return fail(where + ": the checkpoint was not trained with the " +
                            (wanted[i] == Form::Analog ? "analog" : "spiking") + " form of " + info.slotInfos[i].name);
        *this = wanted;
        return {};
    }
    const bool whole = assignment == "snn" || assignment == "ann";  // short for "*=snn"
    const std::size_t equals = assignment.rfind('=');
    const std::string pattern = whole ? "*" : assignment.substr(0, equals);
    const std::string value = whole ? assignment : equals == std::string::npos ? "" : assignment.substr(equals + 1);
    if (pattern.empty() || (value != "ann" && value != "snn"))
        return fail(where + ": expected SLOT=ann, SLOT=snn" + listPresets(info));
    const Form form = value == "ann" ? Form::Analog : Form::Spiking;

    std::vector<std::size_t> matching, possible;
    for (std::size_t i = 0; i < info.slotInfos.size(); ++i) {
        if (!matchesPattern(pattern, info.slotInfos[i].name)) continue;
        matching.push_back(i);
        if (holds(info.slotInfos[i].forms, form)) possible.push_back(i);
    }
    const std::string what = form == Form::Analog ? "analog" : "spiking";
    if (matching.empty())
        return fail(where + ": no slot matches; this network has " + listSlots(info));
    if (possible.empty())
        return fail(where + ": the checkpoint was not trained with the " + what + " form of " +
                    (matching.size() == 1 ? info.slotInfos[matching.front()].name : "any slot that matches"));
    for (const std::size_t slot : possible) m_forms[slot] = form;
    return {};
}

std::string BlockChoice::describe(const NetworkInfo& info) const {
    std::string analog;
    std::size_t count = 0;
    for (std::size_t i = 0; i < m_forms.size(); ++i) {
        if (m_forms[i] != Form::Analog) continue;
        analog += (count++ == 0 ? "" : ", ") + info.slotInfos[i].name;
    }
    if (count == 0) return "all snn";
    return count == m_forms.size() ? "all ann" : "ann: " + analog;
}

Result<BlockChoice> parseBlockChoice(const NetworkInfo& info, std::span<const std::string> assignments) {
    BlockChoice choice = BlockChoice::allSpiking(info);
    for (const std::string& assignment : assignments)
        if (const Result<void> applied = choice.apply(info, assignment); !applied)
            return tl::unexpected<Error>(applied.error());
    return choice;
}

}  // namespace spikeglass
