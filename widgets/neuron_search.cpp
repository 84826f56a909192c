// SPDX-License-Identifier: Apache-2.0
#include "neuron_search.h"

#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStringListModel>
#include <QVBoxLayout>

#include "panel.h"
#include "raster_view.h"
#include "viewmodels/theme.h"

namespace spikeglass {

namespace {

constexpr int kWidth = 340;

}  // namespace

NeuronSearchField::NeuronSearchField(RunViewModel* run, RasterView* raster)
    : QWidget(raster),
      m_run(run),
      m_raster(raster),
      m_field(new QLineEdit(this)),
      m_message(new TextLabel({}, TextLabel::Small | TextLabel::Secondary | TextLabel::Wrap, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 10, 10, 8);
    column->setSpacing(4);
    column->addWidget(m_field);
    column->addWidget(m_message);
    setCursor(Qt::ArrowCursor);
    m_field->setPlaceholderText(tr("Find neurons: 3.time_mix/41, mlp/12-20"));
    m_field->setAccessibleName(tr("Find neurons"));
    m_field->setClearButtonEnabled(true);
    auto* completer = new QCompleter(this);
    completer->setModel(new QStringListModel(completer));
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_field->setCompleter(completer);
    connect(m_field, &QLineEdit::returnPressed, this, &NeuronSearchField::find);
    connect(m_field, &QLineEdit::textEdited, this, &NeuronSearchField::preview);
    connect(raster, &RasterView::plotRectChanged, this, &NeuronSearchField::place);
    connect(run, &RunViewModel::runReset, this, [this] {
        if (isVisible() && !m_run->hasModel()) close();
    });
    hide();
}

QString NeuronSearchField::message() const { return m_message->text(); }

void NeuronSearchField::open() {
    qobject_cast<QStringListModel*>(m_field->completer()->model())->setStringList(NeuronSearch(*m_run).completions());
    preview();
    show();
    place();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void NeuronSearchField::close() {
    hide();
    m_raster->setFocus(Qt::OtherFocusReason);
}

void NeuronSearchField::preview() {
    const Result<Selection> found = NeuronSearch(*m_run).find(m_field->text());
    if (found)
        say(found->neuronCount() == 1 ? tr("1 neuron: Return goes there")
                                      : tr("%1 neurons: Return selects them").arg(found->neuronCount()),
            false);
    else
        say(tr("A site, or a part of its name; then / and a neuron, several or a range"), false);
}

void NeuronSearchField::find() {
    const Result<Selection> found = NeuronSearch(*m_run).find(m_field->text());
    if (!found) return say(QString::fromStdString(found.error().message), true);
    m_run->setSelection(*found);
    const Selection::Site& first = found->sites.front();
    m_raster->reveal({first.site, first.neurons.front()});
    close();
}

void NeuronSearchField::say(const QString& sentence, bool warning) {
    m_message->setText(sentence);
    m_message->setWarning(warning);
    place();
}

void NeuronSearchField::place() {
    const QRectF plot = m_raster->plotRect();
    const int width = std::min(kWidth, static_cast<int>(plot.width()) - 16);
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    setGeometry(static_cast<int>(plot.left() + 8), static_cast<int>(plot.top() + 8), std::max(width, 120), height);
}

void NeuronSearchField::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.panel);
    painter.setPen(theme.line);
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void NeuronSearchField::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
    close();
}

void NeuronSearchField::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (isVisible() && changesAppearance(*event)) place();
}

}  // namespace spikeglass
