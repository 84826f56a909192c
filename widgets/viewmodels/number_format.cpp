// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/number_format.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace spikeglass {
namespace {

const QString kUnknown = QStringLiteral("–");
const QString kNarrowSpace = QString(QChar(0x00A0));

/// Three significant digits, without exponent.
QString threeDigits(double value) {
    const double size = std::abs(value);
    const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return QLocale().toString(value, 'f', decimals);
}

struct Prefix {
    double factor;
    const char* name;
};

}  // namespace

QString formatEnergy(double joules) {
    if (!std::isfinite(joules)) return kUnknown;
    static constexpr std::array<Prefix, 7> prefixes{
        {{1e3, "kJ"}, {1.0, "J"}, {1e-3, "mJ"}, {1e-6, "µJ"}, {1e-9, "nJ"}, {1e-12, "pJ"}, {1e-15, "fJ"}}};
    if (joules == 0) return QStringLiteral("0") + kNarrowSpace + QStringLiteral("J");
    const auto fits = [joules](const Prefix& p) { return std::abs(joules) >= 0.9995 * p.factor; };
    auto prefix = std::find_if(prefixes.begin(), prefixes.end(), fits);
    if (prefix == prefixes.end()) --prefix;
    return threeDigits(joules / prefix->factor) + kNarrowSpace + QString::fromUtf8(prefix->name);
}

QString formatCount(double count) {
    if (!std::isfinite(count)) return kUnknown;
    if (std::abs(count) < 9999.5) return QLocale().toString(static_cast<qlonglong>(std::llround(count)));
    static constexpr std::array<Prefix, 4> prefixes{{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}}};
    const auto fits = [count](const Prefix& p) { return std::abs(count) >= 0.9995 * p.factor; };
    const auto prefix = std::find_if(prefixes.begin(), prefixes.end(), fits);
    return threeDigits(count / prefix->factor) + kNarrowSpace + QString::fromUtf8(prefix->name);
}

QString formatCount(std::int64_t count) { return formatCount(static_cast<double>(count)); }

QString formatPercent(double share) {
    if (!std::isfinite(share)) return kUnknown;
    const double percent = 100 * share;
    if (percent > 0 && percent < 0.05) return QStringLiteral("<") + QLocale().toString(0.1, 'f', 1) + QStringLiteral("%");
    return QLocale().toString(percent, 'f', percent >= 99.95 ? 0 : 1) + QStringLiteral("%");
}

QString formatRatio(double ratio, bool marked) {
    if (!std::isfinite(ratio)) return kUnknown;
    return threeDigits(ratio) + (marked ? QStringLiteral("×*") : QStringLiteral("×"));
}

QString formatSpeed(double tokensPerSecond) {
    if (!std::isfinite(tokensPerSecond) || tokensPerSecond <= 0) return kUnknown;
    return QLocale().toString(tokensPerSecond, 'f', tokensPerSecond >= 99.5 ? 0 : 1);
}

}  // namespace spikeglass
