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
#include <QToolTip>

#include "appearance.h"
#include "experiment_desk.h"
#include "main_window.h"
#include "neuron_search.h"
#include "notice_bar.h"
#include "prompt_bar.h"
#include "raster_view.h"
#include "text_view.h"
#include "window_actions.h"

namespace spikeglass {
namespace {

constexpr QSize kLeastSize{720, 480};    // below this nobody can work
constexpr qsizetype kLongestLine = 100;  // characters of a tool tip; longer ones are broken into lines

}  // namespace

void MainWindow::setTextScale(double scale) {
    m_settings->setTextScale(std::clamp(scale, 0.7, 2.0));
    applyAppearance(m_settings->theme(), m_settings->textScale());
}

bool MainWindow::hasScreen() { return QGuiApplication::platformName() != QLatin1String("offscreen"); }

/// The window keeps the size that people gave it, whatever its views would like: with larger text they scroll.
void MainWindow::fitToScreen() {
    layout()->setSizeConstraint(QLayout::SetNoConstraint);
    if (hasScreen()) setMinimumSize(kLeastSize.boundedTo(screen()->availableSize()));
}

/// Keys are for the text that runs, not for the prompt that was read.
void MainWindow::leavePrompt() {
    if (m_prompt->editor()->hasFocus()) m_raster->setFocus(Qt::OtherFocusReason);
}

/// An action that has nothing to work on says what to do first. Null: one on the selected neurons.
bool MainWindow::saysWhatIsMissing(QAction* action) {
    QString first;
    if (action == nullptr) {
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
