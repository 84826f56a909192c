// SPDX-License-Identifier: Apache-2.0
#include "fonts.h"

#include <QFontDatabase>
#include <QStringList>
#include <QtGlobal>

// The macro declares a function and has to stand outside of every namespace.
static void initializeResources() { Q_INIT_RESOURCE(resources); }

namespace spikeglass {
namespace {

QFont withFamilies(QFont font, const QStringList& families) {
    font.setFamilies(families);
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
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("sans-serif")});
    font.setPointSizeF(points);
    return font;
}

QFont figuresFont(const QFont& like) {
    return withFamilies(like, {QStringLiteral("Spikeglass Figures"), QStringLiteral("Inter"), QStringLiteral("sans-serif")});
}

QFont monoFont(const QFont& like) {
    // Inter has the signs for space and line end that JetBrains Mono lacks.
    QFont font = withFamilies(like, {QStringLiteral("JetBrains Mono"), QStringLiteral("Inter"), QStringLiteral("monospace")});
    font.setStyleHint(QFont::Monospace);
    return font;
}

QFont scaledFont(QFont font, double factor) {
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

QFont strongFont(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
}

}  // namespace spikeglass
