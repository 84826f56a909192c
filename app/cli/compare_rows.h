// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <memory>
#include <span>

#include "cli/command.h"
#include "engine/comparison.h"

namespace spikeglass::cli {

/// A row as an object of `compare --json`: everything that `score --json` says, and the name of the choice.
nlohmann::ordered_json rowJson(const ComparisonRow& row);

/// The rows for people, one line each, printed as they are finished.
class TextTable {
  public:
    /// The tasks decide how wide the columns of names are.
    explicit TextTable(std::span<const ComparisonTask> tasks);
    void printHeading() const;
    void print(const ComparisonRow& row) const;
    /// What belongs below it: attention counted both ways, findings.
    void printNotes(std::span<const ComparisonRow> rows) const;

  private:
    std::string names(const ComparisonTask& task) const;

    int m_modelWidth;  // characters
    int m_choiceWidth;
};

/// The rows with all their figures as a CSV file (RFC 4180), written and flushed row by row under a name that ends in ".partial";
/// what was there stays until finish(). Without open() it does nothing.
class CsvTable {
  public:
    CsvTable() = default;
    CsvTable(const CsvTable&) = delete;
    CsvTable& operator=(const CsvTable&) = delete;
    ~CsvTable();  // of a file without rows that was not finished nothing stays
    /// Writes the heading: the columns are those of all tasks together. Errors: the file cannot be written.
    Result<void> open(const std::string& path, std::span<const ComparisonTask> tasks);
    /// Errors: the file cannot be written (a full disk); the rows before stay under that name.
    Result<void> write(const ComparisonRow& row);
    /// Gives the file its name, if it has rows. Errors: it cannot be given.
    Result<void> finish();
    /// ", in NAME.partial" where rows wait there; else empty.
    std::string whereItIs() const;

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    Result<void> writeLine(const std::string& line);
    tl::unexpected<Error> cannot() const;

    std::string m_path, m_target, m_partial;  // m_target: what m_path leads to; m_partial: empty where it is no regular file
    std::size_t m_rows = 0, m_bytes = 0;
    std::unique_ptr<std::FILE, Close> m_file;
    std::vector<std::string> m_sites;  // columns firing_rate.SITE
};

}  // namespace spikeglass::cli
