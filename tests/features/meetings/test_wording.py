"""What people say of meetings, read in one sentence."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendar import STOCKHOLM
from bot.features.bodies.naming import Finder
from bot.features.meetings.model import Form, Guest, Says, Slot
from bot.features.meetings.times import at_same_clock, read_target
from bot.features.meetings.wording import Reader, read_guests
from tests.conftest import cooperation
from tests.conversation import NOW


def reader() -> Reader:
    return Reader(Finder(cooperation()))


def spelled(slot: Slot) -> str:
    start, end = slot.starts_at.astimezone(STOCKHOLM), slot.ends_at.astimezone(STOCKHOLM)
    return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}"


def test_a_whole_booking_in_a_sentence() -> None:
    wish = reader().booking(
        "boka samarbetskommittén fredag 29 januari 13–16 i kommunhuset i Salem, gäster Anna Ek från Trafikverket och "
        "Region Stockholm, hybrid. Agenda: Budget; Länsplanen",
        NOW,
    )
    assert [body.id for body in wish.bodies] == ["samarbetskommitten"]
    assert [spelled(slot) for slot in wish.times.slots] == ["2027-01-29 13:00-16:00"]
    assert wish.place == "kommunhuset i Salem"
    assert wish.guests == (Guest("Anna Ek", "Trafikverket"), Guest("", "Region Stockholm"))
    assert wish.form is Form.HYBRID
    assert wish.agenda == ("Budget", "Länsplanen")


def test_a_joint_meeting_online_with_a_link() -> None:
    wish = reader().booking(
        "boka planeringscheferna och klimatstrategerna 14 januari kl 13 digitalt https://teams.example/x", NOW
    )
    assert [body.id for body in wish.bodies] == ["planeringschefer", "klimatstrateger"]
    assert (wish.link, wish.form) == ("https://teams.example/x", Form.ONLINE)
    assert [spelled(slot) for slot in wish.times.slots] == ["2027-01-14 13:00-15:00"]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        (
            "boka LG andra torsdagen varje månad 9–11 våren 2027, fem möten",
            ["01-14", "02-11", "03-11", "04-08", "05-13"],
        ),
        ("boka LG 14 januari, 11 februari och 11 mars 9-11 i Botkyrka", ["01-14", "02-11", "03-11"]),
        ("boka LG\n14 januari\n11 februari\nkl 9-11", ["01-14", "02-11"]),
    ],
)
def test_a_year_in_one_go(said: str, days: list[str]) -> None:
    slots = reader().booking(said, NOW).times.slots
    assert [spelled(slot) for slot in slots] == [f"2027-{day} 09:00-11:00" for day in days]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("jag kan inte på torsdag, min ersättare kommer", Says.STAND_IN),
        ("kan inte på torsdag", Says.HINDERED),
        ("jag får förhinder den 21 januari", Says.HINDERED),
        ("jag kommer på torsdag", Says.ATTENDING),
        ("kommer 3 december", Says.ATTENDING),
        ("kommer torsdag", Says.ATTENDING),
        ("deltar digitalt 3 december", Says.ONLINE),
        ("kommer inte 3 december", Says.HINDERED),
        ("jag deltar digitalt på torsdag", Says.ONLINE),
        ("deltar digitalt 14 januari", Says.ONLINE),  # the button's own words were answered out of a report
        ("taking part online on 14 January", Says.ONLINE),
        ("kommer digitaliseringen att kosta något", None),
        ("I can't on Thursday", Says.HINDERED),
        ("I am ill on Thursday", Says.HINDERED),
        ("jag undrar vad mötet kostar", None),
        ("kan du inte säga vem som är ordförande?", None),
        ("får vi förhinder?", None),
    ],
)
def test_answers_in_words(said: str, says: Says | None) -> None:
    answer = reader().answer(said)
    assert (answer.says if answer else None) is says


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("jag kommer tyvärr inte den 10 december", Says.HINDERED),
        ("jag kommer dessvärre ej", Says.HINDERED),
        ("jag kommer nog inte på torsdag", Says.HINDERED),
        ("nej, jag deltar inte", Says.HINDERED),
        ("vi kommer aldrig på fredagar", Says.HINDERED),
        ("jag kommer inte att kunna vara med", Says.HINDERED),
        ("jag kommer inte förrän kl 10", Says.ATTENDING),
        ("jag deltar inte digitalt utan på plats den 10 december", Says.ATTENDING),
        ("jag kommer inte på plats utan digitalt", Says.ONLINE),
        ("jag kommer inte men min ersättare kommer", Says.STAND_IN),
        ("jag kommer, men kan inte stanna hela tiden", Says.ATTENDING),
    ],
)
def test_a_no_is_heard_wherever_it_stands(said: str, says: Says) -> None:
    """With a word between the verb and "inte", a no was noted as "kommer"."""
    answer = reader().answer(said)
    assert answer is not None
    assert answer.says is says


@pytest.mark.parametrize(
    "said",
    [
        "jag kommer kanske",
        "jag kommer på torsdag om jag hinner",
        "jag kommer kanske inte",
        "jag har inget förhinder den 10 december",
        "jag är inte sjuk",
        "min ersättare kommer inte",
    ],
)
def test_what_leaves_it_open_is_no_answer(said: str) -> None:
    """A "kanske" was noted as "kommer", and no hindrance as one."""
    answer = reader().answer(said)
    assert answer is not None
    assert answer.says is None


@pytest.mark.parametrize(
    "said", ["jag kommer inte ihåg vem som är ordförande", "vi kommer inte överens", "vi kommer inte att avstyrka den"]
)
def test_the_same_verb_may_speak_of_something_else(said: str) -> None:
    assert reader().answer(said) is None


def test_a_move_keeps_what_is_not_said() -> None:
    start = dt.datetime(2027, 1, 21, 8, tzinfo=dt.UTC)
    old = Slot(start, start + dt.timedelta(hours=3))
    assert [spelled(slot) for slot in read_target("28 januari", NOW, old).slots] == ["2027-01-28 09:00-12:00"]
    assert [spelled(slot) for slot in read_target("28 januari kl 13", NOW, old).slots] == ["2027-01-28 13:00-16:00"]
    assert [spelled(slot) for slot in read_target("kl 13-14", NOW, old).slots] == ["2027-01-21 13:00-14:00"]
    assert read_target("kl 11-9", NOW, old).ends_first


@given(st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31)))
def test_the_same_clock_on_another_day(day: dt.date) -> None:
    start = dt.datetime(2027, 1, 21, 8, tzinfo=dt.UTC)
    slot = at_same_clock(day, Slot(start, start + dt.timedelta(hours=2)))
    local = slot.starts_at.astimezone(STOCKHOLM)
    assert (local.date(), local.time()) == (day, dt.time(9))
    assert slot.ends_at - slot.starts_at == dt.timedelta(hours=2)


@given(st.text(max_size=200))
def test_nothing_said_breaks_the_reading(said: str) -> None:
    found = reader()
    found.booking(f"boka {said}", NOW)
    found.answer(said)
    read_guests(said)


@pytest.mark.parametrize("said", ["what is the next meeting", "what's the next meeting?", "next meeting", "nästa möte"])
def test_the_next_meeting_is_asked_for(said: str) -> None:
    # "what is the next meeting" got "I do not know", though a meeting was booked.
    assert reader().asks_next(said)
