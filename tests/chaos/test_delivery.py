"""A short form of tests/chaos/delivery_kill.py."""

from pathlib import Path

from tests.chaos.delivery_kill import run


async def test_killing_the_delivery_loses_nothing_and_doubles_nothing_without_a_reason(tmp_path: Path) -> None:
    report = await run(rows=80, kills=2, seed=3, url="tinydb:", folder=tmp_path)
    assert report.good, report
    assert report.kills == 2


async def test_killing_one_of_two_workers_on_postgresql_loses_and_doubles_no_more(
    tmp_path: Path, postgres_url: str
) -> None:
    report = await run(rows=80, kills=2, seed=4, url=postgres_url, folder=tmp_path, workers=2)
    assert report.good, report
    assert report.kills == 2
