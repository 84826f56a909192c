// SPDX-License-Identifier: Apache-2.0
#include "cli/weight_loss.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "io/examination.h"
#include "io/json_check.h"

namespace spikeglass::cli {

std::map<std::string, double> measuredBits(const std::string& modelPath) {
    const std::filesystem::path model(modelPath);
    const std::string path = (model.parent_path() / "index.json").string();
    // It comes from where the checkpoint does, and is examined as that is.
    const auto text = readExamined(path, [&](const Examined& examined) {
        return examined.kind == Examined::Kind::Json ? readTextFile(path) : Result<std::string>(fail(path));
    });
    const auto list = text && checkJson(*text, path) ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
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
