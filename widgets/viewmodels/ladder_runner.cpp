// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/ladder_runner.h"

#include <QElapsedTimer>

#include "base/within_memory.h"
#include "engine/comparison.h"
#include "text/utf8.h"

namespace spikeglass {
namespace {

constexpr int kTellMilliseconds = 60;

std::size_t offsetOf(std::string_view text, std::int64_t characters) {
    std::size_t at = 0;
    for (; at < text.size() && characters > 0; --characters) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    }
    return at;
}

}  // namespace

Result<std::string> partOf(const Model& model, const LadderText& text) {
    if (const Result<void> valid = checkUtf8(text.text); !valid) return tl::unexpected<Error>(valid.error());
    std::string part = text.heldOut < 1 ? lastPart(model, text.text, text.heldOut) : text.text;
    if (text.maxCharacters > 0) part.resize(offsetOf(part, text.maxCharacters));
    return part;
}

LadderRunner::LadderRunner(LadderModel* model, QObject* parent) : QObject(parent), m_model(model) {}

LadderRunner::~LadderRunner() {
    m_cancelled = true;
    if (m_thread.joinable()) m_thread.join();
}

void LadderRunner::start(const std::vector<LadderVariant>& variants, LadderText text) {
    if (m_running) return;
    if (m_thread.joinable()) m_thread.join();
    m_cancelled = false;
    m_running = true;
    const int job = ++m_job;
    m_model->reset(variants);
    m_thread = std::thread([this, variants, given = std::move(text), job] { work(variants, given, job); });
    Q_EMIT runningChanged(true);
}

void LadderRunner::cancel() { m_cancelled = true; }

void LadderRunner::tell(int job, std::function<void()> what) {
    QMetaObject::invokeMethod(
        this,
        [this, job, what = std::move(what)] {
            if (job == m_job) what();
        },
        Qt::QueuedConnection);
}

void LadderRunner::failRows(int from, int to, const std::string& sentence, int job) {
    tell(job, [this, from, to, said = QString::fromStdString(sentence)] {
        for (int row = from; row < to; ++row) m_model->fail(row, said);
        Q_EMIT progressed();
    });
}

void LadderRunner::work(std::vector<LadderVariant> variants, const LadderText& text, int job) {
    for (std::size_t begin = 0; begin < variants.size() && !m_cancelled;) {
        std::size_t end = begin + 1;
        while (end < variants.size() && variants[end].path == variants[begin].path) ++end;
        workOn(std::span(variants).subspan(begin, end - begin), static_cast<int>(begin), text, job);
        begin = end;
    }
    tell(job, [this] {
        m_model->leaveRest();
        m_running = false;
        Q_EMIT progressed();
        Q_EMIT runningChanged(false);
    });
}

/// The rows of one checkpoint.
void LadderRunner::workOn(std::span<const LadderVariant> group, int firstRow, const LadderText& text, int job) {
    const int endRow = firstRow + static_cast<int>(group.size());
    const auto model = loadModel(group.front().path.toStdString());
    if (!model) return failRows(firstRow, endRow, model.error().message, job);
    const NetworkInfo& info = (*model)->info();
    std::vector<std::string> sites;
    for (const SiteInfo& site : info.sites) sites.push_back(site.name);
    auto part = partOf(**model, text);
    if (!part) return failRows(firstRow, endRow, part.error().message, job);

    std::vector<ComparisonTask> tasks;
    std::vector<int> rows;  // of the tasks
    for (std::size_t i = 0; i < group.size(); ++i) {
        const int row = firstRow + static_cast<int>(i);
        // The file may have become another one since it was listed.
        if (group[i].choice.size() != info.slotInfos.size() || !group[i].choice.isHeldBy(info)) {
            failRows(row, row + 1, (*model)->path + ": does not hold the choice \"" + group[i].choiceName.toStdString() + "\"", job);
            continue;
        }
        tasks.push_back({*model, group[i].choice, group[i].choiceName.toStdString()});
        rows.push_back(row);
    }

    QElapsedTimer sinceTold;
    std::size_t finished = 0;
    ComparisonEvents events;
    events.progress = [&](std::size_t task, std::int64_t done, std::int64_t total) {
        if (!sinceTold.isValid() || sinceTold.elapsed() >= kTellMilliseconds) {
            sinceTold.start();
            const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
            tell(job, [this, row = rows[task], share] {
                m_model->setProgress(row, share);
                Q_EMIT progressed();
            });
        }
        return !m_cancelled;
    };
    events.finished = [&](const ComparisonRow& done) {
        tell(job, [this, row = rows[finished], score = done.score, sites] {
            m_model->finish(row, score, sites);
            Q_EMIT progressed();
        });
        ++finished;
        sinceTold.invalidate();
        return !m_cancelled;
    };
    const auto compared = withinMemory((*model)->path + ":", [&] { return compare(tasks, *part, 1, 0, events); });
    if (compared) return;
    for (std::size_t task = finished; task < rows.size(); ++task)
        failRows(rows[task], rows[task] + 1, compared.error().message, job);
}

}  // namespace spikeglass
