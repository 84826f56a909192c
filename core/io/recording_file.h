// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bits.h"
#include "base/result.h"
#include "io/recording_header.h"

namespace spikeglass {

/// One token's worth. Spans need to live only during append(). Site order is the header's.
struct RecordedToken {
    std::int32_t token = 0;
    std::string_view text;                          // what the token prints; whole UTF-8 characters
    std::span<const std::span<const Word>> spikes;  // per site: timesteps * wordsFor(width) words; empty span: all zero
    std::span<const std::span<const float>> membrane;  // per site: timesteps * width; empty: not recorded, or analog now
    std::span<const float> logits;                  // [vocabulary], if recorded
    // Each if the header says so:
    float surprisal = std::numeric_limits<float>::quiet_NaN();  // bits
    std::span<const std::int64_t> operations = {};      // [components, fields]
    std::span<const std::int64_t> twinOperations = {};  // likewise; empty: the twin did not run
    std::span<const std::int32_t> candidates = {};      // best first; fewer are filled up with -1
    std::span<const float> candidateProbabilities = {};
};

/// Writes a recording as spec'd in docs/recording-format.md: extensible datasets, chunked by token, deflate + shuffle,
/// readable with plain h5py, valid after a crash up to the last flush. Never blocks on a reader. One thread at a time.
class RecordingWriter {
  public:
    /// Creates OUTPUT (under a temporary name beside it; finish() renames, so an interrupted run never replaces an
    /// earlier good file; the partial file stays and is readable). mostBytes: the file stays below, if hasRoom() is asked
    /// before each token; 0: no limit. Errors: cannot create; names the path and the reason.
    static Result<RecordingWriter> create(const std::string& path, const RecordingHeader& header, std::uint64_t mostBytes = 0);
    RecordingWriter(RecordingWriter&&) noexcept;
    RecordingWriter& operator=(RecordingWriter&&) noexcept;
    ~RecordingWriter();

    /// Errors: the disk is full or the file went away (named).
    Result<void> append(const RecordedToken& token);
    /// Whether another token fits within the limit, whatever is in it; if not, finish(). Errors: those of append().
    Result<bool> hasRoom();
    /// Notes a change, before the token from which on it is in force.
    void note(const RecordedChange& change);
    Result<void> flush();
    Result<void> finish();
    std::int64_t tokensWritten() const;
    /// Where it lies now: under its temporary name, and once it is finished under its own.
    const std::string& file() const;

  private:
    struct Data;
    explicit RecordingWriter(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

/// What `info` prints of a recording. Errors: not a recording; damaged (file, dataset, expected, found).
struct RecordingSummary {
    RecordingHeader header;
    std::int64_t tokens = 0;
    std::string text;
    std::map<std::string, double> firingRate;  // per site
};
Result<RecordingSummary> summarizeRecording(const std::string& path, int descriptor = -1);

/// True if the file is HDF5 and says that it is one of our recordings; never an error. descriptor: see hdf5::InputFile::open().
bool isRecording(const std::string& path, int descriptor = -1);

}  // namespace spikeglass
