"""The names in examples of what to say: those of the cooperation, in the genitive where the sentence wants it."""

from dataclasses import replace

import pytest

from bot.core.text import Lang
from bot.features.bodies.examples import examples_of, of_town
from tests.conftest import cooperation


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        ("Salem", "sv", "Salems"),
        ("Tyresö", "sv", "Tyresös"),
        ("Tallnäs", "sv", "Tallnäs"),
        ("Växjö", "sv", "Växjös"),
        ("Bolax", "sv", "Bolax"),
        ("Tallnäs", "en", "Tallnäs's"),
    ],
)
def test_a_name_in_s_takes_no_s(name: str, lang: Lang, said: str) -> None:
    assert of_town(name, lang) == said


def test_ours_are_named_as_before() -> None:
    assert examples_of(cooperation(), "sv") == {
        "body": "planeringscheferna",
        "board": "Ledningsgruppen",
        "town": "Salem",
        "of_town": "Salems",
    }
    assert examples_of(cooperation(), "en")["body"] == "the planning managers"


def test_the_first_body_stands_for_those_that_are_missing() -> None:
    lone = replace(cooperation(), bodies=cooperation().bodies[:1])
    examples = examples_of(lone, "sv")
    assert examples["body"] == examples["board"] == "Samarbetskommittén"
