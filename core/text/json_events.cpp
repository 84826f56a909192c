// SPDX-License-Identifier: Apache-2.0
#include "text/json_events.h"

namespace spikeglass {

Result<void> JsonEvents::read(std::string_view text) {
    nlohmann::json_sax<nlohmann::json>* const events = this;
    const bool complete = nlohmann::json::sax_parse(text.begin(), text.end(), events);
    if (m_error) return fail(*m_error);
    if (!complete) return fail("it is not valid JSON");
    return {};
}

bool JsonEvents::refuse(std::string message) {
    if (!m_error) m_error = std::move(message);
    return false;
}

bool JsonEvents::enter() {
    if (++m_depth > kMaxDepth)
        return refuse("its arrays and objects are nested deeper than " + std::to_string(kMaxDepth) + " levels");
    return true;
}

bool JsonEvents::parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) {
    return refuse("it is not valid JSON (at byte " + std::to_string(position) + ")");
}

}  // namespace spikeglass
