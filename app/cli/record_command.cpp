// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <limits>
#include <sstream>

#include "cli/reading.h"
#include "engine/frame_maker.h"
#include "engine/run_recorder.h"
#include "io/whole_file.h"

namespace spikeglass::cli {
namespace {

struct Options {
    ModelOptions model;
    SamplingOptions sampling;
    WindowOption window;
    std::string prompt;
    std::string text;
    std::string textFile;
    std::string tokenIds;
    std::int64_t tokens = 200;
    std::string output;
    bool logits = false;
    std::string membrane = "none";
    std::uint64_t mostBytes = 0;  // 0: no limit
};

std::vector<std::string> membraneSites(const std::string& list) {
    std::vector<std::string> sites;
    if (list == "none") return sites;
    std::stringstream stream(list);
    for (std::string site; std::getline(stream, site, ',');) sites.push_back(site);
    if (sites.empty()) sites.emplace_back();
    return sites;
}

/// What is to be read.
Result<ReadText> given(const Options& options, const Model& model) {
    if (!options.tokenIds.empty()) return readTokenIds(options.tokenIds, model);
    std::string text = options.prompt.empty() ? options.text : options.prompt;
    if (!options.textFile.empty()) {
        auto content = readTextFile(options.textFile);
        if (!content) return fail(content.error().message);
        text = std::move(*content);
    }
    auto read = readText(model, text);
    if (!read) return fail((options.textFile.empty() ? "" : options.textFile + ": ") + read.error().message);
    return read;
}

Result<void> run(const Options& options) {
    if (auto checked = options.sampling.sampling.check(); !checked) return checked;
    auto loaded = options.model.load();
    if (!loaded) return fail(loaded.error().message);
    const Model& model = *loaded->model;
    const auto read = given(options, model);
    if (!read) return fail(read.error().message);
    const std::vector<std::int32_t>& tokens = read->tokens;
    if (auto fits = options.window.checkFits(tokens.size(), model.info()); !fits) return fits;

    const auto prompt = static_cast<std::int64_t>(tokens.size());
    const RecordOptions record{options.logits, membraneSites(options.membrane), options.prompt.empty() ? std::string() : read->text,
                               prompt, options.mostBytes};
    const Experiment experiment{loaded->choice, loaded->interventions, options.sampling.sampling};
    if (auto other = refuseInputs(options.output, {options.textFile}); !other) return other;
    if (auto checked = RunRecorder::check(options.output, model, record); !checked) return checked;
    auto recorder = RunRecorder::create(options.output, model, experiment, record);
    if (!recorder) return fail(recorder.error().message);

    watchInterrupts();
    FrameMaker maker(loaded->model, experiment);
    Generator& generator = maker.generator();
    const std::int64_t total = prompt + (options.prompt.empty() ? 0 : options.tokens);
    std::int64_t n = 0;
    bool full = false;  // the file, up to --max-size
    {
        ProgressBar bar("recording");
        for (; n < total && !interrupted() && !options.window.stops(generator); ++n) {
            const auto room = (*recorder)->hasRoom();
            if (!room) return fail(room.error().message);
            if (full = !*room; full) break;
            const std::int32_t token = n < prompt ? tokens[static_cast<std::size_t>(n)] : generator.draw();
            Frame frame = maker.read(token, n < prompt, true, recorder->get());
            if (n + 1 == total || options.window.stops(generator)) frame.text += maker.flushText();
            if (auto written = (*recorder)->commit(frame, generator.logits(), experiment); !written) return written;
            bar.show(n + 1, total);
        }
    }
    if (full)
        std::fprintf(stderr, "note: stopped after %lld of %lld tokens: %s would grow beyond %llu bytes\n", static_cast<long long>(n),
                     static_cast<long long>(total), options.output.c_str(), static_cast<unsigned long long>(options.mostBytes));
    else if (n < total && !interrupted())
        noteFullWindow(n - prompt, model.info());
    return (*recorder)->finish();
}

}  // namespace

void addRecord(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("record", "Write every spike of a run to an HDF5 file");
    options->model.addTo(*command);
    options->model.addInterventionsTo(*command);
    CLI::Option_group* source = command->add_option_group("source", "What to read (one of these)");
    CLI::Option* prompt = source->add_option("--prompt", options->prompt, "Continue this text by --tokens tokens")->type_name("TEXT");
    source->add_option("--text", options->text, "Read this text")->type_name("TEXT");
    source->add_option("--text-file", options->textFile, "Read this file (UTF-8)")->type_name("FILE");
    source->add_option("--token-ids", options->tokenIds, "Read these tokens")->type_name("1,2,3");
    source->require_option(1);
    command->add_option("--tokens", options->tokens, "Tokens to write after the prompt")
        ->capture_default_str()
        ->check(wholeNumber(0, kLargestCount))
        ->needs(prompt);
    command->add_option("--output", options->output, "Recording to write (HDF5)")->required()->type_name("RUN.h5");
    command->add_flag("--logits", options->logits, "Record the logits too");
    command->add_option("--membrane", options->membrane, "Record membrane potentials: all, none, or sites separated by commas")
        ->capture_default_str();
    command->add_option("--max-size", options->mostBytes, "End the recording, complete, before it grows beyond this: bytes, or 500M, 2G (powers of 1024)")
        ->transform(CLI::AsSizeValue(false))
        ->check(wholeNumber(1, std::numeric_limits<std::uint64_t>::max()))
        ->type_name("SIZE");
    options->sampling.addTo(*command);
    options->window.addTo(*command);
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
