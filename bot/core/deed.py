"""What somebody did last, and how it is taken back or why not: declared by each feature, asked for in one place."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.journal import JOURNAL, Entry
from bot.core.ports import Store
from bot.core.text import Text, escape, shorten
from bot.core.texts import LAST_DEED
from bot.core.turn import Reply, Turn

UNDO_WITHIN: Final = dt.timedelta(days=7)
"""How old a deed may be for "ångra" to mean it."""


LONGEST_SAID: Final = 200
"""How many characters of a deed are told again."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did last in one feature, at an aware UTC instant.

    `take_back` takes it back, or says why that cannot be and what can be done instead.
    """

    at: dt.datetime
    take_back: Callable[[], Awaitable[Reply]]


LastDeed = Callable[[Turn], Awaitable[Deed | None]]
"""Returns what the person of a turn did last in a feature within `UNDO_WITHIN` and has not taken back, else None."""


async def latest_of(turn: Turn, ways: Sequence[LastDeed]) -> Deed | None:
    """Return what the person did last in any feature, whatever their order."""
    found = [deed for way in ways if (deed := await way(turn))]
    return max(found, key=lambda deed: deed.at, default=None)


def last_in_journal(store: Store, about: str, instead: Text) -> LastDeed:
    """Return what tells the last that somebody did to things whose journal begins with `about`, such as "referral:".

    It is not taken back; `instead` says what can be done, with `{number}` for what stands after `about`.
    """

    async def last(turn: Turn) -> Deed | None:
        kept = await store.run(lambda tx: tx.find(JOURNAL, by=turn.person.id))
        mine = [each.value for each in kept if each.value.about.startswith(about)]
        entry = max(mine, key=lambda each: each.at, default=None)
        if entry is None or turn.at - entry.at > UNDO_WITHIN:
            return None
        return Deed(entry.at, lambda: _tell(turn, entry, entry.about.removeprefix(about), instead))

    return last


async def _tell(turn: Turn, entry: Entry, number: str, instead: Text) -> Reply:
    last = LAST_DEED(turn.lang, said=escape(shorten(entry.said(turn.lang), LONGEST_SAID).rstrip(".")))
    return Reply(text=f"{last} {instead(turn.lang, number=number)}")
