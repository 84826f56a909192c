// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <cmath>

#include "support/synthetic_run.h"
#include "viewmodels/axis_labels.h"
#include "viewmodels/rate_summary.h"
#include "viewmodels/silent_neurons.h"
#include "viewmodels/theme.h"
#include "viewmodels/time_axis.h"
#include "viewmodels/token_columns.h"

using namespace spikeglass;
using namespace spikeglass::test;

namespace {

// Seven pixels a character.
double widthOf(const QString& text) { return 7.0 * static_cast<double>(text.size()); }

RunHistory historyOf(const NetworkInfo& info, const std::vector<std::string>& tokens) {
    RunHistory history(info);
    SyntheticRun synthetic(info);
    for (const std::string& token : tokens) history.append(synthetic.next(token));
    return history;
}

RunHistory historyOf(const NetworkInfo& info, const std::string& text) {
    std::vector<std::string> tokens;
    for (const char c : text) tokens.emplace_back(1, c);
    return historyOf(info, tokens);
}

QString joined(const std::vector<AxisLabel>& labels) {
    QStringList parts;
    for (const AxisLabel& label : labels) parts << QString::number(label.token) + QLatin1Char(':') + label.text;
    return parts.join(QLatin1Char(' '));
}

double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const QColor& c) {
        const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
    };
    const double one = luminance(a), two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

}  // namespace

class TestAxis : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void timeAxisMapsAndZooms() {
        TimeAxis axis{100, 50, 20, 500};
        QCOMPARE(axis.pixelsPerToken(), 10.0);
        QCOMPARE(axis.toX(110), 120.0);
        QCOMPARE(axis.toToken(120), 110.0);
        QCOMPARE(axis.tokenAt(129.9), 110);
        QCOMPARE(axis.tokenAt(19.9), 99);
        axis.zoom(2, 120, 1, 1000);
        QCOMPARE(axis.tokens, 25.0);
        QCOMPARE(axis.toX(110), 120.0);
        axis.zoom(1000, 120, 4, 1000);
        QCOMPARE(axis.tokens, 4.0);
        QCOMPARE(axis.toX(110), 120.0);
        axis.zoom(1e-9, 120, 4, 1000);
        QCOMPARE(axis.tokens, 1000.0);
        QCOMPARE(axis.toX(110), 120.0);
        axis.pan(50);
        QCOMPARE(axis.toX(110), 170.0);
    }

    void tokenColumnsTileTheLine_data() {
        QTest::addColumn<double>("pitch");
        for (const double pitch : {0.01, 0.37, 0.999, 1.0, 1.3, 2.0, 7.03, 33.333, 250.0})
            QTest::addRow("%g pixels per token", pitch) << pitch;
    }
    void tokenColumnsTileTheLine() {
        QFETCH(double, pitch);
        TokenColumns c;
        c.pitch = pitch, c.columns = 1000, c.origin = 123'456;
        std::int64_t previous = c.tokenAt(-1);
        for (int x = 0; x < c.columns; ++x) {
            const std::int64_t token = c.tokenAt(x), column = c.origin + x;
            QVERIFY(token >= previous);
            if (pitch >= 1) {
                QVERIFY(c.columnOf(token) <= column && column < c.columnOf(token + 1));
            } else {
                QCOMPARE(c.columnOf(token), column);
                QVERIFY(c.columnOf(token - 1) < column);
            }
            const std::int64_t first = c.firstTokenFrom(column);
            QVERIFY(c.columnOf(first) >= column && c.columnOf(first - 1) < column);
            previous = token;
        }
        QCOMPARE(c.firstToken(), c.tokenAt(0));
        QVERIFY(c.x(c.endToken()) >= c.columns && c.x(c.endToken() - 1) < c.columns);
        QCOMPARE(c.x(1'000'000'000'000), 2000);
        QCOMPARE(c.x(-1'000'000'000'000), -1001);
    }

    void scrollingByTokensIsAShift() {
        const TokenColumns a = TokenColumns::of({10, 96, 0, 0}, 720), b = TokenColumns::of({14, 96, 0, 0}, 720);
        QCOMPARE(a.pitch, 7.5);
        QCOMPARE(b.origin - a.origin, 30);
        QCOMPARE(a.tokenAt(0), 10);
    }

    void roundSteps() {
        QCOMPARE(roundStep(0.001), 1);
        QCOMPARE(roundStep(1.5), 2);
        QCOMPARE(roundStep(3), 5);
        QCOMPARE(roundStep(5), 5);
        QCOMPARE(roundStep(5.1), 10);
        QCOMPARE(roundStep(1234), 2000);
    }

    void everyCharacterWhereItFits() {
        const NetworkInfo info = shownInfo(1, 4);
        const RunHistory history = historyOf(info, "a cat\nsat");
        TokenColumns c;
        c.pitch = 8, c.columns = 80;
        QCOMPARE(joined(axisText(history, c, widthOf)), QString::fromUtf8("0:a 1:· 2:c 3:a 4:t 5:⏎ 6:s 7:a 8:t"));
        c.origin = 17, c.columns = 16;
        QCOMPARE(joined(axisText(history, c, widthOf)), QString::fromUtf8("2:c 3:a 4:t"));
    }

    void wordsWhereCharactersDoNotFit() {
        const NetworkInfo info = shownInfo(1, 4);
        const RunHistory history = historyOf(info, "a cat\nsat on the mat, the end");
        TokenColumns c;
        c.pitch = 3, c.columns = 200;
        // "a" (0 to 7 pixels) leaves no room for "cat" at 6, and so on.
        const std::vector<AxisLabel> labels = axisText(history, c, widthOf);
        QCOMPARE(joined(labels), QStringLiteral("0:a 6:sat 17:mat,"));
        double right = -1;
        for (const AxisLabel& label : labels) {
            QVERIFY(c.x(label.token) >= right);
            QVERIFY(!label.centered);
            right = c.x(label.token) + widthOf(label.text);
        }
        QVERIFY(right <= c.columns);
        c.pitch = 0.05;
        QVERIFY(axisText(history, c, widthOf).empty());
    }

    void longTokensAreShortened() {
        const NetworkInfo info = shownInfo(1, 4);
        const RunHistory history =
            historyOf(info, {" the", " cat", " sat", " on", " a", " mat", " unbelievably", " far"});
        TokenColumns c;
        c.pitch = 36, c.columns = 400;
        QCOMPARE(joined(axisText(history, c, widthOf)),
                 QString::fromUtf8("0:·the 1:·cat 2:·sat 3:·on 4:·a 5:·mat 6:·unb… 7:·far"));
        c.pitch = 12;  // words, each where its token starts
        QCOMPARE(joined(axisText(history, c, widthOf)), QStringLiteral("0:the 3:on 5:mat"));
    }

    void numbersAtRoundSteps() {
        const NetworkInfo info = shownInfo(1, 4);
        const RunHistory history = historyOf(info, std::string(100, 'x'));
        TokenColumns c = TokenColumns::of({13, 50, 0, 0}, 500);
        QCOMPARE(joined(axisNumbers(history, c, 72)), QStringLiteral("20:20 30:30 40:40 50:50 60:60"));
        c = TokenColumns::of({90, 50, 0, 0}, 500);
        QCOMPARE(joined(axisNumbers(history, c, 72)), QStringLiteral("90:90"));
        QVERIFY(axisNumbers(RunHistory(info), c, 72).empty());
        QVERIFY(axisText(RunHistory(info), c, widthOf).empty());
    }

    void silentNeurons() {
        const NetworkInfo info = shownInfo(1, 40);
        RunHistory history(info);
        SyntheticRun synthetic(info, 5);
        synthetic.silence(1, 0);
        synthetic.silence(1, 39);
        for (int t = 0; t < 15; ++t) history.append(synthetic.next("x"));
        QVERIFY(!findSilentNeurons(history, 0, 100)[1].judged);
        QVERIFY(findSilentNeurons(history, 0, 100)[1].neurons.empty());
        for (int t = 0; t < 85; ++t) history.append(synthetic.next("x"));
        synthetic.choice().set(1, Form::Analog);
        for (int t = 0; t < 30; ++t) history.append(synthetic.next("x"));
        const std::vector<SilentNeurons> silent = findSilentNeurons(history, 0, 130);
        QVERIFY(silent[1].judged);
        std::vector<std::size_t> expected;
        for (std::size_t n = 0; n < 40; ++n)
            if (history.countNeuron(1, n, 0, 130) == 0) expected.push_back(n);
        QCOMPARE(silent[1].neurons, expected);
        QVERIFY(std::find(expected.begin(), expected.end(), 39U) != expected.end());
        QVERIFY(!findSilentNeurons(history, 100, 130)[1].judged);  // analog then: nothing to tell
        QVERIFY(findSilentNeurons(history, 100, 130)[2].judged);
    }

    void rateSummaryKeepsExtremes() {
        RateSummary rates;
        QVERIFY(!rates.range(0, 10));
        const std::int64_t tokens = 100'000;
        for (std::int64_t t = 0; t < tokens; ++t)
            if (t < 500 || t >= 600) rates.append(t, t == 70'001 ? 0.9 : t == 30'000 ? 0.01 : 0.2);
        QCOMPARE(rates.tokensPerBucket(), 8);
        QCOMPARE(rates.range(0, tokens)->highest, static_cast<double>(0.9F));
        QCOMPARE(rates.range(0, tokens)->lowest, static_cast<double>(0.01F));
        QVERIFY(std::abs(rates.range(0, tokens)->mean - 0.2) < 1e-4);
        QCOMPARE(rates.range(70'000, 70'002)->highest, static_cast<double>(0.9F));
        QCOMPARE(rates.range(70'008, 70'020)->highest, static_cast<double>(0.2F));
        QVERIFY(!rates.range(504, 592));
        QVERIFY(!rates.range(tokens + 8, tokens + 100));
        QVERIFY(!rates.range(7, 7));
        rates.append(tokens, std::nan(""));
        rates.clear();
        QVERIFY(!rates.range(0, tokens));
        QCOMPARE(rates.tokensPerBucket(), 1);
    }

    void themesAreLegible() {
        for (const Theme& theme : {Theme::light(), Theme::darkTheme()}) {
            QVERIFY(contrast(theme.text, theme.panel) > 12);
            QVERIFY(contrast(theme.ink, theme.panel) > 12);
            QVERIFY(contrast(theme.secondaryText, theme.panel) > 4.5);
            QVERIFY(contrast(theme.accentText, theme.accent) > 4.5);
            QVERIFY(contrast(theme.accent, theme.panel) > 4.5);
            QVERIFY(contrast(theme.errorText, theme.error) > 4.5);
            // Text stays legible on the strongest surprisal.
            QVERIFY(contrast(theme.text, theme.surprisal(20)) > 4.5);
            QCOMPARE(theme.surprisal(0), theme.panel);
            QCOMPARE(theme.surprisal(std::nan("")), theme.panel);
            QCOMPARE(theme.surprisal(8), theme.surprisal(30));
            QVERIFY(theme.surprisal(1) != theme.surprisal(2));
            QCOMPARE(theme.blockColor(0), theme.blockColor(6));
            QVERIFY(theme.siteColor(2, true) != theme.siteColor(2, false));
            for (std::size_t i = 0; i < 6; ++i) {
                QVERIFY(contrast(theme.traceColor(i), theme.panel) > 2);
                for (std::size_t j = 0; j < i; ++j) QVERIFY(theme.traceColor(i) != theme.traceColor(j));
            }
            QCOMPARE(theme.palette().color(QPalette::Window), theme.window);
        }
        for (const bool dark : {false, true}) {  // AAA
            const Theme theme = Theme::highContrastTheme(dark);
            QCOMPARE(theme.dark, dark);
            QVERIFY(theme.highContrast && theme.stroke > 1);
            for (const QColor& ground : {theme.window, theme.panel, theme.raised}) {
                QVERIFY(contrast(theme.text, ground) > 14);
                for (const QColor& words : {theme.secondaryText, theme.accent, theme.spiking, theme.analog, theme.warning})
                    QVERIFY(contrast(words, ground) >= 7);
                QVERIFY(contrast(theme.disabledText, ground) > 4.5);
                QVERIFY(contrast(theme.line, ground) > 4.5);
            }
            QVERIFY(contrast(theme.accentText, theme.accent) >= 7);
            QVERIFY(contrast(theme.errorText, theme.error) >= 7);
            QVERIFY(contrast(theme.text, theme.surprisal(20)) >= 7);
            for (int block = 0; block < 6; ++block) QVERIFY(contrast(theme.blockColor(block), theme.panel) > 3);
            for (std::size_t i = 0; i < 6; ++i) {
                QVERIFY(contrast(theme.traceColor(i), theme.panel) > 3);
                for (std::size_t j = 0; j < i; ++j) QVERIFY(theme.traceColor(i) != theme.traceColor(j));
            }
        }
        setCurrentTheme(Theme::darkTheme());
        QVERIFY(currentTheme().dark);
        setCurrentTheme(Theme::light());
    }
};

QTEST_GUILESS_MAIN(TestAxis)
#include "test_viewmodels_axis.moc"
