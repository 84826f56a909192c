# SPDX-License-Identifier: Apache-2.0
"""SpikeDecoder for convert.py: a published configuration and state dict, or one of models/training's ladder.

The configuration is read with the published defaults and the published exceptions to them; the shape of every tensor then
follows from it, and a tensor that differs, is missing or is one too many is refused by name.
"""
import json
import math
import re
import sys

from convert_common import (BadInput, Checkpoint, card_of, characters_tokenizer, check_floats, check_shapes, read_json,
                            to_numpy, words_tokenizer)

KINDS = ("spiking", "partial", "ann", "switchable")
ALPHABETS = {30: "abcdefghijklmnopqrstuvwxyz.'P ", 32: "abcdefghijklmnopqrstuvwxyz.'SEP "}
ALPHABETS[33] = ALPHABETS[32]  # published code takes it for every size but 30; its last id is then never used
NORMALIZATIONS = {"layer": "layer", "batch": "batch", "power": "power", "powernorm": "power"}
LONGEST, WIDEST = 1 << 16, 1 << 16  # positions and channels that the program takes
# Settings that change neither the shape of a trained network nor what it computes.
WITHOUT_EFFECT = {"attn_dropout", "dropout", "dim_out", "device", "backend", "track_frequency", "spikeglass"}
# Parts of a state dict that inference has no use for: counters, masks, and a neuron that nothing reads.
UNUSED = re.compile(r"\.(mask|num_batches_tracked|iters|ema_gz|proj_LIF\.v_threshold)$")


class Settings:
    """The entries of a configuration, checked one by one as they are asked for."""

    def __init__(self, entries, path):
        self.entries, self.path, self.known = entries, path, set(WITHOUT_EFFECT)

    def fail(self, name, expected):
        raise BadInput(f"{self.path}: {name} is {json.dumps(self.entries[name])[:60]}; expected {expected}")

    def given(self, name):
        self.known.add(name)
        return self.entries.get(name) is not None

    def integer(self, name, default, low, high):
        value = self.entries[name] if self.given(name) else default
        if value is None:
            raise BadInput(f"{self.path}: {name} is missing; expected a whole number from {low} to {high}")
        if type(value) is not int or not low <= value <= high:
            self.fail(name, f"a whole number from {low} to {high}")
        return value

    def real(self, name, default, low, high):
        value = self.entries[name] if self.given(name) else default
        if type(value) not in (int, float) or not low <= value <= high:
            self.fail(name, f"a number from {low:g} to {high:g}")
        return float(value)

    def truth(self, name, default=False):
        value = self.entries[name] if self.given(name) else default
        if value not in (True, False):  # also 1 and 0
            self.fail(name, "true or false")
        return bool(value)

    def choice(self, name, default, choices):
        value = self.entries[name] if self.given(name) else default
        if value not in choices:
            if name not in self.entries:
                raise BadInput(f"{self.path}: {name} is missing; expected {' or '.join(choices)}")
            self.fail(name, "one of " + ", ".join(choices))
        return value


def bits(count):
    return math.ceil(math.log2(count))


def embedding(s, configuration):
    """Kinds and widths of the spiking embedding; its token and position parts stand side by side, or are summed."""
    V, S = configuration["vocabulary"], configuration["positions"]
    token = s.choice("encodingType", "two-hot", ("one-hot", "two-hot", "binary", "binary-left", "learned", "float"))
    position = s.choice("position_encoding_strategy", "linear", ("linear", "binary", "binary-left", "static", "learned"))
    token_width = s.integer("tok_embed_dim", 30, 1, WIDEST)
    position_width = s.integer("pos_embed_dim", 30, 1, WIDEST)
    combined = s.truth("combine_position")
    if combined:
        position_width = token_width  # published: also where the parts are not summed
    bias = s.real("pos_bias", 0.0, -1e6, 1e6)
    floats = s.truth("float_embedding")
    token_width = {"one-hot": V * S, "two-hot": V, "binary": bits(V), "binary-left": bits(V)}.get(token, token_width)
    position_width = {"linear": S, "binary": bits(S), "binary-left": bits(S)}.get(position, position_width)
    if token == "one-hot":
        position, position_width = "none", 0
    if floats and token != "learned" and position == "learned":
        position = "float"  # with learned tokens the published code makes both binary all the same
    combined = combined and token in ("learned", "float") and position in ("static", "learned", "float")
    configuration.update(token_embedding=token, position_embedding=position, token_width=token_width,
                         position_width=position_width, combine_position=combined, position_bias=bias)
    return token_width if combined else token_width + position_width


def read_configuration(s):
    """What the entries mean: the attributes of /configuration, the slots, and whether thresholds were learned."""
    kind = s.choice("kind", None, KINDS)
    if s.truth("SMHA_only"):
        raise BadInput(f"{s.path}: SMHA_only is true; such models (spiking attention between analog parts whose timesteps "
                       "are never recombined) are not supported")
    degree = {"spiking": 4, "ann": 0, "switchable": 4}.get(kind)
    stated = s.integer("spike_degree", 0 if degree is None else degree, 0, 4)
    degree = stated if degree is None else degree
    if kind == "spiking" and stated != 4 or kind == "ann" and stated != 0:
        raise BadInput(f"{s.path}: spike_degree is {stated}, which contradicts the kind {kind}")
    both = kind == "switchable"
    words = s.entries["dictionary"] if s.given("dictionary") else None
    if words is not None and not isinstance(words, list):
        s.fail("dictionary", "a list of words")
    V = s.integer("vocab_size", len(words) if words else None, 1, 1_000_000)
    c = {"vocabulary": len(words) if words else V, "positions": s.integer("max_len", None, 1, LONGEST)}

    stepped = degree >= 2  # timesteps exist from the spiking attention on
    timesteps = s.integer("timesteps", 2, 1, 64)
    residual = s.integer("spiking_residuals", 0, 0, 2)
    first = s.truth("firstBlock_spiking_res")
    mode = s.choice("spike_mode", "average", ("average", "accumulate", "concatenate", "final"))
    scale = s.real("attention_scale", 0.125, 1e-6, 1e6)
    spiking_head = s.truth("spiking_head", kind != "partial")
    if kind == "partial":
        spiking_head = degree == 4 or degree >= 2 and spiking_head
        if not (s.entries.get("spikeglass") or s.given("token_shift")):
            scale = 0.125  # the published partial models do not pass theirs on
    elif kind == "ann":
        spiking_head = False
    reunite = s.truth("float_reunite") and stepped
    if reunite and not spiking_head:
        raise BadInput(f"{s.path}: float_reunite is true, but there is no spiking head whose neurons would reunite the timesteps")

    learned_position = s.truth("learned_embedding") or s.truth("learned_position")
    analog_position = s.choice("analog_position", "learned" if learned_position else "static", ("static", "learned"))
    width = embedding(s, c)
    own_width = s.integer("embed_dim", 8, 1, WIDEST) if s.given("embed_dim") or kind == "ann" else width
    if degree == 0:
        width = own_width
        c.update(token_embedding="none", position_embedding="none", token_width=0, position_width=0,
                 combine_position=False, position_bias=0.0)
    if width > WIDEST:
        raise BadInput(f"{s.path}: these settings make a width of {width}; expected at most {WIDEST}")
    heads = s.integer("heads", 2, 1, WIDEST)
    if width % heads:
        raise BadInput(f"{s.path}: heads is {heads}, which does not divide the width {width}")
    normalization = s.entries["normalization"] if s.given("normalization") else "layer"
    if not isinstance(normalization, str) or normalization.lower() not in NORMALIZATIONS:
        s.fail("normalization", "layer, batch or PowerNorm")
    c.update(width=width, blocks=s.integer("blocks", 1, 1, 4096), heads=heads,
             hidden=(s.integer("dim_hid", 4, 0, 4096) or 4) * width, timesteps=timesteps if stepped else 1,
             analog_position=analog_position, residual_degree=residual if stepped else 0,
             first_block_residual=first and stepped, normalization=NORMALIZATIONS[normalization.lower()],
             attention_scale=scale, spike_mode=mode if stepped else "average", float_reunite=reunite,
             token_shift=s.integer("token_shift", 0, 0, 1), tau=2.0, v_threshold=1.0)

    def form(spiking):
        return "both" if both else "snn" if spiking else "ann"

    slots = {"embedding": form(degree >= 1)}
    for i in range(c["blocks"]):
        slots[f"blocks.{i}.attention"], slots[f"blocks.{i}.mlp"] = form(degree >= 2), form(degree >= 3)
    slots["head"] = form(spiking_head)
    return c, slots, s.truth("learning_MSLIF") and stepped


def tokenizer_of(content, vocabulary, path):
    """The alphabet or the dictionary that the configuration states, else the published one of this size."""
    entries = content.get("config", content)
    wanted = content.get("normalization") if "config" in content else None
    if isinstance(wanted, dict):
        wanted = wanted.get("text")
    if entries.get("dictionary"):
        words = entries["dictionary"]
        if wanted not in (None, "spikedecoder-words"):
            raise BadInput(f"{path}: normalization is {str(wanted)[:40]!r}; expected spikedecoder-words beside a dictionary")
        return words_tokenizer(words, f"{path}: dictionary", untypable=[w for w in words if w == "P"])
    alphabet = content.get("alphabet", ALPHABETS.get(vocabulary))
    if alphabet is None:
        return None
    if not isinstance(alphabet, (str, list)):
        raise BadInput(f"{path}: alphabet is {str(alphabet)[:40]!r}; expected a text or a list of characters")
    alphabet = list(alphabet)
    published = set(map(str, alphabet)) <= set(ALPHABETS[33])
    wanted = wanted or ("spikedecoder-characters" if published else "none")
    if wanted not in ("none", "spikedecoder-characters"):
        raise BadInput(f"{path}: normalization is {str(wanted)[:40]!r}; expected none or spikedecoder-characters")
    special = [c for c in alphabet if c in ("P", "S", "E")] if wanted != "none" else []
    tokenizer = characters_tokenizer(alphabet, f"{path}: alphabet", wanted, special)
    if "alphabet" not in content:
        tokenizer.size = vocabulary
    return tokenizer


def shapes_of(c, slots, learned):
    """Name -> shape of every tensor that these settings need, under the names of docs/checkpoint-format.md."""
    V, S, E, H = c["vocabulary"], c["positions"], c["width"], c["hidden"]
    shapes = {}

    def linear(name, rows, columns):
        shapes[f"{name}.weight"], shapes[f"{name}.bias"] = (rows, columns), (rows,)

    def norm(name, width):
        inside = f"{name}.1" if c["normalization"] == "batch" else name
        shapes[f"{inside}.weight"] = shapes[f"{inside}.bias"] = (width,)
        if c["normalization"] == "batch":
            shapes[f"{inside}.running_mean"] = shapes[f"{inside}.running_var"] = (width,)
        elif c["normalization"] == "power":
            shapes[f"{inside}.running_phi"] = (1, width, 1, 1)

    def neurons(prefix, *names):
        shapes.update({f"{prefix}{name}.v_threshold": () for name in names if learned})

    if slots["embedding"] != "ann":
        if c["token_embedding"] in ("learned", "float"):
            shapes["embedder.tok_embed.weight"] = (V, c["token_width"])
        if c["position_embedding"] in ("learned", "float"):
            shapes["embedder.pos_table.weight"] = (S, c["position_width"])
    if slots["embedding"] != "snn":
        shapes["embedder.token_embedding_table.weight"] = (V, E)
        if c["analog_position"] == "learned":
            shapes["embedder.positional_encoding.weight"] = (S, E)
    for i in range(c["blocks"]):
        block, degree = f"blocks.{i}.", c["residual_degree"]
        for form, prefix in (("snn", "SMHA."), ("ann", "NSMHA.")):
            if slots[block + "attention"] in (form, "both"):
                for part in ("query", "key", "value", "proj"):
                    linear(f"{block}{prefix}{part}_L", E, E)
                    norm(f"{block}{prefix}{part}_Norm", E)
        if slots[block + "attention"] != "ann":
            neurons(block, *(["SMHA_LIF", "SMHA.output_LIF"] if degree == 2 else ["SMHA.input_LIF"]))
            neurons(block + "SMHA.", "query_LIF", "key_LIF", "value_LIF", "att_LIF")
            if i == 0 and c["first_block_residual"]:
                neurons(block, "resLIF")
        if slots[block + "mlp"] != "ann":
            first, norm1, second, norm2 = (2, 3, 7, 8) if degree == 0 else (1, 2, 6, 7)
            linear(f"{block}MLP.net.{first}", H, E)
            norm(f"{block}MLP.net.{norm1}", H)
            linear(f"{block}MLP.net.{second}", E, H)
            norm(f"{block}MLP.net.{norm2}", E)
            neurons(block, *(["MLP.net.0", "MLP.net.5"] if degree == 0 else ["blockLIF", "MLP.net.4", "MLP.net.9"]))
        if slots[block + "mlp"] != "snn":
            linear(f"{block}NSMLP.net.0", H, E)
            linear(f"{block}NSMLP.net.2", E, H)
    if slots["head"] != "ann":
        neurons("", "Head.gen_LIF")
    linear("Head.gen_FC", V, E * (c["timesteps"] if c["spike_mode"] == "concatenate" else 1))
    return shapes


def rename(state, c, slots, path):
    """The tensors under our names, and our name -> the file's. Published names changed over time, and with dropout."""
    renamed, names = {}, {}
    for name, value in state.items():
        if UNUSED.search(name):
            continue
        target = name.replace(".proj_N.", ".proj_Norm.").replace(".resLif.", ".resLIF.")
        target = {"embedder.pos_embed.weight": "embedder.pos_table.weight",
                  "embedder.position_embedding_table.weight": "embedder.positional_encoding.weight"}.get(target, target)
        if slots["blocks.0.attention"] == "ann":
            target = re.sub(r"^(blocks\.[0-9]+\.)SMHA\.", r"\1NSMHA.", target)
        if slots["blocks.0.mlp"] == "ann":
            target = re.sub(r"^(blocks\.[0-9]+\.)MLP\.net\.", r"\1NSMLP.net.", target)
        if c["residual_degree"] > 0:  # training with dropout put it before the last neurons
            target = re.sub(r"^(blocks\.[0-9]+\.MLP\.net\.)10\.v_threshold$", r"\g<1>9.v_threshold", target)
        if target in renamed:
            raise BadInput(f"{path}: holds both {names[target][:80]!r} and {name[:80]!r}, which are the same")
        if target.endswith(".v_threshold") and tuple(value.shape) == (1,):
            value = value.reshape(())
        if target == "embedder.positional_encoding.weight" and name == target and value.dim() == 2:
            rows = c["positions"]  # published: as many rows as tokens, of which the first max_len are used
            if value.shape[0] < rows:
                raise BadInput(f"{path}: {name} has shape {list(value.shape)}; expected at least {rows} rows, one for each "
                               "position of max_len")
            value = value[:rows]
        renamed[target], names[target] = value, name
    return renamed, names


def spikedecoder(state, options, _forms):
    path = options.input
    content, _ = read_json(options.config)
    entries = content.get("config", content) if isinstance(content, dict) else None
    if not isinstance(entries, dict) or "kind" not in entries:
        raise BadInput(f"{options.config}: is no SpikeDecoder configuration: expected an object \"config\" with \"kind\"")
    settings = Settings(entries, options.config)
    configuration, slots, learned = read_configuration(settings)
    tokenizer = None if options.tokenizer else tokenizer_of(content, configuration["vocabulary"], options.config)
    state, names = rename(state, configuration, slots, path)
    check_floats(state, path)
    shapes = shapes_of(configuration, slots, learned)
    own_head = {f"NHead.gen_FC.{part}": shapes[f"Head.gen_FC.{part}"] for part in ("weight", "bias")}
    if slots["head"] == "both" and any(name in state for name in own_head):
        shapes.update(own_head)
    if not learned:
        found = next((names[name] for name in state if name.endswith(".v_threshold")), None)
        if found:
            raise BadInput(f"{path}: holds {found[:80]!r}, but learning_MSLIF is not true in {options.config}")
    check_shapes(state, shapes, path, "a SpikeDecoder of this configuration", names)
    for name, value in state.items():
        if name.endswith((".running_var", ".running_phi")) and bool((value < 0).any()):
            raise BadInput(f"{path}: {names[name]} holds {float(value.min()):g}; expected variances from 0")
    weights = to_numpy({name: state[name] for name in shapes}, path, options.stored)
    card = card_of(content["card"], f"{options.config}: card") if content.get("card") is not None else None
    known = settings.known | {"embed_dim", "mlp_dropout"} | ({"alphabet", "text", "card"} if entries is content else set())
    ignored = sorted(set(entries) - known)
    if ignored:
        print(f"note: {options.config}: {', '.join(map(repr, ignored))[:200]} has no meaning here and is ignored", file=sys.stderr)
    return Checkpoint("spikedecoder", configuration, slots, weights, tokenizer, card)
