# SPDX-License-Identifier: Apache-2.0
"""Evaluates a saved run exactly, and writes it as a float16 checkpoint with the published names and a card.

    export.py trunk --text TEXT --evaluate              figures only
    export.py trunk --text TEXT --export OUT.pth        OUT.pth and OUT.json (evaluates first, unless --no-evaluation)
    export.py trunk --text TEXT --characters 8000 ...   only the first held-out characters: quick, not exact

Reads the run's latest saved state, so it works while the run goes on.
"""
import argparse
import json
import os
from pathlib import Path

import numpy as np
import torch

import data
import model as models
import train

RANDOM_CHOICES, RANDOM_SEED = 10, 2023


def random_choices(sites):
    """Ten choices that are neither all spiking nor all analog, each site by the toss of a coin; the same ones every time."""
    random = np.random.Generator(np.random.PCG64(RANDOM_SEED))
    rows = []
    while len(rows) < RANDOM_CHOICES:
        row = random.integers(0, 2, sites).astype(np.uint8)
        if 0 < row.sum() < sites:
            rows.append(row)
    return torch.from_numpy(np.stack(rows))


def rounded_model(content):
    """The saved network with its weights rounded to float16, as they will be shipped."""
    network = models.Model(len(content["alphabet"]), content["width"], content["layers"])
    network.load({name: value.half().float() for name, value in content["weights"].items()})
    return network


def evaluate(content, held_out, pool, chunk=256):
    """Bits per character from a zero state, one stream, float32: the figures of the card, and mean firing rates.

    Only the choices that the run was trained for.
    """
    sites = 1 + 2 * content["layers"]
    rows, names = [], []
    if content["choice"] in ("all-snn", "switchable"):
        rows.append(torch.ones(1, sites, dtype=torch.uint8))
        names.append("all_snn")
    if content["choice"] in ("all-ann", "switchable"):
        rows.append(torch.zeros(1, sites, dtype=torch.uint8))
        names.append("all_ann")
    if content["choice"] == "switchable":
        rows.append(random_choices(sites))
    bits, rates = train.held_out_bits(rounded_model(content), held_out, torch.cat(rows), 1, chunk, pool)
    figures = {name: round(b, 4) for name, b in zip(names, bits)}
    firing = {"all_snn": round(rates[0], 4)} if "all_snn" in names else {}
    if content["choice"] == "switchable":
        mixed = bits[len(names):]
        figures["random_mean"] = round(sum(mixed) / len(mixed), 4)
        figures["random_worst"] = round(max(mixed), 4)
    return figures, firing


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("run", help="a run's name under --runs, or a saved state (.pt)")
    a.add_argument("--text", required=True, help="the text that it was trained on")
    a.add_argument("--runs", type=Path, default=train.HERE / "runs")
    a.add_argument("--evaluate", action="store_true")
    a.add_argument("--export", type=Path, metavar="OUT.pth")
    a.add_argument("--no-evaluation", action="store_true", help="export without figures (the card's are null)")
    a.add_argument("--characters", type=int, help="evaluate on the first so many held-out characters only")
    a.add_argument("--name", help="the card's name; default: OUT's")
    a.add_argument("--title", help="the card's training text; default: the text file's name")
    a.add_argument("--threads", type=int, default=int(os.environ.get("OMP_NUM_THREADS", os.cpu_count() or 1)))
    options = a.parse_args()
    pool = train.worker_pool(options.threads)
    content = torch.load(train.state_path(options.runs, options.run))
    text = data.Text(options.text)
    assert content["alphabet"] == text.characters, "the run was trained on another alphabet"
    figures, firing = None, None
    if options.evaluate or (options.export and not options.no_evaluation):
        held_out = text.held_out[:options.characters + 1] if options.characters else text.held_out
        figures, firing = evaluate(content, held_out, pool)
        print(json.dumps({"characters_seen": content["characters"], "held_out_bits_per_character": figures,
                          "mean_firing_rate": firing, "held_out_characters": len(held_out) - 1}), flush=True)
        if options.characters:
            figures = firing = None  # a card holds exact figures or none
    if options.export:
        weights = {name: value.half() for name, value in content["weights"].items()}
        assert all(torch.isfinite(value).all() for value in weights.values())
        card = {"name": options.name or options.export.stem, "training_text": options.title or text.name,
                "tokens_seen": content["characters"], "held_out_bits_per_character": figures, "mean_firing_rate": firing,
                "layers": content["layers"], "width": content["width"], "characters": text.characters,
                "forms": {"all-snn": ["snn"], "all-ann": ["ann"], "switchable": ["snn", "ann", "switchable"]}[content["choice"]]}
        train.save(options.export, weights)
        options.export.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {options.export.name} and {options.export.with_suffix('.json').name}")


if __name__ == "__main__":
    main()
