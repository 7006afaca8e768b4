"""How the people of the seats changed in a period, and how long seats stood empty."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.features.bodies.history import History, vacancies
from bot.features.bodies.seats import Seat
from bot.features.reports.model import Period


@dataclass(frozen=True, slots=True)
class Change:
    """A seat that passed to somebody else; `municipality` is a code, `on` the newcomer's first day."""

    body: str
    municipality: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Turnover:
    """The changes of holder, in order of time."""

    changes: tuple[Change, ...] = ()

    @property
    def count(self) -> int:
        """How many changes there were."""
        return len(self.changes)

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The codes of the municipalities that changed, each once."""
        return tuple(dict.fromkeys(each.municipality for each in self.changes))

    @property
    def more_than_once(self) -> tuple[str, ...]:
        """The codes of those of which one seat changed more than once."""
        seats = [(each.body, each.municipality) for each in self.changes]
        return tuple(dict.fromkeys(town for body, town in seats if seats.count((body, town)) > 1))


def turnover(seats: Iterable[Seat], period: Period) -> Turnover:
    """Return the changes of holder in a period; the first who ever had a seat replaces nobody."""
    found = [
        Change(seat.body, seat.municipality, new.start)
        for seat in seats
        for old, new in pairwise(seat.holder)
        if old.person != new.person and new.start and period.covers(new.start)
    ]
    return Turnover(tuple(sorted(found, key=lambda each: (each.on, each.body, each.municipality))))


@dataclass(frozen=True, slots=True)
class Gap:
    """Days when nobody held a seat, first and last included; `open` when it was still empty on the last day."""

    body: str
    municipality: str
    first: dt.date
    last: dt.date
    open: bool

    @property
    def days(self) -> int:
        """How many days it was."""
        return (self.last - self.first).days + 1


def gaps(seats: Iterable[Seat], period: Period) -> tuple[Gap, ...]:
    """Return when seats had no holder; the time before a seat was first filled is no vacancy."""
    found = []
    for seat in seats:
        first = _first_filled(seat.holder)
        if first is None or first > period.last:
            continue
        for start, end in vacancies(seat.holder, max(first, period.first), period.last):
            found.append(Gap(seat.body, seat.municipality, start, end, open=end == period.last))
    return tuple(sorted(found, key=lambda each: (each.first, each.body, each.municipality)))


def never_filled(seats: Iterable[Seat], period: Period) -> tuple[Seat, ...]:
    """Return the seats that nobody had held by the end of a period."""
    return tuple(seat for seat in seats if (first := _first_filled(seat.holder)) is None or first > period.last)


def _first_filled(history: History) -> dt.date | None:
    return (history[0].start or dt.date.min) if history else None
