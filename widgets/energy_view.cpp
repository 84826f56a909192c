// SPDX-License-Identifier: Apache-2.0
#include "energy_view.h"

#include <QComboBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "energy_chart.h"
#include "energy_shares.h"
#include "table_dialog.h"
#include "engine/analog_twin.h"
#include "viewmodels/component_shares.h"
#include "viewmodels/engine_words.h"
#include "viewmodels/number_format.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr int kRefreshMilliseconds = 100;
constexpr int kSmallFigures = TextLabel::Small | TextLabel::Figures | TextLabel::Right;

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

OperationCounts sum(const std::vector<OperationCounts>& components) {
    OperationCounts total;
    for (const OperationCounts& counts : components) total += counts;
    return total;
}

std::array<std::int64_t, 5> columns(const OperationCounts& n) { return {n.ac, n.mac, n.denseMac, n.neuron, n.other}; }

}  // namespace

EnergyView::EnergyView(RunViewModel* run, QWidget* parent)
    : Panel(tr("Energy"), parent),
      m_run(run),
      m_pricing(new QComboBox(this)),
      m_chart(new EnergyChart(run, this)),
      m_shares(new EnergyShares(this)),
      m_sharesOf(new TextLabel({}, TextLabel::Small | TextLabel::Secondary | TextLabel::Elide, this)),
      m_source(new TextLabel({}, TextLabel::Small | TextLabel::Secondary | TextLabel::Wrap, this)),
      m_refresh(kRefreshMilliseconds, [this] { refresh(); }, this) {
    listPricings();
    m_pricing->setAccessibleName(tr("Pricing model"));
    m_pricing->setToolTip(tr("The pricing model: the constants that turn counted operations into joules"));
    m_pricing->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_pricing->setMinimumContentsLength(24);
    addToHeader(m_pricing);
    addPriceTable();
    body()->addWidget(m_chart, 1);
    addOperationTable();
    addShares();
    body()->addWidget(m_source);

    connect(m_pricing, &QComboBox::currentIndexChanged, this, [this](int index) { choosePricing(index); });
    connect(run, &RunViewModel::runReset, this, [this] {
        m_ledger.clear();
        listPricings();
        m_refresh.request();
    });
    connect(run, &RunViewModel::framesAppended, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::timeAxisChanged, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::markedTokenChanged, this, [this] { m_refresh.request(); });
    choosePricing(0);
}

/// The models that have a price for the network in sight; what was chosen stays chosen where it can.
void EnergyView::listPricings() {
    const std::string architecture = m_run->hasModel() ? m_run->model().info().architecture : std::string();
    const QString chosen = pricingModelId();
    {
        const QSignalBlocker quiet(m_pricing);
        m_pricing->clear();
        for (const PricingModel& model : pricingModels())
            if (pricesFamily(model, architecture)) m_pricing->addItem(pricingName(model), fromView(model.id));
        m_pricing->setCurrentIndex(std::max(m_pricing->findData(chosen), 0));
    }
    if (!chosen.isEmpty() && pricingModelId() != chosen) choosePricing(m_pricing->currentIndex());
}

void EnergyView::addPriceTable() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(1);
    grid->setColumnStretch(0, 1);
    const QString saving = tr(
        "Analog twin divided by this: the same architecture with every spiking site analog, on the same tokens.\n"
        "Counted strictly, SpikeGPT saves next to nothing: its matrix products read real numbers, and spikes enter only the "
        "residual sum, so its products stay multiply-accumulates. The published figure prices every product as firing rate "
        "× accumulates instead, and is several times larger: choose “as published” above to see it.");
    const int head = TextLabel::Small | TextLabel::Secondary | TextLabel::Right;
    grid->addWidget(new TextLabel(tr("this"), head, this), 0, 1);
    grid->addWidget(new TextLabel(tr("analog twin"), head, this), 0, 2);
    auto* ratio = new TextLabel(tr("twin / this"), head, this);
    ratio->setToolTip(saving);
    grid->addWidget(ratio, 0, 3);
    int line = 1;
    for (const auto& [row, name] : {std::pair{&m_marked, tr("marked token")}, {&m_mean, tr("mean per token")},
                                    {&m_total, tr("whole run")}}) {
        *row = {new TextLabel(name, TextLabel::Small, this), new TextLabel({}, TextLabel::Figures | TextLabel::Right, this),
                new TextLabel({}, TextLabel::Figures | TextLabel::Right | TextLabel::Secondary, this),
                new TextLabel({}, TextLabel::Figures | TextLabel::Right, this)};
        row->here->setAccessibleName(tr("%1, this").arg(name));
        row->twin->setAccessibleName(tr("%1, analog twin").arg(name));
        row->ratio->setAccessibleName(tr("%1, twin divided by this").arg(name));
        row->ratio->setToolTip(saving);
        grid->addWidget(row->name, line, 0);
        grid->addWidget(row->here, line, 1);
        grid->addWidget(row->twin, line, 2);
        grid->addWidget(row->ratio, line, 3);
        ++line;
    }
    body()->addLayout(grid);
}

void EnergyView::addOperationTable() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    const int head = TextLabel::Small | TextLabel::Secondary;
    auto* title = new TextLabel(tr("operations"), head, this);
    title->setToolTip(tr("Counted at the marked token, as NeuroBench defines them"));
    grid->addWidget(title, 0, 0);
    grid->addWidget(new TextLabel(tr("this"), TextLabel::Small, this), 1, 0);
    grid->addWidget(new TextLabel(tr("twin"), head, this), 2, 0);
    const std::array<std::pair<QString, QString>, 5> names{{
        {tr("AC"), tr("Accumulates: products whose input is 0 or 1, zeros skipped")},
        {tr("MAC"), tr("Multiply-accumulates: products whose input is a real number, zeros skipped")},
        {tr("dense"), tr("Multiply-accumulates if nothing were skipped")},
        {tr("neuron"), tr("Updates of LIF neurons: a multiply-add and a compare each")},
        {tr("other"), tr("Elementwise work: normalisation, mixing, exponentials, residual sums; not priced")},
    }};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const int column = static_cast<int>(i) + 1;
        grid->setColumnStretch(column, 1);
        auto* name = new TextLabel(names[i].first, head | TextLabel::Right, this);
        name->setToolTip(names[i].second);
        m_operations[i] = new TextLabel({}, kSmallFigures, this);
        m_twinOperations[i] = new TextLabel({}, kSmallFigures | TextLabel::Secondary, this);
        m_operations[i]->setAccessibleName(tr("%1 operations, this").arg(names[i].first));
        m_twinOperations[i]->setAccessibleName(tr("%1 operations, analog twin").arg(names[i].first));
        grid->addWidget(name, 0, column);
        grid->addWidget(m_operations[i], 1, column);
        grid->addWidget(m_twinOperations[i], 2, column);
    }
    body()->addLayout(grid);
}

/// What the components take, in what room is left; the table behind it is a click away in any case.
void EnergyView::addShares() {
    auto* row = new QHBoxLayout;
    auto* table = new QToolButton(this);
    table->setObjectName(QStringLiteral("energyTable"));
    table->setText(tr("table…"));
    table->setAutoRaise(true);
    table->setAccessibleName(tr("Energy per component as a table"));
    table->setToolTip(tr("The figures behind the bars, to sort, copy and save"));
    row->addWidget(m_sharesOf, 1);
    row->addWidget(table);
    body()->addLayout(row);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_shares);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    m_shares->setAutoFillBackground(false);
    scroll->setMinimumHeight(0);
    body()->addWidget(scroll, 2);
    connect(table, &QToolButton::clicked, this, [this] { TableDialog::open(m_shares->table(), window()); });
}

/// Of the tokens in view, the newest of them where they are many.
void EnergyView::showShares() {
    constexpr std::int64_t kMostTokens = 256;
    const PricingModel& pricing = pricingModels()[m_ledger.model()];
    ComponentShares shares;
    if (m_run->hasModel()) {
        const TimeAxis axis = m_run->timeAxis();
        const auto end = std::min(m_run->tokenCount(), static_cast<std::int64_t>(std::ceil(axis.first + axis.tokens)));
        const auto begin = std::max(static_cast<std::int64_t>(std::floor(axis.first)), end - kMostTokens);
        shares = componentShares(m_run->model().info(), m_run->history(), begin, end, pricing);
    }
    m_sharesOf->setText(shares.tokens == 0 ? tr("energy per component and token")
                                           : tr("energy per component and token, %1 tokens in view").arg(shares.tokens));
    m_shares->setShares(std::move(shares), pricingName(pricing));
}

QString EnergyView::pricingModelId() const { return m_pricing->currentData().toString(); }

void EnergyView::setPricingModelId(const QString& id) {
    if (const int index = m_pricing->findData(id); index >= 0) m_pricing->setCurrentIndex(index);
}

void EnergyView::choosePricing(int index) {
    const PricingModel* chosen = findPricingModel(m_pricing->itemData(std::max(index, 0)).toString().toStdString());
    const PricingModel& model = chosen != nullptr ? *chosen : pricingModels().front();
    m_ledger.setModel(static_cast<std::size_t>(&model - pricingModels().data()));
    m_source->setText(tr("Source: %1. Elementwise work is not priced.").arg(fromView(model.source)));
    m_pricing->setAccessibleDescription(m_source->text());
    refresh();
    Q_EMIT pricingModelChanged(pricingModelId());
}

void EnergyView::showPrice(const PriceRow& row, const EnergyLedger::Price& price, bool perToken) {
    row.here->setText(price.tokens == 0 ? QStringLiteral("–") : formatEnergy(perToken ? price.perToken() : price.here));
    row.twin->setText(price.twinTokens == 0 ? QStringLiteral("–")
                                            : formatEnergy(perToken ? price.twinPerToken() : price.twin));
    const bool marked = m_run->hasModel() && isRatioMarked(AnalogTwin::isCountedInFull(m_run->model().info()), pricingModels()[m_ledger.model()]);
    row.ratio->setText(formatRatio(price.ratio(), marked));
    row.ratio->setToolTip(marked && price.twinTokens > 0 ? ratioMark() : QString());
}

void EnergyView::showOperations() {
    const std::int64_t token = m_run->markedToken();
    const RunHistory& history = m_run->liveHistory();
    const bool known = token >= history.begin() && token < history.end() && !history.isDropped(token);
    const bool twin = known && !history.frame(token).twinOperations.empty();
    const auto here = columns(known ? sum(history.frame(token).operations) : OperationCounts{});
    const auto there = columns(twin ? sum(history.frame(token).twinOperations) : OperationCounts{});
    for (std::size_t i = 0; i < here.size(); ++i) {
        m_operations[i]->setText(known ? formatCount(here[i]) : QStringLiteral("–"));
        m_twinOperations[i]->setText(twin ? formatCount(there[i]) : QStringLiteral("–"));
    }
}

void EnergyView::refresh() {
    if (m_run->hasModel()) m_ledger.update(m_run->model().info(), m_run->liveHistory());
    const std::int64_t marked = m_run->markedToken();
    showPrice(m_marked, marked >= 0 ? m_ledger.token(marked) : EnergyLedger::Price{}, true);
    showPrice(m_mean, m_ledger.total(), true);
    showPrice(m_total, m_ledger.total(), false);
    showOperations();
    showShares();
    m_chart->draw(m_ledger);
}

void EnergyView::restyle() {
    Panel::restyle();
    m_chart->restyle();
}

}  // namespace spikeglass
