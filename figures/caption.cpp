// SPDX-License-Identifier: Apache-2.0
#include "figures/caption.h"

#include <algorithm>
#include <cmath>

#include "base/version.h"
#include "figures/plot.h"
#include "figures/run_totals.h"

namespace spikeglass::figures {
namespace {

constexpr qsizetype kLongestQuote = 60;  // characters

struct Words {
    const char* view;
    const char* words;
};
constexpr Words kWords[] = {{"raster", "Spikes of all neurons"},
                            {"membrane", "Membrane potentials, after reset, with spikes and thresholds"},
                            {"rates", "Firing rates per site and over time"},
                            {"energy", "Energy per token, by part of the network"},
                            {"operations", "Operations per token"},
                            {"ladder", "Bits per character against energy per token"},
                            {"compare", "Spikes of two variants on the same tokens, and where they differ"},
                            {"candidates", "Likeliest next tokens"},
                            {"text", "The text, coloured by a measure"}};

QString wordsOf(const QString& view) {
    for (const Words& one : kWords)
        if (view == QLatin1String(one.view)) return QLatin1String(one.words);
    return view;
}

bool showsEnergy(const FigureSpec& panel) {
    return panel.view == QLatin1String("energy") || panel.view == QLatin1String("ladder") ||
           (panel.view == QLatin1String("text") && panel.measure == QLatin1String("energy"));
}

QString pricingWords(const QString& id) {
    const auto pricing = findPricing(id);
    if (!pricing) return {};
    return QStringLiteral(", energy priced by \u201c%1\u201d (%2)")
        .arg(QString::fromUtf8((*pricing)->name.data(), static_cast<qsizetype>((*pricing)->name.size())),
             QString::fromUtf8((*pricing)->source.data(), static_cast<qsizetype>((*pricing)->source.size())));
}

QString percent(double share) { return QString::number(100 * share, 'f', 1) + QStringLiteral("%"); }

}  // namespace

QString captionTitle(const Recipe& recipe, const FigureData& data) {
    const QString what = wordsOf(recipe.panels[0].view);
    return data.modelTitle.empty() ? what : what + QStringLiteral(": ") + QString::fromStdString(data.modelTitle);
}

QString caption(const Recipe& recipe, const FigureData& data) {
    QStringList shown;
    for (std::size_t p = 0; p < recipe.panels.size(); ++p) {
        const QChar letter((recipe.preset.upperLetters ? 'A' : 'a') + static_cast<int>(p));
        shown << (recipe.panels.size() > 1 ? QStringLiteral("(%1) ").arg(letter) : QString()) + wordsOf(recipe.panels[p].view);
    }
    QString text = shown.join(QStringLiteral("; "));
    const auto energetic = std::find_if(recipe.panels.begin(), recipe.panels.end(), showsEnergy);
    const QString pricing = energetic == recipe.panels.end() ? QString() : pricingWords(energetic->pricing);
    const QString program = QStringLiteral(" (Spikeglass %1).").arg(QLatin1String(kVersion));
    if (!data.model) return text + QStringLiteral(" of %1 variants").arg(data.ladder.size()) + pricing + program;

    const NetworkInfo& info = data.model->info();
    const auto model = findPricing(energetic == recipe.panels.end() ? FigureSpec().pricing : energetic->pricing);
    const RunTotals totals = totalsOf(info, data.frames, model ? **model : pricingModels().front());
    text += QStringLiteral(" of %1 (%2, %3 parameters) on tokens %4 to %5")
                .arg(QString::fromStdString(data.modelTitle), info.architecture == "spikegpt" ? QStringLiteral("SpikeGPT") : info.architecture == "spikedecoder" ? QStringLiteral("SpikeDecoder") : QString::fromStdString(info.architecture),
                     shortCount(static_cast<double>(info.parameters)).trimmed())
                .arg(data.from())
                .arg(data.to() - 1);
    QString prompt = QString::fromStdString(data.prompt).simplified();
    if (prompt.size() > kLongestQuote) prompt = prompt.left(kLongestQuote - 1).trimmed() + QChar(0x2026);
    if (!prompt.isEmpty()) {
        text += QStringLiteral(" of the text after \u201c%1\u201d").arg(prompt);
        if (const Experiment* first = data.script.at(0); first != nullptr) text += QStringLiteral(" (seed %1)").arg(first->sampling.seed);
    }
    if (std::any_of(recipe.panels.begin(), recipe.panels.end(), [](const FigureSpec& panel) { return panel.view == QLatin1String("compare"); }))
        text += QStringLiteral(" (A), beside %1 (B)").arg(data.otherName.empty() ? QStringLiteral("the same model") : QString::fromStdString(data.otherName));
    text += info.timesteps == 1 ? QStringLiteral(", one timestep per token") : QStringLiteral(", %1 timesteps per token").arg(info.timesteps);
    text += QStringLiteral("; mean firing rate %1 of the LIF neurons, %2 spikes per token").arg(percent(totals.meanRate), shortCount(std::round(totals.spikesPerToken)).trimmed());
    if (!totals.operations.empty()) {
        OperationCounts sum;
        for (const OperationCounts& counts : totals.operations) sum += counts;
        const auto per = [&](std::int64_t count) { return shortCount(std::round(static_cast<double>(count) / static_cast<double>(totals.tokens))).trimmed(); };
        text += QStringLiteral("; %1 accumulates and %2 multiply-accumulates per token").arg(per(sum.ac), per(sum.mac));
    }
    return text + pricing + program;
}

QByteArray citations() {
    return "@article{zhu2023spikegpt,\n"
           "  title = {{SpikeGPT}: Generative Pre-trained Language Model with Spiking Neural Networks},\n"
           "  author = {Zhu, Rui-Jie and Zhao, Qihang and Li, Guoqi and Eshraghian, Jason K.},\n"
           "  journal = {arXiv preprint arXiv:2302.13939},\n"
           "  year = {2023}\n"
           "}\n"
           "@article{beger2026spikedecoder,\n"
           "  title = {{SpikeDecoder}},\n"
           "  author = {Beger and Walter and Knoll},\n"
           "  journal = {arXiv preprint arXiv:2606.12287},\n"
           "  year = {2026}\n"
           "}\n";
}

}  // namespace spikeglass::figures
