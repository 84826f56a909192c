// SPDX-License-Identifier: Apache-2.0
#include "text/tokenizer.h"
#include "text/utf8.h"

namespace spikeglass {

std::string Utf8Assembler::push(std::string_view bytes) {
    m_pending.append(bytes);
    std::string complete;
    std::size_t at = 0;
    while (at < m_pending.size()) {
        const Utf8Step step = readUtf8(m_pending, at);
        if (step.kind == Utf8Step::Kind::Incomplete) break;
        appendUtf8(complete, step.code);
        at += step.length;
    }
    m_pending.erase(0, at);  // at most three bytes stay
    return complete;
}

std::string Utf8Assembler::flush() {
    std::string rest;
    if (!m_pending.empty()) appendUtf8(rest, 0xFFFD);  // what is held back is one maximal subpart
    m_pending.clear();
    return rest;
}

}  // namespace spikeglass
