// SPDX-License-Identifier: Apache-2.0
#include "import/import_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "import/weight_file.h"
#include "io/hdf5_attributes.h"
#include "io/hdf5_input.h"
#include "io/json_check.h"
#include "io/utf8.h"

namespace spikeglass {
namespace {

constexpr std::uint64_t kLongestFile = 64U << 20;
constexpr std::size_t kLongestText = 1U << 20;  // of a card's entry
constexpr std::size_t kLongestName = 1024;      // bytes, of a card's figure

/// As Python's json.dumps(..., ensure_ascii=False) writes it, so that both converters embed the same bytes.
std::string pythonJson(const ImportJson& value) {
    if (value.is_array()) {
        std::string text = "[";
        for (std::size_t i = 0; i < value.size(); ++i) text += (i == 0 ? "" : ", ") + pythonJson(value[i]);
        return text + "]";
    }
    if (value.is_object()) {
        std::string text = "{";
        for (const auto& [name, entry] : value.items()) text += (text.size() == 1 ? "" : ", ") + ImportJson(name).dump() + ": " + pythonJson(entry);
        return text + "}";
    }
    return value.dump();
}

/// Figures of a card become attributes: what no reader takes is not written.
Result<void> checkFigureName(const std::string& name, const std::string& what) {
    if (name.empty() || name.size() > kLongestName || isMisleading(name))
        return fail(what + " has a name that is empty, misleading or longer than " + std::to_string(kLongestName) + " bytes: " + hdf5::quoted(name));
    return {};
}

/// Refuses an empty list and what stands in it twice.
Result<void> checkDistinct(const std::vector<std::string>& entries, const std::string& where, const char* what) {
    if (entries.empty()) return fail(where + ": lists no " + what);
    std::set<std::string_view> seen;
    for (const std::string& entry : entries)
        if (!seen.insert(entry).second) return fail(where + ": lists " + hdf5::quoted(entry) + " twice");
    return {};
}

/// A Hugging Face tokenizer.json, embedded as it is.
Result<ImportTokenizer> bpeTokenizer(const ImportJson& content, const std::string& raw, const std::string& path) {
    const ImportJson& model = content["model"];
    if (!model.is_object() || !model.contains("vocab") || !model["vocab"].is_object() || (model.contains("type") && model["type"] != "BPE"))
        return fail(path + ": is a tokenizer.json without a BPE vocabulary; expected byte-level BPE");
    if (!raw.starts_with("{")) return fail(path + ": is a tokenizer.json that is not UTF-8, or does not begin with its object");
    std::int64_t most = -1;
    bool sound = !model["vocab"].empty();
    const auto take = [&](const ImportJson& id) {
        sound = sound && id.is_number_integer() && id >= 0 && id < (std::int64_t{1} << 31);
        if (sound) most = std::max(most, id.get<std::int64_t>());
    };
    for (const auto& [token, id] : model["vocab"].items()) take(id);
    if (content.contains("added_tokens") && content["added_tokens"].is_array())
        for (const ImportJson& token : content["added_tokens"]) take(token.is_object() && token.contains("id") ? token["id"] : ImportJson());
    if (!sound) return fail(path + ": holds a token whose id is not a number from 0");
    return ImportTokenizer{{"bpe", raw}, most + 1};
}

/// SpikeGPT's vocab.json: "0": "a", "1": "b", ...
Result<ImportTokenizer> vocabTokenizer(const ImportJson& content, const std::string& path) {
    std::map<std::int64_t, std::string> byId;
    for (const auto& [key, character] : content.items()) {
        std::int64_t id = -1;
        const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), id);
        if (error != std::errc{} || end != key.data() + key.size() || id < 0 || key.size() > 9)
            return fail(path + ": is neither a list of characters, nor a tokenizer.json, nor a vocab.json (id to character)");
        byId[id] = character.is_string() ? character.get<std::string>() : std::string();
    }
    std::vector<std::string> characters;
    for (const auto& [id, character] : byId) {
        if (id != static_cast<std::int64_t>(characters.size())) return fail(path + ": its ids are not 0 to " + std::to_string(byId.size() - 1));
        characters.push_back(character);
    }
    return charactersTokenizer(characters, path);
}

}  // namespace

Result<void> checkText(const std::string& text, const std::string& what) {
    if (!isUtf8(text)) return fail(what + " is not UTF-8");
    if (text.size() > kLongestText || text.find('\0') != std::string::npos)
        return fail(what + " is longer than " + std::to_string(kLongestText) + " bytes or holds a NUL");
    return {};
}

std::string shown(const ImportJson& value) {
    const std::string text = value.dump(-1, ' ', true);
    return text.size() > 60 ? text.substr(0, 60) + "..." : text;
}

Result<ImportJson> readImportJson(const std::string& path, std::string* raw) {
    const auto file = WeightFile::open(path, -1, "a JSON file");
    if (!file) return tl::unexpected(file.error());
    if (file->size() > kLongestFile) return fail(path + ": is longer than " + std::to_string(kLongestFile) + " bytes");
    auto bytes = file->text(0, file->size());
    if (!bytes) return tl::unexpected(bytes.error());
    if (raw != nullptr) *raw = *bytes;
    return parseImportJson(std::move(*bytes), path);
}

Result<ImportJson> parseImportJson(std::string text, const std::string& where) {
    text = jsonText(std::move(text));
    if (auto sound = checkJson(text, where); !sound) return tl::unexpected(sound.error());
    return ImportJson::parse(text, nullptr, false);
}

Result<std::vector<std::string>> listOfTexts(const ImportJson& value, const std::string& where) {
    std::vector<std::string> texts;
    if (value.is_string()) {
        std::string_view rest = value.get_ref<const std::string&>();
        for (std::size_t length = 0; !rest.empty(); rest.remove_prefix(length)) {
            length = utf8CharacterAt(rest);  // JSON texts are sound
            texts.emplace_back(rest.substr(0, length));
        }
        return texts;
    }
    if (!value.is_array()) return fail(where + " is " + shown(value) + "; expected a text or a list of characters");
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (!value[i].is_string()) return fail(where + ": entry " + std::to_string(i) + " is " + shown(value[i]) + "; expected a text");
        texts.push_back(value[i].get<std::string>());
    }
    return texts;
}

Result<ImportTokenizer> charactersTokenizer(const std::vector<std::string>& characters, const std::string& where, const std::string& normalization,
                                            const std::vector<std::string>& untypable) {
    for (std::size_t i = 0; i < characters.size(); ++i)
        if (characters[i].empty() || utf8CharacterAt(characters[i]) != characters[i].size())
            return fail(where + ": entry " + std::to_string(i) + " is " + hdf5::quoted(characters[i]) + "; expected a single character");
    if (auto ok = checkDistinct(characters, where, "characters"); !ok) return tl::unexpected(ok.error());
    ImportJson content = characters;
    if (normalization != "none" || !untypable.empty()) content = {{"characters", characters}, {"normalization", normalization}, {"untypable", untypable}};
    return ImportTokenizer{{"characters", pythonJson(content)}, static_cast<std::int64_t>(characters.size())};
}

Result<ImportTokenizer> wordsTokenizer(const std::vector<std::string>& words, const std::string& where, const std::vector<std::string>& untypable) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].find_first_not_of(" \t\r\n\v\f") == std::string::npos)
            return fail(where + ": entry " + std::to_string(i) + " is " + hdf5::quoted(words[i]) + "; expected a word");
        if (auto ok = checkText(words[i], where + ": entry " + std::to_string(i)); !ok) return tl::unexpected(ok.error());
    }
    if (auto ok = checkDistinct(words, where, "words"); !ok) return tl::unexpected(ok.error());
    const ImportJson content = {{"words", words}, {"normalization", "spikedecoder-words"}, {"separator", " "}, {"untypable", untypable}};
    return ImportTokenizer{{"words", pythonJson(content)}, static_cast<std::int64_t>(words.size())};
}

Result<ImportTokenizer> readImportTokenizer(const std::string& path) {
    std::string raw;
    const auto content = readImportJson(path, &raw);
    if (!content) return tl::unexpected(content.error());
    if (content->is_array()) {
        const auto characters = listOfTexts(*content, path);
        return characters ? charactersTokenizer(*characters, path) : tl::unexpected(characters.error());
    }
    if (content->is_object() && content->contains("model")) return bpeTokenizer(*content, raw, path);
    if (content->is_object() && !content->empty()) return vocabTokenizer(*content, path);
    return fail(path + ": is neither a list of characters, nor a tokenizer.json, nor a vocab.json (id to character)");
}

Result<ImportTokenizer> readTextAlphabet(const std::string& path) {
    constexpr std::uint64_t kLongest = std::uint64_t{1} << 30, kPiece = 1U << 20;  // bytes
    const auto file = WeightFile::open(path, -1, "a text in UTF-8");
    if (!file) return tl::unexpected(file.error());
    if (file->size() > kLongest) return fail(path + ": is longer than " + std::to_string(kLongest >> 20) + " MiB");
    std::set<std::string> found;  // UTF-8 sorts as Unicode does
    std::string rest;             // of a character that the next piece completes
    for (std::uint64_t at = 0; at < file->size(); at += kPiece) {
        const auto piece = file->text(at, std::min(kPiece, file->size() - at));
        if (!piece) return tl::unexpected(piece.error());
        const bool last = at + kPiece >= file->size();
        const std::string text = rest + *piece;
        std::string_view left = text;
        while (left.size() >= 4 || (last && !left.empty())) {
            const std::size_t length = utf8CharacterAt(left);
            if (length == 0) return fail(path + ": is no text in UTF-8");
            found.emplace(left.substr(0, length));
            left.remove_prefix(length);
        }
        rest = std::string(left);
    }
    return charactersTokenizer({found.begin(), found.end()}, path);
}

Result<ImportCard> importCard(const ImportJson& content, const std::string& where) {
    if (!content.is_object()) return fail(where + ": is no card: expected a JSON object");
    const auto entry = [&](const char* name) { return content.contains(name) ? content[name] : ImportJson(); };
    ImportCard card;
    for (const char* name : {"name", "licence", "training_text", "notes"}) {
        const ImportJson text = entry(name);
        if (text.is_null()) continue;
        if (!text.is_string()) return fail(where + ": " + name + " is " + shown(text) + "; expected a text");
        if (auto ok = checkText(text.get<std::string>(), where + ": " + name); !ok) return tl::unexpected(ok.error());
        card.texts.emplace_back(name, text.get<std::string>());
    }
    if (const ImportJson seen = entry("tokens_seen"); !seen.is_null()) {
        if (!seen.is_number_unsigned() || seen.get<std::uint64_t>() >> 63 != 0) return fail(where + ": tokens_seen is " + shown(seen) + "; expected a number from 0");
        card.tokensSeen = seen.get<std::int64_t>();
    }
    if (const ImportJson figures = entry("held_out_bits_per_character"); !figures.is_null()) {
        if (!figures.is_object()) return fail(where + ": held_out_bits_per_character is no object");
        for (const auto& [name, bits] : figures.items()) {
            if (bits.is_null()) continue;
            if (auto ok = checkFigureName(name, where + ": held_out_bits_per_character"); !ok) return tl::unexpected(ok.error());
            if (!bits.is_number() || !std::isfinite(bits.get<double>()))
                return fail(where + ": held_out_bits_per_character " + hdf5::printable(name) + " is " + shown(bits) + "; expected a number");
            card.heldOut.emplace_back(name, bits.get<double>());
        }
        if (card.heldOut.size() > hdf5::kMostAttributes)
            return fail(where + ": held_out_bits_per_character has " + std::to_string(card.heldOut.size()) + " entries; expected at most " + std::to_string(hdf5::kMostAttributes));
    }
    if (const ImportJson characters = entry("characters"); !characters.is_null()) {
        auto list = listOfTexts(characters, where + ": characters");
        if (!list) return tl::unexpected(list.error());
        card.characters = std::move(*list);
    }
    if (const ImportJson forms = entry("forms"); !forms.is_null()) {
        std::set<std::string> named;
        if (forms.is_string()) named.insert(forms.get<std::string>());
        if (forms.is_array())
            for (const ImportJson& form : forms)
                if (form.is_string()) named.insert(form.get<std::string>());
        const bool snn = named.contains("snn"), ann = named.contains("ann");
        card.forms = named.contains("both") || named.contains("switchable") || (snn && ann) ? "both" : snn ? "snn" : ann ? "ann" : "";
        if (card.forms.empty()) return fail(where + ": forms is " + shown(forms) + "; expected snn, ann or both");
    }
    return card;
}

}  // namespace spikeglass
