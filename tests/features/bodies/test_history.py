"""Histories of a place: nobody beside another, gaps are vacancies, whatever is done in whatever order."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.bodies.history import (
    History,
    Tenure,
    appoint,
    put_in_order,
    tenure_after,
    tenure_on,
    vacancies,
    vacate,
)

FIRST = dt.date(2026, 1, 1)
DAYS = 60
CALENDAR = [FIRST + dt.timedelta(days=number) for number in range(DAYS)]

days = st.sampled_from(CALENDAR)
people = st.sampled_from(["anna", "bo", "cilla"])
steps = st.tuples(st.none() | people, days, st.none() | days)


def _naive(known: dict[dt.date, str], begins: set[dt.date], step: tuple[str | None, dt.date, dt.date | None]) -> None:
    """Do the same to a plain diary with one name a day; `begins` are the days on which somebody begins."""
    person, start, end = step
    if end is None:
        later = [day for day in begins if day > start and known[day] != person]
        end = min(later) - dt.timedelta(days=1) if later else CALENDAR[-1]
    for day in CALENDAR:
        if start <= day <= end:
            known.pop(day, None)
            if person:
                known[day] = person


def _begins(known: dict[dt.date, str]) -> set[dt.date]:
    return {day for day in known if known.get(day - dt.timedelta(days=1)) != known[day]}


@given(st.lists(steps, max_size=12))
def test_any_sequence_of_appointments_keeps_one_person_a_day(
    sequence: list[tuple[str | None, dt.date, dt.date | None]],
) -> None:
    history: History = ()
    diary: dict[dt.date, str] = {}
    for person, start, end in sequence:
        if end is not None and end < start:
            continue
        history = appoint(history, person, start, end) if person else vacate(history, start, end)
        _naive(diary, _begins(diary), (person, start, end))
        for before, after in pairwise(history):
            assert before.end is not None
            assert after.start is not None
            assert before.end < after.start
            assert before.person != after.person or before.end + dt.timedelta(days=1) < after.start
        for day in CALENDAR:
            has = tenure_on(history, day)
            assert (has.person if has else None) == diary.get(day)
    gaps = vacancies(history, CALENDAR[0], CALENDAR[-1])
    empty = {day for first, last in gaps for day in CALENDAR if first <= day <= last}
    assert empty == set(CALENDAR) - set(diary)
    assert gaps == sorted(gaps)


@given(st.lists(steps, max_size=8), people, days)
def test_an_appointment_made_twice_changes_nothing_more(
    sequence: list[tuple[str | None, dt.date, dt.date | None]], person: str, start: dt.date
) -> None:
    history: History = ()
    for who, first, last in sequence:
        if who and (last is None or last >= first):
            history = appoint(history, who, first, last)
    once = appoint(history, person, start)
    assert appoint(once, person, start) == once
    assert vacate(vacate(once, start), start) == vacate(once, start)


def test_whoever_is_known_to_come_later_still_comes() -> None:
    history = (Tenure("anna", None, dt.date(2026, 1, 31)), Tenure("bo", dt.date(2026, 2, 1)))
    changed = appoint(history, "cilla", dt.date(2026, 1, 10))
    assert changed == (
        Tenure("anna", None, dt.date(2026, 1, 9)),
        Tenure("cilla", dt.date(2026, 1, 10), dt.date(2026, 1, 31)),
        Tenure("bo", dt.date(2026, 2, 1)),
    )


def test_somebody_on_leave_comes_back() -> None:
    changed = appoint((Tenure("anna"),), "bo", dt.date(2026, 2, 1), dt.date(2026, 5, 31))
    assert [tenure.person for tenure in changed] == ["anna", "bo", "anna"]
    assert changed[2] == Tenure("anna", dt.date(2026, 6, 1))
    after = tenure_after(changed, dt.date(2026, 1, 1))
    assert after is not None
    assert after.person == "bo"


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        appoint((), "anna", dt.date(2026, 2, 1), dt.date(2026, 1, 1))


def test_a_handover_on_the_same_day_belongs_to_the_one_who_comes() -> None:
    written = [
        Tenure("magnus", dt.date(2021, 3, 12)),
        Tenure("rickard", None, dt.date(2021, 3, 12)),
    ]
    assert put_in_order(written) == (
        Tenure("rickard", None, dt.date(2021, 3, 11)),
        Tenure("magnus", dt.date(2021, 3, 12)),
    )
