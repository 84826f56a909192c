// SPDX-License-Identifier: Apache-2.0
#include "cli/weight_loss.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace spikeglass::cli {

std::map<std::string, double> measuredBits(const std::string& modelPath) {
    const std::filesystem::path model(modelPath);
    std::ifstream file(model.parent_path() / "index.json");
    const auto list = nlohmann::json::parse(file, nullptr, false);
    std::map<std::string, double> bits;
    if (!list.is_array()) return bits;
    for (const auto& entry : list) {
        if (!entry.is_object() || !entry.contains("file") || entry["file"] != model.filename().string()) continue;
        for (const char* type : {"float32", "bfloat16", "int8"})
            if (const auto found = entry.find(std::string("bits_") + type); found != entry.end() && found->is_number())
                bits[type] = found->get<double>();
    }
    return bits;
}

}  // namespace spikeglass::cli
