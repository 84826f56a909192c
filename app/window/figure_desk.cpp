// SPDX-License-Identifier: Apache-2.0
#include "figure_desk.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QMenu>
#include <algorithm>
#include <cmath>

#include "engine_bridge.h"
#include "figures/figure_files.h"
#include "ladder_view.h"
#include "ladder_window.h"
#include "lane_desk.h"
#include "playback.h"
#include "settings.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {

using figures::FigureSpec;
using figures::Recipe;

namespace {

const char* const kFigure = "figure";  // a view's property: which figure is its own
const QString kState = QStringLiteral("figure");

constexpr std::int64_t kMostText = 600, kMostCandidates = 24;  // tokens that a reader can still read

/// Which tokens a figure shows at first.
FigureChoices::Range firstTokens(const QString& figure, const FigureChoices& choices) {
    constexpr FigureChoices::Range kAll{0, -1};
    if (figure == QLatin1String("rates") || figure == QLatin1String("energy") || figure == QLatin1String("operations")) return kAll;
    if (choices.marked) return *choices.marked;
    if (!choices.visible || (figure == QLatin1String("text") && choices.tokens <= kMostText)) return kAll;
    const auto [from, to] = *choices.visible;
    return {figure == QLatin1String("candidates") ? std::max(from, to - kMostCandidates) : from, to};
}

/// Slots in another form than where everything spikes that can: what a recipe says of lane B.
std::map<std::string, std::string> namedChoice(const BlockChoice& choice, const NetworkInfo& info) {
    const BlockChoice spiking = BlockChoice::allSpiking(info);
    std::map<std::string, std::string> named;
    for (std::size_t slot = 0; slot < info.slotInfos.size(); ++slot)
        if (choice[slot] != spiking[slot]) named[info.slotInfos[slot].name] = choice[slot] == Form::Spiking ? "snn" : "ann";
    return named;
}

/// A context menu of a view's actions, which does not hold up what goes on meanwhile as Qt's own does.
void showMenuOf(QWidget* view) {
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(view, &QWidget::customContextMenuRequested, view, [view](const QPoint& at) {
        auto* menu = new QMenu(view);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(view->actions());
        menu->popup(view->mapToGlobal(at));
    });
}

QString nameFile(Recipe& recipe, const std::string& path) {
    const QFileInfo info(QString::fromStdString(path));
    if (!recipe.search.contains(info.absolutePath())) recipe.search << info.absolutePath();
    return info.fileName();
}

}  // namespace

FigureDesk::FigureDesk(const Parts& parts, QObject* parent) : QObject(parent), m_parts(parts) {}

FigureDesk::~FigureDesk() = default;

void FigureDesk::offer(QWidget* view, const QString& figure, bool hasMenu) {
    auto* action = new QAction(tr("Export as a figure…"), view);
    action->setObjectName(QStringLiteral("exportFigure"));
    view->setProperty(kFigure, figure);
    view->addAction(action);
    if (!hasMenu) showMenuOf(view);
    connect(action, &QAction::triggered, this, [this, figure] {
        if (const auto opened = open(figure); !opened) Q_EMIT failed(QString::fromStdString(opened.error().message));
    });
}

void FigureDesk::offerLadder(LadderWindow* ladder) {
    const auto make = [this, ladder] {
        if (const auto opened = openLadder(*ladder); !opened) Q_EMIT failed(QString::fromStdString(opened.error().message));
    };
    connect(ladder, &LadderWindow::figureRequested, this, make);
    auto* action = new QAction(tr("Export as a figure…"), ladder);
    ladder->view().addAction(action);
    showMenuOf(&ladder->view());
    connect(action, &QAction::triggered, this, make);
}

void FigureDesk::openForFocus() {
    QString figure = m_last == QLatin1String("compare") && !m_parts.lanes->isActive() ? QStringLiteral("raster") : m_last;
    for (QWidget* widget = QApplication::focusWidget(); widget != nullptr; widget = widget->parentWidget())
        if (widget->property(kFigure).isValid()) {
            figure = widget->property(kFigure).toString();
            break;
        }
    if (const auto opened = open(figure); !opened) Q_EMIT failed(QString::fromStdString(opened.error().message));
}

Result<FigureSubject> FigureDesk::subjectOfText() const {
    const TextScript script = m_parts.engine->script();
    if (script.tokens.empty()) return fail(tr("There is no text to make a figure of yet: run one first.").toStdString());
    FigureSubject subject;
    const Model& model = m_parts.run->model();
    Recipe& recipe = subject.recipe;
    recipe.modelFile = nameFile(recipe, model.path);
    recipe.modelSha256 = QString::fromStdString(model.sha256);
    recipe.weights = model.weights;
    recipe.tokens = script.tokens;
    recipe.promptTokens = script.promptTokens;
    recipe.changes = figures::changesOf(script, model.info());
    std::string prompt;
    for (std::size_t i = 0; i < std::min(script.tokens.size(), static_cast<std::size_t>(script.promptTokens)); ++i) prompt += model.tokenBytes(script.tokens[i], i == 0);
    recipe.prompt = QString::fromStdString(prompt);
    subject.inputs.model = m_parts.run->sharedModel();
    subject.inputs.spool = m_parts.engine->recording();
    subject.choices.tokens = static_cast<std::int64_t>(script.tokens.size());
    return subject;
}

/// Lane B, where it reads the same tokens: else the two cannot be drawn over one another.
void FigureDesk::addLane(FigureSubject& subject) const {
    const std::optional<LaneSettings>& lane = m_parts.engine->lane();
    if (!m_parts.lanes->isActive() || !lane || lane->text != LaneSettings::Text::Same) return;
    Recipe::Other other;
    const NetworkInfo& info = lane->model->info();
    if (lane->model != m_parts.run->sharedModel()) {
        other.modelFile = nameFile(subject.recipe, lane->model->path);
        subject.inputs.other = lane->model;
    }
    other.blockChoice = namedChoice(lane->choice, info);
    for (const Intervention& intervention : lane->interventions)
        if (intervention.on) other.interventions.push_back(describe(intervention, info));
    subject.recipe.other = std::move(other);
}

void FigureDesk::describeRun(FigureSubject& subject) const {
    FigureChoices& choices = subject.choices;
    const RunViewModel& run = *m_parts.run;
    choices.architecture = run.model().info().architecture;
    for (const SiteInfo& site : run.model().info().sites) choices.sites << QString::fromStdString(site.name);
    const TimeAxis axis = run.timeAxis();
    const auto first = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(axis.first)), 0, choices.tokens);
    const auto end = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(axis.first + axis.tokens)), 0, choices.tokens);
    if (first < end) choices.visible = FigureChoices::Range{first, end};
    if (run.selection().hasMoments()) choices.marked = FigureChoices::Range{run.selection().begin, std::min(run.selection().end, choices.tokens)};
    for (const QString& view : figures::figureViews())
        if (view != QLatin1String("ladder") && (view != QLatin1String("compare") || subject.recipe.other)) choices.views << view;
}

Result<FigureSubject> FigureDesk::subjectOfWindow() const {
    if (!m_parts.run->hasModel()) return fail(tr("There is no text to make a figure of yet: run one first.").toStdString());
    if (!m_parts.playback->isOpen()) {
        auto subject = subjectOfText();
        if (!subject) return subject;
        subject->recipe.preset = figures::figurePresets().first();
        addLane(*subject);
        describeRun(*subject);
        return subject;
    }
    auto source = figures::openSource(QString::fromStdString(m_parts.playback->recorded().path));
    if (!source) return tl::unexpected(source.error());
    FigureSubject subject;
    subject.recipe = std::move(source->recipe);
    subject.choices.tokens = m_parts.playback->recorded().tokens();
    if (const QString other = m_parts.lanes->recordingPath(); !other.isEmpty())
        subject.recipe.other = Recipe::Other{nameFile(subject.recipe, other.toStdString()), {}, {}, {}};
    describeRun(subject);
    return subject;
}

Result<void> FigureDesk::open(const QString& figure) {
    auto subject = subjectOfWindow();
    if (!subject) return tl::unexpected(subject.error());
    FigureSpec& spec = subject->recipe.panels[0];
    if (!subject->choices.views.contains(figure))
        return fail((figure == QLatin1String("compare") ? tr("There is no lane B that reads the same tokens: compare first (Ctrl+D).")
                                                        : tr("The text in the window has no figure “%1”.").arg(figure))
                        .toStdString());
    spec.view = figure;
    std::tie(spec.from, spec.to) = firstTokens(figure, subject->choices);
    spec.pricing = m_parts.settings->pricingModel().isEmpty() ? spec.pricing : m_parts.settings->pricingModel();
    for (const NeuronId neuron : m_parts.run->tracedNeurons())
        if (m_parts.run->model().info().sites[neuron.site].hasMembrane) spec.neurons << m_parts.run->neuronName(neuron);
    subject->fileName = figure;
    m_last = figure;
    show(*subject, true, m_parts.window);
    return {};
}

Result<void> FigureDesk::openLadder(LadderWindow& ladder) {
    FigureSubject subject;
    subject.inputs.table = ladder.rows().json();
    if (ladder.rows().finished() == 0) return fail(tr("The ladder has no finished row yet.").toStdString());
    subject.fileName = QStringLiteral("ladder");
    subject.recipe.table = QStringLiteral("ladder.rows.json");
    subject.recipe.preset = figures::figurePresets().first();
    subject.recipe.panels[0].view = QStringLiteral("ladder");
    subject.recipe.panels[0].pricing = ladder.pricingModelId();
    subject.choices.views = QStringList{QStringLiteral("ladder")};
    show(subject, true, &ladder);
    return {};
}

bool FigureDesk::isRecipe(const QString& path) {
    const QByteArray head = figures::jsonHead(path).left(256);
    // One that was written by hand need not say what it is.
    return head.startsWith('{') && (head.contains("spikeglass-figure") || (path.endsWith(QLatin1String(".recipe.json")) && !head.contains("spikeglass-workspace")));
}

Result<void> FigureDesk::openRecipe(const QString& path) {
    auto source = figures::openSource(path);
    if (!source) return tl::unexpected(source.error());
    FigureSubject subject;
    Recipe& recipe = subject.recipe = std::move(source->recipe);
    FigureChoices& choices = subject.choices;
    choices.tokens = static_cast<std::int64_t>(recipe.tokens.size());
    const bool ladder = !recipe.table.isEmpty();
    for (const QString& view : figures::figureViews())
        if (ladder == (view == QLatin1String("ladder")) && (view != QLatin1String("compare") || recipe.other)) choices.views << view;
    if (m_parts.run->hasModel() && !ladder && recipe.modelSha256.toStdString() == m_parts.run->model().sha256) {
        if (!m_parts.run->model().isRecording()) subject.inputs.model = m_parts.run->sharedModel();
        for (const SiteInfo& site : m_parts.run->model().info().sites) choices.sites << QString::fromStdString(site.name);
    }
    subject.fileName = QFileInfo(path).fileName().section(QLatin1Char('.'), 0, 0);
    show(subject, false, m_parts.window);
    return {};
}

void FigureDesk::show(const FigureSubject& subject, bool usualPreset, QWidget* over) {
    delete m_dialog;
    m_dialog = new FigureDialog(subject, &m_presets, over);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->restoreState(m_parts.settings->state(kState), usualPreset);
    connect(m_dialog, &QDialog::finished, this, [this, dialog = m_dialog.data()] { m_parts.settings->setState(kState, dialog->saveState()); });
    m_dialog->open();
}

}  // namespace spikeglass
