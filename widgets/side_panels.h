// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QWidget>
#include <vector>

class QTabBar;
class QVBoxLayout;

namespace spikeglass {

class Panel;

/// The right side: panels in tabs. A panel may stand on several pages (the firing rates belong to the membranes at a
/// glance and to sparsity in depth); where a page has no room for all of its panels, the last ones stay away. Owns the
/// panels.
class SidePanels : public QWidget {
    Q_OBJECT
  public:
    explicit SidePanels(QWidget* parent = nullptr);

    /// Appends a page and returns its number.
    int addPage(const QString& title, const QString& toolTip = {});
    /// Appends a panel to pages, below those that are there. stretch: its share of spare height.
    void addPanel(Panel* panel, int stretch, const QList<int>& pages);
    int pageCount() const;
    int currentPage() const;
    void setCurrentPage(int page);
    /// Turns to a page that holds the panel, if the one in front does not.
    void reveal(const Panel* panel);

    QSize sizeHint() const override { return {372, 760}; }
    QSize minimumSizeHint() const override { return {260, 200}; }

  protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Entry {
        Panel* panel;
        QWidget* rule;  // hairline above
        QList<int> pages;
    };
    void arrange();
    int heightOf(const Entry& entry) const;

    QTabBar* m_tabs;
    QVBoxLayout* m_column;
    std::vector<Entry> m_entries;
};

/// A hairline in the theme's colour.
class Rule : public QWidget {
  public:
    explicit Rule(Qt::Orientation orientation, QWidget* parent = nullptr);

  protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace spikeglass
