// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace spikeglass::raster {

// Distances in the RasterView, in pixels.
inline constexpr double kMargin = 6;        // around everything
inline constexpr double kLabelGap = 10;     // beside a label, with room for the sign of a finding
inline constexpr double kFold = 11;         // left of a label, the triangle that collapses its site
inline constexpr double kStrip = 5;         // colour of the block
inline constexpr double kTriangles = 9;     // marks of traced neurons
inline constexpr double kSilentGap = 3;     // between the plot and
inline constexpr double kSilentMargin = 5;  // the marks of silent neurons

}  // namespace spikeglass::raster
