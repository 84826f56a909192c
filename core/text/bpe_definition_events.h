// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "text/bpe_definition.h"
#include "text/json_events.h"

namespace spikeglass {

/// The events of a tokenizer.json, sorted: the two long parts, model.vocab and model.merges, go into flat lists, and
/// the rest, which is small, into a tree. A vocab or merges of the wrong type is left in the tree.
class BpeDefinitionEvents final : public JsonEvents {
  public:
    nlohmann::json tree;
    std::vector<BpeDefinition::Piece> vocabulary;
    std::vector<std::pair<std::string, std::string>> merges;
    bool hasVocabulary = false;
    bool hasMerges = false;

  private:
    enum class Place { Tree, Vocabulary, Merges, Pair };

    bool null() override { return value(nullptr, "null"); }
    bool boolean(bool b) override { return value(b, "a truth value"); }
    bool number_integer(number_integer_t number) override;
    bool number_unsigned(number_unsigned_t number) override;
    bool number_float(number_float_t number, const string_t&) override { return value(number, "a broken number"); }
    bool string(string_t& text) override;
    bool binary(binary_t&) override { return refuse("it holds binary data"); }
    bool start_object(std::size_t) override;
    bool key(string_t& name) override;
    bool end_object() override;
    bool start_array(std::size_t) override;
    bool end_array() override;

    bool value(nlohmann::json content, const char* what);
    bool unexpected(const std::string& found);
    nlohmann::json* put(nlohmann::json content);
    bool open(nlohmann::json container, const char* what);
    bool isModelPart(const char* name) const;
    bool addPiece(number_unsigned_t id);
    bool addMerge(const std::string& line);

    struct Open {
        nlohmann::json* container;
        std::string key;  // under which it stands in the one around it
    };
    std::vector<Open> m_open;  // the arrays and objects of the tree around the current place
    std::string m_key;
    std::vector<std::string> m_pair;
    std::size_t m_values = 0;
    Place m_place = Place::Tree;
};

}  // namespace spikeglass
