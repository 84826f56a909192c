#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`spikeglass-cli import` on files that convert.py does not know, and on forged ones. That both make the same of everything
that convert.py takes or refuses is checked beside convert.py's own tests (tests/convert/convert_case.py)."""
import io
import json
import os
import pathlib
import pickle
import pty
import struct
import subprocess
import tempfile
import unittest
import zipfile
from unittest import mock

import h5py
import numpy as np

CLI = os.environ["SPIKEGLASS_CLI"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "data" / "golden"


def safetensors(tensors, header=None, tail=b""):
    """name -> (dtype, shape, bytes) as such a file."""
    made, at = {"__metadata__": {"format": "pt"}}, 0
    for name, (dtype, shape, content) in tensors.items():
        made[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [at, at + len(content)]}
        at += len(content)
    text = (json.dumps(made) if header is None else header).encode()
    return struct.pack("<Q", len(text)) + text + b"".join(content for _, _, content in tensors.values()) + tail


def archive(pickled, storages=None, compression=zipfile.ZIP_STORED, more=()):
    """As torch.save writes it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as file:
        file.writestr("archive/data.pkl", pickled)
        for key, data in (storages or {"0": bytes(64)}).items():
            file.writestr(f"archive/data/{key}", data)
        for name, data in more:
            file.writestr(name, data)
    return content.getvalue()


def tensor_pickle(name=b"a", storage=b"FloatStorage", key=b"0", length=16, offset=0, shape=(2, 3), strides=(3, 1)):
    """A state dict of one tensor, instruction by instruction."""
    def integer(value):
        return b"\x8a\x08" + struct.pack("<q", value)

    def text(value):
        return b"X" + struct.pack("<I", len(value)) + value

    return (b"\x80\x02}(" + text(name) + b"ctorch._utils\n_rebuild_tensor_v2\n((" + text(b"storage") + b"ctorch\n" + storage + b"\n" + text(key) + text(b"cpu") +
            integer(length) + b"tQ" + integer(offset) + b"(" + b"".join(map(integer, shape)) + b"t(" + b"".join(map(integer, strides)) + b"t\x89}tRu.")


class Import(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.output = self.folder / "out.h5"

    def run_import(self, content, *options, name="in.pth"):
        path = self.folder / name
        path.write_bytes(content)
        return subprocess.run([CLI, "import", path, self.output, *options], capture_output=True, text=True)

    def refuse(self, sentence, content, *options):
        ended = self.run_import(content, *options)
        self.assertEqual((ended.returncode, ended.stderr.count("\n"), self.output.exists()), (1, 1, False), ended.stderr)
        self.assertIn(sentence, ended.stderr)

    def test_safetensors(self):
        """Weights of every float type, and in every one the values that convert.py's output holds."""
        for golden, options in (("spikegpt_v77_l4_c64", []), ("spikedecoder_full", ["--config", GOLDEN / "spikedecoder_full.json"])):
            with h5py.File(GOLDEN / f"{golden}.h5") as file:
                weights = {name: item[()] for name, item in file["weights"].items()}
            bfloat = next(iter(weights))
            tensors, expected = {}, {}
            for i, (name, array) in enumerate(weights.items()):
                single = array.astype(np.float32)
                kind = ("F32", "F16", "F64")[i % 3]
                stored = single.astype({"F32": "<f4", "F16": "<f2", "F64": "<f8"}[kind])
                tensors[name], expected[name] = (kind, array.shape, stored.tobytes()), stored if kind == "F16" else stored.astype(np.float32)
            half = (weights[bfloat].astype(np.float32).view(np.uint32) >> 16).astype("<u2")
            tensors[bfloat], expected[bfloat] = ("BF16", half.shape, half.tobytes()), half
            ended = self.run_import(safetensors(tensors), *options, name="in.safetensors")
            self.assertEqual((ended.returncode, ended.stderr), (0, ""))
            with h5py.File(self.output) as file:
                self.assertEqual(set(file["weights"]), set(expected))
                for name, array in expected.items():
                    self.assertEqual(file["weights"][name].dtype, array.dtype, name)
                    np.testing.assert_array_equal(file["weights"][name][()], array, err_msg=name)
            self.assertEqual(subprocess.run([CLI, "info", self.output], capture_output=True).returncode, 0)
            self.output.unlink()

    def test_rounding_to_bfloat16(self):
        """To the nearest, ties to even, as PyTorch rounds; what is beyond the range is refused."""
        with h5py.File(GOLDEN / "spikegpt_v77_l4_c64.h5") as file:
            weights = {name: item[()].astype("<f4") for name, item in file["weights"].items()}
        name = "emb.weight"
        ties = np.array([0x3F808000, 0x3F818000, 0x3F808001, 0xBF807FFF, 0x7F7F7FFF, 0x00018000], "<u4")
        weights[name].reshape(-1).view("<u4")[:ties.size] = ties
        tensors = {key: ("F32", array.shape, array.tobytes()) for key, array in weights.items()}
        ended = self.run_import(safetensors(tensors), "--bfloat16", name="in.safetensors")
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        with h5py.File(self.output) as file:
            self.assertEqual(list(file["weights"][name][()].reshape(-1)[:ties.size]), [0x3F80, 0x3F82, 0x3F81, 0xBF80, 0x7F7F, 0x0002])
            self.assertEqual({item.attrs["dtype"] for item in file["weights"].values()}, {"bfloat16"})
        told = subprocess.run([CLI, "info", self.output, "--json"], capture_output=True, text=True)
        self.assertEqual(json.loads(told.stdout)["weights"], "bfloat16")
        self.output.unlink()
        weights[name].reshape(-1).view("<u4")[0] = 0x7F7FFFFF
        tensors[name] = ("F32", weights[name].shape, weights[name].tobytes())
        self.refuse("too large for bfloat16", safetensors(tensors), "--bfloat16")

    def golden(self):
        with h5py.File(GOLDEN / "spikegpt_v77_l4_c64.h5") as file:
            return safetensors({name: ("F32", item.shape, item[()].astype("<f4").tobytes()) for name, item in file["weights"].items()})

    def test_no_input_is_the_output(self):
        weights = self.folder / "in.safetensors"
        weights.write_bytes(self.golden())
        for option, content in (("--tokenizer", json.dumps([chr(ord("0") + i) for i in range(77)])), ("--card", "{}"), ("--config", "{}"), ("--alphabet-of", "abc")):
            source = self.folder / "source"
            source.write_text(content, encoding="utf-8")
            ended = subprocess.run([CLI, "import", weights, source, option, source], capture_output=True, text=True)
            self.assertEqual((ended.returncode, source.read_text(encoding="utf-8")), (1, content), ended.stderr)
            self.assertIn("source: is the input; expected another name for the output", ended.stderr)

    def test_deep_json(self):
        """However it begins and is written: what copies or shows a value must not be called once per level."""
        source = self.folder / "deep.json"
        deep = "[" * 300_000 + "]" * 300_000
        for content in (deep, " " * 80 + deep, "\ufeff" + deep):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                text = content if encoding == "utf-8" else "\ufeff" + content.lstrip("\ufeff")
                for written in (text, text.replace(deep, '{"kind": ' + deep + "}")):
                    source.write_bytes(written.encode(encoding))
                    for option in ("--card", "--config", "--tokenizer"):
                        self.refuse("deep.json: is nested deeper than 256 levels", self.golden(), option, source)

    def test_a_text_may_begin_like_json(self):
        letters = "[Illustration] " + "".join(chr(ord("a") + i) for i in range(26)) + "".join(chr(ord("0") + i) for i in range(10))
        source = self.folder / "text.txt"
        source.write_text(letters, encoding="utf-8")
        self.refuse("tokens", self.golden(), "--alphabet-of", source)  # not 77 of them; but it is no JSON that is wrong

    def test_every_option_is_of_use_or_refused(self):
        config = GOLDEN / "spikedecoder_full.json"
        for status, said, options in (
                (2, "--tokenizer", ["--tokenizer", "a", "--alphabet-of", "b"]), (2, "4096", ["--rescale-every", "4097"]),
                (1, "--rescale-every: only a SpikeGPT", ["--config", config, "--rescale-every", "0"]),
                (1, "--float-embedding: only a SpikeGPT", ["--config", config, "--float-embedding"]), (1, "--forms: only a SpikeGPT", ["--config", config, "--forms", "snn"]),
                (1, "--config: only a SpikeDecoder", ["--architecture", "spikegpt", "--config", config])):
            ended = self.run_import(self.golden(), *options, name="in.safetensors")
            self.assertEqual((ended.returncode, self.output.exists()), (status, False), ended.stderr)
            self.assertIn(said, ended.stderr)

    def test_a_dimension_of_one_has_no_stride(self):
        """What leads nowhere may be any number (that reading it overflows nothing is seen by fuzz_torch_state's seed of that name)."""
        content = (ROOT / "tests" / "fuzz" / "seeds" / "torch_state" / "stride_of_one").read_bytes()
        self.refuse("emb.weight is missing", content)

    def test_a_terminal_does_not_obey_a_card(self):
        with h5py.File(GOLDEN / "spikegpt_v77_l4_c64.h5") as file:
            tensors = {name: ("F32", item.shape, item[()].astype("<f4").tobytes()) for name, item in file["weights"].items()}
        ended = self.run_import(safetensors(tensors), "--name", "a\x1b[2Jb", "--notes", "two\nlines\x07", name="in.safetensors")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        told = subprocess.run([CLI, "info", self.output], capture_output=True, text=True).stdout
        self.assertEqual([c for c in told if c < " " and c != "\n"], [])
        self.assertIn("a?[2Jb\n", told)
        self.assertIn("two\nlines?\n", told)

    def test_a_terminal_does_not_obey_a_text(self):
        """What is written to a file or a pipe is the text to the byte; a terminal gets no control character of it."""
        with h5py.File(GOLDEN / "spikegpt_v77_l4_c64.h5") as file:
            tensors = {name: ("F32", item.shape, item[()].astype("<f4").tobytes()) for name, item in file["weights"].items()}
        characters = ["\x1b", "\x9b", "\0", "\n", "\r", "\u00e4"] + [chr(ord("0") + i) for i in range(71)]
        (self.folder / "characters.json").write_text(json.dumps(characters), encoding="utf-8")
        ended = self.run_import(safetensors(tensors), "--tokenizer", self.folder / "characters.json", name="in.safetensors")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        command = [CLI, "generate", self.output, "--token-ids", "6,0,1,2,3,4,5", "--tokens", "0"]
        self.assertEqual(subprocess.run(command, capture_output=True).stdout, "0\x1b\x9b\0\n\r\u00e4\n".encode())
        terminal, its_end = pty.openpty()
        subprocess.run(command, stdout=its_end, check=True)
        os.close(its_end)
        self.assertEqual(os.read(terminal, 1000), "0???\r\n?\u00e4\r\n".encode())  # the terminal's own line ends
        os.close(terminal)

    def test_forged_safetensors(self):
        good = {"a": ("F32", (2,), bytes(8)), "b": ("F32", (1,), bytes(4))}
        entry = '"a": {"dtype": "F32", "shape": [2], "data_offsets": [%s]}'
        for sentence, content in (
            ("belong to no tensor", safetensors(good, tail=b"more")),
            ("are not that, or lie outside the file", safetensors(good)[:-2]),
            ("belong to no tensor, or to several", safetensors(good, '{%s, "b": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}' % (entry % "0, 8"))),
            ('holds "a" twice', safetensors(good, "{%s, %s}" % (entry % "0, 8", entry % "0, 8"))),
            ("has no sound shape", safetensors({"a": ("F32", (1 << 40, 1 << 40), bytes(8))})),
            ("has no sound dtype", safetensors({"a": ("F31", (2,), bytes(8))})),
            ("no JSON object", safetensors(good, "{" * 100000)),
            ("is no safetensors file", struct.pack("<Q", 1 << 24) + b"{}"),
            ("holds nan; expected finite weights", safetensors({"a": ("F32", (2,), struct.pack("<2f", 1, float("nan")))})),
            ("misleading name", safetensors({"a\u202Eb": ("F32", (2,), bytes(8))})),
            ("emb.weight is missing", safetensors(good)),
        ):
            with self.subTest(sentence):
                self.refuse(sentence, content)

    def test_nothing_is_run(self):
        mark = self.folder / "was_run"

        class Evil:
            def __reduce__(self):
                return os.system, (f"touch {mark}",)

        for protocol in (2, 3, 4, 5):
            self.refuse('system", which a state dict of plain tensors does not need; nothing was run', archive(pickle.dumps({"a": Evil()}, protocol)))
        self.refuse("builtins.eval", archive(b"\x80\x02cbuiltins\neval\nX\x03\x00\x00\x001+1\x85R."))
        self.refuse("builtins.getattr", archive(b"\x80\x04\x8c\x08builtins\x8c\x07getattr\x93."))
        self.refuse("instruction 105", archive(b"\x80\x02(X\x01\x00\x00\x00aios\nsystem\n."))  # INST
        self.assertFalse(mark.exists())

    def test_forged_archives(self):
        nan = struct.pack("<16f", *[float("nan")] * 16)
        for sentence, content in (
            ("emb.weight is missing", archive(tensor_pickle())),
            ("leads outside its storage", archive(tensor_pickle(shape=(4, 5), strides=(5, 1)))),
            ("leads outside its storage", archive(tensor_pickle(offset=12))),
            ("repeats a storage of 16 elements to 1099511627776;", archive(tensor_pickle(shape=(1 << 40,), strides=(0,)))),
            ("repeats a storage of 16 elements to 512; expected a tensor that is there as a whole", archive(tensor_pickle(shape=(2, 256), strides=(0, 0)))),
            ("leads outside its storage", archive(tensor_pickle(shape=(2, 3), strides=(1 << 62, 1 << 62)))),
            ("has a shape that is none", archive(tensor_pickle(shape=(-2, 3)))),
            ("has a shape that is none", archive(tensor_pickle(strides=(-3, 1)))),
            ("has a shape that is none", archive(tensor_pickle(offset=-1))),
            ("has a shape that is none", archive(tensor_pickle(shape=(2, 3, 1)))),
            ("storage that is not there", archive(tensor_pickle(key=b"1"))),
            ("storage that is not there", archive(tensor_pickle(length=17))),
            ("storage that is not there", archive(tensor_pickle(storage=b"DoubleStorage"))),
            ("torch.ComplexFloatStorage", archive(tensor_pickle(storage=b"ComplexFloatStorage"))),
            ("is int64; expected dense floats", archive(tensor_pickle(storage=b"LongStorage", length=8, shape=(2, 3)))),
            ("holds nan; expected finite weights", archive(tensor_pickle(), {"0": nan})),
            ("misleading name", archive(tensor_pickle(name="a\u200Bb".encode()))),
            ("is cut", archive(tensor_pickle()[:-1])),
            ("finds nothing to work on", archive(b"\x80\x02u.")),
            ("holds no state dict", archive(b"\x80\x02].")),
            ("no tensor; expected only tensors", archive(b"\x80\x02}X\x01\x00\x00\x00aK\x01s.")),
            ("later protocol", archive(b"\x80\x06}.")),
            ("is compressed", archive(tensor_pickle(), compression=zipfile.ZIP_DEFLATED)),
            ("other byte order", archive(tensor_pickle(), more=[("archive/byteorder", "big")])),
            ("TorchScript", archive(tensor_pickle(), more=[("archive/constants.pkl", b"")])),
            ("holds 2 files data.pkl", archive(tensor_pickle(), more=[("other/data.pkl", b"")])),
            ("holds 0 files data.pkl", b"PK\x05\x06".join([b"PK\x03\x04", bytes(18)])),
            ("no directory at its end", archive(tensor_pickle())[:-30]),
            ("checksum", archive(tensor_pickle()).replace(bytes(64), bytes(63) + b"\1")),
            ("PyTorch before 1.6", b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03."),
        ):
            with self.subTest(sentence):
                self.refuse(sentence, content)

    def test_a_field_longer_than_its_entry(self):
        """Kept the reader busy for ever (found by fuzz_torch_state)."""
        content = bytearray((ROOT / "tests" / "fuzz" / "seeds" / "torch_state" / "extra_field_too_long").read_bytes())
        self.refuse("its directory is cut", bytes(content))

    def test_twice(self):
        with mock.patch("warnings.warn"):
            content = archive(tensor_pickle(), more=[("archive/data/0", bytes(64))])
        self.refuse('holds "archive/data/0" twice', content)
        one = tensor_pickle()
        self.refuse('holds "a" twice', archive(one[:-2] + one[4:-2] + b"u."))

    def test_other_files(self):
        self.refuse("is neither PyTorch's archive nor safetensors", b"something else altogether")
        self.refuse("is an HDF5 file, perhaps a checkpoint already; expected PyTorch's archive or safetensors", (GOLDEN / "spikegpt_v77_l4_c64.h5").read_bytes())
        self.refuse("is empty; expected a file of weights", b"")
        empty = self.folder / "empty"
        empty.write_bytes(b"")
        for source in (empty, "/dev/null"):
            for option, expected in (("--tokenizer", "a JSON file"), ("--card", "a JSON file"), ("--config", "a JSON file"), ("--alphabet-of", "a text in UTF-8")):
                self.refuse(f"; expected {expected}", self.golden(), option, source)
        for arguments, status, said in (([self.folder / "absent", self.output], 1, "cannot be opened: No such file"), ([self.folder, self.output], 1, "no regular file"),
                                        ([self.output], 2, "OUT.h5"), ([self.folder / "a", self.output, "--architecture", "spikedecoder"], 1, "--config: ")):
            ended = subprocess.run([CLI, "import", *arguments], capture_output=True, text=True)
            self.assertEqual(ended.returncode, status, ended.stderr)
            self.assertIn(said, ended.stderr)


if __name__ == "__main__":
    unittest.main()
