#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `spikeglass-cli record` and `export` leave behind when something goes wrong, read with plain h5py."""
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
from small_disk import in_small_disk  # noqa: E402

CLI = os.environ["SPIKEGLASS_CLI"]
TINY = pathlib.Path(__file__).parents[1] / "data" / "checkpoints" / "tiny.h5"
RECORD = [CLI, "record", str(TINY), "--prompt", "The prince", "--seed", "3", "--membrane", "all"]
KILLS = int(os.environ.get("SPIKEGLASS_KILLS", "4"))


def content(path):
    """Everything that a recording holds, token by token: name -> array."""
    found = {}
    with h5py.File(path) as file:
        file.visititems(lambda name, item: found.__setitem__(name, item[()]) if isinstance(item, h5py.Dataset) else None)
    found.pop("changes")
    return found


def beginning(part, whole, test):
    """How many tokens `part` has; they must be those that `whole` begins with."""
    tokens = min(len(values) for values in part.values())
    test.assertEqual(set(part), set(whole))
    for name, values in part.items():
        np.testing.assert_array_equal(values[:tokens], whole[name][:tokens], err_msg=name)
    return tokens


class RecordingFaults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.tokens = 20000
        began = time.monotonic()
        subprocess.run([*RECORD, "--tokens", str(cls.tokens), "--output", cls.folder / "whole.h5"], check=True)
        cls.seconds = time.monotonic() - began
        cls.whole = content(cls.folder / "whole.h5")

    def record(self, name, *more, **options):
        return subprocess.run([*RECORD, "--tokens", str(self.tokens), "--output", self.folder / name, *more],
                              capture_output=True, text=True, **options)

    def test_what_it_says_of_itself_forges_no_line(self):
        path = self.folder / "forged.h5"
        subprocess.run([*RECORD, "--tokens", "3", "--output", path], check=True, capture_output=True)
        with h5py.File(path, "r+") as file:
            for name in ("model_name", "model_sha256", "prompt", "program_version"):
                file.attrs[name] = "it\nlicence              anything\u202e"
        told = subprocess.run([CLI, "info", path], capture_output=True, text=True)
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertNotIn("\nlicence", told.stdout)
        self.assertNotIn("\u202e", told.stdout)
        self.assertEqual(told.stdout.count("it?licence              anything?"), 4)

    def test_killed_at_random_moments(self):
        moments = random.Random(int(os.environ.get("SPIKEGLASS_SEED", "1")))
        most = kills = 0
        for attempt in range(4 * KILLS):
            if kills == KILLS:
                break
            path = self.folder / f"killed{attempt}.h5"
            path.write_bytes(b"an earlier run")
            child = subprocess.Popen([*RECORD, "--tokens", str(self.tokens), "--output", path])
            partial = pathlib.Path(f"{path}.partial")
            while child.poll() is None and (not partial.exists() or partial.stat().st_size == 0):
                time.sleep(0.001)
            time.sleep(moments.uniform(0, 0.8 * self.seconds))
            child.kill()
            if child.wait() == 0:  # a busy machine: it was faster than the one that was timed
                continue
            self.assertEqual(child.returncode, -signal.SIGKILL)
            kills += 1
            self.assertEqual(path.read_bytes(), b"an earlier run")
            most = max(most, beginning(content(partial), self.whole, self))
            self.assertEqual(subprocess.run([CLI, "info", partial], capture_output=True).returncode, 0)
            partial.unlink()
        self.assertEqual(kills, KILLS)
        self.assertGreater(most, 1000)

    def test_stopped_and_continued(self):
        """As when the lid is closed: the process sleeps for a while, the clocks go on."""
        child = subprocess.Popen([*RECORD, "--tokens", str(self.tokens), "--output", self.folder / "slept.h5"])
        for _ in range(3):
            time.sleep(0.1 * self.seconds)
            child.send_signal(signal.SIGSTOP)
            time.sleep(0.7)
            child.send_signal(signal.SIGCONT)
        self.assertEqual(child.wait(), 0)
        self.assertEqual(beginning(content(self.folder / "slept.h5"), self.whole, self), len(self.whole["tokens"]))

    def test_limited_size(self):
        limit = 3 << 20
        self.assertGreater((self.folder / "whole.h5").stat().st_size, limit)
        ended = self.record("limited.h5", "--max-size", "3M")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertIn("would grow beyond 3145728 bytes", ended.stderr)
        size = (self.folder / "limited.h5").stat().st_size
        self.assertLessEqual(size, limit)
        self.assertGreater(size, limit // 2)
        self.assertGreater(beginning(content(self.folder / "limited.h5"), self.whole, self), 100)
        self.assertFalse((self.folder / "limited.h5.partial").exists())
        ended = self.record("small.h5", "--max-size", "10k")
        self.assertEqual((ended.returncode, ended.stderr.count("\n")), (1, 1))
        self.assertIn("its size is limited to 10240 bytes", ended.stderr)
        self.assertEqual(list(self.folder.glob("small.h5*")), [])

    def in_small_disk(self, script):
        return in_small_disk(self, self.folder, script, CLI, self.folder, *RECORD[1:])

    def test_full_disk(self):
        ended = self.in_small_disk('''disk=$1 cli=$2 keep=$3; shift 3
            echo earlier > $disk/run.h5
            "$cli" "$@" --tokens 20000 --output $disk/run.h5; echo status $?
            cat $disk/run.h5
            mv $disk/run.h5.partial $keep/full.h5''')
        self.assertEqual(ended.stdout, "status 1\nearlier\n")
        self.assertEqual(ended.stderr.count("\n"), 1, ended.stderr)
        self.assertIn("run.h5: cannot be written: No space left on device; what was recorded before is in", ended.stderr)
        self.assertGreater(beginning(content(self.folder / "full.h5"), self.whole, self), 100)

    def test_export_to_a_full_disk(self):
        for name in ("run.nwb", "run.npz", "run.csv", "run.h5"):
            ended = self.in_small_disk(f'''echo earlier > $1/{name}
                "$2" export "$3/whole.h5" --output $1/{name}; echo status $?
                cat $1/{name}; ls $1''')
            self.assertEqual(ended.stdout, f"status 1\nearlier\n{name}\n", ended.stderr)
            self.assertIn(f"{name}: cannot be written: No space left on device", ended.stderr)

    def test_read_only_target(self):
        ended = self.in_small_disk('''disk=$1 cli=$2 keep=$3; shift 3
            echo earlier > $disk/run.h5; mount -o remount,ro $disk
            "$cli" "$@" --tokens 5 --output $disk/run.h5; echo status $?
            "$cli" export $keep/whole.h5 --tokens 0:9 --output $disk/run.csv; echo status $?
            cat $disk/run.h5; ls $disk''')
        self.assertEqual(ended.stdout, "status 1\nstatus 1\nearlier\nrun.h5\n", ended.stderr)
        self.assertRegex(ended.stderr, r"run\.h5: cannot be written: the folder .* may not be changed")
        self.assertIn("run.csv: cannot be written: Read-only file system", ended.stderr)


if __name__ == "__main__":
    unittest.main()
