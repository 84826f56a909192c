# SPDX-License-Identifier: Apache-2.0
"""The translations hold every text of the window, and none that it no longer says: lupdate has nothing to change."""
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
LUPDATE = next((tool for tool in ("/usr/lib/qt6/bin/lupdate", shutil.which("lupdate-qt6"), shutil.which("lupdate"))
                if tool and pathlib.Path(tool).exists()), None)


def messages(path):
    """(context, source, whether in several numbers, whether translated)"""
    found = []
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            found.append((context.findtext("name"), message.findtext("source"), message.get("numerus") == "yes",
                          message.find("translation").get("type") is None))
    return sorted(found)


@unittest.skipUnless(LUPDATE, "no lupdate")
class TranslationsTest(unittest.TestCase):
    def update(self, code, folder):
        """What lupdate makes of a copy, and what it says."""
        copy = pathlib.Path(folder) / f"spikeglass_{code}.ts"
        shutil.copy(ROOT / "resources/translations" / copy.name, copy)
        options = ["-pluralonly"] if code == "en" else []
        run = subprocess.run([LUPDATE, "-silent", "-locations", "none", "-no-obsolete", *options, "widgets", "app/window",
                              "-ts", str(copy), "-target-language", code], cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        return messages(copy), run.stderr

    def test_lupdate_has_nothing_to_add(self):
        codes = sorted(path.stem.split("_", 1)[1] for path in (ROOT / "resources/translations").glob("*.ts"))
        self.assertLessEqual({"de", "en", "zh_CN"}, set(codes))
        with tempfile.TemporaryDirectory() as folder:
            for code in codes:
                with self.subTest(code):
                    held = messages(ROOT / "resources/translations" / f"spikeglass_{code}.ts")
                    wanted, said = self.update(code, folder)
                    self.assertEqual([m for m in wanted if not m[3]], [], "not translated: docs/translating.md says how")
                    self.assertEqual(held, wanted)
                    # A tr() without a class of its own is looked up where nothing is.
                    self.assertEqual(said.strip(), "")


if __name__ == "__main__":
    unittest.main()
