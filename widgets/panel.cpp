// SPDX-License-Identifier: Apache-2.0
#include "panel.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <utility>

#include "fonts.h"
#include "viewmodels/theme.h"

namespace spikeglass {

bool changesAppearance(const QEvent& event) {
    switch (event.type()) {
        case QEvent::ApplicationFontChange:
        case QEvent::ApplicationPaletteChange:
        case QEvent::PaletteChange:
        case QEvent::FontChange:
        case QEvent::StyleChange: return true;
        default: return false;
    }
}

Panel::Panel(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_title(new TextLabel(title, TextLabel::Strong, this)),
      m_note(new TextLabel({}, TextLabel::Secondary | TextLabel::Small | TextLabel::Right | TextLabel::Figures | TextLabel::Elide, this)),
      m_header(new QHBoxLayout),
      m_body(new QVBoxLayout(this)) {
    m_body->setContentsMargins(14, 10, 14, 10);
    m_body->setSpacing(6);
    m_header->setSpacing(8);
    m_header->addWidget(m_title);
    m_header->addWidget(m_note, 1);
    m_body->addLayout(m_header);
    setAccessibleName(title);
}

QString Panel::title() const { return m_title->text(); }

void Panel::setNote(const QString& note) { m_note->setText(note); }

void Panel::addToHeader(QWidget* widget) { m_header->addWidget(widget); }

void Panel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (!changesAppearance(*event) || m_restyling) return;
    m_restyling = true;
    restyle();
    m_restyling = false;
}

void Panel::restyle() { update(); }

TextLabel::TextLabel(const QString& text, int look, QWidget* parent) : QLabel(text, parent), m_look(look) {
    if (look & Wrap) setWordWrap(true);
    setAlignment((look & Right ? Qt::AlignRight : Qt::AlignLeft) | (look & Wrap ? Qt::AlignTop : Qt::AlignVCenter));
    setTextFormat(Qt::PlainText);
    restyle();
}

QSize TextLabel::minimumSizeHint() const {
    // Wrapped and elided texts do not force their width on what they are in.
    const QSize usual = QLabel::minimumSizeHint();
    return m_look & (Elide | Wrap) ? QSize(1, usual.height()) : usual;
}

void TextLabel::paintEvent(QPaintEvent* event) {
    const QRect place = contentsRect();
    if (!(m_look & Elide) || fontMetrics().horizontalAdvance(text()) <= place.width()) return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(place, static_cast<int>(alignment()), fontMetrics().elidedText(text(), Qt::ElideMiddle, place.width()));
}

void TextLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (!changesAppearance(*event) || m_restyling) return;
    restyle();
}

void TextLabel::setWarning(bool on) {
    const int look = on ? m_look | Warning : m_look & ~Warning;
    if (look == m_look) return;
    m_look = look;
    restyle();
}

void TextLabel::restyle() {
    m_restyling = true;
    QFont font = QApplication::font();
    if (m_look & Figures) font = figuresFont(font);
    if (m_look & Strong) font = strongFont(font);
    if (m_look & Small) font = scaledFont(font, kSmallText);
    if (m_look & Large) font = scaledFont(font, kLargeText);
    setFont(font);
    QPalette colors = QApplication::palette();
    if (m_look & Warning)
        colors.setColor(QPalette::WindowText, currentTheme().warning);
    else if (m_look & Secondary)
        colors.setColor(QPalette::WindowText, currentTheme().secondaryText);
    setPalette(colors);
    m_restyling = false;
}

Throttle::Throttle(int milliseconds, std::function<void()> action, QObject* parent)
    : QObject(parent), m_action(std::move(action)) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(milliseconds);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_action(); });
}

void Throttle::request() {
    if (!m_timer.isActive()) m_timer.start();
}

void Throttle::flush() {
    if (!m_timer.isActive()) return;
    m_timer.stop();
    m_action();
}

void Throttle::flushAll(QObject* root) {
    for (Throttle* throttle : root->findChildren<Throttle*>()) throttle->flush();
}

}  // namespace spikeglass
