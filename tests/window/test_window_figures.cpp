// SPDX-License-Identifier: Apache-2.0
// From a view to a figure: its menu, the dialog's choices, what is saved and copied, panels, recipes opened again.
#include <QAbstractScrollArea>
#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

#include "figure_window.h"
#include "figures/figure_builder.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestWindowFigures : public QObject, private FigureWindow {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { silenceOffscreenPlatform(); }
    void init() { showText(); }
    void cleanup() { m_window.reset(); }

    void aViewsMenuOpensItsFigure_data() {
        QTest::addColumn<QString>("figure");
        for (const char* figure : {"raster", "text", "rates"}) QTest::newRow(figure) << QString(figure);
    }
    void aViewsMenuOpensItsFigure() {
        QFETCH(QString, figure);
        QWidget* view = nullptr;
        for (QWidget* each : m_window->findChildren<QWidget*>())
            if (each->isVisible() && each->property("figure") == figure) view = each;
        QVERIFY(view != nullptr);
        QContextMenuEvent click(QContextMenuEvent::Mouse, {120, 40}, view->mapToGlobal(QPoint(120, 40)));
        auto* scrolled = qobject_cast<QAbstractScrollArea*>(view);
        QCoreApplication::sendEvent(scrolled != nullptr ? scrolled->viewport() : view, &click);
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
    void whatIsBeingSavedIsWrittenBeforeTheDialogCloses() {
        openFigure("raster");
        dialog()->saveAs(in(QStringLiteral("closing.svg")));
        QTest::mouseClick(part<QPushButton>("closeFigure"), Qt::LeftButton);
        QTRY_VERIFY(dialog() == nullptr);
        for (const char* name : {"closing.svg", "closing.csv", "closing.recipe.json"}) QVERIFY2(!contentOf(in(QLatin1String(name))).isEmpty(), name);
    }
    void whatTheSpoolHoldsIsAsComputed() {
        const TextScript script = m_window->engine().script();
        const auto read = [&](const OwnRecording& spool) {
            figures::FigureSource source;
            source.recipe.preset = figures::figurePresets().first();
            source.recipe.tokens = script.tokens;
            source.recipe.changes = figures::changesOf(script, m_window->run().model().info());
            source.recipe.panels[0].from = 7, source.recipe.panels[0].to = 31;
            source.inputs.model = m_window->run().sharedModel();
            source.inputs.spool = spool;
            return figures::readSource(source, {});
        };
        auto spooled = read({});
        const auto computed = read({});
        // Until the spool is flushed the text is computed anew, which also shows potentials.
        QTRY_VERIFY_WITH_TIMEOUT((spooled = read(m_window->engine().recording())).has_value() && spooled->frames[0].potential.empty(), 20000);
        QVERIFY(computed.has_value() && !computed->frames[0].potential.empty());
        figures::FigureSpec spec;
        spec.from = 7, spec.to = 31;
        for (const char* view : {"raster", "rates", "energy", "operations", "candidates", "text"}) {
            spec.view = QLatin1String(view);
            const auto one = figures::buildFigure(*spooled, spec, figures::figurePresets().first());
            const auto other = figures::buildFigure(*computed, spec, figures::figurePresets().first());
            QVERIFY2(one && other, view);
            QCOMPARE(one->csv, other->csv);
        }
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
