// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/ladder_model.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>

#include "energy/pricing_model.h"
#include "engine/comparison_csv.h"
#include "viewmodels/engine_words.h"
#include "viewmodels/number_format.h"
#include "viewmodels/table_data.h"

namespace spikeglass {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

void LadderModel::reset(const std::vector<LadderVariant>& variants) {
    beginResetModel();
    m_rows.clear();
    for (const LadderVariant& variant : variants) m_rows.emplace_back().variant = variant;
    endResetModel();
}

void LadderModel::changed(int row) { Q_EMIT dataChanged(index(row, 0), index(row, kColumns - 1)); }

void LadderModel::setProgress(int row, double part) {
    Row& r = m_rows[static_cast<std::size_t>(row)];
    r.state = State::Running;
    r.part = part;
    Q_EMIT dataChanged(index(row, Progress), index(row, Progress));
}

void LadderModel::finish(int row, const Score& score, std::vector<std::string> sites) {
    Row& r = m_rows[static_cast<std::size_t>(row)];
    r.state = State::Done;
    r.part = 1;
    r.score = score;
    r.sites = std::move(sites);
    changed(row);
    Q_EMIT rowFinished(row);
}

void LadderModel::fail(int row, const QString& sentence) {
    Row& r = m_rows[static_cast<std::size_t>(row)];
    r.state = State::Failed;
    r.part = 1;
    r.reason = sentence;
    changed(row);
}

void LadderModel::leaveRest() {
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].state != State::Waiting && m_rows[row].state != State::Running) continue;
        m_rows[row].state = State::Left;
        m_rows[row].part = 0;
        changed(static_cast<int>(row));
    }
}

void LadderModel::setPricing(std::size_t model) {
    if (model == m_pricing || model >= pricingModels().size()) return;
    m_pricing = model;
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, Energy), index(rowCount() - 1, Ratio));
    Q_EMIT pricingChanged();
}

const Score::Energy* LadderModel::energyOf(const Row& row) const {
    const PricingModel& pricing = pricingModels()[m_pricing];
    if (row.state != State::Done || !pricesFamily(pricing, row.variant.architecture)) return nullptr;
    const auto found = row.score.energy.find(std::string(pricing.id));
    return found == row.score.energy.end() ? nullptr : &found->second;
}

double LadderModel::joules(int row) const {
    const Score::Energy* energy = energyOf(at(row));
    return energy ? energy->thisJoules : kNaN;
}

double LadderModel::ratio(int row) const {
    const Score::Energy* energy = energyOf(at(row));
    return energy && energy->thisJoules > 0 ? energy->analogJoules / energy->thisJoules : kNaN;
}

double LadderModel::progress() const {
    double sum = 0;
    for (const Row& row : m_rows) sum += row.part;
    return m_rows.empty() ? 0 : sum / static_cast<double>(m_rows.size());
}

int LadderModel::finished() const {
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row& r) { return r.state == State::Done; }));
}

std::string LadderModel::csv() const {
    std::vector<std::string> sites;
    for (const Row& row : m_rows)
        for (const std::string& site : row.sites)
            if (std::find(sites.begin(), sites.end(), site) == sites.end()) sites.push_back(site);
    std::string text = comparisonCsvHeading(sites);
    for (const Row& row : m_rows)
        if (row.state == State::Done)
            text += comparisonCsvLine(row.variant.title.toStdString(), row.variant.path.toStdString(),
                                      row.variant.choiceName.toStdString(), nameOf(WeightType::Float32), row.score, sites);
    return text;
}

QByteArray LadderModel::json() const {
    QJsonArray rows;
    for (const Row& row : m_rows) {
        if (row.state != State::Done) continue;
        QJsonObject energy;
        for (const auto& [pricing, joules] : row.score.energy)
            energy.insert(QString::fromStdString(pricing), QJsonObject{{QStringLiteral("this"), joules.thisJoules}, {QStringLiteral("analog"), joules.analogJoules}});
        rows.append(QJsonObject{{QStringLiteral("model"), row.variant.title},
                                {QStringLiteral("choice"), row.variant.choiceName},
                                {QStringLiteral("bits_per_character"), row.score.bitsPerCharacter},
                                {QStringLiteral("mean_firing_rate"), row.score.meanFiringRate},
                                {QStringLiteral("energy"), energy}});
    }
    return QJsonDocument(rows).toJson();
}

QString LadderModel::tabSeparated() const {
    TableData table;
    for (int column = 0; column < Progress; ++column)
        table.header << headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    // Joules, not the shown text with its prefix: a spreadsheet is to calculate with it.
    table.header[Energy] = tr("energy (J / token)");
    for (const Row& row : m_rows) {
        if (row.state != State::Done) continue;
        QVariantList values;
        for (int column = 0; column < Progress; ++column) values << value(row, column);
        table.rows.push_back(values);
    }
    return table.tabSeparated();
}

int LadderModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LadderModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QVariant LadderModel::value(const Row& row, int column) const {
    const Score& s = row.score;
    if (column == Model) return row.variant.title;
    if (column == Choice) return row.variant.choiceName;
    if (column == Progress) return static_cast<int>(row.state) + row.part;
    if (row.state != State::Done) return kNaN;
    const int number = static_cast<int>(&row - m_rows.data());
    switch (column) {
        case Bits: return s.bitsPerCharacter;
        case Top1: return s.top1Accuracy;
        case FiringRate: return s.meanFiringRate;
        case Ac: return static_cast<qlonglong>(s.operations.ac);
        case Mac: return static_cast<qlonglong>(s.operations.mac);
        case Energy: return joules(number);
        case Ratio: return ratio(number);
        case Speed: return s.secondsPerToken > 0 ? 1 / s.secondsPerToken : kNaN;
        default: return {};
    }
}

bool LadderModel::isMarked(const Row& row) const { return isRatioMarked(row.score.twinInFull, pricingModels()[m_pricing]); }

QString LadderModel::shown(const Row& row, int column) const {
    const QVariant v = value(row, column);
    if (column == Model || column == Choice) return v.toString();
    if (column == Progress) {
        switch (row.state) {
            case State::Waiting: return tr("waiting");
            case State::Running: return formatPercent(row.part);
            case State::Done: return tr("%1 characters").arg(formatCount(row.score.characters));
            case State::Failed: return row.reason;
            case State::Left: return tr("not run");
        }
    }
    if (row.state != State::Done || std::isnan(v.toDouble())) return QStringLiteral("–");
    switch (column) {
        case Bits: return QLocale().toString(v.toDouble(), 'f', 3);
        case Top1:
        case FiringRate: return formatPercent(v.toDouble());
        case Ac:
        case Mac: return formatCount(static_cast<std::int64_t>(v.toLongLong()));
        case Energy: return formatEnergy(v.toDouble());
        case Ratio: return formatRatio(v.toDouble(), isMarked(row));
        default: return formatSpeed(v.toDouble());
    }
}

QVariant LadderModel::data(const QModelIndex& index, int role) const {
    const Row& row = at(index.row());
    const bool isText = index.column() <= Choice || index.column() == Progress;
    switch (role) {
        case Qt::DisplayRole: return shown(row, index.column());
        case Qt::UserRole: return value(row, index.column());
        case Qt::TextAlignmentRole: return QVariant((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        case Qt::ToolTipRole:
            if (row.state == State::Done && index.column() == Ratio && isMarked(row)) return ratioMark();
            return row.state == State::Failed ? row.reason : index.column() == Model ? row.variant.path : QString();
        default: return {};
    }
}

QVariant LadderModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    static constexpr const char* kNames[] = {
        QT_TR_NOOP("model"),    QT_TR_NOOP("choice"),      QT_TR_NOOP("bits / character"), QT_TR_NOOP("top-1"),
        QT_TR_NOOP("firing"),   QT_TR_NOOP("AC / token"),  QT_TR_NOOP("MAC / token"),      QT_TR_NOOP("energy / token"),
        QT_TR_NOOP("twin / this"), QT_TR_NOOP("tokens / s"), QT_TR_NOOP("progress")};
    static constexpr const char* kHints[] = {
        QT_TR_NOOP("The checkpoint"),
        QT_TR_NOOP("Which blocks are spiking: a preset's name, or the slots that are analog"),
        QT_TR_NOOP("How badly it guesses the text: −log2 of the probability of each token, per character. Less is better."),
        QT_TR_NOOP("Share of the tokens that it held likeliest"),
        QT_TR_NOOP("Spikes per LIF neuron and timestep"),
        QT_TR_NOOP("Accumulates per token: products whose input is 0 or 1, zeros skipped"),
        QT_TR_NOOP("Multiply-accumulates per token: products whose input is a real number, zeros skipped"),
        QT_TR_NOOP("Joules per token under the pricing model chosen above"),
        QT_TR_NOOP("Energy of the same network all analog, on the same tokens, divided by this energy"),
        QT_TR_NOOP("Measured here and now, without the twin"),
        QT_TR_NOOP("What became of the row")};
    if (role == Qt::DisplayRole) return tr(kNames[section]);
    if (role == Qt::ToolTipRole) return tr(kHints[section]);
    return {};
}

}  // namespace spikeglass
