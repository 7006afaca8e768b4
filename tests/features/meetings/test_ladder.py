"""When reminders are due, and what people say of them."""

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.calendar import STOCKHOLM, in_quiet_weeks, is_working_day, local_day, to_local
from bot.features.bodies.naming import Finder
from bot.features.meetings.reminders.ladder import ASKING, DEFAULT, Kind, Rung, ahead, due_at, occasions
from bot.features.meetings.reminders.preferences import Wants, is_wanted
from bot.features.meetings.reminders.wording import Asks, asks_sends, read_ladder, read_rungs, read_wants
from bot.features.meetings.wording import Reader
from tests.conftest import cooperation

DAY = dt.timedelta(days=1)
HALF_HOUR = dt.timedelta(minutes=30)


def at(month: int, day: int, hour: int = 9, year: int = 2027) -> dt.datetime:
    return dt.datetime(year, month, day, hour, tzinfo=STOCKHOLM).astimezone(dt.UTC)


starts = st.integers(0, 6 * 365 * 48).map(lambda halves: at(1, 1, year=2026) + halves * HALF_HOUR)
rungs = st.builds(
    Rung,
    st.sampled_from(Kind),
    st.integers(1, 60).map(lambda days: days * DAY) | st.just(HALF_HOUR) | st.just(HALF_HOUR * 4),
)


@settings(deadline=None)
@given(rungs, starts)
def test_a_reminder_comes_before_its_meeting_at_work(rung: Rung, start: dt.datetime) -> None:
    due = due_at(rung, start)
    assert due < start
    if rung.before < DAY:
        assert start - due == rung.before
        return
    local = to_local(due)
    assert is_working_day(local.date())
    assert not in_quiet_weeks(local.date())
    assert dt.time(9) <= local.time() <= dt.time(16)
    assert local.date() <= local_day(start) - rung.before
    between = [local.date() + n * DAY for n in range(1, (local_day(start) - rung.before - local.date()).days + 1)]
    assert all(not is_working_day(day) or in_quiet_weeks(day) for day in between), "no working day was passed over"


@settings(deadline=None)
@given(st.lists(rungs, max_size=8), starts)
def test_nobody_is_asked_twice_on_a_day(ladder: list[Rung], start: dt.datetime) -> None:
    days = [local_day(each.at) for each in occasions(ladder, start) if each.rung.kind in ASKING]
    assert len(days) == len(set(days))
    assert {local_day(due_at(rung, start)) for rung in ladder if rung.kind in ASKING} == set(days)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (at(1, 21), [at(1, 7), at(1, 14), at(1, 18), at(1, 20), at(1, 21) - HALF_HOUR]),
        # The 14th day before is a red day, the 3rd a Sunday.
        (at(1, 20, 13), [at(1, 5, 13), at(1, 13, 13), at(1, 15, 13), at(1, 19, 13), at(1, 20, 13) - HALF_HOUR]),
        # After the summer: three would fall into weeks 28-31, and one is left of them, on the Friday of week 27.
        (at(8, 10, 8), [at(7, 9, 9), at(8, 9, 9), at(8, 10, 8) - HALF_HOUR]),
        # The 14th day before is in winter time, the meeting in summer time; an evening's reminders come at 16.
        (at(4, 8, 18), [at(3, 25, 16), at(4, 1, 16), at(4, 5, 16), at(4, 7, 16), at(4, 8, 18) - HALF_HOUR]),
    ],
)
def test_the_usual_ladder(start: dt.datetime, due: list[dt.datetime]) -> None:
    assert [to_local(each.at).isoformat() for each in occasions(DEFAULT, start)] == [
        to_local(each).isoformat() for each in due
    ]


def test_those_who_were_just_told_are_not_asked_again_within_a_day() -> None:
    start = at(1, 21)
    told = at(1, 6, 12)
    assert [each.rung.kind for each in ahead(DEFAULT, start, told, told)] == [
        Kind.SILENT,
        Kind.NAMED,
        Kind.AGENDA,
        Kind.LINK,
    ]
    assert ahead(DEFAULT, start, told, None)[0].rung.kind is Kind.CHANNEL
    late = at(1, 20, 8)
    assert [each.rung.kind for each in ahead(DEFAULT, start, late, late)] == [Kind.AGENDA, Kind.LINK]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("10 dagar och 2 dagar före", ["channel-14400", "named-2880"]),
        ("10, 5 och 1 dag före", ["channel-14400", "silent-7200", "agenda-1440"]),
        ("två veckor och dagen före", ["channel-20160", "agenda-1440"]),
        ("3 veckor före, 48 timmar före och en halvtimme före", ["channel-30240", "named-2880", "link-30"]),
        ("7 dagar före i kanalen, 1 timme före länken", ["channel-10080", "link-60"]),
        ("10 days and 2 days before", ["channel-14400", "named-2880"]),
        ("5 dagar före med namn", ["named-7200"]),
        ("någon gång", []),
    ],
)
def test_a_ladder_in_words(said: str, wanted: list[str]) -> None:
    found, odd = read_rungs(said)
    assert [rung.key for rung in found] == wanted
    assert not odd
    assert [Rung.of(key) for key in wanted] == list(found)


@pytest.mark.parametrize("said", ["100 dagar före", "1 minut före", "9 dagar, 8, 7, 6, 5, 4, 3, 2 och 1 dag före"])
def test_a_ladder_that_cannot_be(said: str) -> None:
    assert read_rungs(said)[1]


@pytest.mark.parametrize(
    ("said", "asks", "body"),
    [
        ("påminn planeringscheferna 10 dagar och 2 dagar före", Asks.SET, "planeringschefer"),
        ("kan du påminna", None, ""),
        ("visa påminnelserna för Ledningsgruppen", Asks.SHOW, "ledningsgruppen"),
        ("vilka påminnelser får klimatstrategerna", Asks.SHOW, "klimatstrateger"),
        ("ändra påminnelserna för LG till 10 och 2 dagar före", Asks.SET, "ledningsgruppen"),
        ("återställ påminnelserna för klimatstrategerna", Asks.RESET, "klimatstrateger"),
        ("ta bort påminnelserna för klimatstrategerna", Asks.NONE, "klimatstrateger"),
        ("remind the planning managers 10 days and 2 days before", Asks.SET, "planeringschefer"),
        ("påminn Salem om remissen 3 dagar före", None, ""),
        ("inga påminnelser", None, ""),
        ("vad är påminnelser?", None, ""),
        ("hur många invånare har Salem?", None, ""),
    ],
)
def test_what_is_said_of_a_bodys_reminders(said: str, asks: Asks | None, body: str) -> None:
    wish = read_ladder(Reader(Finder(cooperation())), said)
    assert (wish.asks if wish else None) is asks
    assert (wish.bodies[0].id if wish and wish.bodies else "") == body


@pytest.mark.parametrize(
    ("said", "wants"),
    [
        ("färre påminnelser", Wants.FEWER),
        ("Jag vill ha färre påminnelser, tack", Wants.FEWER),
        ("bara dagen före", Wants.DAY_BEFORE),
        ("påminn mig bara dagen innan", Wants.DAY_BEFORE),
        ("inga påminnelser", Wants.NONE),
        ("sluta påminna mig", Wants.NONE),
        ("alla påminnelser", Wants.ALL),
        ("fewer reminders please", Wants.FEWER),
        ("only the day before", Wants.DAY_BEFORE),
        ("no reminders", Wants.NONE),
        ("all reminders", Wants.ALL),
        ("jag såg inga påminnelser i går", None),
        ("påminnelser", None),
    ],
)
def test_how_much_somebody_wants(said: str, wants: Wants | None) -> None:
    assert read_wants(said) is wants


@settings(deadline=None)
@given(st.text(max_size=100))
@example("påminn")
@example("påminn 99999999 dagar före")
def test_nothing_said_breaks_the_reading(said: str) -> None:
    reader = Reader(Finder(cooperation()))
    read_ladder(reader, f"påminn planeringscheferna {said}")
    read_ladder(reader, said)
    read_wants(said)
    asks_sends(said)


def test_what_each_wish_leaves() -> None:
    left = {wants: [rung.kind for rung in DEFAULT if is_wanted(rung, wants)] for wants in Wants}
    assert left == {
        Wants.ALL: [Kind.CHANNEL, Kind.SILENT, Kind.NAMED, Kind.AGENDA, Kind.LINK],
        Wants.FEWER: [Kind.NAMED, Kind.AGENDA],
        Wants.DAY_BEFORE: [Kind.AGENDA],
        Wants.NONE: [],
    }
