// SPDX-License-Identifier: Apache-2.0
#include "window_actions.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QMenu>

#include "language.h"
#include "menu_text.h"
#include "viewmodels/block_board_model.h"
#include "viewmodels/experiment_history.h"
#include "viewmodels/intervention_words.h"

namespace spikeglass {

WindowActions::WindowActions(QWidget* window) : QObject(window), m_window(window) {
    open = make(tr("&Open…"), {QKeySequence::Open}, tr("Opens a checkpoint, a recording, weights of PyTorch, a workspace or a figure's recipe"));
    save = make(tr("&Save the workspace"), {QKeySequence::Save}, tr("Keeps the texts, the settings and the layout"));
    saveAs = make(tr("Save the workspace &as…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}, tr("The same, under another name"));
    lastSession = make(tr("Open the last sess&ion"), {}, tr("What the session before this one had, saved by itself"));
    previousModel = make(tr("Back to the &model before"), {QKeySequence(Qt::ALT | Qt::Key_Left)}, tr("With its texts and settings, as they were when another was opened"));
    record = make(tr("R&ecord this text…"), {QKeySequence(Qt::CTRL | Qt::Key_R)}, tr("Every spike and membrane from the first token on, into an HDF5 file"));
    exportFigure = make(tr("Export a &figure…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)}, tr("For a paper: as it will print, with its recipe and its data"));
    resetLayout = make(tr("Reset the la&yout"), {}, tr("Columns and sections as at the first start"));
    quit = make(tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)}, tr("Ends the program"));

    run = make(tr("&Run or pause"), {QKeySequence(Qt::Key_Space)}, tr("Starts, pauses or resumes the text"));
    step = make(tr("S&tep token"), {QKeySequence(Qt::Key_Period)}, tr("Writes one token, then pauses"));
    timestep = make(tr("Step ti&mestep"), {QKeySequence(Qt::Key_Comma)}, tr("The next timestep within the token, then the next token"));
    stop = make(tr("&Stop"), {QKeySequence(Qt::Key_Escape)}, tr("Ends the text; what was written stays"));
    focusPrompt = make(tr("&Prompt"), {QKeySequence(Qt::CTRL | Qt::Key_L)}, tr("Goes to the prompt"));
    twin = make(tr("&Analog twin beside"), {}, tr("Runs the analog twin on the same tokens, for its energy; from the next text on"));
    twin->setCheckable(true);

    follow = make(tr("&Follow the newest token"), {QKeySequence(Qt::Key_F)}, tr("Keeps the newest token in view"));
    follow->setCheckable(true);
    zoomIn = make(tr("Zoom &in"), {QKeySequence(Qt::Key_Plus), QKeySequence(Qt::Key_Equal)}, tr("Shows fewer tokens"));
    zoomOut = make(tr("Zoom &out"), {QKeySequence(Qt::Key_Minus)}, tr("Shows more tokens"));
    zoomReset = make(tr("&Reset zoom"), {QKeySequence(Qt::Key_0)}, tr("The usual span of tokens"));
    textLarger = make(tr("&Larger text"), {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)}, {});
    textSmaller = make(tr("&Smaller text"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)}, {});
    textReset = make(tr("&Usual text size"), {QKeySequence(Qt::CTRL | Qt::Key_0)}, {});
    modelCard = make(tr("&Model card"), {QKeySequence(Qt::Key_F9)}, tr("Shows or hides the left side"));
    modelCard->setCheckable(true);
    sidePanels = make(tr("Ri&ght side"), {QKeySequence(Qt::Key_F10)}, tr("Shows or hides the panels at the right"));
    sidePanels->setCheckable(true);
    sidePanels->setChecked(true);

    undo = make(tr("&Undo"), {QKeySequence(Qt::CTRL | Qt::Key_Z)}, tr("Takes back the last change of the experiment, from the next token on"));
    redo = make(tr("&Redo"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)}, tr("What was taken back"));
    branch = make(tr("&Continue from the marked token"), {QKeySequence(Qt::Key_B)}, tr("Writes on from there on a branch of its own; the text as it is stays"));
    editFrom = make(tr("&Edit the text up to the marked token"), {QKeySequence(Qt::CTRL | Qt::Key_E)}, tr("Puts it into the prompt, to change it and run it as a new text"));
    findNeurons = make(tr("&Find neurons…"), {QKeySequence::Find}, tr("By name: 3.time_mix/41, or a whole site"));
    compare = make(tr("&Compare in two lanes"), {QKeySequence(Qt::CTRL | Qt::Key_D)}, tr("Reads the text again in lockstep with lane B, as its tab is set"));
    compareWithout = make(tr("Continue with and &without the interventions"), {QKeySequence(Qt::CTRL | Qt::Key_B)}, tr("Writes on twice from the newest token, side by side"));
    endCompare = make(tr("&End the comparison"), {}, tr("Back to one lane"));
    ladder = make(tr("&Ladder…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)}, tr("Models and block choices on a text: bits per character against energy"));
    for (const EffectWords& words : effectWords()) {
        QString name = words.name;
        name[0] = name[0].toUpper();
        const bool often = words.effect == Intervention::Effect::Silence;
        QAction* action = make(often ? tr("&%1").arg(name) : name, often ? QList<QKeySequence>{QKeySequence(Qt::Key_X)} : QList<QKeySequence>{},
                               tr("Does it to the selected neurons, from the next token on"));
        connect(action, &QAction::triggered, this, [this, effect = words.effect] { Q_EMIT effectChosen(effect); });
        m_effects.push_back(action);
    }

    shortcutList = make(tr("&Keyboard shortcuts"), {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)}, {});
    about = make(tr("&About Spikeglass"), {}, {});
}

QAction* WindowActions::make(const QString& text, const QList<QKeySequence>& keys, const QString& tip) {
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    if (!tip.isEmpty()) action->setStatusTip(tip);
    m_window->addAction(action);  // works although the menu is closed
    m_all.push_back(action);
    return action;
}

void WindowActions::fillMenus(QMenuBar* bar) {
    QMenu* file = bar->addMenu(tr("&File"));
    file->addAction(open);
    m_recent = file->addMenu(tr("Open &recent"));
    m_bundled = file->addMenu(tr("Open &bundled model"));
    file->addSeparator();
    file->addActions({record, exportFigure});
    file->addSeparator();
    file->addActions({save, saveAs, lastSession, previousModel});
    file->addSeparator();
    file->addAction(quit);

    QMenu* edit = bar->addMenu(tr("&Edit"));
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addAction(findNeurons);
    QMenu* effects = edit->addMenu(tr("&Selected neurons"));
    for (QAction* effect : m_effects) effects->addAction(effect);

    QMenu* running = bar->addMenu(tr("&Run"));
    running->addActions({run, step, timestep, stop});
    running->addSeparator();
    running->addActions({branch, editFrom});
    running->addSeparator();
    running->addActions({focusPrompt, twin});
    addWeights(running->addMenu(tr("&Weights in memory")));

    m_blocks = bar->addMenu(tr("&Blocks"));

    QMenu* lanes = bar->addMenu(tr("&Compare"));
    lanes->addActions({compare, compareWithout, endCompare});
    lanes->addSeparator();
    lanes->addAction(ladder);

    QMenu* view = bar->addMenu(tr("&View"));
    view->addActions({follow, zoomIn, zoomOut, zoomReset});
    view->addSeparator();
    view->addActions({textLarger, textSmaller, textReset});
    view->addSeparator();
    view->addActions({modelCard, sidePanels, resetLayout});
    QMenu* theme = view->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> themes[] = {
        {ThemeChoice::System, tr("&System")}, {ThemeChoice::Light, tr("&Light")}, {ThemeChoice::Dark, tr("&Dark")},
        {ThemeChoice::HighContrastLight, tr("High contrast, l&ight")},
        {ThemeChoice::HighContrastDark, tr("High contrast, d&ark")}};
    for (const auto& [choice, name] : themes) {
        QAction* action = theme->addAction(name);
        action->setCheckable(true);
        group->addAction(action);
        m_themes[static_cast<int>(choice)] = action;
        connect(action, &QAction::triggered, this, [this, picked = choice] { Q_EMIT themeChosen(picked); });
    }

    m_tables = view->addMenu(tr("Ta&bles behind the plots"));
    connect(m_tables, &QMenu::aboutToShow, this, &WindowActions::tablesWanted);
    m_languages = view->addMenu(tr("L&anguage"));
    m_languages->setToolTipsVisible(true);
    auto* spoken = new QActionGroup(this);
    std::vector<Language> offered{{QString(), tr("As the system")}};
    offered.insert(offered.end(), languages().begin(), languages().end());
    for (const Language& language : offered) {
        QAction* action = m_languages->addAction(language.name);
        action->setCheckable(true);
        action->setData(language.code);
        if (!canBeRead(language)) {
            action->setEnabled(false);
            action->setToolTip(tr("No installed font has its characters; install one, such as the package fonts-noto-cjk"));
        }
        spoken->addAction(action);
        connect(action, &QAction::triggered, this, [this, code = language.code] { Q_EMIT languageChosen(code); });
    }

    m_help = bar->addMenu(tr("&Help"));
    m_help->addActions({shortcutList, about});
}

void WindowActions::addWeights(QMenu* menu) {
    const std::pair<WeightType, QString> types[] = {
        {WeightType::Float32, tr("As float32: nothing is rounded")},
        {WeightType::BFloat16, tr("As bfloat16: half the memory, faster, rounded to 8 bits of precision")},
        {WeightType::Int8, tr("As int8: a quarter of the memory, fastest, rounded to 255 steps for each output")}};
    auto* group = new QActionGroup(this);
    for (const auto& [type, tip] : types) {
        QAction* action = menu->addAction(QString::fromLatin1(nameOf(type)));
        action->setCheckable(true);
        action->setStatusTip(tip);
        group->addAction(action);
        m_weights[static_cast<int>(type)] = action;
        connect(action, &QAction::triggered, this, [this, picked = type] { Q_EMIT weightsChosen(picked); });
    }
}

void WindowActions::showRecentFiles(const QStringList& files) {
    m_recent->clear();
    for (const QString& path : files) {
        QAction* action = m_recent->addAction(QFileInfo(path).fileName());
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT fileChosen(path); });
    }
    m_recent->setEnabled(!files.isEmpty());
    if (files.isEmpty()) return;
    m_recent->addSeparator();
    m_recent->addAction(tr("&Clear"), this, &WindowActions::recentFilesCleared);
}

void WindowActions::showBundledModels(const std::vector<BundledModel>& models) {
    m_bundled->clear();
    for (const BundledModel& model : models)
        m_bundled->addAction(model.title.isEmpty() ? model.name : model.title, this,
                             [this, path = model.path] { Q_EMIT fileChosen(path); });
    m_bundled->setEnabled(!models.empty());
}

void WindowActions::showTheme(ThemeChoice choice) { m_themes[static_cast<int>(choice)]->setChecked(true); }

void WindowActions::showWeights(WeightType weights) { m_weights[static_cast<int>(weights)]->setChecked(true); }

void WindowActions::showRecording(bool on) {
    if (on == m_recording) return;
    m_recording = on;
    record->setText(on ? tr("Stop r&ecording") : tr("R&ecord this text…"));
    record->setStatusTip(on ? tr("Ends the text and closes the file; what was written stays")
                            : tr("Every spike and membrane from the first token on, into an HDF5 file"));
}

void WindowActions::showLanguage(const QString& code) {
    for (QAction* action : m_languages->actions()) action->setChecked(action->data().toString() == code);
}

void WindowActions::showBlocks(const BlockBoardModel& board) {
    m_blocks->clear();
    m_blocks->setEnabled(!board.presets().empty());
    for (std::size_t i = 0; i < board.presets().size(); ++i) {
        const BlockBoardModel::Preset& preset = board.presets()[i];
        QAction* action = m_blocks->addAction(preset.title);
        action->setCheckable(true);
        action->setChecked(static_cast<int>(i) == board.currentPreset());
        action->setEnabled(preset.whyNot.isEmpty());
        action->setToolTip(preset.whyNot);
        // Queued: choosing fills this menu anew.
        connect(action, &QAction::triggered, this, [this, i] { Q_EMIT presetChosen(static_cast<int>(i)); },
                Qt::QueuedConnection);
    }
    m_blocks->setToolTipsVisible(true);
}

void WindowActions::showSteps(const ExperimentHistory& history) {
    undo->setEnabled(history.canUndo());
    redo->setEnabled(history.canRedo());
    undo->setText(history.canUndo() ? tr("&Undo: %1").arg(history.undoText()) : tr("&Undo"));
    redo->setText(history.canRedo() ? tr("&Redo: %1").arg(history.redoText()) : tr("&Redo"));
}

void WindowActions::addPalette(QAction* palette) {
    m_help->insertAction(shortcutList, palette);
    m_all.push_back(palette);
}

void WindowActions::clearTables() { m_tables->clear(); }

void WindowActions::addTable(const QString& title, std::function<void()> open_) {
    connect(m_tables->addAction(title), &QAction::triggered, this, [open_ = std::move(open_)] { open_(); });
}

std::vector<std::pair<QString, QString>> WindowActions::shortcuts() const {
    std::vector<std::pair<QString, QString>> list;
    for (const QAction* action : m_all) {
        if (action->shortcuts().isEmpty()) continue;
        const QString name = withoutMnemonic(action->text());
        const QString description = action->statusTip();
        list.emplace_back(action->shortcut().toString(QKeySequence::NativeText),
                          description.isEmpty() ? name : name + QStringLiteral(": ") + description);
    }
    return list;
}

}  // namespace spikeglass
