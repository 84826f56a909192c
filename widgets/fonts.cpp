// SPDX-License-Identifier: Apache-2.0
#include "fonts.h"

#include <QFontDatabase>
#include <QStringList>
#include <QtGlobal>

// The macro declares a function and has to stand outside of every namespace.
static void initializeResources() { Q_INIT_RESOURCE(resources); }

namespace spikeglass {
namespace {

/// What the bundled fonts lack, Chinese above all: installed fonts that draw it as it is written on the mainland, where
/// the system's own order may prefer Japanese forms. Empty where there is none.
const QStringList& chineseFamilies() {
    static const QStringList found = [] {
        const QStringList installed = QFontDatabase::families(QFontDatabase::SimplifiedChinese);
        for (const char* family : {"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
                                   "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"})
            if (installed.contains(QLatin1String(family))) return QStringList{QLatin1String(family)};
        return installed.mid(0, 1);
    }();
    return found;
}

QFont withFamilies(QFont font, const QStringList& bundled, const QString& rest = QStringLiteral("sans-serif")) {
    font.setFamilies(bundled + chineseFamilies() + QStringList{rest});
    return font;
}

}  // namespace

void loadResources() {
    static const bool loaded = [] {
        initializeResources();
        for (const char* file : {"Inter-Regular.otf", "Inter-SemiBold.otf", "SpikeglassFigures-Regular.otf",
                                 "SpikeglassFigures-SemiBold.otf", "JetBrainsMono-Regular.ttf"})
            QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/") + QLatin1String(file));
        return true;
    }();
    Q_UNUSED(loaded)
}

QFont labelFont(double points) {
    QFont font = withFamilies({}, {QStringLiteral("Inter")});
    font.setPointSizeF(points);
    return font;
}

QFont figuresFont(const QFont& like) {
    return withFamilies(like, {QStringLiteral("Spikeglass Figures"), QStringLiteral("Inter")});
}

QFont monoFont(const QFont& like) {
    // Inter has the signs for space and line end that JetBrains Mono lacks.
    QFont font = withFamilies(like, {QStringLiteral("JetBrains Mono"), QStringLiteral("Inter")}, QStringLiteral("monospace"));
    font.setStyleHint(QFont::Monospace);
    return font;
}

bool hasChineseFont() { return !chineseFamilies().isEmpty(); }

QFont scaledFont(QFont font, double factor) {
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

QFont strongFont(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
}

}  // namespace spikeglass
