// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QString>
#include <utility>
#include <vector>

class QLineEdit;
class QTreeWidget;

namespace spikeglass {

/// Keys and what they do.
struct ShortcutGroup {
    QString title;
    std::vector<std::pair<QString, QString>> keys;  // "Ctrl+O" and "Open checkpoint: ..."
};

/// Of the menus of a window, a group per menu in their order; actions without a key are left out.
std::vector<ShortcutGroup> shortcutsOfMenus(const QWidget* window);
/// Of the views that have keys of their own, and of the mouse in them.
std::vector<ShortcutGroup> shortcutsOfViews();

/// Every key, grouped, with a field to find one by its key or its words. Belongs to the window's thread.
class ShortcutList : public QDialog {
    Q_OBJECT
  public:
    ShortcutList(const std::vector<ShortcutGroup>& groups, QWidget* parent);

    QLineEdit* field() const { return m_field; }
    QTreeWidget* list() const { return m_list; }
    int shownKeys() const;

  private:
    void find(const QString& words);

    QLineEdit* m_field;
    QTreeWidget* m_list;
};

}  // namespace spikeglass
