# SPDX-License-Identifier: Apache-2.0
"""What every architecture of convert.py shares: reading state dicts, tokenizers and cards; writing checkpoints."""
import inspect
import io
import json
import math
import os
import re
import tempfile
from dataclasses import dataclass, field

FORMAT, FORMAT_VERSION = "spikeglass-checkpoint", 1
LONGEST_TOKENIZER = 64 << 20  # bytes
LONGEST_TEXT = 1 << 20        # bytes of a string attribute
LONGEST_NAME = 1024           # bytes of a figure's name
MOST_FIGURES = 4096           # of a card: attributes of one object
ALIGNMENT = 64                # bytes: where a dataset starts in the file, so that it can be memory-mapped


class BadInput(Exception):
    """What is wrong with a file that the user gave us, as one sentence."""


@dataclass
class Tokenizer:
    kind: str          # "characters", "words" or "bpe"
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
    tokenizer: Tokenizer = None  # what the checkpoint's own configuration says, if it says
    card: Card = None


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
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, or a number of thousands of digits
        raise BadInput(f"{path}: is not JSON in UTF-8 or UTF-16: {one_line(error)}") from None


def check_text(text, what):
    try:
        length = len(text.encode())
    except UnicodeEncodeError:
        raise BadInput(f"{what} is not UTF-8") from None
    if length > LONGEST_TEXT or "\0" in text:
        raise BadInput(f"{what} is longer than {LONGEST_TEXT} bytes or holds a NUL")


def check_figure_name(name, what):
    """Figures become attributes, and readers take no name that is not what it looks like."""
    misleading = name in ("", ".", "..") or re.search(
        "[\0-\x1f/\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]", name)
    if misleading or len(name.encode()) > LONGEST_NAME:
        raise BadInput(f"{what} has a name that is empty, misleading or longer than {LONGEST_NAME} bytes: {ascii(name[:40])}")


def characters_tokenizer(characters, where, normalization="none", untypable=()):
    """Plain characters embed a list; with a normalisation or tokens that are never typed it is an object."""
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
    content = list(characters)
    if normalization != "none" or untypable:
        content = {"characters": content, "normalization": normalization, "untypable": list(untypable)}
    return Tokenizer("characters", json.dumps(content, ensure_ascii=False).encode(), len(characters))


def words_tokenizer(words, where, normalization="spikedecoder-words", untypable=()):
    for i, word in enumerate(words):
        if not isinstance(word, str) or not word.strip():
            raise BadInput(f"{where}: entry {i} is {str(word)[:40]!r}; expected a word")
        check_text(word, f"{where}: entry {i}")
    if not words:
        raise BadInput(f"{where}: lists no words")
    if len(set(words)) != len(words):
        seen = set()
        twice = next(w for w in words if w in seen or seen.add(w))
        raise BadInput(f"{where}: lists {twice[:40]!r} twice")
    content = {"words": words, "normalization": normalization, "separator": " ", "untypable": list(untypable)}
    return Tokenizer("words", json.dumps(content, ensure_ascii=False).encode(), len(words))


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
    try:
        definition = json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadInput(f"{path}: holds half of a surrogate pair, which is no text") from None
    return Tokenizer("bpe", definition, max(ids) + 1)


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
    return card_of(read_json(path)[0], path)


def card_of(content, path):
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
        if type(bits) not in (int, float) or not abs(bits) < 1e300:  # NaN neither
            raise BadInput(f"{path}: held_out_bits_per_character {name} is {str(bits)[:40]!r}; expected a number")
        check_figure_name(name, f"{path}: held_out_bits_per_character")
        card.held_out[name] = float(bits)
    if len(card.held_out) > MOST_FIGURES:
        raise BadInput(f"{path}: held_out_bits_per_character has {len(card.held_out)} entries; expected at most {MOST_FIGURES}")
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
    return state


def check_floats(state, path):
    import torch

    for name, value in state.items():
        if value.layout != torch.strided or not value.is_floating_point():
            raise BadInput(f"{path}: {name} is {value.dtype} ({value.layout}); expected dense floats")


def check_shapes(state, shapes, path, architecture, names={}):
    """names: what the file itself calls a tensor, where that differs."""
    for name, shape in shapes.items():
        if name not in state:
            raise BadInput(f"{path}: {name} is missing; expected a tensor of shape {list(shape)}")
        if tuple(state[name].shape) != shape:
            raise BadInput(f"{path}: {names.get(name, name)} has shape {list(state[name].shape)}; expected {list(shape)}")
    extra = sorted(set(state) - set(shapes))
    if extra:
        found = names.get(extra[0], extra[0])
        raise BadInput(f"{path}: holds {found[:80]!r}, which {architecture} does not have ({len(extra)} such names)")


def to_numpy(state, path, stored):
    """All as float16 or bfloat16 where stored says so; else float32, float16 and bfloat16 as they are, and float64 as float32.
    bfloat16 comes as its bits, uint16, as numpy and HDF5 have no such type."""
    import numpy as np
    import torch

    arrays = {}
    for name, value in state.items():
        own = {torch.float16: "float16", torch.bfloat16: "bfloat16"}.get(value.dtype, "float32")
        kind = stored or own
        if value.dtype != torch.float16:
            value = value.to(torch.float32)
        array = np.array(value.detach().numpy(), order="C")
        bits = None
        if kind == "float16":
            with np.errstate(over="ignore"):
                array = array.astype(np.float16)
        elif kind == "bfloat16":
            rounded = torch.from_numpy(array.astype(np.float32)).to(torch.bfloat16)
            bits = rounded.view(torch.int16).numpy().view(np.uint16)
            array = rounded.to(torch.float32).numpy()
        bad = np.flatnonzero(~np.isfinite(array))
        if bad.size:
            index = [int(i) for i in np.unravel_index(bad[0], array.shape)]
            found = float(state[name][tuple(index)])
            reason = f"too large for {kind}" if math.isfinite(found) else "expected finite weights"
            raise BadInput(f"{path}: {name} is {found:g} at {index}; {reason}")
        arrays[name] = array if bits is None else bits
    return arrays


# --- writing ----------------------------------------------------------------------------------------------------------


def write_content(file, checkpoint, tokenizer, card):
    import numpy as np

    file.attrs["format"] = FORMAT
    file.attrs["version"] = np.int32(FORMAT_VERSION)
    file.attrs["architecture"] = checkpoint.architecture
    configuration = file.create_group("configuration")
    for name, value in checkpoint.configuration.items():
        stored = {bool: np.bool_, int: np.int64, float: np.float64, str: str}[type(value)]
        configuration.attrs[name] = stored(value)
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
        dataset = weights.create_dataset(name, data=array.astype(array.dtype.newbyteorder("<"), copy=False))
        if array.dtype == np.uint16:
            dataset.attrs["dtype"] = "bfloat16"


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
