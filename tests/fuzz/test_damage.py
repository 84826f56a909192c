#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Damages the bundled checkpoints and opens them with spikeglass-cli: no crash, no hang, no more than 1 GiB of memory, and a
sentence whenever one is refused.

    SPIKEGLASS_CLI=build/release/bin/spikeglass-cli SPIKEGLASS_DAMAGED=10000 SPIKEGLASS_SEED=1 tests/fuzz/test_damage.py
"""
import collections
import os
import pathlib
import random
import resource
import struct
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLI = os.environ["SPIKEGLASS_CLI"]
COUNT = int(os.environ.get("SPIKEGLASS_DAMAGED", "60"))  # of each file
SEED = int(os.environ.get("SPIKEGLASS_SEED", "1"))
LONGEST = 5.0            # seconds
MOST_MEMORY = 1 << 30    # bytes
SIGNATURES = (b"TREE", b"SNOD", b"HEAP", b"GCOL", b"OHDR")


def flip_bits(data, chance):
    for _ in range(chance.choice((1, 1, 1, 8, 64))):
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)


def flip_metadata(data, chance):
    """Where the file's structure is: behind a signature, or in its first kilobytes."""
    places = [at for signature in SIGNATURES if (at := data.find(signature, chance.randrange(len(data)))) >= 0] + [0]
    start = chance.choice(places)
    for _ in range(chance.choice((1, 2, 8))):
        at = min(len(data) - 1, start + chance.randrange(512))
        data[at] = chance.choice((0, 1, 0x7F, 0xFF, data[at] ^ 1 << chance.randrange(8)))


def cut(data, chance):
    del data[chance.randrange(len(data)):]


def cut_out(data, chance):
    at = chance.randrange(len(data))
    del data[at:at + chance.choice((1, 7, 64, 4096))]


def swap_blocks(data, chance):
    size = chance.choice((8, 64, 512, 4096))
    a, b = (chance.randrange(max(1, len(data) - size)) for _ in range(2))
    if abs(a - b) >= size:
        data[a:a + size], data[b:b + size] = data[b:b + size], data[a:a + size]


def fill(data, chance):
    at, size = chance.randrange(len(data)), chance.choice((8, 256, 65536))
    data[at:at + size] = bytes([chance.choice((0, 0xFF))]) * len(data[at:at + size])


def forge_header(data, chance):
    """A number of the superblock, or 8 bytes at a multiple of 8 in the first kilobytes, replaced by one that is too large, or small."""
    at = 8 * chance.randrange(1, 512) if chance.random() < 0.7 else chance.randrange(8, 96)
    number = chance.choice((0, 1, len(data) - 1, len(data), len(data) + 1, 1 << 31, 1 << 40, (1 << 63) - 1, (1 << 64) - 1))
    data[at:at + 8] = struct.pack("<Q", number)


DAMAGES = (flip_bits, flip_metadata, cut, cut_out, swap_blocks, fill, forge_header)


class Damage(unittest.TestCase):
    def test_bundled_checkpoints(self):
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        for model in sorted((ROOT / "models").glob("*.h5")):
            whole, ends, slowest = model.read_bytes(), collections.Counter(), 0.0
            with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
                path = pathlib.Path(folder) / "damaged.h5"
                for i in range(COUNT):
                    chance = random.Random(f"{SEED} {model.name} {i}")
                    data = bytearray(whole)
                    damage = chance.choice(DAMAGES)
                    damage(data, chance)
                    path.write_bytes(data)
                    what = f"seed {SEED}, {model.name}, variant {i} ({damage.__name__})"
                    began = time.monotonic()
                    ended = subprocess.run([CLI, "info", path], capture_output=True, timeout=60)
                    seconds = time.monotonic() - began
                    slowest = max(slowest, seconds)
                    self.assertIn(ended.returncode, (0, 1), f"{what}: {ended.stderr}")
                    self.assertLess(seconds, LONGEST, what)
                    if ended.returncode == 1:
                        sentence = ended.stderr.decode()  # UTF-8, or this fails
                        self.assertEqual((sentence.count("\n"), sentence.startswith(f"spikeglass-cli: {path}: ")), (1, True), f"{what}: {sentence}")
                        self.assertNotIn("crashed", sentence, what)
                        self.assertTrue(all(c >= " " for c in sentence[:-1]), what)
                    ends[ended.returncode] += 1
            print(f"{model.name}: {COUNT} variants, {ends[1]} refused, {ends[0]} opened, the slowest in {slowest:.2f} s")
            self.assertGreater(ends[1], COUNT // 20)
        most = 1024 * max(memory, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        print(f"most memory of a process: {most >> 20} MiB")
        self.assertLess(most, MOST_MEMORY)


if __name__ == "__main__":
    unittest.main()
