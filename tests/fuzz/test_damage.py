#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Damages the bundled checkpoints, recordings and recipes, and opens them with spikeglass-cli: no crash, no hang, no more than 1 GiB
of memory, and a sentence whenever one is refused. What opens is also used.

    SPIKEGLASS_CLI=build/release/bin/spikeglass-cli SPIKEGLASS_DAMAGED=10000 SPIKEGLASS_SEED=1 SPIKEGLASS_JOBS=2 tests/fuzz/test_damage.py

SPIKEGLASS_ONLY=war-and-peace,.json takes only files whose names hold one of these; SPIKEGLASS_FIRST=17 begins with that variant.
"""
import concurrent.futures
import os
import pathlib
import random
import subprocess
import tempfile
import threading
import time
import unittest

import h5py

import damages

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLI = os.environ["SPIKEGLASS_CLI"]
HAS_FIGURES = os.access(pathlib.Path(CLI).with_name("spikeglass-figure"), os.X_OK)
COUNT = int(os.environ.get("SPIKEGLASS_DAMAGED", "60"))  # of each file
SEED = int(os.environ.get("SPIKEGLASS_SEED", "1"))
JOBS = int(os.environ.get("SPIKEGLASS_JOBS", "1"))
ONLY = os.environ.get("SPIKEGLASS_ONLY", "").split(",")
FIRST = int(os.environ.get("SPIKEGLASS_FIRST", "0"))
USED = 8                 # of those that open every eighth is used further
LONGEST = 5.0            # seconds
MOST_MEMORY = 1 << 20    # KiB


def run(command):
    """Exit status, what it said on standard error, seconds, KiB of memory (of the largest process that it started, too)."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    alarm = threading.Timer(60, process.kill)
    alarm.start()
    said = process.stderr.read()
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    alarm.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, said, time.monotonic() - began, usage.ru_maxrss


class Damage(unittest.TestCase):
    def use(self, what, command, beginning="spikeglass-cli: "):
        """Whether it went well, seconds, KiB of memory; fails if it went otherwise than promised."""
        for _ in range(3):  # a busy machine is no fault of the file
            status, said, seconds, memory = run(command)
            if seconds < LONGEST:
                break
        what += f": {' '.join(map(str, command[1:]))}: {said!r}"
        self.assertIn(status, (0, 1), what)
        self.assertLess(seconds, LONGEST, what)
        self.assertLess(memory, MOST_MEMORY, what)
        if status == 1:
            sentence = said.decode()  # UTF-8, or this fails
            self.assertEqual((sentence.count("\n"), sentence.startswith(beginning)), (1, True), what)
            self.assertNotIn("crashed", sentence, what)
            self.assertTrue(len(sentence) < 2000 and all(c >= " " for c in sentence[:-1]), what)
        return status == 0, seconds, memory

    def damage(self, subject, open_it, further):
        """open_it(path) is the command that opens the file; further: commands that use it, in turn."""
        if not any(word in str(subject) for word in ONLY):
            return
        whole = subject.read_bytes()
        structure = damages.Structure(whole) if whole.startswith(b"\x89HDF") else None

        def one(i):
            chance = random.Random(f"{SEED} {subject.name} {i}")
            data, damage = damages.damaged(whole, structure, chance)
            path = self.folder / f"{threading.get_ident()}{subject.suffix}"
            path.write_bytes(data)
            what = f"seed {SEED}, {subject.name}, variant {i} ({damage})"
            opened, seconds, memory = self.use(what, open_it(path), f"spikeglass-cli: {path}: " if structure else "spikeglass-cli: ")
            used = False
            if opened and further and i % USED == 0:
                used = True
                _, more_seconds, more_memory = self.use(what, further[i // USED % len(further)](path))
                seconds, memory = max(seconds, more_seconds), max(memory, more_memory)
            return opened, used, seconds, memory

        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
            opened, used, seconds, memory = zip(*pool.map(one, range(FIRST, FIRST + COUNT)))
        refused = len(opened) - sum(opened)
        print(f"{subject.name}: {len(opened)} variants of seed {SEED}, {refused} refused, {sum(opened)} opened, {sum(used)} of them used "
              f"further, the slowest took {max(seconds):.2f} s, the largest {max(memory) >> 10} MiB; {time.monotonic() - began:.0f} s in all", flush=True)
        self.assertGreaterEqual(refused, len(opened) // 20)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def output(self, ending):
        return self.folder / f"{threading.get_ident()}.out{ending}"

    def test_bundled_checkpoints(self):
        few = ("--threads", "1")
        text = self.folder / "text.txt"
        text.write_text("said the prince")
        further = (lambda path: (CLI, "generate", path, *few, "--tokens", "4", "--prompt", "the"),
                   lambda path: (CLI, "score", path, *few, "--text", text),
                   lambda path: (CLI, "info", path, "--weights", "int8"))
        for model in sorted((ROOT / "models").glob("*.h5")):
            self.damage(model, lambda path: (CLI, "info", path), further)

    def test_a_window_that_the_file_does_not_pay_for(self):
        data = bytearray((ROOT / "models" / "spikedecoder-switchable.h5").read_bytes())
        for name, value in ((b"positions", 65536), (b"timesteps", 3)):
            for at, size in damages.Structure(data).messages[damages.ATTRIBUTE]:
                if data[at + 8:at + 8 + len(name) + 1] == name + b"\0":
                    damages.put(data, at + size - 8, 8, value)
        path = self.folder / "window.h5"
        path.write_bytes(data)
        for command in ("info", path), ("generate", path, "--tokens", "2", "--prompt", "a"):
            status, said, _, memory = run((CLI, *command))
            self.assertEqual((status, said.count(b"would need more than 512 MiB of memory for each text")), (1, 1), said)
            self.assertLess(memory, MOST_MEMORY // 8)

    def test_codes_that_the_file_does_not_pay_for(self):
        """One-hot positions are computed: S x S numbers that no file holds."""
        path = self.folder / "codes.h5"
        path.write_bytes((ROOT / "tests" / "data" / "golden" / "spikedecoder_twohot_batch.h5").read_bytes())
        with h5py.File(path, "r+") as file:
            for name, value in (("positions", 36000), ("position_width", 36000), ("width", 36030)):
                file["configuration"].attrs.modify(name, value)
        status, said, _, memory = run((CLI, "info", path))
        self.assertEqual((status, said.count(b"the codes of 30 tokens and 36000 positions would need more than 64 MiB of memory")), (1, 1), said)
        self.assertLess(memory, MOST_MEMORY // 8)

    def test_a_name_that_is_not_fit_to_print(self):
        path = self.folder / "name.h5"
        path.write_bytes((ROOT / "models" / "spikedecoder-degree4.h5").read_bytes().replace(b"spikedecoder\0", b"spike\x1b[2Jder\0"))
        status, said, _, _ = run((CLI, "info", path))
        self.assertEqual(status, 1)
        self.assertIn("architecture is 'spike?[2Jder'", said.decode())

    def record(self):
        made = self.folder / "degree4.h5"
        model = ROOT / "models" / "spikedecoder-degree4.h5"
        subprocess.run((CLI, "record", model, "--prompt", "the ", "--tokens", "4", "--membrane", "all", "--logits", "--output", made),
                       check=True, capture_output=True)
        return made

    def figure(self, path):
        return CLI, "figure", path, "--alone", "--output", self.output(".svg")

    def test_recordings(self):
        further = [lambda path: (CLI, "export", path, "--output", self.output(".csv")),
                   lambda path: (CLI, "export", path, "--output", self.output(".nwb"))] + [self.figure] * HAS_FIGURES
        for recording in [self.record()] + sorted((ROOT / "tests/fuzz/seeds/recording").glob("*.h5")):
            self.damage(recording, lambda path: (CLI, "info", path), further)

    @unittest.skipUnless(HAS_FIGURES, "needs spikeglass-figure")
    def test_recipes(self):
        subprocess.run((CLI, "figure", self.record(), "--output", self.folder / "figure.svg"), check=True, capture_output=True)
        self.damage(self.folder / "figure.recipe.json", self.figure, ())


if __name__ == "__main__":
    unittest.main()
