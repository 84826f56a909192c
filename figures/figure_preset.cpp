// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_preset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "figures/figure_files.h"
#include "io/examination.h"
#include "io/hdf5_input.h"

namespace spikeglass::figures {
namespace {

// The fonts that journals name first, then those of the same widths that Linux has.
QStringList sans() {
    return {QStringLiteral("Arial"), QStringLiteral("Liberation Sans"), QStringLiteral("Helvetica"), QStringLiteral("sans-serif")};
}
QStringList serif() {
    return {QStringLiteral("Times New Roman"), QStringLiteral("Liberation Serif"), QStringLiteral("Times"), QStringLiteral("serif")};
}

constexpr double kInch = 25.4;

FigurePreset make(const char* name, const char* title, double widthMm, const QStringList& families, double label, double tick,
                  double least, double mostHeightMm = 225) {
    FigurePreset preset;
    preset.name = QLatin1String(name);
    preset.title = QString::fromUtf8(title);
    preset.widthMm = widthMm;
    preset.families = families;
    preset.labelSize = label, preset.tickSize = tick, preset.leastSize = least;
    preset.letterSize = label + 1;
    preset.mostHeightMm = mostHeightMm;
    return preset;
}

QList<FigurePreset> makeAll() {
    QList<FigurePreset> all{
        make("nature-single", "Nature, one column", 89, sans(), 7, 6, 5, 170),
        make("nature-middle", "Nature, one and a half columns", 120, sans(), 7, 6, 5, 170),
        make("nature-double", "Nature, two columns", 183, sans(), 7, 6, 5, 170),
        make("science-single", "Science, one column", 3.54 * kInch, sans(), 7, 6, 5),
        make("science-middle", "Science, two columns", 5 * kInch, sans(), 7, 6, 5),
        make("science-double", "Science, three columns", 7.25 * kInch, sans(), 7, 6, 5),
        make("cell-single", "Cell, one column", 85, sans(), 7, 6, 6),
        make("cell-middle", "Cell, one and a half columns", 114, sans(), 7, 6, 6),
        make("cell-double", "Cell, two columns", 174, sans(), 7, 6, 6),
        make("plos-single", "PLOS, text column", 5.2 * kInch, sans(), 9, 8, 8, 8.75 * kInch),
        make("plos-double", "PLOS, page", 7.5 * kInch, sans(), 9, 8, 8, 8.75 * kInch),
        make("elsevier-single", "Elsevier, one column", 90, sans(), 7, 7, 6, 240),
        make("elsevier-middle", "Elsevier, one and a half columns", 140, sans(), 7, 7, 6, 240),
        make("elsevier-double", "Elsevier, two columns", 190, sans(), 7, 7, 6, 240),
        make("frontiers-single", "Frontiers, one column", 85, sans(), 8, 8, 7),
        make("frontiers-double", "Frontiers, two columns", 180, sans(), 8, 8, 7),
        make("ieee-single", "IEEE, one column", 3.5 * kInch, sans(), 9, 8, 8, 9 * kInch),
        make("ieee-double", "IEEE, two columns", 7.16 * kInch, sans(), 9, 8, 8, 9 * kInch),
        make("neurips", "NeurIPS", 5.5 * kInch, serif(), 9, 8, 8, 9 * kInch),
        make("icml-single", "ICML, one column", 3.25 * kInch, serif(), 9, 8, 8, 9 * kInch),
        make("icml-double", "ICML, two columns", 6.75 * kInch, serif(), 9, 8, 8, 9 * kInch),
        make("iclr", "ICLR", 5.5 * kInch, serif(), 9, 8, 8, 9 * kInch),
        make("acl-single", "ACL, one column", 3.03 * kInch, serif(), 9, 8, 7, 9 * kInch),
        make("acl-double", "ACL, two columns", 6.3 * kInch, serif(), 9, 8, 7, 9 * kInch),
        make("slides", "Slides, 16:9", 40 * kInch / 3, sans(), 18, 16, 12, 7.5 * kInch),
        make("poster", "Poster, 300 mm", 300, sans(), 24, 20, 16, 300),
    };
    for (FigurePreset& preset : all) {
        preset.upperLetters = preset.name.startsWith(QLatin1String("cell")) || preset.name.startsWith(QLatin1String("science")) ||
                              preset.name.startsWith(QLatin1String("plos"));
        const bool large = preset.labelSize > 12;
        if (large) preset.lineWidth = preset.labelSize / 14, preset.traceWidth = preset.labelSize / 9, preset.dpi = 300;
        if (preset.name == QLatin1String("slides")) preset.heightMm = 7.5 * kInch, preset.dpi = 144;
        if (preset.name.startsWith(QLatin1String("cell"))) preset.dpi = 1000;
    }
    return all;
}

struct NumberKey {
    const char* key;
    double FigurePreset::*field;
    double least, most;
};
constexpr NumberKey kNumbers[] = {
    {"width_mm", &FigurePreset::widthMm, 20, 2000},     {"height_mm", &FigurePreset::heightMm, 0, 2000},
    {"most_height_mm", &FigurePreset::mostHeightMm, 20, 2000}, {"label_size", &FigurePreset::labelSize, 2, 200},
    {"tick_size", &FigurePreset::tickSize, 2, 200},     {"least_size", &FigurePreset::leastSize, 2, 200},
    {"letter_size", &FigurePreset::letterSize, 2, 200}, {"line_width", &FigurePreset::lineWidth, 0.05, 20},
    {"trace_width", &FigurePreset::traceWidth, 0.05, 20}, {"dpi", &FigurePreset::dpi, 30, 2400},
};

}  // namespace

const QList<FigurePreset>& figurePresets() {
    static const QList<FigurePreset> all = makeAll();
    return all;
}

Result<FigurePreset> findPreset(const QString& name) {
    QStringList names;
    for (const FigurePreset& preset : figurePresets()) {
        if (preset.name == name) return preset;
        names << preset.name;
    }
    if (!name.endsWith(QLatin1String(".json")))
        return fail("there is no preset \"" + name.toStdString() + "\"; there are " + names.join(QStringLiteral(", ")).toStdString() +
                    ", or the JSON file of one's own");
    return readExamined(name.toStdString(), [&](const Examined&) -> Result<FigurePreset> {
        const auto file = openRegularFile(name);
        if (!file) return tl::unexpected(file.error());
        return readPreset((*file)->read(1 << 20), name);
    });
}

QByteArray presetJson(const FigurePreset& preset) {
    QJsonObject json{{QStringLiteral("name"), preset.name},
                     {QStringLiteral("title"), preset.title},
                     {QStringLiteral("families"), QJsonArray::fromStringList(preset.families)},
                     {QStringLiteral("upper_letters"), preset.upperLetters}};
    for (const NumberKey& number : kNumbers) json.insert(QLatin1String(number.key), preset.*number.field);
    return QJsonDocument(json).toJson();
}

Result<FigurePreset> readPreset(const QByteArray& bytes, const QString& source) {
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    const auto wrong = [&](const QString& reason) { return fail((source + QStringLiteral(": ") + reason).toStdString()); };
    if (!document.isObject()) return wrong(QStringLiteral("expected a JSON object that describes a preset"));
    const QJsonObject json = document.object();
    FigurePreset preset = figurePresets().first();
    if (const QString base = json.value(QLatin1String("base")).toString(); !base.isEmpty()) {
        auto found = base.endsWith(QLatin1String(".json")) ? wrong(QStringLiteral("\"base\" must name a preset of the program")) : findPreset(base);
        if (!found) return found;
        preset = *found;
    }
    for (auto it = json.begin(); it != json.end(); ++it) {
        bool known = it.key() == QLatin1String("base");
        const auto isText = [&](const char* key) { return it.key() == QLatin1String(key) && it.value().isString(); };
        if (isText("name")) known = true, preset.name = it.value().toString();
        if (isText("title")) known = true, preset.title = it.value().toString();
        if (it.key() == QLatin1String("upper_letters") && it.value().isBool()) known = true, preset.upperLetters = it.value().toBool();
        if (it.key() == QLatin1String("families") && it.value().isArray()) {
            known = true;
            preset.families.clear();
            for (const QJsonValue& family : it.value().toArray()) preset.families << family.toString();
        }
        for (const NumberKey& number : kNumbers) {
            if (it.key() != QLatin1String(number.key) || !it.value().isDouble()) continue;
            known = true;
            const double value = it.value().toDouble();
            if (!(value >= number.least && value <= number.most))
                return wrong(QStringLiteral("\"%1\": expected a number from %2 to %3").arg(it.key()).arg(number.least).arg(number.most));
            preset.*number.field = value;
        }
        if (!known) return wrong(QStringLiteral("%1: no key of a preset, or not of its kind").arg(QString::fromStdString(hdf5::quoted(it.key().toStdString()))));
    }
    return preset;
}

}  // namespace spikeglass::figures
