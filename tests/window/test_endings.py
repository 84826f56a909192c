#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How the window's program ends when it is not its window that is closed: signals, a display that goes away; and machines
without fonts or without OpenGL."""
import json
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unittest
import zlib

CLI = pathlib.Path(os.environ["SPIKEGLASS_CLI"])
WINDOW = CLI.parent / "spikeglass"
TINY = pathlib.Path(__file__).parents[1] / "data" / "checkpoints" / "tiny.h5"
LONGEST = 60  # seconds


def wait_for(condition, what):
    deadline = time.monotonic() + LONGEST
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited too long for {what}")
        time.sleep(0.05)


def size_of(png):
    """How many bytes the pixels of a PNG have, and how few they are packed into: the blanker, the fewer."""
    data = png.read_bytes()
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    return len(zlib.decompress(packed)), len(packed)


@unittest.skipUnless(WINDOW.exists(), "the window is not built")
class Endings(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.autosave = self.home / "state" / "spikeglass" / "autosave.spikeglass"
        self.environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
        self.environment.update(HOME=str(self.home), XDG_STATE_HOME=str(self.home / "state"), XDG_CACHE_HOME=str(self.home / "cache"),
                                XDG_CONFIG_HOME=str(self.home / "config"), XDG_RUNTIME_DIR=str(self.home / "run"),
                                DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
        (self.home / "run").mkdir(mode=0o700)

    def start(self, **more):
        program = subprocess.Popen([WINDOW, TINY, "--prompt", "The prince", "--tokens", "0", "--speed", "200"], env={**self.environment, **more},
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: program.poll() is None and program.kill())
        return program

    def spool(self):
        return [path for path in (self.home / "cache").glob("spikeglass/text-*/*") if path.stat().st_size > 0]

    def written(self, program):
        """Waits until it has saved itself and recorded something."""
        wait_for(lambda: program.poll() is not None or (self.autosave.exists() and self.spool()), "the autosave")
        if program.poll() is not None:
            self.fail(f"it ended by itself: {program.communicate()[1]}")

    def check_saved(self):
        saved = json.loads(self.autosave.read_text())
        self.assertEqual(saved["prompt"], "The prince")
        self.assertTrue(pathlib.Path(f"{self.autosave}.open").exists(), "the next start would not offer it")

    def test_signals(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with self.subTest(number.name):
                self.autosave.unlink(missing_ok=True)
                program = self.start(QT_QPA_PLATFORM="offscreen")
                self.written(program)
                program.send_signal(number)
                _, said = program.communicate(timeout=LONGEST)
                self.assertEqual((program.returncode, said),
                                 (128 + number, f"spikeglass: ended by {number.name}; the workspace is saved, and is offered at the next start\n"))
                self.check_saved()
                self.assertEqual(self.spool(), [])  # its own recording of what memory does not hold goes with it

    def test_display_that_goes_away(self):
        if not shutil.which("Xvfb"):
            self.skipTest("Xvfb is not installed")
        read, write = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-extension", "GLX", "-nolisten", "tcp"],
                                  pass_fds=[write], stderr=subprocess.DEVNULL)  # without OpenGL
        os.close(write)
        self.addCleanup(lambda: (server.poll() is None and server.kill(), server.wait()))
        with os.fdopen(read) as answer:
            display = answer.readline().strip()
        self.assertTrue(display, "Xvfb did not start")
        program = self.start(DISPLAY=f":{display}")
        self.written(program)
        server.kill()
        server.wait()
        _, said = program.communicate(timeout=LONGEST)
        self.assertEqual((program.returncode, said),
                         (1, "spikeglass: the display went away; the workspace is saved, and is offered at the next start\n"))
        self.check_saved()
        (recording,) = self.spool()
        self.assertEqual(recording.name, "history.h5")  # complete, under its own name
        told = subprocess.run([CLI, "info", recording], capture_output=True, text=True)
        self.assertEqual(told.returncode, 0, told.stderr)

    def test_wayland_that_goes_away(self):
        plugins = subprocess.run(["qtpaths6", "--query", "QT_INSTALL_PLUGINS"], capture_output=True, text=True).stdout.strip()
        if not shutil.which("weston") or not list(pathlib.Path(plugins).glob("platforms/libqwayland-*.so")):
            self.skipTest("weston or qt6-wayland is not installed")
        compositor = subprocess.Popen(["weston", "--backend=headless-backend.so", "--width=1280", "--height=800", "--no-config", "--idle-time=0",
                                       "--use-pixman", "--socket=wayland-test"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (compositor.poll() is None and compositor.kill(), compositor.wait()))
        wait_for(lambda: (self.home / "run" / "wayland-test").exists(), "the compositor")
        program = self.start(WAYLAND_DISPLAY="wayland-test", QT_QPA_PLATFORM="wayland")
        self.written(program)
        compositor.kill()
        compositor.wait()
        _, said = program.communicate(timeout=LONGEST)
        # Qt reads from the compositor in a thread of its own, from where nothing can be saved any more.
        self.assertEqual(program.returncode, 1)
        self.assertRegex(said, r"\Aspikeglass: the display went away; (what saved itself|the workspace is saved, and) is offered at the next start\n\Z")
        self.check_saved()

    def test_machine_without_fonts(self):
        pictures = []
        for name, configuration in (("usual", None), ("none", "<fontconfig></fontconfig>")):
            environment = dict(self.environment)
            if configuration is not None:
                path = self.home / "fonts.conf"
                path.write_text(f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">{configuration}')
                environment["FONTCONFIG_FILE"] = str(path)
            picture = self.home / f"{name}.png"
            ended = subprocess.run([WINDOW, TINY, "--prompt", "The prince", "--tokens", "20", "--screenshot", picture], env=environment,
                                   capture_output=True, text=True, timeout=LONGEST)
            self.assertEqual((ended.returncode, ended.stderr), (0, ""))
            pictures.append(size_of(picture))
        self.assertEqual(pictures[0][0], pictures[1][0])
        # Nearly as much is drawn as with fonts: letters, where there are no glyphs there are empty places.
        self.assertGreater(pictures[1][1], 0.75 * pictures[0][1])


if __name__ == "__main__":
    unittest.main()
