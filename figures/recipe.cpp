// SPDX-License-Identifier: Apache-2.0
#include "figures/recipe.h"

#include <QJsonDocument>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <utility>

#include "base/version.h"
#include "io/hdf5_input.h"
#include "io/json_check.h"

namespace spikeglass::figures {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion1 = 1;
constexpr std::int64_t kMostDrawn = 1'000'000;  // tokens
constexpr qsizetype kLongestName = 4096;         // of a view, site, file: no file's name is longer
constexpr const char* kFormat = "spikeglass-figure";

QString text(const std::string& s) { return QString::fromStdString(s); }

std::vector<std::string> strings(const QStringList& list) {
    std::vector<std::string> all;
    for (const QString& s : list) all.push_back(s.toStdString());
    return all;
}

/// Reads keys of one object, and remembers what is wrong with the first that is: of another kind, or one that nobody asked for.
class Keys {
  public:
    Keys(const Json& json, std::string where, std::string& wrong) : m_json(json), m_where(std::move(where)), m_wrong(wrong) {
        if (!json.is_object()) note("");
    }
    /// To be asked for all keys first.
    void refuseOthers() {
        if (!m_json.is_object()) return;
        for (const auto& [key, value] : m_json.items())
            if (!m_asked.contains(key)) refuse(hdf5::quoted(m_where + key) + " is no key of a recipe (docs/figures.md)");
    }
    const Json* find(const char* key) {
        m_asked.insert(key);
        if (!m_json.is_object()) return nullptr;
        const auto at = m_json.find(key);
        return at == m_json.end() || at->is_null() ? nullptr : &*at;
    }
    /// Of any length; get() takes names.
    void getText(const char* key, QString& to) {
        std::string read = to.toStdString();
        get(key, read);
        to = text(read);
    }
    template <class T>
    void get(const char* key, T& to) {
        const Json* at = find(key);
        if (at == nullptr) return;
        try {
            if constexpr (std::is_same_v<T, QString>)
                to = name(key, text(at->get<std::string>()));
            else if constexpr (std::is_same_v<T, QStringList>) {
                to.clear();
                for (const auto& s : at->get<std::vector<std::string>>()) to << name(key, text(s));
            } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
                // nlohmann's own conversion would cast whatever number it is.
                const bool fits = at->is_number_unsigned() ? std::in_range<T>(at->get<std::uint64_t>())
                                                           : at->is_number_integer() && std::in_range<T>(at->get<std::int64_t>());
                if (!fits) return note(key);
                to = at->get<T>();
            } else
                to = at->get<T>();
        } catch (const nlohmann::json::exception&) {
            note(key);
        }
    }
    void note(const std::string& key) { refuse(hdf5::quoted(m_where + key) + " is not of its kind (docs/figures.md)"); }
    template <class T>
    void within(const char* key, T value, T least, T most) {
        std::ostringstream range;
        range << least << " to " << most;
        if (!(value >= least && value <= most)) refuse(hdf5::quoted(m_where + key) + " is not from " + range.str());
    }

  private:
    QString name(const char* key, const QString& of) {
        if (of.size() > kLongestName) refuse(hdf5::quoted(m_where + key) + " is longer than " + std::to_string(kLongestName) + " characters");
        return of.left(kLongestName);
    }
    void refuse(const std::string& sentence) {
        if (m_wrong.empty()) m_wrong = sentence;
    }

    std::set<std::string, std::less<>> m_asked;
    const Json& m_json;
    std::string m_where;
    std::string& m_wrong;
};

Json specJson(const FigureSpec& spec) {
    const FigureSpec plain;
    Json json{{"view", spec.view.toStdString()}, {"from", spec.from}, {"to", spec.to}};
    if (!spec.sites.isEmpty()) json["sites"] = strings(spec.sites);
    if (!spec.neurons.isEmpty()) json["neurons"] = strings(spec.neurons);
    json["pricing"] = spec.pricing.toStdString();
    json["measure"] = spec.measure.toStdString();
    json["color_map"] = spec.colorMap.toStdString();
    json["layer"] = spec.layer.toStdString();
    if (spec.heightMm > 0) json["height_mm"] = spec.heightMm;
    if (spec.span > 1) json["span"] = spec.span;
    return json;
}

FigureSpec readSpec(Keys& keys) {
    FigureSpec spec;
    keys.get("view", spec.view);
    keys.get("from", spec.from);
    keys.get("to", spec.to);
    keys.get("sites", spec.sites);
    keys.get("neurons", spec.neurons);
    keys.get("pricing", spec.pricing);
    keys.get("measure", spec.measure);
    keys.get("color_map", spec.colorMap);
    keys.get("layer", spec.layer);
    keys.get("height_mm", spec.heightMm);
    keys.get("span", spec.span);
    keys.within("height_mm", spec.heightMm, 0.0, 2000.0);
    keys.within("span", spec.span, 1, Recipe::kMostColumns);
    return spec;
}

Json changeJson(const Recipe::Change& change) {
    return {{"token", change.token},
            {"block_choice", change.blockChoice},
            {"interventions", change.interventions},
            {"seed", change.sampling.seed},
            {"temperature", change.sampling.temperature},
            {"top_p", change.sampling.topP}};
}

Recipe::Change readChange(const Json& json, const std::string& where, std::string& wrong) {
    Recipe::Change change;
    Keys keys(json, where, wrong);
    keys.get("token", change.token);
    keys.get("block_choice", change.blockChoice);
    keys.get("interventions", change.interventions);
    keys.get("seed", change.sampling.seed);
    keys.get("temperature", change.sampling.temperature);
    keys.get("top_p", change.sampling.topP);
    keys.refuseOthers();
    return change;
}

}  // namespace

QByteArray recipeJson(const Recipe& recipe, bool withSearch) {
    Json json{{"format", kFormat}, {"version", kVersion1}, {"program_version", kVersion}};
    const auto put = [&](const char* key, const QString& value) {
        if (!value.isEmpty()) json[key] = value.toStdString();
    };
    if (!recipe.modelFile.isEmpty() || !recipe.modelSha256.isEmpty())
        json["model"] = {{"file", recipe.modelFile.toStdString()}, {"sha256", recipe.modelSha256.toStdString()}, {"name", recipe.modelName.toStdString()}};
    if (recipe.weights != WeightType::Float32) json["weights"] = nameOf(recipe.weights);
    put("recording", recipe.recording);
    put("table", recipe.table);
    put("prompt", recipe.prompt);
    if (!recipe.tokens.empty()) json["prompt_tokens"] = recipe.promptTokens, json["tokens"] = recipe.tokens;
    for (const Recipe::Change& change : recipe.changes) json["changes"].push_back(changeJson(change));
    if (recipe.other) {
        Json other = Json::object();
        if (!recipe.other->recording.isEmpty()) other["recording"] = recipe.other->recording.toStdString();
        if (!recipe.other->modelFile.isEmpty()) other["model_file"] = recipe.other->modelFile.toStdString();
        if (!recipe.other->blockChoice.empty()) other["block_choice"] = recipe.other->blockChoice;
        if (!recipe.other->interventions.empty()) other["interventions"] = recipe.other->interventions;
        json["other"] = other;
    }
    for (const FigureSpec& panel : recipe.panels) json["panels"].push_back(specJson(panel));
    if (recipe.columns > 1) json["columns"] = recipe.columns;
    if (recipe.sharedAxes) json["shared_axes"] = true;
    json["preset"] = Json::parse(presetJson(recipe.preset).toStdString());
    if (recipe.dpi > 0) json["dpi"] = recipe.dpi;
    if (withSearch) put("csv_sha256", recipe.csvSha256);
    if (withSearch && !recipe.search.isEmpty()) json["search"] = strings(recipe.search);
    return QByteArray::fromStdString(json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
}

Result<Recipe> readRecipe(const QByteArray& bytes, const QString& source) {
    const std::string name = source.toStdString();
    const std::string content = jsonText(bytes.toStdString());
    if (auto sound = checkJson(content, name); !sound) return tl::unexpected(sound.error());
    const Json json = Json::parse(content, nullptr, false);
    if (!json.is_object()) return fail(name + ": expected a recipe of a figure, a JSON object");
    Recipe recipe;
    std::string wrong, format = kFormat;
    int version = kVersion1;
    Keys keys(json, "", wrong);
    keys.get("format", format);
    keys.get("version", version);
    if (format != kFormat) return fail(name + ": its format is \"" + format + "\"; expected \"" + kFormat + '"');
    if (version > kVersion1) return fail(name + ": a recipe of version " + std::to_string(version) + "; this program reads version 1");
    keys.get("program_version", recipe.programVersion);
    if (const Json* model = keys.find("model")) {
        Keys of(*model, "model.", wrong);
        of.get("file", recipe.modelFile);
        of.get("sha256", recipe.modelSha256);
        of.getText("name", recipe.modelName);
        of.refuseOthers();
    }
    std::string weights = nameOf(recipe.weights);
    keys.get("weights", weights);
    if (const auto type = weightTypeNamed(weights)) recipe.weights = *type;
    else return fail(name + ": " + type.error().message);
    keys.get("recording", recipe.recording);
    keys.get("table", recipe.table);
    keys.getText("prompt", recipe.prompt);
    keys.get("prompt_tokens", recipe.promptTokens);
    keys.get("draw_tokens", recipe.drawnTokens);
    keys.get("tokens", recipe.tokens);
    keys.get("columns", recipe.columns);
    keys.get("shared_axes", recipe.sharedAxes);
    keys.get("dpi", recipe.dpi);
    keys.get("search", recipe.search);
    keys.get("csv_sha256", recipe.csvSha256);
    if (const Json* changes = keys.find("changes")) {
        if (!changes->is_array()) keys.note("changes");
        for (std::size_t i = 0; changes->is_array() && i < changes->size(); ++i)
            recipe.changes.push_back(readChange((*changes)[i], "changes[" + std::to_string(i) + "].", wrong));
    }
    if (const Json* other = keys.find("other")) {
        Keys of(*other, "other.", wrong);
        recipe.other.emplace();
        of.get("recording", recipe.other->recording);
        of.get("model_file", recipe.other->modelFile);
        of.get("block_choice", recipe.other->blockChoice);
        of.get("interventions", recipe.other->interventions);
        of.refuseOthers();
    }
    if (const Json* panels = keys.find("panels")) {
        if (!panels->is_array() || panels->empty()) keys.note("panels");
        recipe.panels.clear();
        for (std::size_t i = 0; panels->is_array() && i < panels->size(); ++i) {
            Keys of((*panels)[i], "panels[" + std::to_string(i) + "].", wrong);
            recipe.panels.push_back(readSpec(of));
            of.refuseOthers();
        }
    } else {
        recipe.panels = {readSpec(keys)};
    }
    keys.within("columns", recipe.columns, 1, Recipe::kMostColumns);
    keys.within("draw_tokens", recipe.drawnTokens, std::int64_t{0}, kMostDrawn);
    keys.within("dpi", recipe.dpi, 0.0, 2400.0);
    const Json* preset = keys.find("preset");
    keys.refuseOthers();
    if (!wrong.empty()) return fail(name + ": " + wrong);
    recipe.preset = figurePresets().first();
    if (preset != nullptr) {
        auto found = preset->is_string() ? findPreset(text(preset->get<std::string>())) : readPreset(QByteArray::fromStdString(preset->dump()), source);
        if (!found) return tl::unexpected(found.error());
        recipe.preset = std::move(*found);
    }
    return recipe;
}

std::vector<Recipe::Change> changesOf(const TextScript& script, const NetworkInfo& info) {
    std::vector<Recipe::Change> changes;
    for (const ExperimentChange& change : script.changes) {
        Recipe::Change named{change.token, {}, {}, change.experiment.sampling};
        for (std::size_t slot = 0; slot < info.slotInfos.size(); ++slot)
            named.blockChoice[info.slotInfos[slot].name] = change.experiment.choice[slot] == Form::Spiking ? "snn" : "ann";
        for (const Intervention& intervention : change.experiment.interventions)
            if (intervention.on) named.interventions.push_back(describe(intervention, info));
        changes.push_back(std::move(named));
    }
    return changes;
}

Result<BlockChoice> choiceOf(const std::map<std::string, std::string>& choice, const NetworkInfo& info) {
    BlockChoice made = BlockChoice::allSpiking(info);
    for (const auto& [slot, form] : choice)
        if (auto applied = made.apply(info, slot + '=' + form); !applied) return tl::unexpected(applied.error());
    return made;
}

Result<std::vector<Intervention>> interventionsOf(const std::vector<std::string>& texts, const NetworkInfo& info) {
    std::vector<Intervention> all;
    for (const std::string& one : texts) {
        const auto parsed = parseInterventions(info, one);
        if (!parsed) return tl::unexpected(parsed.error());
        all.insert(all.end(), parsed->begin(), parsed->end());
    }
    return all;
}

Result<TextScript> scriptOf(const Recipe& recipe, const NetworkInfo& info) {
    TextScript script{recipe.tokens, recipe.promptTokens, {}};
    std::int64_t last = -1;
    for (const Recipe::Change& change : recipe.changes) {
        if (change.token <= last) return fail("the recipe's changes are not in the order of their tokens");
        last = change.token;
        auto choice = choiceOf(change.blockChoice, info);
        if (!choice) return tl::unexpected(choice.error());
        auto interventions = interventionsOf(change.interventions, info);
        if (!interventions) return tl::unexpected(interventions.error());
        if (auto fits = change.sampling.check(); !fits) return tl::unexpected(fits.error());
        script.changes.push_back({change.token, {*choice, std::move(*interventions), change.sampling}});
    }
    for (const std::int32_t token : script.tokens)
        if (token < 0 || static_cast<std::size_t>(token) >= info.vocabulary)
            return fail("the recipe's token " + std::to_string(token) + " is none of this model's");
    return script;
}

}  // namespace spikeglass::figures
