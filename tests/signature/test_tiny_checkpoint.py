# SPDX-License-Identifier: Apache-2.0
"""tests/data/checkpoints holds what tests/data/make_tiny_checkpoint.py writes, so that it can be made again."""
import importlib.util
import tempfile
import unittest
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
try:
    import h5py
    import numpy as np
    MISSING = None
except ImportError as error:
    MISSING = str(error)


def content(path):
    """Every attribute and dataset of a file, by its place."""
    found = {}
    with h5py.File(path, "r") as file:
        def visit(name, thing):
            found.update({f"{name}@{key}": value for key, value in thing.attrs.items()})
            if isinstance(thing, h5py.Dataset):
                found[name] = (str(thing.dtype), thing[()].tolist())
        visit("", file)
        file.visititems(visit)
    return found


@unittest.skipIf(MISSING, MISSING)
class TinyCheckpoint(unittest.TestCase):
    def test_committed_files_are_what_the_script_writes(self):
        spec = importlib.util.spec_from_file_location("make_tiny_checkpoint", DATA / "make_tiny_checkpoint.py")
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        with tempfile.TemporaryDirectory() as folder:
            script.write_checkpoint(Path(folder, "tiny.h5"))
            script.write_measurements(Path(folder, "measurements.h5"))
            for name in ("tiny.h5", "measurements.h5"):
                committed = content(DATA / "checkpoints" / name)
                self.assertGreater(len(committed), 1)
                self.assertEqual(content(Path(folder, name)), committed)


if __name__ == "__main__":
    unittest.main()
