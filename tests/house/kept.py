"""How long what is kept about somebody is really kept, found by letting nights pass, and what their wish takes."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.app import Bot, compose
from bot.core import outbox
from bot.core.holding import Holding
from bot.core.ports import Transaction
from bot.core.timers import TIMERS, Timer
from bot.features.home.personal.feature import RETENTION
from bot.features.home.personal.holdings import HOLDINGS
from bot.features.home.personal.service import Privacy
from bot.store.open import open_store
from tests.conftest import cooperation, library, programme, understanding
from tests.house.somebody import DAY, SUBJECT, left_in, plant

LONGEST_DAYS: Final = 4_000
NIGHTS: Final = 2
"""How many nights it takes: what hangs on the person being remembered goes the night after."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what is kept: `days` is after how many it is gone by itself, None when it stays."""

    holding: Holding
    days: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """A collection that names somebody: after how many days it no longer does, and whether it does when forgotten.

    `days` is None when it stays. Whoever has a seat when they ask to be forgotten stays on the lists; theirs has ended.
    """

    name: str
    days: int | None
    stays_when_forgotten: bool


async def a_bot(folder: Path) -> Bot:
    """Return a bot in whose store everything is kept about somebody."""
    store = await open_store("memory:", folder)
    made = compose(store, library(), cooperation(), understanding=understanding(), programme=programme())
    await plant(store)
    return made


def holdings_of(bot: Bot) -> list[Holding]:
    """Return every kind of what is kept, in the order of the features."""
    return [holding for feature in bot.features for holding in feature.holdings]


class _Looked(Exception):
    """Raised so that a night is as if it had never been."""

    def __init__(self, left: frozenset[str]) -> None:
        super().__init__()
        self.left = left


Look = Callable[[Transaction], Awaitable[frozenset[str]]]


async def measure(folder: Path) -> list[Kind]:
    """Return every kind, with the number of days after which nothing of it is told of somebody any more."""
    bot = await a_bot(folder)
    kinds = holdings_of(bot)

    async def look(tx: Transaction) -> frozenset[str]:
        return frozenset([each.name for each in kinds if await each.tell(tx, SUBJECT)])

    days = await _days(bot, look)
    await bot.store.close()
    return [Kind(each, days[each.name]) for each in kinds]


async def places(folder: Path) -> list[Place]:
    """Return the collections that name somebody, in the order of their names."""
    bot = await a_bot(folder)
    days = await _days(bot, left_in)
    await _privacy_of(bot).forget(SUBJECT, DAY + dt.timedelta(days=1))
    forgotten = await bot.store.run(left_in)
    await bot.store.close()
    return [Place(name, days[name], name in forgotten) for name in sorted(days)]


async def _days(bot: Bot, look: Look) -> dict[str, int | None]:
    """Return for each name that is seen at first after how many days it no longer is, None when it always is."""
    nights: dict[int, frozenset[str]] = {}

    async def left_after(days: int) -> frozenset[str]:
        async def work(tx: Transaction) -> None:
            await _nights(bot, tx, DAY + dt.timedelta(days=days))
            raise _Looked(await look(tx))

        if days not in nights:
            try:
                await bot.store.run(work)
            except _Looked as looked:
                nights[days] = looked.left
        return nights[days]

    found: dict[str, int | None] = {}
    for name in await bot.store.run(look):
        low, high = 0, LONGEST_DAYS
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if name in await left_after(middle) else (low, middle)
        found[name] = None if name in await left_after(LONGEST_DAYS) else high
    return found


async def _nights(bot: Bot, tx: Transaction, at: dt.datetime) -> None:
    """Do what the bot does by itself in the night: what has been kept for long enough goes, and timers run."""
    retention = bot.use_cases[RETENTION]
    for timer in await tx.between(TIMERS, "due_at", end=at):
        await _run(bot, tx, timer.value, at)
        await tx.remove(TIMERS, timer)
    for _ in range(NIGHTS):
        await retention(tx, Timer(RETENTION, "", at, None), at)  # type: ignore[operator]
        await outbox.sweep(tx, at)


async def _run(bot: Bot, tx: Transaction, timer: Timer, at: dt.datetime) -> None:
    await bot.use_cases[timer.runs](tx, timer, at)  # type: ignore[operator]


def _privacy_of(bot: Bot) -> Privacy:
    """Return what tells and forgets, over all kinds, as the bot itself has it."""
    own, *rest = HOLDINGS
    others = [each for each in holdings_of(bot) if each not in HOLDINGS]
    return Privacy(bot.store, (own, *others, *rest), lambda: "nobody")


_SPAN: Final = re.compile(r"\b(ett|en|två|tre|\d+) (drygt )?(år|månader|månad|vecka|dygn)\b")
_NUMBERS: Final = {"ett": 1, "en": 1, "två": 2, "tre": 3}
_DAYS: Final = {"år": (365, 366), "månader": (30, 31), "månad": (30, 31), "vecka": (7, 7), "dygn": (1, 1)}
AS_LONG_AS: Final = "så länge jag minns att vi har träffats"


def spans_in(words: str) -> list[range]:
    """Return how many days each span of time in a text is, as people mean it."""
    found = []
    for number, ample, unit in _SPAN.findall(words):
        count = _NUMBERS[number] if number in _NUMBERS else int(number)
        least, most = _DAYS[unit]
        # A night falls up to a day after the time is over, and something may be kept until that is past.
        found.append(range(count * least, count * most + (62 if ample else 3)))
    return found
