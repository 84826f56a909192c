// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

class QTabBar;
class QVBoxLayout;

namespace spikeglass {

class Panel;

/// The right side: all panels one below the other where they fit, else in two tabs. Owns the panels.
class SidePanels : public QWidget {
    Q_OBJECT
  public:
    explicit SidePanels(QWidget* parent = nullptr);

    /// Appends a panel. stretch: its share of spare height. page: the tab it is on where not all fit.
    void addPanel(Panel* panel, int stretch, int page);
    bool isTabbed() const { return m_tabbed; }
    int currentPage() const;
    void setCurrentPage(int page);

    QSize sizeHint() const override { return {372, 760}; }
    QSize minimumSizeHint() const override { return {260, 200}; }

  protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Entry {
        Panel* panel;
        QWidget* rule;  // hairline above
        int stretch, page;
    };
    void arrange();
    int heightOfAll() const;

    QTabBar* m_tabs;
    QVBoxLayout* m_column;
    std::vector<Entry> m_entries;
    bool m_tabbed = false;
};

/// A hairline in the theme's colour.
class Rule : public QWidget {
  public:
    explicit Rule(Qt::Orientation orientation, QWidget* parent = nullptr);

  protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace spikeglass
