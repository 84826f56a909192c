// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_scripts.h"

#include <algorithm>

#include "io/whole_file.h"

namespace spikeglass::cli {
namespace {

constexpr std::size_t kMostTasks = 1000;  // Slurm's MaxArraySize is 1001 unless a cluster says otherwise

/// A string literal of Python: JSON's escapes are Python's, but for those of surrogate pairs, hence UTF-8.
std::string pythonQuoted(const std::string& text) { return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

}  // namespace

std::string shellQuoted(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

Result<std::string> writeSnakefile(const SweepPlan& plan, const std::string& folder, const std::string& program) {
    const std::string path = folder + "/Snakefile";
    const std::string text =
        "# Written by spikeglass-cli sweep --snakemake. Run: snakemake --snakefile THIS --cores all\n"
        "import json\n"
        "import os\n"
        "\n"
        "FOLDER = os.path.dirname(os.path.abspath(workflow.snakefile))\n"
        "PLAN = " +
        pythonQuoted(plan.path) +
        "\n"
        "PROGRAM = os.environ.get(\"SPIKEGLASS_CLI\", " +
        pythonQuoted(program) +
        ")\n"
        "with open(os.path.join(FOLDER, \"rows.json\"), encoding=\"utf-8\") as file:\n"
        "    NUMBERS = {row[\"id\"]: number for number, row in enumerate(json.load(file)[\"rows\"])}\n"
        "\n"
        "workdir: FOLDER\n"
        "localrules: all, merge\n"
        "\n"
        "rule all:\n"
        "    input: \"rows.csv\"\n"
        "\n"
        "rule row:\n"
        "    output: \"rows/{id}.json\"\n"
        "    params: number=lambda wildcards: NUMBERS[wildcards.id], program=PROGRAM, plan=PLAN\n"
        "    threads: 1\n"
        "    shell: \"{params.program:q} sweep {params.plan:q} --output . --row {params.number}\"\n"
        "\n"
        "rule merge:\n"
        "    input: expand(\"rows/{id}.json\", id=NUMBERS)\n"
        "    output: \"rows.csv\"\n"
        "    params: program=PROGRAM, plan=PLAN\n"
        "    shell: \"{params.program:q} sweep {params.plan:q} --output . --merge {output:q}\"\n";
    if (auto put = writeWholeFile(path, text); !put) return fail(put.error().message);
    return path;
}

Result<std::string> writeSlurmScript(const SweepPlan& plan, const std::string& folder, const std::string& program) {
    const std::string path = folder + "/sweep.slurm";
    const std::size_t tasks = std::min(plan.rows.size(), kMostTasks);
    const std::string text =
        "#!/bin/bash\n"
        "# Written by spikeglass-cli sweep --slurm. Run: sbatch THIS, and when it is done the command at the end of "
        "this file.\n"
        "#SBATCH --job-name=spikeglass-sweep\n"
        "#SBATCH --array=0-" +
        std::to_string(tasks - 1) +
        "\n"
        "#SBATCH --cpus-per-task=1\n"
        "set -euo pipefail\n"
        "program=${SPIKEGLASS_CLI:-" +
        shellQuoted(program) +
        "}\n"
        "plan=" +
        shellQuoted(plan.path) +
        "\n"
        "folder=" +
        shellQuoted(folder) +
        "\n"
        "status=0\n"
        "for ((row = SLURM_ARRAY_TASK_ID; row < " +
        std::to_string(plan.rows.size()) + "; row += " + std::to_string(tasks) +
        ")); do\n"
        "    \"$program\" sweep \"$plan\" --output \"$folder\" --row \"$row\" || status=1\n"
        "done\n"
        "exit \"$status\"\n"
        "# spikeglass-cli sweep " +
        shellQuoted(plan.path) + " --output " + shellQuoted(folder) + " --merge rows.csv\n";
    if (auto put = writeWholeFile(path, text); !put) return fail(put.error().message);
    return path;
}

}  // namespace spikeglass::cli
