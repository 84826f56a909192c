// SPDX-License-Identifier: Apache-2.0
#include "rates_view.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QToolButton>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "fonts.h"
#include "health_list.h"
#include "viewmodels/number_format.h"
#include "viewmodels/silent_neurons.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr int kRefreshMilliseconds = 100;
constexpr int kMostRows = 13;         // that the panel insists on; more are scrolled to
constexpr double kUsualScale = 0.6;  // full bar; 1 as soon as a site fires more often
constexpr double kLargestPitch = 1.6;  // of a row, where there is room to spare
constexpr double kLabelGap = 10;      // between names and bars
constexpr double kDecades = 4;        // of a logarithmic bar: 0.01% to 100%

/// The second and later sites of a block are paler, as in the raster.
bool isSecondOfBlock(const NetworkInfo& info, std::size_t site) {
    for (std::size_t i = 0; i < site; ++i)
        if (info.sites[i].block == info.sites[site].block && info.sites[i].block >= 0) return true;
    return false;
}

}  // namespace

/// One row per site, the deepest on top, as in the raster.
class RatesView::Canvas : public QWidget {
  public:
    explicit Canvas(RatesView* view) : QWidget(view), m_view(view) {
        setAccessibleName(RatesView::tr("Firing rates"));
        setCursor(Qt::PointingHandCursor);
    }

    int rowHeight() const { return QFontMetrics(rowFont()).height() + 1; }
    QSize sizeHint() const override { return {240, rowHeight() * rows()}; }
    QSize minimumSizeHint() const override { return {160, rowHeight() * rows()}; }

    /// Of the bars, in this widget; the scale below them has the same.
    std::pair<double, double> track() const;
    /// The rate at which a linear bar is full.
    double fullRate() const;
    QFont rowFont() const { return scaledFont(font(), kSmallText); }

  protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

  private:
    std::optional<std::size_t> siteAt(const QPointF& position) const;
    int rows() const { return static_cast<int>(m_view->m_rates.sites.size()); }
    double pitch() const { return rows() > 0 ? std::min(static_cast<double>(height()) / rows(), rowHeight() * kLargestPitch) : 1; }

    RatesView* m_view;
};

/// What the lengths of the bars mean, below them: they may be scrolled, this stays.
class RatesView::Scale : public QWidget {
  public:
    Scale(const Canvas* canvas, RatesView* view) : QWidget(view), m_canvas(canvas), m_view(view) {}
    QSize sizeHint() const override { return {160, QFontMetrics(m_canvas->rowFont()).height()}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent*) override {
        const auto [left, right] = m_canvas->track();
        const bool logarithmic = m_view->m_run->hasLogarithmicRates();
        QPainter painter(this);
        painter.setFont(figuresFont(m_canvas->rowFont()));
        painter.setPen(currentTheme().secondaryText);
        const QRectF place(left, 0, right - left, height());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, logarithmic ? QStringLiteral("%1%").arg(QLocale().toString(0.01)) : QStringLiteral("0"));
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                         logarithmic ? QStringLiteral("100%") : QStringLiteral("%1%").arg(std::lround(100 * m_canvas->fullRate())));
    }

  private:
    const Canvas* m_canvas;
    const RatesView* m_view;
};

double RatesView::Canvas::fullRate() const {
    const auto& sites = m_view->m_rates.sites;
    return std::any_of(sites.begin(), sites.end(), [](const auto& site) { return site.rate > kUsualScale; }) ? 1.0 : kUsualScale;
}

std::pair<double, double> RatesView::Canvas::track() const {
    double labels = 0;
    const QFontMetricsF metrics(rowFont());
    for (std::size_t i = 0; i < m_view->m_rates.sites.size(); ++i) labels = std::max(labels, metrics.horizontalAdvance(m_view->m_run->siteLabel(i)));
    labels = std::min(labels, width() * 0.4);
    return {labels + kLabelGap, width() - QFontMetricsF(figuresFont(rowFont())).horizontalAdvance(QStringLiteral("100.0%")) - 10};
}

void RatesView::Canvas::paintEvent(QPaintEvent*) {
    if (!m_view->m_run->hasModel()) return;
    const NetworkInfo& info = m_view->m_run->model().info();
    const SiteRates& rates = m_view->m_rates;
    if (rates.sites.size() != info.sites.size()) return;
    const Theme& theme = currentTheme();
    QPainter painter(this);
    const QFont labels = rowFont();
    const QFont figures = figuresFont(labels);
    const QFontMetricsF metrics(labels);
    const double scale = fullRate();
    const auto [left, right] = track();
    const double labelWidth = left - kLabelGap, valueWidth = width() - right - 8;
    const double row = pitch();
    const bool read = rates.to > rates.from, logarithmic = m_view->m_run->hasLogarithmicRates();
    const auto shareOf = [&](double rate) {
        return logarithmic ? std::max(0.0, 1 + std::log10(rate) / kDecades) : std::min(1.0, rate / scale);
    };
    for (std::size_t i = 0; i < info.sites.size(); ++i) {
        const SiteInfo& site = info.sites[i];
        const SiteRates::Rate& rate = rates.sites[i];
        const double y = row * static_cast<double>(info.sites.size() - 1 - i);
        const bool analog = read && rate.spikingTokens == 0;
        const Selection::Site* selected = m_view->m_run->selection().find(i);
        if (selected != nullptr) {
            QColor lit = theme.accent;
            lit.setAlphaF(theme.dark ? 0.22F : 0.14F);
            painter.fillRect(QRectF(0, y, width(), row), lit);
        }
        painter.setFont(labels);
        painter.setPen(selected != nullptr ? theme.text : theme.secondaryText);
        painter.drawText(QRectF(0, y, labelWidth, row), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(m_view->m_run->siteLabel(i), Qt::ElideLeft, labelWidth + 1));
        const double thickness = std::clamp(std::round(row * 0.58), 6.0, 14.0);
        const QRectF track(left, y + (row - thickness) / 2, right - left, thickness);
        painter.fillRect(track, theme.raised);
        if (!analog && rate.rate > 0) {
            QRectF bar = track;
            bar.setWidth(std::max(1.0, track.width() * shareOf(rate.rate)));
            painter.fillRect(bar, theme.siteColor(site.block, isSecondOfBlock(info, i)));
        }
        // Decades, so that nobody takes the lengths for shares.
        for (double decade = 0.001; logarithmic && decade < 0.5; decade *= 10)
            painter.fillRect(QRectF(std::round(left + track.width() * shareOf(decade)), y, 1, row), theme.panel);
        painter.setFont(figures);
        painter.setPen(analog ? theme.analog : theme.text);
        painter.drawText(QRectF(right + 6, y, valueWidth + 2, row), Qt::AlignRight | Qt::AlignVCenter,
                         analog ? RatesView::tr("analog") : read ? formatPercent(rate.rate) : QStringLiteral("–"));
    }
}

std::optional<std::size_t> RatesView::Canvas::siteAt(const QPointF& position) const {
    const int row = static_cast<int>(std::floor(position.y() / pitch()));
    if (row < 0 || row >= rows() || !m_view->m_run->hasModel()) return std::nullopt;
    return static_cast<std::size_t>(rows() - 1 - row);
}

void RatesView::Canvas::mousePressEvent(QMouseEvent* event) {
    const std::optional<std::size_t> site = siteAt(event->position());
    if (event->button() != Qt::LeftButton || !site) return;
    const Selection all = Selection::ofSite(*site, m_view->m_run->model().info().sites[*site].width);
    const Selection& now = m_view->m_run->selection();
    if (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier))
        m_view->choose(now.containsAll(all) ? now.without(all) : now.with(all));
    else
        m_view->choose(now == all ? Selection{} : all);
}

bool RatesView::Canvas::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || rows() == 0 || !m_view->m_run->hasModel()) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const std::optional<std::size_t> found = siteAt(help->pos());
    if (!found) {
        QToolTip::hideText();
        return true;
    }
    const std::size_t i = *found;
    const SiteInfo& site = m_view->m_run->model().info().sites[i];
    const SiteRates::Rate& rate = m_view->m_rates.sites[i];
    const QString what = rate.spikingTokens == 0 ? RatesView::tr("analog: no spikes")
                                                 : site.timesteps > 1
                             ? RatesView::tr("%1 of its neurons fire per timestep, of which a token has %2").arg(formatPercent(rate.rate)).arg(site.timesteps)
                             : RatesView::tr("%1 of its neurons fire per token").arg(formatPercent(rate.rate));
    QToolTip::showText(help->globalPos(),
                       RatesView::tr("%1: %2 neurons. %3 (tokens %4 to %5)")
                           .arg(QString::fromStdString(site.name), formatCount(static_cast<std::int64_t>(site.width)), what)
                           .arg(m_view->m_rates.from)
                           .arg(m_view->m_rates.to - 1),
                       this);
    return true;
}

RatesView::RatesView(RunViewModel* run, QWidget* parent)
    : Panel(tr("Firing rate per site"), parent),
      m_run(run),
      m_canvas(new Canvas(this)),
      m_scale(new Scale(m_canvas, this)),
      m_scroll(new QScrollArea(this)),
      m_summary(new TextLabel({}, TextLabel::Small | TextLabel::Figures | TextLabel::Wrap, this)),
      m_health(new HealthList(this)),
      m_logarithmic(new QToolButton(this)),
      m_refresh(kRefreshMilliseconds, [this] { refresh(); }, this) {
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_canvas->setAutoFillBackground(false);
    body()->addWidget(m_scroll, 1);
    body()->addWidget(m_scale);
    body()->addWidget(m_summary);
    body()->addWidget(m_health);
    body()->addStretch(0);
    m_logarithmic->setObjectName(QStringLiteral("logarithmic"));
    m_logarithmic->setText(tr("log"));
    m_logarithmic->setCheckable(true);
    m_logarithmic->setAutoRaise(true);
    m_logarithmic->setToolTip(tr("Logarithmic scale, 0.01% to 100%, also of the raster's shades"));
    m_logarithmic->setAccessibleName(tr("Logarithmic scale"));
    addToHeader(m_logarithmic);
    connect(m_logarithmic, &QToolButton::toggled, run, &RunViewModel::setLogarithmicRates);
    connect(run, &RunViewModel::rateScaleChanged, this, [this] {
        m_logarithmic->setChecked(m_run->hasLogarithmicRates());
        m_canvas->update();
        m_scale->update();
    });
    connect(m_health, &HealthList::chosen, this, &RatesView::choose);
    connect(run, &RunViewModel::findingsChanged, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::selectionChanged, m_canvas, [this] { m_canvas->update(); });
    setToolTip(tr("Spikes per neuron and timestep, over the tokens that the raster shows"));
    connect(run, &RunViewModel::runReset, this, [this] { resetRows(); });
    connect(run, &RunViewModel::framesAppended, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::timeAxisChanged, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::historySwapped, this, [this] { m_refresh.request(); });
    resetRows();
}

void RatesView::resetRows() {
    m_rates = {};
    if (m_run->hasModel()) m_rates.sites.resize(m_run->model().info().sites.size());
    fitRows();
    refresh();
}

void RatesView::fitRows() {
    const int height = m_canvas->minimumSizeHint().height();
    m_canvas->setMinimumHeight(height);
    m_scroll->setMinimumHeight(std::min(height, m_canvas->rowHeight() * kMostRows));
    m_scroll->setMaximumHeight(std::max(1, static_cast<int>(std::ceil(height * kLargestPitch))));  // the scale stands right below
    updateGeometry();
}

void RatesView::refresh() {
    if (m_run->hasModel()) {
        const TimeAxis axis = m_run->timeAxis();
        m_rates = siteRates(m_run->model().info(), m_run->history(), static_cast<std::int64_t>(std::floor(axis.first)),
                            static_cast<std::int64_t>(std::ceil(axis.first + axis.tokens)));
    }
    const bool read = m_rates.to > m_rates.from;
    setNote(read ? tr("tokens %1–%2").arg(m_rates.from).arg(m_rates.to - 1) : QString());
    m_summary->setText(!read                         ? tr("nothing read yet")
                       : std::isnan(m_rates.sparsity) ? tr("no spiking neurons: every site is analog")
                       : std::isnan(m_rates.lifMean) ? tr("no LIF neurons: only the embedding spikes · sparsity %1").arg(formatPercent(m_rates.sparsity))
                                                     : tr("LIF neurons fire at %1 on average · sparsity with the embedding %2")
                                                           .arg(formatPercent(m_rates.lifMean), formatPercent(m_rates.sparsity)));
    m_summary->setToolTip(tr("Sparsity: zeros among the outputs of all spiking sites, the embedding's threshold included. "
                             "The mean counts leaky integrate-and-fire neurons only, so the two do not add up to 100%."));
    refreshHealth();
    m_canvas->setAccessibleDescription(m_summary->text());
    m_canvas->update();
    m_scale->update();
}

/// Findings first, then sites with neurons that are silent in view.
void RatesView::refreshHealth() {
    std::vector<HealthList::Entry> entries;
    if (m_run->hasModel()) {
        const std::vector<SiteInfo>& sites = m_run->model().info().sites;
        std::vector<bool> found(sites.size(), false);
        for (const Finding& finding : m_run->findings().all()) {
            HealthList::Entry entry{m_run->findings().sentence(finding), {}, true};
            if (finding.site >= 0) {
                const auto site = static_cast<std::size_t>(finding.site);
                entry.neurons = Selection::ofSite(site, sites[site].width);
                found[site] = true;
            }
            entries.push_back(std::move(entry));
        }
        const std::vector<SilentNeurons> silent = findSilentNeurons(m_run->history(), m_rates.from, m_rates.to);
        Selection all;
        for (std::size_t site = 0; site < sites.size(); ++site) {
            const std::vector<std::size_t>& neurons = silent[site].neurons;
            if (!neurons.empty() && !found[site]) all.sites.push_back({site, {neurons.begin(), neurons.end()}});
        }
        if (all.sites.size() == 1)
            entries.push_back({tr("%1 of %2 neurons of %3 are silent in view")
                                   .arg(all.neuronCount())
                                   .arg(sites[all.sites[0].site].width)
                                   .arg(m_run->siteLabel(all.sites[0].site)),
                               all, false});
        else if (!all.empty())
            entries.push_back({tr("%1 neurons of %2 sites are silent in view").arg(all.neuronCount()).arg(all.sites.size()), all, false});
    }
    m_health->setEntries(std::move(entries));
}

void RatesView::choose(const Selection& neurons) {
    m_run->setSelection(neurons);
    if (!neurons.empty()) Q_EMIT siteChosen(neurons.sites.front().site);
}

void RatesView::restyle() {
    Panel::restyle();
    fitRows();
    m_scale->updateGeometry();
    m_canvas->update();
}

}  // namespace spikeglass
