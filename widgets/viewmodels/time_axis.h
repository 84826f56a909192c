// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace spikeglass {

/// The one time axis of every view: which tokens are visible, and where. Token t covers [t, t + 1) of the axis.
/// A value without a window; pixels are device independent.
struct TimeAxis {
    double first = 0;        // left edge, in tokens (fractions scroll smoothly)
    double tokens = 128;     // visible span, in tokens
    double left = 0;         // pixel of the left edge
    double width = 1;        // pixels

    double pixelsPerToken() const { return width / tokens; }
    double toX(double token) const { return left + (token - first) * pixelsPerToken(); }
    double toToken(double x) const { return first + (x - left) / pixelsPerToken(); }
    /// The token under a pixel (may lie outside the text).
    std::int64_t tokenAt(double x) const;
    /// Zooms by a factor (> 1: closer) so that what is under x stays under x; span stays within [minimum, maximum].
    void zoom(double factor, double x, double minimum, double maximum);
    void pan(double pixels) { first -= pixels / pixelsPerToken(); }
};

}  // namespace spikeglass
