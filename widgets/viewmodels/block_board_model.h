// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <limits>
#include <vector>

#include "network/block_choice.h"
#include "network/sites.h"

namespace spikeglass {

/// What a slot did lately.
struct SlotActivity {
    double rate = std::numeric_limits<double>::quiet_NaN();   // spikes per neuron and timestep; NaN: analog, or no tokens
    double share = std::numeric_limits<double>::quiet_NaN();  // of the network's energy, 0 to 1; NaN: not known
    double joulesPerToken = std::numeric_limits<double>::quiet_NaN();
    std::int64_t tokens = 0;  // counted
    QString pricing;          // the pricing model's name
};

/// The block choice as a board of switches: a row per block, a column per kind of slot, and rows of one cell for what lies
/// outside the blocks. Knows which switches can be moved and why the others cannot, the presets, and the way back. Lives
/// in the window's thread.
class BlockBoardModel : public QObject {
    Q_OBJECT
  public:
    struct Row {
        QString title;           // "block 2", "embedding"
        int block = -1;          // -1: outside the blocks, one cell as wide as the board
        std::vector<int> cells;  // per column the slot, or -1
    };
    struct Preset {
        QString name, title;
        BlockChoice choice;
        QString whyNot;      // empty: the checkpoint holds it
        QString alsoCalled;  // "Degree 4" of "All spiking"; else empty
    };

    explicit BlockBoardModel(QObject* parent = nullptr) : QObject(parent) {}

    /// Another network: nothing to undo. whyFixed: why no switch moves at all, as in a recording; empty: they do.
    void reset(const NetworkInfo& info, const BlockChoice& choice, const QString& whyFixed = {});
    /// No network.
    void clear() { reset({}, {}); }

    const std::vector<Row>& rows() const { return m_rows; }              // from the top: as signals pass, input first
    const std::vector<QString>& columns() const { return m_columns; }   // "attention", "mlp"
    const BlockChoice& choice() const { return m_choice; }
    bool isSpiking(int slot) const { return m_choice[static_cast<std::size_t>(slot)] == Form::Spiking; }
    bool canSwitch(int slot) const;
    /// Why a slot's switch does not move; empty where it does.
    QString whyNot(int slot) const;
    QString slotName(int slot) const;  // "blocks.2.mlp"
    std::vector<int> slotsOfColumn(std::size_t column) const;
    std::vector<int> slotsOfRow(std::size_t row) const;
    /// The form that slots have in common, for a header's words: "spiking", "analog" or "mixed".
    QString describe(const std::vector<int>& chosen) const;

    void toggle(int slot) { toggleAll({slot}); }
    /// To analog if all that can be switched are spiking, else to spiking. What cannot be switched stays.
    void toggleAll(const std::vector<int>& chosen);

    const std::vector<Preset>& presets() const { return m_presets; }
    int currentPreset() const;  // -1: none of them
    void applyPreset(int preset);
    /// The choice became another in some other way: no step to go back over.
    void showChoice(const BlockChoice& choice);

    /// Every switch that can be moved to its other form.
    void invert();
    bool canInvert() const;

    /// What each slot did lately, [slots] or empty: not known.
    void showActivity(std::vector<SlotActivity> activity);
    SlotActivity activityOf(int slot) const;
    /// The largest share of the energy that a slot has: where its bar is full. 0: none is known.
    double greatestShare() const;
    /// "fires at 17.2% · 4.1% of the energy …": in words, with units and the pricing model. Empty: nothing is known.
    QString describeActivity(int slot) const;

    static constexpr std::size_t kMostSteps = 200;  // to go back
    bool canUndo() const { return !m_before.empty(); }
    bool canRedo() const { return !m_undone.empty(); }
    void undo();
    void redo();

  Q_SIGNALS:
    void boardReset();     // rows and columns are others
    void choiceChanged();  // and what can be undone
    void activityChanged();

  private:
    void addPresets();
    QString missingForms(const BlockChoice& choice) const;
    void change(const BlockChoice& choice);

    NetworkInfo m_info;
    QString m_whyFixed;
    BlockChoice m_choice;
    std::vector<Row> m_rows;
    std::vector<QString> m_columns;
    std::vector<Preset> m_presets;
    std::vector<BlockChoice> m_before, m_undone;
    std::vector<SlotActivity> m_activity;  // [slots] or empty
};

}  // namespace spikeglass
