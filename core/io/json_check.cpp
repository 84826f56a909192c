// SPDX-License-Identifier: Apache-2.0
#include "io/json_check.h"

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "io/hdf5_input.h"

namespace spikeglass {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

void appendUtf8(std::string& to, std::uint32_t c) {
    if (c < 0x80) to += static_cast<char>(c);
    else if (c < 0x800) to += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
    else if (c < 0x10000) to += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
    else to += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3F)), static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
}

std::string fromUtf16(std::string_view bytes) {
    const bool little = static_cast<unsigned char>(bytes[0]) == 0xFF;
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<std::uint32_t>(little ? a | b << 8 : a << 8 | b);
    };
    std::string text;
    for (std::size_t i = kUtf16Mark; i + 1 < bytes.size(); i += 2) {
        std::uint32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
            i += 2;
        }
        appendUtf8(text, c);
    }
    return text;
}

class Check : public nlohmann::json_sax<nlohmann::json> {
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

}  // namespace

Result<void> checkJson(std::string_view text, const std::string& where) {
    Check check;
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &check)) return {};
    return fail(where + ": " + (check.reason().empty() ? "is not JSON" : check.reason()));
}

bool isUtf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

std::string jsonText(std::string bytes) {
    if (isUtf16(bytes)) bytes = fromUtf16(bytes);
    if (bytes.starts_with(kUtf8Mark)) bytes.erase(0, kUtf8Mark.size());
    return bytes;
}

JsonBeginning jsonBeginning(std::string_view bytes) {
    const std::string text = jsonText(std::string(bytes));
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return JsonBeginning::Spaces;
    return text[first] == '{' || text[first] == '[' ? JsonBeginning::Yes : JsonBeginning::No;
}

}  // namespace spikeglass
