// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/figure_maker.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cmath>

#include "figures/caption.h"
#include "figures/figure_job.h"

namespace spikeglass {

using namespace figures;

namespace {

constexpr double kMostPreviewPixels = 24e6;

}  // namespace

/// What was asked of which run, and what was last read and drawn: most changes leave the run's data as it is.
struct FigureMaker::Work {
    Recipe run;
    FigureInputs inputs;
    std::optional<PreparedFigure> read;  // as the last task needed it
    std::optional<FigureLook> drawnLook;
    Figure drawn{DisplayList({}), {}};

    Result<void> readRun(const FigureLook& look, const std::stop_token& stop);
    Result<void> draw(const FigureLook& look, const std::stop_token& stop);
    Result<FigurePreview> preview(const Task& task, const std::stop_token& stop);
    Result<FigureCopy> copy(const Task& task, const std::stop_token& stop);
    Result<QStringList> save(const Task& task, const std::stop_token& stop);
};

Result<void> FigureMaker::Work::readRun(const FigureLook& look, const std::stop_token& stop) {
    FigureSource source{run, {}, inputs};
    look.applyTo(source.recipe);
    const auto shows = [&](const char* view) {
        return std::any_of(look.panels.begin(), look.panels.end(), [&](const FigureSpec& panel) { return panel.view == QLatin1String(view); });
    };
    if (!shows("compare")) source.recipe.other.reset();  // a lane that no panel shows is no part of the figure
    auto [from, to] = rangeOf(source.recipe);
    if (read && source.recipe.other.has_value() == read->recipe.other.has_value() && inputs.table.isEmpty() && source.recipe.table.isEmpty()) {
        if (to < 0) to = read->data.tokens;
        if (from == read->data.from() && to == read->data.to() && holdsWhatIsShown(read->data, source.recipe)) {
            look.applyTo(read->recipe);
            return {};
        }
    }
    drawnLook.reset();
    auto data = readSource(source, {}, stop);
    if (!data) return tl::unexpected(data.error());
    read = PreparedFigure{std::move(source.recipe), std::move(*data)};
    return {};
}

Result<void> FigureMaker::Work::draw(const FigureLook& look, const std::stop_token& stop) {
    if (drawnLook == look) return {};
    if (auto done = readRun(look, stop); !done) return done;
    drawnLook.reset();
    auto figure = drawPanels(read->recipe, read->data);
    if (!figure) return tl::unexpected(figure.error());
    drawn = std::move(*figure);
    drawnLook = look;
    return {};
}

Result<FigurePreview> FigureMaker::Work::preview(const Task& task, const std::stop_token& stop) {
    if (auto done = draw(task.look, stop); !done) return tl::unexpected(done.error());
    const QSizeF size = drawn.list.size();
    const double most = 72 * std::sqrt(kMostPreviewPixels / (size.width() * size.height()));
    QStringList sites;
    if (read->data.model)
        for (const SiteInfo& site : read->data.model->info().sites) sites << QString::fromStdString(site.name);
    return FigurePreview{asSeen(paintToImage(drawn.list, std::min(task.dpi, most)), task.vision), size, drawn.panels, caption(read->recipe, read->data),
                         read->data.tokens, std::move(sites)};
}

Result<FigureCopy> FigureMaker::Work::copy(const Task& task, const std::stop_token& stop) {
    if (auto done = draw(task.look, stop); !done) return tl::unexpected(done.error());
    const Recipe& recipe = read->recipe;
    const FigureNotes notes{captionTitle(recipe, read->data), caption(recipe, read->data), recipeJson(recipe, false)};
    FigureCopy copy;
    for (const auto& [format, bytes] : {std::pair{"svg", &copy.svg}, {"pdf", &copy.pdf}}) {
        auto made = encodeFigure(drawn.list, QLatin1String(format), 0, notes);
        if (!made) return tl::unexpected(made.error());
        *bytes = std::move(*made);
    }
    const QSizeF size = drawn.list.size();
    const double most = 72 * std::sqrt(kMostPreviewPixels / (size.width() * size.height()));
    copy.bitmap = paintToImage(drawn.list, std::min(most, recipe.dpi > 0 ? recipe.dpi : recipe.preset.dpi));
    return copy;
}

Result<QStringList> FigureMaker::Work::save(const Task& task, const std::stop_token& stop) {
    if (auto format = formatOf(task.path); !format) return tl::unexpected(format.error());
    if (auto done = readRun(task.look, stop); !done) return tl::unexpected(done.error());
    if (inputs.table.isEmpty()) return writeFigure(*read, task.path, true);
    // The rows of a ladder are in no file yet; the recipe needs one.
    const QFileInfo info(task.path);
    PreparedFigure ladder = *read;
    ladder.recipe.table = info.completeBaseName() + QStringLiteral(".rows.json");
    ladder.recipe.search = QStringList{info.absolutePath()};
    return writeFigure(ladder, task.path, true, {}, inputs.table);
}

FigureMaker::FigureMaker(QObject* parent) : QObject(parent), m_work(std::make_shared<Work>()) {}

FigureMaker::~FigureMaker() = default;  // the thread is asked to stop and waited for

void FigureMaker::setRun(const Recipe& recipe, const FigureInputs& inputs) {
    m_thread.request_stop();
    m_work = std::make_shared<Work>();
    m_work->run = recipe;
    m_work->inputs = inputs;
}

void FigureMaker::preview(const FigureLook& look, double dpi, Vision vision) { add({Task::Kind::Preview, look, dpi, vision, {}}); }
void FigureMaker::copy(const FigureLook& look) { add({Task::Kind::Copy, look, 0, Vision::Full, {}}); }
void FigureMaker::save(const FigureLook& look, const QString& path) { add({Task::Kind::Save, look, 0, Vision::Full, path}); }

void FigureMaker::add(Task task) {
    if (!m_busy) return start(std::move(task));
    if (task.kind != Task::Kind::Preview) return m_others.push_back(std::move(task));
    m_next = std::move(task);
    if (m_doing == Task::Kind::Preview) m_thread.request_stop();
}

void FigureMaker::start(Task task) {
    m_doing = task.kind;
    if (!m_busy) Q_EMIT busyChanged(m_busy = true);
    if (m_thread.joinable()) m_thread.join();  // it has already handed over its result
    m_thread = std::jthread([this, task = std::move(task), work = m_work](const std::stop_token& stop) {
        const auto tell = [&](auto said) {
            QMetaObject::invokeMethod(this, [this, stop, said] {
                if (!stop.stop_requested()) said();
                finish();
            }, Qt::QueuedConnection);
        };
        const auto refuse = [&](const std::string& sentence) {
            tell([this, text = QString::fromStdString(sentence)] { Q_EMIT failed(text); });
        };
        const auto answer = [&](const auto& made, auto signal) {
            if (!made) return refuse(made.error().message);
            tell([this, signal, value = *made] { Q_EMIT (this->*signal)(value); });
        };
        try {
            switch (task.kind) {
                case Task::Kind::Preview: answer(work->preview(task, stop), &FigureMaker::previewed); break;
                case Task::Kind::Copy: answer(work->copy(task, stop), &FigureMaker::copied); break;
                case Task::Kind::Save: answer(work->save(task, stop), &FigureMaker::saved); break;
            }
        } catch (const std::bad_alloc&) {
            refuse(tr("not enough memory for this figure; show fewer tokens").toStdString());
        }
    });
}

bool FigureMaker::isSaving() const {
    const auto saves = [](const Task& task) { return task.kind == Task::Kind::Save; };
    return (m_busy && m_doing == Task::Kind::Save) || std::any_of(m_others.begin(), m_others.end(), saves);
}

void FigureMaker::finish() {
    if (!m_others.empty()) {
        Task next = std::move(m_others.front());
        m_others.pop_front();
        return start(std::move(next));
    }
    if (m_next) return start(*std::exchange(m_next, std::nullopt));
    m_busy = false;
    Q_EMIT busyChanged(false);
}

}  // namespace spikeglass
