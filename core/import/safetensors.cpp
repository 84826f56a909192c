// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "import/torch_state.h"
#include "io/hdf5_input.h"
#include "io/utf8.h"

namespace spikeglass {
namespace {

using Json = nlohmann::ordered_json;
using Type = StateTensor::Type;

constexpr std::uint64_t kLongestHeader = 100'000'000;  // bytes, as the format says
constexpr std::int64_t kMostElements = std::int64_t{1} << 40;

struct ElementType {
    const char* name;
    Type type;
    const char* shown;
    std::int64_t bytes;
};
constexpr ElementType kTypes[] = {{"F32", Type::Float32, "float32", 4}, {"F16", Type::Float16, "float16", 2}, {"BF16", Type::BFloat16, "bfloat16", 2},
                                  {"F64", Type::Float64, "float64", 8}, {"I64", Type::Other, "int64", 8},     {"U64", Type::Other, "uint64", 8},
                                  {"I32", Type::Other, "int32", 4},     {"U32", Type::Other, "uint32", 4},    {"I16", Type::Other, "int16", 2},
                                  {"U16", Type::Other, "uint16", 2},    {"I8", Type::Other, "int8", 1},       {"U8", Type::Other, "uint8", 1},
                                  {"BOOL", Type::Other, "bool", 1}};

/// Parses the header; `twice` is a name that one of its objects holds twice.
Json parse(const std::string& header, std::string& twice) {
    constexpr int kDeepest = 8;
    std::vector<std::set<std::string>> names;
    const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::object_start) names.emplace_back();
        if (event == Json::parse_event_t::object_end && !names.empty()) names.pop_back();
        if (event == Json::parse_event_t::key && !names.empty() && !names.back().insert(value.get<std::string>()).second) twice = value.get<std::string>();
        return depth <= kDeepest;
    };
    return Json::parse(header, watch, false);
}

class HeaderReader {
  public:
    HeaderReader(const WeightFile& file, std::uint64_t begin) : m_file(file), m_begin(begin) {}

    Result<std::vector<StateTensor>> read(const Json& header) {
        for (const auto& [name, entry] : header.items()) {
            if (name == "__metadata__") continue;
            if (isMisleading(name)) return refuse("holds a tensor with a misleading name: " + hdf5::quoted(name));
            if (auto ok = add(name, entry); !ok) return tl::unexpected(ok.error());
        }
        if (m_tensors.empty()) return refuse("holds no tensor");
        std::sort(m_places.begin(), m_places.end());
        std::uint64_t at = 0;
        for (const auto& [from, to] : m_places) {
            if (from != at) return refuse("is damaged: bytes of its buffer belong to no tensor, or to several");
            at = to;
        }
        if (at != m_file.size() - m_begin) return refuse("is damaged: bytes of its buffer belong to no tensor");
        return std::move(m_tensors);
    }

  private:
    tl::unexpected<Error> refuse(const std::string& reason) const { return fail(m_file.path() + ": " + reason); }

    static bool isCount(const Json& value) { return value.is_number_unsigned() && value.get<std::uint64_t>() <= static_cast<std::uint64_t>(kMostElements); }

    Result<void> add(const std::string& name, const Json& entry) {
        const auto bad = [&](const char* what) { return refuse(hdf5::quoted(name) + " has no sound " + what); };
        if (!entry.is_object() || !entry.contains("dtype") || !entry["dtype"].is_string()) return bad("dtype");
        const auto typeName = entry["dtype"].get<std::string>();
        const ElementType* type = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const ElementType& t) { return typeName == t.name; });
        if (type == std::end(kTypes)) return bad("dtype");
        if (!entry.contains("shape") || !entry["shape"].is_array() || entry["shape"].size() > 8) return bad("shape");
        StateTensor tensor{name, type->type, type->shown, {}, {}, 0};
        std::int64_t elements = 1;
        for (const Json& size : entry["shape"]) {
            if (!isCount(size) || size.get<std::int64_t>() == 0 || size.get<std::int64_t>() > kMostElements / elements) return bad("shape");
            tensor.shape.push_back(size.get<std::int64_t>());
            elements *= tensor.shape.back();
        }
        tensor.strides.resize(tensor.shape.size(), 1);
        for (std::size_t d = tensor.shape.size(); d-- > 1;) tensor.strides[d - 1] = tensor.strides[d] * tensor.shape[d];
        if (!entry.contains("data_offsets") || !entry["data_offsets"].is_array() || entry["data_offsets"].size() != 2) return bad("data_offsets");
        const Json &from = entry["data_offsets"][0], &to = entry["data_offsets"][1];
        if (!isCount(from) || !isCount(to)) return bad("data_offsets");
        const auto first = from.get<std::uint64_t>(), last = to.get<std::uint64_t>();
        if (last < first || last > m_file.size() - m_begin || last - first != static_cast<std::uint64_t>(elements * type->bytes))
            return refuse(hdf5::quoted(name) + " needs " + std::to_string(elements * type->bytes) + " bytes; its data_offsets " + std::to_string(first) +
                          " and " + std::to_string(last) + " are not that, or lie outside the file");
        tensor.address = m_begin + first;
        m_places.emplace_back(first, last);
        m_tensors.push_back(std::move(tensor));
        return {};
    }

    const WeightFile& m_file;
    const std::uint64_t m_begin;  // of the buffer
    std::vector<StateTensor> m_tensors;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_places;
};

}  // namespace

Result<std::vector<StateTensor>> readSafeTensors(const WeightFile& file) {
    const auto head = file.text(0, 8);
    if (!head) return tl::unexpected(head.error());
    std::uint64_t length = 0;
    for (std::size_t i = 8; i-- > 0;) length = length << 8 | static_cast<unsigned char>((*head)[i]);
    if (length < 2 || length > kLongestHeader || length > file.size() - 8)
        return fail(file.path() + ": is no safetensors file: its header would have " + std::to_string(length) + " bytes");
    const auto text = file.text(8, length);
    if (!text) return tl::unexpected(text.error());
    std::string twice;
    const Json header = parse(*text, twice);
    if (header.is_discarded() || !header.is_object()) return fail(file.path() + ": is no safetensors file: its header is no JSON object");
    if (!twice.empty()) return fail(file.path() + ": its header holds " + hdf5::quoted(twice) + " twice");
    return HeaderReader(file, 8 + length).read(header);
}

}  // namespace spikeglass
