// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace spikeglass {

/// Text to token ids and back. Constant after construction: any thread may use it.
class Tokenizer {
  public:
    virtual ~Tokenizer() = default;

    /// "characters", "bpe" or "words", as stored in a checkpoint.
    virtual std::string_view kind() const = 0;

    /// Number of token ids; ids are 0 .. size() - 1.
    virtual std::int32_t size() const = 0;

    /// Name of the normalisation that texts go through (docs/tokenizers.md); "none" where they are read as they are.
    virtual std::string_view normalization() const { return "none"; }

    /// The text as this tokenizer reads it: its normalisation applied (docs/tokenizers.md). encode() applies it by itself;
    /// programs compare to say when it changed what was typed.
    virtual std::string normalized(std::string_view text) const { return std::string(text); }

    /// Ids of a UTF-8 text. Errors: invalid UTF-8 (with the byte offset); a character outside the vocabulary (with the
    /// character, its code point and its position).
    virtual Result<std::vector<std::int32_t>> encode(std::string_view text) const = 0;

    /// The bytes that a token prints: for byte-level BPE perhaps only part of a character. Empty for an unused id.
    virtual std::string_view bytes(std::int32_t token) const = 0;

    /// The same at the beginning of a text: without what separates words.
    virtual std::string_view firstBytes(std::int32_t token) const { return bytes(token); }

    /// The text of all tokens, one after the other, from the beginning of a text.
    std::string decode(std::span<const std::int32_t> tokens) const;
};

/// Makes a tokenizer from what a checkpoint embeds. kind "characters": definition is a JSON array of the characters in
/// the order of their ids, or an object with them; kind "words": an object with the words; kind "bpe": a Hugging Face
/// tokenizer.json (byte-level BPE, as GPT-NeoX-20B's).
/// Errors: unknown kind; definition is not what the kind demands (says where).
Result<std::unique_ptr<Tokenizer>> makeTokenizer(std::string_view kind, std::string_view definition);

/// Puts the bytes of successive tokens together and hands out whole UTF-8 characters only: a character whose first
/// bytes came with one token and whose last come with the next is held back until complete. Bytes that can never become
/// a character come out as U+FFFD. A value; not thread safe.
class Utf8Assembler {
  public:
    /// Appends a token's bytes; returns the text that is complete now (perhaps empty).
    std::string push(std::string_view bytes);
    /// At the end of the text: what is left, incomplete bytes as U+FFFD.
    std::string flush();
    bool holdsBytes() const { return !m_pending.empty(); }

  private:
    std::string m_pending;
};

}  // namespace spikeglass
