// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariantMap>
#include <memory>
#include <optional>

#include "engine/generator.h"
#include "engine/sampler.h"

namespace spikeglass {

enum class ThemeChoice { System, Light, Dark, HighContrastLight, HighContrastDark };

/// What the window remembers from one start to the next. Belongs to the window's thread.
class Settings {
  public:
    enum class Store { User, None };  // None: nothing is read and nothing kept, for pictures and tests
    explicit Settings(Store store = Store::User);

    bool isFirstStart() const;
    void setStarted();

    QByteArray state(const QString& name) const;  // "geometry", "columns", "centre"
    void setState(const QString& name, const QByteArray& state);

    QString language() const;  // a code of languages(); empty: the system's
    void setLanguage(const QString& code);
    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    /// For this start only, until setTheme().
    void overrideTheme(ThemeChoice choice) { m_override = choice; }
    double textScale() const;  // 1: as designed
    void setTextScale(double scale);
    bool isOpen(const QString& section) const;  // of the left column
    void setOpen(const QString& section, bool open);
    bool showsModelCard() const;
    void setShowsModelCard(bool on);

    Sampling sampling() const;
    void setSampling(const Sampling& sampling);
    double speed() const;  // tokens per second; 0: full
    void setSpeed(double tokensPerSecond);
    std::int64_t tokens() const;  // to generate; 0: endless
    void setTokens(std::int64_t tokens);
    WindowEnd windowEnd() const;
    void setWindowEnd(WindowEnd end);
    WeightType weights() const;  // of models to be loaded
    void setWeights(WeightType weights);
    bool twin() const;
    void setTwin(bool on);
    /// Bytes at which a recording is completed though the text goes on; 0: no limit.
    std::uint64_t recordingLimit() const;
    void setRecordingLimit(std::uint64_t bytes);
    QString pricingModel() const;
    void setPricingModel(const QString& id);

    static constexpr qsizetype kRecentFiles = 8;
    QStringList recentFiles() const;  // newest first
    void addRecentFile(const QString& path);
    void clearRecentFiles();

  private:
    QVariant value(const char* key, const QVariant& fallback) const;
    void setValue(const char* key, const QVariant& value);

    std::unique_ptr<QSettings> m_store;  // null: Store::None
    QVariantMap m_memory;                // then
    std::optional<ThemeChoice> m_override;
};

}  // namespace spikeglass
