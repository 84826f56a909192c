// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <string>
#include <vector>

#include "engine/score.h"

namespace spikeglass {

/// One row that a ladder is to compute: a checkpoint with a block choice.
struct LadderVariant {
    QString path, title;  // title: the model's, as people call it
    BlockChoice choice;
    QString choiceName;
    std::string architecture;
};

/// The rows of a ladder, from asked for to computed, as a table. Qt::UserRole holds values to sort by. Lives in the
/// window's thread.
class LadderModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { Model, Choice, Bits, Top1, FiringRate, Ac, Mac, Energy, Ratio, Speed, Progress, kColumns };
    enum class State { Waiting, Running, Done, Failed, Left };  // Left: the ladder was stopped before its turn
    struct Row {
        LadderVariant variant;
        State state = State::Waiting;
        double part = 0;  // of the work, 0 to 1
        QString reason;   // of State::Failed: one sentence
        Score score;
        std::vector<std::string> sites;
    };

    explicit LadderModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void reset(const std::vector<LadderVariant>& variants);
    const std::vector<Row>& rows() const { return m_rows; }
    const Row& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    void setProgress(int row, double part);
    void finish(int row, const Score& score, std::vector<std::string> sites);
    void fail(int row, const QString& sentence);
    /// What is not finished will not be.
    void leaveRest();

    /// Index into pricingModels(): of the energy and the ratio.
    void setPricing(std::size_t model);
    std::size_t pricing() const { return m_pricing; }
    double joules(int row) const;  // per token; NaN: not computed, or this model has no price for this family
    double ratio(int row) const;   // twin / this
    /// Of all rows, 0 to 1.
    double progress() const;
    int finished() const;
    /// The finished rows, the columns of `spikeglass-cli compare --csv`.
    std::string csv() const;
    /// The finished rows, as far as a figure of them needs it, as `spikeglass-cli compare --json` has them.
    QByteArray json() const;
    /// The finished rows as the table shows them, tab-separated, for the clipboard.
    QString tabSeparated() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  Q_SIGNALS:
    void rowFinished(int row);
    void pricingChanged();

  private:
    QVariant value(const Row& row, int column) const;
    bool isMarked(const Row& row) const;  // its ratio
    QString shown(const Row& row, int column) const;
    const Score::Energy* energyOf(const Row& row) const;
    void changed(int row);

    std::vector<Row> m_rows;
    std::size_t m_pricing = 0;
};

}  // namespace spikeglass
