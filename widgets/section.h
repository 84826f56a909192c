// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QToolButton;

namespace spikeglass {

/// A part of a column that folds away behind its heading. Owns its content.
class Section : public QWidget {
    Q_OBJECT
  public:
    Section(const QString& title, QWidget* content, QWidget* parent = nullptr);

    QWidget* content() { return m_content; }
    /// In place of the one before, which is deleted later.
    void setContent(QWidget* content);
    bool isOpen() const { return m_open; }
    void setOpen(bool open);
    QToolButton* heading() { return m_heading; }

  Q_SIGNALS:
    void openChanged(bool open);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void restyle();

    QToolButton* m_heading;
    QWidget* m_content;
    bool m_open = true;
    bool m_restyling = false;
};

}  // namespace spikeglass
