// SPDX-License-Identifier: Apache-2.0
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>
#include <limits>

#include "candidates_view.h"
#include "energy_chart.h"
#include "energy_view.h"
#include "error_banner.h"
#include "facts_list.h"
#include "fonts.h"
#include "membrane_view.h"
#include "model_card_view.h"
#include "notice_bar.h"
#include "prompt_bar.h"
#include "rates_view.h"
#include "seed_box.h"
#include "support/offscreen_noise.h"
#include "support/synthetic_run.h"
#include "text/tokenizer.h"
#include "transport_bar.h"

using namespace spikeglass;

namespace {

/// A model of characters, and frames of a text that it might have written.
struct Fixture {
    explicit Fixture(std::size_t blocks = 2, std::size_t width = 32) : info(test::shownInfo(blocks, width)), frames(info) {
        auto made = std::make_shared<Model>();
        made->network = std::make_unique<test::ShownNetwork>(info);
        made->tokenizer = std::move(*makeTokenizer("characters", R"(["\n"," ","a","b","c","d","e","f","g","h","i","j"])"));
        made->path = "folder/shown.h5";
        made->card.name = "Shown";
        made->card.heldOutBitsPerCharacter = {{"all_snn", 1.663}, {"all_ann", 1.6}};
        model = made;
        run.reset(model);
    }
    void append(int tokens, bool twin = true) {
        std::vector<Frame> made;
        for (int i = 0; i < tokens; ++i) {
            Frame frame = frames.next("a");
            frame.token = static_cast<std::int32_t>(frame.index % 12);
            frame.text = model->tokenBytes(frame.token);
            for (int c = 0; c < 10; ++c) frame.candidates.push_back({c, 0.5F / static_cast<float>(1 << c)});
            for (OperationCounts& counts : frame.operations) counts = {.mac = 1'000'000, .denseMac = 2'000'000, .neuron = 10};
            if (twin) frame.twinOperations.assign(info.components.size(), {.mac = 2'000'000, .denseMac = 2'000'000});
            made.push_back(std::move(frame));
        }
        run.append(std::move(made));
    }

    NetworkInfo info;
    test::SyntheticRun frames;
    std::shared_ptr<const Model> model;
    RunViewModel run;
};

/// The offscreen platform complains about windows with a least size.
void showQuietly(QWidget& widget) {
    widget.layout()->setSizeConstraint(QLayout::SetNoConstraint);
    widget.show();
}

bool shows(const QWidget& widget, const QString& text) {
    for (const QLabel* label : widget.findChildren<QLabel*>())
        if (label->text().contains(text)) return true;
    return false;
}

}  // namespace

/// The panels beside the raster, each on a run of made-up frames.
class TestWidgetsPanels : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() {
        test::silenceOffscreenPlatform();
        QLocale::setDefault(QLocale::c());
        loadResources();
        QApplication::setFont(labelFont(kDefaultTextPoints));
    }

    void theBundledFontsAreThere() {
        QCOMPARE(QFontInfo(labelFont(10)).family(), QStringLiteral("Inter"));
        QCOMPARE(QFontInfo(monoFont(labelFont(10))).family(), QStringLiteral("JetBrains Mono"));
        const QFontMetricsF figures(figuresFont(labelFont(20)));
        QCOMPARE(figures.horizontalAdvance(QStringLiteral("1111.1")), figures.horizontalAdvance(QStringLiteral("0808.8")));
        QVERIFY(QFontMetricsF(labelFont(20)).horizontalAdvance(QStringLiteral("1111")) !=
                QFontMetricsF(labelFont(20)).horizontalAdvance(QStringLiteral("0808")));
    }

    void membranesAreChosenOnceThereIsEnoughToSee() {
        Fixture f;
        MembraneView view(&f.run);
        f.append(MembraneView::kTokensBeforeChoice - 1);
        QVERIFY(f.run.tracedNeurons().empty());
        f.append(1);
        QCOMPARE(f.run.tracedNeurons().size(), MembraneView::kAutomaticTraces);
        QVERIFY(view.isChosenAutomatically());
        // The user's own choice takes their place; further ones join it.
        const NeuronId own{2, 7}, second{3, 8};
        f.run.toggleTraced(own);
        QCOMPARE(f.run.tracedNeurons(), std::vector<NeuronId>{own});
        QVERIFY(!view.isChosenAutomatically());
        f.run.toggleTraced(second);
        QCOMPARE(f.run.tracedNeurons(), (std::vector<NeuronId>{own, second}));
        // Choosing none is a choice as well, and the button brings the automatic ones back.
        f.run.setTraced({});
        f.append(40);
        QVERIFY(f.run.tracedNeurons().empty());
        QTest::mouseClick(view.findChild<QToolButton*>(), Qt::LeftButton);
        QCOMPARE(f.run.tracedNeurons().size(), MembraneView::kAutomaticTraces);
    }

    void aShortTextIsChosenFromWhenAsked() {
        Fixture f;
        MembraneView view(&f.run);
        f.append(20);
        view.chooseAutomatically();
        QVERIFY(!f.run.tracedNeurons().empty());
    }

    void membranesMarkUnderTheMouse() {
        Fixture f;
        MembraneView view(&f.run);
        f.append(200);
        view.resize(400, 320);
        showQuietly(view);
        QWidget* canvas = nullptr;
        for (QWidget* child : view.findChildren<QWidget*>())
            if (child->accessibleName() == QStringLiteral("Membrane traces")) canvas = child;
        QVERIFY(canvas);
        QTest::mouseMove(canvas, QPoint(canvas->width() / 2, 40));
        QVERIFY(f.run.hoveredToken());
        const TimeAxis axis = f.run.timeAxis();
        QVERIFY(std::abs(static_cast<double>(*f.run.hoveredToken()) - (axis.first + axis.tokens / 2)) < axis.tokens / 10);
        QTest::mouseClick(canvas, Qt::LeftButton, {}, QPoint(canvas->width() / 2, 40));
        QVERIFY(f.run.pinnedToken());
        QTest::mouseClick(canvas, Qt::LeftButton, {}, QPoint(60, 6));  // on the first name
        QCOMPARE(f.run.tracedNeurons().size(), MembraneView::kAutomaticTraces - 1);
    }

    void ratesFollowTheVisibleTokens() {
        Fixture f;
        RatesView view(&f.run);
        f.append(400);
        Throttle::flushAll(&view);
        const TimeAxis axis = f.run.timeAxis();
        QCOMPARE(view.rates().from, static_cast<std::int64_t>(axis.first));
        QCOMPARE(view.rates().to, 400);
        QCOMPARE(view.rates().sites.size(), f.info.sites.size());
        QVERIFY(shows(view, QStringLiteral("sparsity")));
        f.run.setTimeAxis(10, 20);
        Throttle::flushAll(&view);
        QCOMPARE(view.rates().from, 10);
        QCOMPARE(view.rates().to, 30);
        for (std::size_t slot = 0; slot < f.frames.choice().size(); ++slot) f.frames.choice().set(slot, Form::Analog);
        f.append(200);
        f.run.setTimeAxis(450, 50);
        Throttle::flushAll(&view);
        QVERIFY(shows(view, QStringLiteral("every site is analog")));
    }

    void candidatesAreThoseOfTheMarkedToken() {
        Fixture f;
        CandidatesView view(&f.run);
        f.append(50);
        f.run.setPinnedToken(24);  // token 0, a line end; token 25 was " "
        Throttle::flushAll(&view);
        QCOMPARE(view.rows().size(), std::size_t{10});
        QCOMPARE(view.rows()[0].text, QStringLiteral("⏎"));
        QCOMPARE(view.rows()[1].text, QStringLiteral("␣"));
        QVERIFY(view.rows()[1].written && !view.rows()[0].written);
        QCOMPARE(view.rows()[0].probability, 0.5);
        QVERIFY(shows(view, QStringLiteral("after “⏎”")));
        f.run.setPinnedToken(22);  // what was written then, token 11, is not among the ten
        Throttle::flushAll(&view);
        for (const CandidatesView::Row& row : view.rows()) QVERIFY(!row.written);
        QVERIFY(shows(view, QStringLiteral("written: “j”")));
        f.run.setPinnedToken({});
        Throttle::flushAll(&view);
        for (const CandidatesView::Row& row : view.rows()) QVERIFY(!row.written);  // nothing follows the newest
    }

    void energyNamesItsModelAndItsTwin() {
        Fixture f;
        EnergyView view(&f.run);
        auto* pricing = view.findChild<QComboBox*>();
        // Every price but the other family's "as published".
        QCOMPARE(pricing->count(), static_cast<int>(pricingModels().size()) - 1);
        QCOMPARE(pricing->findData(QStringLiteral("published-spikedecoder")), -1);
        QCOMPARE(view.pricingModelId(), QStringLiteral("compute-fp32"));
        f.append(100);
        view.refresh();
        QVERIFY(shows(view, QStringLiteral("2.00×")));  // twice the multiply-accumulates
        QVERIFY(shows(view, QStringLiteral("Horowitz")));
        const double perToken = 4.6e-12 * 1e6 * static_cast<double>(f.info.components.size());
        QVERIFY(std::abs(view.ledger().total().perToken() / perToken - 1) < 1e-6);
        QSignalSpy changed(&view, &EnergyView::pricingModelChanged);
        pricing->setFocus();
        QTest::keyClick(pricing, Qt::Key_End);
        QCOMPARE(changed.count(), 1);
        QVERIFY(view.pricingModelId() == QStringLiteral("published-spikegpt"));
        QVERIFY(shows(view, QStringLiteral("arXiv 2302.13939")));
        QVERIFY(view.ledger().total().ratio() > 2.5);
        view.setPricingModelId(QStringLiteral("no such model"));
        QCOMPARE(view.pricingModelId(), QStringLiteral("published-spikegpt"));
    }

    void theEnergyChartStaysSmall() {
        Fixture f(1, 8);
        EnergyView view(&f.run);
        for (int i = 0; i < 30; ++i) f.append(500);
        f.run.setTimeAxis(0, 15'000);
        view.refresh();
        const auto* chart = view.findChild<EnergyChart*>();
        QVERIFY(chart->pointCount() > 1000);
        QVERIFY(chart->pointCount() <= 2LL * EnergyChart::kMostPoints);
    }

    void energyWithoutTwinHasNoRatio() {
        Fixture f;
        EnergyView view(&f.run);
        f.append(10, false);
        view.refresh();
        QVERIFY(!shows(view, QStringLiteral("×")));
        QVERIFY(shows(view, QStringLiteral("–")));
    }

    void theCardShowsWhatTheFileStates() {
        Fixture f;
        ModelCardView card(&f.run);
        f.run.reset(f.model);
        QCOMPARE(card.modelTitle(), QStringLiteral("Shown"));
        QVERIFY(shows(card, QStringLiteral("1.663")));
        QVERIFY(shows(card, QStringLiteral("2 × 32")));
        QVERIFY(!shows(card, QStringLiteral("licence")));  // not stated
        f.append(20);
        Throttle::flushAll(&card);
        QVERIFY(shows(card, QStringLiteral("20 tokens")));
    }

    void factsKeepTheirLabelsWhileValuesChange() {
        QWidget parent;
        FactsList list(QStringLiteral("heading"), &parent);
        QVERIFY(list.isHidden());
        list.setFacts({{QStringLiteral("a"), QStringLiteral("1")}, {QStringLiteral("b"), QString()}});
        QCOMPARE(list.value(QStringLiteral("a")), QStringLiteral("1"));
        QCOMPARE(list.findChildren<QLabel*>().size(), 3);
        const QLabel* before = list.findChildren<QLabel*>().constLast();
        list.setFacts({{QStringLiteral("a"), QStringLiteral("2")}});
        QCOMPARE(list.findChildren<QLabel*>().constLast(), before);
        QCOMPARE(list.value(QStringLiteral("a")), QStringLiteral("2"));
        list.setFacts({});
        QVERIFY(list.isHidden());
    }

    void aBannerLeavesTheWindowToItsViews() {
        const QString whole = QStringLiteral("there is no view \"") + QString(5000, QLatin1Char('d')) + QStringLiteral("\"; there are raster, rates");
        ErrorBanner banner;
        banner.resize(800, 40);
        banner.showError(whole, whole);
        QVERIFY(banner.sentence().size() < 620 && banner.sentence().startsWith(QStringLiteral("there is no view")) && banner.sentence().endsWith(QStringLiteral("raster, rates")));
        QVERIFY2(banner.heightForWidth(800) < 200, qPrintable(QString::number(banner.heightForWidth(800))));
        NoticeBar notice;
        notice.showNotice(whole);
        QVERIFY(notice.sentence().size() < 620);
        const QString faces = QStringLiteral("😀").repeated(400);  // two units each: none is cut in two
        banner.showError(faces, faces);
        QVERIFY(banner.sentence().toStdString().find('?') == std::string::npos && banner.sentence().toUcs4().count(0x1F600) >= 298);
    }
    void theBannerStaysUntilDismissed() {
        QWidget window;
        ErrorBanner banner(&window);
        QVERIFY(banner.isHidden());
        banner.showError(QStringLiteral("It broke."), QStringLiteral("It broke.\nreally"));
        QVERIFY(!banner.isHidden());
        QTest::mouseClick(banner.findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("It broke.\nreally"));
        QTest::mouseClick(banner.findChild<QToolButton*>(), Qt::LeftButton);
        QVERIFY(banner.isHidden());
    }

    void seedsHaveSixtyFourBits() {
        SeedBox box;
        QSignalSpy changed(&box, &SeedBox::valueChanged);
        box.setValue(std::numeric_limits<std::uint64_t>::max());
        QCOMPARE(box.text(), QStringLiteral("18446744073709551615"));
        box.stepUp();
        QCOMPARE(box.value(), std::numeric_limits<std::uint64_t>::max());
        box.stepDown();
        QCOMPARE(box.value(), std::numeric_limits<std::uint64_t>::max() - 1);
        box.selectAll();
        QTest::keyClicks(&box, QStringLiteral("4x-2"));  // what is no digit is not taken
        QCOMPARE(box.value(), 42U);
        box.setValue(0);
        box.stepDown();
        QCOMPARE(box.value(), 0U);
        QVERIFY(changed.count() >= 4);
    }

    void theTransportShowsWhatTheEngineDoes() {
        TransportBar bar;
        RunnerStatus status;
        status.phase = RunnerStatus::Phase::Running;
        status.tokens = 184;
        status.droppedFrames = 3;
        status.engineSecondsPerToken = 0.001;
        bar.setStatus(status, true);
        QVERIFY(shows(bar, QStringLiteral("184 tokens · 3 dropped · 1000 tok/s")) ||
                shows(bar, QStringLiteral("184 tokens · 3 dropped · 1,000 tok/s")));
        QCOMPARE(bar.findChild<QPushButton*>(QStringLiteral("primaryButton"))->text(), QStringLiteral("Pause"));
        bar.setStatus({}, false);
        QVERIFY(!bar.findChild<QPushButton*>(QStringLiteral("primaryButton"))->isEnabled());
        QSignalSpy changed(&bar, &TransportBar::samplingChanged);
        bar.setSampling({.temperature = 0.25, .topP = 0.5, .seed = 99});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(bar.sampling(), (Sampling{.temperature = 0.25, .topP = 0.5, .seed = 99}));
        for (const double speed : {1.0, 10.0, 100.0, 1000.0, 0.0}) {
            bar.setSpeed(speed);
            QCOMPARE(bar.speed(), speed);
        }
    }

    void thePromptGrowsWithItsText() {
        PromptBar bar;
        bar.resize(600, 80);
        showQuietly(bar);
        QVERIFY(PromptBar::examples().size() >= 3);
        bar.setPrompt(QStringLiteral("one line"));
        const int one = bar.editor()->height();
        bar.editor()->moveCursor(QTextCursor::End);
        QSignalSpy run(&bar, &PromptBar::runRequested);
        QTest::keyClick(bar.editor(), Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(bar.editor(), QStringLiteral("two"));
        QCOMPARE(run.count(), 0);
        QCOMPARE(bar.prompt(), QStringLiteral("one line\ntwo"));
        QVERIFY(bar.editor()->height() > one);
        QTest::keyClick(bar.editor(), Qt::Key_Enter);
        QCOMPARE(run.count(), 1);
        QCOMPARE(bar.prompt(), QStringLiteral("one line\ntwo"));
    }
};

QTEST_MAIN(TestWidgetsPanels)
#include "test_widgets_panels.moc"
