"""Who had something, from when to when: no two at once, and what nobody had is a gap."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's unbroken time in one place.

    `person` is a contact's id. `start` and `end` are the first and the last day, dates in Stockholm; None where nobody
    has said when it began, or where no end is known.
    """

    person: str
    start: dt.date | None = None
    end: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Tell whether the person has the place on a day."""
        return _first(self) <= day <= _last(self)

    def overlaps(self, other: "Tenure") -> bool:
        """Tell whether there is a day that belongs to both."""
        return _first(self) <= _last(other) and _first(other) <= _last(self)


History = tuple[Tenure, ...]
"""Tenures in order of time, no two of which share a day."""


def tenure_on(history: History, day: dt.date) -> Tenure | None:
    """Return who has the place on a day, or None when it is vacant."""
    return next((tenure for tenure in history if tenure.covers(day)), None)


def tenure_after(history: History, day: dt.date) -> Tenure | None:
    """Return the first tenure that begins after a day."""
    return next((tenure for tenure in history if _first(tenure) > day), None)


def appoint(history: History, person: str, start: dt.date, end: dt.date | None = None) -> History:
    """Return the history with `person` in the place from `start` on.

    With `end` that is their last day, and whoever had the place comes back afterwards. Without, they keep it until
    somebody else begins who is known already, or with no end. Raises ValueError when the end is before the start.
    """
    until = _until([tenure for tenure in history if tenure.person != person], start, end)
    return _joined([*_without(history, start, until), Tenure(person, start, until)])


def vacate(history: History, start: dt.date, end: dt.date | None = None) -> History:
    """Return the history with nobody in the place from `start` on, until `end` or the next one begins.

    Raises ValueError when the end is before the start.
    """
    return _joined(_without(history, start, _until(history, start, end)))


def vacancies(history: History, first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Return the stretches of days between `first` and `last`, both included, when nobody has the place."""
    gaps: list[tuple[dt.date, dt.date]] = []
    day = first
    for tenure in history:
        if _last(tenure) < day:
            continue
        if _first(tenure) > last:
            break
        if _first(tenure) > day:
            gaps.append((day, _first(tenure) - _DAY))
        if _last(tenure) >= last:
            return gaps
        day = _last(tenure) + _DAY
    return [*gaps, (day, last)] if day <= last else gaps


def put_in_order(tenures: Iterable[Tenure]) -> History:
    """Return a history of tenures that somebody wrote down: one who takes over on another's last day has that day."""
    ordered = sorted(tenures, key=_first)
    clipped = [
        replace(tenure, end=_first(after) - _DAY) if _last(tenure) >= _first(after) else tenure
        for tenure, after in pairwise(ordered)
    ]
    return _joined(tenure for tenure in [*clipped, *ordered[-1:]] if _first(tenure) <= _last(tenure))


def _until(tenures: Iterable[Tenure], start: dt.date, end: dt.date | None) -> dt.date | None:
    if end is not None:
        if end < start:
            raise ValueError(f"{end} is before {start}")
        return end
    after = next((tenure for tenure in tenures if _first(tenure) > start), None)
    return _first(after) - _DAY if after else None


def _without(history: History, start: dt.date, end: dt.date | None) -> Iterator[Tenure]:
    for tenure in history:
        if _first(tenure) < start:
            yield replace(tenure, end=start - _DAY) if _last(tenure) >= start else tenure
        if end is not None and _last(tenure) > end:
            yield replace(tenure, start=end + _DAY) if _first(tenure) <= end else tenure


def _joined(tenures: Iterable[Tenure]) -> History:
    joined: list[Tenure] = []
    for tenure in sorted(tenures, key=_first):
        before = joined[-1] if joined else None
        if before and before.person == tenure.person and before.end and before.end + _DAY == tenure.start:
            joined[-1] = replace(before, end=tenure.end)
        else:
            joined.append(tenure)
    return tuple(joined)


def _first(tenure: Tenure) -> dt.date:
    return tenure.start or dt.date.min


def _last(tenure: Tenure) -> dt.date:
    return tenure.end or dt.date.max
