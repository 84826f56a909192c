// SPDX-License-Identifier: Apache-2.0
#include "examine/subjects.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "import/state_dict.h"
#include "io/checkpoint_file.h"
#include "io/hdf5_input.h"
#include "io/recording_file.h"
#include "io/recording_reader.h"
#include "io/utf8.h"
#include "text/tokenizer.h"

namespace spikeglass::examine {
namespace {

using Kind = Examined::Kind;

constexpr std::size_t kBeginning = 64;                     // bytes that tell what a file is
constexpr std::size_t kLongestJson = 256U << 20;           // bytes
constexpr std::size_t kDeepestJson = 256;
constexpr std::size_t kMostJsonValues = 8U << 20;         // a reader takes some tens of bytes for each

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

/// Well-formed, not too deep, not too many values, no name twice within an object. Names may be any text: those of a vocabulary
/// are its tokens, line feeds among them.
class JsonCheck : public nlohmann::json_sax<nlohmann::json> {
  public:
    const std::string& reason() const { return m_reason; }

    bool null() override { return count(); }
    bool boolean(bool) override { return count(); }
    bool number_integer(number_integer_t) override { return count(); }
    bool number_unsigned(number_unsigned_t) override { return count(); }
    bool number_float(number_float_t, const string_t&) override { return count(); }
    bool string(string_t&) override { return count(); }
    bool binary(binary_t&) override { return count(); }
    bool start_object(std::size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }
    bool key(string_t& name) override {
        if (m_names.back().insert(name).second) return true;
        return refuse("holds " + hdf5::quoted(name) + " twice in one object");
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
        return refuse("is not JSON: byte " + std::to_string(position) + " does not fit");
    }

  private:
    bool refuse(const std::string& reason) {
        if (m_reason.empty()) m_reason = reason;
        return false;
    }
    bool count() { return ++m_values <= kMostJsonValues || refuse("holds more than " + std::to_string(kMostJsonValues) + " values"); }
    bool enter() {
        m_names.emplace_back();
        if (!count()) return false;
        return m_names.size() <= kDeepestJson || refuse("is nested deeper than " + std::to_string(kDeepestJson) + " levels");
    }
    bool leave() {
        m_names.pop_back();
        return true;
    }

    std::vector<std::set<std::string>> m_names;  // of the objects that are open; empty for arrays
    std::size_t m_values = 0;
    std::string m_reason;
};

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

Result<Kind> json(const std::string& path, int file) {
    const auto text = readAll(path, file, kLongestJson);
    if (!text) return tl::unexpected(text.error());
    JsonCheck check;
    if (!nlohmann::json::sax_parse(*text, &check)) return fail(path + ": " + (check.reason().empty() ? "is not JSON" : check.reason()));
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
    const std::size_t first = beginning.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (beginning[first] == '{' || beginning[first] == '[')) return json(path, descriptor);
    return Kind::Other;
}

}  // namespace spikeglass::examine
