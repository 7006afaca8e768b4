"""How things stand with what the bot sends: what could not be delivered, and what goes next."""

import datetime as dt
from typing import Final

from bot.core.calendar import local_day
from bot.core.outbox import OUTBOX, State
from bot.core.overview import Focus, Overview, Section
from bot.core.ports import ADDRESSES, Store, Transaction
from bot.core.text import Lang, escape, join_names
from bot.core.turn import Role, Turn
from bot.core.when import write_moment
from bot.features.home import texts

UNDELIVERED_PLACE: Final = 70
NEXT_PLACE: Final = 75
LOOKS_BACK: Final = dt.timedelta(days=7)
LOOKS_AHEAD: Final = dt.timedelta(days=7)
MOST_NAMED: Final = 5
MOST_COUNTED: Final = 1_000


def build_outlook(store: Store) -> Overview:
    """Return what is declared of it: the secretariat's alone."""

    async def outlook(turn: Turn, focus: Focus) -> list[Section]:
        if turn.role is not Role.SECRETARIAT or focus != Focus():
            return []
        count, names = await store.run(lambda tx: _undelivered(tx, turn.at))
        times = await store.run(lambda tx: _coming(tx, turn.at))
        found = [
            Section(texts.UNDELIVERED_TITLE(turn.lang), _undelivered_rows(count, names, turn.lang), UNDELIVERED_PLACE),
            Section(texts.NEXT_TITLE(turn.lang), _coming_rows(times, turn.lang, turn.at), NEXT_PLACE),
        ]
        return [section for section in found if section.rows]

    return outlook


async def _undelivered(tx: Transaction, now: dt.datetime) -> tuple[int, list[str]]:
    """Return how many messages did not arrive in the last week, and the names that are known of those they were for."""
    failed = [kept.value for kept in await tx.between(OUTBOX, "lost_at", now - LOOKS_BACK)]
    names = []
    for to in dict.fromkeys(row.to for row in failed):
        address = await tx.get(ADDRESSES, to)
        if address and address.value.name:
            names.append(address.value.name)
    return len(failed), names


def _undelivered_rows(count: int, names: list[str], lang: Lang) -> tuple[str, ...]:
    if not count:
        return ()
    said = texts.UNDELIVERED_ONE(lang) if count == 1 else texts.UNDELIVERED(lang, count=count)
    if names:
        some = [escape(name) for name in names[:MOST_NAMED]]
        if len(names) > MOST_NAMED:
            some.append(texts.OTHERS(lang, count=len(names) - MOST_NAMED))
        said = texts.UNDELIVERED_TO(lang, what=said, names=join_names(some, lang))
    return (said,)


async def _coming(tx: Transaction, now: dt.datetime) -> list[dt.datetime]:
    """Return when the messages of the next week go, in order."""
    due = await tx.between(OUTBOX, "due_at", end=now + LOOKS_AHEAD, limit=MOST_COUNTED)
    return sorted(kept.value.not_before for kept in due if kept.value.state is State.WAITING)


def _coming_rows(times: list[dt.datetime], lang: Lang, now: dt.datetime) -> tuple[str, ...]:
    rows = []
    for day in dict.fromkeys(local_day(at) for at in times):
        those = [at for at in times if local_day(at) == day]
        when = write_moment(max(those[0], now), None, lang, now)
        one = texts.NEXT_ONE(lang, when=when)
        rows.append(one if len(those) == 1 else texts.NEXT_ROW(lang, count=len(those), when=when))
    return tuple(rows)
