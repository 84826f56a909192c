// SPDX-License-Identifier: Apache-2.0
// A figure's recipe, and a preset of one's own, which are JSON both.
#include "check_message.h"
#include "figures/figure_preset.h"
#include "figures/recipe.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace spikeglass;
    const QByteArray text(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size));
    if (const auto recipe = figures::readRecipe(text, QStringLiteral("fuzzed")); !recipe) fuzz::checkMessage(recipe.error().message);
    if (const auto preset = figures::readPreset(text, QStringLiteral("fuzzed")); !preset) fuzz::checkMessage(preset.error().message);
    return 0;
}
