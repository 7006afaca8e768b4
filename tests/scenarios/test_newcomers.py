"""Thirty newcomers over a year in six bodies, through POST /api/messages with real tokens."""

import datetime as dt
from pathlib import Path

from tests.scenarios import newcomers
from tests.scenarios.newcomers import BODIES, FILLINGS, LAST_ON, START, Turnover, hold_true
from tests.scenarios.teams import bot_in_teams


async def test_a_year_of_turnover_leaves_true_seats_and_nobody_hears_anything_twice(tmp_path: Path) -> None:
    async with bot_in_teams(tmp_path, start=START) as teams:
        assert await teams.bot.seating.fill(FILLINGS)
        played = Turnover(teams)
        await played.play()
        assert len(played.people) == 30
        assert sum(fresh.kind == "guest" for fresh in played.people) == 2
        await hold_true(played)

        empty = {
            f"{each.body.id}/{each.municipality.code}"
            for body in BODIES
            for each in await teams.bot.seating.vacancies(LAST_ON, body)
            if each.post == "holder"
        }
        assert empty == {key for key, rows in played.ledger.items() if rows[-1][2] is not None}
        assert len(empty) == 2

        [july] = [fresh for fresh in played.people if fresh.who.key == "new16"]
        assert july.on == dt.date(newcomers.YEAR, 7, 13)
