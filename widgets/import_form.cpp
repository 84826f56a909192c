// SPDX-License-Identifier: Apache-2.0
#include "import_form.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "panel.h"
#include "path_field.h"
#include "section.h"
#include "viewmodels/import_model.h"
#include "viewmodels/import_words.h"

namespace spikeglass {
namespace {

constexpr int kTitleWidth = 132;

QGridLayout* gridIn(QWidget* widget) {
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(0, kTitleWidth);
    grid->setColumnStretch(1, 1);
    return grid;
}

bool sameQuestion(const ImportQuestion& a, const ImportQuestion& b) {
    return a.name == b.name && a.choices == b.choices && a.low == b.low && a.high == b.high;
}

QString objectNameOf(const ImportQuestion& question) { return QStringLiteral("answer_") + QString::fromStdString(question.name); }

}  // namespace

ImportForm::ImportForm(ImportModel* model, QWidget* parent)
    : QWidget(parent), m_model(model), m_column(new QVBoxLayout(this)), m_usual(new QWidget(this)), m_uncommon(new QWidget(this)) {
    m_column->setContentsMargins(18, 10, 18, 10);
    m_column->setSpacing(0);
    buildSources();
    setFocusProxy(m_configKind != nullptr ? m_configKind : m_tokenizer);
    m_column->addWidget(m_usual);
    m_uncommonSection = new Section(tr("Hardly ever otherwise"), m_uncommon, this);
    m_uncommonSection->setObjectName(QStringLiteral("importUncommon"));
    m_uncommonSection->setOpen(false);
    m_column->addWidget(m_uncommonSection);
    buildCard();
    m_column->addStretch(1);
    // Queued: a control may have said it that is about to be made anew.
    connect(m_model, &ImportModel::questionsChanged, this, &ImportForm::showQuestions, Qt::QueuedConnection);
    showQuestions();
}

void ImportForm::addRow(QGridLayout* grid, const QString& title, QWidget* control, const QString& hint) {
    const int row = grid->rowCount();
    auto* label = new TextLabel(title, TextLabel::Plain, grid->parentWidget());
    label->setBuddy(control);
    if (control->accessibleName().isEmpty()) control->setAccessibleName(title);
    control->setAccessibleDescription(hint);
    grid->addWidget(label, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
    grid->addWidget(control, row, 1);
    if (!hint.isEmpty()) grid->addWidget(new TextLabel(hint, TextLabel::Small | TextLabel::Secondary | TextLabel::Wrap, grid->parentWidget()), row + 1, 1);
    grid->setRowMinimumHeight(row + 2, 6);
}

/// Where the tokenizer and, of a SpikeDecoder, the configuration come from.
void ImportForm::buildSources() {
    auto* sources = new QWidget(this);
    m_sources = gridIn(sources);
    if (m_model->facts()->architecture == "spikedecoder") {
        m_configKind = new QComboBox(sources);
        m_configKind->setObjectName(QStringLiteral("importConfigKind"));
        m_configKind->addItems({tr("answer here"), tr("a configuration file")});
        addRow(m_sources, tr("Configuration"), m_configKind, tr("Weights of a SpikeDecoder do not say all of how it was made"));
        m_config = new PathField(PathField::For::Reading, tr("Configuration file"), tr("Configurations (*.json);;All files (*)"), sources);
        m_config->setObjectName(QStringLiteral("importConfig"));
        m_sources->addWidget(m_config, m_sources->rowCount(), 1);
        connect(m_configKind, &QComboBox::currentIndexChanged, this, [this](int kind) {
            if (!m_showing) m_model->setConfig(kind == 1 ? std::optional(m_config->path()) : std::nullopt);
        });
        connect(m_config, &PathField::pathChanged, this, [this](const QString& path) { m_model->setConfig(path); });
    }
    m_tokenizer = new QComboBox(sources);
    m_tokenizer->setObjectName(QStringLiteral("importTokenizer"));
    addRow(m_sources, tr("Tokenizer"), m_tokenizer, tr("Which text each token stands for; a file of weights never says it"));
    m_tokenizerFile = new PathField(PathField::For::Reading, tr("Tokenizer file"), tr("Tokenizers and texts (*.json *.txt);;All files (*)"), sources);
    m_tokenizerFile->setObjectName(QStringLiteral("importTokenizerFile"));
    m_sources->addWidget(m_tokenizerFile, m_sources->rowCount(), 1);
    connect(m_tokenizer, &QComboBox::currentIndexChanged, this, [this] {
        if (m_showing) return;
        m_model->setTokenizer(static_cast<ImportModel::Tokenizer>(m_tokenizer->currentData().toInt()), {});
        showSources();
    });
    connect(m_tokenizerFile, &PathField::pathChanged, this, [this](const QString& path) { m_model->setTokenizer(m_model->tokenizer(), path); });
    m_column->addWidget(sources);
}

void ImportForm::buildCard() {
    auto* card = new QWidget(this);
    QGridLayout* grid = gridIn(card);
    const auto text = [&](const char* objectName, const QString& entry, const QString& title, const QString& hint) {
        auto* editor = new QLineEdit(card);
        editor->setObjectName(QLatin1String(objectName));
        editor->setProperty("framed", true);
        editor->setMaxLength(4000);
        addRow(grid, title, editor, hint);
        connect(editor, &QLineEdit::textEdited, this, [this, entry](const QString& value) { m_model->setText(entry, value); });
    };
    text("importName", QStringLiteral("name"), tr("Name"), tr("What the window calls it; else the file's name"));
    text("importLicence", QStringLiteral("licence"), tr("Licence"), tr("As its authors state it, such as Apache-2.0"));
    text("importTrainingText", QStringLiteral("training_text"), tr("Trained on"), {});
    auto* file = new PathField(PathField::For::Reading, tr("Card file"), tr("Cards (*.json);;All files (*)"), card);
    file->setObjectName(QStringLiteral("importCard"));
    file->setPath(m_model->card());
    addRow(grid, tr("Card file"), file, tr("What a training of one's own wrote beside the weights, if there is one"));
    connect(file, &PathField::pathChanged, m_model, &ImportModel::setCard);
    m_cardSection = new Section(tr("Model card"), card, this);
    m_cardSection->setObjectName(QStringLiteral("importCardSection"));
    m_cardSection->setOpen(!m_model->card().isEmpty());
    m_column->addWidget(m_cardSection);
}

void ImportForm::showSources() {
    m_showing = true;
    if (m_configKind != nullptr) {
        m_configKind->setCurrentIndex(m_model->hasConfig() ? 1 : 0);
        m_config->setVisible(m_model->hasConfig());
        m_config->setPath(m_model->config());
    }
    const auto kinds = m_model->tokenizers();
    m_tokenizer->clear();
    for (const ImportModel::Tokenizer kind : kinds)
        m_tokenizer->addItem(tokenizerName(kind, *m_model->facts(), m_model->hasConfig()), static_cast<int>(kind));
    m_tokenizer->setCurrentIndex(m_tokenizer->findData(static_cast<int>(m_model->tokenizer())));
    m_tokenizerFile->setVisible(m_model->tokenizer() == ImportModel::Tokenizer::File || m_model->tokenizer() == ImportModel::Tokenizer::Text);
    m_tokenizerFile->setPath(m_model->tokenizerPath());
    m_showing = false;
}

void ImportForm::showQuestions() {
    showSources();
    const std::vector<ImportQuestion> asked = m_model->questions();
    if (std::equal(asked.begin(), asked.end(), m_shown.begin(), m_shown.end(), sameQuestion) && m_usual->layout() != nullptr) return;
    m_shown = asked;
    const QWidget* focus = focusWidget();
    const QString focused = focus != nullptr ? focus->objectName() : QString();
    QWidget *usual = new QWidget(this), *uncommon = new QWidget(m_uncommonSection);
    QGridLayout *first = gridIn(usual), *second = gridIn(uncommon);
    for (const ImportQuestion& question : asked) addQuestion(question.uncommon ? second : first, question);
    delete m_column->replaceWidget(m_usual, usual);
    m_usual->hide();
    m_usual->deleteLater();
    m_uncommonSection->setContent(uncommon);
    m_usual = usual;
    m_uncommon = uncommon;
    m_uncommonSection->setVisible(std::any_of(asked.begin(), asked.end(), [](const ImportQuestion& question) { return question.uncommon; }));
    // Through the questions before what follows them.
    static const QRegularExpression answers(QStringLiteral("^answer_"));
    QList<QWidget*> order{m_tokenizerFile->editor()};
    order << m_usual->findChildren<QWidget*>(answers) << m_uncommonSection->heading() << m_uncommon->findChildren<QWidget*>(answers);
    for (int i = 1; i < order.size(); ++i) setTabOrder(order[i - 1], order[i]);
    for (const QWidget* part : {m_usual, m_uncommon})
        if (auto* again = focused.isEmpty() ? nullptr : part->findChild<QWidget*>(focused)) again->setFocus();
}

void ImportForm::addQuestion(QGridLayout* grid, const ImportQuestion& question) {
    QWidget* control = controlFor(question, grid->parentWidget());
    control->setObjectName(objectNameOf(question));
    addRow(grid, questionTitle(question), control, questionHint(question));
}

QWidget* ImportForm::controlFor(const ImportQuestion& question, QWidget* parent) {
    const QString name = QString::fromStdString(question.name), answer = m_model->answer(question);
    if (question.kind == ImportQuestion::Kind::Whole) {
        auto* box = new QSpinBox(parent);
        box->setRange(static_cast<int>(question.low), static_cast<int>(question.high));
        box->setValue(answer.toInt());
        connect(box, &QSpinBox::valueChanged, this, [this, name](int value) { m_model->setAnswer(name, QString::number(value)); });
        return box;
    }
    if (question.kind == ImportQuestion::Kind::Real) {
        auto* box = new QDoubleSpinBox(parent);
        box->setDecimals(6);
        box->setRange(question.low, question.high);
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        box->setValue(answer.toDouble());
        connect(box, &QDoubleSpinBox::valueChanged, this, [this, name](double value) { m_model->setAnswer(name, QString::number(value, 'g', 12)); });
        return box;
    }
    auto* box = new QComboBox(parent);
    for (const std::string& choice : question.choices) {
        const QString word = QString::fromStdString(choice);
        box->addItem(choiceName(question, word), word);
    }
    box->setCurrentIndex(box->findData(answer));
    connect(box, &QComboBox::currentIndexChanged, this, [this, name, box] { m_model->setAnswer(name, box->currentData().toString()); });
    return box;
}

}  // namespace spikeglass
