"""The year of a body and of a municipality."""

import datetime as dt
from dataclasses import replace

from hypothesis import given

from bot.core.text import Text
from bot.features.bodies.history import Tenure
from bot.features.bodies.model import Body
from bot.features.meetings.attendance import Outcome
from bot.features.meetings.model import Guest
from bot.features.reports.model import Level, Period, Register, draw_up, tally, year_before
from bot.features.reports.summary import figures, town_year, year_of
from tests.features.reports.years import BODIES, Made, Noted, meeting, seat, years

NAME = Text(sv="x", en="x")
PLANNERS, CLIMATE = (Body(key, "network", NAME, NAME, NAME) for key in BODIES)
START = dt.date(2020, 1, 1)
SEATS = {
    f"planners/{town}": seat("planners", town, Tenure(f"p{town}", START)) for town in ("0127", "0136", "0138", "0140")
}


def whole(year: int, present: int) -> Register:
    """Return a year of four meetings and four seats, of which `present` of the sixteen were represented."""
    meetings = tuple(meeting(f"{year}-{month}", dt.date(year, month, 10)) for month in (2, 4, 9, 11))
    places = [(each.id, one.municipality) for each in meetings for one in SEATS.values()]
    noted = tuple(
        Noted(key, "planners", town, Outcome.PRESENT_HOLDER if number < present else Outcome.ABSENT)
        for number, (key, town) in enumerate(places)
    )
    made = Made(SEATS, meetings, (), noted)
    period = Period(year, dt.date(year, 12, 31))
    return draw_up(period, meetings, SEATS, (), made.roll_calls, made.now)


def test_a_body_is_compared_with_the_year_before_and_with_its_own_history() -> None:
    history = [whole(2026, 12), whole(2025, 10)]
    year = year_of([PLANNERS, CLIMATE], whole(2027, 14), history[0], history)
    assert [each.body for each in year.bodies] == [PLANNERS]
    planners = year.bodies[0]
    assert planners.before
    assert (planners.now.tally.percent, planners.before.tally.percent) == (87.5, 75.0)
    assert planners.attendance
    assert (planners.attendance.level, planners.attendance.mean, planners.attendance.years) == (
        Level.HIGH,
        68.75,
        (2025, 2026),
    )
    assert planners.turnover
    assert planners.turnover.level is Level.USUAL


def test_a_year_with_few_meetings_is_no_history() -> None:
    few = replace(whole(2026, 0), calls=whole(2026, 0).calls[:12])
    year = year_of([PLANNERS], whole(2027, 14), few, [few])
    assert year.bodies[0].attendance is None
    assert year.bodies[0].before


def test_a_joint_meeting_is_one_meeting_and_calls_the_seats_of_each_body() -> None:
    joint = meeting("j", dt.date(2027, 8, 19), *BODIES)
    guests = replace(joint, guests=(Guest("", "Governo"),))
    seats = {
        f"{body}/{town}": seat(body, town, Tenure(f"{body}{town}", START))
        for body in BODIES
        for town in ("0127", "0136")
    }
    noted = tuple(Noted("j", one.body, one.municipality, Outcome.PRESENT_HOLDER) for one in seats.values())
    year = year_of([PLANNERS, CLIMATE], Made(seats, (guests,), (), noted).register, None)
    assert [each.now.forms.joint for each in year.bodies] == [1, 1]
    assert [each.now.tally.possible for each in year.bodies] == [2, 2]
    assert (year.all.forms.all, year.all.tally.possible) == (1, 4)
    assert [len(each.now.visits) for each in year.bodies] == [1, 1]
    assert len(year.all.visits) == 1, "a guest of a joint meeting is one guest"


@given(years())
def test_every_seat_is_in_its_bodys_and_in_its_municipalitys_year(made: Made) -> None:
    register = made.register
    year = year_of([PLANNERS, CLIMATE], register, None)
    towns = [town_year(code, [PLANNERS, CLIMATE], register, None) for code in ("0127", "0136", "0138")]
    assert sum(each.now.tally.possible for each in year.bodies) == year.all.tally.possible
    assert sum(each.all.possible for each in towns) == year.all.tally.possible
    assert sum(each.represented for one in year.bodies for _, each in one.towns) == year.all.tally.represented
    for town in towns:
        assert town.all.possible == sum(each.possible for _, each in town.bodies)
    assert year.all.tally == tally(register.calls)


@given(years())
def test_each_figure_names_the_meetings_that_it_counts(made: Made) -> None:
    register = made.register
    for body in BODIES:
        found = figures(register, body)
        numbers = {each.number for each in found.held}
        assert set(found.tally.meetings) | set(found.tally.unnoted) <= numbers
        for _, each in year_of([PLANNERS, CLIMATE], register, None).bodies[0].towns if register.held else ():
            assert len(each.meetings) <= each.possible


def test_nobody_is_compared_with_a_year_in_which_nothing_was_held() -> None:
    register = whole(2027, 14)
    empty = draw_up(year_before(register.period), (), SEATS, (), (), Made({}, (), (), ()).now)
    year = year_of([PLANNERS], register, empty, [empty])
    assert year.before is None
    assert year.bodies[0].before is None
