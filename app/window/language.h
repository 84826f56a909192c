// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace spikeglass {

/// A language that the window speaks.
struct Language {
    QString code;  // "en", "de", "zh_CN"
    QString name;  // in itself: "Deutsch"
};
const std::vector<Language>& languages();

/// Whether the fonts at hand can draw it. Needs the application.
bool canBeRead(const Language& language);

/// The one of these that a person with such preferences ("zh-Hans-CN", "en-GB") likes best; "en" if none.
QString bestLanguage(const QStringList& preferences);

/// Makes tr() speak a language from now on; what was said before stays as it was. code: of languages(), or empty for the
/// system's, if it can be read. Numbers and dates follow. Needs the application.
void installLanguage(const QString& code);

}  // namespace spikeglass
