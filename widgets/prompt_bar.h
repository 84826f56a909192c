// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>
#include <QWidget>

class QToolButton;

namespace spikeglass {

class TextLabel;
class Tokenizer;

/// Where the text begins: one line that grows to a few. Enter runs, Shift+Enter makes a new line.
class PromptBar : public QWidget {
    Q_OBJECT
  public:
    explicit PromptBar(QWidget* parent = nullptr);

    QString prompt() const;
    void setPrompt(const QString& prompt);
    QPlainTextEdit* editor() { return m_edit; }
    /// Selects the first character that a tokenizer cannot read, so that the user sees it.
    void selectUnreadable(const Tokenizer& tokenizer);

    /// What the tokenizer makes of the prompt, where that is something else; empty: nothing to say.
    void setReadAs(const QString& text);
    QString readAs() const { return m_readAs; }

    static QStringList examples();  // from the resources

  Q_SIGNALS:
    void runRequested();
    void promptChanged();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void restyle();
    void fitHeight();
    void fillMenu();

    QPlainTextEdit* m_edit;
    TextLabel* m_note;
    QString m_readAs;
    QToolButton* m_examples;
    bool m_restyling = false;
};

}  // namespace spikeglass
