"""What is understood of questions about figures, and what is left to others."""

import pytest

from bot.features.bodies.naming import Finder
from bot.features.reports.wording import Ask, Reader
from tests.conftest import cooperation

READER = Reader(Finder(cooperation()))


@pytest.mark.parametrize(
    ("said", "ask", "body", "town", "year"),
    [
        ("hur var närvaron i planeringscheferna i år", Ask.FIGURES, "planeringschefer", "", 0),
        (
            "Hur var närvaron på mötena i planeringschefernas nätverk förra året?",
            Ask.FIGURES,
            "planeringschefer",
            "",
            -1,
        ),
        ("närvaron 2027", Ask.FIGURES, "", "", 2027),
        ("narvaro", Ask.FIGURES, "", "", None),
        ("visa statistik", Ask.FIGURES, "", "", None),
        ("statistik för Salem", Ask.FIGURES, "", "Salem", None),
        ("Salems närvaro i fjol", Ask.FIGURES, "", "Salem", -1),
        ("hur ofta kommer Salem", Ask.FIGURES, "", "Salem", None),
        ("hur stor närvaro hade Salem i år?", Ask.FIGURES, "", "Salem", 0),
        ("vilken närvaro har planeringscheferna?", Ask.FIGURES, "planeringschefer", "", None),
        ("how was attendance in the planning network this year", Ask.FIGURES, "planeringschefer", "", 0),
        ("statistics for Salem 2026", Ask.FIGURES, "", "Salem", 2026),
        ("min närvaro", Ask.OWN, "", "", None),
        ("hur ofta har jag varit med i år", Ask.OWN, "", "", 0),
        ("how many meetings have I missed", Ask.OWN, "", "", None),
        ("my attendance 2026", Ask.OWN, "", "", 2026),
        ("vem kommer sällan", Ask.SELDOM, "", "", None),
        ("vilka kommuner saknas oftast i klimatstrategerna?", Ask.SELDOM, "klimatstrateger", "", None),
        ("vilken kommun har lägst närvaro", Ask.SELDOM, "", "", None),
        ("who rarely attends?", Ask.SELDOM, "", "", None),
        ("rapport för 2027", Ask.REPORT, "", "", 2027),
        ("öppna rapporten", Ask.REPORT, "", "", None),
        ("årsrapporten", Ask.REPORT, "", "", None),
        ("närvaron 2027 som excel", Ask.REPORT, "", "", 2027),
        ("yearly report 2027", Ask.REPORT, "", "", 2027),
    ],
)
def test_a_question_is_understood(said: str, ask: Ask, body: str, town: str, year: int | None) -> None:
    question = READER.question(said)
    assert question is not None
    assert (question.ask, [each.id for each in question.bodies], question.year) == (ask, [body] if body else [], year)
    assert (question.municipality.name if question.municipality else "") == town


@pytest.mark.parametrize(
    "said",
    [
        "vem noterar närvaron",
        "notera närvaro",
        "rätta närvaron",
        "alla utom Salem",
        "vem kommer på torsdag",
        "vem kommer",
        "vad är en verksamhetsberättelse",
        "vem skrev rapporten",
        "hur var närvaron på nätverksmötet i augusti",
        "varför var närvaron låg",
        "hur många var på Södertörnskonferensen",
        "vilka kommuner deltar i BioDriv Öst",
        "vilka är oftast med i projektet",
        "hur många är med i klimatstrategerna",
        "hur ofta ses planeringscheferna",
        "närvaron i Salem och Tyresö " + "x" * 200,
        "",
    ],
)
def test_what_is_no_question_about_figures_is_left_to_others(said: str) -> None:
    assert READER.question(said) is None


def test_a_relative_year_is_counted_from_this_one() -> None:
    last, named = READER.question("närvaron i fjol"), READER.question("närvaron 2025")
    assert last is not None
    assert named is not None
    assert (last.year_at(2027), named.year_at(2027)) == (2026, 2025)
