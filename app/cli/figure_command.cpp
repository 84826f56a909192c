// SPDX-License-Identifier: Apache-2.0
// `figure` hands its arguments to spikeglass-figure, which lies beside this program: drawing needs Qt, and this program
// does without (docs/decisions/0010).
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/command.h"
#include "io/utf8.h"

namespace spikeglass::cli {
namespace {

struct Options {
    std::string input;
    std::vector<std::pair<std::string, std::string>> values;  // as the helper takes them, in the order below
    double dpi = 0, height = 0;
    bool alone = false, caption = false, bibtex = false;
};

struct TextOption {
    const char* name;
    const char* value;
    const char* help;
};
constexpr TextOption kTexts[] = {
    {"--output", "FILE", "The figure to write; its ending is the format: .pdf, .svg, .png or .tiff"},
    {"--view", "NAME", "raster, membrane, rates, energy, operations, ladder, compare, candidates or text; raster if nothing is said"},
    {"--preset", "NAME",
     "Width, fonts and lines: nature-single, -middle, -double; science-, cell-, elsevier-single, -middle, -double; plos-, frontiers-, "
     "ieee-, icml-, acl-single, -double; neurips, iclr, slides, poster; or the JSON file of one's own"},
    {"--tokens", "FROM:TO", "Which tokens, counted from 0; TO is not among them. Either may be left out"},
    {"--sites", "NAME,...", "Which sites; all if nothing is said"},
    {"--neurons", "SITE/N,...", "Whose membrane potentials"},
    {"--pricing", "ID", "The pricing model of energies, such as compute-fp32"},
    {"--measure", "NAME", "What colours the text: surprisal, spikes or energy"},
    {"--colors", "NAME", "viridis or cividis"},
    {"--layer", "NAME", "Spikes as vector marks, as pixels within vector axes, or auto: pixels above 20,000 of them"},
    {"--model", "FILE", "The checkpoint to compute with, if it is not where the recipe says"},
    {"--with", "RUN.h5", "A second recording of the same text, for --view compare"},
};

Result<void> run(const Options& options) {
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::filesystem::path helper = self.parent_path() / "spikeglass-figure";
    if (error || access(helper.c_str(), X_OK) != 0)
        return fail("figures are drawn by the program spikeglass-figure, which is not beside this one");
    std::vector<std::string> names{options.input};
    for (const auto& [name, value] : options.values) names.push_back(value);
    for (const std::string& name : names)  // Qt opens no other
        if (!isUtf8(name)) return fail(name + ": is not UTF-8; figure reads and writes only names in UTF-8");
    std::vector<std::string> arguments{helper.string()};
    for (const auto& [name, value] : options.values)
        if (!value.empty()) arguments.push_back(name + '=' + value);
    if (options.dpi > 0) arguments.push_back("--dpi=" + std::to_string(options.dpi));
    if (options.height > 0) arguments.push_back("--height=" + std::to_string(options.height));
    for (const auto& [set, name] : {std::pair{options.alone, "--alone"}, {options.caption, "--caption"}, {options.bibtex, "--bibtex"}})
        if (set) arguments.emplace_back(name);
    arguments.emplace_back("--");
    arguments.push_back(options.input);
    std::vector<char*> pointers;
    pointers.reserve(arguments.size() + 1);
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    execv(helper.c_str(), pointers.data());  // returns only if it failed
    return fail(helper.string() + ": cannot be started: " + std::strerror(errno));
}

}  // namespace

void addFigure(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    options->values.reserve(std::size(kTexts));  // CLI11 keeps references into it
    CLI::App* command = program.add_subcommand("figure", "Draw a figure for a paper, from a recording or a recipe");
    command->add_option("INPUT", options->input, "A recipe (.json), a recording (.h5), or what compare --json wrote")->required();
    for (const TextOption& text : kTexts) {
        auto& [name, value] = options->values.emplace_back(text.name, "");
        CLI::Option* option = command->add_option(name, value, text.help)->type_name(text.value);
        if (&text == &kTexts[0]) option->required();
    }
    const CLI::Validator range = realNumber(1, 2400);
    command->add_option("--dpi", options->dpi, "Dots per inch of PNG and TIFF, and of pixels within PDF and SVG")->check(range)->type_name("N");
    command->add_option("--height", options->height, "Height of a panel in millimetres")->check(range)->type_name("MM");
    command->add_flag("--alone", options->alone, "Do not write OUT.recipe.json and OUT.csv beside the figure");
    command->add_flag("--caption", options->caption, "Print a caption for it");
    command->add_flag("--bibtex", options->bibtex, "Print the papers to cite");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
