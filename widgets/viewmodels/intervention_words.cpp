// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/intervention_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "viewmodels/run_view_model.h"

namespace spikeglass {
namespace {

using Effect = Intervention::Effect;

constexpr std::size_t kMostRanges = 3;  // in a sentence; more are counted

struct Words {
    Q_DECLARE_TR_FUNCTIONS(spikeglass::Interventions)
};

/// "0–15, 40"; empty where that would be too long.
QString ranges(const std::vector<std::uint32_t>& neurons) {
    QStringList said;
    for (std::size_t i = 0; i < neurons.size();) {
        std::size_t end = i + 1;
        while (end < neurons.size() && neurons[end] == neurons[end - 1] + 1) ++end;
        said << (end - i == 1 ? QString::number(neurons[i]) : QStringLiteral("%1–%2").arg(neurons[i]).arg(neurons[end - 1]));
        if (said.size() > static_cast<qsizetype>(kMostRanges)) return {};
        i = end;
    }
    return said.join(QStringLiteral(", "));
}

}  // namespace

const std::vector<EffectWords>& effectWords() {
    static std::vector<EffectWords> words;
    static QString language;
    if (words.empty() || language != QLocale().name()) {
        language = QLocale().name();
        words = {
            {Effect::Silence, QStringLiteral("silence"), Words::tr("silence"), {}},
            {Effect::Force, QStringLiteral("force"), Words::tr("force to fire"), {}},
            {Effect::ClampPotential, QStringLiteral("clamp"), Words::tr("clamp potential"), Words::tr("potential"), -100, 100, 0},
            {Effect::ShiftThreshold, QStringLiteral("threshold"), Words::tr("shift threshold"), Words::tr("threshold higher by"), -100, 100, 0.5},
            {Effect::SetTau, QStringLiteral("tau"), Words::tr("change tau"), Words::tr("tau, timesteps"), 1, 1000, 4},
            {Effect::AddNoise, QStringLiteral("noise"), Words::tr("add noise"), Words::tr("standard deviation"), 0, 100, 0.5},
        };
    }
    return words;
}

const EffectWords& wordsOf(Effect effect) {
    const std::vector<EffectWords>& all = effectWords();
    return *std::find_if(all.begin(), all.end(), [&](const EffectWords& words) { return words.effect == effect; });
}

std::optional<Effect> effectOfId(const QString& id) {
    for (const EffectWords& words : effectWords())
        if (words.id == id) return words.effect;
    return std::nullopt;
}

QString sentenceOf(const Intervention& intervention, const RunViewModel& run) {
    const EffectWords& words = wordsOf(intervention.effect);
    const QString site = run.siteLabel(static_cast<std::size_t>(intervention.site));
    QString place = site;
    if (!intervention.neurons.empty()) {
        const QString named = ranges(intervention.neurons);
        place = named.isEmpty() ? Words::tr("%1 neurons of %2").arg(intervention.neurons.size()).arg(site)
                                : site + QLatin1Char('/') + named;
    }
    if (words.valueName.isEmpty()) return Words::tr("%1: %2").arg(words.name, place);
    return Words::tr("%1: %2, %3 %4").arg(words.name, place, words.valueName,
                                   QLocale().toString(static_cast<double>(intervention.value), 'g', 4));
}

std::vector<Intervention> interventionsOn(const Selection& selection, Effect effect, double value, const RunViewModel& run) {
    std::vector<Intervention> made;
    if (!run.hasModel()) return made;
    const std::vector<SiteInfo>& sites = run.model().info().sites;
    for (const Selection::Site& picked : selection.sites) {
        const SiteInfo& site = sites[picked.site];
        if (!site.hasMembrane && effect != Effect::Silence && effect != Effect::Force) continue;
        Intervention one;
        one.site = static_cast<int>(picked.site);
        if (picked.neurons.size() < site.width) one.neurons = picked.neurons;
        one.effect = effect;
        one.value = wordsOf(effect).valueName.isEmpty() ? 0.0F : static_cast<float>(value);
        made.push_back(std::move(one));
    }
    return made;
}

}  // namespace spikeglass
