"""The rules of fair figures, each as a property of any year."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendar import local_day
from bot.features.bodies.history import Tenure
from bot.features.meetings.attendance import Outcome
from bot.features.meetings.model import Form, Meeting, Says, State
from bot.features.reports.model import (
    FEWEST_FOR_PERCENT,
    Level,
    Period,
    forms_of,
    kept_promises,
    own_tally,
    period_of,
    stand,
    tally,
    year_before,
)
from tests.features.reports.years import NOW, PEOPLE, Made, Noted, Said, meeting, seat, years

JAN = dt.date(2027, 1, 1)


def _within(made: Made, day: dt.date, body: str, town: str) -> bool:
    """Tell in another way than the code does whether anybody had a seat."""
    one = made.seats[f"{body}/{town}"]
    return any((each.start or dt.date.min) <= day <= (each.end or dt.date.max) for each in (*one.holder, *one.stand_in))


@given(years())
def test_the_denominator_is_the_meetings_within_the_mandate_of_each_seat(made: Made) -> None:
    meetings = {each.id: each for each in made.meetings}
    expected = Counter(
        note.outcome
        for note in made.noted
        if meetings[note.meeting].state is not State.CANCELLED
        and meetings[note.meeting].ends_at <= made.now
        and (
            _within(made, local_day(meetings[note.meeting].starts_at), note.body, note.municipality)
            or note.outcome in {Outcome.PRESENT_HOLDER, Outcome.PRESENT_STAND_IN}
        )
    )
    counted = tally(made.register.calls)
    assert counted.possible == expected.total()
    assert counted.represented == expected[Outcome.PRESENT_HOLDER] + expected[Outcome.PRESENT_STAND_IN]
    assert (counted.excused, counted.absent) == (expected[Outcome.EXCUSED], expected[Outcome.ABSENT])


@given(years())
def test_excused_is_told_apart_from_absent_and_neither_is_present(made: Made) -> None:
    calls = made.register.calls
    worse = [replace(each, outcome=Outcome.ABSENT) if each.outcome is Outcome.EXCUSED else each for each in calls]
    was, became = tally(calls), tally(worse)
    assert became.absent == was.absent + was.excused
    assert (became.represented, became.possible) == (was.represented, was.possible)


@given(years())
def test_a_cancelled_meeting_changes_no_figure(made: Made) -> None:
    without = replace(made, meetings=tuple(each for each in made.meetings if each.state is not State.CANCELLED))
    assert made.register.calls == without.register.calls
    assert {each.id for each in made.register.cancelled} == {
        each.id
        for each in made.meetings
        if each.state is State.CANCELLED and made.period.covers(local_day(each.starts_at))
    }


@given(years())
def test_a_stand_in_who_comes_counts_for_the_seat_as_its_holder_would(made: Made) -> None:
    calls = made.register.calls
    swapped = [
        replace(each, outcome=Outcome.PRESENT_HOLDER) if each.outcome is Outcome.PRESENT_STAND_IN else each
        for each in calls
    ]
    was, became = tally(calls), tally(swapped)
    assert became.represented == was.represented
    assert became.percent == was.percent
    assert became.holders == was.holders + was.stand_ins


@given(years())
def test_no_percentage_is_given_of_fewer_than_four_meetings(made: Made) -> None:
    counted = tally(made.register.calls)
    assert (counted.percent is not None) == (len(counted.meetings) >= FEWEST_FOR_PERCENT)
    for person in PEOPLE:
        own = own_tally(made.register.calls, person)
        assert (own.percent is not None) == (len(own.meetings) >= FEWEST_FOR_PERCENT)


@given(years())
def test_meetings_that_nobody_has_noted_are_counted_apart_and_every_meeting_once(made: Made) -> None:
    counted = tally(made.register.calls)
    called = {each.held.number for each in made.register.calls if not each.vacant}
    assert set(counted.meetings) | set(counted.unnoted) == called
    assert set(counted.meetings) & set(counted.unnoted) == set()
    assert [each.number for each in made.register.held] == list(range(1, len(made.register.held) + 1))


@given(years())
def test_the_whole_is_the_sum_of_its_parts(made: Made) -> None:
    calls = made.register.calls
    whole = tally(calls)
    parts = [tally(each for each in calls if each.municipality == code) for code in ("0127", "0136", "0138")]
    assert whole.possible == sum(each.possible for each in parts)
    assert whole.represented == sum(each.represented for each in parts)
    kept = kept_promises(calls)
    assert kept.answered + kept.silent_came + kept.silent_missing == whole.possible
    forms = forms_of(made.register.held)
    assert forms.all == len(made.register.held)
    assert forms.joint == sum(len(each.meeting.bodies) > 1 for each in made.register.held)


@given(years())
def test_a_vacant_seat_is_never_missed(made: Made) -> None:
    filled = {key: one for key, one in made.seats.items() if one.holder or one.stand_in}
    absent = tuple(
        replace(each, outcome=Outcome.ABSENT if f"{each.body}/{each.municipality}" not in filled else each.outcome)
        for each in made.noted
    )
    assert tally(replace(made, noted=absent).register.calls) == tally(
        replace(made, noted=absent, seats=filled).register.calls
    )


@given(years(), st.sampled_from(PEOPLE))
def test_what_one_person_is_shown_is_counted_within_their_own_mandate(made: Made, person: str) -> None:
    own = own_tally(made.register.calls, person)
    mine = [each for each in made.register.calls if each.holder == person and each.outcome]
    assert own.present + own.replaced + own.excused + own.absent == len(mine)
    assert own.present == sum(each.outcome is Outcome.PRESENT_HOLDER for each in mine)


def test_somebody_who_came_in_the_middle_of_a_year_answers_for_their_own_time_alone() -> None:
    seats = {
        "planners/0127": seat(
            "planners",
            "0127",
            Tenure("anna", JAN, dt.date(2027, 6, 30)),
            Tenure("bo", dt.date(2027, 7, 1)),
            stand_in=(Tenure("cleo", JAN),),
        )
    }
    meetings = tuple(meeting(f"m{month}", dt.date(2027, month, 10)) for month in (2, 4, 8, 9, 10, 11))
    outcomes = (
        Outcome.ABSENT,
        Outcome.ABSENT,
        Outcome.PRESENT_HOLDER,
        Outcome.PRESENT_STAND_IN,
        Outcome.PRESENT_HOLDER,
        Outcome.EXCUSED,
    )
    noted = tuple(Noted(each.id, "planners", "0127", outcome) for each, outcome in zip(meetings, outcomes, strict=True))
    calls = Made(seats, meetings, (), noted).register.calls
    bo = own_tally(calls, "bo")
    assert (bo.meetings, bo.present, bo.replaced, bo.excused, bo.absent) == ((3, 4, 5, 6), 2, 1, 1, 0)
    assert bo.percent == 50
    assert own_tally(calls, "anna").percent is None
    assert own_tally(calls, "cleo").stood_in == 1
    assert tally(calls).percent == 50


def test_what_was_said_is_held_against_what_happened() -> None:
    seats = {"planners/0127": seat("planners", "0127", Tenure("anna", JAN))}
    pairs = [
        (Says.ATTENDING, Outcome.PRESENT_HOLDER),
        (Says.HINDERED, Outcome.EXCUSED),
        (Says.ONLINE, Outcome.ABSENT),
        (Says.HINDERED, Outcome.PRESENT_STAND_IN),
        (None, Outcome.PRESENT_HOLDER),
        (None, Outcome.ABSENT),
    ]
    meetings = tuple(meeting(f"m{n}", dt.date(2027, 1, 10 + n)) for n in range(len(pairs)))
    said = tuple(Said(one.id, "planners", "0127", says) for one, (says, _) in zip(meetings, pairs, strict=True) if says)
    noted = tuple(Noted(one.id, "planners", "0127", what) for one, (_, what) in zip(meetings, pairs, strict=True))
    kept = kept_promises(Made(seats, meetings, said, noted).register.calls)
    assert (kept.as_said, kept.missing, kept.came_anyway, kept.silent_came, kept.silent_missing) == (2, 1, 1, 1, 1)


def test_meetings_are_counted_by_kind() -> None:
    meetings = (
        meeting("a", dt.date(2027, 1, 10), "planners", form=Form.ONLINE),
        meeting("b", dt.date(2027, 2, 10), "planners", "climate", form=Form.HYBRID),
        meeting("c", dt.date(2027, 3, 10), "planners"),
        meeting("d", dt.date(2027, 4, 10), "planners", state=State.CANCELLED),
    )
    held = Made({}, meetings, (), ()).register.held
    forms = forms_of(held)
    assert (forms.on_site, forms.online, forms.hybrid, forms.joint) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("figure", "before", "level"),
    [
        (91.0, [(2026, 84.0), (2025, 86.0)], Level.HIGH),
        (80.0, [(2026, 85.0)], Level.LOW),
        (84.6, [(2026, 80.0)], Level.HIGH),
        (84.4, [(2026, 80.0)], Level.USUAL),
    ],
)
def test_high_and_low_are_said_against_the_bodys_own_history(
    figure: float, before: list[tuple[int, float]], level: Level
) -> None:
    found = stand(figure, before, 5)
    assert found is not None
    assert found.level is level


def test_without_a_history_nothing_is_called_high_or_low() -> None:
    assert stand(90.0, [], 5) is None
    assert stand(None, [(2026, 80.0)], 5) is None


@given(st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)))
def test_a_year_under_way_is_compared_with_the_same_part_of_the_year_before(today: dt.date) -> None:
    period = period_of(today.year, today)
    before = year_before(period)
    assert before.year == period.year - 1
    assert period.first <= period.last
    assert (before.last.month, before.last.day) in {(today.month, today.day), (2, 28)}


def test_a_meeting_on_new_years_eve_by_stockholms_clock_belongs_to_its_own_year() -> None:
    start = dt.datetime(2027, 12, 31, 23, 30, tzinfo=dt.UTC)  # 2028 in Stockholm
    late = Meeting("m", ("planners",), start, start + dt.timedelta(hours=1))
    assert Made({}, (late,), (), (), NOW).register.held == ()
    assert Period(2028, dt.date(2028, 1, 1)).covers(local_day(start))
