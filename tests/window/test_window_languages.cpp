// SPDX-License-Identifier: Apache-2.0
#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QMenuBar>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QXmlStreamReader>
#include <map>
#include <set>

#include "energy/pricing_model.h"
#include "fonts.h"
#include "interventions_view.h"
#include "panel.h"
#include "prompt_bar.h"
#include "side_panels.h"
#include "support/offscreen_noise.h"
#include "transport_bar.h"
#include "viewmodels/engine_words.h"
#include "window/experiment_desk.h"
#include "window/language.h"
#include "window/screenshot.h"
#include "window/window_actions.h"
#include "window/window_session.h"
#include "window_test.h"

using namespace spikeglass;
using namespace spikeglass::test;

struct Message {
    QString source;
    QStringList forms;  // of the translation
    bool plural = false, finished = true;
};

static std::vector<Message> messagesOf(QIODevice* file) {
    std::vector<Message> messages;
    QXmlStreamReader xml(file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        const QString name = xml.name().toString();
        if (name == QLatin1String("message")) {
            messages.push_back({});
            messages.back().plural = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
        } else if (name == QLatin1String("source")) {
            messages.back().source = xml.readElementText();
        } else if (name == QLatin1String("translation")) {
            messages.back().finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            if (!messages.back().plural) messages.back().forms << xml.readElementText();
        } else if (name == QLatin1String("numerusform")) {
            messages.back().forms << xml.readElementText();
        }
    }
    return xml.hasError() ? std::vector<Message>() : messages;
}

static std::vector<Message> messagesOf(const QString& code) {
    QFile file(QStringLiteral(SPIKEGLASS_MODELS "/../resources/translations/spikeglass_%1.ts").arg(code));
    return file.open(QIODevice::ReadOnly) ? messagesOf(&file) : std::vector<Message>();
}

/// "%1", "%L2", "%n": each once.
static std::set<QString> placeholders(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("%L?[0-9n]"));
    std::set<QString> found;
    for (auto each = pattern.globalMatch(text); each.hasNext();) found.insert(each.next().captured());
    return found;
}

static QStringList titles(const QMenuBar* bar) {
    QStringList said;
    for (const QAction* action : bar->actions())
        if (action->menu() != nullptr) said << action->text().remove(QLatin1Char('&'));
    return said;
}

/// What is shown narrower than it is written.
static QStringList cutOff(const QWidget& window) {
    QStringList found;
    const auto check = [&](int width, int needed, const QString& text) {
        if (width + 1 < needed) found << QStringLiteral("“%1”: %2 of %3 pixels").arg(text).arg(width).arg(needed);
    };
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        const auto* text = qobject_cast<const TextLabel*>(label);
        if (!label->isVisible() || label->wordWrap() || label->text().isEmpty() || (text != nullptr && text->mayElide())) continue;
        if (label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored) continue;
        check(label->width(), label->fontMetrics().horizontalAdvance(label->text()), label->text());
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        const bool hasText = qobject_cast<const QPushButton*>(button) || qobject_cast<const QToolButton*>(button);
        if (!hasText || !button->isVisible() || button->text().isEmpty()) continue;
        if (button->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored) continue;
        const QString plain = QString(button->text()).remove(QLatin1Char('&'));
        check(button->width(), button->fontMetrics().horizontalAdvance(plain), plain);
    }
    for (const QTabBar* bar : window.findChildren<QTabBar*>())
        for (int i = 0; bar->isVisible() && i < bar->count(); ++i)
            check(bar->tabRect(i).width(), bar->fontMetrics().horizontalAdvance(bar->tabText(i)), bar->tabText(i));
    for (const QTableView* table : window.findChildren<QTableView*>())
        for (int i = 0; table->isVisible() && i < table->model()->columnCount(); ++i) {
            const QString text = table->model()->headerData(i, Qt::Horizontal).toString();
            check(table->columnWidth(i), table->horizontalHeader()->fontMetrics().horizontalAdvance(text), text);
        }
    return found;
}

/// The window speaks every language that it offers, whole.
class TestWindowLanguages : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static void addLanguages() {
        QTest::addColumn<QString>("code");
        for (const Language& language : languages()) QTest::newRow(qPrintable(language.code)) << language.code;
    }
    static QAction* languageAction(MainWindow& window, const QString& code) {
        for (QAction* action : window.findChildren<QAction*>())
            if (action->data().typeId() == QMetaType::QString && action->data().toString() == code && action->isCheckable())
                return action;
        return nullptr;
    }

  private Q_SLOTS:
    void initTestCase() {
        silenceOffscreenPlatform();
        loadResources();
    }
    void cleanup() { installLanguage(QStringLiteral("en")); }

    void nothingIsLeftUntranslated_data() { addLanguages(); }
    void nothingIsLeftUntranslated() {
        QFETCH(QString, code);
        const std::vector<Message> messages = messagesOf(code);
        const bool onlyPlurals = code == QLatin1String("en");
        QVERIFY2(messages.size() > (onlyPlurals ? 4 : 800), qPrintable(QString::number(messages.size())));
        const qsizetype pluralForms = code.startsWith(QLatin1String("zh")) ? 1 : 2;
        for (const Message& message : messages) {
            const QByteArray where = message.source.toUtf8();
            QVERIFY2(message.finished, where);
            QCOMPARE(message.forms.size(), message.plural ? pluralForms : 1);
            for (const QString& form : message.forms) {
                QVERIFY2(!form.trimmed().isEmpty(), where);
                // One thing may be said without its number.
                if (!message.plural || &form == &message.forms.last())
                    QVERIFY2(placeholders(form) == placeholders(message.source), where + " → " + form.toUtf8());
                static const QRegularExpression mnemonic(QStringLiteral("&\\S"));
                QVERIFY2(form.count(mnemonic) == message.source.count(mnemonic), where + " → " + form.toUtf8());
                QVERIFY2(form.count(QLatin1Char('\n')) == message.source.count(QLatin1Char('\n')), where);
            }
        }
    }

    void menusAreInTheLanguage() {
        const auto menus = [](const char* code) {
            installLanguage(QLatin1String(code));
            Settings settings(Settings::Store::None);
            MainWindow window(&settings);
            return titles(window.findChild<QMenuBar*>());
        };
        const QStringList german = menus("de"), chinese = menus("zh_CN"), english = menus("en");
        QVERIFY2(german.startsWith(QStringLiteral("Datei")) && german.endsWith(QStringLiteral("Hilfe")), qPrintable(german.join(u',')));
        QVERIFY2(chinese.startsWith(QStringLiteral("文件(F)")) && chinese.endsWith(QStringLiteral("帮助(H)")), qPrintable(chinese.join(u',')));
        QVERIFY2(english.startsWith(QStringLiteral("File")) && english.endsWith(QStringLiteral("Help")), qPrintable(english.join(u',')));
        QCOMPARE(german.size(), english.size());
    }

    void mnemonicsAreUniqueInAMenu_data() { addLanguages(); }
    void mnemonicsAreUniqueInAMenu() {
        QFETCH(QString, code);
        installLanguage(code);
        Settings settings(Settings::Store::None);
        MainWindow window(&settings);
        int checked = 0;
        const auto check = [&](const QWidget* menu) {
            std::map<QString, QString> taken;
            for (const QAction* action : menu->actions()) {
                const QKeySequence key = QKeySequence::mnemonic(action->text());
                if (key.isEmpty()) continue;
                const auto [before, isNew] = taken.emplace(key.toString(), action->text());
                QVERIFY2(isNew, qPrintable(before->second + QStringLiteral(" / ") + action->text()));
                ++checked;
            }
        };
        auto* bar = window.findChild<QMenuBar*>();
        check(bar);
        for (const QMenu* menu : bar->findChildren<QMenu*>()) check(menu);
        QVERIFY2(checked > 35, qPrintable(QString::number(checked)));
    }

    void nothingIsCutOff_data() { addLanguages(); }
    void nothingIsCutOff() {
        QFETCH(QString, code);
        installLanguage(code);
        Settings settings(Settings::Store::None);
        MainWindow window(&settings);
        window.resize(MainWindow::kUsualSize);
        window.transport().setTokensToGenerate(60);
        window.promptBar().setPrompt(QStringLiteral("The prince "));
        QVERIFY(renderWindow(window, {tinyCheckpoint()}));
        const int pages = window.findChild<SidePanels*>()->pageCount();
        QVERIFY(pages >= 6);
        for (int page = 0; page < pages; ++page) {
            window.setPage(page);
            grabWindow(window);
            const QStringList narrow = cutOff(window);
            QVERIFY2(narrow.isEmpty(), qPrintable(QStringLiteral("page %1: ").arg(page) + narrow.join(QStringLiteral(" | "))));
        }
    }

    void dialogsAreNotCutOffEither_data() { addLanguages(); }
    void dialogsAreNotCutOffEither() {
        QFETCH(QString, code);
        installLanguage(code);
        Settings settings(Settings::Store::None);
        MainWindow window(&settings);
        window.show();
        WindowActions& actions = window.actionsOfWindow();
        for (QAction* opens : {actions.ladder, actions.shortcutList, actions.about}) {
            QPointer<QWidget> dialog;
            opens->trigger();
            QTRY_VERIFY(QApplication::activeWindow() != nullptr && QApplication::activeWindow() != &window);
            dialog = QApplication::activeWindow();
            const QStringList narrow = cutOff(*dialog);
            QVERIFY2(narrow.isEmpty(), qPrintable(dialog->windowTitle() + QStringLiteral(": ") + narrow.join(QStringLiteral(" | "))));
            dialog->close();
            QTRY_VERIFY(QApplication::activeWindow() != dialog || dialog == nullptr);
        }
    }

    /// A text that is translated, but looked up where its translation is not, stays English.
    void noEnglishIsLeft() {
        std::map<QString, bool> differs;  // by source: in every context
        for (const Message& message : messagesOf(QStringLiteral("de")))
            differs.try_emplace(message.source, true).first->second &= message.forms.first() != message.source;
        installLanguage(QStringLiteral("de"));
        Settings settings(Settings::Store::None);
        MainWindow window(&settings);
        window.transport().setTokensToGenerate(40);
        QVERIFY(renderWindow(window, {tinyCheckpoint()}));
        int checked = 0;
        const auto check = [&](const QString& text) {
            const auto known = differs.find(text);
            QVERIFY2(known == differs.end() || !known->second, qPrintable(text));
            checked += !text.isEmpty();
        };
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            check(widget->toolTip());
            check(widget->accessibleName());
            if (const auto* label = qobject_cast<const QLabel*>(widget)) check(label->text());
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) check(button->text());
            if (const auto* box = qobject_cast<const QComboBox*>(widget))
                for (int i = 0; i < box->count(); ++i) check(box->itemText(i));
        }
        for (const QAction* action : window.findChildren<QAction*>()) {
            check(action->text());
            check(action->statusTip());
        }
        QVERIFY2(checked > 250, qPrintable(QString::number(checked)));
    }

    void theEnginesWordsAreTranslated() {
        const std::string sentence =
            "blocks.0.mlp.input passes nothing on: the same 1,024 of 8,192 possible spikes for each of 120 tokens; "
            "blocks.0.attention.input, before it, never fires.";
        QCOMPARE(findingInWords(sentence), QString::fromStdString(sentence));
        QCOMPARE(pricingName(pricingModels().front()), QStringLiteral("compute only, fp32, 45 nm"));
        installLanguage(QStringLiteral("de"));
        QCOMPARE(findingInWords(sentence),
                 QStringLiteral("blocks.0.mlp.input gibt nichts weiter: dieselben 1,024 von 8,192 möglichen Spikes bei jedem "
                                "von 120 Token; davor feuert blocks.0.attention.input nie."));
        QCOMPARE(findingInWords("embedding: 'b' and 'e' share one code: the binary code cannot tell them apart."),
                 QStringLiteral("embedding: 'b' und 'e' haben denselben Code: der Binärcode kann sie nicht unterscheiden."));
        for (const PricingModel& pricing : pricingModels())
            QVERIFY2(pricingName(pricing) != QLatin1String(pricing.name.data(), static_cast<qsizetype>(pricing.name.size())), pricing.name.data());
    }

    void theBestLanguageIsFound_data() {
        QTest::addColumn<QStringList>("preferences");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* preferences, const char* code) {
            QTest::newRow(preferences) << QString::fromLatin1(preferences).split(u',', Qt::SkipEmptyParts) << QString::fromLatin1(code);
        };
        row("", "en");
        row("de-AT,en-GB", "de");
        row("en-GB,de-DE", "en");
        row("fr-FR,nl-NL", "en");
        row("fr-FR,de-CH,en", "de");
        row("zh-Hans-CN", "zh_CN");
        row("zh-CN,en", "zh_CN");
        row("zh-SG", "zh_CN");
        row("zh-TW", "en");
        row("zh-Hant-HK,de", "de");
    }
    void theBestLanguageIsFound() {
        QFETCH(QStringList, preferences);
        QFETCH(QString, code);
        QCOMPARE(bestLanguage(preferences), code);
    }

    void chineseIsOfferedWhereAFontDrawsIt() {
        QCOMPARE(hasChineseFont(), !QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty());
        installLanguage(QStringLiteral("en"));
        Settings settings(Settings::Store::None);
        MainWindow window(&settings);
        QAction* chinese = languageAction(window, QStringLiteral("zh_CN"));
        QAction* german = languageAction(window, QStringLiteral("de"));
        QVERIFY(chinese != nullptr && german != nullptr);
        QVERIFY(german->isEnabled());
        QCOMPARE(chinese->isEnabled(), hasChineseFont());
        QCOMPARE(chinese->toolTip().contains(QStringLiteral("font")), !hasChineseFont());
    }

    void switchingKeepsTheWork() {
        Settings settings(Settings::Store::None);
        settings.setLanguage(QStringLiteral("en"));
        WindowSession session(&settings, m_folder.filePath(QStringLiteral("autosave.spikeglass")));
        MainWindow* before = &session.window();
        before->show();
        before->transport().setSpeed(0);
        QVERIFY(openAndWait(*before, tinyCheckpoint()));
        before->promptBar().setPrompt(QStringLiteral("The prince"));
        before->transport().setTokensToGenerate(30);
        QVERIFY(before->startText(false));
        QTRY_COMPARE_WITH_TIMEOUT(before->run().tokenCount(), std::int64_t{40}, 20'000);
        before->run().setSelection(Selection::ofSite(1, before->run().model().info().sites[1].width));
        before->interventions().apply(Intervention::Effect::Silence);
        const QString text = textOf(*before);
        const QString checksum = QString::fromStdString(before->run().model().sha256);

        QAction* german = languageAction(*before, QStringLiteral("de"));
        QVERIFY(german != nullptr);
        german->trigger();
        QTRY_VERIFY(titles(session.window().findChild<QMenuBar*>()).startsWith(QStringLiteral("Datei")));
        MainWindow& after = session.window();
        QVERIFY(after.isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(after.run().hasModel() && after.run().tokenCount() == 40, 20'000);
        QCOMPARE(textOf(after), text);
        QCOMPARE(QString::fromStdString(after.run().model().sha256), checksum);
        QCOMPARE(after.promptBar().prompt(), QStringLiteral("The prince"));
        QCOMPARE(after.experiment().now().interventions.size(), std::size_t{1});
        QCOMPARE(QLocale().language(), QLocale::German);
    }
};

QTEST_MAIN(TestWindowLanguages)
#include "test_window_languages.moc"
