// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "viewmodels/time_axis.h"

namespace spikeglass {

/// Where tokens lie in whole device pixels. Columns are counted from the beginning of the text, so that scrolling
/// shifts a picture and never redraws it: token t covers columns [columnOf(t), columnOf(t + 1)); where tokens are
/// narrower than a pixel, several share a column. A value without a window.
struct TokenColumns {
    double pitch = 1;         // device pixels per token
    std::int64_t origin = 0;  // column at the left edge
    int columns = 1;          // visible

    /// The visible span of an axis, on so many device pixels.
    static TokenColumns of(const TimeAxis& axis, int columns);

    std::int64_t columnOf(std::int64_t token) const;
    /// Device pixel of a token's left edge, from the left edge of the view; far outside of it, just outside.
    int x(std::int64_t token) const;
    /// The token at a device pixel, the first of several. May lie outside the text.
    std::int64_t tokenAt(int x) const {
        return pitch < 1 ? firstTokenFrom(origin + x) : firstTokenFrom(origin + x + 1) - 1;
    }
    /// The first token that starts at or after a column. Tokens [firstTokenFrom(c), firstTokenFrom(c + 1)) start in
    /// column c.
    std::int64_t firstTokenFrom(std::int64_t column) const;
    /// One past the last token that is at least partly visible.
    std::int64_t endToken() const { return firstTokenFrom(origin + columns); }
    std::int64_t firstToken() const { return tokenAt(0); }

    bool operator==(const TokenColumns&) const = default;
};

/// Where the timesteps within a token lie, from the token's left edge in whole device pixels, all equally wide. What is
/// left over at the token's end keeps tokens apart. A value without a window.
struct StepColumns {
    std::size_t timesteps = 1;
    int pitch = 0;  // device pixels per timestep; 0: tokens are too narrow for it, a token is one cell
    int tick = 0;   // of these, what a spike covers

    /// hairline: the width of the thinnest line, in device pixels.
    static StepColumns of(const TokenColumns& columns, std::size_t timesteps, int hairline);

    bool areSeparate() const { return pitch > 0; }
    int offset(std::size_t timestep) const { return pitch * static_cast<int>(timestep); }
    /// The timestep under a pixel so far from the token's left edge; the gap at the end belongs to the last.
    std::size_t at(int offset) const;
};

}  // namespace spikeglass
