// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <vector>

#include "viewmodels/selection.h"

class QVBoxLayout;

namespace spikeglass {

/// Sentences about sites that do not do their work, each one click away from its neurons: the first few, and the others
/// on demand. Belongs to the window's thread.
class HealthList : public QWidget {
    Q_OBJECT
  public:
    struct Entry {
        QString text;
        Selection neurons;   // empty: the sentence is about none in particular
        bool warning = true;  // else a note
        bool operator==(const Entry&) const = default;
    };
    static constexpr std::size_t kFirst = 3;  // shown at once

    explicit HealthList(QWidget* parent = nullptr);
    void setEntries(std::vector<Entry> entries);
    const std::vector<Entry>& entries() const { return m_entries; }

  Q_SIGNALS:
    void chosen(const Selection& neurons);

  private:
    class Row;
    void rebuild();

    QVBoxLayout* m_column;
    std::vector<Entry> m_entries;
    std::vector<QWidget*> m_rows;
    bool m_all = false;
};

}  // namespace spikeglass
