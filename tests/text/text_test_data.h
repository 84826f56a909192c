// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <vector>

#include "base/random.h"
#include "text/tokenizer.h"
#include "text/utf8.h"

/// What the tests of core/text share: data files, and random texts.
namespace spikeglass::test {

inline QByteArray readData(const char* name) {
    QFile file(QStringLiteral(SPIKEGLASS_TEST_DATA "/text/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

inline QJsonArray jsonArray(const QByteArray& json) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isArray()) qFatal("not a JSON array: %s", qPrintable(error.errorString()));
    return document.array();
}

inline std::string_view view(const QByteArray& bytes) { return {bytes.data(), static_cast<std::size_t>(bytes.size())}; }

inline std::unique_ptr<Tokenizer> makeOrDie(std::string_view kind, std::string_view definition) {
    Result<std::unique_ptr<Tokenizer>> made = makeTokenizer(kind, definition);
    if (!made) qFatal("%s", made.error().message.c_str());
    return std::move(*made);
}

inline std::string escaped(std::string_view text) {
    return QByteArray(text.data(), static_cast<qsizetype>(text.size())).toPercentEncoding(" <>|'").toStdString();
}

/// Encodes each case's text and compares with its ids; a sentence about the first that differs, or nothing.
inline std::string firstDifference(const Tokenizer& tokenizer, const QJsonArray& cases) {
    for (const QJsonValue& value : cases) {
        const QByteArray text = value[QStringLiteral("text")].toString().toUtf8();
        std::vector<std::int32_t> expected;
        for (const QJsonValue& id : value[QStringLiteral("ids")].toArray()) expected.push_back(id.toInt(-1));
        const Result<std::vector<std::int32_t>> ids = tokenizer.encode(view(text));
        if (!ids) return escaped(view(text)) + ": " + ids.error().message;
        if (*ids == expected) continue;
        std::string message = escaped(view(text)) + " has the ids";
        for (const std::int32_t id : *ids) message.append(" ").append(std::to_string(id));
        message += ", expected";
        for (const std::int32_t id : expected) message.append(" ").append(std::to_string(id));
        return message;
    }
    return {};
}

/// A random text of 0 to 40 characters: ASCII, white space, marks, Hangul, any assigned or unassigned code point.
inline std::string randomText(Random& random) {
    const auto below = [&random](std::uint64_t n) { return static_cast<char32_t>(random.next() % n); };
    std::string text;
    for (std::uint64_t left = random.next() % 41; left > 0; --left) {
        switch (below(8)) {
            case 0: appendUtf8(text, below(0x20)); break;
            case 1: appendUtf8(text, ' '); break;
            case 2: appendUtf8(text, 0x80 + below(0x780)); break;
            case 3: appendUtf8(text, 0x300 + below(0x70)); break;
            case 4: appendUtf8(text, below(2) ? 0x1100 + below(0x100) : 0xAC00 + below(0x2BA4)); break;
            case 5: {
                const char32_t any = below(0x110000);
                appendUtf8(text, any >= 0xD800 && any <= 0xDFFF ? U'\uFFFD' : any);
                break;
            }
            default: appendUtf8(text, 0x20 + below(0x5F)); break;
        }
    }
    return text;
}

}  // namespace spikeglass::test
