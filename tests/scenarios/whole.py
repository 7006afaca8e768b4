"""The scripted years of meetings, newcomers and referrals with a bot that is killed, and with two bots on PostgreSQL.

    python -m tests.scenarios.whole killed [meetings newcomers referrals] [--until 2027-03-01] [--share 0.02]
    python -m tests.scenarios.whole replicas [meetings newcomers referrals] [--until 2027-03-01] [--share 0.02]

The bots run in processes of their own. `killed`: one on the embedded store is killed with SIGKILL at random moments,
while it takes a turn and while time passes and messages go out. What got no answer is sent again, as Teams does it. In
the end the same must hold as without kills; what was on its way at a kill may have come twice.

`replicas`: two work on a PostgreSQL that is started for it, each activity goes to either, and in the end the same must
hold, and the store must hold the same as that of one bot on the embedded store: all documents but those of what is
under way, identifiers replaced by what is said with them. With --share one of the two is killed now and then; then
times differ, and the stores are not compared. A year takes some minutes.
"""

import argparse
import asyncio
import datetime as dt
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.scenarios import newcomers, referrals, year
from tests.scenarios.killed import KilledStage, bot_that_dies
from tests.scenarios.outside import documents, facts
from tests.scenarios.teams import Stage
from tests.store.postgres import empty_schema, running_postgres


@dataclass(frozen=True)
class Script:
    """A year: when it begins, the module of who sits where, its last day, and what plays it and holds it true."""

    start: dt.datetime
    seats: str
    last_on: dt.date
    play: Callable[[Stage, dt.date], Awaitable[None]]


async def _meetings(stage: Stage, until: dt.date) -> None:
    played = year.Year(stage)
    await played.play(until)
    await year.hold_true(played)


async def _newcomers(stage: Stage, until: dt.date) -> None:
    played = newcomers.Turnover(stage)
    await played.play(until)
    await newcomers.hold_true(played, until)


async def _referrals(stage: Stage, until: dt.date) -> None:
    played = referrals.Referring(stage)
    await played.play(until)
    await referrals.hold_true(played, until)


YEARS = {
    "meetings": Script(year.START, year.__name__, dt.date(year.YEAR + 1, 1, 10), _meetings),
    "newcomers": Script(newcomers.START, newcomers.__name__, newcomers.LAST_ON, _newcomers),
    "referrals": Script(referrals.START, referrals.__name__, referrals.LAST + dt.timedelta(days=1), _referrals),
}


@dataclass(frozen=True)
class Compared:
    """How many activities each of two bots took, and of each collection that differs what only one or the other has."""

    taken: tuple[int, ...]
    different: dict[str, tuple[list[str], list[str]]]


async def play_killed(folder: Path, name: str, until: dt.date | None = None, *, share: float, seed: int) -> int:
    """Play a year, or what of it lies before a day, with a bot that dies; return how often it did."""
    stage = await _played(folder, "tinydb:", name, until, share=share, seed=seed)
    return len(stage.killed_at)


async def play_killed_of_two(
    folder: Path, url: str, name: str, until: dt.date | None, *, share: float, seed: int
) -> int:
    """Play a year with two bots on PostgreSQL, of which one dies now and then; return how often."""
    stage = await _played(folder, url, name, until, share=share, seed=seed, bots=2)
    return len(stage.killed_at)


async def compare(folder: Path, url: str, name: str, until: dt.date | None = None) -> Compared:
    """Play a year with one bot on the embedded store and with two on PostgreSQL, and compare what is kept."""
    await _played(folder, "tinydb:", name, until)
    stage = await _played(folder, url, name, until, bots=2)
    one, two = facts(documents("tinydb:", folder)), facts(documents(url, folder))
    different = {}
    for collection in sorted(one.keys() | two.keys()):
        here, there = Counter(one.get(collection, ())), Counter(two.get(collection, ()))
        if here != there:
            different[collection] = (sorted((here - there).elements()), sorted((there - here).elements()))
    return Compared(tuple(bot.taken for bot in stage.bots), different)


async def _played(
    folder: Path, url: str, name: str, until: dt.date | None, *, share: float = 0.0, seed: int = 1, bots: int = 1
) -> KilledStage:
    """Play a year, hold it true, and stop the bots."""
    script = YEARS[name]
    async with bot_that_dies(folder, script.start, script.seats, store=url, share=share, seed=seed, bots=bots) as stage:
        await script.play(stage, until or script.last_on)
        # Two messages to one person go a few seconds apart when two bots meet over them.
        await stage.until(stage.clock() + dt.timedelta(hours=1))
    return stage


def _run(chosen: argparse.Namespace, name: str) -> str:
    """Play a year as it was asked for; return what is to be told."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if chosen.how == "killed":
            kills = asyncio.run(play_killed(folder, name, chosen.until, share=chosen.share or 0.02, seed=chosen.seed))
            return f"all holds after {kills} kills"
        with running_postgres() as server, empty_schema(server) as url:
            if chosen.share:
                given = {"share": chosen.share, "seed": chosen.seed}
                kills = asyncio.run(play_killed_of_two(folder, url, name, chosen.until, **given))
                return f"all holds on two bots, of which one or the other was killed {kills} times"
            told = asyncio.run(compare(folder, url, name, chosen.until))
    shared = " and ".join(str(number) for number in told.taken)
    if not told.different:
        return f"all holds on two bots, which took {shared} activities, and the stores hold the same"
    lines = [f"{name} has {row}" for name, sides in told.different.items() for side in sides for row in side]
    return "\n".join([f"all holds on two bots ({shared} activities), but the stores differ", *lines])


def main(arguments: Sequence[str] | None = None) -> None:
    """Play what is asked for, and tell how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("how", choices=("killed", "replicas"))
    parser.add_argument("years", nargs="*", metavar="YEAR", help=f"{', '.join(YEARS)}; all when none is named")
    parser.add_argument("--until", type=dt.date.fromisoformat, metavar="DATE", help="play what lies before this day")
    parser.add_argument("--share", type=float, default=0.0, help="how many of the requests a kill goes with")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.years) - YEARS.keys():
        parser.error(f"there is no year {', '.join(sorted(unknown))}")
    for name in chosen.years or YEARS:
        begun = time.monotonic()
        told = _run(chosen, name)
        sys.stdout.write(f"{name}: {told}; {time.monotonic() - begun:.0f} s\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
