// SPDX-License-Identifier: Apache-2.0
// Each view against a stored picture. SPIKEGLASS_UPDATE_GOLDEN=1 stores them anew; where one differs, what was drawn is
// left in the working directory.
#include <QDir>
#include <QTest>

#include "figures/figure_painter.h"
#include "figures/figure_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using namespace spikeglass::figures;

namespace {

constexpr int kChannelTolerance = 24;      // of 255: edges of letters
constexpr double kPixelTolerance = 0.004;  // share of pixels that may differ by more
constexpr double kDpi = 150;

}  // namespace

class TestFiguresGolden : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void view_data() {
        QTest::addColumn<QString>("view");
        QTest::addColumn<QString>("layer");
        for (const QString& view : figureViews()) QTest::newRow(qPrintable("figure_" + view)) << view << QStringLiteral("auto");
        QTest::newRow("figure_raster_pixels") << QStringLiteral("raster") << QStringLiteral("pixels");
    }
    void view() {
        QFETCH(QString, view);
        QFETCH(QString, layer);
        FigureSpec spec;
        spec.view = view, spec.layer = layer;
        FigurePreset preset = figurePresets().first();
        const auto figure = buildFigure(shownData(), spec, preset);
        QVERIFY2(figure.has_value(), figure ? "" : figure.error().message.c_str());
        QVERIFY(figure->csv.count('\n') > 3);
        const QImage drawn = paintToImage(figure->list, kDpi);

        const QString name = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
        const QDir folder(QStringLiteral(SPIKEGLASS_TEST_DATA "/golden_images"));
        if (qEnvironmentVariableIntValue("SPIKEGLASS_UPDATE_GOLDEN") != 0) {
            QVERIFY(drawn.save(folder.filePath(name)));
            return;
        }
        const QImage golden = QImage(folder.filePath(name)).convertToFormat(QImage::Format_RGB32);
        QVERIFY2(!golden.isNull(), qPrintable(folder.filePath(name)));
        QCOMPARE(drawn.size(), golden.size());
        int differing = 0;
        for (int y = 0; y < golden.height(); ++y)
            for (int x = 0; x < golden.width(); ++x) {
                const QRgb a = drawn.pixel(x, y), b = golden.pixel(x, y);
                differing += std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))}) > kChannelTolerance;
            }
        if (differing <= kPixelTolerance * golden.width() * golden.height()) return;
        drawn.save(QStringLiteral("drawn_") + name);
        QFAIL(qPrintable(QStringLiteral("%1 pixels differ from %2; see drawn_%2").arg(differing).arg(name)));
    }
};

QTEST_MAIN(TestFiguresGolden)
#include "test_figures_golden.moc"
