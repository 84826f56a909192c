// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <functional>

class QPushButton;
class QToolButton;

namespace spikeglass {

class TextLabel;

/// Says what the user may like to know, with one thing to do about it; until it is dismissed or done. Hidden otherwise.
class NoticeBar : public QFrame {
    Q_OBJECT
  public:
    explicit NoticeBar(QWidget* parent = nullptr);

    /// action: the button's text, empty for none.
    void showNotice(const QString& sentence, const QString& action = {}, std::function<void()> then = {});
    QString sentence() const;
    QPushButton* button() { return m_action; }

  protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void restyle();

    TextLabel* m_sentence;
    QPushButton* m_action;
    QToolButton* m_close;
    std::function<void()> m_then;
    bool m_restyling = false;
};

}  // namespace spikeglass
