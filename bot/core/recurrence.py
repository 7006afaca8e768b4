"""Times that come again, kept as people mean them: a rule on the wall clock of a zone.

09:00 stays 09:00 when the clocks change, and comes once a day also in the night when an hour comes twice or not at all.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrule, rruleset, rrulestr

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """When something comes again.

    `rrule` is an RFC 5545 recurrence rule without start (`FREQ=WEEKLY;BYDAY=MO`), `starts_on` the first possible day,
    `at` the time on the wall clock, `zone` an IANA name.

    Raises:
        ValueError: at construction, when one of them cannot be understood.
    """

    rrule: str
    starts_on: dt.date
    at: dt.time
    zone: str = "Europe/Stockholm"

    def __post_init__(self) -> None:
        if self.at.tzinfo is not None:
            raise ValueError("A wall-clock time has no zone of its own")
        if "DTSTART" in self.rrule.upper():
            raise ValueError("The start of a rule is not part of its text")
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
            raise ValueError(f"There is no zone called {self.zone!r}") from fault
        self._rule()

    def next_after(self, instant: dt.datetime) -> dt.datetime | None:
        """Return the first UTC instant later than `instant`, or None when the rule has ended."""
        # An hour that the clocks skip or repeat moves an instant by that hour at most: look from a day before.
        wall = instant.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None) - _DAY
        rule = self._rule()
        while (after := rule.after(wall)) is not None:
            if (at := self._instant(after)) > instant:
                return at
            wall = after
        return None

    def latest(self, instant: dt.datetime) -> dt.datetime | None:
        """Return the last UTC instant not later than `instant`, or None when none has come yet."""
        wall = instant.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None) + _DAY
        rule = self._rule()
        while (before := rule.before(wall)) is not None:
            if (at := self._instant(before)) <= instant:
                return at
            wall = before
        return None

    def _rule(self) -> "_Walls":
        return _parsed(self.rrule, dt.datetime.combine(self.starts_on, self.at))

    def _instant(self, wall: dt.datetime) -> dt.datetime:
        # fold=0: the first of two, and past the gap where there is none.
        return wall.replace(tzinfo=ZoneInfo(self.zone)).astimezone(dt.UTC)


class _Walls:
    """The times of a rule on the wall clock, in order.

    Each is found once and looked up from then on: the rule itself counts from its first time for every question, which
    gets dearer by each day that a bot lives.
    """

    def __init__(self, rule: rrule | rruleset) -> None:
        self._coming = iter(rule)
        self._found: list[dt.datetime] = []
        self._finding = Lock()

    def after(self, wall: dt.datetime) -> dt.datetime | None:
        """Return the first time later than this one."""
        self._find_until_past(wall)
        at = bisect_right(self._found, wall)
        return self._found[at] if at < len(self._found) else None

    def before(self, wall: dt.datetime) -> dt.datetime | None:
        """Return the last time earlier than this one."""
        self._find_until_past(wall)
        at = bisect_left(self._found, wall)
        return self._found[at - 1] if at else None

    def _find_until_past(self, wall: dt.datetime) -> None:
        # Documents and calendars are made in threads.
        with self._finding:
            while not self._found or self._found[-1] <= wall:
                following = next(self._coming, None)
                if following is None:
                    return
                self._found.append(following)


@lru_cache(maxsize=256)
def _parsed(text: str, starts: dt.datetime) -> _Walls:
    try:
        return _Walls(rrulestr(text, dtstart=starts))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as fault:
        raise ValueError(f"The rule {text!r} cannot be understood: {fault}") from fault
