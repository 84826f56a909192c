// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMainWindow>
#include <map>
#include <memory>
#include <optional>

#include "engine_bridge.h"
#include "main_window_views.h"
#include "settings.h"

namespace spikeglass {

class BlockBoardModel;
class WindowActions;

/// The window: puts the views together and connects what the user does with the engine. Lives in the window's thread.
class MainWindow : public QMainWindow, private MainWindowViews {
    Q_OBJECT
  public:
    static constexpr QSize kUsualSize{1440, 900};

    /// settings outlives the window.
    /// autosave: where the workspace saves itself; empty: nowhere.
    explicit MainWindow(Settings* settings, const QString& autosave = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// A checkpoint, a recording, weights of PyTorch, a workspace or a figure's recipe, whichever it is.
    void openFile(const QString& path);
    void openModel(const QString& path, const QStringList& blockAssignments = {});
    /// Runs the prompt as soon as the model that is being opened is there.
    void runWhenOpen() { m_runWhenOpen = true; }
    /// Interventions as --intervene takes them, for that model.
    void interveneWhenOpen(const QStringList& interventions) { m_interveneWhenOpen = interventions; }
    void showError(const QString& sentence);

    // What the actions and the transport do.
    void runOrPause();
    bool startText(bool paused);  // false: the prompt cannot be read, the banner says why
    void step();
    void stepTimestep();
    void stop();
    /// Writes on from behind a token, on a branch of its own.
    void continueFrom(std::int64_t token);
    void setTheme(ThemeChoice choice);
    void setTextScale(double scale);
    void resetLayout();

    // What a workspace keeps of the window.
    std::map<QString, QByteArray> layoutState() const;
    void setLayoutState(const std::map<QString, QByteArray>& state);
    int page() const;
    void setPage(int page);
    QString pricingModel() const;
    void setPricingModel(const QString& id);

    EngineBridge& engine() { return *m_engine; }
    RunViewModel& run() { return *m_run; }
    PromptBar& promptBar() { return *m_prompt; }
    TransportBar& transport() { return *m_transport; }
    ErrorBanner& banner() { return *m_banner; }
    MembraneView& membranes() { return *m_membranes; }
    EnergyView& energy() { return *m_energy; }
    WindowActions& actionsOfWindow() { return *m_actions; }
    BlockBoardModel& blocks() { return *m_blocks; }
    BlockBoard& board() { return *m_board; }
    ExperimentDesk& experiment() { return *m_experiment; }
    TextDesk& texts() { return *m_texts; }
    InterventionsView& interventions() { return *m_interventions; }
    LaneDesk& lanes() { return *m_lanes; }
    Playback& playback() { return *m_playback; }
    FigureDesk& figures() { return *m_figures; }
    ImportDesk& imports() { return *m_imports; }
    LoadingBar& loadingBar() { return *m_loadingBar; }
    /// Records the text in the window from its first token on, and what follows. Errors: cannot write there; no text.
    Result<void> recordTo(const QString& path);
    WorkspaceDesk& workspace() { return *m_workspace; }
    NoticeBar& notice() { return *m_notice; }
    RunViewModel& laneRun() { return *m_laneRun; }
    CompareView& compareView() { return *m_compare; }

  Q_SIGNALS:
    /// The window cannot change what it has said: whoever owns it makes another one, in the new language.
    void languageChosen(const QString& code);

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void buildViews();
    QWidget* buildLeft();
    QWidget* buildCentre();
    Section* section(const QString& name, const QString& title, QWidget* content);
    void connectActions();
    void connectEngine();
    void connectExperiment();
    void connectTexts();
    void connectLanes();
    void buildLane();
    void shareRoom();
    void showLane();
    void showLadder();
    void listTables();
    void connectTransport();
    void restoreSettings();
    void connectRecordings();
    void connectArchive();
    void connectFigures();
    void connectImports();
    void onModelOpened();
    void onRecordingOpened(const std::shared_ptr<const RecordedRun>& run);
    void showPlayback();
    void showRecordedMoment();
    void continueRecording();
    void fitToScreen();
    void widenColumns(double scaleBefore);
    void leavePrompt();
    bool saysWhatIsMissing(QAction* action);
    void endRecording();
    bool refusesToWrite();
    void showRecording(const RunnerStatus& status);
    void showStatus();
    void showTitle();
    void showBranches();
    void listSites();
    void showReadAs();
    void showHint(const QString& text);
    void showModelCard();
    void zoom(double factor);
    void chooseFile();
    void saveWorkspace(bool ask);
    void offerLastSession();

    Settings* m_settings;
    RunViewModel *m_run, *m_laneRun;
    EngineBridge* m_engine;
    BlockBoardModel* m_blocks;
    WindowActions* m_actions;
    QString m_recordingPath, m_recordingSaid, m_textErrorSaid;
    bool m_runWhenOpen = false, m_recordedAny = false;
    QStringList m_interveneWhenOpen;
    std::optional<BlockChoice> m_choiceWhenOpen;
};

}  // namespace spikeglass
