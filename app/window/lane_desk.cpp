// SPDX-License-Identifier: Apache-2.0
#include "lane_desk.h"

#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>

#include "engine/comparison.h"
#include "engine_bridge.h"
#include "experiment_desk.h"
#include "io/examination.h"
#include "playback.h"
#include "text_desk.h"
#include "transport_bar.h"

namespace spikeglass {

using Phase = RunnerStatus::Phase;

namespace {

/// Tokens that were computed alike in both texts: the same ones, under the same choice and interventions.
std::int64_t commonPast(const TextScript& a, const TextScript& b) {
    const std::int64_t common = BranchTree::commonTokens(a, b);
    for (std::int64_t token = 0; token < common; ++token) {
        const Experiment *inA = a.at(token), *inB = b.at(token);
        if ((inA == nullptr) != (inB == nullptr)) return token;
        if (inA && !(inA->choice == inB->choice && inA->interventions == inB->interventions)) return token;
    }
    return common;
}

}  // namespace

LaneDesk::LaneDesk(const Parts& parts, QObject* parent)
    : QObject(parent), m_parts(parts), m_recorded(new Playback(parts.laneRun, this)) {
    connect(m_parts.view, &CompareView::fileRequested, this, &LaneDesk::chooseFile);
    connect(m_recorded, &Playback::failed, this, &LaneDesk::failed);
    connect(m_parts.view, &CompareView::compareRequested, this, &LaneDesk::compare);
    connect(m_parts.view, &CompareView::endRequested, this, &LaneDesk::end);
    connect(m_parts.view, &CompareView::modelPicked, this, &LaneDesk::onModelPicked);
}

LaneDesk::~LaneDesk() {
    m_cancel = true;
    if (m_loader.joinable()) m_loader.join();
}

bool LaneDesk::isRecording() const { return m_recorded->isOpen(); }

QString LaneDesk::recordingPath() const {
    return m_recorded->isOpen() ? QString::fromStdString(m_recorded->recorded().path) : QString();
}

bool LaneDesk::hasOwnText() const {
    if (!m_active) return false;
    return isRecording() || (m_parts.engine->lane() && m_parts.engine->lane()->text == LaneSettings::Text::Own);
}

void LaneDesk::chooseFile() {
    const QString path = QFileDialog::getOpenFileName(m_parts.view, tr("Lane B"), {}, tr("Checkpoints and recordings (*.h5 *.hdf5);;All files (*)"));
    if (path.isEmpty()) return;
    m_parts.view->addCheckpoint({QFileInfo(path).fileName(), path});
    onModelPicked();
}

void LaneDesk::listPresets(const NetworkInfo& info) {
    m_presets = heldPresets(info);
    QStringList titles;
    for (const BlockChoice& choice : m_presets) titles << QString::fromStdString(nameOf(choice, info));
    m_parts.view->setPresets(titles);
}

void LaneDesk::reset() {
    m_recorded->close();
    if (m_parts.run->hasModel()) listPresets(m_parts.run->model().info());
    m_parts.view->setRequest({});
    show(false, {});
}

void LaneDesk::onModelPicked() {
    const auto list = [this](const std::shared_ptr<const Model>& model) {
        LaneRequest request = m_parts.view->request();
        listPresets(model->info());
        m_parts.view->setRequest(request);
    };
    withSource(m_parts.view->request().path, list, [this](const auto&) { m_parts.view->setPresets({}); });
}

/// Calls back with the network of a path, the one in the window for none, or with the recording that lies there; loads it on
/// a thread of its own if need be.
void LaneDesk::withSource(const QString& path, const TakeModel& model, const TakeRecording& recording) {
    if (!m_parts.run->hasModel()) return Q_EMIT failed(tr("no model is open: open a checkpoint first (Ctrl+O)"));
    if (path.isEmpty()) return model(m_parts.run->sharedModel());
    const WeightType weights = m_parts.engine->weights();
    if (m_other && path == m_otherPath && m_other->weights == weights) return model(m_other);
    if (m_loading) return Q_EMIT failed(tr("lane B's network is still being loaded"));
    m_loading = true;
    m_parts.view->showLane(tr("Loading %1…").arg(QFileInfo(path).fileName()), m_active, m_from);
    if (m_loader.joinable()) m_loader.join();
    m_loader = std::thread([this, path, model, recording, weights, beside = m_parts.run->sharedModel()] {
        const std::string file = path.toStdString();
        const auto back = [this](const std::function<void()>& then) {
            QMetaObject::invokeMethod(
                this, [this, then] {
                    m_loading = false;
                    m_parts.view->showLane(m_what, m_active, m_from);
                    then();
                },
                Qt::QueuedConnection);
        };
        const auto complain = [this](const Error& error) { return [this, said = QString::fromStdString(error.message)] { Q_EMIT failed(said); }; };
        const auto examined = examineFile(file, [this] { return m_cancel.load(); });
        if (examined && examined->kind == Examined::Kind::Recording) {
            auto opened = openRecordedRun(file, beside);
            if (!opened) return back(complain(opened.error()));
            return back([recording, run = std::make_shared<const RecordedRun>(std::move(*opened))] { recording(run); });
        }
        const auto loaded = loadModel(file, {.weights = weights, .progress = [this](double) { return !m_cancel; }});
        if (!loaded) return back(complain(loaded.error()));
        back([this, path, model, other = *loaded] {
            m_other = other;
            m_otherPath = path;
            model(m_other);
        });
    });
}

void LaneDesk::compare() {
    const LaneRequest request = m_parts.view->request();
    const auto compute = [this, request](const std::shared_ptr<const Model>& model) {
        if (!m_parts.engine->hasModel() && m_parts.run->hasModel())
            return Q_EMIT failed(tr("lane A is a recording, which nothing can be computed beside: compare it with another recording"));
        start(request, model);
    };
    withSource(request.path, compute, [this, request](const auto& run) { takeRecording(request.path, run); });
}

void LaneDesk::start(const LaneRequest& request, const std::shared_ptr<const Model>& model) {
    const bool same = model == m_parts.run->sharedModel();
    const Experiment& now = m_parts.experiment->now();
    LaneSettings lane;
    lane.model = model;
    if (request.preset >= 0 && request.preset < static_cast<int>(m_presets.size()))
        lane.choice = m_presets[static_cast<std::size_t>(request.preset)];
    else
        lane.choice = same ? now.choice : BlockChoice::allSpiking(model->info());
    // Interventions name neurons of one network; another one has none of them.
    if (request.interventions && same) lane.interventions = now.interventions;
    lane.text = request.ownText ? LaneSettings::Text::Own : LaneSettings::Text::Same;

    m_parts.texts->keep();
    const TextScript whole = m_parts.engine->script();
    if (whole.tokens.empty()) return Q_EMIT failed(tr("there is no text yet: run the prompt first, then compare"));
    if (!request.fromHere) {
        if (request.ownText && same) lane.script = whole.before(whole.promptTokens);
        if (request.ownText && !same) {
            const auto prompt = model->encodePrompt(m_parts.texts->textUntil(whole.promptTokens - 1).toStdString());
            if (!prompt) return Q_EMIT failed(QString::fromStdString(prompt.error().message));
            lane.script.tokens = *prompt;
            lane.script.promptTokens = static_cast<std::int64_t>(prompt->size());
        }
        lane.script.changes.clear();
        if (!set(lane)) return;
        const bool running = m_parts.engine->status().phase == Phase::Running;
        m_parts.engine->replay(whole, running ? m_parts.transport->tokensToGenerate() : 0, !running);
        return show(true, describe(lane, request, whole));
    }
    if (!same) return Q_EMIT failed(tr("only the same network can go on from the same past: compare from the beginning"));
    const std::int64_t token = m_parts.run->markedToken();
    lane.text = LaneSettings::Text::Own;
    lane.script = whole.before(token + 1);
    if (!set(lane)) return;
    m_parts.texts->continueFrom(token, m_parts.transport->tokensToGenerate());
    show(true, describe(lane, request, whole), token + 1);
}

void LaneDesk::withoutInterventions() {
    LaneRequest request;
    request.interventions = false;
    request.ownText = request.fromHere = true;
    m_parts.view->setRequest(request);
    compare();
}

Result<void> LaneDesk::compareWith(const QString& name) {
    LaneRequest request;
    if (name == QLatin1String("without")) {
        request.interventions = false;
    } else {
        const NetworkInfo& info = m_parts.run->model().info();
        const std::vector<std::string> assignments{name.toStdString()};
        const auto choice = parseBlockChoice(info, assignments);
        if (!choice) return fail(choice.error().message);
        const auto held = std::find(m_presets.begin(), m_presets.end(), *choice);
        if (held == m_presets.end()) {
            QStringList names;
            for (const BlockChoice& each : m_presets) names << QString::fromStdString(nameOf(each, info));
            return fail("\"" + name.toStdString() + "\" is none of the presets of this checkpoint to compare with: " +
                        names.join(QStringLiteral(", ")).toStdString() + ", or \"without\" interventions");
        }
        request.preset = static_cast<int>(held - m_presets.begin());
    }
    m_parts.view->setRequest(request);
    compare();
    return {};
}

void LaneDesk::compareWithRecording(const QString& path) {
    if (!m_parts.run->hasModel()) return Q_EMIT failed(tr("there is nothing to compare it with: open a checkpoint or a recording first"));
    const auto refuse = [this, path](const auto&) { Q_EMIT failed(tr("%1 is no recording").arg(path)); };
    withSource(path, refuse, [this, path](const auto& run) { takeRecording(path, run); });
}

void LaneDesk::takeRecording(const QString& path, const std::shared_ptr<const RecordedRun>& run) {
    end();
    m_recorded->open(run);
    show(true, tr("B: the recording %1").arg(QFileInfo(path).fileName()));
}

void LaneDesk::compareWithText(int id) {
    m_parts.texts->keep();
    const BranchTree::Branch* other = m_parts.texts->branches()->find(id);
    if (other == nullptr || other->script.tokens.empty() || !m_parts.run->hasModel()) return;
    LaneSettings lane;
    lane.model = m_parts.run->sharedModel();
    const Experiment last = other->script.changes.empty() ? m_parts.experiment->now() : other->script.changes.back().experiment;
    lane.choice = last.choice;
    lane.interventions = last.interventions;
    lane.text = LaneSettings::Text::Own;
    lane.script = other->script;
    if (!set(lane)) return;
    const TextScript mine = m_parts.engine->script();  // reading it again empties it
    m_parts.engine->replay(mine, 0, true);
    show(true, tr("B: “%1”, as it was written").arg(other->name), commonPast(mine, other->script));
}

QString LaneDesk::describe(const LaneSettings& lane, const LaneRequest& request, const TextScript& whole) const {
    QStringList said{tr("B: %1").arg(QString::fromStdString(lane.model->title()))};
    said << tr("blocks %1").arg(QString::fromStdString(nameOf(lane.choice, lane.model->info())));
    const auto on = std::count_if(lane.interventions.begin(), lane.interventions.end(), [](const Intervention& each) { return each.on; });
    said << (on == 0 ? tr("no interventions") : tr("%Ln intervention(s)", nullptr, static_cast<int>(on)));
    said << (lane.text == LaneSettings::Text::Same ? tr("reads A's text") : tr("writes its own text"));
    if (request.fromHere) said << tr("from token %1 on").arg(lane.script.tokens.size());
    const bool steady = std::all_of(whole.changes.begin(), whole.changes.end(), [&](const auto& change) {
        return change.experiment.choice == lane.choice && change.experiment.interventions == lane.interventions;
    });
    if (!request.fromHere && steady && lane.model == m_parts.run->sharedModel())
        said << tr("nothing differs from A: choose other blocks, another network or other interventions for B");
    return said.join(QStringLiteral(" · "));
}

bool LaneDesk::set(const LaneSettings& lane) {
    const auto done = m_parts.engine->setLane(lane);
    if (!done)
        Q_EMIT failed(QString::fromStdString(done.error().message));
    else
        m_recorded->close();  // it makes room for a lane that is computed
    return done.has_value();
}

void LaneDesk::show(bool active, const QString& what, std::int64_t from) {
    m_active = active;
    m_what = what;
    m_from = from;
    m_parts.view->showLane(m_what, active, from);
    Q_EMIT changed();
}

void LaneDesk::end() {
    if (!m_active) return;
    m_recorded->close();
    (void)m_parts.engine->setLane(std::nullopt);
    show(false, {});
}

}  // namespace spikeglass
