// SPDX-License-Identifier: Apache-2.0
#include "effects_view.h"

#include <QHeaderView>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>

#include "viewmodels/experiment_history.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {
namespace {

enum Column { Place, Divergence, Surprisal, Next, kColumns };
constexpr int kCandidate = Qt::UserRole;
constexpr std::size_t kMostRows = 500;  // of the table: a site may have thousands of neurons

/// Sorts by what stands behind the text.
class Row : public QTreeWidgetItem {
  public:
    using QTreeWidgetItem::QTreeWidgetItem;
    bool operator<(const QTreeWidgetItem& other) const override {
        const int column = treeWidget()->sortColumn();
        if (column == Place || column == Next) return QTreeWidgetItem::operator<(other);
        return data(column, Qt::UserRole + 1).toDouble() < other.data(column, Qt::UserRole + 1).toDouble();
    }
};

}  // namespace

EffectsView::EffectsView(RunViewModel* run, ExperimentHistory* experiment, QWidget* parent)
    : Panel(tr("What matters"), parent),
      m_run(run),
      m_experiment(experiment),
      m_job(new EffectJob(this)),
      m_sites(new QPushButton(tr("Rank sites"), this)),
      m_neurons(new QPushButton(tr("Rank neurons"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)),
      m_progress(new QProgressBar(this)),
      m_table(new QTreeWidget(this)),
      m_said(new TextLabel({}, TextLabel::Secondary | TextLabel::Small | TextLabel::Wrap, this)) {
    m_sites->setObjectName(QStringLiteral("rankSites"));
    m_sites->setToolTip(tr("Silences every site in turn on the text so far, and ranks them by how much that changes what the network predicts"));
    m_neurons->setObjectName(QStringLiteral("rankNeurons"));
    m_neurons->setToolTip(tr("The same for every neuron of the selected site"));
    m_cancel->setToolTip(tr("Ends the ranking; what was measured stays"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_progress->setAccessibleName(tr("Progress of the ranking"));
    m_progress->setToolTip(tr("Silencings measured so far"));
    m_table->setObjectName(QStringLiteral("effects"));
    m_table->setColumnCount(kColumns);
    m_table->setHeaderLabels({tr("silenced"), tr("KL, bits"), tr("surprisal"), tr("then")});
    m_table->headerItem()->setToolTip(Divergence, tr("Kullback-Leibler divergence of the next-token distribution without and with the silencing, mean over the text"));
    m_table->headerItem()->setToolTip(Surprisal, tr("How many bits more or less a token of the text takes to predict"));
    m_table->headerItem()->setToolTip(Next, tr("The likeliest token after the text, with the silencing"));
    m_table->setRootIsDecorated(false);
    m_table->setSortingEnabled(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setUniformRowHeights(true);
    m_table->setAccessibleName(tr("Effects of silencing, ranked"));
    m_table->setToolTip(tr("A click selects the neurons in every view"));
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(Place, QHeaderView::Stretch);
    for (int column = Divergence; column < kColumns; ++column) m_table->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_sites);
    buttons->addWidget(m_neurons);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    body()->addLayout(buttons);
    body()->addWidget(m_progress);
    body()->addWidget(m_table, 1);
    body()->addWidget(m_said);
    connect(m_sites, &QPushButton::clicked, this, &EffectsView::rankSites);
    connect(m_neurons, &QPushButton::clicked, this, &EffectsView::rankNeurons);
    connect(m_cancel, &QPushButton::clicked, m_job, &EffectJob::cancel);
    connect(m_job, &EffectJob::progressed, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
    });
    connect(m_job, &EffectJob::finished, this, &EffectsView::showEffects);
    connect(m_table, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) { select(item->data(Place, kCandidate).toInt()); });
    connect(m_table, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { select(item->data(Place, kCandidate).toInt()); });
    connect(run, &RunViewModel::selectionChanged, this, &EffectsView::showControls);
    connect(run, &RunViewModel::framesAppended, this, &EffectsView::showControls);
    connect(run, &RunViewModel::runReset, this, [this] {
        if (!m_ranked.expired() && m_ranked.lock() == m_run->sharedModel()) return showControls();
        forget();  // of another model
    });
    forget();
}

void EffectsView::forget() {
    m_ranked.reset();
    m_table->clear();
    m_said->setText(tr("Which site does the text hang on? Each is silenced in turn and ranked by what that changes."));
    showControls();
}

void EffectsView::showControls() {
    const bool text = m_run->hasModel() && m_run->tokenCount() > 0 && !m_job->isRunning();
    m_sites->setEnabled(text);
    m_neurons->setEnabled(text && !m_run->selection().empty());
    m_cancel->setVisible(m_job->isRunning());
    m_progress->setVisible(m_job->isRunning());
}

void EffectsView::rankSites() {
    if (m_run->hasModel()) start(silenceEachSite(m_run->model().info(), m_experiment->now().choice));
}

void EffectsView::rankNeurons() {
    if (m_run->hasModel() && !m_run->selection().empty())
        start(silenceEachNeuron(m_run->model().info(), static_cast<int>(m_run->selection().sites.front().site)));
}

void EffectsView::start(std::vector<Intervention> candidates) {
    EffectJob::Question question;
    question.model = m_run->sharedModel();
    question.choice = m_experiment->now().choice;
    for (const Intervention& each : m_experiment->now().interventions)
        if (each.on) question.already.push_back(each);
    question.candidates = std::move(candidates);
    const RunHistory& history = m_run->liveHistory();
    for (std::int64_t token = history.begin(); token < history.end(); ++token)
        if (!history.isDropped(token)) question.tokens.push_back(history.frame(token).token);
    if (question.tokens.empty() || question.candidates.empty()) {
        m_said->setText(question.tokens.empty() ? tr("There is no text yet: write some, then rank.")
                                                : tr("No site spikes under this block choice: there is nothing to silence."));
        return;
    }
    m_progress->setValue(0);
    m_job->start(std::move(question));
    showControls();
}

QString EffectsView::nameOf(const Intervention& candidate) const {
    const QString site = m_run->siteLabel(static_cast<std::size_t>(candidate.site));
    return candidate.neurons.empty() ? site : QStringLiteral("%1/%2").arg(site).arg(candidate.neurons.front());
}

void EffectsView::showEffects(bool cancelled) {
    showControls();
    m_table->setSortingEnabled(false);
    m_table->clear();
    const EffectJob::Question& question = m_job->question();
    if (question.model != m_run->sharedModel()) return forget();  // another one was opened meanwhile
    m_ranked = question.model;
    if (!m_job->error().isEmpty()) return m_said->setText(m_job->error());
    const QLocale locale;
    const std::vector<InterventionEffect>& effects = m_job->effects();
    for (std::size_t i = 0; i < std::min(effects.size(), kMostRows); ++i) {
        const InterventionEffect& effect = effects[i];
        auto* row = new Row(m_table);
        row->setText(Place, nameOf(question.candidates[effect.candidate]));
        row->setData(Place, kCandidate, static_cast<int>(effect.candidate));
        row->setText(Divergence, locale.toString(effect.meanDivergenceBits, 'f', 4));
        row->setData(Divergence, Qt::UserRole + 1, effect.meanDivergenceBits);
        row->setText(Surprisal, (effect.surprisalChangeBits >= 0 ? QStringLiteral("+") : QString()) + locale.toString(effect.surprisalChangeBits, 'f', 4));
        row->setData(Surprisal, Qt::UserRole + 1, effect.surprisalChangeBits);
        row->setText(Next, QStringLiteral("“%1”").arg(RunViewModel::visibleText(QString::fromStdString(question.model->tokenBytes(effect.likeliest)))));
        row->setTextAlignment(Divergence, Qt::AlignRight | Qt::AlignVCenter);
        row->setTextAlignment(Surprisal, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_table->sortByColumn(Divergence, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    QString said = tr("On the last %Ln token(s) of the text.", nullptr, static_cast<int>(std::min(question.tokens.size(), EffectMeter::kLongest)));
    if (cancelled) said += tr(" Cancelled after %1 of %2.").arg(effects.size()).arg(question.candidates.size());
    if (effects.size() > kMostRows) said += tr(" The first %1 of %2 are listed.").arg(kMostRows).arg(effects.size());
    m_said->setText(said);
}

void EffectsView::select(int candidate) {
    const EffectJob::Question& question = m_job->question();
    if (question.model != m_run->sharedModel() || candidate < 0) return;
    const Intervention& picked = question.candidates[static_cast<std::size_t>(candidate)];
    const auto site = static_cast<std::size_t>(picked.site);
    Selection selection = Selection::ofSite(site, m_run->model().info().sites[site].width);
    if (!picked.neurons.empty()) selection.sites.front().neurons = picked.neurons;
    m_run->setSelection(std::move(selection));
}

}  // namespace spikeglass
