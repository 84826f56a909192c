// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

class QGridLayout;

namespace spikeglass {

class TextLabel;

/// Names at the left, values at the right, under a heading; rows without a value are left out. Changing values alone
/// builds nothing anew.
class FactsList : public QWidget {
    Q_OBJECT
  public:
    struct Fact {
        QString name, value;
        QString hint = {};   // tooltip
        bool below = false;  // a longer text, below its name
    };
    explicit FactsList(const QString& heading, QWidget* parent = nullptr);

    void setFacts(const std::vector<Fact>& facts);
    QString value(const QString& name) const;  // empty if there is no such row

  private:
    struct Row {
        TextLabel *name, *value;
        bool below;
    };
    void build(const std::vector<Fact>& facts);

    QGridLayout* m_grid;
    TextLabel* m_heading;
    std::vector<Row> m_rows;
};

}  // namespace spikeglass
