// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "figures/figure_data.h"
#include "figures/figure_spec.h"
#include "figures/plot.h"

namespace spikeglass::figures {

/// The sites of a raster, one below the other, and their spikes over the tokens.
class SpikeBands {
  public:
    struct Band {
        std::size_t site = 0;
        double top = 0, height = 0;  // points
    };
    /// sites: names of those shown; empty: all. Heights by neurons, but none below what its label needs.
    /// Errors: a name that is no site (names those there are).
    static Result<SpikeBands> make(const NetworkInfo& info, const QStringList& sites, const FigurePreset& preset, double top, double height);

    const std::vector<Band>& bands() const { return m_bands; }
    double bottom() const { return m_bands.back().top + m_bands.back().height; }

    /// Colours by block, names of blocks and sites, left of `right`. Returns nothing; labelWidth() says how much it needs.
    void drawLabels(DisplayList& list, const FigurePreset& preset, double right) const;
    static double labelWidth(const NetworkInfo& info, const QStringList& sites, const FigurePreset& preset);

    /// words: the spikes of a site in a frame and timestep, into a buffer [wordsFor(width)].
    using Words = std::function<void(std::size_t frame, std::size_t site, std::size_t step, std::span<Word> words)>;
    struct Spikes {
        QString name;  // of the group
        const std::vector<Frame>& frames;
        Words words;
        QColor color = Qt::black;
        bool ground = true;  // marks where the site was analog; not for a second layer on the same bands
    };
    /// As ticks of a row's height, or as pixels of the preset's resolution, whose darkness is the square root of the share
    /// that fired: no spike is ever lost.
    void draw(DisplayList& list, const FigurePreset& preset, const TokenScale& scale, const Spikes& spikes, bool pixels) const;

    /// Whether `layer` and the number of spikes ask for pixels.
    bool asPixels(const QString& layer, const std::vector<Frame>& frames) const;
    std::size_t countSpikes(const std::vector<Frame>& frames) const;
    const NetworkInfo& info() const { return m_info; }
    const FrameLayout& layout() const { return m_layout; }

  private:
    explicit SpikeBands(const NetworkInfo& info) : m_info(info), m_layout(info) {}
    void drawGround(DisplayList& list, const TokenScale& scale, const Band& band, const std::vector<Frame>& frames) const;
    void drawTicks(DisplayList& list, const TokenScale& scale, const Band& band, const Spikes& spikes) const;
    void drawPixels(DisplayList& list, double dpi, const TokenScale& scale, const Band& band, const Spikes& spikes) const;

    NetworkInfo m_info;
    FrameLayout m_layout;
    std::vector<Band> m_bands;
};

}  // namespace spikeglass::figures
