import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import calendar

DATES = st.dates(dt.date(2020, 1, 1), dt.date(2045, 12, 31))


def wall(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_the_hour_that_the_clocks_skip_is_moved_past_the_gap() -> None:
    skipped = wall("2027-03-28T02:30")

    assert not calendar.exists(skipped)
    assert calendar.to_utc(skipped) == wall("2027-03-28T01:30+00:00")
    assert calendar.to_local(calendar.to_utc(skipped)).strftime("%H:%M") == "03:30"


def test_the_hour_that_occurs_twice_is_the_first_unless_told_otherwise() -> None:
    twice = wall("2027-10-31T02:30")

    assert calendar.exists(twice)
    assert calendar.to_utc(twice) == wall("2027-10-31T00:30+00:00")
    assert calendar.to_utc(twice.replace(fold=1)) == wall("2027-10-31T01:30+00:00")


@given(st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2060, 1, 1), timezones=st.just(dt.UTC)))  # noqa: DTZ001 - bounds
def test_an_instant_survives_the_way_to_stockholm_and_back(instant: dt.datetime) -> None:
    assert calendar.to_utc(calendar.to_local(instant)) == instant
    assert calendar.exists(calendar.to_local(instant))


def test_midnight_utc_is_already_the_next_day_here() -> None:
    assert calendar.local_day(wall("2027-01-13T23:30+00:00")) == dt.date(2027, 1, 14)


@pytest.mark.parametrize(
    ("day", "swedish"),
    [
        ("2027-01-06", "Trettondedag jul"),
        ("2027-03-26", "Långfredagen"),
        ("2027-05-06", "Kristi himmelsfärdsdag"),
        ("2027-06-26", "Midsommardagen"),
        ("2027-11-06", "Alla helgons dag"),
    ],
)
def test_red_days_have_their_names(day: str, swedish: str) -> None:
    found = calendar.red_day(dt.date.fromisoformat(day))

    assert found is not None
    assert found.sv == swedish
    assert found.en


@pytest.mark.parametrize(
    ("day", "swedish"),
    [
        ("2027-06-25", "Midsommarafton"),
        ("2026-12-24", "Julafton"),
        ("2027-03-25", "Skärtorsdagen"),
        ("2027-05-15", "Pingstafton"),
    ],
)
def test_eves_have_their_names_and_are_not_red(day: str, swedish: str) -> None:
    date = dt.date.fromisoformat(day)
    found = calendar.occasion(date)

    assert found is not None
    assert found.sv == swedish
    assert calendar.red_day(date) is None


def test_ordinary_days_have_no_occasion() -> None:
    assert calendar.occasion(dt.date(2027, 1, 14)) is None


@pytest.mark.parametrize("day", ["2026-12-24", "2026-12-31", "2027-06-25", "2027-01-06", "2027-01-16", "2027-05-06"])
def test_offices_are_closed(day: str) -> None:
    assert not calendar.is_working_day(dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "office"),
    [
        ("2026-11-26", True),
        ("2026-11-28", False),
        ("2026-12-24", False),
        ("2027-01-06", False),
        # Weeks 28 and 31 with their neighbours.
        ("2027-07-09", True),
        ("2027-07-12", False),
        ("2027-08-06", False),
        ("2027-08-09", True),
    ],
)
def test_people_are_written_to_on_working_days_outside_the_quiet_weeks(day: str, office: bool) -> None:
    assert calendar.is_office_day(dt.date.fromisoformat(day)) is office


def test_working_days_are_counted_over_holidays() -> None:
    assert calendar.add_working_days(dt.date(2026, 12, 23), 1) == dt.date(2026, 12, 28)
    assert calendar.add_working_days(dt.date(2026, 12, 28), -1) == dt.date(2026, 12, 23)
    assert calendar.add_working_days(dt.date(2027, 1, 14), 0) == dt.date(2027, 1, 14)


@given(DATES, st.integers(1, 30))
def test_counting_working_days_forth_and_back_stays_among_them(day: dt.date, count: int) -> None:
    ahead = calendar.add_working_days(day, count)

    assert calendar.is_working_day(ahead)
    assert sum(calendar.is_working_day(day + dt.timedelta(days=n)) for n in range(1, (ahead - day).days + 1)) == count


def test_the_friday_after_ascension_day_is_a_squeeze_day() -> None:
    assert calendar.is_squeeze_day(dt.date(2027, 5, 7))
    assert calendar.next_squeeze_day(dt.date(2027, 2, 1)) == dt.date(2027, 5, 7)


def test_weeks_are_iso_weeks() -> None:
    assert calendar.week_of(dt.date(2027, 1, 3)) == (2026, 53)
    assert calendar.monday_of(2027, 2) == dt.date(2027, 1, 11)
    assert calendar.name_of_week(dt.date(2027, 1, 14), "sv") == "v. 2"
    with pytest.raises(ValueError, match="week"):
        calendar.monday_of(2027, 53)


@given(DATES)
def test_the_monday_of_a_day_is_that_of_its_week(day: dt.date) -> None:
    assert calendar.week_start(day) == calendar.monday_of(*calendar.week_of(day))


def test_the_quiet_weeks_are_28_to_31() -> None:
    assert not calendar.in_quiet_weeks(dt.date(2027, 7, 11))
    assert calendar.in_quiet_weeks(dt.date(2027, 7, 12))
    assert calendar.in_quiet_weeks(dt.date(2027, 8, 8))
    assert not calendar.in_quiet_weeks(dt.date(2027, 8, 9))


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (dt.date(2027, 3, 4), "sportlov"),
        (dt.date(2027, 3, 8), None),
        (dt.date(2027, 3, 25), "påsklov i många kommuner"),
        (dt.date(2027, 3, 30), "påsklov i många kommuner"),
        (dt.date(2027, 4, 6), None),
        (dt.date(2027, 11, 3), "höstlov"),
        (dt.date(2026, 12, 22), "jullov"),
        (dt.date(2027, 1, 7), "jullov"),
        (dt.date(2027, 1, 8), None),
    ],
)
def test_school_holidays(day: dt.date, holiday: str | None) -> None:
    found = calendar.school_holiday(day)
    assert (found.sv if found else None) == holiday
