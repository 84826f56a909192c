// SPDX-License-Identifier: Apache-2.0
#include "appearance.h"

#include <QApplication>
#include <QPointer>
#include <QProxyStyle>
#include <QWidget>
#include <utility>

#include "fonts.h"

namespace spikeglass {
namespace {

/// Fusion, but mnemonics are not underlined: they work without.
class QuietStyle : public QProxyStyle {
  public:
    QuietStyle() : QProxyStyle(QStringLiteral("fusion")) {}
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override {
        return hint == SH_UnderlineShortcut ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

/// Buttons, fields, menus and edges; everything else is Fusion with the theme's palette.
QString styleSheet(const Theme& theme) {
    const QColor hover = Theme::mix(theme.raised, theme.text, 0.07), pressed = Theme::mix(theme.raised, theme.text, 0.14);
    QString css = QStringLiteral(R"(
QMenuBar { background: @window; border: none; padding: 3px 6px; }
QMenuBar::item { padding: 5px 10px; border-radius: 5px; background: transparent; color: @text; }
QTableView, QTreeView { background: @panel; color: @text; alternate-background-color: @raised; border: none;
    selection-background-color: @accent; selection-color: @onAccent; outline: none; }
QHeaderView::section { background: @panel; color: @secondary; border: none; border-bottom: 1px solid @line; padding: 4px 6px; }
QHeaderView { background: @panel; }
QProgressBar { background: @line; border: none; border-radius: 3px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QMenuBar::item:selected { background: @raised; }
QMenu { background: @panel; border: 1px solid @line; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; color: @text; }
QMenu::item:selected { background: @accent; color: @onAccent; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 4px 6px; }
QSplitter::handle { background: @line; }
QPushButton { background: @raised; color: @text; border: 1px solid @line; border-radius: 6px; padding: 5px 12px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @disabled; }
QPushButton#primaryButton { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton#primaryButton:hover { background: @accentHover; }
QPushButton#primaryButton:pressed { background: @accentPressed; }
QPushButton#primaryButton:focus { border: 2px solid @text; }
QPushButton#primaryButton:disabled { background: @raised; color: @disabled; border: 1px solid @line; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 3px 6px; color: @text; background: transparent; }
QToolButton:hover { background: @raised; }
QToolButton:pressed { background: @pressed; }
QToolButton:disabled { color: @disabled; }
QToolButton#difference, QToolButton#logarithmic, QToolButton#energyTable { border: 1px solid @line; }
QToolButton:checked { background: @raised; border: 1px solid @accent; }
QToolButton:focus { border: 1px solid @accent; }
QToolButton[pill="true"] { border: 1px solid @line; border-radius: 9px; padding: 1px 9px; }
QToolButton[pill="true"]:hover { background: @raised; }
QToolButton[pill="true"]:pressed { background: @pressed; }
QToolButton[pill="true"]:focus { border: 1px solid @accent; }
QToolButton[pill="true"]:disabled { color: @disabled; }
QToolButton::menu-indicator { image: none; }
QPlainTextEdit#prompt { background: @panel; color: @text; border: 1px solid @line; border-radius: 6px;
    selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit#prompt:focus { border: 1px solid @accent; }
QComboBox, QAbstractSpinBox { background: @panel; color: @text; border: 1px solid @line; border-radius: 5px; padding: 3px 4px 3px 7px;
    selection-background-color: @accent; selection-color: @onAccent; }
QComboBox:hover, QAbstractSpinBox:hover { border: 1px solid @scroll; }
QComboBox:focus, QAbstractSpinBox:focus { border: 1px solid @accent; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/icons/arrow-down.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @panel; color: @text; border: 1px solid @line; outline: none;
    selection-background-color: @accent; selection-color: @onAccent; }
QAbstractSpinBox { padding: 3px 18px 3px 7px; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; border: none; width: 17px; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; border: none; width: 17px; }
QAbstractSpinBox::up-arrow { image: url(:/icons/arrow-up.svg); width: 8px; height: 8px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/arrow-down.svg); width: 8px; height: 8px; }
QSlider::groove:horizontal { background: @line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @accent; width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; }
QSlider::handle:horizontal:hover { background: @accentHover; }
QSlider::handle:horizontal:focus { border: 2px solid @text; }
QTabBar { background: @window; }
QTabBar::tab { background: transparent; color: @secondary; padding: 7px 6px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }
QListView#figureSites { background: @panel; border: 1px solid @line; border-radius: 5px; }
QListView#figureSites::indicator, QCheckBox#figureShared::indicator, QCheckBox#importHalf::indicator { width: 12px; height: 12px; border: 1px solid @secondary; border-radius: 3px; background: @panel; }
QListView#figureSites::indicator:checked, QCheckBox#figureShared::indicator:checked, QCheckBox#importHalf::indicator:checked { background: @accent; border: 1px solid @accent; image: url(:/icons/check-@tick.svg); }
QLineEdit#figureNeurons, QLineEdit#presetTitle, QLineEdit#presetFonts, QLineEdit[framed="true"] { background: @panel; color: @text; border: 1px solid @line;
    border-radius: 5px; padding: 3px 7px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit#figureNeurons:focus, QLineEdit#presetTitle:focus, QLineEdit#presetFonts:focus, QLineEdit[framed="true"]:focus { border: 1px solid @accent; }
QPlainTextEdit#figureCaption { background: @panel; color: @text; border: 1px solid @line; border-radius: 5px; }
QScrollBar:vertical { background: transparent; width: 9px; margin: 0; }
QScrollBar::handle:vertical { background: @scroll; border-radius: 3px; min-height: 24px; margin: 1px 2px; }
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: transparent; }
)");
    const std::pair<const char*, QColor> colors[] = {
        {"@accentHover", Theme::mix(theme.accent, theme.text, 0.12)},
        {"@accentPressed", Theme::mix(theme.accent, theme.text, 0.24)},
        {"@accent", theme.accent},
        {"@onAccent", theme.accentText},
        {"@window", theme.window},
        {"@panel", theme.panel},
        {"@raised", theme.raised},
        {"@line", theme.line},
        {"@text", theme.text},
        {"@secondary", theme.secondaryText},
        {"@disabled", theme.disabledText},
        {"@hover", hover},
        {"@pressed", pressed},
        {"@scroll", Theme::mix(theme.line, theme.text, 0.15)},
    };
    css.replace(QLatin1String("@tick"), theme.accentText.lightnessF() > 0.5F ? QLatin1String("light") : QLatin1String("dark"));
    if (theme.highContrast) {  // edges that are seen, a focus that is not missed
        css.replace(QLatin1String("2px solid @text"), QLatin1String("3px solid @text"));
        css.replace(QLatin1String("1px solid @"), QLatin1String("2px solid @"));
    }
    for (const auto& [name, color] : colors) css.replace(QLatin1String(name), color.name());
    return css;
}

}  // namespace

bool desktopIsDark() {
    static const bool dark = [] {
        const QPalette desktop = QApplication::palette();  // asked before we set our own
        return desktop.color(QPalette::Window).lightnessF() < desktop.color(QPalette::WindowText).lightnessF();
    }();
    return dark;
}

Theme themeFor(ThemeChoice choice, const DesktopWishes& wishes, bool paletteIsDark) {
    switch (choice) {
        case ThemeChoice::Light: return Theme::light();
        case ThemeChoice::Dark: return Theme::darkTheme();
        case ThemeChoice::HighContrastLight: return Theme::highContrastTheme(false);
        case ThemeChoice::HighContrastDark: return Theme::highContrastTheme(true);
        case ThemeChoice::System: break;
    }
    const bool dark = wishes.dark.value_or(paletteIsDark);
    return wishes.highContrast ? Theme::highContrastTheme(dark) : dark ? Theme::darkTheme() : Theme::light();
}

void applyAppearance(ThemeChoice choice, double textScale) {
    const bool desktopDark = desktopIsDark();  // before our palette hides the desktop's
    static ThemeChoice chosen;
    static double scale;
    chosen = choice, scale = textScale;
    static QPointer<DesktopPortal> portal;
    if (choice == ThemeChoice::System && !portal) {
        if (const std::optional<QDBusConnection> bus = DesktopPortal::sessionBus()) {
            portal = new DesktopPortal(*bus, qApp);
            QObject::connect(portal, &DesktopPortal::changed, qApp, [] {
                if (chosen == ThemeChoice::System) applyAppearance(chosen, scale);
            });
        }
    }
    loadResources();
    setCurrentTheme(themeFor(choice, portal ? portal->wishes() : DesktopWishes{}, desktopDark));
    static bool styled = false;
    if (!std::exchange(styled, true)) QApplication::setStyle(new QuietStyle);
    QApplication::setFont(labelFont(kDefaultTextPoints * textScale));
    QApplication::setPalette(currentTheme().palette());
    qApp->setStyleSheet(styleSheet(currentTheme()));
    // A style sheet gives widgets back the font that they had, after those that they stand in have set a larger one.
    for (QWidget* widget : QApplication::allWidgets()) {
        QEvent changed(QEvent::FontChange);
        QApplication::sendEvent(widget, &changed);
    }
}

}  // namespace spikeglass
