"""The year of a body and of a municipality, beside the year before and the body's own history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.features.bodies.model import Body
from bot.features.bodies.seats import Seat
from bot.features.meetings.model import Meeting
from bot.features.reports.model import (
    CLEARLY,
    CLEARLY_CHANGES,
    FEWEST_FOR_PERCENT,
    YEARS_COMPARED,
    Call,
    Forms,
    Held,
    Kept,
    Period,
    Register,
    Standing,
    Tally,
    Visit,
    forms_of,
    kept_promises,
    stand,
    tally,
)
from bot.features.reports.turnover import Gap, Turnover, gaps, never_filled, turnover


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a body in one period."""

    period: Period
    held: tuple[Held, ...]
    cancelled: tuple[Meeting, ...]
    forms: Forms
    tally: Tally
    kept: Kept
    visits: tuple[Visit, ...]
    turnover: Turnover
    gaps: tuple[Gap, ...]
    never_filled: tuple[Seat, ...]

    @property
    def vacant_days(self) -> int:
        """How many days seats stood empty, all seats together."""
        return sum(each.days for each in self.gaps)


@dataclass(frozen=True, slots=True)
class BodyYear:
    """The year of a body. `before` is None when nothing was held the year before; `towns` are by municipality code."""

    body: Body
    now: Figures
    before: Figures | None
    towns: tuple[tuple[str, Tally], ...]
    attendance: Standing | None
    turnover: Standing | None


@dataclass(frozen=True, slots=True)
class TownYear:
    """The year of a municipality in all bodies: a tally for each body that called it, and all of them together."""

    municipality: str
    period: Period
    held: tuple[Held, ...]
    all: Tally
    before: Tally | None
    bodies: tuple[tuple[Body, Tally], ...]
    kept: Kept
    turnover: Turnover
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the whole cooperation: its register, and the bodies that met in it.

    `all` are the seats of every body together, `before` those of the year before, None when nothing was held then; a
    joint meeting is one meeting, and calls the seats of each body.
    """

    register: Register
    bodies: tuple[BodyYear, ...]
    all: Figures
    before: Figures | None


def figures(register: Register, body: str = "") -> Figures:
    """Count one body's part of a register, or all of it."""
    held = tuple(each for each in register.held if not body or body in each.meeting.bodies)
    calls = tuple(each for each in register.calls if body in {"", each.body})
    known = {seat.body for seat in register.seats.values() if seat.holder}
    # Where nobody has ever been seated, the list has not been given to the bot.
    seats = [seat for seat in register.seats.values() if body in {"", seat.body} and seat.body in known]
    return Figures(
        register.period,
        held,
        tuple(each for each in register.cancelled if not body or body in each.bodies),
        forms_of(held),
        tally(calls),
        kept_promises(calls),
        _visits(register, body),
        turnover(seats, register.period),
        gaps(seats, register.period),
        never_filled(seats, register.period),
    )


def _visits(register: Register, body: str) -> tuple[Visit, ...]:
    """Return the guests in order of time; at a joint meeting each of them once."""
    found = {
        (each.held.number, each.guest): each for each in reversed(register.visits) if not body or each.body == body
    }
    return tuple(sorted(found.values(), key=lambda each: each.held.number))


def body_year(body: Body, register: Register, before: Register | None, earlier: Sequence[Register]) -> BodyYear:
    """Return the year of a body; `earlier` are whole years before it, of which those that count are its history."""
    now = figures(register, body.id)
    was = figures(before, body.id) if before else None
    past = [(each.period.year, figures(each, body.id)) for each in earlier]
    counted = [(year, each) for year, each in past if len(each.tally.meetings) >= FEWEST_FOR_PERCENT]
    counted = sorted(counted, key=lambda pair: -pair[0])[:YEARS_COMPARED]
    rates = [(year, each.tally.percent) for year, each in counted]
    changes = [(year, float(each.turnover.count)) for year, each in counted]
    own = (call for call in register.calls if call.body == body.id)
    return BodyYear(
        body,
        now,
        was if was and was.held else None,
        by_municipality(own),
        stand(now.tally.percent, [(year, rate) for year, rate in rates if rate is not None], CLEARLY),
        stand(float(now.turnover.count), changes, CLEARLY_CHANGES),
    )


def by_municipality(calls: Iterable[Call]) -> tuple[tuple[str, Tally], ...]:
    """Return a tally for each municipality that was called, in order of their codes' first call."""
    found: dict[str, list[Call]] = {}
    for call in calls:
        found.setdefault(call.municipality, []).append(call)
    return tuple((code, tally(each)) for code, each in found.items())


def town_year(municipality: str, bodies: Iterable[Body], register: Register, before: Register | None) -> TownYear:
    """Return the year of a municipality in some bodies."""
    by_id = {body.id: body for body in bodies}

    def of_town(found: Register | None) -> tuple[Call, ...]:
        calls = found.calls if found else ()
        return tuple(each for each in calls if each.municipality == municipality and each.body in by_id)

    mine, theirs = of_town(register), of_town(before)
    by_body = [(body, tuple(each for each in mine if each.body == body.id)) for body in by_id.values()]
    seats = [each for each in register.seats.values() if each.municipality == municipality and each.body in by_id]
    called: Mapping[str, Held] = {each.held.meeting.id: each.held for each in mine}
    return TownYear(
        municipality,
        register.period,
        tuple(called.values()),
        tally(mine),
        tally(theirs) if theirs else None,
        tuple((body, tally(calls)) for body, calls in by_body if calls),
        kept_promises(mine),
        turnover(seats, register.period),
        gaps(seats, register.period),
    )


def year_of(
    bodies: Iterable[Body], register: Register, before: Register | None, earlier: Sequence[Register] = ()
) -> Year:
    """Return a year of the cooperation, with the bodies that held or cancelled a meeting in it."""
    years = [body_year(body, register, before, earlier) for body in bodies]
    met = tuple(each for each in years if each.now.held or each.now.cancelled)
    return Year(register, met, figures(register), figures(before) if before and before.held else None)
