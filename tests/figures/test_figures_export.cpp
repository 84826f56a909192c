// SPDX-License-Identifier: Apache-2.0
// Files: sizes, fonts, bytes that repeat, what a failed write leaves behind, and what each vector format holds.
#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <cmath>

#include "figures/caption.h"
#include "figures/figure_painter.h"
#include "figures/figure_test.h"

using namespace spikeglass;
using namespace spikeglass::test;
using namespace spikeglass::figures;

namespace {

constexpr qsizetype kLargestFile = 5'000'000;  // bytes, for ten million spikes

QByteArray encoded(const DisplayList& list, const char* format) {
    return encodeFigure(list, QLatin1String(format), 300, {QStringLiteral("Title"), QStringLiteral("A caption."), "{}"}).value();
}

/// What a tool prints; empty where it is not installed.
QByteArray outputOf(const QString& tool, const QStringList& arguments) {
    QProcess process;
    process.start(tool, arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

}  // namespace

class TestFiguresExport : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString in(const QString& name) const { return m_folder.filePath(name); }

  private Q_SLOTS:
    void pagesHaveThePresetsSize() {
        for (const FigurePreset& preset : figurePresets()) {
            const auto figure = buildFigure(shownData(), {}, preset);
            QVERIFY2(figure.has_value(), figure ? "" : qPrintable(preset.name));
            const QByteArray pdf = encoded(figure->list, "pdf");
            const auto box = QRegularExpression(QStringLiteral(R"(/MediaBox \[0 0 ([0-9.]+) ([0-9.]+) *\])")).match(QString::fromLatin1(pdf));
            QVERIFY(box.hasMatch());
            const double width = box.captured(1).toDouble() * 25.4 / 72, height = box.captured(2).toDouble() * 25.4 / 72;
            QVERIFY2(std::abs(width - preset.widthMm) < 0.1, qPrintable(QStringLiteral("%1: %2 mm").arg(preset.name).arg(width)));
            QVERIFY(height <= preset.mostHeightMm + 0.1);
            if (preset.heightMm > 0) QVERIFY(std::abs(height - preset.heightMm) < 0.1);
        }
    }
    void pdfHoldsTrueTypeFontsAndNoJpeg() {
        FigureSpec spec;
        spec.layer = QStringLiteral("pixels");
        const QByteArray pdf = encoded(buildFigure(shownData(), spec, figurePresets().first())->list, "pdf");
        QVERIFY(pdf.count("/CIDFontType2") >= 1 && pdf.count("/FontFile2") == pdf.count("/CIDFontType2"));
        QVERIFY(pdf.contains("/ToUnicode"));  // text can be selected
        QVERIFY(!pdf.contains("/Type3") && !pdf.contains("/DCTDecode"));
    }
    /// A page of 2400 dots per inch would be 360 million pixels; they are bounded for all sites together, and still cover the page.
    void pixelsOfAWholePageAreBounded() {
        FigurePreset preset = figurePresets().first();
        preset.widthMm = 180, preset.heightMm = preset.mostHeightMm = 240, preset.dpi = 2400;
        FigureSpec spec;
        spec.layer = QStringLiteral("pixels");
        const auto figure = buildFigure(shownData(), spec, preset);
        QVERIFY(figure.has_value());
        double pixels = 0, points = 0;
        for (const DisplayList::Item& item : figure->list.items())
            if (const auto* image = std::get_if<DisplayList::Image>(&item)) {
                pixels += static_cast<double>(image->image.width()) * image->image.height();
                points += image->rect.width() * image->rect.height();
            }
        QVERIFY(points > 100'000);
        QVERIFY2(pixels > 50e6 && pixels < 65e6, qPrintable(QString::number(pixels)));
    }
    void pdfFontsAreEmbedded() {
        if (QStandardPaths::findExecutable(QStringLiteral("pdffonts")).isEmpty()) QSKIP("pdffonts (poppler-utils) is not installed");
        const auto figure = buildFigure(shownData(), {}, figurePresets().first());
        QVERIFY(writeWhole(in("fonts.pdf"), encoded(figure->list, "pdf")));
        const QStringList lines = QString::fromLatin1(outputOf(QStringLiteral("pdffonts"), {in("fonts.pdf")})).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 2);
        for (const QString& line : lines.mid(2)) {
            QVERIFY2(line.contains(QLatin1String("TrueType")) && !line.contains(QLatin1String("Type 3")), qPrintable(line));
            QVERIFY2(line.contains(QRegularExpression(QStringLiteral(R"(\syes\s)"))), qPrintable(line));
        }
        QVERIFY(outputOf(QStringLiteral("pdftotext"), {in("fonts.pdf"), QStringLiteral("-")}).contains("channel mix"));
    }
    void svgAndPdfLookTheSame_data() {
        QTest::addColumn<QString>("view");
        for (const QString& view : figureViews()) QTest::newRow(qPrintable(view)) << view;
    }
    void svgAndPdfLookTheSame() {
        QFETCH(QString, view);
        for (const char* tool : {"pdftoppm", "rsvg-convert"})
            if (QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty()) QSKIP("pdftoppm (poppler-utils) or rsvg-convert (librsvg2-bin) is not installed");
        FigureSpec spec;
        spec.view = view;
        const auto figure = buildFigure(shownData(), spec, figurePresets().first());
        QVERIFY(writeWhole(in("same.pdf"), encoded(figure->list, "pdf")));
        QVERIFY(writeWhole(in("same.svg"), encoded(figure->list, "svg")));
        outputOf(QStringLiteral("pdftoppm"), {"-r", "144", "-png", "-singlefile", in("same.pdf"), in("pdf")});
        outputOf(QStringLiteral("rsvg-convert"), {"-z", "2", "--dpi-x", "72", "--dpi-y", "72", "-o", in("svg.png"), in("same.svg")});
        const QImage pdf(in("pdf.png")), svg = QImage(in("svg.png")).scaled(pdf.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        QVERIFY(!pdf.isNull() && !svg.isNull());
        double difference = 0;
        for (int y = 0; y < pdf.height(); ++y)
            for (int x = 0; x < pdf.width(); ++x) difference += std::abs(qGray(pdf.pixel(x, y)) - qGray(svg.pixel(x, y))) / 255.0;
        const double share = difference / pdf.width() / pdf.height();
        QVERIFY2(share < 0.04, qPrintable(QString::number(share)));
    }
    void bytesRepeat() {
        for (const char* format : {"pdf", "svg", "png"}) {
            const auto a = buildFigure(shownData(), {}, figurePresets().first()), b = buildFigure(shownData(), {}, figurePresets().first());
            const QByteArray first = encoded(a->list, format);
            QTest::qWait(1100);  // another second: no date may be in it
            QCOMPARE(encoded(b->list, format), first);
            QVERIFY(!first.contains("CreationDate"));
        }
    }
    void pdfDoesNotDependOnTheTimeZone() {
        const auto figure = buildFigure(shownData(), {}, figurePresets().first());
        const QByteArray before = qgetenv("TZ");
        const bool set = qEnvironmentVariableIsSet("TZ");
        qputenv("TZ", "UTC0");
        const QByteArray here = encoded(figure->list, "pdf");
        qputenv("TZ", "EAST-9");
        const QByteArray there = encoded(figure->list, "pdf");
        set ? qputenv("TZ", before) : qunsetenv("TZ");
        QCOMPARE(there.size(), here.size());
        QVERIFY(there == here);
        // Every object is where the table at the end says.
        const qsizetype end = here.lastIndexOf("startxref\n");
        const qsizetype table = here.mid(end + 10).split('\n').first().toLongLong();
        QVERIFY(here.mid(table).startsWith("xref\n0 "));
        const QList<QByteArray> lines = here.mid(table).split('\n');
        const qsizetype count = lines[1].split(' ')[1].toLongLong();
        QVERIFY(count > 5);
        for (qsizetype object = 1; object < count; ++object) {
            if (!lines[2 + object].contains(" n")) continue;
            const QByteArray at = here.mid(lines[2 + object].left(10).toLongLong(), 20);
            QVERIFY2(at.startsWith(QByteArray::number(object) + " 0 obj"), at);
        }
    }
    void allIsWrittenOrNothing() {
        PreparedFigure prepared{{}, shownData()};
        prepared.recipe.preset = figurePresets().first();
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("whole/fig.csv")));  // a folder where the data would be
        const auto names = [&] { return QDir(in("whole")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden); };
        const auto refused = writeFigure(prepared, in("whole/fig.svg"), true);
        QVERIFY(!refused && refused.error().message.find("fig.csv: cannot be written: it exists and is not a regular file") != std::string::npos);
        QCOMPARE(names(), QStringList{QStringLiteral("fig.csv")});
        QVERIFY(QDir(in("whole")).rmdir(QStringLiteral("fig.csv")));
        QVERIFY(writeFigure(prepared, in("whole/fig.svg"), true));
        const QByteArray figure = contentOf(in("whole/fig.svg")), recipe = contentOf(in("whole/fig.recipe.json"));
        QVERIFY(QFile::remove(in("whole/fig.csv")) && QDir(in("whole")).mkdir(QStringLiteral("fig.csv")));
        prepared.recipe.panels[0].view = QStringLiteral("energy");
        QVERIFY(!writeFigure(prepared, in("whole/fig.svg"), true));
        QCOMPARE(contentOf(in("whole/fig.svg")), figure);
        QCOMPARE(contentOf(in("whole/fig.recipe.json")), recipe);
        QCOMPARE(names().size(), 3);
        QVERIFY(QFile::link(in("whole/fig.svg"), in("whole/link.svg")) && QDir(in("whole")).mkdir(QStringLiteral("link.csv")));
        QVERIFY(!writeFigure(prepared, in("whole/link.svg"), true));
        QVERIFY(QFileInfo(in("whole/link.svg")).isSymLink());
        QCOMPARE(contentOf(in("whole/fig.svg")), figure);
        QCOMPARE(names().size(), 5);
    }
    void whatIsNotOfThisFigureIsNotReplaced() {
        PreparedFigure prepared{{}, shownData()};
        prepared.recipe.preset = figurePresets().first();
        const auto put = [&](const QString& name, const QByteArray& bytes) { return writeWhole(in(name), bytes).has_value(); };
        const auto refusal = [&](const QString& name, const QByteArray& rows = {}) {
            const auto written = writeFigure(prepared, in(name), true, {}, rows);
            return written ? QByteArray() : QByteArray::fromStdString(written.error().message);
        };
        QVERIFY(put(QStringLiteral("own.csv"), "mine"));
        QVERIFY2(refusal(QStringLiteral("own.svg")).contains("own.csv: is there already"), refusal(QStringLiteral("own.svg")));
        QVERIFY(!QFile::exists(in("own.svg")) && !QFile::exists(in("own.recipe.json")));
        QCOMPARE(contentOf(in("own.csv")), QByteArray("mine"));
        for (const char* hand : {"{}", "[]", "no JSON", "{\"csv_sha256\": 3}"}) {
            QVERIFY(put(QStringLiteral("hand.recipe.json"), hand));
            QVERIFY(refusal(QStringLiteral("hand.svg")).contains("hand.recipe.json: is there already"));
            QVERIFY(!QFile::exists(in("hand.svg")) && !QFile::exists(in("hand.csv")));
            QCOMPARE(contentOf(in("hand.recipe.json")), QByteArray(hand));
        }
        // What was written is written again, by another view too; but not over data that somebody changed.
        QCOMPARE(refusal(QStringLiteral("ours.svg")), QByteArray());
        QCOMPARE(refusal(QStringLiteral("ours.svg")), QByteArray());
        prepared.recipe.panels[0].view = QStringLiteral("energy");
        QCOMPARE(refusal(QStringLiteral("ours.pdf")), QByteArray());
        QVERIFY(put(QStringLiteral("ours.csv"), contentOf(in("ours.csv")) + "more"));
        QVERIFY(refusal(QStringLiteral("ours.svg")).contains("ours.csv: is there already"));
        // A ladder's rows.
        prepared.recipe.table = QStringLiteral("ladder.rows.json");
        prepared.recipe.panels[0].view = QStringLiteral("ladder");
        QVERIFY(put(QStringLiteral("ladder.rows.json"), "mine"));
        QVERIFY(refusal(QStringLiteral("ladder.svg"), "[1]").contains("ladder.rows.json: is there already"));
        QVERIFY(QFile::remove(in("ladder.rows.json")));
        QCOMPARE(refusal(QStringLiteral("ladder.svg"), "[1]"), QByteArray());
        QCOMPARE(refusal(QStringLiteral("ladder.svg"), "[2]"), QByteArray());
        QCOMPARE(contentOf(in("ladder.rows.json")), QByteArray("[2]"));
    }
    void aRecipeThatIsKeptKnowsItsData() {
        PreparedFigure prepared{{}, shownData()};
        prepared.recipe.preset = figurePresets().first();
        QVERIFY(writeFigure(prepared, in("kept.svg"), true));
        const QByteArray spaced = contentOf(in("kept.recipe.json")).replace("{\n", "{\n\n");  // as an editor may leave it
        QVERIFY(writeWhole(in("kept.recipe.json"), spaced));
        for (const char* view : {"energy", "rates", "raster"}) {
            prepared.recipe.panels[0].view = QLatin1String(view);
            const auto written = writeFigure(prepared, in("kept.svg"), true, in("kept.recipe.json"));
            QVERIFY2(written, written ? "" : written.error().message.c_str());
        }
        QCOMPARE(contentOf(in("kept.recipe.json")), spaced);
    }
    void svgIsXmlWithNamedGroupsAndRealText() {
        const auto figure = buildFigure(shownData(24, "<a> & \"b\"\x01 c d e f"), {}, figurePresets().first());
        const QByteArray svg = encoded(figure->list, "svg");
        QXmlStreamReader xml(svg);
        QStringList ids;
        QString texts;
        int clips = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            if (xml.name() == QLatin1String("g")) ids << xml.attributes().value(QLatin1String("id")).toString();
            clips += xml.name() == QLatin1String("clipPath");
            if (xml.name() == QLatin1String("text")) {
                QVERIFY(xml.attributes().value(QLatin1String("font-family")).contains(QLatin1String("sans-serif")));
                texts += xml.readElementText();
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
        QVERIFY(ids.contains(QStringLiteral("spikes-blocks-0-time_mix")));
        QCOMPARE(clips, 5);
        QVERIFY(texts.contains(QLatin1String("time mix")));
    }
    void bitmapsHaveTheirResolution() {
        const auto figure = buildFigure(shownData(), {}, figurePresets().first());
        const QImage image = QImage::fromData(encoded(figure->list, "png"));
        QCOMPARE(image.dotsPerMeterX(), 11811);  // 300 dpi
        QVERIFY(std::abs(image.width() - 89 / 25.4 * 300) <= 1);
        QCOMPARE(image.text(QStringLiteral("Description")), QStringLiteral("A caption."));
    }
    void aFailedWriteLeavesTheOldFile() {
        QVERIFY(writeWhole(in("old.svg"), "old"));
        QVERIFY(QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::ExeOwner));
        const auto into = writeWhole(in("nowhere/new.svg"), "new");
        QVERIFY(QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(!into);
        QVERIFY(into.error().message.find("nowhere/new.svg: cannot be written: ") != std::string::npos);
        const auto full = writeWhole(QStringLiteral("/dev/full"), "new");
        QVERIFY(!full && full.error().message.find("not a regular file") != std::string::npos);
        QCOMPARE(contentOf(in("old.svg")), QByteArray("old"));
        PreparedFigure prepared{{}, shownData()};
        prepared.recipe.preset = figurePresets().first();
        prepared.recipe.panels[0].view = QStringLiteral("nothing");
        QVERIFY(!writeFigure(prepared, in("old.svg"), true));
        QCOMPARE(contentOf(in("old.svg")), QByteArray("old"));
    }
    void tenMillionSpikesStaySmall() {
        FigureData data = shownData(2000, "x");
        SyntheticRun run(data.model->info(), 3);
        data.frames.clear();
        std::size_t spikes = 0;
        for (int i = 0; i < 5500; ++i) {
            data.frames.push_back(run.next("x"));
            data.frames.back().potential = {};  // a gigabyte together
            spikes += countBits(data.frames.back().spikes);
        }
        QVERIFY2(spikes > 10'000'000, qPrintable(QString::number(spikes)));
        auto preset = findPreset(QStringLiteral("nature-double"));
        const auto figure = buildFigure(data, {}, *preset);
        QVERIFY(figure.has_value());
        for (const char* format : {"pdf", "svg"}) {
            const auto size = encoded(figure->list, format).size();
            QVERIFY2(size < kLargestFile, qPrintable(QStringLiteral("%1: %2 bytes").arg(QLatin1String(format)).arg(size)));
        }
    }
    void colourBlindReadersTellSeriesApart() {
        QImage image(2, 1, QImage::Format_RGB32);
        image.setPixel(0, 0, 0xFF0072B2), image.setPixel(1, 0, 0xFFD55E00);
        const QImage seen = asSeen(image, Vision::Deuteranopia), grey = asSeen(image, Vision::Grey);
        QVERIFY(std::abs(qBlue(seen.pixel(0, 0)) - qBlue(seen.pixel(1, 0))) > 80);
        QCOMPARE(qRed(grey.pixel(0, 0)), qBlue(grey.pixel(0, 0)));
        QCOMPARE(asSeen(image, Vision::Full), image);
    }
    void formatsAreNamed() {
        QCOMPARE(formatOf(QStringLiteral("a.PDF")).value(), QStringLiteral("pdf"));
        QVERIFY(!formatOf(QStringLiteral("a.docx")));
        QVERIFY(formatOf(QStringLiteral("a")).error().message.find(".pdf, .svg, .png") != std::string::npos);
    }
};

QTEST_MAIN(TestFiguresExport)
#include "test_figures_export.moc"
