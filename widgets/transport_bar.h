// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "engine/runner.h"

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QHBoxLayout;
class QPushButton;
class QSlider;
class QSpinBox;
class QToolButton;

namespace spikeglass {

class SeedBox;
class TextLabel;

/// The strip below: run, pause, step, stop; speed; how tokens are drawn; what the engine is doing. Holds no engine: it says
/// what the user wants and shows what it is told.
class TransportBar : public QWidget {
    Q_OBJECT
  public:
    explicit TransportBar(QWidget* parent = nullptr);

    Sampling sampling() const;
    void setSampling(const Sampling& sampling);
    double speed() const;  // tokens per second; 0: full
    void setSpeed(double tokensPerSecond);
    std::int64_t tokensToGenerate() const;  // 0: endless
    void setTokensToGenerate(std::int64_t tokens);
    void setStatus(const RunnerStatus& status, bool hasModel);
    /// Tokens that the network's window holds and what they are called ("characters"); 0: it has no end, and what
    /// happens there is no question.
    void setWindow(std::size_t positions, const QString& unit);
    /// Timesteps within a token; with one there is nothing to step through.
    void setTimesteps(std::size_t timesteps);
    WindowEnd windowEnd() const;
    void setWindowEnd(WindowEnd end);

    static constexpr double kSlowest = 1, kFastest = 1000;  // tokens per second, before "full"

  Q_SIGNALS:
    void runToggled();  // run, pause or resume, whichever it is now
    void stepRequested();
    void timestepRequested();
    void stopRequested();
    void speedChanged(double tokensPerSecond);
    void samplingChanged();
    void tokensToGenerateChanged(qint64 tokens);
    void windowEndChanged();

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void addButtons();
    void addSpeed();
    void addSampling();
    void addWindowEnd();
    bool isFull() const;  // paused at the end of the window
    QString statusText() const;
    void arrange();  // in one row, or in two where the window is narrow
    void restyle();
    void showSpeed();

    QGridLayout* m_grid;
    QHBoxLayout *m_commands, *m_fields;
    bool m_twoRows = false;
    QPushButton *m_run, *m_step, *m_timestep, *m_stop;
    QSlider* m_speed;
    TextLabel* m_speedText;
    QDoubleSpinBox *m_temperature, *m_topP;
    SeedBox* m_seed;
    QToolButton* m_dice;
    QSpinBox* m_tokens;
    QComboBox* m_windowEnd;
    std::size_t m_positions = 0;
    QString m_unit;
    TextLabel* m_status;
    RunnerStatus m_shown;
    bool m_restyling = false;
};

}  // namespace spikeglass
