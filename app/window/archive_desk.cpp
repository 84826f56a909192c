// SPDX-License-Identifier: Apache-2.0
#include "archive_desk.h"

#include "base/within_memory.h"
#include "viewmodels/run_view_model.h"

namespace spikeglass {
namespace {

constexpr std::int64_t kTokensAtOnce = 256;

}  // namespace

ArchiveDesk::ArchiveDesk(RunViewModel* run, QObject* parent) : QObject(parent), m_run(run) {
    connect(run, &RunViewModel::runReset, this, &ArchiveDesk::forget);
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

void ArchiveDesk::setRecording(const QString& path, std::function<Open()> source) {
    m_source = std::move(source);
    m_path = path;
    forget();
}

void ArchiveDesk::forget() {
    m_said.clear();
    m_next.reset();
}

ArchiveDesk::Page ArchiveDesk::readPage(const Open& open, const std::shared_ptr<const Model>& model, const Range& wanted) {
    const auto recorded = open(model);
    if (!recorded) return tl::unexpected(recorded.error());
    auto page = std::make_unique<RunHistory>(model->info(), RunHistory::Limits{}, wanted.first);
    for (std::int64_t token = wanted.first; token < wanted.second; token += kTokensAtOnce) {
        auto frames = recorded->frames(token, std::min(wanted.second, token + kTokensAtOnce));
        if (!frames) return tl::unexpected(frames.error());
        for (Frame& frame : *frames) page->append(std::move(frame));
    }
    return page->end() > wanted.first ? std::move(page) : nullptr;
}

void ArchiveDesk::read(const Range& wanted) {
    const Open open = m_source && m_run->hasModel() ? m_source() : nullptr;
    if (!open) return;
    m_reading = true;
    if (m_reader.joinable()) m_reader.join();  // it has already handed over its page
    auto page = std::make_shared<Page>();
    m_reader = std::thread([this, wanted, open, page, name = m_path.toStdString() + ':', model = m_run->sharedModel()] {
        *page = withinMemory(name, [&] { return readPage(open, model, wanted); });
        QMetaObject::invokeMethod(
            this, [this, model, page] { show(model, std::move(*page)); }, Qt::QueuedConnection);
    });
}

void ArchiveDesk::show(const std::shared_ptr<const Model>& model, Page page) {
    m_reading = false;
    if (m_next) return read(*std::exchange(m_next, std::nullopt));
    if (model != m_run->sharedModel()) return;
    if (page) {
        if (*page) m_run->showPage(std::move(*page));
        return;
    }
    const QString sentence = QString::fromStdString(page.error().message);
    if (sentence != m_said) Q_EMIT failed(sentence);
    m_said = sentence;
}

}  // namespace spikeglass
