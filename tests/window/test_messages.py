# SPDX-License-Identifier: Apache-2.0
"""docs/messages.md lists every error of the sources; and what lists them understands the sources."""
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
specification = importlib.util.spec_from_file_location("list_messages", ROOT / "docs" / "list_messages.py")
messages = importlib.util.module_from_spec(specification)
specification.loader.exec_module(messages)


def said_by(code):
    with tempfile.NamedTemporaryFile("w", suffix=".cpp", encoding="utf-8") as file:
        file.write(code)
        file.flush()
        return messages.messages_of(Path(file.name))


class Messages(unittest.TestCase):
    def test_the_page_is_that_of_the_sources(self):
        self.assertEqual(messages.PAGE.read_text(encoding="utf-8"), messages.page(), "run docs/list_messages.py")

    def test_every_fail_with_text_is_listed(self):
        """Counted another way: the first words of each fail("...") are somewhere on the page."""
        page = re.sub(r"\s+", " ", messages.page())
        looked_at = 0
        for room in ("core", "app", "widgets", "figures"):
            for file in (ROOT / room).rglob("*.cpp"):
                for literal in re.findall(r'\bfail\((?:\w+(?:\.\w+\(\))? \+ )?(?:tr\()?"((?:[^"\\]|\\.)+)"', file.read_text(encoding="utf-8")):
                    words = re.sub(r"%\d", "", literal.replace('\\"', '"')).strip()
                    if len(words.split()) > 1:
                        looked_at += 1
                        for part in re.split(r"%\d", literal.replace('\\"', '"')):
                            self.assertIn(part.strip(), page, f"{file.name} says it")
        self.assertGreater(looked_at, 150)

    def test_what_is_filled_in_has_a_name(self):
        self.assertEqual(said_by('Result<void> f() { return fail(path + ": expected " + std::to_string(wantedRows) + " rows"); }'),
                         ["<path>: expected <wanted rows> rows"])
        self.assertEqual(said_by('void f() { fail(tr("%1: cannot be read: %2").arg(m_path, file.errorString()).toStdString()); }'),
                         ["<path>: cannot be read: <reason>"])

    def test_both_forms_of_a_condition(self):
        self.assertEqual(said_by('void f() { return fail(name + (cut ? " is cut off" : " is too long") + " here"); }'),
                         ["<name> is cut off | is too long here"])

    def test_what_hands_a_sentence_on(self):
        code = 'void f() { const auto cannot = [&](const std::string& reason) { return fail(path + ": cannot be made: " + reason); }; cannot("the disk is full"); }'
        self.assertEqual(said_by(code), ["<path>: cannot be made: <reason>", "the disk is full"])

    def test_comments_and_passed_errors_say_nothing(self):
        self.assertEqual(said_by('// fail("this is only a comment")\nvoid f() { return fail(loaded.error().message); }'), [])

    def test_errors_that_are_printed_are_on_the_page(self):
        cli = os.environ.get("SPIKEGLASS_CLI")
        if not cli or not Path(cli).exists():
            self.skipTest("spikeglass-cli is not built here")
        page = messages.page()
        for arguments, words in ((["info", "/nowhere.h5"], ": cannot be opened: "),
                                 (["generate", str(ROOT / "models/war-and-peace.h5"), "--prompt", ""], "the text is empty: the network needs"),
                                 (["score", str(ROOT / "models/war-and-peace.h5"), "--text", "/nowhere.txt"], ": no such file"),
                                 (["sweep", "/nowhere.json"], ": no such file")):
            ended = subprocess.run([cli, *arguments], capture_output=True, text=True)
            self.assertEqual(ended.returncode, 1, ended.stderr)
            self.assertIn(words, ended.stderr)
            self.assertIn(words, page)


if __name__ == "__main__":
    unittest.main()
