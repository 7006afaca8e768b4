"""Two bots in processes of their own on one PostgreSQL: the same years, and a broadcast in which one of them is killed.

The years are short forms of tests/scenarios/whole.py, which plays that of the meetings, too.
"""

import asyncio
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from bot.core.outbox import OUTBOX, UNSURE, State
from bot.features.broadcasts.model import DELIVERIES
from tests.scenarios import year
from tests.scenarios.killed import KilledStage, bot_that_dies
from tests.scenarios.teams import KANSLI, card_of, words
from tests.scenarios.whole import compare
from tests.scenarios.year import BODIES, NAMES, START, somebody

SAID = "Underlaget till mötet finns nu."


@pytest.mark.parametrize(
    ("name", "until"),
    [("newcomers", dt.date(2027, 1, 14)), ("referrals", dt.date(2027, 1, 13))],
)
async def test_two_bots_on_postgresql_come_to_what_one_comes_to_on_tinydb(
    tmp_path: Path, postgres_url: str, name: str, until: dt.date
) -> None:
    told = await compare(tmp_path, postgres_url, name, until)
    assert told.different == {}
    assert min(told.taken) > 0


async def test_a_broadcast_goes_on_when_one_of_two_bots_is_killed_in_it(tmp_path: Path, postgres_url: str) -> None:
    recipients = [key for key in NAMES if key[0] in {body.id for body in BODIES[:3]} and key[2] == "holder"]
    people = [somebody(NAMES[key]) for key in recipients]
    async with bot_that_dies(tmp_path, START, year.__name__, store=postgres_url, share=0, bots=2) as stage:
        for who in (KANSLI, *people):
            await stage.post(who, text="hej")
        names = ", ".join(body.short.sv for body in BODIES[:2]) + f" och {BODIES[2].short.sv}"
        await stage.post(KANSLI, text=f"skicka till ledamöterna i {names}: {SAID}")
        preview = card_of(stage.there("a:gunilla")[-1])
        assert "24" in preview["fallbackText"]
        await stage.press(KANSLI, preview, preview["actions"][0]["verb"])

        # Teams takes its time; one bot dies when some messages are with Teams and nobody has heard what became of them.
        stage.microsoft.slow = asyncio.Event()
        passing = asyncio.create_task(stage.until(START + dt.timedelta(minutes=1)))
        async with asyncio.timeout(20):
            while len(_heard(stage)) < 4:
                stage.microsoft.arrived.clear()
                await stage.microsoft.arrived.wait()
        stage.killed_at.append(stage.clock())
        await stage.bots[0].kill()
        stage.microsoft.slow.set()
        await passing
        await stage.start()
        await stage.until(START + dt.timedelta(hours=2))

        heard = _heard(stage)
        assert set(heard.values()) == {1}, "nobody reads it twice"
        rows = [kept.value for kept in await stage.kept(OUTBOX) if SAID in kept.value.message.text]
        sent = [row for row in rows if row.state is State.SENT]
        unknown = [row for row in rows if row.state is State.FAILED and row.reason.startswith(UNSURE)]
        assert len(rows) == len(sent) + len(unknown) == len(await stage.kept(DELIVERIES)) == 24
        assert {f"a:{who.key}" for who in people} >= heard.keys()
        assert len(heard) >= len(sent)


def _heard(stage: KilledStage) -> Counter[str]:
    """Return how often each recipient's chat has been sent the broadcast."""
    posted = [said for said in stage.microsoft.posted if said["conversation"]["id"] != "a:gunilla"]
    return Counter(said["conversation"]["id"] for said in posted if SAID in words(said))
