// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <optional>
#include <set>

#include "io/hdf5_commit_driver.h"
#include "io/hdf5_handles.h"
#include "io/partial_file.h"
#include "io/recording_attributes.h"
#include "io/recording_column.h"
#include "io/recording_file.h"
#include "io/recording_json.h"
#include "io/recording_texts.h"

namespace spikeglass {
namespace {

constexpr std::size_t kBatchTokens = 1024;           // written at the latest when so many wait
constexpr std::size_t kBatchBytes = 32U << 20;       // or so many bytes
constexpr std::size_t kMetadataBytes = 160U << 10;   // room for what a flush may add besides the columns: texts, and their indices
constexpr std::size_t kFewTokens = 64;               // not worth a flush of their own to see how small they pack
constexpr hsize_t kTextChunk = 1024;                 // tokens; 16 KB of references
constexpr hsize_t kChangeChunk = 64;                 // there are few

}  // namespace

struct RecordingWriter::Data {
    std::string path;              // as it was given, for messages
    std::string target;            // where that leads to
    std::string partial;
    hdf5::FileHandle file;
    hdf5::GroupHandle root;
    RecordingHeader header;
    std::optional<RecordingColumn> tokens;
    std::optional<RecordingColumn> logits;
    std::optional<RecordingColumn> surprisal, operations, twinOperations, candidates, probabilities;
    std::vector<RecordingColumn> spikes;                    // [sites]
    std::vector<std::optional<RecordingColumn>> membranes;  // [sites]
    std::optional<RecordingTexts> texts, changes;
    std::int64_t count = 0;                                 // tokens appended
    std::uint64_t mostBytes = 0;                            // of the file; 0: as many as it takes
    bool finished = false;
    std::optional<Error> failure;  // the first one; every later call repeats it

    ~Data() {
        const hdf5::Session session;
        try {
            if (file && !failure) (void)writeAll();  // nobody can be told now
        } catch (const std::bad_alloc&) {
        }
        closeAll();
    }

    bool closeAll();
    Result<void> make();
    Result<void> makeFurther();
    Result<void> makeSites();
    std::vector<RecordingColumn*> columns();
    Result<void> writeWaiting();
    Result<void> writeAll();
    std::size_t waitingBytes();
    bool hasRoomForOneMore();
    void abandonFile();
    tl::unexpected<Error> broken(const std::string& reason);
};

std::vector<RecordingColumn*> RecordingWriter::Data::columns() {
    std::vector<RecordingColumn*> all;
    for (auto* column : {&tokens, &logits, &surprisal, &operations, &twinOperations, &candidates, &probabilities})
        if (*column) all.push_back(&**column);
    for (RecordingColumn& column : spikes) all.push_back(&column);
    for (auto& column : membranes)
        if (column) all.push_back(&*column);
    return all;
}

bool RecordingWriter::Data::closeAll() {
    bool ok = true;
    for (RecordingColumn* column : columns()) ok = column->close() && ok;
    ok = root.close() && ok;
    return file.close() && ok;
}

/// What is on disk is the last complete flush.
void RecordingWriter::Data::abandonFile() {
    if (file) hdf5::abandon(file.id());
    closeAll();
}

tl::unexpected<Error> RecordingWriter::Data::broken(const std::string& reason) {
    failure = Error{path + ": cannot be written: " + reason + "; what was recorded before is in " + partial};
    abandonFile();
    return tl::unexpected(*failure);
}

Result<void> RecordingWriter::Data::make() {
    const hdf5::ListHandle access(H5Pcreate(H5P_FILE_ACCESS));
    H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
    H5Pset_libver_bounds(access.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V110);
    if (auto ok = hdf5::useCommitDriver(access.id()); !ok) return ok;
    // Space that becomes free is not used again: what the last flush left on disk stays whole during the next one.
    const hdf5::ListHandle creation(H5Pcreate(H5P_FILE_CREATE));
    H5Pset_file_space_strategy(creation.id(), H5F_FSPACE_STRATEGY_NONE, false, 1);
    file = hdf5::FileHandle(H5Fcreate(partial.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()));
    if (!file) return fail(hdf5::lastReason());
    root = hdf5::GroupHandle(H5Gopen2(file.id(), "/", H5P_DEFAULT));
    if (!root) return fail(hdf5::lastReason());
    if (!writeRecordingAttributes(root.id(), header)) return fail(hdf5::lastReason());
    auto made = RecordingTexts::create(root.id(), "text", kTextChunk);
    if (!made) return tl::unexpected(made.error());
    texts = std::move(*made);
    made = RecordingTexts::create(root.id(), "changes", kChangeChunk);
    if (!made) return tl::unexpected(made.error());
    changes = std::move(*made);
    if (auto ok = makeFurther(); !ok) return ok;
    return makeSites();
}

Result<void> RecordingWriter::Data::makeFurther() {
    using Kind = RecordingColumn::Kind;
    const std::vector<hsize_t> counts{header.network.components.size(), header.operationFields.size()};
    const bool counted = counts[0] > 0 && counts[1] > 0;
    const struct {
        bool wanted;
        std::optional<RecordingColumn>* column;
        const char* name;
        Kind kind;
        std::vector<hsize_t> shape;
    } all[] = {{true, &tokens, "tokens", Kind::Int32, {}},
               {header.logits, &logits, "logits", Kind::Float32, {header.vocabulary}},
               {header.surprisal, &surprisal, "surprisal", Kind::Float32, {}},
               {counted, &operations, "operations", Kind::Int64, counts},
               {counted, &twinOperations, "twin_operations", Kind::Int64, counts},
               {header.candidates > 0, &candidates, "candidates", Kind::Int32, {header.candidates}},
               {header.candidates > 0, &probabilities, "candidate_probabilities", Kind::Float32, {header.candidates}}};
    for (const auto& one : all) {
        if (!one.wanted) continue;
        auto made = RecordingColumn::create(root.id(), one.name, one.kind, one.shape);
        if (!made) return tl::unexpected(made.error());
        *one.column = std::move(*made);
    }
    return {};
}

Result<void> RecordingWriter::Data::makeSites() {
    std::set<std::string> names;
    for (const RecordedSite& site : header.sites) {
        if (site.name.empty() || site.name == "." || site.name.find('/') != std::string::npos)
            return fail("\"" + site.name + "\" is no name for a site");
        if (!names.insert(site.name).second) return fail("there are two sites \"" + site.name + "\"");
    }
    const hdf5::GroupHandle all(H5Gcreate2(root.id(), "sites", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    for (const RecordedSite& site : header.sites) {
        const hdf5::GroupHandle group(H5Gcreate2(all.id(), site.name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
        if (!group || !writeSiteAttributes(group.id(), site)) return fail(hdf5::lastReason());
        const std::vector<hsize_t> shape{site.timesteps, site.width};
        auto made = RecordingColumn::create(group.id(), "spikes", RecordingColumn::Kind::UInt8, shape);
        if (!made) return tl::unexpected(made.error());
        spikes.push_back(std::move(*made));
        membranes.emplace_back();
        if (!site.membrane) continue;
        made = RecordingColumn::create(group.id(), "membrane", RecordingColumn::Kind::Float32, shape);
        if (!made) return tl::unexpected(made.error());
        membranes.back() = std::move(*made);
    }
    return {};
}

/// All that waits, and then the metadata. Under a Session. The only place, after creation, where the file changes.
Result<void> RecordingWriter::Data::writeAll() {
    for (RecordingColumn* column : columns())
        if (auto ok = column->write(); !ok) return ok;
    if (auto ok = texts->write(); !ok) return ok;
    if (auto ok = changes->write(); !ok) return ok;
    if (H5Fflush(file.id(), H5F_SCOPE_GLOBAL) < 0) return fail(hdf5::lastReason());
    return hdf5::commit(file.id());
}

Result<void> RecordingWriter::Data::writeWaiting() {
    if (failure) return tl::unexpected(*failure);
    const hdf5::Session session;
    if (auto ok = writeAll(); !ok) return broken(ok.error().message);
    return {};
}

std::size_t RecordingWriter::Data::waitingBytes() {
    std::size_t bytes = 0;
    for (const RecordingColumn* column : columns()) bytes += column->waitingBytes();
    return bytes;
}

/// Whether the file stays within its limit whatever the next token is.
bool RecordingWriter::Data::hasRoomForOneMore() {
    if (mostBytes == 0) return true;
    const hdf5::Session session;
    std::uint64_t bytes = hdf5::committedBytes(file.id()) + kMetadataBytes + texts->bytes() + changes->bytes();
    for (const RecordingColumn* column : columns()) bytes += column->mostBytesWithOneMore();
    return bytes <= mostBytes;
}

RecordingWriter::RecordingWriter(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
RecordingWriter::RecordingWriter(RecordingWriter&&) noexcept = default;
RecordingWriter& RecordingWriter::operator=(RecordingWriter&&) noexcept = default;
RecordingWriter::~RecordingWriter() = default;

Result<RecordingWriter> RecordingWriter::create(const std::string& path, const RecordingHeader& header,
                                                std::uint64_t mostBytes) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
        return fail(path + ": cannot be written: it exists and is not a regular file");
    auto target = behindLinks(path);
    auto partial = target ? reservePartialFile(*target) : std::nullopt;
    if (!partial) return fail(path + ": cannot be created: " + std::strerror(errno));
    auto data = std::make_unique<Data>();
    data->path = path;
    data->target = std::move(*target);
    data->partial = std::move(*partial);
    data->header = header;
    data->mostBytes = mostBytes;
    const hdf5::Session session;
    Result<void> ok = data->make();
    if (ok) ok = data->writeAll();
    if (ok && !data->hasRoomForOneMore())
        ok = fail("its size is limited to " + std::to_string(mostBytes) + " bytes, too few for what it begins with and a token");
    if (!ok) {
        data->abandonFile();
        ::unlink(data->partial.c_str());
        return fail(path + ": cannot be created: " + ok.error().message);
    }
    return RecordingWriter(std::move(data));
}

Result<void> RecordingWriter::append(const RecordedToken& token) {
    Data& data = *m_data;
    if (data.failure) return tl::unexpected(*data.failure);
    assert(token.spikes.size() == data.spikes.size());
    const auto add = [](std::optional<RecordingColumn>& column, const void* values, std::size_t bytes, int filler) {
        if (!column) return;
        const auto row = column->addRow();
        assert(bytes <= row.size());
        std::memset(row.data(), filler, row.size());
        if (bytes > 0) std::memcpy(row.data(), values, bytes);
    };
    constexpr int kMinusOne = 0xFF;  // in every byte
    add(data.tokens, &token.token, sizeof token.token, 0);
    assert(!data.logits || token.logits.size() == data.header.vocabulary);
    add(data.logits, token.logits.data(), token.logits.size_bytes(), 0);
    add(data.surprisal, &token.surprisal, sizeof token.surprisal, 0);
    add(data.operations, token.operations.data(), token.operations.size_bytes(), kMinusOne);
    add(data.twinOperations, token.twinOperations.data(), token.twinOperations.size_bytes(), kMinusOne);
    add(data.candidates, token.candidates.data(), token.candidates.size_bytes(), kMinusOne);
    add(data.probabilities, token.candidateProbabilities.data(), token.candidateProbabilities.size_bytes(), 0);
    for (std::size_t s = 0; s < data.spikes.size(); ++s) {
        const RecordedSite& site = data.header.sites[s];
        const auto row = data.spikes[s].addRow();
        const std::size_t words = wordsFor(site.width);
        assert(token.spikes[s].empty() || token.spikes[s].size() == site.timesteps * words);
        for (std::size_t t = 0; t < site.timesteps && !token.spikes[s].empty(); ++t)
            forEachSetBit(token.spikes[s].subspan(t * words, words),
                          [&](std::size_t i) { row[t * site.width + i] = std::byte{1}; });
        if (!data.membranes[s]) continue;
        const auto membrane = data.membranes[s]->addRow();
        const bool given = s < token.membrane.size() && !token.membrane[s].empty();
        assert(!given || token.membrane[s].size_bytes() == membrane.size());
        constexpr float kAnalog = std::numeric_limits<float>::quiet_NaN();
        for (std::size_t i = 0; !given && i < membrane.size(); i += sizeof kAnalog) std::memcpy(&membrane[i], &kAnalog, sizeof kAnalog);
        if (given) std::memcpy(membrane.data(), token.membrane[s].data(), membrane.size());
    }
    data.texts->add(token.text);
    ++data.count;
    if (data.texts->waiting() >= kBatchTokens || data.waitingBytes() >= kBatchBytes) return data.writeWaiting();
    return {};
}

Result<bool> RecordingWriter::hasRoom() {
    Data& data = *m_data;
    if (data.failure || data.hasRoomForOneMore()) return true;
    if (data.texts->waiting() < kFewTokens) return false;
    if (auto ok = data.writeWaiting(); !ok) return tl::unexpected(ok.error());
    return data.hasRoomForOneMore();
}

void RecordingWriter::note(const RecordedChange& change) {
    if (!m_data->failure) m_data->changes->add(changeJson(change));
}

Result<void> RecordingWriter::flush() { return m_data->writeWaiting(); }

Result<void> RecordingWriter::finish() {
    Data& data = *m_data;
    if (auto ok = data.writeWaiting(); !ok) return ok;
    const auto cannot = [&](const std::string& reason) {
        data.failure = Error{data.path + ": cannot be written: " + reason + "; the recording is in " + data.partial};
        return tl::unexpected(*data.failure);
    };
    {
        const hdf5::Session session;
        if (!data.closeAll()) return cannot(hdf5::lastReason());
    }
    if (!putInPlace(data.partial, data.target)) return cannot(std::strerror(errno));
    data.finished = true;
    data.failure = Error{data.path + ": the recording is finished; nothing can be added"};
    return {};
}

std::int64_t RecordingWriter::tokensWritten() const { return m_data->count; }

const std::string& RecordingWriter::file() const { return m_data->finished ? m_data->path : m_data->partial; }

}  // namespace spikeglass
