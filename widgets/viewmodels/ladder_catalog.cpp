// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/ladder_catalog.h"

#include <QFileInfo>
#include <algorithm>
#include <memory>

#include "engine/comparison.h"

namespace spikeglass {

struct LadderCatalog::Contents {
    QString title, reason;
    std::string architecture;
    NetworkInfo info;
    std::vector<Choice> choices;
};

LadderCatalog::LadderCatalog(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(1); }

LadderCatalog::~LadderCatalog() {
    m_pool.clear();
    m_pool.waitForDone();
}

void LadderCatalog::add(const QString& path, bool wanted) {
    const QString full = QFileInfo(path).absoluteFilePath();
    for (const Checkpoint& checkpoint : m_checkpoints)
        if (checkpoint.path == full) return;
    Checkpoint checkpoint;
    checkpoint.path = full;
    checkpoint.title = QFileInfo(full).completeBaseName();
    m_checkpoints.push_back(checkpoint);
    m_wantedAtFirst.push_back(wanted);
    Q_EMIT listed();
    m_pool.start([this, full] {
        auto contents = std::make_shared<Contents>(read(full));
        QMetaObject::invokeMethod(this, [this, full, contents] { take(full, *contents); }, Qt::QueuedConnection);
    });
}

/// On the pool's thread. The weights are let go at once: what is listed need not be run.
LadderCatalog::Contents LadderCatalog::read(const QString& path) {
    Contents contents;
    const auto model = loadModel(path.toStdString());
    if (!model) {
        contents.reason = QString::fromStdString(model.error().message);
        return contents;
    }
    contents.title = QString::fromStdString((*model)->title());
    contents.info = (*model)->info();
    contents.architecture = contents.info.architecture;
    for (const BlockChoice& choice : heldPresets(contents.info))
        contents.choices.push_back({choice, QString::fromStdString(nameOf(choice, contents.info))});
    return contents;
}

void LadderCatalog::take(const QString& path, const Contents& contents) {
    for (std::size_t i = 0; i < m_checkpoints.size(); ++i) {
        Checkpoint& checkpoint = m_checkpoints[i];
        if (checkpoint.path != path) continue;
        checkpoint.isRead = true;
        checkpoint.reason = contents.reason;
        if (!contents.title.isEmpty()) checkpoint.title = contents.title;
        checkpoint.architecture = contents.architecture;
        checkpoint.choices = contents.choices;
        for (Choice& choice : checkpoint.choices) choice.wanted = m_wantedAtFirst[i];
        addPresent(checkpoint);
        Q_EMIT changed(static_cast<int>(i));
    }
}

void LadderCatalog::addPresent(Checkpoint& checkpoint) {
    std::erase_if(checkpoint.choices, [](const Choice& c) { return c.present; });
    if (!checkpoint.isRead || !checkpoint.reason.isEmpty() || checkpoint.path != m_presentPath) return;
    const auto same = [this](const Choice& c) { return c.choice == m_present; };
    if (std::any_of(checkpoint.choices.begin(), checkpoint.choices.end(), same)) return;
    if (checkpoint.choices.empty() || checkpoint.choices.front().choice.size() != m_present.size()) return;
    checkpoint.choices.push_back({m_present, tr("as on the block board"), true, true});
}

void LadderCatalog::setPresentChoice(const QString& path, const BlockChoice& choice) {
    m_presentPath = QFileInfo(path).absoluteFilePath();
    m_present = choice;
    for (std::size_t i = 0; i < m_checkpoints.size(); ++i) {
        addPresent(m_checkpoints[i]);
        Q_EMIT changed(static_cast<int>(i));
    }
}

void LadderCatalog::setWanted(std::size_t checkpoint, std::size_t choice, bool on) {
    m_checkpoints[checkpoint].choices[choice].wanted = on;
}

std::vector<LadderVariant> LadderCatalog::wanted() const {
    std::vector<LadderVariant> variants;
    for (const Checkpoint& checkpoint : m_checkpoints)
        for (const Choice& choice : checkpoint.choices)
            if (choice.wanted)
                variants.push_back({checkpoint.path, checkpoint.title, choice.choice, choice.name, checkpoint.architecture});
    return variants;
}

}  // namespace spikeglass
