"""The timetable of a referral, planned backwards from the issuer's deadline through the meetings that the bodies have.

Pure: days are Stockholm dates, today is an argument. A step is never after the one that follows it and never on a day
when offices are closed; where that cannot hold within the time there is, a warning says so.
"""

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.calendar import in_quiet_weeks, is_office_day, is_working_day

_DAY = dt.timedelta(days=1)


class Step(StrEnum):
    """What has to be done until a joint answer can be sent, in this order."""

    REMIND = "remind"
    TEXTS = "texts"
    LEAD = "lead"
    PREPARE = "prepare"
    DECIDE = "decide"
    SEND = "send"


ORDER: Final = tuple(Step)
MEETINGS: Final = (Step.LEAD, Step.PREPARE, Step.DECIDE)
"""The steps that are taken at meetings; in writing when there is none in time."""

USUAL: Final[Mapping[Step, int]] = {
    Step.REMIND: 5,
    Step.TEXTS: 5,
    Step.LEAD: 3,
    Step.PREPARE: 5,
    Step.DECIDE: 2,
}
"""Working days between a step and the next one: a week to answer after the first reminder, a week to put the texts
together, time to mend what the lead body says, a week for the politicians' papers, two days to sign and send."""
SHORTEST: Final = 1
"""Working days between two steps when time is short."""


class Warn(StrEnum):
    """What the secretariat should know about a timetable."""

    PAST = "past"
    """The issuer's deadline has been."""
    SQUEEZED = "squeezed"
    """There is not a day for every step, so several fall together."""
    SHORT = "short"
    """The steps are closer together than they usually are."""
    NO_MEETING = "no_meeting"
    """No meeting falls in time, so the step is taken in writing."""
    QUIET = "quiet"
    """There is no time but weeks 28 to 31, when offices are empty."""
    EARLY = "early"
    """The deadline lies on a day when offices are closed, so the answer is sent before."""
    CLOSED = "closed"
    """Somebody has put a step on a day when offices are closed."""


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning; `step` is the one that it is about, None when it is about all of them."""

    warn: Warn
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting at which a step can be taken."""

    meeting: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Planned:
    """A step on a day; `meeting` is the id of the meeting at which it is taken, `written` when there is none."""

    step: Step
    on: dt.date
    meeting: str = ""
    written: bool = False


@dataclass(frozen=True, slots=True)
class Timetable:
    """The steps in their order, and what speaks against them. Empty when the deadline has been."""

    steps: tuple[Planned, ...] = ()
    cautions: tuple[Caution, ...] = ()

    def on(self, step: Step) -> dt.date | None:
        """Return the day of a step."""
        return next((each.on for each in self.steps if each.step is step), None)

    def warned(self, warn: Warn) -> bool:
        """Tell whether something is warned of."""
        return any(each.warn is warn for each in self.cautions)


def plan(
    due_on: dt.date,
    today: dt.date,
    sittings: Mapping[Step, Sequence[Sitting]],
    fixed: Mapping[Step, Planned] | None = None,
    steps: Sequence[Step] = ORDER,
) -> Timetable:
    """Return the timetable of a referral to be answered on `due_on` at the latest.

    Args:
        due_on: The issuer's deadline.
        today: No step is planned before this day.
        sittings: The meetings of the bodies that take the steps LEAD, PREPARE and DECIDE.
        fixed: Steps that stay where they are: those that have been, and what somebody has set.
        steps: The steps that there are, in the order of `ORDER`: not all bodies are three.
    """
    if due_on < today:
        return Timetable((), (Caution(Warn.PAST),))
    return _Plan(due_on, today, sittings, fixed or {}, steps).made()


class _Plan:
    """One planning. Days are counted as the offices work; weeks 28-31 count only when there is nothing else."""

    def __init__(
        self,
        due_on: dt.date,
        today: dt.date,
        sittings: Mapping[Step, Sequence[Sitting]],
        fixed: Mapping[Step, Planned],
        steps: Sequence[Step],
    ) -> None:
        self._due_on = due_on
        self._order = tuple(steps)
        self._sittings = sittings
        self._fixed = fixed
        self._cautions: list[Caution] = []
        open_days = _days(today, due_on, quiet=False)
        self._quiet = not open_days
        self._days = open_days or _days(today, due_on, quiet=True)

    def made(self) -> Timetable:
        if not self._days:
            # Today and the deadline are both on a closed day, with nothing in between.
            return Timetable((), (Caution(Warn.SQUEEZED),))
        if self._quiet:
            self._cautions.append(Caution(Warn.QUIET))
        if self._days[-1] < self._due_on:
            self._cautions.append(Caution(Warn.EARLY, Step.SEND))
        last = len(self._days) - 1
        gaps = self._gaps(last)
        steps: list[Planned] = []
        at = last
        for step in reversed(self._order):
            planned, at = self._step(step, at, gaps)
            steps.append(planned)
        steps.reverse()
        if any(one.on == other.on for one, other in itertools.pairwise(steps)) and not self._said(Warn.SQUEEZED):
            self._cautions.append(Caution(Warn.SQUEEZED))
        order = {step: place for place, step in enumerate(self._order)}
        cautions = sorted(self._cautions, key=lambda each: order[each.step] if each.step else -1)
        return Timetable(tuple(steps), tuple(cautions))

    def _gaps(self, last: int) -> dict[Step, int]:
        """Return the working days after each step: as many as usual, or in proportion when there are not so many.

        What is fixed cuts the time in two: the steps after it have the days from there on.
        """
        anchor = max((self._order.index(step) for step in self._fixed if step in self._order), default=-1)
        begins = max(self._number(self._fixed[self._order[anchor]].on), 0) if anchor >= 0 else 0
        gaps = dict.fromkeys(self._order, SHORTEST) | {step: USUAL[step] for step in self._order[:anchor]}
        ahead = self._order[max(anchor, 0) :]
        usual = {step: USUAL[step] for step in ahead if step in USUAL and step not in self._been}
        days, total = last - begins, sum(usual.values())
        if days < len(usual):
            self._cautions.append(Caution(Warn.SQUEEZED))
            return gaps | dict.fromkeys(usual, 0)
        if days >= total:
            return gaps | usual
        self._cautions.append(Caution(Warn.SHORT))
        scaled = {step: max(SHORTEST, count * days // total) for step, count in usual.items()}
        while sum(scaled.values()) > days:
            scaled[max(scaled, key=lambda step: scaled[step])] -= 1
        return gaps | scaled

    @property
    def _been(self) -> set[Step]:
        """The fixed steps that lie before the first day: no days are needed after them."""
        return {step for step, planned in self._fixed.items() if planned.on < self._days[0]}

    def _earliest(self, step: Step, gaps: Mapping[Step, int]) -> int:
        """Return the number of the first day that leaves the steps before this one the days that they need.

        When time is short they can do with half of them, rather than that a meeting is passed over.
        """
        if self._said(Warn.SHORT):
            gaps = {each: max(SHORTEST, days // 2) for each, days in gaps.items()}
        number = 0
        for each in self._order[: self._order.index(step)]:
            if each in self._fixed:
                number = max(self._number(self._fixed[each].on), 0)
            number += gaps[each] if each not in self._been else 0
        return number

    def _said(self, warn: Warn) -> bool:
        return any(each.warn is warn for each in self._cautions)

    def _step(self, step: Step, at: int, gaps: Mapping[Step, int]) -> tuple[Planned, int]:
        """Return a step and the number of its day; `at` is that of the step after it."""
        if fixed := self._fixed.get(step):
            if fixed.on >= self._days[0] and not is_working_day(fixed.on):
                self._cautions.append(Caution(Warn.CLOSED, step))
            return fixed, min(at, max(self._number(fixed.on), 0))
        first = min(at, self._earliest(step, gaps))
        latest = max(first, at - gaps[step] if step in USUAL else at)
        if step not in MEETINGS:
            return Planned(step, self._days[latest]), latest
        # The last meeting in time; rather one that leaves less room after it than none at all.
        soon = max(first, at - min(gaps[step], SHORTEST))
        for end in (latest, soon):
            found = [
                (number, sitting)
                for sitting in self._sittings.get(step, ())
                if first <= (number := self._exactly(sitting.on)) <= end
            ]
            if found:
                number, sitting = max(found, key=lambda pair: (pair[0], pair[1].meeting))
                return Planned(step, sitting.on, meeting=sitting.meeting), number
        self._cautions.append(Caution(Warn.NO_MEETING, step))
        return Planned(step, self._days[latest], written=True), latest

    def _number(self, day: dt.date) -> int:
        """Return the number of the last open day that is not after `day`; -1 when all of them are."""
        return sum(each <= day for each in self._days) - 1

    def _exactly(self, day: dt.date) -> int:
        """Return the number of a day, -1 when it is not an open one within the time there is."""
        number = self._number(day)
        return number if number >= 0 and self._days[number] == day else -1


def _days(first: dt.date, last: dt.date, *, quiet: bool) -> list[dt.date]:
    """Return the days from `first` to `last` when offices work, those of weeks 28-31 only when `quiet`."""
    span = (first + n * _DAY for n in range((last - first).days + 1))
    return [day for day in span if is_working_day(day) and (quiet or not in_quiet_weeks(day))]


def office_days_before(day: dt.date, count: int) -> dt.date:
    """Return the office day that lies `count` office days before `day`; for 0 the last one not after it."""
    while not is_office_day(day):
        day -= _DAY
    for _ in range(count):
        day -= _DAY
        while not is_office_day(day):
            day -= _DAY
    return day


def office_day_after(day: dt.date) -> dt.date:
    """Return the first office day after `day`."""
    day += _DAY
    while not is_office_day(day):
        day += _DAY
    return day


def held(
    timetable: Timetable, today: dt.date, texts_on: dt.date | None = None, *, anew: bool = False
) -> dict[Step, Planned]:
    """Return the steps that stay when a timetable is made again.

    Those that have been stay, and `texts_on`, a day that somebody has set. When the deadline itself has moved (`anew`),
    the texts are asked for anew as long as no body has met about them.
    """
    been = [each for each in timetable.steps if each.on < today]
    if anew and not any(each.step in MEETINGS for each in been):
        been = []
    fixed = {each.step: each for each in been}
    if texts_on and Step.TEXTS not in fixed:
        fixed[Step.TEXTS] = Planned(Step.TEXTS, texts_on)
    return fixed
