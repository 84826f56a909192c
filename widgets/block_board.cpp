// SPDX-License-Identifier: Apache-2.0
#include "block_board.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <algorithm>

#include "fonts.h"
#include "icons.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr int kMostRows = 9;  // that the panel insists on; more are scrolled to
constexpr int kGap = 4;

/// A few spikes, or a smooth curve: the form in one glance, whatever the colours look like.
QPainterPath glyph(bool spiking, const QRectF& box) {
    QPainterPath path;
    if (spiking) {
        for (const double at : {0.1, 0.42, 0.9}) {
            path.moveTo(box.left() + at * box.width(), box.top());
            path.lineTo(box.left() + at * box.width(), box.bottom());
        }
        return path;
    }
    path.moveTo(box.left(), box.center().y());
    path.cubicTo(box.left() + box.width() / 3, box.top() - box.height() / 2, box.left() + box.width() * 2 / 3,
                 box.bottom() + box.height() / 2, box.right(), box.center().y());
    return path;
}

}  // namespace

/// A switch, or a header that moves several of them.
class BlockBoard::Button : public QAbstractButton {
  public:
    Button(bool header, Qt::Alignment alignment, QWidget* parent)
        : QAbstractButton(parent), m_header(header), m_alignment(alignment) {
        setCheckable(!header);
        setSizePolicy(header ? QSizePolicy::Preferred : QSizePolicy::Expanding, QSizePolicy::Fixed);
        setFocusPolicy(Qt::NoFocus);  // a click leaves the keyboard where it was; one of them all is a tab stop
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override {
        const QFontMetrics metrics(ownFont());
        return {metrics.horizontalAdvance(m_header ? text() : QStringLiteral("SNN")) + (m_header ? 8 : 34), metrics.height() + 5};
    }
    QSize minimumSizeHint() const override { return {m_header ? 24 : 44, sizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent*) override;

  private:
    QFont ownFont() const {
        const QFont small = scaledFont(font(), kSmallText);
        return m_header ? small : strongFont(small);
    }
    void paintHeader(QPainter& painter);
    void paintSwitch(QPainter& painter);

    bool m_header;
    Qt::Alignment m_alignment;
};

void BlockBoard::Button::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(ownFont());
    m_header ? paintHeader(painter) : paintSwitch(painter);
    if (!hasFocus()) return;
    painter.setPen(QPen(currentTheme().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

void BlockBoard::Button::paintHeader(QPainter& painter) {
    const Theme& theme = currentTheme();
    if (underMouse() && isEnabled()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(QRectF(rect()), 4, 4);
    }
    painter.setPen(theme.secondaryText);
    const QRect place = rect().adjusted(1, 0, -1, 0);
    painter.drawText(place, static_cast<int>(m_alignment | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, place.width()));
}

void BlockBoard::Button::paintSwitch(QPainter& painter) {
    const Theme& theme = currentTheme();
    const QColor color = isChecked() ? theme.spiking : theme.analog;
    const double tint = isEnabled() ? (underMouse() || isDown() ? 0.32 : 0.2) : 0.07;
    QPen edge(Theme::mix(theme.panel, color, isEnabled() ? 0.8 : 0.4), 1);
    if (!isEnabled()) edge.setDashPattern({2, 2});
    painter.setPen(edge);
    painter.setBrush(Theme::mix(theme.panel, color, tint));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    const QString name = isChecked() ? tr("SNN") : tr("ANN");
    const QFontMetricsF metrics(painter.font());
    constexpr double kGlyph = 12;
    const double width = kGlyph + 6 + metrics.horizontalAdvance(name), left = std::max(5.0, (this->width() - width) / 2);
    painter.setPen(QPen(Theme::mix(theme.panel, color, isEnabled() ? 1 : 0.5), 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(glyph(isChecked(), {left, height() / 2.0 - 4, kGlyph, 8}));
    painter.setPen(isEnabled() ? theme.text : theme.secondaryText);
    painter.drawText(QRectF(left + kGlyph + 6, 0, this->width(), height()), Qt::AlignLeft | Qt::AlignVCenter, name);
}

BlockBoard::BlockBoard(BlockBoardModel* board, QWidget* parent)
    : Panel(tr("Blocks"), parent),
      m_board(board),
      m_presets(new QComboBox(this)),
      m_undo(new QToolButton(this)),
      m_scroll(new QScrollArea(this)),
      m_content(new QWidget(this)),
      m_grid(new QGridLayout(m_content)) {
    m_presets->setObjectName(QStringLiteral("blockPresets"));
    m_presets->setAccessibleName(tr("Block choice"));
    m_presets->setPlaceholderText(tr("own choice"));
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_presets->setMinimumContentsLength(12);
    m_undo->setObjectName(QStringLiteral("undoSwitch"));
    m_undo->setAutoRaise(true);
    m_undo->setFocusPolicy(Qt::TabFocus);
    m_undo->setAccessibleName(tr("Take back the last switch"));
    m_undo->setToolTip(tr("Take back the last switch (Ctrl+Z)"));
    addToHeader(m_undo);
    addToHeader(m_presets);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(kGap);
    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    body()->addWidget(m_scroll);
    connect(m_presets, &QComboBox::activated, this, [this](int index) {
        m_board->applyPreset(index);
        refresh();
    });
    connect(m_undo, &QToolButton::clicked, m_board, &BlockBoardModel::undo);
    connect(board, &BlockBoardModel::boardReset, this, &BlockBoard::build);
    connect(board, &BlockBoardModel::choiceChanged, this, &BlockBoard::refresh);
    build();
    restyle();
}

void BlockBoard::build() {
    for (const Place& place : m_places) delete place.button;
    m_places.clear();
    const std::vector<BlockBoardModel::Row>& rows = m_board->rows();
    const std::vector<QString>& columns = m_board->columns();
    const auto width = static_cast<int>(std::max<std::size_t>(1, columns.size()));
    const auto inBlocks = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.block >= 0; });
    const auto headerRow = static_cast<int>(inBlocks - rows.begin());  // right above the first block
    for (std::size_t c = 0; c < columns.size(); ++c) {
        auto* header = new Button(true, Qt::AlignHCenter, m_content);
        header->setText(columns[c]);
        add({header, headerRow, static_cast<int>(c) + 1, 1, -1, [this, c] { return m_board->slotsOfColumn(c); }});
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const int gridRow = static_cast<int>(r) + (columns.empty() || static_cast<int>(r) < headerRow ? 0 : 1);
        auto* header = new Button(true, Qt::AlignRight, m_content);
        header->setText(rows[r].title);
        add({header, gridRow, 0, 1, -1, [this, r] { return m_board->slotsOfRow(r); }});
        for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
            const int slot = rows[r].cells[c];
            if (slot < 0) continue;
            const int span = rows[r].block < 0 ? width : 1;
            add({new Button(false, Qt::AlignHCenter, m_content), gridRow, static_cast<int>(c) + 1, span, slot,
                 [slot] { return std::vector<int>{slot}; }});
        }
    }
    for (int column = 1; column <= width; ++column) m_grid->setColumnStretch(column, 1);
    {
        const QSignalBlocker quiet(m_presets);
        m_presets->clear();
        for (const BlockBoardModel::Preset& preset : m_board->presets()) m_presets->addItem(preset.title, preset.name);
    }
    refresh();
    fitHeight();
    if (!m_places.empty()) makeTabStop(nullptr);
}

void BlockBoard::add(const Place& place) {
    m_grid->addWidget(place.button, place.row, place.column, 1, place.span);
    place.button->installEventFilter(this);
    connect(place.button, &QAbstractButton::clicked, this, [this, reach = place.reach] {
        m_board->toggleAll(reach());
        refresh();  // what could not be switched shows its form again
    });
    place.button->show();
    m_places.push_back(place);
}

void BlockBoard::refresh() {
    for (const Place& place : m_places) {
        const std::vector<int> reach = place.reach();
        const bool movable = std::any_of(reach.begin(), reach.end(), [this](int slot) { return m_board->canSwitch(slot); });
        place.button->setEnabled(movable);
        const QString form = m_board->describe(reach);
        if (place.slot >= 0) {
            const QString name = m_board->slotName(place.slot);
            const bool spiking = m_board->isSpiking(place.slot);
            place.button->setChecked(spiking);
            place.button->setAccessibleName(tr("%1: %2").arg(name, form));
            place.button->setToolTip(!movable  ? m_board->whyNot(place.slot)
                                     : spiking ? tr("%1 is spiking. Click for its analog form, from the next token on.").arg(name)
                                               : tr("%1 is analog. Click for its spiking form, from the next token on.").arg(name));
        } else {
            place.button->setAccessibleName(tr("all of %1: %2").arg(place.button->text(), form));
            place.button->setToolTip(movable ? tr("Switches all of %1").arg(place.button->text())
                                             : tr("This checkpoint holds one form only of all of %1.").arg(place.button->text()));
        }
        place.button->setAccessibleDescription(place.button->toolTip());
    }
    m_undo->setEnabled(m_board->canUndo());
    refreshPresets();
    setVisible(!m_board->rows().empty());
}

void BlockBoard::refreshPresets() {
    const QSignalBlocker quiet(m_presets);
    const auto* items = qobject_cast<QStandardItemModel*>(m_presets->model());
    for (int i = 0; i < m_presets->count(); ++i) {
        const QString& whyNot = m_board->presets()[static_cast<std::size_t>(i)].whyNot;
        items->item(i)->setEnabled(whyNot.isEmpty());
        items->item(i)->setToolTip(whyNot.isEmpty() ? m_board->presets()[static_cast<std::size_t>(i)].alsoCalled : whyNot);
        items->item(i)->setData(whyNot, Qt::AccessibleDescriptionRole);
    }
    m_presets->setCurrentIndex(m_board->currentPreset());
    m_presets->setToolTip(tr("Sets every switch at once"));
}

bool BlockBoard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return Panel::eventFilter(watched, event);
    const auto found = std::find_if(m_places.begin(), m_places.end(), [&](const Place& p) { return p.button == watched; });
    if (found == m_places.end()) return Panel::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Left: walk(found->button, 0, -1); return true;
        case Qt::Key_Right: walk(found->button, 0, 1); return true;
        case Qt::Key_Up: walk(found->button, -1, 0); return true;
        case Qt::Key_Down: walk(found->button, 1, 0); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: found->button->click(); return true;
        default: return Panel::eventFilter(watched, event);
    }
}

/// To the next button that can be pressed in a direction.
void BlockBoard::walk(const Button* from, int rows, int columns) {
    const auto start = std::find_if(m_places.begin(), m_places.end(), [&](const Place& p) { return p.button == from; });
    const Place* best = nullptr;
    int bestDistance = 0;
    for (const Place& place : m_places) {
        if (!place.button->isEnabled() || place.button == from) continue;
        const bool sameRow = place.row == start->row;
        const bool sameColumn = (place.column <= start->column && start->column < place.column + place.span) ||
                                (start->column <= place.column && place.column < start->column + start->span);
        const int ahead = rows != 0 ? (place.row - start->row) * rows : (place.column - start->column) * columns;
        if (ahead <= 0 || (rows != 0 ? !sameColumn : !sameRow)) continue;
        if (best == nullptr || ahead < bestDistance) best = &place, bestDistance = ahead;
    }
    if (best == nullptr) return;
    makeTabStop(best->button);
    best->button->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(best->button);
}

/// The board is one stop on the way of the Tab key; null: the first switch that moves.
void BlockBoard::makeTabStop(const Button* button) {
    for (const Place& place : m_places) {
        if (button == nullptr && place.slot >= 0 && place.button->isEnabled()) button = place.button;
        place.button->setFocusPolicy(place.button == button ? Qt::TabFocus : Qt::NoFocus);
    }
}

void BlockBoard::fitHeight() {
    m_grid->activate();
    const int all = m_grid->sizeHint().height();
    const int row = m_places.empty() ? 0 : m_places.front().button->sizeHint().height() + kGap;
    m_scroll->setMinimumHeight(std::min(all, row * kMostRows));
    m_scroll->setMaximumHeight(all);
    updateGeometry();
}

void BlockBoard::restyle() {
    Panel::restyle();
    m_undo->setIcon(tintedIcon(QStringLiteral("undo"), currentTheme().text, currentTheme().disabledText));
    fitHeight();
}

QAbstractButton* BlockBoard::switchOf(int slot) const {
    const auto found = std::find_if(m_places.begin(), m_places.end(), [&](const Place& p) { return p.slot == slot; });
    return found == m_places.end() || slot < 0 ? nullptr : found->button;
}

QAbstractButton* BlockBoard::columnHeader(std::size_t column) const { return m_places[column].button; }

QAbstractButton* BlockBoard::rowHeader(std::size_t row) const {
    std::size_t seen = 0;
    for (const Place& place : m_places)
        if (place.slot < 0 && place.column == 0 && seen++ == row) return place.button;
    return nullptr;
}

}  // namespace spikeglass
