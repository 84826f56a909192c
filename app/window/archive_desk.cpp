// SPDX-License-Identifier: Apache-2.0
#include "archive_desk.h"

#include <QFile>

#include "engine/recorded_run.h"
#include "io/recording_file.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {
namespace {

constexpr std::int64_t kTokensAtOnce = 256;

/// The page from disk, or null: not flushed that far yet, or the file is gone.
std::unique_ptr<RunHistory> readPage(const QString& path, const std::shared_ptr<const Model>& model, std::int64_t from, std::int64_t to) {
    const QString partial = path + QStringLiteral(".partial");  // its name while it is being written
    const QString file = QFile::exists(partial) ? partial : path;
    const auto recorded = openRecordedRun(file.toStdString(), model, Origin::Own);
    if (!recorded) return nullptr;
    auto page = std::make_unique<RunHistory>(model->info(), RunHistory::Limits{}, from);
    for (std::int64_t token = from; token < to; token += kTokensAtOnce) {
        auto frames = recorded->frames(token, std::min(to, token + kTokensAtOnce));
        if (!frames) return nullptr;
        for (Frame& frame : *frames) page->append(std::move(frame));
    }
    return page->end() > from ? std::move(page) : nullptr;
}

}  // namespace

ArchiveDesk::ArchiveDesk(RunViewModel* run, QObject* parent) : QObject(parent), m_run(run) {
    connect(run, &RunViewModel::runReset, this, [this] { m_next.reset(); });
    connect(run, &RunViewModel::framesAppended, this, [this] {
        // Only once something has left memory is there anything to bring back.
        const bool gone = !m_path.isEmpty() && m_run->liveHistory().begin() > 0;
        m_run->setArchive(gone ? std::optional<std::int64_t>(0) : std::nullopt);
    });
    connect(run, &RunViewModel::pageWanted, this, [this](std::int64_t from, std::int64_t to) {
        const std::int64_t margin = std::max(kPageTokens, to - from) / 2;
        const Range wanted{std::max<std::int64_t>(0, from - margin), to + margin};
        if (m_reading)
            m_next = wanted;
        else
            read(wanted);
    });
}

ArchiveDesk::~ArchiveDesk() {
    if (m_reader.joinable()) m_reader.join();
}

void ArchiveDesk::setRecording(const QString& path) {
    if (path == m_path) return;
    m_path = path;
    m_next.reset();
}

void ArchiveDesk::read(const Range& wanted) {
    if (m_path.isEmpty() || !m_run->hasModel()) return;
    m_reading = true;
    if (m_reader.joinable()) m_reader.join();  // it has already handed over its page
    m_reader = std::thread([this, wanted, path = m_path, model = m_run->sharedModel()] {
        auto page = std::make_shared<std::unique_ptr<RunHistory>>(readPage(path, model, wanted.first, wanted.second));
        QMetaObject::invokeMethod(
            this, [this, model, page] { show(model, std::move(*page)); }, Qt::QueuedConnection);
    });
}

void ArchiveDesk::show(const std::shared_ptr<const Model>& model, std::unique_ptr<RunHistory> page) {
    m_reading = false;
    if (m_next) return read(*std::exchange(m_next, std::nullopt));
    if (page && model == m_run->sharedModel()) m_run->showPage(std::move(page));
}

}  // namespace spikeglass
