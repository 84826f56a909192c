// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <mutex>
#include <new>
#include <thread>

#include "cli/command.h"
#include "cli/sweep_rows.h"
#include "cli/sweep_scripts.h"

namespace spikeglass::cli {
namespace {

struct Options {
    std::string plan;
    std::string folder;
    int jobs = 0;           // 0: all cores
    std::int64_t row = -1;  // -1: all
    std::string merge;
    bool snakemake = false, slurm = false;
};

std::string absolute(const std::string& path) {
    std::error_code error;
    const std::filesystem::path whole = std::filesystem::absolute(path, error);
    return error ? path : whole.lexically_normal().string();
}

/// PLAN.json -> PLAN.sweep, beside it.
std::string usualFolder(const std::string& plan) {
    return std::filesystem::path(plan).replace_extension(".sweep").string();
}

/// The workers of one run, and what they tell each other.
class Workers {
  public:
    Workers(const std::string& folder, const std::vector<SweepRow>& rows)
        : m_folder(folder),
          m_rows(rows),
          m_models(rows) {}

    /// Computes every row that is missing. Returns how many were computed.
    std::size_t run(int jobs) {
        {
            std::vector<std::jthread> threads;
            threads.reserve(static_cast<std::size_t>(jobs));
            for (int i = 0; i < jobs; ++i) threads.emplace_back([this] { work(); });
            while (m_running.load() > 0 || m_taken.load() < m_rows.size()) {
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
                m_bar.show(static_cast<std::int64_t>(m_done.load()), static_cast<std::int64_t>(m_rows.size()));
                if (interrupted()) break;
            }
        }
        return m_done.load();
    }
    std::size_t failed() const { return m_failed; }
    const std::string& firstComplaint() const { return m_complaint; }

  private:
    void work() {
        ++m_running;
        for (std::size_t i = m_taken++; i < m_rows.size() && !interrupted(); i = m_taken++) {
            const Progress progress = [](std::int64_t, std::int64_t) { return !interrupted(); };
            Result<bool> done = fail("not enough memory for this model");
            try {
                done = computeRow(m_folder, m_rows[i], m_models, progress);
            } catch (const std::bad_alloc&) {
            } catch (const std::exception& error) {
                done = fail(error.what());
            }
            m_models.give(m_rows[i]);
            if (done) {
                m_done += *done ? 1 : 0;
                continue;
            }
            const std::lock_guard lock(m_mutex);
            if (m_failed++ == 0) m_complaint = done.error().message;
        }
        --m_running;
    }

    const std::string& m_folder;
    const std::vector<SweepRow>& m_rows;
    SweepModels m_models;
    ProgressBar m_bar{"sweeping"};
    std::atomic<std::size_t> m_taken{0}, m_done{0};
    std::atomic<int> m_running{0};
    std::mutex m_mutex;  // of what follows, until the threads have ended
    std::size_t m_failed = 0;
    std::string m_complaint;
};

Result<void> computeOne(const Options& options) {
    const auto plan = readWrittenPlan(options.plan, options.folder);
    if (!plan) return fail(plan.error().message);
    if (static_cast<std::size_t>(options.row) >= plan->rows.size())
        return fail("--row: expected a number from 0 to " + std::to_string(plan->rows.size() - 1) + ", found " +
                    std::to_string(options.row));
    const std::vector<SweepRow> rows{plan->rows[static_cast<std::size_t>(options.row)]};
    if (isFinished(options.folder, rows[0])) return {};
    SweepModels models(rows);
    const auto done =
        computeRow(options.folder, rows[0], models, [](std::int64_t, std::int64_t) { return !interrupted(); });
    if (!done) return fail(done.error().message);
    return *done ? Result<void>() : fail("interrupted: the row was not finished");
}

Result<void> computeMissing(const Options& options, const SweepPlan& plan) {
    std::vector<SweepRow> missing;
    for (const SweepRow& row : plan.rows)
        if (!isFinished(options.folder, row)) missing.push_back(row);
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int jobs =
        std::min(options.jobs > 0 ? options.jobs : cores, static_cast<int>(std::min<std::size_t>(missing.size(), 256)));
    Workers workers(options.folder, missing);
    const std::size_t computed = missing.empty() ? 0 : workers.run(jobs);
    const std::size_t before = plan.rows.size() - missing.size();
    std::fprintf(stderr, "%zu rows in %s/rows: %zu computed now, %zu were there\n", before + computed,
                 options.folder.c_str(), computed, before);
    if (workers.failed() > 0)
        return fail(std::to_string(workers.failed()) + " of " + std::to_string(plan.rows.size()) +
                    " rows failed; the first: " + workers.firstComplaint());
    if (interrupted())
        return fail("interrupted: " + std::to_string(missing.size() - computed) +
                    " rows are left; the same command computes them");
    return {};
}

Result<void> writeScripts(const Options& options, const SweepPlan& plan) {
    std::error_code error;
    std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) program = "spikeglass-cli";
    for (const auto& [wanted, write] :
         {std::pair{options.snakemake, &writeSnakefile}, {options.slurm, &writeSlurmScript}}) {
        if (!wanted) continue;
        const auto written = write(plan, options.folder, program.string());
        if (!written) return fail(written.error().message);
        std::printf("%s\n", written->c_str());
    }
    return {};
}

Result<void> run(Options options) {
    if (options.folder.empty()) options.folder = usualFolder(options.plan);
    options.folder = absolute(options.folder);
    watchInterrupts();
    if (options.row >= 0) return computeOne(options);
    // Merging reads no model: it may run where none lies.
    const auto plan =
        options.merge.empty() ? readSweepPlan(options.plan) : readWrittenPlan(options.plan, options.folder);
    if (!plan) return fail(plan.error().message);
    if (!options.merge.empty()) return mergeRows(*plan, options.folder, options.merge);
    if (auto written = writePlan(*plan, options.folder); !written) return written;
    return options.snakemake || options.slurm ? writeScripts(options, *plan) : computeMissing(options, *plan);
}

}  // namespace

void addSweep(CLI::App& program, Action& action) {
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "sweep", "Many models, choices, texts and seeds, over all cores or as jobs of a cluster");
    command->add_option("PLAN", options->plan, "What to compute (JSON, docs/sweeps.md)")->required();
    command
        ->add_option("--output", options->folder,
                     "Folder of the rows; PLAN.sweep if nothing is said. Finished ones are not computed again")
        ->type_name("FOLDER");
    CLI::Option* jobs =
        command->add_option("--jobs", options->jobs, "Rows at a time; as many as there are cores if nothing is said")
            ->check(wholeNumber(1, 256));
    CLI::Option* merge = command
                             ->add_option("--merge", options->merge,
                                          "Compute nothing: write the finished rows to this file, .csv or .json")
                             ->type_name("FILE")
                             ->check(CLI::Validator(
                                 [](const std::string& name) {
                                     const bool known = name.ends_with(".csv") || name.ends_with(".json");
                                     return known ? std::string() : "expected a name that ends in .csv or .json, found \"" + name.substr(0, 80) + '"';
                                 },
                                 ""));
    CLI::Option* snakemake = command->add_flag("--snakemake", options->snakemake,
                                               "Compute nothing: write a Snakemake workflow into the folder");
    CLI::Option* slurm =
        command->add_flag("--slurm", options->slurm, "Compute nothing: write a Slurm job array into the folder");
    CLI::Option* row =
        command->add_option("--row", options->row, "Compute this row only, from 0: what the jobs of a cluster do")
            ->check(wholeNumber(0, kLargestCount));
    for (CLI::Option* other : {jobs, snakemake, slurm, row}) merge->excludes(other);
    for (CLI::Option* other : {jobs, snakemake, slurm}) row->excludes(other);
    for (CLI::Option* other : {snakemake, slurm}) jobs->excludes(other);
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace spikeglass::cli
