#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Packs golden outputs (.npz) into the plain files that tests/network/test_network_golden.cpp reads.

usage: make_expected.py NAME.npz... FOLDER          (this folder holds what it wrote; the checkpoints beside them are
                                                     models/convert.py's, the runtime one with --rescale-every 6
                                                     --float-embedding)

NAME.expected, little-endian: the eight bytes "SGEXPECT"; int32 N, L, C, V; then
    tokens int32 [N], logits float32 [N, V], spikes bit-packed uint64 [N, L, 2, C / 64] (neuron i is bit i % 64 of word
    i / 64; mixer 0 is time_mix, 1 is channel_mix), membranes after reset float32 [2, N, L, C] in the same order of mixers.
"""
import sys
from pathlib import Path

import numpy as np


def pack(golden, path):
    tokens, logits, spikes = golden["tokens"], golden["logits"], golden["spikes"]
    (count, blocks, _, width), vocabulary = spikes.shape, logits.shape[1]
    assert width % 64 == 0 and len(tokens) == count
    with open(path, "wb") as file:
        file.write(b"SGEXPECT")
        file.write(np.array([count, blocks, width, vocabulary], "<i4").tobytes())
        file.write(tokens.astype("<i4").tobytes())
        file.write(logits.astype("<f4").tobytes())
        file.write(np.packbits(spikes.astype(np.uint8), axis=-1, bitorder="little").tobytes())
        for mixer in ("time_mix", "channel_mix"):
            file.write(golden[f"membrane_{mixer}"].astype("<f4").tobytes())


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__.split("\n\n")[1])
    for name in sys.argv[1:-1]:
        with np.load(name) as golden:
            pack(golden, Path(sys.argv[-1], Path(name).stem + ".expected"))
