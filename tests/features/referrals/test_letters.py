"""What is read in issuers' letters and in sentences about a referral."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.bodies.naming import Finder
from bot.features.referrals.letters import Proposal, clean_title, is_letter, read, read_day, registers
from bot.features.referrals.wording import read_closing
from tests.conftest import cooperation
from tests.conversation import NOW
from tests.features.referrals.letters import LETTERS, NO_LETTERS, Letter

FINDER = Finder(cooperation())


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.number)
def test_a_letter_is_read_as_a_person_reads_it(letter: Letter) -> None:
    assert registers(letter.text)
    read_out = read(letter.text, NOW, FINDER)
    found = (read_out.title, read_out.issuer, read_out.number, read_out.due_on)
    assert found == (letter.title, letter.issuer, letter.number, letter.due_on)
    if letter.link:
        assert read_out.link == letter.link


@pytest.mark.parametrize("text", NO_LETTERS)
def test_other_long_texts_are_no_letters(text: str) -> None:
    assert not is_letter(text)
    assert not registers(text)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "ny remiss: Länsplan för Stockholm från Region Stockholm, dnr TRV 2026/123, svar senast 15 mars",
            Proposal("Länsplan för Stockholm", "Region Stockholm", "TRV 2026/123", "", dt.date(2027, 3, 15)),
        ),
        (
            (
                "Ny remiss Regional cykelplan från Region Stockholm svar senast den 30 april, leds av"
                " planeringscheferna, arbetsgrupp remissgruppen, https://region.example/cykel"
            ),
            Proposal(
                "Regional cykelplan",
                "Region Stockholm",
                "",
                "https://region.example/cykel",
                dt.date(2027, 4, 30),
                "",
                "planeringschefer",
                "arbetsgruppen-remisser",
            ),
        ),
        (
            "vi har fått en remiss från Trafikverket: Nationell plan 2030–2041 (TRV 2026/55), sista dag 2027-02-28",
            Proposal("Nationell plan 2030–2041", "Trafikverket", "TRV 2026/55", "", dt.date(2027, 2, 28)),
        ),
        (
            (
                "registrera remiss: Klimatstrategi, från Länsstyrelsen, dnr 402-1-2026, svar om tre veckor, "
                "gäller länets mål"
            ),
            Proposal("Klimatstrategi", "Länsstyrelsen", "402-1-2026", "", dt.date(2026, 12, 14), "länets mål"),
        ),
        (
            "new referral: Regional bus plan from Region Stockholm, case number RS 2026-11, answer by 14 May 2027",
            Proposal("Regional bus plan", "Region Stockholm", "RS 2026-11", "", dt.date(2027, 5, 14)),
        ),
        ("ny remiss", Proposal()),
        (
            "ny remiss: Gammal plan från Trafikverket, svar senast 1 mars 2020",
            Proposal("Gammal plan", "Trafikverket", "", "", dt.date(2020, 3, 1)),
        ),
    ],
)
def test_a_sentence_is_read_whole(said: str, expected: Proposal) -> None:
    assert registers(said)
    assert read(said, NOW, FINDER) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 mars", dt.date(2027, 3, 15)),
        ("den 15 mars 2027", dt.date(2027, 3, 15)),
        ("15/3", dt.date(2027, 3, 15)),
        ("2020-01-02", dt.date(2020, 1, 2)),
        ("31 februari", None),
        ("15/13", None),
        ("i morgon", dt.date(2026, 11, 24)),
        ("banan", None),
    ],
)
def test_days_are_read_also_those_that_have_been(text: str, day: dt.date | None) -> None:
    assert read_day(text, NOW) == day


def test_that_an_answer_went_out_on_a_leap_day_is_read_on_any_day() -> None:
    # It fell, at any sentence with the words: the year before a leap day has no such day.
    now = dt.datetime(2028, 1, 10, 12, tzinfo=dt.UTC)
    for said in ("Remissen är besvarad 29/2-28", "Remissen är besvarad den 29 februari"):
        closing = read_closing(said, now)
        assert closing is not None
        assert closing.day == dt.date(2028, 2, 29)
    assert read_closing("Remissen är besvarad 29/2-28", NOW) is not None


@given(st.text(max_size=600))
def test_nothing_that_is_pasted_makes_it_fall(text: str) -> None:
    registers(text)
    read(f"ny remiss: {text}", NOW, FINDER)
    read(f"Remiss {text} yttrande senast den 5 mars 2027 dnr TRV 2026/1" * 3, NOW, FINDER)
    clean_title(text)


def test_a_hundred_pages_are_read_in_a_moment() -> None:
    page = "Remiss av förslag. Länsstyrelsen i Stockholms län yttrar sig senast den 5 mars 2027. " * 40
    assert read(page * 100, NOW, FINDER).due_on == dt.date(2027, 3, 5)
