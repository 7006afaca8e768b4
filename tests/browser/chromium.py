"""The page as a newcomer gets it: `python -m bot dev` in a process of its own, and a real Chromium that looks at it."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def dev(folder: Path) -> Iterator[str]:
    """Run the bot on a port of its own as long as the block lasts, with what it keeps in `folder`; give its address."""
    running = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "dev", "--data", str(folder)],
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


@contextlib.contextmanager
def page_at(address: str, width: int, height: int) -> Iterator[Any]:
    """Open the bot's page. Chromium is the system's own; `CHROMIUM` names another."""
    # Brought by `make test-browser` alone.
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "there is no Chromium: install it, or name it in CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height})
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(f"{address}/")
        page.wait_for_selector("#where:not(:empty)")
        yield page
        assert faults == []
        browser.close()
