"""A year of the cooperation's meetings through POST /api/messages with real tokens, counted by hand beside the bot."""

import datetime as dt
from pathlib import Path

from bot.store.open import open_store
from tests.scenarios import year
from tests.scenarios.killed import bot_that_dies
from tests.scenarios.teams import bot_in_teams
from tests.scenarios.year import START, Year, asked, counted, due, reported, totals


async def test_a_year_of_meetings_adds_up_and_nobody_is_reminded_in_vain(tmp_path: Path) -> None:
    store = await open_store("memory:", tmp_path)
    async with bot_in_teams(tmp_path, store, start=START) as teams:
        await teams.bot.seating.fill(year.FILLINGS)
        played = Year(teams)
        await played.play()
        assert len([meeting for meeting in played.meetings if not meeting.cancelled]) == 39
        assert await counted(store) == totals(played.meetings)
        assert await reported(played) == totals(played.meetings)
        assert sorted(asked(teams)) == sorted(due(played))
        assert len(due(played)) > 100


async def test_a_quarter_with_a_bot_that_is_killed_again_and_again_comes_to_the_same(tmp_path: Path) -> None:
    async with bot_that_dies(tmp_path, START, "tests.scenarios.year", share=0.03, seed=4) as stage:
        played = Year(stage)
        await played.play(dt.date(year.YEAR, 2, 20))
        kills = stage.kills
    store = await open_store("tinydb:", tmp_path)
    assert kills >= 3
    assert await counted(store) == totals(played.meetings)
    # What was on its way at a kill may have come twice; nothing is missing, and nothing came to who had answered. The
    # clock of whom it came to stands still meanwhile, so the instants are not compared.
    assert {(each.day, each.town, each.person) for each in asked(stage)} == {
        (each.day, each.town, each.person) for each in due(played)
    }
    await store.close()
