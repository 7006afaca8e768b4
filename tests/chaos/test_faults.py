"""A short form of tests/chaos/faults.py: some seconds instead of a minute, and not each fault."""

import asyncio
import sys
from pathlib import Path

import pytest

from tests.chaos.faults import (
    HOUR,
    Noticed,
    clock_jumps,
    failed_disk,
    killed_in_a_broadcast,
    locked,
    no_connector,
    silent_postgresql,
    town_on,
)

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a process's limits are set from outside on Linux alone")


async def on_the_embedded_store(folder: Path) -> list[Noticed]:
    async with town_on(folder) as town:
        found = [await locked(town, 4), await no_connector(town, 1)]
        return [*found, await clock_jumps(-HOUR, town, 1), await failed_disk(town, 1)]


@LINUX
async def test_whatever_fails_people_are_told_and_nothing_is_lost_or_doubled(
    tmp_path: Path, postgres_server: str, postgres_url: str
) -> None:
    (tmp_path / "embedded").mkdir()
    (tmp_path / "postgresql").mkdir()

    embedded, postgresql = await asyncio.gather(
        on_the_embedded_store(tmp_path / "embedded"),
        silent_postgresql(tmp_path / "postgresql", postgres_url, postgres_server, 10),
    )
    assert {each.fault: each.wrong for each in (*embedded, postgresql) if each.wrong} == {}
    assert len(embedded) == 4
    later = next(each for each in embedded if each.fault == "Teams' connector is down")
    assert later.answered_later or later.asked.words


async def test_one_of_two_replicas_that_is_killed_in_a_broadcast_loses_nobody(
    tmp_path: Path, postgres_url: str
) -> None:
    came = await killed_in_a_broadcast(tmp_path, postgres_url)
    assert (came.recipients, came.lost, came.open, came.twice) == (64, 0, 0, 0), came
    # What the dead one had in its hands: the sender reads their names, and that nobody knows.
    assert came.in_doubt <= 20, came
    assert ("ingen vet om det kom fram" in came.report) == bool(came.in_doubt)
