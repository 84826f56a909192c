# SPDX-License-Identifier: Apache-2.0
"""models/convert.py from outside: what it writes, and one sentence with the right exit status for everything bad."""
import json
import os
import pickle
import re
import resource
import signal
import subprocess
import sys
import textwrap
import unittest

import convert_case  # first: skips where PyTorch is not installed
from convert_case import CLI, CONVERT, ROOT
import h5py
import numpy as np
import torch

V, C, L = 5, 8, 2


def state_dict(vocabulary=V, width=C, blocks=L, hidden=4 * C, ffn_pre=False, dtype=torch.float32):
    """Random weights under the published names, in another order than that of convert.py."""
    shapes = {"head.weight": (vocabulary, width), "ln_out.weight": (width,), "ln_out.bias": (width,)}

    def channel_mix(prefix):
        shapes.update({f"{prefix}.key.weight": (hidden, width), f"{prefix}.value.weight": (width, hidden),
                       f"{prefix}.receptance.weight": (width, width), f"{prefix}.time_mix_k": (1, 1, width),
                       f"{prefix}.time_mix_r": (1, 1, width)})

    for i in range(blocks):
        for norm in ["ln1", "ln2"] + ["ln0"] * (i == 0):
            shapes[f"blocks.{i}.{norm}.weight"] = shapes[f"blocks.{i}.{norm}.bias"] = (width,)
        channel_mix(f"blocks.{i}.ffn")
        if ffn_pre and i == 0:
            channel_mix("blocks.0.ffnPre")
        else:
            for name in ("key", "value", "receptance", "output"):
                shapes[f"blocks.{i}.att.{name}.weight"] = (width, width)
            for name in ("time_mix_k", "time_mix_v", "time_mix_r"):
                shapes[f"blocks.{i}.att.{name}"] = (1, 1, width)
            shapes[f"blocks.{i}.att.time_decay"] = shapes[f"blocks.{i}.att.time_first"] = (width,)
    shapes["emb.weight"] = (vocabulary, width)
    random = torch.Generator().manual_seed(3)
    return {name: torch.randn(shape, generator=random).to(dtype) for name, shape in shapes.items()}


class ConvertTest(convert_case.ConvertTest):
    architecture = "spikegpt"


class Content(ConvertTest):
    def test_everything_that_is_written(self):
        state = state_dict()
        file = self.convert(state)
        self.assertEqual(dict(file.attrs), {"format": "spikeglass-checkpoint", "version": 1, "architecture": "spikegpt"})
        self.assertEqual(dict(file["configuration"].attrs),
                         {"vocabulary": V, "width": C, "blocks": L, "hidden": 4 * C, "ffn_pre": False,
                          "rescale_every": 0, "spiking_embedding": True})
        slots = ["embedding"] + [f"blocks.{i}.{mix}" for i in range(L) for mix in ("time_mix", "channel_mix")]
        self.assertEqual(dict(file["slots"].attrs), {slot: "snn" for slot in slots})
        self.assertEqual(set(file["weights"]), set(state))
        for name, tensor in state.items():
            dataset = file["weights"][name]
            self.assertEqual(dataset.dtype, np.dtype("<f4"))
            self.assertIsNone(dataset.chunks, "contiguous, so that it can be memory-mapped")
            np.testing.assert_array_equal(dataset[:], tensor.numpy())
        self.assertNotIn("tokenizer", file)
        self.assertEqual(file["weights/blocks.0.ffn.key.weight"].id.get_offset() % 64, 0)

    def test_released_behaviour(self):
        file = self.convert(state_dict(), "--rescale-every", 6, "--float-embedding", "--forms", "both")
        self.assertEqual(file["configuration"].attrs["rescale_every"], 6)
        self.assertFalse(file["configuration"].attrs["spiking_embedding"])
        self.assertEqual(file["slots"].attrs["embedding"], "ann")
        self.assertEqual(file["slots"].attrs["blocks.1.time_mix"], "both")

    def test_second_channel_mix(self):
        file = self.convert(state_dict(ffn_pre=True, hidden=24))
        self.assertTrue(file["configuration"].attrs["ffn_pre"])
        self.assertEqual(file["configuration"].attrs["hidden"], 24)
        self.assertIn("blocks.0.ffnPre.key.weight", file["weights"])

    def test_float_types(self):
        for dtype, options, expected in ((torch.float16, [], "f2"), (torch.float32, ["--float16"], "f2"),
                                         (torch.bfloat16, ["--float16"], "f2"), (torch.float64, [], "f4")):
            with self.subTest(dtype=dtype, options=options):
                state = state_dict(dtype=dtype)
                file = self.convert(state, *options)
                for name, tensor in state.items():
                    self.assertEqual(file["weights"][name].dtype, np.dtype("<" + expected))
                    np.testing.assert_array_equal(file["weights"][name][:], tensor.double().numpy().astype(expected))
                file.close()

    def test_bfloat16(self):
        for dtype, options in ((torch.bfloat16, []), (torch.float32, ["--bfloat16"]), (torch.float64, ["--bfloat16"])):
            with self.subTest(dtype=dtype):
                state = state_dict(dtype=dtype)
                file = self.convert(state, *options)
                for name, tensor in state.items():
                    dataset = file["weights"][name]
                    self.assertEqual((dataset.dtype, dataset.attrs["dtype"]), (np.dtype("<u2"), "bfloat16"))
                    expected = tensor.float().to(torch.bfloat16).float().numpy()
                    np.testing.assert_array_equal((dataset[()].astype(np.uint32) << 16).view(np.float32), expected)
                file.close()

    def test_transposed_and_shared_storage(self):
        state = state_dict()
        state["blocks.0.ffn.value.weight"] = state["blocks.0.ffn.key.weight"].t()
        file = self.convert(state)
        np.testing.assert_array_equal(file["weights/blocks.0.ffn.value.weight"][:], file["weights/blocks.0.ffn.key.weight"][:].T)

    def test_same_bytes_every_time(self):
        self.convert(state_dict(), "--name", "a").close()
        first = self.output.read_bytes()
        self.convert(state_dict(), "--name", "a").close()
        self.assertEqual(self.output.read_bytes(), first)

    def test_output_is_as_readable_as_any_file(self):
        self.convert(state_dict())
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(self.output.stat().st_mode & 0o777, 0o666 & ~mask)


class Tokenizers(ConvertTest):
    CHARACTERS = ["\n", " ", "é", "\"", "😀"]

    def check_characters(self, path):
        file = self.convert(state_dict(), "--tokenizer", path)
        self.assertEqual(file["tokenizer"].attrs["kind"], "characters")
        self.assertEqual(json.loads(bytes(file["tokenizer/definition"][:])), self.CHARACTERS)

    def test_list_of_characters(self):
        self.check_characters(self.write("characters.json", self.CHARACTERS))

    def test_vocabulary_of_spikegpt(self):
        ids = {str(i): c for i, c in reversed(list(enumerate(self.CHARACTERS)))}
        for encoding in ("utf-16", "utf-8", "utf-8-sig"):
            with self.subTest(encoding=encoding):
                self.check_characters(self.write("vocab.json", json.dumps(ids, ensure_ascii=False), encoding))

    def test_hugging_face_tokenizer(self):
        content = {"added_tokens": [{"id": 4, "content": "  "}],
                   "model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2, "Ġ": 3}, "merges": ["a b"]}}
        path = self.write("tokenizer.json", json.dumps(content, indent=3))
        file = self.convert(state_dict(), "--tokenizer", path)
        self.assertEqual(file["tokenizer"].attrs["kind"], "bpe")
        self.assertEqual(bytes(file["tokenizer/definition"][:]), path.read_bytes())

    def test_refusals(self):
        state = self.save(state_dict())
        bpe = {"model": {"type": "BPE", "vocab": {str(i): i for i in range(9)}, "merges": []}}
        for content, sentence in (
                (["a", "b"], "has 2 tokens; "), (list("abcdefg"), "has 7 tokens; "), (bpe, "has 9 tokens; "),
                (["a", "b", "c", "dd", "e"], "entry 3 is 'dd'; expected a single character"),
                (["a", "b", "a", "d", "e"], "lists 'a' twice"), (["a", 1], "entry 1 is '1'"), ([], "lists no characters"),
                ({"0": "a", "2": "b"}, "its ids are not 0 to 1"), ({"a": 0}, "is neither a list of characters"),
                (3, "is neither a list of characters"), ("{", "is not JSON"), ('["\\ud800"]', "half a surrogate pair"),
                ("[" * 100000, "is not JSON"), ("9" * 5000, "is not JSON"),
                ({"model": {"type": "Unigram", "vocab": []}}, "without a BPE vocabulary"),
                ({"model": {"type": "BPE", "vocab": {"a": -1}}}, "whose id is not a number from 0")):
            with self.subTest(sentence=sentence):
                path = self.write("tokenizer.json", content)
                self.refuse(sentence, state, self.output, "--tokenizer", path)
        self.refuse("cannot be read: No such file or directory", state, self.output, "--tokenizer", self.folder / "absent")
        path = self.folder / "binary"
        path.write_bytes(b"\xff\xff\x00")
        self.refuse("is not JSON in UTF-8 or UTF-16", state, self.output, "--tokenizer", path)


class Cards(ConvertTest):
    CARD = {"name": "Käfer", "licence": "CC0-1.0", "training_text": "a text", "tokens_seen": 123,
            "held_out_bits_per_character": {"all_snn": 1.5, "all_ann": None, "random_mean": 2},
            "characters": ["a", "b", "c", "d", "e"], "forms": "both", "width": 8, "mean_firing_rate": {"all_snn": 0.1}}

    def test_card_of_the_trainer(self):
        file = self.convert(state_dict(), "--card", self.write("card.json", self.CARD))
        self.assertEqual(dict(file["card"].attrs), {"name": "Käfer", "licence": "CC0-1.0", "training_text": "a text", "tokens_seen": 123})
        self.assertEqual(dict(file["card/held_out_bits_per_character"].attrs), {"all_snn": 1.5, "random_mean": 2.0})
        self.assertEqual(json.loads(bytes(file["tokenizer/definition"][:])), ["a", "b", "c", "d", "e"])
        self.assertEqual(set(dict(file["slots"].attrs).values()), {"both"})

    def test_command_line_goes_before_card(self):
        tokenizer = self.write("characters.json", list("vwxyz"))
        file = self.convert(state_dict(), "--card", self.write("card.json", self.CARD), "--name", "another", "--notes", "n",
                            "--tokens-seen", 7, "--forms", "ann", "--tokenizer", tokenizer, "--licence", "MIT",
                            "--training-text", "t")
        self.assertEqual(dict(file["card"].attrs), {"name": "another", "licence": "MIT", "training_text": "t", "notes": "n", "tokens_seen": 7})
        self.assertEqual(set(dict(file["slots"].attrs).values()), {"ann"})
        self.assertEqual(json.loads(bytes(file["tokenizer/definition"][:])), list("vwxyz"))

    def test_forms_as_a_list(self):
        for forms, expected in ((["snn", "ann", "switchable"], "both"), (["snn"], "snn"), (["ann"], "ann"), ("both", "both")):
            with self.subTest(forms=forms):
                file = self.convert(state_dict(), "--card", self.write("card.json", {"forms": forms}))
                self.assertEqual(file["slots"].attrs["embedding"], expected)
                file.close()

    def test_refusals(self):
        state = self.save(state_dict())
        for content, sentence in (
                ([], "is no card"), ({"name": 3}, "name is '3'; expected a text"), ({"forms": "cnn"}, "expected snn, ann or both"),
                ({"tokens_seen": -1}, "tokens_seen is '-1'"), ({"tokens_seen": 1.5}, "tokens_seen is '1.5'"),
                ({"tokens_seen": 2**70}, "tokens_seen is"), ({"held_out_bits_per_character": {"a": "low"}}, "expected a number"),
                ('{"held_out_bits_per_character": {"a": NaN}}', "expected a number"),
                ('{"held_out_bits_per_character": {"a": 1%s}}' % ("0" * 400), "expected a number"),
                ({"held_out_bits_per_character": [1]}, "is no object"), ({"characters": 3}, "characters is no list"),
                *(({"held_out_bits_per_character": {name: 1.0}}, "has a name that is empty, misleading or longer than 1024 bytes: ")
                  for name in ("", "..", "a\u001bb", "x/y\n", "a\u202eb", "\ufeff", "\u009b", "x" * 1025)),
                ({"held_out_bits_per_character": {str(i): 1.0 for i in range(5000)}}, "has 5000 entries; expected at most 4096"),
                ({"characters": "ab"}, "has 2 tokens"), ({"name": "a\0b"}, "holds a NUL"),
                ({"notes": "x" * (1 << 20) + "y"}, "is longer than 1048576 bytes")):
            with self.subTest(sentence=sentence):
                self.refuse(sentence, state, self.output, "--card", self.write("card.json", content))


class Refusals(ConvertTest):
    def test_names_and_shapes(self):
        def changed(**changes):
            state = state_dict()
            for name, value in changes.items():
                if value is None:
                    del state[name]
                else:
                    state[name] = value
            return state

        for state, sentence in (
                (changed(**{"emb.weight": None}), "emb.weight is missing; expected a SpikeGPT state dict"),
                (changed(**{"blocks.1.att.key.weight": None}), "blocks.1.att.key.weight is missing; expected a tensor of shape [8, 8]"),
                (changed(**{"head.weight": torch.zeros(5, 9)}), "head.weight has shape [5, 9]; expected [5, 8]"),
                (changed(**{"emb.weight": torch.zeros(5)}), "emb.weight has shape [5]; expected two dimensions"),
                (changed(**{"emb.weight": torch.zeros(0, 8)}), "emb.weight has shape [0, 8]; expected two dimensions"),
                (changed(**{"extra": torch.zeros(1)}), "holds 'extra', which SpikeGPT does not have"),
                (changed(**{"blocks.999999999.ln1.weight": torch.zeros(8)}), "block 2 is missing, but there is a block 999999999"),
                (changed(**{"ln_out.bias": torch.zeros(8, dtype=torch.int32)}), "ln_out.bias is torch.int32"),
                (changed(**{"ln_out.bias": torch.zeros(8).to_sparse()}), "ln_out.bias is torch.float32 (torch.sparse_coo); expected dense floats"),
                (changed(**{"epoch": 3}), "entry 'epoch' is a int; expected only tensors"),
                ({"model": state_dict()}, "entry 'model' is a dict; expected only tensors"),
                ({}, "expected a state dict"), ([torch.zeros(1)], "holds a list; expected a state dict")):
            with self.subTest(sentence=sentence):
                self.refuse_state(sentence, state)

    def test_values(self):
        state = state_dict()
        state["head.weight"][3, 2] = float("nan")
        self.refuse_state("head.weight is nan at [3, 2]; expected finite weights", state)
        state["head.weight"][3, 2] = 70000
        self.refuse_state("head.weight is 70000 at [3, 2]; too large for float16", state, "--float16")
        self.convert(state)

    def test_files(self):
        self.refuse("cannot be read: No such file or directory", self.folder / "absent.pth", self.output)
        self.refuse("cannot be read: Is a directory", self.folder, self.output)
        for content in (b"", b"garbage", b"PK\x03\x04garbage", self.save(state_dict()).read_bytes()[:3000]):
            path = self.folder / "bad.pth"
            path.write_bytes(content)
            self.refuse("is not a PyTorch state dict of plain tensors", path, self.output)
        state = self.save(state_dict())
        self.refuse("cannot be written: No such file or directory", state, self.folder / "absent" / "out.h5")
        self.refuse("is a directory", state, self.folder)
        self.refuse("is the input", state, state)
        for option, content in (("--tokenizer", list("abcde")), ("--card", {})):
            source = self.write("source.json", content)
            before = source.read_bytes()
            self.refuse("source.json: is the input; expected another name for the output", state, source, option, source)
            self.assertEqual(source.read_bytes(), before)
        for option in ("--name", "--licence", "--training-text", "--notes"):
            self.refuse(f"{option} is not UTF-8", state, self.output, option, os.fsdecode(b"x\xff"))
        if os.geteuid() != 0:  # root may write everywhere
            self.folder.chmod(0o500)
            self.addCleanup(self.folder.chmod, 0o700)
            self.refuse("cannot be written: Permission denied", state, self.output)

    def test_runs_no_code_from_the_file(self):
        class Payload:
            def __reduce__(self):
                return (open, (str(witness), "w"))

        witness = self.folder / "witness"
        self.refuse_state("is not a PyTorch state dict of plain tensors", {**state_dict(), "x": Payload()})
        path = self.folder / "plain.pth"
        path.write_bytes(pickle.dumps(Payload()))
        self.refuse("is not a PyTorch state dict of plain tensors", path, self.output)
        self.assertFalse(witness.exists())

    def test_failure_keeps_an_earlier_output(self):
        self.output.write_bytes(b"earlier")
        state = state_dict()
        del state["ln_out.bias"]
        self.refuse_state("ln_out.bias is missing", state)
        self.assertEqual(self.output.read_bytes(), b"earlier")

    def test_a_full_disk_leaves_nothing(self):
        state = self.save(state_dict(width=64, hidden=256))
        before = sorted(self.folder.iterdir())
        limits, action = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50000, limits[1]))
        try:
            result = self.run_convert("spikegpt", state, self.output)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, action)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertRegex(result.stderr.splitlines()[0], "out.h5: cannot be written: .+")
        self.assertEqual(sorted(self.folder.iterdir()), before)


class CommandLine(ConvertTest):
    def test_as_a_program(self):
        for arguments, status, error in (([self.save(state_dict())], 0, ""),
                                         (["absent.pth", "--card", "absent.json"], 1,
                                          "absent.json: cannot be read: No such file or directory\n")):
            result = subprocess.run([sys.executable, str(CONVERT), "spikegpt", *map(str, arguments), str(self.output)],
                                    capture_output=True, text=True)
            self.assertEqual((result.returncode, result.stdout, result.stderr), (status, "", error))

    def test_wrong_usage(self):
        for arguments in ([], ["spikegpt"], ["spikegpt", "in.pth"], ["other", "in.pth", "out.h5"],
                          ["spikegpt", "in.pth", "out.h5", "--forms", "cnn"], ["spikedecoder", "in.pth", "out.h5"],
                          ["spikegpt", "in.pth", "out.h5", "--rescale-every", "-1"],
                          ["spikegpt", "in.pth", "out.h5", "--rescale-every", "x"],
                          ["spikegpt", "in.pth", "out.h5", "--rescale-every", "4097"],
                          ["spikegpt", "in.pth", "out.h5", "--tokens-seen", "1.5"],
                          ["spikegpt", "in.pth", "out.h5", "--unknown"]):
            result = self.run_convert(*arguments)
            self.assertEqual((result.returncode, result.stdout), (2, ""), arguments)
            self.assertIn("usage:", result.stderr)

    def test_help_and_version(self):
        for arguments in (["--help"], ["spikegpt", "--help"], ["spikedecoder", "--help"]):
            result = self.run_convert(*arguments)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            self.assertIn("usage: convert.py", result.stdout)
        project = re.search(r"project\(spikeglass VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
        self.assertEqual(self.run_convert("--version").stdout, f"Spikeglass convert.py {project}, checkpoint format 1\n")


class Documentation(ConvertTest):
    """The script in docs/checkpoint-format.md writes a checkpoint that the programs accept."""

    def test_script(self):
        text = (ROOT / "docs" / "checkpoint-format.md").read_text()
        script = textwrap.dedent(re.search(r"## Writing one with h5py\n\n((?:    .*\n|\n)+)", text)[1])
        subprocess.run([sys.executable, "-c", script], cwd=self.folder, check=True)
        with h5py.File(self.folder / "tiny.h5") as file:
            self.assertEqual(file.attrs["format"], "spikeglass-checkpoint")
            self.assertEqual(set(file["weights"]), set(state_dict(3, 16, 1, 64)))
        if CLI and os.path.exists(CLI):
            result = subprocess.run([CLI, "info", str(self.folder / "tiny.h5"), "--json"], capture_output=True, text=True)
            self.assertEqual((result.returncode, result.stderr), (0, ""))
            self.assertIn("spikegpt", result.stdout)

    def test_golden_data_are_what_this_converter_writes(self):
        with h5py.File(ROOT / "tests" / "data" / "golden" / "spikegpt_v77_l4_c64.h5") as golden:
            state = {name: torch.from_numpy(dataset[:]) for name, dataset in golden["weights"].items()}
            with self.convert(state) as written:
                for group in ("/", "configuration", "slots"):
                    self.assertEqual(dict(written[group].attrs), dict(golden[group].attrs))
                self.assertEqual(set(written), set(golden))
                for name, dataset in golden["weights"].items():
                    self.assertEqual(written["weights"][name].dtype, dataset.dtype)
                    self.assertTrue((written["weights"][name][:] == dataset[:]).all(), name)


if __name__ == "__main__":
    unittest.main()
