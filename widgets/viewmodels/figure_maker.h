// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QObject>
#include <QStringList>
#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "figures/figure_painter.h"
#include "figures/figure_source.h"
#include "viewmodels/figure_composition.h"

namespace spikeglass {

/// A figure as it will print.
struct FigurePreview {
    QImage image;                // as readers see it, white where paper is
    QSizeF size;                 // points
    std::vector<QRectF> panels;  // points
    QString caption;
    std::int64_t tokens = 0;     // of the whole run
    QStringList sites;           // of its model
};

/// A figure for the clipboard.
struct FigureCopy {
    QByteArray svg, pdf;
    QImage bitmap;
};

/// Draws and writes figures of one run on a thread of its own. Of previews only the last that was asked for is finished;
/// what is to be saved or copied always is. Lives in the window's thread; the destructor stops and waits.
class FigureMaker : public QObject {
    Q_OBJECT
  public:
    explicit FigureMaker(QObject* parent = nullptr);
    ~FigureMaker() override;

    /// recipe: says which run; its look does not matter.
    void setRun(const figures::Recipe& recipe, const figures::FigureInputs& inputs);
    void preview(const FigureLook& look, double dpi, figures::Vision vision);
    void copy(const FigureLook& look);
    /// The figure, its recipe and its data, and of a ladder its rows, as the command line does it.
    void save(const FigureLook& look, const QString& path);
    bool isBusy() const { return m_busy; }
    bool isSaving() const;  // or about to

  Q_SIGNALS:
    void previewed(const FigurePreview& preview);
    void copied(const FigureCopy& copy);
    void saved(const QStringList& paths);
    void failed(const QString& sentence);
    void busyChanged(bool busy);

  private:
    struct Task {
        enum class Kind { Preview, Copy, Save } kind = Kind::Preview;
        FigureLook look;
        double dpi = 96;
        figures::Vision vision = figures::Vision::Full;
        QString path;
    };
    struct Work;
    void add(Task task);
    void start(Task task);
    void finish();

    std::shared_ptr<Work> m_work;  // the thread's, while there is one
    std::optional<Task> m_next;    // the preview that is wanted
    std::deque<Task> m_others;
    std::jthread m_thread;
    bool m_busy = false;
    Task::Kind m_doing = Task::Kind::Preview;
};

}  // namespace spikeglass
