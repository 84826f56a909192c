// SPDX-License-Identifier: Apache-2.0
#include "import_dialog.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "facts_list.h"
#include "import_form.h"
#include "panel.h"
#include "path_field.h"
#include "side_panels.h"
#include "viewmodels/import_model.h"
#include "viewmodels/import_words.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

using Stage = ImportModel::Stage;

constexpr QSize kUsualSize{820, 680};
constexpr int kFactsWidth = 236;

}  // namespace

ImportDialog::ImportDialog(ImportModel* model, QWidget* parent)
    : QDialog(parent),
      m_model(model),
      m_title(new TextLabel(QFileInfo(model->path()).fileName(), TextLabel::Strong | TextLabel::Large | TextLabel::Elide, this)),
      m_said(new TextLabel({}, TextLabel::Wrap, this)) {
    m_model->setParent(this);
    setWindowTitle(tr("Import weights"));
    setObjectName(QStringLiteral("importDialog"));
    m_title->setToolTip(model->path());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(18, 14, 18, 12);
    head->setSpacing(3);
    head->addWidget(m_title);
    head->addWidget(new TextLabel(tr("Weights for PyTorch become a checkpoint that can be opened. Nothing in the file is run, and the file stays as it is."),
                                  TextLabel::Secondary | TextLabel::Wrap, this));
    column->addLayout(head);
    column->addWidget(new Rule(Qt::Horizontal, this));
    m_middle = buildMiddle();
    column->addWidget(m_middle, 1);
    column->addWidget(new Rule(Qt::Horizontal, this));
    column->addWidget(buildFoot());
    resize(kUsualSize);
    // Without a screen nobody drags an edge, and the offscreen platform complains about least sizes.
    if (QGuiApplication::platformName() == QLatin1String("offscreen")) column->setSizeConstraint(QLayout::SetNoConstraint);
    connect(m_model, &ImportModel::stageChanged, this, &ImportDialog::showStage);
    connect(m_model, &ImportModel::problemChanged, this, &ImportDialog::showProblem);
    connect(m_model, &ImportModel::progressed, this, [this](double part) { m_progress->setValue(static_cast<int>(1000 * part)); });
    connect(m_model, &ImportModel::cancelled, this, [this] {
        m_wasCancelled = true;
        showProblem();
    });
    connect(m_model, &ImportModel::imported, this, &QDialog::accept);
    restyle();
    showStage();
}

QWidget* ImportDialog::buildMiddle() {
    auto* middle = new QWidget(this);
    auto* row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* side = new QWidget(middle);
    side->setFixedWidth(kFactsWidth);
    auto* facts = new QVBoxLayout(side);
    facts->setContentsMargins(18, 14, 14, 14);
    m_facts = new FactsList(tr("The file says"), side);
    m_facts->setObjectName(QStringLiteral("importFacts"));
    facts->addWidget(m_facts);
    facts->addStretch(1);
    m_scroll = new QScrollArea(middle);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    row->addWidget(side);
    row->addWidget(new Rule(Qt::Vertical, middle));
    row->addWidget(m_scroll, 1);
    return middle;
}

QWidget* ImportDialog::buildFoot() {
    auto* foot = new QWidget(this);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(18, 12, 18, 12);
    column->setSpacing(8);
    m_target = new QWidget(foot);
    auto* target = new QHBoxLayout(m_target);
    target->setContentsMargins(0, 0, 0, 0);
    target->setSpacing(12);
    m_output = new PathField(PathField::For::Writing, tr("The checkpoint to write"), tr("Checkpoints (*.h5)"), m_target);
    m_output->setObjectName(QStringLiteral("importOutput"));
    m_output->setPath(m_model->output());
    m_half = new QCheckBox(tr("as &float16"), m_target);
    m_half->setObjectName(QStringLiteral("importHalf"));
    m_half->setToolTip(tr("Half the size on disk; weights are rounded to 11 bits"));
    auto* name = new TextLabel(tr("Write to"), TextLabel::Plain, m_target);
    name->setBuddy(m_output);
    target->addWidget(name);
    target->addWidget(m_output, 1);
    target->addWidget(m_half);
    m_said->setObjectName(QStringLiteral("importSaid"));
    m_said->setAccessibleName(tr("What is missing or wrong"));
    m_progress = new QProgressBar(foot);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(6);
    m_progress->setAccessibleName(tr("Progress of the import"));
    m_cancel = new QPushButton(tr("Cancel"), foot);
    m_cancel->setObjectName(QStringLiteral("importCancel"));
    m_cancel->setAutoDefault(false);
    m_start = new QPushButton(tr("&Import and open"), foot);
    m_start->setObjectName(QStringLiteral("primaryButton"));
    m_start->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addWidget(m_said, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_start);
    column->addWidget(m_target);
    column->addWidget(m_progress);
    column->addLayout(buttons);
    connect(m_output, &PathField::pathChanged, this, [this](const QString& path) {
        m_mayReplace = false;
        m_model->setOutput(path);
    });
    connect(m_half, &QCheckBox::toggled, m_model, &ImportModel::setHalf);
    connect(m_start, &QPushButton::clicked, this, &ImportDialog::start);
    connect(m_cancel, &QPushButton::clicked, this, &ImportDialog::reject);
    return foot;
}

void ImportDialog::showStage() {
    const Stage stage = m_model->stage();
    const bool asking = stage == Stage::Asking;
    if (asking && m_form == nullptr) {
        std::vector<FactsList::Fact> facts;
        for (const auto& [name, value] : factsInWords(*m_model->facts())) facts.push_back({name, value});
        m_facts->setFacts(facts);
        m_form = new ImportForm(m_model, m_scroll);
        m_scroll->setWidget(m_form);
    }
    m_middle->setEnabled(asking);
    m_target->setEnabled(asking);
    if (asking) m_form->setFocus();  // what is disabled takes none
    m_target->setVisible(stage != Stage::Refused);
    m_progress->setVisible(stage == Stage::Reading || stage == Stage::Writing);
    m_progress->setRange(0, stage == Stage::Reading ? 0 : 1000);  // 0: how long it takes is not known
    m_progress->setValue(0);
    m_start->setVisible(stage != Stage::Refused);
    m_cancel->setText(stage == Stage::Refused ? tr("Close") : tr("Cancel"));
    if (stage == Stage::Writing) m_cancel->setFocus();
    showProblem();
}

void ImportDialog::showProblem() {
    m_start->setEnabled(m_model->mayStart());
    m_start->setText(m_mayReplace ? tr("&Replace it and open") : tr("&Import and open"));
    switch (m_model->stage()) {
        case Stage::Reading: return say(tr("Reading…"), false);
        case Stage::Writing: return say(tr("Writing %1…").arg(QFileInfo(m_model->output()).fileName()), false);
        case Stage::Refused: return say(m_model->problem(), true);
        case Stage::Done: return;
        case Stage::Asking: break;
    }
    if (!m_model->problem().isEmpty()) return say(m_model->problem(), true);
    if (m_mayReplace) return say(tr("%1 is there already.").arg(m_model->output()), true);
    say(m_wasCancelled ? tr("Cancelled; nothing was written.") : QString(), false);
}

void ImportDialog::start() {
    m_wasCancelled = false;
    // What is there is replaced only by who has read that it is there.
    if (m_model->outputExists() && !m_mayReplace) {
        m_mayReplace = true;
        return showProblem();
    }
    m_model->start();
}

void ImportDialog::reject() {
    if (m_model->stage() == Stage::Writing) return m_model->cancel();
    QDialog::reject();
}

void ImportDialog::say(const QString& sentence, bool warning) {
    m_said->setText(sentence);
    m_said->setWarning(warning);
    m_said->setAccessibleDescription(sentence);
}

void ImportDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (changesAppearance(*event) && !m_restyling) restyle();
}

void ImportDialog::restyle() {
    m_restyling = true;
    QPalette palette = m_scroll->palette();
    palette.setColor(QPalette::Window, currentTheme().window);
    m_scroll->setPalette(palette);
    m_restyling = false;
}

}  // namespace spikeglass
