#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures what rounding the weights of the bundled models costs, and writes it into index.json, where `info` finds it.

usage: models/measure_weights.py CLI TEXT [MAX_TOKENS]

CLI: spikeglass-cli. TEXT is scored teacher-forced, its last 5%; every model reads the same text with weights as float32,
bfloat16 and int8 in memory. A model that cannot read it keeps the entry that it has, and says so.
"""
import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def bits(program, model, text, weights, most):
    command = [program, "score", str(model), "--text", text, "--held-out", "0.05", "--weights", weights, "--json"]
    ended = subprocess.run(command + (["--max-tokens", most] if most else []), capture_output=True, text=True)
    if ended.returncode:
        raise ValueError(ended.stderr.strip())
    return round(json.loads(ended.stdout)["bits_per_character"], 5)


def main(program, text, most=""):
    index = FOLDER / "index.json"
    models = json.loads(index.read_text(encoding="utf-8"))
    for model in models:
        try:
            found = {f"bits_{weights}": bits(program, FOLDER / model["file"], text, weights, most)
                     for weights in ("float32", "bfloat16", "int8")}
        except ValueError as error:
            print(f"{model['name']}: {error}", file=sys.stderr)
            continue
        model.update(found)
        print(model["name"], *(f"{name} {value}" for name, value in found.items()))
    index.write_text(json.dumps(models, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__.strip())
    main(*sys.argv[1:])
