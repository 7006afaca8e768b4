"""Thirty newcomers over a year in six bodies, through POST /api/messages with real tokens."""

import datetime as dt
from pathlib import Path

from tests.scenarios import newcomers
from tests.scenarios.newcomers import BODIES, FILLINGS, START, Turnover, histories
from tests.scenarios.teams import bot_in_teams, words


async def test_a_year_of_turnover_leaves_true_seats_and_nobody_hears_anything_twice(tmp_path: Path) -> None:
    async with bot_in_teams(tmp_path, start=START) as teams:
        assert await teams.bot.seating.fill(FILLINGS)
        played = Turnover(teams)
        people = await played.play()
        assert len(people) == 30
        assert sum(fresh.kind == "guest" for fresh in people) == 2

        held = await histories(teams)
        assert {key: rows for key, rows in held.items() if rows} == played.ledger

        last = dt.date(newcomers.YEAR + 1, 2, 1)
        empty = {
            f"{each.body.id}/{each.municipality.code}"
            for body in BODIES
            for each in await teams.bot.seating.vacancies(last, body)
            if each.post == "holder"
        }
        assert empty == {key for key, rows in played.ledger.items() if rows[-1][2] is not None}
        assert len(empty) == 2

        for fresh in people:
            told = [(place, words(said)) for place, said in played.heard(fresh)]
            assert told, fresh.who.name
            assert len(set(told)) == len(told), [each for each in told if told.count(each) > 1]
        for key, count in played.stopped.items():
            [fresh] = [each for each in people if each.who.key == key]
            assert len(played.heard(fresh)) == count

        introduced = [
            line
            for _, said in played.said()
            for line in words(said).splitlines()
            if " är ny i " in line and "Roligt att vara här." in words(said) and said.get("attachments")
        ]
        names = [line.split(" är ny i ")[0] for line in introduced]
        assert len(set(names)) == len(names)
        assert set(names) == played.agreed

        [july] = [fresh for fresh in people if fresh.who.key == "new16"]
        assert july.on == dt.date(newcomers.YEAR, 7, 13)
