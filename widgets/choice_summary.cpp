// SPDX-License-Identifier: Apache-2.0
#include "choice_summary.h"

#include <QGridLayout>
#include <QLocale>
#include <cmath>
#include <utility>

#include "engine/analog_twin.h"
#include "viewmodels/engine_words.h"
#include "viewmodels/number_format.h"

namespace spikeglass {
namespace {

constexpr int kRefreshMilliseconds = 150;

QString bitsText(double bits) { return std::isnan(bits) ? QStringLiteral("–") : QLocale().toString(bits, 'f', 2); }

}  // namespace

ChoiceSummary::ChoiceSummary(RunViewModel* run, BlockBoardModel* board, QWidget* parent)
    : Panel(tr("This choice against all analog"), parent),
      m_run(run),
      m_board(board),
      m_grid(new QGridLayout),
      m_counted(new TextLabel({}, TextLabel::Small | TextLabel::Secondary | TextLabel::Wrap, this)),
      m_refresh(kRefreshMilliseconds, [this] { refresh(); }, this) {
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(1);
    m_grid->setColumnStretch(0, 1);
    const int head = TextLabel::Small | TextLabel::Secondary | TextLabel::Right;
    m_grid->addWidget(new TextLabel(tr("this"), head, this), 0, 1);
    m_grid->addWidget(new TextLabel(tr("all analog"), head, this), 0, 2);
    addRow(m_bits, tr("bits per character"),
           tr("How badly the network guessed the text, with this choice: −log2 of the probability of each token, divided by "
              "its characters. What it wrote itself it drew from its own guesses, so compare on a text of yours: "
              "the ladder does. The all-analog network guesses nothing here, it is only counted: a dash, unless it is "
              "your choice itself."), 1);
    addRow(m_ac, tr("AC / token"), tr("Accumulates per token: products whose input is 0 or 1, zeros skipped"), 2);
    addRow(m_mac, tr("MAC / token"), tr("Multiply-accumulates per token: products whose input is a real number, zeros skipped"), 3);
    addRow(m_energy, tr("energy / token"), tr("Counted operations times the constants of the pricing model named below"), 4);
    body()->addLayout(m_grid);
    body()->addWidget(m_counted);
    connect(run, &RunViewModel::runReset, this, [this] {
        m_ledger.clear();
        m_refresh.request();
    });
    connect(run, &RunViewModel::framesAppended, this, [this] { m_refresh.request(); });
    connect(board, &BlockBoardModel::choiceChanged, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::markedTokenChanged, this, [this] {
        if (m_followsPin) m_refresh.request();
    });
    refresh();
}

void ChoiceSummary::addRow(Row& row, const QString& name, const QString& hint, int line) {
    row = {new TextLabel(name, TextLabel::Small, this), new TextLabel({}, TextLabel::Figures | TextLabel::Right, this),
           new TextLabel({}, TextLabel::Figures | TextLabel::Right | TextLabel::Secondary, this)};
    row.here->setAccessibleName(tr("%1, this choice").arg(name));
    row.twin->setAccessibleName(tr("%1, all analog").arg(name));
    for (TextLabel* label : {row.name, row.here, row.twin}) label->setToolTip(hint);
    m_grid->addWidget(row.name, line, 0);
    m_grid->addWidget(row.here, line, 1);
    m_grid->addWidget(row.twin, line, 2);
}

void ChoiceSummary::setPricingModelId(const QString& id) {
    const PricingModel* model = findPricingModel(id.toStdString());
    if (model == nullptr) return;
    m_pricing = static_cast<std::size_t>(model - pricingModels().data());
    refresh();
}

void ChoiceSummary::setFollowsPin(bool on) {
    if (std::exchange(m_followsPin, on) == on) return;
    m_refresh.request();
}

void ChoiceSummary::refresh() {
    setVisible(m_run->hasModel() && !m_board->rows().empty());
    if (m_run->hasModel()) {
        const std::int64_t newest = m_run->liveHistory().end();
        m_ledger.update(m_run->model().info(), m_run->liveHistory(), m_followsPin ? m_run->pinnedToken().value_or(newest) + 1 : newest);
    }
    const ChoiceLedger::Entry* entry = m_run->hasModel() ? m_ledger.of(m_board->choice()) : nullptr;
    const PricingModel& priced = m_run->hasModel() ? pricingFor(pricingModels()[m_pricing], m_run->model().info().architecture) : pricingModels().front();
    const auto model = static_cast<std::size_t>(&priced - pricingModels().data());
    const QString unknown = QStringLiteral("–");
    const bool twin = entry != nullptr && entry->twinTokens > 0;
    m_bits.here->setText(entry ? bitsText(entry->bitsPerCharacter()) : unknown);
    // The twin is counted, not asked what it would guess: only where it is the choice itself is that known.
    const bool allAnalog = m_run->hasModel() && m_board->choice() == BlockChoice::analogTwin(m_run->model().info());
    m_bits.twin->setText(allAnalog ? m_bits.here->text() : unknown);
    m_ac.here->setText(entry ? formatCount(entry->acPerToken()) : unknown);
    m_ac.twin->setText(twin ? formatCount(entry->twinAcPerToken()) : unknown);
    m_mac.here->setText(entry ? formatCount(entry->macPerToken()) : unknown);
    m_mac.twin->setText(twin ? formatCount(entry->twinMacPerToken()) : unknown);
    m_energy.here->setText(entry ? formatEnergy(entry->joulesPerToken(model)) : unknown);
    m_energy.twin->setText(twin ? formatEnergy(entry->twinJoulesPerToken(model)) : unknown);

    const QString pricing = pricingName(pricingModels()[model]);
    QString counted = entry == nullptr
                          ? tr("No token was computed with this choice yet.")
                          : tr("%1 characters, the prompt's too").arg(formatCount(entry->characters)) + QStringLiteral(" · ") + pricing;
    const bool compared = twin && !allAnalog && !std::isnan(entry->ratio(model));
    const bool marked = compared && isRatioMarked(AnalogTwin::isCountedInFull(m_run->model().info()), priced);
    if (compared)
        counted += QStringLiteral(" · ") + tr("all analog, counted and not run, takes %1 of it").arg(formatRatio(entry->ratio(model), marked));
    m_counted->setText(counted);
    m_counted->setToolTip(marked ? ratioMark() : QString());
}

}  // namespace spikeglass
