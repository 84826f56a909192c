// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QWidget>

class QLineEdit;

namespace spikeglass {

/// The name of a file, typed or chosen in a file dialog. Belongs to the window's thread.
class PathField : public QWidget {
    Q_OBJECT
  public:
    enum class For { Reading, Writing };
    /// name: what it is, for the file dialog's title and for those who do not see it. filter: as QFileDialog's.
    PathField(For purpose, const QString& name, const QString& filter, QWidget* parent = nullptr);

    QString path() const;
    void setPath(const QString& path);  // says nothing
    QLineEdit* editor() { return m_editor; }

  Q_SIGNALS:
    void pathChanged(const QString& path);  // by the user

  private:
    void choose();

    For m_purpose;
    QString m_filter;
    QLineEdit* m_editor;
};

}  // namespace spikeglass
