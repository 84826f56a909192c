# SPDX-License-Identifier: Apache-2.0
"""Draws a run's log: a picture with matplotlib, or lines of text without it.   plot_log.py RUN [OUT.png]"""
import csv
import sys
from pathlib import Path

import train

BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(values, width=72):
    """The values in at most `width` characters, low to high."""
    step = max(1, -(-len(values) // width))
    means = [sum(values[i:i + step]) / len(values[i:i + step]) for i in range(0, len(values), step)]
    low, high = min(means), max(means)
    return "".join(BLOCKS[int((v - low) / (high - low or 1) * (len(BLOCKS) - 1))] for v in means)


def main():
    folder = train.HERE / "runs" / sys.argv[1]
    with open((folder if folder.is_dir() else Path(sys.argv[1])) / "log.csv", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = ["training_bits", "held_out_bits_all_snn", "held_out_bits_all_ann", "firing_rate"]
    series = {n: [(float(r["characters"]), float(r[n])) for r in rows if r[n]] for n in names}
    try:
        import matplotlib
        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError:
        pyplot = None
    if pyplot is None or len(sys.argv) < 3:
        for name, points in series.items():
            if points:
                values = [v for _, v in points]
                print(f"{name:22} {values[0]:.3f} {sparkline(values)} {values[-1]:.3f}")
        return
    figure, axes = pyplot.subplots(figsize=(8, 5))
    for name, colour in zip(names[:3], ("#999999", "#0072B2", "#D55E00")):  # Okabe-Ito
        axes.plot([c / 1e6 for c, _ in series[name]], [v for _, v in series[name]], color=colour, label=name)
    axes.set(xlabel="characters seen (millions)", ylabel="bits per character", ylim=(1.4, 2.6))
    axes.legend()
    figure.savefig(sys.argv[2], dpi=150)


if __name__ == "__main__":
    main()
