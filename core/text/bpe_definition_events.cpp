// SPDX-License-Identifier: Apache-2.0
#include "text/bpe_definition_events.h"

#include "text/utf8.h"

namespace spikeglass {

namespace {

constexpr std::size_t kMaxMerges = 2'000'000;
constexpr std::size_t kMaxValues = 1'000'000;  // in the tree: bounds the memory that a hostile file can ask for

std::string tooMany(const char* what, std::size_t limit) {
    return std::string(what) + " has more than " + std::to_string(limit) + " entries";
}

}  // namespace

bool BpeDefinitionEvents::number_integer(number_integer_t number) {
    if (m_place == Place::Vocabulary)
        return refuse("model.vocab: the piece " + quoteText(m_key) + " has the id " + std::to_string(number) +
                      ", expected 0 to " + std::to_string(BpeDefinition::kMaxTokens - 1));
    return value(number, "a negative number");
}

bool BpeDefinitionEvents::number_unsigned(number_unsigned_t number) {
    return m_place == Place::Vocabulary ? addPiece(number) : value(number, "a number");
}

bool BpeDefinitionEvents::string(string_t& text) {
    if (m_place == Place::Merges) return addMerge(text);
    if (m_place != Place::Pair) return value(std::move(text), "a string");
    m_pair.push_back(std::move(text));
    return m_pair.size() <= 2 || unexpected("three strings");
}

bool BpeDefinitionEvents::start_object(std::size_t) {
    if (!enter()) return false;
    if (m_place == Place::Tree && isModelPart("vocab")) {
        if (hasVocabulary) return refuse("model.vocab is there twice");
        hasVocabulary = true;
        m_place = Place::Vocabulary;
        return true;
    }
    return open(nlohmann::json::object(), "an object");
}

bool BpeDefinitionEvents::key(string_t& name) {
    m_key.swap(name);
    return true;
}

bool BpeDefinitionEvents::end_object() {
    leave();
    if (m_place == Place::Vocabulary)
        m_place = Place::Tree;
    else
        m_open.pop_back();
    return true;
}

bool BpeDefinitionEvents::start_array(std::size_t) {
    if (!enter()) return false;
    if (m_place == Place::Merges) {
        m_pair.clear();
        m_place = Place::Pair;
        return true;
    }
    if (m_place == Place::Tree && isModelPart("merges")) {
        if (hasMerges) return refuse("model.merges is there twice");
        hasMerges = true;
        m_place = Place::Merges;
        return true;
    }
    return open(nlohmann::json::array(), "an array");
}

bool BpeDefinitionEvents::end_array() {
    leave();
    if (m_place == Place::Pair) {
        if (m_pair.size() != 2) return unexpected("an array of " + std::to_string(m_pair.size()) + " strings");
        if (merges.size() == kMaxMerges) return refuse(tooMany("model.merges", kMaxMerges));
        merges.emplace_back(std::move(m_pair[0]), std::move(m_pair[1]));
        m_place = Place::Merges;
    } else if (m_place == Place::Merges) {
        m_place = Place::Tree;
    } else {
        m_open.pop_back();
    }
    return true;
}

bool BpeDefinitionEvents::value(nlohmann::json content, const char* what) {
    if (m_place != Place::Tree) return unexpected(what);
    return put(std::move(content)) != nullptr;
}

bool BpeDefinitionEvents::unexpected(const std::string& found) {
    if (m_place == Place::Vocabulary)
        return refuse("model.vocab: the piece " + quoteText(m_key) + " has as its id " + found +
                      ", expected a whole number");
    return refuse("model.merges: entry " + std::to_string(merges.size()) + " is or holds " + found +
                  ", expected \"left right\" or [\"left\", \"right\"]");
}

nlohmann::json* BpeDefinitionEvents::put(nlohmann::json content) {
    if (++m_values > kMaxValues) {
        refuse("it holds more than " + std::to_string(kMaxValues) + " values besides model.vocab and model.merges");
        return nullptr;
    }
    if (m_open.empty()) {
        tree = std::move(content);
        return &tree;
    }
    nlohmann::json& around = *m_open.back().container;
    if (around.is_array()) {
        around.push_back(std::move(content));
        return &around.back();
    }
    nlohmann::json& entry = around[m_key];
    entry = std::move(content);
    return &entry;
}

bool BpeDefinitionEvents::open(nlohmann::json container, const char* what) {
    if (m_place != Place::Tree) return unexpected(what);
    nlohmann::json* const stored = put(std::move(container));
    if (stored == nullptr) return false;
    m_open.push_back({stored, m_key});
    return true;
}

bool BpeDefinitionEvents::isModelPart(const char* name) const {
    return m_open.size() == 2 && m_open[1].key == "model" && m_open[0].container->is_object() &&
           m_open[1].container->is_object() && m_key == name;
}

bool BpeDefinitionEvents::addPiece(number_unsigned_t id) {
    constexpr auto kMaxTokens = static_cast<number_unsigned_t>(BpeDefinition::kMaxTokens);
    if (id >= kMaxTokens)
        return refuse("model.vocab: the piece " + quoteText(m_key) + " has the id " + std::to_string(id) +
                      ", expected 0 to " + std::to_string(kMaxTokens - 1));
    if (vocabulary.size() == kMaxTokens) return refuse(tooMany("model.vocab", kMaxTokens));
    vocabulary.push_back({std::move(m_key), static_cast<std::int32_t>(id)});
    return true;
}

bool BpeDefinitionEvents::addMerge(const std::string& line) {
    constexpr std::string_view kVersionLine = "#version";  // left over from merges.txt; not a merge
    if (line.starts_with(kVersionLine)) return true;
    const std::size_t space = line.find(' ');
    if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
        return unexpected(quoteText(line));
    if (merges.size() == kMaxMerges) return refuse(tooMany("model.merges", kMaxMerges));
    merges.emplace_back(line.substr(0, space), line.substr(space + 1));
    return true;
}

}  // namespace spikeglass
