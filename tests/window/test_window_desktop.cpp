// SPDX-License-Identifier: Apache-2.0
#include <QDBusMessage>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

#include "fonts.h"
#include "support/offscreen_noise.h"
#include "window/appearance.h"

using namespace spikeglass;

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");

}  // namespace

/// A portal that answers as the real one does: a variant in a variant.
class FakePortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
  public:
    uint scheme = 1, contrast = 0;

  public Q_SLOTS:
    Q_SCRIPTABLE QDBusVariant Read(const QString& space, const QString& key) {
        if (space != QStringLiteral("org.freedesktop.appearance")) return {};
        return QDBusVariant(QVariant::fromValue(QDBusVariant(key == QStringLiteral("contrast") ? contrast : scheme)));
    }
};

/// What the desktop asks for, and what becomes of it.
class TestWindowDesktop : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() { test::silenceOffscreenPlatform(); }

    void theUserComesFirstThenTheDesktopThenItsLooks() {
        const DesktopWishes none, dark{true, false}, light{false, false}, more{std::nullopt, true}, darkMore{true, true};
        const auto system = [](const DesktopWishes& wishes, bool looksDark) {
            const Theme theme = themeFor(ThemeChoice::System, wishes, looksDark);
            return std::pair(theme.dark, theme.highContrast);
        };
        QCOMPARE(system(none, false), std::pair(false, false));
        QCOMPARE(system(none, true), std::pair(true, false));
        QCOMPARE(system(dark, false), std::pair(true, false));
        QCOMPARE(system(light, true), std::pair(false, false));
        QCOMPARE(system(more, true), std::pair(true, true));
        QCOMPARE(system(darkMore, false), std::pair(true, true));
        QVERIFY(!themeFor(ThemeChoice::Light, darkMore, true).dark);
        QVERIFY(!themeFor(ThemeChoice::Light, darkMore, true).highContrast);
        QVERIFY(themeFor(ThemeChoice::Dark, light, false).dark);
        QVERIFY(themeFor(ThemeChoice::HighContrastLight, none, true).highContrast);
        QVERIFY(!themeFor(ThemeChoice::HighContrastLight, none, true).dark);
        QVERIFY(themeFor(ThemeChoice::HighContrastDark, none, false).dark);
    }

    void answersAreUnderstoodOrLeftAlone() {
        const auto changed = [](const DesktopWishes& before, const char* key, const QVariant& value) {
            return DesktopPortal::changedBy(before, QLatin1String(key), value);
        };
        const DesktopWishes none;
        const QVariant wrapped = QVariant::fromValue(QDBusVariant(QVariant::fromValue(QDBusVariant(1U))));
        QCOMPARE(changed(none, "color-scheme", wrapped), (DesktopWishes{true, false}));
        QCOMPARE(changed(none, "color-scheme", 2U), (DesktopWishes{false, false}));
        QCOMPARE(changed({true, true}, "color-scheme", 0U), (DesktopWishes{std::nullopt, true}));
        QCOMPARE(changed({true, false}, "color-scheme", 77U), (DesktopWishes{std::nullopt, false}));
        QCOMPARE(changed({true, false}, "contrast", 1U), (DesktopWishes{true, true}));
        QCOMPARE(changed({true, true}, "contrast", 0U), (DesktopWishes{true, false}));
        QCOMPARE(changed({true, false}, "color-scheme", QStringLiteral("blue")), (DesktopWishes{true, false}));
        QCOMPARE(changed({true, false}, "accent-color", 2U), (DesktopWishes{true, false}));
        QCOMPARE(changed({true, false}, "color-scheme", {}), (DesktopWishes{true, false}));
    }

    void themesAreRemembered() {
        Settings settings(Settings::Store::None);
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrastLight,
                                         ThemeChoice::HighContrastDark, ThemeChoice::System}) {
            settings.setTheme(choice);
            QCOMPARE(settings.theme(), choice);
        }
    }

    void withoutASessionBusNothingIsAskedAndNothingStarted() {
        const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS"), folder = qgetenv("XDG_RUNTIME_DIR");
        QTemporaryDir empty;
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", empty.path().toLocal8Bit());
        QVERIFY(!DesktopPortal::sessionBus());
        applyAppearance(ThemeChoice::System, 1);
        QCOMPARE(currentTheme().dark, desktopIsDark());
        if (!address.isEmpty()) qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        qputenv("XDG_RUNTIME_DIR", folder);
    }

    /// The real protocol on a bus of our own.
    void thePortalIsAskedAndHeard() {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty()) QSKIP("there is no dbus-daemon here");
        QProcess bus;
        bus.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        QVERIFY(bus.waitForStarted());
        QVERIFY(bus.waitForReadyRead(10'000));
        const QString address = QString::fromLocal8Bit(bus.readLine()).trimmed();
        {
            // The portal answers from a thread of its own: the one that asks waits.
            QThread thread;
            FakePortal portal;
            QDBusConnection theirs = QDBusConnection::connectToBus(address, QStringLiteral("portal"));
            QVERIFY(theirs.isConnected());
            portal.moveToThread(&thread);
            thread.start();
            QVERIFY(theirs.registerObject(kPath, &portal, QDBusConnection::ExportScriptableSlots));
            QVERIFY(theirs.registerService(kService));

            const QDBusConnection ours = QDBusConnection::connectToBus(address, QStringLiteral("window"));
            DesktopPortal desktop(ours);
            QCOMPARE(desktop.wishes(), (DesktopWishes{true, false}));

            QSignalSpy changed(&desktop, &DesktopPortal::changed);
            const auto tell = [&](const char* space, const char* key, uint value) {
                QDBusMessage signal = QDBusMessage::createSignal(kPath, QStringLiteral("org.freedesktop.portal.Settings"),
                                                                 QStringLiteral("SettingChanged"));
                signal << QLatin1String(space) << QLatin1String(key) << QVariant::fromValue(QDBusVariant(value));
                QVERIFY(theirs.send(signal));
            };
            tell("org.freedesktop.appearance", "color-scheme", 2);
            QTRY_COMPARE(changed.count(), 1);
            QCOMPARE(desktop.wishes(), (DesktopWishes{false, false}));
            tell("org.gnome.something", "contrast", 1);  // of somebody else
            tell("org.freedesktop.appearance", "contrast", 1);
            QTRY_COMPARE(changed.count(), 2);
            QCOMPARE(desktop.wishes(), (DesktopWishes{false, true}));
            theirs.unregisterObject(kPath);
            thread.quit();
            thread.wait();
        }
        QDBusConnection::disconnectFromBus(QStringLiteral("window"));
        QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
        bus.terminate();
        QVERIFY(bus.waitForFinished());
    }
};

QTEST_MAIN(TestWindowDesktop)
#include "test_window_desktop.moc"
