// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <functional>
#include <optional>

class QPushButton;
class QToolButton;

namespace spikeglass {

class TextLabel;

/// Says what the user may like to know, with one thing to do about it; until it is dismissed or done. Hidden otherwise.
/// What is going on, such as a recording, is said until it ends: it cannot be dismissed, and is there again after a notice.
class NoticeBar : public QFrame {
    Q_OBJECT
  public:
    explicit NoticeBar(QWidget* parent = nullptr);

    /// action: the button's text, empty for none.
    void showNotice(const QString& sentence, const QString& action = {}, std::function<void()> then = {});
    /// Until endLasting().
    void showLasting(const QString& sentence, const QString& action, std::function<void()> then);
    void endLasting();
    /// What was said is read: back to what lasts, if there is something.
    void dismiss();
    QString sentence() const;
    QPushButton* button() { return m_action; }

  protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    struct Notice {
        QString sentence, action;
        std::function<void()> then;
    };
    void display(const Notice& notice, bool dismissable);
    void restyle();

    TextLabel* m_sentence;
    QPushButton* m_action;
    QToolButton* m_close;
    std::function<void()> m_then;
    std::optional<Notice> m_lasting;
    bool m_showsLasting = false;
    bool m_restyling = false;
};

}  // namespace spikeglass
