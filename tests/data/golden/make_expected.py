#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Packs golden outputs (.npz) into the plain files that tests/network reads.

usage: make_expected.py NAME.npz... FOLDER          (this folder holds what it wrote; the checkpoints beside them are
                                                     models/convert.py's: spikegpt, the runtime one with --rescale-every 6
                                                     --float-embedding; spikedecoder with --config NAME.json)

NAME.expected, little-endian. Of SpikeGPT (test_network_golden.cpp): the eight bytes "SGEXPECT"; int32 N, L, C, V; then
    tokens int32 [N], logits float32 [N, V], spikes bit-packed uint64 [N, L, 2, C / 64] (neuron i is bit i % 64 of word
    i / 64; mixer 0 is time_mix, 1 is channel_mix), membranes after reset float32 [2, N, L, C] in the same order of mixers.
Of SpikeDecoder (test_network_spikedecoder_golden.cpp), whose text and alphabet are in NAME.json beside the .npz: the eight
    bytes "SGEXPEC2"; int32 N, V, number of sites; tokens int32 [N], logits float32 [N, V]; then for each site int32 length
    of its name, the name, int32 T, int32 W, spikes uint8 [N, T, W].
"""
import json
import re
import sys
from pathlib import Path

import numpy as np

# A neuron layer of the reference implementation -> our site, in the order of computation within a block.
SITES = {"SMHA_LIF": "input", "SMHA_input_LIF": "attention.input", "SMHA_query_LIF": "attention.query",
         "SMHA_key_LIF": "attention.key", "SMHA_value_LIF": "attention.value", "SMHA_att_LIF": "attention.context",
         "SMHA_output_LIF": "attention.output", "resLIF": "attention.residual", "blockLIF": "residual",
         "MLP_net_0": "mlp.input", "MLP_net_4": "mlp.hidden", "MLP_net_5": "mlp.hidden", "MLP_net_9": "mlp.output"}


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


def site_name(key):
    if key == "spikes/Head_gen_LIF":
        return "head"
    block, layer = re.fullmatch(r"spikes/blocks_([0-9]+)_(.+)", key).groups()
    return f"blocks.{block}.{SITES[layer]}"


def pack_spikedecoder(golden, settings, path):
    tokens, logits = [settings["alphabet"].index(c) for c in settings["text"]], golden["logits"]
    sites = {site_name(key): golden[key].transpose(1, 0, 2) for key in golden.files if key.startswith("spikes/")}
    assert len(logits) == len(tokens) and all(len(spikes) == len(tokens) for spikes in sites.values())
    with open(path, "wb") as file:
        file.write(b"SGEXPEC2")
        file.write(np.array([len(tokens), logits.shape[1], len(sites), *tokens], "<i4").tobytes())
        file.write(logits.astype("<f4").tobytes())
        for name, spikes in sites.items():
            file.write(np.array([len(name)], "<i4").tobytes() + name.encode())
            file.write(np.array(spikes.shape[1:], "<i4").tobytes() + spikes.astype(np.uint8).tobytes())


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__.split("\n\n")[1])
    for name in map(Path, sys.argv[1:-1]):
        target = Path(sys.argv[-1], name.stem + ".expected")
        with np.load(name) as golden:
            if "tokens" in golden.files:
                pack(golden, target)
            else:
                pack_spikedecoder(golden, json.loads(name.with_suffix(".json").read_text()), target)
