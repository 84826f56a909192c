#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the checkpoints that tests/io reads: accepted/*.h5, in every form that h5py can store the same content in, and
refused/*.h5, each with one thing wrong. Needs h5py. The files are committed; run this only to change them."""
from pathlib import Path

import h5py
import numpy as np

HERE = Path(__file__).parent
PLAIN = {"format": "spikeglass-checkpoint", "version": 1, "architecture": "spikegpt"}
CONFIGURATION = {"vocabulary": 5, "width": 3, "ratio": 0.5, "flag": True, "plain_flag": 1, "mode": "wide", "list": [1, 2]}
SLOTS = {"embedding": "ann", "blocks.0.time_mix": "snn", "blocks.0.channel_mix": "both"}
CARD = {"name": "Kärtchen", "licence": "CC0-1.0", "training_text": "none", "notes": "for tests", "tokens_seen": 12345678901}
HELD_OUT = {"all_snn": 1.5, "all_ann": np.float32(1.25), "random_mean": 2}
TOKENIZER = '["a", "b", "c", "d", "é"]'.encode()


def values(*shape):
    """Multiples of 1/8 that float16 holds exactly; tests/io/checkpoint_test.h computes the same."""
    return ((np.arange(np.prod(shape)) % 1000) / 8 - 50).reshape(shape)


WEIGHTS = {"emb.weight": values(5, 3), "mix": values(1, 1, 3), "bias": values(3), "large": values(37, 29)}


def write(path, libver="earliest", weights="f4", text=str, change=None, track_order=False, **storage):
    """A complete checkpoint; `change(file)` then damages it."""
    path = HERE / path
    path.parent.mkdir(exist_ok=True)
    with h5py.File(path, "w", libver=libver, track_order=track_order) as file:
        def attributes(group, entries):
            for name, value in entries.items():
                group.attrs[name] = text(value) if isinstance(value, str) else value

        attributes(file, PLAIN)
        attributes(file.create_group("configuration", track_order=track_order), CONFIGURATION)
        attributes(file.create_group("slots", track_order=track_order), SLOTS)
        card = file.create_group("card")
        attributes(card, CARD)
        attributes(card.create_group("held_out_bits_per_character"), HELD_OUT)
        tokenizer = file.create_group("tokenizer")
        attributes(tokenizer, {"kind": "characters"})
        tokenizer["definition"] = np.frombuffer(TOKENIZER, np.uint8)
        group = file.create_group("weights", track_order=track_order)
        for name, array in WEIGHTS.items():
            options = dict(storage)
            if "chunks" in options:
                options["chunks"] = tuple(min(c, s) for c, s in zip(options["chunks"][:array.ndim], array.shape))
            group.create_dataset(name, data=array.astype(weights if isinstance(weights, str) else weights[name]), **options)
        if change:
            change(file)


def compact(file):
    for name, array in WEIGHTS.items():
        del file["weights"][name]
        properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        properties.set_layout(h5py.h5d.COMPACT)
        space = h5py.h5s.create_simple(array.shape)
        dataset = h5py.h5d.create(file["weights"].id, name.encode(), h5py.h5t.IEEE_F32LE, space, properties)
        dataset.write(space, space, array.astype("f4"))


def big_endian(file):
    for group, names in (("/", ["version"]), ("configuration", ["vocabulary", "ratio"])):
        for name in names:
            value = file[group].attrs[name]
            file[group].attrs.create(name, value, dtype=">f8" if name == "ratio" else ">i2")


def many(file):
    """So many links (all to one dataset) that every kind of index needs several levels."""
    for i in range(1500):
        file[f"weights/more.{i:04}.weight"] = file["weights/bias"]


def bfloat16(name, bits, byte_order="<"):
    """A dataset of bfloat16: its bits as uint16, and an attribute that says what they are."""
    def change(file):
        del file[name]
        file.create_dataset(name, data=np.array(bits).astype(byte_order + "u2"))
        file[name].attrs["dtype"] = "bfloat16"
    return change


def all_bfloat16(file):
    for name, array in WEIGHTS.items():
        bits = np.arange(array.size).reshape(array.shape) % 0x7F80  # every one is finite
        bfloat16(f"weights/{name}", bits, ">" if name == "mix" else "<")(file)


def accepted():
    write("bfloat16.h5", change=all_bfloat16)
    write("accepted/plain.h5")
    write("accepted/float16.h5", weights="f2")
    write("accepted/mixed.h5", weights={"emb.weight": "f2", "mix": "f4", "bias": "f2", "large": "f4"})
    write("accepted/big_endian.h5", weights=">f4", change=big_endian)
    write("accepted/big_endian_float16.h5", weights=">f2")
    write("accepted/latest.h5", libver="latest")
    write("accepted/track_order.h5", track_order=True)
    write("accepted/fixed_text.h5", text=lambda s: np.bytes_(s.encode()))
    write("accepted/compact.h5", change=compact)
    write("accepted/chunked.h5", chunks=(8, 7, 2))
    write("accepted/deflated.h5", chunks=(8, 7, 2), compression="gzip", shuffle=True, fletcher32=True)
    write("accepted/deflated_float16.h5", weights="f2", chunks=(5, 29, 3), compression="gzip", shuffle=True)
    write("accepted/extensible.h5", chunks=(16, 29, 3), maxshape=None, compression="gzip")
    write("accepted/many_members.h5", change=many)
    write("accepted/many_members_latest.h5", libver="latest", change=many)


def without(*names):
    def change(file):
        for name in names:
            del file[name]
    return change


def attribute(group, name, value):
    def change(file):
        if value is None:
            del file[group].attrs[name]
        else:
            file[group].attrs[name] = value
    return change


def replace(name, data, **options):
    def change(file):
        del file[name]
        file.create_dataset(name, data=data, **options)
    return change


def link(name, target):
    def change(file):
        del file[name]
        file[name] = target
    return change


def virtual(file):
    del file["weights/bias"]
    layout = h5py.VirtualLayout(shape=(3,), dtype="f4")
    layout[:] = h5py.VirtualSource("other.h5", "bias", shape=(3,))
    file.create_virtual_dataset("weights/bias", layout)


def committed(file):
    del file["weights/bias"]
    file["type"] = np.dtype("f4")
    file["weights"].create_dataset("bias", data=values(3), dtype=file["type"])


def partly_written(file):
    del file["weights/large"]
    dataset = file.create_dataset("weights/large", (37, 29), "f4", chunks=(8, 29))
    dataset[:9] = 1


def cycle(file):
    file["weights/loop"] = file["/"]


def spoiled(name, index, value):
    def change(file):
        file["weights"][name][index] = value
    return change


def refused():
    with h5py.File(HERE / "refused/other_hdf5.h5", "w") as file:
        file["data"] = np.zeros(3)
    changes = {
        "recording": attribute("/", "format", "spikeglass-recording"),
        "other_format": attribute("/", "format", "somebody's"),
        "format_number": attribute("/", "format", 3),
        "newer_version": attribute("/", "version", 2),
        "version_text": attribute("/", "version", "1"),
        "no_version": attribute("/", "version", None),
        "no_architecture": attribute("/", "architecture", None),
        "architecture_number": attribute("/", "architecture", 3.5),
        "not_utf8": attribute("/", "architecture", np.bytes_(b"spike\xff")),
        "no_configuration": without("configuration"),
        "configuration_dataset": replace("configuration", np.zeros(3)),
        "no_slots": without("slots"),
        "slot_form": attribute("slots", "embedding", "cnn"),
        "slot_number": attribute("slots", "embedding", 1),
        "no_weights": without("weights"),
        "weights_dataset": replace("weights", np.zeros(3)),
        "weights_empty": without(*(f"weights/{name}" for name in WEIGHTS)),
        "weights_cycle": cycle,
        "weights_group": lambda file: file.create_group("weights/more"),
        "weights_soft_link": link("weights/bias", h5py.SoftLink("/weights/mix")),
        "weights_external_link": link("weights/bias", h5py.ExternalLink("other.h5", "/bias")),
        "group_external_link": link("weights", h5py.ExternalLink("other.h5", "/weights")),
        "external_storage": replace("weights/bias", None, shape=(3,), dtype="f4", external=[("other.bin", 0, 12)]),
        "virtual": virtual,
        "committed_type": committed,
        "float64": replace("weights/bias", values(3)),
        "int32": replace("weights/bias", np.arange(3, dtype="i4")),
        "int16": replace("weights/bias", np.arange(3, dtype="i2")),
        "uint16": replace("weights/bias", np.arange(3, dtype="u2")),
        "bfloat16_nan": bfloat16("weights/mix", [[[0x3F80, 0x7FC0, 0]]]),
        "texts": replace("weights/bias", ["a", "b", "c"]),
        "compound": replace("weights/bias", np.zeros(3, [("x", "f4")])),
        "rank": replace("weights/bias", np.zeros((1,) * 9, "f4")),
        "no_elements": replace("weights/bias", np.zeros((0, 3), "f4")),
        "null": replace("weights/bias", h5py.Empty("f4")),
        "lzf": replace("weights/large", values(37, 29).astype("f4"), compression="lzf"),
        "scale_offset": replace("weights/large", values(37, 29).astype("f4"), scaleoffset=3),
        "never_written": replace("weights/bias", None, shape=(3,), dtype="f4"),
        "never_written_chunks": replace("weights/large", None, shape=(37, 29), dtype="f4", chunks=(8, 29)),
        "partly_written": partly_written,
        "huge_chunked": replace("weights/bias", None, shape=(1 << 38,), dtype="f4", chunks=(1 << 20,)),
        "huge_shape": replace("weights/bias", None, shape=(1 << 50,), dtype="f4", chunks=(1 << 20,)),
        "huge_chunk": replace("weights/bias", None, shape=(3,), maxshape=(None,), dtype="f4", chunks=(1 << 25,)),
        "tokenizer_no_kind": attribute("tokenizer", "kind", None),
        "tokenizer_kind_number": attribute("tokenizer", "kind", 3),
        "tokenizer_no_definition": without("tokenizer/definition"),
        "tokenizer_floats": replace("tokenizer/definition", np.zeros(3, "f4")),
        "tokenizer_matrix": replace("tokenizer/definition", np.zeros((3, 3), "u1")),
        "tokenizer_large": replace("tokenizer/definition", np.zeros((64 << 20) + 1, "u1"), compression=9, chunks=(8 << 20,)),
        "card_name_number": attribute("card", "name", 3),
        "tokens_seen_negative": attribute("card", "tokens_seen", -1),
        "held_out_text": attribute("card/held_out_bits_per_character", "all_snn", "low"),
        "held_out_nan": attribute("card/held_out_bits_per_character", "all_snn", np.nan),
        "many_attributes": lambda file: [file["slots"].attrs.create(f"s{i}", "snn", dtype="S3") for i in range(4097)],
    }
    for name, change in changes.items():
        write(f"refused/{name}.h5", change=change)
    write("refused/latest_chunks.h5", libver="latest", chunks=(8, 7, 2))
    # These open; only reading the tensor finds them out.
    write("refused/nan.h5", change=spoiled("large", (3, 17), np.nan))
    write("refused/infinity.h5", change=spoiled("emb.weight", (4, 2), -np.inf))
    write("refused/infinity_float16.h5", weights="f2", change=spoiled("mix", (0, 0, 1), np.inf))


if __name__ == "__main__":
    (HERE / "accepted").mkdir(exist_ok=True)
    (HERE / "refused").mkdir(exist_ok=True)
    accepted()
    refused()
