// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "network/intervention.h"
#include "viewmodels/selection.h"

namespace spikeglass {

class RunViewModel;

/// What the six effects are called, what their value means, and sentences about interventions. Values are dimensionless,
/// tau in timesteps.
struct EffectWords {
    Intervention::Effect effect;
    QString id;         // "silence", as --intervene takes it
    QString name;       // "silence", as a person reads it
    QString valueName;  // empty: the effect takes no value
    double least = 0, most = 0, usual = 0;
};
const std::vector<EffectWords>& effectWords();
const EffectWords& wordsOf(Intervention::Effect effect);
std::optional<Intervention::Effect> effectOfId(const QString& id);

/// "silence 2.time_mix/0–15, 40" ; long lists of neurons are counted: "clamp 41 neurons of 2.mlp at 0.5".
QString sentenceOf(const Intervention& intervention, const RunViewModel& run);
/// One intervention per selected site; a site selected whole is named whole. Sites without a membrane are left out where
/// the effect is on membranes.
std::vector<Intervention> interventionsOn(const Selection& selection, Intervention::Effect effect, double value,
                                          const RunViewModel& run);

}  // namespace spikeglass
