"""Bodies and municipalities as people write them."""

import pytest

from bot.features.bodies.naming import Finder, words_of
from tests.conftest import cooperation

FINDER = Finder(cooperation())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("vilka sitter i planeringscheferna", "planeringschefer"),
        ("planeringschefernas nätverk", "planeringschefer"),
        ("plannerinscheferna", "planeringschefer"),
        ("the planning managers", "planeringschefer"),
        ("vem är ersättare i klimat", "klimatstrateger"),
        ("Södertäljes näringslivschef", "naringslivschefer"),
        ("naringslivscheferna", "naringslivschefer"),
        ("samarbetskomiten", "samarbetskommitten"),
        ("LG", "ledningsgruppen"),
        ("i nki", "arbetsgruppen-nki"),
        ("arbetsgruppen för remisser", "arbetsgruppen-remisser"),
        ("styrgruppen för tvärförbindelsen", "styrgruppen-tvarforbindelsen"),
        ("vilka sitter i bibliotekscheferna", None),
        ("Södertörn", None),
        ("", None),
    ],
)
def test_a_body_by_any_of_its_names(said: str, meant: str | None) -> None:
    found = FINDER.which_body(said)
    assert (found.id if found else None) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tyresös plats", "Tyresö"),
        ("tyreso", "Tyresö"),
        ("Tyrsö", "Tyresö"),
        ("hudinge", "Huddinge"),
        ("nynasham", "Nynäshamn"),
        ("Botkyrka kommuns", "Botkyrka"),
        ("Salem's seat", "Salem"),
        ("salen är bokad", None),
        ("Södertörn", None),
        ("Haninge och Salem", None),
    ],
)
def test_a_municipality_by_its_name(said: str, meant: str | None) -> None:
    found = FINDER.which_municipality(said)
    assert (found.name if found else None) == meant


def test_half_a_name_means_every_body_that_has_it() -> None:
    found = FINDER.bodies(words_of("vilka sitter i tvärförbindelsen"))
    assert [body.id for body in found[0].values] == ["styrgruppen-tvarforbindelsen", "arbetsgruppen-tvarforbindelsen"]
    assert FINDER.which_body("vilka sitter i tvärförbindelsen") is None
