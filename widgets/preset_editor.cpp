// SPDX-License-Identifier: Apache-2.0
#include "preset_editor.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

#include "panel.h"
#include "viewmodels/preset_store.h"

namespace spikeglass {

using figures::FigurePreset;

PresetEditor::PresetEditor(PresetStore* store, const FigurePreset& from, QWidget* parent)
    : QDialog(parent),
      m_store(store),
      m_preset(from),
      m_before(store->isOwn(from.name) ? from.name : QString()),
      m_title(new QLineEdit(this)),
      m_families(new QLineEdit(from.families.join(QStringLiteral(", ")), this)),
      m_said(new TextLabel({}, TextLabel::Small | TextLabel::Wrap, this)) {
    setWindowTitle(m_before.isEmpty() ? tr("A preset of one's own") : tr("Change the preset"));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(18, 16, 18, 14);
    form->setSpacing(8);
    m_title->setObjectName(QStringLiteral("presetTitle"));
    m_title->setText(m_before.isEmpty() ? tr("%1, my own").arg(from.title) : from.title);
    m_title->setMinimumWidth(260);
    m_families->setObjectName(QStringLiteral("presetFonts"));
    m_families->setToolTip(tr("The first that is installed"));
    form->addRow(tr("Name"), m_title);
    form->addRow(tr("Fonts"), m_families);
    struct Number {
        const char* objectName;
        QString name, suffix;
        double FigurePreset::*field;
        double least, most;
        int decimals;
    };
    const Number numbers[] = {
        {"presetWidth", tr("Width"), tr(" mm"), &FigurePreset::widthMm, 20, 2000, 1},
        {"presetMostHeight", tr("Greatest height"), tr(" mm"), &FigurePreset::mostHeightMm, 20, 2000, 1},
        {"presetLabel", tr("Labels"), tr(" pt"), &FigurePreset::labelSize, 2, 200, 1},
        {"presetTick", tr("Numbers"), tr(" pt"), &FigurePreset::tickSize, 2, 200, 1},
        {"presetLeast", tr("Smallest text"), tr(" pt"), &FigurePreset::leastSize, 2, 200, 1},
        {"presetLetter", tr("Panel letters"), tr(" pt"), &FigurePreset::letterSize, 2, 200, 1},
        {"presetLine", tr("Axes"), tr(" pt"), &FigurePreset::lineWidth, 0.05, 20, 2},
        {"presetTrace", tr("Curves"), tr(" pt"), &FigurePreset::traceWidth, 0.05, 20, 2},
        {"presetDpi", tr("Resolution"), tr(" dpi"), &FigurePreset::dpi, 30, 2400, 0},
    };
    for (const Number& number : numbers) {
        auto* box = new QDoubleSpinBox(this);
        box->setObjectName(QLatin1String(number.objectName));
        box->setRange(number.least, number.most);
        box->setDecimals(number.decimals);
        box->setSuffix(number.suffix);
        box->setValue(from.*number.field);
        form->addRow(number.name, box);
        m_numbers.emplace_back(box, number.field);
    }
    m_said->setWarning(true);
    m_said->hide();
    form->addRow(m_said);
    auto* buttons = new QDialogButtonBox(this);
    QPushButton* save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("primaryButton"));
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &PresetEditor::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    m_title->selectAll();
}

void PresetEditor::accept() {
    FigurePreset made = m_preset;
    made.title = m_title->text();
    made.families.clear();
    for (const QString& family : m_families->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) made.families << family.trimmed();
    if (made.families.isEmpty()) made.families << QStringLiteral("sans-serif");
    for (const auto& [box, field] : m_numbers) made.*field = box->value();
    auto saved = m_store->save(made, m_before);
    if (saved) {
        m_preset = std::move(*saved);
        return QDialog::accept();
    }
    m_said->setText(QString::fromStdString(saved.error().message));
    m_said->show();
}

}  // namespace spikeglass
