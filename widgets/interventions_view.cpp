// SPDX-License-Identifier: Apache-2.0
#include "interventions_view.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <algorithm>

#include "viewmodels/experiment_history.h"
#include "viewmodels/intervention_words.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {
namespace {

using Effect = Intervention::Effect;

constexpr int kLeastListHeight = 84;

}  // namespace

InterventionsView::InterventionsView(RunViewModel* run, ExperimentHistory* experiment, QWidget* parent)
    : Panel(tr("Interventions"), parent),
      m_run(run),
      m_experiment(experiment),
      m_selected(new TextLabel({}, TextLabel::Wrap, this)),
      m_valueName(new TextLabel({}, TextLabel::Secondary, this)),
      m_empty(new TextLabel({}, TextLabel::Secondary | TextLabel::Small | TextLabel::Wrap, this)),
      m_effect(new QComboBox(this)),
      m_value(new QDoubleSpinBox(this)),
      m_apply(new QPushButton(tr("Apply"), this)),
      m_remove(new QPushButton(tr("Remove"), this)),
      m_allOff(new QPushButton(this)),
      m_without(new QPushButton(tr("Continue from here without them"), this)),
      m_list(new QTreeWidget(this)) {
    buildControls();
    connect(run, &RunViewModel::selectionChanged, this, &InterventionsView::showSelection);
    connect(run, &RunViewModel::runReset, this, &InterventionsView::showSelection);
    connect(experiment, &ExperimentHistory::experimentChanged, this, &InterventionsView::showList);
    connect(m_effect, &QComboBox::currentIndexChanged, this, &InterventionsView::showValue);
    connect(m_apply, &QPushButton::clicked, this, [this] { apply(effect()); });
    connect(m_remove, &QPushButton::clicked, this, &InterventionsView::removeCurrent);
    connect(m_allOff, &QPushButton::clicked, this, [this] {
        const std::vector<Intervention>& all = m_experiment->now().interventions;
        setAllOn(std::none_of(all.begin(), all.end(), [](const Intervention& each) { return each.on; }));
    });
    connect(m_without, &QPushButton::clicked, this, &InterventionsView::withoutRequested);
    connect(m_list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int) {
        if (!m_showing)
            changeOne(static_cast<std::size_t>(m_list->indexOfTopLevelItem(item)), item->checkState(0) == Qt::Checked);
    });
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, [this] { m_remove->setEnabled(m_list->currentItem() != nullptr); });
    showValue();
    showList();
    showSelection();
}

void InterventionsView::buildControls() {
    for (const EffectWords& words : effectWords()) m_effect->addItem(words.name, words.id);
    m_effect->setObjectName(QStringLiteral("effect"));
    m_effect->setAccessibleName(tr("Effect"));
    m_effect->setToolTip(tr("What is done to the selected neurons, from the next token on"));
    m_value->setObjectName(QStringLiteral("effectValue"));
    m_value->setDecimals(3);
    m_value->setAccessibleName(tr("Value of the effect"));
    m_value->setToolTip(tr("Potentials, thresholds and noise are dimensionless; tau is in timesteps"));
    m_apply->setObjectName(QStringLiteral("applyEffect"));
    m_apply->setToolTip(tr("Does it to the selected neurons, from the next token on; Ctrl+Z takes it back"));
    m_remove->setToolTip(tr("Removes the intervention that is selected in the list (Delete)"));
    m_allOff->setToolTip(tr("Switches all interventions off, or on again"));
    m_without->setObjectName(QStringLiteral("withoutThem"));
    m_without->setToolTip(tr("Writes on twice from this moment, with the interventions and without, side by side"));
    auto* effectRow = new QHBoxLayout;
    effectRow->addWidget(m_effect, 1);
    effectRow->addWidget(m_apply);
    auto* valueRow = new QHBoxLayout;
    valueRow->addWidget(m_valueName, 1);
    valueRow->addWidget(m_value);
    m_list->setObjectName(QStringLiteral("interventions"));
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setMinimumHeight(kLeastListHeight);
    m_list->setAccessibleName(tr("Interventions in force"));
    m_list->setToolTip(tr("Each can be switched off and on; Delete removes it"));
    m_list->installEventFilter(this);
    auto* below = new QHBoxLayout;
    below->addWidget(m_remove);
    below->addWidget(m_allOff);
    below->addStretch(1);
    body()->addWidget(m_selected);
    body()->addLayout(effectRow);
    body()->addLayout(valueRow);
    body()->addWidget(m_list, 1);
    body()->addWidget(m_empty);
    body()->addLayout(below);
    body()->addWidget(m_without);
}

Effect InterventionsView::effect() const { return effectWords()[static_cast<std::size_t>(m_effect->currentIndex())].effect; }

void InterventionsView::showValue() {
    const EffectWords& words = wordsOf(effect());
    const bool has = !words.valueName.isEmpty();
    m_valueName->setVisible(has);
    m_value->setVisible(has);
    if (!has) return;
    m_valueName->setText(words.valueName);
    m_value->setRange(words.least, words.most);
    m_value->setSingleStep(words.effect == Effect::SetTau ? 1 : 0.1);
    m_value->setValue(words.usual);
}

void InterventionsView::showSelection() {
    const bool some = !m_run->selection().empty();
    m_selected->setText(some ? tr("Selected: %1").arg(m_run->describeSelection())
                             : tr("Nothing is selected. Drag with Shift over neurons in the raster, or click the name of a "
                                  "site; then silence them, and see what the network writes."));
    m_apply->setEnabled(some);
}

bool InterventionsView::apply(Effect effect) {
    const QSignalBlocker quiet(m_effect);
    const auto& words = effectWords();
    const int index = static_cast<int>(std::find_if(words.begin(), words.end(), [&](const EffectWords& each) { return each.effect == effect; }) - words.begin());
    if (index != m_effect->currentIndex()) {
        m_effect->setCurrentIndex(index);
        showValue();
    }
    const std::vector<Intervention> made = interventionsOn(m_run->selection(), effect, m_value->value(), *m_run);
    if (made.empty()) {
        if (!m_run->selection().empty())
            m_selected->setText(tr("The selected neurons have no membrane: they can be silenced or forced only."));
        return false;
    }
    Experiment next = m_experiment->now();
    next.interventions.insert(next.interventions.end(), made.begin(), made.end());
    m_experiment->change(made.size() == 1 ? sentenceOf(made.front(), *m_run)
                                          : tr("%1: %2").arg(wordsOf(effect).name, m_run->describeSelection()),
                         next);
    return true;
}

void InterventionsView::removeCurrent() {
    const int index = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (index < 0) return;
    Experiment next = m_experiment->now();
    const auto gone = next.interventions.begin() + index;
    const QString what = tr("remove “%1”").arg(sentenceOf(*gone, *m_run));
    next.interventions.erase(gone);
    m_experiment->change(what, next);
}

void InterventionsView::setAllOn(bool on) {
    Experiment next = m_experiment->now();
    for (Intervention& each : next.interventions) each.on = on;
    m_experiment->change(on ? tr("all interventions on") : tr("all interventions off"), next);
}

void InterventionsView::changeOne(std::size_t index, bool on) {
    Experiment next = m_experiment->now();
    next.interventions[index].on = on;
    const QString sentence = sentenceOf(next.interventions[index], *m_run);
    m_experiment->change(on ? tr("on: %1").arg(sentence) : tr("off: %1").arg(sentence), next);
}

void InterventionsView::showList() {
    m_showing = true;
    const std::vector<Intervention>& all = m_experiment->now().interventions;
    const int current = m_list->indexOfTopLevelItem(m_list->currentItem());
    m_list->clear();
    bool anyOn = false;
    for (const Intervention& each : all) {
        auto* item = new QTreeWidgetItem(m_list, {m_run->hasModel() ? sentenceOf(each, *m_run) : QString()});
        item->setToolTip(0, item->text(0));
        item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
        item->setCheckState(0, each.on ? Qt::Checked : Qt::Unchecked);
        anyOn |= each.on;
    }
    if (current >= 0 && m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(std::min(current, m_list->topLevelItemCount() - 1)));
    m_showing = false;
    m_empty->setText(all.empty() ? tr("No interventions: every neuron does what it was trained to do.")
                                 : tr("In force from the next token on; marked on the time axis."));
    m_remove->setEnabled(m_list->currentItem() != nullptr);
    m_allOff->setEnabled(!all.empty());
    m_allOff->setText(anyOn || all.empty() ? tr("All off") : tr("All on"));
    m_without->setEnabled(anyOn);
}

bool InterventionsView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        removeCurrent();
        return true;
    }
    return Panel::eventFilter(watched, event);
}

}  // namespace spikeglass
