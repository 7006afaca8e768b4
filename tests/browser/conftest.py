"""The page as a newcomer gets it: `python -m bot dev`, in a process of its own, on a port of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is; the tests of a module share it."""
    running = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "dev", "--data", str(tmp_path_factory.mktemp("dev"))],
        cwd=ROOT,
        env=os.environ | {"PORT": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert running.stdout is not None
        said = running.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, f"dev said {said!r}"
        yield found[0]
    finally:
        running.terminate()
        running.wait(20)
        if running.stdout:
            running.stdout.close()
