"""A short form of tests/chaos/store_kill.py."""

import sys

import pytest

from tests.chaos.store_kill import rounds


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
async def test_nothing_acknowledged_is_lost_when_the_process_is_killed() -> None:
    total, _, found = await rounds(4, seed=2)
    assert found == []
    assert total > 0
