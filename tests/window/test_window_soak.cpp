// SPDX-License-Identifier: Apache-2.0
// A monkey at the window: real clicks, keys, wheels and menus, led by a seed. SPIKEGLASS_SOAK=600 SPIKEGLASS_SEED=7 for longer.
#include <QAbstractScrollArea>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QMenu>
#include <QMenuBar>
#include <QPixmapCache>
#include <QPointer>
#include <QTemporaryDir>
#include <QTimer>
#include <memory>

#include "prompt_bar.h"
#include "support/offscreen_noise.h"
#include "support/soak.h"
#include "transport_bar.h"
#include "window/playback.h"
#include "window/window_actions.h"
#include "window/window_session.h"
#include "window/workspace_desk.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

constexpr int kActs = 80;  // of a session
constexpr int kWarmUpSessions = 2;
// Bytes, between sessions, with every window closed. Fonts, styles and the file dialog's lists stay once they were asked for.
constexpr std::size_t kMostGrowthInUse = std::size_t{6} << 20;
constexpr std::size_t kMostGrowthResident = std::size_t{48} << 20;

/// One session: a window is opened, worked in by somebody who cannot read, and closed or left.
class Monkey {
  public:
    Monkey(std::uint64_t seed, const QString& folder)
        : m_dice(seed), m_folder(folder), m_session(&m_settings, m_dice.oneIn(2) ? folder + QStringLiteral("/autosave.spikeglass") : QString()) {}

    void work() {
        // Boxes that wait for an answer (files, the figure's settings, menus) get some keys and are then left.
        QObject::connect(&m_impatience, &QTimer::timeout, [this] { leaveBoxes(); });
        m_impatience.start(60);
        window().show();
        window().transport().setSpeed(0);
        for (int act = 0; act < kActs; ++act) {
            this->act();
            QTest::qWait(static_cast<int>(m_dice.below(12)));
        }
        m_impatience.stop();
        for (int patience = 0; patience < 100 && (QApplication::activePopupWidget() || QApplication::activeModalWidget()); ++patience) {
            leaveBoxes();
            QTest::qWait(10);
        }
        (void)QTest::qWaitFor([this] { return !window().engine().isLoading(); }, 30'000);
        if (m_dice.oneIn(2)) window().close();
    }

  private:
    MainWindow& window() { return m_session.window(); }

    void act() {
        switch (m_dice.below(14)) {
            case 0: case 1: openFile(); break;
            case 2: case 3: case 4: triggerAction(); break;
            case 5: case 6: case 7: click(); break;
            case 8: case 9: key(); break;
            case 10: wheelAndDrag(); break;
            case 11: window().resize(700 + static_cast<int>(m_dice.below(1200)), 500 + static_cast<int>(m_dice.below(700))); break;
            case 12: write(); break;
            case 13: saveOrRecord(); break;
        }
    }

    void openFile() {
        QStringList files{tinyCheckpoint(), tinyCheckpoint(), foreignFile(), QStringLiteral(SPIKEGLASS_MODELS "/spikedecoder-switchable.h5"),
                          QStringLiteral(SPIKEGLASS_MODELS "/spikedecoder-macfree.h5"), QStringLiteral(SPIKEGLASS_MODELS "/spikedecoder-degree0.h5"), m_folder + QStringLiteral("/none.h5")};
        for (const QString& name : QDir(m_folder).entryList({QStringLiteral("*.h5"), QStringLiteral("*.spikeglass")}, QDir::Files)) files << m_folder + QLatin1Char('/') + name;
        const QString file = m_dice.of(files);
        window().openFile(file);
        if (m_dice.oneIn(2)) (void)QTest::qWaitFor([this] { return !window().engine().isLoading(); }, 30'000);
    }

    void write() {
        window().promptBar().setPrompt(m_dice.oneIn(6) ? QStringLiteral("\u03c0") : QStringLiteral("The prince"));
        window().transport().setTokensToGenerate(static_cast<std::int64_t>(1 + m_dice.below(200)));
        (void)window().startText(m_dice.oneIn(4));
    }

    void saveOrRecord() {
        const QString name = m_folder + QStringLiteral("/%1").arg(m_dice.below(6));
        if (m_dice.oneIn(2))
            (void)window().workspace().save(name + QStringLiteral(".spikeglass"));
        else if (window().engine().hasModel() && !window().playback().isOpen())
            (void)window().recordTo(name + QStringLiteral(".h5"));
    }

    void triggerAction() {
        std::vector<QAction*> actions;
        for (QMenu* menu : window().findChildren<QMenu*>())
            for (QAction* action : menu->actions())
                if (!action->menu() && !action->isSeparator() && action->isEnabled() && action != window().actionsOfWindow().quit) actions.push_back(action);
        if (!actions.empty()) m_dice.of(actions)->trigger();
    }

    QWidget* somewhere() {
        std::vector<QWidget*> widgets;
        for (QWidget* each : window().findChildren<QWidget*>())
            if (each->isVisible() && each->isEnabled() && each->window() == &window() && !each->visibleRegion().isEmpty()) widgets.push_back(each);
        return widgets.empty() ? &window() : m_dice.of(widgets);
    }
    QPoint pointIn(const QWidget* widget) {
        return {static_cast<int>(m_dice.below(static_cast<std::size_t>(std::max(1, widget->width())))),
                static_cast<int>(m_dice.below(static_cast<std::size_t>(std::max(1, widget->height()))))};
    }
    Qt::KeyboardModifiers modifiers() {
        return m_dice.oneIn(4) ? Qt::KeyboardModifiers(Qt::ShiftModifier) : m_dice.oneIn(6) ? Qt::KeyboardModifiers(Qt::ControlModifier) : Qt::KeyboardModifiers();
    }

    void click() {
        QWidget* where = somewhere();
        const Qt::MouseButton button = m_dice.oneIn(8) ? Qt::RightButton : Qt::LeftButton;
        if (m_dice.oneIn(8))
            QTest::mouseDClick(where, button, modifiers(), pointIn(where));
        else
            QTest::mouseClick(where, button, modifiers(), pointIn(where));
    }

    void wheelAndDrag() {
        const QPointer<QWidget> where = somewhere();
        const QPoint from = pointIn(where), to = pointIn(where);
        QWheelEvent wheel(from, where->mapToGlobal(from), {}, {0, m_dice.oneIn(2) ? 120 : -120}, Qt::NoButton, modifiers(), Qt::NoScrollPhase, false);
        QApplication::sendEvent(where, &wheel);
        if (where) QTest::mousePress(where, Qt::LeftButton, modifiers(), from);
        for (int part = 1; part <= 3 && where; ++part) QTest::mouseMove(where, from + (to - from) * part / 3);
        if (where) QTest::mouseRelease(where, Qt::LeftButton, {}, to);
    }

    void key() {
        if (QApplication::activeModalWidget()) return;  // a file dialog would take Delete at its word
        static constexpr Qt::Key kKeys[] = {Qt::Key_Space, Qt::Key_Period, Qt::Key_Escape, Qt::Key_Tab, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,
                                            Qt::Key_Down, Qt::Key_Home, Qt::Key_End, Qt::Key_Return, Qt::Key_Delete, Qt::Key_Plus, Qt::Key_Minus,
                                            Qt::Key_F, Qt::Key_S, Qt::Key_Z, Qt::Key_K, Qt::Key_Question, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_F6};
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &window(), m_dice.of(kKeys), modifiers());
    }

    void leaveBoxes() {
        if (QWidget* popup = QApplication::activePopupWidget()) {
            QTest::keyClick(popup, m_dice.oneIn(2) ? Qt::Key_Down : Qt::Key_Escape);
            if (m_dice.oneIn(3)) popup->close();
        } else if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            if (m_dice.oneIn(2)) QTest::keyClick(dialog, Qt::Key_Tab);
            if (m_dice.oneIn(2)) dialog->reject();
        }
    }

    Dice m_dice;
    const QString m_folder;
    Settings m_settings{Settings::Store::None};
    WindowSession m_session;
    QTimer m_impatience;
};

}  // namespace

class TestWindowSoak : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Footprint session(std::uint64_t seed) {
        {
            Monkey monkey(seed, m_folder.path());
            monkey.work();
        }
        for (QWidget* left : QApplication::topLevelWidgets()) left->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
        QPixmapCache::clear();
        return Footprint::now();
    }

  private Q_SLOTS:
    void initTestCase() {
        silenceOffscreenPlatform();
        qputenv("XDG_CACHE_HOME", m_folder.path().toLocal8Bit());
        QDir(m_folder.path()).mkdir(QStringLiteral("monkey"));
        QVERIFY(QDir::setCurrent(m_folder.filePath(QStringLiteral("monkey"))));  // where file dialogs begin
    }

    void aMonkeyAtTheWindow() {
        const std::uint64_t seed = soakSeed();
        const double seconds = soakSeconds(8);
        QElapsedTimer timer;
        timer.start();
        Footprint warm, end;
        int sessions = 0;
        for (; sessions <= kWarmUpSessions || 1e-3 * static_cast<double>(timer.elapsed()) < seconds; ++sessions) {
            end = session(seed + static_cast<std::uint64_t>(sessions));
            const bool warming = sessions < kWarmUpSessions || 1e-3 * static_cast<double>(timer.elapsed()) < seconds / 3;
            if (warming) warm.raiseTo(end);
        }
        const QString said = QStringLiteral("%1 sessions from seed %2: in use %3 then %4 bytes, resident %5 then %6")
                                 .arg(sessions).arg(seed).arg(warm.inUse).arg(end.inUse).arg(warm.resident).arg(end.resident);
        qInfo("%s", qPrintable(said));
        for (const QString& name : QDir(m_folder.path()).entryList({QStringLiteral("*.h5")}, QDir::Files)) {
            const auto run = openRecordedRun(m_folder.filePath(name).toStdString());
            QVERIFY2(run, run ? "" : run.error().message.c_str());
        }
        for (const QString& name : QDir(m_folder.path()).entryList({QStringLiteral("*.spikeglass")}, QDir::Files)) {
            const auto read = WorkspaceFile::read(m_folder.filePath(name));
            QVERIFY2(read, read ? "" : read.error().message.c_str());
        }
        if (!kMeasuresMemory) return;
        QVERIFY2(end.inUse <= warm.inUse + kMostGrowthInUse, qPrintable(said));
        QVERIFY2(end.resident <= warm.resident + kMostGrowthResident, qPrintable(said));
    }
};

int main(int argc, char** argv) {
    letTestsTakeTheirTime();
    QApplication application(argc, argv);
    TestWindowSoak test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_window_soak.moc"
