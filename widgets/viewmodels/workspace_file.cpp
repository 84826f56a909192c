// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/workspace_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <set>

#include "io/examination.h"
#include "io/json_check.h"

namespace spikeglass {
namespace {

const QString kFormat = QStringLiteral("spikeglass-workspace");

struct Words {
    Q_DECLARE_TR_FUNCTIONS(spikeglass::Workspace)
};

QJsonObject toJson(const BlockChoice& choice, const NetworkInfo& info) {
    QJsonObject slots_;
    for (std::size_t slot = 0; slot < choice.size(); ++slot)
        slots_[QString::fromStdString(info.slotInfos[slot].name)] = choice[slot] == Form::Spiking ? QStringLiteral("snn") : QStringLiteral("ann");
    return slots_;
}

QJsonObject toJson(const Experiment& experiment, const NetworkInfo& info) {
    QJsonArray interventions;
    for (const Intervention& each : experiment.interventions)
        interventions.append(QJsonObject{{QStringLiteral("do"), QString::fromStdString(describe(each, info))}, {QStringLiteral("on"), each.on}});
    const Sampling& s = experiment.sampling;
    return {{QStringLiteral("blocks"), toJson(experiment.choice, info)},
            {QStringLiteral("interventions"), interventions},
            {QStringLiteral("sampling"), QJsonObject{{QStringLiteral("temperature"), s.temperature},
                                                     {QStringLiteral("top_p"), s.topP},
                                                     // As text: numbers of JSON hold 53 bits.
                                                     {QStringLiteral("seed"), QString::number(s.seed)}}}};
}

QJsonObject toJson(const BranchTree::Branch& branch, const NetworkInfo& info) {
    QJsonArray tokens, changes;
    for (const std::int32_t token : branch.script.tokens) tokens.append(token);
    for (const ExperimentChange& change : branch.script.changes) {
        QJsonObject object = toJson(change.experiment, info);
        object[QStringLiteral("from_token")] = static_cast<qint64>(change.token);
        changes.append(object);
    }
    return {{QStringLiteral("id"), branch.id},
            {QStringLiteral("parent"), branch.parent},
            {QStringLiteral("forked_at"), static_cast<qint64>(branch.forkedAt)},
            {QStringLiteral("name"), branch.name},
            {QStringLiteral("beginning"), branch.beginning},
            {QStringLiteral("prompt_tokens"), static_cast<qint64>(branch.script.promptTokens)},
            {QStringLiteral("tokens"), tokens},
            {QStringLiteral("changes"), changes}};
}

/// Reads what fits a network and remembers what did not.
class Fitter {
  public:
    Fitter(const NetworkInfo& info, QStringList* leftOut) : m_info(info), m_leftOut(leftOut) {}

    Experiment experiment(const QJsonObject& json) {
        Experiment made;
        made.choice = BlockChoice::allSpiking(m_info);
        const QJsonObject blocks = json[QStringLiteral("blocks")].toObject();
        for (auto slot = blocks.begin(); slot != blocks.end(); ++slot)
            if (const auto done = made.choice.apply(m_info, (slot.key() + QLatin1Char('=') + slot.value().toString()).toStdString()); !done)
                leaveOut(done.error().message);
        for (const QJsonValue& value : json[QStringLiteral("interventions")].toArray()) {
            auto parsed = parseInterventions(m_info, value[QStringLiteral("do")].toString().toStdString());
            if (!parsed) {
                leaveOut(parsed.error().message);
                continue;
            }
            for (Intervention& each : *parsed) {
                each.on = value[QStringLiteral("on")].toBool(true);
                made.interventions.push_back(std::move(each));
            }
        }
        const QJsonObject sampling = json[QStringLiteral("sampling")].toObject();
        Sampling asked;
        asked.temperature = sampling[QStringLiteral("temperature")].toDouble(asked.temperature);
        asked.topP = sampling[QStringLiteral("top_p")].toDouble(asked.topP);
        bool isNumber = false;
        const std::uint64_t seed = sampling[QStringLiteral("seed")].toString().toULongLong(&isNumber);
        if (isNumber) asked.seed = seed;
        if (const auto fine = asked.check(); fine) made.sampling = asked;
        else leaveOut(fine.error().message);
        return made;
    }

    std::vector<BranchTree::Branch> branches(const QJsonArray& json) {
        std::vector<BranchTree::Branch> made;
        std::set<int> ids;
        for (const QJsonValue& value : json) {
            BranchTree::Branch branch;
            branch.id = value[QStringLiteral("id")].toInt();
            branch.name = value[QStringLiteral("name")].toString();
            if (branch.id <= 0 || !ids.insert(branch.id).second || branch.name.isEmpty() || !script(value.toObject(), branch.script)) {
                leaveOut(Words::tr("a text with damaged tokens").toStdString());
                continue;
            }
            const int parent = value[QStringLiteral("parent")].toInt(-1);
            branch.parent = parent != branch.id && ids.count(parent) ? parent : -1;
            const auto count = static_cast<std::int64_t>(branch.script.tokens.size());
            branch.forkedAt = std::clamp<std::int64_t>(value[QStringLiteral("forked_at")].toInteger(), 0, count);
            branch.beginning = value[QStringLiteral("beginning")].toString();
            made.push_back(std::move(branch));
            if (made.size() == BranchTree::kMost) break;
        }
        return made;
    }

  private:
    bool script(const QJsonObject& json, TextScript& into) {
        for (const QJsonValue& value : json[QStringLiteral("tokens")].toArray()) {
            const double token = value.toDouble(-1);
            if (!(token >= 0) || token >= static_cast<double>(m_info.vocabulary) || token != std::floor(token)) return false;
            into.tokens.push_back(static_cast<std::int32_t>(token));
        }
        const auto count = static_cast<std::int64_t>(into.tokens.size());
        into.promptTokens = std::clamp<std::int64_t>(json[QStringLiteral("prompt_tokens")].toInteger(), 0, count);
        std::int64_t last = -1;
        for (const QJsonValue& value : json[QStringLiteral("changes")].toArray()) {
            const std::int64_t from = value[QStringLiteral("from_token")].toInteger(-1);
            if (from <= last || from >= count) continue;  // before what is there already, or after the end
            into.changes.push_back({from, experiment(value.toObject())});
            last = from;
        }
        return true;
    }
    void leaveOut(const std::string& sentence) {
        const QString said = QString::fromStdString(sentence);
        if (m_leftOut != nullptr && !m_leftOut->contains(said)) *m_leftOut << said;
    }

    const NetworkInfo& m_info;
    QStringList* m_leftOut;
};

}  // namespace

QByteArray writeWorkspace(const Workspace& workspace, const NetworkInfo& info) {
    QJsonArray branches, selection;
    for (const BranchTree::Branch& branch : workspace.branches) branches.append(toJson(branch, info));
    for (const Selection::Site& site : workspace.selection.sites) {
        QJsonArray neurons;
        for (const std::uint32_t neuron : site.neurons) neurons.append(static_cast<qint64>(neuron));
        selection.append(QJsonObject{{QStringLiteral("site"), QString::fromStdString(info.sites[site.site].name)}, {QStringLiteral("neurons"), neurons}});
    }
    QJsonObject layout;
    for (const auto& [name, state] : workspace.layout) layout[name] = QString::fromLatin1(state.toBase64());
    QJsonObject json{
        {QStringLiteral("format"), kFormat},
        {QStringLiteral("version"), WorkspaceFile::kVersion},
        {QStringLiteral("model"), QJsonObject{{QStringLiteral("path"), workspace.modelPath}, {QStringLiteral("sha256"), workspace.modelSha256}}},
        {QStringLiteral("prompt"), workspace.prompt},
        {QStringLiteral("experiment"), toJson(workspace.experiment, info)},
        {QStringLiteral("texts"), branches},
        {QStringLiteral("text_in_window"), workspace.currentBranch},
        {QStringLiteral("selection"), selection},
        {QStringLiteral("run"), QJsonObject{{QStringLiteral("tokens_per_second"), workspace.tokensPerSecond},
                                            {QStringLiteral("tokens"), static_cast<qint64>(workspace.tokensToGenerate)},
                                            {QStringLiteral("window_end"), workspace.windowEnd == WindowEnd::Restart ? QStringLiteral("restart") : QStringLiteral("stop")},
                                            {QStringLiteral("pricing_model"), workspace.pricingModel}}},
        {QStringLiteral("layout"), layout},
        {QStringLiteral("page"), workspace.page},
    };
    if (!workspace.recording.isEmpty()) json.insert(QStringLiteral("recording"), workspace.recording);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<WorkspaceFile> WorkspaceFile::read(const QString& path) {
    return readExamined(path.toStdString(), [&](const Examined&) -> Result<WorkspaceFile> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) return fail(Words::tr("%1: cannot read the workspace: %2").arg(path, file.errorString()).toStdString());
        if (file.size() > kMostBytes)
            return fail(Words::tr("%1: expected a workspace of at most 256 MiB, found %2 MiB").arg(path).arg(file.size() >> 20).toStdString());
        return parse(file.readAll(), path);
    });
}

Result<WorkspaceFile> WorkspaceFile::parse(const QByteArray& text, const QString& path) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(jsonText(text.toStdString())), &error);
    if (document.isNull())
        return fail(Words::tr("%1: expected a workspace (JSON), found none: %2").arg(path, error.errorString()).toStdString());
    WorkspaceFile file;
    file.m_path = path;
    file.m_json = document.object();
    if (file.m_json[QStringLiteral("format")].toString() != kFormat)
        return fail(Words::tr("%1: expected a Spikeglass workspace, found other JSON").arg(path).toStdString());
    // What a newer program adds is left out; a version says that what there is means something else.
    const int version = file.m_json[QStringLiteral("version")].toInt();
    if (version < 1 || version > kVersion)
        return fail(Words::tr("%1: expected a workspace of version 1, found version %2: a newer Spikeglass wrote it")
                        .arg(path)
                        .arg(version)
                        .toStdString());
    return file;
}

QString WorkspaceFile::modelPath() const {
    const QString path = m_json[QStringLiteral("model")][QStringLiteral("path")].toString();
    if (path.contains(QChar::Null)) return {};  // no file is called so, and what reads up to there would find another one
    if (path.isEmpty() || QFile::exists(path)) return path;
    const QString beside = QFileInfo(m_path).absoluteDir().filePath(QFileInfo(path).fileName());
    return QFile::exists(beside) ? beside : path;
}

QString WorkspaceFile::modelSha256() const { return m_json[QStringLiteral("model")][QStringLiteral("sha256")].toString(); }

QString WorkspaceFile::recording() const {
    const QString path = m_json[QStringLiteral("recording")].toString();
    return !path.contains(QChar::Null) && QFileInfo(path).isFile() ? path : QString();
}

Workspace WorkspaceFile::fit(const NetworkInfo& info, QStringList* leftOut) const {
    Fitter fitter(info, leftOut);
    Workspace made;
    made.modelPath = modelPath();
    made.modelSha256 = modelSha256();
    made.prompt = m_json[QStringLiteral("prompt")].toString();
    made.experiment = fitter.experiment(m_json[QStringLiteral("experiment")].toObject());
    made.branches = fitter.branches(m_json[QStringLiteral("texts")].toArray());
    made.currentBranch = m_json[QStringLiteral("text_in_window")].toInt(-1);
    std::vector<std::size_t> widths;
    for (const SiteInfo& site : info.sites) widths.push_back(site.width);
    for (const QJsonValue& value : m_json[QStringLiteral("selection")].toArray()) {
        const std::string name = value[QStringLiteral("site")].toString().toStdString();
        const auto site = std::find_if(info.sites.begin(), info.sites.end(), [&](const SiteInfo& each) { return each.name == name; });
        if (site == info.sites.end()) continue;
        Selection::Site picked{static_cast<std::size_t>(site - info.sites.begin()), {}};
        for (const QJsonValue& neuron : value[QStringLiteral("neurons")].toArray())
            if (neuron.toInteger(-1) >= 0) picked.neurons.push_back(static_cast<std::uint32_t>(neuron.toInteger()));
        made.selection.sites.push_back(std::move(picked));
    }
    made.selection = Selection::regular(std::move(made.selection), widths);
    const QJsonValue run = m_json[QStringLiteral("run")];
    made.tokensPerSecond = std::clamp(run[QStringLiteral("tokens_per_second")].toDouble(20), 0.0, 1e6);
    made.tokensToGenerate = std::clamp<std::int64_t>(run[QStringLiteral("tokens")].toInteger(), 0, 10'000'000);
    made.windowEnd = run[QStringLiteral("window_end")].toString() == QLatin1String("restart") ? WindowEnd::Restart : WindowEnd::Stop;
    made.pricingModel = run[QStringLiteral("pricing_model")].toString();
    const QJsonObject layout = m_json[QStringLiteral("layout")].toObject();
    for (auto state = layout.begin(); state != layout.end(); ++state)
        made.layout[state.key()] = QByteArray::fromBase64(state.value().toString().toLatin1());
    made.page = std::max(0, m_json[QStringLiteral("page")].toInt());
    return made;
}

}  // namespace spikeglass
