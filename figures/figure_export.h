// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "base/result.h"
#include "figures/display_list.h"

namespace spikeglass::figures {

/// What goes into a file beside the marks.
struct FigureNotes {
    QString title;
    QString caption;
    QByteArray recipe;  // JSON
};

/// "pdf", "svg", "png", "tiff", as file names end. TIFF only where Qt's plugin for it is installed.
QStringList figureFormats();
/// The format that a file name asks for. Errors: none of figureFormats().
Result<QString> formatOf(const QString& path);

/// The file's bytes, the same every time for the same figure on the same machine: no dates, no ids. dpi: of bitmaps.
/// Errors: a bitmap of more than 400 megapixels; Qt cannot write it.
Result<QByteArray> encodeFigure(const DisplayList& list, const QString& format, double dpi, const FigureNotes& notes);

/// Writes a whole file under a temporary name and only then replaces what was there. Errors: cannot be written, with the reason.
Result<void> writeWhole(const QString& path, const QByteArray& bytes);

}  // namespace spikeglass::figures
