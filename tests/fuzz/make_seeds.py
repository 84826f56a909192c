#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes seeds/checkpoint/*.h5 and seeds/recording/{small,plain,chunked}.h5: files of a few kilobytes with little in each chunk, because
an execution costs what its input takes to unpack. Needs h5py. The files are committed; run this only to change them."""
import json
from pathlib import Path

import h5py
import numpy as np

SEEDS = Path(__file__).parent / "seeds"
PACKED = {"shuffle": True, "compression": "gzip"}
SITES = ("embedding", "blocks.0.time_mix")


def checkpoint(name, libver="earliest", dtype="f2", **storage):
    path = SEEDS / "checkpoint" / name
    path.parent.mkdir(exist_ok=True)
    with h5py.File(path, "w", libver=libver) as file:
        file.attrs.update({"format": "spikeglass-checkpoint", "version": 1, "architecture": "spikegpt"})
        file.create_group("configuration").attrs.update({"vocabulary": 2, "width": 3, "ratio": 0.5, "flag": True})
        file.create_group("slots").attrs["embedding"] = "both"
        card = file.create_group("card")
        card.attrs.update({"name": "small", "tokens_seen": 7})
        card.create_group("held_out_bits_per_character").attrs["all_snn"] = 1.5
        tokenizer = file.create_group("tokenizer")
        tokenizer.attrs["kind"] = "characters"
        tokenizer["definition"] = np.frombuffer(b'["a", "b"]', np.uint8)
        file.create_group("weights").create_dataset("emb.weight", data=np.arange(15).reshape(5, 3).astype(dtype), **storage)


def recording(name, libver="earliest", further=False, **storage):
    """further: with all that a recording may hold."""
    tokens, network = 3, {"architecture": "spikegpt", "width": 4, "blocks": 1, "timesteps": 1, "positions": 0, "parameters": 9,
                          "slots": [{"name": s, "block": b, "ann": True, "snn": True} for b, s in enumerate(SITES, -1)],
                          "components": [{"name": s, "slot": s} for s in SITES]}
    with h5py.File(SEEDS / "recording" / name, "w", libver=libver) as file:
        file.attrs.update({"format": "spikeglass-recording", "version": 1, "vocabulary": 2, "model_sha256": "0", "model_name": "small",
                           "prompt": "a", "program_version": "1", "temperature": 0.8, "top_p": 0.9, "seed": 1,
                           "block_choice": json.dumps({s: "snn" for s in SITES}), "sites": json.dumps(SITES)})
        text = h5py.string_dtype()

        def dataset(group, name, values, kind, packs=True):
            values = np.asarray(values, kind)
            chunks = {"chunks": (2, *values.shape[1:]), "maxshape": (None, *values.shape[1:]), **storage} if storage and packs else {}
            group.create_dataset(name, data=values, **chunks)

        dataset(file, "tokens", [0, 1, 1], "i4")
        dataset(file, "text", ["a", "b", "b"], text, packs=False)
        if further:
            file.attrs.update({"network": json.dumps(network), "weights": "float32", "interventions": "[]", "tokenizer": "characters",
                               "token_texts": '["a", "b"]', "operation_fields": '["ac", "mac"]', "prompt_tokens": 1})
            dataset(file, "logits", np.ones((tokens, 2)), "f4", packs=False)
            dataset(file, "surprisal", [1, 1, 1], "f4", packs=False)
            for name in ("operations", "twin_operations"):
                dataset(file, name, np.ones((tokens, len(SITES), 2)), "i8", packs=False)
            dataset(file, "candidates", [[0, 1]] * tokens, "i4", packs=False)
            dataset(file, "candidate_probabilities", [[0.5, 0.5]] * tokens, "f4", packs=False)
            change = {"token": 1, "block_choice": {s: "ann" for s in SITES}, "interventions": [], "seed": 1, "temperature": 1, "top_p": 1}
            dataset(file, "changes", [json.dumps(change)], text, packs=False)
        for block, name in enumerate(SITES, -1):
            site = file.create_group(f"sites/{name}")
            if further:
                site.attrs.update({"slot": name, "component": name, "block": block, "has_membrane": int(block >= 0), "threshold": 1.0, "tau": 2.0})
            dataset(site, "spikes", np.eye(4)[:tokens].reshape(tokens, 1, 4), "u1", packs=name != "embedding")
            if block >= 0:
                dataset(site, "membrane", np.ones((tokens, 1, 4)), "f4", packs=False)


checkpoint("plain.h5")
checkpoint("chunked.h5", chunks=(2, 2), fletcher32=True, **PACKED)
checkpoint("latest.h5", libver="latest", dtype=">f4")
recording("small.h5", libver="latest")
recording("chunked.h5", **PACKED)
recording("plain.h5", libver="latest", further=True)
