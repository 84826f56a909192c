// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>
#include <vector>

class QListWidget;
class QPushButton;

namespace spikeglass {

/// The checkpoints one click away: those that come with the program, and those that were opened last. The open one is
/// marked. Opens nothing itself.
class CheckpointList : public QWidget {
    Q_OBJECT
  public:
    struct Entry {
        QString title, path;
        bool operator==(const Entry&) const = default;
    };
    explicit CheckpointList(QWidget* parent = nullptr);

    void setBundled(const std::vector<Entry>& entries);
    void setRecent(const QStringList& paths);
    void setCurrent(const QString& path);
    QListWidget* list() { return m_list; }

  Q_SIGNALS:
    void chosen(const QString& path);
    void openRequested();

  private:
    void fill();
    void fitHeight();
    void showCurrent();
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

    std::vector<Entry> m_bundled;
    QStringList m_recent;
    QString m_current;
    QListWidget* m_list;
    QPushButton* m_open;
};

}  // namespace spikeglass
