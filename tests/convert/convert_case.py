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
        return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())

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
