// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "panel.h"
#include "viewmodels/lane_comparison.h"

class QComboBox;
class QGridLayout;
class QPushButton;

namespace spikeglass {

/// What lane B shall be.
struct LaneRequest {
    QString path;         // of its checkpoint; empty: the one in the window
    int preset = -1;      // of its block choices, as LaneRequest's sender listed them; -1: as lane A is set now
    bool interventions = true;  // those of lane A; false: none
    bool ownText = false;       // writes its own text; else reads A's
    bool fromHere = false;      // shares A's past up to the marked token; else from the beginning
};

/// Sets up lane B, and shows both lanes token by token: KL divergence, surprisal, firing rate and energy, and what they
/// come to. Computes nothing itself. Belongs to the window's thread.
class CompareView : public Panel {
    Q_OBJECT
  public:
    CompareView(RunViewModel* a, RunViewModel* b, QWidget* parent = nullptr);

    struct Checkpoint {
        QString title, path;
    };
    /// Besides the one in the window.
    void setCheckpoints(const std::vector<Checkpoint>& checkpoints);
    /// One more, chosen from now on.
    void addCheckpoint(const Checkpoint& checkpoint);
    /// Presets that lane B's model holds, by title.
    void setPresets(const QStringList& titles);
    void setRequest(const LaneRequest& request);
    LaneRequest request() const;
    /// What is compared, in words; empty: nothing. B is being loaded: says so. from: the first token at which the lanes may
    /// differ; the figures begin there.
    void showLane(const QString& what, bool active, std::int64_t from = 0);
    void setPricingModel(std::size_t model);
    const LaneComparison& comparison() const { return m_comparison; }
    /// "B: 1.91 bits per character against 1.66, 0.54 x the energy, ..."; empty without a lane.
    QString summary() const;

  Q_SIGNALS:
    void compareRequested();
    void endRequested();
    void fileRequested();       // another file for lane B
    void modelPicked();         // its presets are wanted

  protected:
    void restyle() override;

  private:
    class Canvas;
    void buildSetup();
    void refresh();
    void showFigures();

    RunViewModel *m_a, *m_b;
    LaneComparison m_comparison;
    std::size_t m_pricingModel = 0;
    bool m_active = false;
    QComboBox *m_model, *m_blocks, *m_interventions, *m_text, *m_from;
    QPushButton *m_start, *m_end;
    TextLabel *m_what, *m_parted;
    QGridLayout* m_figures;
    std::vector<TextLabel*> m_cells;  // [rows][3]: name, A, B
    Canvas* m_canvas;
    Throttle m_refresh;
};

}  // namespace spikeglass
