// SPDX-License-Identifier: Apache-2.0
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

#include "support/synthetic_run.h"
#include "viewmodels/workspace_file.h"

using namespace spikeglass;

namespace {

NetworkInfo network() {
    NetworkInfo info = test::shownInfo(2, 32);
    info.vocabulary = 12;
    for (SlotInfo& slot : info.slotInfos) slot.forms = {.analog = true, .spiking = true};
    return info;
}

Workspace filled(const NetworkInfo& info) {
    Workspace w;
    w.modelPath = QStringLiteral("/models/shown.h5");
    w.modelSha256 = QStringLiteral("abc");
    w.prompt = QStringLiteral("The prince\n“said”");
    w.experiment.choice = BlockChoice::allSpiking(info);
    w.experiment.choice.set(1, Form::Analog);
    w.experiment.interventions = {{.site = 1, .neurons = {0, 1, 2, 7}, .effect = Intervention::Effect::Silence},
                                  {.site = 2, .neurons = {}, .effect = Intervention::Effect::SetTau, .value = 4.0F, .on = false}};
    w.experiment.sampling = {.temperature = 0.25, .topP = 0.5, .seed = 18446744073709551615ULL};
    BranchTree::Branch text{.id = 1, .name = QStringLiteral("text 1"), .beginning = QStringLiteral("abc"), .script = {}};
    text.script.tokens = {1, 2, 3, 11};
    text.script.promptTokens = 2;
    text.script.changes = {{0, w.experiment}, {3, w.experiment}};
    BranchTree::Branch branch{.id = 5, .parent = 1, .forkedAt = 3, .name = QStringLiteral("without"), .beginning = {}, .script = text.script};
    w.branches = {text, branch};
    w.currentBranch = 5;
    w.selection.sites = {{1, {3, 4}}};
    w.windowEnd = WindowEnd::Restart;
    w.tokensPerSecond = 0;
    w.tokensToGenerate = 77;
    w.pricingModel = QStringLiteral("compute-fp32");
    w.layout = {{QStringLiteral("columns"), QByteArray("\0\1\377", 3)}};
    w.page = 3;
    return w;
}

}  // namespace

/// Workspaces as files: they come back whole, and as much of damaged or foreign ones as makes sense.
class TestViewmodelsWorkspace : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void comesBackWhole() {
        const NetworkInfo info = network();
        const Workspace before = filled(info);
        const auto file = WorkspaceFile::parse(writeWorkspace(before, info), QStringLiteral("w.spikeglass"));
        QVERIFY(file);
        QCOMPARE(file->modelSha256(), before.modelSha256);
        QStringList leftOut;
        const Workspace after = file->fit(info, &leftOut);
        QVERIFY2(leftOut.isEmpty(), qPrintable(leftOut.join(QLatin1Char(' '))));
        QCOMPARE(after.prompt, before.prompt);
        QVERIFY(after.experiment == before.experiment);
        QVERIFY(after.branches == before.branches);
        QCOMPARE(after.currentBranch, 5);
        QVERIFY(after.selection == before.selection);
        QVERIFY(after.windowEnd == before.windowEnd);
        QCOMPARE(after.tokensPerSecond, 0.0);
        QCOMPARE(after.tokensToGenerate, std::int64_t{77});
        QCOMPARE(after.pricingModel, before.pricingModel);
        QVERIFY(after.layout == before.layout);
        QCOMPARE(after.page, 3);
    }

    void unknownThingsAreLeftOutAndSaid() {
        const NetworkInfo info = network();
        QJsonObject json = QJsonDocument::fromJson(writeWorkspace(filled(info), info)).object();
        json[QStringLiteral("from_the_future")] = 3;
        QJsonObject experiment = json[QStringLiteral("experiment")].toObject();
        QJsonObject blocks = experiment[QStringLiteral("blocks")].toObject();
        blocks[QStringLiteral("blocks.99.mlp")] = QStringLiteral("ann");
        experiment[QStringLiteral("blocks")] = blocks;
        json[QStringLiteral("experiment")] = experiment;
        const auto file = WorkspaceFile::parse(QJsonDocument(json).toJson(), QStringLiteral("w"));
        QVERIFY(file);
        QStringList leftOut;
        const Workspace after = file->fit(info, &leftOut);
        QCOMPARE(leftOut.size(), 1);
        QVERIFY(leftOut.first().contains(QStringLiteral("blocks.99.mlp")));
        QVERIFY(after.experiment.choice[1] == Form::Analog);  // the rest is there
    }

    void anotherNetworkTakesWhatFits() {
        const NetworkInfo info = network();
        NetworkInfo other = test::shownInfo(1, 8);
        other.vocabulary = 4;  // token 11 does not exist there
        const auto file = WorkspaceFile::parse(writeWorkspace(filled(info), info), QStringLiteral("w"));
        QVERIFY(file);
        QStringList leftOut;
        const Workspace after = file->fit(other, &leftOut);
        QVERIFY(after.branches.empty());
        QVERIFY(!leftOut.isEmpty());
        QCOMPARE(after.prompt, QStringLiteral("The prince\n“said”"));
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("expected a workspace (JSON)");
        QTest::newRow("cut off") << QByteArray("{\"format\":\"spikeglass-work") << QStringLiteral("expected a workspace (JSON)");
        QTest::newRow("other JSON") << QByteArray("{\"a\":1}") << QStringLiteral("found other JSON");
        QTest::newRow("array") << QByteArray("[1,2]") << QStringLiteral("found other JSON");
        QTest::newRow("newer") << QByteArray("{\"format\":\"spikeglass-workspace\",\"version\":9}") << QStringLiteral("version 9");
    }
    void refusals() {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        const auto file = WorkspaceFile::parse(text, QStringLiteral("w.spikeglass"));
        QVERIFY(!file);
        QVERIFY2(QString::fromStdString(file.error().message).contains(said), file.error().message.c_str());
        QVERIFY(QString::fromStdString(file.error().message).startsWith(QStringLiteral("w.spikeglass: ")));
    }

    void damagedValuesNeverCrash() {
        const NetworkInfo info = network();
        const QByteArray whole = writeWorkspace(filled(info), info);
        // Every value in turn replaced by something else of JSON.
        int read = 0;
        for (const char* instead : {"null", "-1", "1e300", "\"x\"", "[]", "{}", "true", "[[[1]]]"})
            for (qsizetype at = whole.indexOf(':'); at >= 0; at = whole.indexOf(':', at + 1)) {
                qsizetype end = at + 1;
                while (end < whole.size() && whole[end] != ',' && whole[end] != '}' && whole[end] != ']') ++end;
                const QByteArray text = whole.left(at + 1) + instead + whole.mid(end);
                const auto file = WorkspaceFile::parse(text, QStringLiteral("w"));
                if (!file) continue;
                QStringList leftOut;
                const Workspace after = file->fit(info, &leftOut);
                QVERIFY(after.experiment.choice.size() == info.slotInfos.size());
                for (const BranchTree::Branch& branch : after.branches)
                    QVERIFY(branch.forkedAt >= 0 && branch.script.promptTokens <= static_cast<std::int64_t>(branch.script.tokens.size()));
                ++read;
            }
        QVERIFY(read > 50);
    }

    void aMovedCheckpointIsFoundBesideTheWorkspace() {
        QTemporaryDir folder;
        const NetworkInfo info = network();
        QFile model(folder.filePath(QStringLiteral("shown.h5")));
        QVERIFY(model.open(QIODevice::WriteOnly));
        const auto file = WorkspaceFile::parse(writeWorkspace(filled(info), info), folder.filePath(QStringLiteral("w.spikeglass")));
        QVERIFY(file);
        QCOMPARE(file->modelPath(), folder.filePath(QStringLiteral("shown.h5")));
        QVERIFY(!WorkspaceFile::read(folder.filePath(QStringLiteral("none.spikeglass"))));
    }

    /// Qt would warn of such a name, and what takes it for a C string would open another file.
    void aNameWithANullCharacterIsNone() {
        const NetworkInfo info = network();
        Workspace workspace = filled(info);
        workspace.modelPath = QStringLiteral("/etc/passwd") + QChar(QChar::Null) + QStringLiteral(".h5");
        const auto file = WorkspaceFile::parse(writeWorkspace(workspace, info), {});
        QVERIFY(file);
        QCOMPARE(file->modelPath(), QString());
    }
};

QTEST_APPLESS_MAIN(TestViewmodelsWorkspace)
#include "test_viewmodels_workspace.moc"
