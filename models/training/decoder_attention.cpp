// SPDX-License-Identifier: Apache-2.0
// SpikeDecoder's two causal attentions for training (see decoder_kernels.cpp for the conventions).
// qkv is [B, S, T, 3, heads, D], out [B, S, T, heads, D]. One thread per call.
#include <immintrin.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "exponential.h"

namespace {

struct View {  // one head of one sequence and timestep
    const float *q, *k, *v;
    long stride, outStride, at, outAt;
};
inline View view(const float* qkv, int S, int T, int heads, int D, int b, int t, int h) {
    const long E = long(heads) * D;
    View w;
    w.stride = T * 3 * E;
    w.outStride = T * E;
    w.at = (long(b) * S * T + t) * 3 * E + h * D;
    w.outAt = (long(b) * S * T + t) * E + h * D;
    w.q = qkv + w.at;
    w.k = w.q + E;
    w.v = w.k + E;
    return w;
}

/// to = factor times the sum of those rows of a [D, D] matrix that `spikes` picks
template <int D>
inline void pickRows(const float* spikes, const float* matrix, float factor, float* to) {
    __m512 sum[2][D / 16] = {};
    for (int c = 0; c < D; c += 16) {
        unsigned mask = _mm512_cmp_ps_mask(_mm512_loadu_ps(spikes + c), _mm512_setzero_ps(), _CMP_NEQ_OQ);
        const float* rows = matrix + c * D;
        while (mask) {
            const float* row = rows + __builtin_ctz(mask) * D;
            mask &= mask - 1;
            for (int d = 0; d < D / 16; ++d) sum[0][d] = _mm512_add_ps(sum[0][d], _mm512_load_ps(row + 16 * d));
            if (!mask) break;
            row = rows + __builtin_ctz(mask) * D;
            mask &= mask - 1;
            for (int d = 0; d < D / 16; ++d) sum[1][d] = _mm512_add_ps(sum[1][d], _mm512_load_ps(row + 16 * d));
        }
    }
    for (int d = 0; d < D / 16; ++d)
        _mm512_storeu_ps(to + 16 * d, _mm512_mul_ps(_mm512_set1_ps(factor), _mm512_add_ps(sum[0][d], sum[1][d])));
}
/// matrix [D, D]: adds `row` to those rows that `spikes` picks
template <int D>
inline void addToRows(const float* spikes, const float* row, float* matrix) {
    __m512 r[D / 16];
    for (int d = 0; d < D / 16; ++d) r[d] = _mm512_loadu_ps(row + 16 * d);
    for (int c = 0; c < D; c += 16) {
        unsigned mask = _mm512_cmp_ps_mask(_mm512_loadu_ps(spikes + c), _mm512_setzero_ps(), _CMP_NEQ_OQ);
        for (; mask; mask &= mask - 1) {
            float* to = matrix + (c + __builtin_ctz(mask)) * D;
            for (int d = 0; d < D / 16; ++d) _mm512_store_ps(to + 16 * d, _mm512_add_ps(_mm512_load_ps(to + 16 * d), r[d]));
        }
    }
}
template <int D>
inline void addScaled(float* to, const float* from, float factor) {
    const __m512 f = _mm512_set1_ps(factor);
    for (int c = 0; c < D; c += 16)
        _mm512_storeu_ps(to + c, _mm512_fmadd_ps(f, _mm512_loadu_ps(from + c), _mm512_loadu_ps(to + c)));
}

// a_i = scale q_i M_i, M_i = sum_{j <= i} k_j v_j^T: binary codes only touch the rows of their spikes. The heads take turns
// at every position, because their codes lie side by side.
constexpr int kMatrices = 8 * 32 * 32;  // heads of up to 8 x 32 channels, or 32 x 16

template <int D>
void spikeForward(int B, int S, int T, int heads, float scale, const float* qkv, float* out) {
    alignas(64) static thread_local float matrices[kMatrices];
    for (int b = 0; b < B; ++b)
        for (int t = 0; t < T; ++t) {
            std::memset(matrices, 0, sizeof(float) * heads * D * D);
            for (int i = 0; i < S; ++i)
                for (int h = 0; h < heads; ++h) {
                    const View w = view(qkv, S, T, heads, D, b, t, h);
                    float* M = matrices + h * D * D;
                    addToRows<D>(w.k + i * w.stride, w.v + i * w.stride, M);
                    pickRows<D>(w.q + i * w.stride, M, scale, out + w.outAt + i * w.outStride);
                }
        }
}

// With R_i = sum_{j >= i} q_j g_j^T (g scaled): dq_i = M_i g_i, dk_i = R_i v_i, dv_i = R_i^T k_i.
template <int D>
void spikeBackward(int B, int S, int T, int heads, float scale, const float* qkv, const float* gradOut, float* grad) {
    alignas(64) static thread_local float first[kMatrices], second[kMatrices];
    alignas(64) float g[D];
    const long E = long(heads) * D;
    for (int b = 0; b < B; ++b)
        for (int t = 0; t < T; ++t) {
            std::memset(first, 0, sizeof(float) * heads * D * D);
            for (int i = 0; i < S; ++i)
                for (int h = 0; h < heads; ++h) {
                    const View w = view(qkv, S, T, heads, D, b, t, h);
                    float* M = first + h * D * D;  // transposed: [d, c]
                    addToRows<D>(w.v + i * w.stride, w.k + i * w.stride, M);
                    const float* go = gradOut + w.outAt + i * w.outStride;
                    __m512 total[2][D / 16] = {};
                    for (int d = 0; d < D; d += 2)
                        for (int n = 0; n < 2; ++n)
                            for (int c = 0; c < D / 16; ++c)
                                total[n][c] = _mm512_fmadd_ps(_mm512_set1_ps(go[d + n]),
                                                              _mm512_load_ps(M + (d + n) * D + 16 * c), total[n][c]);
                    for (int c = 0; c < D / 16; ++c)
                        _mm512_storeu_ps(grad + w.at + i * w.stride + 16 * c,
                                         _mm512_mul_ps(_mm512_set1_ps(scale), _mm512_add_ps(total[0][c], total[1][c])));
                }
            std::memset(first, 0, sizeof(float) * heads * D * D);
            std::memset(second, 0, sizeof(float) * heads * D * D);
            for (int i = S - 1; i >= 0; --i)
                for (int h = 0; h < heads; ++h) {
                    const View w = view(qkv, S, T, heads, D, b, t, h);
                    const float *go = gradOut + w.outAt + i * w.outStride, *q = w.q + i * w.stride;
                    float *R = first + h * D * D, *transposed = second + h * D * D;
                    for (int d = 0; d < D; ++d) g[d] = scale * go[d];
                    addToRows<D>(q, g, R);
                    for (int d = 0; d < D; ++d) addScaled<D>(transposed + d * D, q, g[d]);
                    pickRows<D>(w.v + i * w.stride, transposed, 1.0f, grad + w.at + E + i * w.stride);
                    pickRows<D>(w.k + i * w.stride, R, 1.0f, grad + w.at + 2 * E + i * w.stride);
                }
        }
}

struct Transposed {  // [D, padded S] copies of keys and values
    int padded;
    std::vector<float> k, v;
    void fill(const View& w, int S, int D) {
        padded = (S + 15) / 16 * 16;
        k.assign(std::size_t(D) * padded, 0.0f);
        v.assign(std::size_t(D) * padded, 0.0f);
        for (int j = 0; j < S; ++j)
            for (int d = 0; d < D; ++d) {
                k[d * padded + j] = w.k[j * w.stride + d];
                v[d * padded + j] = w.v[j * w.stride + d];
            }
    }
};

/// row[j] = sum_d x[d] matrix[d, j] for j < count (a multiple of 16).
inline void rowTimes(int D, int padded, int count, const float* x, const float* matrix, float* row) {
    for (int j = 0; j < count; j += 64) {
        const int vectors = (count - j >= 64 ? 64 : count - j) / 16;
        __m512 sum[4] = {};
        for (int d = 0; d < D; ++d) {
            const __m512 f = _mm512_set1_ps(x[d]);
            for (int n = 0; n < 4; ++n)
                if (n < vectors) sum[n] = _mm512_fmadd_ps(f, _mm512_loadu_ps(matrix + d * padded + j + 16 * n), sum[n]);
        }
        for (int n = 0; n < vectors; ++n) _mm512_storeu_ps(row + j + 16 * n, sum[n]);
    }
}
/// out[:] = sum_{j < count} row[j] matrix[j, :]
template <int D>
inline void rowsSum(int count, const float* row, const float* matrix, long stride, float* out) {
    __m512 sum[4][D / 16] = {};
    int j = 0;
    for (; j + 4 <= count; j += 4)
        for (int n = 0; n < 4; ++n)
            for (int c = 0; c < D / 16; ++c)
                sum[n][c] = _mm512_fmadd_ps(_mm512_set1_ps(row[j + n]), _mm512_loadu_ps(matrix + (j + n) * stride + 16 * c), sum[n][c]);
    for (; j < count; ++j)
        for (int c = 0; c < D / 16; ++c)
            sum[0][c] = _mm512_fmadd_ps(_mm512_set1_ps(row[j]), _mm512_loadu_ps(matrix + j * stride + 16 * c), sum[0][c]);
    for (int c = 0; c < D / 16; ++c)
        _mm512_storeu_ps(out + 16 * c, _mm512_add_ps(_mm512_add_ps(sum[0][c], sum[1][c]), _mm512_add_ps(sum[2][c], sum[3][c])));
}

/// Softmax of scale * scores over the first `count`; zeros up to `padded`.
inline void softmax(int count, int padded, float scale, float* row) {
    float top = -1e30f, sum = 0;
#pragma omp simd reduction(max : top)
    for (int j = 0; j < count; ++j) top = row[j] > top ? row[j] : top;
#pragma omp simd reduction(+ : sum)
    for (int j = 0; j < count; ++j) {
        row[j] = exponential(scale * (row[j] - top));
        sum += row[j];
    }
    const float inverse = 1.0f / sum;
#pragma omp simd
    for (int j = 0; j < count; ++j) row[j] *= inverse;
    for (int j = count; j < padded; ++j) row[j] = 0.0f;
}

template <int D>
void softmaxForward(int B, int S, int T, int heads, const float* qkv, float* out) {
    thread_local Transposed transposed;
    thread_local std::vector<float> row;
    const float scale = 1.0f / std::sqrt(float(D));
    for (int b = 0; b < B; ++b)
        for (int t = 0; t < T; ++t)
            for (int h = 0; h < heads; ++h) {
                const View w = view(qkv, S, T, heads, D, b, t, h);
                transposed.fill(w, S, D);
                row.resize(transposed.padded);
                for (int i = 0; i < S; ++i) {
                    const int count = (i + 16) / 16 * 16;
                    rowTimes(D, transposed.padded, count, w.q + i * w.stride, transposed.k.data(), row.data());
                    softmax(i + 1, count, scale, row.data());
                    rowsSum<D>(i + 1, row.data(), w.v, w.stride, out + w.outAt + i * w.outStride);
                }
            }
}

template <int D>
void softmaxBackward(int B, int S, int T, int heads, const float* qkv, const float* gradOut, float* grad) {
    thread_local Transposed transposed;
    thread_local std::vector<float> row, change;
    const float scale = 1.0f / std::sqrt(float(D));
    const long E = long(heads) * D;
    for (int b = 0; b < B; ++b)
        for (int t = 0; t < T; ++t)
            for (int h = 0; h < heads; ++h) {
                const View w = view(qkv, S, T, heads, D, b, t, h);
                float *dq = grad + w.at, *dk = dq + E, *dv = dk + E;
                transposed.fill(w, S, D);
                row.resize(transposed.padded);
                change.resize(transposed.padded);
                for (int i = 0; i < S; ++i) {
                    std::memset(dk + i * w.stride, 0, D * sizeof(float));
                    std::memset(dv + i * w.stride, 0, D * sizeof(float));
                }
                for (int i = 0; i < S; ++i) {
                    const int count = (i + 16) / 16 * 16;
                    const float *q = w.q + i * w.stride, *go = gradOut + w.outAt + i * w.outStride;
                    rowTimes(D, transposed.padded, count, q, transposed.k.data(), row.data());
                    softmax(i + 1, count, scale, row.data());
                    rowTimes(D, transposed.padded, count, go, transposed.v.data(), change.data());
                    float sum = 0;
#pragma omp simd reduction(+ : sum)
                    for (int j = 0; j < count; ++j) sum += row[j] * change[j];
#pragma omp simd
                    for (int j = 0; j < count; ++j) change[j] = scale * row[j] * (change[j] - sum);
                    rowsSum<D>(i + 1, change.data(), w.k, w.stride, dq + i * w.stride);
                    for (int j = 0; j <= i; ++j) {
                        addScaled<D>(dk + j * w.stride, q, change[j]);
                        addScaled<D>(dv + j * w.stride, go, row[j]);
                    }
                }
            }
}

}  // namespace

extern "C" {
void spike_attention(int B, int S, int T, int heads, int D, float scale, const float* qkv, float* out) {
    if (D == 32) spikeForward<32>(B, S, T, heads, scale, qkv, out);
    if (D == 16) spikeForward<16>(B, S, T, heads, scale, qkv, out);
}
void spike_attention_backward(int B, int S, int T, int heads, int D, float scale, const float* qkv, const float* gradOut,
                              float* grad) {
    if (D == 32) spikeBackward<32>(B, S, T, heads, scale, qkv, gradOut, grad);
    if (D == 16) spikeBackward<16>(B, S, T, heads, scale, qkv, gradOut, grad);
}
void softmax_attention(int B, int S, int T, int heads, int D, const float* qkv, float* out) {
    if (D == 32) softmaxForward<32>(B, S, T, heads, qkv, out);
    if (D == 16) softmaxForward<16>(B, S, T, heads, qkv, out);
}
void softmax_attention_backward(int B, int S, int T, int heads, int D, const float* qkv, const float* gradOut, float* grad) {
    if (D == 32) softmaxBackward<32>(B, S, T, heads, qkv, gradOut, grad);
    if (D == 16) softmaxBackward<16>(B, S, T, heads, qkv, gradOut, grad);
}
}
