// SPDX-License-Identifier: Apache-2.0
#include "experiment_desk.h"

#include <QLocale>
#include <QScopedValueRollback>

#include "engine/comparison.h"
#include "engine_bridge.h"
#include "transport_bar.h"
#include "viewmodels/block_board_model.h"

namespace spikeglass {

ExperimentDesk::ExperimentDesk(EngineBridge* engine, RunViewModel* run, BlockBoardModel* board, TransportBar* transport,
                               QObject* parent)
    : QObject(parent), m_engine(engine), m_run(run), m_board(board), m_transport(transport), m_history(new ExperimentHistory(this)) {
    connect(board, &BlockBoardModel::choiceChanged, this, &ExperimentDesk::onBoard);
    connect(transport, &TransportBar::samplingChanged, this, &ExperimentDesk::onSampling);
    connect(m_history, &ExperimentHistory::experimentChanged, this, &ExperimentDesk::onExperiment);
}

void ExperimentDesk::reset() {
    const QScopedValueRollback showing(m_showing, true);
    m_board->reset(m_run->model().info(), BlockChoice(m_engine->choice()));
    m_history->reset({m_engine->choice(), {}, m_transport->sampling()});
    m_engine->setExperiment(m_history->now());
}

void ExperimentDesk::showRecorded(const BlockChoice& choice) {
    const QScopedValueRollback showing(m_showing, true);
    m_board->reset(m_run->model().info(), choice, tr("A recording shows what was chosen then: to choose, open its checkpoint."));
    m_history->reset({choice, {}, m_transport->sampling()});
}

void ExperimentDesk::showRecordedMoment(const BlockChoice& choice) {
    const QScopedValueRollback showing(m_showing, true);
    m_board->showChoice(choice);
}

void ExperimentDesk::adopt(const QString& what, const Experiment& experiment) { m_history->change(what, experiment); }

Result<void> ExperimentDesk::intervene(const QStringList& interventions) {
    if (interventions.isEmpty()) return {};
    Experiment next = now();
    for (const QString& words : interventions) {
        auto parsed = parseInterventions(m_run->model().info(), words.toStdString());
        if (!parsed) return fail(parsed.error().message);
        next.interventions.insert(next.interventions.end(), parsed->begin(), parsed->end());
    }
    m_history->change(interventions.join(QStringLiteral(", ")), next);
    return {};
}

void ExperimentDesk::onBoard() {
    if (m_showing || !m_run->hasModel()) return;
    Experiment next = now();
    next.choice = m_board->choice();
    m_history->change(tr("blocks: %1").arg(QString::fromStdString(nameOf(next.choice, m_run->model().info()))), next);
}

void ExperimentDesk::onSampling() {
    if (m_showing) return;
    const Sampling before = now().sampling, after = m_transport->sampling();
    Experiment next = now();
    next.sampling = after;
    const QLocale locale;
    if (after.seed != before.seed)
        m_history->change(tr("seed %1").arg(after.seed), next, QStringLiteral("seed"));
    else if (after.temperature != before.temperature)
        m_history->change(tr("temperature %1").arg(locale.toString(after.temperature)), next, QStringLiteral("temperature"));
    else
        m_history->change(tr("top-p %1").arg(locale.toString(after.topP)), next, QStringLiteral("top-p"));
}

void ExperimentDesk::onExperiment() {
    const QScopedValueRollback showing(m_showing, true);
    m_engine->setExperiment(now());
    m_transport->setSampling(now().sampling);
    m_board->showChoice(now().choice);
    m_run->setChoice(now().choice);
}

}  // namespace spikeglass
