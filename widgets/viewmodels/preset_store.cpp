// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/preset_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <algorithm>

#include "figures/figure_export.h"

namespace spikeglass {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(spikeglass::PresetStore)
};

const QString kPrefix = QStringLiteral("own-");  // never the name of a preset of the program

/// "Thesis, wide" -> "own-thesis-wide"
QString nameOf(const QString& title) {
    QString name;
    for (const QChar c : title.toLower())
        if (c.isLetterOrNumber()) name += c;
        else if (!name.isEmpty() && !name.endsWith(QLatin1Char('-'))) name += QLatin1Char('-');
    while (name.endsWith(QLatin1Char('-'))) name.chop(1);
    return kPrefix + name.left(60);
}

}  // namespace

using figures::FigurePreset;

PresetStore::PresetStore(const QString& folder)
    : m_folder(!folder.isEmpty() ? folder : QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/spikeglass/presets")) {}

QString PresetStore::fileOf(const QString& name) const { return QDir(m_folder).filePath(name + QStringLiteral(".json")); }

QList<FigurePreset> PresetStore::presets() const {
    QList<FigurePreset> own;
    for (const QString& file : QDir(m_folder).entryList({kPrefix + QStringLiteral("*.json")}, QDir::Files))
        if (auto preset = figures::findPreset(QDir(m_folder).filePath(file))) {
            preset->name = file.chopped(5);  // the file may have been renamed by hand
            own << *preset;
        }
    std::sort(own.begin(), own.end(), [](const FigurePreset& a, const FigurePreset& b) { return a.title.localeAwareCompare(b.title) < 0; });
    return own;
}

bool PresetStore::isOwn(const QString& name) const { return name.startsWith(kPrefix) && QFile::exists(fileOf(name)); }

Result<FigurePreset> PresetStore::save(FigurePreset preset, const QString& before) {
    preset.title = preset.title.simplified();
    preset.name = nameOf(preset.title);
    if (preset.name == kPrefix) return fail(Words::tr("A preset needs a name.").toStdString());
    if (preset.name != before && isOwn(preset.name)) return fail(Words::tr("There is a preset of the name “%1” already.").arg(preset.title).toStdString());
    if (!QDir().mkpath(m_folder)) return fail(Words::tr("%1: the folder cannot be made").arg(m_folder).toStdString());
    if (auto written = figures::writeWhole(fileOf(preset.name), presetJson(preset)); !written) return tl::unexpected(written.error());
    if (!before.isEmpty() && before != preset.name)
        if (auto removed = remove(before); !removed) return tl::unexpected(removed.error());
    return preset;
}

Result<void> PresetStore::remove(const QString& name) {
    QFile file(fileOf(name));
    if (file.remove()) return {};
    return fail(Words::tr("%1: cannot be removed: %2").arg(file.fileName(), file.errorString()).toStdString());
}

}  // namespace spikeglass
