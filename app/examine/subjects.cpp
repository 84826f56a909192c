// SPDX-License-Identifier: Apache-2.0
#include "examine/subjects.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "import/state_dict.h"
#include "io/checkpoint_file.h"
#include "io/json_check.h"
#include "io/recording_file.h"
#include "io/recording_reader.h"
#include "io/utf8.h"
#include "text/tokenizer.h"

namespace spikeglass::examine {
namespace {

using Kind = Examined::Kind;

constexpr std::size_t kBeginning = 64;  // bytes that tell what a file is

Result<Kind> checkpoint(const std::string& path, int file) {
    const auto opened = CheckpointFile::open(path, file);
    if (!opened) return tl::unexpected(opened.error());
    if (auto ok = opened->checkWeights(); !ok) return tl::unexpected(ok.error());
    const TokenizerDefinition& embedded = opened->tokenizer();
    if (embedded.kind.empty()) return Kind::Checkpoint;
    const auto tokenizer = makeTokenizer(embedded.kind, embedded.definition);
    if (!tokenizer) return fail(path + ": /tokenizer/definition: " + tokenizer.error().message);
    return Kind::Checkpoint;
}

/// All of its structure, and the rows of some tokens at its beginning and its end: the others are read, and checked, when
/// they are shown.
Result<Kind> recording(const std::string& path, int file) {
    constexpr std::int64_t kTokens = 16;
    const auto reader = RecordingReader::open(path, file);
    if (!reader) return tl::unexpected(reader.error());
    if (const auto changes = reader->changes(); !changes) return tl::unexpected(changes.error());
    for (const std::int64_t from : {std::int64_t{0}, reader->tokenCount() - kTokens})
        if (const auto rows = reader->read(from, from + kTokens); !rows) return tl::unexpected(rows.error());
    return Kind::Recording;
}

/// Structure, and every weight.
Result<Kind> weights(const std::string& path, int file, Kind kind) {
    const auto state = StateDict::open(path, file);
    if (!state) return tl::unexpected(state.error());
    for (const StateTensor& tensor : state->tensors())
        if (bytesOf(tensor.type) > 0)
            if (auto ok = state->check(tensor); !ok) return tl::unexpected(ok.error());
    return kind;
}

Result<std::string> readAll(const std::string& path, int file, std::size_t most) {
    std::string text;
    char piece[65536];
    while (true) {
        const ssize_t n = ::pread(file, piece, sizeof piece, static_cast<off_t>(text.size()));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(path + ": cannot be read: " + std::strerror(errno));
        if (n == 0) return text;
        text.append(piece, static_cast<std::size_t>(n));
        if (text.size() > most) return fail(path + ": is JSON of more than " + std::to_string(most >> 20) + " MiB");
    }
}

/// JSON may begin with any number of spaces.
Result<bool> isJson(const std::string& path, int file) {
    std::string bytes(65536, ' '), mark;  // of UTF-16: stands before every piece
    for (off_t at = 0;;) {
        const ssize_t n = ::pread(file, bytes.data(), bytes.size(), at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(path + ": cannot be read: " + std::strerror(errno));
        if (n == 0) return false;
        const std::string piece = mark + bytes.substr(0, static_cast<std::size_t>(n));
        const JsonBeginning beginning = jsonBeginning(piece);
        if (beginning != JsonBeginning::Spaces) return beginning == JsonBeginning::Yes;
        if (at == 0 && isUtf16(piece)) mark = piece.substr(0, kUtf16Mark);
        at += n;
    }
}

Result<Kind> json(const std::string& path, int file) {
    auto bytes = readAll(path, file, kLongestJson);
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto sound = checkJson(jsonText(std::move(*bytes)), path); !sound) return tl::unexpected(sound.error());
    return Kind::Json;
}

}  // namespace

Result<Kind> examine(const std::string& path, int descriptor) {
    char bytes[kBeginning];
    const ssize_t have = ::pread(descriptor, bytes, sizeof bytes, 0);
    if (have < 0) return fail(path + ": cannot be read: " + std::strerror(errno));
    const std::string_view beginning(bytes, static_cast<std::size_t>(have));
    if (beginning.starts_with("\x89HDF\r\n\x1A\n")) return isRecording(path, descriptor) ? recording(path, descriptor) : checkpoint(path, descriptor);
    if (beginning.starts_with("PK\x03\x04") || beginning.starts_with("\x80\x02")) return weights(path, descriptor, Kind::TorchState);
    if (beginning.size() > 8 && beginning[8] == '{' && beginning.substr(4, 4) == std::string_view("\0\0\0\0", 4)) return weights(path, descriptor, Kind::SafeTensors);
    const auto found = isJson(path, descriptor);
    if (!found) return tl::unexpected(found.error());
    if (*found) return json(path, descriptor);
    return Kind::Other;
}

}  // namespace spikeglass::examine
