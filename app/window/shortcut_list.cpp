// SPDX-License-Identifier: Apache-2.0
#include "shortcut_list.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "fonts.h"
#include "menu_text.h"
#include "panel.h"

namespace spikeglass {
namespace {

void addMenu(const QMenu* menu, ShortcutGroup& group) {
    for (const QAction* action : menu->actions()) {
        if (action->menu()) addMenu(action->menu(), group);
        if (action->shortcuts().isEmpty() || action->isSeparator()) continue;
        QStringList keys;
        for (const QKeySequence& key : action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        const QString what = withoutMnemonic(action->text());
        group.keys.emplace_back(keys.join(QStringLiteral("  ")),
                                action->statusTip().isEmpty() ? what : what + QStringLiteral(": ") + action->statusTip());
    }
}

}  // namespace

std::vector<ShortcutGroup> shortcutsOfMenus(const QWidget* window) {
    std::vector<ShortcutGroup> groups;
    for (const QMenuBar* bar : window->findChildren<QMenuBar*>()) {
        for (const QAction* top : bar->actions()) {
            if (!top->menu()) continue;
            ShortcutGroup group{withoutMnemonic(top->text()), {}};
            addMenu(top->menu(), group);
            if (!group.keys.empty()) groups.push_back(std::move(group));
        }
    }
    return groups;
}

std::vector<ShortcutGroup> shortcutsOfViews() {
    return {
        {ShortcutList::tr("Prompt"), {{ShortcutList::tr("Enter"), ShortcutList::tr("Runs it")}, {ShortcutList::tr("Shift+Enter"), ShortcutList::tr("A new line")}}},
        {ShortcutList::tr("Block board"),
         {{ShortcutList::tr("Arrows"), ShortcutList::tr("Walk from switch to switch")},
          {ShortcutList::tr("Space, Enter"), ShortcutList::tr("Switches; on a header its whole row or column")}}},
        {ShortcutList::tr("Raster"),
         {{ShortcutList::tr("Left, Right"), ShortcutList::tr("Move in time")},
          {ShortcutList::tr("Ctrl+Left, Ctrl+Right"), ShortcutList::tr("Mark the token before or after")},
          {ShortcutList::tr("Up, Down"), ShortcutList::tr("Walk from neuron to neuron")},
          {ShortcutList::tr("Page Up, Page Down"), ShortcutList::tr("Walk from site to site")},
          {ShortcutList::tr("Enter, Space"), ShortcutList::tr("Traces the neuron's membrane, or no longer")},
          {ShortcutList::tr("Ctrl+Enter, Shift+Enter"), ShortcutList::tr("Selects the neuron, or no longer")},
          {ShortcutList::tr("S"), ShortcutList::tr("Dragging selects neurons and moments, or moves again")},
          {ShortcutList::tr("+, −"), ShortcutList::tr("Zoom in time; with Ctrl: neurons")},
          {ShortcutList::tr("0"), ShortcutList::tr("The usual zoom (also by a double click)")},
          {ShortcutList::tr("Home"), ShortcutList::tr("The oldest token that is kept")},
          {ShortcutList::tr("End, F"), ShortcutList::tr("Follows the newest token")},
          {ShortcutList::tr("Escape"), ShortcutList::tr("Lets go: the selection, then the mark")},
          {ShortcutList::tr("Wheel"), ShortcutList::tr("Zooms in time; with Ctrl: neurons; with Shift: moves in time")},
          {ShortcutList::tr("Click"), ShortcutList::tr("Marks the moment and traces the neuron; on a site's name: selects it")},
          {ShortcutList::tr("Shift+Drag"), ShortcutList::tr("Selects the neurons and moments in the frame")}}},
        {ShortcutList::tr("Text"),
         {{ShortcutList::tr("Left, Right"), ShortcutList::tr("Mark the token before or after")},
          {ShortcutList::tr("Shift+Left, Shift+Right"), ShortcutList::tr("Select characters, from the marked one")},
          {ShortcutList::tr("Home, End"), ShortcutList::tr("The beginning and the end of the text")},
          {ShortcutList::tr("Ctrl+A, Ctrl+C"), ShortcutList::tr("Select all, copy")},
          {ShortcutList::tr("Click"), ShortcutList::tr("Keeps a character marked in every view; again: lets it go")},
          {ShortcutList::tr("Escape"), ShortcutList::tr("Lets go: the selection, then the mark")}}},
        {ShortcutList::tr("Overview of the run"),
         {{ShortcutList::tr("Left, Right"), ShortcutList::tr("Move the visible part by a quarter of it")},
          {ShortcutList::tr("Home, End"), ShortcutList::tr("The beginning of the run; follows the newest token")}}},
        {ShortcutList::tr("Panels of a figure"),
         {{ShortcutList::tr("Arrows"), ShortcutList::tr("Move the selected panel")},
          {ShortcutList::tr("Page Up, Page Down"), ShortcutList::tr("Select the panel before or after")},
          {ShortcutList::tr("Delete"), ShortcutList::tr("Takes the selected panel out")},
          {ShortcutList::tr("Ctrl+Z, Ctrl+Shift+Z"), ShortcutList::tr("Undo, redo")}}},
        {ShortcutList::tr("Tables"), {{ShortcutList::tr("Ctrl+C"), ShortcutList::tr("Copies the selected rows, or all")}}},
    };
}

ShortcutList::ShortcutList(const std::vector<ShortcutGroup>& groups, QWidget* parent)
    : QDialog(parent), m_field(new QLineEdit(this)), m_list(new QTreeWidget(this)) {
    setWindowTitle(tr("Keyboard shortcuts"));
    m_field->setPlaceholderText(tr("Find a key or what it does"));
    m_field->setAccessibleName(tr("Find a shortcut"));
    m_field->setToolTip(tr("Shows the keys in which these words occur"));
    m_field->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Keyboard shortcuts"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setIndentation(14);
    for (const ShortcutGroup& group : groups) {
        auto* top = new QTreeWidgetItem(m_list, {group.title});
        top->setFirstColumnSpanned(true);
        top->setFont(0, strongFont(m_list->font()));
        top->setFlags(Qt::ItemIsEnabled);
        for (const auto& [keys, what] : group.keys) {
            auto* item = new QTreeWidgetItem(top, {keys, what});
            item->setToolTip(1, what);
        }
        top->setExpanded(true);
    }
    m_list->header()->setStretchLastSection(true);
    m_list->resizeColumnToContents(0);
    m_list->setColumnWidth(0, std::min(m_list->columnWidth(0) + 18, 210));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(10);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    column->addWidget(new TextLabel(tr("Keys without Ctrl belong to the text while you type in a field."),
                                    TextLabel::Secondary | TextLabel::Small, this));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    column->addWidget(buttons);
    connect(m_field, &QLineEdit::textChanged, this, &ShortcutList::find);
    resize(640, 620);
    m_field->setFocus();
}

/// Every word has to occur, in the key, in what it does or in the group's title.
void ShortcutList::find(const QString& words) {
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int g = 0; g < m_list->topLevelItemCount(); ++g) {
        QTreeWidgetItem* group = m_list->topLevelItem(g);
        bool any = false;
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem* item = group->child(i);
            const QString all = group->text(0) + QLatin1Char(' ') + item->text(0) + QLatin1Char(' ') + item->text(1);
            const bool found = std::all_of(wanted.begin(), wanted.end(), [&](const QString& word) {
                return all.contains(word, Qt::CaseInsensitive);
            });
            item->setHidden(!found);
            any |= found;
        }
        group->setHidden(!any);
    }
}

int ShortcutList::shownKeys() const {
    int shown = 0;
    for (int g = 0; g < m_list->topLevelItemCount(); ++g)
        for (int i = 0; i < m_list->topLevelItem(g)->childCount(); ++i)
            shown += !m_list->topLevelItem(g)->child(i)->isHidden();
    return shown;
}

}  // namespace spikeglass
