// SPDX-License-Identifier: Apache-2.0
#include "raster_menu.h"

#include <QActionGroup>
#include <QMenu>
#include <algorithm>
#include <utility>

#include "raster_view.h"

namespace spikeglass {

namespace {

Selection only(NeuronId neuron) {
    return {{{neuron.site, {static_cast<std::uint32_t>(neuron.neuron)}}}, 0, 0};
}

/// Acts on the selection, or where there is none on the neuron that was clicked.
void addInterventions(QMenu& menu, RasterView& view, RunViewModel& run, const std::optional<NeuronId>& neuron) {
    const bool selected = !run.selection().empty();
    const std::size_t count = run.selection().neuronCount();
    const QString whom = selected && count != 1 ? RasterView::tr("%1 neurons").arg(count)
                         : selected             ? run.neuronName({run.selection().sites[0].site,
                                                                  run.selection().sites[0].neurons[0]})
                         : neuron               ? run.neuronName(*neuron)
                                                : RasterView::tr("neurons");
    const std::pair<const char*, QString> effects[] = {
        {"silence", RasterView::tr("Silence %1")},
        {"force", RasterView::tr("Force %1 to fire")},
        {"clamp", RasterView::tr("Clamp the potential of %1 …")},
        {"threshold", RasterView::tr("Shift the threshold of %1 …")},
        {"tau", RasterView::tr("Change the time constant of %1 …")},
        {"noise", RasterView::tr("Add noise to %1 …")},
    };
    for (const auto& [effect, text] : effects) {
        QAction* action = menu.addAction(text.arg(whom), &view, [&view, &run, neuron, name = QString::fromLatin1(effect)] {
            if (run.selection().empty() && neuron) run.setSelection(only(*neuron));
            if (!run.selection().empty()) Q_EMIT view.interventionRequested(name);
        });
        action->setObjectName(QString::fromLatin1(effect));
        action->setEnabled(selected || neuron);
    }
}

}  // namespace

void addArrangement(QMenu& menu, RasterView& view, RunViewModel& run) {
    auto* sorts = new QActionGroup(&menu);
    const std::pair<NeuronSort, QString> orders[] = {
        {NeuronSort::Index, RasterView::tr("Neurons by index")},
        {NeuronSort::Rate, RasterView::tr("Neurons by firing rate")},
        {NeuronSort::FirstSpike, RasterView::tr("Neurons by first spike")},
        {NeuronSort::Similarity, RasterView::tr("Neurons by similarity")},
    };
    for (const auto& [order, text] : orders) {
        QAction* action = menu.addAction(text, &view, [&view, by = order] { view.setOrder(by); });
        action->setCheckable(true);
        action->setChecked(order == view.order());
        sorts->addAction(action);
    }
    menu.addSeparator();
    QAction* logarithmic = menu.addAction(RasterView::tr("Logarithmic rates and shades"), &view,
                                          [&run](bool on) { run.setLogarithmicRates(on); });
    logarithmic->setCheckable(true);
    logarithmic->setChecked(run.hasLogarithmicRates());
    menu.addSeparator();
    menu.addAction(RasterView::tr("Collapse all sites"), &view, [&view] { view.setAllCollapsed(true); });
    menu.addAction(RasterView::tr("Open all sites"), &view, [&view] { view.setAllCollapsed(false); });
}

QMenu* makeRasterMenu(RasterView& view, RunViewModel& run, std::optional<std::size_t> site,
                      std::optional<NeuronId> neuron) {
    auto* menu = new QMenu(&view);
    if (neuron) {
        const std::vector<NeuronId>& traced = run.tracedNeurons();
        const bool isTraced = std::find(traced.begin(), traced.end(), *neuron) != traced.end();
        menu->addAction((isTraced ? RasterView::tr("Stop tracing %1") : RasterView::tr("Trace %1")).arg(run.neuronName(*neuron)),
                        &view, [&run, id = *neuron] { run.toggleTraced(id); })
            ->setObjectName(QStringLiteral("trace"));
        menu->addAction(RasterView::tr("Select %1").arg(run.neuronName(*neuron)), &view,
                        [&run, id = *neuron] { run.setSelection(only(id)); })
            ->setObjectName(QStringLiteral("select"));
    }
    if (site) {
        const QString name = run.siteLabel(*site);
        const bool collapsed = view.collapsed()[*site];
        menu->addAction(RasterView::tr("Select all of %1").arg(name), &view, [&run, s = *site] {
                run.setSelection(Selection::ofSite(s, run.model().info().sites[s].width));
            })->setObjectName(QStringLiteral("selectSite"));
        menu->addAction((collapsed ? RasterView::tr("Open %1") : RasterView::tr("Collapse %1")).arg(name), &view,
                        [&view, s = *site, collapsed] { view.setCollapsed(s, !collapsed); })
            ->setObjectName(QStringLiteral("collapse"));
        menu->addAction(RasterView::tr("Collapse all but %1").arg(name), &view, [&view, s = *site] {
                view.setAllCollapsed(true);
                view.setCollapsed(s, false);
            })->setObjectName(QStringLiteral("collapseOthers"));
    }
    QAction* clear = menu->addAction(RasterView::tr("Clear the selection"), &view, [&run] { run.clearSelection(); });
    clear->setEnabled(!run.selection().empty());
    menu->addSeparator();
    addInterventions(*menu, view, run, neuron);
    menu->addSeparator();
    addArrangement(*menu->addMenu(RasterView::tr("Arrange")), view, run);
    menu->addSeparator();
    menu->addActions(view.actions());  // what the window adds
    return menu;
}

}  // namespace spikeglass
