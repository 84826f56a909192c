// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QFile>
#include <QString>
#include <cstddef>
#include <string>
#include <vector>

#include "support/test_folder.h"

namespace spikeglass::test {

inline QString checkpointFolder(const QString& name) {
    return QStringLiteral(SPIKEGLASS_TEST_DATA "/checkpoints/") + name;
}

/// What tests/data/checkpoints/make_checkpoints.py puts into a tensor of n elements.
inline std::vector<float> expectedValues(std::size_t n) {
    std::vector<float> values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<float>(i % 1000) / 8.0F - 50.0F;
    return values;
}

/// One sentence: it names the file first, is one line, and neither empty nor endless.
inline bool isOneSentence(const std::string& message, const std::string& path) {
    return message.starts_with(path + ": ") && message.find('\n') == std::string::npos &&
           message.size() > path.size() + 10 && message.size() < path.size() + 400;
}

}  // namespace spikeglass::test
