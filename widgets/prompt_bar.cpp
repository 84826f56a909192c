// SPDX-License-Identifier: Apache-2.0
#include "prompt_bar.h"

#include <QApplication>
#include <QFile>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "fonts.h"
#include "icons.h"
#include "panel.h"
#include "text/tokenizer.h"
#include "viewmodels/run_view_model.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr int kMostLines = 4;

}  // namespace

PromptBar::PromptBar(QWidget* parent)
    : QWidget(parent),
      m_edit(new QPlainTextEdit(this)),
      m_note(new TextLabel({}, TextLabel::Secondary | TextLabel::Small | TextLabel::Elide, this)),
      m_examples(new QToolButton(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 9, 14, 9);
    column->setSpacing(3);
    auto* row = new QHBoxLayout;
    column->addLayout(row);
    column->addWidget(m_note);
    m_note->hide();
    m_note->setAccessibleName(tr("What the network reads"));
    row->setSpacing(8);
    auto* label = new TextLabel(tr("prompt"), TextLabel::Secondary, this);
    label->setBuddy(m_edit);
    row->addWidget(label, 0, Qt::AlignTop);
    row->addWidget(m_edit, 1);
    row->addWidget(m_examples, 0, Qt::AlignTop);
    m_edit->setObjectName(QStringLiteral("prompt"));
    m_edit->setAccessibleName(tr("Prompt"));
    m_edit->setPlaceholderText(tr("Type the beginning of a text"));
    m_edit->setToolTip(tr("The network reads this and writes on. Enter runs, Shift+Enter begins a new line"));
    m_edit->setTabChangesFocus(true);
    m_edit->setAcceptDrops(false);  // a dropped file is for the window
    m_edit->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->installEventFilter(this);
    m_examples->setText(tr("Examples"));
    m_examples->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_examples->setLayoutDirection(Qt::RightToLeft);  // the arrow after the word
    m_examples->setPopupMode(QToolButton::InstantPopup);
    m_examples->setAccessibleName(tr("Example prompts"));
    m_examples->setToolTip(tr("Prompts to begin with"));
    fillMenu();
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        fitHeight();
        Q_EMIT promptChanged();
    });
    restyle();
    label->setMinimumHeight(m_edit->height());
}

QString PromptBar::prompt() const { return m_edit->toPlainText(); }

void PromptBar::setPrompt(const QString& prompt) {
    m_edit->setPlainText(prompt);
    m_edit->moveCursor(QTextCursor::End);
}

void PromptBar::setReadAs(const QString& text) {
    m_readAs = text;
    m_note->setText(tr("read as: %1").arg(RunViewModel::visibleText(text).replace(QChar(0x00B7), QLatin1Char(' '))));
    m_note->setToolTip(tr("The network knows fewer signs than you typed; this is what it reads:\n%1").arg(text));
    m_note->setContentsMargins(m_edit->x() - m_note->x() + 6, 0, 0, 0);
    m_note->setVisible(!text.isEmpty());
}

void PromptBar::selectUnreadable(const Tokenizer& tokenizer) {
    const QString text = prompt();
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype units = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        if (!tokenizer.encode(text.mid(i, units).toStdString())) {
            QTextCursor cursor = m_edit->textCursor();
            cursor.setPosition(static_cast<int>(i));
            cursor.setPosition(static_cast<int>(i + units), QTextCursor::KeepAnchor);
            m_edit->setTextCursor(cursor);
            return;
        }
        i += units;
    }
}

QStringList PromptBar::examples() {
    QFile file(QStringLiteral(":/prompts/examples.json"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QStringList prompts;
    for (const QJsonValue& prompt : QJsonDocument::fromJson(file.readAll())[QStringLiteral("prompts")].toArray())
        prompts << prompt.toString();
    return prompts;
}

void PromptBar::fillMenu() {
    auto* menu = new QMenu(m_examples);
    for (const QString& prompt : examples())
        menu->addAction(RunViewModel::visibleText(prompt).replace(QChar(0x00B7), QLatin1Char(' ')), this, [this, prompt] {
            setPrompt(prompt);
            m_edit->setFocus();
        });
    m_examples->setMenu(menu);
}

bool PromptBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !(key->modifiers() & Qt::ShiftModifier)) {
            Q_EMIT runRequested();
            return true;
        }
    }
    if (watched == m_edit && event->type() == QEvent::Resize) fitHeight();
    return QWidget::eventFilter(watched, event);
}

void PromptBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (changesAppearance(*event) && !m_restyling) restyle();
}

void PromptBar::restyle() {
    m_restyling = true;
    m_edit->setFont(monoFont(QApplication::font()));
    m_examples->setIcon(tintedIcon(QStringLiteral("examples"), currentTheme().secondaryText, currentTheme().disabledText));
    fitHeight();
    m_restyling = false;
}

void PromptBar::fitHeight() {
    // QPlainTextEdit measures its document in lines.
    const int lines = std::clamp(static_cast<int>(m_edit->document()->size().height()), 1, kMostLines);
    const int margins = 2 * (m_edit->frameWidth() + static_cast<int>(std::ceil(m_edit->document()->documentMargin())) + 1);
    m_edit->setFixedHeight(lines * QFontMetrics(m_edit->font()).lineSpacing() + margins);
}

}  // namespace spikeglass
