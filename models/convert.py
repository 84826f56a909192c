#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Converts published PyTorch checkpoints to Spikeglass checkpoints (docs/checkpoint-format.md).

The input is read with PyTorch's weights-only loader: an ordinary .pth is a pickle, which may run any code of its author
when loaded; the weights-only loader knows tensors and containers and refuses everything else.
"""
import argparse
import inspect
import json
import math
import io
import os
import re
import sys
import tempfile
from dataclasses import dataclass, field

VERSION = "0.1.0"
FORMAT, FORMAT_VERSION = "spikeglass-checkpoint", 1
LONGEST_TOKENIZER = 64 << 20  # bytes
LONGEST_TEXT = 1 << 20        # bytes of a string attribute
ALIGNMENT = 64                # bytes: where a dataset starts in the file, so that it can be memory-mapped


class BadInput(Exception):
    """What is wrong with a file that the user gave us, as one sentence."""


@dataclass
class Tokenizer:
    kind: str          # "characters" or "bpe"
    definition: bytes  # what the checkpoint embeds
    size: int          # number of token ids: one more than the largest


@dataclass
class Card:
    texts: dict = field(default_factory=dict)  # name, licence, training_text, notes
    tokens_seen: int = None
    held_out: dict = field(default_factory=dict)  # bits per character by block choice
    characters: list = None
    forms: str = None  # "snn", "ann" or "both"


@dataclass
class Checkpoint:
    architecture: str
    configuration: dict  # scalars
    slots: dict          # slot -> "ann", "snn" or "both"
    weights: dict        # name -> numpy array


def one_line(error):
    """The first line of a library's message: some print pages."""
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__


# --- reading ----------------------------------------------------------------------------------------------------------


def read_bytes(path, limit):
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from None
    if len(data) > limit:
        raise BadInput(f"{path}: is longer than {limit} bytes")
    return data


def read_json(path):
    """JSON in UTF-8, or in UTF-16 as SpikeGPT's training script writes its vocabulary."""
    data = read_bytes(path, LONGEST_TOKENIZER)
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return json.loads(data.decode("utf-16" if utf16 else "utf-8-sig")), data
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadInput(f"{path}: is not JSON in UTF-8 or UTF-16: {one_line(error)}") from None


def check_text(text, what):
    try:
        length = len(text.encode())
    except UnicodeEncodeError:
        raise BadInput(f"{what} is not UTF-8") from None
    if length > LONGEST_TEXT or "\0" in text:
        raise BadInput(f"{what} is longer than {LONGEST_TEXT} bytes or holds a NUL")


def characters_tokenizer(characters, where):
    for i, character in enumerate(characters):
        if not isinstance(character, str) or len(character) != 1:
            raise BadInput(f"{where}: entry {i} is {str(character)[:40]!r}; expected a single character")
        if 0xD800 <= ord(character) <= 0xDFFF:
            raise BadInput(f"{where}: entry {i} is half a surrogate pair; expected a character")
    if not characters:
        raise BadInput(f"{where}: lists no characters")
    if len(set(characters)) != len(characters):
        twice = next(c for i, c in enumerate(characters) if c in characters[:i])
        raise BadInput(f"{where}: lists {twice!r} twice")
    definition = json.dumps(list(characters), ensure_ascii=False).encode()
    return Tokenizer("characters", definition, len(characters))


def bpe_tokenizer(content, path):
    """A Hugging Face tokenizer.json, embedded as it is."""
    model = content["model"]
    vocabulary = model.get("vocab") if isinstance(model, dict) else None
    if not isinstance(vocabulary, dict) or model.get("type", "BPE") != "BPE":
        raise BadInput(f"{path}: is a tokenizer.json without a BPE vocabulary; expected byte-level BPE")
    added = content.get("added_tokens") or []
    ids = list(vocabulary.values()) + [t.get("id") if isinstance(t, dict) else None for t in added]
    if not ids or not all(type(i) is int and i >= 0 for i in ids):
        raise BadInput(f"{path}: holds a token whose id is not a number from 0")
    return Tokenizer("bpe", json.dumps(content, ensure_ascii=False).encode(), max(ids) + 1)


def read_tokenizer(path):
    """A JSON list of characters, a Hugging Face tokenizer.json, or SpikeGPT's vocab.json (id -> character)."""
    content, data = read_json(path)
    if isinstance(content, list):
        return characters_tokenizer(content, path)
    if isinstance(content, dict) and "model" in content:
        tokenizer = bpe_tokenizer(content, path)
        if data[:1] == b"{":  # already UTF-8: keep every byte as its author wrote it
            tokenizer.definition = data
        return tokenizer
    if isinstance(content, dict) and content and all(re.fullmatch(r"[0-9]{1,9}", key) for key in content):
        by_id = {int(key): character for key, character in content.items()}
        if sorted(by_id) != list(range(len(content))):
            raise BadInput(f"{path}: its ids are not 0 to {len(content) - 1}")
        return characters_tokenizer([by_id[i] for i in range(len(by_id))], path)
    raise BadInput(f"{path}: is neither a list of characters, nor a tokenizer.json, nor a vocab.json (id to character)")


def read_card(path):
    """The card that models/training writes; entries that are null or unknown are left out."""
    content, _ = read_json(path)
    if not isinstance(content, dict):
        raise BadInput(f"{path}: is no card: expected a JSON object")
    card = Card()
    for name in ("name", "licence", "training_text", "notes"):
        text = content.get(name)
        if text is None:
            continue
        if not isinstance(text, str):
            raise BadInput(f"{path}: {name} is {str(text)[:40]!r}; expected a text")
        check_text(text, f"{path}: {name}")
        card.texts[name] = text
    seen = content.get("tokens_seen")
    if seen is not None and (type(seen) is not int or not 0 <= seen < 2**63):
        raise BadInput(f"{path}: tokens_seen is {str(seen)[:40]!r}; expected a number from 0")
    card.tokens_seen = seen
    held_out = content.get("held_out_bits_per_character") or {}
    if not isinstance(held_out, dict):
        raise BadInput(f"{path}: held_out_bits_per_character is no object")
    for name, bits in held_out.items():
        if bits is None:
            continue
        if type(bits) not in (int, float) or not math.isfinite(bits):
            raise BadInput(f"{path}: held_out_bits_per_character {name} is {str(bits)[:40]!r}; expected a number")
        card.held_out[name] = float(bits)
    characters = content.get("characters")
    if characters is not None and not isinstance(characters, (list, str)):
        raise BadInput(f"{path}: characters is no list")
    card.characters = None if characters is None else list(characters)
    forms = content.get("forms")
    if forms is not None:
        named = {forms} if isinstance(forms, str) else set(map(str, forms)) if isinstance(forms, list) else set()
        both = bool(named & {"both", "switchable"}) or {"snn", "ann"} <= named
        card.forms = "both" if both else next((f for f in ("snn", "ann") if f in named), None)
        if card.forms is None:
            raise BadInput(f"{path}: forms is {str(forms)[:40]!r}; expected snn, ann or both")
    return card


def read_state(path):
    """The tensors of a PyTorch state dict, on the CPU."""
    try:
        import torch
    except ImportError:
        raise BadInput("this conversion needs PyTorch, which is not installed (Debian: python3-torch)") from None
    if "weights_only" not in inspect.signature(torch.load).parameters:
        raise BadInput(f"PyTorch {torch.__version__} cannot load weights without running code from the file; "
                       "version 1.13 or later can")
    try:
        with open(path, "rb") as file:
            state = torch.load(file, map_location="cpu", weights_only=True)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror or one_line(error)}") from None
    except Exception as error:  # the loader raises whatever its parts raise
        raise BadInput(f"{path}: is not a PyTorch state dict of plain tensors: {one_line(error)}") from None
    if not isinstance(state, dict) or not state:
        raise BadInput(f"{path}: holds a {type(state).__name__}; expected a state dict (name to tensor)")
    for name, value in state.items():
        if not isinstance(name, str) or not isinstance(value, torch.Tensor):
            raise BadInput(f"{path}: entry {str(name)[:80]!r} is a {type(value).__name__}; expected only tensors")
        if value.layout != torch.strided or not value.is_floating_point():
            raise BadInput(f"{path}: {name} is {value.dtype} ({value.layout}); expected dense floats")
    return state


def to_numpy(state, path, float16):
    """float32 and float16 as they are; bfloat16 and float64 as float32, because the format has no others."""
    import numpy as np
    import torch

    arrays = {}
    for name, value in state.items():
        if value.dtype != torch.float16:
            value = value.to(torch.float32)
        array = np.ascontiguousarray(value.detach().numpy())
        if float16:
            with np.errstate(over="ignore"):
                array = array.astype(np.float16)
        bad = np.flatnonzero(~np.isfinite(array))
        if bad.size:
            index = [int(i) for i in np.unravel_index(bad[0], array.shape)]
            found = float(state[name][tuple(index)])
            reason = "too large for float16" if math.isfinite(found) else "expected finite weights"
            raise BadInput(f"{path}: {name} is {found:g} at {index}; {reason}")
        arrays[name] = array
    return arrays


# --- SpikeGPT ---------------------------------------------------------------------------------------------------------


def spikegpt_shapes(vocabulary, width, blocks, hidden, ffn_pre):
    """Published name -> shape. With ffn_pre, block 0 has a second channel mix in place of its time mix."""

    def channel_mix(prefix):
        return {f"{prefix}.time_mix_k": (1, 1, width), f"{prefix}.time_mix_r": (1, 1, width),
                f"{prefix}.key.weight": (hidden, width), f"{prefix}.value.weight": (width, hidden),
                f"{prefix}.receptance.weight": (width, width)}

    shapes = {"emb.weight": (vocabulary, width)}
    for i in range(blocks):
        for norm in (["ln0"] if i == 0 else []) + ["ln1", "ln2"]:
            shapes[f"blocks.{i}.{norm}.weight"] = shapes[f"blocks.{i}.{norm}.bias"] = (width,)
        if i == 0 and ffn_pre:
            shapes.update(channel_mix("blocks.0.ffnPre"))
        else:
            att = f"blocks.{i}.att"
            shapes[f"{att}.time_decay"] = shapes[f"{att}.time_first"] = (width,)
            shapes.update({f"{att}.time_mix_{c}": (1, 1, width) for c in "kvr"})
            shapes.update({f"{att}.{p}.weight": (width, width) for p in ("key", "value", "receptance", "output")})
        shapes.update(channel_mix(f"blocks.{i}.ffn"))
    shapes["ln_out.weight"] = shapes["ln_out.bias"] = (width,)
    shapes["head.weight"] = (vocabulary, width)
    return shapes


def check_shapes(state, shapes, path):
    for name, shape in shapes.items():
        if name not in state:
            raise BadInput(f"{path}: {name} is missing; expected a tensor of shape {list(shape)}")
        if tuple(state[name].shape) != shape:
            raise BadInput(f"{path}: {name} has shape {list(state[name].shape)}; expected {list(shape)}")
    extra = sorted(set(state) - set(shapes))
    if extra:
        raise BadInput(f"{path}: holds {extra[0][:80]!r}, which SpikeGPT does not have ({len(extra)} such names)")


def spikegpt(state, options, forms):
    path = options.input
    for name in ("emb.weight", "blocks.0.ffn.key.weight"):
        if name not in state:
            raise BadInput(f"{path}: {name} is missing; expected a SpikeGPT state dict with the published names")
        if state[name].dim() != 2 or 0 in state[name].shape:
            raise BadInput(f"{path}: {name} has shape {list(state[name].shape)}; expected two dimensions")
    vocabulary, width = state["emb.weight"].shape
    hidden = state["blocks.0.ffn.key.weight"].shape[0]
    indices = {int(m[1]) for m in (re.match(r"blocks\.([0-9]{1,9})\.", name) for name in state) if m}
    blocks = len(indices)
    if indices != set(range(blocks)):
        missing = next(i for i in range(blocks) if i not in indices)
        raise BadInput(f"{path}: block {missing} is missing, but there is a block {max(indices)}")
    ffn_pre = any(name.startswith("blocks.0.ffnPre.") for name in state)
    check_shapes(state, spikegpt_shapes(vocabulary, width, blocks, hidden, ffn_pre), path)
    slots = {"embedding": "ann" if options.float_embedding else forms}
    for i in range(blocks):
        slots[f"blocks.{i}.time_mix"] = slots[f"blocks.{i}.channel_mix"] = forms
    configuration = {"vocabulary": vocabulary, "width": width, "blocks": blocks, "hidden": hidden, "ffn_pre": ffn_pre,
                     "rescale_every": options.rescale_every, "spiking_embedding": not options.float_embedding}
    return Checkpoint("spikegpt", configuration, slots, to_numpy(state, path, options.float16))


# --- writing ----------------------------------------------------------------------------------------------------------


def write_content(file, checkpoint, tokenizer, card):
    import numpy as np

    file.attrs["format"] = FORMAT
    file.attrs["version"] = np.int32(FORMAT_VERSION)
    file.attrs["architecture"] = checkpoint.architecture
    configuration = file.create_group("configuration")
    for name, value in checkpoint.configuration.items():
        configuration.attrs[name] = np.bool_(value) if isinstance(value, bool) else np.int64(value)
    slots = file.create_group("slots")
    for name, forms in checkpoint.slots.items():
        slots.attrs[name] = forms
    if tokenizer is not None:
        group = file.create_group("tokenizer")
        group.attrs["kind"] = tokenizer.kind
        group.create_dataset("definition", data=np.frombuffer(tokenizer.definition, np.uint8))
    group = file.create_group("card")
    for name, text in card.texts.items():
        group.attrs[name] = text
    if card.tokens_seen is not None:
        group.attrs["tokens_seen"] = np.int64(card.tokens_seen)
    if card.held_out:
        figures = group.create_group("held_out_bits_per_character")
        for name, bits in card.held_out.items():
            figures.attrs[name] = np.float64(bits)
    weights = file.create_group("weights")
    for name, array in checkpoint.weights.items():  # contiguous, never chunked: can be memory-mapped
        weights.create_dataset(name, data=array.astype(array.dtype.newbyteorder("<"), copy=False))


def write_checkpoint(path, checkpoint, tokenizer, card):
    """Under a temporary name beside the target, renamed when complete: never half a file under the name asked for."""
    try:
        import h5py
    except ImportError:
        raise BadInput("this conversion needs h5py, which is not installed (Debian: python3-h5py)") from None
    folder, name = os.path.split(os.path.abspath(path))
    if os.path.isdir(path):
        raise BadInput(f"{path}: is a directory; expected the name of a file to write")
    temporary = None
    try:
        image = io.BytesIO()  # made in memory: HDF5 itself crashes when it closes a file on a full disk
        with h5py.File(image, "w", alignment_threshold=1024, alignment_interval=ALIGNMENT) as file:
            write_content(file, checkpoint, tokenizer, card)
        handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(image.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)  # mkstemp's are private
        os.replace(temporary, path)
    except (OSError, RuntimeError, ValueError) as error:  # h5py raises the latter two when a disk is full
        raise BadInput(f"{path}: cannot be written: {getattr(error, 'strerror', None) or one_line(error)}") from None
    finally:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)


# --- command line -----------------------------------------------------------------------------------------------------


def add_common_options(parser):
    parser.add_argument("input", metavar="IN.pth", help="a PyTorch state dict with the published names")
    parser.add_argument("output", metavar="OUT.h5", help="the Spikeglass checkpoint to write")
    parser.add_argument("--tokenizer", metavar="FILE",
                        help="a JSON list of characters, a Hugging Face tokenizer.json, or a vocab.json (id to character)")
    parser.add_argument("--float16", action="store_true", help="store the weights as float16")
    parser.add_argument("--card", metavar="CARD.json", help="the card that models/training writes")
    parser.add_argument("--forms", choices=("snn", "ann", "both"),
                        help="which forms the sites were trained with (default: the card's, or snn)")
    parser.add_argument("--name", help="the model's name")
    parser.add_argument("--licence", help="its licence, preferably an SPDX identifier")
    parser.add_argument("--training-text", help="what it was trained on")
    parser.add_argument("--notes", help="anything else that its user should know")
    parser.add_argument("--tokens-seen", type=natural, metavar="N", help="tokens that it was trained on")


def natural(text):
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0")
    return int(text)


def make_parser():
    parser = argparse.ArgumentParser(prog="convert.py", description=__doc__.splitlines()[0])
    parser.add_argument("--version", action="version",
                        version=f"Spikeglass convert.py {VERSION}, checkpoint format {FORMAT_VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="ARCHITECTURE", required=True)
    gpt = commands.add_parser("spikegpt", help="SpikeGPT (spiking RWKV)", description="Converts a SpikeGPT checkpoint.")
    add_common_options(gpt)
    gpt.add_argument("--rescale-every", type=natural, default=0, metavar="N",
                     help="as the released inference script: halve the residual stream after every N blocks (it uses 6); "
                          "0, the default, is the network as trained")
    gpt.add_argument("--float-embedding", action="store_true",
                     help="as the released inference script: use the embedding without making it binary")
    gpt.set_defaults(convert=spikegpt)
    return parser


def convert(options):
    if os.path.exists(options.output) and os.path.exists(options.input) and \
            os.path.samefile(options.input, options.output):
        raise BadInput(f"{options.output}: is the input; expected another name for the output")
    card = read_card(options.card) if options.card else Card()
    for name in ("name", "licence", "training_text", "notes"):
        if getattr(options, name) is not None:
            check_text(getattr(options, name), f"--{name.replace('_', '-')}")
            card.texts[name] = getattr(options, name)
    if options.tokens_seen is not None:
        card.tokens_seen = options.tokens_seen
    tokenizer = None
    if options.tokenizer:
        tokenizer = read_tokenizer(options.tokenizer)
    elif card.characters is not None:
        tokenizer = characters_tokenizer(card.characters, options.card)
    checkpoint = options.convert(read_state(options.input), options, options.forms or card.forms or "snn")
    vocabulary = checkpoint.configuration["vocabulary"]
    if tokenizer is not None and (tokenizer.size > vocabulary or
                                  tokenizer.kind == "characters" and tokenizer.size != vocabulary):
        raise BadInput(f"{options.tokenizer or options.card}: has {tokenizer.size} tokens; "
                       f"{options.input} has a vocabulary of {vocabulary}")
    write_checkpoint(options.output, checkpoint, tokenizer, card)


def main():
    options = make_parser().parse_args()
    try:
        convert(options)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
