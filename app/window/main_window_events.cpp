// SPDX-License-Identifier: Apache-2.0
// What reaches the MainWindow's widgets: keys, clicks, tool tips, and the size of screen and text.
#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLayout>
#include <QLineEdit>
#include <QMenuBar>
#include <QScreen>
#include <QSplitter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "appearance.h"
#include "experiment_desk.h"
#include "main_window.h"
#include "neuron_search.h"
#include "notice_bar.h"
#include "playback.h"
#include "prompt_bar.h"
#include "raster_view.h"
#include "text_view.h"
#include "window_actions.h"

namespace spikeglass {
namespace {

constexpr QSize kLeastSize{720, 480};    // below this nobody can work
constexpr double kMostSides = 0.66;       // of the width, for both sides together
constexpr qsizetype kLongestLine = 100;  // characters of a tool tip; longer ones are broken into lines

}  // namespace

void MainWindow::setTextScale(double scale) {
    const double before = m_settings->textScale();
    m_settings->setTextScale(std::clamp(scale, 0.7, 2.0));
    applyAppearance(m_settings->theme(), m_settings->textScale());
    widenColumns(before);
}

/// Larger text wants wider sides, as far as the middle can spare; smaller text gives the room back.
void MainWindow::widenColumns(double scaleBefore) {
    const QList<int> now = m_columns->sizes();
    if (now.size() != 3 || now.contains(0)) return;  // one is hidden: it takes its room when it is shown
    const int all = now[0] + now[1] + now[2];
    if (now != m_columnsGiven) m_columnsWanted = {now[0] / scaleBefore, now[2] / scaleBefore};  // people have dragged them
    const double scale = m_settings->textScale(), sides = (m_columnsWanted.first + m_columnsWanted.second) * scale;
    const double fit = sides > 0 ? std::min(1.0, kMostSides * all / sides) : 1;
    const int left = static_cast<int>(std::lround(m_columnsWanted.first * scale * fit)), right = static_cast<int>(std::lround(m_columnsWanted.second * scale * fit));
    m_columns->setSizes({left, all - left - right, right});
    m_columnsGiven = m_columns->sizes();
}

/// The window keeps the size that people gave it, whatever its views would like: with larger text they scroll.
void MainWindow::fitToScreen() {
    layout()->setSizeConstraint(QLayout::SetNoConstraint);
    const bool onScreen = QGuiApplication::platformName() != QLatin1String("offscreen");
    const QSize room = onScreen ? screen()->availableSize() : kUsualSize;
    if (onScreen) setMinimumSize(kLeastSize.boundedTo(room));  // offscreen nobody drags an edge, and Qt complains about least sizes
    resize(kUsualSize.boundedTo(room));
}

/// Keys are for the text that runs, not for the prompt that was read.
void MainWindow::leavePrompt() {
    if (m_prompt->editor()->hasFocus()) m_raster->setFocus(Qt::OtherFocusReason);
}

/// An action that has nothing to work on says what to do first. Null: one on the selected neurons.
bool MainWindow::saysWhatIsMissing(QAction* action) {
    QString first;
    if (m_playback->isOpen() && (action == nullptr || action == m_actions->compareWithout)) {
        first = tr("A recording is played, and what was recorded cannot be changed: open its checkpoint, or go on writing from it.");
    } else if (action == nullptr) {
        if (m_run->selection().empty()) first = tr("No neurons are selected: Shift and drag over some in the raster, or click a site in the Sparsity tab, then do it again.");
    } else if (m_run->tokenCount() == 0) {
        first = tr("There is no text yet: run the prompt first.");
    } else if (action == m_actions->compareWithout) {
        const std::vector<Intervention>& all = m_experiment->now().interventions;
        if (std::none_of(all.begin(), all.end(), [](const Intervention& each) { return each.on; }))
            first = tr("No intervention is in force that could be left out: select neurons and silence them (X) first.");
    }
    if (first.isEmpty()) return false;
    m_notice->showNotice(first);
    return true;
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    if (m_left) showModelCard();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    // A click anywhere else means that the prompt is written.
    if (event->type() == QEvent::MouseButtonPress && m_prompt->editor()->hasFocus()) {
        const auto* clicked = qobject_cast<QWidget*>(watched);
        if (clicked && clicked->window() == this && !m_prompt->isAncestorOf(clicked) && !qobject_cast<const QMenuBar*>(clicked)) leavePrompt();
    }
    // A long sentence is broken into lines, which Qt does for rich text only.
    if (event->type() == QEvent::ToolTip) {
        auto* shown = qobject_cast<QWidget*>(watched);
        const QString tip = shown ? shown->toolTip() : QString();
        if (tip.size() > kLongestLine && !tip.contains(QLatin1Char('\n')) && !Qt::mightBeRichText(tip)) {
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), QStringLiteral("<qt>%1</qt>").arg(tip.toHtmlEscaped()), shown);
            return true;
        }
    }
    // A button or a list that has the focus keeps its own Space; everywhere else it runs and pauses.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space &&
        (qobject_cast<QAbstractButton*>(watched) || qobject_cast<QComboBox*>(watched))) {
        event->accept();
        return true;
    }
    // Escape lets go of what is open or held before it ends the text.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        const auto* text = qobject_cast<TextView*>(watched);
        const bool holds = text != nullptr && (m_run->pinnedToken() || !text->selectedText().isEmpty());
        if (holds || watched == static_cast<QObject*>(m_search->field())) {
            event->accept();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

}  // namespace spikeglass
