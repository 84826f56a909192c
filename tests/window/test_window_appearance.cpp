// SPDX-License-Identifier: Apache-2.0
#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSlider>
#include <QTemporaryDir>
#include <memory>

#include "candidates_view.h"
#include "energy_view.h"
#include "error_banner.h"
#include "membrane_view.h"
#include "model_card_view.h"
#include "overview_strip.h"
#include "prompt_bar.h"
#include "raster_view.h"
#include "rates_view.h"
#include "side_panels.h"
#include "text_view.h"
#include "transport_bar.h"
#include "window/screenshot.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

/// How the window looks: every panel filled, nothing cut off, both themes, several sizes.
class TestWindowAppearance : public QObject {
    Q_OBJECT

    static QImage picture(MainWindow& window, QSize size) {
        window.resize(size);
        window.transport().setTokensToGenerate(120);
        window.promptBar().setPrompt(QStringLiteral("The prince "));
        const auto made = renderWindow(window, {tinyCheckpoint()});
        return made ? *made : QImage();
    }
    template <class View>
    static QRect placeOf(MainWindow& window) {
        auto* view = window.findChild<View*>();
        return QRect(view->mapTo(&window, QPoint()), view->size());
    }

  private Q_SLOTS:
    void everyPanelIsFilled_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyPanelIsFilled() {
        QFETCH(bool, dark);
        Settings settings(Settings::Store::None);
        settings.setTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        MainWindow window(&settings);
        const QImage image = picture(window, MainWindow::kUsualSize);
        QCOMPARE(image.size(), MainWindow::kUsualSize);
        QCOMPARE(window.run().tokenCount(), 131);
        const std::pair<const char*, QRect> panels[] = {
            {"text", placeOf<TextView>(window)},         {"raster", placeOf<RasterView>(window)},
            {"overview", placeOf<OverviewStrip>(window)}, {"membranes", placeOf<MembraneView>(window)},
            {"rates", placeOf<RatesView>(window)},
            {"candidates", placeOf<CandidatesView>(window)}, {"model", placeOf<ModelCardView>(window)},
            {"transport", placeOf<TransportBar>(window)}};
        for (const auto& [name, place] : panels) {
            QVERIFY2(QRect(QPoint(), image.size()).contains(place), name);
            QVERIFY2(contrast(image, place) > 12, name);
        }
        QVERIFY(contrast(image, placeOf<RasterView>(window)) > 40);
        QCOMPARE(window.run().tracedNeurons().size(), std::size_t{3});
        QCOMPARE(qGray(image.pixel(2, image.height() / 2)) < 128, dark);
    }

    void noLabelIsCutOff_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("textScale");
        QTest::newRow("usual") << QSize(1440, 900) << 1.0;
        QTest::newRow("small") << QSize(1024, 700) << 1.0;
        QTest::newRow("large") << QSize(1920, 1080) << 1.0;
        QTest::newRow("large text") << QSize(1920, 1080) << 1.33;
    }
    void noLabelIsCutOff() {
        QFETCH(QSize, size);
        QFETCH(double, textScale);
        Settings settings(Settings::Store::None);
        settings.setTextScale(textScale);
        MainWindow window(&settings);
        QVERIFY(!picture(window, size).isNull());
        int checked = 0;
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (!label->isVisible() || label->wordWrap() || label->text().isEmpty()) continue;
            if (label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored) continue;
            const auto* text = qobject_cast<const TextLabel*>(label);
            if (text && text->mayElide()) continue;
            const int needed = label->fontMetrics().horizontalAdvance(label->text());
            QVERIFY2(label->width() + 1 >= needed, qPrintable(label->text()));
            ++checked;
        }
        QVERIFY2(checked > 8, qPrintable(QString::number(checked)));  // a small window has few: panels share tabs
        for (const QAbstractSpinBox* field : window.findChildren<QAbstractSpinBox*>())
            QVERIFY2(field->width() > field->fontMetrics().horizontalAdvance(field->text()) + 24, qPrintable(field->objectName()));
    }

    void panelsShareTabs() {
        Settings settings(Settings::Store::None);
        MainWindow window(&settings);
        auto* side = window.findChild<SidePanels*>();
        auto* candidates = window.findChild<CandidatesView*>();
        picture(window, {1440, 900});
        QVERIFY(window.membranes().isVisible() && candidates->isVisible());
        QVERIFY(!window.energy().isVisible());
        window.resize(1024, 620);  // no room for all three: the first stays
        grabWindow(window);
        QVERIFY(window.membranes().isVisible());
        QVERIFY(!candidates->isVisible());
        QVERIFY(!window.findChild<ModelCardView*>()->isVisible());
        side->reveal(&window.energy());
        QVERIFY(window.energy().isVisible());
        QVERIFY(!window.membranes().isVisible());
        side->setCurrentPage(side->pageCount() - 1);
        QVERIFY(!window.energy().isVisible());
    }

    void changesThemeAndTextSizeWhileItRuns() {
        Settings settings(Settings::Store::None);
        settings.setTheme(ThemeChoice::Light);
        MainWindow window(&settings);
        picture(window, {1440, 900});
        auto* label = window.findChild<QLabel*>();
        const double size = label->font().pointSizeF();
        window.setTheme(ThemeChoice::Dark);
        const QImage dark = grabWindow(window);
        const auto* card = window.findChild<ModelCardView*>();
        const QPoint corner = card->mapTo(&window, QPoint(3, card->height() - 5));
        QVERIFY(qGray(dark.pixel(corner)) < 80);
        window.setTextScale(1.5);
        QVERIFY(label->font().pointSizeF() > 1.4 * size);
        window.setTheme(ThemeChoice::Light);
        window.setTextScale(1);
        QCOMPARE(label->font().pointSizeF(), size);
        QVERIFY(qGray(grabWindow(window).pixel(corner)) > 200);
    }

    void everyControlHasANameAndAHint() {
        Settings settings(Settings::Store::None);
        MainWindow window(&settings);
        int checked = 0;
        for (QWidget* control : window.findChildren<QWidget*>()) {
            const bool isControl = qobject_cast<QAbstractButton*>(control) || qobject_cast<QAbstractSpinBox*>(control) ||
                                   qobject_cast<QSlider*>(control) || qobject_cast<QComboBox*>(control) ||
                                   qobject_cast<QPlainTextEdit*>(control);
            if (!isControl || control->objectName().startsWith(QLatin1String("qt_")) ||
                control->inherits("QLineEditIconButton") || control->parentWidget()->inherits("QTabBar"))
                continue;
            auto* button = qobject_cast<QAbstractButton*>(control);
            const QString spoken = !control->accessibleName().isEmpty() ? control->accessibleName() : button ? button->text() : QString();
            QVERIFY2(!spoken.isEmpty(), control->metaObject()->className());
            QVERIFY2(!control->toolTip().isEmpty(), qPrintable(spoken));
            ++checked;
        }
        QVERIFY(checked >= 12);
    }

    void aPictureKeepsWhatItWasMadeFrom() {
        QTemporaryDir folder;
        Settings settings(Settings::Store::None);
        MainWindow window(&settings);
        const QImage image = picture(window, {1440, 900});
        const QString path = folder.filePath(QStringLiteral("picture.png"));
        QVERIFY(checkWritable(path));
        QVERIFY(savePicture(image, path, window));
        const QImage read(path);
        QCOMPARE(read.size(), image.size());
        QCOMPARE(read.text(QStringLiteral("Prompt")), QStringLiteral("[\"The prince \"]"));
        QVERIFY(read.text(QStringLiteral("Model SHA-256")).size() == 64);
        QVERIFY(!checkWritable(folder.path()));
        QVERIFY(!checkWritable(folder.filePath(QStringLiteral("absent/picture.png"))));
    }
};

QTEST_MAIN(TestWindowAppearance)
#include "test_window_appearance.moc"
