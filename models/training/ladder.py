# SPDX-License-Identifier: Apache-2.0
"""Trains the whole SpikeDecoder ladder on one text, unattended: nine models, each on its own, the same number of characters.

    ladder.py --text TEXT --characters 4e6              all of them, two at a time; the same command goes on where it stopped
    ladder.py --text TEXT --characters 4e6 --only macfree
    ladder.py --text TEXT --characters 9e6              later: longer runs, begun anew; the old ones are kept aside
    ladder.py --text TEXT --characters 3e6 --only macfree-t4   not of the ladder: begun from a finished model of it (BEGUN)
    ladder.py --list

Each run lives in runs/ladder-NAME/ (state.pt, trunk.pt as it was before the learning rate fell, log.csv); a finished one has
export/NAME.pth and NAME.json there, and a line in runs/ladder-results.csv. SIGTERM and Ctrl-C save and stop.
"""
import argparse
import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")

import torch

import decoder_data
import decoder_train as training
from decoder import ALPHABET, Settings, slots, spike_degree

HERE = Path(__file__).resolve().parent
BLOCKS = 4
# name -> the finished model whose weights it begins with, what differs, and how it is trained on from there.
BEGUN = {"macfree-t4": ("macfree", {"timesteps": 4}, {"matrix_rate": 0.007, "rate": 1.4e-3})}
TITLES = {"published": "as published, without token shift", "macfree": "all spiking, batch norm that folds away: no multiplications",
          "switchable": "both forms of every slot"}


def ladder():
    """name -> (settings, kind and spike degree of the exported configuration), the most useful first."""
    models = {"switchable": (Settings({slot: "both" for slot in slots(BLOCKS)}), "switchable", None)}
    kinds = {0: "ann", 4: "spiking"}

    def add(name, degree, **changes):
        models[name] = (Settings(spike_degree(degree, BLOCKS), **changes), kinds.get(degree, "partial"),
                        None if degree in kinds else degree)

    add("degree4", 4)
    add("degree0", 0)
    add("macfree", 4, normalization="batch", concatenate=True)
    for degree in (2, 3, 1):
        add(f"degree{degree}", degree)
    for degree in (4, 0):
        add(f"degree{degree}-published", degree, shift=False, scale=0.125)
    for name, (parent, changes, _) in BEGUN.items():
        settings, kind, degree = models[parent]
        models[name] = (replace(settings, **changes), kind, degree)
    return models


def more_timesteps(state, settings):
    """The weights of a model with fewer timesteps: the head's matrix does not look at the later ones yet, so that it says what it said."""
    head = state["Head.gen_FC.weight"]
    return {**state, "Head.gen_FC.weight": torch.nn.functional.pad(head, (0, settings.width * settings.timesteps - head.shape[1]))
            if settings.concatenate else head}


def trainer_of(name, settings, options):
    """A trainer, and how many characters its first weights have seen."""
    parent, _, plan = BEGUN.get(name, ("", {}, {}))
    trainer = training.Trainer(settings, training.Plan(characters=options.characters, **plan), decoder_data.Text(options.text))
    if not parent:
        return trainer, 0
    exported = options.runs / f"ladder-{parent}" / "export" / parent
    if not exported.with_suffix(".pth").exists():
        sys.exit(f"{name} begins with {parent}, which is not finished: train it first (--only {parent}).")
    trainer.model.load(more_timesteps(torch.load(exported.with_suffix(".pth")), settings))
    return trainer, json.loads(exported.with_suffix(".json").read_text(encoding="utf-8"))["card"]["tokens_seen"]


def scored_choices(settings):
    if "both" not in settings.forms.values():
        return {"": settings.forms}
    choices = {f"degree{degree}": spike_degree(degree, BLOCKS) for degree in range(5)}
    for n in range(2):  # attention spiking and MLP analog in every other block, and the reverse
        choices[f"mixed{n + 1}"] = {slot: "snn" if i % 2 == n else "ann" for i, slot in enumerate(slots(BLOCKS))}
    return choices


def export(name, settings, kind, degree, trainer, seen, folder, results, options):
    """Rounds to float16, measures batch norm's statistics again, scores, writes."""
    model = trainer.model
    model.load({n: v.half().float() for n, v in model.state_dict().items()})
    batches = (trainer.text.batch(1_000_000 + i, 16, settings.window, 99)[0] for i in range(32))
    model.settle(batches, settings.forms)
    state = {n: v.half().float() for n, v in model.state_dict().items()}
    assert all(torch.isfinite(v).all() for v in state.values())
    model.load(state)
    held_out = trainer.text.held_out
    part = held_out[:len(held_out) // 4 + 1]  # enough for the choices between
    scores = {label: training.score(model, held_out if label in ("", "degree0", "degree4") else part, choice)
              for label, choice in scored_choices(settings).items()}
    folder.mkdir(parents=True, exist_ok=True)
    training.save(folder / f"{name}.pth", state)
    labels = {label: {"degree0": "all_ann", "degree4": "all_snn"}.get(label, re.sub("(degree)", r"\1_", label)) for label in scores}
    labels[""] = {"ann": "all_ann", "spiking": "all_snn"}.get(kind, name)
    title = {"switchable": "SpikeDecoder, switchable", "macfree": "SpikeDecoder without multiplications",
             "macfree-t4": "SpikeDecoder without multiplications, 4 timesteps"}.get(
        name, "SpikeDecoder, " + name.replace("degree", "spike degree ").replace("-", ", as "))
    note = next((text for key, text in TITLES.items() if key in name), f"spike degree {degree if degree else 0 if kind == 'ann' else 4}")
    card = {"name": title, "licence": options.licence,
            "notes": f"{note[0].upper()}{note[1:]}; trained on the first 95% of the text.",
            "tokens_seen": seen + trainer.characters,
            "held_out_bits_per_character": {labels[label]: round(s["bits"], 4) for label, s in scores.items()},
            "held_out_top1": {labels[label]: round(s["top1"], 4) for label, s in scores.items()},
            "firing_rates": {labels[label]: {n: round(r, 4) for n, r in s["rates"].items()} for label, s in scores.items()},
            "held_out_characters": scores[next(iter(scores))]["characters"], "training_text": options.training_text or trainer.text.name}
    content = {"config": model.configuration(kind, degree), "alphabet": ALPHABET,
               "normalization": {"text": "spikedecoder-characters"}, "card": card}
    unfinished = folder / f"{name}.json.tmp"
    unfinished.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(unfinished, folder / f"{name}.json")
    new = not results.exists()
    with open(results, "a", newline="") as stream:
        writer = csv.writer(stream)
        if new:
            writer.writerow(["model", "choice", "characters_seen", "held_out_bits", "top1", "mean_firing_rate", "parameters", "seconds"])
        for label, s in scores.items():
            rates = list(s["rates"].values())
            writer.writerow([name, label, seen + trainer.characters, f"{s['bits']:.4f}", f"{s['top1']:.4f}",
                             f"{sum(rates) / len(rates):.4f}" if rates else "", len(model.flat), round(trainer.seconds)])


def train_one(name, options):
    torch.set_num_threads(1)
    settings, kind, degree = ladder()[name]
    folder = options.runs / f"ladder-{name}"
    trainer, seen = trainer_of(name, settings, options)
    if not training.run(trainer, folder, stop=training.stop_on_signals()):
        return 3  # stopped: the queue must not think that it is done
    export(name, settings, kind, degree, trainer, seen, folder / "export", options.runs / "ladder-results.csv", options)
    return 0


def set_aside_shorter(name, options):
    """True if the model is finished. One that was finished after fewer characters is kept under another name, and begun anew:
    its learning rate has fallen to 0, from which nothing goes on."""
    folder = options.runs / f"ladder-{name}"
    card = folder / "export" / f"{name}.json"
    if not card.exists():
        return False
    seen = json.loads(card.read_text(encoding="utf-8"))["card"]["tokens_seen"]
    if seen > 0.99 * options.characters:
        return True
    os.replace(folder, options.runs / f"ladder-{name}-{seen // 1000}k")
    return False


def train_all(names, options):
    """Runs the queue, `workers` processes at a time: they never wait for each other."""
    waiting = [n for n in names if not set_aside_shorter(n, options)]
    running, failed, stop = {}, [], training.stop_on_signals()
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    while (waiting and not stop) or running:
        while waiting and len(running) < options.workers and not stop:
            name = waiting.pop(0)
            command = [sys.executable, "-u", __file__, "--text", str(options.text), "--characters", str(options.characters),
                       "--runs", str(options.runs), "--licence", options.licence, "--training-text", options.training_text,
                       "--one", name]
            running[name] = subprocess.Popen(command, env=environment, start_new_session=True)
            print(f"{time.strftime('%H:%M:%S')} {name} starts", flush=True)
        if stop:
            for process in running.values():
                process.send_signal(signal.SIGTERM)
        for name, process in list(running.items()):
            if process.poll() is not None:
                print(f"{time.strftime('%H:%M:%S')} {name} ends with {process.returncode}", flush=True)
                failed += [name] if process.returncode not in (0, 3) else []
                del running[name]
        time.sleep(1)
    if failed:
        print("failed:", *failed, flush=True)
    return 1 if failed or stop else 0


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--text", type=Path, help="UTF-8 text; its last 5%% (after normalisation) are held out")
    a.add_argument("--licence", default="", help="of the finished models, for their cards")
    a.add_argument("--training-text", default="", help="what the text is, for their cards; else its file's name")
    a.add_argument("--characters", type=float, default=4e6, help="seen by each model")
    a.add_argument("--runs", type=Path, default=HERE / "runs")
    a.add_argument("--workers", type=int, default=os.cpu_count(), help="models at the same time, one thread each")
    a.add_argument("--only", nargs="+", choices=list(ladder()), metavar="NAME")
    a.add_argument("--one", choices=list(ladder()), help=argparse.SUPPRESS)
    a.add_argument("--list", action="store_true")
    options = a.parse_args()
    if options.list:
        print("\n".join(ladder()))
        return 0
    if not options.text:
        a.error("--text is missing")
    options.runs.mkdir(parents=True, exist_ok=True)
    return train_one(options.one, options) if options.one else train_all(options.only or [n for n in ladder() if n not in BEGUN], options)


if __name__ == "__main__":
    sys.exit(main())
