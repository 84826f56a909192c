// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "engine/model.h"
#include "trace/run_history.h"
#include "viewmodels/neuron_id.h"
#include "viewmodels/run_findings.h"
#include "viewmodels/selection.h"
#include "viewmodels/time_axis.h"

namespace spikeglass {

/// What all views of a run share: the history, one clock (visible tokens), one cursor, one selection. Lives in the
/// window's thread; the views read it and call its setters, and it tells all of them.
class RunViewModel : public QObject {
    Q_OBJECT
  public:
    explicit RunViewModel(QObject* parent = nullptr);

    /// A new model, or a new text with the same one: an empty history. Selection stays while the model stays.
    void reset(std::shared_ptr<const Model> model);
    /// Frames in order; emits framesAppended() once for all of them.
    void append(std::vector<Frame>&& frames);

    bool hasModel() const { return m_model != nullptr; }
    const Model& model() const { return *m_model; }
    std::shared_ptr<const Model> sharedModel() const { return m_model; }
    /// The choice in force from the next token on: what is known of the network depends on it.
    void setChoice(const BlockChoice& choice);
    const RunFindings& findings() const { return m_findings; }
    /// Tokens of [from, to) that were computed with another choice than the one before them.
    std::vector<std::int64_t> switches(std::int64_t from, std::int64_t to) const;
    /// What was switched there: "from here: 1.mlp analog"; empty if nothing was.
    QString describeSwitch(std::int64_t token) const;
    /// What the views look back on: the newest part of the run, or the page of it that was brought back from disk. Empty
    /// without a model.
    const RunHistory& history() const { return m_page ? *m_page : *m_history; }
    std::int64_t tokenCount() const;  // one past the last token of history(); 0 without a model
    /// The newest part, whatever the views look at.
    const RunHistory& liveHistory() const { return *m_history; }
    std::int64_t liveTokenCount() const { return m_history->end(); }

    /// How much of a run memory holds, from the next text on.
    void setHistoryLimits(RunHistory::Limits limits) { m_limits = limits; }
    /// Older tokens than memory holds are on disk, from this one on: the user may scroll to them. Empty: they are gone.
    void setArchive(std::optional<std::int64_t> begin) { m_archiveBegin = begin; }
    /// Shows a page of old tokens that pageWanted() asked for. Refused (false) where the user has gone elsewhere since.
    bool showPage(std::unique_ptr<RunHistory> page);
    bool isPaged() const { return m_page != nullptr; }

    /// Visible span. left/width of the returned axis are the caller's to set.
    TimeAxis timeAxis() const { return m_axis; }
    static constexpr double kDefaultSpan = 96, kLeastSpan = 4;  // tokens
    /// The usual span; half of it where tokens have several timesteps, so that these can be told apart.
    double defaultSpan() const;
    /// The widest span there is something to see in.
    double greatestSpan() const;
    /// By the user: scrolls or zooms; following ends when the newest token leaves the view, and returns with it. Kept
    /// within the tokens that there are.
    void setTimeAxis(double first, double tokens);
    bool isFollowing() const { return m_following; }
    void setFollowing(bool on);

    /// The token that is marked in every view: under the mouse, else pinned by a click, else the newest. -1: none.
    std::int64_t markedToken() const;
    std::optional<std::int64_t> hoveredToken() const { return m_hovered; }
    std::optional<std::int64_t> pinnedToken() const { return m_pinned; }
    /// One timestep of the marked token, where the user walks through them; empty: the whole token.
    std::optional<std::size_t> markedTimestep() const;
    /// On to the next timestep, of this token or of the next one that was read. False: there is none yet; then the next
    /// token that arrives is entered at its first timestep.
    bool stepTimestep();
    void setHoveredToken(std::optional<std::int64_t> token);
    void setPinnedToken(std::optional<std::int64_t> token);

    /// Neurons whose membranes are traced, oldest choice first; at most kMaxTraces, the oldest makes room.
    static constexpr std::size_t kMaxTraces = 6;
    const std::vector<NeuronId>& tracedNeurons() const { return m_traced; }
    void toggleTraced(NeuronId neuron);
    void setTraced(std::vector<NeuronId> neurons);

    /// Neurons, and moments of them, that all views light up. Kept while the model stays; a new text takes the moments.
    const Selection& selection() const { return m_selection; }
    /// What there is not is left out; moments are cut to those that are kept.
    void setSelection(Selection selection);
    void clearSelection() { setSelection({}); }
    /// One line: "12 neurons of 3.mlp.hidden, tokens 40–52"; empty for none.
    QString describeSelection() const;

    /// Rates and shades on a logarithmic scale, in every view that shows some.
    bool hasLogarithmicRates() const { return m_logarithmicRates; }
    void setLogarithmicRates(bool on);

    QString neuronName(NeuronId neuron) const;  // "blocks.3.time_mix/41"
    QString siteLabel(std::size_t site) const;  // "3.time_mix": the site's name as views show it
    /// A token's text on one line: space as "·", newline as "⏎", tab as "⇥".
    static QString visibleText(const QString& text);
    bool isSpiking(std::size_t site, std::int64_t token) const;  // false: analog then, dropped, or not kept
    /// Spikes per LIF neuron and timestep of the sites that were spiking at a token, 0 to 1; NaN if there were none. A
    /// plain threshold without state, as the embedding's, is no LIF.
    double firingRate(std::int64_t token) const;
    /// One line about a neuron at a token, or at one of its timesteps, for tooltips and the status bar: name, spike,
    /// potential, rate so far.
    QString describe(NeuronId neuron, std::int64_t token, std::optional<std::size_t> timestep = {}) const;

  Q_SIGNALS:
    void runReset();
    /// history() is another part of the same run: what was read from it is to be read again.
    void historySwapped();
    /// Tokens [from, to) are in sight and neither in memory nor on the page.
    void pageWanted(std::int64_t from, std::int64_t to);
    void framesAppended();
    void timeAxisChanged();
    void followingChanged(bool on);
    void markedTokenChanged();
    void tracedChanged();
    void selectionChanged();
    void rateScaleChanged();
    void findingsChanged();

  private:
    void follow();
    void leavePage();
    bool isShown(double first, double tokens) const;
    const RunHistory& holding(std::int64_t token) const;

    std::shared_ptr<const Model> m_model;
    std::unique_ptr<RunHistory> m_history;
    RunHistory::Limits m_limits;
    std::unique_ptr<RunHistory> m_page;  // null: the newest part is shown
    std::optional<std::int64_t> m_archiveBegin;
    RunFindings m_findings;
    TimeAxis m_axis;
    bool m_following = true;
    std::optional<std::int64_t> m_hovered;
    std::optional<std::int64_t> m_pinned;
    std::optional<std::pair<std::int64_t, std::size_t>> m_step;  // token and timestep
    bool m_stepIntoNext = false;
    std::vector<NeuronId> m_traced;
    Selection m_selection;
    bool m_logarithmicRates = false;
};

}  // namespace spikeglass
