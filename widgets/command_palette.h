// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <functional>
#include <vector>

class QAction;
class QLineEdit;
class QListView;
class QMenu;

namespace spikeglass {

class TextLabel;

/// Everything that can be done, by name: a field over the window that finds its actions (those of its menus and its own)
/// and what was added beside them. Enter does it, Escape goes back to where the keyboard was. A child of the window, so
/// that it needs no place on the screen. Belongs to the window's thread.
class CommandPalette : public QFrame {
    Q_OBJECT
  public:
    /// window: over which it opens; owns it. Ctrl+Shift+P opens it from then on.
    explicit CommandPalette(QWidget* window);
    ~CommandPalette() override;

    /// For a menu; carries the shortcut.
    QAction* openAction() const { return m_open; }
    /// One more thing to do, listed until clearEntries(). detail: dim, beside the title.
    void addEntry(const QString& title, const QString& detail, std::function<void()> run);
    void clearEntries();

    /// Opens it with the actions as they are now, nothing typed.
    void open();
    QLineEdit* field() const { return m_field; }
    QListView* list() const { return m_list; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    struct Entry {
        QString title, detail, keys;
        bool enabled = true;
        QString reason;  // of an action that is disabled now; else what it does
        std::function<void()> run;
    };
    class Model;
    class Delegate;

    void collect();
    void addAction(QAction* action, const QString& path);
    void addMenu(QMenu* menu, const QString& path);
    void find();
    void place();
    void restyle();
    void choose();
    void close(bool restoreFocus);

    QWidget* m_window;
    QAction* m_open;
    QLineEdit* m_field;
    QListView* m_list;
    TextLabel* m_hint;
    Model* m_model;
    std::vector<Entry> m_added, m_entries;
    std::vector<const QAction*> m_seen;
    QWidget* m_focusBefore = nullptr;
    bool m_restyling = false;
};

}  // namespace spikeglass
