// SPDX-License-Identifier: Apache-2.0
#include "figures/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace spikeglass::figures {
namespace {

constexpr std::array<QRgb, 7> kSeries{0xFF0072B2, 0xFFD55E00, 0xFF009E73, 0xFFCC79A7, 0xFF56B4E9, 0xFFE69F00, 0xFF000000};
// Ten colours of each map at equal steps; between them colours are mixed.
constexpr std::array<QRgb, 10> kViridis{0xFF440154, 0xFF482878, 0xFF3E4989, 0xFF31688E, 0xFF26828E,
                                        0xFF1F9E89, 0xFF35B779, 0xFF6ECE58, 0xFFB5DE2B, 0xFFFDE725};
constexpr std::array<QRgb, 10> kCividis{0xFF00224E, 0xFF123570, 0xFF3B496C, 0xFF575D6D, 0xFF707173,
                                        0xFF8A8678, 0xFFA59C74, 0xFFC3B369, 0xFFE1CC55, 0xFFFEE838};

}  // namespace

QColor seriesColor(int index) { return QColor::fromRgb(kSeries[static_cast<std::size_t>(index) % kSeries.size()]); }

QColor blockColor(int block) { return block < 0 ? QColor(0x80, 0x80, 0x80) : seriesColor(block); }

QColor mapColor(const QString& map, double value) {
    const auto& colors = map == QLatin1String("cividis") ? kCividis : kViridis;
    const double at = std::clamp(std::isnan(value) ? 0.0 : value, 0.0, 1.0) * static_cast<double>(colors.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), colors.size() - 2);
    const double share = at - static_cast<double>(below);
    const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a + share * (b - a))); };
    const QRgb a = colors[below], b = colors[below + 1];
    return QColor(mix(qRed(a), qRed(b)), mix(qGreen(a), qGreen(b)), mix(qBlue(a), qBlue(b)));
}

QColor inkOn(const QColor& ground) {
    const double light = 0.2126 * std::pow(ground.redF(), 2.2) + 0.7152 * std::pow(ground.greenF(), 2.2) +
                         0.0722 * std::pow(ground.blueF(), 2.2);
    return light > 0.18 ? Qt::black : Qt::white;
}

QColor tint(const QColor& over, double share) {
    const auto mix = [share](int channel) { return static_cast<int>(std::lround(255 + share * (channel - 255))); };
    return QColor(mix(over.red()), mix(over.green()), mix(over.blue()));
}

}  // namespace spikeglass::figures
