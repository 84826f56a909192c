// SPDX-License-Identifier: Apache-2.0
#include "language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <algorithm>
#include <memory>

#include "fonts.h"

namespace spikeglass {
namespace {

/// Of Qt's own texts those that this window shows: Qt's translations are a package of their own, and may be missing.
[[maybe_unused]] constexpr const char* kTextsOfQt[] = {
    QT_TRANSLATE_NOOP("QShortcut", "Ctrl"),         QT_TRANSLATE_NOOP("QShortcut", "Shift"),
    QT_TRANSLATE_NOOP("QShortcut", "Alt"),          QT_TRANSLATE_NOOP("QShortcut", "Space"),
    QT_TRANSLATE_NOOP("QShortcut", "Esc"),          QT_TRANSLATE_NOOP("QShortcut", "Del"),
    QT_TRANSLATE_NOOP("QShortcut", "Return"),       QT_TRANSLATE_NOOP("QShortcut", "Enter"),
    QT_TRANSLATE_NOOP("QShortcut", "Home"),         QT_TRANSLATE_NOOP("QShortcut", "End"),
    QT_TRANSLATE_NOOP("QShortcut", "Left"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Close"),   QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Undo"),        QT_TRANSLATE_NOOP("QLineEdit", "&Redo"),
    QT_TRANSLATE_NOOP("QLineEdit", "Cu&t"),         QT_TRANSLATE_NOOP("QLineEdit", "&Copy"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Paste"),       QT_TRANSLATE_NOOP("QLineEdit", "Delete"),
    QT_TRANSLATE_NOOP("QLineEdit", "Select All"),   QT_TRANSLATE_NOOP("QWidgetTextControl", "&Undo"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Redo"), QT_TRANSLATE_NOOP("QWidgetTextControl", "Cu&t"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Copy"), QT_TRANSLATE_NOOP("QWidgetTextControl", "&Paste"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Delete"), QT_TRANSLATE_NOOP("QWidgetTextControl", "Select All"),
    QT_TRANSLATE_NOOP("QAbstractSpinBox", "&Select All"), QT_TRANSLATE_NOOP("QAbstractSpinBox", "&Step up"),
    QT_TRANSLATE_NOOP("QAbstractSpinBox", "Step &down"),
};

bool isChinese(const QString& code) { return code.startsWith(QLatin1String("zh")); }

/// What the system's user likes, without what could only be drawn as boxes.
QStringList readablePreferences() {
    QStringList wanted = QLocale::system().uiLanguages();
    if (!hasChineseFont()) wanted.removeIf(isChinese);
    return wanted;
}

/// Qt's own texts (of file dialogs and the like), where its translations are installed, and ours above them.
struct Installed {
    std::unique_ptr<QTranslator> qt, ours;
};

Installed& installed() {
    static Installed both;
    return both;
}

}  // namespace

const std::vector<Language>& languages() {
    static const std::vector<Language> all{{QStringLiteral("en"), QStringLiteral("English")},
                                           {QStringLiteral("de"), QStringLiteral("Deutsch")},
                                           {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
    return all;
}

bool canBeRead(const Language& language) { return !isChinese(language.code) || hasChineseFont(); }

QString bestLanguage(const QStringList& preferences) {
    for (const QString& preference : preferences) {
        const QLocale wanted(QString(preference).replace(QLatin1Char('-'), QLatin1Char('_')));
        // Traditional Chinese is another script: English reads better than the wrong one.
        if (wanted.language() == QLocale::Chinese && wanted.script() == QLocale::TraditionalHanScript) continue;
        for (const Language& language : languages())
            if (QLocale(language.code).language() == wanted.language()) return language.code;
    }
    return QStringLiteral("en");
}

void installLanguage(const QString& code) {
    const bool known = std::any_of(languages().begin(), languages().end(), [&](const Language& each) { return each.code == code; });
    const QString chosen = known ? code : bestLanguage(readablePreferences());
    Installed& both = installed();
    both.ours.reset();  // a translator that is deleted is no longer asked
    both.qt.reset();
    // English has a file too: for plurals.
    both.ours = std::make_unique<QTranslator>();
    const bool found = both.ours->load(QStringLiteral(":/translations/spikeglass_%1.qm").arg(chosen));
    Q_ASSERT(found);
    (void)found;
    if (chosen != QLatin1String("en")) {
        both.qt = std::make_unique<QTranslator>();
        if (both.qt->load(QStringLiteral("qtbase_%1").arg(chosen), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(both.qt.get());
    }
    QCoreApplication::installTranslator(both.ours.get());
    const QLocale system = QLocale::system();
    const QLocale wanted(chosen);
    QLocale::setDefault(system.language() == wanted.language() ? system : wanted);
}

}  // namespace spikeglass
