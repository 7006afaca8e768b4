from pathlib import Path

from tests.chaos.delivery_kill import run


async def test_killing_the_delivery_loses_nothing_and_doubles_nothing_without_a_reason(tmp_path: Path) -> None:
    report = await run(rows=80, kills=2, seed=3, url="tinydb:", folder=tmp_path)
    assert report.good, report
    assert report.kills == 2
