// SPDX-License-Identifier: Apache-2.0
#include "notice_bar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <utility>

#include "icons.h"
#include "panel.h"
#include "viewmodels/theme.h"

namespace spikeglass {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), m_sentence(new TextLabel({}, TextLabel::Wrap, this)), m_action(new QPushButton(this)), m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("notice"));
    setAccessibleName(tr("Notice"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 6, 10, 6);
    row->setSpacing(10);
    m_sentence->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_action->setObjectName(QStringLiteral("noticeAction"));
    m_action->setToolTip(tr("Does it"));
    m_action->setAccessibleName(tr("Do it"));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Dismiss"));
    m_close->setToolTip(tr("Dismiss"));
    row->addWidget(m_sentence, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (auto then = std::exchange(m_then, {})) then();
    });
    restyle();
    hide();
}

void NoticeBar::showNotice(const QString& sentence, const QString& action, std::function<void()> then) {
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setAccessibleName(action.isEmpty() ? tr("Do it") : action);
    m_action->setVisible(!action.isEmpty());
    m_then = std::move(then);
    setAccessibleDescription(sentence);
    show();
}

QString NoticeBar::sentence() const { return m_sentence->text(); }

void NoticeBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (changesAppearance(*event) && !m_restyling) restyle();
}

void NoticeBar::restyle() {
    m_restyling = true;
    m_close->setIcon(tintedIcon(QStringLiteral("close"), currentTheme().text, currentTheme().disabledText));
    m_restyling = false;
}

void NoticeBar::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), Theme::mix(theme.panel, theme.accent, 0.14));
    painter.fillRect(QRect(0, 0, 4, height()), theme.accent);
}

}  // namespace spikeglass
