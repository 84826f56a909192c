// SPDX-License-Identifier: Apache-2.0
// Picking, sorting, collapsing and finding neurons with mouse and keys.
#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "fonts.h"
#include "health_list.h"
#include "neuron_search.h"
#include "panel.h"
#include "raster_view.h"
#include "rates_view.h"
#include "support/offscreen_noise.h"
#include "support/synthetic_run.h"
#include "text_view.h"
#include "viewmodels/theme.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

// A run in a RasterView on an (offscreen) screen.
struct Shown {
    explicit Shown(NetworkInfo i = shownInfo(2, 32), QSize size = {900, 560}) : info(std::move(i)), synthetic(info) {
        view.resize(size);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view)) qFatal("no window");
        run.reset(shownModel(info));
    }
    void write(std::size_t tokens) { run.append(synthetic.text(std::string(tokens, 'a'))); }
    QPoint at(NeuronId neuron, std::int64_t token) const {
        const QPointF middle = view.positionOf(neuron, token);
        return {static_cast<int>(middle.x()), static_cast<int>(middle.y())};
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(&view, Qt::LeftButton, modifiers, from);
        // QTest moves without modifiers: the event itself is sent.
        for (const QPoint& place : {(from + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, QPointF(place), view.mapToGlobal(QPointF(place)), Qt::NoButton,
                             Qt::LeftButton, modifiers);
            QCoreApplication::sendEvent(&view, &move);
        }
        QTest::mouseRelease(&view, Qt::LeftButton, modifiers, to);
    }
    QMenu* menuAt(QPoint place) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, view.mapToGlobal(place));
        QCoreApplication::sendEvent(&view, &event);
        QMenu* menu = nullptr;
        for (QMenu* found : view.findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly))
            if (found->isVisible()) menu = found;
        return menu;
    }
    QAbstractButton* tool(const char* name) const {
        for (QAbstractButton* button : view.findChildren<QAbstractButton*>())
            if (button->accessibleName() == QLatin1String(name)) return button;
        return nullptr;
    }
    QColor pixel(QPointF position) { return view.grab().toImage().pixelColor(position.toPoint()); }

    NetworkInfo info;
    SyntheticRun synthetic;
    RunViewModel run;
    RasterView view{&run};
};

bool choose(QMenu* menu, const char* name) {
    QAction* action = menu != nullptr ? menu->findChild<QAction*>(QLatin1String(name)) : nullptr;
    if (action == nullptr || !action->isEnabled()) return false;
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    return true;
}

}  // namespace

class TestWidgetsSelection : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        setCurrentTheme(Theme::light());
        loadResources();
    }

    void aRubberBandPicksNeuronsAndMoments() {
        Shown shown;
        shown.write(90);
        QSignalSpy told(&shown.view, &RasterView::hoverText);
        const double before = shown.run.timeAxis().first;
        shown.drag(shown.at({3, 20}, 30), shown.at({3, 10}, 41), Qt::ShiftModifier);
        const Selection& selection = shown.run.selection();
        QCOMPARE(shown.run.timeAxis().first, before);  // it did not scroll
        QCOMPARE(selection.begin, 30);
        QCOMPARE(selection.end, 42);
        QCOMPARE(selection.sites.size(), 1U);
        QVERIFY(selection.contains(3, 10) && selection.contains(3, 20) && selection.neuronCount() == 11);
        QVERIFY(told.last().first().toString().startsWith(QString::fromUtf8("selected: 11 neurons of 1.time_mix, tokens 30–41")));
        // Another one replaces it, with Ctrl it adds.
        shown.drag(shown.at({1, 5}, 50), shown.at({1, 2}, 60), Qt::ShiftModifier);
        QCOMPARE(shown.run.selection().neuronCount(), 4U);
        shown.drag(shown.at({2, 5}, 50), shown.at({2, 2}, 60), Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(shown.run.selection().neuronCount(), 8U);
        QVERIFY(shown.run.tracedNeurons().empty());
    }

    void whatIsSelectedIsLit() {
        Shown shown;
        shown.write(90);
        const QPointF inside = shown.view.positionOf({3, 15}, 35), outside = shown.view.positionOf({3, 15}, 60);
        const QPointF mark(shown.view.plotRect().left() - 2, inside.y());
        const QColor groundThere = shown.pixel(inside + QPointF(4, 0)), groundElsewhere = shown.pixel(outside);
        const QColor unmarked = shown.pixel(mark);
        Selection selection = Selection::ofSite(3, 32);
        selection.begin = 30, selection.end = 42;
        shown.run.setSelection(selection);
        QVERIFY(shown.pixel(inside + QPointF(4, 0)) != groundThere);
        QCOMPARE(shown.pixel(outside), groundElsewhere);
        QCOMPARE(shown.pixel(mark), Theme::light().accent);
        QVERIFY(unmarked != Theme::light().accent);
    }

    void theSelectToolIsSeenAndRemembered() {
        Shown shown;
        shown.write(200);
        QSignalSpy changed(&shown.view, &RasterView::toolChanged);
        QVERIFY(shown.tool("Scroll") && shown.tool("Scroll")->isVisible() && shown.tool("Scroll")->isChecked());
        QTest::mouseClick(shown.tool("Select"), Qt::LeftButton);
        QCOMPARE(changed.count(), 1);
        QVERIFY(shown.tool("Select")->isChecked() && !shown.tool("Scroll")->isChecked());
        QTest::mouseClick(shown.tool("Select"), Qt::LeftButton);  // again: it stays
        QVERIFY(shown.tool("Select")->isChecked() && shown.view.tool() == RasterView::Tool::Select);
        shown.drag(shown.at({1, 9}, 150), shown.at({1, 6}, 160));
        QCOMPARE(shown.run.selection().neuronCount(), 4U);
        shown.drag(shown.at({1, 19}, 150), shown.at({1, 16}, 160), Qt::ShiftModifier);  // Shift adds here
        QCOMPARE(shown.run.selection().neuronCount(), 8U);
        QTest::keyClick(&shown.view, Qt::Key_S);
        QVERIFY(shown.tool("Scroll")->isChecked());
        const double first = shown.run.timeAxis().first;
        shown.drag(shown.at({1, 9}, 150), shown.at({1, 6}, 160));
        QVERIFY(shown.run.timeAxis().first < first);
        QCOMPARE(shown.run.selection().neuronCount(), 8U);
    }

    void labelsSelectSitesAndTrianglesCollapse() {
        Shown shown;
        shown.write(90);
        QSignalSpy arranged(&shown.view, &RasterView::arrangementChanged);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.labelRect(3).center().toPoint());
        QVERIFY(shown.run.selection() == Selection::ofSite(3, 32));
        QTest::mouseClick(&shown.view, Qt::LeftButton, Qt::ControlModifier, shown.view.labelRect(1).center().toPoint());
        QCOMPARE(shown.run.selection().neuronCount(), 64U);
        QTest::mouseClick(&shown.view, Qt::LeftButton, Qt::ControlModifier, shown.view.labelRect(3).center().toPoint());
        QVERIFY(shown.run.selection() == Selection::ofSite(1, 32));
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.labelRect(1).center().toPoint());
        QVERIFY(shown.run.selection().empty());

        const double height = shown.view.labelRect(3).height(), other = shown.view.labelRect(2).height();
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.labelRect(3, true).center().toPoint());
        QCOMPARE(arranged.count(), 1);
        QVERIFY(shown.view.collapsed()[3]);
        QVERIFY(shown.view.labelRect(3).height() < 0.25 * height && shown.view.labelRect(2).height() > 1.1 * other);
        // The band speaks of all of it, and its moment can be pinned.
        const QPoint onBand(shown.at({2, 0}, 40).x(), static_cast<int>(shown.view.labelRect(3).center().y()));
        QVERIFY(shown.view.toolTipAt(onBand).contains(QStringLiteral("collapsed")));
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, onBand);
        QCOMPARE(shown.run.pinnedToken().value_or(-1), 40);
        QVERIFY(shown.run.tracedNeurons().empty());
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.labelRect(3, true).center().toPoint());
        QVERIFY(std::abs(shown.view.labelRect(3).height() - height) < 1e-9);
        // It stays with a new text and goes with a new model.
        shown.view.setCollapsed(2, true);
        shown.run.reset(shown.run.sharedModel());
        QVERIFY(shown.view.collapsed()[2]);
        shown.run.reset(shownModel(shownInfo(3, 16)));
        QCOMPARE(shown.view.collapsed(), std::vector<bool>(7, false));
    }

    void escapeClearsOneThingAtATime() {
        Shown shown;
        shown.write(90);
        shown.run.setSelection(Selection::ofSite(1, 32));
        shown.run.setPinnedToken(20);
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QVERIFY(shown.run.selection().empty() && shown.run.pinnedToken());
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QVERIFY(!shown.run.pinnedToken());
        // A band that is being drawn is given up, not the selection.
        shown.run.setSelection(Selection::ofSite(1, 32));
        QTest::mousePress(&shown.view, Qt::LeftButton, Qt::ShiftModifier, shown.at({2, 9}, 50));
        const QPointF to(shown.at({2, 3}, 60));
        for (int i = 0; i < 2; ++i) {
            QMouseEvent move(QEvent::MouseMove, to, shown.view.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
            QCoreApplication::sendEvent(&shown.view, &move);
        }
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, Qt::ShiftModifier, to.toPoint());
        QVERIFY(shown.run.selection() == Selection::ofSite(1, 32));
    }

    void keysPickTheNeuronUnderTheCursor() {
        Shown shown;
        shown.write(60);
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QTest::keyClick(&shown.view, Qt::Key_Space, Qt::ShiftModifier);
        QVERIFY(shown.run.selection().contains(0, 1));
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QTest::keyClick(&shown.view, Qt::Key_Space, Qt::ShiftModifier);
        QCOMPARE(shown.run.selection().neuronCount(), 2U);
        QTest::keyClick(&shown.view, Qt::Key_Space, Qt::ShiftModifier);
        QCOMPARE(shown.run.selection().neuronCount(), 1U);
        QVERIFY(shown.run.tracedNeurons().empty());
    }

    void theMenuActsOnTheSelectionOrWhatIsUnderTheMouse() {
        Shown shown;
        shown.write(90);
        QSignalSpy wanted(&shown.view, &RasterView::interventionRequested);
        QVERIFY(choose(shown.menuAt(shown.at({3, 7}, 50)), "silence"));
        QCOMPARE(wanted.last().first().toString(), QStringLiteral("silence"));
        QVERIFY(shown.run.selection() == (Selection{{{3, {7}}}, 0, 0}));
        shown.run.setSelection(Selection::ofSite(1, 32));
        for (const char* effect : {"force", "clamp", "threshold", "tau", "noise"}) {
            QVERIFY(choose(shown.menuAt(shown.at({3, 7}, 50)), effect));
            QCOMPARE(wanted.last().first().toString(), QLatin1String(effect));
        }
        QVERIFY(shown.run.selection() == Selection::ofSite(1, 32));  // it was meant, not the neuron
        QVERIFY(choose(shown.menuAt(shown.at({3, 7}, 50)), "trace"));
        QCOMPARE(shown.run.tracedNeurons(), (std::vector<NeuronId>{{3, 7}}));
        QVERIFY(choose(shown.menuAt(shown.at({3, 7}, 50)), "selectSite"));
        QVERIFY(shown.run.selection() == Selection::ofSite(3, 32));
        QVERIFY(choose(shown.menuAt(shown.at({3, 7}, 50)), "collapseOthers"));
        QCOMPARE(shown.view.collapsed(), (std::vector<bool>{true, true, true, false, true}));
        QVERIFY(choose(shown.menuAt(shown.view.labelRect(3).center().toPoint()), "collapse"));
        QVERIFY(shown.view.collapsed()[3]);
        // Nothing to act on: it cannot be asked for.
        shown.run.clearSelection();
        QTest::mouseMove(&shown.view, QPoint(4, 4));
        QVERIFY(!choose(shown.menuAt(shown.view.labelRect(3).center().toPoint()), "silence"));
    }

    void neuronsAreSortedAndStayWhatTheyAre() {
        Shown shown;
        for (const std::size_t neuron : {3U, 4U, 5U}) shown.synthetic.silence(3, neuron);
        shown.write(90);
        shown.view.setOrder(RasterView::Order::Rate);
        QCOMPARE(shown.view.order(), RasterView::Order::Rate);
        double before = 1e9;
        // From the bottom upwards they fire more and more often; silent ones lie at the bottom and are marked.
        std::vector<std::pair<double, std::int64_t>> rows;
        for (std::size_t n = 0; n < 32; ++n)
            rows.emplace_back(shown.view.positionOf({3, n}, 0).y(), shown.run.history().countNeuron(3, n, 0, 90));
        std::sort(rows.begin(), rows.end());
        for (const auto& [y, count] : rows) {
            QVERIFY(static_cast<double>(count) <= before);
            before = static_cast<double>(count);
        }
        QCOMPARE(rows[29].second, 0);
        const QColor mark = shown.pixel({shown.view.plotRect().right() + 5, rows[30].first});
        QVERIFY2(mark.red() > mark.blue() + 60, qPrintable(mark.name()));
        for (std::size_t n = 0; n < 32; ++n)
            for (const std::int64_t token : {20, 55}) {
                const auto hit = shown.view.hitAt(shown.view.positionOf({3, n}, token));
                QVERIFY(hit && hit->neuron == (NeuronId{3, n}) && hit->spike == shown.run.history().spiked(3, n, token));
            }
        // A band over the two lowest rows picks two silent neurons.
        shown.drag(QPoint(shown.at({3, 0}, 30).x(), static_cast<int>(rows[31].first)),
                   QPoint(shown.at({3, 0}, 44).x(), static_cast<int>(rows[30].first)), Qt::ShiftModifier);
        QCOMPARE(shown.run.selection().neuronCount(), 2U);
        for (const std::uint32_t n : shown.run.selection().sites[0].neurons) QVERIFY(n >= 3 && n <= 5);
        shown.view.setOrder(RasterView::Order::Index);
        QVERIFY(shown.view.positionOf({3, 0}, 0).y() > shown.view.positionOf({3, 31}, 0).y());
    }

    void anOrderWaitsForSpikes() {
        Shown shown;
        shown.view.setOrder(RasterView::Order::FirstSpike);
        const double y = shown.view.positionOf({3, 4}, 0).y();
        shown.write(30);
        QCOMPARE(shown.view.positionOf({3, 4}, 0).y(), y);
        shown.write(60);
        bool moved = false;
        for (std::size_t n = 0; n + 1 < 32; ++n)
            moved = moved || shown.view.positionOf({3, n}, 0).y() < shown.view.positionOf({3, n + 1}, 0).y();
        QVERIFY(moved);
    }

    void findingByNameSelectsMarksAndScrolls() {
        Shown shown;
        shown.write(90);
        NeuronSearchField search(&shown.run, &shown.view);
        search.open();
        QVERIFY(search.isVisible());
        QTest::keyClicks(static_cast<QWidget*>(search.field()), QStringLiteral("1.time_mix/9"));
        QVERIFY(search.message().startsWith(QStringLiteral("1 neuron")));
        shown.view.setCollapsed(3, true);
        QSignalSpy told(&shown.view, &RasterView::hoverText);
        QTest::keyClick(static_cast<QWidget*>(search.field()), Qt::Key_Return);
        QVERIFY(!search.isVisible());
        QVERIFY(shown.run.selection() == (Selection{{{3, {9}}}, 0, 0}));
        QVERIFY(!shown.view.collapsed()[3]);
        QVERIFY(told.last().first().toString().startsWith(QStringLiteral("blocks.1.time_mix/9")));
        QVERIFY(shown.view.hasFocus());
        search.open();
        QTest::keyClicks(static_cast<QWidget*>(search.field()), QStringLiteral("7.mlp"));
        QTest::keyClick(static_cast<QWidget*>(search.field()), Qt::Key_Return);
        QVERIFY(search.isVisible());
        QVERIFY2(search.message().contains(QStringLiteral("1.channel_mix")), qPrintable(search.message()));
        QTest::keyClick(static_cast<QWidget*>(search.field()), Qt::Key_Escape);
        QVERIFY(!search.isVisible());
    }

    void aSelectionFromElsewhereComesIntoSight() {
        Shown shown;
        shown.write(90);
        for (int i = 0; i < 12; ++i) QTest::keyClick(&shown.view, Qt::Key_Plus, Qt::ControlModifier);
        shown.view.reveal({4, 31});
        const QRectF plot = shown.view.plotRect();
        QVERIFY(shown.view.positionOf({0, 3}, 50).y() > plot.bottom());
        shown.run.setSelection({{{0, {3}}}, 0, 0});
        const double y = shown.view.positionOf({0, 3}, 50).y();
        QVERIFY(y > plot.top() && y < plot.bottom());
    }

    void aClickOnASpikeMarksItsCharacterEverywhere() {
        Shown shown;
        TextView text(&shown.run);
        shown.write(60);
        std::int64_t token = 31;
        NeuronId neuron{3, 0};
        while (neuron.neuron < 31 && !shown.run.history().spiked(3, neuron.neuron, token)) ++neuron.neuron;
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(neuron, token));
        QCOMPARE(shown.run.pinnedToken().value_or(-1), token);
        QCOMPARE(shown.run.tracedNeurons(), std::vector<NeuronId>{neuron});
        // Another moment of it: the mark moves, the trace stays; there again: both go.
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(neuron, token + 5));
        QCOMPARE(shown.run.pinnedToken().value_or(-1), token + 5);
        QCOMPARE(shown.run.tracedNeurons().size(), 1U);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(neuron, token + 5));
        QVERIFY(!shown.run.pinnedToken() && shown.run.tracedNeurons().empty());
    }

    void healthIsOneClickFromItsNeurons() {
        Shown shown;
        RatesView rates(&shown.run);
        rates.resize(380, 420);
        rates.show();
        for (std::size_t n = 0; n < 32; ++n) shown.synthetic.silence(3, n);
        shown.synthetic.silence(1, 8);
        for (int i = 0; i < 5; ++i) shown.write(40);
        Throttle::flushAll(&rates);
        auto* health = rates.findChild<HealthList*>();
        QVERIFY(health && health->isVisible() && health->entries().size() >= 2);
        QVERIFY2(health->entries()[0].text.contains(QStringLiteral("blocks.1.time_mix never fires")), qPrintable(health->entries()[0].text));
        QSignalSpy chosen(&rates, &RatesView::siteChosen);
        const QList<QAbstractButton*> rows = health->findChildren<QAbstractButton*>();
        QTest::mouseClick(rows[0], Qt::LeftButton, {}, rows[0]->rect().center());
        QVERIFY(shown.run.selection() == Selection::ofSite(3, 32));
        QCOMPARE(chosen.last().first().value<std::size_t>(), std::size_t{3});
        for (QAbstractButton* row : rows)
            if (row->text().contains(QStringLiteral("silent in view"))) QTest::mouseClick(row, Qt::LeftButton);
        QVERIFY(shown.run.selection().contains(1, 8));
    }

    void ratesSelectSitesAndShareTheScale() {
        Shown shown;
        RatesView rates(&shown.run);
        rates.resize(380, 420);
        rates.show();
        shown.write(90);
        Throttle::flushAll(&rates);
        QWidget* canvas = nullptr;
        for (QWidget* child : rates.findChildren<QWidget*>())
            if (child->accessibleName() == QStringLiteral("Firing rates")) canvas = child;
        QVERIFY(canvas);
        QTest::mouseClick(canvas, Qt::LeftButton, {}, QPoint(canvas->width() / 2, 4));
        QVERIFY(shown.run.selection() == Selection::ofSite(4, 32));
        const QImage linear = canvas->grab().toImage();
        auto* scale = rates.findChild<QToolButton*>();
        QTest::mouseClick(scale, Qt::LeftButton);
        QVERIFY(shown.run.hasLogarithmicRates());
        QVERIFY(canvas->grab().toImage() != linear);
        shown.run.setLogarithmicRates(false);
        QVERIFY(!scale->isChecked());
        QCOMPARE(canvas->grab().toImage(), linear);
    }

    void everyPlotHasATable() {
        Shown shown;
        TextView text(&shown.run);
        RatesView rates(&shown.run);
        shown.synthetic.silence(3, 5);
        shown.write(60);
        shown.run.setSelection(Selection::ofSite(3, 32));
        Throttle::flushAll(&rates);
        for (const PlotTable* table : std::initializer_list<const PlotTable*>{&shown.view, &text, &rates}) {
            QVERIFY(!table->tableTitle().isEmpty());
            QVERIFY(!table->tableRows().empty());
            for (const std::vector<QString>& row : table->tableRows()) QCOMPARE(row.size(), table->tableHeader().size());
        }
        const std::vector<QString> row = shown.view.tableRows()[3];
        QCOMPARE(row[0], QStringLiteral("blocks.1.time_mix"));
        QCOMPARE(row[3], QString::number(shown.run.history().countSite(3, 0, 60)));
        QCOMPARE(row[5], QString::number(findSilentNeurons(shown.run.history(), 0, 60)[3].neurons.size()));
        QVERIFY(row[5].toInt() >= 1);
        QCOMPARE(row[6], QStringLiteral("32"));
        QCOMPARE(text.tableRows().size(), 60U);
    }
};

QTEST_MAIN(TestWidgetsSelection)
#include "test_widgets_selection.moc"
