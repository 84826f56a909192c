// SPDX-License-Identifier: Apache-2.0
#include "loading_bar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

#include "panel.h"
#include "viewmodels/number_format.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr int kSteps = 1000, kBarWidth = 220;

}  // namespace

LoadingBar::LoadingBar(QWidget* parent)
    : QFrame(parent), m_sentence(new TextLabel({}, TextLabel::Elide, this)), m_progress(new QProgressBar(this)), m_cancel(new QPushButton(tr("Cancel"), this)) {
    setObjectName(QStringLiteral("loading"));
    setAccessibleName(tr("Opening"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 6, 10, 6);
    row->setSpacing(14);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kBarWidth);
    m_progress->setMaximumHeight(6);
    m_progress->setAccessibleName(tr("How much of it is read"));
    m_cancel->setObjectName(QStringLiteral("cancelLoading"));
    m_cancel->setToolTip(tr("What was open before stays open (Esc)"));
    row->addWidget(m_sentence, 1);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &LoadingBar::cancelRequested);
    hide();
}

void LoadingBar::showLoading(const QString& what) {
    m_what = what;
    setProgress(0);
    show();
}

void LoadingBar::setProgress(double part) {
    m_progress->setRange(0, part > 0 ? kSteps : 0);  // to 0: it moves, and promises nothing
    m_progress->setValue(static_cast<int>(kSteps * part));
    m_sentence->setText(part > 0 ? tr("Opening %1: %2").arg(m_what, formatPercent(part)) : tr("Opening %1: examining the file").arg(m_what));
    setAccessibleDescription(m_sentence->text());
}

QString LoadingBar::sentence() const { return m_sentence->text(); }

void LoadingBar::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), Theme::mix(theme.panel, theme.accent, 0.14));
    painter.fillRect(QRect(0, 0, 4, height()), theme.accent);
}

}  // namespace spikeglass
