// SPDX-License-Identifier: Apache-2.0
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QProcess>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>
#include <memory>

#include "error_banner.h"
#include "import_dialog.h"
#include "notice_bar.h"
#include "panel.h"
#include "section.h"
#include "support/offscreen_noise.h"
#include "support/weight_files.h"
#include "viewmodels/import_model.h"
#include "window/import_desk.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

using Stage = ImportModel::Stage;

/// Weights of PyTorch and safetensors opened in the window: the dialog, with real clicks and keys, and what comes out of it
/// beside what the command line makes.
class TestWindowImport : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    QString in(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    QString write(const char* name, const std::string& bytes) const {
        QFile file(in(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0) qFatal("cannot write");
        return file.fileName();
    }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }
    ImportDialog* dialog() const { return m_window->imports().dialog(); }
    template <class T>
    T* part(const char* name) const {
        T* found = dialog()->findChild<T*>(QLatin1String(name));
        if (found == nullptr) qFatal("no %s", name);
        return found;
    }
    QLineEdit* field(const char* name) const {
        auto* found = part<QWidget>(name);
        auto* editor = qobject_cast<QLineEdit*>(found);
        return editor != nullptr ? editor : found->findChild<QLineEdit*>();
    }
    QString said() const { return part<TextLabel>("importSaid")->text(); }
    bool asks() const { return dialog() != nullptr && dialog()->model().stage() == Stage::Asking; }
    bool ready() const {
        return QTest::qWaitFor([&] { return asks() && dialog()->model().mayStart(); }, 20'000);
    }
    bool complains(const QString& sentence) const {
        return QTest::qWaitFor([&] { return said().contains(sentence); }, 20'000);
    }
    void click(const char* button) { QTest::mouseClick(part<QPushButton>(button), Qt::LeftButton); }
    /// With keys, as one who has no mouse.
    void choose(const char* box, int index) {
        auto* combo = part<QComboBox>(box);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        for (int step = 0; step < index; ++step) QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(combo->currentIndex(), index);
        QCoreApplication::processEvents();
    }
    void type(const char* name, const QString& text) {
        QLineEdit* editor = field(name);
        editor->setFocus();
        editor->selectAll();
        QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClicks(editor, text);
    }
    bool importedAndOpened() {
        QSignalSpy opened(&m_window->engine(), &EngineBridge::modelOpened);
        click("primaryButton");
        return QTest::qWaitFor([&] { return opened.count() > 0; }, 30'000);
    }
    /// What the command line makes of the same.
    QByteArray byCommandLine(const QString& weights, const QStringList& options) {
        QProcess program;
        program.start(QStringLiteral(SPIKEGLASS_CLI), QStringList{QStringLiteral("import"), weights, in("cli.h5")} + options);
        if (!program.waitForFinished(60'000) || program.exitCode() != 0) qFatal("%s", program.readAllStandardError().constData());
        const QByteArray made = contentOf(in("cli.h5"));
        QFile::remove(in("cli.h5"));
        return made;
    }

  private Q_SLOTS:
    void initTestCase() { silenceOffscreenPlatform(); }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(Settings::Store::None);
        m_window = std::make_unique<MainWindow>(m_settings.get());
        m_window->show();
    }
    void cleanup() { m_window.reset(); }

    void aSpikeGptAsTheCommandLineMakesIt() {
        const QString weights = write("gpt.pth", asTorchState(spikeGptTensors(4, 16, 2)));
        const QString list = write("letters.json", "[\"a\", \"b\", \"c\", \" \"]");
        m_window->openFile(weights);
        QVERIFY(complains(QStringLiteral("Choose the tokenizer")));  // nothing is made up
        QVERIFY(!part<QPushButton>("primaryButton")->isEnabled());
        QVERIFY(dialog()->isVisible() && !dialog()->isModal());
        type("importTokenizerFile", list);
        choose("answer_forms", 2);
        choose("answer_flavour", 1);
        QVERIFY(ready());
        QCOMPARE(said(), QString());
        QCOMPARE(field("importOutput")->text(), in("gpt.h5"));
        QVERIFY(importedAndOpened());
        QVERIFY(dialog() == nullptr || !dialog()->isVisible());
        QCOMPARE(QString::fromStdString(m_window->run().model().path), in("gpt.h5"));
        QVERIFY(m_window->notice().sentence().contains(in("gpt.h5")));
        QCOMPARE(contentOf(in("gpt.h5")), byCommandLine(weights, {"--tokenizer", list, "--forms", "both", "--rescale-every", "6", "--float-embedding"}));
    }

    void aSpikeDecoderAnsweredHere() {
        const QString weights = write("decoder.safetensors", asSafeTensors(spikeDecoderTensors({})));
        m_window->openFile(weights);
        QVERIFY(ready());  // the published alphabet, and the usual answers
        auto* window = part<QSpinBox>("answer_max_len");
        window->setFocus();
        window->selectAll();
        QTest::keyClicks(window, QStringLiteral("32"));
        choose("answer_heads", 2);
        QTest::mouseClick(part<Section>("importCardSection")->heading(), Qt::LeftButton);
        QVERIFY(field("importName")->isVisible());
        type("importName", QStringLiteral("Made here"));
        QVERIFY(ready());
        QVERIFY(importedAndOpened());
        QCOMPARE(QString::fromStdString(m_window->run().model().title()), QStringLiteral("Made here"));
        QCOMPARE(m_window->run().model().info().positions, std::size_t{32});
        const QString config = write("config.json", "{\"config\": {\"kind\": \"spiking\", \"vocab_size\": 30, \"max_len\": 32, \"heads\": 4, \"blocks\": 2, \"timesteps\": 4, \"encodingType\": \"learned\", \"position_encoding_strategy\": \"static\", \"tok_embed_dim\": 34}}");
        QCOMPARE(contentOf(in("decoder.h5")), byCommandLine(weights, {"--config", config, "--name", "Made here"}));
    }

    void aConfigurationFileBesideTheWeights() {
        (void)write("decoder.json", "{\"config\": {\"kind\": \"spiking\", \"vocab_size\": 30, \"max_len\": 20, \"heads\": 3, \"blocks\": 2, \"timesteps\": 4, \"encodingType\": \"learned\", \"tok_embed_dim\": 34, \"position_encoding_strategy\": \"static\"}, \"alphabet\": \"abcdefghijklmnopqrstuvwxyz.'P \"}");
        m_window->openFile(write("decoder.pth", asTorchState(spikeDecoderTensors({}))));
        QVERIFY(complains(QStringLiteral("heads is 3, which does not divide the width 64")));  // in its place, before anything is written
        QCOMPARE(part<QComboBox>("importConfigKind")->currentIndex(), 1);
        QVERIFY(dialog()->findChild<QWidget*>(QStringLiteral("answer_heads")) == nullptr);
        choose("importConfigKind", 0);
        QVERIFY(ready());
        QTRY_VERIFY(dialog()->findChild<QWidget*>(QStringLiteral("answer_heads")) != nullptr);
        QVERIFY(importedAndOpened());
    }

    void answersChangeTheQuestions() {
        m_window->openFile(write("decoder.pth", asTorchState(spikeDecoderTensors({}))));
        QVERIFY(ready());
        QCOMPARE(dialog()->focusWidget()->objectName(), QStringLiteral("importConfigKind"));  // where the questions begin
        auto* positions = part<QComboBox>("answer_position_encoding_strategy");
        choose("answer_position_encoding_strategy", positions->findData(QStringLiteral("linear")));
        QTRY_VERIFY(dialog()->findChild<QSpinBox*>(QStringLiteral("answer_max_len")) == nullptr);
        // The keyboard stays where it was, and Tab leads through the questions.
        QCOMPARE(dialog()->focusWidget(), static_cast<QWidget*>(part<QComboBox>("answer_position_encoding_strategy")));
        QTest::keyClick(dialog()->focusWidget(), Qt::Key_Tab);
        QCOMPARE(dialog()->focusWidget()->objectName(), QStringLiteral("answer_timesteps"));
        QVERIFY(ready());
    }

    void everythingHasAName() {
        m_window->openFile(write("decoder.pth", asTorchState(spikeDecoderTensors({}))));
        QVERIFY(ready());
        for (QWidget* widget : dialog()->findChildren<QWidget*>())
            if (widget->focusPolicy() != Qt::NoFocus && widget->focusProxy() == nullptr && widget->inherits("QWidget") && !widget->inherits("QScrollArea") &&
                !widget->inherits("QAbstractItemView") && qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) == nullptr && !widget->inherits("QPushButton") &&
                !widget->inherits("QCheckBox") && !widget->objectName().startsWith(QLatin1String("qt_")))
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
        QVERIFY(!part<QComboBox>("answer_heads")->accessibleDescription().isEmpty());
    }

    void aDamagedFileIsRefusedInTheDialog() {
        std::string bytes = asTorchState(spikeGptTensors(4, 16, 1));
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
        m_window->openFile(write("damaged.pth", bytes));
        QVERIFY(QTest::qWaitFor([&] { return dialog()->model().stage() == Stage::Refused; }, 20'000));
        QVERIFY2(said().contains(QStringLiteral("damaged.pth")), qPrintable(said()));
        QVERIFY(!part<QPushButton>("primaryButton")->isVisible());
        click("importCancel");
        QTRY_VERIFY(dialog() == nullptr);
        QCOMPARE(files(), QStringList{"damaged.pth"});
    }

    void nothingIsReplacedUnasked() {
        const QString there = write("gpt.h5", "mine");
        (void)write("vocab.json", "{\"0\": \"a\", \"1\": \"b\", \"2\": \"c\", \"3\": \"d\"}");
        m_window->openFile(write("gpt.pth", asTorchState(spikeGptTensors(4, 16, 1))));
        QVERIFY(ready());
        click("primaryButton");
        QVERIFY(said().contains(QStringLiteral("is there already")));
        QCOMPARE(contentOf(there), QByteArray("mine"));
        // Another name takes the question back.
        type("importOutput", in("other.h5"));
        QVERIFY(ready());
        QVERIFY(!said().contains(QStringLiteral("already")));
        type("importOutput", there);
        QVERIFY(ready());
        click("primaryButton");
        QCOMPARE(part<QPushButton>("primaryButton")->text().remove(QLatin1Char('&')), QStringLiteral("Replace it and open"));
        QVERIFY(importedAndOpened());
        QVERIFY(contentOf(there).startsWith("\x89HDF"));
    }

    void cancellingLeavesNothingBehind() {
        (void)write("vocab.json", "{\"0\": \"a\", \"1\": \"b\", \"2\": \"c\", \"3\": \"d\"}");
        const QString weights = write("large.safetensors", asSafeTensors(spikeGptTensors(4, 512, 6)));  // 75 MB
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        const QStringList before = files();
        m_window->openFile(weights);
        QVERIFY(ready());
        QSignalSpy cancelled(&dialog()->model(), &ImportModel::cancelled);
        click("primaryButton");
        QCOMPARE(dialog()->model().stage(), Stage::Writing);
        QVERIFY(!field("importOutput")->isEnabled());
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QVERIFY(cancelled.wait(20'000));
        QVERIFY(dialog()->isVisible());
        QVERIFY(said().contains(QStringLiteral("nothing was written")));
        QCOMPARE(files(), before);
        QCOMPARE(QString::fromStdString(m_window->run().model().path), tinyCheckpoint());
        // And again, to its end: progress is told on the way.
        QSignalSpy progressed(&dialog()->model(), &ImportModel::progressed);
        QVERIFY(importedAndOpened());
        QVERIFY(progressed.count() > 5);
    }

    void closingTheWindowMeanwhileLeavesNothing() {
        (void)write("vocab.json", "{\"0\": \"a\", \"1\": \"b\", \"2\": \"c\", \"3\": \"d\"}");
        m_window->openFile(write("large.safetensors", asSafeTensors(spikeGptTensors(4, 512, 4))));
        QVERIFY(ready());
        const QStringList before = files();
        click("primaryButton");
        m_window.reset();
        QCOMPARE(files(), before);
    }

    void everyWayToOpenAFileLeadsThere() {
        const QString weights = write("gpt.pth", asTorchState(spikeGptTensors(4, 16, 1)));
        QVERIFY(ImportDesk::isWeights(weights));
        QVERIFY(ImportDesk::isWeights(write("gpt.safetensors", asSafeTensors(spikeGptTensors(4, 16, 1)))));
        QVERIFY(!ImportDesk::isWeights(tinyCheckpoint()) && !ImportDesk::isWeights(m_folder->path()) && !ImportDesk::isWeights(in("none")));
        QMimeData dropped;
        dropped.setUrls({QUrl::fromLocalFile(weights)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QVERIFY(drop.isAccepted() && dialog() != nullptr);
        QCOMPARE(dialog()->model().path(), weights);
        // Another file takes its place.
        m_window->openFile(in("gpt.safetensors"));
        QCOMPARE(dialog()->model().path(), in("gpt.safetensors"));
        QTRY_VERIFY(asks());
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QTRY_VERIFY(dialog() == nullptr);
    }

    void whereNothingCanBeWritten() {
        QCOMPARE(ImportModel::suggestedOutput(in("gpt.pth"), QStringLiteral("/models")), in("gpt.h5"));
        QCOMPARE(ImportModel::suggestedOutput(QStringLiteral("/nowhere/at/all/gpt.v2.pth"), QStringLiteral("/models")), QStringLiteral("/models/gpt.v2.h5"));
        (void)write("vocab.json", "{\"0\": \"a\", \"1\": \"b\", \"2\": \"c\", \"3\": \"d\"}");
        m_window->openFile(write("gpt.pth", asTorchState(spikeGptTensors(4, 16, 1))));
        QVERIFY(ready());
        type("importOutput", in("none/gpt.h5"));
        QVERIFY(ready());
        click("primaryButton");
        QVERIFY(complains(QStringLiteral("cannot be written")));
        QVERIFY(asks());
    }
};

QTEST_MAIN(TestWindowImport)
#include "test_window_import.moc"
