// SPDX-License-Identifier: Apache-2.0
#include "membrane_view.h"

#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <utility>

#include "membrane_canvas.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr int kRefreshMilliseconds = 33;
constexpr std::int64_t kRateWindow = 256;  // tokens that the automatic choice looks at

}  // namespace

MembraneView::MembraneView(RunViewModel* run, QWidget* parent)
    : Panel(tr("Membrane potential"), parent),
      m_run(run),
      m_canvas(new Canvas(run, this)),
      m_chooseButton(new QToolButton(this)),
      m_legend(new TextLabel({}, TextLabel::Small | TextLabel::Secondary | TextLabel::Wrap, this)),
      m_refresh(kRefreshMilliseconds, [this] { refresh(); }, this) {
    m_chooseButton->setText(tr("Choose for me"));
    m_chooseButton->setToolTip(tr("Trace three neurons of moderate firing rate, from different depths"));
    m_chooseButton->setAccessibleName(tr("Choose neurons to trace automatically"));
    m_chooseButton->setAutoRaise(true);
    m_chooseButton->hide();
    addToHeader(m_chooseButton);
    body()->addWidget(m_canvas, 1);
    body()->addWidget(m_legend);
    connect(m_chooseButton, &QToolButton::clicked, this, [this] {
        m_userChose = false;
        m_run->setTraced({});
        chooseAutomatically();
    });
    connect(run, &RunViewModel::runReset, this, [this] {
        if (m_run->tracedNeurons().empty()) m_userChose = false;
        m_canvas->forgetRanges();
        m_refresh.request();
    });
    connect(run, &RunViewModel::framesAppended, this, [this] {
        if (m_run->tokenCount() >= kTokensBeforeChoice && m_run->tracedNeurons().empty() && !m_userChose)
            chooseAutomatically();
        m_refresh.request();
    });
    connect(run, &RunViewModel::timeAxisChanged, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::historySwapped, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::markedTokenChanged, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::tracedChanged, this, [this] { onTracedChanged(); });
    refresh();
}

void MembraneView::chooseAutomatically() {
    if (!m_run->hasModel() || m_userChose || !m_run->tracedNeurons().empty()) return;
    const std::int64_t to = m_run->tokenCount();
    m_chosen = moderateNeurons(m_run->model().info(), m_run->history(), std::max(m_run->history().begin(), to - kRateWindow),
                               to, kAutomaticTraces);
    if (m_chosen.empty()) return;
    m_choosing = true;
    m_run->setTraced(m_chosen);
    m_choosing = false;
    m_automatic = true;
    refresh();
}

void MembraneView::onTracedChanged() {
    if (!m_choosing) {
        const std::vector<NeuronId> traced = m_run->tracedNeurons();
        if (m_automatic) {
            // The user's first own choice replaces ours; taking away one of ours keeps the others.
            m_automatic = false;
            std::vector<NeuronId> own;
            for (const NeuronId neuron : traced)
                if (std::find(m_chosen.begin(), m_chosen.end(), neuron) == m_chosen.end()) own.push_back(neuron);
            m_userChose = true;
            if (!own.empty() && own != traced) {
                m_choosing = true;
                m_run->setTraced(own);
                m_choosing = false;
            }
        } else {
            m_userChose = true;
        }
    }
    m_canvas->forgetRanges();
    m_refresh.request();
}

void MembraneView::setRecorded(bool on) {
    if (std::exchange(m_recorded, on) == on) return;
    m_refresh.request();
}

void MembraneView::refresh() {
    const bool any = !m_run->tracedNeurons().empty();
    setNote(any && m_automatic ? tr("chosen automatically") : QString());
    m_chooseButton->setVisible(m_userChose && m_run->tokenCount() > 0);
    m_legend->setText(!any ? tr("Click a neuron in the raster to trace it.")
                      : m_recorded || m_run->isPaged()
                          ? tr("dashed: threshold · bars above: spikes · as recorded, after reset: no crossing is seen")
                          : tr("dashed: threshold · bars above: spikes, then it falls to 0"));
    m_canvas->refresh();
}

void MembraneView::restyle() {
    Panel::restyle();
    m_canvas->update();
}

}  // namespace spikeglass
