# SPDX-License-Identifier: Apache-2.0
"""What the tests of models/convert.py share: it runs in their process, because starting PyTorch takes seconds."""
import contextlib
import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

try:
    import h5py
    import torch
except ImportError as error:
    raise unittest.SkipTest(f"{error.name} is not installed (Debian: python3-torch python3-h5py)") from None

ROOT = Path(__file__).resolve().parents[2]
CONVERT = ROOT / "models" / "convert.py"
CLI = os.environ.get("SPIKEGLASS_CLI")

sys.path.insert(0, str(CONVERT.parent))  # as when it runs as a program
specification = importlib.util.spec_from_file_location("convert", CONVERT)
convert = sys.modules["convert"] = importlib.util.module_from_spec(specification)
specification.loader.exec_module(convert)


def described(path):
    """Everything that a checkpoint holds: types, shapes and bytes, by name."""
    found = {}

    def add(name, item):
        for key, value in item.attrs.items():
            found[name, key] = (str(item.attrs.get_id(key).dtype), value.tobytes() if hasattr(value, "tobytes") else value)
        if isinstance(item, h5py.Dataset):
            found[name] = (str(item.dtype), item.shape, item[()].tobytes())
            if item.nbytes >= 1024:
                assert item.id.get_offset() % 64 == 0, name  # can be memory-mapped
        else:
            found[name] = "group"

    with h5py.File(path) as file:
        add("/", file)
        file.visititems(add)
    return found


class ConvertTest(unittest.TestCase):
    architecture = None  # of what convert() and refuse() convert

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.output = self.folder / "out.h5"

    def save(self, state, name="in.pth"):
        torch.save(state, self.folder / name)
        return self.folder / name

    def write(self, name, content, encoding="utf-8"):
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding=encoding)
        return path

    def run_convert(self, *arguments):
        """In this process, because starting PyTorch takes seconds; see CommandLine for the real thing."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), \
                mock.patch.object(sys, "argv", [str(CONVERT), *map(str, arguments)]), \
                mock.patch.object(os, "fsync"):  # hundreds of times it would wait for a busy disk
            try:
                status = convert.main()
            except SystemExit as exit:
                status = exit.code
        if CLI and isinstance(status, int) and status < 2 and "--help" not in arguments:
            self.compare_with_import([*map(str, arguments)], status, err.getvalue())
        return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())

    def compare_with_import(self, arguments, status, complaint):
        """What convert.py makes, or refuses, `spikeglass-cli import` must make bit for bit, or refuse, without PyTorch."""
        if len(arguments) < 3 or arguments[0] not in ("spikegpt", "spikedecoder"):
            return
        name, source, target, *options = arguments
        before = sorted(self.folder.iterdir())
        other = self.folder / "imported.h5"
        given = target if status else other  # a refusal may be about the target
        ended = subprocess.run([CLI, "import", source, given, "--architecture", name, *options], capture_output=True, text=True)
        if ended.returncode == 2 and status:  # wrong usage for a parser that knows the choices
            return
        self.assertEqual(ended.returncode, status, f"convert.py: {complaint}; import: {ended.stderr}")
        if status:
            self.assertEqual(ended.stderr.count("\n"), 1, ended.stderr)
        else:
            self.assertEqual(described(other), described(target))
            other.unlink()
        self.assertEqual(sorted(self.folder.iterdir()), before)

    def convert(self, state, *options):
        """Converts and opens the result."""
        result = self.run_convert(self.architecture, self.save(state), self.output, *options)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))
        file = h5py.File(self.output)
        self.addCleanup(file.close)
        return file

    def refuse(self, sentence, *arguments):
        """Exit 1, one line on standard error, and no output file, temporary or not."""
        before = sorted(self.folder.iterdir())
        result = self.run_convert(self.architecture, *arguments)
        self.assertEqual((result.returncode, result.stdout), (1, ""), result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        self.assertIn(sentence, result.stderr)
        self.assertEqual(sorted(self.folder.iterdir()), before)

    def refuse_state(self, sentence, state, *options):
        self.refuse(sentence, self.save(state), self.output, *options)
