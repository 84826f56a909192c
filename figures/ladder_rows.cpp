// SPDX-License-Identifier: Apache-2.0
#include "figures/ladder_rows.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "io/examination.h"

namespace spikeglass::figures {

Result<std::vector<LadderRow>> readLadderRows(const QString& path, const QString& pricing) {
    const std::string name = path.toStdString();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return fail(name + ": " + file.errorString().toStdString());
    if (const auto examined = examineFile(name); !examined) return tl::unexpected(examined.error());
    const QJsonArray array = QJsonDocument::fromJson(file.readAll()).array();
    std::vector<LadderRow> rows;
    for (const QJsonValue& value : array) {
        const QJsonObject json = value.toObject();
        const std::string where = name + ": row " + std::to_string(rows.size() + 1);
        const QJsonObject energies = json.value(QLatin1String("energy")).toObject();
        const QJsonObject energy = energies.value(pricing).toObject();
        if (!json.value(QLatin1String("bits_per_character")).isDouble() || energies.isEmpty())
            return fail(where + ": expected what `compare --json` writes, with bits_per_character and energy");
        if (energy.isEmpty())
            return fail(where + ": is not priced by \"" + pricing.toStdString() + "\"; there are " + energies.keys().join(QStringLiteral(", ")).toStdString());
        rows.push_back({json.value(QLatin1String("model")).toString().toStdString(), json.value(QLatin1String("choice")).toString().toStdString(),
                        json.value(QLatin1String("bits_per_character")).toDouble(), energy.value(QLatin1String("this")).toDouble(),
                        energy.value(QLatin1String("analog")).toDouble(), json.value(QLatin1String("mean_firing_rate")).toDouble()});
    }
    if (rows.empty()) return fail(name + ": expected a list of rows, as `compare --json` writes it");
    return rows;
}

}  // namespace spikeglass::figures
