// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <atomic>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "import/import_questions.h"
#include "import/weight_import.h"

namespace spikeglass {

/// Weights of PyTorch or safetensors becoming a checkpoint: reads what the file says, keeps the answers to what it cannot say
/// and checks them, and writes. Files are read and written on a thread of its own, one thing at a time. Lives in the window's
/// thread.
class ImportModel : public QObject {
    Q_OBJECT
  public:
    enum class Stage { Reading, Refused, Asking, Writing, Done };
    enum class Tokenizer { Configured, Card, File, Text, None };

    /// folder: where checkpoints go if there is no writing beside the weights; made when it is needed.
    ImportModel(const QString& path, const QString& folder, QObject* parent = nullptr);
    ~ImportModel() override;  // cancels, and waits until that is done

    Stage stage() const { return m_stage; }
    const QString& path() const { return m_path; }
    /// Null while it is being read, and if it was refused.
    const WeightFacts* facts() const { return m_facts ? &*m_facts : nullptr; }
    /// One sentence: why the file is refused, or what is amiss in the answers; empty: nothing.
    const QString& problem() const { return m_problem; }
    bool mayStart() const { return m_stage == Stage::Asking && m_problem.isEmpty() && !m_checking; }
    /// Something is being read, checked or written.
    bool isBusy() const { return m_busy || m_checking; }
    double progress() const { return m_part; }  // of the writing, 0 to 1

    /// What is asked now; nothing where a configuration file answers it.
    std::vector<ImportQuestion> questions() const;
    QString answer(const ImportQuestion& question) const;
    void setAnswer(const QString& name, const QString& value);
    /// A SpikeDecoder's configuration; empty: the questions take its place.
    const QString& config() const { return m_config; }
    void setConfig(const std::optional<QString>& path);
    bool hasConfig() const { return m_hasConfig; }
    std::vector<Tokenizer> tokenizers() const;  // that there can be
    Tokenizer tokenizer() const { return m_tokenizer; }
    const QString& tokenizerPath() const { return m_tokenizerPath; }
    void setTokenizer(Tokenizer kind, const QString& path = {});
    /// Of the card: "name", "licence", "training_text", "notes".
    void setText(const QString& name, const QString& text);
    const QString& card() const { return m_card; }
    void setCard(const QString& path);
    void setHalf(bool on);

    const QString& output() const { return m_output; }
    void setOutput(const QString& path);
    bool outputExists() const;
    static QString suggestedOutput(const QString& path, const QString& folder);

    /// Writes what there are answers for; whatever has the output's name is replaced. Precondition: mayStart().
    void start();
    /// The writing, of which nothing is left then.
    void cancel();
    /// As start() writes with.
    ImportOptions options() const;

  Q_SIGNALS:
    void stageChanged();
    void questionsChanged();  // or an answer that others depend on
    void problemChanged();
    void progressed(double part);
    void imported(const QString& path, const QStringList& notes);
    void cancelled();

  private:
    void run(const std::function<std::function<void()>()>& work);
    void setStage(Stage stage);
    void setProblem(const QString& sentence);
    void adoptFacts(const WeightFacts& facts);
    void change();
    void check();
    QString missing() const;
    void finishWriting(const Result<std::vector<std::string>>& notes);

    QString m_path, m_folder, m_madeFolder;
    Stage m_stage = Stage::Reading;
    QString m_problem;
    std::optional<WeightImport> m_import;
    std::optional<WeightFacts> m_facts;
    ImportAnswers m_answers;
    QString m_config, m_card, m_tokenizerPath, m_output;
    bool m_hasConfig = false, m_half = false, m_checking = false;
    Tokenizer m_tokenizer = Tokenizer::None;
    std::vector<std::pair<std::string, std::string>> m_texts;
    QTimer m_checkSoon;
    std::thread m_thread;
    bool m_busy = false;  // the thread has something to say yet
    std::atomic<bool> m_cancel = false;
    double m_part = 0;
};

}  // namespace spikeglass
