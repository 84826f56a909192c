// SPDX-License-Identifier: Apache-2.0
#include "bundled_models.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace spikeglass {
namespace {

const QString kIndex = QStringLiteral("index.json");

QString findFolder(const QString& programFolder) {
    if (const QString named = qEnvironmentVariable("SPIKEGLASS_MODELS"); !named.isEmpty()) return named;
    QDir folder(programFolder);
    if (const QString installed = folder.absoluteFilePath(QStringLiteral("../share/spikeglass/models"));
        QFile::exists(QDir(installed).filePath(kIndex)))
        return QDir::cleanPath(installed);
    do {
        if (folder.exists(QStringLiteral("models/") + kIndex)) return folder.absoluteFilePath(QStringLiteral("models"));
    } while (folder.cdUp());
    return {};
}

}  // namespace

Result<std::vector<BundledModel>> bundledModels(const QString& programFolder) {
    const QString folder = findFolder(programFolder);
    if (folder.isEmpty()) return fail("no bundled models were found beside the program: name a checkpoint instead");
    const QString path = QDir(folder).filePath(kIndex);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(path.toStdString() + ": cannot read the list of bundled models: " + file.errorString().toStdString());
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    const QJsonArray list = document.isArray() ? document.array() : document[QStringLiteral("models")].toArray();
    std::vector<BundledModel> models;
    for (const QJsonValue& entry : list) {
        const QString name = entry[QStringLiteral("file")].toString();
        if (name.isEmpty()) continue;
        models.push_back({entry[QStringLiteral("name")].toString(), QDir(folder).filePath(name),
                          entry[QStringLiteral("title")].toString(), entry[QStringLiteral("architecture")].toString()});
    }
    if (models.empty())
        return fail(path.toStdString() + ": expected a list of models, each with \"file\", found none");
    return models;
}

}  // namespace spikeglass
