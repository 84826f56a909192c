// SPDX-License-Identifier: Apache-2.0
#include "figure_options.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <algorithm>
#include <limits>

#include "energy/pricing_model.h"
#include "panel.h"
#include "viewmodels/engine_words.h"

namespace spikeglass {
namespace {

enum Tokens { All, Visible, Marked, FromTo };

constexpr int kSiteRows = 5;

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

bool isOneOf(const QString& view, std::initializer_list<const char*> views) {
    return std::any_of(views.begin(), views.end(), [&](const char* each) { return view == QLatin1String(each); });
}

}  // namespace

using figures::FigureSpec;

QString figureViewName(const QString& view) {
    const std::pair<const char*, QString> names[] = {
        {"raster", FigureOptions::tr("Raster")},         {"membrane", FigureOptions::tr("Membrane potentials")},
        {"rates", FigureOptions::tr("Firing rates")},    {"energy", FigureOptions::tr("Energy")},
        {"operations", FigureOptions::tr("Operations")}, {"ladder", FigureOptions::tr("Ladder")},
        {"compare", FigureOptions::tr("Two lanes")},     {"candidates", FigureOptions::tr("Next tokens")},
        {"text", FigureOptions::tr("Coloured text")}};
    for (const auto& [id, name] : names)
        if (view == QLatin1String(id)) return name;
    return view;
}

FigureOptions::FigureOptions(QWidget* parent)
    : QWidget(parent),
      m_form(new QFormLayout(this)),
      m_view(combo("figureView", tr("View"), tr("What the panel shows"))),
      m_tokens(combo("figureTokens", tr("Tokens"), tr("Which part of the run"))),
      m_pricing(combo("figurePricing", tr("Prices"), tr("The constants that turn counted operations into joules"))),
      m_measure(combo("figureMeasure", tr("Coloured by"), tr("What the ground of each token says"))),
      m_colors(combo("figureColors", tr("Colours"), tr("Both are even in lightness and safe for colour-blind readers"))),
      m_layer(combo("figureLayer", tr("Spikes"), tr("Vector marks can be edited; pixels within vector axes keep large figures small"))),
      m_range(new QWidget(this)),
      m_from(new QSpinBox(m_range)),
      m_to(new QSpinBox(m_range)),
      m_sites(new QListWidget(this)),
      m_neurons(new QLineEdit(this)),
      m_height(new QDoubleSpinBox(this)) {
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setSpacing(7);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto* range = new QHBoxLayout(m_range);
    range->setContentsMargins(0, 0, 0, 0);
    range->addWidget(m_from, 1);
    range->addWidget(new TextLabel(QStringLiteral("–"), TextLabel::Secondary, m_range));
    range->addWidget(m_to, 1);
    m_from->setAccessibleName(tr("From token"));
    m_to->setAccessibleName(tr("To token"));
    m_from->setObjectName(QStringLiteral("figureFrom"));
    m_to->setObjectName(QStringLiteral("figureTo"));
    m_to->setToolTip(tr("The last token that is shown"));
    m_sites->setObjectName(QStringLiteral("figureSites"));
    m_sites->setAccessibleName(tr("Sites"));
    m_sites->setFixedHeight(kSiteRows * (fontMetrics().height() + 6) + 6);
    m_neurons->setObjectName(QStringLiteral("figureNeurons"));
    m_neurons->setAccessibleName(tr("Neurons"));
    m_neurons->setPlaceholderText(tr("the liveliest"));
    m_neurons->setToolTip(tr("Such as blocks.0.time_mix/12, separated by commas; empty: the liveliest of four sites"));
    m_height->setObjectName(QStringLiteral("figureHeight"));
    m_height->setAccessibleName(tr("Height"));
    m_height->setRange(0, 500);
    m_height->setDecimals(1);
    m_height->setSuffix(tr(" mm"));
    m_height->setSpecialValueText(tr("as it needs"));

    m_form->addRow(tr("View"), m_view);
    m_form->addRow(tr("Tokens"), m_tokens);
    m_form->addRow(QString(), m_range);
    m_form->addRow(tr("Sites"), m_sites);
    m_form->addRow(tr("Neurons"), m_neurons);
    m_form->addRow(tr("Coloured by"), m_measure);
    m_form->addRow(tr("Prices"), m_pricing);
    m_form->addRow(tr("Colours"), m_colors);
    m_form->addRow(tr("Spikes"), m_layer);
    m_form->addRow(tr("Height"), m_height);

    m_measure->addItem(tr("surprisal"), QStringLiteral("surprisal"));
    m_measure->addItem(tr("spikes"), QStringLiteral("spikes"));
    m_measure->addItem(tr("energy"), QStringLiteral("energy"));
    m_colors->addItem(QStringLiteral("viridis"), QStringLiteral("viridis"));
    m_colors->addItem(QStringLiteral("cividis"), QStringLiteral("cividis"));
    m_layer->addItem(tr("pixels where they are many"), QStringLiteral("auto"));
    m_layer->addItem(tr("vector marks"), QStringLiteral("vector"));
    m_layer->addItem(tr("pixels"), QStringLiteral("pixels"));

    const std::pair<QComboBox*, QString FigureSpec::*> texts[] = {
        {m_view, &FigureSpec::view}, {m_pricing, &FigureSpec::pricing}, {m_measure, &FigureSpec::measure}, {m_colors, &FigureSpec::colorMap}, {m_layer, &FigureSpec::layer}};
    for (const auto& [box, field] : texts)
        connect(box, &QComboBox::currentIndexChanged, this, [this, box = box, field = field] {
            edit([&](FigureSpec& spec) { spec.*field = box->currentData().toString(); });
        });
    connect(m_tokens, &QComboBox::currentIndexChanged, this, &FigureOptions::chooseTokens);
    for (QSpinBox* box : {m_from, m_to}) {
        box->setKeyboardTracking(false);
        connect(box, &QSpinBox::valueChanged, this, [this] {
            edit([&](FigureSpec& spec) { spec.from = m_from->value(), spec.to = std::max(m_to->value(), m_from->value()) + 1; });
        });
    }
    connect(m_sites, &QListWidget::itemChanged, this, [this] {
        edit([&](FigureSpec& spec) {
            spec.sites.clear();
            for (int i = 0; i < m_sites->count(); ++i)
                if (m_sites->item(i)->checkState() == Qt::Checked) spec.sites << m_sites->item(i)->text();
            if (spec.sites.size() == m_sites->count()) spec.sites.clear();  // all: whatever they are called
        });
    });
    connect(m_neurons, &QLineEdit::editingFinished, this, [this] {
        edit([&](FigureSpec& spec) {
            spec.neurons.clear();
            for (const QString& neuron : m_neurons->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) spec.neurons << neuron.trimmed();
        });
    });
    m_height->setKeyboardTracking(false);
    connect(m_height, &QDoubleSpinBox::valueChanged, this, [this](double mm) { edit([&](FigureSpec& spec) { spec.heightMm = mm; }); });
}

QComboBox* FigureOptions::combo(const char* objectName, const QString& name, const QString& hint) {
    auto* made = new QComboBox(this);
    made->setObjectName(QLatin1String(objectName));
    made->setAccessibleName(name);
    made->setToolTip(hint);
    made->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    made->setMinimumContentsLength(10);
    return made;
}

void FigureOptions::edit(const std::function<void(FigureSpec&)>& by) {
    if (m_showing) return;
    FigureSpec next = m_spec;
    by(next);
    if (next == m_spec) return;
    show(next);
    Q_EMIT edited(m_spec);
}

void FigureOptions::setChoices(const FigureChoices& choices) {
    m_choices = choices;
    m_showing = true;
    m_view->clear();
    for (const QString& view : choices.views) m_view->addItem(figureViewName(view), view);
    m_tokens->clear();
    m_tokens->addItem(tr("all %L1").arg(choices.tokens), All);
    if (choices.visible) m_tokens->addItem(tr("in sight"), Visible);
    if (choices.marked) m_tokens->addItem(tr("selected"), Marked);
    m_tokens->addItem(tr("from … to …"), FromTo);
    const int last = static_cast<int>(std::clamp<std::int64_t>(choices.tokens - 1, 0, std::numeric_limits<int>::max()));
    m_from->setRange(0, last);
    m_to->setRange(0, last);
    m_pricing->clear();
    for (const PricingModel& model : pricingModels())
        if (choices.architecture.empty() || pricesFamily(model, choices.architecture)) m_pricing->addItem(pricingName(model), fromView(model.id));
    m_sites->clear();
    for (const QString& site : choices.sites) m_sites->addItem(site);
    m_showing = false;
    setPanel(m_spec);
}

void FigureOptions::setPanel(const FigureSpec& spec) {
    if (spec != m_spec) m_byNumbers = false;
    show(spec);
}

void FigureOptions::show(const FigureSpec& spec) {
    m_spec = spec;
    m_showing = true;
    const std::pair<QComboBox*, QString> texts[] = {
        {m_view, spec.view}, {m_pricing, spec.pricing}, {m_measure, spec.measure}, {m_colors, spec.colorMap}, {m_layer, spec.layer}};
    for (const auto& [box, value] : texts) box->setCurrentIndex(box->findData(value));
    m_neurons->setText(spec.neurons.join(QStringLiteral(", ")));
    m_height->setValue(spec.heightMm);
    showTokens();
    showSites();
    showRows();
    m_showing = false;
}

void FigureOptions::chooseTokens() {
    if (m_showing) return;
    m_byNumbers = m_tokens->currentData().toInt() == FromTo;
    const auto range = [&](const std::optional<FigureChoices::Range>& from) { return from.value_or(FigureChoices::Range{0, -1}); };
    edit([&](FigureSpec& spec) {
        switch (m_tokens->currentData().toInt()) {
            case All: spec.from = 0, spec.to = -1; break;
            case Visible: std::tie(spec.from, spec.to) = range(m_choices.visible); break;
            case Marked: std::tie(spec.from, spec.to) = range(m_choices.marked); break;
            default:
                if (spec.to < 0) spec.to = m_choices.tokens;
        }
    });
    m_range->setEnabled(m_byNumbers);
}

void FigureOptions::showTokens() {
    const FigureChoices::Range range{m_spec.from, m_spec.to};
    const bool all = m_spec.from == 0 && m_spec.to < 0;
    const int which = m_byNumbers ? FromTo : all ? All : m_choices.visible == range ? Visible : m_choices.marked == range ? Marked : FromTo;
    m_tokens->setCurrentIndex(m_tokens->findData(which));
    m_from->setValue(static_cast<int>(m_spec.from));
    m_range->setEnabled(which == FromTo);
    m_to->setValue(static_cast<int>((m_spec.to < 0 ? m_choices.tokens : m_spec.to) - 1));
}

void FigureOptions::showSites() {
    for (int i = 0; i < m_sites->count(); ++i) {
        QListWidgetItem* item = m_sites->item(i);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(m_spec.sites.isEmpty() || m_spec.sites.contains(item->text()) ? Qt::Checked : Qt::Unchecked);
    }
}

void FigureOptions::showRows() {
    const QString& view = m_spec.view;
    const bool run = !isOneOf(view, {"ladder"});
    const bool energetic = isOneOf(view, {"energy", "ladder"}) || (isOneOf(view, {"text"}) && m_spec.measure == QLatin1String("energy"));
    m_form->setRowVisible(m_tokens, run);
    m_form->setRowVisible(m_range, run);
    m_form->setRowVisible(m_sites, isOneOf(view, {"raster", "membrane", "rates", "compare"}));
    m_form->setRowVisible(m_neurons, isOneOf(view, {"membrane"}));
    m_form->setRowVisible(m_measure, isOneOf(view, {"text"}));
    m_form->setRowVisible(m_pricing, energetic);
    m_form->setRowVisible(m_colors, isOneOf(view, {"text", "candidates"}));
    m_form->setRowVisible(m_layer, isOneOf(view, {"raster", "compare"}));
    m_form->setRowVisible(m_height, !isOneOf(view, {"text", "operations"}));
}

}  // namespace spikeglass
