// SPDX-License-Identifier: Apache-2.0
// A workspace, and what it becomes for a network that it may not have been made with.
#include "check_message.h"
#include "viewmodels/workspace_file.h"

namespace {

spikeglass::NetworkInfo smallNetwork() {
    spikeglass::NetworkInfo info;
    info.architecture = "spikegpt";
    info.vocabulary = 5;
    info.width = 8;
    info.blocks = 1;
    info.timesteps = 1;
    info.slotInfos = {{"embedding", -1, {true, true}}, {"blocks.0.time_mix", 0, {true, true}}};
    info.components = {{"embedding", 0}, {"blocks.0.time_mix", 1}};
    for (const char* name : {"embedding", "blocks.0.time_mix"}) {
        spikeglass::SiteInfo site;
        site.name = name;
        site.slot = site.component = static_cast<int>(info.sites.size());
        site.width = 8;
        info.sites.push_back(site);
    }
    return info;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace spikeglass;
    static const NetworkInfo info = smallNetwork();
    const QByteArray text(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size));
    const auto file = WorkspaceFile::parse(text, QStringLiteral("fuzzed"));
    if (!file) {
        fuzz::checkMessage(file.error().message);
        return 0;
    }
    QStringList leftOut;
    const Workspace workspace = file->fit(info, &leftOut);
    for (const auto& branch : workspace.branches)
        for (const std::int32_t token : branch.script.tokens)
            if (token < 0 || static_cast<std::size_t>(token) >= info.vocabulary) std::abort();
    return 0;
}
