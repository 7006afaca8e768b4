"""The timetable planned backwards: through real meetings, red days and July, or with a warning that says why not."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendar import in_quiet_weeks, is_working_day
from bot.features.referrals.timetable import (
    MEETINGS,
    ORDER,
    Planned,
    Sitting,
    Step,
    Timetable,
    Warn,
    held,
    office_day_after,
    office_days_before,
    plan,
)

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31))
SPANS = st.integers(0, 200).map(lambda days: dt.timedelta(days=days))


@st.composite
def _calendars(draw: st.DrawFn, near: dt.date) -> dict[Step, list[Sitting]]:
    return {
        step: [
            Sitting(f"{step}-{number}", near + dt.timedelta(days=day))
            for number, day in enumerate(draw(st.lists(st.integers(-60, 260), max_size=8)))
        ]
        for step in MEETINGS
    }


def _sound(made: Timetable, due_on: dt.date, today: dt.date, calendars: dict[Step, list[Sitting]]) -> None:
    """Hold a timetable to its promises."""
    if not made.steps:
        assert made.warned(Warn.PAST) or made.warned(Warn.SQUEEZED)
        return
    days = [each.on for each in made.steps]
    assert [each.step for each in made.steps] == list(ORDER)
    assert days == sorted(days), "a step comes after the next one"
    assert days[-1] <= due_on
    assert len(set(days)) == len(days) or made.warned(Warn.SQUEEZED)
    for each in made.steps:
        if each.on < today:
            continue
        assert is_working_day(each.on)
        assert not in_quiet_weeks(each.on) or made.warned(Warn.QUIET)
        if each.meeting:
            assert Sitting(each.meeting, each.on) in calendars[each.step]
        warned = any((caution.warn, caution.step) == (Warn.NO_MEETING, each.step) for caution in made.cautions)
        assert warned == (each.step in MEETINGS and not each.meeting) == each.written


@given(st.data(), DAYS, SPANS)
def test_a_timetable_is_in_order_on_open_days_within_the_time_there_is(
    data: st.DataObject, today: dt.date, span: dt.timedelta
) -> None:
    calendars = data.draw(_calendars(today))
    made = plan(today + span, today, calendars)
    _sound(made, today + span, today, calendars)
    assert all(each.on >= today for each in made.steps)


@given(st.data(), DAYS, SPANS, SPANS, st.integers(-30, 60))
def test_a_timetable_that_is_made_again_keeps_what_has_been(
    data: st.DataObject, today: dt.date, span: dt.timedelta, passed: dt.timedelta, moved: int
) -> None:
    due_on = today + span
    first = plan(due_on, today, data.draw(_calendars(today)))
    later, due_again = today + passed, due_on + dt.timedelta(days=moved)
    calendars = data.draw(_calendars(today))
    fixed = held(first, later)
    again = plan(due_again, later, calendars, fixed)
    if due_again < later:
        assert again.warned(Warn.PAST)
        return
    _sound(again, due_again, later, calendars)
    assert all(each in again.steps for each in fixed.values() if again.steps)


@given(st.data(), DAYS, st.integers(30, 200))
def test_a_day_that_somebody_has_set_stays_and_the_rest_is_planned_around_it(
    data: st.DataObject, today: dt.date, span: int
) -> None:
    due_on = today + dt.timedelta(days=span)
    calendars = data.draw(_calendars(today))
    texts_on = office_day_after(today + dt.timedelta(days=data.draw(st.integers(0, span - 25))))
    made = plan(due_on, today, calendars, {Step.TEXTS: Planned(Step.TEXTS, texts_on)})
    if texts_on <= (made.on(Step.SEND) or today):
        _sound(made, due_on, today, calendars)
        assert made.on(Step.TEXTS) == texts_on


@given(DAYS, st.integers(0, 15))
def test_office_days_are_counted_without_red_days_weekends_and_july(day: dt.date, count: int) -> None:
    before = office_days_before(day, count)
    assert is_working_day(before)
    assert not in_quiet_weeks(before)
    between = [before + dt.timedelta(days=n) for n in range(1, (day - before).days + 1)]
    assert sum(is_working_day(each) and not in_quiet_weeks(each) for each in between) == count


def _sittings(*days: str) -> list[Sitting]:
    return [Sitting(f"m-{day}", dt.date.fromisoformat(day)) for day in days]


DUE, TODAY = dt.date(2027, 3, 15), dt.date(2026, 12, 1)


def test_the_steps_are_taken_at_the_last_meetings_in_time() -> None:
    made = plan(
        DUE,
        TODAY,
        {
            Step.LEAD: _sittings("2026-12-10", "2027-01-21", "2027-02-11", "2027-03-09"),
            Step.PREPARE: _sittings("2027-01-28", "2027-02-18", "2027-03-04"),
            Step.DECIDE: _sittings("2027-02-25", "2027-03-11", "2027-03-25"),
        },
    )
    assert [(each.step, each.on.isoformat(), bool(each.meeting)) for each in made.steps] == [
        (Step.REMIND, "2027-01-28", False),
        (Step.TEXTS, "2027-02-04", False),
        (Step.LEAD, "2027-02-11", True),
        (Step.PREPARE, "2027-03-04", True),
        (Step.DECIDE, "2027-03-11", True),
        (Step.SEND, "2027-03-15", False),
    ]
    assert made.cautions == ()


def test_with_no_meeting_in_time_the_step_is_taken_in_writing_and_that_is_said() -> None:
    made = plan(DUE, TODAY, {Step.LEAD: _sittings("2027-02-11"), Step.DECIDE: _sittings("2027-03-25")})
    assert [(each.warn, each.step) for each in made.cautions] == [
        (Warn.NO_MEETING, Step.PREPARE),
        (Warn.NO_MEETING, Step.DECIDE),
    ]
    assert made.on(Step.DECIDE) == dt.date(2027, 3, 11)


def test_a_deadline_in_july_is_answered_before_the_offices_close() -> None:
    made = plan(dt.date(2027, 7, 20), dt.date(2027, 4, 1), {})
    assert made.on(Step.SEND) == dt.date(2027, 7, 9)
    assert made.warned(Warn.EARLY)


def test_a_referral_that_comes_and_falls_due_in_july_says_so() -> None:
    made = plan(dt.date(2027, 7, 30), dt.date(2027, 7, 12), {})
    assert made.warned(Warn.QUIET)
    assert made.on(Step.SEND) == dt.date(2027, 7, 30)


def test_easter_and_may_are_no_working_days() -> None:
    made = plan(dt.date(2027, 3, 29), dt.date(2027, 1, 4), {})  # annandag påsk
    assert made.on(Step.SEND) == dt.date(2027, 3, 25)  # skärtorsdagen
    assert made.warned(Warn.EARLY)


def test_a_deadline_that_has_been_gives_no_timetable() -> None:
    assert plan(TODAY - dt.timedelta(days=1), TODAY, {}) == Timetable((), plan(dt.date(2020, 1, 1), TODAY, {}).cautions)
    assert plan(dt.date(2020, 1, 1), TODAY, {}).warned(Warn.PAST)


def test_three_days_are_too_few_for_six_steps() -> None:
    made = plan(dt.date(2026, 12, 3), TODAY, {})
    assert made.warned(Warn.SQUEEZED)
    assert [each.on for each in made.steps] == sorted(each.on for each in made.steps)


def test_when_the_deadline_moves_the_texts_are_asked_for_anew_unless_a_body_has_met() -> None:
    first = plan(DUE, TODAY, {Step.LEAD: _sittings("2027-02-11")})
    after_texts, after_lead = dt.date(2027, 2, 8), dt.date(2027, 2, 15)
    assert Step.TEXTS not in held(first, after_texts, anew=True)
    assert Step.TEXTS in held(first, after_lead, anew=True)
    assert Step.TEXTS in held(first, after_texts)


def test_a_day_that_is_set_for_the_texts_leaves_the_meetings_after_it() -> None:
    made = plan(
        DUE,
        dt.date(2027, 2, 20),
        {
            Step.LEAD: _sittings("2027-02-25"),
            Step.PREPARE: _sittings("2027-03-04"),
            Step.DECIDE: _sittings("2027-03-09"),
        },
        {Step.TEXTS: Planned(Step.TEXTS, dt.date(2027, 3, 1))},
    )
    assert [(each.on.isoformat(), each.written) for each in made.steps[2:]] == [
        ("2027-03-02", True),
        ("2027-03-04", False),
        ("2027-03-09", False),
        ("2027-03-15", False),
    ]
    assert (Warn.NO_MEETING, Step.LEAD) in [(each.warn, each.step) for each in made.cautions]
