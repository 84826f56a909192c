// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "viewmodels/ladder_catalog.h"
#include "viewmodels/ladder_runner.h"

class QComboBox;
class QPushButton;
class QSpinBox;
class QTreeWidget;
class QTreeWidgetItem;

namespace spikeglass {

class TextLabel;

/// What a ladder is to compare: checkpoints with ticks at their choices, and the text. Belongs to the window's thread.
class LadderSetup : public QWidget {
    Q_OBJECT
  public:
    /// catalog outlives it.
    explicit LadderSetup(LadderCatalog* catalog, QWidget* parent = nullptr);

    /// What the run has read and written so far, offered as a text if it is long enough; by whom, and how much of it is the
    /// prompt.
    void setRunText(const QString& text, const QString& writtenBy, std::size_t promptCharacters);
    /// Errors: the file cannot be read, is no UTF-8 or is too short (names it). The text before stays then.
    Result<void> setFile(const QString& path);
    /// Errors: there is no text yet, in one sentence that says what to do.
    Result<LadderText> text() const;

    QTreeWidget* tree() const { return m_tree; }
    QSpinBox* heldOut() const { return m_heldOut; }        // percent
    QSpinBox* maxCharacters() const { return m_most; }     // 0: all
    /// While a ladder runs nothing of it changes.
    void setLocked(bool locked);

  Q_SIGNALS:
    void changed();

  private:
    void list(int checkpoint);
    void onTicked(QTreeWidgetItem* item);
    void chooseCheckpoint();
    void chooseText();
    void say();
    void sayWhoWrote(std::size_t characters);

    LadderCatalog* m_catalog;
    QTreeWidget* m_tree;
    QPushButton *m_add, *m_choose;
    QComboBox* m_source;
    QSpinBox *m_heldOut, *m_most;
    TextLabel* m_said;
    QString m_runText, m_writtenBy, m_file;
    std::string m_fileText;
    std::size_t m_promptCharacters = 0;
    bool m_listing = false;
};

}  // namespace spikeglass
