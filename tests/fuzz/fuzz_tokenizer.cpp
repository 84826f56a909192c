// SPDX-License-Identifier: Apache-2.0
// A tokenizer's definition. The first byte says which kind; what follows a NUL is a text to read with it.
#include <algorithm>
#include <string_view>

#include "check_message.h"
#include "text/tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace spikeglass;
    if (size < 2) return 0;
    constexpr const char* kKinds[] = {"characters", "words", "bpe"};
    const std::string_view all(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    const std::string_view definition = all.substr(0, all.find('\0'));
    const std::string_view text = all.substr(std::min(definition.size() + 1, all.size()));
    const auto tokenizer = makeTokenizer(kKinds[bytes[0] % 3], definition);
    if (!tokenizer) {
        fuzz::checkMessage(tokenizer.error().message);
        return 0;
    }
    const auto tokens = (*tokenizer)->encode(text);
    if (!tokens) {
        fuzz::checkMessage(tokens.error().message);
        return 0;
    }
    for (const std::int32_t token : *tokens)
        if (token < 0 || token >= (*tokenizer)->size()) std::abort();
    (void)(*tokenizer)->decode(*tokens);
    return 0;
}
