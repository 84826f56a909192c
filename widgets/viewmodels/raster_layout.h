// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "trace/run_history.h"
#include "viewmodels/neuron_order.h"
#include "viewmodels/run_view_model.h"
#include "viewmodels/token_columns.h"

namespace spikeglass {

/// Where a raster draws which neuron: one band per site, the first computed at the bottom, neuron 0 at the bottom of
/// its band, or the neurons in an order of their own. All in whole device pixels from the top of the content. A value without a window.
struct RasterLayout {
    struct Band {
        std::size_t site = 0;
        int block = -1;
        bool second = false;  // an odd site of its block: the paler shade
        std::size_t neurons = 0;
        int top = 0;
        int height = 0;
        std::size_t perRow =
            0;  // neurons in each row of one pixel; 0: neurons are a pixel or higher, or do not divide well
        bool collapsed = false;                     // one row for all of them
        std::shared_ptr<const NeuronOrder> order;  // null: by index
        bool operator==(const Band&) const = default;
        int bottom() const { return top + height; }
        /// Neuron and place in the band, counted from the bottom.
        std::size_t neuronAt(std::size_t place) const { return order ? order->neurons[place] : place; }
        std::size_t placeOf(std::size_t neuron) const { return order ? order->places[neuron] : neuron; }
    };
    std::vector<Band> bands;  // from the top
    int height = 0;           // of all bands and the gaps between them

    /// Pixels [top, bottom) that show the neurons at places [from, to).
    struct Row {
        int top = 0, bottom = 0;
        std::size_t from = 0, to = 0;
    };

    /// How the user wants to see sites; empty vectors: all alike.
    struct Arrangement {
        std::vector<bool> collapsed;                               // [sites]
        std::vector<std::shared_ptr<const NeuronOrder>> orders;  // [sites], null: by index
    };

    /// Shares the height between the sites; a site of four times the neurons gets twice the height. scale: device
    /// pixels per pixel. wholePixels: takes less height where the neurons of the largest site then are all equally
    /// high.
    static RasterLayout make(const std::vector<SiteInfo>& sites, int height, double scale, bool wholePixels = false,
                             const Arrangement& arrangement = {});

    /// Rows of a band from place 0 upwards (downwards in pixels), those that lie partly in pixels [top, bottom).
    std::vector<Row> rows(const Band& band, int top, int bottom) const;
    /// The row of a neuron. Precondition: neuron < band.neurons.
    Row rowOf(const Band& band, std::size_t neuron) const;
    Row rowAt(const Band& band, std::size_t place) const;  // place < band.neurons
    const Band* bandAt(int y) const;  // null in the gaps
    const Band& bandOf(std::size_t site) const;
    /// The neurons in pixels [top, bottom): all of a site that is collapsed there.
    Selection neuronsIn(int top, int bottom) const;
    bool operator==(const RasterLayout&) const = default;
};

/// What is under a device pixel of the plot.
struct RasterHit {
    NeuronId neuron;
    std::int64_t token = 0;
    bool spike = false;                        // of the neuron; in a collapsed band, of any
    std::optional<std::size_t> timestep = {};  // where the timesteps of a token are drawn apart
    bool collapsed = false;
};

/// The neuron means nothing in a collapsed band. Where several neurons or tokens share the pixel, the one that fired is meant. Nothing in the gaps and outside the
/// text. hairline: as the picture was drawn with, RasterImage::View::hairline().
std::optional<RasterHit> hitTest(const RunHistory& history, const RasterLayout& layout, const TokenColumns& columns,
                                 int x, int y, int hairline = 1);

}  // namespace spikeglass
