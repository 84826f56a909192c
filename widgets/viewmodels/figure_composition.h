// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointF>
#include <QRectF>
#include <functional>
#include <vector>

#include "figures/recipe.h"

namespace spikeglass {

/// What a person chooses of a figure, apart from the run that it shows. A value.
struct FigureLook {
    std::vector<figures::FigureSpec> panels{figures::FigureSpec{}};
    int columns = 1;
    bool sharedAxes = false;
    figures::FigurePreset preset;
    double dpi = 0;  // of bitmaps; 0: the preset's
    bool operator==(const FigureLook&) const = default;

    static FigureLook of(const figures::Recipe& recipe);
    void applyTo(figures::Recipe& recipe) const;
};

/// A figure of several panels while it is put together: what it looks like, which panel is selected, and every step back.
/// Panels flow from left to right over the columns of the page. Lives in the window's thread.
class FigureComposition : public QObject {
    Q_OBJECT
  public:
    static constexpr std::size_t kMostPanels = 12;

    explicit FigureComposition(QObject* parent = nullptr) : QObject(parent) {}

    const FigureLook& look() const { return m_look; }
    /// Another figure: there is nothing to take back.
    void reset(const FigureLook& look);
    std::size_t selected() const { return m_selected; }
    const figures::FigureSpec& panel() const { return m_look.panels[m_selected]; }
    void select(std::size_t panel);

    // Each is one step of undo(); what changes nothing is none.
    void change(const std::function<void(FigureLook&)>& by);
    void setPanel(const figures::FigureSpec& spec);  // the selected one
    /// Behind the last one, of the same tokens and sites as the selected one, which it then is.
    void addPanel(const QString& view);
    void removePanel();  // the selected one; the last stays
    /// The selected one by so many places, or before another (panels.size(): behind the last).
    void movePanel(int places);
    void movePanelBefore(std::size_t from, std::size_t before);
    void resizePanel(std::size_t panel, int span, double heightMm);

    bool canUndo() const { return !m_before.empty(); }
    bool canRedo() const { return !m_after.empty(); }
    void undo();
    void redo();

    /// Before which panel one falls that is let go at a point; panels: where they lie, row by row.
    static std::size_t dropPlace(const std::vector<QRectF>& panels, QPointF at);
    /// As high as the nearest of the others where that is near, else whole millimetres; at least kLeastHeightMm.
    static double snappedHeight(double heightMm, const std::vector<double>& othersMm);
    static constexpr double kLeastHeightMm = 12, kSnapMm = 2.5;

  Q_SIGNALS:
    void changed();
    void selectionChanged();

  private:
    struct Step {
        FigureLook look;
        std::size_t selected;
    };
    void go(std::vector<Step>& from, std::vector<Step>& to);
    void edit(const std::function<void(FigureLook&)>& by, std::size_t selected);

    FigureLook m_look;
    std::size_t m_selected = 0;
    std::vector<Step> m_before, m_after;
};

}  // namespace spikeglass
