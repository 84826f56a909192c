// SPDX-License-Identifier: Apache-2.0
#include "text/bpe_tokenizer.h"

#include <algorithm>
#include <unordered_map>

#include "text/byte_alphabet.h"
#include "text/normalization.h"
#include "text/utf8.h"
#include "text/word_scanner.h"

namespace spikeglass {

namespace {

constexpr std::size_t kMaxTextBytes = std::size_t{1} << 30;

/// The pieces of a vocabulary by their text; the texts live elsewhere.
class PieceIds {
  public:
    explicit PieceIds(std::size_t count) { m_ids.reserve(count); }
    bool add(std::string_view piece, std::int32_t id) { return m_ids.emplace(piece, id).second; }
    std::int32_t find(std::string_view piece) const {  // -1: not in the vocabulary
        const auto found = m_ids.find(piece);
        return found == m_ids.end() ? -1 : found->second;
    }

  private:
    std::unordered_map<std::string_view, std::int32_t> m_ids;
};

}  // namespace

Result<std::unique_ptr<Tokenizer>> BpeTokenizer::make(std::string_view definition) {
    Result<BpeDefinition> read = readBpeDefinition(definition);
    if (!read) return tl::unexpected(read.error());
    std::unique_ptr<BpeTokenizer> tokenizer(new BpeTokenizer);
    if (const Result<void> built = tokenizer->build(std::move(*read)); !built)
        return fail("the tokenizer.json is refused: " + built.error().message);
    return tokenizer;
}

Result<void> BpeTokenizer::build(BpeDefinition definition) {
    PieceIds ids(definition.vocabulary.size());
    std::int32_t last = -1;
    for (const BpeDefinition::Piece& piece : definition.vocabulary) last = std::max(last, piece.id);
    for (const AddedToken& token : definition.addedTokens) last = std::max(last, token.id);
    if (last < 0) return fail("it has no tokens");
    m_bytes.resize(static_cast<std::size_t>(last) + 1);

    std::unordered_map<std::string_view, std::int32_t> added;
    for (const AddedToken& token : definition.addedTokens) added.emplace(token.content, token.id);
    std::vector<const BpeDefinition::Piece*> pieceOf(m_bytes.size(), nullptr);
    for (const BpeDefinition::Piece& piece : definition.vocabulary) {
        if (!ids.add(piece.text, piece.id))
            return fail("model.vocab: the piece " + quoteText(piece.text) + " is there twice");
        const BpeDefinition::Piece*& owner = pieceOf[static_cast<std::size_t>(piece.id)];
        if (owner != nullptr)
            return fail("model.vocab: the pieces " + quoteText(owner->text) + " and " + quoteText(piece.text) +
                        " have the same id " + std::to_string(piece.id));
        owner = &piece;
        std::optional<std::string> bytes = bytesOfPrintable(piece.text);
        if (!bytes && !added.contains(piece.text))
            return fail("model.vocab: the piece " + quoteText(piece.text) + " has a character that stands for no byte");
        if (bytes) m_bytes[static_cast<std::size_t>(piece.id)] = std::move(*bytes);
    }
    for (std::size_t byte = 0; byte < m_idOfByte.size(); ++byte)
        m_idOfByte[byte] = ids.find(printableOfByte(static_cast<std::uint8_t>(byte)));

    m_merger = BpeMerger(definition.merges.size());
    std::string merged;
    for (const auto& [left, right] : definition.merges) {
        merged.assign(left).append(right);
        const std::int32_t parts[] = {ids.find(left), ids.find(right), ids.find(merged)};
        if (*std::min_element(std::begin(parts), std::end(parts)) < 0) {
            const std::string& lacking = parts[0] < 0 ? left : parts[1] < 0 ? right : merged;
            return fail("model.merges: " + quoteText(left) + " and " + quoteText(right) + " need the piece " +
                        quoteText(lacking) + ", which model.vocab lacks");
        }
        m_merger.add(parts[0], parts[1], parts[2]);
    }
    if (definition.unknownPiece) {
        m_unknown = ids.find(*definition.unknownPiece);
        if (*m_unknown < 0)
            return fail("model.unk_token is " + quoteText(*definition.unknownPiece) + ", which model.vocab lacks");
    }
    for (const AddedToken& token : definition.addedTokens) {
        const BpeDefinition::Piece* const owner = pieceOf[static_cast<std::size_t>(token.id)];
        const std::int32_t inVocabulary = ids.find(token.content);
        if (inVocabulary >= 0 ? inVocabulary != token.id : owner != nullptr)
            return fail("the added token " + quoteText(token.content) + " has the id " + std::to_string(token.id) +
                        (inVocabulary >= 0 ? ", but in model.vocab " + std::to_string(inVocabulary)
                                           : ", which in model.vocab is " + quoteText(owner->text)));
    }
    m_fuseUnknown = definition.fuseUnknown;
    m_composeNfc = definition.composeNfc;
    m_addPrefixSpace = definition.addPrefixSpace;
    m_cutWords = definition.cutWords;
    return addTokens(std::move(definition.addedTokens));
}

Result<void> BpeTokenizer::addTokens(std::vector<AddedToken> tokens) {
    std::unordered_map<std::int32_t, std::string> contents;
    for (AddedToken& token : tokens) {
        if (const auto [other, isNew] = contents.emplace(token.id, token.content); !isNew)
            return fail("the added tokens " + quoteText(other->second) + " and " + quoteText(token.content) +
                        " have the same id " + std::to_string(token.id));
        m_bytes[static_cast<std::size_t>(token.id)] = token.content;  // as it is, past the byte alphabet
        AddedTokenSplitter& splitter = token.normalized ? m_normalizedTokens : m_rawTokens;
        if (token.normalized && m_composeNfc) {
            Result<std::string> composed = composeNfc(token.content);
            if (!composed) return tl::unexpected(composed.error());
            token.content = std::move(*composed);
        }
        if (Result<void> done = splitter.add(std::move(token)); !done) return done;
    }
    return {};
}

std::string_view BpeTokenizer::bytes(std::int32_t token) const {
    if (token < 0 || token >= size()) return {};
    return m_bytes[static_cast<std::size_t>(token)];
}

/// One call of encode(): its result and its working memory.
class BpeTokenizer::Encoder {
  public:
    Encoder(const BpeTokenizer& tokenizer, std::string_view text) : m_tokenizer(tokenizer), m_text(text) {
        ids.reserve(text.size() / 3);  // English takes about four bytes per token
    }

    std::vector<std::int32_t> ids;

    /// The text between two raw added tokens.
    Result<void> encodePart(std::size_t begin, std::size_t end) {
        m_partBegin = begin;
        const std::string_view part = m_text.substr(begin, end - begin);
        if (!m_tokenizer.m_composeNfc || isPlainlyNfc(part)) return encodeNormalized(part);
        const Result<std::string> composed = composeNfc(part);
        if (!composed) return tl::unexpected(composed.error());
        return encodeNormalized(*composed);
    }

  private:
    Result<void> encodeNormalized(std::string_view text) {
        for (const AddedTokenSplitter::Part& part : m_tokenizer.m_normalizedTokens.split(text)) {
            if (part.token >= 0)
                ids.push_back(part.token);
            else if (Result<void> done = encodeWords(text.substr(part.begin, part.end - part.begin)); !done)
                return done;
        }
        return {};
    }

    Result<void> encodeWords(std::string_view text) {
        std::string prefixed;
        if (m_tokenizer.m_addPrefixSpace && !text.starts_with(' ')) text = prefixed.append(" ").append(text);
        if (!m_tokenizer.m_cutWords) return encodeWord(text);
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = wordEnd(text, at);
            if (Result<void> done = encodeWord(text.substr(at, end - at)); !done) return done;
            at = end;
        }
        return {};
    }

    Result<void> encodeWord(std::string_view word) {
        m_pieces.clear();
        bool afterUnknown = false;
        for (std::size_t at = 0; at < word.size(); ++at) {
            const std::int32_t id = m_tokenizer.m_idOfByte[static_cast<std::uint8_t>(word[at])];
            if (id < 0 && !m_tokenizer.m_unknown) return failCharacter(word, at);
            if (id >= 0)
                m_pieces.push_back(id);
            else if (!afterUnknown || !m_tokenizer.m_fuseUnknown)
                m_pieces.push_back(*m_tokenizer.m_unknown);
            afterUnknown = id < 0;
        }
        m_tokenizer.m_merger.merge(m_pieces);
        ids.insert(ids.end(), m_pieces.begin(), m_pieces.end());
        return {};
    }

    Result<void> failCharacter(std::string_view word, std::size_t at) const {
        while (at > 0 && (static_cast<std::uint8_t>(word[at]) & 0xC0U) == 0x80U) --at;
        const Utf8Step character = readUtf8(word, at);
        std::string message = "the character " + describeCharacter(character.code);
        const std::size_t place = m_text.find(word.substr(at, character.length), m_partBegin);
        if (place != std::string_view::npos)  // else NFC has made it
            message += " at position " + std::to_string(countCharacters(m_text.substr(0, place)) + 1);
        return fail(message + " is not in this tokenizer's vocabulary of " + std::to_string(m_tokenizer.size()) +
                    " tokens");
    }

    const BpeTokenizer& m_tokenizer;
    std::string_view m_text;
    std::size_t m_partBegin = 0;
    std::vector<std::int32_t> m_pieces;
};

Result<std::vector<std::int32_t>> BpeTokenizer::encode(std::string_view text) const {
    if (text.size() > kMaxTextBytes)
        return fail("the text has " + std::to_string(text.size()) + " bytes, expected at most " +
                    std::to_string(kMaxTextBytes));
    if (const Result<void> valid = checkUtf8(text); !valid) return tl::unexpected(valid.error());
    Encoder encoder(*this, text);
    for (const AddedTokenSplitter::Part& part : m_rawTokens.split(text)) {
        if (part.token >= 0)
            encoder.ids.push_back(part.token);
        else if (Result<void> done = encoder.encodePart(part.begin, part.end); !done)
            return tl::unexpected(done.error());
    }
    return std::move(encoder.ids);
}

}  // namespace spikeglass
