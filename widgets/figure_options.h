// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <functional>
#include <optional>
#include <utility>

#include "figures/figure_spec.h"

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace spikeglass {

/// What a figure can be made of: which views there are, which tokens, which sites.
struct FigureChoices {
    using Range = std::pair<std::int64_t, std::int64_t>;  // tokens [from, to)
    QStringList views;
    std::int64_t tokens = 0;  // of the run
    std::optional<Range> visible, marked;
    QStringList sites;
    std::string architecture;  // whose prices are offered; empty: all
};

/// "Raster", as the window calls a view of figures.
QString figureViewName(const QString& view);

/// The options of one panel of a figure; only those that its view knows are there. Belongs to the window's thread.
class FigureOptions : public QWidget {
    Q_OBJECT
  public:
    explicit FigureOptions(QWidget* parent = nullptr);

    void setChoices(const FigureChoices& choices);
    void setPanel(const figures::FigureSpec& spec);  // emits nothing
    const figures::FigureSpec& panel() const { return m_spec; }

  Q_SIGNALS:
    void edited(const figures::FigureSpec& spec);

  private:
    QComboBox* combo(const char* objectName, const QString& name, const QString& hint);
    void edit(const std::function<void(figures::FigureSpec&)>& by);
    void show(const figures::FigureSpec& spec);
    void chooseTokens();
    void showTokens();
    void showSites();
    void showRows();

    FigureChoices m_choices;
    figures::FigureSpec m_spec;
    bool m_showing = false;
    bool m_byNumbers = false;  // the tokens are to be said by numbers
    QFormLayout* m_form;
    QComboBox *m_view, *m_tokens, *m_pricing, *m_measure, *m_colors, *m_layer;
    QWidget* m_range;
    QSpinBox *m_from, *m_to;
    QListWidget* m_sites;
    QLineEdit* m_neurons;
    QDoubleSpinBox* m_height;
};

}  // namespace spikeglass
