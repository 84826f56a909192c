// SPDX-License-Identifier: Apache-2.0
#include "ladder_window.h"

#include <QComboBox>
#include <QDataStream>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QVBoxLayout>

#include "energy/pricing_model.h"
#include "ladder_setup.h"
#include "ladder_view.h"
#include "panel.h"
#include "viewmodels/engine_words.h"
#include "viewmodels/ladder_catalog.h"
#include "viewmodels/ladder_runner.h"

namespace spikeglass {
namespace {

constexpr QSize kUsualSize{1180, 720};
constexpr int kSetupWidth = 280;

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

}  // namespace

LadderWindow::LadderWindow(QWidget* parent)
    : QDialog(parent),
      m_rows(new LadderModel(this)),
      m_runner(new LadderRunner(m_rows, this)),
      m_catalog(new LadderCatalog(this)),
      m_setup(new LadderSetup(m_catalog, this)),
      m_view(new LadderView(m_rows, this)),
      m_split(new QSplitter(Qt::Horizontal, this)),
      m_pricing(new QComboBox(this)),
      m_progress(new QProgressBar(this)),
      m_run(new QPushButton(this)),
      m_load(new QPushButton(tr("&Load in the window"), this)),
      m_export(new QPushButton(tr("&Save as CSV…"), this)),
      m_copy(new QPushButton(tr("&Copy"), this)),
      m_figure(new QPushButton(tr("&Figure…"), this)),
      m_said(new TextLabel({}, TextLabel::Small | TextLabel::Secondary | TextLabel::Elide, this)) {
    setWindowTitle(tr("Ladder: bits against joules"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    for (const PricingModel& model : pricingModels()) m_pricing->addItem(pricingName(model), fromView(model.id));
    m_pricing->setAccessibleName(tr("Pricing model"));
    m_pricing->setToolTip(tr("The constants that turn counted operations into joules"));
    m_split->addWidget(m_setup);
    m_split->addWidget(m_view);
    m_split->setStretchFactor(1, 1);
    m_split->setSizes({kSetupWidth, kUsualSize.width() - kSetupWidth});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_split, 1);
    column->addWidget(buildButtons());
    resize(kUsualSize);

    connect(m_pricing, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_rows->setPricing(static_cast<std::size_t>(std::max(index, 0))); });
    connect(m_run, &QPushButton::clicked, this, &LadderWindow::run);
    connect(m_load, &QPushButton::clicked, this, &LadderWindow::load);
    connect(m_export, &QPushButton::clicked, this, &LadderWindow::exportCsv);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        m_view->copy();
        say(tr("%1 rows copied").arg(m_rows->finished()), false);
    });
    connect(m_figure, &QPushButton::clicked, this, &LadderWindow::figureRequested);
    connect(m_view, &LadderView::activated, this, &LadderWindow::load);
    connect(m_view, &LadderView::selectionChanged, this, &LadderWindow::refresh);
    connect(m_setup, &LadderSetup::changed, this, &LadderWindow::refresh);
    connect(m_runner, &LadderRunner::progressed, this, &LadderWindow::refresh);
    connect(m_runner, &LadderRunner::runningChanged, this, [this](bool running) {
        m_setup->setLocked(running);
        if (!running) say(tr("%1 of %2 rows finished").arg(m_rows->finished()).arg(m_rows->rowCount()), false);
        refresh();
    });
    refresh();
}

LadderWindow::~LadderWindow() = default;

QWidget* LadderWindow::buildButtons() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(14, 8, 14, 10);
    row->setSpacing(8);
    m_run->setObjectName(QStringLiteral("primaryButton"));
    m_load->setObjectName(QStringLiteral("loadRow"));
    m_load->setToolTip(tr("Opens the selected row's model with its choice in the main window (double click)"));
    m_export->setToolTip(tr("All figures of the finished rows, the columns of `spikeglass-cli compare --csv`"));
    m_copy->setToolTip(tr("The finished rows, tab-separated, for a spreadsheet"));
    m_figure->setObjectName(QStringLiteral("ladderFigure"));
    m_figure->setToolTip(tr("The finished rows as a figure for a paper"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(6);
    m_progress->setFixedWidth(140);
    m_progress->setAccessibleName(tr("Progress of the ladder"));
    for (QPushButton* button : {m_run, m_load, m_export, m_copy, m_figure}) button->setAutoDefault(false);
    row->addWidget(m_run);
    row->addWidget(m_progress);
    row->addWidget(m_said, 1);
    row->addWidget(m_pricing);
    row->addWidget(m_load);
    row->addWidget(m_copy);
    row->addWidget(m_export);
    row->addWidget(m_figure);
    return bar;
}

void LadderWindow::offer(const QStringList& paths, bool ticked) {
    for (const QString& path : paths) m_catalog->add(path, ticked);
}

void LadderWindow::setPresentChoice(const QString& path, const BlockChoice& choice) {
    m_catalog->setPresentChoice(path, choice);
}

void LadderWindow::setRunText(const QString& text, const QString& writtenBy, std::size_t promptCharacters) {
    m_setup->setRunText(text, writtenBy, promptCharacters);
}

void LadderWindow::setPricingModelId(const QString& id) {
    if (const int index = m_pricing->findData(id); index >= 0) m_pricing->setCurrentIndex(index);
}

QString LadderWindow::pricingModelId() const { return m_pricing->currentData().toString(); }

void LadderWindow::run() {
    if (m_runner->isRunning()) return m_runner->cancel();
    const std::vector<LadderVariant> wanted = m_catalog->wanted();
    if (wanted.empty()) return say(tr("Tick at least one row at the left."), true);
    Result<LadderText> text = m_setup->text();
    if (!text) return say(QString::fromStdString(text.error().message), true);
    say({}, false);
    m_runner->start(wanted, std::move(*text));
}

void LadderWindow::load() {
    const std::optional<int> row = m_view->selectedRow();
    if (!row) return;
    const LadderVariant variant = m_rows->at(*row).variant;
    Q_EMIT loadRequested(variant.path, variant.choice);
}

void LadderWindow::say(const QString& text, bool warning) {
    m_said->setText(text);
    m_said->setToolTip(text);
    m_said->setWarning(warning);
}

void LadderWindow::refresh() {
    const bool running = m_runner->isRunning();
    const auto wanted = static_cast<int>(m_catalog->wanted().size());
    m_run->setText(running ? tr("C&ancel") : wanted == 0 ? tr("&Run") : tr("&Run %1 rows").arg(wanted));
    m_run->setToolTip(running ? tr("Stops; finished rows stay") : tr("Scores every ticked row on the text, one after the other"));
    m_progress->setVisible(running);
    m_progress->setValue(static_cast<int>(1000 * m_rows->progress()));
    const std::optional<int> row = m_view->selectedRow();
    m_load->setEnabled(row && m_rows->at(*row).state != LadderModel::State::Failed);
    m_export->setEnabled(m_rows->finished() > 0);
    m_figure->setEnabled(m_rows->finished() > 0);
    m_copy->setEnabled(m_rows->finished() > 0);
}

Result<void> LadderWindow::saveCsv(const QString& path) const {
    QSaveFile file(path);
    const QByteArray csv = QByteArray::fromStdString(m_rows->csv());
    if (file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size() && file.flush() && file.commit()) return {};
    return fail(tr("%1: cannot be written: %2").arg(path, file.errorString()).toStdString());
}

void LadderWindow::exportCsv() {
    QString path = QFileDialog::getSaveFileName(this, tr("Save the ladder"), {}, tr("Comma-separated values (*.csv)"));
    if (path.isEmpty()) return;
    if (!path.contains(QLatin1Char('.'))) path += QStringLiteral(".csv");
    const Result<void> saved = saveCsv(path);
    say(saved ? tr("Saved as %1").arg(path) : QString::fromStdString(saved.error().message), !saved);
}

QByteArray LadderWindow::saveState() const {
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << saveGeometry() << m_split->saveState() << m_view->saveState();
    return state;
}

void LadderWindow::restoreState(const QByteArray& state) {
    QByteArray geometry, split, view;
    QDataStream stream(state);
    stream >> geometry >> split >> view;
    if (stream.status() != QDataStream::Ok) return;
    restoreGeometry(geometry);
    m_split->restoreState(split);
    m_view->restoreState(view);
}

}  // namespace spikeglass
