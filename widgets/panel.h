// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>
#include <QWidget>
#include <functional>

namespace spikeglass {

/// The theme or the size of the text may have changed: fonts and icons have to be made anew.
bool changesAppearance(const QEvent& event);

class TextLabel;

/// A quiet part of the window: a title, a note beside it, and what the subclass puts below. Belongs to the window's thread.
class Panel : public QWidget {
    Q_OBJECT
  public:
    explicit Panel(const QString& title, QWidget* parent = nullptr);

    QString title() const;
    void setNote(const QString& note);  // secondary text at the right of the title

  protected:
    QVBoxLayout* body() { return m_body; }
    /// Puts a control at the right end of the title's line.
    void addToHeader(QWidget* widget);
    void changeEvent(QEvent* event) override;
    /// The theme or the size of the text has changed. Call the base class's.
    virtual void restyle();

  private:
    TextLabel* m_title;
    TextLabel* m_note;
    QHBoxLayout* m_header;
    QVBoxLayout* m_body;
    bool m_restyling = false;
};

/// A label in the theme's secondary colour, or with figures of one width; follows theme and text size by itself.
class TextLabel : public QLabel {
    Q_OBJECT
  public:
    enum Look { Plain = 0, Secondary = 1, Figures = 2, Strong = 4, Small = 8, Right = 16, Wrap = 32, Large = 64, Elide = 128, Warning = 256 };
    explicit TextLabel(const QString& text, int look = Plain, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;
    /// In the colour of warnings, or not.
    void setWarning(bool on);
    bool mayElide() const { return m_look & Elide; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void restyle();
    int m_look;
    bool m_restyling = false;
};

/// Runs something soon, but at most every so many milliseconds however often it is asked for.
class Throttle : public QObject {
    Q_OBJECT
  public:
    Throttle(int milliseconds, std::function<void()> action, QObject* parent);
    void request();
    /// At once, if it was requested.
    void flush();
    /// All of them below an object: nothing that the views were told is left undrawn.
    static void flushAll(QObject* root);

  private:
    QTimer m_timer;
    std::function<void()> m_action;
};

}  // namespace spikeglass
