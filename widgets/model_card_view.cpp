// SPDX-License-Identifier: Apache-2.0
#include "model_card_view.h"

#include <QLocale>
#include <QVBoxLayout>
#include <cmath>

#include "facts_list.h"
#include "panel.h"
#include "viewmodels/number_format.h"

namespace spikeglass {
namespace {

constexpr int kRefreshMilliseconds = 250;

QString architectureName(const std::string& id) {
    return id == "spikegpt" ? QStringLiteral("SpikeGPT") : id == "spikedecoder" ? QStringLiteral("SpikeDecoder")
                                                                                : QString::fromStdString(id);
}

/// A name without spaces may wrap after its underscores.
QString breakable(QString name) { return name.replace(QLatin1Char('_'), QStringLiteral("_\u200B")); }

QString heldOut(const ModelCard& card, const char* key) {
    const auto found = card.heldOutBitsPerCharacter.find(key);
    return found == card.heldOutBitsPerCharacter.end() ? QString() : QLocale().toString(found->second, 'f', 3);
}

}  // namespace

ModelCardView::ModelCardView(RunViewModel* run, QWidget* parent)
    : QScrollArea(parent),
      m_run(run),
      m_heading(new TextLabel(tr("Model").toUpper(), TextLabel::Strong | TextLabel::Small | TextLabel::Secondary, this)),
      m_title(new TextLabel({}, TextLabel::Strong | TextLabel::Large | TextLabel::Wrap, this)),
      m_model(new FactsList({}, this)),
      m_heldOut(new FactsList(tr("Held out, bits per character"), this)),
      m_facts(new FactsList(tr("This text"), this)),
      m_findings(new FactsList(tr("Findings"), this)),
      m_refresh(new Throttle(kRefreshMilliseconds, [this] { showRun(); }, this)) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Model card"));
    m_title->setObjectName(QStringLiteral("modelName"));
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(6);
    column->addWidget(m_heading);
    column->addWidget(m_title);
    column->addWidget(m_model);
    column->addSpacing(14);
    column->addWidget(m_heldOut);
    column->addSpacing(14);
    column->addWidget(m_facts);
    column->addSpacing(14);
    column->addWidget(m_findings);
    column->addStretch(1);
    setWidget(content);
    connect(run, &RunViewModel::runReset, this, [this] {
        m_summedTo = m_promptTokens = m_written = 0;
        m_writtenBits = 0;
        // Those of the model before say nothing of this one, which may have fewer slots.
        m_settingsKnown = m_settingsKnown && m_run->hasModel() && m_choice.size() == m_run->model().info().slotInfos.size();
        showModel();
        showRun();
    });
    connect(run, &RunViewModel::findingsChanged, this, [this] { showFindings(); });
    connect(run, &RunViewModel::framesAppended, this, [this] { m_refresh->request(); });
    showModel();
    showRun();
}

/// However little room the column has, the name is not cut.
void ModelCardView::fitName() {
    const QMargins around = widget()->layout()->contentsMargins();
    const int wide = viewport()->width() - around.left() - around.right();
    const int high = m_title->hasHeightForWidth() ? m_title->heightForWidth(wide) : m_title->sizeHint().height();
    setMinimumHeight(around.top() + m_heading->sizeHint().height() + widget()->layout()->spacing() + high + around.top() / 2);
}

void ModelCardView::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    fitName();
}

void ModelCardView::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (changesAppearance(*event) && widget() != nullptr) fitName();
}

QString ModelCardView::modelTitle() const { return m_title->text(); }

void ModelCardView::setRunSettings(const BlockChoice& choice, const Sampling& sampling) {
    m_choice = choice;
    m_sampling = sampling;
    m_settingsKnown = true;
    showRun();
}

void ModelCardView::showModel() {
    if (!m_run->hasModel()) {
        m_title->setText(tr("No model"));
        m_model->setFacts({{QString(), tr("Open a checkpoint (Ctrl+O), or drop one here."), {}, true}});
        m_heldOut->setFacts({});
        return;
    }
    const Model& model = m_run->model();
    const NetworkInfo& info = model.info();
    const ModelCard& card = model.card;
    const QString path = QString::fromStdString(model.path);
    m_title->setText(breakable(QString::fromStdString(model.title())));
    fitName();
    m_title->setToolTip(tr("%1\nSHA-256 %2").arg(path, QString::fromStdString(model.sha256)));
    QString configuration;
    for (const auto& [name, value] : info.configuration)
        configuration += QStringLiteral("%1: %2\n").arg(QString::fromStdString(name), QString::fromStdString(value));
    const QString stored = QString::fromStdString(model.storedType), held = QString::fromLatin1(nameOf(model.weights));
    const QString weights = model.weights == WeightType::Float32 ? stored : stored.isEmpty() ? held : tr("%1, held as %2").arg(stored, held);
    m_model->setFacts({
        {tr("architecture"), architectureName(info.architecture), configuration.trimmed()},
        {tr("parameters"), formatCount(info.parameters), tr("%L1 weights").arg(info.parameters)},
        {tr("blocks × width"), QStringLiteral("%1 × %2").arg(info.blocks).arg(info.width)},
        {tr("vocabulary"), QLocale().toString(static_cast<qulonglong>(info.vocabulary))},
        {tr("weights"), weights, tr("as the file holds them, and as products do where they are rounded"), weights.size() > 16},
        {tr("tokens seen"), card.tokensSeen ? formatCount(*card.tokensSeen) : QString(), tr("in training")},
        {tr("licence"), QString::fromStdString(card.licence), {}, card.licence.size() > 16},
        {tr("training text"), QString::fromStdString(card.trainingText), {}, true},
    });
    m_heldOut->setFacts({
        {tr("all spiking"), heldOut(card, "all_snn"), tr("every site spiking")},
        {tr("all analog"), heldOut(card, "all_ann"), tr("every site analog")},
        {tr("random choices"), heldOut(card, "random_mean"), tr("mean of ten random choices of spiking and analog sites")},
    });
}

void ModelCardView::showFindings() {
    constexpr std::size_t kMost = 8;
    std::vector<FactsList::Fact> facts;
    const std::vector<Finding>& findings = m_run->findings().all();
    for (std::size_t i = 0; i < std::min(findings.size(), kMost); ++i) {
        const QString sentence = m_run->findings().sentence(findings[i]);
        const QString site = QString::fromStdString(siteName(findings[i], m_run->model().info()));
        // The name stands above; the sentence goes on without it.
        facts.push_back({site, sentence.startsWith(site) ? sentence.mid(site.size()).remove(0, 1).trimmed() : sentence,
                         sentence, true});
    }
    if (findings.size() > kMost)
        facts.push_back({tr("and %1 more").arg(findings.size() - kMost), tr("see the signs in the raster"), {}, true});
    m_findings->setFacts(facts);
}

void ModelCardView::showRun() {
    const RunHistory& history = m_run->liveHistory();
    for (m_summedTo = std::max(m_summedTo, history.begin()); m_summedTo < history.end(); ++m_summedTo) {
        if (history.isDropped(m_summedTo)) continue;
        const Frame& frame = history.frame(m_summedTo);
        if (frame.fromPrompt) {
            ++m_promptTokens;
        } else {
            ++m_written;
            if (std::isfinite(frame.surprisalBits)) m_writtenBits += static_cast<double>(frame.surprisalBits);
        }
    }
    std::vector<FactsList::Fact> facts;
    if (m_run->hasModel() && m_settingsKnown) {
        std::size_t spiking = 0;
        for (std::size_t slot = 0; slot < m_choice.size(); ++slot) spiking += m_choice[slot] == Form::Spiking;
        const QString form = spiking == m_choice.size() ? tr("all spiking")
                             : spiking == 0             ? tr("all analog")
                                                        : tr("%1 of %2 spiking").arg(spiking).arg(m_choice.size());
        facts.push_back({tr("form"), form, QString::fromStdString(m_choice.describe(m_run->model().info()))});
        facts.push_back({tr("sampling"), tr("T %1 · p %2").arg(m_sampling.temperature).arg(m_sampling.topP),
                         tr("temperature and top-p at the start of this text")});
        facts.push_back({tr("seed"), QString::number(m_sampling.seed)});
    }
    if (m_run->tokenCount() > 0) {
        facts.push_back({tr("prompt"), tr("%L1 tokens").arg(m_promptTokens)});
        facts.push_back({tr("written"), tr("%L1 tokens").arg(m_written)});
        if (m_written > 0)
            facts.push_back({tr("surprisal, written"), tr("%1 bits").arg(QLocale().toString(m_writtenBits / static_cast<double>(m_written), 'f', 2)),
                             tr("of the written tokens, each as the network rated it before temperature and top-p")});
    }
    if (history.end() > 0)
        facts.push_back({tr("in memory"), QLocale().formattedDataSize(static_cast<qint64>(history.bytes()), 0, QLocale::DataSizeTraditionalFormat),
                         history.begin() == 0 ? tr("spikes and potentials of the whole text")
                                              : tr("spikes of tokens %L1 to %L2; older ones come back from disk as you scroll to them").arg(history.begin()).arg(history.end() - 1)});
    m_facts->setFacts(facts);
}

}  // namespace spikeglass
