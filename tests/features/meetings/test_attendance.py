"""What may be decided about attendance."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import Text
from bot.features.bodies.model import Body, Municipality
from bot.features.bodies.seats import Contact
from bot.features.meetings.attendance import Mark, Outcome, call_roll, corrected, expected
from bot.features.meetings.model import Called, Gathering, Guest, Meeting, Rsvp, Says
from tests.conversation import NOW

HOUR = dt.timedelta(hours=1)
MEETING = Meeting("m", ("plan",), NOW - 3 * HOUR, NOW - HOUR)
PLAN = Body("plan", "network", Text(sv="plan", en="plan"), Text(sv="plan", en="plan"), Text(sv="", en=""))


def called(code: str, says: Says | None = None, *, vacant: bool = False) -> Called:
    holder, stand_in = Contact(f"h{code}", f"Ordinarie {code}", ""), Contact(f"s{code}", f"Ersättare {code}", "")
    rsvp = Rsvp("m", "plan", code, says, MEETING.starts_at, "p", "P", NOW) if says else None
    return Called(PLAN, Municipality(code, code), None if vacant else holder, None if vacant else stand_in, rsvp)


GATHERING = Gathering(
    MEETING,
    (PLAN,),
    (
        called("1", Says.ATTENDING),
        called("2", Says.ONLINE),
        called("3", Says.STAND_IN),
        called("4", Says.HINDERED),
        called("5"),
        called("6", vacant=True),
    ),
)
marks = st.sampled_from(Outcome).flatmap(
    lambda outcome: st.builds(Mark, st.just(outcome), st.booleans() if outcome.represents else st.just(value=False))
)


def test_the_answers_say_what_to_expect_and_a_vacant_seat_is_not_expected() -> None:
    assert expected(GATHERING, "plan") == {
        "1": Mark(Outcome.PRESENT_HOLDER),
        "2": Mark(Outcome.PRESENT_HOLDER, online=True),
        "3": Mark(Outcome.PRESENT_STAND_IN),
        "4": Mark(Outcome.EXCUSED),
        "5": Mark(Outcome.PRESENT_HOLDER),
    }
    assert expected(GATHERING, "another") == {}


@given(st.dictionaries(st.sampled_from("123456"), marks))
def test_who_came_is_known_by_name_and_nobody_is_absent_from_a_vacant_seat(noted: dict[str, Mark]) -> None:
    roll = call_roll(GATHERING, "plan", noted, (), "k", "Karin", NOW)
    assert {each.municipality for each in roll.seats} == {
        code for code, mark in noted.items() if code != "6" or mark.outcome.represents
    }
    for each in roll.seats:
        assert bool(each.person) == (each.outcome.represents and each.municipality != "6")
        assert each.mark == noted[each.municipality]


@given(st.dictionaries(st.sampled_from("12345"), marks), st.dictionaries(st.sampled_from("12345"), marks))
def test_a_correction_keeps_what_was_noted_before_and_touches_nothing_else(
    first: dict[str, Mark], then: dict[str, Mark]
) -> None:
    roll = call_roll(GATHERING, "plan", first, (Guest("Anna", ""),), "k", "Karin", NOW)
    later = corrected(roll, GATHERING, then, None, "p", "Per", NOW + HOUR)
    assert later.guests == roll.guests
    for each in later.seats:
        old = roll.of(each.municipality)
        wanted = then.get(each.municipality)
        if old and (wanted is None or wanted == old.mark):
            assert each == old
        elif old:
            assert [(noting.outcome, noting.by) for noting in each.before] == [(old.outcome, "k")]
            assert (each.noted_by, each.noted_at) == ("p", NOW + HOUR)
        else:
            assert each.before == ()
    assert {each.municipality for each in later.seats} == first.keys() | then.keys()
