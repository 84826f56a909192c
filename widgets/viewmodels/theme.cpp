// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace spikeglass {

namespace {

// Okabe and Ito, "Color Universal Design" (2008): told apart with every common form of colour vision.
constexpr QRgb kOrange = 0xFFE69F00, kSky = 0xFF56B4E9, kGreen = 0xFF009E73, kYellow = 0xFFF0E442, kBlue = 0xFF0072B2,
               kVermillion = 0xFFD55E00, kPurple = 0xFFCC79A7;

// From the lowest block upwards; yellow is left out, which no white panel shows.
constexpr std::array<QRgb, 6> kBlocks{kBlue, kGreen, kSky, kOrange, kVermillion, kPurple};

Theme& mutableTheme() {
    static Theme theme = Theme::light();
    return theme;
}

}  // namespace

QColor Theme::mix(const QColor& under, const QColor& over, double share) {
    const auto part = [share](float a, float b) { return static_cast<float>(a + (b - a) * share); };
    return QColor(QColor::fromRgbF(part(under.redF(), over.redF()), part(under.greenF(), over.greenF()),
                                   part(under.blueF(), over.blueF()))
                      .rgb());
}

/// On white a pale colour is drawn darker where contrast counts most; on black all of them stand out.
QColor Theme::strong(QRgb color) const {
    constexpr double kDarker = 0.35;
    const QColor own = QColor::fromRgba(color);
    return highContrast && !dark ? mix(own, text, kDarker) : own;
}

QColor Theme::blockColor(int block) const {
    if (block < 0) return secondaryText;
    return strong(kBlocks[static_cast<std::size_t>(block) % kBlocks.size()]);
}

QColor Theme::siteColor(int block, bool second) const {
    const QColor color = blockColor(block);
    return second ? mix(panel, color, 0.58) : color;
}

QColor Theme::traceColor(std::size_t index) const {
    static constexpr std::array<QRgb, 6> onLight{kBlue, kGreen, kPurple, kVermillion, kOrange, kSky};
    static constexpr std::array<QRgb, 6> onDark{kSky, kGreen, kPurple, kOrange, kYellow, kVermillion};
    const auto& colors = dark ? onDark : onLight;
    return strong(colors[index % colors.size()]);
}

QColor Theme::surprisal(double bits) const {
    if (!(bits > 0)) return panel;
    return mix(panel, spiking, (highContrast ? 0.45 : dark ? 0.62 : 0.58) * std::min(bits / kFullSurprisalBits, 1.0));
}

QPalette Theme::palette() const {
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, panel);
    p.setColor(QPalette::AlternateBase, raised);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, secondaryText);
    p.setColor(QPalette::Button, raised);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, errorText);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, accentText);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::ToolTipBase, raised);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Light, mix(raised, panel, 0.5));
    p.setColor(QPalette::Midlight, mix(raised, line, 0.4));
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, mix(line, text, 0.25));
    p.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : mix(line, text, 0.4));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, disabledText);
    p.setColor(QPalette::Disabled, QPalette::Highlight, line);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, disabledText);
    return p;
}

Theme Theme::light() {
    Theme t;
    t.window = QColor(0xFFFFFF);
    t.panel = QColor(0xFFFFFF);
    t.raised = QColor(0xEDF0F2);
    t.line = QColor(0xDADFE3);
    t.text = QColor(0x16191B);
    t.secondaryText = QColor(0x5F6A72);  // 5.5 : 1 on the panel
    t.disabledText = QColor(0xA2ABB2);
    t.accent = QColor::fromRgba(kBlue);
    t.accentText = QColor(0xFFFFFF);
    t.ink = QColor(0x1F2427);
    t.spiking = QColor::fromRgba(kVermillion);
    t.analog = QColor::fromRgba(kBlue);
    t.warning = QColor(0xB45300);
    t.error = QColor(0xB3261E);
    t.errorText = QColor(0xFFFFFF);
    t.threshold = QColor::fromRgba(kVermillion);
    return t;
}

Theme Theme::darkTheme() {
    Theme t;
    t.dark = true;
    t.window = QColor(0x1B2022);
    t.panel = QColor(0x1B2022);
    t.raised = QColor(0x262C2F);
    t.line = QColor(0x343B40);
    t.text = QColor(0xE9EDEF);
    t.secondaryText = QColor(0x9AA5AC);  // 6.5 : 1 on the panel
    t.disabledText = QColor(0x5C676E);
    t.accent = QColor::fromRgba(kSky);
    t.accentText = QColor(0x10181D);
    t.ink = QColor(0xE4E8EA);
    t.spiking = QColor(0xC85A08);
    t.analog = QColor(0x3E8DC4);
    t.warning = QColor::fromRgba(kOrange);
    t.error = QColor(0xF2857B);
    t.errorText = QColor(0x2A0B08);
    t.threshold = QColor(0xE06A10);
    return t;
}

Theme Theme::highContrastTheme(bool dark) {
    Theme t;
    t.dark = dark;
    t.highContrast = true;
    t.stroke = 1.6;
    t.window = t.panel = dark ? QColor(Qt::black) : QColor(0xFFFFFF);
    t.raised = dark ? QColor(0x1C1C1C) : QColor(0xEFEFEF);
    t.line = dark ? QColor(0xB4B4B4) : QColor(0x4A4A4A);
    t.text = t.ink = dark ? QColor(0xFFFFFF) : QColor(Qt::black);
    t.secondaryText = dark ? QColor(0xDCDCDC) : QColor(0x2B2B2B);
    t.disabledText = dark ? QColor(0xA6A6A6) : QColor(0x555555);
    t.accent = t.analog = dark ? QColor(0x78CBFF) : QColor(0x003F7D);
    t.accentText = dark ? QColor(Qt::black) : QColor(0xFFFFFF);
    t.spiking = t.threshold = dark ? QColor(0xFF9F4D) : QColor(0x8A2F00);
    t.warning = dark ? QColor(0xFFC24D) : QColor(0x6B3000);
    t.error = dark ? QColor(0xFF9C94) : QColor(0x8B0000);
    t.errorText = dark ? QColor(Qt::black) : QColor(0xFFFFFF);
    return t;
}

const Theme& currentTheme() { return mutableTheme(); }

void setCurrentTheme(const Theme& theme) { mutableTheme() = theme; }

}  // namespace spikeglass
