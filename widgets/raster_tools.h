// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace spikeglass {

class RasterView;
class RunViewModel;

/// The tools at the raster's corner: scroll, select, and how sites and neurons are arranged. Part of a RasterView.
class RasterTools : public QWidget {
    Q_OBJECT
  public:
    RasterTools(RasterView* view, RunViewModel* run);

  private:
    class Button;
    void refresh();
    void showArrangement();

    RasterView* m_view;
    RunViewModel* m_run;
    Button *m_pan, *m_select, *m_arrange;
};

}  // namespace spikeglass
