// SPDX-License-Identifier: Apache-2.0
#include "block_board.h"

#include <QApplication>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "block_switch.h"
#include "fonts.h"
#include "icons.h"
#include "viewmodels/number_format.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr int kMostRows = 9;  // that the panel insists on; more are scrolled to
constexpr int kGap = 4;

}  // namespace

BlockBoard::BlockBoard(BlockBoardModel* board, QWidget* parent)
    : Panel(tr("Blocks"), parent),
      m_board(board),
      m_presets(new QComboBox(this)),
      m_undo(new QToolButton(this)),
      m_allAnalog(new QToolButton(this)),
      m_allSpiking(new QToolButton(this)),
      m_invert(new QToolButton(this)),
      m_legend(new BlockLegend(this)),
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
    body()->addWidget(m_legend);
    addQuickChoices();
    connect(m_presets, &QComboBox::activated, this, [this](int index) {
        m_board->applyPreset(index);
        refresh();
    });
    connect(m_undo, &QToolButton::clicked, m_board, &BlockBoardModel::undo);
    connect(board, &BlockBoardModel::boardReset, this, &BlockBoard::build);
    connect(board, &BlockBoardModel::choiceChanged, this, &BlockBoard::refresh);
    connect(board, &BlockBoardModel::activityChanged, this, &BlockBoard::showActivity);
    build();
    restyle();
}

/// The ends of the ladder and the other side of a choice, one click each.
void BlockBoard::addQuickChoices() {
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    const std::pair<QToolButton*, QString> buttons[] = {
        {m_allAnalog, tr("all ANN")}, {m_allSpiking, tr("all SNN")}, {m_invert, tr("invert")}};
    for (const auto& [button, name] : buttons) {
        button->setText(name);
        button->setProperty("pill", true);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    row->addStretch();
    body()->addLayout(row);
    m_allAnalog->setObjectName(QStringLiteral("allAnalog"));
    m_allSpiking->setObjectName(QStringLiteral("allSpiking"));
    m_invert->setObjectName(QStringLiteral("invertBlocks"));
    const auto moveAll = [this](Form form) {
        std::vector<int> others;
        for (const Place& place : m_places)
            if (place.slot >= 0 && m_board->canSwitch(place.slot) && m_board->isSpiking(place.slot) != (form == Form::Spiking))
                others.push_back(place.slot);
        if (!others.empty()) m_board->toggleAll(others);
    };
    connect(m_allAnalog, &QToolButton::clicked, this, [moveAll] { moveAll(Form::Analog); });
    connect(m_allSpiking, &QToolButton::clicked, this, [moveAll] { moveAll(Form::Spiking); });
    connect(m_invert, &QToolButton::clicked, m_board, &BlockBoardModel::invert);
    m_allAnalog->setToolTip(tr("Every block analog, where the checkpoint holds that form"));
    m_allSpiking->setToolTip(tr("Every block spiking, where the checkpoint holds that form"));
    m_invert->setToolTip(tr("Every switch to its other form"));
}

QString BlockBoard::figureOf(int slot) const {
    const SlotActivity activity = m_board->activityOf(slot);
    if (activity.tokens == 0) return {};
    if (!m_board->isSpiking(slot) || std::isnan(activity.rate)) return QStringLiteral("–");
    const double percent = 100 * activity.rate;
    return percent > 0 && percent < 0.5 ? QStringLiteral("<1%") : QStringLiteral("%1%").arg(std::lround(percent));
}

void BlockBoard::showActivity() {
    const double greatest = m_board->greatestShare();
    m_legend->setGreatest(greatest > 0 ? formatPercent(greatest) : QString());
    for (const Place& place : m_places) {
        if (place.slot < 0) continue;
        const SlotActivity activity = m_board->activityOf(place.slot);
        const bool fires = m_board->isSpiking(place.slot) && !std::isnan(activity.rate);
        place.button->setActivity(figureOf(place.slot), fires ? activity.rate : 0,
                                  greatest > 0 && !std::isnan(activity.share) ? activity.share / greatest : 0);
        QString tip = place.button->property("what").toString();
        if (const QString did = m_board->describeActivity(place.slot); !did.isEmpty()) tip += QLatin1Char('\n') + did;
        place.button->setToolTip(tip);
        place.button->setAccessibleDescription(tip);
    }
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
        auto* header = new BlockSwitch(true, Qt::AlignHCenter, m_content);
        header->setText(columns[c]);
        add({header, headerRow, static_cast<int>(c) + 1, 1, -1, [this, c] { return m_board->slotsOfColumn(c); }});
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const int gridRow = static_cast<int>(r) + (columns.empty() || static_cast<int>(r) < headerRow ? 0 : 1);
        auto* header = new BlockSwitch(true, Qt::AlignRight, m_content);
        header->setText(rows[r].title);
        add({header, gridRow, 0, 1, -1, [this, r] { return m_board->slotsOfRow(r); }});
        for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
            const int slot = rows[r].cells[c];
            if (slot < 0) continue;
            const int span = rows[r].block < 0 ? width : 1;
            add({new BlockSwitch(false, Qt::AlignHCenter, m_content), gridRow, static_cast<int>(c) + 1, span, slot,
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
            place.button->setProperty(
                "what", !movable  ? m_board->whyNot(place.slot)
                        : spiking ? tr("%1 is spiking. Click for its analog form, from the next token on.").arg(name)
                                  : tr("%1 is analog. Click for its spiking form, from the next token on.").arg(name));
        } else {
            place.button->setAccessibleName(tr("all of %1: %2").arg(place.button->text(), form));
            place.button->setToolTip(movable ? tr("Switches all of %1").arg(place.button->text())
                                             : tr("This checkpoint holds one form only of all of %1.").arg(place.button->text()));
            place.button->setAccessibleDescription(place.button->toolTip());
        }
    }
    showActivity();
    m_undo->setEnabled(m_board->canUndo());
    for (QToolButton* button : {m_allAnalog, m_allSpiking, m_invert}) button->setEnabled(m_board->canInvert());
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
void BlockBoard::walk(const BlockSwitch* from, int rows, int columns) {
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
void BlockBoard::makeTabStop(const BlockSwitch* button) {
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
    for (QToolButton* button : {m_allAnalog, m_allSpiking, m_invert})
        button->setFont(scaledFont(QApplication::font(), kSmallText));
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
