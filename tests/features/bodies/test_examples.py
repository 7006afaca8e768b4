"""The names in examples of what to say: those of the cooperation."""

from dataclasses import replace

from bot.features.bodies.examples import examples_of
from tests.conftest import cooperation


def test_ours_are_named_as_before() -> None:
    assert examples_of(cooperation(), "sv") == {
        "body": "planeringscheferna",
        "board": "Ledningsgruppen",
        "town": "Salem",
    }
    assert examples_of(cooperation(), "en")["body"] == "the planning managers"


def test_the_first_body_stands_for_those_that_are_missing() -> None:
    lone = replace(cooperation(), bodies=cooperation().bodies[:1])
    examples = examples_of(lone, "sv")
    assert examples["body"] == examples["board"] == "Samarbetskommittén"
