// SPDX-License-Identifier: Apache-2.0
#include "compare_view.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <cmath>

#include "compare_canvas.h"
#include "viewmodels/number_format.h"

namespace spikeglass {
namespace {

constexpr int kRefreshMilliseconds = 80;
constexpr int kRows = 4, kColumns = 3;

QComboBox* combo(const QString& objectName, const QString& name, const QString& hint, QWidget* parent) {
    auto* made = new QComboBox(parent);
    made->setObjectName(objectName);
    made->setAccessibleName(name);
    made->setToolTip(hint);
    made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    made->setMinimumContentsLength(12);
    return made;
}

QString bits(double value) { return std::isfinite(value) ? QLocale().toString(value, 'f', 3) : QStringLiteral("–"); }

}  // namespace

CompareView::CompareView(RunViewModel* a, RunViewModel* b, QWidget* parent)
    : Panel(tr("Compare"), parent),
      m_a(a),
      m_b(b),
      m_comparison(a, b),
      m_what(new TextLabel({}, TextLabel::Secondary | TextLabel::Small | TextLabel::Wrap, this)),
      m_parted(new TextLabel({}, TextLabel::Small | TextLabel::Wrap, this)),
      m_figures(new QGridLayout),
      m_canvas(new Canvas(this)),
      m_refresh(kRefreshMilliseconds, [this] { refresh(); }, this) {
    buildSetup();
    m_figures->setHorizontalSpacing(12);
    m_figures->setVerticalSpacing(1);
    for (int cell = 0; cell < kRows * kColumns; ++cell) {
        const bool name = cell % kColumns == 0;
        auto* label = new TextLabel({}, name ? TextLabel::Secondary : TextLabel::Figures | TextLabel::Right, this);
        m_cells.push_back(label);
        m_figures->addWidget(label, cell / kColumns, cell % kColumns);
    }
    m_figures->setColumnStretch(0, 1);
    body()->addWidget(m_what);
    body()->addLayout(m_figures);
    body()->addWidget(m_parted);
    body()->addWidget(m_canvas, 1);
    body()->addStretch(0);
    for (RunViewModel* run : {a, b}) {
        connect(run, &RunViewModel::runReset, this, [this] {
            m_comparison.clear();
            m_refresh.request();
        });
        connect(run, &RunViewModel::framesAppended, this, [this] { m_refresh.request(); });
    }
    connect(a, &RunViewModel::timeAxisChanged, m_canvas, qOverload<>(&QWidget::update));
    connect(a, &RunViewModel::markedTokenChanged, m_canvas, qOverload<>(&QWidget::update));
    showLane({}, false);
}

void CompareView::buildSetup() {
    m_model = combo(QStringLiteral("laneModel"), tr("Network of lane B"), tr("The network of lane B"), this);
    m_blocks = combo(QStringLiteral("laneBlocks"), tr("Block choice of lane B"), tr("Which of lane B's blocks spike"), this);
    m_interventions = combo(QStringLiteral("laneInterventions"), tr("Interventions in lane B"), tr("What is done to lane B's neurons"), this);
    m_interventions->addItems({tr("those of A"), tr("none")});
    m_text = combo(QStringLiteral("laneText"), tr("Text of lane B"), tr("B reads A's tokens (teacher-forced), so that every token compares, or writes its own text"), this);
    m_text->addItems({tr("reads A's text"), tr("writes its own")});
    m_from = combo(QStringLiteral("laneFrom"), tr("Where the comparison begins"), tr("From the beginning of the text, or from the marked token (the newest where none is) with the same past"), this);
    m_from->addItems({tr("the beginning"), tr("the marked token, else the newest")});
    m_start = new QPushButton(tr("Compare"), this);
    m_start->setObjectName(QStringLiteral("compareStart"));
    m_start->setToolTip(tr("Reads the text again in both lanes, in lockstep"));
    m_end = new QPushButton(tr("End"), this);
    m_end->setObjectName(QStringLiteral("compareEnd"));
    m_end->setToolTip(tr("Back to one lane"));
    auto* form = new QGridLayout;
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    const std::pair<QString, QComboBox*> fields[] = {{tr("lane B"), m_model}, {tr("blocks"), m_blocks}, {tr("interventions"), m_interventions}, {tr("text"), m_text}, {tr("from"), m_from}};
    int row = 0;
    for (const auto& [name, field] : fields) {
        auto* label = new TextLabel(name, TextLabel::Secondary, this);
        label->setBuddy(field);
        form->addWidget(label, row, 0);
        form->addWidget(field, row++, 1);
    }
    form->setColumnStretch(1, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_end);
    buttons->addWidget(m_start);
    body()->addLayout(form);
    body()->addLayout(buttons);
    setCheckpoints({});
    setPresets({});
    connect(m_start, &QPushButton::clicked, this, &CompareView::compareRequested);
    connect(m_end, &QPushButton::clicked, this, &CompareView::endRequested);
    connect(m_model, &QComboBox::activated, this, [this] {
        if (m_model->currentIndex() == m_model->count() - 1) {
            m_model->setCurrentIndex(0);  // unless one is chosen
            Q_EMIT fileRequested();
        }
        Q_EMIT modelPicked();
    });
    connect(m_from, &QComboBox::currentIndexChanged, this, [this](int from) {
        // With a past in common and one text there is nothing but the same text again.
        if (from == 1) m_text->setCurrentIndex(1);
    });
}

void CompareView::setCheckpoints(const std::vector<Checkpoint>& checkpoints) {
    const QString picked = m_model->currentData().toString();
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    m_model->addItem(tr("this network"), QString());
    for (const Checkpoint& each : checkpoints) m_model->addItem(each.title, each.path);
    m_model->addItem(tr("another file…"), QString());
    const int index = picked.isEmpty() ? 0 : m_model->findData(picked);
    m_model->setCurrentIndex(std::max(0, index));
}

void CompareView::addCheckpoint(const Checkpoint& checkpoint) {
    const QSignalBlocker quiet(m_model);
    if (m_model->findData(checkpoint.path) < 0) m_model->insertItem(m_model->count() - 1, checkpoint.title, checkpoint.path);
    m_model->setCurrentIndex(m_model->findData(checkpoint.path));
}

void CompareView::setPresets(const QStringList& titles) {
    m_blocks->clear();
    m_blocks->addItem(tr("as the board"));
    m_blocks->addItems(titles);
}

void CompareView::setRequest(const LaneRequest& request) {
    const QSignalBlocker quiet(m_model), still(m_from);
    m_model->setCurrentIndex(request.path.isEmpty() ? 0 : std::max(0, m_model->findData(request.path)));
    m_blocks->setCurrentIndex(std::clamp(request.preset + 1, 0, m_blocks->count() - 1));
    m_interventions->setCurrentIndex(request.interventions ? 0 : 1);
    m_text->setCurrentIndex(request.ownText ? 1 : 0);
    m_from->setCurrentIndex(request.fromHere ? 1 : 0);
}

LaneRequest CompareView::request() const {
    return {.path = m_model->currentData().toString(),
            .preset = m_blocks->currentIndex() - 1,
            .interventions = m_interventions->currentIndex() == 0,
            .ownText = m_text->currentIndex() == 1,
            .fromHere = m_from->currentIndex() == 1};
}

void CompareView::showLane(const QString& what, bool active, std::int64_t from) {
    m_active = active;
    if (from != m_comparison.from()) m_comparison.setFrom(from);
    m_what->setText(!what.isEmpty() ? what
                                    : tr("Two lanes side by side: choose what lane B is, another block choice, another network, no "
                                         "interventions, and compare on this text."));
    m_end->setEnabled(active);
    m_canvas->setVisible(active);
    for (TextLabel* cell : m_cells) cell->setVisible(active);
    m_parted->setVisible(active);
    m_start->setText(active ? tr("Compare anew") : tr("Compare"));
    m_refresh.request();
}

void CompareView::setPricingModel(std::size_t model) {
    m_pricingModel = model;
    m_refresh.request();
}

void CompareView::refresh() {
    if (!m_active) return;
    m_comparison.update(m_pricingModel);
    showFigures();
    m_canvas->update();
}

void CompareView::showFigures() {
    const LaneComparison::Lane &a = m_comparison.laneA(), &b = m_comparison.laneB();
    const auto perToken = [](const LaneComparison::Lane& lane) {
        return lane.tokens > 0 && lane.joules > 0 ? formatEnergy(lane.joules / static_cast<double>(lane.tokens)) : QStringLiteral("–");
    };
    const auto rate = [](const LaneComparison::Lane& lane) {
        return std::isfinite(lane.firingRate()) ? formatPercent(lane.firingRate()) : QStringLiteral("–");
    };
    const QString cells[kRows][kColumns] = {
        {{}, QStringLiteral("A"), QStringLiteral("B")},
        {tr("bits per character"), bits(a.bitsPerCharacter()), bits(b.bitsPerCharacter())},
        {tr("firing rate"), rate(a), rate(b)},
        {tr("energy per token"), perToken(a), perToken(b)},
    };
    for (int row = 0; row < kRows; ++row)
        for (int column = 0; column < kColumns; ++column)
            m_cells[static_cast<std::size_t>(row) * kColumns + static_cast<std::size_t>(column)]->setText(cells[row][column]);
    m_parted->setText(summary());
    m_canvas->setAccessibleDescription(summary());
}

QString CompareView::summary() const {
    if (!m_active || m_comparison.end() == 0) return {};
    QStringList said;
    // What both had in common would only dilute what came of it.
    if (m_comparison.from() > 0) said << tr("from token %1 on").arg(m_comparison.from());
    if (std::isfinite(m_comparison.energyRatio())) said << tr("B takes %1 times the energy of A").arg(QLocale().toString(m_comparison.energyRatio(), 'f', 2));
    if (std::isfinite(m_comparison.meanDivergenceBits())) said << tr("mean KL %1 bits").arg(bits(m_comparison.meanDivergenceBits()));
    if (const auto parted = m_comparison.parted())
        said << tr("the texts part at token %1").arg(*parted);
    else
        said << tr("the same text");
    return said.join(QStringLiteral(" · "));
}

void CompareView::restyle() {
    Panel::restyle();
    m_canvas->update();
}

}  // namespace spikeglass
