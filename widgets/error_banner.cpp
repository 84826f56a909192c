// SPDX-License-Identifier: Apache-2.0
#include "error_banner.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include "icons.h"
#include "panel.h"
#include "viewmodels/engine_words.h"
#include "viewmodels/theme.h"

namespace spikeglass {

ErrorBanner::ErrorBanner(QWidget* parent)
    : QFrame(parent),
      m_sentence(new TextLabel({}, TextLabel::Wrap, this)),
      m_copy(new QPushButton(tr("Copy details"), this)),
      m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("errorBanner"));
    setAccessibleName(tr("Error"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 8, 10, 8);
    row->setSpacing(10);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sentence->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_copy->setToolTip(tr("Copies the sentence, the time and the program's version"));
    m_close->setAutoRaise(true);
    m_close->setObjectName(QStringLiteral("dismissError"));
    m_close->setAccessibleName(tr("Dismiss"));
    m_close->setToolTip(tr("Dismiss"));
    row->addWidget(m_sentence, 1);
    row->addWidget(m_copy);
    row->addWidget(m_close);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details); });
    connect(m_close, &QToolButton::clicked, this, &ErrorBanner::dismiss);
    restyle();
    hide();
}

void ErrorBanner::showError(const QString& sentence, const QString& details) {
    m_sentence->setText(withinBanner(sentence));
    m_details = details;
    show();
    setAccessibleDescription(m_sentence->text());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ErrorBanner::dismiss() { hide(); }

QString ErrorBanner::sentence() const { return m_sentence->text(); }

void ErrorBanner::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (changesAppearance(*event) && !m_restyling) restyle();
}

void ErrorBanner::restyle() {
    m_restyling = true;
    m_close->setIcon(tintedIcon(QStringLiteral("close"), currentTheme().text, currentTheme().disabledText));
    m_restyling = false;
}

void ErrorBanner::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), Theme::mix(theme.panel, theme.error, 0.12));
    painter.fillRect(QRect(0, 0, 4, height()), theme.error);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::mix(theme.panel, theme.error, 0.4));
}

}  // namespace spikeglass
