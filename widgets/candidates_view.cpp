// SPDX-License-Identifier: Apache-2.0
#include "candidates_view.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <optional>

#include "fonts.h"
#include "viewmodels/number_format.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr int kRefreshMilliseconds = 60;
constexpr int kRows = 10;

}  // namespace

class CandidatesView::Canvas : public QWidget {
  public:
    explicit Canvas(CandidatesView* view) : QWidget(view), m_view(view) { setAccessibleName(CandidatesView::tr("Likeliest next tokens")); }

    QSize sizeHint() const override { return {240, rowHeight() * kRows}; }
    QSize minimumSizeHint() const override { return {160, rowHeight() * kRows}; }
    int rowHeight() const { return QFontMetrics(scaledFont(font(), kSmallText)).height() + 1; }

  protected:
    void paintEvent(QPaintEvent*) override;

  private:
    CandidatesView* m_view;
};

void CandidatesView::Canvas::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    const QFont small = scaledFont(font(), kSmallText);
    const QFont mono = monoFont(small), figures = figuresFont(small);
    const QFontMetricsF monoMetrics(mono);
    double textWidth = monoMetrics.horizontalAdvance(QStringLiteral("mm"));
    for (const Row& row : m_view->m_rows) textWidth = std::max(textWidth, monoMetrics.horizontalAdvance(row.text));
    textWidth = std::min(textWidth, width() * 0.35);
    const QString widest = m_view->m_lane != nullptr ? QStringLiteral("100.0% | 100.0%") : QStringLiteral("100.0%");
    const double valueWidth = QFontMetricsF(figures).horizontalAdvance(widest) + 2;
    const double marker = 12, left = marker + textWidth + 8, right = width() - valueWidth - 8;
    const double pitch = std::min(static_cast<double>(height()) / kRows, rowHeight() * 1.6);
    double y = 0;
    for (const Row& row : m_view->m_rows) {
        const double thickness = std::clamp(std::round(pitch * 0.58), 6.0, 14.0);
        const QRectF track(left, y + (pitch - thickness) / 2, right - left, thickness);
        painter.fillRect(track, theme.raised);
        if (m_view->m_lane != nullptr && row.laneProbability >= 0) {  // lane B: a thin bar below, dashed like its traces
            QRectF thin(left, track.bottom() + 1, (right - left) * std::clamp(row.laneProbability, 0.0, 1.0), 2);
            painter.fillRect(thin, theme.analog);
        }
        QRectF bar = track;
        bar.setWidth(track.width() * std::clamp(row.probability, 0.0, 1.0));
        painter.fillRect(bar, row.written ? theme.accent : Theme::mix(theme.panel, theme.secondaryText, 0.55));
        if (row.written) {  // a pointer, so that it does not hang on the colour alone
            QPainterPath path;
            path.moveTo(1, y + pitch / 2 - 4);
            path.lineTo(7, y + pitch / 2);
            path.lineTo(1, y + pitch / 2 + 4);
            path.closeSubpath();
            painter.setRenderHint(QPainter::Antialiasing);
            painter.fillPath(path, theme.accent);
            painter.setRenderHint(QPainter::Antialiasing, false);
        }
        painter.setFont(mono);
        painter.setPen(theme.text);
        painter.drawText(QRectF(marker, y, textWidth + 2, pitch), Qt::AlignLeft | Qt::AlignVCenter,
                         monoMetrics.elidedText(row.text, Qt::ElideMiddle, textWidth + 1));
        painter.setFont(figures);
        painter.setPen(row.written ? theme.text : theme.secondaryText);
        painter.drawText(QRectF(right + 6, y, valueWidth + 2, pitch), Qt::AlignRight | Qt::AlignVCenter,
                         m_view->m_lane == nullptr
                             ? formatPercent(row.probability)
                             : QStringLiteral("%1 | %2").arg(formatPercent(row.probability),
                                                             row.laneProbability < 0 ? QStringLiteral("–") : formatPercent(row.laneProbability)));
        y += pitch;
    }
}

CandidatesView::CandidatesView(RunViewModel* run, QWidget* parent)
    : Panel(tr("Next token"), parent),
      m_run(run),
      m_canvas(new Canvas(this)),
      m_refresh(kRefreshMilliseconds, [this] { refresh(); }, this) {
    body()->addWidget(m_canvas, 1);
    setToolTip(tr("The ten likeliest tokens after the marked one, before temperature and top-p; the pointer marks the one "
                  "that was written"));
    connect(run, &RunViewModel::runReset, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::framesAppended, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::historySwapped, this, [this] { m_refresh.request(); });
    connect(run, &RunViewModel::markedTokenChanged, this, [this] { m_refresh.request(); });
    refresh();
}

QString CandidatesView::tokenText(std::int32_t token) const {
    QString text = QString::fromStdString(m_run->model().tokenBytes(token));
    text.replace(QLatin1Char(' '), QChar(0x2423));  // the open box: a lone middle dot is easily overlooked
    return RunViewModel::visibleText(text);
}

void CandidatesView::refresh() {
    m_rows.clear();
    const std::int64_t marked = m_run->markedToken();
    QString note;
    if (m_run->hasModel() && marked >= m_run->history().begin() && marked < m_run->tokenCount() &&
        !m_run->history().isDropped(marked)) {
        const Frame& frame = m_run->history().frame(marked);
        std::optional<std::int32_t> written;
        double writtenProbability = 0;
        if (marked + 1 < m_run->tokenCount() && !m_run->history().isDropped(marked + 1)) {
            const Frame& next = m_run->history().frame(marked + 1);
            written = next.token;
            writtenProbability = std::exp2(-static_cast<double>(next.surprisalBits));
        }
        bool listed = false;
        for (const Candidate& c : frame.candidates) {
            const bool isWritten = written == c.token;
            listed |= isWritten;
            m_rows.push_back({tokenText(c.token), static_cast<double>(c.probability), isWritten});
        }
        note = tr("after “%1”").arg(tokenText(frame.token));
        if (written && !listed && !m_rows.empty())
            note += tr(" · written: “%1”, %2").arg(tokenText(*written), formatPercent(writtenProbability));
    }
    if (m_lane != nullptr && m_lane->hasModel() && marked >= m_lane->history().begin() && marked < m_lane->tokenCount() &&
        !m_lane->history().isDropped(marked)) {
        const Model& model = m_lane->model();
        for (const Candidate& c : m_lane->history().frame(marked).candidates) {
            QString text = QString::fromStdString(model.tokenBytes(c.token));
            text = RunViewModel::visibleText(text.replace(QLatin1Char(' '), QChar(0x2423)));
            const auto same = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.text == text; });
            if (same != m_rows.end()) same->laneProbability = static_cast<double>(c.probability);
        }
        note += tr(" · A | B");
    }
    setNote(note);
    QStringList spoken;
    for (const Row& row : m_rows)
        spoken << (row.written ? tr("%1 %2 (written)") : tr("%1 %2")).arg(row.text, formatPercent(row.probability));
    m_canvas->setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    m_canvas->update();
}

void CandidatesView::setLane(RunViewModel* lane) {
    if (lane == m_lane) return;
    if (m_lane != nullptr) disconnect(m_lane, nullptr, this, nullptr);
    m_lane = lane;
    if (m_lane != nullptr) connect(m_lane, &RunViewModel::framesAppended, this, [this] { m_refresh.request(); });
    m_refresh.request();
}

void CandidatesView::restyle() {
    Panel::restyle();
    m_canvas->updateGeometry();
    m_canvas->update();
}

}  // namespace spikeglass
