"""What a municipality says, what that takes back, and what it leaves."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.features.bodies.model import Municipality
from bot.features.bodies.seats import Contact
from bot.features.referrals.model import (
    Position,
    Referral,
    ReferralResponse,
    Remark,
    Row,
    Says,
    Standing,
    answer_of,
    in_order,
    number_key,
    section_key,
)
from bot.features.referrals.timetable import Planned, Step, Timetable
from tests.conversation import NOW

SALEM = Municipality("0128", "Salem")
REFERRAL = Referral(
    "r1",
    "Länsplan",
    "Region Stockholm",
    dt.date(2027, 3, 15),
    "planeringschefer",
    "g",
    "Gunilla Ström",
    NOW,
    timetable=Timetable((Planned(Step.TEXTS, dt.date(2027, 2, 4)),)),
)
BEFORE, AFTER = dt.datetime(2027, 2, 4, 22, tzinfo=dt.UTC), dt.datetime(2027, 2, 4, 23, 30, tzinfo=dt.UTC)


def _remark(section: str, text: str = "Finansiering saknas.") -> Remark:
    return Remark(section, Position.OPPOSES, text, "Anna Ek", NOW)


def _said(before: ReferralResponse | None, says: Says, remark: Remark | None = None) -> ReferralResponse:
    return answer_of(before, REFERRAL, "0128", says, remark, "anna", "Anna Ek", BEFORE)


def _standing(response: ReferralResponse | None, *, seated: bool = True) -> Standing:
    return Row(SALEM, Contact("c", "Anna Ek", "anna ek") if seated else None, None, response).standing


def test_a_promise_is_no_answer_until_there_is_a_text() -> None:
    promised = _said(None, Says.CONTRIBUTES)
    assert _standing(promised) is Standing.PROMISED
    assert _standing(_said(promised, Says.CONTRIBUTES, _remark("3"))) is Standing.CONTRIBUTED


def test_an_empty_seat_is_vacant_until_somebody_answers_for_it() -> None:
    assert _standing(None, seated=False) is Standing.VACANT
    assert _standing(_said(None, Says.NOTHING), seated=False) is Standing.NOTHING


def test_a_remark_on_the_same_section_takes_the_place_of_the_earlier_one_which_stays_in_the_history() -> None:
    first = _said(None, Says.CONTRIBUTES, _remark("avsnitt 3", "Ett"))
    second = _said(_said(first, Says.CONTRIBUTES, _remark("4", "Fyra")), Says.CONTRIBUTES, _remark("Avsnitt 3.", "Två"))
    assert {(each.section, each.text) for each in second.remarks} == {("4", "Fyra"), ("Avsnitt 3.", "Två")}
    assert [[each.text for each in said.remarks] for said in second.history] == [["Ett"], ["Ett", "Fyra"]]


def test_nothing_to_object_takes_the_remarks_back_but_not_out_of_the_history() -> None:
    changed = _said(_said(None, Says.CONTRIBUTES, _remark("3")), Says.NOTHING)
    assert changed.remarks == ()
    assert changed.history[-1].remarks[0].section == "3"


def test_received_takes_nothing_back() -> None:
    answered = _said(None, Says.CONTRIBUTES, _remark("3"))
    assert _said(answered, Says.RECEIVED) == answered


def test_the_last_day_lasts_until_midnight_in_stockholm() -> None:
    assert not answer_of(None, REFERRAL, "0128", Says.NOTHING, None, "a", "A", BEFORE).late
    assert answer_of(None, REFERRAL, "0128", Says.NOTHING, None, "a", "A", AFTER).late


@given(
    st.lists(st.tuples(st.sampled_from(Says), st.none() | st.sampled_from(["", "3", "avsnitt 3", "4.1"])), max_size=12)
)
def test_nothing_that_was_said_is_lost(said: list[tuple[Says, str | None]]) -> None:
    response, texts = None, set()
    for number, (says, section) in enumerate(said):
        remark = _remark(section, f"text {number}") if section is not None and says is Says.CONTRIBUTES else None
        if remark:
            texts.add(remark.text)
        response = _said(response, says, remark)
    kept = {each.text for each in response.remarks} if response else set()
    before = {each.text for past in response.history for each in past.remarks} if response else set()
    assert kept | before == texts


def test_case_numbers_are_compared_as_people_read_them() -> None:
    assert number_key("TRV 2026/123") == number_key("trv2026/0123") == number_key("TRV-2026-123")
    assert number_key("TRV 2026/123") != number_key("TRV 2026/124")
    assert number_key(" – ") is None


def test_sections_come_in_the_order_of_their_numbers() -> None:
    pairs = [("Salem", _remark(section)) for section in ("10", "avsnitt 2", "Inledning", "2.10", "2.9", "")]
    assert [section_key(name) for name, _ in in_order(pairs)] == ["", "2", "2.9", "2.10", "10", "inledning"]
