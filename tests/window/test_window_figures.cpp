// SPDX-License-Identifier: Apache-2.0
// From a view to a figure: its menu, the dialog's choices, what is saved and copied, panels, recipes opened again.
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>
#include <memory>

#include "error_banner.h"
#include "figure_page.h"
#include "panel.h"
#include "preset_editor.h"
#include "prompt_bar.h"
#include "raster_view.h"
#include "rates_view.h"
#include "support/offscreen_noise.h"
#include "text_view.h"
#include "transport_bar.h"
#include "window/figure_desk.h"
#include "window/lane_desk.h"
#include "window/playback.h"
#include "window/window_actions.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestWindowFigures : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    QString in(const QString& name) const { return m_folder.filePath(name); }
    static QByteArray contentOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    FigureDialog* dialog() { return m_window->figures().dialog(); }
    template <class T>
    T* part(const char* name) {
        return dialog()->findChild<T*>(QLatin1String(name));
    }
    bool settled() {
        return QTest::qWaitFor([&] { return dialog()->isSettled() && !dialog()->page().preview().image.isNull(); }, 30'000);
    }
    QString said() { return part<TextLabel>("figureSaid")->text(); }
    void choose(const char* box, const QString& data) {
        auto* combo = part<QComboBox>(box);
        const int index = combo->findData(data);
        QVERIFY2(index >= 0, qPrintable(data));
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        for (int step = 0; combo->currentIndex() != index && step < combo->count(); ++step) QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(combo->currentIndex(), index);
    }
    void openFigure(const char* figure) {
        const auto opened = m_window->figures().open(QLatin1String(figure));
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
        QVERIFY(settled());
    }
    void saveAs(const QString& path) {
        const QSignalSpy saved(&dialog()->maker(), &FigureMaker::saved), failed(&dialog()->maker(), &FigureMaker::failed);
        dialog()->saveAs(path);
        QVERIFY(QTest::qWaitFor([&] { return saved.count() + failed.count() > 0; }, 30'000));
    }
    /// What the command line makes of a recipe.
    QByteArray drawnAgain(const QString& recipe, const QString& name) {
        QProcess program;
        program.start(QStringLiteral(SPIKEGLASS_FIGURE), {recipe, QStringLiteral("--alone"), QStringLiteral("--output"), in(name)});
        program.waitForFinished(60'000);
        if (program.exitCode() != 0) qInfo() << program.readAllStandardError();
        return contentOf(in(name));
    }

  private Q_SLOTS:
    void initTestCase() { silenceOffscreenPlatform(); }
    void init() {
        m_settings = std::make_unique<Settings>(Settings::Store::None);
        m_window = std::make_unique<MainWindow>(m_settings.get());
        m_window->show();
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        m_window->transport().setSpeed(0);
        m_window->transport().setTokensToGenerate(40);
        m_window->promptBar().setPrompt(QStringLiteral("The prince"));
        QVERIFY(m_window->startText(false));
        QVERIFY(QTest::qWaitFor([&] { return m_window->engine().status().phase == RunnerStatus::Phase::Finished && m_window->run().tokenCount() == 50; }, 20'000));
    }
    void cleanup() { m_window.reset(); }

    void aViewsMenuOpensItsFigure_data() {
        QTest::addColumn<QString>("figure");
        for (const char* figure : {"raster", "text", "rates"}) QTest::newRow(figure) << QString(figure);
    }
    void aViewsMenuOpensItsFigure() {
        QFETCH(QString, figure);
        QWidget* view = figure == "raster" ? static_cast<QWidget*>(m_window->findChild<RasterView*>())
                        : figure == "text" ? static_cast<QWidget*>(m_window->findChild<TextView*>())
                                           : static_cast<QWidget*>(m_window->findChild<RatesView*>());
        QContextMenuEvent click(QContextMenuEvent::Mouse, {120, 40}, view->mapToGlobal(QPoint(120, 40)));
        QCoreApplication::sendEvent(view, &click);
        QMenu* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QAction* action = nullptr;
        for (QAction* each : menu->actions())
            if (each->objectName() == "exportFigure") action = each;
        QVERIFY(action != nullptr);
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QVERIFY(dialog() != nullptr);
        QCOMPARE(part<QComboBox>("figureView")->currentData().toString(), figure);
        QVERIFY(settled());
        QVERIFY(contrast(dialog()->page().preview().image, dialog()->page().preview().image.rect()) > 5);
        QVERIFY(part<QPlainTextEdit>("figureCaption")->toPlainText().contains(QStringLiteral("The prince")));
    }
    void choicesChangeThePreview() {
        openFigure("raster");
        const QSizeF single = dialog()->page().preview().size;
        QVERIFY(std::abs(single.width() - 89 * 72 / 25.4) < 0.01);
        choose("figurePreset", QStringLiteral("nature-double"));
        QVERIFY(settled());
        QVERIFY(std::abs(dialog()->page().preview().size.width() - 183 * 72 / 25.4) < 0.01);
        const QImage wide = dialog()->page().preview().image;
        part<QComboBox>("figureVision")->setCurrentIndex(2);
        QVERIFY(settled());
        const QImage grey = dialog()->page().preview().image;
        QCOMPARE(grey.size(), wide.size());
        QVERIFY(grey != wide);
        QVERIFY(grey.allGray());
        // Which tokens: by numbers, both ends shown.
        choose("figureTokens", QString::number(3));
        part<QSpinBox>("figureFrom")->setValue(5);
        part<QSpinBox>("figureTo")->setValue(14);
        QVERIFY(settled());
        QVERIFY(part<QPlainTextEdit>("figureCaption")->toPlainText().contains(QStringLiteral("tokens 5 to 14")));
        // One site only.
        const QImage all = dialog()->page().preview().image;
        auto* sites = part<QListWidget>("figureSites");
        for (int i = 1; i < sites->count(); ++i) sites->item(i)->setCheckState(Qt::Unchecked);
        QVERIFY(settled());
        QCOMPARE(dialog()->composition().panel().sites, QStringList{sites->item(0)->text()});
        QVERIFY(dialog()->page().preview().image != all);
        // 100 %: as large as on paper.
        part<QComboBox>("figureZoom")->setCurrentIndex(1);
        QVERIFY(settled());
        QVERIFY(std::abs(dialog()->page().paperRect().width() - 183 * dialog()->page().scale()) < 1);
    }
    void whatIsSavedTheCommandLineMakesAgain_data() {
        QTest::addColumn<QString>("view");
        QTest::addColumn<QString>("format");
        QTest::newRow("raster") << "raster" << "pdf";
        QTest::newRow("membrane") << "membrane" << "svg";
        QTest::newRow("energy") << "energy" << "png";
        QTest::newRow("text") << "text" << "pdf";
    }
    void whatIsSavedTheCommandLineMakesAgain() {
        QFETCH(QString, view);
        QFETCH(QString, format);
        openFigure(view.toLatin1().constData());
        const QString path = in(view + '.' + format);
        saveAs(path);
        QVERIFY2(said().startsWith("Saved"), qPrintable(said()));
        QVERIFY(contentOf(in(view + ".csv")).count('\n') > 1);
        const QByteArray bytes = contentOf(path);
        QVERIFY(bytes.size() > 1000);
        QVERIFY(drawnAgain(in(view + ".recipe.json"), "again-" + view + '.' + format) == bytes);
    }
    void saveAsksWhereAndCancelWritesNothing() {
        openFigure("rates");
        const QStringList before = QDir(m_folder.path()).entryList(QDir::Files);
        QTimer::singleShot(200, [&] {
            auto* ask = dialog()->findChild<QFileDialog*>();
            QVERIFY(ask != nullptr);
            ask->reject();
        });
        QTest::mouseClick(part<QPushButton>("primaryButton"), Qt::LeftButton);
        QTest::mouseClick(part<QPushButton>("closeFigure"), Qt::LeftButton);
        QTRY_VERIFY(dialog() == nullptr);
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), before);
        // Named in the file dialog; the ending is that of the chosen format.
        openFigure("rates");
        choose("figureFormat", QStringLiteral("svg"));
        QTimer::singleShot(200, [&] {
            auto* ask = dialog()->findChild<QFileDialog*>();
            QVERIFY(ask != nullptr);
            ask->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(in(QStringLiteral("asked")));
            QTest::keyClick(ask->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")), Qt::Key_Return);
        });
        QTest::mouseClick(part<QPushButton>("primaryButton"), Qt::LeftButton);
        QTRY_VERIFY(QFile::exists(in(QStringLiteral("asked.csv"))));
        QVERIFY(contentOf(in(QStringLiteral("asked.svg"))).contains("<svg"));
    }
    void whereNothingCanBeWrittenASentenceSaysSo() {
        openFigure("raster");
        const QString path = in(QStringLiteral("nowhere/figure.pdf"));
        saveAs(path);
        QVERIFY2(said().contains(QStringLiteral("cannot be written")), qPrintable(said()));
        QVERIFY(dialog()->isVisible());
        QVERIFY(!QFile::exists(path));
    }
    void theClipboardHasVectorsAndABitmap() {
        openFigure("energy");
        QTest::mouseClick(part<QPushButton>("copyFigure"), Qt::LeftButton);
        QTRY_VERIFY(said().startsWith(QStringLiteral("Copied")));
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->data(QStringLiteral("image/svg+xml")).contains("<svg"));
        QVERIFY(data->data(QStringLiteral("application/pdf")).startsWith("%PDF"));
        QVERIFY(data->hasImage());
        QTest::mouseClick(part<QPushButton>("copyBibtex"), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("@article")));
        QTest::mouseClick(part<QPushButton>("copyCaption"), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("Energy per token")));
    }
};

QTEST_MAIN(TestWindowFigures)
#include "test_window_figures.moc"
