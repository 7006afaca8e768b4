"""Made-up years: seats with histories, meetings, what was said and what was noted."""

import datetime as dt
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from bot.features.bodies.history import Tenure
from bot.features.bodies.seats import Seat
from bot.features.meetings.attendance import Attendance, Outcome, RollCall
from bot.features.meetings.model import Form, Guest, Meeting, Rsvp, Says, State
from bot.features.reports.model import Period, Register, draw_up, period_of

YEAR = 2027
BODIES = ("planners", "climate")
TOWNS = ("0127", "0136", "0138")
PEOPLE = ("anna", "bo", "cleo", "dan")
NOW = dt.datetime(2028, 2, 1, 8, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Said:
    """What a seat says of a meeting."""

    meeting: str
    body: str
    municipality: str
    says: Says


@dataclass(frozen=True)
class Noted:
    """What became of a seat at a meeting."""

    meeting: str
    body: str
    municipality: str
    outcome: Outcome
    person: str = ""


@dataclass(frozen=True)
class Made:
    """What a register is drawn up from."""

    seats: dict[str, Seat]
    meetings: tuple[Meeting, ...]
    said: tuple[Said, ...]
    noted: tuple[Noted, ...]
    now: dt.datetime = NOW

    @property
    def register(self) -> Register:
        return draw_up(self.period, self.meetings, self.seats, self.rsvps, self.roll_calls, self.now)

    @property
    def rsvps(self) -> list[Rsvp]:
        starts = {each.id: each.starts_at for each in self.meetings}
        return [
            Rsvp(each.meeting, each.body, each.municipality, each.says, starts[each.meeting], "p", "P", NOW)
            for each in self.said
            if each.meeting in starts
        ]

    @property
    def roll_calls(self) -> list[RollCall]:
        found: dict[tuple[str, str], list[Attendance]] = {}
        for each in self.noted:
            found.setdefault((each.meeting, each.body), []).append(
                Attendance(each.meeting, each.body, each.municipality, each.outcome, "p", "P", NOW, person=each.person)
            )
        meetings = {each.id: each for each in self.meetings}
        return [
            RollCall(key, body, meetings[key].starts_at, tuple(seats), meetings[key].guests, "p", "P", NOW)
            for (key, body), seats in found.items()
            if key in meetings
        ]

    @property
    def period(self) -> Period:
        return period_of(YEAR, self.now.date())


def seat(body: str, town: str, *holder: Tenure, stand_in: tuple[Tenure, ...] = ()) -> Seat:
    return Seat(body, town, holder, stand_in)


def meeting(key: str, day: dt.date, *bodies: str, state: State = State.PLANNED, form: Form = Form.ON_SITE) -> Meeting:
    start = dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)
    return Meeting(key, bodies or ("planners",), start, start + dt.timedelta(hours=2), form, state=state)


days = st.dates(dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Tenure, ...]:
    """Return tenures in order, with gaps now and then; an empty history too."""
    edges = sorted(draw(st.lists(st.dates(dt.date(2026, 1, 1), dt.date(2028, 6, 1)), max_size=4, unique=True)))
    tenures: list[Tenure] = []
    for start, end in zip(edges, [*edges[1:], None], strict=False):
        if draw(st.booleans()) or not tenures:
            last = end - dt.timedelta(days=1) if end else None
            tenures.append(Tenure(draw(st.sampled_from(PEOPLE)), start, last))
    return tuple(tenures)


@st.composite
def years(draw: st.DrawFn) -> Made:
    """Return a year in which anything has happened."""
    seats = [
        Seat(body, town, draw(histories()), draw(histories()))
        for body in BODIES
        for town in TOWNS
        if draw(st.booleans())
    ]
    meetings = []
    for number, day in enumerate(draw(st.lists(days, max_size=8))):
        bodies = draw(st.sampled_from([("planners",), ("climate",), BODIES]))
        state = draw(st.sampled_from([State.PLANNED, State.PLANNED, State.MOVED, State.CANCELLED]))
        made = meeting(f"m{number}", day, *bodies, state=state, form=draw(st.sampled_from(list(Form))))
        meetings.append(replace(made, guests=tuple(draw(st.lists(st.just(Guest("", "Trafikverket")), max_size=2)))))
    said, noted = [], []
    for each in meetings:
        for one in seats:
            if one.body not in each.bodies:
                continue
            if says := draw(st.none() | st.sampled_from(list(Says))):
                said.append(Said(each.id, one.body, one.municipality, says))
            if outcome := draw(st.none() | st.sampled_from(list(Outcome))):
                noted.append(Noted(each.id, one.body, one.municipality, outcome, draw(st.sampled_from(["", *PEOPLE]))))
    now = draw(st.sampled_from([NOW, dt.datetime(2027, 6, 15, 12, tzinfo=dt.UTC)]))
    return Made({one.id: one for one in seats}, tuple(meetings), tuple(said), tuple(noted), now)
