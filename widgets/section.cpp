// SPDX-License-Identifier: Apache-2.0
#include "section.h"

#include <QApplication>
#include <QEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include "fonts.h"
#include "panel.h"
#include "viewmodels/theme.h"

namespace spikeglass {

Section::Section(const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent), m_heading(new QToolButton(this)), m_content(content) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(0);
    m_heading->setObjectName(QStringLiteral("sectionHeading"));
    m_heading->setText(title.toUpper());
    m_heading->setAccessibleName(title);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setAutoRaise(true);
    m_heading->setToolTip(tr("Shows or folds away this part"));
    m_heading->setFocusPolicy(Qt::TabFocus);
    m_heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    column->addWidget(m_heading);
    column->addWidget(m_content, 1);
    connect(m_heading, &QToolButton::clicked, this, [this] { setOpen(!m_open); });
    restyle();
}

void Section::setContent(QWidget* content) {
    delete layout()->replaceWidget(m_content, content);
    m_content->deleteLater();
    m_content = content;
    m_content->setVisible(m_open);
}

void Section::setOpen(bool open) {
    if (open == m_open) return;
    m_open = open;
    m_content->setVisible(open);
    restyle();
    Q_EMIT openChanged(open);
}

void Section::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (changesAppearance(*event) && !m_restyling) restyle();
}

void Section::restyle() {
    m_restyling = true;
    m_heading->setArrowType(m_open ? Qt::DownArrow : Qt::RightArrow);
    m_heading->setAccessibleDescription(m_open ? tr("open; press to fold away") : tr("folded away; press to open"));
    m_heading->setFont(scaledFont(strongFont(QApplication::font()), kSmallText));
    QPalette colors = QApplication::palette();
    colors.setColor(QPalette::ButtonText, currentTheme().secondaryText);
    m_heading->setPalette(colors);
    // A folded section takes no spare height, whatever its content would like.
    setSizePolicy(QSizePolicy::Preferred, m_open ? m_content->sizePolicy().verticalPolicy() : QSizePolicy::Fixed);
    m_restyling = false;
}

}  // namespace spikeglass
