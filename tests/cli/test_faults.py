#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the command line says and leaves behind when the machine fails it: no memory, a full disk, no permission, files that
change while they are read, signals."""
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "data")]
import make_tiny_checkpoint  # noqa: E402
from small_disk import in_small_disk  # noqa: E402

CLI = pathlib.Path(os.environ["SPIKEGLASS_CLI"])
TINY = HERE.parent / "data" / "checkpoints" / "tiny.h5"
MEBIBYTE = 1 << 20


def run(*arguments, **more):
    return subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, timeout=120, **more)


class Faults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def refused(self, ended, *words):
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assertEqual(ended.stderr.count("\n"), 1, ended.stderr)
        self.assertTrue(ended.stderr.startswith("spikeglass-cli: "), ended.stderr)
        for word in words:
            self.assertIn(word, ended.stderr)

    def large_model(self):
        """26 million weights: 52 MB on disk, 105 MB in memory."""
        small = {name: getattr(make_tiny_checkpoint, name) for name in ("WIDTH", "HIDDEN")}
        make_tiny_checkpoint.WIDTH, make_tiny_checkpoint.HIDDEN = 1024, 4096
        try:
            make_tiny_checkpoint.write_checkpoint(self.folder / "large.h5")
        finally:
            vars(make_tiny_checkpoint).update(small)
        return self.folder / "large.h5"

    def test_no_memory(self):
        if re.search(r"lib[at]san", subprocess.run(["ldd", CLI], capture_output=True, text=True).stdout):
            self.skipTest("a sanitizer's own memory does not fit into such a limit")
        large = self.large_model()
        few = 150 * MEBIBYTE

        def limited():
            resource.setrlimit(resource.RLIMIT_AS, (few, few))

        (self.folder / "text.txt").write_text("The prince came home. " * 30)
        text = ["--text", self.folder / "text.txt"]
        for command in (["generate", large, "--prompt", "The", "--tokens", "2"], ["score", large, *text], ["effects", large, "--prompt", "The"],
                        ["record", large, *text, "--output", self.folder / "run.h5"], ["compare", large, *text]):
            with self.subTest(command[0]):
                self.refused(run(*command, preexec_fn=limited), "large.h5", "memory")
        self.assertFalse((self.folder / "run.h5").exists())
        # A sweep says so before it begins.
        plan = self.folder / "plan.json"
        plan.write_text(json.dumps({"models": [str(large), str(TINY)], "prompts": [{"prompt": "The", "tokens": 3}], "seeds": [1]}))
        self.refused(run("sweep", plan, preexec_fn=limited), "large.h5", "memory")
        self.assertEqual(run("generate", large, "--prompt", "The", "--tokens", "2").returncode, 0)

    def test_full_disk(self):
        self.assertEqual(run("record", TINY, "--text", "The prince came home.", "--output", self.folder / "run.h5").returncode, 0)
        plan = {"models": [str(TINY)], "prompts": [{"prompt": "The", "tokens": 300}], "seeds": list(range(20))}  # each with the blocks spiking and analog
        (self.folder / "plan.json").write_text(json.dumps(plan))
        full = 'disk=$1 cli=$2 keep=$3; dd if=/dev/zero of=$disk/filler bs=1k count=2040 2>/dev/null; '
        ended = in_small_disk(self, self.folder, full + '''
            cp $keep/plan.json $disk/plan.json || exit 78
            dd if=/dev/zero of=$disk/rest bs=1k 2>/dev/null
            "$cli" sweep $disk/plan.json; echo status $?
            rm $disk/rest $disk/filler
            "$cli" sweep $disk/plan.json >/dev/null; echo status $?
            ls $disk/*/rows/*.json | wc -l''', CLI, self.folder)
        self.assertEqual(ended.stdout.splitlines()[-3:], ["status 1", "status 0", "40"], ended.stdout + ended.stderr)
        self.assertIn("No space left on device", ended.stderr)
        self.assertEqual(ended.stderr.splitlines()[0].count("No space left on device"), 1, ended.stderr)

        # The rows of a comparison that were written before stay beside what was there.
        (self.folder / "text.txt").write_text("The prince came home.")
        interventions = [word for neuron in range(12) for word in ("--intervene", f"embedding/{neuron}=silence")]
        ended = in_small_disk(self, self.folder, full + '''
            echo earlier > $disk/rows.csv
            n=0; while dd if=/dev/zero of=$disk/rest$n bs=1k count=4 2>/dev/null; do n=$((n + 1)); done; rm $disk/rest$((n - 1))
            shift 3
            "$cli" compare "$@" --csv $disk/rows.csv >/dev/null; echo status $?
            cat $disk/rows.csv; grep -c snn $disk/rows.csv.partial; tail -c 1 $disk/rows.csv.partial | od -An -c''', CLI, self.folder, TINY, "--text", self.folder / "text.txt", *interventions)
        self.assertEqual(ended.stdout.splitlines()[:2], ["status 1", "earlier"], ended.stdout + ended.stderr)
        self.assertGreater(int(ended.stdout.splitlines()[2]), 0)
        self.assertEqual(ended.stdout.splitlines()[3].strip(), "\\n")  # no half row
        self.assertRegex(ended.stderr, r"rows\.csv: cannot be written: No space left on device; the rows before are in .*rows\.csv\.partial\n$")

        for name in ("run.pdf", "run.svg", "run.png", "run.tiff"):
            with self.subTest(name):
                ended = in_small_disk(self, self.folder, full + f'''
                    echo earlier > $disk/{name}; dd if=/dev/zero of=$disk/rest bs=1k 2>/dev/null
                    "$cli" figure $keep/run.h5 --view raster --output $disk/{name}; echo status $?; cat $disk/{name}; ls $disk''', CLI, self.folder)
                if not (CLI.parent / "spikeglass-figure").exists():
                    continue
                self.assertEqual(ended.stdout, f"status 1\nearlier\nfiller\nrest\n{name}\n", ended.stderr)
                self.assertEqual(ended.stderr.count("\n"), 1, ended.stderr)

    def unprivileged(self, *arguments):
        """As somebody to whom permissions apply, which they do not to root."""
        drop = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"] if os.getuid() == 0 else []
        if drop and subprocess.run([*drop, "true"], capture_output=True).returncode != 0:
            self.skipTest("root's rights cannot be dropped here")
        return subprocess.run([*drop, CLI, *map(str, arguments)], capture_output=True, text=True, timeout=120)

    def test_no_permission(self):
        secret = self.folder / "secret.h5"
        shutil.copy(TINY, secret)
        secret.chmod(0)
        for command in (["info", secret], ["generate", secret, "--prompt", "The"]):
            self.refused(self.unprivileged(*command), "secret.h5", "Permission denied")
        closed = self.folder / "closed"
        closed.mkdir()
        (closed / "run.h5").write_text("earlier")
        closed.chmod(0o555)
        self.addCleanup(lambda: closed.chmod(0o755))
        text = ["--text", "The prince"]
        for command in (["record", TINY, *text, "--output", closed / "run.h5"],):
            self.refused(self.unprivileged(*command), "run.h5: cannot be written")
        self.assertEqual(run("record", TINY, *text, "--output", self.folder / "run.h5").returncode, 0)
        for name in ("run.csv", "run.nwb", "run.npz"):
            self.refused(self.unprivileged("export", self.folder / "run.h5", "--output", closed / name), name, "Permission denied")
        (closed / "run.h5").chmod(0o444)
        self.assertEqual([path.name for path in closed.iterdir()], ["run.h5"])
        self.assertEqual((closed / "run.h5").read_text(), "earlier")

    def test_model_that_changes_while_it_is_read(self):
        model = self.folder / "changing.h5"
        whole = TINY.read_bytes()
        model.write_bytes(whole)
        stop = threading.Event()

        def change():
            turn = 0
            while not stop.is_set():
                turn += 1
                with open(model, "r+b") as file:
                    if turn % 3 == 0:
                        file.truncate(len(whole) * (turn % 7) // 7)
                    else:
                        file.write(whole)
                if turn % 5 == 0:
                    replacement = self.folder / "replacement.h5"
                    replacement.write_bytes(whole)
                    replacement.rename(model)
                if turn % 11 == 0:
                    model.unlink()
                    model.write_bytes(whole)
                time.sleep(0.001 * (turn % 4))

        changer = threading.Thread(target=change)
        changer.start()
        try:
            refused = 0
            for _ in range(40):
                ended = run("generate", model, "--prompt", "The", "--tokens", "2")
                if ended.returncode != 0:
                    self.refused(ended, "changing.h5")
                    refused += 1
        finally:
            stop.set()
            changer.join()
        self.assertGreater(refused, 0)

    def test_signals_complete_a_recording(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number.name):
                path = self.folder / f"{number.name}.h5"
                child = subprocess.Popen([CLI, "record", TINY, "--prompt", "The", "--tokens", "100000000", "--output", path],
                                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                partial = pathlib.Path(f"{path}.partial")
                while not partial.exists() or partial.stat().st_size < 100_000:
                    self.assertIsNone(child.poll())
                    time.sleep(0.01)
                child.send_signal(number)
                _, said = child.communicate(timeout=60)
                self.assertEqual(child.returncode, 0, said)
                self.assertFalse(partial.exists())
                self.assertEqual(run("info", path).returncode, 0)


if __name__ == "__main__":
    unittest.main()
