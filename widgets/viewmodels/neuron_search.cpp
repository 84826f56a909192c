// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/neuron_search.h"

#include <QCoreApplication>
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "viewmodels/run_view_model.h"

namespace spikeglass {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(spikeglass::NeuronSearch)
};

tl::unexpected<Error> say(const QString& sentence) { return fail(sentence.toStdString()); }

using Span = std::pair<std::uint32_t, std::uint32_t>;  // first and last

/// "412", "12-20", "1,5,9-11"; nothing where it is none of these.
std::optional<std::vector<Span>> spansOf(const QString& text) {
    std::vector<Span> spans;
    for (const QString& part : text.split(QLatin1Char(','))) {
        const QStringList ends = part.trimmed().split(QLatin1Char('-'));
        bool firstOk = false, lastOk = false;
        const std::uint32_t first = ends.first().trimmed().toUInt(&firstOk), last = ends.last().trimmed().toUInt(&lastOk);
        if (!firstOk || !lastOk || ends.size() > 2) return std::nullopt;
        spans.emplace_back(std::min(first, last), std::max(first, last));
    }
    return spans;
}

}  // namespace

std::vector<std::size_t> NeuronSearch::sitesCalled(const QString& name) const {
    std::vector<std::size_t> sites;
    const std::vector<SiteInfo>& all = m_run->model().info().sites;
    const QString wanted = QLatin1Char('.') + name + QLatin1Char('.');
    for (std::size_t site = 0; site < all.size(); ++site)
        if (const QString full = QLatin1Char('.') + QString::fromStdString(all[site].name) + QLatin1Char('.');
            full.contains(wanted, Qt::CaseInsensitive))
            sites.push_back(site);
    return sites;
}

Result<Selection> NeuronSearch::find(const QString& text) const {
    if (!m_run->hasModel()) return say(Words::tr("No model is open: there are no neurons to find."));
    if (m_run->model().info().sites.empty()) return say(Words::tr("No block of this network spikes: there are no neurons to find."));
    const QString name = text.section(QLatin1Char('/'), 0, 0).trimmed();
    if (name.isEmpty()) return say(Words::tr("Type a site and a neuron, such as %1/12.").arg(completions().last()));
    const std::vector<std::size_t> sites = sitesCalled(name);
    if (sites.empty()) {
        constexpr qsizetype kNamed = 8;
        const QStringList all = completions();
        QString named = QStringList(all.mid(0, kNamed)).join(QStringLiteral(", "));
        if (all.size() > kNamed) named = Words::tr("%1 and %2 more").arg(named).arg(all.size() - kNamed);
        return say(Words::tr("There is no site called “%1”; there are %2.").arg(name, named));
    }
    Selection found;
    const std::vector<SiteInfo>& all = m_run->model().info().sites;
    if (!text.contains(QLatin1Char('/')) || text.section(QLatin1Char('/'), 1).trimmed().isEmpty()) {
        for (const std::size_t site : sites) found = found.with(Selection::ofSite(site, all[site].width));
        return found;
    }
    const QString numbers = text.section(QLatin1Char('/'), 1).trimmed();
    const std::optional<std::vector<Span>> spans = spansOf(numbers);
    if (!spans) return say(Words::tr("“%1” is no neuron: write a number, several (1,5) or a range (12-20).").arg(numbers));
    std::size_t widest = 0;
    for (const std::size_t site : sites) {
        widest = std::max(widest, all[site].width);
        Selection::Site picked{site, {}};
        for (const Span& span : *spans)
            for (std::uint32_t n = span.first; n <= span.second && n < all[site].width; ++n) picked.neurons.push_back(n);
        if (!picked.neurons.empty()) found = found.with({{std::move(picked)}, 0, 0});
    }
    if (found.empty())
        return say(Words::tr("There is no neuron %1 in %2: its neurons are 0 to %3.")
                       .arg(numbers, sites.size() == 1 ? QString::fromStdString(all[sites[0]].name) : name)
                       .arg(widest - 1));
    return found;
}

QStringList NeuronSearch::completions() const {
    QStringList names;
    if (!m_run->hasModel()) return names;
    for (std::size_t site = 0; site < m_run->model().info().sites.size(); ++site) names << m_run->siteLabel(site);
    return names;
}

}  // namespace spikeglass
