// SPDX-License-Identifier: Apache-2.0
#include "text/normalization.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uniset.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace spikeglass {

namespace {

/// NFC among the characters of Unicode 9.0. A later character is copied, and nothing composes or moves across it, which
/// is what tables that do not know it do.
class Nfc9 {
  public:
    Nfc9() : m_known(icu::UnicodeString("[:age=9.0:]", -1, US_INV), m_status) {
        const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(m_status);
        if (U_FAILURE(m_status)) return;
        m_known.freeze();
        m_filtered = std::make_unique<icu::FilteredNormalizer2>(*nfc, m_known);
    }

    Result<std::string> compose(std::string_view text) const {
        UErrorCode status = m_status;
        std::string out;
        if (U_SUCCESS(status)) {
            icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
            m_filtered->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
        }
        if (U_FAILURE(status)) return fail(std::string("ICU cannot normalize the text: ") + u_errorName(status));
        return out;
    }

  private:
    UErrorCode m_status = U_ZERO_ERROR;
    icu::UnicodeSet m_known;
    std::unique_ptr<icu::FilteredNormalizer2> m_filtered;
};

}  // namespace

Result<std::string> composeNfc(std::string_view text) {
    static const Nfc9 nfc;
    return nfc.compose(text);
}

bool isPlainlyNfc(std::string_view text) {
    constexpr std::uint8_t kLeadOfU0300 = 0xCC;
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<std::uint8_t>(c) < kLeadOfU0300; });
}

}  // namespace spikeglass
