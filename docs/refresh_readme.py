#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the commands that README.md shows and puts what they print below them, so that it never shows made-up output.

usage: docs/refresh_readme.py BIN_FOLDER [FILE...]

A command is a line "    $ COMMAND" of an indented block; its output reaches to the next command or the end of the block. All
run in one empty folder that holds models/ and the FILEs (README.md scores held_out.txt, the last 5% of War and Peace). The
pictures are made by make_pictures.py.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_LINE = 140


def run(command, folder, programs):
    environment = {**os.environ, "PATH": f"{programs}:/usr/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    ended = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, env=environment, capture_output=True, text=True)
    if ended.returncode:
        sys.exit(f"{command}: exit status {ended.returncode}: {ended.stderr.strip()}")
    return list(wrapped(ended.stdout.rstrip("\n"))) if ended.stdout.strip() else []


def wrapped(text):
    """Long lines (generated text) go on below; nothing is left out."""
    for line in text.split("\n"):
        while len(line) > LONGEST_LINE:
            cut = line.rfind(" ", 0, LONGEST_LINE) + 1 or LONGEST_LINE
            yield line[:cut].rstrip()
            line = line[cut:]
        yield line


def refreshed(lines, folder, programs):
    below_command = False
    for line in lines:
        indented = line.startswith("    ") or not line.strip()
        if line.startswith("    $ "):
            yield line
            for output in run(line[6:], folder, programs):
                yield ("    " + output).rstrip()
            below_command = True
        elif not (below_command and indented):
            if below_command:
                yield ""
            below_command = False
            yield line


def main():
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__.split("\n\n")[1])
    readme = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "models").symlink_to(ROOT / "models")
        for name in sys.argv[2:]:
            shutil.copy(name, folder)
        lines = readme.read_text(encoding="utf-8").split("\n")
        text = "\n".join(refreshed(lines, folder, Path(sys.argv[1]).resolve()))
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
