"""A year of the cooperation's meetings through POST /api/messages with real tokens, counted by hand beside the bot."""

from pathlib import Path

from bot.store.open import open_store
from tests.scenarios import year
from tests.scenarios.teams import bot_in_teams
from tests.scenarios.year import START, Year, due, hold_true


async def test_a_year_of_meetings_adds_up_and_nobody_is_reminded_in_vain(tmp_path: Path) -> None:
    store = await open_store("memory:", tmp_path)
    async with bot_in_teams(tmp_path, store, start=START) as teams:
        await teams.bot.seating.fill(year.FILLINGS)
        played = Year(teams)
        await played.play()
        assert len([meeting for meeting in played.meetings if not meeting.cancelled]) == 39
        await hold_true(played)
        assert len(due(played)) > 100
