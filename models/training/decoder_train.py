# SPDX-License-Identifier: Apache-2.0
"""Training and scoring of one SpikeDecoder: the loss, the two optimisers, the learning rate, a run that can be resumed."""
import csv
import json
import math
import os
import signal
import time
from dataclasses import asdict, dataclass

import numpy as np
import torch
import torch.nn.functional as F

import decoder_data
import decoder_kernels
import kernels
from decoder import Decoder, Settings, slots, spike_degree

BITS = 1 / math.log(2)


@dataclass
class Plan:
    """How to train; the same for all models of the ladder."""
    characters: float
    batch: int = 8            # windows per update
    part: int = 8             # windows per forward pass
    matrix_rate: float = 0.02  # Muon
    matrix_decay: float = 0.3  # per unit of Muon's rate, of matrices that a normalisation follows
    muon: bool = True         # else Adam for the matrices too, at `rate`
    rate: float = 4e-3        # Adam: everything but the matrices
    warmup: int = 100         # updates
    decay: float = 0.9        # of the run: the rate falls linearly to 0 at the end
    momentum: float = 0.95
    clip: float = 1.0         # of Adam's part of the gradient
    seed: int = 1


def draw_choices(settings, random):
    """What one part of a batch is passed through: the model's own choice, or, where slots have both forms, all analog and
    one drawn from all spiking (half of the times), the degrees between, and independent slots."""
    o = settings
    if "both" not in o.forms.values():
        return [o.forms]
    kind = random.random()
    if kind < 0.5:
        drawn = spike_degree(4, o.blocks)
    elif kind < 0.75:
        drawn = spike_degree(int(random.integers(1, 4)), o.blocks)
    else:
        drawn = {slot: "snn" if random.random() < 0.5 else "ann" for slot in slots(o.blocks)}
    return [spike_degree(0, o.blocks), drawn]


class Trainer:
    def __init__(self, settings, plan, text):
        self.settings, self.plan, self.text = settings, plan, text
        self.model = Decoder(settings)
        self.model.initialise(plan.seed)
        self.model.train(True)
        count = self.model.matrix_count
        self.velocity = torch.zeros(count)
        adams = len(self.model.flat) - (count if plan.muon else 0)
        self.first, self.second = torch.zeros(adams), torch.zeros(adams)
        self.random = np.random.Generator(np.random.PCG64([plan.seed, 7]))
        self.steps, self.seconds = 0, 0.0
        self.total = max(1, round(plan.characters / (plan.batch * settings.window)))

    @property
    def characters(self):
        return self.steps * self.plan.batch * self.settings.window

    def pace(self):
        """The learning rate's factor: warm-up, constant, linear decay to 0 at the end."""
        left = (self.total - self.steps) / (self.plan.decay * self.total)
        return min(1.0, (self.steps + 1) / self.plan.warmup, left)

    def decaying(self):
        return self.steps >= (1 - self.plan.decay) * self.total

    def step(self):
        """One update; the loss in bits per character (of the last choice, where there are several)."""
        m, plan = self.model, self.plan
        inputs, targets = self.text.batch(self.steps, plan.batch, self.settings.window, plan.seed)
        parts = plan.batch // plan.part
        m.gradient.zero_()
        total = 0.0
        for x, y in zip(inputs.split(plan.part), targets.split(plan.part)):
            for choice in draw_choices(self.settings, self.random):
                logits = m.forward(x, choice)
                loss = F.cross_entropy(logits.view(-1, logits.shape[-1]), y.view(-1)) / parts
                loss.backward()
            total += loss.item() * BITS
        self.update()
        self.steps += 1
        return total

    @torch.no_grad()
    def update(self):
        m, plan, pace = self.model, self.plan, self.pace()
        count = m.matrix_count if plan.muon else 0
        rest = m.gradient[count:]
        norm = rest.norm().item()
        if not math.isfinite(norm) or not math.isfinite(m.gradient.sum().item()):
            raise FloatingPointError(f"the gradient is not finite at step {self.steps}")
        kernels.adamw(m.flat[count:], rest, self.first, self.second, 0, plan.rate * pace, (0.9, 0.99), 0.0, self.steps + 1,
                      min(1.0, plan.clip / (norm + 1e-12)))
        gradient = m.gradient[:count]
        if not plan.muon:
            return
        self.velocity.lerp_(gradient, 1 - plan.momentum)
        direction, at = gradient.lerp(self.velocity, plan.momentum), 0
        for name in m.matrices:
            value = m.parameters[name]
            update = direction[at:at + value.numel()].view(value.shape)
            at += value.numel()
            pieces = zip(value.chunk(3), update.chunk(3)) if "qkv" in name else [(value, update)]
            for piece, part in pieces:
                rows, columns = piece.shape
                if plan.matrix_decay and "NSMLP" not in name:
                    piece.mul_(1 - plan.matrix_rate * pace * plan.matrix_decay)
                decoder_kernels.muon_step(piece, part, -plan.matrix_rate * pace * max(1, rows / columns) ** 0.5)

    def content(self):
        return {"weights": self.model.state_dict(), "velocity": self.velocity, "first": self.first, "second": self.second,
                "random": self.random.bit_generator.state, "steps": self.steps, "seconds": self.seconds,
                "settings": asdict(self.settings), "plan": asdict(self.plan)}

    def load(self, content):
        self.model.load(content["weights"])
        for name in ("velocity", "first", "second"):
            getattr(self, name).copy_(content[name])
        self.random.bit_generator.state = content["random"]
        self.steps, self.seconds = content["steps"], content["seconds"]


def save(path, content):
    """Writes next to the file, then renames: a reader, or a restart after a crash, always finds a whole file."""
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    torch.save(content, unfinished)
    os.replace(unfinished, path)


@torch.no_grad()
def score(model, text, choice, part=8):
    """Bits per character and top-1 of a text as the program scores it, and the firing rate of each LIF."""
    inputs, targets, counts = decoder_data.scored_windows(text, model.settings.window)
    bits, right, rates = 0.0, 0, {}
    for x, y, counted in zip(inputs.split(part), targets.split(part), counts.split(part)):
        model.rates = {}
        logits = model.forward(x, choice)[counted]
        bits += F.cross_entropy(logits, y[counted], reduction="sum").item() * BITS
        right += (logits.argmax(1) == y[counted]).sum().item()
        for name, (site,) in model.rates.items():
            fired, steps = rates.get(name, (0, 0))
            rates[name] = fired + site[counted].sum().item(), steps + site[counted].numel()
    model.rates = None
    n = counts.sum().item()
    return {"bits": bits / n, "top1": right / n, "characters": n, "rates": {name: a / b for name, (a, b) in rates.items()}}


def run(trainer, folder, log_steps=50, save_seconds=60, stop=None):
    """Trains to the end of the plan, or until `stop` is not empty; True when it got to the end. Goes on where it stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    own, stop = folder / "state.pt", [] if stop is None else stop
    if own.exists():
        trainer.load(torch.load(own))
        print(f"{folder.name}: going on at {trainer.characters:,} characters", flush=True)
    (folder / "options.json").write_text(json.dumps({"settings": asdict(trainer.settings), "plan": asdict(trainer.plan)}, indent=1))
    quick = trainer.text.held_out[:8193]
    end_choices = ([spike_degree(0, trainer.settings.blocks), spike_degree(4, trainer.settings.blocks)]
                   if "both" in trainer.settings.forms.values() else [trainer.settings.forms])
    new = not (folder / "log.csv").exists()
    with open(folder / "log.csv", "a", newline="") as stream:
        writer = csv.writer(stream)
        if new:
            writer.writerow(["step", "characters", "pace", "training_bits", "held_out_bits", "characters_per_second", "firing_rate", "seconds"])
        losses, saved = [], time.time()
        while trainer.steps < trainer.total and not stop:
            if trainer.decaying() and not (folder / "trunk.pt").exists():
                save(folder / "trunk.pt", trainer.content())
            started = time.time()
            losses.append(trainer.step())
            trainer.seconds += time.time() - started
            if trainer.steps % log_steps == 0 or trainer.steps == trainer.total:
                evaluate = trainer.steps % (log_steps * 5) == 0 or trainer.steps == trainer.total
                figures, rate = "", ""
                if evaluate:
                    trainer.model.train(False)
                    scores = [score(trainer.model, quick, choice) for choice in end_choices]
                    trainer.model.train(True)
                    figures = " ".join(f"{s['bits']:.4f}" for s in scores)
                    rates = scores[-1]["rates"].values()
                    rate = f"{np.mean(list(rates)):.3f}" if rates else ""
                speed = trainer.characters / max(trainer.seconds, 1e-9)
                row = [trainer.steps, trainer.characters, f"{trainer.pace():.3f}", f"{np.mean(losses):.4f}", figures, f"{speed:.0f}",
                       rate, f"{trainer.seconds:.0f}"]
                writer.writerow(row)
                stream.flush()
                print(folder.name, *row, flush=True)
                losses = []
            if time.time() - saved > save_seconds:
                save(own, trainer.content())
                saved = time.time()
    save(own, trainer.content())
    return trainer.steps >= trainer.total


def stop_on_signals():
    stop = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.append(True))
    return stop
