// SPDX-License-Identifier: Apache-2.0
// Training kernels of SpikeGPT and of its analog twin: forward passes and hand-written backward passes.
// Plain C ABI, called by kernels.py through ctypes. Training only; the program itself never loads this file.
//
// Conventions
//   Activations are [batch, tokens, width], contiguous, float32. (Float32 on purpose: bfloat16 dot products were no
//   faster than float32 multiply-adds on the machine this was written on.) Threads: a call may spread over OpenMP
//   threads (train.py gives it one, and runs several calls side by side). One batch element belongs to one thread, and
//   gradients of parameters are written per batch element ([batch, width]) and summed by the caller, so results do not
//   depend on the number of threads. Nothing is shared between calls.
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "exponential.h"

namespace {

inline float sigmoid(float x) { return 1.0f / (1.0f + exponential(-x)); }

// One scratch buffer per thread; it grows and is kept.
float* scratch(std::size_t count) {
    thread_local std::vector<float> buffer;
    if (buffer.size() < count) buffer.resize(count);
    return buffer.data();
}

// 32-bit mixer (murmur3's finaliser): decides which elements dropout keeps, from a seed and the element's index.
inline std::uint32_t mixBits(std::uint32_t x) {
    x ^= x >> 16;
    x *= 0x85ebca6bu;
    x ^= x >> 13;
    x *= 0xc2b2ae35u;
    return x ^ (x >> 16);
}
inline float keepFactor(std::uint32_t seed, std::uint32_t index, std::uint32_t threshold, float scale) {
    return mixBits(index * 0x9e3779b9u + seed) >= threshold ? scale : 0.0f;
}

// ---- LayerNorm, token shift and the mixes ------------------------------------------------------------------------
// y = LN(x);  z_j = y m_j + y' (1 - m_j),  y' the previous token's y.
constexpr int kMaxMixes = 3;
constexpr float kLayerNormEpsilon = 1e-5f;

void normMixForward(int B, int T, int C, int J, const float* x, const float* gain, const float* bias,
                    const float* mixes /* [J, C] */, const float* previous /* [B, C] */,
                    float* const* out /* J x [B, T, C] */, float* stats /* [B, T, 2]: mean, 1/deviation */,
                    float* last /* [B, C] */) {
#pragma omp parallel for schedule(dynamic, 1)
    for (int b = 0; b < B; ++b) {
        float* y = scratch(2 * C);
        float* before = y + C;
        std::copy_n(previous + std::size_t(b) * C, C, before);
        for (int t = 0; t < T; ++t) {
            const std::size_t row = std::size_t(b) * T + t;
            const float* xr = x + row * C;
            float sum = 0, squares = 0;
#pragma omp simd reduction(+ : sum)
            for (int c = 0; c < C; ++c) sum += xr[c];
            const float mean = sum / C;
#pragma omp simd reduction(+ : squares)
            for (int c = 0; c < C; ++c) squares += (xr[c] - mean) * (xr[c] - mean);
            const float inverse = 1.0f / std::sqrt(squares / C + kLayerNormEpsilon);
            stats[2 * row] = mean;
            stats[2 * row + 1] = inverse;
#pragma omp simd
            for (int c = 0; c < C; ++c) y[c] = (xr[c] - mean) * inverse * gain[c] + bias[c];
            for (int j = 0; j < J; ++j) {
                const float* m = mixes + std::size_t(j) * C;
                float* z = out[j] + row * C;
#pragma omp simd
                for (int c = 0; c < C; ++c) z[c] = before[c] + m[c] * (y[c] - before[c]);
            }
            std::swap(y, before);
        }
        std::copy_n(before, C, last + std::size_t(b) * C);
    }
}

void normMixBackward(int B, int T, int C, int J, const float* x, const float* gain, const float* bias,
                     const float* mixes, const float* previous, const float* stats, const float* const* gradOut,
                     float* gradX, float* gradGain /* [B, C] */, float* gradBias /* [B, C] */,
                     float* gradMixes /* [B, J, C] */) {
#pragma omp parallel for schedule(dynamic, 1)
    for (int b = 0; b < B; ++b) {
        float* y = scratch(std::size_t(T + 1) * C + 2 * C);  // y[t + 1] is token t's
        float* carry = y + std::size_t(T + 1) * C;           // what token t + 1 sends back through the shift
        float* dy = carry + C;
        std::copy_n(previous + std::size_t(b) * C, C, y);
        for (int t = 0; t < T; ++t) {
            const std::size_t row = std::size_t(b) * T + t;
            const float mean = stats[2 * row], inverse = stats[2 * row + 1];
            const float* xr = x + row * C;
            float* yr = y + std::size_t(t + 1) * C;
#pragma omp simd
            for (int c = 0; c < C; ++c) yr[c] = (xr[c] - mean) * inverse * gain[c] + bias[c];
        }
        float* dGain = gradGain + std::size_t(b) * C;
        float* dBias = gradBias + std::size_t(b) * C;
        float* dMixes = gradMixes + std::size_t(b) * J * C;
        std::fill_n(carry, C, 0.0f);
        std::fill_n(dGain, C, 0.0f);
        std::fill_n(dBias, C, 0.0f);
        std::fill_n(dMixes, std::size_t(J) * C, 0.0f);
        for (int t = T - 1; t >= 0; --t) {
            const std::size_t row = std::size_t(b) * T + t;
            const float* now = y + std::size_t(t + 1) * C;
            const float* before = now - C;
            std::copy_n(carry, C, dy);
            std::fill_n(carry, C, 0.0f);
            for (int j = 0; j < J; ++j) {
                const float* dz = gradOut[j] + row * C;
                const float* m = mixes + std::size_t(j) * C;
                float* dm = dMixes + std::size_t(j) * C;
#pragma omp simd
                for (int c = 0; c < C; ++c) {
                    const float d = dz[c];
                    dy[c] += d * m[c];
                    carry[c] += d * (1.0f - m[c]);
                    dm[c] += d * (now[c] - before[c]);
                }
            }
            const float mean = stats[2 * row], inverse = stats[2 * row + 1];
            const float* xr = x + row * C;
            float* dx = gradX + row * C;
            float sum = 0, sumHat = 0;
#pragma omp simd reduction(+ : sum, sumHat)
            for (int c = 0; c < C; ++c) {
                const float hat = (xr[c] - mean) * inverse, d = dy[c] * gain[c];
                dGain[c] += dy[c] * hat;
                dBias[c] += dy[c];
                sum += d;
                sumHat += d * hat;
            }
            sum /= C;
            sumHat /= C;
#pragma omp simd
            for (int c = 0; c < C; ++c) {
                const float hat = (xr[c] - mean) * inverse;
                dx[c] = inverse * (dy[c] * gain[c] - sum - hat * sumHat);
            }
        }
    }
}

// ---- WKV times sigmoid(r) ----------------------------------------------------------------------------------------
// Per channel, w = -exp(time_decay), u = time_first, running sums kept as a e^p, b e^p (the spec's recurrences):
//   q = max(p, u + k);  wkv = (e^(p-q) a + e^(u+k-q) v) / (e^(p-q) b + e^(u+k-q))
//   q = max(p + w, k);  a = e^(p+w-q) a + e^(k-q) v;  b = e^(p+w-q) b + e^(k-q);  p = q
// One of each pair of exponentials is 1, so two exponentials per token suffice.
void wkvForward(int B, int T, int C, const float* k, const float* v, const float* r, const float* w, const float* u,
                const float* stateIn /* [B, 3, C] */, float* out, float* stateOut /* [B, 3, C] */) {
#pragma omp parallel for schedule(dynamic, 1)
    for (int b = 0; b < B; ++b) {
        float* a = stateOut + std::size_t(b) * 3 * C;
        float* n = a + C;
        float* p = n + C;
        std::copy_n(stateIn + std::size_t(b) * 3 * C, 3 * C, a);
        for (int t = 0; t < T; ++t) {
            const std::size_t at = (std::size_t(b) * T + t) * C;
            const float *kr = k + at, *vr = v + at, *rr = r + at;
            float* o = out + at;
#pragma omp simd
            for (int c = 0; c < C; ++c) {
                const float kt = kr[c], vt = vr[c];
                const float bonus = p[c] - (u[c] + kt), small = exponential(-std::fabs(bonus));
                const float e1 = bonus >= 0 ? 1.0f : small, e2 = bonus >= 0 ? small : 1.0f;
                const float wkv = (e1 * a[c] + e2 * vt) / (e1 * n[c] + e2);
                o[c] = wkv * sigmoid(rr[c]);
                const float decayed = p[c] + w[c], gap = decayed - kt, tiny = exponential(-std::fabs(gap));
                const float f1 = gap >= 0 ? 1.0f : tiny, f2 = gap >= 0 ? tiny : 1.0f;
                a[c] = f1 * a[c] + f2 * vt;
                n[c] = f1 * n[c] + f2;
                p[c] = gap >= 0 ? decayed : kt;
            }
        }
    }
}

// Adjoints of the running sums, A and B, are kept scaled by e^p of the same moment, so that every factor in the way
// back is one of the forward pass's own e1, e2, f1, f2 (all at most 1):
//   ga(t-1) = e1 g / d + f1 ga(t);   gb(t-1) = -e1 g wkv / d + f1 gb(t),   d the denominator, g = dL/dwkv
//   dv = e2 g / d + f2 ga;           dk = e2 g (v - wkv) / d + f2 (v ga + gb)
//   du += e2 g (v - wkv) / d;        dw += f1 (a ga + b gb)
// The state that came in is a constant (truncated back-propagation).
void wkvBackward(int B, int T, int C, const float* k, const float* v, const float* r, const float* w, const float* u,
                 const float* stateIn, const float* gradOut, float* gradK, float* gradV, float* gradR,
                 float* gradW /* [B, C] */, float* gradU /* [B, C] */) {
#pragma omp parallel for schedule(dynamic, 1)
    for (int b = 0; b < B; ++b) {
        const std::size_t plane = std::size_t(T) * C;
        float* as = scratch(4 * plane + 5 * C);  // a, b, signed gaps of both exponent pairs, before each token
        float* ns = as + plane;
        float* bonuses = ns + plane;
        float* gaps = bonuses + plane;
        float* a = gaps + plane;
        float *n = a + C, *p = n + C, *ga = p + C, *gb = ga + C;
        std::copy_n(stateIn + std::size_t(b) * 3 * C, 3 * C, a);
        for (int t = 0; t < T; ++t) {
            const std::size_t at = (std::size_t(b) * T + t) * C, here = std::size_t(t) * C;
            const float *kr = k + at, *vr = v + at;
            float *ar = as + here, *nr = ns + here, *br = bonuses + here, *gr = gaps + here;
#pragma omp simd
            for (int c = 0; c < C; ++c) {
                const float kt = kr[c];
                ar[c] = a[c];
                nr[c] = n[c];
                const float bonus = p[c] - (u[c] + kt), small = exponential(-std::fabs(bonus));
                br[c] = bonus >= 0 ? small : -small;  // sign tells which of the pair is 1
                const float decayed = p[c] + w[c], gap = decayed - kt, tiny = exponential(-std::fabs(gap));
                gr[c] = gap >= 0 ? tiny : -tiny;
                const float f1 = gap >= 0 ? 1.0f : tiny, f2 = gap >= 0 ? tiny : 1.0f;
                a[c] = f1 * a[c] + f2 * vr[c];
                n[c] = f1 * n[c] + f2;
                p[c] = gap >= 0 ? decayed : kt;
            }
        }
        float* dw = gradW + std::size_t(b) * C;
        float* du = gradU + std::size_t(b) * C;
        std::fill_n(ga, 2 * C, 0.0f);
        std::fill_n(dw, C, 0.0f);
        std::fill_n(du, C, 0.0f);
        for (int t = T - 1; t >= 0; --t) {
            const std::size_t at = (std::size_t(b) * T + t) * C, here = std::size_t(t) * C;
            const float *vr = v + at, *rr = r + at, *go = gradOut + at;
            float *dk = gradK + at, *dv = gradV + at, *dr = gradR + at;
            const float *ar = as + here, *nr = ns + here, *br = bonuses + here, *gr = gaps + here;
#pragma omp simd
            for (int c = 0; c < C; ++c) {
                const bool oldWins = br[c] > 0, pastWins = gr[c] > 0;
                const float small = std::fabs(br[c]), tiny = std::fabs(gr[c]);
                const float e1 = oldWins ? 1.0f : small, e2 = oldWins ? small : 1.0f;
                const float f1 = pastWins ? 1.0f : tiny, f2 = pastWins ? tiny : 1.0f;
                const float vt = vr[c], inverse = 1.0f / (e1 * nr[c] + e2);
                const float wkv = (e1 * ar[c] + e2 * vt) * inverse, gate = sigmoid(rr[c]), g = go[c];
                dr[c] = g * wkv * gate * (1.0f - gate);
                const float scaled = g * gate * inverse, current = e2 * scaled * (vt - wkv);
                dv[c] = e2 * scaled + f2 * ga[c];
                dk[c] = current + f2 * (vt * ga[c] + gb[c]);
                du[c] += current;
                dw[c] += f1 * (ar[c] * ga[c] + nr[c] * gb[c]);
                ga[c] = e1 * scaled + f1 * ga[c];
                gb[c] = f1 * gb[c] - e1 * scaled * wkv;
            }
        }
    }
}

// ---- Gate, leaky integrate-and-fire, dropout, residual sum ---------------------------------------------------------
// z = input, or sigmoid(r) input;  where `spiking[b]`: h = v + (z - v) / tau, s = [h >= 1], v = (1 - s) h;
// elsewhere s = z and the membrane is not touched.  out = x + dropout(s).
constexpr float kTau = 2.0f;
constexpr float kThreshold = 1.0f;

struct Dropout {
    std::uint32_t seed = 0;
    std::uint32_t threshold = 0;  // an element is dropped when its hash is below this
    float scale = 1.0f;
};
Dropout makeDropout(std::uint32_t seed, float rate) {
    if (rate <= 0) return {};
    return {seed, static_cast<std::uint32_t>(rate * 4294967296.0), 1.0f / (1.0f - rate)};
}

template <bool kGated>
void neuronForward(int B, int T, int C, const float* x, const float* input, const float* r, const std::uint8_t* spiking,
                   const float* membraneIn, Dropout drop, float* out, float* membraneOut, float* spikes /* [B] */) {
#pragma omp parallel for schedule(dynamic, 1)
    for (int b = 0; b < B; ++b) {
        float* v = membraneOut + std::size_t(b) * C;
        std::copy_n(membraneIn + std::size_t(b) * C, C, v);
        double fired = 0;
        for (int t = 0; t < T; ++t) {
            const std::size_t at = (std::size_t(b) * T + t) * C;
            const float* xr = x + at;
            float* o = out + at;
            const bool fires = spiking[b] != 0;
            float count = 0;
#pragma omp simd reduction(+ : count)
            for (int c = 0; c < C; ++c) {
                float s = input[at + c];
                if constexpr (kGated) s *= sigmoid(r[at + c]);
                const float h = v[c] + (s - v[c]) / kTau;
                const float spike = h >= kThreshold ? 1.0f : 0.0f;
                v[c] = fires ? (1.0f - spike) * h : v[c];
                s = fires ? spike : s;
                count += spike;
                o[c] =
                    xr[c] + s * keepFactor(drop.seed, static_cast<std::uint32_t>(at + c), drop.threshold, drop.scale);
            }
            fired += fires ? count : 0.0f;
        }
        spikes[b] = static_cast<float>(fired);
    }
}

// With gv the adjoint of v after the token and sg = (alpha/2) / (1 + (pi/2 alpha (h - 1))^2), alpha = 2:
//   gs = g - gv h (the reset; left out when detached);  gh = gv (1 - s) + gs sg;  dz = gh / tau;  gv = gh (1 - 1/tau)
template <bool kGated>
void neuronBackward(int B, int T, int C, const float* input, const float* r, const std::uint8_t* spiking,
                    const float* membraneIn, Dropout drop, bool detachReset, const float* gradOut, float* gradInput,
                    float* gradR) {
#pragma omp parallel for schedule(dynamic, 1)
    for (int b = 0; b < B; ++b) {
        float* hs = scratch(std::size_t(T) * C + C);
        float* v = hs + std::size_t(T) * C;  // the membrane on the way out, its adjoint on the way back
        const bool fires = spiking[b] != 0;
        if (fires) {
            std::copy_n(membraneIn + std::size_t(b) * C, C, v);
            for (int t = 0; t < T; ++t) {
                const std::size_t at = (std::size_t(b) * T + t) * C;
                float* hr = hs + std::size_t(t) * C;
#pragma omp simd
                for (int c = 0; c < C; ++c) {
                    float z = input[at + c];
                    if constexpr (kGated) z *= sigmoid(r[at + c]);
                    const float h = v[c] + (z - v[c]) / kTau;
                    hr[c] = h;
                    v[c] = h >= kThreshold ? 0.0f : h;
                }
            }
        }
        const float resetWeight = detachReset ? 0.0f : 1.0f;
        std::fill_n(v, C, 0.0f);
        for (int t = T - 1; t >= 0; --t) {
            const std::size_t at = (std::size_t(b) * T + t) * C;
            const float* hr = hs + std::size_t(t) * C;
#pragma omp simd
            for (int c = 0; c < C; ++c) {
                float dz = gradOut[at + c] *
                           keepFactor(drop.seed, static_cast<std::uint32_t>(at + c), drop.threshold, drop.scale);
                if (fires) {
                    constexpr float kPi = 3.14159265358979f;
                    const float h = hr[c], off = kPi * (h - kThreshold), surrogate = 1.0f / (1.0f + off * off);
                    const float kept = h >= kThreshold ? 0.0f : 1.0f;
                    const float gh = v[c] * kept + (dz - resetWeight * v[c] * h) * surrogate;
                    dz = gh / kTau;
                    v[c] = gh * (1.0f - 1.0f / kTau);
                }
                if constexpr (kGated) {
                    const float gate = sigmoid(r[at + c]);
                    gradR[at + c] = dz * input[at + c] * gate * (1.0f - gate);
                    dz *= gate;
                }
                gradInput[at + c] = dz;
            }
        }
    }
}

// ---- relu(k)^2 -------------------------------------------------------------------------------------------------
constexpr std::int64_t kSlab = 1 << 15;

void squaredReluForward(std::int64_t count, const float* k, float* out) {
#pragma omp parallel for schedule(dynamic, 1)
    for (std::int64_t start = 0; start < count; start += kSlab) {
        const std::int64_t stop = std::min(start + kSlab, count);
#pragma omp simd
        for (std::int64_t i = start; i < stop; ++i) {
            const float x = std::max(k[i], 0.0f);
            out[i] = x * x;
        }
    }
}

void squaredReluBackward(std::int64_t count, const float* k, const float* gradOut, float* gradK) {
#pragma omp parallel for schedule(dynamic, 1)
    for (std::int64_t start = 0; start < count; start += kSlab) {
        const std::int64_t stop = std::min(start + kSlab, count);
#pragma omp simd
        for (std::int64_t i = start; i < stop; ++i) gradK[i] = 2.0f * std::max(k[i], 0.0f) * gradOut[i];
    }
}

}  // namespace

extern "C" {

void norm_mix_forward(int B, int T, int C, int J, const float* x, const float* gain, const float* bias,
                      const float* mixes, const float* previous, float* z0, float* z1, float* z2, float* stats,
                      float* last) {
    float* const out[kMaxMixes] = {z0, z1, z2};
    normMixForward(B, T, C, J, x, gain, bias, mixes, previous, out, stats, last);
}
void norm_mix_backward(int B, int T, int C, int J, const float* x, const float* gain, const float* bias,
                       const float* mixes, const float* previous, const float* stats, const float* g0, const float* g1,
                       const float* g2, float* gradX, float* gradGain, float* gradBias, float* gradMixes) {
    const float* const gradOut[kMaxMixes] = {g0, g1, g2};
    normMixBackward(B, T, C, J, x, gain, bias, mixes, previous, stats, gradOut, gradX, gradGain, gradBias, gradMixes);
}
void wkv_forward(int B, int T, int C, const float* k, const float* v, const float* r, const float* w, const float* u,
                 const float* stateIn, float* out, float* stateOut) {
    wkvForward(B, T, C, k, v, r, w, u, stateIn, out, stateOut);
}
void wkv_backward(int B, int T, int C, const float* k, const float* v, const float* r, const float* w, const float* u,
                  const float* stateIn, const float* gradOut, float* gradK, float* gradV, float* gradR, float* gradW,
                  float* gradU) {
    wkvBackward(B, T, C, k, v, r, w, u, stateIn, gradOut, gradK, gradV, gradR, gradW, gradU);
}
void neuron_forward(int B, int T, int C, const float* x, const float* input, const float* r,
                    const std::uint8_t* spiking, const float* membraneIn, std::uint32_t seed, float rate, float* out,
                    float* membraneOut, float* spikes) {
    const Dropout drop = makeDropout(seed, rate);
    if (r)
        neuronForward<true>(B, T, C, x, input, r, spiking, membraneIn, drop, out, membraneOut, spikes);
    else
        neuronForward<false>(B, T, C, x, input, r, spiking, membraneIn, drop, out, membraneOut, spikes);
}
void neuron_backward(int B, int T, int C, const float* input, const float* r, const std::uint8_t* spiking,
                     const float* membraneIn, std::uint32_t seed, float rate, int detachReset, const float* gradOut,
                     float* gradInput, float* gradR) {
    const Dropout drop = makeDropout(seed, rate);
    if (r)
        neuronBackward<true>(B, T, C, input, r, spiking, membraneIn, drop, detachReset, gradOut, gradInput, gradR);
    else
        neuronBackward<false>(B, T, C, input, r, spiking, membraneIn, drop, detachReset, gradOut, gradInput, gradR);
}
void squared_relu_forward(std::int64_t count, const float* k, float* out) { squaredReluForward(count, k, out); }
void squared_relu_backward(std::int64_t count, const float* k, const float* gradOut, float* gradK) {
    squaredReluBackward(count, k, gradOut, gradK);
}

// AdamW over one flat vector of parameters; the first `decayed` of them also shrink by lr * weightDecay.
// `gradScale` multiplies the gradient (clipping).
void adamw(std::int64_t count, std::int64_t decayed, float* parameters, const float* gradient, float* first,
           float* second, float lr, float beta1, float beta2, float epsilon, float weightDecay, float correction1,
           float correction2, float gradScale) {
#pragma omp parallel for schedule(dynamic, 1)
    for (std::int64_t start = 0; start < count; start += kSlab) {
        const std::int64_t stop = std::min(start + kSlab, count);
#pragma omp simd
        for (std::int64_t i = start; i < stop; ++i) {
            const float g = gradient[i] * gradScale;
            first[i] = beta1 * first[i] + (1.0f - beta1) * g;
            second[i] = beta2 * second[i] + (1.0f - beta2) * g * g;
            const float step = (first[i] / correction1) / (std::sqrt(second[i] / correction2) + epsilon);
            const float shrink = i < decayed ? 1.0f - lr * weightDecay : 1.0f;
            parameters[i] = parameters[i] * shrink - lr * step;
        }
    }
}
}
