"""A short form of both fuzzers; the long ones are run by hand."""

from pathlib import Path

from tests.chaos import fuzz, fuzz_http


async def test_no_turn_fails_whatever_is_said_and_pressed(tmp_path: Path) -> None:
    report = await fuzz.run(600, 7, tmp_path)
    assert report.good, report
    assert report.turns == 600


async def test_no_damaged_activity_is_a_fault_of_ours(tmp_path: Path) -> None:
    statuses, guilty = await fuzz_http.run(300, 7, tmp_path)
    assert guilty == []
    assert statuses[200] > 50
    assert statuses[400] > 20
