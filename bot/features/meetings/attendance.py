"""Attendance: what became of each seat at a meeting that was held, who noted it, and what was noted before.

A meeting of several bodies has a roll call for each of them. A seat that nobody had on the day is not in it, unless
somebody came for it all the same: a vacancy is nobody's absence.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.ports import Collection
from bot.features.bodies.model import Body
from bot.features.meetings.model import Called, Gathering, Guest, Says


class Outcome(StrEnum):
    """What became of a seat at a meeting; a stand-in who was there counts for the seat."""

    PRESENT_HOLDER = "present_holder"
    PRESENT_STAND_IN = "present_stand_in"
    EXCUSED = "excused"
    ABSENT = "absent"

    @property
    def represents(self) -> bool:
        """Whether the municipality was there."""
        return self in {Outcome.PRESENT_HOLDER, Outcome.PRESENT_STAND_IN}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be noted of a seat; `online` tells how one who was there took part."""

    outcome: Outcome
    online: bool = False

    def __post_init__(self) -> None:
        if self.online and not self.outcome.represents:
            raise ValueError("Only who was there took part online")


@dataclass(frozen=True, slots=True)
class Noting:
    """What was noted of a seat until somebody corrected it, and by whom. `at` is a UTC instant."""

    outcome: Outcome
    online: bool
    person: str
    by: str
    by_name: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Attendance:
    """What became of one seat at one meeting.

    `person` is the contact id of who came, `person_name` what they were called then; both are empty where nobody came,
    or nobody knows who. `noted_by` is a person id, `noted_at` a UTC instant; `before` is what was noted earlier, the
    oldest first.
    """

    meeting: str
    body: str
    municipality: str
    outcome: Outcome
    noted_by: str
    noted_by_name: str
    noted_at: dt.datetime
    online: bool = False
    person: str = ""
    person_name: str = ""
    before: tuple[Noting, ...] = ()

    @property
    def mark(self) -> Mark:
        """What is noted, without by whom."""
        return Mark(self.outcome, self.online)


@dataclass(frozen=True, slots=True)
class RollCall:
    """The attendance of one body at one meeting, as a whole. `held_at` is when the meeting began, a UTC instant.

    `guests` are those who came. `noted_by`, `noted_by_name` and `noted_at` tell who noted it first and when.
    """

    meeting: str
    body: str
    held_at: dt.datetime
    seats: tuple[Attendance, ...]
    guests: tuple[Guest, ...]
    noted_by: str
    noted_by_name: str
    noted_at: dt.datetime

    @property
    def represented(self) -> int:
        """How many municipalities were there."""
        return sum(each.outcome.represents for each in self.seats)

    def of(self, municipality: str) -> Attendance | None:
        """Return what became of a municipality's seat, None where it was vacant."""
        return next((each for each in self.seats if each.municipality == municipality), None)


ROLL_CALLS: Collection[RollCall] = Collection(
    "roll_calls", RollCall, equal=("meeting", "body"), ordered=("held_at", "noted_at")
)


def roll_call_key(meeting: str, body: str) -> str:
    """Return the id under which the attendance of a body at a meeting is kept."""
    return f"{meeting}|{body}"


def expected(gathering: Gathering, body: str) -> dict[str, Mark]:
    """Return what the answers lead one to expect of the seats of a body, by municipality; vacant seats are left out.

    Who has not answered is expected, as the invitation says.
    """
    return {
        each.municipality.code: _expected(each) for each in gathering.called if each.body.id == body and not each.vacant
    }


def _expected(called: Called) -> Mark:
    said = called.rsvp.says if called.rsvp else Says.ATTENDING
    if said is Says.HINDERED:
        return Mark(Outcome.EXCUSED)
    if said is Says.STAND_IN or called.holder is None:
        return Mark(Outcome.PRESENT_STAND_IN)
    return Mark(Outcome.PRESENT_HOLDER, online=said is Says.ONLINE)


@dataclass(frozen=True, slots=True)
class Roll:
    """A body's attendance at a meeting as it stands; `noted` is None as long as nobody has, `version` then 0."""

    gathering: Gathering
    body: Body
    noted: RollCall | None
    version: int = 0

    @property
    def marks(self) -> dict[str, Mark]:
        """What is noted of the seats, else what the answers lead one to expect."""
        if self.noted is None:
            return expected(self.gathering, self.body.id)
        return {each.municipality: each.mark for each in self.noted.seats}


def call_roll(
    gathering: Gathering,
    body: str,
    marks: Mapping[str, Mark],
    guests: Iterable[Guest],
    by: str,
    by_name: str,
    at: dt.datetime,
) -> RollCall:
    """Return the roll call of a body as somebody notes it for the first time.

    Of a vacant seat only that somebody came for it can be noted.
    """
    seats = tuple(
        _attendance(gathering.meeting.id, each, marks[each.municipality.code], by, by_name, at)
        for each in gathering.called
        if each.body.id == body and each.municipality.code in marks and _counts(each, marks[each.municipality.code])
    )
    return RollCall(gathering.meeting.id, body, gathering.meeting.starts_at, seats, tuple(guests), by, by_name, at)


def corrected(
    roll_call: RollCall,
    gathering: Gathering,
    marks: Mapping[str, Mark],
    guests: Iterable[Guest] | None,
    by: str,
    by_name: str,
    at: dt.datetime,
) -> RollCall:
    """Return a roll call with other marks; what was noted before of a seat that changes stays in its history.

    Guests are left as they are when `guests` is None. What does not change keeps who noted it.
    """
    seats = []
    called = [each for each in gathering.called if each.body.id == roll_call.body]
    for each in called:
        old, mark = roll_call.of(each.municipality.code), marks.get(each.municipality.code)
        if mark is None or (old and old.mark == mark):
            seats += [old] if old else []
        elif _counts(each, mark):
            fresh = _attendance(roll_call.meeting, each, mark, by, by_name, at)
            seats.append(replace(fresh, before=(*old.before, _noting(old))) if old else fresh)
    # A seat that the body no longer has keeps what was noted of it.
    codes = {each.municipality.code for each in called}
    seats += [each for each in roll_call.seats if each.municipality not in codes]
    return replace(roll_call, seats=tuple(seats), guests=roll_call.guests if guests is None else tuple(guests))


def _counts(called: Called, mark: Mark) -> bool:
    return not called.vacant or mark.outcome.represents


def _attendance(meeting: str, called: Called, mark: Mark, by: str, by_name: str, at: dt.datetime) -> Attendance:
    came = {Outcome.PRESENT_HOLDER: called.holder, Outcome.PRESENT_STAND_IN: called.stand_in}.get(mark.outcome)
    return Attendance(
        meeting,
        called.body.id,
        called.municipality.code,
        mark.outcome,
        by,
        by_name,
        at,
        mark.online,
        came.id if came else "",
        came.name if came else "",
    )


def _noting(old: Attendance) -> Noting:
    return Noting(old.outcome, old.online, old.person, old.noted_by, old.noted_by_name, old.noted_at)
