// SPDX-License-Identifier: Apache-2.0
#include "settings.h"

#include <algorithm>
#include <utility>

namespace spikeglass {
namespace {

constexpr std::pair<ThemeChoice, const char*> kThemes[] = {{ThemeChoice::System, "system"},
                                                           {ThemeChoice::Light, "light"},
                                                           {ThemeChoice::Dark, "dark"},
                                                           {ThemeChoice::HighContrastLight, "high-contrast-light"},
                                                           {ThemeChoice::HighContrastDark, "high-contrast-dark"}};

}  // namespace

Settings::Settings(Store store) {
    if (store == Store::User)
        m_store = std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("spikeglass"),
                                              QStringLiteral("spikeglass"));
}

QVariant Settings::value(const char* key, const QVariant& fallback) const {
    const QString name = QLatin1String(key);
    return m_store ? m_store->value(name, fallback) : m_memory.value(name, fallback);
}

void Settings::setValue(const char* key, const QVariant& value) {
    const QString name = QLatin1String(key);
    if (m_store)
        m_store->setValue(name, value);
    else
        m_memory[name] = value;
}

bool Settings::isFirstStart() const { return !value("started", false).toBool(); }
void Settings::setStarted() { setValue("started", true); }

QByteArray Settings::state(const QString& name) const {
    return value((QByteArray("window/") + name.toLatin1()).constData(), {}).toByteArray();
}
void Settings::setState(const QString& name, const QByteArray& state) {
    setValue((QByteArray("window/") + name.toLatin1()).constData(), state);
}

QString Settings::language() const { return value("view/language", QString()).toString(); }
void Settings::setLanguage(const QString& code) { setValue("view/language", code); }

ThemeChoice Settings::theme() const {
    if (m_override) return *m_override;
    const QString name = value("view/theme", QStringLiteral("system")).toString();
    for (const auto& [choice, known] : kThemes)
        if (name == QLatin1String(known)) return choice;
    return ThemeChoice::System;
}
void Settings::setTheme(ThemeChoice choice) {
    m_override.reset();
    for (const auto& [known, name] : kThemes)
        if (known == choice) setValue("view/theme", QString::fromLatin1(name));
}

double Settings::textScale() const {
    const double scale = value("view/textScale", 1.0).toDouble();
    return scale >= 0.5 && scale <= 3.0 ? scale : 1.0;
}
void Settings::setTextScale(double scale) { setValue("view/textScale", scale); }
bool Settings::isOpen(const QString& section) const {
    return value(("sections/" + section.toUtf8()).constData(), true).toBool();
}
void Settings::setOpen(const QString& section, bool open) { setValue(("sections/" + section.toUtf8()).constData(), open); }

bool Settings::showsModelCard() const { return value("view/modelCard", true).toBool(); }
void Settings::setShowsModelCard(bool on) { setValue("view/modelCard", on); }

Sampling Settings::sampling() const {
    const Sampling usual;
    const Sampling kept{.temperature = value("run/temperature", usual.temperature).toDouble(),
                        .topP = value("run/topP", usual.topP).toDouble(),
                        .seed = value("run/seed", QVariant::fromValue<qulonglong>(usual.seed)).toULongLong()};
    return kept.check() ? kept : usual;  // a settings file may have been edited by hand
}
void Settings::setSampling(const Sampling& sampling) {
    setValue("run/temperature", sampling.temperature);
    setValue("run/topP", sampling.topP);
    setValue("run/seed", QVariant::fromValue<qulonglong>(sampling.seed));
}

double Settings::speed() const { return std::max(0.0, value("run/speed", 20.0).toDouble()); }
void Settings::setSpeed(double tokensPerSecond) { setValue("run/speed", tokensPerSecond); }
std::int64_t Settings::tokens() const { return std::max(0LL, value("run/tokens", 0LL).toLongLong()); }
void Settings::setTokens(std::int64_t tokens) { setValue("run/tokens", static_cast<qlonglong>(tokens)); }
std::uint64_t Settings::recordingLimit() const { return value("run/recordingLimit", 0ULL).toULongLong(); }
void Settings::setRecordingLimit(std::uint64_t bytes) { setValue("run/recordingLimit", static_cast<qulonglong>(bytes)); }
WindowEnd Settings::windowEnd() const {
    return value("run/windowEnd", QString()).toString() == QLatin1String("restart") ? WindowEnd::Restart : WindowEnd::Stop;
}
void Settings::setWindowEnd(WindowEnd end) {
    setValue("run/windowEnd", end == WindowEnd::Restart ? QStringLiteral("restart") : QStringLiteral("stop"));
}
WeightType Settings::weights() const {
    return weightTypeNamed(value("run/weights", QString()).toString().toStdString()).value_or(WeightType::Float32);
}
void Settings::setWeights(WeightType weights) { setValue("run/weights", QString::fromLatin1(nameOf(weights))); }
bool Settings::twin() const { return value("run/twin", true).toBool(); }
void Settings::setTwin(bool on) { setValue("run/twin", on); }
QString Settings::pricingModel() const { return value("view/pricingModel", QString()).toString(); }
void Settings::setPricingModel(const QString& id) { setValue("view/pricingModel", id); }

QStringList Settings::recentFiles() const { return value("recentFiles", QStringList()).toStringList(); }
void Settings::addRecentFile(const QString& path) {
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    setValue("recentFiles", QStringList(files.mid(0, kRecentFiles)));
}
void Settings::clearRecentFiles() { setValue("recentFiles", QStringList()); }

}  // namespace spikeglass
