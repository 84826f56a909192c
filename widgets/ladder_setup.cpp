// SPDX-License-Identifier: Apache-2.0
#include "ladder_setup.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "panel.h"
#include "text/utf8.h"
#include "viewmodels/number_format.h"

namespace spikeglass {
namespace {

constexpr int kRun = 0, kFile = 1;  // sources of the text
constexpr qint64 kLargestText = 256 << 20;  // bytes
constexpr int kUsualCharacters = 20'000;

}  // namespace

LadderSetup::LadderSetup(LadderCatalog* catalog, QWidget* parent)
    : QWidget(parent),
      m_catalog(catalog),
      m_tree(new QTreeWidget(this)),
      m_add(new QPushButton(tr("&Add checkpoint…"), this)),
      m_choose(new QPushButton(tr("Choose &text file…"), this)),
      m_source(new QComboBox(this)),
      m_heldOut(new QSpinBox(this)),
      m_most(new QSpinBox(this)),
      m_said(new TextLabel({}, TextLabel::Small | TextLabel::Secondary | TextLabel::Wrap, this)) {
    m_tree->setHeaderHidden(true);
    m_tree->setAccessibleName(tr("Checkpoints and their choices"));
    m_tree->setToolTip(tr("Each tick is a row of the ladder"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_add->setToolTip(tr("One more checkpoint (HDF5)"));
    for (QPushButton* button : {m_add, m_choose}) button->setAutoDefault(false);  // Enter belongs to the table
    m_source->addItem(tr("this run's text"));
    m_source->addItem(tr("a text file"));
    m_source->setAccessibleName(tr("Text"));
    m_source->setToolTip(tr("The text that every row is scored on"));
    m_choose->setToolTip(tr("A text that the models were not trained on (UTF-8)"));
    m_heldOut->setRange(1, 100);
    m_heldOut->setValue(100);
    m_heldOut->setSuffix(tr(" %"));
    m_heldOut->setAccessibleName(tr("Last part of the text"));
    m_heldOut->setToolTip(tr("Only the last part of the text is read: what a model was trained on says little about it"));
    m_most->setRange(0, 100'000'000);
    m_most->setSingleStep(1000);
    m_most->setValue(kUsualCharacters);
    m_most->setGroupSeparatorShown(true);
    m_most->setSpecialValueText(tr("all"));
    m_most->setAccessibleName(tr("At most so many characters"));
    m_most->setToolTip(tr("At most so many characters of that part; 0: all of it"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(new TextLabel(tr("Rows"), TextLabel::Strong, this));
    column->addWidget(m_tree, 1);
    column->addWidget(m_add);
    column->addSpacing(6);
    column->addWidget(new TextLabel(tr("Text"), TextLabel::Strong, this));
    column->addWidget(m_source);
    column->addWidget(m_choose);
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(new TextLabel(tr("last part"), TextLabel::Plain, this), m_heldOut);
    form->addRow(new TextLabel(tr("characters, at most"), TextLabel::Plain, this), m_most);
    column->addLayout(form);
    column->addWidget(m_said);

    connect(catalog, &LadderCatalog::listed, this, [this] { list(static_cast<int>(m_catalog->checkpoints().size()) - 1); });
    connect(catalog, &LadderCatalog::changed, this, &LadderSetup::list);
    connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) { onTicked(item); });
    connect(m_add, &QPushButton::clicked, this, &LadderSetup::chooseCheckpoint);
    connect(m_choose, &QPushButton::clicked, this, &LadderSetup::chooseText);
    connect(m_source, &QComboBox::currentIndexChanged, this, [this] { say(); });
    for (int i = 0; i < static_cast<int>(catalog->checkpoints().size()); ++i) list(i);
    say();
}

/// One checkpoint with its choices, as the catalog knows them now.
void LadderSetup::list(int checkpoint) {
    m_listing = true;
    const LadderCatalog::Checkpoint& shown = m_catalog->checkpoints()[static_cast<std::size_t>(checkpoint)];
    while (m_tree->topLevelItemCount() <= checkpoint) new QTreeWidgetItem(m_tree);
    QTreeWidgetItem* item = m_tree->topLevelItem(checkpoint);
    qDeleteAll(item->takeChildren());
    item->setText(0, shown.title);
    item->setToolTip(0, shown.path);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
    const auto addNote = [&](const QString& note) {
        auto* child = new QTreeWidgetItem(item, {note});
        child->setFlags(Qt::ItemIsEnabled);
        child->setToolTip(0, note);
        child->setDisabled(true);
    };
    if (!shown.isRead) addNote(tr("reading…"));
    if (!shown.reason.isEmpty()) addNote(shown.reason);
    int wanted = 0;
    for (const LadderCatalog::Choice& choice : shown.choices) {
        auto* child = new QTreeWidgetItem(item, {choice.name});
        child->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        child->setCheckState(0, choice.wanted ? Qt::Checked : Qt::Unchecked);
        wanted += choice.wanted;
    }
    if (shown.choices.empty())
        item->setData(0, Qt::CheckStateRole, {});
    else
        item->setCheckState(0, wanted == 0                                      ? Qt::Unchecked
                               : wanted == static_cast<int>(shown.choices.size()) ? Qt::Checked
                                                                                  : Qt::PartiallyChecked);
    item->setExpanded(wanted > 0 || shown.choices.empty());
    m_listing = false;
    Q_EMIT changed();
}

void LadderSetup::onTicked(QTreeWidgetItem* item) {
    if (m_listing) return;
    QTreeWidgetItem* top = item->parent() ? item->parent() : item;
    const auto checkpoint = static_cast<std::size_t>(m_tree->indexOfTopLevelItem(top));
    const std::size_t choices = m_catalog->checkpoints()[checkpoint].choices.size();
    const bool on = item->checkState(0) == Qt::Checked;
    if (item != top)
        m_catalog->setWanted(checkpoint, static_cast<std::size_t>(top->indexOfChild(item)), on);
    else
        for (std::size_t choice = 0; choice < choices; ++choice) m_catalog->setWanted(checkpoint, choice, on);
    // After Qt is through with the item: it is about to be made anew.
    QMetaObject::invokeMethod(this, [this, checkpoint] { list(static_cast<int>(checkpoint)); }, Qt::QueuedConnection);
}

void LadderSetup::chooseCheckpoint() {
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Add checkpoints"), {},
                                                            tr("Checkpoints (*.h5 *.hdf5);;All files (*)"));
    for (const QString& path : paths) m_catalog->add(path, true);
}

void LadderSetup::chooseText() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose a text"), {}, tr("Texts (*.txt);;All files (*)"));
    if (path.isEmpty()) return;
    const Result<void> taken = setFile(path);
    if (taken) return;
    m_said->setText(QString::fromStdString(taken.error().message));
    m_said->setWarning(true);
}

Result<void> LadderSetup::setFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return fail(tr("%1: cannot be read: %2").arg(path, file.errorString()).toStdString());
    if (file.size() > kLargestText) return fail(tr("%1: is larger than 256 MB, take a part of it").arg(path).toStdString());
    std::string text = file.readAll().toStdString();
    if (const Result<void> valid = checkUtf8(text); !valid) return fail(path.toStdString() + ": " + valid.error().message);
    if (countCharacters(text) < LadderRunner::kLeastCharacters)
        return fail(tr("%1: has %2 characters, a ladder needs at least %3")
                        .arg(path)
                        .arg(countCharacters(text))
                        .arg(LadderRunner::kLeastCharacters)
                        .toStdString());
    m_file = path;
    m_fileText = std::move(text);
    m_source->setCurrentIndex(kFile);
    say();
    return {};
}

void LadderSetup::setRunText(const QString& text, const QString& writtenBy, std::size_t promptCharacters) {
    m_promptCharacters = promptCharacters;
    m_runText = text;
    m_writtenBy = writtenBy;
    // The usual choice where it will do; what was chosen stays.
    if (m_file.isEmpty()) {
        const bool enough = countCharacters(text.toStdString()) >= LadderRunner::kLeastCharacters;
        m_source->setCurrentIndex(enough ? kRun : kFile);
    }
    say();
}

Result<LadderText> LadderSetup::text() const {
    LadderText text{{}, m_heldOut->value() / 100.0, m_most->value()};
    if (m_source->currentIndex() == kFile) {
        if (m_file.isEmpty()) return fail(tr("Choose a text file first: every row is scored on it.").toStdString());
        text.text = m_fileText;
        return text;
    }
    text.text = m_runText.toStdString();
    const std::size_t written = countCharacters(text.text);
    if (written < LadderRunner::kLeastCharacters)
        return fail(tr("This run has written %1 characters, and a ladder needs at least %2: let it write on, or choose a text file.")
                        .arg(written)
                        .arg(LadderRunner::kLeastCharacters)
                        .toStdString());
    return text;
}

void LadderSetup::say() {
    const Result<LadderText> given = text();
    m_said->setWarning(false);
    if (!given)
        m_said->setText(QString::fromStdString(given.error().message));
    else if (m_source->currentIndex() == kRun)
        sayWhoWrote(countCharacters(given->text));
    else
        m_said->setText(tr("%1: %2 characters").arg(QFileInfo(m_file).fileName(),
                                                   formatCount(static_cast<std::int64_t>(countCharacters(given->text)))));
    Q_EMIT changed();
}

/// A prompt is a text of people's; only what was drawn favours the network that drew it.
void LadderSetup::sayWhoWrote(std::size_t characters) {
    const auto count = [](std::size_t number) { return formatCount(static_cast<std::int64_t>(number)); };
    const std::size_t given = std::min(m_promptCharacters, characters);
    if (given == characters)
        m_said->setText(tr("%1 characters, all of the prompt").arg(count(characters)));
    else
        m_said->setText(tr("%1 characters: %2 of the prompt, %3 drawn by %4 from its own guesses, which favours it. A text of people's is fairer.")
                            .arg(count(characters), count(given), count(characters - given), m_writtenBy));
}

void LadderSetup::setLocked(bool locked) {
    for (QWidget* widget : {static_cast<QWidget*>(m_tree), static_cast<QWidget*>(m_add), static_cast<QWidget*>(m_choose),
                            static_cast<QWidget*>(m_source), static_cast<QWidget*>(m_heldOut), static_cast<QWidget*>(m_most)})
        widget->setEnabled(!locked);
}

}  // namespace spikeglass
