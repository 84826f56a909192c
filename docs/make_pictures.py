#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the pictures of README.md and docs/manual.md with the program itself: docs/pictures/*.png.

usage: docs/make_pictures.py BIN_FOLDER [NAME...]

NAMEs: only these, without .png. Seeds are fixed, so the same program writes the same texts; the engine's speed in the lower
right corner is that of the machine. PNGs are made smaller, without loss, where zopflipng or optipng is installed.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 3_000_000  # of all together: they are part of every clone

DEFAULT = "models/war-and-peace.h5"
SWITCHABLE = "models/war-and-peace-switchable.h5"
DECODER = "models/spikedecoder-switchable.h5"
PRINCE = ["--prompt", "The prince ", "--seed", "7"]

# Name, and what `spikeglass` is told apart from --screenshot.
SHOTS = {
    "window": [DEFAULT, *PRINCE, "--tokens", "300", "--theme", "dark", "--size", "1440x900"],
    "interventions": [DEFAULT, *PRINCE, "--tokens", "160", "--theme", "dark", "--size", "1320x820", "--page", "5",
                      "--intervene", "blocks.2.time_mix=silence", "--compare", "without"],
    "compare": [SWITCHABLE, *PRINCE, "--tokens", "160", "--theme", "dark", "--size", "1320x820", "--page", "6",
                "--compare", "ann"],
    "blocks": [SWITCHABLE, *PRINCE, "--tokens", "160", "--theme", "light", "--size", "1320x820", "--page", "2",
               "--block", "blocks.*.channel_mix=ann"],
    "energy": ["models/spikedecoder-degree4.h5", "--prompt", "the prince said ", "--seed", "7", "--tokens", "100",
               "--theme", "light", "--size", "1440x900", "--page", "3"],
    "next": [DEFAULT, *PRINCE, "--tokens", "61", "--theme", "light", "--size", "1320x820", "--page", "4"],
    "timesteps": [DECODER, "--prompt", "the prince said ", "--seed", "7", "--tokens", "28", "--theme", "dark",
                  "--size", "1440x900", "--page", "1"],
    "figure": [DEFAULT, *PRINCE, "--tokens", "120", "--theme", "light", "--size", "1280x760",
               "--figure", "raster,membrane,energy,rates"],
    "german": [DEFAULT, *PRINCE, "--tokens", "120", "--theme", "light", "--size", "1320x820", "--page", "6",
               "--language", "de", "--intervene", "blocks.2.time_mix=silence", "--compare", "without"],
}


def shrink(path):
    """With whatever is there; the pixels stay what they are."""
    if shutil.which("zopflipng"):
        subprocess.run(["zopflipng", "-y", "--keepchunks=tEXt,iTXt", path, path], check=True, capture_output=True)
    elif shutil.which("optipng"):
        subprocess.run(["optipng", "-quiet", "-o5", path], check=True)


def main():
    if len(sys.argv) < 2 or not (Path(sys.argv[1]) / "spikeglass").is_file():
        sys.exit(__doc__.split("\n\n")[1])
    program = Path(sys.argv[1]).resolve() / "spikeglass"
    names = sys.argv[2:] or list(SHOTS)
    if unknown := set(names) - set(SHOTS):
        sys.exit(f"no picture is called {', '.join(sorted(unknown))}; there are {', '.join(SHOTS)}")
    PICTURES.mkdir(exist_ok=True)
    # The program's own bundled models: those of another clone would be listed beside them.
    clone = next((each for each in program.parents if (each / "models" / "index.json").is_file()), ROOT)
    with tempfile.TemporaryDirectory() as folder:
        # Nothing of the user's own settings shows in a picture.
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder,
                       "XDG_STATE_HOME": folder, "XDG_RUNTIME_DIR": folder}
        for name in names:
            made = Path(folder) / f"{name}.png"
            ended = subprocess.run([program, *SHOTS[name], "--screenshot", made], cwd=clone, env=environment,
                                   capture_output=True, text=True)
            if ended.returncode:
                sys.exit(f"{name}: exit status {ended.returncode}: {ended.stderr.strip()}")
            shrink(made)
            shutil.copyfile(made, PICTURES / f"{name}.png")
            print(f"{name}.png  {made.stat().st_size:,} bytes")
    total = sum(picture.stat().st_size for picture in PICTURES.glob("*.png"))
    print(f"all pictures  {total:,} bytes")
    if total > MOST_BYTES:
        sys.exit(f"more than {MOST_BYTES:,} bytes: smaller windows, or fewer pictures")


if __name__ == "__main__":
    main()
