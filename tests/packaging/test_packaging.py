# SPDX-License-Identifier: Apache-2.0
"""What is installed: files that desktops read are valid, and the programs run from another prefix, without the source."""
import gzip
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
ID = "org.spikeglass.Spikeglass"
CLI = Path(os.environ.get("SPIKEGLASS_CLI", "/nowhere"))
BUILD = CLI.parent.parent


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=300, **options)


def needs(tool):
    return unittest.skipUnless(shutil.which(tool), f"{tool} is not installed here")


@unittest.skipUnless((BUILD / "bin" / "spikeglass").exists(), "the programs are not built here")
class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.prefix = Path(cls.folder.name) / "a prefix"
        installed = run("cmake", "--install", BUILD, "--prefix", cls.prefix)
        assert installed.returncode == 0, installed.stderr
        # Nothing of this machine or its user: only where the programs are.
        cls.environment = {"PATH": f"{cls.prefix}/bin:/usr/bin:/bin", "HOME": cls.folder.name, "LC_ALL": "C.UTF-8",
                           "XDG_RUNTIME_DIR": cls.folder.name, "QT_QPA_PLATFORM": "offscreen"}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def program(self, *command):
        return run(*command, env=self.environment, cwd=self.folder.name)

    def test_the_package_recommends_what_desktops_need(self):
        configured = (BUILD / "CPackConfig.cmake").read_text(encoding="utf-8")
        recommended = re.search(r'CPACK_DEBIAN_PACKAGE_RECOMMENDS "([^"]*)"', configured)[1].split(", ")
        self.assertTrue({"qt6-wayland", "libqt6svg6"} <= set(recommended), recommended)
        self.assertIn('CPACK_DEBIAN_PACKAGE_SHLIBDEPS "ON"', configured)

    def test_the_command_line_runs_from_there(self):
        model = self.prefix / "share/spikeglass/models/war-and-peace.h5"
        ended = self.program("spikeglass-cli", "generate", model, "--prompt", "The prince", "--tokens", "20", "--seed", "1")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertTrue(ended.stdout.startswith("The prince"))
        self.assertGreater(len(ended.stdout), 25)

    def test_the_window_runs_from_there_with_the_bundled_model(self):
        ended = self.program("spikeglass", "--screenshot", "window.png", "--tokens", "12")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        picture = (Path(self.folder.name) / "window.png").read_bytes()
        self.assertTrue(picture.startswith(b"\x89PNG"))
        self.assertGreater(len(picture), 20000)

    def test_it_records_and_draws_from_there(self):
        model = self.prefix / "share/spikeglass/models/spikedecoder-degree4.h5"
        for command in (["record", model, "--prompt", "the prince", "--tokens", "20", "--output", "run.h5"],
                        ["figure", "run.h5", "--output", "raster.svg"], ["export", "run.h5", "--output", "run.npz"]):
            ended = self.program("spikeglass-cli", *command)
            self.assertEqual(ended.returncode, 0, ended.stderr)
        xml.parse(Path(self.folder.name) / "raster.svg")

    def test_nothing_names_the_build(self):
        for name in ("spikeglass-cli", "spikeglass-examine", "spikeglass-figure", "spikeglass"):
            told = run("readelf", "--dynamic", self.prefix / "bin" / name)
            self.assertEqual(told.returncode, 0, told.stderr)
            self.assertNotRegex(told.stdout, "RPATH|RUNPATH")

    def test_every_command_has_its_part_of_the_man_page(self):
        page = gzip.decompress((self.prefix / "share/man/man1/spikeglass-cli.1.gz").read_bytes()).decode()
        told = self.program("spikeglass-cli", "--help").stdout
        commands = re.findall(r"^  ([a-z]+) +\w", told[told.index("Subcommands:"):], re.MULTILINE)
        self.assertGreater(len(commands), 8)
        for command in commands:
            self.assertIn(f".SS {command}\n", page)
            options = set(re.findall(r"^ +(?:-\w,)?(--[\w-]+)", self.program("spikeglass-cli", command, "--help").stdout, re.MULTILINE))
            part = page.split(f".SS {command}\n")[1].split(".SS ")[0].replace("\\-", "-")
            for option in options - {"--help", "--version"}:
                self.assertIn(option, part, f"{command}: the man page lacks {option}")

    @needs("man")
    def test_man_pages_are_without_warnings(self):
        for page in sorted((self.prefix / "share/man/man1").glob("*.1.gz")):
            shown = run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page, env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
            self.assertEqual((shown.returncode, shown.stderr), (0, ""), page.name)

    def test_bash_completes(self):
        script = self.prefix / "share/bash-completion/completions/spikeglass-cli"
        ask = 'source "$1"; COMP_WORDS=(spikeglass-cli {}); COMP_CWORD={}; _spikeglass_cli; printf "%s\\n" "${{COMPREPLY[@]}}"'
        for words, place, expected in (("sc", 1, ["score"]), ("score --he", 2, ["--held-out", "--help"]),
                                       ("generate --weights b", 3, ["bfloat16"])):
            told = run("bash", "-c", ask.format(words, place), "bash", script)
            self.assertEqual(sorted(told.stdout.split()), expected, told.stderr)

    @needs("zsh")
    def test_zsh_reads_its_completions(self):
        told = run("zsh", "-n", self.prefix / "share/zsh/site-functions/_spikeglass-cli")
        self.assertEqual((told.returncode, told.stderr), (0, ""))

    @needs("fish")
    def test_fish_completes(self):
        script = self.prefix / "share/fish/vendor_completions.d/spikeglass-cli.fish"
        told = run("fish", "--no-config", "-c", f"source '{script}'; complete -C 'spikeglass-cli score --held'", env=self.environment)
        self.assertIn("--held-out", told.stdout, told.stderr)

    @needs("appstreamcli")
    def test_metainfo_is_valid(self):
        told = run("appstreamcli", "validate", "--no-net", self.prefix / f"share/metainfo/{ID}.metainfo.xml")
        self.assertEqual(told.returncode, 0, told.stdout)


class DesktopFiles(unittest.TestCase):
    @needs("desktop-file-validate")
    def test_desktop_entry_is_valid(self):
        told = run("desktop-file-validate", LINUX / f"{ID}.desktop")
        self.assertEqual((told.returncode, told.stdout), (0, ""))

    @needs("xmllint")
    def test_mime_types_are_valid(self):
        told = run("xmllint", "--noout", "--nonet", LINUX / f"{ID}.xml")
        self.assertEqual(told.returncode, 0, told.stderr)

    @needs("update-mime-database")
    def test_mime_types_are_found(self):
        with tempfile.TemporaryDirectory() as folder:
            packages = Path(folder) / "packages"
            packages.mkdir()
            shutil.copy(LINUX / f"{ID}.xml", packages)
            told = run("update-mime-database", folder)
            self.assertEqual(told.returncode, 0, told.stderr)
            globs = (Path(folder) / "globs2").read_text(encoding="utf-8")
        self.assertIn("50:application/vnd.spikeglass.workspace+json:*.spikeglass", globs)
        self.assertIn("50:application/vnd.spikeglass.recipe+json:*.recipe.json", globs)

    def test_the_same_types_everywhere(self):
        space = "{http://www.freedesktop.org/standards/shared-mime-info}"
        types = {kind.get("type") for kind in xml.parse(LINUX / f"{ID}.xml").iter(f"{space}mime-type")}
        entry = re.search(r"^MimeType=(.*);$", (LINUX / f"{ID}.desktop").read_text(encoding="utf-8"), re.MULTILINE)[1].split(";")
        provided = {kind.text for kind in xml.parse(LINUX / f"{ID}.metainfo.xml.in").iter("mediatype")}
        self.assertEqual(types, set(entry) - {"application/x-hdf"})
        self.assertEqual(types, provided)

    def test_the_window_has_the_name_of_its_entry(self):
        self.assertIn(f'setDesktopFileName(QStringLiteral("{ID}"))', (ROOT / "app/window/main.cpp").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
