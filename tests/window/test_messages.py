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

    def test_what_is_said_of_command_lines_is_on_the_page(self):
        cli = os.environ.get("SPIKEGLASS_CLI")
        if not cli or not Path(cli).exists():
            self.skipTest("spikeglass-cli is not built here")
        ours = [text for _, files in messages.rooms() for _, said in files for text in said]
        patterns = [re.sub(r"<[^>]+>", ".+", re.escape(form).replace(r"\<", "<").replace(r"\>", ">")) for text in messages.PARSERS + ours for form in text.split(" | ")]
        for call in ("", "nonsense", "-x", "info", "generate", "generate a b c --prompt x", "generate a --prompt x --text y", "generate a --prompt", "generate a",
                     "score a", "record a --prompt x", "record a --output o", "generate a --prompt x --tokens zz", "generate a --prompt x --tokens 5 --tokens 6",
                     "record a --text x --tokens 3 --output o", "sweep", "compare", "info a --weights foo", "bench --synthetic x a", "generate -z", "info a -q",
                     "figure a", "export a", "effects a", "generate a --prompt x --seed -1", "generate a --prompt x --temperature hot", "score a --text t --held-out 2",
                     "record a --prompt x --output o --max-size many", "sweep p --row x", "import a", "figure a --output b --dpi 0"):
            ended = subprocess.run([cli, *call.split()], capture_output=True, text=True)
            self.assertEqual(ended.returncode, 2, (call, ended.stderr))
            said = ended.stderr.splitlines()[0]
            self.assertTrue(any(re.fullmatch(r"(--?[a-z-]+: |)" + pattern, said) for pattern in patterns), (call, said))

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
