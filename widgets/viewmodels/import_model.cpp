// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/import_model.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <memory>
#include <utility>

namespace spikeglass {
namespace {

constexpr int kCheckMilliseconds = 120;    // after the last change
constexpr double kProgressStep = 0.005;    // that is worth a word to the window

}  // namespace

ImportModel::ImportModel(const QString& path, const QString& folder, QObject* parent)
    : QObject(parent), m_path(QFileInfo(path).absoluteFilePath()), m_folder(folder), m_output(suggestedOutput(m_path, folder)) {
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(kCheckMilliseconds);
    connect(&m_checkSoon, &QTimer::timeout, this, &ImportModel::check);
    run([this, file = m_path.toStdString()]() -> std::function<void()> {
        auto opened = std::make_shared<Result<WeightImport>>(WeightImport::open(file, [this] { return m_cancel.load(); }));
        auto facts = *opened ? (*opened)->facts() : tl::unexpected(opened->error());
        return [this, opened, facts = std::move(facts)] {
            if (!facts) {
                setProblem(QString::fromStdString(facts.error().message));
                return setStage(Stage::Refused);
            }
            m_import = std::move(**opened);
            adoptFacts(*facts);
        };
    });
}

ImportModel::~ImportModel() {
    m_cancel = true;
    if (m_thread.joinable()) m_thread.join();
    if (m_stage == Stage::Writing && !m_madeFolder.isEmpty()) QDir().rmdir(m_madeFolder);
}

QString ImportModel::suggestedOutput(const QString& path, const QString& folder) {
    const QFileInfo file(path);
    const bool writable = QFileInfo(file.absolutePath()).isWritable();
    return QDir(writable ? file.absolutePath() : folder).filePath(file.completeBaseName() + QStringLiteral(".h5"));
}

/// Does something on the thread, then what it returns in the window's. Precondition: nothing is being done.
void ImportModel::run(const std::function<std::function<void()>()>& work) {
    if (m_thread.joinable()) m_thread.join();
    m_busy = true;
    m_cancel = false;
    m_thread = std::thread([this, work] {
        QMetaObject::invokeMethod(
            this, [this, then = work()] {
                m_busy = false;
                then();
            },
            Qt::QueuedConnection);
    });
}

void ImportModel::setStage(Stage stage) {
    m_stage = stage;
    Q_EMIT stageChanged();
}

void ImportModel::setProblem(const QString& sentence) {
    m_problem = sentence;
    Q_EMIT problemChanged();
}

void ImportModel::adoptFacts(const WeightFacts& facts) {
    m_facts = facts;
    m_config = QString::fromStdString(facts.config);
    m_hasConfig = !m_config.isEmpty();
    m_card = QString::fromStdString(facts.card);
    m_tokenizerPath = QString::fromStdString(facts.tokenizer);
    const std::vector<Tokenizer> possible = tokenizers();
    m_tokenizer = !m_tokenizerPath.isEmpty() && !m_hasConfig ? Tokenizer::File : possible.front();
    setStage(Stage::Asking);
    Q_EMIT questionsChanged();
    check();
}

std::vector<ImportQuestion> ImportModel::questions() const {
    if (!m_facts || m_hasConfig) return {};
    return importQuestions(*m_facts, m_answers);
}

QString ImportModel::answer(const ImportQuestion& question) const { return QString::fromStdString(answerTo(question, m_answers)); }

void ImportModel::setAnswer(const QString& name, const QString& value) {
    m_answers[name.toStdString()] = value.toStdString();
    Q_EMIT questionsChanged();
    change();
}

void ImportModel::setConfig(const std::optional<QString>& path) {
    m_hasConfig = path.has_value();
    m_config = path.value_or(m_config);
    const std::vector<Tokenizer> possible = tokenizers();
    if (std::find(possible.begin(), possible.end(), m_tokenizer) == possible.end()) m_tokenizer = possible.front();
    Q_EMIT questionsChanged();
    change();
}

std::vector<ImportModel::Tokenizer> ImportModel::tokenizers() const {
    std::vector<Tokenizer> kinds;
    const bool published = m_facts && m_facts->architecture == "spikedecoder" && hasPublishedAlphabet(m_facts->vocabulary);
    if (m_hasConfig || published) kinds.push_back(Tokenizer::Configured);
    if (m_facts && m_facts->cardHasCharacters && !m_card.isEmpty() && !published) kinds.push_back(Tokenizer::Card);
    kinds.insert(kinds.end(), {Tokenizer::File, Tokenizer::Text});
    if (!m_hasConfig && !published) kinds.push_back(Tokenizer::None);
    return kinds;
}

void ImportModel::setTokenizer(Tokenizer kind, const QString& path) {
    m_tokenizer = kind;
    m_tokenizerPath = path;
    change();
}

void ImportModel::setText(const QString& name, const QString& text) {
    const std::string key = name.toStdString();
    std::erase_if(m_texts, [&](const auto& entry) { return entry.first == key; });
    if (!text.isEmpty()) m_texts.emplace_back(key, text.toStdString());
    change();
}

void ImportModel::setCard(const QString& path) {
    m_card = path;
    change();
}

void ImportModel::setHalf(bool on) {
    m_half = on;
    change();
}

void ImportModel::setOutput(const QString& path) {
    m_output = path;
    change();
}

bool ImportModel::outputExists() const { return QFileInfo::exists(m_output); }

ImportOptions ImportModel::options() const {
    ImportOptions options;
    if (!m_facts) return options;
    options = optionsOf(*m_facts, m_answers);
    if (m_hasConfig) {
        options.configText.clear();
        options.config = m_config.toStdString();
    }
    if (m_tokenizer == Tokenizer::File) options.tokenizer = m_tokenizerPath.toStdString();
    if (m_tokenizer == Tokenizer::Text) options.alphabetText = m_tokenizerPath.toStdString();
    options.card = m_card.toStdString();
    if (m_half) options.stored = StoredType::Float16;
    options.texts = m_texts;
    return options;
}

/// What has to be chosen before anything can be checked.
QString ImportModel::missing() const {
    if (m_hasConfig && m_config.isEmpty()) return tr("Choose the configuration file, or answer the questions instead.");
    if (m_tokenizer == Tokenizer::File && m_tokenizerPath.isEmpty())
        return tr("Choose the tokenizer that the network was trained with, or none: then it runs on token ids only.");
    if (m_tokenizer == Tokenizer::Text && m_tokenizerPath.isEmpty()) return tr("Choose the text whose characters are the vocabulary.");
    if (m_output.trimmed().isEmpty()) return tr("Choose where the checkpoint is to be written.");
    return {};
}

void ImportModel::change() {
    if (m_stage != Stage::Asking) return;
    m_checking = true;
    m_checkSoon.start();
    Q_EMIT problemChanged();
}

void ImportModel::check() {
    if (m_stage != Stage::Asking) return;
    if (const QString sentence = missing(); !sentence.isEmpty()) {
        m_checking = false;
        return setProblem(sentence);
    }
    m_checking = true;
    if (m_busy) return m_checkSoon.start();
    run([this, import = *m_import, asked = options()]() -> std::function<void()> {
        return [this, found = import.check(asked)] {
            if (m_checkSoon.isActive()) return;  // something has changed since
            m_checking = false;
            setProblem(found ? QString() : QString::fromStdString(found.error().message));
        };
    });
}

void ImportModel::start() {
    const QString folder = QFileInfo(m_output).absolutePath();
    m_madeFolder = !QFileInfo::exists(folder) && folder == QDir(m_folder).absolutePath() && QDir().mkpath(folder) ? folder : QString();
    m_part = 0;
    setStage(Stage::Writing);
    ImportOptions asked = options();
    const auto said = std::make_shared<double>(-1);
    asked.progress = [this, said](double part) {
        if (part - *said >= kProgressStep) {
            *said = part;
            QMetaObject::invokeMethod(
                this, [this, part] {
                    m_part = part;
                    Q_EMIT progressed(part);
                },
                Qt::QueuedConnection);
        }
        return !m_cancel;
    };
    run([this, import = *m_import, asked = std::move(asked), output = m_output.toStdString()]() -> std::function<void()> {
        return [this, notes = import.write(output, asked)] { finishWriting(notes); };
    });
}

void ImportModel::finishWriting(const Result<std::vector<std::string>>& notes) {
    if (notes) {
        QStringList said;
        for (const std::string& note : *notes) said << QString::fromStdString(note);
        setStage(Stage::Done);
        return Q_EMIT imported(m_output, said);
    }
    if (!m_madeFolder.isEmpty()) QDir().rmdir(m_madeFolder);
    setStage(Stage::Asking);
    if (!m_cancel) return setProblem(QString::fromStdString(notes.error().message));
    Q_EMIT cancelled();
}

void ImportModel::cancel() { m_cancel = true; }

}  // namespace spikeglass
