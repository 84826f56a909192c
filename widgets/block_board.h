// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "panel.h"
#include "viewmodels/block_board_model.h"

class QAbstractButton;
class QComboBox;
class QGridLayout;
class QScrollArea;
class QToolButton;

namespace spikeglass {

class BlockLegend;
class BlockSwitch;

/// The block choice as switches, one per slot: a click or Space switches it between its analog and its spiking form, a
/// header its whole row or column, and a list offers the presets. A switch also shows what its slot did lately. Arrow keys
/// walk. Belongs to the window's thread.
class BlockBoard : public Panel {
    Q_OBJECT
  public:
    /// board outlives the view.
    explicit BlockBoard(BlockBoardModel* board, QWidget* parent = nullptr);

    /// The switch of a slot, or null.
    QAbstractButton* switchOf(int slot) const;
    /// The header of a row or of a column, as on the board.
    QAbstractButton* rowHeader(std::size_t row) const;
    QAbstractButton* columnHeader(std::size_t column) const;
    /// What a switch's figure says: "17%", "–" for an analog slot, nothing while no token was read.
    QString figureOf(int slot) const;

  protected:
    void restyle() final;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Place {  // on the grid, headers included
        BlockSwitch* button;
        int row, column, span;
        int slot;  // -1: a header
        std::function<std::vector<int>()> reach;  // the slots it switches
    };
    void build();
    void add(const Place& place);
    void refresh();
    void refreshPresets();
    void addQuickChoices();
    void showActivity();
    void walk(const BlockSwitch* from, int rows, int columns);
    void makeTabStop(const BlockSwitch* button);
    void fitHeight();

    BlockBoardModel* m_board;
    QComboBox* m_presets;
    QToolButton *m_undo, *m_allAnalog, *m_allSpiking, *m_invert;
    BlockLegend* m_legend;
    QScrollArea* m_scroll;
    QWidget* m_content;
    QGridLayout* m_grid;
    std::vector<Place> m_places;
};

}  // namespace spikeglass
