// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "viewmodels/neuron_search.h"

class QLineEdit;

namespace spikeglass {

class RasterView;
class RunViewModel;
class TextLabel;

/// A field over the raster that finds neurons by name: Return selects them and scrolls to the first, Escape closes.
/// Belongs to the window's thread.
class NeuronSearchField : public QWidget {
    Q_OBJECT
  public:
    NeuronSearchField(RunViewModel* run, RasterView* raster);

    /// Shows it at the top of the raster, ready for typing.
    void open();
    void close();
    QLineEdit* field() { return m_field; }
    /// What it says about what is typed.
    QString message() const;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void find();
    void preview();
    void say(const QString& sentence, bool warning);
    void place();

    RunViewModel* m_run;
    RasterView* m_raster;
    QLineEdit* m_field;
    TextLabel* m_message;
};

}  // namespace spikeglass
