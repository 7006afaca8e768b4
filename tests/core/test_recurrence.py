import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.recurrence import Rule

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAYS = Rule("FREQ=WEEKLY;BYDAY=MO", dt.date(2026, 1, 5), dt.time(9, 0))


def times(rule: Rule, start: dt.datetime, number: int) -> list[dt.datetime]:
    found = []
    for _ in range(number):
        at = rule.next_after(start)
        assert at is not None
        found.append(at)
        start = at
    return found


def test_nine_stays_nine_when_the_clocks_change() -> None:
    for around in (dt.datetime(2026, 3, 20, tzinfo=dt.UTC), dt.datetime(2026, 10, 16, tzinfo=dt.UTC)):
        found = times(MONDAYS, around, 4)
        assert {at.astimezone(STOCKHOLM).strftime("%a %H:%M") for at in found} == {"Mon 09:00"}
        assert len({at.hour for at in found}) == 2


def test_a_time_that_the_clocks_skip_comes_an_hour_later_once() -> None:
    nightly = Rule("FREQ=DAILY", dt.date(2026, 3, 27), dt.time(2, 30))
    found = times(nightly, dt.datetime(2026, 3, 28, 12, tzinfo=dt.UTC), 2)
    assert [at.astimezone(STOCKHOLM).strftime("%d %H:%M") for at in found] == ["29 03:30", "30 02:30"]


def test_a_time_that_comes_twice_is_taken_once() -> None:
    nightly = Rule("FREQ=DAILY", dt.date(2026, 10, 1), dt.time(2, 30))
    found = times(nightly, dt.datetime(2026, 10, 24, 12, tzinfo=dt.UTC), 2)
    assert found == [dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), dt.datetime(2026, 10, 26, 1, 30, tzinfo=dt.UTC)]


@given(
    st.integers(0, 5 * 366 * 24 * 60),
    st.times().map(lambda at: at.replace(microsecond=0)),
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,SU", "FREQ=MONTHLY;BYDAY=1TH", "FREQ=MONTHLY;BYMONTHDAY=-1"]),
    st.sampled_from(["Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_each_time_comes_once_in_order_on_its_own_day(minutes: int, at: dt.time, text: str, zone: str) -> None:
    rule = Rule(text, dt.date(2025, 1, 1), at, zone)
    start = dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    found = times(rule, start, 5)
    assert all(earlier < later for earlier, later in pairwise([start, *found]))
    days = [instant.astimezone(ZoneInfo(zone)).date() for instant in found]
    assert len(set(days)) == len(days)
    assert all(rule.latest(instant) == instant for instant in found)
    assert rule.latest(found[1] - dt.timedelta(microseconds=1)) == found[0]


def test_a_rule_ends() -> None:
    rule = Rule("FREQ=WEEKLY;COUNT=2", dt.date(2026, 1, 5), dt.time(9, 0))
    assert rule.next_after(dt.datetime(2026, 1, 13, tzinfo=dt.UTC)) is None
    assert rule.latest(dt.datetime(2026, 1, 4, tzinfo=dt.UTC)) is None
    assert rule.latest(dt.datetime(2030, 1, 4, tzinfo=dt.UTC)) == dt.datetime(2026, 1, 12, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "starts_on", "at", "zone"),
    [
        ("FREQ=SOMETIMES", dt.date(2026, 1, 1), dt.time(0, 0), "Europe/Stockholm"),
        ("", dt.date(2026, 1, 1), dt.time(0, 0), "Europe/Stockholm"),
        ("FREQ=DAILY", dt.date(2026, 1, 1), dt.time(0, 0), "Europe/Södertörn"),
        ("FREQ=DAILY", dt.date(2026, 1, 1), dt.time(0, 0), ""),
        ("FREQ=DAILY", dt.date(2026, 1, 1), dt.time(0, 0, tzinfo=dt.UTC), "Europe/Stockholm"),
        ("DTSTART:20260101T090000\nRRULE:FREQ=DAILY", dt.date(2026, 1, 1), dt.time(0, 0), "Europe/Stockholm"),
        ("FREQ=DAILY;UNTIL=20270101T000000Z", dt.date(2026, 1, 1), dt.time(0, 0), "Europe/Stockholm"),
    ],
)
def test_what_is_no_rule_is_refused_when_it_is_made(text: str, starts_on: dt.date, at: dt.time, zone: str) -> None:
    with pytest.raises(ValueError, match=r"rule|zone"):
        Rule(text, starts_on, at, zone)
