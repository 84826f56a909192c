// SPDX-License-Identifier: Apache-2.0
// spikeglass-examine: reads the file that is its standard input and prints "ok KIND", or one sentence that says what is wrong
// with it. The other programs start it before they open a file from outside (core/io/examination.h). Its argument is what the
// sentence calls the file.
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "base/version.h"
#include "cli/terminal_text.h"
#include "examine/confinement.h"
#include "examine/subjects.h"

int main(int argc, char** argv) {
    using namespace spikeglass;
    std::string argument = argc == 2 ? argv[1] : "";
    if (argument == "--version") return std::printf("spikeglass-examine %s\n", kVersion) < 0;
    if (argc != 2 || argument == "--help") {
        std::fprintf(argc == 2 ? stdout : stderr, "Usage: spikeglass-examine NAME < FILE\nSays what FILE is, or what is wrong with it.\n");
        return argc == 2 ? 0 : 2;
    }
    argument = cli::forTerminal(argument, false);  // the answer is one line, whatever the file is called
    if (!examine::confine(kExaminationMemory, examinationSeconds(0))) {
        std::printf("%s: cannot be examined: this system refuses to limit a process\n", argument.c_str());
        return 1;
    }
    std::string sentence;
    bool sound = false;
    try {
        const auto kind = examine::examine(argument, 0);
        sound = kind.has_value();
        sentence = kind ? std::string("ok ") + kExaminedKinds[static_cast<std::size_t>(*kind)] : kind.error().message;
    } catch (const std::bad_alloc&) {
        sentence = argument + ": is not opened: examining it takes more than " + std::to_string(kExaminationMemory >> 20) + " MiB of memory";
    } catch (const std::exception&) {
        sentence = argument + ": is not opened: its examination failed";
    }
    std::printf("%s\n", sentence.c_str());
    return std::fflush(stdout) == 0 && sound ? 0 : 1;
}
