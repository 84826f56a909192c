# SPDX-License-Identifier: Apache-2.0
"""A text for SpikeDecoder: normalised, as indices into the published alphabet, and its windows."""
import re
from pathlib import Path

import numpy as np
import torch

from decoder import ALPHABET

HELD_OUT = 0.05


def normalise(text):
    """The text normalisation of the published character models, as core/text has it (tests/data/text/normalization_cases.json)."""
    text = re.sub(r"[!?]", ".", re.sub(r"--|[;\s]", " ", text))
    text = re.sub(r"[^A-Za-z. ']", "", text).lower()
    # A row of stops, whatever spaces stand between them: threes stay together, and one space follows.
    text = re.sub(r"\.(?: *\.)* *", lambda row: (stops := row[0].count(".")) // 3 * "... " + stops % 3 * ". ", text)
    return re.sub(r" +", " ", text)


class Text:
    def __init__(self, path):
        text = normalise(Path(path).read_bytes().decode("utf-8-sig"))
        lookup = np.zeros(128, dtype=np.int64)
        lookup[[ord(c) for c in ALPHABET]] = np.arange(len(ALPHABET))
        indices = torch.from_numpy(lookup[np.frombuffer(text.encode("ascii"), dtype=np.uint8)])
        held_out = round(len(text) * HELD_OUT)
        self.name, self.training, self.held_out = Path(path).stem, indices[:-held_out], indices[-held_out:]

    def batch(self, step, size, window, seed):
        """Inputs and targets [size, window] of update `step`: windows side by side in random order, from a new offset each epoch."""
        per_epoch = (len(self.training) - window - 1) // window // size - 1
        epoch, at = divmod(step, per_epoch)
        random = np.random.Generator(np.random.PCG64([seed, epoch]))
        offset = int(random.integers(window))
        order = random.permutation(per_epoch * size)[at * size:(at + 1) * size]
        rows = torch.stack([self.training[offset + w * window:offset + (w + 1) * window + 1] for w in order.tolist()])
        return rows[:, :-1].contiguous(), rows[:, 1:].contiguous()


def scored_windows(text, window):
    """Inputs, targets, and which positions count: each character is predicted once, as if a full window started again from
    its last half. The last window is shorter in effect: what is beyond the text does not count."""
    half = window // 2
    starts = list(range(0, max(1, len(text) - 1 - half), half))
    padded = torch.cat([text, torch.zeros(window + 1, dtype=text.dtype)])
    rows = torch.stack([padded[s:s + window + 1] for s in starts])
    counts = torch.zeros(len(starts), window, dtype=torch.bool)
    for i, s in enumerate(starts):
        counts[i, (half if i else 0):min(window, len(text) - 1 - s)] = True
    return rows[:, :-1].contiguous(), rows[:, 1:].contiguous(), counts
