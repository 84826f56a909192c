// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_source.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <utility>

#include "engine/comparison.h"
#include "engine/frame_maker.h"
#include "figures/figure_files.h"
#include "figures/ladder_rows.h"
#include "io/examination.h"

namespace spikeglass::figures {
namespace {

constexpr qint64 kLargestRecipe = 256 << 20;  // bytes

/// Remembers the folder of a file, and returns its name.
QString remember(Recipe& recipe, const QString& path) {
    const QFileInfo info(path);
    if (!recipe.search.contains(info.absolutePath())) recipe.search << info.absolutePath();
    return info.fileName();
}

/// A name given with its folder, or that of a file where one stands, is remembered as what lies in that folder.
void rememberGiven(Recipe& recipe, QString& name) {
    if (name.contains(QLatin1Char('/')) || (!name.isEmpty() && QFileInfo::exists(name))) name = remember(recipe, name);
}

/// Where a file of that name lies; empty: nowhere.
QString locate(const Recipe& recipe, const QString& name) {
    if (name.isEmpty()) return {};
    for (const QString& folder : recipe.search)
        if (const QString path = QDir(folder).filePath(name); QFileInfo::exists(path)) return path;
    return QFileInfo::exists(name) ? name : QString();
}

Result<std::shared_ptr<const Model>> openModel(Recipe& recipe, const QString& name, const QString& given) {
    const QString path = given.isEmpty() ? locate(recipe, name) : given;
    if (path.isEmpty() && name.isEmpty()) return fail("the recording is not beside the recipe; name it, or the checkpoint with --model");
    if (path.isEmpty())
        return fail("the checkpoint " + name.toStdString() + " is neither beside the recipe nor where it says; name it with --model");
    auto model = loadModel(path.toStdString(), {.weights = recipe.weights});
    if (model) recipe.modelFile = remember(recipe, path);
    return model;
}

/// The checkpoint of lane B.
Result<std::shared_ptr<const Model>> openOther(Recipe& recipe) {
    const QString path = locate(recipe, recipe.other->modelFile);
    if (path.isEmpty()) return fail("the checkpoint " + recipe.other->modelFile.toStdString() + " is neither beside the recipe nor where it says");
    recipe.other->modelFile = remember(recipe, path);
    return loadModel(path.toStdString(), {.weights = recipe.weights});
}

/// The tokens of a recipe that gives a prompt and how many to draw.
Result<void> drawTokens(Recipe& recipe, const std::shared_ptr<const Model>& model) {
    auto prompt = model->encodePrompt(recipe.prompt.toStdString());
    if (!prompt) return tl::unexpected(prompt.error());
    auto script = scriptOf(recipe, model->info());
    if (!script) return tl::unexpected(script.error());
    Experiment experiment{BlockChoice::allSpiking(model->info()), {}, {}};
    if (const Experiment* first = script->at(0)) experiment = *first;
    FrameMaker maker(model, experiment);
    recipe.promptTokens = static_cast<std::int64_t>(prompt->size());
    recipe.tokens = *prompt;
    for (std::int64_t n = 0; n < recipe.promptTokens + recipe.drawnTokens && !maker.generator().windowFull(); ++n) {
        if (const Experiment* now = script->at(n); now != nullptr && *now != experiment) maker.setExperiment(experiment = *now);
        if (n >= recipe.promptTokens) recipe.tokens.push_back(maker.generator().draw());
        maker.read(recipe.tokens[static_cast<std::size_t>(n)], n < recipe.promptTokens, false);
    }
    recipe.drawnTokens = 0;
    return {};
}

/// A change may come with the next token after the last one, as a run can end with it.
Result<void> changesWithin(const Recipe& recipe, std::size_t tokens) {
    for (const Recipe::Change& change : recipe.changes)
        if (std::cmp_greater(change.token, tokens))
            return fail("the recipe has a change at token " + std::to_string(change.token) + " of " + std::to_string(tokens) + " tokens");
    return {};
}

void describeRun(Recipe& recipe, const FigureData& data) {
    recipe.modelSha256 = QString::fromStdString(data.modelSha256);
    recipe.modelName = QString::fromStdString(data.modelTitle);
    recipe.weights = data.model->weights;
    recipe.tokens = data.script.tokens;
    recipe.promptTokens = data.script.promptTokens;
    recipe.changes = changesOf(data.script, data.model->info());
}

Result<FigureData> readRecording(FigureSource& source, const std::stop_token& stop) {
    Recipe& recipe = source.recipe;
    if (!recipe.tokens.empty()) {
        auto tokens = source.run->reader.tokens();
        if (!tokens) return tl::unexpected(tokens.error());
        if (*tokens != recipe.tokens || recipe.modelSha256.toStdString() != source.run->header().modelSha256)
            return fail(source.run->path + ": its text or its model is not the recipe's");
    }
    if (auto within = changesWithin(recipe, static_cast<std::size_t>(source.run->tokens())); !within) return tl::unexpected(within.error());
    const auto [from, to] = rangeOf(recipe);
    auto data = dataOfRecording(*source.run, from, to, stop);
    if (!data) return data;
    describeRun(recipe, *data);
    recipe.prompt = QString::fromStdString(data->prompt);
    if (!recipe.other) return data;
    if (recipe.other->recording.isEmpty())
        return fail(source.run->path + ": a recording is compared with another recording; block choices need its checkpoint (leave \"recording\" out)");
    const QString path = locate(recipe, recipe.other->recording);
    if (path.isEmpty()) return fail(recipe.other->recording.toStdString() + ": no such file");
    auto other = openRecordedRun(path.toStdString());
    if (!other) return tl::unexpected(other.error());
    recipe.other->recording = remember(recipe, path);
    if (auto added = addOther(*data, *source.run, *other); !added) return tl::unexpected(added.error());
    return data;
}

Result<FigureData> dataOfRows(const Recipe& recipe, Result<std::vector<LadderRow>> rows) {
    if (!rows) return tl::unexpected(rows.error());
    FigureData data;
    data.ladder = std::move(*rows);
    data.ladderPricing = recipe.panels[0].pricing.toStdString();
    return data;
}

/// "SpikeDecoder, switchable, all analog, 1 intervention": what it is comes first, so that nothing cut off is missed.
std::string describeOther(const Recipe::Other& other, const LaneSettings& lane) {
    std::string words = lane.model->title();
    if (!other.blockChoice.empty()) {
        const std::string name = nameOf(lane.choice, lane.model->info());
        words += name == "ann" ? ", all analog" : name == "snn" ? ", all spiking" : ", " + name;
    }
    const std::size_t count = other.interventions.size();
    if (count == 1) words += ", " + other.interventions.front();
    if (count > 1) words += ", " + std::to_string(count) + " interventions";
    return words;
}

/// What the spool holds of a text, if it is this one and holds enough; the same as computing it anew gives.
std::optional<FigureData> fromSpool(const FigureSource& source, const TextScript& script, const std::stop_token& stop) {
    if (source.inputs.spool.now.empty() || source.recipe.other) return std::nullopt;
    const auto run = openOwnRecording(source.inputs.spool, source.inputs.model);
    const auto size = static_cast<std::int64_t>(script.tokens.size());
    auto [from, to] = rangeOf(source.recipe);
    if (to < 0) to = size;
    if (!run || run->tokens() < to || to > size) return std::nullopt;
    const auto tokens = run->reader.tokens();
    if (!tokens || !std::equal(script.tokens.begin(), script.tokens.begin() + to, tokens->begin())) return std::nullopt;
    auto data = dataOfRecording(*run, from, to, stop);
    if (!data || !holdsWhatIsShown(*data, source.recipe)) return std::nullopt;
    data->model = source.inputs.model;
    data->modelSha256 = data->model->sha256, data->modelTitle = data->model->title();
    data->script = script, data->tokens = size;
    return std::move(*data);
}

Result<FigureData> compute(FigureSource& source, const QString& given, const std::stop_token& stop) {
    Recipe& recipe = source.recipe;
    const bool known = source.inputs.model && given.isEmpty();
    auto model = known ? Result<std::shared_ptr<const Model>>(source.inputs.model) : openModel(recipe, recipe.modelFile, given);
    if (!model) return tl::unexpected(model.error());
    if (!recipe.modelSha256.isEmpty() && recipe.modelSha256.toStdString() != (*model)->sha256)
        return fail((*model)->path + ": not the checkpoint of the recipe (another SHA-256)");
    if (recipe.tokens.empty())
        if (auto drawn = drawTokens(recipe, *model); !drawn) return tl::unexpected(drawn.error());
    auto script = scriptOf(recipe, (*model)->info());
    if (!script) return tl::unexpected(script.error());
    if (auto within = changesWithin(recipe, recipe.tokens.size()); !within) return tl::unexpected(within.error());
    if (script->changes.empty() || script->changes.front().token > 0)
        script->changes.insert(script->changes.begin(), {0, {BlockChoice::allSpiking((*model)->info()), {}, {}}});
    std::optional<LaneSettings> lane;
    if (recipe.other && !recipe.other->recording.isEmpty())
        return fail(recipe.other->recording.toStdString() + ": a recording is compared with another recording, and that of lane A is not there");
    if (recipe.other) {
        auto other = recipe.other->modelFile.isEmpty() ? *model : source.inputs.other ? Result<std::shared_ptr<const Model>>(source.inputs.other) : openOther(recipe);
        if (!other) return tl::unexpected(other.error());
        auto choice = choiceOf(recipe.other->blockChoice, (*other)->info());
        if (!choice) return tl::unexpected(choice.error());
        auto interventions = interventionsOf(recipe.other->interventions, (*other)->info());
        if (!interventions) return tl::unexpected(interventions.error());
        lane = LaneSettings{*other, *choice, std::move(*interventions), LaneSettings::Text::Same, {}};
    }
    const auto [from, to] = rangeOf(recipe);
    auto spooled = known ? fromSpool(source, *script, stop) : std::nullopt;
    auto data = spooled ? Result<FigureData>(std::move(*spooled)) : dataOfScript(*model, *script, from, to, lane, stop);
    if (!data) return data;
    data->prompt = recipe.prompt.toStdString();
    if (lane) data->otherName = describeOther(*recipe.other, *lane);
    describeRun(recipe, *data);
    return data;
}

Result<FigureSource> openExamined(const QString& input) {
    const std::string name = input.toStdString();
    auto opened = openRegularFile(input);
    if (!opened) return tl::unexpected(opened.error());
    QFile& file = **opened;
    const QByteArray head = file.peek(8);
    FigureSource source;
    source.recipe.preset = figurePresets().first();
    if (head.startsWith("\x89HDF")) {
        auto run = openRecordedRun(name);
        if (!run) return tl::unexpected(run.error());
        source.recipe.recording = remember(source.recipe, input);
        source.run = std::move(*run);
        return source;
    }
    if (file.size() > kLargestRecipe) return fail(name + ": expected a recipe or a recording, found a file of more than 256 MiB");
    const QByteArray bytes = file.readAll();
    if (bytes.trimmed().startsWith('[')) {
        source.recipe.table = remember(source.recipe, input);
        source.recipe.panels[0].view = QStringLiteral("ladder");
        return source;
    }
    auto recipe = readRecipe(bytes, input);
    if (!recipe) return tl::unexpected(recipe.error());
    source.recipe = std::move(*recipe);
    const QDir folder = QFileInfo(input).absoluteDir();
    QStringList search{folder.absolutePath()};
    for (const QString& other : source.recipe.search) search << QDir::cleanPath(folder.absoluteFilePath(other));
    source.recipe.search = search;
    return source;
}

}  // namespace

std::pair<std::int64_t, std::int64_t> rangeOf(const Recipe& recipe) {
    std::int64_t from = recipe.panels[0].from, to = recipe.panels[0].to;
    for (const FigureSpec& panel : recipe.panels) {
        from = std::min(from, panel.from);
        to = panel.to < 0 || to < 0 ? -1 : std::max(to, panel.to);
    }
    return {from, to};
}

bool holdsWhatIsShown(const FigureData& data, const Recipe& recipe) {
    const auto every = [&](const auto& holds) { return std::all_of(data.frames.begin(), data.frames.end(), holds); };
    for (const FigureSpec& panel : recipe.panels) {
        if (panel.view == QLatin1String("membrane") && !every([](const Frame& f) { return !f.potential.empty(); })) return false;
        if (panel.view == QLatin1String("energy") && !every([](const Frame& f) { return !f.twinOperations.empty(); })) return false;
        if (panel.view == QLatin1String("compare") && data.other.empty()) return false;
    }
    return true;
}

Result<FigureSource> openSource(const QString& input) {
    return readExamined(input.toStdString(), [&](const Examined&) { return openExamined(input); });
}

Result<FigureData> readSource(FigureSource& source, const QString& model, const std::stop_token& stop) {
    Recipe& recipe = source.recipe;
    if (!source.inputs.table.isEmpty()) return dataOfRows(recipe, readLadderRows(source.inputs.table, recipe.table, recipe.panels[0].pricing));
    if (!recipe.table.isEmpty()) {
        const QString path = locate(recipe, recipe.table);
        if (path.isEmpty()) return fail(recipe.table.toStdString() + ": no such file");
        return readExamined(path.toStdString(), [&](const Examined&) -> Result<FigureData> {
            const auto file = openRegularFile(path);
            if (!file) return tl::unexpected(file.error());
            recipe.table = remember(recipe, path);
            return dataOfRows(recipe, readLadderRows((*file)->readAll(), path, recipe.panels[0].pricing));
        });
    }
    if (recipe.other) rememberGiven(recipe, recipe.other->recording);
    if (!source.run && model.isEmpty() && !recipe.recording.isEmpty())
        if (const QString path = locate(recipe, recipe.recording); !path.isEmpty()) {
            auto run = openRecordedRun(path.toStdString());
            if (!run) return tl::unexpected(run.error());
            source.run = std::move(*run);
        }
    return source.run ? readRecording(source, stop) : compute(source, model, stop);
}

QStringList filesOf(const Recipe& recipe) {
    QStringList files{locate(recipe, recipe.recording), locate(recipe, recipe.table), locate(recipe, recipe.modelFile)};
    if (recipe.other) files << locate(recipe, recipe.other->recording) << locate(recipe, recipe.other->modelFile);
    files.removeAll(QString());
    return files;
}

Recipe relocated(const Recipe& recipe, const QString& folder) {
    Recipe moved = recipe;
    moved.search.clear();
    for (const QString& one : recipe.search)
        if (const QString path = QDir(folder).relativeFilePath(one); path != QLatin1String(".") && !path.isEmpty() && !moved.search.contains(path)) moved.search << path;
    return moved;
}

}  // namespace spikeglass::figures
