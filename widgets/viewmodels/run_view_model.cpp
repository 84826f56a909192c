// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/run_view_model.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "viewmodels/intervention_words.h"

namespace spikeglass {

namespace {

const NetworkInfo kNoNetwork;
// A smooth scroll may cut a little off the newest token before it counts as out of view.
constexpr double kFollowSlack = 0.5;  // tokens
constexpr std::size_t kMostPotentials = 8;  // in one line

/// "3.time_mix" of "blocks.3.time_mix": as views name sites and slots.
QString shortName(const std::string& name) {
    const std::string_view prefix = "blocks.";
    return QString::fromStdString(name.starts_with(prefix) ? name.substr(prefix.size()) : name);
}

bool sameInterventions(const RunHistory::Stretch& a, const RunHistory::Stretch& b) {
    return a.interventions == b.interventions || (a.interventions && b.interventions && *a.interventions == *b.interventions);
}

}  // namespace

RunViewModel::RunViewModel(QObject* parent) : QObject(parent), m_history(std::make_unique<RunHistory>(kNoNetwork)) {
    m_axis.tokens = kDefaultSpan;
}

void RunViewModel::reset(std::shared_ptr<const Model> model) {
    const bool sameModel = model == m_model;
    const double usualSpan = defaultSpan();
    m_model = std::move(model);
    if (defaultSpan() != usualSpan) m_axis.tokens = defaultSpan();
    m_page.reset();
    m_archiveBegin.reset();
    m_history = std::make_unique<RunHistory>(m_model ? m_model->info() : kNoNetwork, m_limits);
    m_findings.reset(m_model, sameModel || !m_model ? BlockChoice(m_findings.choice())
                                                    : BlockChoice::allSpiking(m_model->info()));
    m_hovered.reset();
    m_pinned.reset();
    m_step.reset();
    m_axis.first = 0;
    m_axis.tokens = std::min(m_axis.tokens, greatestSpan());
    const bool wasFollowing = m_following;
    m_following = true;
    if (!sameModel) m_traced.clear();
    const Selection selected = m_selection;
    m_selection.begin = m_selection.end = 0;
    if (!sameModel) m_selection = {};

    Q_EMIT runReset();
    Q_EMIT timeAxisChanged();
    if (!wasFollowing) Q_EMIT followingChanged(true);
    Q_EMIT markedTokenChanged();
    if (!sameModel) Q_EMIT tracedChanged();
    if (m_selection != selected) Q_EMIT selectionChanged();
    if (m_findings.update()) Q_EMIT findingsChanged();
}

void RunViewModel::setChoice(const BlockChoice& choice) {
    if (choice == m_findings.choice()) return;
    m_findings.reset(m_model, choice);
    if (m_findings.update()) Q_EMIT findingsChanged();
}

std::vector<std::int64_t> RunViewModel::switches(std::int64_t from, std::int64_t to) const {
    std::vector<std::int64_t> tokens;
    const RunHistory::Stretch* before = nullptr;
    for (const RunHistory::Stretch& stretch : history().stretches()) {
        if (stretch.begin >= to) break;
        const bool other = before != nullptr && (stretch.choice != before->choice || !sameInterventions(stretch, *before));
        if (other && stretch.begin >= from) tokens.push_back(stretch.begin);
        before = &stretch;
    }
    return tokens;
}

QString RunViewModel::describeSwitch(std::int64_t token) const {
    constexpr qsizetype kNamed = 3;
    if (switches(token, token + 1).empty()) return {};
    const Frame& here = history().frame(token);
    const BlockChoice &now = here.choice, &before = history().frame(token - 1).choice;
    if (now.size() != before.size()) return {};
    QStringList moved[2];
    for (std::size_t slot = 0; slot < now.size(); ++slot)
        if (now[slot] != before[slot])
            moved[now[slot] == Form::Spiking] << shortName(m_model->info().slotInfos[slot].name);
    QStringList said;
    for (const int spiking : {0, 1}) {
        if (moved[spiking].isEmpty()) continue;
        QString names = QStringList(moved[spiking].mid(0, kNamed)).join(QStringLiteral(", "));
        if (moved[spiking].size() > kNamed) names = tr("%1 and %2 more").arg(names).arg(moved[spiking].size() - kNamed);
        said << (spiking ? tr("%1 spiking").arg(names) : tr("%1 analog").arg(names));
    }
    if (const auto& list = here.interventions; list != history().frame(token - 1).interventions) {
        if (!list || list->empty())
            said << tr("no interventions");
        else if (list->size() == 1)
            said << sentenceOf(list->front(), *this);
        else
            said << tr("%Ln intervention(s)", nullptr, static_cast<int>(list->size()));
    }
    return tr("from here: %1").arg(said.join(QStringLiteral(", ")));
}

void RunViewModel::append(std::vector<Frame>&& frames) {
    if (frames.empty()) return;
    const std::int64_t marked = markedToken();
    for (Frame& frame : frames) {
        m_findings.read(frame, m_history->layout());
        m_history->append(std::move(frame));
    }
    if (m_findings.update()) Q_EMIT findingsChanged();
    if (m_pinned && *m_pinned < history().begin()) m_pinned.reset();
    if (m_hovered && *m_hovered < history().begin()) m_hovered.reset();

    if (std::exchange(m_stepIntoNext, false)) {
        m_pinned.reset();
        m_step = std::pair(m_history->end() - 1, std::size_t{0});
    }
    const double first = m_axis.first;
    if (m_following) follow();
    Q_EMIT framesAppended();
    if (m_axis.first != first) Q_EMIT timeAxisChanged();
    if (markedToken() != marked) Q_EMIT markedTokenChanged();
}

std::int64_t RunViewModel::tokenCount() const { return history().end(); }

double RunViewModel::defaultSpan() const {
    if (!m_model) return kDefaultSpan;
    const std::vector<SiteInfo>& sites = m_model->info().sites;
    const bool several = std::any_of(sites.begin(), sites.end(), [](const SiteInfo& s) { return s.timesteps > 1; });
    return several ? kDefaultSpan / 2 : kDefaultSpan;
}

double RunViewModel::greatestSpan() const {
    return std::max(2 * kDefaultSpan, static_cast<double>(m_history->end() - m_history->begin()));
}

void RunViewModel::follow() {
    leavePage();
    m_axis.first = std::max(0.0, static_cast<double>(liveTokenCount()) - m_axis.tokens);
}

bool RunViewModel::isShown(double first, double tokens) const {
    const auto end = static_cast<double>(liveTokenCount());
    return first >= static_cast<double>(history().begin()) &&
           std::min(first + tokens, end) <= static_cast<double>(history().end());
}

const RunHistory& RunViewModel::holding(std::int64_t token) const {
    return token >= m_history->begin() && token < m_history->end() ? *m_history : history();
}

void RunViewModel::leavePage() {
    if (!m_page) return;
    m_page.reset();
    Q_EMIT historySwapped();
}

bool RunViewModel::showPage(std::unique_ptr<RunHistory> page) {
    const double middle = m_axis.first + m_axis.tokens / 2;
    const bool wanted = middle >= static_cast<double>(page->begin()) && middle < static_cast<double>(page->end());
    if (m_following || !wanted || (!m_page && isShown(m_axis.first, m_axis.tokens))) return false;
    m_page = std::move(page);
    Q_EMIT historySwapped();
    Q_EMIT markedTokenChanged();
    return true;
}

void RunViewModel::setTimeAxis(double first, double tokens) {
    if (!std::isfinite(first) || !std::isfinite(tokens)) return;
    const auto begin = static_cast<double>(m_archiveBegin.value_or(m_history->begin()));
    const auto end = static_cast<double>(liveTokenCount());
    tokens = std::clamp(tokens, kLeastSpan, greatestSpan());
    first = std::clamp(first, begin, std::max(begin, end - tokens));
    const bool following = first + tokens >= end - kFollowSlack;
    const bool moved = first != m_axis.first || tokens != m_axis.tokens;
    m_axis.first = first;
    m_axis.tokens = tokens;
    if (m_page && first >= static_cast<double>(m_history->begin())) leavePage();
    if (moved) Q_EMIT timeAxisChanged();
    if (m_archiveBegin && !isShown(first, tokens))
        Q_EMIT pageWanted(static_cast<std::int64_t>(first), static_cast<std::int64_t>(first + tokens) + 1);
    if (following != m_following) {
        m_following = following;
        Q_EMIT followingChanged(following);
    }
}

void RunViewModel::setFollowing(bool on) {
    if (on == m_following) return;
    m_following = on;
    const double first = m_axis.first;
    if (on) follow();
    if (m_axis.first != first) Q_EMIT timeAxisChanged();
    Q_EMIT followingChanged(on);
}

std::int64_t RunViewModel::markedToken() const {
    if (m_hovered) return *m_hovered;
    if (m_pinned) return *m_pinned;
    return tokenCount() - 1;
}

std::optional<std::size_t> RunViewModel::markedTimestep() const {
    return m_step && m_step->first == markedToken() ? std::optional(m_step->second) : std::nullopt;
}

bool RunViewModel::stepTimestep() {
    const std::int64_t token = markedToken();
    if (!m_model || token < 0) {
        m_stepIntoNext = true;
        return false;
    }
    const std::optional<std::size_t> now = markedTimestep();
    if (!now) {
        m_step = std::pair(token, std::size_t{0});
    } else if (*now + 1 < m_model->info().timesteps) {
        m_step = std::pair(token, *now + 1);
    } else if (token + 1 < tokenCount()) {
        m_step = std::pair(token + 1, std::size_t{0});
        if (token + 2 < tokenCount())
            setPinnedToken(token + 1);
        else
            setPinnedToken(std::nullopt);
    } else {
        m_stepIntoNext = true;
        return false;
    }
    Q_EMIT markedTokenChanged();
    return true;
}

void RunViewModel::setHoveredToken(std::optional<std::int64_t> token) {
    if (token && (*token < history().begin() || *token >= tokenCount())) token.reset();
    if (token == m_hovered) return;
    const std::int64_t marked = markedToken();
    m_hovered = token;
    if (markedToken() != marked) Q_EMIT markedTokenChanged();
}

void RunViewModel::setPinnedToken(std::optional<std::int64_t> token) {
    if (token && (*token < history().begin() || *token >= tokenCount())) token.reset();
    if (token == m_pinned) return;
    m_pinned = token;
    Q_EMIT markedTokenChanged();  // even under the mouse: views show what is pinned
}

void RunViewModel::toggleTraced(NeuronId neuron) {
    std::vector<NeuronId> neurons = m_traced;
    if (const auto found = std::find(neurons.begin(), neurons.end(), neuron); found != neurons.end())
        neurons.erase(found);
    else
        neurons.push_back(neuron);
    setTraced(std::move(neurons));
}

void RunViewModel::setTraced(std::vector<NeuronId> neurons) {
    const std::vector<FrameLayout::Site>& sites = history().layout().sites;
    std::erase_if(neurons, [&](NeuronId id) { return id.site >= sites.size() || id.neuron >= sites[id.site].width; });
    if (neurons.size() > kMaxTraces)
        neurons.erase(neurons.begin(), neurons.end() - static_cast<std::ptrdiff_t>(kMaxTraces));
    if (neurons == m_traced) return;
    m_traced = std::move(neurons);
    Q_EMIT tracedChanged();
}

void RunViewModel::setSelection(Selection selection) {
    std::vector<std::size_t> widths;
    for (const FrameLayout::Site& site : history().layout().sites) widths.push_back(site.width);
    selection.begin = std::max(selection.begin, history().begin());
    selection.end = std::min(selection.end, tokenCount());
    selection = Selection::regular(std::move(selection), widths);
    if (selection == m_selection) return;
    m_selection = std::move(selection);
    Q_EMIT selectionChanged();
}

void RunViewModel::setLogarithmicRates(bool on) {
    if (on == m_logarithmicRates) return;
    m_logarithmicRates = on;
    Q_EMIT rateScaleChanged();
}

QString RunViewModel::describeSelection() const {
    if (m_selection.empty()) return {};
    const std::vector<Selection::Site>& sites = m_selection.sites;
    const std::size_t count = m_selection.neuronCount();
    QString line = count == 1 ? neuronName({sites[0].site, sites[0].neurons[0]})
                   : sites.size() == 1
                       ? tr("%1 neurons of %2").arg(count).arg(siteLabel(sites[0].site))
                       : tr("%1 neurons of %2 sites").arg(count).arg(sites.size());
    if (m_selection.end - m_selection.begin == 1) line += tr(", token %1").arg(m_selection.begin);
    if (m_selection.end - m_selection.begin > 1)
        line += tr(", tokens %1–%2").arg(m_selection.begin).arg(m_selection.end - 1);
    return line;
}

QString RunViewModel::neuronName(NeuronId neuron) const {
    if (!m_model || neuron.site >= m_model->info().sites.size()) return {};
    return QString::fromStdString(m_model->info().sites[neuron.site].name) + QLatin1Char('/') +
           QString::number(neuron.neuron);
}

QString RunViewModel::siteLabel(std::size_t site) const {
    if (!m_model || site >= m_model->info().sites.size()) return {};
    return shortName(m_model->info().sites[site].name);
}

QString RunViewModel::visibleText(const QString& text) {
    QString visible = text;
    visible.replace(QLatin1Char(' '), QChar(0x00B7));
    visible.replace(QLatin1Char('\n'), QChar(0x23CE));
    visible.replace(QLatin1Char('\t'), QChar(0x21E5));
    for (QChar& c : visible)
        if (c.category() == QChar::Other_Control) c = QChar::ReplacementCharacter;
    return visible;
}

bool RunViewModel::isSpiking(std::size_t site, std::int64_t token) const {
    return history().spikingTokens(site, token, token + 1) > 0;
}

double RunViewModel::firingRate(std::int64_t token) const {
    const RunHistory& history = holding(token);
    if (!m_model || token < history.begin() || token >= history.end() || history.isDropped(token))
        return std::numeric_limits<double>::quiet_NaN();
    const BlockChoice& choice = history.frame(token).choice;
    std::int64_t spikes = 0;
    std::size_t neuronSteps = 0;
    const std::vector<SiteInfo>& sites = m_model->info().sites;
    for (std::size_t site = 0; site < sites.size(); ++site) {
        const auto slot = static_cast<std::size_t>(sites[site].slot);
        if (!sites[site].hasMembrane || slot >= choice.size() || choice[slot] != Form::Spiking) continue;
        spikes += history.countSite(site, token, token + 1);
        neuronSteps += sites[site].width * sites[site].timesteps;
    }
    if (neuronSteps == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(spikes) / static_cast<double>(neuronSteps);
}

QString RunViewModel::describe(NeuronId neuron, std::int64_t token, std::optional<std::size_t> timestep) const {
    if (!m_model || neuron.site >= m_model->info().sites.size()) return {};
    const SiteInfo& site = m_model->info().sites[neuron.site];
    if (neuron.neuron >= site.width) return {};
    QString line = neuronName(neuron);
    if (token < history().begin() || token >= tokenCount()) return line;
    const QString separator = QStringLiteral(" · ");
    line += separator + tr("token %1").arg(token);
    if (history().isDropped(token)) return line + separator + tr("not drawn: the window was too slow for it");
    line += QStringLiteral(" “%1”").arg(visibleText(QString::fromStdString(history().frame(token).text)));
    if (!isSpiking(neuron.site, token)) return line + separator + tr("analog: no spikes here");

    if (site.timesteps == 1) timestep = 0;
    const std::size_t from = std::min(timestep.value_or(0), site.timesteps - 1);
    const std::size_t to = timestep ? from + 1 : site.timesteps;
    if (timestep && site.timesteps > 1)
        line += separator + tr("timestep %1 of %2").arg(from + 1).arg(site.timesteps);
    if (timestep)
        line += separator + (history().spiked(neuron.site, neuron.neuron, token, from) ? tr("spike") : tr("no spike"));
    else
        line += separator + tr("fires in %1 of %2 timesteps")
                                .arg(history().countNeuron(neuron.site, neuron.neuron, token, token + 1))
                                .arg(site.timesteps);
    QStringList potentials;
    for (std::size_t step = from; step < std::min(to, from + kMostPotentials); ++step)
        if (const float h = history().potential(neuron.site, neuron.neuron, token, step); !std::isnan(h))
            potentials << QLocale().toString(static_cast<double>(h), 'f', 2);
    if (!potentials.isEmpty() && to - from > kMostPotentials) potentials << QStringLiteral("…");
    if (!potentials.isEmpty()) line += separator + tr("potential %1").arg(potentials.join(QStringLiteral(", ")));

    const std::int64_t begin = history().begin(), end = tokenCount();
    const auto steps =
        static_cast<double>(history().spikingTokens(neuron.site, begin, end)) * static_cast<double>(site.timesteps);
    const double rate = static_cast<double>(history().countNeuron(neuron.site, neuron.neuron, begin, end)) / steps;
    return line + separator + tr("fires at %L1% so far").arg(100 * rate, 0, 'f', 1);
}

}  // namespace spikeglass
