// SPDX-License-Identifier: Apache-2.0
#include "network/matrix.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <thread>

#include "base/worker_pool.h"
#include "kernels/panel_product.h"

namespace spikeglass {

namespace {

constexpr std::size_t kPanelsAtOnce = 4;      // read, then transposed by several threads
constexpr std::size_t kParallelLoad = 100'000;  // weights; fewer are transposed by one thread
constexpr std::size_t kUnit = 64;  // outputs: where a product may be split

/// The work of a job that waking another thread must be worth: bytes of weights read, times what is done to each of them.
/// Measured (docs/performance.md): below this, two threads take longer than one.
constexpr std::size_t kParallelWork = std::size_t{96} << 10;

/// Larger jobs are cut into more shares than there are threads, so that none waits long for one that was held up.
constexpr std::size_t kLargeWork = std::size_t{4} << 20;
constexpr std::size_t kSharesPerThread = 2;

std::size_t workOf(const ProductJob& job) { return job.matrix->inputs() * job.matrix->rowBytes(); }
std::size_t workOf(const SpikeProductJob& job) {
    const std::size_t inputs = job.matrix->inputs();
    const std::size_t spikes = countBits(std::span(job.spikes, job.words * job.timesteps));
    return std::min(spikes, 4 * inputs) * job.matrix->rowBytes();
}
std::size_t workOf(const BatchProductJob& job) { return job.count * job.matrix->inputs() * job.matrix->outputs(); }

void run(ProductJob& job, std::size_t begin, std::size_t end) {
    const std::size_t nonZeros = kernels::product(job.matrix->view(), job.x, begin, end, job.y);
    if (begin == 0) job.nonZeros = nonZeros;
}
void run(const SpikeProductJob& job, std::size_t begin, std::size_t end) {
    kernels::spikeProduct(job.matrix->view(), job.spikes, job.words, job.timesteps, begin, end, job.y, job.yStride);
}
void run(const BatchProductJob& job, std::size_t begin, std::size_t end) {
    kernels::batchProduct(job.matrix->view(), job.x, job.xStride, job.count, begin, end, job.y, job.yStride);
}

/// Splits all jobs, seen as one row of units, into equal shares: neighbours read neighbouring memory.
template <class Job>
void runShare(std::span<Job> jobs, std::size_t share, std::size_t shares) {
    std::size_t units = 0;
    for (const auto& job : jobs) units += (job.matrix->outputs() + kUnit - 1) / kUnit;
    const std::size_t begin = units * share / shares, end = units * (share + 1) / shares;
    std::size_t first = 0;  // unit of this job
    for (Job& job : jobs) {
        const std::size_t outputs = job.matrix->outputs(), own = (outputs + kUnit - 1) / kUnit;
        const std::size_t from = std::max(begin, first), to = std::min(end, first + own);
        if (from < to) run(job, (from - first) * kUnit, std::min((to - first) * kUnit, outputs));
        first += own;
    }
}

template <class Job>
void runJobs(std::span<Job> jobs, int threads) {
    std::size_t work = 0;
    if (threads > 1)
        for (const auto& job : jobs) work += workOf(job);
    if (work < kParallelWork) {
        for (Job& job : jobs) run(job, 0, job.matrix->outputs());
        return;
    }
    const auto shares = static_cast<std::size_t>(threads) * (work < kLargeWork ? 1 : kSharesPerThread);
    WorkerPool::shared().forEachShare(shares, threads, [&](std::size_t share) { runShare(jobs, share, shares); });
}

/// Writes inputs x width weights of a panel from rows [outputs, inputs].
template <class Weight, class Convert>
void transpose(std::span<const float> rows, std::size_t inputs, std::size_t width, Weight* panel, const Convert& convert) {
    const std::size_t outputs = rows.size() / inputs;
    constexpr std::size_t kTile = 16;  // inputs at once, so that neither side is read a cache line per weight
    for (std::size_t i0 = 0; i0 < inputs; i0 += kTile) {
        const std::size_t iEnd = std::min(i0 + kTile, inputs);
        for (std::size_t o = 0; o < outputs; ++o)
            for (std::size_t i = i0; i < iEnd; ++i) panel[i * width + o] = convert(o, rows[o * inputs + i]);
        for (std::size_t i = i0; i < iEnd; ++i) std::memset(panel + i * width + outputs, 0, (width - outputs) * sizeof(Weight));
    }
}

}  // namespace

void Matrix::fillPanel(std::size_t panel, std::span<const float> rows, float factor) {
    const std::size_t width = kernels::panelWidth(m_outputs, panel), first = panel * kernels::kPanelOutputs;
    std::byte* at = m_panels.get() + first * m_inputs * kernels::bytesOf(m_type);
    switch (m_type) {
        case WeightType::Float32:
            transpose(rows, m_inputs, width, reinterpret_cast<float*>(at), [&](std::size_t, float w) { return w * factor; });
            break;
        case WeightType::BFloat16:
            transpose(rows, m_inputs, width, reinterpret_cast<std::uint16_t*>(at),
                      [&](std::size_t, float w) { return kernels::toBFloat16(w * factor); });
            break;
        case WeightType::Int8: {
            float inverse[kernels::kPanelOutputs] = {};
            for (std::size_t o = 0; o < rows.size() / m_inputs; ++o) {
                float most = 0;
                for (std::size_t i = 0; i < m_inputs; ++i) most = std::max(most, std::abs(rows[o * m_inputs + i] * factor));
                constexpr float kNothing = 1e-30F;  // below this 1 / scale could overflow
                m_scale[first + o] = most < kNothing ? 0.0F : most / 127.0F;
                inverse[o] = most < kNothing ? 0.0F : 127.0F / most;
            }
            transpose(rows, m_inputs, width, reinterpret_cast<std::int8_t*>(at), [&](std::size_t o, float w) {
                return static_cast<std::int8_t>(std::clamp(std::nearbyint(w * factor * inverse[o]), -127.0F, 127.0F));
            });
        }
    }
}

Result<Matrix> Matrix::read(const WeightRows& rows, std::size_t outputs, std::size_t inputs, WeightType type, WeightArena& arena,
                            float factor) {
    Matrix matrix;
    matrix.m_inputs = inputs;
    matrix.m_outputs = outputs;
    matrix.m_type = type;
    matrix.m_panels = arena.take(kernels::panelElements(inputs, outputs) * kernels::bytesOf(type));
    if (type == WeightType::Int8) matrix.m_scale.resize(outputs);
    const std::size_t panels = kernels::panelCount(outputs), atOnce = std::min(panels, kPanelsAtOnce);
    std::vector<float> part(std::min(outputs, atOnce * kernels::kPanelOutputs) * inputs);
    for (std::size_t panel = 0; panel < panels; panel += atOnce) {
        const std::size_t first = panel * kernels::kPanelOutputs;
        const std::span<float> read = std::span(part).first(std::min(atOnce * kernels::kPanelOutputs, outputs - first) * inputs);
        if (auto ok = rows(first, read); !ok) return tl::unexpected<Error>(ok.error());
        const std::size_t panelFloats = kernels::kPanelOutputs * inputs;
        const int threads = read.size() < kParallelLoad ? 1 : static_cast<int>(std::min(4U, std::thread::hardware_concurrency()));
        WorkerPool::shared().forEachShare((read.size() + panelFloats - 1) / panelFloats, threads, [&](std::size_t i) {
            matrix.fillPanel(panel + i, read.subspan(i * panelFloats, std::min(panelFloats, read.size() - i * panelFloats)), factor);
        });
    }
    return matrix;
}

Matrix Matrix::fromPublished(std::span<const float> weight, std::size_t outputs, std::size_t inputs, WeightType type,
                             WeightArena& arena, float factor) {
    const WeightRows rows = [&](std::size_t first, std::span<float> out) -> Result<void> {
        std::copy_n(weight.begin() + static_cast<std::ptrdiff_t>(first * inputs), out.size(), out.begin());
        return {};
    };
    return std::move(*read(rows, outputs, inputs, type, arena, factor));
}

void runProducts(std::span<ProductJob> jobs, int threads) { runJobs(jobs, threads); }
void runProducts(std::span<const SpikeProductJob> jobs, int threads) { runJobs(jobs, threads); }
void runProducts(std::span<const BatchProductJob> jobs, int threads) { runJobs(jobs, threads); }

}  // namespace spikeglass
