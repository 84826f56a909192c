# SPDX-License-Identifier: Apache-2.0
"""Trains SpikeGPT, its analog twin or a switchable network on one text, character by character, on a CPU. See README.md."""
import argparse
import csv
import json
import math
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import data
import kernels
import model as models

HERE = Path(__file__).resolve().parent
BITS = 1 / math.log(2)
COLUMNS = ["step", "characters", "learning_rate", "training_bits", "held_out_bits_all_snn", "held_out_bits_all_ann",
           "characters_per_second", "firing_rate", "seconds"]


def arguments(argv=None):
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--text", required=True, help="UTF-8 text file; its last 5%% of characters are held out")
    a.add_argument("--name", default="run", help="folder of this run, under --runs; a run found there goes on")
    a.add_argument("--runs", type=Path, default=HERE / "runs")
    a.add_argument("--resume", metavar="RUN", help="start this run from another run's saved state (its name, or a .pt file)")
    a.add_argument("--choice", choices=["all-snn", "all-ann", "switchable"], default="switchable")
    a.add_argument("--layers", type=int, default=4)
    a.add_argument("--width", type=int, default=256)
    a.add_argument("--batch", type=int, default=32)
    a.add_argument("--chunk", type=int, default=128, help="characters between two updates, per stream")
    a.add_argument("--mean-chunks", type=float, default=16, help="mean life of a stream, in chunks")
    a.add_argument("--lr", type=float, default=2e-3)
    a.add_argument("--warmup", type=int, default=200, help="steps")
    a.add_argument("--decay-chars", type=float, 
                   help="from here on, decay the learning rate to 0 over so many characters, and stop")
    a.add_argument("--decay-shape", choices=["sqrt", "linear", "cosine"], default="sqrt")
    a.add_argument("--stop-chars", type=float, default=math.inf, help="stop after so many characters in all")
    a.add_argument("--weight-decay", type=float, default=0.02)
    a.add_argument("--clip", type=float, default=1.0)
    a.add_argument("--dropout", type=float, default=0.0, help="on what each site adds to the residual sum")
    a.add_argument("--detach-reset", action="store_true", help="no gradient through the neuron's reset")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=int(os.environ.get("OMP_NUM_THREADS", os.cpu_count() or 1)))
    a.add_argument("--shards", type=int, default=4, help="parts of the batch; each is one thread's work at a time")
    a.add_argument("--save-seconds", type=float, default=180)
    a.add_argument("--eval-steps", type=int, default=1000)
    a.add_argument("--log-steps", type=int, default=50)
    a.add_argument("--snapshot-chars", type=float, default=1e7, help="keep a copy of the state every so many characters")
    return a.parse_args(argv)


def state_path(runs, name):
    path = Path(name)
    return path if path.suffix == ".pt" else Path(runs) / name / "state.pt"


def save(path, content):
    """Writes next to the file, then renames: a reader, or a restart after a crash, always finds a whole file."""
    unfinished = path.with_suffix(".tmp")
    torch.save(content, unfinished)
    os.replace(unfinished, path)


def worker_pool(threads):
    """Threads that each compute alone: they meet once per update, so a busy machine costs its share and no more."""
    torch.set_num_threads(1)
    return ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))


class Trainer:
    """One run: network, optimiser, streams and their state. `step` is one update; `content`/`load` are the saved state."""

    def __init__(self, options, text):
        self.options, self.text = options, text
        assert options.batch % options.shards == 0, "--batch must be a multiple of --shards"
        self.pool = worker_pool(options.threads)
        self.random = np.random.Generator(np.random.PCG64(options.seed))
        self.model = models.Model(len(text.characters), options.width, options.layers)
        self.model.initialise(options.seed)
        self.first, self.second = torch.zeros_like(self.model.flat), torch.zeros_like(self.model.flat)
        sites = len(models.site_names(options.layers))
        self.streams = data.Streams(text.training, options.batch, options.chunk, options.mean_chunks, options.choice, sites,
                                    self.random)
        self.replicas = [self.model.replica() for _ in range(options.shards)]
        self.states = [models.State(options.batch // options.shards, options.layers, options.width) for _ in self.replicas]
        self.steps = self.characters = 0
        self.seconds = 0.0
        self.decay_start = None

    def learning_rate(self):
        o = self.options
        rate = o.lr * min(1.0, (self.steps + 1) / o.warmup)
        if self.decay_start is not None:
            progress = min(1.0, (self.characters - self.decay_start) / o.decay_chars)
            rate *= {"sqrt": 1 - math.sqrt(progress), "linear": 1 - progress,
                     "cosine": 0.5 + 0.5 * math.cos(math.pi * progress)}[o.decay_shape]
        return rate

    def finished(self):
        decayed = self.decay_start is not None and self.characters >= self.decay_start + self.options.decay_chars
        return decayed or self.characters >= self.options.stop_chars

    def step(self):
        """One update; returns the loss in bits per character and the mean firing rate of the spiking sites."""
        o, m = self.options, self.model
        inputs, targets, jumps = self.streams.next()
        seeds = self.random.integers(0, 2 ** 32, (o.shards, 2 * o.layers)).tolist()
        parts = [t.chunk(o.shards) for t in (inputs, targets, jumps, self.streams.choice)]
        results = list(self.pool.map(self.shard, self.replicas, self.states, *parts, seeds))
        m.gradient.copy_(self.replicas[0].gradient)
        for replica in self.replicas[1:]:
            m.gradient += replica.gradient
        norm = m.gradient.norm().item()
        if not math.isfinite(norm):
            raise FloatingPointError(f"gradient is {norm} at step {self.steps}")
        rate = self.learning_rate()
        self.steps += 1
        kernels.adamw(m.flat, m.gradient, self.first, self.second, m.decayed, rate, (0.9, 0.99), o.weight_decay, self.steps,
                      min(1.0, o.clip / (norm + 1e-12)))
        self.characters += inputs.numel()
        sites = self.streams.choice[:, 1:].sum().item() * o.chunk * o.width
        return sum(r[0] for r in results) * BITS, (sum(r[1] for r in results) / sites if sites else 0.0)

    def shard(self, replica, state, inputs, targets, jumps, choice, seeds):
        """Forward and backward pass of a part of the batch, on one thread; its share of the loss, and its spikes."""
        o = self.options
        state.reset(jumps)
        logits, spikes = replica.forward(inputs, choice, state, o.dropout, seeds, o.detach_reset)
        loss = F.cross_entropy(logits.view(-1, replica.vocabulary), targets.reshape(-1)) / o.shards
        replica.gradient.zero_()
        loss.backward()
        return loss.item(), spikes[1:].sum().item()

    def content(self):
        return {"weights": {k: v.clone() for k, v in self.model.state_dict().items()}, "first": self.first,
                "second": self.second, "random": self.random.bit_generator.state, "streams": self.streams.state(),
                "state": models.State.join(self.states), "steps": self.steps, "characters": self.characters,
                "seconds": self.seconds, "decay_start": self.decay_start, "choice": self.options.choice, "layers": self.options.layers,
                "width": self.options.width, "text": self.text.name, "alphabet": self.text.characters}

    def load(self, content, branch=False):
        """Goes on from a saved state; a branch with another choice starts its streams anew."""
        assert content["alphabet"] == self.text.characters, "the saved run was trained on another alphabet"
        self.model.load(content["weights"])
        self.first.copy_(content["first"])
        self.second.copy_(content["second"])
        self.random.bit_generator.state = content["random"]
        self.steps, self.characters, self.seconds = content["steps"], content["characters"], content["seconds"]
        self.decay_start = None if branch else content["decay_start"]
        if not branch or content["choice"] == self.options.choice:
            self.streams.load(content["streams"])
            models.State.split(content["state"], self.states)


def held_out_bits(model, text, choices, streams, chunk, pool):
    """Held-out bits per character of each choice [n, sites], teacher-forced from zero states, and firing rates [n].

    The held-out part is cut into `streams` equal pieces that run side by side; 1 is the exact figure. A choice is one
    thread's work.
    """
    length = (len(text) - 1) // streams
    rows = torch.stack([text[i * length:(i + 1) * length + 1] for i in range(streams)])

    @torch.no_grad()
    def run(choice):
        state = models.State(streams, model.layers, model.width)
        choice = choice.expand(streams, -1).contiguous()
        bits = fired = 0.0
        for start in range(0, length, chunk):
            piece = rows[:, start:min(start + chunk, length) + 1]
            logits, spikes = model.forward(piece[:, :-1], choice, state)
            loss = F.cross_entropy(logits.view(-1, model.vocabulary), piece[:, 1:].reshape(-1), reduction="sum")
            bits += loss.item() * BITS
            fired += spikes[1:].sum().item()
        return bits / (length * streams), fired / max(1, choice[:, 1:].sum().item() * length * model.width)

    bits, rates = zip(*pool.map(run, choices))
    return list(bits), list(rates)


def main():
    options = arguments()
    folder = options.runs / options.name
    folder.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(options, data.Text(options.text))
    own = folder / "state.pt"
    if own.exists():
        trainer.load(torch.load(own))
        print(f"going on with {own.parent.name} at {trainer.characters:,} characters", flush=True)
    elif options.resume:
        trainer.load(torch.load(state_path(options.runs, options.resume)), branch=True)
        print(f"branched from {options.resume} at {trainer.characters:,} characters", flush=True)
    if options.decay_chars and trainer.decay_start is None:
        trainer.decay_start = trainer.characters
    (folder / "options.json").write_text(json.dumps({k: str(v) for k, v in vars(options).items()
                                                     if k not in ("text", "runs")}, indent=1) + "\n")
    stop = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.append(True))

    log = folder / "log.csv"
    new = not log.exists()
    stream = open(log, "a", newline="")
    writer = csv.writer(stream)
    if new:
        writer.writerow(COLUMNS)
    sites = trainer.streams.sites
    ends = torch.tensor([[1] * sites, [0] * sites], dtype=torch.uint8)  # all spiking, all analog
    terminal = sys.stdout.isatty()
    saved = began = time.time()
    before, losses, rates = trainer.characters, [], []
    while not stop and not trainer.finished():
        started = time.time()
        loss, rate = trainer.step()
        trainer.seconds += time.time() - started
        losses.append(loss)
        rates.append(rate)
        if trainer.steps % options.log_steps == 0 or trainer.finished() or stop:
            evaluate = trainer.steps % options.eval_steps == 0 or trainer.finished()
            speed = (trainer.characters - before) / (time.time() - began)
            bits = held_out_bits(trainer.model, trainer.text.held_out, ends, 16, options.chunk,
                                 trainer.pool)[0] if evaluate else None
            row = [trainer.steps, trainer.characters, f"{trainer.learning_rate():.3g}", f"{np.mean(losses):.4f}",
                   *(f"{b:.4f}" for b in bits or ()), *([""] * (0 if bits else 2)), f"{speed:.0f}",
                   f"{np.mean(rates):.4f}", f"{trainer.seconds:.0f}"]
            writer.writerow(row)
            stream.flush()
            if not terminal:
                print(" ".join(f"{c}={v}" for c, v in zip(COLUMNS, row) if v != ""), flush=True)
            before, began, losses, rates = trainer.characters, time.time(), losses[-20:] if terminal else [], []
        if terminal:
            goal = (trainer.decay_start + options.decay_chars if trainer.decay_start is not None else options.stop_chars)
            part = trainer.characters / goal if math.isfinite(goal) else 0
            bar = "#" * int(30 * part) + "-" * (30 - int(30 * part))
            print(f"\r[{bar}] {trainer.characters:,} characters, {np.mean(losses[-20:]):.3f} bits", end="", flush=True)
        if time.time() - saved > options.save_seconds:
            save(own, trainer.content())
            saved = time.time()
        if trainer.characters % options.snapshot_chars < options.batch * options.chunk:
            save(folder / f"state-{trainer.characters // 1000000}M.pt", trainer.content())
    save(own, trainer.content())
    print(f"\nsaved at {trainer.characters:,} characters", flush=True)


if __name__ == "__main__":
    main()
