// SPDX-License-Identifier: Apache-2.0
#include "desktop_wishes.h"

#include <QDBusMessage>
#include <QFile>

namespace spikeglass {
namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kSpace = QStringLiteral("org.freedesktop.appearance");
const QString kColorScheme = QStringLiteral("color-scheme");  // 0: no preference, 1: dark, 2: light
const QString kContrast = QStringLiteral("contrast");         // 0: no preference, 1: higher

/// Portals wrap an answer in one variant or, in Read(), in two.
QVariant unwrapped(QVariant value) {
    while (value.metaType() == QMetaType::fromType<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
    return value;
}

}  // namespace

std::optional<QDBusConnection> DesktopPortal::sessionBus() {
    // Looking for a bus that nobody named may start one.
    const QByteArray folder = qgetenv("XDG_RUNTIME_DIR");
    const bool named = !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
                       (!folder.isEmpty() && QFile::exists(QString::fromLocal8Bit(folder) + QStringLiteral("/bus")));
    if (!named) return {};
    const QDBusConnection bus = QDBusConnection::sessionBus();
    return bus.isConnected() ? std::optional(bus) : std::nullopt;
}

DesktopWishes DesktopPortal::changedBy(DesktopWishes wishes, const QString& key, const QVariant& value) {
    bool isNumber = false;
    const uint number = unwrapped(value).toUInt(&isNumber);
    if (!isNumber) return wishes;
    if (key == kColorScheme) wishes.dark = number == 1 ? std::optional(true) : number == 2 ? std::optional(false) : std::nullopt;
    if (key == kContrast) wishes.highContrast = number == 1;
    return wishes;
}

DesktopPortal::DesktopPortal(const QDBusConnection& bus, QObject* parent) : QObject(parent), m_bus(bus) {
    m_bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                  SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask(kColorScheme);
    ask(kContrast);
}

void DesktopPortal::ask(const QString& key) {
    QDBusMessage question = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    question << kSpace << key;
    const QDBusMessage answer = m_bus.call(question, QDBus::Block, kWaitMilliseconds);
    if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty())
        m_wishes = changedBy(m_wishes, key, answer.arguments().first());
}

void DesktopPortal::onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value) {
    if (space != kSpace) return;
    const DesktopWishes wishes = changedBy(m_wishes, key, QVariant::fromValue(value));
    if (wishes == m_wishes) return;
    m_wishes = wishes;
    Q_EMIT changed();
}

}  // namespace spikeglass
