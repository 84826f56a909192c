// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QCheckBox;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace spikeglass {

class FactsList;
class ImportForm;
class ImportModel;
class PathField;
class TextLabel;

/// Weights of PyTorch or safetensors on their way to a checkpoint: what the file says at the left, what it cannot say at the
/// right, where it is written below. Belongs to the window's thread.
class ImportDialog : public QDialog {
    Q_OBJECT
  public:
    /// Takes the model.
    ImportDialog(ImportModel* model, QWidget* parent);

    ImportModel& model() { return *m_model; }
    /// Cancels what is being written; else closes.
    void reject() override;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    QWidget* buildMiddle();
    QWidget* buildFoot();
    void showStage();
    void showProblem();
    void start();
    void say(const QString& sentence, bool warning);
    void restyle();

    ImportModel* m_model;
    TextLabel *m_title, *m_said;
    FactsList* m_facts;
    QWidget *m_middle, *m_target;
    QScrollArea* m_scroll;
    ImportForm* m_form = nullptr;
    PathField* m_output;
    QCheckBox* m_half;
    QProgressBar* m_progress;
    QPushButton *m_start, *m_cancel;
    bool m_mayReplace = false, m_wasCancelled = false, m_restyling = false;
};

}  // namespace spikeglass
