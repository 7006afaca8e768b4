"""A short form of tests/chaos/disks.py, where the system lets one mount disks."""

import subprocess
import sys

import pytest

from tests.chaos.disks import ROOT

MAY_MOUNT = "unshare --mount sh -c 'mount -t tmpfs tmpfs /mnt && test -e /dev/loop-control && command -v mkfs.ext4'"


def may_mount() -> bool:
    """Whether this user may mount disks in a namespace of its own, and this system has what makes them."""
    return sys.platform == "linux" and subprocess.run(["sh", "-c", MAY_MOUNT], capture_output=True).returncode == 0  # noqa: PLW1510, S603, S607


@pytest.mark.skipif(not may_mount(), reason="only root may mount disks")
def test_when_real_disks_fail_nothing_acknowledged_is_lost() -> None:
    command = [sys.executable, "-m", "tests.chaos.disks", "--cuts", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("| 0 | 0 | ") == 5, done.stdout
