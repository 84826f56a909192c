# SPDX-License-Identifier: Apache-2.0
"""A file system of 2 MiB, for tests of full disks."""
import subprocess


def in_small_disk(test, folder, script, *arguments):
    """Runs a shell script with $1 the folder of the file system, made below `folder`, and the arguments from $2 on; skips the
    test where no file system can be mounted."""
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    mount = 'mount -t tmpfs -o size=2m small "$1" 2>/dev/null || exit 77; '
    ended = subprocess.run(["unshare", "--map-root-user", "--mount", "sh", "-c", mount + script, "sh", disk, *arguments],
                           capture_output=True, text=True)
    if ended.returncode == 77 or "unshare" in ended.stderr:
        test.skipTest("no file system can be mounted here")
    return ended
