// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cli/command.h"

namespace spikeglass::cli {

/// One spike-driven product at several firing rates, and the dense product of the same weights with floats that are all
/// different from zero. Medians over all products of several rounds in which each kind is timed in turn.
struct ProductCurve {
    struct Size {
        std::size_t inputs = 3072, outputs = 3072;
    };
    struct Point {
        double rate = 0;     // asked for
        double firing = 0;   // inputs that did fire, of all
        double seconds = 0;  // per product
    };
    Size size;
    WeightType weights = WeightType::Float32;
    int threads = 1;
    double denseSeconds = 0;
    std::vector<Point> points;  // highest rate first
    /// The rate below which the spike-driven product is the faster one, between two points on a straight line; 1: at every
    /// rate measured; absent: at none.
    std::optional<double> crossing;
};

/// "3072x3072": inputs, outputs. Errors: not of this shape; beyond 65,536 each, or 2^28 weights.
Result<ProductCurve::Size> parseProductSize(std::string_view text);
ProductCurve measureCurve(ProductCurve::Size size, WeightType weights, int threads);
nlohmann::ordered_json toJson(const ProductCurve& curve);
void print(const ProductCurve& curve);

}  // namespace spikeglass::cli
