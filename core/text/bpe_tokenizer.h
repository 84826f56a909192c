// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "text/added_tokens.h"
#include "text/bpe_definition.h"
#include "text/bpe_merger.h"
#include "text/tokenizer.h"

namespace spikeglass {

/// Byte-level byte-pair encoding as GPT-2 and GPT-NeoX use it, with the same ids as Hugging Face's tokenizers give.
/// A text goes through: added tokens, NFC, added tokens of the normalized text, words, bytes, merges.
/// Constant after construction: any thread may use it.
class BpeTokenizer final : public Tokenizer {
  public:
    /// definition: a tokenizer.json. Errors: those of readBpeDefinition(); two tokens with one id or one text; merges
    /// of pieces that the vocabulary lacks; characters in a piece that stand for no byte.
    static Result<std::unique_ptr<Tokenizer>> make(std::string_view definition);

    std::string_view kind() const override { return "bpe"; }
    std::int32_t size() const override { return static_cast<std::int32_t>(m_bytes.size()); }
    Result<std::vector<std::int32_t>> encode(std::string_view text) const override;
    std::string_view bytes(std::int32_t token) const override;

  private:
    BpeTokenizer() = default;
    class Vocabulary;
    class Encoder;

    Result<void> build(BpeDefinition definition);
    Result<void> addPieces(const BpeDefinition& definition, const Vocabulary& vocabulary);
    Result<void> addMerges(const BpeDefinition& definition, const Vocabulary& vocabulary);
    Result<void> addTokens(std::vector<AddedToken> tokens, const Vocabulary& vocabulary);

    std::vector<std::string> m_bytes;            // [size] what each id prints
    std::array<std::int32_t, 256> m_idOfByte{};  // -1: not in the vocabulary
    BpeMerger m_merger;
    AddedTokenSplitter m_rawTokens;         // looked for in the text as it is
    AddedTokenSplitter m_normalizedTokens;  // looked for after NFC
    std::optional<std::int32_t> m_unknown;
    bool m_fuseUnknown = false;
    bool m_composeNfc = false;
    bool m_addPrefixSpace = false;
    bool m_cutWords = true;
};

}  // namespace spikeglass
