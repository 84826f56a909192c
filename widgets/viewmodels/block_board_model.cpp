// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/block_board_model.h"

#include <algorithm>
#include <cmath>

#include "viewmodels/number_format.h"

namespace spikeglass {
namespace {

/// "attention" of "blocks.2.attention".
QString kindOf(const SlotInfo& slot) {
    const QString name = QString::fromStdString(slot.name);
    const QString prefix = QStringLiteral("blocks.%1.").arg(slot.block);
    return slot.block >= 0 && name.startsWith(prefix) ? name.mid(prefix.size()) : name;
}

/// A preset in the window's words; those of a family not known here keep their own.
QString titleOf(const ChoicePreset& preset) {
    const QString name = QString::fromStdString(preset.name), degree = QStringLiteral("degree-");
    return name.startsWith(degree) ? BlockBoardModel::tr("Degree %1").arg(name.mid(degree.size()))
                                   : QString::fromStdString(preset.title);
}

std::size_t columnOf(std::vector<QString>& columns, const QString& kind) {
    const auto found = std::find(columns.begin(), columns.end(), kind);
    if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
    columns.push_back(kind);
    return columns.size() - 1;
}

}  // namespace

void BlockBoardModel::reset(const NetworkInfo& info, const BlockChoice& choice, const QString& whyFixed) {
    m_whyFixed = whyFixed;
    m_info = info;
    m_choice = choice;
    m_rows.clear();
    m_columns.clear();
    m_before.clear();
    m_undone.clear();
    m_activity.clear();
    for (const SlotInfo& slot : info.slotInfos)
        if (slot.block >= 0) columnOf(m_columns, kindOf(slot));
    for (std::size_t i = 0; i < info.slotInfos.size(); ++i) {
        const SlotInfo& slot = info.slotInfos[i];
        const auto number = static_cast<int>(i);
        if (slot.block < 0) {
            m_rows.push_back({kindOf(slot), -1, {number}});
            continue;
        }
        if (m_rows.empty() || m_rows.back().block != slot.block)
            m_rows.push_back({tr("block %1").arg(slot.block), slot.block, std::vector<int>(m_columns.size(), -1)});
        m_rows.back().cells[columnOf(m_columns, kindOf(slot))] = number;
    }
    addPresets();
    Q_EMIT boardReset();
    Q_EMIT choiceChanged();
}

void BlockBoardModel::addPresets() {
    m_presets.clear();
    if (m_info.slotInfos.empty()) return;
    BlockChoice spiking = BlockChoice::analogTwin(m_info);
    for (std::size_t slot = 0; slot < spiking.size(); ++slot) spiking.set(slot, Form::Spiking);
    std::vector<Preset> ends{{QStringLiteral("snn"), tr("All spiking"), spiking, {}, {}},
                             {QStringLiteral("ann"), tr("All analog"), BlockChoice::analogTwin(m_info), {}, {}}};
    std::vector<Preset> named;
    for (const ChoicePreset& preset : m_info.presets) {
        Preset made{QString::fromStdString(preset.name), titleOf(preset),
                    BlockChoice::fromPreset(preset), {}, {}};
        // An end of the ladder is listed once, by both names.
        const auto end = std::find_if(ends.begin(), ends.end(), [&](const Preset& e) { return e.choice == made.choice; });
        if (end != ends.end()) {
            made.alsoCalled = made.title;
            made.title = end->title;
            ends.erase(end);
        }
        named.push_back(made);
    }
    m_presets = ends;
    m_presets.insert(m_presets.end(), named.begin(), named.end());
    for (Preset& preset : m_presets) preset.whyNot = m_whyFixed.isEmpty() ? missingForms(preset.choice) : m_whyFixed;
}

QString BlockBoardModel::missingForms(const BlockChoice& choice) const {
    constexpr qsizetype kNamed = 2;
    QStringList spiking, analog;
    for (std::size_t i = 0; i < m_info.slotInfos.size(); ++i) {
        const SlotInfo& slot = m_info.slotInfos[i];
        const bool wantsSpiking = choice[i] == Form::Spiking;
        if (wantsSpiking ? slot.forms.spiking : slot.forms.analog) continue;
        (wantsSpiking ? spiking : analog) << QString::fromStdString(slot.name);
    }
    const auto list = [](const QStringList& names) {
        const QString first = QStringList(names.mid(0, kNamed)).join(QStringLiteral(", "));
        return names.size() > kNamed ? tr("%1 and %2 more").arg(first).arg(names.size() - kNamed) : first;
    };
    if (spiking.isEmpty() && analog.isEmpty()) return {};
    if (analog.isEmpty()) return tr("This checkpoint holds no spiking form of %1.").arg(list(spiking));
    if (spiking.isEmpty()) return tr("This checkpoint holds no analog form of %1.").arg(list(analog));
    return tr("This checkpoint holds no spiking form of %1 and no analog form of %2.").arg(list(spiking), list(analog));
}

bool BlockBoardModel::canSwitch(int slot) const {
    const SlotForms& forms = m_info.slotInfos[static_cast<std::size_t>(slot)].forms;
    return m_whyFixed.isEmpty() && forms.analog && forms.spiking;
}

QString BlockBoardModel::whyNot(int slot) const {
    if (canSwitch(slot)) return {};
    if (!m_whyFixed.isEmpty()) return m_whyFixed;
    return isSpiking(slot) ? tr("This checkpoint was trained with the spiking form of %1 only.").arg(slotName(slot))
                           : tr("This checkpoint was trained with the analog form of %1 only.").arg(slotName(slot));
}

QString BlockBoardModel::slotName(int slot) const {
    return QString::fromStdString(m_info.slotInfos[static_cast<std::size_t>(slot)].name);
}

std::vector<int> BlockBoardModel::slotsOfColumn(std::size_t column) const {
    std::vector<int> found;
    for (const Row& row : m_rows)
        if (row.block >= 0 && row.cells[column] >= 0) found.push_back(row.cells[column]);
    return found;
}

std::vector<int> BlockBoardModel::slotsOfRow(std::size_t row) const {
    std::vector<int> found = m_rows[row].cells;
    std::erase(found, -1);
    return found;
}

QString BlockBoardModel::describe(const std::vector<int>& chosen) const {
    const auto spiking = std::count_if(chosen.begin(), chosen.end(), [this](int slot) { return isSpiking(slot); });
    return spiking == 0 ? tr("analog") : spiking == static_cast<std::ptrdiff_t>(chosen.size()) ? tr("spiking") : tr("mixed");
}

void BlockBoardModel::toggleAll(const std::vector<int>& chosen) {
    const bool allSpiking =
        std::all_of(chosen.begin(), chosen.end(), [this](int slot) { return !canSwitch(slot) || isSpiking(slot); });
    BlockChoice next = m_choice;
    for (const int slot : chosen)
        if (canSwitch(slot)) next.set(static_cast<std::size_t>(slot), allSpiking ? Form::Analog : Form::Spiking);
    change(next);
}

int BlockBoardModel::currentPreset() const {
    const auto found =
        std::find_if(m_presets.begin(), m_presets.end(), [this](const Preset& p) { return p.choice == m_choice; });
    return found == m_presets.end() ? -1 : static_cast<int>(found - m_presets.begin());
}

void BlockBoardModel::applyPreset(int preset) {
    if (preset < 0 || preset >= static_cast<int>(m_presets.size())) return;
    const Preset& chosen = m_presets[static_cast<std::size_t>(preset)];
    if (chosen.whyNot.isEmpty()) change(chosen.choice);
}

bool BlockBoardModel::canInvert() const {
    for (std::size_t slot = 0; slot < m_info.slotInfos.size(); ++slot)
        if (canSwitch(static_cast<int>(slot))) return true;
    return false;
}

void BlockBoardModel::invert() {
    BlockChoice next = m_choice;
    for (std::size_t slot = 0; slot < next.size(); ++slot)
        if (canSwitch(static_cast<int>(slot)))
            next.set(slot, next[slot] == Form::Spiking ? Form::Analog : Form::Spiking);
    change(next);
}

void BlockBoardModel::showActivity(std::vector<SlotActivity> activity) {
    if (activity.size() != m_info.slotInfos.size()) activity.clear();  // of another network: it is being replaced
    m_activity = std::move(activity);
    Q_EMIT activityChanged();
}

SlotActivity BlockBoardModel::activityOf(int slot) const {
    const auto index = static_cast<std::size_t>(slot);
    return index < m_activity.size() ? m_activity[index] : SlotActivity{};
}

double BlockBoardModel::greatestShare() const {
    double greatest = 0;
    for (const SlotActivity& slot : m_activity)
        if (slot.share > greatest) greatest = slot.share;
    return greatest;
}

QString BlockBoardModel::describeActivity(int slot) const {
    const SlotActivity activity = activityOf(slot);
    if (activity.tokens == 0) return {};
    QStringList parts;
    parts << (std::isnan(activity.rate) ? tr("analog: no spikes to count")
                                        : tr("fires at %1 (spikes per neuron and timestep)").arg(formatPercent(activity.rate)));
    if (!std::isnan(activity.share))
        parts << tr("%1 of the energy, %2 per token (%3)")
                     .arg(formatPercent(activity.share), formatEnergy(activity.joulesPerToken), activity.pricing);
    return tr("Over the last %n tokens: ", nullptr, static_cast<int>(activity.tokens)) + parts.join(QStringLiteral("; "));
}

void BlockBoardModel::change(const BlockChoice& choice) {
    if (choice == m_choice) return;
    m_before.push_back(m_choice);
    if (m_before.size() > kMostSteps) m_before.erase(m_before.begin());
    m_undone.clear();
    m_choice = choice;
    Q_EMIT choiceChanged();
}

void BlockBoardModel::showChoice(const BlockChoice& choice) {
    if (choice == m_choice || choice.size() != m_choice.size()) return;
    m_choice = choice;
    Q_EMIT choiceChanged();
}

void BlockBoardModel::undo() {
    if (!canUndo()) return;
    m_undone.push_back(m_choice);
    m_choice = m_before.back();
    m_before.pop_back();
    Q_EMIT choiceChanged();
}

void BlockBoardModel::redo() {
    if (!canRedo()) return;
    m_before.push_back(m_choice);
    m_choice = m_undone.back();
    m_undone.pop_back();
    Q_EMIT choiceChanged();
}

}  // namespace spikeglass
