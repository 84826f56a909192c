// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "io/hdf5_attributes.h"
#include "io/hdf5_handles.h"
#include "io/recording_column.h"
#include "io/recording_file.h"
#include "io/utf8.h"

namespace spikeglass {
namespace {

constexpr std::size_t kBatchTokens = 1024;           // written at the latest when so many wait
constexpr std::size_t kBatchBytes = 32U << 20;       // or so many bytes
constexpr std::size_t kMetadataBytes = 64U << 10;    // room for what a flush may add besides data and their indices
constexpr int kMostPartialFiles = 1000;
constexpr hsize_t kTextChunk = 1024;                 // tokens; 16 KB of references

/// Variable-length UTF-8, as h5py writes strings.
hdf5::TypeHandle textType() {
    hdf5::TypeHandle type(H5Tcopy(H5T_C_S1));
    H5Tset_size(type.id(), H5T_VARIABLE);
    H5Tset_cset(type.id(), H5T_CSET_UTF8);
    return type;
}

bool writeAttribute(hid_t object, const char* name, hid_t fileType, hid_t memoryType, const void* value) {
    const hdf5::SpaceHandle scalar(H5Screate(H5S_SCALAR));
    const hdf5::AttributeHandle attribute(
        H5Acreate2(object, name, fileType, scalar.id(), H5P_DEFAULT, H5P_DEFAULT));
    return attribute && H5Awrite(attribute.id(), memoryType, value) >= 0;
}

bool writeText(hid_t object, const char* name, const std::string& text) {
    const std::string valid = validUtf8(text, hdf5::kLongestText);
    const char* pointer = valid.c_str();
    const hdf5::TypeHandle type = textType();
    return writeAttribute(object, name, type.id(), type.id(), static_cast<const void*>(&pointer));
}

/// Reserves a name beside the target: TARGET.partial, or TARGET.partial.2 ... where earlier runs left theirs.
/// errno says why there is none.
std::optional<std::string> reservePartialFile(const std::string& path) {
    for (int i = 1; i <= kMostPartialFiles; ++i) {
        std::string name = path + ".partial";
        if (i > 1) name.append(1, '.').append(std::to_string(i));
        const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0) {
            ::close(fd);
            return name;
        }
        if (errno != EEXIST) return {};
    }
    return {};
}

}  // namespace

struct RecordingWriter::Data {
    std::string path;
    std::string partial;
    hdf5::FileHandle file;
    hdf5::GroupHandle root;
    RecordingHeader header;
    std::optional<RecordingColumn> tokens;
    std::optional<RecordingColumn> logits;
    std::vector<RecordingColumn> spikes;                    // [sites]
    std::vector<std::optional<RecordingColumn>> membranes;  // [sites]
    std::vector<std::string> texts;                         // waiting
    std::int64_t count = 0;                                 // tokens appended
    std::int64_t textsWritten = 0;
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
    Result<void> makeSites();
    Result<void> writeHeader();
    Result<void> writeWaiting();
    Result<void> writeAll();
    Result<void> writeTexts();
    Result<void> reserveSpace(std::size_t bytes) const;
    void releaseSpace() const;
    std::size_t textBytes() const;
    std::size_t waitingBytes() const;
    void abandonFile();
    tl::unexpected<Error> broken(const std::string& reason);
};

bool RecordingWriter::Data::closeAll() {
    bool ok = true;
    for (RecordingColumn& column : spikes) ok = column.close() && ok;
    for (auto& column : membranes) ok = (!column || column->close()) && ok;
    ok = (!tokens || tokens->close()) && ok;
    ok = (!logits || logits->close()) && ok;
    ok = root.close() && ok;
    return file.close() && ok;
}

/// What is on disk is the last complete flush. HDF5 cannot be told to forget what it still holds in memory, and would
/// write half of it when closed; so its file descriptor is pointed at anonymous memory instead.
void RecordingWriter::Data::abandonFile() {
    void* handle = nullptr;
    const int scratch = ::memfd_create("spikeglass-abandoned", MFD_CLOEXEC);
    if (scratch >= 0 && H5Fget_vfd_handle(file.id(), H5P_DEFAULT, &handle) >= 0 && handle != nullptr)
        ::dup3(scratch, *static_cast<int*>(handle), O_CLOEXEC);
    if (scratch >= 0) ::close(scratch);
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
    // Space that becomes free is not used again: what the last flush left on disk stays whole during the next one.
    const hdf5::ListHandle creation(H5Pcreate(H5P_FILE_CREATE));
    H5Pset_file_space_strategy(creation.id(), H5F_FSPACE_STRATEGY_NONE, false, 1);
    file = hdf5::FileHandle(H5Fcreate(partial.c_str(), H5F_ACC_TRUNC, creation.id(), access.id()));
    if (!file) return fail(hdf5::lastReason());
    root = hdf5::GroupHandle(H5Gopen2(file.id(), "/", H5P_DEFAULT));
    if (!root) return fail(hdf5::lastReason());
    if (auto ok = writeHeader(); !ok) return ok;
    auto made = RecordingColumn::create(root.id(), "tokens", RecordingColumn::Kind::Int32, {});
    if (!made) return tl::unexpected(made.error());
    tokens = std::move(*made);
    if (header.logits) {
        made = RecordingColumn::create(root.id(), "logits", RecordingColumn::Kind::Float32, {header.vocabulary});
        if (!made) return tl::unexpected(made.error());
        logits = std::move(*made);
    }
    const hsize_t none = 0;
    const hsize_t unlimited = H5S_UNLIMITED;
    const hdf5::SpaceHandle space(H5Screate_simple(1, &none, &unlimited));
    const hdf5::ListHandle properties(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_chunk(properties.id(), 1, &kTextChunk);
    H5Pset_shuffle(properties.id());
    H5Pset_deflate(properties.id(), 1);
    const hdf5::TypeHandle type = textType();
    const hdf5::DatasetHandle text(
        H5Dcreate2(root.id(), "text", type.id(), space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT));
    if (!text) return fail(hdf5::lastReason());
    return makeSites();
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
        if (!group) return fail(hdf5::lastReason());
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

Result<void> RecordingWriter::Data::writeHeader() {
    std::vector<std::string> names;
    for (const RecordedSite& site : header.sites) names.push_back(site.name);
    const auto json = [](const nlohmann::json& value) {
        return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    };
    const hid_t id = root.id();
    const std::int32_t version = 1;
    const auto vocabulary = static_cast<std::int64_t>(header.vocabulary);
    const bool ok = writeText(id, "format", "spikeglass-recording") &&
                    writeAttribute(id, "version", H5T_STD_I32LE, H5T_NATIVE_INT32, &version) &&
                    writeText(id, "model_sha256", header.modelSha256) &&
                    writeText(id, "model_name", header.modelName) && writeText(id, "prompt", header.prompt) &&
                    writeText(id, "program_version", header.programVersion) &&
                    writeText(id, "block_choice", json(header.blockChoice)) &&
                    writeText(id, "sites", json(names)) &&
                    writeAttribute(id, "vocabulary", H5T_STD_I64LE, H5T_NATIVE_INT64, &vocabulary) &&
                    writeAttribute(id, "seed", H5T_STD_U64LE, H5T_NATIVE_UINT64, &header.seed) &&
                    writeAttribute(id, "temperature", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &header.temperature) &&
                    writeAttribute(id, "top_p", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &header.topP);
    if (!ok) return fail(hdf5::lastReason());
    return {};
}

Result<void> RecordingWriter::Data::writeTexts() {
    if (texts.empty()) return {};
    // Opened and closed each time, so that HDF5 does not keep its chunk in memory.
    hdf5::DatasetHandle dataset(H5Dopen2(root.id(), "text", H5P_DEFAULT));
    const hsize_t start = static_cast<hsize_t>(textsWritten);
    const hsize_t rows = texts.size();
    const hsize_t extent = start + rows;
    std::vector<const char*> pointers;
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    if (!dataset || H5Dset_extent(dataset.id(), &extent) < 0) return fail(hdf5::lastReason());
    const hdf5::SpaceHandle whole(H5Dget_space(dataset.id()));
    const hdf5::SpaceHandle piece(H5Screate_simple(1, &rows, nullptr));
    const hdf5::TypeHandle type = textType();
    H5Sselect_hyperslab(whole.id(), H5S_SELECT_SET, &start, nullptr, &rows, nullptr);
    if (H5Dwrite(dataset.id(), type.id(), piece.id(), whole.id(), H5P_DEFAULT, static_cast<void*>(pointers.data())) < 0 ||
        !dataset.close())
        return fail(hdf5::lastReason());
    textsWritten += static_cast<std::int64_t>(rows);
    texts.clear();
    return {};
}

/// Bytes that writeTexts() will at most add: the texts in HDF5's heaps, and the chunks of references to them.
std::size_t RecordingWriter::Data::textBytes() const {
    std::size_t bytes = (texts.size() / kTextChunk + 2) * (kTextChunk * 16 + 4096);
    for (const std::string& text : texts) bytes += 2 * text.size() + 64;
    return bytes;
}

/// Makes sure that the disk has room for `bytes` more, before anything in the file changes: a disk that fills up leaves
/// the last flush as it was.
Result<void> RecordingWriter::Data::reserveSpace(std::size_t bytes) const {
    haddr_t end = 0;
    void* handle = nullptr;
    if (H5Fget_eoa(file.id(), &end) < 0 || H5Fget_vfd_handle(file.id(), H5P_DEFAULT, &handle) < 0)
        return fail(hdf5::lastReason());
    const int fd = *static_cast<int*>(handle);
    const int status = ::posix_fallocate(fd, static_cast<off_t>(end), static_cast<off_t>(bytes));
    // A file system that cannot reserve says so; then the writing itself will tell.
    if (status != 0 && status != EOPNOTSUPP && status != EINVAL) {
        const int ignored = ::ftruncate(fd, static_cast<off_t>(end));
        (void)ignored;
        return fail(std::strerror(status));
    }
    return {};
}

/// Gives back what was reserved and not used.
void RecordingWriter::Data::releaseSpace() const {
    haddr_t end = 0;
    void* handle = nullptr;
    if (H5Fget_eoa(file.id(), &end) < 0 || H5Fget_vfd_handle(file.id(), H5P_DEFAULT, &handle) < 0) return;
    const int ignored = ::ftruncate(*static_cast<int*>(handle), static_cast<off_t>(end));
    (void)ignored;  // the file would only be longer than it need be
}

/// All that waits, and then the metadata. Under a Session. The only place, after creation, where the file changes.
Result<void> RecordingWriter::Data::writeAll() {
    std::vector<RecordingColumn*> columns{&*tokens};
    if (logits) columns.push_back(&*logits);
    for (RecordingColumn& column : spikes) columns.push_back(&column);
    for (auto& column : membranes)
        if (column) columns.push_back(&*column);
    std::size_t bytes = kMetadataBytes + textBytes();
    for (RecordingColumn* column : columns) {
        const auto added = column->prepare();
        if (!added) return tl::unexpected(added.error());
        bytes += *added;
    }
    if (auto ok = reserveSpace(bytes); !ok) return ok;
    for (RecordingColumn* column : columns)
        if (auto ok = column->write(); !ok) return ok;
    if (auto ok = writeTexts(); !ok) return ok;
    if (H5Fflush(file.id(), H5F_SCOPE_GLOBAL) < 0) return fail(hdf5::lastReason());
    releaseSpace();
    return {};
}

Result<void> RecordingWriter::Data::writeWaiting() {
    if (failure) return tl::unexpected(*failure);
    const hdf5::Session session;
    if (auto ok = writeAll(); !ok) return broken(ok.error().message);
    return {};
}

std::size_t RecordingWriter::Data::waitingBytes() const {
    std::size_t bytes = logits ? logits->waitingBytes() : 0;
    for (const RecordingColumn& column : spikes) bytes += column.waitingBytes();
    for (const auto& column : membranes) bytes += column ? column->waitingBytes() : 0;
    return bytes;
}

RecordingWriter::RecordingWriter(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
RecordingWriter::RecordingWriter(RecordingWriter&&) noexcept = default;
RecordingWriter& RecordingWriter::operator=(RecordingWriter&&) noexcept = default;
RecordingWriter::~RecordingWriter() = default;

Result<RecordingWriter> RecordingWriter::create(const std::string& path, const RecordingHeader& header) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
        return fail(path + ": cannot be written: it exists and is not a regular file");
    auto partial = reservePartialFile(path);
    if (!partial) return fail(path + ": cannot be created: " + std::strerror(errno));
    auto data = std::make_unique<Data>();
    data->path = path;
    data->partial = std::move(*partial);
    data->header = header;
    const hdf5::Session session;
    Result<void> ok = data->make();
    if (ok) ok = data->writeAll();
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
    std::memcpy(data.tokens->addRow().data(), &token.token, sizeof token.token);
    if (data.logits) {
        assert(token.logits.size() == data.header.vocabulary);
        const auto row = data.logits->addRow();
        std::memcpy(row.data(), token.logits.data(), row.size());
    }
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
        if (s >= token.membrane.size() || token.membrane[s].empty()) continue;  // analog now: zeros
        assert(token.membrane[s].size_bytes() == membrane.size());
        std::memcpy(membrane.data(), token.membrane[s].data(), membrane.size());
    }
    data.texts.push_back(validUtf8(std::string(token.text), hdf5::kLongestText));
    ++data.count;
    if (data.texts.size() >= kBatchTokens || data.waitingBytes() >= kBatchBytes) return data.writeWaiting();
    return {};
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
    const int fd = ::open(data.partial.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    const int reason = errno;
    if (fd >= 0) ::close(fd);
    if (!synced) return cannot(std::strerror(reason));
    if (std::rename(data.partial.c_str(), data.path.c_str()) != 0) return cannot(std::strerror(errno));
    data.failure = Error{data.path + ": the recording is finished; nothing can be added"};
    return {};
}

std::int64_t RecordingWriter::tokensWritten() const { return m_data->count; }

}  // namespace spikeglass
