"""What may be decided about meetings."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendar import is_working_day, local_day
from bot.features.meetings.model import (
    FARTHEST_AHEAD,
    Fault,
    Meeting,
    Odd,
    Slot,
    State,
    cancelled,
    fault_of,
    is_coming,
    moved,
    oddities,
    overlaps,
    restored,
    state_at,
    told_at,
)
from tests.conversation import NOW

HOUR = dt.timedelta(hours=1)


def meeting(start: dt.datetime = NOW + 24 * HOUR, length: dt.timedelta = 2 * HOUR, series: str = "") -> Meeting:
    return Meeting("m", ("planeringschefer",), start, start + length, series=series)


hours = st.integers(-1000, 1000).map(lambda count: NOW + count * HOUR)
lengths = st.integers(1, 12).map(lambda count: count * HOUR)


@given(hours, lengths, hours, lengths)
def test_two_meetings_overlap_in_either_order_or_not_at_all(
    one: dt.datetime, one_long: dt.timedelta, other: dt.datetime, other_long: dt.timedelta
) -> None:
    a, b = meeting(one, one_long), meeting(other, other_long)
    assert overlaps(a, Slot(b.starts_at, b.ends_at)) == overlaps(b, Slot(a.starts_at, a.ends_at))
    assert not overlaps(a, Slot(a.ends_at, a.ends_at + HOUR))
    assert not overlaps(cancelled(a, "Karin", NOW), Slot(a.starts_at, a.ends_at))


@given(hours, lengths)
def test_a_move_taken_back_leaves_the_time_and_raises_the_version(start: dt.datetime, length: dt.timedelta) -> None:
    before = meeting(start, length)
    after = moved(before, Slot(start + HOUR, start + 2 * HOUR), "Karin", NOW)
    back = restored(before, after, "Karin", NOW)
    assert (back.starts_at, back.ends_at, back.state) == (before.starts_at, before.ends_at, before.state)
    assert back.version == 2
    assert [event.what.value for event in back.history] == ["moved", "restored"]


@given(hours)
def test_an_invitation_in_a_series_waits_for_a_working_day_and_is_never_in_the_past(start: dt.datetime) -> None:
    assert told_at(meeting(start), NOW) == NOW
    at = told_at(meeting(start, series="s"), NOW)
    assert at == NOW or (at > NOW and is_working_day(local_day(at)) and at < start)


def test_what_cannot_be() -> None:
    at = NOW + HOUR
    assert fault_of(Slot(at, at + HOUR), NOW) is None
    assert fault_of(Slot(at, at), NOW) is Fault.ENDS_FIRST
    assert fault_of(Slot(NOW - HOUR, NOW + HOUR), NOW) is Fault.PAST
    assert fault_of(Slot(at, at + 13 * HOUR), NOW) is Fault.TOO_LONG
    assert fault_of(Slot(NOW + FARTHEST_AHEAD + HOUR, NOW + FARTHEST_AHEAD + 2 * HOUR), NOW) is Fault.TOO_FAR
    with pytest.raises(ValueError, match="ends after"):
        meeting(length=dt.timedelta(0))


def test_days_that_do_not_suit() -> None:
    def odd(month: int, day: int) -> list[Odd]:
        start = dt.datetime(2027, month, day, 8, tzinfo=dt.UTC)
        return [each.odd for each in oddities(Slot(start, start + HOUR))]

    assert odd(1, 6) == [Odd.RED]
    assert odd(4, 30) == [Odd.EVE]
    assert odd(1, 9) == [Odd.WEEKEND]
    assert odd(7, 15) == [Odd.QUIET]
    assert odd(1, 21) == []


def test_held_follows_from_the_clock() -> None:
    coming = meeting()
    assert state_at(coming, NOW) is State.PLANNED
    assert is_coming(coming, coming.ends_at - dt.timedelta(seconds=1))
    assert state_at(coming, coming.ends_at) is State.HELD
    assert state_at(cancelled(coming, "Karin", NOW), coming.ends_at) is State.CANCELLED
