// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "engine/comparison.h"

using namespace spikeglass;

namespace {

NetworkInfo ladder(std::vector<SlotForms> forms) {
    NetworkInfo info;
    for (std::size_t i = 0; i < forms.size(); ++i) info.slotInfos.push_back({"slot" + std::to_string(i), -1, forms[i]});
    info.presets = {{"degree-0", "Spike degree 0", {false, false, false}},
                    {"degree-1", "Spike degree 1", {true, false, false}},
                    {"degree-2", "Spike degree 2", {true, true, true}}};
    return info;
}

std::vector<std::string> names(const std::vector<BlockChoice>& choices, const NetworkInfo& info) {
    std::vector<std::string> result;
    for (const BlockChoice& choice : choices) result.push_back(nameOf(choice, info));
    return result;
}

constexpr SlotForms kBoth{true, true}, kAnalog{true, false}, kSpiking{false, true};
using Names = std::vector<std::string>;

}  // namespace

class TestEngineComparison : public QObject {
    Q_OBJECT

    std::shared_ptr<const Model> m_model;
    std::string m_text;

    std::vector<ComparisonTask> tasks() const {
        std::vector<ComparisonTask> result;
        for (const BlockChoice& choice : heldPresets(m_model->info()))
            result.push_back({m_model, choice, nameOf(choice, m_model->info())});
        return result;
    }

  private slots:
    void initTestCase() {
        auto model = loadModel(SPIKEGLASS_TEST_DATA "/checkpoints/tiny.h5");
        QVERIFY2(model, model ? "" : model.error().message.c_str());
        m_model = *model;
        for (int i = 0; i < 5; ++i) m_text += "He said nothing, and looked at the window as if he had not heard.\n";
    }

    void presetsThatAreHeld() {
        const auto both = ladder({kBoth, kBoth, kBoth});
        QVERIFY(names(heldPresets(both), both) ==
                Names({"degree-0", "degree-1", "degree-2"}));  // snn, ann: the same as two
        const auto one = ladder({kSpiking, kAnalog, kAnalog});
        QVERIFY(names(heldPresets(one), one) == Names({"degree-1"}));
        const auto none = ladder({kAnalog, kSpiking, kBoth});
        QVERIFY(names(heldPresets(none), none) == Names({"ann: slot0"}));
        NetworkInfo plain = ladder({kBoth, kBoth});
        plain.presets.clear();
        QVERIFY(names(heldPresets(plain), plain) == Names({"snn", "ann"}));
        plain.slotInfos[1].forms = kSpiking;
        QVERIFY(names(heldPresets(plain), plain) == Names({"snn"}));

        QVERIFY(names(heldPreset(both, "degree-1"), both) == Names({"degree-1"}));
        QVERIFY(names(heldPreset(both, "snn"), both) == Names({"degree-2"}));
        QVERIFY(heldPreset(one, "degree-0").empty() && heldPreset(one, "ann").empty() &&
                heldPreset(one, "other").empty());
    }

    void theLastPartIsCountedInCharacters() {
        QCOMPARE(lastPart(*m_model, "abcdefghij", 0.25), std::string("hij"));  // round(2.5)
        QCOMPARE(lastPart(*m_model, "a\u00e9\u00efb\u4e2d", 0.6), std::string("\u00efb\u4e2d"));
        QCOMPARE(lastPart(*m_model, "abc", 0.01), std::string());
        QCOMPARE(lastPart(*m_model, "abc", 1), std::string("abc"));
        const auto whole = *readingOf(*m_model, m_text, 1, 0);
        const auto part = *readingOf(*m_model, m_text, 0.1, 0);
        QCOMPARE(part.size(), std::size_t(std::lround(0.1 * double(whole.size()))));
        QVERIFY(std::equal(part.rbegin(), part.rend(), whole.rbegin()));
        QCOMPARE(readingOf(*m_model, m_text, 0.1, 7)->size(), std::size_t(7));
        QVERIFY(!readingOf(*m_model, m_text, 0.001, 0));  // nothing is left
        QVERIFY(!readingOf(*m_model,
                           "abc\xff"
                           "def",
                           0.5, 0));                  // no UTF-8
        QVERIFY(!readingOf(*m_model, m_text, 1, 1));  // too short
    }

    void rowsAreScores() {
        std::vector<std::string> finished;
        ComparisonEvents events;
        events.finished = [&](const ComparisonRow& row) { return finished.push_back(row.task.choiceName), true; };
        const auto rows = compare(tasks(), m_text, 1, 150, events);
        QVERIFY(rows && rows->size() == 2);
        QVERIFY(finished == Names({"snn", "ann"}));
        const auto tokens = *readingOf(*m_model, m_text, 1, 150);
        for (const ComparisonRow& row : *rows) {
            const auto alone = scoreTokens(*m_model, row.task.choice, tokens);
            QCOMPARE(row.score.bitsPerCharacter, alone->bitsPerCharacter);
            QCOMPARE(row.score.tokens, std::int64_t(150));
            QVERIFY(row.score.operations == alone->operations);
            QVERIFY(row.tokensPerSecond() > 0);
        }
        QVERIFY((*rows)[0].score.bitsPerCharacter != (*rows)[1].score.bitsPerCharacter);
    }

    void cancellingKeepsWhatIsFinished() {
        ComparisonEvents events;
        events.progress = [](std::size_t row, std::int64_t done, std::int64_t) { return row == 0 || done < 100; };
        QCOMPARE(compare(tasks(), m_text, 1, 0, events)->size(), std::size_t(1));
        events.progress = [](std::size_t, std::int64_t, std::int64_t) { return false; };
        QVERIFY(compare(tasks(), m_text, 1, 0, events)->empty());
        ComparisonEvents afterOne;
        afterOne.finished = [](const ComparisonRow&) { return false; };
        QCOMPARE(compare(tasks(), m_text, 1, 0, afterOne)->size(), std::size_t(1));
    }

    void whatCannotBeReadIsRefusedBeforeAnythingIsComputed() {
        bool computed = false;
        ComparisonEvents events;
        events.progress = [&](std::size_t, std::int64_t, std::int64_t) { return computed = true; };
        const auto rows = compare(tasks(), m_text + "\u03c0", 1, 0, events);
        QVERIFY(!rows && !computed);
        QVERIFY(rows.error().message.find("tiny.h5") != std::string::npos);
        QVERIFY(rows.error().message.find("\u03c0") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestEngineComparison)
#include "test_engine_comparison.moc"
