"""How often somebody may come: so many times at once, and at a steady pace after that (a token bucket)."""

import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

REMEMBERED: Final = 10_000
"""How many are remembered; some 300 bytes each. Whoever is forgotten begins anew."""
FORGOTTEN_AT_ONCE: Final = 2
"""How many are forgotten for each who comes: more than one, so that they grow fewer, and few, so that it is quick."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`at_once` times without a pause between, and once in `every_seconds` in the long run."""

    at_once: int
    every_seconds: float

    @property
    def rest_seconds(self) -> float:
        """How long whoever comes too often is not heard: as long as it takes until all is theirs again."""
        return self.at_once * self.every_seconds


@dataclass(frozen=True, slots=True)
class Spent:
    """What somebody has left at the instant `at`, and until when they are not heard; both seconds since 1970."""

    left: float
    at: float
    rests_until: float = 0.0


class Heard(Enum):
    """Whether somebody who comes is heard: yes, not any more, or still not."""

    YES = auto()
    NO_MORE = auto()
    NOT_YET = auto()


def come(pace: Pace, spent: Spent | None, now: float) -> tuple[Spent, Heard]:
    """Return what somebody who comes now has spent after it, and whether they are heard.

    `spent` is what it was before, None for whoever is new; `now` is in seconds since 1970.
    """
    if spent is None:
        return Spent(pace.at_once - 1, now), Heard.YES
    # A rest that lasts longer than a rest does was begun before the clock was set back.
    if 0 < spent.rests_until - now <= pace.rest_seconds:
        return spent, Heard.NOT_YET
    gained = max(0.0, now - spent.at) / pace.every_seconds
    left = float(pace.at_once) if spent.rests_until else min(float(pace.at_once), spent.left + gained)
    if left < 1:
        return Spent(0.0, now, now + pace.rest_seconds), Heard.NO_MORE
    return Spent(left - 1, now), Heard.YES


class Comers:
    """Remembers how often each has come. Memory is bounded, and each who comes costs microseconds."""

    def __init__(self, pace: Pace, remembered: int = REMEMBERED) -> None:
        self._pace = pace
        self._most = remembered
        self._spent: OrderedDict[str, Spent] = OrderedDict()

    @property
    def remembered(self) -> int:
        """How many are remembered."""
        return len(self._spent)

    def come(self, who: str, now: dt.datetime) -> Heard:
        """Count that somebody comes now, and tell whether they are heard."""
        at = now.timestamp()
        self._spent[who], heard = come(self._pace, self._spent.get(who), at)
        self._spent.move_to_end(who)
        self._forget(at)
        return heard

    def _forget(self, at: float) -> None:
        for _ in range(FORGOTTEN_AT_ONCE):
            oldest, spent = next(iter(self._spent.items()))
            # After a rest's time all is theirs again, so that remembering or not comes to the same.
            if len(self._spent) <= self._most and max(spent.at, spent.rests_until) > at - self._pace.rest_seconds:
                return
            if len(self._spent) == 1:
                return
            del self._spent[oldest]
