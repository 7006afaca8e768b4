"""Questions about seats and wishes to change them, in the words that people use."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.bodies.naming import Finder
from bot.features.bodies.wording import Ask, Listener, Verb
from tests.conftest import cooperation
from tests.conversation import NOW

LISTENER = Listener(Finder(cooperation()))


PLAN, CLIMATE = "i planeringscheferna", "i klimat"


@pytest.mark.parametrize(
    ("said", "post", "town", "name", "start"),
    [
        (f"Karin Holm tar över Tyresös plats {PLAN} från 1 januari", "holder", "Tyresö", "Karin Holm", "2027-01-01"),
        (f"karin holm tar över tyresös plats {PLAN}", "holder", "Tyresö", "Karin Holm", None),
        (f"Per Berg blir ersättare för Salem {CLIMATE}", "stand_in", "Salem", "Per Berg", None),
        (f"sätt Per Ek som ersättare för Tyresö {CLIMATE}", "stand_in", "Tyresö", "Per Ek", None),
        (f"utse Ann-Marie Ek till ordförande {PLAN} från 1 februari", "chair", None, "Ann-Marie Ek", "2027-02-01"),
        (f"Gör Karin Holm till vice ordförande {PLAN}", "vice_chair", None, "Karin Holm", None),
        ("Bo Alm är ersättare för Salem i NKI sedan 14 september", "stand_in", "Salem", "Bo Alm", "2026-09-14"),
        (f"ny ledamot för Salem {PLAN} är Karin Holm från måndag", "holder", "Salem", "Karin Holm", "2026-11-30"),
        ("Eva Ek takes over Salem's seat in the planning managers", "holder", "Salem", "Eva Ek", None),
        (f"Lägg Karin Holmlund {PLAN} för Tyresö", "holder", "Tyresö", "Karin Holmlund", None),
        (f"lägg till Bo Alm som ersättare för Salem {CLIMATE}", "stand_in", "Salem", "Bo Alm", None),
        ("appoint Bo Alm as stand-in for Salem in the climate strategists", "stand_in", "Salem", "Bo Alm", None),
    ],
)
def test_an_appointment_is_understood_whole(
    said: str, post: str, town: str | None, name: str, start: str | None
) -> None:
    wish = LISTENER.wish(said, NOW)
    assert wish is not None
    assert wish.verb is Verb.APPOINT
    assert len(wish.bodies) == 1
    assert (wish.post, wish.municipality and wish.municipality.name, wish.name) == (post, town, name)
    assert (wish.start.isoformat() if wish.start else None) == start


def test_one_who_follows_another() -> None:
    for said in (
        "Karin Holm ersätter Per Berg i planeringscheferna",
        "Per Berg ersätts av Karin Holm i planeringscheferna",
    ):
        wish = LISTENER.wish(said, NOW)
        assert wish is not None
        assert (wish.name, wish.instead_of) == ("Karin Holm", "Per Berg")


def test_an_end() -> None:
    wish = LISTENER.wish("Salems plats i planeringscheferna är tom från 1 mars", NOW)
    assert wish is not None
    assert (wish.verb, wish.start) == (Verb.VACATE, dt.date(2027, 3, 1))
    wish = LISTENER.wish("Per Berg slutar i planeringscheferna 28 februari", NOW)
    assert wish is not None
    assert (wish.verb, wish.name, wish.start) == (Verb.LEAVE, "Per Berg", dt.date(2027, 3, 1))


def test_a_while() -> None:
    wish = LISTENER.wish("Bo Alm är ersättare för Salem i klimat från 1 januari till 30 juni", NOW)
    assert wish is not None
    assert (wish.start, wish.end) == (dt.date(2027, 1, 1), dt.date(2027, 6, 30))


@pytest.mark.parametrize(
    ("said", "bad"),
    [
        ("Karin Holm tar över Tyresös plats i planeringscheferna från 31 november", "31 november"),
        ("Karin Holm tar över Tyresös plats i planeringscheferna från hoppsan", "Hoppsan"),
    ],
)
def test_a_day_that_is_none(said: str, bad: str) -> None:
    wish = LISTENER.wish(said, NOW)
    assert wish is not None
    assert (wish.name, wish.bad_date) == ("Karin Holm", bad)


@pytest.mark.parametrize(
    ("said", "ask"),
    [
        ("vilka sitter i planeringscheferna", Ask.LINEUP),
        ("vem sitter för Salem?", Ask.LINEUP),
        ("Tyresös ersättare i klimat", Ask.LINEUP),
        ("vilka sitter här", Ask.LINEUP),
        ("who sits in the planning managers", Ask.LINEUP),
        ("vem är ordförande i planeringscheferna", Ask.HEADS),
        ("who chairs the management group", Ask.HEADS),
        ("vakanser", Ask.VACANCIES),
        ("vilka platser är tomma?", Ask.VACANCIES),
        ("vilka kommuner saknar ersättare i klimatstrategerna", Ask.VACANCIES),
        ("var sitter Karin Holmlund", Ask.PERSON),
        ("historik för Salems plats i planeringscheferna", Ask.HISTORY),
    ],
)
def test_a_question_about_seats(said: str, ask: Ask) -> None:
    question = LISTENER.question(said)
    assert question is not None
    assert question.ask is ask
    assert LISTENER.wishes(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "vem var ordförande i ledningsgruppen 2021",
        "vilka var med i styrgruppen",
        "vad gör Ledningsgruppen, och vilka sitter där",
        "boka planeringscheferna tors v 3 kl 9-11",
        "planeringscheferna tar över arbetet",
        "en sak till, vad är ordföranden i planeringscheferna till för",
        "när bytte Ledningsgruppen ordförande",
        "jag kan inte på torsdag, min ersättare kommer",
        "kommer min ersättare till mötet?",
        "vilka är de fem prioriteringarna",
    ],
)
def test_what_is_neither_is_left_alone(said: str) -> None:
    assert LISTENER.question(said) is None
    assert LISTENER.wishes(said) is None


@given(st.text(max_size=300))
def test_no_text_is_too_odd(said: str) -> None:
    LISTENER.question(said)
    LISTENER.wish(said, NOW)


@pytest.mark.parametrize(
    "said",
    [
        "lägg till Anna Ek från Trafikverket som gäst i planeringscheferna",
        "lägg till Länsplanen på dagordningen för planeringscheferna",
        "lägg in planeringscheferna i Tyresö 4 mars kl 9",
    ],
)
def test_what_is_added_to_a_meeting_is_no_seat(said: str) -> None:
    assert LISTENER.wish(said, NOW) is None


@pytest.mark.parametrize(
    "said", ["one more thing: who is the chair of the committee", "hm, vem är ordförande i kommittén"]
)
def test_a_question_that_something_leads_up_to_is_no_wish(said: str) -> None:
    """It was refused as a change of seats."""
    assert LISTENER.wishes(said) is None
