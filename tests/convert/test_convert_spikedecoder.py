# SPDX-License-Identifier: Apache-2.0
"""models/convert.py spikedecoder from outside: published and ladder models, and a sentence for whatever contradicts."""
import json
import math
import os
import subprocess
import unittest

import convert_case  # first: skips where PyTorch is not installed
from convert_case import CLI, ROOT
import h5py
import numpy as np
import torch

GOLDEN = ROOT / "tests" / "data" / "golden"
GOLDENS = ("ann", "partial_degree1", "partial_degree2", "spikedecoder_full", "spikedecoder_learned_threshold",
           "spikedecoder_powernorm_concat", "spikedecoder_residual1", "spikedecoder_twohot_batch")
ALPHABET = "abcdefghijklmnopqrstuvwxyz.'P "
V, S = 30, 12


def spiking(**more):
    """A small model of the published kind `spiking`: width 8 + 4, hidden 24."""
    return {"kind": "spiking", "vocab_size": V, "max_len": S, "encodingType": "learned", "position_encoding_strategy": "static",
            "tok_embed_dim": 8, "pos_embed_dim": 4, "heads": 2, "blocks": 2, "timesteps": 3, "dim_hid": 2, **more}


def partial(degree, **more):
    return spiking(kind="partial", spike_degree=degree, **more)


def analog(**more):
    return {"kind": "ann", "vocab_size": V, "max_len": S, "embed_dim": 12, "heads": 2, "blocks": 2, "dim_hid": 2, **more}


def published_state(config, width, token=None, position=None):
    """The tensors that the modules of the published code register, as far as the configuration makes them.

    width: E. token, position: shapes of the learned embeddings, where there are any.
    """
    c = {"kind": None, "spike_degree": 4, "spiking_residuals": 0, "normalization": "layer", "blocks": 1, "timesteps": 2,
         "learning_MSLIF": False, "spike_mode": "average", "firstBlock_spiking_res": False, "mlp_dropout": 0, **config}
    degree = {"spiking": 4, "ann": 0}.get(c["kind"], c["spike_degree"])
    head = c.get("spiking_head", c["kind"] == "spiking") or degree == 4 and c["kind"] == "partial"
    E, H, residual = width, (c.get("dim_hid") or 4) * width, c["spiking_residuals"]
    state, random = {}, torch.Generator().manual_seed(4)

    def tensor(name, *shape):
        state[name] = torch.rand(shape, generator=random) + 0.5  # positive, as variances are

    def linear(name, rows, columns):
        tensor(name + ".weight", rows, columns)
        tensor(name + ".bias", rows)

    def norm(name, size):
        inside = name + ".1" if c["normalization"] == "batch" else name
        tensor(inside + ".weight", size)
        tensor(inside + ".bias", size)
        if c["normalization"] == "batch":
            tensor(inside + ".running_mean", size)
            tensor(inside + ".running_var", size)
            state[inside + ".num_batches_tracked"] = torch.tensor(7)
        elif c["normalization"] != "layer":
            tensor(inside + ".running_phi", 1, size, 1, 1)
            tensor(inside + ".ema_gz", 1, size, 1, 1)
            state[inside + ".iters"] = torch.zeros(1, dtype=torch.int64)

    def neuron(name):
        if c["learning_MSLIF"]:
            tensor(name + ".v_threshold")

    if degree == 0:
        tensor("embedder.token_embedding_table.weight", V, E)
        if c.get("learned_embedding"):
            tensor("embedder.positional_encoding.weight", V, E)
    if token:
        tensor("embedder.tok_embed.weight", *token)
    if position:
        tensor("embedder.pos_table.weight", *position)
    for i in range(c["blocks"]):
        block, attention = f"blocks.{i}.", "SMHA." if degree > 1 else "NSMHA."
        state[block + attention + "mask"] = torch.ones(1, 1, S, S).tril()
        for part in ("query", "key", "value", "proj"):
            linear(f"{block}{attention}{part}_L", E, E)
            norm(f"{block}{attention}{part}_Norm", E)
            if degree > 1:
                neuron(f"{block}SMHA.{part}_LIF")
        if degree > 1:
            neuron(block + "SMHA.att_LIF")
            neuron(block + ("SMHA.output_LIF" if residual > 1 else "SMHA.input_LIF"))
            if residual > 1:
                neuron(block + "SMHA_LIF")
            if i == 0 and c["firstBlock_spiking_res"]:
                neuron(block + ("resLif" if c["kind"] == "partial" else "resLIF"))
        if degree > 2:
            first = 2 if residual == 0 else 1
            linear(f"{block}MLP.net.{first}", H, E)
            norm(f"{block}MLP.net.{first + 1}", H)
            linear(f"{block}MLP.net.{first + 5}", E, H)
            norm(f"{block}MLP.net.{first + 6}", E)
            neurons = [0, 5] if residual == 0 else [4, 10 if c["mlp_dropout"] else 9]
            for place in neurons:
                neuron(f"{block}MLP.net.{place}")
            if residual > 0:
                neuron(block + "blockLIF")
        else:
            mlp = "MLP.net." if degree == 2 else "NSMLP.net."
            linear(f"{block}{mlp}0", H, E)
            linear(f"{block}{mlp}2", E, H)
    if head and degree > 1:
        neuron("Head.gen_LIF")
    linear("Head.gen_FC", V, E * (c["timesteps"] if c["spike_mode"] == "concatenate" and degree > 1 else 1))
    return state


def ladder_state(config):
    """A switchable model of models/training: both forms of everything."""
    state = published_state(config | {"kind": "spiking"}, 12, (V, 8))
    state |= {name: value for name, value in published_state(analog(), 12).items() if ".NS" in name}
    state["embedder.pos_embed.weight"] = torch.rand(S, 4)
    state["embedder.token_embedding_table.weight"] = torch.rand(V, 12)
    state["embedder.position_embedding_table.weight"] = torch.rand(S, 12)
    state["NHead.gen_FC.weight"], state["NHead.gen_FC.bias"] = torch.rand(V, 12), torch.rand(V)
    return state


class DecoderTest(convert_case.ConvertTest):
    architecture = "spikedecoder"

    def configuration(self, config, **top):
        return self.write("config.json", {"config": config, "alphabet": ALPHABET, **top})

    def converted(self, config, state, *options, **top):
        """The content of the checkpoint: configuration, slots, weights, the tokenizer's definition, the card."""
        with self.convert(state, "--config", self.configuration(config, **top), *options) as file:
            tokenizer = json.loads(bytes(file["tokenizer/definition"][:])) if "tokenizer" in file else None
            content = (dict(file["configuration"].attrs), dict(file["slots"].attrs),
                       {name: dataset[()] for name, dataset in self.datasets(file["weights"])}, tokenizer, dict(file["card"].attrs))
        if CLI and os.path.exists(CLI):  # the engine takes it
            result = subprocess.run([CLI, "info", str(self.output), "--json"], capture_output=True, text=True)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
        return content

    @staticmethod
    def datasets(group):
        return [(name, item) for name, item in group.items() if isinstance(item, h5py.Dataset)]

    def refuse_model(self, sentence, config, state, *options, **top):
        self.refuse(sentence, self.save(state), self.output, "--config", self.configuration(config, **top), *options)


class Golden(DecoderTest):
    def test_checkpoints_beside_the_tests_are_what_this_converter_writes(self):
        for name in GOLDENS:
            with self.subTest(name), h5py.File(GOLDEN / f"{name}.h5") as golden:
                state = {key: torch.from_numpy(np.asarray(dataset[()])) for key, dataset in self.datasets(golden["weights"])}
                if name == "partial_degree2":
                    state = {key.replace("NSMLP", "MLP"): value for key, value in state.items()}
                with self.convert(state, "--config", GOLDEN / f"{name}.json") as written:
                    for group in ("/", "configuration", "slots", "tokenizer"):
                        self.assertEqual(dict(written[group].attrs), dict(golden[group].attrs))
                    self.assertEqual(bytes(written["tokenizer/definition"][:]), bytes(golden["tokenizer/definition"][:]))
                    self.assertEqual(set(written["weights"]), set(golden["weights"]))
                    for key, dataset in self.datasets(golden["weights"]):
                        np.testing.assert_array_equal(written["weights"][key][()], dataset[()])


class Content(DecoderTest):
    def test_fully_spiking(self):
        config = spiking(attention_scale=0.25, pos_bias=0.5, track_frequency=True)
        state = published_state(config, 12, (V, 8))
        attributes, slots, weights, tokenizer, _ = self.converted(config, state)
        self.assertEqual(attributes, {
            "vocabulary": V, "positions": S, "width": 12, "blocks": 2, "heads": 2, "hidden": 24, "timesteps": 3,
            "token_embedding": "learned", "position_embedding": "static", "token_width": 8, "position_width": 4,
            "combine_position": False, "position_bias": 0.5, "analog_position": "static", "residual_degree": 0,
            "first_block_residual": False, "normalization": "layer", "attention_scale": 0.25, "spike_mode": "average",
            "float_reunite": False, "token_shift": 0, "tau": 2.0, "v_threshold": 1.0})
        self.assertEqual(set(slots), {"embedding", "head", *(f"blocks.{i}.{part}" for i in (0, 1) for part in ("attention", "mlp"))})
        self.assertEqual(set(slots.values()), {"snn"})
        self.assertEqual(tokenizer, {"characters": list(ALPHABET), "normalization": "spikedecoder-characters", "untypable": ["P"]})
        self.assertNotIn("blocks.0.SMHA.mask", weights)
        for name, value in weights.items():
            np.testing.assert_array_equal(value, state[name].numpy())

    def test_spike_degrees(self):
        expected = {0: ("ann",) * 4, 1: ("snn", "ann", "ann", "ann"), 2: ("snn", "snn", "ann", "ann"),
                    3: ("snn", "snn", "snn", "ann"), 4: ("snn",) * 4}
        for degree, forms in expected.items():
            with self.subTest(degree):
                config = partial(degree, attention_scale=0.5)
                state = published_state(config, 12, (V, 8) if degree else None)
                attributes, slots, weights, _, _ = self.converted(config, state)
                self.assertEqual((slots["embedding"], slots["blocks.1.attention"], slots["blocks.1.mlp"], slots["head"]), forms)
                self.assertEqual(attributes["timesteps"], 3 if degree > 1 else 1)
                self.assertEqual(attributes["attention_scale"], 0.125, "published partial models ignore theirs")
                self.assertEqual(attributes["token_embedding"], "learned" if degree else "none")
                self.assertEqual("blocks.0.NSMLP.net.2.weight" in weights, degree < 3)
        attributes, slots, *_ = self.converted(partial(3, spiking_head=True), published_state(partial(3, spiking_head=True), 12, (V, 8)))
        self.assertEqual(slots["head"], "snn")

    def test_analog(self):
        config = analog(normalization="batch")
        attributes, slots, weights, _, _ = self.converted(config, published_state(config, 12))
        self.assertEqual(set(slots.values()), {"ann"})
        self.assertEqual((attributes["timesteps"], attributes["token_embedding"], attributes["normalization"]), (1, "none", "batch"))
        config = analog(learned_embedding=True)
        state = published_state(config, 12)
        attributes, _, weights, _, _ = self.converted(config, state)
        self.assertEqual(attributes["analog_position"], "learned")
        np.testing.assert_array_equal(weights["embedder.positional_encoding.weight"],
                                      state["embedder.positional_encoding.weight"][:S].numpy())

    def test_embeddings(self):
        bits = math.ceil(math.log2(V))
        for encoding, strategy, more, token, position, kinds in (
                ("one-hot", "linear", {"heads": 6}, V * S, 0, ("one-hot", "none")),
                ("two-hot", "linear", {"heads": 3}, V, S, ("two-hot", "linear")),
                ("two-hot", "binary", {}, V, 4, ("two-hot", "binary")),
                ("two-hot", "learned", {}, V, 4, ("two-hot", "learned")),
                ("two-hot", "learned", {"float_embedding": True}, V, 4, ("two-hot", "float")),
                ("two-hot", "static", {"float_embedding": True}, V, 4, ("two-hot", "static")),
                ("two-hot", "static", {"combine_position": True}, V, 8, ("two-hot", "static")),
                ("binary", "linear", {"heads": 1}, bits, S, ("binary", "linear")),
                ("binary-left", "binary-left", {"heads": 3}, bits, 4, ("binary-left", "binary-left")),
                ("learned", "linear", {}, 8, S, ("learned", "linear")),
                ("learned", "binary", {}, 8, 4, ("learned", "binary")),
                ("learned", "learned", {"float_embedding": True}, 8, 4, ("learned", "learned")),
                ("float", "learned", {}, 8, 4, ("float", "learned"))):
            with self.subTest(encoding=encoding, strategy=strategy, **more):
                config = spiking(encodingType=encoding, position_encoding_strategy=strategy, blocks=1, dim_hid=1, **more)
                state = published_state(config, token + position, (V, 8) if encoding in ("learned", "float") else None,
                                        (S, position) if strategy == "learned" else None)
                attributes, *_ = self.converted(config, state)
                self.assertEqual((attributes["token_embedding"], attributes["position_embedding"]), kinds)
                self.assertEqual((attributes["width"], attributes["token_width"], attributes["position_width"]),
                                 (token + position, token, position))
                self.assertFalse(attributes["combine_position"])

    def test_combined_position(self):
        for strategy in ("static", "learned"):
            config = spiking(combine_position=True, position_encoding_strategy=strategy)
            state = published_state(config, 8, (V, 8), (S, 8) if strategy == "learned" else None)
            attributes, *_ = self.converted(config, state)
            self.assertTrue(attributes["combine_position"])
            self.assertEqual((attributes["width"], attributes["token_width"], attributes["position_width"]), (8, 8, 8))

    def test_residuals_norms_and_thresholds(self):
        for residual in (0, 1, 2):
            for normalization, kind in (("layer", "layer"), ("batch", "batch"), ("PowerNorm", "power")):
                with self.subTest(residual=residual, normalization=normalization):
                    config = spiking(spiking_residuals=residual, normalization=normalization, learning_MSLIF=True,
                                     firstBlock_spiking_res=True)
                    state = published_state(config, 12, (V, 8))
                    attributes, _, weights, _, _ = self.converted(config, state)
                    self.assertEqual((attributes["residual_degree"], attributes["normalization"]), (residual, kind))
                    self.assertTrue(attributes["first_block_residual"])
                    self.assertEqual("blocks.0.SMHA_LIF.v_threshold" in weights, residual == 2)
                    self.assertEqual("blocks.1.blockLIF.v_threshold" in weights, residual > 0)
                    self.assertIn("blocks.0.resLIF.v_threshold", weights)
                    self.assertNotIn("blocks.0.SMHA.proj_LIF.v_threshold", weights, "nothing reads it")
                    self.assertEqual(weights["Head.gen_LIF.v_threshold"].shape, ())

    def test_names_that_changed(self):
        config = partial(4, spiking_residuals=1, learning_MSLIF=True, mlp_dropout=0.1, firstBlock_spiking_res=True)
        state = published_state(config, 12, (V, 8))
        self.assertIn("blocks.0.resLif.v_threshold", state)
        state = {name.replace("proj_Norm", "proj_N"): value for name, value in state.items()}
        _, _, weights, _, _ = self.converted(config, state)
        for name in ("blocks.0.resLIF.v_threshold", "blocks.0.MLP.net.9.v_threshold", "blocks.0.SMHA.proj_Norm.bias"):
            self.assertIn(name, weights)
        state = {name.replace(".NSM", ".SM").replace(".SMLP", ".MLP"): value for name, value in published_state(analog(), 12).items()}
        self.assertIn("blocks.0.MLP.net.0.weight", state)
        self.assertIn("blocks.0.NSMLP.net.0.weight", self.converted(analog(), state)[2])

    def test_heads(self):
        for mode in ("average", "accumulate", "concatenate", "final"):
            config = spiking(spike_mode=mode, float_reunite=mode == "final")
            attributes, _, weights, _, _ = self.converted(config, published_state(config, 12, (V, 8)))
            self.assertEqual((attributes["spike_mode"], attributes["float_reunite"]), (mode, mode == "final"))
            self.assertEqual(weights["Head.gen_FC.weight"].shape, (V, 36 if mode == "concatenate" else 12))
        config = spiking(spiking_head=False)
        self.assertEqual(self.converted(config, published_state(config, 12, (V, 8)))[1]["head"], "ann")

    def test_switchable(self):
        config = spiking(kind="switchable", learning_MSLIF=True, token_shift=1, analog_position="learned",
                         position_encoding_strategy="learned")
        card = {"name": "ladder", "tokens_seen": 5, "held_out_bits_per_character": {"all_snn": 2.5}}
        attributes, slots, weights, tokenizer, described = self.converted(
            config, ladder_state(config), card=card, normalization={"text": "spikedecoder-characters"})
        self.assertEqual(set(slots.values()), {"both"})
        self.assertEqual((attributes["token_shift"], attributes["analog_position"]), (1, "learned"))
        for name in ("embedder.pos_table.weight", "embedder.positional_encoding.weight", "NHead.gen_FC.weight"):
            self.assertIn(name, weights)
        self.assertEqual(described, {"name": "ladder", "tokens_seen": 5})
        self.assertEqual(tokenizer["normalization"], "spikedecoder-characters")

    def test_scale_of_our_own_partial_models(self):
        config = partial(2, attention_scale=0.5, token_shift=1)
        self.assertEqual(self.converted(config, published_state(config, 12, (V, 8)))[0]["attention_scale"], 0.5)

    def test_float16(self):
        config = spiking()
        weights = self.converted(config, published_state(config, 12, (V, 8)), "--float16")[2]
        self.assertEqual({value.dtype for value in weights.values()}, {np.dtype("<f2")})

    def test_unknown_settings_are_told(self):
        config = spiking(spiking_residual=1)
        result = self.run_convert("spikedecoder", self.save(published_state(config, 12, (V, 8))), self.output,
                                  "--config", self.configuration(config))
        self.assertEqual(result.returncode, 0)
        self.assertIn("'spiking_residual' has no meaning here and is ignored", result.stderr)


class Tokenizers(DecoderTest):
    def tokenizer(self, config, state, **top):
        path = self.write("config.json", {"config": config, **top})
        with self.convert(state, "--config", path) as file:
            if "tokenizer" not in file:
                return None
            return file["tokenizer"].attrs["kind"], json.loads(bytes(file["tokenizer/definition"][:]))

    def test_alphabets(self):
        state = published_state(spiking(), 12, (V, 8))
        self.assertEqual(self.tokenizer(spiking(), state)[1]["characters"], list(ALPHABET), "the published one by its size")
        own = "0123456789abcdefghijklmnopqrs\n"
        self.assertEqual(self.tokenizer(spiking(), state, alphabet=own), ("characters", list(own)))
        kind, content = self.tokenizer(spiking(), state, alphabet=list(ALPHABET), normalization="none")
        self.assertEqual((kind, content), ("characters", list(ALPHABET)))
        larger = {"tok_embed.weight": (33, 8), "gen_FC.weight": (33, 12), "gen_FC.bias": (33,)}
        for name, value in state.items():
            for end, shape in larger.items():
                if name.endswith(end):
                    state[name] = torch.zeros(shape)
        content = self.tokenizer(spiking(vocab_size=33), state)[1]
        self.assertEqual((len(content["characters"]), content["untypable"]), (32, ["S", "E", "P"]), "as published")

    def test_dictionary(self):
        words = ["P", "."] + [f"w{i}" for i in range(V - 2)]
        kind, content = self.tokenizer(spiking(dictionary=words), published_state(spiking(), 12, (V, 8)))
        self.assertEqual((kind, content), ("words", {"words": words, "normalization": "spikedecoder-words", "separator": " ",
                                                     "untypable": ["P"]}))

    @unittest.skipUnless(CLI and os.path.exists(CLI or ""), "needs the command line program")
    def test_words_are_read_and_written(self):
        words = ["P", ".", "the", "prince"] + [f"w{i}" for i in range(V - 4)]
        self.tokenizer(spiking(dictionary=words), published_state(spiking(), 12, (V, 8)))
        result = subprocess.run([CLI, "generate", str(self.output), "--prompt", "The old Prince!", "--tokens", "4", "--json"],
                                capture_output=True, text=True)
        self.assertIn("15 characters typed, 12 read: \"the prince .\"", result.stderr)
        content = json.loads(result.stdout)
        self.assertEqual(content["tokens"][:3], [2, 3, 1])
        self.assertEqual(content["text"].split(" "), [words[i] for i in content["tokens"]])

    def test_refusals(self):
        state = published_state(spiking(), 12, (V, 8))
        for top, more, sentence in (
                ({"alphabet": "abc"}, {}, "has 3 tokens; "), ({"alphabet": 3}, {}, "alphabet is '3'; expected a text or a list"),
                ({"alphabet": "a" * V}, {}, "alphabet: lists 'a' twice"), ({"alphabet": ["ab"]}, {}, "expected a single character"),
                ({"normalization": "lower"}, {}, "normalization is 'lower'; expected none or spikedecoder-characters"),
                ({}, {"dictionary": "words"}, "dictionary is \"words\"; expected a list of words"),
                ({}, {"dictionary": ["a", "a"], "vocab_size": 2}, "dictionary: lists 'a' twice"),
                ({}, {"dictionary": ["a", 3]}, "dictionary: entry 1 is '3'; expected a word"),
                ({}, {"dictionary": ["a", " "]}, "dictionary: entry 1 is ' '; expected a word"),
                ({"normalization": "none"}, {"dictionary": ["a", "b"]}, "normalization is 'none'; expected spikedecoder-words")):
            with self.subTest(sentence):
                self.refuse_model(sentence, spiking(**more), state, **top)


class Refusals(DecoderTest):
    def test_settings(self):
        state = published_state(spiking(), 12, (V, 8))
        for more, sentence in (
                ({"kind": "gpt"}, "kind is \"gpt\"; expected one of spiking, partial, ann, switchable"),
                ({"vocab_size": None}, "vocab_size is missing"), ({"vocab_size": 0}, "vocab_size is 0; expected a whole number from 1"),
                ({"max_len": "12"}, "max_len is \"12\"; expected a whole number"), ({"max_len": 10**9}, "max_len is 1000000000"),
                ({"timesteps": 65}, "timesteps is 65; expected a whole number from 1 to 64"),
                ({"blocks": True}, "blocks is true; expected a whole number"), ({"heads": 5}, "heads is 5, which does not divide the width 12"),
                ({"encodingType": "three-hot"}, "encodingType is \"three-hot\"; expected one of one-hot"),
                ({"encodingType": ["learned"]}, "encodingType is [\"learned\"]"),
                ({"position_encoding_strategy": "rope"}, "position_encoding_strategy is \"rope\""),
                ({"normalization": "group"}, "normalization is \"group\"; expected layer, batch or PowerNorm"),
                ({"spike_mode": "sum"}, "spike_mode is \"sum\"; expected one of average"),
                ({"spiking_residuals": 3}, "spiking_residuals is 3"), ({"learning_MSLIF": "yes"}, "learning_MSLIF is \"yes\"; expected true or false"),
                ({"attention_scale": 0}, "attention_scale is 0; expected a number from 1e-06"),
                ({"pos_bias": math.nan}, "pos_bias is NaN; expected a number"),
                ({"SMHA_only": True}, "SMHA_only is true; such models"), ({"token_shift": 2}, "token_shift is 2"),
                ({"float_reunite": True, "spiking_head": False}, "float_reunite is true, but there is no spiking head"),
                ({"spike_degree": 2}, "spike_degree is 2, which contradicts the kind spiking"),
                ({"encodingType": "one-hot", "vocab_size": 10**6}, "these settings make a width of 12000000; expected at most 65536")):
            with self.subTest(sentence):
                self.refuse_model(sentence, spiking(**more), state)

    def test_configurations(self):
        state = self.save(published_state(spiking(), 12, (V, 8)))
        for content in ([], {}, {"config": []}, {"config": {}}, 3):
            self.refuse("is no SpikeDecoder configuration", state, self.output, "--config", self.write("config.json", content))
        self.refuse("is not JSON", state, self.output, "--config", self.write("config.json", "{"))
        self.refuse("cannot be read: No such file or directory", state, self.output, "--config", self.folder / "absent.json")
        self.refuse_model("card: name is '3'; expected a text", spiking(), published_state(spiking(), 12, (V, 8)), card={"name": 3})

    def test_tensors(self):
        def changed(name, value, **more):
            config = spiking(**more)
            state = published_state(config, 12, (V, 8))
            if value is None:
                del state[name]
            else:
                state[name] = value
            return config, state

        nan = torch.zeros(12, 12)
        nan[1, 2] = math.nan
        query = "blocks.1.SMHA.query_L.weight"
        for (config, state), sentence in (
                (changed(query, None), f"{query} is missing; expected a tensor of shape [12, 12]"),
                (changed(query, torch.zeros(12, 13)), f"{query} has shape [12, 13]; expected [12, 12]"),
                (changed(query, nan), f"{query} is nan at [1, 2]; expected finite weights"),
                (changed(query, torch.zeros(12, 12, dtype=torch.int32)), f"{query} is torch.int32"),
                (changed("extra.weight", torch.zeros(1)), "holds 'extra.weight', which a SpikeDecoder of this configuration does not have"),
                (changed("blocks.2.SMHA.query_L.weight", torch.zeros(12, 12)), "holds 'blocks.2.SMHA.query_L.weight'"),
                (changed("blocks.0.SMHA.proj_N.weight", torch.zeros(12)), "holds both"),
                (changed("Head.gen_LIF.v_threshold", torch.tensor(1.0)), "holds 'Head.gen_LIF.v_threshold', but learning_MSLIF is not true"),
                (changed("Head.gen_LIF.v_threshold", torch.zeros(2), learning_MSLIF=True), "v_threshold has shape [2]; expected []"),
                (changed("Head.gen_LIF.v_threshold", None, learning_MSLIF=True), "Head.gen_LIF.v_threshold is missing"),
                (changed("Head.gen_FC.weight", torch.zeros(V, 12), spike_mode="concatenate"), "Head.gen_FC.weight has shape [30, 12]; expected [30, 36]"),
                (changed("blocks.0.MLP.net.3.1.running_var", -torch.ones(24), normalization="batch"), "holds -1; expected variances from 0")):
            with self.subTest(sentence):
                self.refuse_model(sentence, config, state)

    def test_positions_of_an_analog_model(self):
        config = analog(learned_embedding=True, max_len=40)
        self.refuse_model("embedder.positional_encoding.weight has shape [30, 12]; expected at least 40 rows",
                          config, published_state(config, 12))


if __name__ == "__main__":
    unittest.main()
