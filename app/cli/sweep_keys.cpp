// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_keys.h"

#include <filesystem>
#include <initializer_list>
#include <limits>

#include "base/sha256.h"
#include "cli/command.h"
#include "io/json_check.h"
#include "text/utf8.h"

namespace spikeglass::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Reads the keys of one object of a plan. The first thing that does not fit is kept as a sentence; what follows is
/// ignored.
class Reader {
  public:
    Reader(const Json& object, std::string where, std::initializer_list<const char*> known)
        : m_object(object),
          m_where(std::move(where)) {
        for (const auto& [key, value] : object.items()) {
            bool found = false;
            std::string names;
            for (const char* name : known) {
                found |= key == name;
                names += (names.empty() ? "" : ", ") + std::string(name);
            }
            if (!found) complain(quoteText(key.substr(0, 40)) + " is no key; expected " + names);
        }
    }

    const Json* list(const char* key) {
        if (!m_object.contains(key)) return nullptr;
        const Json& value = m_object.at(key);
        if (value.is_array() && !value.empty()) return &value;
        complain(std::string(key) + ": expected a list that is not empty, found " + shown(value));
        return nullptr;
    }
    void strings(const char* key, std::vector<std::string>& into) {
        const Json* values = list(key);
        if (values == nullptr) return;
        into.clear();
        for (const Json& value : *values) {
            if (!value.is_string()) return complain(std::string(key) + ": expected strings, found " + shown(value));
            into.push_back(value);
        }
    }
    void number(const char* key, double minimum, double maximum, double& into) {
        if (!m_object.contains(key)) return;
        const Json& value = m_object.at(key);
        if (!value.is_number() || !(value.get<double>() >= minimum && value.get<double>() <= maximum))
            return complain(std::string(key) + ": expected a number from " + Json(minimum).dump() + " to " +
                            Json(maximum).dump() + ", found " + shown(value));
        into = value;
    }
    void count(const char* key, std::int64_t& into) {
        if (!m_object.contains(key)) return;
        const Json& value = m_object.at(key);
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() == 0 ||
            value.get<std::uint64_t>() > kLargestCount)
            return complain(std::string(key) + ": expected a whole number from 1 to " + std::to_string(kLargestCount) +
                            ", found " + shown(value));
        into = value;
    }
    void text(const char* key, std::string& into) {
        const bool there =
            m_object.contains(key) && m_object.at(key).is_string() && !m_object.at(key).get<std::string>().empty();
        if (!there) return complain(std::string(key) + ": expected a string that is not empty");
        into = m_object.at(key);
    }
    void complain(const std::string& sentence) {
        if (m_complaint.empty()) m_complaint = m_where + ": " + sentence;
    }
    static std::string shown(const Json& value) { return value.dump(-1, ' ', true).substr(0, 60); }
    const std::string& complaint() const { return m_complaint; }

  private:
    const Json& m_object;
    std::string m_where;
    std::string m_complaint;
};

std::string readText(const Json& value, const std::string& where, SweepText& text) {
    if (value.is_string()) {
        text.file = value;
        return text.file.empty() ? where + ": expected the name of a text file, found \"\"" : "";
    }
    if (!value.is_object())
        return where + ": expected the name of a text file, or an object with \"file\", found " + Reader::shown(value);
    Reader reader(value, where, {"file", "held_out", "max_tokens"});
    reader.text("file", text.file);
    reader.number("held_out", 1e-9, 1, text.heldOut);
    reader.count("max_tokens", text.maxTokens);
    return reader.complaint();
}

std::string readPrompt(const Json& value, const std::string& where, SweepPrompt& prompt) {
    if (value.is_string()) {
        prompt.prompt = value;
        return prompt.prompt.empty() ? where + ": expected a prompt, found \"\"" : "";
    }
    if (!value.is_object())
        return where + ": expected a prompt, or an object with \"prompt\", found " + Reader::shown(value);
    Reader reader(value, where, {"prompt", "tokens", "temperature", "top_p"});
    reader.text("prompt", prompt.prompt);
    reader.count("tokens", prompt.tokens);
    reader.number("temperature", 0, 100, prompt.sampling.temperature);
    reader.number("top_p", 1e-9, 1, prompt.sampling.topP);
    return reader.complaint();
}

/// Everything but what files are there.
std::string readPlan(const Json& json, const std::string& path, SweepKeys& keys) {
    if (!json.is_object()) return path + ": expected a JSON object, found " + Reader::shown(json);
    Reader reader(json, path, {"models", "choices", "weights", "interventions", "texts", "prompts", "seeds"});
    reader.strings("models", keys.models);
    reader.strings("choices", keys.choices);
    reader.strings("weights", keys.weights);
    reader.strings("interventions", keys.interventions);
    if (keys.models.empty()) reader.complain("models: expected a list of checkpoints");
    for (const std::string& weights : keys.weights)
        if (const auto type = weightTypeNamed(weights); !type) reader.complain("weights: " + type.error().message);
    if (const Json* seeds = reader.list("seeds")) {
        keys.seeds.clear();
        keys.seedsGiven = true;
        for (const Json& seed : *seeds) {
            if (seed.is_number_unsigned())
                keys.seeds.push_back(seed);
            else
                reader.complain("seeds: expected whole numbers from 0, found " + Reader::shown(seed));
        }
    }
    const auto each = [&](const char* key, const auto& read, auto& into) {
        const Json* values = reader.list(key);
        for (std::size_t i = 0; values != nullptr && i < values->size() && reader.complaint().empty(); ++i) {
            const std::string complaint =
                read((*values)[i], key + (", entry " + std::to_string(i + 1)), into.emplace_back());
            if (!complaint.empty()) reader.complain(complaint);
        }
    };
    each("texts", readText, keys.texts);
    each("prompts", readPrompt, keys.prompts);
    if (keys.texts.empty() && keys.prompts.empty())
        reader.complain("expected texts to read or prompts to write from, found neither");
    return reader.complaint();
}

}  // namespace

std::string SweepKeys::beside(const std::string& file) const {
    return (std::filesystem::path(plan).parent_path() / file).lexically_normal().string();
}

Result<SweepKeys> readSweepKeys(const std::string& path) {
    const auto text = readTextFile(path);
    if (!text) return fail(text.error().message);
    Json json;
    try {
        json = Json::parse(*text);
    } catch (const nlohmann::json::parse_error& error) {
        return fail(path + ": is not valid JSON (at byte " + std::to_string(error.byte) + ")");
    } catch (const nlohmann::json::exception&) {
        return fail(path + ": holds a number that is too large for any setting");
    }
    if (auto sound = checkJson(*text, path); !sound) return tl::unexpected(sound.error());
    SweepKeys keys;
    std::error_code unresolved;
    const std::filesystem::path absolute = std::filesystem::absolute(path, unresolved);
    keys.plan = unresolved ? path : absolute.lexically_normal().string();
    auto sha = sha256OfFile(path);
    if (!sha) return fail(sha.error().message);
    keys.sha256 = std::move(*sha);
    const std::string complaint = readPlan(json, path, keys);
    if (!complaint.empty()) return fail(complaint);
    return keys;
}

}  // namespace spikeglass::cli
