// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/engine_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include "energy/pricing_model.h"

namespace spikeglass {
namespace {

constexpr const char* kContext = "spikeglass::Engine";

/// Of findings, the longer before what they contain. %1 to %4: numbers and names, without spaces.
constexpr const char* kPhrases[] = {
    QT_TRANSLATE_NOOP("spikeglass::Engine", "; %1, before it, never fires"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "; %1, before it, always fires"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "; %1, before it, passes nothing on either"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "%1 never fires"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "%1 always fires"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "%1 passes nothing on"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "%1 gives several positions one code"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", " share one code"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "not once in %1 tokens"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "; its largest potential was %1 of threshold %2"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "every neuron at every timestep of %1 tokens"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "; its smallest potential was %1 of threshold %2"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "the same %1 of %2 possible spikes for each of %3 tokens"),
    QT_TRANSLATE_NOOP("spikeglass::Engine",  // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one sentence
                      "its input is the binary embedding, the same at each timestep, so its potential reaches at most %1 "
                      "after %2 timesteps of tau %3, below the threshold %4"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "; with residual degree 2 nothing of the text passes it"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "the binary code cannot tell them apart"),
    QT_TRANSLATE_NOOP("spikeglass::Engine",
                      ", because the bits of its numbers are padded with zeros on the right, as published"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "their rows of the embedding have the same signs"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "; and %1 more groups"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "positions %1"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "%1 and %2 more"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "%1 and %2"),
};

// Looked up by what the engine calls them.
[[maybe_unused]] constexpr const char* kPricings[] = {
    QT_TRANSLATE_NOOP("spikeglass::Engine", "compute only, fp32, 45 nm"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "compute only, fp16, 45 nm"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "compute only, int8, 45 nm"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "compute + memory, fp32, weights in 1 MB SRAM"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "compute + memory, fp32, weights in DRAM"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "Loihi, per synaptic operation"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "SpiNNaker, per synaptic operation"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "SpiNNaker 2, per synaptic operation"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "CPU, per synaptic operation"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "GPU, per synaptic operation"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "as published: SpikeDecoder (its script and its slips)"),
    QT_TRANSLATE_NOOP("spikeglass::Engine", "as published: SpikeGPT (rate × MACs as accumulates)"),
};

/// The engine writes numbers with a point; names keep theirs.
QString localNumber(QString written) {
    static const QRegularExpression decimal(QStringLiteral("^(-?[0-9]+)[.]([0-9]+)(?=[%,]?$)"));
    return written.replace(decimal, QStringLiteral("\\1") + QLocale().decimalPoint() + QStringLiteral("\\2"));
}

/// Every place where the phrase stands, said in the window's language.
void say(const char* phrase, QString& sentence) {
    const QString english = QString::fromUtf8(phrase), said = QCoreApplication::translate(kContext, phrase);
    if (said == english) return;
    QString pattern = QRegularExpression::escape(english);
    for (int i = 1; i <= 4; ++i)
        pattern.replace(QStringLiteral("\\%%1").arg(i), QStringLiteral("(?<v%1>[^\\s;()]+)").arg(i));
    const QRegularExpression expression(pattern);
    qsizetype from = 0;
    for (auto match = expression.match(sentence); match.hasMatch(); match = expression.match(sentence, from)) {
        QString filled = said;
        for (int i = 1; i <= match.lastCapturedIndex(); ++i)
            filled.replace(QStringLiteral("%%1").arg(i), localNumber(match.captured(QStringLiteral("v%1").arg(i))));
        sentence.replace(match.capturedStart(), match.capturedLength(), filled);
        from = match.capturedStart() + filled.size();
    }
}

}  // namespace

QString pricingName(const PricingModel& pricing) {
    return QCoreApplication::translate(kContext, std::string(pricing.name).c_str());
}

bool isRatioMarked(bool twinInFull, const PricingModel& pricing) { return twinInFull && pricing.rule == PricingModel::Rule::Operations; }

QString ratioMark() {
    return QCoreApplication::translate("spikeglass::Engine", "*: the checkpoint has no analog weights to run its twin with, so the twin's products are counted in full, and the ratio is up to 1.3 times too good");
}

QString findingInWords(const std::string& sentence) {
    QString said = QString::fromStdString(sentence);
    for (const char* phrase : kPhrases) say(phrase, said);
    return said;
}

QString withinBanner(const QString& sentence) {
    constexpr qsizetype kHead = 400, kTail = 200;
    if (sentence.size() <= kHead + kTail) return sentence;
    QString head = sentence.left(kHead), tail = sentence.right(kTail);
    if (head.back().isHighSurrogate()) head.chop(1);
    if (tail.front().isLowSurrogate()) tail.remove(0, 1);
    return head + QStringLiteral(" (…) ") + tail;
}

}  // namespace spikeglass
