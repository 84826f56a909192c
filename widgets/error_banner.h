// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QPushButton;
class QToolButton;

namespace spikeglass {

class TextLabel;

/// Says in the window what went wrong, until it is dismissed; never a box in the way. Hidden while there is nothing to say.
class ErrorBanner : public QFrame {
    Q_OBJECT
  public:
    explicit ErrorBanner(QWidget* parent = nullptr);

    /// One sentence; details are what "Copy details" puts on the clipboard.
    void showError(const QString& sentence, const QString& details);
    void dismiss();
    QString sentence() const;
    QString details() const { return m_details; }

  protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void restyle();
    TextLabel* m_sentence;
    QPushButton* m_copy;
    QToolButton* m_close;
    QString m_details;
    bool m_restyling = false;
};

}  // namespace spikeglass
