// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include "viewmodels/ladder_model.h"

class QComboBox;
class QProgressBar;
class QPushButton;
class QSplitter;

namespace spikeglass {

class LadderCatalog;
class LadderRunner;
class LadderSetup;
class LadderView;
class TextLabel;

/// The ladder: which models and block choices guess a text how well and at what price. A window of its own beside the
/// main one, which goes on working meanwhile. Belongs to the window's thread.
class LadderWindow : public QDialog {
    Q_OBJECT
  public:
    explicit LadderWindow(QWidget* parent = nullptr);
    ~LadderWindow() override;

    /// Checkpoints to choose from; those of `ticked` are rows from the start.
    void offer(const QStringList& paths, bool ticked);
    /// Of the block board, for the model that is open.
    void setPresentChoice(const QString& path, const BlockChoice& choice);
    void setRunText(const QString& text, const QString& writtenBy, std::size_t promptCharacters);
    void setPricingModelId(const QString& id);  // unknown: stays
    QString pricingModelId() const;
    /// Sizes, and widths and order of the columns. What restoreState() does not understand stays as it is.
    QByteArray saveState() const;
    void restoreState(const QByteArray& state);

    LadderSetup& setup() { return *m_setup; }
    LadderView& view() { return *m_view; }
    LadderModel& rows() { return *m_rows; }
    LadderCatalog& catalog() { return *m_catalog; }
    LadderRunner& runner() { return *m_runner; }
    void run();     // or cancels
    void load();    // the selected row
    /// Errors: the file cannot be written (names it).
    Result<void> saveCsv(const QString& path) const;

  Q_SIGNALS:
    /// The user wants this model with this choice in the main window.
    void loadRequested(const QString& path, const BlockChoice& choice);
    void figureRequested();

  private:
    QWidget* buildButtons();
    void say(const QString& text, bool warning);
    void refresh();
    void exportCsv();

    LadderModel* m_rows;
    LadderRunner* m_runner;
    LadderCatalog* m_catalog;
    LadderSetup* m_setup;
    LadderView* m_view;
    QSplitter* m_split;
    QComboBox* m_pricing;
    QProgressBar* m_progress;
    QPushButton *m_run, *m_load, *m_export, *m_copy, *m_figure;
    TextLabel* m_said;
};

}  // namespace spikeglass
