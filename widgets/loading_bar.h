// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QProgressBar;
class QPushButton;

namespace spikeglass {

class TextLabel;

/// Says that something is being opened, how far that is, and offers to cancel it. Hidden otherwise. Belongs to the window's
/// thread.
class LoadingBar : public QFrame {
    Q_OBJECT
  public:
    explicit LoadingBar(QWidget* parent = nullptr);

    void showLoading(const QString& what);
    /// 0 to 1; 0: nothing is known yet.
    void setProgress(double part);
    QString sentence() const;
    QPushButton* button() { return m_cancel; }

  Q_SIGNALS:
    void cancelRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    TextLabel* m_sentence;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QString m_what;
};

}  // namespace spikeglass
