// SPDX-License-Identifier: Apache-2.0
#include "network/tensor_source.h"

#include <algorithm>
#include <memory>

namespace spikeglass {

Result<AlignedVector<float>> TensorSource::aligned(const std::string& name, const std::vector<std::size_t>& shape) const {
    if (!rows || shape.empty()) {
        const Result<std::vector<float>> values = read(name, shape);
        if (!values) return tl::unexpected<Error>(values.error());
        return AlignedVector<float>(values->begin(), values->end());
    }
    std::size_t count = 1;
    for (const std::size_t n : shape) count *= n;
    AlignedVector<float> values(count);
    if (auto ok = rows(name, shape, 0, values); !ok) return tl::unexpected<Error>(ok.error());
    return values;
}

Result<Matrix> TensorSource::matrix(const std::string& name, std::size_t outputs, std::size_t inputs, float factor) const {
    const std::vector<std::size_t> shape{outputs, inputs};
    if (rows)
        return Matrix::read([&](std::size_t first, std::span<float> out) { return rows(name, shape, first, out); }, outputs,
                            inputs, weights, *arena, factor);
    const Result<std::vector<float>> values = read(name, shape);
    if (!values) return tl::unexpected<Error>(values.error());
    return Matrix::fromPublished(*values, outputs, inputs, weights, *arena, factor);
}

TensorSource tensorsOf(const CheckpointFile& file, WeightType weights, const LoadProgress& progress) {
    /// A tensor that its file can only hand out as a whole, kept while its rows are asked for.
    struct Whole {
        std::string name;
        std::vector<float> values;
        std::int64_t done = 0;  // weights handed out so far
    };
    const auto whole = std::make_shared<Whole>();
    const auto count = [&file, whole, progress](std::size_t handedOut) -> Result<void> {
        whole->done += static_cast<std::int64_t>(handedOut);
        const double part = static_cast<double>(whole->done) / static_cast<double>(std::max<std::int64_t>(1, file.parameterCount()));
        if (progress && !progress(std::min(part, 1.0))) return fail(file.path() + ": loading was cancelled");
        return {};
    };
    TensorSource source;
    source.weights = weights;
    source.has = [&file](const std::string& name) { return file.hasTensor(name); };
    source.read = [&file, count](const std::string& name, const std::vector<std::size_t>& shape) -> Result<std::vector<float>> {
        Result<std::vector<float>> values = file.tensor(name, shape);
        if (values)
            if (auto ok = count(values->size()); !ok) return tl::unexpected<Error>(ok.error());
        return values;
    };
    source.rows = [&file, whole, count](const std::string& name, const std::vector<std::size_t>& shape, std::size_t first,
                                        std::span<float> out) -> Result<void> {
        if (file.inOnePiece(name)) {
            if (auto ok = file.tensorRows(name, shape, first, out); !ok) return ok;
            return count(out.size());
        }
        if (whole->name != name) {
            Result<std::vector<float>> values = file.tensor(name, shape);
            if (!values) return tl::unexpected<Error>(values.error());
            whole->name = name;
            whole->values = std::move(*values);
        }
        const std::size_t rowElements = whole->values.size() / shape[0];
        std::copy_n(whole->values.begin() + static_cast<std::ptrdiff_t>(first * rowElements), out.size(), out.begin());
        const bool last = first * rowElements + out.size() == whole->values.size();
        if (last) *whole = Whole{{}, {}, whole->done};
        return count(out.size());
    };
    return source;
}

}  // namespace spikeglass
