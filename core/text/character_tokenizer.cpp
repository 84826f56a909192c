// SPDX-License-Identifier: Apache-2.0
#include "text/character_tokenizer.h"

#include "text/json_events.h"
#include "text/utf8.h"

namespace spikeglass {

namespace {

constexpr std::size_t kMaxCharacters = 1'000'000;

class AlphabetReader final : public JsonEvents {
  public:
    std::vector<std::string> alphabet;

  private:
    bool null() override { return unexpected("null"); }
    bool boolean(bool) override { return unexpected("a truth value"); }
    bool number_integer(number_integer_t) override { return unexpected("a number"); }
    bool number_unsigned(number_unsigned_t) override { return unexpected("a number"); }
    bool number_float(number_float_t, const string_t&) override { return unexpected("a number"); }
    bool binary(binary_t&) override { return unexpected("binary data"); }
    bool start_object(std::size_t) override { return unexpected("an object"); }
    bool key(string_t&) override { return unexpected("an object"); }
    bool end_object() override { return unexpected("an object"); }
    bool end_array() override { return true; }

    bool start_array(std::size_t) override {
        if (depth() > 0) return unexpected("an array");
        return enter();
    }

    bool string(string_t& value) override {
        if (depth() == 0) return unexpected("a string");
        const std::string place = "its entry " + std::to_string(alphabet.size());
        if (value.empty()) return refuse(place + " is an empty string, expected a character");
        if (value.size() > PrefixTrie::kMaxLength)
            return refuse(place + " is " + std::to_string(value.size()) + " bytes long, expected a character");
        if (alphabet.size() == kMaxCharacters)
            return refuse("it has more than " + std::to_string(kMaxCharacters) + " characters");
        alphabet.push_back(std::move(value));
        return true;
    }

    bool unexpected(const std::string& found) {
        if (depth() == 0) return refuse("expected a JSON array of characters, found " + found);
        return refuse("its entry " + std::to_string(alphabet.size()) + " is " + found + ", expected a character");
    }
};

}  // namespace

Result<std::unique_ptr<Tokenizer>> CharacterTokenizer::make(std::string_view definition) {
    AlphabetReader reader;
    if (const Result<void> read = reader.read(definition); !read)
        return fail("the alphabet is refused: " + read.error().message);
    if (reader.alphabet.empty()) return fail("the alphabet is refused: it has no characters");

    std::unique_ptr<CharacterTokenizer> tokenizer(new CharacterTokenizer);
    tokenizer->m_alphabet = std::move(reader.alphabet);
    for (std::size_t id = 0; id < tokenizer->m_alphabet.size(); ++id) {
        const std::string& character = tokenizer->m_alphabet[id];
        if (tokenizer->m_trie.add(character, static_cast<std::int32_t>(id))) continue;
        const std::int32_t before = tokenizer->m_trie.longest(character, 0).value;
        return fail("the alphabet is refused: its entries " + std::to_string(before) + " and " + std::to_string(id) +
                    " are the same character " + quoteText(character));
    }
    return tokenizer;
}

Result<std::vector<std::int32_t>> CharacterTokenizer::encode(std::string_view text) const {
    if (const Result<void> valid = checkUtf8(text); !valid) return tl::unexpected(valid.error());
    std::vector<std::int32_t> ids;
    ids.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const PrefixTrie::Match match = m_trie.longest(text, at);
        if (match.value < 0) {
            const std::string character = describeCharacter(readUtf8(text, at).code);
            return fail("the character " + character + " at position " +
                        std::to_string(countCharacters(text.substr(0, at)) + 1) +
                        " is not in this model's alphabet of " + std::to_string(m_alphabet.size()) + " characters");
        }
        ids.push_back(match.value);
        at += match.length;
    }
    return ids;
}

std::string_view CharacterTokenizer::bytes(std::int32_t token) const {
    if (token < 0 || token >= size()) return {};
    return m_alphabet[static_cast<std::size_t>(token)];
}

}  // namespace spikeglass
