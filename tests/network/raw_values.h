// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <vector>

namespace spikeglass::test {

/// The next `count` values of a file of raw numbers; false if it ends before.
template <class T>
bool readValues(QFile& file, std::vector<T>& values, std::size_t count) {
    values.resize(count);
    const auto bytes = static_cast<qint64>(count * sizeof(T));
    return file.read(reinterpret_cast<char*>(values.data()), bytes) == bytes;
}

}  // namespace spikeglass::test
