// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace spikeglass {

/// A JSON text from a stranger, read as a stream of events: nothing is stored that the reader does not ask for, no
/// recursion, whatever the nesting. Derive, handle the events, return refuse(...) on what does not fit.
class JsonEvents : public nlohmann::json_sax<nlohmann::json> {
  public:
    /// Reads a whole text. Errors: not JSON (with the byte); nested too deep; what the derived class refuses.
    Result<void> read(std::string_view text);

  protected:
    /// Largest nesting of arrays and objects; tokenizers need about eight.
    static constexpr std::size_t kMaxDepth = 64;

    /// Stops the reading with this sentence.
    bool refuse(std::string message);
    /// To be called at every start and end of an array or object.
    bool enter();
    void leave() { --m_depth; }
    std::size_t depth() const { return m_depth; }

  private:
    bool parse_error(std::size_t position, const std::string& token, const nlohmann::json::exception& error) final;

    std::size_t m_depth = 0;
    std::optional<std::string> m_error;
};

}  // namespace spikeglass
