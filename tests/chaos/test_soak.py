"""A short form of tests/chaos/soak.py, in which time goes fast: nearly all of it is warm-up, so its bounds are wide.

On a busy machine fewer turns are taken, and what fills at their first time falls after the warm-up.
"""

import os
import sys
from pathlib import Path

import pytest

from tests.chaos.soak import Bounds, run

POOL = (os.cpu_count() or 1) + 4
"""How many threads asyncio's pool has at most; each comes when the others are busy for the first time."""
SHORT = Bounds(warm_up=0.5, kb_a_turn=4.0, noise_kb=16_000, files=20, threads=POOL, p99_ms=3_000)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process uses is read from /proc")
async def test_a_mixed_load_adds_up_and_lets_nothing_grow(tmp_path: Path) -> None:
    findings = await run(tmp_path, seconds=6, rate=60, bounds=SHORT)
    assert findings.faults == []
    assert findings.samples[-1].turns > 100
