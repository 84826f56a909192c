#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same spikes in a recording and in what `spikeglass-cli export` makes of it, found by readers that are not ours."""
import csv
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np

CLI = os.environ["SPIKEGLASS_CLI"]
TINY = pathlib.Path(__file__).parents[1] / "data" / "checkpoints" / "tiny.h5"
FIRST, LAST = 3, 25  # tokens [FIRST, LAST)
STEP = 0.002         # seconds
PYPLOT_STAND_IN = """
import sys, types
pyplot, matplotlib = types.ModuleType("matplotlib.pyplot"), types.ModuleType("matplotlib")
def plot(x, y, *style, **more):
    assert len(x) == len(y) > 10, (len(x), len(y))
pyplot.plot, pyplot.xlabel, pyplot.ylabel, pyplot.title = plot, str.strip, str.strip, str.strip
pyplot.savefig = lambda name: open(name, "w").close()
matplotlib.pyplot = pyplot
sys.modules.update({"matplotlib": matplotlib, "matplotlib.pyplot": pyplot})
"""


def run(*arguments, status=0):
    ended = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True)
    assert ended.returncode == status, ended.stderr
    return ended.stderr


class SpikeExport(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        path = pathlib.Path(cls.folder.name)
        cls.path = path
        run("record", TINY, "--prompt", "The prince", "--tokens", 20, "--seed", 3, "--intervene", "blocks.1.time_mix/5=silence", "--membrane", "all", "--output", path / "run.h5")
        cls.sites, cls.trains = [], []
        with h5py.File(path / "run.h5") as file:
            import json
            for site in json.loads(file.attrs["sites"]):
                spikes = file["sites"][site]["spikes"][FIRST:LAST, 0, :]
                for neuron in range(spikes.shape[1]):
                    cls.sites.append((site, neuron))
                    cls.trains.append((np.flatnonzero(spikes[:, neuron]) + FIRST) * STEP)
        assert sum(map(len, cls.trains)) > 100 and any(len(train) == 0 for train in cls.trains)

    def export(self, name):
        run("export", self.path / "run.h5", "--output", self.path / name, "--tokens", f"{FIRST}:{LAST}", "--timestep-ms", 1000 * STEP)
        return self.path / name

    def assertTrains(self, trains):
        self.assertEqual(len(trains), len(self.trains))
        for found, expected in zip(trains, self.trains):
            np.testing.assert_allclose(np.asarray(found, float), expected, atol=1e-12)

    def test_sonata(self):
        with h5py.File(self.export("spikes.h5")) as file:
            self.assertEqual(file.attrs["magic"], 0x0A7A)
            self.assertEqual(file.attrs["magic"].dtype, np.uint32)
            self.assertEqual(list(file.attrs["version"]), [0, 1])
            trains = []
            for site in dict.fromkeys(site for site, _ in self.sites):
                population = file["spikes"][site]
                self.assertEqual(h5py.check_enum_dtype(population.attrs.get_id("sorting").dtype), {"none": 0, "by_id": 1, "by_time": 2})
                self.assertEqual(population.attrs["sorting"], 2)
                self.assertEqual(population["timestamps"].attrs["units"], "ms")
                times, ids = population["timestamps"][:], population["node_ids"][:]
                self.assertEqual((times.dtype, ids.dtype), (np.float64, np.uint64))
                self.assertTrue((np.diff(times) >= 0).all())
                trains += [times[ids == neuron] / 1000 for _, neuron in filter(lambda s: s[0] == site, self.sites)]
            self.assertTrains(trains)

    def test_nwb(self):
        with h5py.File(self.export("run.nwb")) as file:
            for group in ("acquisition", "analysis", "processing", "general", "stimulus/presentation", "stimulus/templates"):
                self.assertIn(group, file)
            self.assertEqual(file.attrs["neurodata_type"], "NWBFile")
            self.assertTrue(file["session_start_time"][()].endswith(b"+00:00"))
            units = file["units"]
            self.assertEqual(list(units.attrs["colnames"]), ["spike_times", "obs_intervals", "unit_name", "site"])
            ends, times = units["spike_times_index"], units["spike_times"]
            self.assertEqual(ends.dtype.kind, "u")
            self.assertEqual(file[ends.attrs["target"]].name, "/units/spike_times")
            self.assertEqual(times.attrs["resolution"], STEP)
            self.assertEqual(units["obs_intervals"].shape, (len(self.trains), 2))
            for name in units:
                self.assertIn("object_id", units[name].attrs)
                if name != "id":
                    self.assertTrue(units[name].attrs["description"])
            self.assertTrains(np.split(times[:], ends[:-1].astype(int)))
            self.assertEqual([name.decode() for name in units["unit_name"][:]], [f"{site}/{neuron}" for site, neuron in self.sites])

    def test_nwb_with_neo(self):
        try:
            import pynwb  # noqa: F401  neo's reader stands on it, and Debian 12 has none
            from neo.io import NWBIO
        except ImportError:
            self.skipTest("neo or pynwb is not installed")
        segment = NWBIO(str(self.export("neo.nwb")), "r").read_all_blocks()[0].segments[0]
        self.assertTrains([train.rescale("s").magnitude for train in segment.spiketrains])

    def test_pynapple(self):
        with np.load(self.export("run.npz")) as file:
            self.assertEqual(file["type"][0], "TsGroup")
            self.assertEqual(list(file["keys"]), list(range(len(self.trains))))
            np.testing.assert_allclose([file["start"][0], file["end"][0]], [FIRST * STEP, LAST * STEP])
            self.assertTrue((np.diff(file["t"]) >= 0).all())
            self.assertTrains([file["t"][file["index"] == unit] for unit in file["keys"]])

    def test_csv(self):
        trains = [[] for _ in self.trains]
        with open(self.export("run.csv"), newline="") as file:
            for row in csv.DictReader(file):
                self.assertEqual((row["site"], int(row["neuron"])), self.sites[int(row["unit"])])
                trains[int(row["unit"])].append(float(row["seconds"]))
        self.assertTrains(trains)

    def test_selected_neurons(self):
        run("export", self.path / "run.h5", "--output", self.path / "some.csv", "--select", "blocks.*.time_mix/0-3,9", "--select", "blocks.1.time_mix/2-5")
        with open(self.path / "some.csv", newline="") as file:
            found = {(row["site"], int(row["neuron"])) for row in csv.DictReader(file)}
        wanted = {"blocks.0.time_mix": {0, 1, 2, 3, 9}, "blocks.1.time_mix": {0, 1, 2, 3, 4, 5, 9}}
        with h5py.File(self.path / "run.h5") as file:
            expected = {(site, n) for site, neurons in wanted.items() for n in neurons if file["sites"][site]["spikes"][:, 0, n].any()}
        self.assertTrue(expected)
        self.assertEqual(found, expected)

    def test_sonata_report(self):
        output = self.path / "membranes.h5"
        run("export", self.path / "run.h5", "--output", output, "--format", "sonata-report", "--tokens", f"{FIRST}:{LAST}", "--timestep-ms", 1000 * STEP)
        with h5py.File(output) as report, h5py.File(self.path / "run.h5") as source:
            self.assertEqual((report.attrs["magic"], list(report.attrs["version"])), (0x0A7A, [0, 1]))
            self.assertEqual(sorted(report["report"]), sorted(s for s in source["sites"] if "membrane" in source["sites"][s]))
            for site, population in report["report"].items():
                expected = source["sites"][site]["membrane"][FIRST:LAST].reshape(LAST - FIRST, -1)
                self.assertEqual((population["data"].dtype, population["data"].attrs["units"]), (np.float32, "dimensionless"))
                np.testing.assert_array_equal(population["data"][:], expected)
                mapping = population["mapping"]
                self.assertEqual(mapping["time"].attrs["units"], "ms")
                np.testing.assert_allclose(mapping["time"][:], [1000 * STEP * FIRST, 1000 * STEP * LAST, 1000 * STEP])
                width = expected.shape[1]
                np.testing.assert_array_equal(mapping["node_ids"][:], np.arange(width))
                np.testing.assert_array_equal(mapping["index_pointers"][:], np.arange(width + 1))
                self.assertEqual(list(mapping["element_ids"][:]), [0] * width)
                self.assertEqual([mapping[name].dtype for name in ("node_ids", "index_pointers", "element_ids")], [np.uint64, np.uint64, np.uint32])

    def test_sonata_report_of_some_neurons(self):
        output = self.path / "some_membranes.h5"
        run("export", self.path / "run.h5", "--output", output, "--format", "sonata-report", "--select", "blocks.1.time_mix/7,2")
        with h5py.File(output) as report, h5py.File(self.path / "run.h5") as source:
            self.assertEqual(list(report["report"]), ["blocks.1.time_mix"])
            self.assertEqual(list(report["report/blocks.1.time_mix/mapping/node_ids"][:]), [2, 7])
            np.testing.assert_array_equal(report["report/blocks.1.time_mix/data"][:], source["sites/blocks.1.time_mix/membrane"][:, 0, [2, 7]])

    def test_same_bytes_twice(self):
        for name in ("a.nwb", "a.npz", "a.csv", "a.h5"):
            first = self.export(name).read_bytes()
            self.assertEqual(self.export(name).read_bytes(), first, name)

    def test_lines_in_the_documentation(self):
        """The scripts that plot a recording and a report, run as they stand there."""
        docs = pathlib.Path(__file__).parents[2] / "docs"
        run("export", self.path / "run.h5", "--output", self.path / "membranes.h5", "--format", "sonata-report")
        for page, title, picture in (("recording-format.md", "## Reading one\n", "raster.png"), ("open-data.md", "## Plotting a report\n", "membranes.png")):
            lines = (docs / page).read_text().split(title)[1].splitlines()
            script = "\n".join(line[4:] for line in lines if line.startswith("    "))
            self.assertIn("import h5py", script)
            script = script.replace("blocks.2.", "blocks.1.")  # the test's network has two blocks
            if importlib.util.find_spec("matplotlib") is None:  # then what is plotted is counted
                script = PYPLOT_STAND_IN + script
            ended = subprocess.run([sys.executable, "-c", script], cwd=self.path, capture_output=True, text=True, env={**os.environ, "MPLBACKEND": "Agg"})
            self.assertEqual(ended.returncode, 0, ended.stderr)
            self.assertTrue((self.path / picture).exists())

    def test_refusals(self):
        source = self.path / "run.h5"
        for arguments, said in (
            (["--output", self.path / "x.doc"], "expected a name that ends in"),
            (["--output", self.path / "x.csv", "--tokens", "5:999"], "FROM:TO within"),
            (["--output", self.path / "x.csv", "--sites", "embedding,cellar"], 'no site "cellar"'),
            (["--output", self.path / "x.csv", "--select", "cellar/3"], "cellar"),
            (["--output", self.path / "x.csv", "--select", "blocks.0.time_mix/99999"], "99999"),
            (["--output", self.path / "x.csv", "--select", "blocks.0.time_mix=silence"], "expected SITE or SITE/NEURONS"),
            (["--output", self.path / "x.h5", "--format", "sonata-report", "--select", "embedding"], "holds no membranes of embedding"),
            (["--output", self.path / "no" / "x.nwb"], "cannot be written"),
            (["--output", "/dev/full", "--format", "csv"], "not a regular file"),
        ):
            self.assertIn(said, run("export", source, *arguments, status=1))
        self.assertEqual([p.name for p in self.path.iterdir() if "x." in p.name or "partial" in p.name], [])


if __name__ == "__main__":
    unittest.main()
