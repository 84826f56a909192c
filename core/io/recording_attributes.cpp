// SPDX-License-Identifier: Apache-2.0
#include "io/recording_attributes.h"

#include "io/hdf5_attributes.h"
#include "io/recording_json.h"
#include "io/recording_texts.h"
#include "io/utf8.h"

namespace spikeglass {
namespace {

bool write(hid_t object, const char* name, hid_t fileType, hid_t memoryType, const void* value) {
    const hdf5::SpaceHandle scalar(H5Screate(H5S_SCALAR));
    const hdf5::AttributeHandle attribute(H5Acreate2(object, name, fileType, scalar.id(), H5P_DEFAULT, H5P_DEFAULT));
    return attribute && H5Awrite(attribute.id(), memoryType, value) >= 0;
}

bool writeText(hid_t object, const char* name, const std::string& text) {
    const std::string valid = validUtf8(text, hdf5::kLongestText);
    const char* pointer = valid.c_str();
    const hdf5::TypeHandle type = variableTextType();
    return write(object, name, type.id(), type.id(), static_cast<const void*>(&pointer));
}

bool writeInteger(hid_t object, const char* name, std::int64_t value) {
    return write(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &value);
}

bool writeReal(hid_t object, const char* name, double value) {
    return write(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value);
}

std::vector<std::string> siteNames(const RecordingHeader& header) {
    std::vector<std::string> names;
    for (const RecordedSite& site : header.sites) names.push_back(site.name);
    return names;
}

/// What only newer recordings hold, and only where there is something to say.
bool writeFurther(hid_t root, const RecordingHeader& header) {
    const bool hasNetwork = !header.network.architecture.empty();
    std::vector<std::string> components;
    for (const auto& [name, slot] : header.network.components) components.push_back(name);
    return writeText(root, "weights", header.weights) && (!hasNetwork || writeText(root, "network", networkJson(header.network))) &&
           (header.promptTokens < 0 || writeInteger(root, "prompt_tokens", header.promptTokens)) &&
           (header.interventions.empty() || writeText(root, "interventions", namesJson(header.interventions))) &&
           (header.tokenizerKind.empty() || writeText(root, "tokenizer", header.tokenizerKind)) &&
           (header.tokenTexts.empty() || writeText(root, "token_texts", namesJson(header.tokenTexts))) &&
           (header.operationFields.empty() || (writeText(root, "components", namesJson(components)) &&
                                               writeText(root, "operation_fields", namesJson(header.operationFields))));
}

}  // namespace

bool writeRecordingAttributes(hid_t root, const RecordingHeader& header) {
    const std::int32_t version = 1;
    return writeText(root, "format", "spikeglass-recording") &&
           write(root, "version", H5T_STD_I32LE, H5T_NATIVE_INT32, &version) &&
           writeText(root, "model_sha256", header.modelSha256) && writeText(root, "model_name", header.modelName) &&
           writeText(root, "prompt", header.prompt) && writeText(root, "program_version", header.programVersion) &&
           writeText(root, "block_choice", choiceJson(header.blockChoice)) &&
           writeText(root, "sites", namesJson(siteNames(header))) &&
           writeInteger(root, "vocabulary", static_cast<std::int64_t>(header.vocabulary)) &&
           write(root, "seed", H5T_STD_U64LE, H5T_NATIVE_UINT64, &header.seed) &&
           writeReal(root, "temperature", header.temperature) && writeReal(root, "top_p", header.topP) &&
           writeFurther(root, header);
}

bool writeSiteAttributes(hid_t group, const RecordedSite& site) {
    if (site.slot.empty()) return true;
    return writeText(group, "slot", site.slot) && writeText(group, "component", site.component) &&
           writeInteger(group, "block", site.block) && writeInteger(group, "has_membrane", site.hasMembrane ? 1 : 0) &&
           writeReal(group, "threshold", static_cast<double>(site.threshold)) &&
           writeReal(group, "tau", static_cast<double>(site.tau));
}

}  // namespace spikeglass
