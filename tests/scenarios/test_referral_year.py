"""A year of referrals through POST /api/messages with real tokens, on a store that is closed and opened again."""

import contextlib
import random
from pathlib import Path

from bot.clock import MovableClock
from bot.store.open import open_store
from tests.microsoft import Microsoft
from tests.scenarios.referrals import FILLINGS, NINE, START, Referring, hold_true
from tests.scenarios.teams import bot_in_teams


async def test_a_year_of_referrals_with_a_bot_that_is_stopped_now_and_then(tmp_path: Path) -> None:
    clock = MovableClock(start=START)
    dice, stopped = random.Random(8), 0  # noqa: S311 - chance, no secret
    async with Microsoft(clock).playing() as microsoft, contextlib.AsyncExitStack() as running:

        async def open_it() -> None:
            store = await open_store("tinydb:", tmp_path)
            year.stage = await running.enter_async_context(bot_in_teams(tmp_path, store, playing=(microsoft, clock)))

        async def pause() -> None:
            """Close the bot with its store now and then, and open it again."""
            nonlocal stopped
            if dice.random() < 0.05:
                await running.aclose()
                await open_it()
                stopped += 1

        store = await open_store("tinydb:", tmp_path)
        teams = await running.enter_async_context(bot_in_teams(tmp_path, store, playing=(microsoft, clock)))
        assert await teams.bot.seating.fill(FILLINGS)
        year = Referring(teams, pause)
        await year.play()
        assert year.checked == {title for title, *_ in NINE}
        assert stopped > 10
        await hold_true(year)
