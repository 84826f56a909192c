// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/import_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <map>

#include "viewmodels/number_format.h"

namespace spikeglass {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(spikeglass::Import)
};

struct Said {
    const char *title, *hint;
};

const std::map<std::string, Said>& words() {
    static const std::map<std::string, Said> all = {
        {"forms", {QT_TRANSLATE_NOOP("spikeglass::Import", "Trained as"), QT_TRANSLATE_NOOP("spikeglass::Import", "Forms that can be switched on later; the published networks spike")}},
        {"flavour", {QT_TRANSLATE_NOOP("spikeglass::Import", "Runs"), QT_TRANSLATE_NOOP("spikeglass::Import", "The released inference script computes something else than training did")}},
        {"rescale_every", {QT_TRANSLATE_NOOP("spikeglass::Import", "Halve every"), QT_TRANSLATE_NOOP("spikeglass::Import", "Blocks after which the residual stream is halved; the released script: 6; 0: never")}},
        {"float_embedding", {QT_TRANSLATE_NOOP("spikeglass::Import", "Embedding"), QT_TRANSLATE_NOOP("spikeglass::Import", "Whether the embedding stays as it is or becomes binary")}},
        {"attention", {QT_TRANSLATE_NOOP("spikeglass::Import", "Attention"), QT_TRANSLATE_NOOP("spikeglass::Import", "Both forms have the same weights")}},
        {"head", {QT_TRANSLATE_NOOP("spikeglass::Import", "Head"), QT_TRANSLATE_NOOP("spikeglass::Import", "Both forms have the same weights")}},
        {"heads", {QT_TRANSLATE_NOOP("spikeglass::Import", "Attention heads"), QT_TRANSLATE_NOOP("spikeglass::Import", "Attention has the same weights however many share them")}},
        {"encodingType", {QT_TRANSLATE_NOOP("spikeglass::Import", "Tokens"), QT_TRANSLATE_NOOP("spikeglass::Import", "How a token becomes spikes (encodingType); the width allows these")}},
        {"position_encoding_strategy", {QT_TRANSLATE_NOOP("spikeglass::Import", "Positions"), QT_TRANSLATE_NOOP("spikeglass::Import", "How a position becomes spikes (position_encoding_strategy)")}},
        {"max_len", {QT_TRANSLATE_NOOP("spikeglass::Import", "Window"), QT_TRANSLATE_NOOP("spikeglass::Import", "Tokens that the network was trained to look back on (max_len)")}},
        {"timesteps", {QT_TRANSLATE_NOOP("spikeglass::Import", "Timesteps"), QT_TRANSLATE_NOOP("spikeglass::Import", "Steps of the neurons within one token")}},
        {"spike_mode", {QT_TRANSLATE_NOOP("spikeglass::Import", "Reading out"), QT_TRANSLATE_NOOP("spikeglass::Import", "What the head makes of the timesteps (spike_mode)")}},
        {"spiking_residuals", {QT_TRANSLATE_NOOP("spikeglass::Import", "Residual degree"), QT_TRANSLATE_NOOP("spikeglass::Import", "Where the residual stream passes neurons (spiking_residuals)")}},
        {"firstBlock_spiking_res", {QT_TRANSLATE_NOOP("spikeglass::Import", "First residual"), QT_TRANSLATE_NOOP("spikeglass::Import", "Whether the first block's residual passes neurons of its own")}},
        {"float_reunite", {QT_TRANSLATE_NOOP("spikeglass::Import", "Reunited as"), QT_TRANSLATE_NOOP("spikeglass::Import", "Whether timesteps are reunited before the head as numbers (float_reunite)")}},
        {"token_shift", {QT_TRANSLATE_NOOP("spikeglass::Import", "Token shift"), QT_TRANSLATE_NOOP("spikeglass::Import", "1: half of the channels come from the token before; not in published networks")}},
        {"attention_scale", {QT_TRANSLATE_NOOP("spikeglass::Import", "Attention scale"), QT_TRANSLATE_NOOP("spikeglass::Import", "Factor of the attention's sums; published: 0.125")}},
        {"pos_bias", {QT_TRANSLATE_NOOP("spikeglass::Import", "Position bias"), QT_TRANSLATE_NOOP("spikeglass::Import", "Taken from a static position before its threshold (pos_bias)")}},
    };
    return all;
}

const Said& wordsFor(const std::string& name) {
    static const Said nothing{"", ""};
    const auto found = words().find(name);
    return found == words().end() ? nothing : found->second;
}

}  // namespace

QString questionTitle(const ImportQuestion& question) { return Words::tr(wordsFor(question.name).title); }

QString questionHint(const ImportQuestion& question) { return Words::tr(wordsFor(question.name).hint); }

QString choiceName(const ImportQuestion& question, const QString& choice) {
    const std::string& name = question.name;
    if (name == "float_embedding") return choice == QLatin1String("true") ? Words::tr("as it is") : Words::tr("binary");
    if (name == "float_reunite") return choice == QLatin1String("true") ? Words::tr("numbers") : Words::tr("spikes");
    if (question.kind == ImportQuestion::Kind::Truth) return choice == QLatin1String("true") ? Words::tr("yes") : Words::tr("no");
    if (choice == QLatin1String("snn")) return Words::tr("spiking (SNN)");
    if (choice == QLatin1String("ann")) return Words::tr("analog (ANN)");
    if (choice == QLatin1String("both")) return Words::tr("both, switchable");
    if (choice == QLatin1String("trained")) return Words::tr("as it was trained");
    if (choice == QLatin1String("released")) return Words::tr("as the released script runs it");
    if (choice == QLatin1String("own")) return Words::tr("otherwise");
    if (choice == QLatin1String("learned")) return Words::tr("learned, binary");
    if (choice == QLatin1String("float")) return Words::tr("learned, numbers");
    if (choice == QLatin1String("average")) return Words::tr("their mean");
    if (choice == QLatin1String("accumulate")) return Words::tr("their sum");
    if (choice == QLatin1String("final")) return Words::tr("the last one");
    if (choice == QLatin1String("none")) return Words::tr("within the tokens");
    if (name == "spiking_residuals") {
        if (choice == QLatin1String("0")) return Words::tr("0: sums of numbers");
        return choice == QLatin1String("1") ? Words::tr("1: spikes around the MLP") : Words::tr("2: spikes around attention too");
    }
    return choice;
}

QString tokenizerName(ImportModel::Tokenizer kind, const WeightFacts& facts, bool hasConfig) {
    switch (kind) {
        case ImportModel::Tokenizer::Configured:
            return hasConfig ? Words::tr("as the configuration says") : Words::tr("the published alphabet of %1").arg(facts.vocabulary);
        case ImportModel::Tokenizer::Card: return Words::tr("the characters in its card");
        case ImportModel::Tokenizer::File: return Words::tr("a tokenizer or list of characters");
        case ImportModel::Tokenizer::Text: return Words::tr("the characters of a text");
        case ImportModel::Tokenizer::None: break;
    }
    return Words::tr("none: token ids only");
}

std::vector<std::pair<QString, QString>> factsInWords(const WeightFacts& facts) {
    const bool decoder = facts.architecture == "spikedecoder";
    std::vector<std::pair<QString, QString>> rows{
        {Words::tr("architecture"), decoder ? QStringLiteral("SpikeDecoder") : QStringLiteral("SpikeGPT")},
        {Words::tr("parameters"), formatCount(facts.parameters)},
        {Words::tr("vocabulary"), QLocale().toString(static_cast<qlonglong>(facts.vocabulary))},
        {Words::tr("width"), QLocale().toString(static_cast<qlonglong>(facts.width))},
        {Words::tr("blocks"), QLocale().toString(static_cast<qlonglong>(facts.blocks))},
        {Words::tr("hidden"), QLocale().toString(static_cast<qlonglong>(facts.hidden))},
    };
    if (decoder) {
        const auto name = [](const DecoderTraits::Forms& forms) {
            return forms.analog && forms.spiking ? QStringLiteral("ANN + SNN") : forms.spiking ? QStringLiteral("SNN") : QStringLiteral("ANN");
        };
        rows.emplace_back(Words::tr("token embedding"), name(facts.decoder.embedding));
        if (!facts.decoder.attentionIsPlain || facts.decoder.mlp.spiking || !facts.decoder.embedding.spiking)
            rows.emplace_back(Words::tr("attention"), name(facts.decoder.attention));
        rows.emplace_back(Words::tr("MLP"), name(facts.decoder.mlp));
        rows.emplace_back(Words::tr("normalisation"), QString::fromStdString(facts.decoder.normalization));
        rows.emplace_back(Words::tr("thresholds"), facts.decoder.learnedThresholds ? Words::tr("learned") : QStringLiteral("1"));
    }
    rows.emplace_back(Words::tr("stored as"), QString::fromStdString(facts.types));
    rows.emplace_back(Words::tr("file"), QLocale().formattedDataSize(static_cast<qint64>(facts.bytes), 1, QLocale::DataSizeTraditionalFormat));
    return rows;
}

}  // namespace spikeglass
