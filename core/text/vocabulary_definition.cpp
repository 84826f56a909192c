// SPDX-License-Identifier: Apache-2.0
#include "text/vocabulary_definition.h"

#include <algorithm>
#include <unordered_map>

#include "text/json_events.h"
#include "text/prefix_trie.h"
#include "text/utf8.h"

namespace spikeglass {

namespace {

constexpr std::size_t kMaxEntries = 1'000'000;
constexpr std::size_t kMaxSeparatorBytes = 16;

class DefinitionReader final : public JsonEvents {
  public:
    explicit DefinitionReader(const VocabularyForm& form) : m_form(form) {}

    std::vector<std::string> entries;
    std::vector<std::string> untypable;
    std::string normalization = "none";
    std::string separator = " ";
    bool hasEntries = false;

  private:
    bool null() override { return unexpected("null"); }
    bool boolean(bool) override { return unexpected("a truth value"); }
    bool number_integer(number_integer_t) override { return unexpected("a number"); }
    bool number_unsigned(number_unsigned_t) override { return unexpected("a number"); }
    bool number_float(number_float_t, const string_t&) override { return unexpected("a number"); }
    bool binary(binary_t&) override { return unexpected("binary data"); }

    bool start_object(std::size_t) override {
        if (depth() > 0) return unexpected("an object");
        m_object = true;
        return enter();
    }
    bool key(string_t& name) override {
        const bool known = name == m_form.list || name == "normalization" || name == "untypable" ||
                           (m_form.hasSeparator && name == "separator");
        if (!known) return refuse("its key " + quoteText(name) + " is unknown, expected " + knownKeys());
        if (std::find(m_seen.begin(), m_seen.end(), name) != m_seen.end())
            return refuse("its key " + quoteText(name) + " is there twice");
        m_seen.push_back(m_key = std::move(name));
        return true;
    }
    bool end_object() override {
        leave();
        return true;
    }

    bool start_array(std::size_t) override {
        if (depth() == 0 && m_form.plainArray) {
            m_key = m_form.list;
            hasEntries = true;
        } else if (depth() != 1 || !m_object || !isList()) {
            return unexpected("an array");
        } else if (m_key == m_form.list) {
            hasEntries = true;
        }
        m_inList = true;
        return enter();
    }
    bool end_array() override {
        m_inList = false;
        leave();
        return true;
    }

    bool string(string_t& value) override {
        if (!m_inList) {
            if (depth() == 0 || isList()) return unexpected("a string");
            (m_key == "separator" ? separator : normalization) = std::move(value);
            return true;
        }
        if (value.empty()) return refuse(place() + " is an empty string, expected a " + m_form.entry);
        if (value.size() > PrefixTrie::kMaxLength)
            return refuse(place() + " is " + std::to_string(value.size()) + " bytes long, expected a " + m_form.entry);
        if (list().size() == kMaxEntries)
            return refuse("it has more than " + std::to_string(kMaxEntries) + ' ' + m_form.entries);
        list().push_back(std::move(value));
        return true;
    }

    bool isList() const { return m_key == m_form.list || m_key == "untypable"; }
    std::vector<std::string>& list() { return m_key == "untypable" ? untypable : entries; }
    std::string place() {
        const std::string index = std::to_string(list().size());
        return m_key == "untypable" ? "its untypable entry " + index : "its entry " + index;
    }
    std::string knownKeys() const {
        return '"' + std::string(m_form.list) + "\", \"normalization\"" +
               (m_form.hasSeparator ? ", \"separator\"" : "") + " or \"untypable\"";
    }
    std::string wholeForm() const {
        const std::string object = "object with " + std::string(m_form.list);
        return m_form.plainArray ? "array of " + std::string(m_form.entries) + " or an " + object : object;
    }
    bool unexpected(const std::string& found) {
        if (depth() == 0) return refuse("expected a JSON " + wholeForm() + ", found " + found);
        if (m_inList) return refuse(place() + " is " + found + ", expected a " + m_form.entry);
        return refuse("its " + m_key + " is " + found + ", expected " + (isList() ? "an array" : "a string"));
    }

    const VocabularyForm& m_form;
    std::string m_key;
    std::vector<std::string> m_seen;
    bool m_object = false;
    bool m_inList = false;
};

}  // namespace

Result<VocabularyDefinition> readVocabularyDefinition(std::string_view text, const VocabularyForm& form) {
    DefinitionReader reader(form);
    if (const Result<void> read = reader.read(text); !read) return tl::unexpected(read.error());
    if (reader.entries.empty())
        return fail("it has no " + std::string(form.entries) + (reader.hasEntries ? "" : ": the key is missing"));

    VocabularyDefinition definition;
    const auto normalization = normalizationByName(reader.normalization);
    if (!normalization || (*normalization != TextNormalization::None && *normalization != form.normalization))
        return fail("its normalization is " + quoteText(reader.normalization) + ", expected \"none\" or \"" +
                    std::string(nameOf(form.normalization)) + '"');
    definition.normalization = *normalization;
    if (reader.separator.size() > kMaxSeparatorBytes)
        return fail("its separator has " + std::to_string(reader.separator.size()) + " bytes, expected at most " +
                    std::to_string(kMaxSeparatorBytes));
    definition.separator = std::move(reader.separator);
    definition.entries = std::move(reader.entries);
    definition.untypable.assign(definition.entries.size(), false);
    if (reader.untypable.empty()) return definition;
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t id = 0; id < definition.entries.size(); ++id) places.emplace(definition.entries[id], id);
    for (const std::string& entry : reader.untypable) {
        const auto place = places.find(entry);
        if (place == places.end())
            return fail("its untypable " + quoteText(entry) + " is not among its " + form.entries);
        definition.untypable[place->second] = true;
    }
    return definition;
}

}  // namespace spikeglass
