# SPDX-License-Identifier: Apache-2.0
"""docs/manual.md says what the window has: its keys, its tabs, and a picture for every picture that is made."""
import importlib.util
import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True


def loaded(name):
    specification = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


class Manual(unittest.TestCase):
    def setUp(self):
        self.text = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
        self.keys = loaded("list_keys")

    def test_every_key_is_listed(self):
        begin, end = self.text.index(self.keys.BEGIN), self.text.index(self.keys.END)
        listed = self.text[begin + len(self.keys.BEGIN):end].strip()
        self.assertEqual(listed, self.keys.table().strip(), "run docs/list_keys.py")

    def test_the_sources_are_understood(self):
        menus = dict(self.keys.keys_of_menus())
        self.assertIn((["Ctrl+O"], "Open: Opens a checkpoint, a recording, weights of PyTorch, a workspace or a figure's recipe"), menus["File"])
        self.assertIn(["Ctrl+Shift+P"], [keys for keys, _ in menus["Help"]])
        self.assertGreater(len(self.keys.keys_of_views()), 4)

    def test_every_tab_has_its_place(self):
        code = (ROOT / "app" / "window" / "main_window_views.cpp").read_text(encoding="utf-8")
        tabs = re.findall(r'addPage\(tr\("([^"]+)"\)', code)
        self.assertGreater(len(tabs), 4)
        for tab in tabs:
            self.assertIn(f"**{tab}**", self.text, f"the manual does not speak of the tab {tab}")

    def test_pictures_are_those_that_are_made(self):
        made = {f"{name}.png" for name in loaded("make_pictures").SHOTS}
        there = {picture.name for picture in (ROOT / "docs" / "pictures").glob("*.png")}
        self.assertEqual(there, made)
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        shown = set(re.findall(r"\(pictures/([\w.-]+)\)", self.text)) | set(re.findall(r"\(docs/pictures/([\w.-]+)\)", readme))
        self.assertEqual(shown, made)

    def test_every_part_of_the_contents_is_there(self):
        headings = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", self.text, re.MULTILINE)}
        links = re.findall(r"\]\(#([^)]+)\)", self.text)
        self.assertGreater(len(links), 10)
        for link in links:
            self.assertIn(link, headings)


if __name__ == "__main__":
    unittest.main()
