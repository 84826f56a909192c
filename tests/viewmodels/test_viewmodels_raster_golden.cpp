// SPDX-License-Identifier: Apache-2.0
// The raster's picture, which holds no text, against stored ones. SPIKEGLASS_UPDATE_GOLDEN=1 stores them anew; where
// one differs, what was drawn and the difference are left in the working directory.
#include <QDir>
#include <QTest>

#include "support/synthetic_run.h"
#include "viewmodels/raster_image.h"
#include "viewmodels/run_view_model.h"
#include "viewmodels/theme.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

constexpr int kChannelTolerance = 3;       // of 255
constexpr double kPixelTolerance = 0.002;  // share of pixels that may differ by more

// Three blocks, an analog stretch, dropped tokens, room for more.
void prepare(RunViewModel& run) {
    const NetworkInfo info = shownInfo(3, 64);
    run.reset(shownModel(info));
    SyntheticRun synthetic(info, 42);
    run.append(synthetic.text(std::string(40, 'a') + std::string(20, 'b'), 12));
    synthetic.choice().set(3, Form::Analog);
    run.append(synthetic.text(std::string(25, 'c')));
    for (int i = 0; i < 6; ++i) synthetic.skip();
    run.append(synthetic.text(std::string(9, 'd')));
}

}  // namespace

class TestRasterGolden : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void plot_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("tokens");
        QTest::newRow("raster_light") << false << 0.0 << 96.0;
        QTest::newRow("raster_dark") << true << 0.0 << 96.0;
        QTest::newRow("raster_close_light") << false << 50.0 << 20.0;
    }
    void plot() {
        QFETCH(bool, dark);
        QFETCH(double, first);
        QFETCH(double, tokens);
        RunViewModel run;
        prepare(run);
        run.setTimeAxis(first, tokens);
        const QSize size(400, 300);
        const std::vector<SiteInfo>& sites = run.model().info().sites;
        RasterImage image;
        image.update(run.history(), sites, RasterLayout::make(sites, size.height(), 1),
                     {size, 1, TokenColumns::of(run.timeAxis(), size.width()), 0},
                     dark ? Theme::darkTheme() : Theme::light());
        const QImage drawn = image.image().convertToFormat(QImage::Format_RGB32);

        const QString name = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
        const QDir folder(QStringLiteral(SPIKEGLASS_TEST_DATA "/golden_images"));
        if (qEnvironmentVariableIntValue("SPIKEGLASS_UPDATE_GOLDEN") != 0) {
            QVERIFY(QDir().mkpath(folder.path()));
            QVERIFY(drawn.save(folder.filePath(name)));
            return;
        }
        const QImage golden = QImage(folder.filePath(name)).convertToFormat(QImage::Format_RGB32);
        QVERIFY2(!golden.isNull(), qPrintable(folder.filePath(name)));
        QCOMPARE(drawn.size(), golden.size());
        QImage difference(golden.size(), QImage::Format_RGB32);
        difference.fill(Qt::white);
        int differing = 0;
        for (int y = 0; y < golden.height(); ++y)
            for (int x = 0; x < golden.width(); ++x) {
                const QRgb a = drawn.pixel(x, y), b = golden.pixel(x, y);
                const int most = std::max(
                    {std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
                if (most <= kChannelTolerance) continue;
                ++differing;
                difference.setPixel(x, y, 0xFFFF0000);
            }
        if (differing > kPixelTolerance * golden.width() * golden.height()) {
            drawn.save(QStringLiteral("drawn_") + name);
            difference.save(QStringLiteral("difference_") + name);
            QFAIL(qPrintable(
                QStringLiteral("%1 pixels differ from %2; see drawn_%2 and difference_%2").arg(differing).arg(name)));
        }
    }
};

QTEST_GUILESS_MAIN(TestRasterGolden)
#include "test_viewmodels_raster_golden.moc"
