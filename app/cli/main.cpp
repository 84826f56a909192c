// SPDX-License-Identifier: Apache-2.0
// spikeglass-cli: the engine without a window. Exit status 0: success; 1: bad input, one sentence on standard error;
// 2: wrong usage.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "base/version.h"
#include "cli/command.h"
#include "cli/terminal_text.h"

namespace {

/// Takes the numbers of standard streams that are closed, so that no file of ours gets one: writing to them fails.
void keepStandardStreams() {
    int file = open("/dev/null", O_RDONLY);
    while (file >= 0 && file <= 2) file = open("/dev/null", O_RDONLY);
    if (file > 2) close(file);
}

/// Says so of a first word that is no command; CLI11 would only say that one is required.
bool isUnknownCommand(const CLI::App& program, const std::string& word) {
    if (word.starts_with('-')) return false;
    std::string known;
    for (const CLI::App* command : program.get_subcommands({})) {
        if (command->get_name() == word) return false;
        known += (known.empty() ? "" : ", ") + command->get_name();
    }
    std::fprintf(stderr, "\"%s\" is no command; the commands are %s\nTry: spikeglass-cli --help\n",
                 spikeglass::cli::forTerminal(word.substr(0, 80), false).c_str(), known.c_str());
    return true;
}

const CLI::App* commandOf(const CLI::App& program, const std::string& word) {
    for (const CLI::App* each : program.get_subcommands({}))
        if (each->get_name() == word) return each;
    return nullptr;
}

/// Whether the word after this one is its value, which may look like an option.
bool takesTheNext(const CLI::App* command, const std::string& word) {
    const CLI::Option* option = command != nullptr && word.starts_with('-') ? command->get_option_no_throw(word) : nullptr;
    return option != nullptr && option->get_items_expected_min() > 0;
}

/// Says so of an option that the command does not have; CLI11 would complain of what is missing instead.
bool isUnknownOption(const CLI::App& program, const std::vector<std::string>& words) {
    if (words.size() < 2) return false;
    const CLI::App* command = commandOf(program, words[1]);
    for (std::size_t i = 2; command != nullptr && i < words.size() && words[i] != "--"; ++i) {
        const std::string name = words[i].substr(0, words[i].find('='));
        const bool known = command->get_option_no_throw(name) != nullptr;
        if (takesTheNext(command, words[i])) ++i;
        if (!name.starts_with("--") || known) continue;
        std::fprintf(stderr, "\"%s\" is no option of %s\nTry: spikeglass-cli %s --help\n",
                     spikeglass::cli::forTerminal(name.substr(0, 80), false).c_str(), words[1].c_str(), words[1].c_str());
        return true;
    }
    return false;
}

/// The arguments; "--name=" in two, because CLI11 takes the next one for the value of an empty one.
std::vector<std::string> argumentsOf(const CLI::App& program, int argc, char** argv) {
    const CLI::App* command = argc > 1 ? commandOf(program, argv[1]) : nullptr;
    std::vector<std::string> words;
    bool isValue = false, isName = false;  // behind an option; behind "--"
    for (int i = 0; i < argc; ++i) {
        const std::string word = argv[i];
        isName |= !isValue && word == "--";
        const bool isEmpty = !isValue && !isName && word.size() > 3 && word.starts_with("--") && word.find('=') == word.size() - 1;
        words.push_back(isEmpty ? word.substr(0, word.size() - 1) : word);
        if (isEmpty) words.emplace_back();
        isValue = !isValue && takesTheNext(command, word);
    }
    return words;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace spikeglass::cli;
    keepStandardStreams();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error to report, not a signal to die of
    std::signal(SIGXFSZ, SIG_IGN);  // as is a file that may not grow any more
    CLI::App program("Runs spiking language models from the command line: generate, score, record, look inside.",
                     "spikeglass-cli");
    program.set_version_flag("-v,--version", std::string("spikeglass-cli ") + spikeglass::kVersion);
    program.require_subcommand(1);
    program.failure_message([](const CLI::App* app, const CLI::Error& error) {
        return std::string(error.what()) + "\nTry: " + app->get_name() + " --help\n";
    });

    Action action;
    addInfo(program, action);
    addGenerate(program, action);
    addScore(program, action);
    addCompare(program, action);
    addRecord(program, action);
    addBench(program, action);
    addEffects(program, action);
    addFigure(program, action);
    addExport(program, action);
    addSweep(program, action);
    addImport(program, action);

    for (CLI::App* command : program.get_subcommands({}))
        command->set_version_flag("-v,--version", program.version());

    std::vector<std::string> words = argumentsOf(program, argc, argv);
    if (argc > 1 && (isUnknownCommand(program, argv[1]) || isUnknownOption(program, words))) return 2;
    try {
        program.parse(std::vector<std::string>(words.rbegin(), words.rend() - 1));  // the last one first
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : 2;  // --help and --version end here too, with 0
    }
    try {
        if (auto done = action(); !done) {
            std::fflush(stdout);
            std::fprintf(stderr, "spikeglass-cli: %s\n", errorLine(done.error().message).c_str());
            return 1;
        }
    } catch (const std::bad_alloc&) {
        std::fprintf(stderr, "spikeglass-cli: not enough memory for this model\n");
        return 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "spikeglass-cli: %s\n", errorLine(error.what()).c_str());
        return 1;
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        std::fprintf(stderr, "spikeglass-cli: cannot write to standard output\n");
        return 1;
    }
    return 0;
}
