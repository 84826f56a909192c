// SPDX-License-Identifier: Apache-2.0
// The numbers behind the raster, the rates, the membrane traces and the text, as tables.
#include <algorithm>
#include <cmath>

#include "membrane_view.h"
#include "raster_view.h"
#include "rates_view.h"
#include "text_view.h"
#include "viewmodels/number_format.h"

namespace spikeglass {

namespace {

constexpr std::int64_t kMostRows = 5000;  // of a table of tokens: the newest

QString number(double value, int digits) { return std::isnan(value) ? QStringLiteral("–") : QString::number(value, 'f', digits); }

QString textOf(const RunHistory& history, std::int64_t token) {
    return RunViewModel::visibleText(QString::fromStdString(history.frame(token).text));
}

}  // namespace

QString RasterView::tableTitle() const {
    const TokenColumns c = columns();
    return tr("Spikes per site, tokens %1 to %2")
        .arg(std::max(c.firstToken(), m_run->history().begin()))
        .arg(std::max<std::int64_t>(0, std::min(c.endToken(), m_run->tokenCount()) - 1));
}

std::vector<QString> RasterView::tableHeader() const {
    return {tr("Site"), tr("Neurons"), tr("Timesteps per token"), tr("Spikes"), tr("Firing rate"), tr("Silent neurons"),
            tr("Selected neurons")};
}

std::vector<std::vector<QString>> RasterView::tableRows() const {
    std::vector<std::vector<QString>> rows;
    if (!m_run->hasModel()) return rows;
    const TokenColumns c = columns();
    const RunHistory& history = m_run->history();
    const std::vector<SiteInfo>& sites = m_run->model().info().sites;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const SiteInfo& site = sites[i];
        const std::int64_t spikes = history.countSite(i, c.firstToken(), c.endToken());
        const std::int64_t chances = history.spikingTokens(i, c.firstToken(), c.endToken()) *
                                     static_cast<std::int64_t>(site.width * site.timesteps);
        const SilentNeurons& silent = silentNeurons()[i];
        const Selection::Site* selected = m_run->selection().find(i);
        rows.push_back({QString::fromStdString(site.name), QString::number(site.width), QString::number(site.timesteps),
                        chances > 0 ? QString::number(spikes) : tr("analog"),
                        chances > 0 ? formatPercent(static_cast<double>(spikes) / static_cast<double>(chances))
                                    : QStringLiteral("–"),
                        silent.judged ? QString::number(silent.neurons.size()) : QStringLiteral("–"),
                        QString::number(selected != nullptr ? selected->neurons.size() : 0)});
    }
    return rows;
}

QString RatesView::tableTitle() const {
    return tr("Firing rate per site, tokens %1 to %2").arg(m_rates.from).arg(std::max<std::int64_t>(0, m_rates.to - 1));
}

std::vector<QString> RatesView::tableHeader() const {
    return {tr("Site"), tr("Firing rate per neuron and timestep"), tr("Spiking tokens"), tr("Findings")};
}

std::vector<std::vector<QString>> RatesView::tableRows() const {
    std::vector<std::vector<QString>> rows;
    if (!m_run->hasModel()) return rows;
    const std::vector<SiteInfo>& sites = m_run->model().info().sites;
    for (std::size_t i = 0; i < std::min(sites.size(), m_rates.sites.size()); ++i)
        rows.push_back({QString::fromStdString(sites[i].name),
                        m_rates.sites[i].spikingTokens > 0 ? formatPercent(m_rates.sites[i].rate) : tr("analog"),
                        QString::number(m_rates.sites[i].spikingTokens),
                        m_run->findings().ofSite(i).join(QLatin1Char(' '))});
    return rows;
}

QString MembraneView::tableTitle() const { return tr("Membrane potential before reset, and spikes, of the traced neurons"); }

std::vector<QString> MembraneView::tableHeader() const {
    std::vector<QString> header{tr("Token"), tr("Text"), tr("Timestep")};
    for (const NeuronId neuron : m_run->tracedNeurons()) {
        header.push_back(m_run->neuronName(neuron));
        header.push_back(tr("%1 fires").arg(m_run->neuronName(neuron)));
    }
    return header;
}

/// The tokens in sight, a row per timestep of the finest of them.
std::vector<std::vector<QString>> MembraneView::tableRows() const {
    std::vector<std::vector<QString>> rows;
    const RunHistory& history = m_run->history();
    const TimeAxis axis = m_run->timeAxis();
    const std::int64_t to = std::min(history.end(), static_cast<std::int64_t>(std::ceil(axis.first + axis.tokens)));
    const std::int64_t from = std::max({history.begin(), static_cast<std::int64_t>(std::floor(axis.first)), to - kMostRows});
    std::size_t timesteps = 1;
    for (const NeuronId neuron : m_run->tracedNeurons())
        timesteps = std::max(timesteps, m_run->model().info().sites[neuron.site].timesteps);
    for (std::int64_t token = from; token < to; ++token)
        for (std::size_t step = 0; step < timesteps; ++step) {
            std::vector<QString> row{QString::number(token), textOf(history, token), QString::number(step + 1)};
            for (const NeuronId neuron : m_run->tracedNeurons()) {
                const SiteInfo& site = m_run->model().info().sites[neuron.site];
                const bool has = step < site.timesteps && m_run->isSpiking(neuron.site, token);
                row.push_back(has ? number(static_cast<double>(history.potential(neuron.site, neuron.neuron, token, step)), 4)
                                  : QStringLiteral("–"));
                row.push_back(!has ? QStringLiteral("–")
                              : history.spiked(neuron.site, neuron.neuron, token, step) ? tr("yes")
                                                                                        : tr("no"));
            }
            rows.push_back(std::move(row));
        }
    return rows;
}

QString TextView::tableTitle() const { return tr("Tokens and their %1").arg(m_measure.name); }

std::vector<QString> TextView::tableHeader() const {
    std::vector<QString> header{tr("Token"), tr("Text"), tr("From"), tr("Surprisal, bits")};
    if (m_measure.id != QLatin1String("surprisal"))
        header.push_back(m_measure.unit.isEmpty() ? m_measure.name : tr("%1, %2").arg(m_measure.name, m_measure.unit));
    return header;
}

std::vector<std::vector<QString>> TextView::tableRows() const {
    std::vector<std::vector<QString>> rows;
    const RunHistory& history = m_run->history();
    for (std::int64_t token = std::max(history.begin(), history.end() - kMostRows); token < history.end(); ++token) {
        if (history.isDropped(token)) {
            rows.push_back({QString::number(token), QStringLiteral("⋯"), tr("not drawn"), QStringLiteral("–")});
        } else {
            const Frame& frame = history.frame(token);
            rows.push_back({QString::number(token), textOf(history, token), frame.fromPrompt ? tr("prompt") : tr("network"),
                            number(static_cast<double>(frame.surprisalBits), 3)});
        }
        if (m_measure.id != QLatin1String("surprisal")) rows.back().push_back(number(m_measure.value(token), 4));
    }
    return rows;
}

}  // namespace spikeglass
