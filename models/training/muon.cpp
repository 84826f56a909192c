// SPDX-License-Identifier: Apache-2.0
// Muon's update: a quintic polynomial, applied a few times, brings all singular values of a matrix near 1.
//   P(G) = 3.4445 - 4.7750 G + 2.0315 G^2 with G = X X^T;  X <- P X
// On wide matrices it is cheaper to iterate on G alone (P and G commute) and to multiply X once, at the end.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

extern "C" void matrix_product(int M, int N, int K, const float* A, std::int64_t rs, std::int64_t cs, const float* B,
                               std::int64_t brs, std::int64_t bcs, float* C);

namespace {

void times(int M, int N, int K, const float* A, const float* B, float* C) { matrix_product(M, N, K, A, K, 1, B, N, 1, C); }

/// out = P(gram); inner is scratch.
void quintic(int m, const float* gram, float* inner, float* out) {
    for (int i = 0; i < m * m; ++i) inner[i] = 2.0315f * gram[i];
    for (int i = 0; i < m; ++i) inner[i * m + i] -= 4.7750f;
    times(m, m, m, gram, inner, out);
    for (int i = 0; i < m; ++i) out[i * m + i] += 3.4445f;
}

}  // namespace

extern "C" {

/// parameters [rows, columns] += step times the orthogonalised `update`.
void muon_step(int rows, int columns, const float* update, int steps, float step, float* parameters) {
    const bool tall = rows > columns;
    const int m = std::min(rows, columns), n = std::max(rows, columns);
    thread_local std::vector<float> x, next, gram, inner, factor, total, spare;
    for (auto* v : {&x, &next}) v->resize(std::size_t(m) * n);
    for (auto* v : {&gram, &inner, &factor, &total, &spare}) v->resize(std::size_t(m) * m);
    double squares = 0;
    for (int i = 0; i < rows * columns; ++i) squares += double(update[i]) * update[i];
    const float scale = static_cast<float>(1.0 / (std::sqrt(squares) + 1e-12));
    if (tall)
        for (int i = 0; i < m; ++i)
            for (int j = 0; j < n; ++j) x[std::size_t(i) * n + j] = scale * update[std::size_t(j) * m + i];
    else
        for (int i = 0; i < m * n; ++i) x[i] = scale * update[i];
    if (n < 2 * m) {
        for (int s = 0; s < steps; ++s) {
            matrix_product(m, m, n, x.data(), n, 1, x.data(), 1, n, gram.data());
            quintic(m, gram.data(), inner.data(), factor.data());
            times(m, n, m, factor.data(), x.data(), next.data());
            x.swap(next);
        }
    } else {
        matrix_product(m, m, n, x.data(), n, 1, x.data(), 1, n, gram.data());
        for (int s = 0; s < steps; ++s) {
            quintic(m, gram.data(), inner.data(), factor.data());
            if (s == 0) {
                total = factor;
            } else {
                times(m, m, m, factor.data(), total.data(), spare.data());
                total.swap(spare);
            }
            if (s + 1 < steps) {
                times(m, m, m, factor.data(), gram.data(), inner.data());
                times(m, m, m, inner.data(), factor.data(), gram.data());
            }
        }
        times(m, n, m, total.data(), x.data(), next.data());
        x.swap(next);
    }
    if (tall)
        for (int i = 0; i < m; ++i)
            for (int j = 0; j < n; ++j) parameters[std::size_t(j) * m + i] += step * x[std::size_t(i) * n + j];
    else
        for (int i = 0; i < m * n; ++i) parameters[i] += step * x[i];
}
}
