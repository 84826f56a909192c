// SPDX-License-Identifier: Apache-2.0
#include "help_dialogs.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

#include "base/version.h"
#include "panel.h"

namespace spikeglass {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("spikeglass::Help", text); }

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
    QDialog* made = dialog(parent, tr("Keyboard shortcuts"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(5);
    int row = 0;
    const auto add = [&](const QString& keys, const QString& what) {
        grid->addWidget(new TextLabel(keys, TextLabel::Strong | TextLabel::Right, made), row, 0);
        grid->addWidget(new TextLabel(what, TextLabel::Plain, made), row++, 1);
    };
    add(tr("Enter"), tr("Run, in the prompt (Shift+Enter: new line)"));
    for (const auto& [keys, what] : shortcuts) add(keys, what);
    static_cast<QVBoxLayout*>(made->layout())->addLayout(grid);
    made->layout()->addWidget(new TextLabel(
        tr("Keys without Ctrl belong to the text while you type in a field."), TextLabel::Secondary | TextLabel::Small, made));
    addClose(made);
}

void showAbout(QWidget* parent) {
    QDialog* made = dialog(parent, tr("About Spikeglass"));
    auto* head = new QHBoxLayout;
    auto* icon = new QLabel(made);
    icon->setPixmap(QIcon(QStringLiteral(":/icons/spikeglass.svg")).pixmap(56, 56));
    head->addWidget(icon);
    head->addSpacing(10);
    auto* names = new QVBoxLayout;
    names->addWidget(new TextLabel(tr("Spikeglass %1").arg(QLatin1String(kVersion)), TextLabel::Strong | TextLabel::Large, made));
    names->addWidget(new TextLabel(tr("A desktop laboratory for spiking language models"), TextLabel::Secondary, made));
    head->addLayout(names, 1);
    static_cast<QVBoxLayout*>(made->layout())->addLayout(head);
    for (const QString& text :
         {tr("The source of Spikeglass is licensed under the Apache License 2.0."),
          tr("This build is linked with Qt Charts, which is licensed under GPL-3.0 only: the program as a whole is "
             "distributed under the GNU General Public License, version 3."),
          tr("Fonts: Inter, and Spikeglass Figures made from it; JetBrains Mono. SIL Open Font License 1.1."),
          tr("Models keep the licence that their card states.")}) {
        auto* label = new TextLabel(text, TextLabel::Wrap, made);
        label->setMinimumWidth(420);
        made->layout()->addWidget(label);
    }
    addClose(made);
}

}  // namespace spikeglass
