// SPDX-License-Identifier: Apache-2.0
#include "text/bpe_definition.h"

#include "text/bpe_definition_events.h"
#include "text/utf8.h"

namespace spikeglass {

namespace {

using Json = nlohmann::json;

const Json& part(const Json& object, const char* name) {
    static const Json absent;
    const auto found = object.find(name);
    return found == object.end() ? absent : *found;
}

tl::unexpected<Error> failType(const std::string& place, const char* expected, const Json& found) {
    return fail(place + " is " + (found.is_null() ? "missing" : std::string("of type ") + found.type_name()) +
                ", expected " + expected);
}

/// The value of a switch, or what holds where it is absent or null.
Result<bool> flag(const Json& object, const char* name, bool otherwise, const std::string& place) {
    const Json& value = part(object, name);
    if (value.is_null()) return otherwise;
    if (!value.is_boolean()) return failType(place + "." + name, "true or false", value);
    return value.get<bool>();
}

/// Calls visit for a stage of the pipeline, or for each stage of a sequence of them. Errors: a stage without a type;
/// those of visit.
template <class Visit>
Result<void> forEachStage(const Json& stage, const std::string& place, const char* listName, Visit visit) {
    if (stage.is_null()) return {};
    if (!stage.is_object()) return failType(place, "an object or null", stage);
    const Json& type = part(stage, "type");
    if (!type.is_string()) return failType(place + ".type", "a string", type);
    const std::string& name = type.get_ref<const std::string&>();
    if (name != "Sequence") return visit(name, stage);
    const Json& list = part(stage, listName);
    if (!list.is_array()) return failType(place + "." + listName, "an array", list);
    for (const Json& inner : list)
        if (Result<void> done = forEachStage(inner, place + "." + listName, listName, visit); !done) return done;
    return {};
}

tl::unexpected<Error> failStage(const char* what, const std::string& type, const char* supported) {
    return fail(std::string("its ") + what + " " + quoteText(type) + " is not supported, only " + supported + " is");
}

Result<void> readStages(const Json& tree, BpeDefinition& definition) {
    Result<void> done = forEachStage(part(tree, "normalizer"), "normalizer", "normalizers",
                                     [&](const std::string& type, const Json&) -> Result<void> {
                                         if (type != "NFC") return failStage("normalizer", type, "NFC");
                                         definition.composeNfc = true;
                                         return {};
                                     });
    if (!done) return done;

    int cutters = 0;
    done = forEachStage(part(tree, "pre_tokenizer"), "pre_tokenizer", "pretokenizers",
                        [&](const std::string& type, const Json& stage) -> Result<void> {
                            if (type != "ByteLevel") return failStage("pre_tokenizer", type, "ByteLevel");
                            if (!part(stage, "add_prefix_space").is_boolean())
                                return failType("pre_tokenizer.add_prefix_space", "true or false",
                                                part(stage, "add_prefix_space"));
                            const Result<bool> cutWords = flag(stage, "use_regex", true, "pre_tokenizer");
                            if (!cutWords) return tl::unexpected(cutWords.error());
                            definition.addPrefixSpace = stage["add_prefix_space"].get<bool>();
                            definition.cutWords = *cutWords;
                            ++cutters;
                            return {};
                        });
    if (!done) return done;
    if (cutters != 1)
        return fail("its pre_tokenizer has " + std::to_string(cutters) + " ByteLevel stages, expected one");

    const auto onlyByteLevel = [](const char* what) {
        return [what](const std::string& type, const Json&) -> Result<void> {
            if (type != "ByteLevel") return failStage(what, type, "ByteLevel");
            return {};
        };
    };
    done = forEachStage(part(tree, "post_processor"), "post_processor", "processors", onlyByteLevel("post_processor"));
    if (!done) return done;
    return forEachStage(part(tree, "decoder"), "decoder", "decoders", onlyByteLevel("decoder"));
}

Result<AddedToken> readAddedToken(const Json& entry, const std::string& place) {
    if (!entry.is_object()) return failType(place, "an object", entry);
    const Json& id = part(entry, "id");
    if (!id.is_number_integer()) return failType(place + ".id", "a whole number", id);
    if (!id.is_number_unsigned() || id.get<std::uint64_t>() >= static_cast<std::uint64_t>(BpeDefinition::kMaxTokens))
        return fail(place + ".id is " + id.dump() + ", expected 0 to " + std::to_string(BpeDefinition::kMaxTokens - 1));
    const Json& content = part(entry, "content");
    if (!content.is_string()) return failType(place + ".content", "a string", content);

    AddedToken token;
    token.id = id.get<std::int32_t>();
    token.content = content.get<std::string>();
    const Result<bool> special = flag(entry, "special", false, place);
    if (!special) return tl::unexpected(special.error());
    const std::pair<const char*, bool*> flags[] = {{"single_word", &token.singleWord},
                                                   {"lstrip", &token.stripLeft},
                                                   {"rstrip", &token.stripRight},
                                                   {"normalized", &token.normalized}};
    token.normalized = !*special;
    for (const auto& [name, value] : flags) {
        const Result<bool> read = flag(entry, name, *value, place);
        if (!read) return tl::unexpected(read.error());
        *value = *read;
    }
    return token;
}

Result<void> readAddedTokens(const Json& list, BpeDefinition& definition) {
    if (list.is_null()) return {};
    if (!list.is_array()) return failType("added_tokens", "an array", list);
    for (std::size_t i = 0; i < list.size(); ++i) {
        Result<AddedToken> token = readAddedToken(list[i], "added_tokens[" + std::to_string(i) + "]");
        if (!token) return tl::unexpected(token.error());
        if (!token->content.empty()) definition.addedTokens.push_back(std::move(*token));
    }
    return {};
}

/// Options of Hugging Face's BPE model that would change the ids and are not byte-level BPE's: only off is accepted.
Result<void> checkModelOptions(const Json& model) {
    for (const char* const name : {"byte_fallback", "ignore_merges"}) {
        const Result<bool> on = flag(model, name, false, "model");
        if (!on) return tl::unexpected(on.error());
        if (*on) return fail(std::string("its model.") + name + " is true, which is not supported");
    }
    for (const char* const name : {"continuing_subword_prefix", "end_of_word_suffix"}) {
        const Json& affix = part(model, name);
        if (affix.is_null() || (affix.is_string() && affix.get_ref<const std::string&>().empty())) continue;
        return fail(std::string("its model.") + name + " is set, which is not supported");
    }
    const Json& dropout = part(model, "dropout");
    if (!dropout.is_null() && !(dropout.is_number() && dropout.get<double>() == 0.0))
        return fail("its model.dropout is set, which is not supported");
    return {};
}

Result<void> readModel(const Json& model, BpeDefinitionEvents& events, BpeDefinition& definition) {
    if (!model.is_object()) return failType("model", "an object", model);
    const Json& type = part(model, "type");
    if (!type.is_null() && !type.is_string()) return failType("model.type", "a string", type);
    if (type.is_string() && type != "BPE") return failStage("model", type.get_ref<const std::string&>(), "BPE");
    if (!events.hasVocabulary) return failType("model.vocab", "an object of pieces and ids", part(model, "vocab"));
    if (!events.hasMerges) return failType("model.merges", "an array", part(model, "merges"));
    definition.vocabulary = std::move(events.vocabulary);
    definition.merges = std::move(events.merges);

    const Json& unknown = part(model, "unk_token");
    if (!unknown.is_null() && !unknown.is_string()) return failType("model.unk_token", "a string or null", unknown);
    if (unknown.is_string()) definition.unknownPiece = unknown.get<std::string>();
    const Result<bool> fuse = flag(model, "fuse_unk", false, "model");
    if (!fuse) return tl::unexpected(fuse.error());
    definition.fuseUnknown = *fuse;
    return checkModelOptions(model);
}

}  // namespace

Result<BpeDefinition> readBpeDefinition(std::string_view json) {
    BpeDefinitionEvents events;
    BpeDefinition definition;
    Result<void> done = events.read(json);
    if (done && !events.tree.is_object()) done = failType("it", "an object", events.tree);
    if (done) done = readModel(part(events.tree, "model"), events, definition);
    if (done) done = readStages(events.tree, definition);
    if (done) done = readAddedTokens(part(events.tree, "added_tokens"), definition);
    if (!done) return fail("the tokenizer.json is refused: " + done.error().message);
    return definition;
}

}  // namespace spikeglass
