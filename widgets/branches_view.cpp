// SPDX-License-Identifier: Apache-2.0
#include "branches_view.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <map>
#include <utility>

#include "fonts.h"
#include "panel.h"
#include "viewmodels/branch_tree.h"

namespace spikeglass {
namespace {

constexpr int kMostRows = 6;  // then it scrolls
constexpr int kId = Qt::UserRole;

}  // namespace

BranchesView::BranchesView(BranchTree* branches, QWidget* parent)
    : QWidget(parent), m_branches(branches), m_tree(new QTreeWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 0, 14, 8);
    column->addWidget(m_tree);
    m_tree->setObjectName(QStringLiteral("branches"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(12);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setAccessibleName(tr("Texts and their branches"));
    m_tree->setToolTip(tr("A double click opens a text, F2 renames it, Delete removes it; right click for more"));
    m_tree->installEventFilter(this);
    connect(branches, &BranchTree::changed, this, &BranchesView::fill);
    connect(m_tree, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item) { Q_EMIT openRequested(item->data(0, kId).toInt()); });
    connect(m_tree, &QTreeWidget::customContextMenuRequested, this, &BranchesView::showMenu);
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
        if (m_filling) return;
        // Not now: renaming fills the tree anew, while it still works on this item.
        QMetaObject::invokeMethod(
            this, [this, id = item->data(0, kId).toInt(), name = item->text(0)] {
                m_branches->rename(id, name);
                fill();  // as it was, if the name was none
            },
            Qt::QueuedConnection);
    });
    fill();
}

int BranchesView::currentId() const {
    const QTreeWidgetItem* item = m_tree->currentItem();
    return item == nullptr ? -1 : item->data(0, kId).toInt();
}

void BranchesView::fill() {
    if (m_tree->findChild<QLineEdit*>() != nullptr) return;  // a name is being typed: afterwards
    m_filling = true;
    const BranchTree::Branch* shown = m_branches->current();
    const bool moved = shown != nullptr && shown->id != std::exchange(m_shown, shown->id);
    const int focused = moved ? -1 : currentId();
    m_tree->clear();
    std::map<int, QTreeWidgetItem*> items;
    for (const BranchTree::Branch& branch : m_branches->branches()) {
        const auto parent = items.find(branch.parent);
        auto* item = parent == items.end() ? new QTreeWidgetItem(m_tree) : new QTreeWidgetItem(parent->second);
        items[branch.id] = item;
        const bool isShown = shown != nullptr && shown->id == branch.id;
        item->setText(0, branch.name);
        item->setText(1, tr("%Ln token(s)", nullptr, static_cast<int>(branch.script.tokens.size())));
        item->setData(0, kId, branch.id);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        if (isShown) item->setFont(0, strongFont(m_tree->font()));
        QString hint = branch.beginning.simplified();
        if (branch.parent >= 0)
            hint = tr("branches off “%1” after token %2\n%3").arg(m_branches->find(branch.parent)->name).arg(branch.forkedAt).arg(hint);
        if (isShown) hint = tr("in the window\n%1").arg(hint);
        item->setToolTip(0, hint);
        item->setForeground(1, palette().color(QPalette::PlaceholderText));
        if (branch.id == focused || (focused < 0 && isShown)) m_tree->setCurrentItem(item);
    }
    m_tree->expandAll();
    fitHeight();
    m_filling = false;
}

void BranchesView::showTokens(std::int64_t tokens) {
    const BranchTree::Branch* shown = m_branches->current();
    for (QTreeWidgetItemIterator item(m_tree); shown != nullptr && *item != nullptr; ++item) {
        if ((*item)->data(0, kId).toInt() != shown->id) continue;
        m_filling = true;
        (*item)->setText(1, tr("%Ln token(s)", nullptr, static_cast<int>(tokens)));
        m_filling = false;
    }
}

void BranchesView::fitHeight() {
    const int row = std::max(m_tree->sizeHintForRow(0), m_tree->fontMetrics().height() + 2);
    const int rows = std::clamp(static_cast<int>(m_branches->branches().size()), 1, kMostRows);
    m_tree->setFixedHeight(rows * row + 2 * m_tree->frameWidth() + 2);
}

void BranchesView::editName() {
    if (m_tree->currentItem() != nullptr) m_tree->editItem(m_tree->currentItem(), 0);
}

void BranchesView::removeCurrent() { m_branches->remove(currentId()); }

void BranchesView::showMenu(const QPoint& place) {
    const int id = m_tree->itemAt(place) ? m_tree->itemAt(place)->data(0, kId).toInt() : -1;
    const BranchTree::Branch* branch = m_branches->find(id);
    const bool other = branch != nullptr && m_branches->current() != branch;
    QMenu menu(this);
    if (branch != nullptr) {
        menu.addAction(tr("&Open"), this, [this, id] { Q_EMIT openRequested(id); })->setEnabled(other);
        menu.addAction(tr("&Compare with the text in the window"), this, [this, id] { Q_EMIT compareRequested(id); })->setEnabled(other);
        menu.addAction(tr("&Rename"), this, &BranchesView::editName);
        menu.addAction(tr("&Delete"), this, [this, id] { m_branches->remove(id); })->setEnabled(other);
        menu.addSeparator();
    }
    menu.addAction(tr("Res&tore the last deleted"), m_branches, &BranchTree::restore)->setEnabled(m_branches->canRestore());
    menu.exec(m_tree->viewport()->mapToGlobal(place));
}

bool BranchesView::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_tree || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_F2: editName(); return true;
        case Qt::Key_Delete: removeCurrent(); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_tree->findChild<QLineEdit*>() != nullptr) return false;
            if (currentId() >= 0) Q_EMIT openRequested(currentId());
            return true;
        default: return QWidget::eventFilter(watched, event);
    }
}

void BranchesView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (changesAppearance(*event) && !m_filling) fill();
}

}  // namespace spikeglass
