// SPDX-License-Identifier: Apache-2.0
#include "cli/compare_rows.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "cli/score_json.h"
#include "cli/terminal_text.h"
#include "energy/pricing_model.h"
#include "engine/comparison_csv.h"
#include "engine/diagnosis.h"
#include "io/partial_file.h"
#include "text/utf8.h"

namespace spikeglass::cli {
namespace {

constexpr int kWidestModel = 40;  // characters
constexpr int kWidestChoice = 30;

/// Cut to `most` characters, then padded to `width`.
std::string cell(std::string_view text, int width) {
    std::string shown;
    int characters = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = readUtf8(text, at);
        const bool fits = characters + 1 < width || at + step.length == text.size();
        shown += fits ? std::string(text.substr(at, step.length)) : "\u2026";
        ++characters;
        if (!fits) break;
        at += step.length;
    }
    return shown.append(static_cast<std::size_t>(std::max(0, width - characters)), ' ');
}

/// 2470022 as "2.47M".
std::string shortCount(std::int64_t number) {
    const auto value = static_cast<double>(number);
    char text[32];
    if (number < 10'000)
        std::snprintf(text, sizeof text, "%lld", static_cast<long long>(number));
    else if (value < 999.5e3)
        std::snprintf(text, sizeof text, "%.3gk", value / 1e3);
    else if (value < 999.5e6)
        std::snprintf(text, sizeof text, "%.3gM", value / 1e6);
    else
        std::snprintf(text, sizeof text, "%.3gG", value / 1e9);
    return text;
}

/// The energy under the rule that the family's own paper used, or null.
const Score::Energy* publishedEnergy(const Score& score, const NetworkInfo& info) {
    for (const PricingModel& pricing : pricingModels()) {
        if (pricing.family.empty() || pricing.family != info.architecture) continue;
        if (const auto found = score.energy.find(std::string(pricing.id)); found != score.energy.end())
            return &found->second;
    }
    return nullptr;
}

/// Microjoules, how many times as much the analog twin takes, and a mark.
void printEnergy(const Score::Energy* energy, char mark) {
    if (energy == nullptr)
        std::printf(" %8s %6s%c", "-", "-", mark);
    else
        std::printf(" %8.4g %6.2f%c", 1e6 * energy->thisJoules,
                    energy->thisJoules > 0 ? energy->analogJoules / energy->thisJoules : 0.0, mark);
}

}  // namespace

nlohmann::ordered_json rowJson(const ComparisonRow& row) {
    const Model& model = *row.task.model;
    nlohmann::ordered_json json = scoreJson(row.score, model, row.task.choice);
    json["file"] = model.path;
    json["choice"] = row.task.choiceName;
    if (!row.task.interventions.empty()) json["interventions"] = toJson(row.task.interventions, model.info());
    json["tokens_per_second"] = row.tokensPerSecond();
    return json;
}

TextTable::TextTable(std::span<const ComparisonTask> tasks) : m_modelWidth(5), m_choiceWidth(6) {
    const auto widen = [](int& width, std::string_view text, int widest) {
        width = std::max(width, std::min(widest, static_cast<int>(countCharacters(text))));
    };
    for (const ComparisonTask& task : tasks) {
        widen(m_modelWidth, task.model->title(), kWidestModel);
        widen(m_choiceWidth, task.choiceName, kWidestChoice);
    }
}

std::string TextTable::names(const ComparisonTask& task) const {
    return cell(task.model->title(), m_modelWidth) + "  " + cell(task.choiceName, m_choiceWidth);
}

void TextTable::printHeading() const {
    const std::string names = cell("model", m_modelWidth) + "  " + cell("choice", m_choiceWidth);
    std::printf("%*s                                     compute fp32     + memory SRAM      as published\n",
                m_modelWidth + 2 + m_choiceWidth, "");
    std::printf("%s   bits top-1  rate      AC     MAC        uJ  twin        uJ  twin        uJ  twin tokens/s\n",
                names.c_str());
    std::fflush(stdout);
}

void TextTable::print(const ComparisonRow& row) const {
    const Score& score = row.score;
    std::printf("%s %6.3f %4.1f%% %4.1f%% %7s %7s ", names(row.task).c_str(), score.bitsPerCharacter,
                100 * score.top1Accuracy, 100 * score.meanFiringRate, shortCount(score.operations.ac).c_str(),
                shortCount(score.operations.mac).c_str());
    const char mark = score.twinInFull ? '*' : ' ';
    printEnergy(&score.energy.at("compute-fp32"), mark);
    printEnergy(&score.energy.at("compute-memory-sram"), mark);
    printEnergy(publishedEnergy(score, row.task.model->info()), ' ');
    std::printf("%8.0f\n", row.tokensPerSecond());
    std::fflush(stdout);
}

void TextTable::printNotes(std::span<const ComparisonRow> rows) const {
    if (rows.empty()) return;
    std::printf(
        "\nbits: per character, of %lld characters; uJ: per token; twin: energy of the analog twin / this "
        "(docs/energy.md)\n",
        static_cast<long long>(rows.front().score.characters));
    if (std::any_of(rows.begin(), rows.end(), [](const ComparisonRow& row) { return row.score.twinInFull; }))
        std::printf("*: the checkpoint has no analog weights to run its twin with, so the twin's products are counted in full\n");
    bool headed = false;
    for (const ComparisonRow& row : rows) {
        const OperationCounts& n = row.score.operations;
        if (!hasAttentionBothWays(n)) continue;
        if (!headed)
            std::printf(
                "\n%-*s   linear form  pairwise, as published   token then, compute fp32\n%-*s            AC         "
                "AC        MAC"
                "                         uJ\n",
                m_modelWidth + 2 + m_choiceWidth, "spiking attention, both ways", m_modelWidth + 2 + m_choiceWidth,
                "per token");
        headed = true;
        std::printf("%s %13s %10s %10s %26.4g\n", names(row.task).c_str(), shortCount(n.linearAttentionAc).c_str(),
                    shortCount(n.pairwiseAttentionAc).c_str(), shortCount(n.pairwiseAttentionMac).c_str(),
                    1e6 * pairwiseAttentionJoules(row.score));
    }
    std::set<std::pair<const Model*, std::string>> said;  // once per model where its choices have it in common
    headed = false;
    for (const ComparisonRow& row : rows) {
        const Model& model = *row.task.model;
        for (const std::string& sentence : summarize(row.score.findings, model)) {
            if (!said.insert({&model, sentence}).second) continue;
            std::printf("%s%s, %s: %s\n", headed ? "" : "\nfindings\n", model.title().c_str(),
                        row.task.choiceName.c_str(), sentence.c_str());
            headed = true;
        }
    }
}

CsvTable::~CsvTable() {
    if (!m_partial.empty() && m_rows == 0) ::unlink(m_partial.c_str());
}

Result<void> CsvTable::open(const std::string& path, std::span<const ComparisonTask> tasks) {
    m_path = path;
    struct stat status {};
    const bool isStream = ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);  // a pipe, or a terminal
    if (!isStream) {
        const auto target = behindLinks(path);
        const auto partial = target ? reservePartialFile(*target) : std::nullopt;
        if (!partial) return cannot();
        m_target = *target, m_partial = *partial;
    }
    m_file.reset(std::fopen(isStream ? path.c_str() : m_partial.c_str(), "wb"));
    if (!m_file) return cannot();
    std::setvbuf(m_file.get(), nullptr, _IONBF, 0);  // what failed is not tried again when it is closed
    for (const ComparisonTask& task : tasks)
        for (const SiteInfo& site : task.model->info().sites)
            if (std::find(m_sites.begin(), m_sites.end(), site.name) == m_sites.end()) m_sites.push_back(site.name);
    return writeLine(comparisonCsvHeading(m_sites));
}

Result<void> CsvTable::write(const ComparisonRow& row) {
    if (!m_file) return {};
    const Model& model = *row.task.model;
    auto written = writeLine(comparisonCsvLine(model.title(), model.path, row.task.choiceName, nameOf(model.weights), row.score, m_sites));
    if (written) ++m_rows;
    return written;
}

Result<void> CsvTable::finish() {
    m_file.reset();
    if (m_partial.empty() || m_rows == 0) return {};
    if (!putInPlace(m_partial, m_target)) return cannot();
    m_partial.clear();
    return {};
}

std::string CsvTable::whereItIs() const { return m_partial.empty() || m_rows == 0 ? std::string() : ", in " + forTerminal(m_partial, false); }

Result<void> CsvTable::writeLine(const std::string& line) {
    if (std::fwrite(line.data(), 1, line.size(), m_file.get()) == line.size()) {
        m_bytes += line.size();
        return {};
    }
    const auto refused = cannot();
    const int ignored = m_partial.empty() ? 0 : ::truncate(m_partial.c_str(), static_cast<off_t>(m_bytes));
    (void)ignored;  // half a row would stay
    return refused;
}

tl::unexpected<Error> CsvTable::cannot() const {
    const std::string reason = std::strerror(errno);
    if (m_rows == 0 || m_partial.empty()) return fail(m_path + ": cannot be written: " + reason);
    return fail(m_path + ": cannot be written: " + reason + "; the rows before are in " + m_partial);
}

}  // namespace spikeglass::cli
