// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QMap>
#include <QSet>
#include <QStringList>

/// The rules that the linker cannot prove, checked on a tree of sources. Reads the sources once. Each rule returns its
/// violations, one sentence each, with the file.
class TreeRules {
  public:
    explicit TreeRules(const QString& root);

    /// Files read, relative to the root: C++, CMake, Python and shell, outside build and data folders.
    QStringList files() const { return m_lines.keys(); }

    QStringList qtInCore() const;
    /// Rooms of core in a line, then figures, viewmodels, widgets, app: an #include may only lead to the left.
    QStringList doorsToTheRight() const;
    /// A header of core that shows HDF5, Highway or nlohmann/json is for its own room alone.
    QStringList leakedLibraries() const;
    QStringList missingLicenceLines() const;
    QStringList tooLong() const;
    /// Links of *.md files to files of this repository.
    QStringList deadLinks() const;
    /// models/*.h5, all together.
    QStringList tooLargeModels(qint64 maximumBytes) const;

  private:
    struct Include {
        int line = 0;
        QString name;  // as written between the quotes or brackets
    };
    QList<Include> includes(const QString& file) const;
    /// The file that an #include of `file` means, or nothing if it is none of ours.
    QString resolve(const QString& file, const QString& include) const;
    static QString roomOf(const QString& file);

    QDir m_root;
    QMap<QString, QStringList> m_lines;  // file -> its lines
};
