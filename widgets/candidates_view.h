// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "panel.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {

/// What may follow the marked token: the ten likeliest, with their probabilities, and the one that was written.
class CandidatesView : public Panel {
    Q_OBJECT
  public:
    explicit CandidatesView(RunViewModel* run, QWidget* parent = nullptr);

    struct Row {
        QString text;  // made visible
        double probability = 0;
        bool written = false;
        double laneProbability = -1;  // of lane B; below 0: not among its likeliest, or no lane
    };
    /// Lane B's probabilities of the same tokens stand beside; null: none. It outlives the view or is taken away.
    void setLane(RunViewModel* lane);
    const std::vector<Row>& rows() const { return m_rows; }

  protected:
    void restyle() override;

  private:
    class Canvas;
    void refresh();
    QString tokenText(std::int32_t token) const;

    RunViewModel *m_run, *m_lane = nullptr;
    std::vector<Row> m_rows;
    Canvas* m_canvas;
    Throttle m_refresh;
};

}  // namespace spikeglass
