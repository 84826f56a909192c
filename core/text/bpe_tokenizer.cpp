// SPDX-License-Identifier: Apache-2.0
#include "text/bpe_tokenizer.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "text/byte_alphabet.h"
#include "text/normalization.h"
#include "text/utf8.h"
#include "text/word_scanner.h"

namespace spikeglass {

namespace {

constexpr std::size_t kMaxTextBytes = std::size_t{1} << 30;

using Pieces = std::vector<BpeDefinition::Piece>;

std::int32_t largestId(const BpeDefinition& definition) {
    std::int32_t largest = -1;
    for (const BpeDefinition::Piece& piece : definition.vocabulary) largest = std::max(largest, piece.id);
    for (const AddedToken& token : definition.addedTokens) largest = std::max(largest, token.id);
    return largest;
}

}  // namespace

/// The vocabulary both ways while a tokenizer is built. The texts stay in the definition.
class BpeTokenizer::Vocabulary {
  public:
    /// Errors: two pieces with one text or one id.
    Result<void> fill(const Pieces& pieces, std::size_t ids) {
        m_idOf.reserve(pieces.size());
        m_pieceOf.assign(ids, nullptr);
        for (const BpeDefinition::Piece& piece : pieces) {
            if (!m_idOf.emplace(piece.text, piece.id).second)
                return fail("model.vocab: the piece " + quoteText(piece.text) + " is there twice");
            const BpeDefinition::Piece*& owner = m_pieceOf[static_cast<std::size_t>(piece.id)];
            if (owner != nullptr)
                return fail("model.vocab: the pieces " + quoteText(owner->text) + " and " + quoteText(piece.text) +
                            " have the same id " + std::to_string(piece.id));
            owner = &piece;
        }
        return {};
    }

    std::int32_t idOf(std::string_view text) const {  // -1: not in the vocabulary
        const auto found = m_idOf.find(text);
        return found == m_idOf.end() ? -1 : found->second;
    }

    /// nullptr where no piece has this id.
    const BpeDefinition::Piece* pieceOf(std::int32_t id) const { return m_pieceOf[static_cast<std::size_t>(id)]; }

  private:
    std::unordered_map<std::string_view, std::int32_t> m_idOf;
    std::vector<const BpeDefinition::Piece*> m_pieceOf;  // [ids]
};

Result<std::unique_ptr<Tokenizer>> BpeTokenizer::make(std::string_view definition) {
    Result<BpeDefinition> read = readBpeDefinition(definition);
    if (!read) return tl::unexpected(read.error());
    std::unique_ptr<BpeTokenizer> tokenizer(new BpeTokenizer);
    if (const Result<void> built = tokenizer->build(std::move(*read)); !built)
        return fail("the tokenizer.json is refused: " + built.error().message);
    return tokenizer;
}

Result<void> BpeTokenizer::build(BpeDefinition definition) {
    m_fuseUnknown = definition.fuseUnknown;
    m_composeNfc = definition.composeNfc;
    m_addPrefixSpace = definition.addPrefixSpace;
    m_cutWords = definition.cutWords;
    m_bytes.resize(static_cast<std::size_t>(std::int64_t{largestId(definition)} + 1));
    if (m_bytes.empty()) return fail("it has no tokens");
    Vocabulary vocabulary;
    Result<void> done = vocabulary.fill(definition.vocabulary, m_bytes.size());
    if (done) done = addPieces(definition, vocabulary);
    if (done) done = addMerges(definition, vocabulary);
    if (done) done = addTokens(std::move(definition.addedTokens), vocabulary);
    if (!done) return done;

    if (definition.unknownPiece) {
        m_unknown = vocabulary.idOf(*definition.unknownPiece);
        if (*m_unknown < 0)
            return fail("model.unk_token is " + quoteText(*definition.unknownPiece) + ", which model.vocab lacks");
    }
    return {};
}

Result<void> BpeTokenizer::addPieces(const BpeDefinition& definition, const Vocabulary& vocabulary) {
    std::unordered_set<std::string_view> added;
    for (const AddedToken& token : definition.addedTokens) added.insert(token.content);
    for (const BpeDefinition::Piece& piece : definition.vocabulary) {
        std::optional<std::string> bytes = bytesOfPrintable(piece.text);
        if (bytes)
            m_bytes[static_cast<std::size_t>(piece.id)] = std::move(*bytes);
        else if (!added.contains(piece.text))  // an added token prints as it is
            return fail("model.vocab: the piece " + quoteText(piece.text) + " has a character that stands for no byte");
    }
    for (std::size_t byte = 0; byte < m_idOfByte.size(); ++byte)
        m_idOfByte[byte] = vocabulary.idOf(printableOfByte(static_cast<std::uint8_t>(byte)));
    return {};
}

Result<void> BpeTokenizer::addMerges(const BpeDefinition& definition, const Vocabulary& vocabulary) {
    m_merger = BpeMerger(definition.merges.size());
    std::string merged;
    for (const auto& [left, right] : definition.merges) {
        merged.assign(left).append(right);
        const std::int32_t leftId = vocabulary.idOf(left);
        const std::int32_t rightId = vocabulary.idOf(right);
        const std::int32_t mergedId = vocabulary.idOf(merged);
        if (leftId < 0 || rightId < 0 || mergedId < 0)
            return fail("model.merges: the merge of " + quoteText(left) + " and " + quoteText(right) +
                        " needs the piece " +
                        quoteText(leftId < 0    ? left
                                  : rightId < 0 ? right
                                                : merged) +
                        ", which model.vocab lacks");
        m_merger.add(leftId, rightId, mergedId);
    }
    return {};
}

Result<void> BpeTokenizer::addTokens(std::vector<AddedToken> tokens, const Vocabulary& vocabulary) {
    std::unordered_map<std::int32_t, std::string> contents;
    for (AddedToken& token : tokens) {
        const std::string named =
            "the added token " + quoteText(token.content) + " has the id " + std::to_string(token.id);
        const std::int32_t inVocabulary = vocabulary.idOf(token.content);
        const BpeDefinition::Piece* const owner = vocabulary.pieceOf(token.id);
        if (inVocabulary >= 0 && inVocabulary != token.id)
            return fail(named + ", but in model.vocab " + std::to_string(inVocabulary));
        if (inVocabulary < 0 && owner != nullptr)
            return fail(named + ", which in model.vocab is " + quoteText(owner->text));
        if (const auto [other, isNew] = contents.emplace(token.id, token.content); !isNew)
            return fail(named + ", which is that of " + quoteText(other->second));

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
