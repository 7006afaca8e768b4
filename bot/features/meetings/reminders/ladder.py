"""The reminders before a meeting as a ladder: each rung an offset that moves with the meeting."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.calendar import in_quiet_weeks, is_working_day, local_day, to_local, to_utc
from bot.core.ports import Collection

DAY: Final = dt.timedelta(days=1)
FIRST_HOUR: Final = dt.time(9)
LAST_HOUR: Final = dt.time(16)
"""Between these, on the clocks of Stockholm, reminders of a day or more before go out."""
NEWS_HOLDS: Final = DAY
"""Nobody is asked again within this time after a meeting was booked or moved: they have just been told."""
LATEST: Final = DAY
"""How late a reminder may be after a standstill; later it would run into the next one."""
FARTHEST: Final = 60 * DAY
NEAREST: Final = dt.timedelta(minutes=5)
MOST_RUNGS: Final = 8


class Kind(StrEnum):
    """What a reminder says, and to whom.

    The first three ask: in the channel, those alone who have not answered, and those by name in the channel. `AGENDA`
    goes to everybody who is expected, with the silent seats to the chair; `LINK` gives them the link.
    """

    CHANNEL = "channel"
    SILENT = "silent"
    NAMED = "named"
    AGENDA = "agenda"
    LINK = "link"


ASKING: Final = frozenset({Kind.CHANNEL, Kind.SILENT, Kind.NAMED})


@dataclass(frozen=True, slots=True)
class Rung:
    """One reminder; `before` is how long before the meeting, whole days or less than one."""

    kind: Kind
    before: dt.timedelta

    @property
    def key(self) -> str:
        """The rung's name within a ladder."""
        return f"{self.kind}-{int(self.before.total_seconds() // 60)}"

    @staticmethod
    def of(key: str) -> "Rung":
        """Return the rung with a key; ValueError when it is none."""
        kind, _, minutes = key.partition("-")
        return Rung(Kind(kind), dt.timedelta(minutes=int(minutes)))


DEFAULT: Final = (
    Rung(Kind.CHANNEL, 14 * DAY),
    Rung(Kind.SILENT, 7 * DAY),
    Rung(Kind.NAMED, 3 * DAY),
    Rung(Kind.AGENDA, DAY),
    Rung(Kind.LINK, dt.timedelta(minutes=30)),
)
"""The ladder of a body for which nobody has said anything else."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """What somebody chose for a body, the farthest first; None for the usual ones. Its document id is the body's.

    `at` is when `by_name` chose them, `before` what the body had until then; `undone` when it has what it had before.
    """

    rungs: tuple[Rung, ...] | None
    by: str
    by_name: str
    at: dt.datetime
    before: tuple[Rung, ...] | None = None
    undone: bool = False


LADDERS: Collection[Ladder] = Collection("ladders", Ladder)


class How(StrEnum):
    """What became of a rung: sent (or nobody was left to remind), or stopped by hand."""

    SENT = "sent"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Reminded:
    """That a rung has been dealt with for a meeting at a time, so that it never is again."""

    meeting: str
    starts_at: dt.datetime
    rung: str
    how: How
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Handled:
    """That somebody stopped a send, or sent it early; `send` is its key. `undone_at` is when it was taken back."""

    send: str
    by: str
    at: dt.datetime
    stopped: bool
    undone_at: dt.datetime | None = None


HANDLED: Collection[Handled] = Collection("handled_sends", Handled, equal=("by", "send"))
REMINDED: Collection[Reminded] = Collection("reminded", Reminded, equal=("meeting",))


def reminded_key(meeting: str, starts_at: dt.datetime, rung: Rung) -> str:
    """Return the id under which it is kept that a rung has been dealt with."""
    return f"{meeting}|{stamp(starts_at)}|{rung.key}"


def stamp(at: dt.datetime) -> str:
    """Return an instant as it stands in keys, to the second in UTC."""
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def natural_kind(before: dt.timedelta) -> Kind:
    """Return what a reminder is when only its time is said: the nearer the meeting, the more personal."""
    if before < DAY:
        return Kind.LINK
    if before < 2 * DAY:
        return Kind.AGENDA
    if before < 4 * DAY:
        return Kind.NAMED
    return Kind.SILENT if before < 8 * DAY else Kind.CHANNEL


def in_order(rungs: Iterable[Rung]) -> tuple[Rung, ...]:
    """Return rungs as a ladder, the farthest from the meeting first, each once."""
    return tuple(sorted(dict.fromkeys(rungs), key=lambda rung: (-rung.before, rung.kind)))


def due_at(rung: Rung, starts_at: dt.datetime) -> dt.datetime:
    """Return the UTC instant of a rung.

    Days are counted on the calendar. What falls on a weekend, a red day or in weeks 28-31 goes out on the working day
    before, at the meeting's hour between 9 and 16 o'clock. A rung of less than a day stays where it is.
    """
    if rung.before < DAY:
        return starts_at - rung.before
    start = to_local(starts_at)
    day = start.date() - dt.timedelta(days=rung.before.days)
    while not is_working_day(day) or in_quiet_weeks(day):
        day -= DAY
    return to_utc(dt.datetime.combine(day, min(max(start.time(), FIRST_HOUR), LAST_HOUR)))


@dataclass(frozen=True, slots=True)
class Occasion:
    """A rung and the UTC instant at which it is due."""

    rung: Rung
    at: dt.datetime


def occasions(rungs: Iterable[Rung], starts_at: dt.datetime) -> list[Occasion]:
    """Return when a meeting's rungs are due, the farthest first.

    Where holidays push several that ask onto one day, only the first of them is left.
    """
    found: list[Occasion] = []
    asked: set[dt.date] = set()
    for rung in in_order(rungs):
        at = due_at(rung, starts_at)
        if rung.kind in ASKING:
            if local_day(at) in asked:
                continue
            asked.add(local_day(at))
        found.append(Occasion(rung, at))
    return found


def ahead(
    rungs: Iterable[Rung], starts_at: dt.datetime, now: dt.datetime, told_at: dt.datetime | None
) -> list[Occasion]:
    """Return what is still to come; `told_at` is when everybody was told of the meeting's time, if that was lately."""
    return [
        each
        for each in occasions(rungs, starts_at)
        if each.at > now and not (told_at and each.rung.kind in ASKING and each.at - told_at < NEWS_HOLDS)
    ]


def useful_for(occasion: Occasion, starts_at: dt.datetime) -> dt.timedelta:
    """Return how long after its time a reminder still makes sense."""
    return min(LATEST, starts_at - occasion.at)
