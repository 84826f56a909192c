// SPDX-License-Identifier: Apache-2.0
// The matrix product of the training kernels (see kernels.cpp for their conventions).
#ifdef __AVX512F__
#include <immintrin.h>
#endif
#include <omp.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace {

// C [M, N] = A B (row-major C), A(i, k) = A[i rs + k cs], B(k, j) = B[k brs + j bcs], float32 throughout.
// B is packed into panels of 32 columns and 256 rows (32 KiB, first-level cache); a register tile is 12 x 32.
constexpr int kTileRows = 12, kPanel = 32, kDepth = 256, kRowBlock = 16 * kTileRows;

#ifdef __AVX512F__
/// R rows by width (at most 32) columns of C; add: to what is there.
template <int R>
inline void tile(int depth, const float* A, long rs, long cs, const float* panel, float* C, long ldc, int width, bool add) {
    const auto left = static_cast<__mmask16>((1u << std::min(width, 16)) - 1);
    const auto right = static_cast<__mmask16>((1u << std::max(width - 16, 0)) - 1);
    __m512 c0[R], c1[R];
#pragma GCC unroll 12
    for (int i = 0; i < R; ++i) {
        c0[i] = add ? _mm512_maskz_loadu_ps(left, C + i * ldc) : _mm512_setzero_ps();
        c1[i] = add ? _mm512_maskz_loadu_ps(right, C + i * ldc + 16) : _mm512_setzero_ps();
    }
    for (int k = 0; k < depth; ++k) {
        const __m512 b0 = _mm512_load_ps(panel + k * kPanel), b1 = _mm512_load_ps(panel + k * kPanel + 16);
#pragma GCC unroll 12
        for (int i = 0; i < R; ++i) {
            const __m512 a = _mm512_set1_ps(A[i * rs + k * cs]);
            c0[i] = _mm512_fmadd_ps(a, b0, c0[i]);
            c1[i] = _mm512_fmadd_ps(a, b1, c1[i]);
        }
    }
#pragma GCC unroll 12
    for (int i = 0; i < R; ++i) {
        _mm512_mask_storeu_ps(C + i * ldc, left, c0[i]);
        _mm512_mask_storeu_ps(C + i * ldc + 16, right, c1[i]);
    }
}
#else
/// The same for other processors: slower, left to the compiler.
template <int R>
inline void tile(int depth, const float* A, long rs, long cs, const float* panel, float* C, long ldc, int width, bool add) {
    float sum[R][kPanel];
    for (int i = 0; i < R; ++i)
        for (int j = 0; j < kPanel; ++j) sum[i][j] = add && j < width ? C[i * ldc + j] : 0.0f;
    for (int k = 0; k < depth; ++k)
        for (int i = 0; i < R; ++i) {
            const float a = A[i * rs + k * cs];
            for (int j = 0; j < kPanel; ++j) sum[i][j] += a * panel[k * kPanel + j];
        }
    for (int i = 0; i < R; ++i) std::copy_n(sum[i], width, C + i * ldc);
}
#endif

struct Aligned {  // a growing buffer on cache-line borders
    std::vector<float> storage;
    float* get(std::size_t count) {
        if (storage.size() < count + 16) storage.resize(count + 16);
        return reinterpret_cast<float*>((reinterpret_cast<std::uintptr_t>(storage.data()) + 63) / 64 * 64);
    }
};

void product(int M, int N, int K, const float* A, long rs, long cs, const float* B, long brs, long bcs, float* C) {
    const int panels = (N + kPanel - 1) / kPanel;
    thread_local Aligned packedStore;  // the calling thread's; the team only reads it
    float* packed = packedStore.get(std::size_t(K) * panels * kPanel);
    const int slices = (K + kDepth - 1) / kDepth;
    const int team = omp_get_max_threads(), rounds = (M + team * kRowBlock - 1) / (team * kRowBlock);
    const int share = (M + team * rounds - 1) / (team * rounds);  // an equal share of rows for each thread
    const int rowBlock = (share + kTileRows - 1) / kTileRows * kTileRows;
#pragma omp parallel
    {
#pragma omp for schedule(dynamic, 1)
        for (int job = 0; job < slices * panels; ++job) {
            const int k0 = job / panels * kDepth, j0 = job % panels * kPanel;
            const int depth = std::min(kDepth, K - k0), width = std::min(kPanel, N - j0);
            float* to = packed + std::size_t(k0) * panels * kPanel + std::size_t(j0) * depth;
            if (bcs == 1) {
                for (int k = 0; k < depth; ++k)
                    for (int j = 0; j < kPanel; ++j) to[k * kPanel + j] = j < width ? B[(k0 + k) * brs + j0 + j] : 0.0f;
            } else {
                for (int j = 0; j < kPanel; ++j)
                    for (int k = 0; k < depth; ++k)
                        to[k * kPanel + j] = j < width ? B[(k0 + k) * brs + (j0 + j) * bcs] : 0.0f;
            }
        }
#pragma omp for schedule(dynamic, 1)
        for (int i0 = 0; i0 < M; i0 += rowBlock) {
            const int rows = std::min(rowBlock, M - i0);
            thread_local Aligned rowStore;
            for (int k0 = 0; k0 < K; k0 += kDepth) {
                const int depth = std::min(kDepth, K - k0);
                const float* a = A + i0 * rs + k0 * cs;
                long ars = rs, acs = cs, groupStride = kTileRows * rs;
                if (rs == 1 && cs != 1) {  // a transposed A: tiles of [depth, 12]
                    float* to = rowStore.get(std::size_t(kRowBlock) * kDepth);
                    for (int i = 0; i < rows; i += kTileRows) {
                        float* group = to + std::size_t(i) * kDepth;
                        if (i + kTileRows <= rows)
                            for (int k = 0; k < depth; ++k)
                                std::memcpy(group + k * kTileRows, a + i + k * cs, kTileRows * 4);
                        else
                            for (int k = 0; k < depth; ++k)
                                std::copy_n(a + i + k * cs, rows - i, group + k * kTileRows);
                    }
                    a = to;
                    ars = 1;
                    acs = kTileRows;
                    groupStride = long(kDepth) * kTileRows;
                }
                for (int p = 0; p < panels; ++p) {
                    const float* panel = packed + std::size_t(k0) * panels * kPanel + std::size_t(p) * kPanel * depth;
                    const int width = std::min(kPanel, N - p * kPanel);
                    for (int i = 0; i < rows; i += kTileRows) {
                        const float* at = a + i / kTileRows * groupStride;
                        float* c = C + long(i0 + i) * N + p * kPanel;
                        switch (std::min(kTileRows, rows - i)) {
#define TILE(R) \
    case R: tile<R>(depth, at, ars, acs, panel, c, N, width, k0 > 0); break;
                            TILE(1)
                            TILE(2) TILE(3) TILE(4) TILE(5) TILE(6) TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#undef TILE
                        }
                    }
                }
            }
        }
    }
}

}  // namespace

extern "C" void matrix_product(int M, int N, int K, const float* A, std::int64_t rs, std::int64_t cs, const float* B,
                               std::int64_t brs, std::int64_t bcs, float* C) {
    product(M, N, K, A, rs, cs, B, brs, bcs, C);
}
