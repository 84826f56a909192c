#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tiny.h5, a SpikeGPT of 2 blocks, 32 wide, with random weights and a real alphabet; and measurements.h5, which is
HDF5 but nothing of ours.

usage: make_tiny_checkpoint.py FOLDER          (tests/data/checkpoints holds what it wrote)

Uses numpy and h5py alone, as docs/checkpoint-format.md describes the format, so that no code of ours stands between the
format's description and the file. The scales are chosen so that every site fires, none of them always.
"""
import json
import sys
from pathlib import Path

import h5py
import numpy as np

SEED = 20231
ALPHABET = "\n !\"'(),-.0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzàéê—"
WIDTH, BLOCKS, HIDDEN = 32, 2, 128


def random_weights():
    """Published name -> array of random numbers, in a fixed order, so that the seed decides all of them."""
    random = np.random.Generator(np.random.PCG64(SEED))
    vocabulary = len(ALPHABET)

    def uniform(shape, low, high):
        return low + (high - low) * random.random(shape)

    def linear(out, width, gain):  # products of inputs of variance 1 have variance gain^2
        return uniform((out, width), -1, 1) * gain * np.sqrt(3 / width)

    weights = {"emb.weight": uniform((vocabulary, WIDTH), -1, 1), "head.weight": linear(vocabulary, WIDTH, 2)}

    def norm(name):
        weights[f"{name}.weight"], weights[f"{name}.bias"] = uniform(WIDTH, 0.8, 1.2), uniform(WIDTH, -0.2, 0.2)

    norm("blocks.0.ln0")
    for i in range(BLOCKS):
        norm(f"blocks.{i}.ln1")
        norm(f"blocks.{i}.ln2")
        att, ffn = f"blocks.{i}.att", f"blocks.{i}.ffn"
        weights[f"{att}.time_decay"] = uniform(WIDTH, -4, 0.5)
        weights[f"{att}.time_first"] = uniform(WIDTH, -0.5, 0.5)
        for name in (f"{att}.time_mix_k", f"{att}.time_mix_v", f"{att}.time_mix_r", f"{ffn}.time_mix_k", f"{ffn}.time_mix_r"):
            weights[name] = uniform((1, 1, WIDTH), 0.2, 1)
        for name, gain in (("key", 1), ("value", 1.5), ("receptance", 1), ("output", 4)):
            weights[f"{att}.{name}.weight"] = linear(WIDTH, WIDTH, gain)
        weights[f"{ffn}.key.weight"] = linear(HIDDEN, WIDTH, 1)
        weights[f"{ffn}.value.weight"] = linear(WIDTH, HIDDEN, 4)
        weights[f"{ffn}.receptance.weight"] = linear(WIDTH, WIDTH, 1)
    norm("ln_out")
    return {name: array.astype(np.float16) for name, array in weights.items()}


def write_checkpoint(path):
    slots = ["embedding"] + [f"blocks.{i}.{mixer}" for i in range(BLOCKS) for mixer in ("time_mix", "channel_mix")]
    with h5py.File(path, "w") as file:
        file.attrs.update(format="spikeglass-checkpoint", version=1, architecture="spikegpt")
        file.create_group("configuration").attrs.update(vocabulary=len(ALPHABET), width=WIDTH, blocks=BLOCKS, hidden=HIDDEN,
                                                        ffn_pre=False, rescale_every=0, spiking_embedding=True)
        file.create_group("slots").attrs.update({slot: "both" for slot in slots})
        definition = json.dumps(list(ALPHABET), ensure_ascii=False).encode()
        file["tokenizer/definition"] = np.frombuffer(definition, np.uint8)
        file["tokenizer"].attrs["kind"] = "characters"
        file.create_group("card").attrs.update(name="tiny", licence="CC0-1.0", notes="Random weights, for tests.")
        for name, array in random_weights().items():
            file.create_dataset(f"weights/{name}", data=array)


def write_measurements(path):
    with h5py.File(path, "w") as file:
        file.attrs["instrument"] = "thermometer"
        file["temperature"] = np.linspace(280, 300, 64)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__.split("\n\n")[1])
    write_checkpoint(Path(sys.argv[1], "tiny.h5"))
    write_measurements(Path(sys.argv[1], "measurements.h5"))
