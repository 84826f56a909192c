// SPDX-License-Identifier: Apache-2.0
#include "screenshot.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QDir>
#include <QFileInfo>
#include <QImageWriter>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPixmap>
#include <QSaveFile>

#include "base/version.h"
#include "error_banner.h"
#include "experiment_desk.h"
#include "figure_desk.h"
#include "import_desk.h"
#include "lane_desk.h"
#include "main_window.h"
#include "membrane_view.h"
#include "panel.h"
#include "playback.h"
#include "prompt_bar.h"
#include "transport_bar.h"
#include "viewmodels/block_activity.h"
#include "viewmodels/import_model.h"
#include "workspace_desk.h"

namespace spikeglass {
namespace {

// A new text makes new labels, which make new layouts, which resize views, which draw anew.
constexpr int kSettleRounds = 6;

Result<void> openNow(MainWindow& window, const QString& path, const QStringList& blocks) {
    QEventLoop loop;
    QString sentence;
    QObject::connect(&window.engine(), &EngineBridge::modelOpened, &loop, &QEventLoop::quit);
    QObject::connect(&window.engine(), &EngineBridge::openFailed, &loop, [&](const QString& said) {
        sentence = said;
        loop.quit();
    });
    QObject::connect(&window.engine(), &EngineBridge::recordingOpened, &loop, &QEventLoop::quit);
    QObject::connect(&window.workspace(), &WorkspaceDesk::opened, &loop, &QEventLoop::quit);
    blocks.isEmpty() ? window.openFile(path) : window.openModel(path, blocks);
    if (window.banner().isVisible()) return fail(window.banner().sentence().toStdString());
    loop.exec();
    if (!sentence.isEmpty()) return fail(sentence.toStdString());
    return {};
}

Result<void> cannotWrite(const QString& path, const QString& reason) {
    return fail(path.toStdString() + ": cannot write the picture: " + reason.toStdString());
}

/// The dialog of a figure, once it is drawn.
Result<QImage> grabFigure(MainWindow& window, const PictureRequest& request) {
    const QStringList views = request.figure.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& view : views.isEmpty() ? QStringList{request.figure} : views)
        if (!figures::figureViews().contains(view)) return fail("--figure: there is no view \"" + view.toStdString() + "\"");
    if (const auto opened = window.figures().open(views.value(0)); !opened) return tl::unexpected(opened.error());
    FigureDialog& dialog = *window.figures().dialog();
    for (const QString& view : views.mid(1)) dialog.composition().addPanel(view);
    if (views.size() > 1) dialog.composition().change([](FigureLook& look) { look.columns = 2, look.sharedAxes = true, look.preset = *figures::findPreset(QStringLiteral("nature-double")); });
    if (request.size) dialog.resize(*request.size);
    // The first drawing tells how large it may be shown, the next is of that size.
    for (int quiet = 0; quiet < kSettleRounds; quiet = dialog.isSettled() ? quiet + 1 : 0) {
        Throttle::flushAll(&dialog);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    return dialog.grab().toImage();
}

/// The dialog that asks what weights do not say, once it knows what they do.
Result<QImage> grabImport(MainWindow& window, const PictureRequest& request) {
    window.openFile(request.model);
    ImportDialog& dialog = *window.imports().dialog();
    const ImportModel& model = dialog.model();
    while (model.isBusy()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    if (model.facts() == nullptr) return fail(model.problem().toStdString());
    if (request.size) dialog.resize(*request.size);
    for (int round = 0; round < kSettleRounds; ++round) QCoreApplication::processEvents();
    return dialog.grab().toImage();
}

/// What the picture shows, for whoever finds it later.
void describe(QImage& picture, MainWindow& window) {
    const Model& model = window.run().model();
    picture.setText(QStringLiteral("Model"), QString::fromStdString(model.title()));
    picture.setText(QStringLiteral("Model SHA-256"), QString::fromStdString(model.sha256));
    picture.setText(QStringLiteral("Blocks"), QString::fromStdString(window.engine().choice().describe(model.info())));
    // As JSON, because PNG texts lose spaces and line ends that the network reads.
    const QByteArray prompt = QJsonDocument(QJsonArray{window.promptBar().prompt()}).toJson(QJsonDocument::Compact);
    picture.setText(QStringLiteral("Prompt"), QString::fromUtf8(prompt));
    const Sampling sampling = window.engine().sampling();
    picture.setText(QStringLiteral("Sampling"), QStringLiteral("temperature %1, top-p %2, seed %3, %4 tokens")
                                                    .arg(sampling.temperature)
                                                    .arg(sampling.topP)
                                                    .arg(sampling.seed)
                                                    .arg(window.transport().tokensToGenerate()));
}

}  // namespace

QImage grabWindow(MainWindow& window) {
    for (int round = 0; round < kSettleRounds; ++round) {
        Throttle::flushAll(&window);
        for (BlockActivity* activity : window.findChildren<BlockActivity*>()) activity->update();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    return window.grab().toImage();
}

Result<QImage> renderWindow(MainWindow& window, const PictureRequest& request) {
    window.show();
    if (ImportDesk::isWeights(request.model)) return grabImport(window, request);
    if (const auto opened = openNow(window, request.model, request.blocks); !opened) return fail(opened.error().message);
    if (const auto done = window.experiment().intervene(request.interventions); !done) return fail(done.error().message);
    if (request.page > 0) window.setPage(request.page - 1);
    if (window.playback().isOpen()) {
        while (window.playback().isLoading()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        return request.figure.isEmpty() ? grabWindow(window) : grabFigure(window, request);
    }
    // Of a workspace the text that it holds; else a new one.
    if (!window.workspace().path().isEmpty())
        QCoreApplication::processEvents();
    else if (!window.startText(false))
        return fail(window.banner().sentence().toStdString());
    window.engine().finishText();
    if (!request.compare.isEmpty()) {
        if (const auto begun = window.lanes().compareWith(request.compare); !begun) return fail(begun.error().message);
        window.engine().finishText();
    }
    window.membranes().chooseAutomatically();
    if (!request.figure.isEmpty()) return grabFigure(window, request);
    return grabWindow(window);
}

Result<void> checkWritable(const QString& path) {
    const QFileInfo info(path);
    if (info.isDir()) return cannotWrite(path, QStringLiteral("it is a folder"));
    if (!info.absoluteDir().exists()) return cannotWrite(path, QStringLiteral("there is no such folder"));
    QSaveFile probe(path);  // creates a temporary file beside it, and takes it away again
    if (!probe.open(QIODevice::WriteOnly)) return cannotWrite(path, probe.errorString());
    return {};
}

Result<void> savePicture(QImage picture, const QString& path, MainWindow& window) {
    picture.setText(QStringLiteral("Software"), QStringLiteral("spikeglass %1").arg(QLatin1String(kVersion)));
    if (window.run().hasModel()) describe(picture, window);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return cannotWrite(path, file.errorString());
    QImageWriter writer(&file, "png");
    if (!writer.write(picture)) return cannotWrite(path, writer.errorString());
    if (!file.flush() || !file.commit()) return cannotWrite(path, file.errorString());
    return {};
}

}  // namespace spikeglass
