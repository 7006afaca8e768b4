"""Attendance in figures: which seats a meeting called, what became of each, and what may be said of it.

The rules, which every card and document states: a seat counts at the meetings that were held while somebody had it; a
stand-in who comes counts for the seat; excused is told apart from absent; cancelled meetings and those whose attendance
nobody has noted are left out and told apart; no percentage is given of fewer than four meetings.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.calendar import local_day
from bot.features.bodies.history import tenure_on
from bot.features.bodies.seats import Seat
from bot.features.meetings.attendance import Outcome, RollCall
from bot.features.meetings.model import Form, Guest, Meeting, Rsvp, Says, State, state_at

FEWEST_FOR_PERCENT: Final = 4
"""Of fewer meetings a percentage says more than there is to say: one seat at one meeting would be a quarter or more."""
YEARS_COMPARED: Final = 5
"""How many years before a year are its history, those that count."""
CLEARLY: Final = 5.0
"""How many percentage points from the mean of its own history make a body's attendance high or low."""
CLEARLY_CHANGES: Final = 2.0
"""How many changes of holder from the mean of its own history make a body's turnover high or low."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or what has been of it: `last` is the last day that is counted."""

    year: int
    last: dt.date

    @property
    def first(self) -> dt.date:
        """New Year's Day."""
        return dt.date(self.year, 1, 1)

    @property
    def whole(self) -> bool:
        """Whether the year is over."""
        return self.last == dt.date(self.year, 12, 31)

    def covers(self, day: dt.date) -> bool:
        """Tell whether a day is counted."""
        return self.first <= day <= self.last


def period_of(year: int, today: dt.date) -> Period:
    """Return a year as far as it has come today."""
    return Period(year, min(dt.date(year, 12, 31), max(today, dt.date(year, 1, 1))))


def year_before(period: Period) -> Period:
    """Return the year before, up to the same day when the year is not over."""
    year = period.year - 1
    if period.whole:
        return Period(year, dt.date(year, 12, 31))
    # 29 February has no namesake the year before.
    day = min(period.last.day, 28) if period.last.month == 2 else period.last.day
    return Period(year, dt.date(year, period.last.month, day))


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held. `number` is its place among all that were held in the year, from 1."""

    number: int
    meeting: Meeting

    @property
    def day(self) -> dt.date:
        """The date in Stockholm."""
        return local_day(self.meeting.starts_at)

    @property
    def joint(self) -> bool:
        """Whether several bodies met together."""
        return len(self.meeting.bodies) > 1


@dataclass(frozen=True, slots=True)
class Call:
    """A seat that a meeting called.

    `holder` and `stand_in` are the contact ids of those who had the posts on that day, empty for nobody. `says` is None
    when nothing was said, `outcome` when the meeting's attendance has not been noted. `person` came.
    """

    held: Held
    body: str
    municipality: str
    holder: str = ""
    stand_in: str = ""
    says: Says | None = None
    outcome: Outcome | None = None
    person: str = ""

    @property
    def vacant(self) -> bool:
        """Whether nobody had the seat, so that nobody can be missed; one who came all the same counts."""
        represented = self.outcome is not None and self.outcome.represents
        return not self.holder and not self.stand_in and not represented


@dataclass(frozen=True, slots=True)
class Register:
    """All that a year's figures are made of: the meetings that were held, those that were not, and the seats.

    `visits` are the guests who came, as they were noted, for each body that noted them.
    """

    period: Period
    held: tuple[Held, ...]
    cancelled: tuple[Meeting, ...]
    calls: tuple[Call, ...]
    visits: tuple["Visit", ...]
    seats: Mapping[str, Seat]


@dataclass(frozen=True, slots=True)
class Visit:
    """A guest at a meeting of a body."""

    held: Held
    body: str
    guest: Guest


def draw_up(
    period: Period,
    meetings: Iterable[Meeting],
    seats: Mapping[str, Seat],
    rsvps: Iterable[Rsvp],
    roll_calls: Iterable[RollCall],
    now: dt.datetime,
) -> Register:
    """Return the register of a period; `meetings` may hold others too, `now` tells which have been held."""
    inside = sorted(
        (each for each in meetings if period.covers(local_day(each.starts_at))),
        key=lambda each: (each.starts_at, each.id),
    )
    over = [each for each in inside if state_at(each, now) is State.HELD]
    held = tuple(Held(number, each) for number, each in enumerate(over, start=1))
    said = {(each.meeting, each.body, each.municipality): each for each in rsvps}
    rolls = {(each.meeting, each.body): each for each in roll_calls}
    by_body: dict[str, list[Seat]] = {}
    for seat in seats.values():
        by_body.setdefault(seat.body, []).append(seat)
    calls: list[Call] = []
    visits: list[Visit] = []
    for each in held:
        for body in each.meeting.bodies:
            roll = rolls.get((each.meeting.id, body))
            came = {one.municipality: one for one in roll.seats} if roll else {}
            visits += [Visit(each, body, guest) for guest in (roll.guests if roll else ())]
            for seat in by_body.get(body, ()):
                rsvp, note = said.get((each.meeting.id, body, seat.municipality)), came.get(seat.municipality)
                holder, stand_in = tenure_on(seat.holder, each.day), tenure_on(seat.stand_in, each.day)
                calls.append(
                    Call(
                        each,
                        body,
                        seat.municipality,
                        holder.person if holder else "",
                        stand_in.person if stand_in else "",
                        # What was said of a meeting before it moved is no answer to it.
                        rsvp.says if rsvp and rsvp.starts_at == each.meeting.starts_at else None,
                        note.outcome if note else None,
                        note.person if note else "",
                    )
                )
    cancelled = tuple(each for each in inside if each.state is State.CANCELLED)
    return Register(period, held, cancelled, tuple(calls), tuple(visits), seats)


@dataclass(frozen=True, slots=True)
class Tally:
    """How it went for some seats. `meetings` are the numbers of those that are counted, `unnoted` of those that wait.

    `possible` is how many times a seat could have been represented: once for each seat at each meeting counted.
    """

    meetings: tuple[int, ...] = ()
    holders: int = 0
    stand_ins: int = 0
    excused: int = 0
    absent: int = 0
    unnoted: tuple[int, ...] = ()

    @property
    def possible(self) -> int:
        """How many times a seat could have been represented."""
        return self.holders + self.stand_ins + self.excused + self.absent

    @property
    def represented(self) -> int:
        """How many times a seat was represented."""
        return self.holders + self.stand_ins

    @property
    def percent(self) -> float | None:
        """The share that was represented, 0-100; None of fewer than four meetings."""
        if len(self.meetings) < FEWEST_FOR_PERCENT or not self.possible:
            return None
        return 100 * self.represented / self.possible


def tally(calls: Iterable[Call]) -> Tally:
    """Count what became of seats; a vacant seat counts nowhere."""
    outcomes = dict.fromkeys(Outcome, 0)
    meetings: dict[int, None] = {}
    unnoted: dict[int, None] = {}
    for call in calls:
        if call.vacant:
            continue
        if call.outcome is None:
            unnoted[call.held.number] = None
        else:
            outcomes[call.outcome] += 1
            meetings[call.held.number] = None
    return Tally(
        tuple(sorted(meetings)),
        outcomes[Outcome.PRESENT_HOLDER],
        outcomes[Outcome.PRESENT_STAND_IN],
        outcomes[Outcome.EXCUSED],
        outcomes[Outcome.ABSENT],
        tuple(sorted(unnoted.keys() - meetings.keys())),
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """What seats had said against what happened, of those whose attendance is noted.

    `as_said` did what they had said; `missing` had said that somebody comes and nobody did; `came_anyway` had said
    *förhinder* and were there; `silent_came` and `silent_missing` had said nothing.
    """

    as_said: int = 0
    missing: int = 0
    came_anyway: int = 0
    silent_came: int = 0
    silent_missing: int = 0

    @property
    def answered(self) -> int:
        """How many had said something."""
        return self.as_said + self.missing + self.came_anyway


def kept_promises(calls: Iterable[Call]) -> Kept:
    """Hold what seats had said against what happened."""
    as_said = missing = came_anyway = silent_came = silent_missing = 0
    for call in calls:
        if call.vacant or call.outcome is None:
            continue
        there = call.outcome.represents
        if call.says is None:
            silent_came += there
            silent_missing += not there
        elif (call.says is not Says.HINDERED) is there:
            as_said += 1
        elif there:
            came_anyway += 1
        else:
            missing += 1
    return Kept(as_said, missing, came_anyway, silent_came, silent_missing)


@dataclass(frozen=True, slots=True)
class Forms:
    """How many of some meetings were held in which way; `joint` are among them."""

    on_site: int
    online: int
    hybrid: int
    joint: int

    @property
    def all(self) -> int:
        """How many there were."""
        return self.on_site + self.online + self.hybrid


def forms_of(held: Iterable[Held]) -> Forms:
    """Count meetings by how one took part."""
    each = tuple(held)
    counts = {form: sum(one.meeting.form is form for one in each) for form in Form}
    return Forms(counts[Form.ON_SITE], counts[Form.ONLINE], counts[Form.HYBRID], sum(one.joint for one in each))


@dataclass(frozen=True, slots=True)
class OwnTally:
    """How it went for one person: meetings while they held a seat, and how often they stood in for somebody.

    `replaced` are meetings at which their stand-in came instead.
    """

    meetings: tuple[int, ...] = ()
    present: int = 0
    replaced: int = 0
    excused: int = 0
    absent: int = 0
    stood_in: int = 0
    unnoted: tuple[int, ...] = ()

    @property
    def percent(self) -> float | None:
        """The share at which they were present themselves, 0-100; None of fewer than four meetings."""
        if len(self.meetings) < FEWEST_FOR_PERCENT:
            return None
        return 100 * self.present / (self.present + self.replaced + self.excused + self.absent)


def own_tally(calls: Iterable[Call], person: str) -> OwnTally:
    """Count how it went for a contact: as holder in their mandate, and as the one who came for another."""
    present = replaced = excused = absent = stood_in = 0
    meetings: set[int] = set()
    unnoted: set[int] = set()
    for call in calls:
        if call.holder != person:
            # Who came is not always noted; then it was the one who had the post.
            stood_in += call.outcome is Outcome.PRESENT_STAND_IN and (call.person or call.stand_in) == person
            continue
        if call.outcome is None:
            unnoted.add(call.held.number)
            continue
        meetings.add(call.held.number)
        present += call.outcome is Outcome.PRESENT_HOLDER
        replaced += call.outcome is Outcome.PRESENT_STAND_IN
        excused += call.outcome is Outcome.EXCUSED
        absent += call.outcome is Outcome.ABSENT
    return OwnTally(
        tuple(sorted(meetings)), present, replaced, excused, absent, stood_in, tuple(sorted(unnoted - meetings))
    )


def rounded(figure: float) -> int:
    """Return a figure as it is written: without decimals, a half upwards."""
    return math.floor(figure + 0.5)


class Level(StrEnum):
    """How a figure stands to the body's own history."""

    HIGH = "high"
    LOW = "low"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure against its own history: the `mean` of the `years` before that count."""

    level: Level
    mean: float
    years: tuple[int, ...]


def stand(figure: float | None, before: Sequence[tuple[int, float]], clearly: float) -> Standing | None:
    """Return how a figure stands to (year, figure) of the years before; None where either is missing.

    It is high or low when it lies at least `clearly` from their mean.
    """
    if figure is None or not before:
        return None
    mean = sum(value for _, value in before) / len(before)
    level = Level.USUAL
    # What is written is rounded; a difference that reads as five is five.
    if abs(rounded(figure) - rounded(mean)) >= clearly:
        level = Level.HIGH if figure > mean else Level.LOW
    return Standing(level, mean, tuple(sorted(year for year, _ in before)))
