# SPDX-License-Identifier: Apache-2.0
"""The training text as character indices, and the streams that walk through it."""
from pathlib import Path

import numpy as np
import torch


class Text:
    """Characters of a UTF-8 text (byte order mark and carriage returns removed); the last 5% are held out."""

    def __init__(self, path):
        text = Path(path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        self.name = Path(path).stem
        self.characters = sorted(set(text))  # by code point
        lookup = np.zeros(max(map(ord, self.characters)) + 1, dtype=np.int64)
        lookup[[ord(c) for c in self.characters]] = np.arange(len(self.characters))
        indices = torch.from_numpy(lookup[np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)])
        held_out = round(len(text) * 0.05)
        self.training, self.held_out = indices[:-held_out], indices[-held_out:]


def draw_choice(kind, sites, random):
    """One sequence's choice: which sites are spiking. `kind`: all-snn, all-ann or switchable."""
    if kind == "switchable":
        share = random.choice([1.0, 1.0, 0.0, random.random()])
        return (random.random(sites) < share).astype(np.uint8)
    return np.full(sites, kind == "all-snn", dtype=np.uint8)


class Streams:
    """`batch` walks through the training text, chunk after chunk; each jumps elsewhere after a random time.

    A jump starts from a zero state with a newly drawn choice, so a state always belongs to one choice.
    """

    def __init__(self, text, batch, chunk, mean_chunks, kind, sites, random):
        self.text, self.batch, self.chunk, self.mean_chunks = text, batch, chunk, mean_chunks
        self.kind, self.sites, self.random = kind, sites, random
        self.positions = np.full(batch, -1, dtype=np.int64)  # -1: jump before the next chunk
        self.choice = torch.zeros(batch, sites, dtype=torch.uint8)

    def next(self):
        """Inputs and targets [batch, chunk], and which streams [batch] jumped (their state must be reset)."""
        jumps = self.random.random(self.batch) < 1 / self.mean_chunks
        limit = len(self.text) - self.chunk - 1
        for b in range(self.batch):
            jumps[b] |= self.positions[b] < 0 or self.positions[b] > limit
            if jumps[b]:
                self.positions[b] = self.random.integers(0, limit + 1)
                self.choice[b] = torch.from_numpy(draw_choice(self.kind, self.sites, self.random))
        rows = torch.stack([self.text[p:p + self.chunk + 1] for p in self.positions.tolist()])
        self.positions += self.chunk
        return rows[:, :-1], rows[:, 1:], torch.from_numpy(jumps)

    def state(self):
        return {"positions": self.positions.copy(), "choice": self.choice.clone()}

    def load(self, state):
        self.positions[:] = state["positions"]
        self.choice.copy_(state["choice"])
