// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <memory>
#include <vector>

#include "base/result.h"

namespace spikeglass::figures {

/// A file to write. A value.
struct NamedBytes {
    QString path;
    QByteArray bytes;
};

/// Writes all or none: where one cannot be written, what was there before is there again, and what was not is gone.
/// Errors: of writeWholeFile().
Result<void> writeTogether(const std::vector<NamedBytes>& files);

/// Opens a file for reading, and never waits for a pipe. Errors: not there; a folder, device or pipe; may not be read.
Result<std::unique_ptr<QFile>> openRegularFile(const QString& path);

/// How a file begins, as UTF-8 and without spaces before it, to tell by what it is; empty where it cannot be read or is no regular file.
QByteArray jsonHead(const QString& path);

/// What goes beside a figure, where something may lie already.
struct Beside {
    QString recipe;   // path of the recipe
    bool keep;        // the recipe there is what the figure is drawn from
    NamedBytes csv;
    NamedBytes rows;  // of a ladder that has no file yet; no path: none
};

/// Errors: a file is in the way that was not written beside a figure: a recipe says which data were written with it
/// ("csv_sha256") and which rows it is drawn from ("table"); what these words fit may be replaced, and what would stay the same.
Result<void> mayReplace(const Beside& beside);

/// The recipe with `digest` as its "csv_sha256", and not another byte changed; none where it has no such key.
QByteArray withDigest(QByteArray recipe, const QString& digest);

/// SHA-256 in hexadecimal digits.
QString digestOf(const QByteArray& bytes);

}  // namespace spikeglass::figures
