// SPDX-License-Identifier: Apache-2.0
#include "notice_bar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <utility>

#include "icons.h"
#include "panel.h"
#include "viewmodels/engine_words.h"
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
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const auto then = m_then;
        if (!m_showsLasting) dismiss();
        if (then) then();
    });
    restyle();
    hide();
}

void NoticeBar::showNotice(const QString& sentence, const QString& action, std::function<void()> then) {
    m_showsLasting = false;
    display({sentence, action, std::move(then)}, true);
}

void NoticeBar::showLasting(const QString& sentence, const QString& action, std::function<void()> then) {
    if (m_lasting && m_lasting->sentence == sentence) return;  // it is shown, or comes back once a later notice is dismissed
    m_lasting = Notice{sentence, action, std::move(then)};
    m_showsLasting = true;
    display(*m_lasting, false);
}

void NoticeBar::endLasting() {
    m_lasting.reset();
    if (std::exchange(m_showsLasting, false)) hide();
}

void NoticeBar::dismiss() {
    m_then = {};
    m_showsLasting = m_lasting.has_value();
    if (m_lasting) return display(*m_lasting, false);
    hide();
}

void NoticeBar::display(const Notice& notice, bool dismissable) {
    m_sentence->setText(withinBanner(notice.sentence));
    m_action->setText(notice.action);
    m_action->setAccessibleName(notice.action.isEmpty() ? tr("Do it") : notice.action);
    m_action->setVisible(!notice.action.isEmpty());
    m_close->setVisible(dismissable);
    m_then = notice.then;
    setAccessibleDescription(m_sentence->text());
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
