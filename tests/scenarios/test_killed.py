"""Short forms of tests/scenarios/whole.py: the scripted years with a bot that is killed again and again."""

import datetime as dt
from pathlib import Path

import pytest

from tests.scenarios.whole import play_killed


@pytest.mark.parametrize(
    ("name", "until", "share"),
    [
        ("meetings", dt.date(2027, 2, 5), 0.02),
        ("newcomers", dt.date(2027, 1, 14), 0.08),
        ("referrals", dt.date(2027, 1, 13), 0.1),
    ],
)
async def test_a_bot_that_is_killed_again_and_again_comes_to_the_same(
    tmp_path: Path, name: str, until: dt.date, share: float
) -> None:
    assert await play_killed(tmp_path, name, until, share=share, seed=4) >= 1
