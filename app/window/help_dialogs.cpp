// SPDX-License-Identifier: Apache-2.0
#include "help_dialogs.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "base/version.h"
#include "panel.h"
#include "shortcut_list.h"

namespace spikeglass {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(spikeglass::Help)
};

QDialog* dialog(QWidget* parent, const QString& title) {
    auto* made = new QDialog(parent);
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->setWindowTitle(title);
    auto* column = new QVBoxLayout(made);
    column->setContentsMargins(22, 20, 22, 16);
    column->setSpacing(12);
    return made;
}

void addClose(QDialog* made) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, made);
    QObject::connect(buttons, &QDialogButtonBox::rejected, made, &QDialog::close);
    made->layout()->addWidget(buttons);
    made->show();
}

}  // namespace

void showShortcuts(QWidget* parent, const std::vector<std::pair<QString, QString>>& shortcuts) {
    std::vector<ShortcutGroup> groups = shortcutsOfMenus(parent);
    ShortcutGroup others{Words::tr("Elsewhere"), {}};  // what no menu lists
    for (const auto& [keys, what] : shortcuts) {
        const bool listed = std::any_of(groups.begin(), groups.end(), [&, k = keys](const ShortcutGroup& group) {
            return std::any_of(group.keys.begin(), group.keys.end(), [&](const auto& key) {
                return key.first.split(QStringLiteral("  ")).contains(k);
            });
        });
        if (!listed) others.keys.emplace_back(keys, what);
    }
    if (!others.keys.empty()) groups.push_back(others);
    for (ShortcutGroup& group : shortcutsOfViews()) groups.push_back(std::move(group));
    auto* made = new ShortcutList(groups, parent);
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->show();
}

void showAbout(QWidget* parent) {
    QDialog* made = dialog(parent, Words::tr("About Spikeglass"));
    auto* head = new QHBoxLayout;
    auto* icon = new QLabel(made);
    icon->setPixmap(QIcon(QStringLiteral(":/icons/spikeglass.svg")).pixmap(56, 56));
    head->addWidget(icon);
    head->addSpacing(10);
    auto* names = new QVBoxLayout;
    names->addWidget(new TextLabel(Words::tr("Spikeglass %1").arg(QLatin1String(kVersion)), TextLabel::Strong | TextLabel::Large, made));
    names->addWidget(new TextLabel(Words::tr("A desktop laboratory for spiking language models"), TextLabel::Secondary, made));
    head->addLayout(names, 1);
    static_cast<QVBoxLayout*>(made->layout())->addLayout(head);
    for (const QString& text :
         {Words::tr("The source of Spikeglass is licensed under the Apache License 2.0."),
          Words::tr("This build is linked with Qt Charts, which is licensed under GPL-3.0 only: the program as a whole is "
                   "distributed under the GNU General Public License, version 3."),
          Words::tr("Fonts: Inter, and Spikeglass Figures made from it; JetBrains Mono. SIL Open Font License 1.1."),
          Words::tr("Models keep the licence that their card states.")}) {
        auto* label = new TextLabel(text, TextLabel::Wrap, made);
        label->setMinimumWidth(420);
        made->layout()->addWidget(label);
    }
    addClose(made);
}

}  // namespace spikeglass
