// SPDX-License-Identifier: Apache-2.0
// Training kernels of SpikeDecoder: normalisations and LIFs over the timesteps of a token, both kinds of attention,
// products with binary inputs. Plain C ABI, called by decoder_kernels.py through ctypes; training only.
//
// Activations are [tokens, T, groups * width], contiguous, float32; a token's T timesteps lie side by side. Every call
// runs on one thread. Gradients of parameters are added to what is there, so the caller passes zeros.
#include <immintrin.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "exponential.h"

namespace {

constexpr float kEpsilon = 1e-5f;
constexpr float kPi = 3.14159265f;

float* scratch(int which, std::size_t count) {
    thread_local std::vector<float> buffers[4];
    if (buffers[which].size() < count) buffers[which].resize(count);
    return buffers[which].data();
}

// ---- y = x (kNone), LayerNorm of x (kLayer), or a x + b per channel (kAffine: batch norm); then a LIF, or added to a
// residual. Groups of `C` channels side by side have their own statistics and thresholds.
enum Mode { kNone, kLayer, kAffine };

inline void rowStatistics(int C, const float* x, float& mean, float& inverse) {
    float sum = 0, squares = 0;
    int c = 0;
    if (C >= 64) {  // four sums at a time: one would wait for itself
        __m512 a[4] = {}, b[4] = {};
        for (; c + 64 <= C; c += 64)
            for (int i = 0; i < 4; ++i) a[i] = _mm512_add_ps(a[i], _mm512_loadu_ps(x + c + 16 * i));
        sum = _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(a[0], a[1]), _mm512_add_ps(a[2], a[3])));
        for (; c < C; ++c) sum += x[c];
        mean = sum / C;
        const __m512 m = _mm512_set1_ps(mean);
        for (c = 0; c + 64 <= C; c += 64)
            for (int i = 0; i < 4; ++i) {
                const __m512 d = _mm512_sub_ps(_mm512_loadu_ps(x + c + 16 * i), m);
                b[i] = _mm512_fmadd_ps(d, d, b[i]);
            }
        squares = _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(b[0], b[1]), _mm512_add_ps(b[2], b[3])));
    } else {
        for (int i = 0; i < C; ++i) sum += x[i];
        mean = sum / C;
    }
    for (; c < C; ++c) squares += (x[c] - mean) * (x[c] - mean);
    inverse = 1.0f / std::sqrt(squares / C + kEpsilon);
}

template <Mode mode, bool kFires>
void siteForward(int N, int T, int G, int C, const float* x, const float* gain, const float* bias, const float* threshold,
                 const float* residual, float* stats /* [N, T, G, 2] */, float* out) {
    float* v = scratch(0, C);
    for (int n = 0; n < N; ++n)
        for (int g = 0; g < G; ++g) {
            const float *ga = gain + g * C, *bi = bias + g * C, th = kFires ? threshold[g] : 0.0f;
            if (kFires) std::fill_n(v, C, 0.0f);
            for (int t = 0; t < T; ++t) {
                const std::size_t row = std::size_t(n) * T + t, at = (row * G + g) * C;
                const float* __restrict xr = x + at;
                float* __restrict o = out + at;
                float mean = 0, inverse = 1;
                if (mode == kLayer) {
                    rowStatistics(C, xr, mean, inverse);
                    stats[2 * (row * G + g)] = mean;
                    stats[2 * (row * G + g) + 1] = inverse;
                }
                if (kFires) {
#pragma omp simd
                    for (int c = 0; c < C; ++c) {
                        const float y = mode == kLayer    ? (xr[c] - mean) * inverse * ga[c] + bi[c]
                                        : mode == kAffine ? xr[c] * ga[c] + bi[c]
                                                          : xr[c];
                        const float h = v[c] + (y - v[c]) * 0.5f;
                        o[c] = h >= th ? 1.0f : 0.0f;
                        v[c] = h >= th ? 0.0f : h;
                    }
                } else {
                    const float* r = residual ? residual + at : nullptr;
                    if (r) {
#pragma omp simd
                        for (int c = 0; c < C; ++c)
                            o[c] = r[c] + (mode == kLayer ? (xr[c] - mean) * inverse * ga[c] + bi[c] : xr[c] * ga[c] + bi[c]);
                    } else {
#pragma omp simd
                        for (int c = 0; c < C; ++c)
                            o[c] = mode == kLayer ? (xr[c] - mean) * inverse * ga[c] + bi[c] : xr[c] * ga[c] + bi[c];
                    }
                }
            }
        }
}

// The way back. s = [h >= th], sg = 1 / (1 + (pi (h - th))^2); gv the adjoint of the membrane after the reset:
//   d = g - gv h;  gh = gv (1 - s) + d sg;  dth -= d sg;  dy = gh / 2;  gv <- gh / 2
// kLayer: dx through LayerNorm; gradGain += dy hat, gradBias += dy.
// kAffine: dx holds dy itself, gradGain += dy x, gradBias += dy (the caller finishes batch norm).
template <Mode mode, bool kFires>
void siteBackward(int N, int T, int G, int C, const float* x, const float* gain, const float* bias, const float* threshold,
                  const float* stats, const float* gradOut, float* gradX, float* gradGain, float* gradBias,
                  float* gradThreshold) {
    float* hs = scratch(0, std::size_t(T) * C);
    float* dys = scratch(1, std::size_t(T) * C);
    float* v = scratch(2, 2 * C);
    float* dth = scratch(3, std::size_t(G) * C);
    if (kFires) std::fill_n(dth, std::size_t(G) * C, 0.0f);
    for (int n = 0; n < N; ++n)
        for (int g = 0; g < G; ++g) {
            const float *ga = gain + g * C, *bi = bias + g * C, th = kFires ? threshold[g] : 0.0f;
            float *dg = gradGain + g * C, *db = gradBias + g * C, *dt = dth + g * C;
            if (kFires) {
                std::fill_n(v, C, 0.0f);
                for (int t = 0; t < T; ++t) {
                    const std::size_t row = std::size_t(n) * T + t;
                    const float* xr = x + (row * G + g) * C;
                    float* h = hs + std::size_t(t) * C;
                    const float mean = mode == kLayer ? stats[2 * (row * G + g)] : 0.0f;
                    const float inverse = mode == kLayer ? stats[2 * (row * G + g) + 1] : 1.0f;
#pragma omp simd
                    for (int c = 0; c < C; ++c) {
                        const float y = mode == kLayer    ? (xr[c] - mean) * inverse * ga[c] + bi[c]
                                        : mode == kAffine ? xr[c] * ga[c] + bi[c]
                                                          : xr[c];
                        h[c] = v[c] + (y - v[c]) * 0.5f;
                        v[c] = h[c] >= th ? 0.0f : h[c];
                    }
                }
                float* gv = v;
                std::fill_n(gv, C, 0.0f);
                for (int t = T - 1; t >= 0; --t) {
                    const std::size_t at = ((std::size_t(n) * T + t) * G + g) * C;
                    const float *h = hs + std::size_t(t) * C, *go = gradOut + at;
                    float* dy = mode == kLayer ? dys + std::size_t(t) * C : gradX + at;
#pragma omp simd
                    for (int c = 0; c < C; ++c) {
                        const float off = (h[c] - th) * kPi, d = (go[c] - gv[c] * h[c]) / (1.0f + off * off);
                        const float gh = ((h[c] >= th ? 0.0f : gv[c]) + d) * 0.5f;
                        dt[c] -= d;
                        dy[c] = gh;
                        gv[c] = gh;
                    }
                }
            }
            if (mode == kNone) continue;
            for (int t = 0; t < T; ++t) {
                const std::size_t row = std::size_t(n) * T + t, at = (row * G + g) * C;
                const float* xr = x + at;
                float* dx = gradX + at;
                const float* dy = !kFires ? gradOut + at : mode == kLayer ? dys + std::size_t(t) * C : dx;
                if (mode == kLayer) {
                    const float mean = stats[2 * (row * G + g)], inverse = stats[2 * (row * G + g) + 1];
                    float sum = 0, sumHat = 0;
#pragma omp simd reduction(+ : sum, sumHat)
                    for (int c = 0; c < C; ++c) {
                        const float hat = (xr[c] - mean) * inverse, d = dy[c] * ga[c];
                        dg[c] += dy[c] * hat;
                        db[c] += dy[c];
                        sum += d;
                        sumHat += d * hat;
                    }
                    sum /= C;
                    sumHat /= C;
#pragma omp simd
                    for (int c = 0; c < C; ++c)
                        dx[c] = inverse * (dy[c] * ga[c] - sum - (xr[c] - mean) * inverse * sumHat);
                } else {
#pragma omp simd
                    for (int c = 0; c < C; ++c) {
                        dg[c] += dy[c] * xr[c];
                        db[c] += dy[c];
                        if (!kFires) dx[c] = dy[c];
                    }
                }
            }
        }
    if (kFires)
        for (int g = 0; g < G; ++g)
            for (int c = 0; c < C; ++c) gradThreshold[g] += dth[g * C + c];
}

// ---- Products with binary inputs: rows of the transposed weights are added up ------------------------------------------
constexpr int kBlock = 64;  // output channels at a time: 128 rows of them fit into the first-level cache
constexpr int kRows = 128;  // rows at a time

/// The active inputs of `rows` rows, one after the other; starts[rows] is the end.
void activeInputs(int rows, int K, const float* s, std::vector<std::int32_t>& list, std::vector<std::int32_t>& starts) {
    list.resize(std::size_t(rows) * K + 16);
    starts.resize(rows + 1);
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    std::int32_t* to = list.data();
    for (int r = 0; r < rows; ++r) {
        starts[r] = static_cast<std::int32_t>(to - list.data());
        for (int k = 0; k < K; k += 16) {
            const auto valid = static_cast<__mmask16>(K - k >= 16 ? 0xffff : (1 << (K - k)) - 1);
            const __m512 values = _mm512_maskz_loadu_ps(valid, s + std::size_t(r) * K + k);
            const __mmask16 active = _mm512_cmp_ps_mask(values, _mm512_setzero_ps(), _CMP_NEQ_OQ);
            _mm512_storeu_si512(to, _mm512_maskz_compress_epi32(active, _mm512_add_epi32(lanes, _mm512_set1_epi32(k))));
            to += __builtin_popcount(active);
        }
    }
    starts[rows] = static_cast<std::int32_t>(to - list.data());
}

/// sum of rows[index[i]] over 64 channels, added to `start` (or to zero).
inline void addRows(const float* rows, long stride, const std::int32_t* index, int count, const float* start, float* out) {
    __m512 a[4], b[4];
    for (int i = 0; i < 4; ++i) {
        a[i] = start ? _mm512_loadu_ps(start + 16 * i) : _mm512_setzero_ps();
        b[i] = _mm512_setzero_ps();
    }
    int k = 0;
    for (; k + 2 <= count; k += 2) {
        const float *p = rows + index[k] * stride, *q = rows + index[k + 1] * stride;
        for (int i = 0; i < 4; ++i) {
            a[i] = _mm512_add_ps(a[i], _mm512_loadu_ps(p + 16 * i));
            b[i] = _mm512_add_ps(b[i], _mm512_loadu_ps(q + 16 * i));
        }
    }
    if (k < count)
        for (int i = 0; i < 4; ++i) a[i] = _mm512_add_ps(a[i], _mm512_loadu_ps(rows + index[k] * stride + 16 * i));
    for (int i = 0; i < 4; ++i) _mm512_storeu_ps(out + 16 * i, _mm512_add_ps(a[i], b[i]));
}

// ---- Token shift: the first half of the channels from the previous position (of `S` positions), zeros at the first ----
void tokenShift(int B, int S, int T, int C, const float* x, float* out, int direction) {
    const int half = C / 2;
    const long position = long(T) * C;
    for (int b = 0; b < B; ++b)
        for (int s = 0; s < S; ++s) {
            const int from = s - direction;
            const float* source = x + (long(b) * S + s) * position;
            float* to = out + (long(b) * S + s) * position;
            for (int t = 0; t < T; ++t) {
                if (from >= 0 && from < S)
                    std::memcpy(to + t * C, source - direction * position + t * C, half * sizeof(float));
                else
                    std::memset(to + t * C, 0, half * sizeof(float));
                std::memcpy(to + t * C + half, source + t * C + half, (C - half) * sizeof(float));
            }
        }
}

}  // namespace

extern "C" {

void site_forward(int mode, int fires, int N, int T, int G, int C, const float* x, const float* gain, const float* bias,
                  const float* threshold, const float* residual, float* stats, float* out) {
    if (mode == kNone) siteForward<kNone, true>(N, T, G, C, x, gain, bias, threshold, residual, stats, out);
    else if (mode == kLayer && fires) siteForward<kLayer, true>(N, T, G, C, x, gain, bias, threshold, residual, stats, out);
    else if (mode == kLayer) siteForward<kLayer, false>(N, T, G, C, x, gain, bias, threshold, residual, stats, out);
    else if (fires) siteForward<kAffine, true>(N, T, G, C, x, gain, bias, threshold, residual, stats, out);
    else siteForward<kAffine, false>(N, T, G, C, x, gain, bias, threshold, residual, stats, out);
}
void site_backward(int mode, int fires, int N, int T, int G, int C, const float* x, const float* gain, const float* bias,
                   const float* threshold, const float* stats, const float* gradOut, float* gradX, float* gradGain,
                   float* gradBias, float* gradThreshold) {
#define CALL(M, F) siteBackward<M, F>(N, T, G, C, x, gain, bias, threshold, stats, gradOut, gradX, gradGain, gradBias, gradThreshold)
    if (mode == kNone) CALL(kNone, true);
    else if (mode == kLayer && fires) CALL(kLayer, true);
    else if (mode == kLayer) CALL(kLayer, false);
    else if (fires) CALL(kAffine, true);
    else CALL(kAffine, false);
#undef CALL
}

/// Column sums of x and x^2 over M rows, in double.
void column_moments(int M, int C, const float* x, double* sum, double* squares) {
    std::vector<float> a(C), b(C);
    for (int m0 = 0; m0 < M; m0 += 256) {
        std::fill(a.begin(), a.end(), 0.0f);
        std::fill(b.begin(), b.end(), 0.0f);
        for (int m = m0; m < std::min(M, m0 + 256); ++m) {
            const float* r = x + std::size_t(m) * C;
#pragma omp simd
            for (int c = 0; c < C; ++c) {
                a[c] += r[c];
                b[c] += r[c] * r[c];
            }
        }
        for (int c = 0; c < C; ++c) {
            sum[c] += a[c];
            squares[c] += b[c];
        }
    }
}
/// gradX = gradX a + x b + c, per channel: the end of batch norm's way back.
void affine_backward(int M, int C, const float* x, const float* a, const float* b, const float* c0, float* gradX) {
    for (int m = 0; m < M; ++m) {
        const float* r = x + std::size_t(m) * C;
        float* g = gradX + std::size_t(m) * C;
#pragma omp simd
        for (int c = 0; c < C; ++c) g[c] = g[c] * a[c] + r[c] * b[c] + c0[c];
    }
}

/// out [M, O] = s weightT + bias; s [M, K] binary, weightT [K, O], O a multiple of 64.
void spike_product(int M, int K, int O, const float* s, const float* weightT, const float* bias, float* out) {
    thread_local std::vector<std::int32_t> list, starts;
    for (int m0 = 0; m0 < M; m0 += kRows) {
        const int rows = std::min(kRows, M - m0);
        activeInputs(rows, K, s + std::size_t(m0) * K, list, starts);
        for (int o = 0; o < O; o += kBlock)
            for (int r = 0; r < rows; ++r)
                addRows(weightT + o, O, list.data() + starts[r], starts[r + 1] - starts[r], bias + o,
                        out + std::size_t(m0 + r) * O + o);
    }
}
/// gradWeightT [K, O] += s^T g, gradBias [O] += column sums of g [M, O].
void spike_product_weights(int M, int K, int O, const float* s, const float* g, float* gradWeightT, float* gradBias) {
    thread_local std::vector<std::int32_t> list, starts, byInput, ends;
    for (int m0 = 0; m0 < M; m0 += kRows) {
        const int rows = std::min(kRows, M - m0);
        activeInputs(rows, K, s + std::size_t(m0) * K, list, starts);
        byInput.resize(std::size_t(K) * kRows);
        ends.assign(K, 0);
        for (int r = 0; r < rows; ++r)
            for (int i = starts[r]; i < starts[r + 1]; ++i) byInput[list[i] * kRows + ends[list[i]]++] = r;
        for (int o = 0; o < O; o += kBlock) {
            const float* block = g + std::size_t(m0) * O + o;
            for (int k = 0; k < K; ++k)
                if (ends[k]) {
                    float* to = gradWeightT + std::size_t(k) * O + o;
                    addRows(block, O, byInput.data() + k * kRows, ends[k], to, to);
                }
            for (int r = 0; r < rows; ++r)
                for (int c = 0; c < kBlock; ++c) gradBias[o + c] += block[std::size_t(r) * O + c];
        }
    }
}

void token_shift(int B, int S, int T, int C, const float* x, float* out, int direction) {
    tokenShift(B, S, T, C, x, out, direction);
}

void gelu_forward(std::int64_t count, const float* x, float* out) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) {
        const float u = 1.5957691216f * (x[i] + 0.044715f * x[i] * x[i] * x[i]);  // twice the argument of tanh
        out[i] = x[i] / (1.0f + exponential(-u));
    }
}
void gelu_backward(std::int64_t count, const float* x, const float* g, float* dx) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) {
        const float u = 1.5957691216f * (x[i] + 0.044715f * x[i] * x[i] * x[i]);
        const float p = 1.0f / (1.0f + exponential(-u));
        dx[i] = g[i] * (p + x[i] * p * (1.0f - p) * 1.5957691216f * (1.0f + 0.134145f * x[i] * x[i]));
    }
}
}
