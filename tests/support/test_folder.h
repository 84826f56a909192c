// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

namespace spikeglass::test {

/// Empty where the file cannot be read.
inline QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeFile(const QString& path, const QByteArray& content) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size();
}

/// A folder for the files of one test program; a base of its class.
class TestFolder {
  protected:
    QString in(const QString& name) const { return m_folder.filePath(name); }

    /// The path of a file with this content.
    QString made(const QString& name, const QByteArray& content) const {
        if (!writeFile(in(name), content)) qFatal("cannot write a test's file");
        return in(name);
    }

    QTemporaryDir m_folder;
};

}  // namespace spikeglass::test
