// SPDX-License-Identifier: Apache-2.0
#include "io/recording_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace spikeglass {
namespace {

using nlohmann::json;

constexpr std::int64_t kLargest = std::int64_t{1} << 40;  // of any size in a network

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

/// What lies deeper than we need is dropped while parsing, so that depth costs nothing.
json parse(const std::string& text) {
    const auto shallow = [](int depth, json::parse_event_t, const json&) { return depth <= 4; };
    return json::parse(text, shallow, false);
}

/// Members of an object that may hold anything: remembers whether one was not what it should be.
class Members {
  public:
    explicit Members(const json& object) : m_object(object), m_ok(object.is_object()) {}

    std::string text(const char* name) {
        const json* value = find(name);
        return value != nullptr && check(value->is_string()) ? value->get<std::string>() : std::string();
    }
    std::int64_t integer(const char* name, std::int64_t minimum) {
        const json* value = find(name);
        if (value == nullptr || !check(value->is_number_integer())) return minimum;
        const bool huge = value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(kLargest);
        if (!check(!huge)) return minimum;
        const auto number = value->get<std::int64_t>();
        return check(number >= minimum && number <= kLargest) ? number : minimum;
    }
    std::uint64_t seed(const char* name) {
        const json* value = find(name);
        return value != nullptr && check(value->is_number_unsigned()) ? value->get<std::uint64_t>() : 0;
    }
    double real(const char* name) {
        const json* value = find(name);
        return value != nullptr && check(value->is_number()) ? value->get<double>() : 0;
    }
    bool boolean(const char* name) {
        const json* value = find(name);
        return value != nullptr && check(value->is_boolean()) && value->get<bool>();
    }
    const json& list(const char* name) {
        static const json kNone = json::array();
        const json* value = find(name);
        return value != nullptr && check(value->is_array()) ? *value : kNone;
    }
    const json& object(const char* name) {
        static const json kNone = json::object();
        const json* value = find(name);
        return value != nullptr && check(value->is_object()) ? *value : kNone;
    }
    bool ok() const { return m_ok; }

  private:
    const json* find(const char* name) {
        if (!m_object.is_object()) return nullptr;
        const auto at = m_object.find(name);
        return check(at != m_object.end()) ? &*at : nullptr;
    }
    bool check(bool condition) {
        m_ok = m_ok && condition;
        return condition;
    }

    const json& m_object;
    bool m_ok;
};

bool readTexts(const json& list, std::vector<std::string>& to) {
    for (const json& item : list) {
        if (!item.is_string()) return false;
        to.push_back(item.get<std::string>());
    }
    return true;
}

bool readChoice(const json& object, std::map<std::string, std::string>& to) {
    for (const auto& [slot, form] : object.items()) {
        if (!form.is_string()) return false;
        to[slot] = form.get<std::string>();
    }
    return true;
}

}  // namespace

std::string namesJson(const std::vector<std::string>& names) { return dump(names); }

Result<std::vector<std::string>> parseNames(const std::string& text, const std::string& where) {
    const json list = parse(text);
    if (!list.is_array()) return fail(where + " is not a JSON list");
    std::vector<std::string> names;
    if (!readTexts(list, names)) return fail(where + " holds something else than names");
    return names;
}

std::string choiceJson(const std::map<std::string, std::string>& blockChoice) { return dump(blockChoice); }

Result<std::map<std::string, std::string>> parseChoice(const std::string& text, const std::string& where) {
    const json object = parse(text);
    if (!object.is_object()) return fail(where + " is not a JSON object");
    std::map<std::string, std::string> choice;
    if (!readChoice(object, choice)) return fail(where + " holds something else than texts");
    return choice;
}

std::string networkJson(const RecordedNetwork& network) {
    json slots = json::array(), components = json::array();
    for (const RecordedNetwork::Slot& slot : network.slotInfos)
        slots.push_back({{"name", slot.name}, {"block", slot.block}, {"ann", slot.analog}, {"snn", slot.spiking}});
    for (const auto& [name, slot] : network.components) components.push_back({{"name", name}, {"slot", slot}});
    return dump({{"architecture", network.architecture},
                 {"width", network.width},
                 {"blocks", network.blocks},
                 {"timesteps", network.timesteps},
                 {"positions", network.positions},
                 {"parameters", network.parameters},
                 {"slots", slots},
                 {"components", components}});
}

Result<RecordedNetwork> parseNetwork(const std::string& text, const std::string& where) {
    const json object = parse(text);
    Members members(object);
    RecordedNetwork network;
    network.architecture = members.text("architecture");
    network.width = members.integer("width", 0);
    network.blocks = members.integer("blocks", 0);
    network.timesteps = members.integer("timesteps", 1);
    network.positions = members.integer("positions", 0);
    network.parameters = members.integer("parameters", 0);
    bool ok = true;
    for (const json& item : members.list("slots")) {
        Members slot(item);
        network.slotInfos.push_back({slot.text("name"), static_cast<int>(std::min<std::int64_t>(slot.integer("block", -1), 1 << 20)),
                                 slot.boolean("ann"), slot.boolean("snn")});
        ok = ok && slot.ok();
    }
    for (const json& item : members.list("components")) {
        Members component(item);
        network.components.emplace_back(component.text("name"), component.text("slot"));
        ok = ok && component.ok();
    }
    if (!ok || !members.ok()) return fail(where + " does not describe a network as docs/recording-format.md says");
    return network;
}

std::string changeJson(const RecordedChange& change) {
    return dump({{"token", change.token},
                 {"block_choice", change.blockChoice},
                 {"interventions", change.interventions},
                 {"seed", change.seed},
                 {"temperature", change.temperature},
                 {"top_p", change.topP}});
}

Result<RecordedChange> parseChange(const std::string& text, const std::string& where) {
    const json object = parse(text);
    Members members(object);
    RecordedChange change;
    change.token = members.integer("token", 0);
    change.seed = members.seed("seed");
    change.temperature = members.real("temperature");
    change.topP = members.real("top_p");
    const bool ok = readChoice(members.object("block_choice"), change.blockChoice) &&
                    readTexts(members.list("interventions"), change.interventions);
    if (!ok || !members.ok()) return fail(where + " does not describe a change as docs/recording-format.md says");
    return change;
}

}  // namespace spikeglass
