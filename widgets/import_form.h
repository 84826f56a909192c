// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

#include "import/import_questions.h"

class QComboBox;
class QGridLayout;
class QVBoxLayout;

namespace spikeglass {

class ImportModel;
class PathField;
class Section;

/// The questions of an import, each with a control and a line that says what it is about; those that are hardly ever answered
/// otherwise, and the card, fold away below. Belongs to the window's thread.
class ImportForm : public QWidget {
    Q_OBJECT
  public:
    /// model outlives it, and has its facts.
    explicit ImportForm(ImportModel* model, QWidget* parent = nullptr);

  private:
    void buildSources();
    void buildCard();
    void showSources();
    void showQuestions();
    void addQuestion(QGridLayout* grid, const ImportQuestion& question);
    QWidget* controlFor(const ImportQuestion& question, QWidget* parent);
    void addRow(QGridLayout* grid, const QString& title, QWidget* control, const QString& hint);

    ImportModel* m_model;
    QVBoxLayout* m_column;
    QGridLayout* m_sources;
    QComboBox *m_configKind = nullptr, *m_tokenizer;
    PathField *m_config = nullptr, *m_tokenizerFile;
    QWidget *m_usual, *m_uncommon;  // the questions, made anew when others are asked
    Section *m_uncommonSection, *m_cardSection;
    std::vector<ImportQuestion> m_shown;
    bool m_showing = false;
};

}  // namespace spikeglass
