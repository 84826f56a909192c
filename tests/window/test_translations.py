# SPDX-License-Identifier: Apache-2.0
"""The translations hold every text of the window, and none that it no longer says: lupdate has nothing to change."""
import pathlib
import re
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

    def test_nested_classes_name_the_context(self):
        """In a class within a class, without Q_OBJECT, tr() asks its base class; lupdate, which does not say so, notes the
        outer one."""
        bare, nested = re.compile(r'(?<![\w:])tr\("'), re.compile(r"(?:class|struct) \w+::\w+|[^\s#].*\b\w+::\w+::~?\w+\(")
        inside = 0
        for path in sorted([*(ROOT / "widgets").rglob("*.cpp"), *(ROOT / "app/window").rglob("*.cpp")]):
            within = False
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                begins = bool(nested.match(line))
                if begins or within:
                    inside += 1
                    self.assertIsNone(bare.search(line), f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
                within = not line.endswith("}") if begins else within and not line.startswith("}")
        self.assertGreater(inside, 300)


if __name__ == "__main__":
    unittest.main()
