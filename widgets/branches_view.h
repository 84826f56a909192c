// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QTreeWidget;
class QTreeWidgetItem;

namespace spikeglass {

class BranchTree;

/// The texts of a session as a tree: open, rename, compare with the one in the window, delete. Belongs to the window's
/// thread.
class BranchesView : public QWidget {
    Q_OBJECT
  public:
    explicit BranchesView(BranchTree* branches, QWidget* parent = nullptr);

    QTreeWidget* tree() { return m_tree; }
    int currentId() const;  // of the row that has the focus; -1: none
    /// The text in the window is this long by now: while it is written, it is kept only when it rests.
    void showTokens(std::int64_t tokens);
    void editName();
    void removeCurrent();

  Q_SIGNALS:
    void openRequested(int id);
    void compareRequested(int id);  // with the text in the window

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void fill();
    void fitHeight();
    void showMenu(const QPoint& place);

    BranchTree* m_branches;
    QTreeWidget* m_tree;
    int m_shown = -1;  // id of the text in the window, as filled last
    bool m_filling = false;
};

}  // namespace spikeglass
