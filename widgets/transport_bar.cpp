// SPDX-License-Identifier: Apache-2.0
#include "transport_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <cmath>

#include "fonts.h"
#include "icons.h"
#include "panel.h"
#include "seed_box.h"
#include "viewmodels/number_format.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

using Phase = RunnerStatus::Phase;

constexpr int kSpinBoxEdges = 46;  // frame, margins and arrows
constexpr int kSliderSteps = 300;  // a hundred per factor of ten; one more is "full"

QLabel* fieldLabel(const QString& text, QWidget* field, QWidget* parent) {
    auto* label = new TextLabel(text, TextLabel::Secondary, parent);
    label->setBuddy(field);
    return label;
}

QPushButton* button(const QString& objectName, QWidget* parent) {
    auto* made = new QPushButton(parent);
    made->setObjectName(objectName);
    made->setFocusPolicy(Qt::TabFocus);  // a click leaves the keyboard where it was
    made->setIconSize({14, 14});
    return made;
}

}  // namespace

TransportBar::TransportBar(QWidget* parent) : QWidget(parent) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(14, 9, 14, 9);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(7);
    m_commands = new QHBoxLayout;
    m_fields = new QHBoxLayout;
    for (QHBoxLayout* part : {m_commands, m_fields}) part->setSpacing(7);
    addButtons();
    m_commands->addSpacing(4);
    addSpeed();
    addSampling();
    addWindowEnd();
    m_fields->addStretch(1);
    m_status = new TextLabel({}, TextLabel::Secondary | TextLabel::Figures | TextLabel::Right | TextLabel::Elide, this);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status->setAccessibleName(tr("Engine status"));
    m_grid->addLayout(m_commands, 0, 0);
    m_grid->addLayout(m_fields, 0, 1);
    m_grid->addWidget(m_status, 0, 2);
    m_grid->setColumnStretch(2, 1);
    setStatus({}, false);
    restyle();
}

void TransportBar::addButtons() {
    m_run = button(QStringLiteral("primaryButton"), this);
    m_step = button(QStringLiteral("stepButton"), this);
    m_timestep = button(QStringLiteral("timestepButton"), this);
    m_timestep->setText(tr("t+1"));
    m_timestep->setAccessibleName(tr("Step timestep"));
    m_timestep->setToolTip(tr("Step to the next timestep within the token, then to the next token (,)"));
    m_timestep->hide();
    m_stop = button(QStringLiteral("stopButton"), this);
    m_step->setText(tr("Step"));
    m_stop->setText(tr("Stop"));
    m_run->setToolTip(tr("Run, pause or resume (Space)"));
    m_step->setToolTip(tr("Write one token, then pause (.)"));
    m_stop->setToolTip(tr("End this text; what was written stays (Esc)"));
    for (QPushButton* each : {m_run, m_step, m_timestep, m_stop}) m_commands->addWidget(each);
    connect(m_run, &QPushButton::clicked, this, &TransportBar::runToggled);
    connect(m_step, &QPushButton::clicked, this, &TransportBar::stepRequested);
    connect(m_timestep, &QPushButton::clicked, this, &TransportBar::timestepRequested);
    connect(m_stop, &QPushButton::clicked, this, &TransportBar::stopRequested);
}

void TransportBar::addSpeed() {
    m_speed = new QSlider(Qt::Horizontal, this);
    m_speed->setObjectName(QStringLiteral("speed"));
    m_speed->setRange(0, kSliderSteps + 1);
    m_speed->setPageStep(50);
    m_speed->setFixedWidth(84);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Tokens per second, slow enough to watch; at the right end as fast as the engine can"));
    m_speedText = new TextLabel({}, TextLabel::Figures, this);
    m_commands->addWidget(fieldLabel(tr("speed"), m_speed, this));
    m_commands->addWidget(m_speed);
    m_commands->addWidget(m_speedText);
    m_commands->addStretch(1);
    connect(m_speed, &QSlider::valueChanged, this, [this] {
        showSpeed();
        Q_EMIT speedChanged(speed());
    });
    setSpeed(20);
}

void TransportBar::addSampling() {
    m_temperature = new QDoubleSpinBox(this);
    m_temperature->setObjectName(QStringLiteral("temperature"));
    m_temperature->setRange(0, 100);
    m_temperature->setSingleStep(0.05);
    m_temperature->setAccessibleName(tr("Temperature"));
    m_temperature->setToolTip(tr("Temperature: 0 always writes the likeliest token, 1 follows the network's probabilities"));
    m_topP = new QDoubleSpinBox(this);
    m_topP->setObjectName(QStringLiteral("topP"));
    m_topP->setRange(0.01, 1);
    m_topP->setSingleStep(0.05);
    m_topP->setAccessibleName(tr("Top-p"));
    m_topP->setToolTip(tr("Top-p: draw from the fewest likeliest tokens that together hold this probability"));
    m_seed = new SeedBox(this);
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("Seed: the same seed gives the same text, on every machine"));
    m_dice = new QToolButton(this);
    m_dice->setObjectName(QStringLiteral("dice"));
    m_dice->setAutoRaise(true);
    m_dice->setAccessibleName(tr("Random seed"));
    m_dice->setToolTip(tr("A random seed"));
    m_tokens = new QSpinBox(this);
    m_tokens->setObjectName(QStringLiteral("tokens"));
    m_tokens->setRange(0, 10'000'000);
    m_tokens->setSingleStep(100);
    m_tokens->setSpecialValueText(tr("endless"));
    m_tokens->setAccessibleName(tr("Tokens to write"));
    m_tokens->setToolTip(tr("Tokens to write after the prompt; 0 writes without end. Counts from the next text on"));
    m_fields->addWidget(fieldLabel(tr("temp."), m_temperature, this));
    m_fields->addWidget(m_temperature);
    m_fields->addWidget(fieldLabel(tr("top-p"), m_topP, this));
    m_fields->addWidget(m_topP);
    m_fields->addWidget(fieldLabel(tr("seed"), m_seed, this));
    m_fields->addWidget(m_seed);
    m_fields->addWidget(m_dice);
    m_fields->addWidget(fieldLabel(tr("tokens"), m_tokens, this));
    m_fields->addWidget(m_tokens);
    connect(m_temperature, &QDoubleSpinBox::valueChanged, this, &TransportBar::samplingChanged);
    connect(m_topP, &QDoubleSpinBox::valueChanged, this, &TransportBar::samplingChanged);
    connect(m_seed, &SeedBox::valueChanged, this, &TransportBar::samplingChanged);
    connect(m_dice, &QToolButton::clicked, this, [this] { m_seed->setValue(QRandomGenerator::global()->bounded(1'000'000)); });
    connect(m_tokens, &QSpinBox::valueChanged, this, [this](int tokens) { Q_EMIT tokensToGenerateChanged(tokens); });
    setSampling({});
}

void TransportBar::addWindowEnd() {
    m_windowEnd = new QComboBox(this);
    m_windowEnd->setObjectName(QStringLiteral("windowEnd"));
    m_windowEnd->addItem(tr("stop at end"));
    m_windowEnd->addItem(tr("restart at end"));
    m_windowEnd->setAccessibleName(tr("At the end of the window"));
    m_windowEnd->setToolTip(tr("What happens when the network's window is full"));
    m_windowEnd->hide();
    m_fields->addWidget(m_windowEnd);
    connect(m_windowEnd, &QComboBox::currentIndexChanged, this, [this] {
        setStatus(m_shown, m_run->isEnabled());
        Q_EMIT windowEndChanged();
    });
}

WindowEnd TransportBar::windowEnd() const { return m_windowEnd->currentIndex() == 1 ? WindowEnd::Restart : WindowEnd::Stop; }

void TransportBar::setWindowEnd(WindowEnd end) { m_windowEnd->setCurrentIndex(end == WindowEnd::Restart ? 1 : 0); }

void TransportBar::setWindow(std::size_t positions, const QString& unit) {
    m_positions = positions;
    m_unit = unit;
    m_windowEnd->setVisible(positions > 0);
    m_windowEnd->setToolTip(tr("This network reads at most %1 %2. At the end of this window the text stops, or the window "
                               "restarts: its last half is read again, and what was before is forgotten")
                                .arg(positions)
                                .arg(unit));
    setStatus(m_shown, m_run->isEnabled());
    arrange();
}

void TransportBar::setTimesteps(std::size_t timesteps) {
    m_timestep->setVisible(timesteps > 1);
    arrange();
}

bool TransportBar::isFull() const { return m_shown.phase == Phase::Paused && m_shown.windowFull; }

Sampling TransportBar::sampling() const {
    return {.temperature = m_temperature->value(), .topP = m_topP->value(), .seed = m_seed->value()};
}

void TransportBar::setSampling(const Sampling& sampling) {
    const bool changed = !(sampling == this->sampling());
    {
        const QSignalBlocker a(m_temperature), b(m_topP), c(m_seed);
        m_temperature->setValue(sampling.temperature);
        m_topP->setValue(sampling.topP);
        m_seed->setValue(sampling.seed);
    }
    if (changed) Q_EMIT samplingChanged();
}

double TransportBar::speed() const {
    if (m_speed->value() > kSliderSteps) return 0;
    return std::pow(10.0, m_speed->value() / 100.0);
}

void TransportBar::setSpeed(double tokensPerSecond) {
    m_speed->setValue(tokensPerSecond <= 0 ? kSliderSteps + 1
                                           : static_cast<int>(std::lround(100 * std::log10(std::clamp(
                                                 tokensPerSecond, kSlowest, kFastest)))));
    showSpeed();
}

void TransportBar::showSpeed() {
    const double tokensPerSecond = speed();
    m_speedText->setText(tokensPerSecond <= 0 ? tr("full") : tr("%1 tok/s").arg(std::lround(tokensPerSecond)));
}

std::int64_t TransportBar::tokensToGenerate() const { return m_tokens->value(); }

void TransportBar::setTokensToGenerate(std::int64_t tokens) {
    m_tokens->setValue(static_cast<int>(std::clamp<std::int64_t>(tokens, 0, m_tokens->maximum())));
}

void TransportBar::setStatus(const RunnerStatus& status, bool hasModel) {
    const bool iconChanged = (status.phase == Phase::Running) != (m_shown.phase == Phase::Running);
    m_shown = status;
    m_run->setText(status.phase == Phase::Running  ? tr("Pause")
                   : isFull()                      ? tr("Go on")
                   : status.phase == Phase::Paused ? tr("Resume")
                                                   : tr("Run"));
    m_run->setAccessibleName(m_run->text());
    m_run->setToolTip(isFull() ? tr("Restart the window from its last half and write on (Space)")
                               : tr("Run, pause or resume (Space)"));
    m_run->setEnabled(hasModel);
    m_step->setEnabled(hasModel && !(isFull() && windowEnd() == WindowEnd::Stop));
    m_timestep->setEnabled(m_step->isEnabled());
    m_stop->setEnabled(status.phase == Phase::Running || status.phase == Phase::Paused);
    QStringList tip{tr("Tokens read · what the engine can reach")};
    if (status.phase == Phase::Running) tip << tr("Now writing %1 tokens per second").arg(formatSpeed(status.tokensPerSecond));
    tip << tr("%Ln frame(s) were dropped: the window was too slow to draw them (the text itself never loses any)", nullptr,
              static_cast<int>(status.droppedFrames));
    m_status->setToolTip(tip.join(QLatin1Char('\n')));
    m_status->setText(statusText());
    m_status->setWarning(isFull());
    if (iconChanged) restyle();
}

QString TransportBar::statusText() const {
    QStringList parts;
    if (isFull())
        parts << tr("window full: %1 of %2 %3").arg(m_shown.windowTokens).arg(m_positions).arg(m_unit);
    else if (m_positions > 0)
        parts << tr("%1 / %2 %3").arg(m_shown.windowTokens).arg(m_positions).arg(m_unit);
    // What was read in all differs from the window only once that has restarted.
    if (m_positions == 0 || m_shown.tokens > static_cast<std::int64_t>(m_positions))
        parts << tr("%L1 tokens").arg(m_shown.tokens);
    if (m_shown.droppedFrames > 0) parts << tr("%L1 dropped").arg(m_shown.droppedFrames);
    if (m_shown.engineSecondsPerToken > 0 && !isFull())
        parts << tr("%1 tok/s").arg(formatSpeed(1.0 / m_shown.engineSecondsPerToken));
    return parts.join(QStringLiteral(" · "));
}

void TransportBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (changesAppearance(*event) && !m_restyling) restyle();
}

void TransportBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void TransportBar::arrange() {
    const QMargins margins = m_grid->contentsMargins();
    const int leastStatus = m_status->fontMetrics().horizontalAdvance(
        m_positions == 0 ? tr("2,000 tokens · 1,840 tok/s") : tr("window full: 128 of 128 %1").arg(m_unit));
    const int needed = m_commands->sizeHint().width() + m_fields->sizeHint().width() + leastStatus +
                       2 * m_grid->horizontalSpacing() + margins.left() + margins.right();
    const bool twoRows = needed > width();
    if (twoRows == m_twoRows) return;
    m_twoRows = twoRows;
    m_grid->removeItem(m_fields);
    if (twoRows)
        m_grid->addLayout(m_fields, 1, 0, 1, 3);
    else
        m_grid->addLayout(m_fields, 0, 1);
}

void TransportBar::restyle() {
    m_restyling = true;
    const Theme& theme = currentTheme();
    const bool running = m_shown.phase == Phase::Running;
    m_run->setIcon(tintedIcon(running ? QStringLiteral("pause") : QStringLiteral("run"), theme.accentText, theme.disabledText));
    m_step->setIcon(tintedIcon(QStringLiteral("step"), theme.text, theme.disabledText));
    m_stop->setIcon(tintedIcon(QStringLiteral("stop"), theme.text, theme.disabledText));
    m_dice->setIcon(tintedIcon(QStringLiteral("dice"), theme.secondaryText, theme.disabledText));
    const QFont figures = figuresFont(QApplication::font());
    const QFontMetrics metrics(figures);
    const std::pair<QAbstractSpinBox*, QString> fields[] = {{m_temperature, QStringLiteral("0.00")},
                                                            {m_topP, QStringLiteral("0.00")},
                                                            {m_seed, QStringLiteral("00000")},
                                                            {m_tokens, tr("endless")}};
    for (const auto& [field, widest] : fields) {
        field->setFont(figures);
        field->setFixedWidth(metrics.horizontalAdvance(widest) + kSpinBoxEdges);
    }
    m_speedText->setMinimumWidth(metrics.horizontalAdvance(tr("%1 tok/s").arg(1000)));
    m_run->setMinimumWidth(QFontMetrics(strongFont(font())).horizontalAdvance(tr("Resume")) + 48);
    m_restyling = false;
    arrange();
}

}  // namespace spikeglass
