// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>
#include <optional>

namespace spikeglass {

/// What the user asked the desktop for.
struct DesktopWishes {
    std::optional<bool> dark;   // nothing: no preference
    bool highContrast = false;
    bool operator==(const DesktopWishes&) const = default;
};

/// Asks the desktop portal (org.freedesktop.portal.Settings) and listens for changes. Qt 6.4 does not. Without a session
/// bus, or a portal on it, there are no wishes and nothing is said. Lives in the window's thread.
class DesktopPortal : public QObject {
    Q_OBJECT
  public:
    /// Asks at once and waits for the answer, kWaitMilliseconds at most: the first picture shall be the right one.
    explicit DesktopPortal(const QDBusConnection& bus, QObject* parent = nullptr);

    /// The session's bus, if there is one; asks for none to be started.
    static std::optional<QDBusConnection> sessionBus();
    static constexpr int kWaitMilliseconds = 300;

    const DesktopWishes& wishes() const { return m_wishes; }
    /// As a value of org.freedesktop.appearance changes the wishes; what is not understood changes nothing.
    static DesktopWishes changedBy(DesktopWishes wishes, const QString& key, const QVariant& value);

  Q_SIGNALS:
    void changed();

  private Q_SLOTS:
    void onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value);

  private:
    void ask(const QString& key);

    QDBusConnection m_bus;
    DesktopWishes m_wishes;
};

}  // namespace spikeglass
