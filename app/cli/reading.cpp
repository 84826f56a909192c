// SPDX-License-Identifier: Apache-2.0
#include "cli/reading.h"

#include <cstdio>

#include "text/utf8.h"

namespace spikeglass::cli {

bool noteNormalization(const Model& model, const std::string& typed) {
    const std::string read = model.tokenizer->normalized(typed);
    if (read == typed) return false;
    constexpr std::size_t kQuotedCharacters = 60;
    const std::size_t length = countCharacters(read);
    const std::string quoted = length <= kQuotedCharacters ? ": " + quoteText(read) : std::string();
    std::fprintf(stderr, "note: the text was normalised for this model: %zu characters typed, %zu read%s\n",
                 countCharacters(typed), length, quoted.c_str());
    return true;
}

Result<ReadText> readText(const Model& model, const std::string& typed) {
    auto tokens = model.encodePrompt(typed);
    if (!tokens) return tl::unexpected(tokens.error());
    return ReadText{std::move(*tokens), model.tokenizer->normalized(typed), noteNormalization(model, typed)};
}

Result<ReadText> readTokenIds(const std::string& list, const Model& model) {
    auto tokens = parseTokenIds(list, model.info().vocabulary);
    if (!tokens) return tl::unexpected(tokens.error());
    return ReadText{std::move(*tokens), {}, false};
}

void WindowOption::addTo(CLI::App& command) {
    const auto isEnd = [](const std::string& text) -> std::string {
        return text == "stop" || text == "restart" ? "" : "expected stop or restart, found \"" + text.substr(0, 40) + '"';
    };
    command
        .add_option_function<std::string>(
            "--window", [this](const std::string& text) { end = text == "restart" ? WindowEnd::Restart : WindowEnd::Stop; },
            "Where the model's window is full: end the text, or go on from the window's last half")
        ->type_name("stop|restart")
        ->default_str("stop")
        ->check(CLI::Validator(isEnd, ""));
}

Result<void> WindowOption::checkFits(std::size_t tokens, const NetworkInfo& info) const {
    if (end == WindowEnd::Restart || info.positions == 0 || tokens <= info.positions) return {};
    return fail("the text has " + std::to_string(tokens) + " tokens, but this model's window holds " +
                std::to_string(info.positions) + ": shorten it, or let the window go on from its last half with --window restart");
}

void noteFullWindow(std::int64_t tokens, const NetworkInfo& info) {
    std::fprintf(stderr,
                 "note: stopped after %lld tokens: the model's window of %zu is full (--window restart goes on from its last half)\n",
                 static_cast<long long>(tokens), info.positions);
}

}  // namespace spikeglass::cli
