// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

#include "engine/runner.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {

class FactsList;
class TextLabel;
class Throttle;

/// The left side: what the checkpoint says about itself, and the facts of the run.
class ModelCardView : public QScrollArea {
    Q_OBJECT
  public:
    explicit ModelCardView(RunViewModel* run, QWidget* parent = nullptr);

    /// What the run was started with; shown with its facts.
    void setRunSettings(const BlockChoice& choice, const Sampling& sampling);
    QString modelTitle() const;

    QSize sizeHint() const override { return {236, 600}; }

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void fitName();
    void showModel();
    void showRun();
    void showFindings();

    RunViewModel* m_run;
    TextLabel *m_heading, *m_title;
    FactsList *m_model, *m_heldOut, *m_facts, *m_findings;
    Throttle* m_refresh;
    BlockChoice m_choice;
    Sampling m_sampling;
    bool m_settingsKnown = false;
    // Sums over the run, brought up to date token by token.
    std::int64_t m_summedTo = 0, m_promptTokens = 0, m_written = 0;
    double m_writtenBits = 0;
};

}  // namespace spikeglass
