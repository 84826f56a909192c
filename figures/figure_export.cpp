// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_export.h"

#include <QBuffer>
#include <QFileInfo>
#include <QHashSeed>
#include <QImageWriter>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include "figures/figure_painter.h"
#include "figures/svg_writer.h"
#include "io/whole_file.h"

namespace spikeglass::figures {
namespace {

constexpr int kPdfDpi = 1200;
constexpr double kMostPixels = 400e6;

/// While it lives, hashes that are made are in the same order in every process: QPdfWriter writes its fonts in the order
/// of one.
class OrderedHashes {
  public:
    OrderedHashes() { QHashSeed::setDeterministicGlobalSeed(); }
    ~OrderedHashes() { QHashSeed::resetRandomGlobalSeed(); }
};

/// Takes out the date, whose length depends on the time zone, and moves the table of where objects start accordingly.
void dropCreationDate(QByteArray& pdf) {
    constexpr qsizetype kDigits = 10, kEntry = 20;  // "0000000015 00000 n \n"
    const qsizetype at = pdf.lastIndexOf("/CreationDate");
    const qsizetype end = at < 0 ? -1 : pdf.indexOf(')', at) + 1;
    const qsizetype start = pdf.lastIndexOf("startxref\n");
    const qsizetype table = start < 0 ? -1 : pdf.mid(start + 10, kDigits).split('\n').first().toLongLong();
    if (end <= at || table < end || !pdf.mid(table).startsWith("xref\n0 ")) return;
    const qsizetype first = pdf.indexOf('\n', table + 5) + 1, removed = end - at;
    const qsizetype count = pdf.mid(table + 7, first - table - 8).toLongLong();
    for (qsizetype entry = first; entry < first + count * kEntry; entry += kEntry)
        if (const qsizetype offset = pdf.mid(entry, kDigits).toLongLong(); offset > at)
            pdf.replace(entry, kDigits, QByteArray::number(offset - removed).rightJustified(kDigits, '0'));
    pdf.replace(start + 10, QByteArray::number(table).size(), QByteArray::number(table - removed));
    pdf.remove(at, removed);
}

/// Qt rounds the page to whole points; this puts the size in its place that the figure has, without changing offsets.
void setPageBox(QByteArray& pdf, QSizeF size) {
    const QByteArray key("/MediaBox [0 0 ");
    const qsizetype at = pdf.indexOf(key);
    const qsizetype from = at + key.size(), end = at < 0 ? -1 : pdf.indexOf(']', at);
    if (end < 0) return;
    const QByteArray box = QByteArray::number(size.width(), 'f', 4) + ' ' + QByteArray::number(size.height(), 'f', 4);
    if (box.size() <= end - from) pdf.replace(from, end - from, box.leftJustified(end - from));
}

QByteArray toPdf(const DisplayList& list, const FigureNotes& notes) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        const OrderedHashes ordered;
        QPdfWriter writer(&buffer);
        writer.setResolution(kPdfDpi);
        writer.setTitle(notes.title);
        writer.setCreator(QStringLiteral("Spikeglass"));
        writer.setPageMargins(QMarginsF());
        writer.setPageSize(QPageSize(list.size() * 25.4 / 72, QPageSize::Millimeter, QStringLiteral("figure"), QPageSize::ExactMatch));
        if (!notes.recipe.isEmpty()) writer.addFileAttachment(QStringLiteral("recipe.json"), notes.recipe, QStringLiteral("application/json"));
        QPainter painter(&writer);
        painter.scale(kPdfDpi / 72.0, kPdfDpi / 72.0);
        // The page that Qt makes is rounded; the upper edge of the figure is that of its true size (setPageBox).
        painter.translate(0, writer.pageLayout().fullRectPoints().height() - list.size().height());
        paintFigure(painter, list);
    }
    setPageBox(bytes, list.size());
    dropCreationDate(bytes);
    return bytes;
}

Result<QByteArray> toBitmap(const DisplayList& list, const QByteArray& format, double dpi, const FigureNotes& notes) {
    const double scale = dpi / 72;
    if (list.size().width() * scale * list.size().height() * scale > kMostPixels)
        return fail("the picture would have more than 400 megapixels; ask for fewer dots per inch");
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    if (format == "tiff") writer.setCompression(1);  // LZW
    writer.setText(QStringLiteral("Title"), notes.title);
    writer.setText(QStringLiteral("Description"), notes.caption);
    writer.setText(QStringLiteral("Recipe"), QString::fromUtf8(notes.recipe));
    if (!writer.write(paintToImage(list, dpi))) return fail(writer.errorString().toStdString());
    return bytes;
}

}  // namespace

QStringList figureFormats() {
    QStringList formats{QStringLiteral("pdf"), QStringLiteral("svg"), QStringLiteral("png")};
    if (QImageWriter::supportedImageFormats().contains("tiff")) formats << QStringLiteral("tiff");
    return formats;
}

Result<QString> formatOf(const QString& path) {
    QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("tif")) suffix = QStringLiteral("tiff");
    const QStringList formats = figureFormats();
    if (formats.contains(suffix)) return suffix;
    if (suffix == QLatin1String("tiff"))
        return fail(path.toStdString() + ": TIFF needs Qt's image plugins (the Debian package qt6-image-formats-plugins)");
    return fail(path.toStdString() + ": expected a file name that ends in ." + formats.join(QStringLiteral(", .")).toStdString());
}

Result<QByteArray> encodeFigure(const DisplayList& list, const QString& format, double dpi, const FigureNotes& notes) {
    if (format == QLatin1String("svg")) return toSvg(list, notes.title, notes.caption, notes.recipe);
    if (format == QLatin1String("pdf")) return toPdf(list, notes);
    return toBitmap(list, format.toLatin1(), dpi, notes);
}

Result<void> writeWhole(const QString& path, const QByteArray& bytes) {
    return writeWholeFile(path.toStdString(), bytes.toStdString());
}

}  // namespace spikeglass::figures
