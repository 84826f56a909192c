// SPDX-License-Identifier: Apache-2.0
#include "raster_view.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "fonts.h"
#include "raster_metrics.h"
#include "raster_tools.h"

namespace spikeglass {

using namespace raster;

namespace {

constexpr double kGreatestLabelShare = 0.24;  // of the width
constexpr int kListedNeurons = 12;            // in a tooltip
constexpr std::int64_t kTokensBeforeSorting = 64;
constexpr std::int64_t kSpokenTokens = 500;   // the last of them in a description

}  // namespace

RasterView::RasterView(RunViewModel* run, QWidget* parent) : QWidget(parent), m_run(run) {
    DescribedView::installAccessibility();
    loadResources();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Spike raster"));
    connect(run, &RunViewModel::runReset, this, &RasterView::onReset);
    connect(run, &RunViewModel::historySwapped, this, [this] {  // another part of the same run: zoom and place stay
        m_image.invalidate();
        m_silent.forget();
        update();
    });
    connect(run, &RunViewModel::framesAppended, this, &RasterView::onFrames);
    connect(run, &RunViewModel::markedTokenChanged, this, &RasterView::onMarked);
    m_tools = new RasterTools(this, run);
    const auto repaint = [this] { update(); };
    connect(run, &RunViewModel::timeAxisChanged, this, repaint);
    connect(run, &RunViewModel::followingChanged, this, repaint);
    connect(run, &RunViewModel::tracedChanged, this, repaint);
    connect(run, &RunViewModel::findingsChanged, this, repaint);
    connect(run, &RunViewModel::selectionChanged, this, &RasterView::onSelection);
    connect(run, &RunViewModel::rateScaleChanged, this, repaint);
    onReset();
}

void RasterView::onReset() {
    m_image.invalidate();
    m_cursorNeuron.reset();
    m_silent.forget();
    const std::size_t sites = m_run->hasModel() ? m_run->model().info().sites.size() : 0;
    // A new text of the same model keeps how its sites are shown; of another, orders have to wait for spikes.
    if (m_shownModel != m_run->sharedModel()) m_arrangement = {std::vector<bool>(sites, false), {}};
    m_shownModel = m_run->sharedModel();
    m_neuronZoom = 1;
    m_scrollY = 0;
    m_end = 0;
    relayout();
    update();
}

void RasterView::onFrames() {
    if (m_order != Order::Index && m_arrangement.orders.empty() && m_run->tokenCount() >= kTokensBeforeSorting) sortNow();
    // Tokens out of sight change nothing but the chip, and that not either.
    const std::int64_t end = columns().endToken();
    if (m_run->isFollowing() || m_end < end || m_end == 0) update();
}

void RasterView::onMarked() {
    const std::int64_t marked = m_run->markedToken();
    if (marked == m_marked) {
        update();
        return;
    }
    update(tokenRect(m_marked));
    update(tokenRect(marked));
}

// A token's columns from the top of the plot to the end of its text, with room for marks.
QRect RasterView::tokenRect(std::int64_t token) const {
    if (token < 0 || m_plot.isEmpty()) return {};
    const TokenColumns c = columns();
    const double left = (m_plot.left() + c.x(token)) / m_scale, right = (m_plot.left() + c.x(token + 1)) / m_scale;
    const double slack = fontMetrics().averageCharWidth() + 4;
    return QRectF(left - slack, 0, right - left + 2 * slack, height()).toAlignedRect();
}

void RasterView::relayout() {
    const QRect before = m_plot;
    m_scale = devicePixelRatioF();
    const QFontMetricsF small(scaledFont(font(), kSmallText));
    const QFontMetricsF mono(scaledFont(monoFont(font()), kSmallText));
    double labels = small.horizontalAdvance(tr("token"));
    const std::size_t sites = m_run->hasModel() ? m_run->model().info().sites.size() : 0;
    for (std::size_t site = 0; site < sites; ++site)
        labels = std::max(labels, small.horizontalAdvance(m_run->siteLabel(site)));
    labels = std::min(labels, width() * kGreatestLabelShare);

    const double left = kMargin + kFold + std::ceil(labels) + kLabelGap + kStrip + kTriangles;
    const double right = width() - kMargin - kSilentMargin - kSilentGap;
    const double bottom = height() - std::ceil(mono.height()) - std::ceil(small.height()) - 10;
    const auto device = [this](double v) { return static_cast<int>(std::lround(v * m_scale)); };
    m_plot = QRect(QPoint(device(left), device(kMargin)), QPoint(device(right) - 1, device(bottom) - 1));
    if (m_plot.width() < 1 || m_plot.height() < 1) m_plot = QRect();
    const int content = static_cast<int>(std::lround(m_plot.height() * m_neuronZoom));
    static const std::vector<SiteInfo> kNoSites;
    const std::vector<SiteInfo>& shown = sites > 0 ? m_run->model().info().sites : kNoSites;
    m_layout = RasterLayout::make(shown, content, m_scale, m_neuronZoom > 1, m_arrangement);
    if (m_layout.height < m_plot.height())
        m_layout = RasterLayout::make(shown, content, m_scale, false, m_arrangement);
    m_scrollY = std::clamp(m_scrollY, 0, std::max(0, m_layout.height - m_plot.height()));
    m_tools->move(static_cast<int>(kMargin), static_cast<int>(std::ceil(bottom)) + 2);
    m_tools->setVisible(sites > 0 && !m_plot.isEmpty());
    if (m_plot != before) Q_EMIT plotRectChanged();
}

void RasterView::setOther(RunViewModel* other) {
    if (other == m_other) return;
    if (m_other != nullptr) disconnect(m_other, nullptr, this, nullptr);
    m_other = other;
    if (m_other != nullptr) {
        // Another run may stand where the last one stood in memory.
        connect(m_other, &RunViewModel::runReset, this, [this] { m_image.invalidate(); });
        connect(m_other, &RunViewModel::framesAppended, this, qOverload<>(&QWidget::update));
    }
    m_image.invalidate();
    update();
}

QRectF RasterView::plotRect() const {
    return {m_plot.left() / m_scale, m_plot.top() / m_scale, m_plot.width() / m_scale, m_plot.height() / m_scale};
}

TimeAxis RasterView::axis() const {
    TimeAxis axis = m_run->timeAxis();
    axis.left = m_plot.left() / m_scale;
    axis.width = std::max(1, m_plot.width()) / m_scale;
    return axis;
}

TokenColumns RasterView::columns() const { return TokenColumns::of(m_run->timeAxis(), m_plot.width()); }

std::optional<RasterHit> RasterView::hitAt(const QPointF& position) const {
    const QPoint device(static_cast<int>(std::floor(position.x() * m_scale)),
                        static_cast<int>(std::floor(position.y() * m_scale)));
    if (!m_plot.contains(device)) return std::nullopt;
    return hitTest(m_run->history(), m_layout, columns(), device.x() - m_plot.left(),
                   device.y() - m_plot.top() + m_scrollY, hairline());
}

double RasterView::rowMiddle(NeuronId neuron) const {
    const RasterLayout::Row row = m_layout.rowOf(m_layout.bandOf(neuron.site), neuron.neuron);
    return (m_plot.top() - m_scrollY + 0.5 * (row.top + row.bottom)) / m_scale;
}

QPointF RasterView::positionOf(NeuronId neuron, std::int64_t token) const {
    const TokenColumns c = columns();
    const int left = c.x(token), right = std::max(c.x(token + 1), left + 1);
    return {(m_plot.left() + 0.5 * (left + right)) / m_scale, rowMiddle(neuron)};
}

QRectF RasterView::followChipRect() const {
    const QFontMetricsF metrics(scaledFont(font(), kSmallText));
    const double width = metrics.horizontalAdvance(tr("Follow")) + 38, height = metrics.height() + 8;
    const QRectF plot = plotRect();
    return {plot.right() - width - 8, plot.top() + 8, width, height};
}

const std::vector<SilentNeurons>& RasterView::silentNeurons() const {
    const TokenColumns c = columns();
    const std::int64_t end = std::min(c.endToken(), m_run->tokenCount());
    return m_silent.update(m_run->history(), c.firstToken(), end);
}

QString RasterView::silentNote() const {
    std::size_t count = 0;
    for (const SilentNeurons& silent : silentNeurons()) count += silent.neurons.size();
    return count > 0 ? tr("%1 silent in view").arg(count) : QString();
}

QString RasterView::toolTipAt(const QPointF& position) const {
    if (!m_run->hasModel()) return {};
    if (isFollowChipVisible() && followChipRect().contains(position))
        return tr("Go to the newest token and stay there (F)");
    if (const std::optional<RasterHit> hit = hitAt(position)) return textOf(*hit);
    const double y = position.y() * m_scale;
    if (y < m_plot.top() || y >= m_plot.top() + m_plot.height()) return {};
    const RasterLayout::Band* band = m_layout.bandAt(static_cast<int>(y) - m_plot.top() + m_scrollY);
    if (band == nullptr) return {};

    const SiteInfo& site = m_run->model().info().sites[band->site];
    QString text = QString::fromStdString(site.name) + tr(" · %1 neurons").arg(site.width);
    if (site.timesteps > 1) text += tr(" · %1 timesteps per token").arg(site.timesteps);
    const TokenColumns c = columns();
    const std::int64_t from = c.firstToken(), to = c.endToken();
    const std::int64_t steps =
        m_run->history().spikingTokens(band->site, from, to) * static_cast<std::int64_t>(site.width * site.timesteps);
    if (steps > 0) {
        const auto spikes = static_cast<double>(m_run->history().countSite(band->site, from, to));
        text += tr(" · firing rate in view %L1%").arg(100 * spikes / static_cast<double>(steps), 0, 'f', 1);
    } else if (m_run->tokenCount() > 0) {
        text += tr(" · analog: no spikes here");
    }
    const QStringList findings = m_run->findings().ofSite(band->site);
    if (!findings.isEmpty()) text = findings.join(QLatin1Char('\n')) + QLatin1Char('\n') + text;
    const SilentNeurons& silent = silentNeurons()[band->site];
    if (!silent.judged) return text;
    text += tr(" · %1 silent in view").arg(silent.neurons.size());
    QStringList listed;
    for (std::size_t i = 0; i < std::min<std::size_t>(silent.neurons.size(), kListedNeurons); ++i)
        listed << QString::number(silent.neurons[i]);
    if (silent.neurons.size() > kListedNeurons) listed << QStringLiteral("…");
    return listed.isEmpty() ? text : text + QStringLiteral(": ") + listed.join(QStringLiteral(", "));
}

QString RasterView::description() const {
    if (!m_run->hasModel()) return tr("Empty: no model is open.");
    if (m_run->tokenCount() == 0) return tr("Empty. Type a prompt and press Run.");
    const TokenColumns c = columns();
    const std::int64_t from = std::max(c.firstToken(), m_run->history().begin());
    const std::int64_t to = std::min(c.endToken(), m_run->tokenCount());
    QString text;
    for (std::int64_t token = std::max(from, to - kSpokenTokens); token < to; ++token)
        text += QString::fromStdString(m_run->history().frame(token).text);
    QString said = tr("Tokens %1 to %2 of %3, %4.")
                       .arg(from)
                       .arg(to - 1)
                       .arg(m_run->tokenCount())
                       .arg(m_run->isFollowing() ? tr("following the newest") : tr("not following"));
    const std::vector<SiteInfo>& sites = m_run->model().info().sites;
    for (std::size_t site = 0; site < sites.size(); ++site) {
        const std::int64_t steps = m_run->history().spikingTokens(site, from, to) *
                                   static_cast<std::int64_t>(sites[site].width * sites[site].timesteps);
        if (steps == 0) {
            said += tr(" %1: analog.").arg(m_run->siteLabel(site));
            continue;
        }
        const auto spikes = static_cast<double>(m_run->history().countSite(site, from, to));
        said += tr(" %1: firing rate %L2%")
                    .arg(m_run->siteLabel(site))
                    .arg(100 * spikes / static_cast<double>(steps), 0, 'f', 1);
        const SilentNeurons& silent = silentNeurons()[site];
        if (silent.judged) said += tr(", %1 silent").arg(silent.neurons.size());
        for (const QString& finding : m_run->findings().ofSite(site)) said += QStringLiteral(", ") + finding;
        said += QLatin1Char('.');
    }
    return said + tr(" Text: %1").arg(text);
}

bool RasterView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Keys that mean something here come before the window's commands of the same keys.
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool control = key->modifiers() & Qt::ControlModifier;
        bool ours = false;
        switch (key->key()) {
            case Qt::Key_Escape: ours = !m_run->selection().empty() || m_run->pinnedToken() || m_cursorNeuron; break;
            case Qt::Key_Plus:
            case Qt::Key_Equal:
            case Qt::Key_Minus: ours = control; break;
            case Qt::Key_0: ours = !control; break;
            case Qt::Key_Space: ours = m_cursorNeuron && m_keyboardFocus; break;  // walked there with keys
            default: break;
        }
        if (ours) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void RasterView::resizeEvent(QResizeEvent*) { relayout(); }

void RasterView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        relayout();
        update();
    }
    QWidget::changeEvent(event);
}

}  // namespace spikeglass
