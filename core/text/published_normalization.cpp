// SPDX-License-Identifier: Apache-2.0
#include "text/published_normalization.h"

#include "text/utf8.h"

namespace spikeglass {

namespace {

constexpr TextNormalization kAll[] = {TextNormalization::None, TextNormalization::SpikeDecoderCharacters,
                                      TextNormalization::SpikeDecoderWords};

/// A to Z and a to z as small letters; 0 for everything else.
char smallLetter(char32_t code) {
    if (code >= U'a' && code <= U'z') return static_cast<char>(code);
    if (code >= U'A' && code <= U'Z') return static_cast<char>(code - U'A' + U'a');
    return 0;
}

bool isStop(char32_t code) { return code == U'.' || code == U'!' || code == U'?'; }

/// Writes a normalised text: single spaces, and one after each full stop, but three stops in a row stay together.
class CharacterWriter {
  public:
    void letter(char letter) {
        endStops();
        m_text += letter;
    }
    void space() {
        if (m_stops == 0 && (m_text.empty() || m_text.back() != ' ')) m_text += ' ';  // stops bring their own
    }
    void stop() { ++m_stops; }
    std::string finish() {
        endStops();
        return std::move(m_text);
    }

  private:
    void endStops() {
        for (; m_stops >= 3; m_stops -= 3) m_text += "... ";
        for (; m_stops > 0; --m_stops) m_text += ". ";
    }

    std::string m_text;
    std::size_t m_stops = 0;  // of the row being read, whatever spaces stand between them
};

std::string normalizeCharacters(std::string_view text) {
    CharacterWriter writer;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = readUtf8(text, at);
        at += step.length;
        if (const char letter = smallLetter(step.code); letter != 0 || step.code == U'\'') {
            writer.letter(letter != 0 ? letter : '\'');
        } else if (isStop(step.code)) {
            writer.stop();
        } else if (isPublishedSpace(step.code) || step.code == U';') {
            writer.space();
        } else if (step.code == U'-' && at < text.size() && text[at] == '-') {
            ++at;
            writer.space();
        }
    }
    return writer.finish();
}

std::string normalizeWords(std::string_view text) {
    std::string words;
    bool between = true;  // the next letter starts a word
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = readUtf8(text, at);
        at += step.length;
        const char letter = step.code == U'\'' ? '\'' : smallLetter(step.code);
        const bool stop = isStop(step.code);
        if ((stop || (letter != 0 && between)) && !words.empty()) words += ' ';
        if (stop || letter != 0) words += stop ? '.' : letter;
        between = letter == 0;
    }
    return words;
}

}  // namespace

std::string_view nameOf(TextNormalization normalization) {
    switch (normalization) {
        case TextNormalization::None: return "none";
        case TextNormalization::SpikeDecoderCharacters: return "spikedecoder-characters";
        case TextNormalization::SpikeDecoderWords: return "spikedecoder-words";
    }
    return {};
}

std::optional<TextNormalization> normalizationByName(std::string_view name) {
    for (const TextNormalization normalization : kAll)
        if (nameOf(normalization) == name) return normalization;
    return std::nullopt;
}

std::string normalizeText(TextNormalization normalization, std::string_view text) {
    switch (normalization) {
        case TextNormalization::None: break;
        case TextNormalization::SpikeDecoderCharacters: return normalizeCharacters(text);
        case TextNormalization::SpikeDecoderWords: return normalizeWords(text);
    }
    return std::string(text);
}

bool isPublishedSpace(char32_t code) {
    return (code >= 0x09 && code <= 0x0D) || (code >= 0x1C && code <= 0x20) || code == 0x85 || code == 0xA0 ||
           code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
           code == 0x205F || code == 0x3000;
}

}  // namespace spikeglass
