// SPDX-License-Identifier: Apache-2.0
// What the background of the text shows, and branching from a character.
#include <QComboBox>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include "support/offscreen_noise.h"
#include "support/synthetic_run.h"
#include "text_view.h"
#include "viewmodels/theme.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

struct Shown {
    Shown() : info(shownInfo(1, 8)), synthetic(info) {
        view.resize(600, 240);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view)) qFatal("no window");
        run.reset(shownModel(info));
        run.append(synthetic.text("the prince said nothing and looked", 4));
    }
    QColor behind(std::int64_t token) {
        const QPointF corner = view.tokenRects(token).front().topLeft() + QPointF(2, 3);
        return view.viewport()->grab().toImage().pixelColor(corner.toPoint());
    }
    QMenu* menuAt(QPoint place) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, view.viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(view.viewport(), &event);
        for (QMenu* menu : view.findChildren<QMenu*>())
            if (menu->isVisible()) return menu;
        return nullptr;
    }

    NetworkInfo info;
    SyntheticRun synthetic;
    RunViewModel run;
    TextView view{&run};
};

}  // namespace

class TestTextMeasures : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        setCurrentTheme(Theme::light());
    }

    void theBoxChoosesWhatTheBackgroundShows() {
        Shown shown;
        auto* box = shown.view.findChild<QComboBox*>();
        QVERIFY(box && box->isVisible());
        QCOMPARE(shown.view.measure(), QStringLiteral("surprisal"));
        QCOMPARE(shown.behind(2), currentTheme().panel);  // a prompt has no surprisal
        QSignalSpy changed(&shown.view, &TextView::measureChanged);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(shown.view.measure(), QStringLiteral("spikes"));
        QCOMPARE(changed.count(), 1);
        // The prompt has spikes. More of them are a fuller colour, as the legend says.
        const auto [lowest, highest] = shown.view.measureRange();
        for (const std::int64_t token : {1, 9, 20}) {
            double spikes = 0;
            for (std::size_t site = 0; site < 3; ++site)
                spikes += static_cast<double>(shown.run.history().countSite(site, token, token + 1));
            const double share = std::clamp((spikes - lowest) / (highest - lowest), 0.0, 1.0);
            QCOMPARE(shown.behind(token),
                     share > 0 ? currentTheme().surprisal(Theme::kFullSurprisalBits * share) : currentTheme().panel);
        }
        shown.view.setMeasure(QStringLiteral("no such"));
        QCOMPARE(shown.view.measure(), QStringLiteral("spikes"));
        QCOMPARE(changed.count(), 1);
    }

    void aNeuronsActivityFollowsWhatIsChosen() {
        Shown shown;
        shown.view.setMeasure(QStringLiteral("neuron"));
        QCOMPARE(shown.behind(10), currentTheme().panel);
        for (const NeuronId neuron : {NeuronId{1, 2}, NeuronId{2, 5}}) {
            shown.run.toggleTraced(neuron);
            for (std::int64_t token = 5; token < 20; ++token)
                QCOMPARE(shown.behind(token), shown.run.history().spiked(neuron.site, neuron.neuron, token)
                                                  ? currentTheme().surprisal(Theme::kFullSurprisalBits)
                                                  : currentTheme().panel);
        }
        auto* box = shown.view.findChild<QComboBox*>();
        QCOMPARE(box->currentText(), QStringLiteral("0.channel_mix/5"));
    }

    void othersMayAddAMeasure() {
        Shown shown;
        shown.view.addMeasure({QStringLiteral("half"), QStringLiteral("every other"), QString(),
                               [](std::int64_t token) { return token % 2 == 0 ? 1.0 : 0.0; }, 0, 1});
        shown.view.setMeasure(QStringLiteral("half"));
        QCOMPARE(shown.behind(6), currentTheme().surprisal(Theme::kFullSurprisalBits));
        QCOMPARE(shown.behind(7), currentTheme().panel);
        QVERIFY(shown.view.tableHeader().back() == QStringLiteral("every other"));
        shown.run.reset(shown.run.sharedModel());  // and stays with the next text
        QCOMPARE(shown.view.measure(), QStringLiteral("half"));
    }

    void continuingFromACharacterIsAskedFor() {
        Shown shown;
        QSignalSpy asked(&shown.view, &TextView::branchRequested);
        const QPoint place = shown.view.tokenRects(11).front().center().toPoint();
        QMenu* menu = shown.menuAt(place);
        QVERIFY(menu);
        auto* action = menu->findChild<QAction*>(QStringLiteral("branch"));
        QVERIFY(action && action->isEnabled());
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.last().first().toLongLong(), 11);
    }

    void aForkIsDrawnAndTold() {
        Shown shown;
        QSignalSpy told(&shown.view, &TextView::hoverText);
        const QImage before = shown.view.viewport()->grab().toImage();
        shown.view.setBranchMarks({14});
        const QImage after = shown.view.viewport()->grab().toImage();
        const QRect place = shown.view.tokenRects(14).front().toAlignedRect();
        int near = 0, far = 0;
        for (int y = 0; y < before.height(); ++y)
            for (int x = 0; x < before.width(); ++x)
                if (before.pixel(x, y) != after.pixel(x, y)) ++(place.adjusted(-6, 0, 2, 2).contains(x, y) ? near : far);
        QVERIFY(near > 6);
        QCOMPARE(far, 0);
        QTest::mouseMove(shown.view.viewport(), place.center());
        QVERIFY(told.last().first().toString().contains(QStringLiteral("another text branches off here")));
    }
};

QTEST_MAIN(TestTextMeasures)
#include "test_widgets_text_measures.moc"
