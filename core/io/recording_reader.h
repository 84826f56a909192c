// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/bits.h"
#include "base/result.h"
#include "io/recording_header.h"

namespace spikeglass {

/// What a recording holds of the tokens [from, from + count). What it does not hold is empty.
struct RecordedRows {
    std::int64_t from = 0;
    std::size_t count = 0;
    std::vector<std::int32_t> tokens;           // [count]
    std::vector<std::string> texts;             // [count]
    std::vector<std::vector<Word>> spikes;      // [sites][count, timesteps, wordsFor(width)]
    std::vector<std::vector<float>> membranes;  // [sites][count, timesteps, width], after reset; NaN where analog
    std::vector<float> logits;                  // [count, vocabulary], if asked for
    std::vector<float> surprisal;               // [count], bits
    std::vector<std::int64_t> operations;       // [count, components, fields]
    std::vector<std::int64_t> twinOperations;   // likewise; -1 where the twin did not run
    std::vector<std::int32_t> candidates;       // [count, candidates], best first; -1: none
    std::vector<float> probabilities;           // [count, candidates]
};

/// Reads a recording piece by piece, with our own reader because recordings come from strangers. One thread at a time.
class RecordingReader {
  public:
    /// Errors: cannot be read; not a recording; damaged (file, dataset, expected, found).
    /// descriptor: see hdf5::InputFile::open().
    static Result<RecordingReader> open(const std::string& path, int descriptor = -1);
    RecordingReader(RecordingReader&&) noexcept;
    RecordingReader& operator=(RecordingReader&&) noexcept;
    ~RecordingReader();

    const RecordingHeader& header() const;
    std::int64_t tokenCount() const;

    /// What was in force, and from which token on; ascending. Of older recordings the header's choice alone.
    /// Errors: damaged; more than kMostChanges.
    Result<std::vector<RecordedChange>> changes() const;
    static constexpr std::size_t kMostChanges = 65536;

    /// Bytes that read() takes per token.
    std::size_t bytesPerToken(bool logits = false) const;
    /// The most that one read() may take.
    static constexpr std::size_t kMostBytes = 512U << 20;
    /// Tokens [from, to), cut to those that there are. Errors: damaged; more than kMostBytes.
    Result<RecordedRows> read(std::int64_t from, std::int64_t to, bool logits = false) const;
    /// The ids alone, of the whole text.
    Result<std::vector<std::int32_t>> tokens() const;

  private:
    struct Data;
    explicit RecordingReader(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

}  // namespace spikeglass
