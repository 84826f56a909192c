// SPDX-License-Identifier: Apache-2.0
// spikeglass-cli: the engine without a window. Exit status 0: success; 1: bad input, one sentence on standard error;
// 2: wrong usage.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>

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
    std::fprintf(stderr, "\"%s\" is no command; the commands are %s\nTry: spikeglass-cli --help\n", word.substr(0, 80).c_str(),
                 known.c_str());
    return true;
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

    if (argc > 1 && isUnknownCommand(program, argv[1])) return 2;
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : 2;  // --help and --version end here too, with 0
    }
    try {
        if (auto done = action(); !done) {
            std::fflush(stdout);
            std::fprintf(stderr, "spikeglass-cli: %s\n", forTerminal(done.error().message, false).c_str());
            return 1;
        }
    } catch (const std::bad_alloc&) {
        std::fprintf(stderr, "spikeglass-cli: not enough memory for this model\n");
        return 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "spikeglass-cli: %s\n", error.what());
        return 1;
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        std::fprintf(stderr, "spikeglass-cli: cannot write to standard output\n");
        return 1;
    }
    return 0;
}
