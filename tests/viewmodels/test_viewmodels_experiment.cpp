// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QtTest>

#include "support/synthetic_run.h"
#include "viewmodels/branch_tree.h"
#include "viewmodels/experiment_history.h"
#include "viewmodels/intervention_words.h"
#include "viewmodels/run_view_model.h"

using namespace spikeglass;
using Effect = Intervention::Effect;

namespace {

Experiment withSeed(std::uint64_t seed) {
    Experiment experiment;
    experiment.sampling.seed = seed;
    return experiment;
}

TextScript textOf(std::vector<std::int32_t> tokens, std::int64_t promptTokens) {
    TextScript script;
    script.tokens = std::move(tokens);
    script.promptTokens = promptTokens;
    return script;
}

}  // namespace

/// What the user changes, what can be taken back, and the texts that are kept.
class TestViewmodelsExperiment : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void goesBackAndForth() {
        ExperimentHistory history;
        history.reset(withSeed(1));
        QSignalSpy changed(&history, &ExperimentHistory::experimentChanged);
        QVERIFY(!history.canUndo() && !history.canRedo());
        history.change(QStringLiteral("seed 2"), withSeed(2));
        history.change(QStringLiteral("seed 3"), withSeed(3));
        QCOMPARE(history.undoText(), QStringLiteral("seed 3"));
        history.undo();
        QCOMPARE(history.now().sampling.seed, 2U);
        QCOMPARE(history.undoText(), QStringLiteral("seed 2"));
        QCOMPARE(history.redoText(), QStringLiteral("seed 3"));
        history.undo();
        QCOMPARE(history.now().sampling.seed, 1U);
        history.undo();  // nothing left
        QCOMPARE(history.now().sampling.seed, 1U);
        history.redo();
        history.redo();
        QCOMPARE(history.now().sampling.seed, 3U);
        history.undo();
        history.change(QStringLiteral("seed 9"), withSeed(9));  // what was taken back is gone
        QVERIFY(!history.canRedo());
        QCOMPARE(changed.count(), 8);
    }

    void whatChangesNothingIsNoStep() {
        ExperimentHistory history;
        history.reset(withSeed(1));
        history.change(QStringLiteral("again"), withSeed(1));
        QVERIFY(!history.canUndo());
    }

    void aRunOfSmallChangesIsOneStep() {
        ExperimentHistory history;
        history.reset(withSeed(1));
        for (std::uint64_t seed = 2; seed < 20; ++seed)
            history.change(QStringLiteral("seed %1").arg(seed), withSeed(seed), QStringLiteral("seed"));
        QCOMPARE(history.undoText(), QStringLiteral("seed 19"));
        history.undo();
        QCOMPARE(history.now().sampling.seed, 1U);
        QVERIFY(!history.canUndo());
        history.redo();
        QCOMPARE(history.now().sampling.seed, 19U);
        history.change(QStringLiteral("seed 20"), withSeed(20), QStringLiteral("seed"));  // a run ends with a step back
        history.undo();
        QCOMPARE(history.now().sampling.seed, 19U);
    }

    void stepsAreBounded() {
        ExperimentHistory history;
        history.reset(withSeed(0));
        for (std::uint64_t seed = 1; seed <= ExperimentHistory::kMostSteps + 10; ++seed) history.change(QString(), withSeed(seed));
        std::size_t steps = 0;
        while (history.canUndo()) history.undo(), ++steps;
        QCOMPARE(steps, ExperimentHistory::kMostSteps);
        QCOMPARE(history.now().sampling.seed, 10U);
    }

    void selectionsBecomeInterventions() {
        RunViewModel run;
        const NetworkInfo info = test::shownInfo(2, 32);
        auto model = std::make_shared<Model>();
        model->network = std::make_unique<test::ShownNetwork>(info);
        run.reset(model);
        Selection selection;
        selection.sites = {{0, {1, 2, 3, 9}}, Selection::ofSite(1, info.sites[1].width).sites.front()};
        const auto silenced = interventionsOn(selection, Effect::Silence, 7, run);
        QCOMPARE(silenced.size(), std::size_t{2});
        QCOMPARE(silenced[0].neurons, (std::vector<std::uint32_t>{1, 2, 3, 9}));
        QVERIFY(silenced[1].neurons.empty());  // the whole site
        QCOMPARE(silenced[0].value, 0.0F);
        QVERIFY(sentenceOf(silenced[0], run).contains(QStringLiteral("/1–3, 9")));
        QVERIFY(!sentenceOf(silenced[1], run).contains(QLatin1Char('/')));
        // A plain threshold has no membrane to clamp.
        const auto clamped = interventionsOn(selection, Effect::ClampPotential, 0.5, run);
        std::size_t membranes = 0;
        for (const Selection::Site& site : selection.sites) membranes += info.sites[site.site].hasMembrane;
        QCOMPARE(clamped.size(), membranes);
        for (const Intervention& each : clamped) QCOMPARE(each.value, 0.5F);
        for (const EffectWords& words : effectWords()) QCOMPARE(effectOfId(words.id), std::optional(words.effect));
        QVERIFY(!effectOfId(QStringLiteral("explode")));
    }

    void manyNeuronsAreCounted() {
        RunViewModel run;
        auto model = std::make_shared<Model>();
        model->network = std::make_unique<test::ShownNetwork>(test::shownInfo(2, 32));
        run.reset(model);
        Intervention scattered{.site = 1, .neurons = {1, 3, 5, 7, 9, 11}};
        QVERIFY(sentenceOf(scattered, run).contains(QStringLiteral("6 neurons of")));
    }

    void textsAndBranchesAreKept() {
        BranchTree tree;
        const int first = tree.addText(textOf({1, 2, 3, 4}, 2), QStringLiteral("abcd"));
        QCOMPARE(tree.current()->name, QStringLiteral("text 1"));
        const int branch = tree.addBranch(first, 3, textOf({1, 2, 3}, 2));
        tree.update(textOf({1, 2, 3, 7, 8}, 2), QStringLiteral("xy"));
        QCOMPARE(tree.find(branch)->script.tokens.size(), std::size_t{5});
        QCOMPARE(tree.find(first)->script.tokens.size(), std::size_t{4});
        QCOMPARE(tree.forks(), (std::vector<std::int64_t>{3}));
        tree.setCurrent(first);
        QCOMPARE(tree.forks(), (std::vector<std::int64_t>{3}));
        QCOMPARE(BranchTree::commonTokens(tree.find(first)->script, tree.find(branch)->script), std::int64_t{3});
        tree.rename(branch, QStringLiteral("  without  2.mlp "));
        QCOMPARE(tree.find(branch)->name, QStringLiteral("without 2.mlp"));
        tree.rename(branch, QStringLiteral("   "));
        QCOMPARE(tree.find(branch)->name, QStringLiteral("without 2.mlp"));
    }

    void removedTextsCanBeRestored() {
        BranchTree tree;
        const int root = tree.addText(textOf({1}, 1), {});
        const int middle = tree.addBranch(root, 1, textOf({1, 2}, 1));
        const int leaf = tree.addBranch(middle, 2, textOf({1, 2, 3}, 1));
        QVERIFY(!tree.remove(leaf));  // in the window
        QVERIFY(tree.remove(middle));
        QCOMPARE(tree.find(leaf)->parent, root);
        QCOMPARE(tree.find(leaf)->forkedAt, std::int64_t{1});
        tree.restore();
        QVERIFY(tree.find(middle) != nullptr);
        QCOMPARE(tree.branches()[1].id, middle);
        QVERIFY(!tree.canRestore());
    }

    void textsAreBoundedAndParentsStay() {
        BranchTree tree;
        const int root = tree.addText(textOf({1}, 1), {});
        for (std::size_t i = 0; i < BranchTree::kMost + 20; ++i) tree.addBranch(root, 1, textOf({1}, 1));
        QCOMPARE(tree.branches().size(), BranchTree::kMost);
        QVERIFY(tree.find(root) != nullptr);
    }
};

QTEST_APPLESS_MAIN(TestViewmodelsExperiment)
#include "test_viewmodels_experiment.moc"
