"""The cards of the quiz as Teams gets them."""

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.core.card import Card, card_json
from bot.features.quiz.cards import Shelf, Told, preview_card, question_card, results_card, told_parts
from bot.features.quiz.model import Question, Row, Sitting, Tally
from tests.conftest import cooperation, library, understanding

GOLDEN = Path(__file__).parent / "golden"
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
PRIORITIES = Question(
    "priorities-list",
    (
        Row("infrastructure-activities", 9),
        Row("priorities-list", 2),
        Row("infrastructure-activities", 2),
        Row("infrastructure-sub-goals", 2),
    ),
)
EDUCATION = Question(
    "education-subgoals",
    (
        Row("education-subgoals", 1),
        Row("coordination-subgoals", 1),
        Row("business-subgoals", 1),
        Row("infrastructure-sub-goals", 1),
    ),
)
FACTS = {fact.id: fact for fact in library().facts}
SHELF = Shelf(FACTS, understanding().source_of)
PLANNERS, CLIMATE = (
    next(body for body in cooperation().bodies if body.id == key) for key in ("planeringschefer", "klimatstrateger")
)


def _second_question() -> Card:
    sitting = Sitting("q1", NOW, NOW, (PRIORITIES, EDUCATION), (False,), (PLANNERS.id,))
    return question_card(sitting, EDUCATION, SHELF, "sv", told_parts(Told(PRIORITIES, right=False), SHELF, "sv"))


def _results() -> Card:
    tallies = [Tally(PLANNERS.id, PRIORITIES.fact, 2, 8), Tally(PLANNERS.id, EDUCATION.fact, 5, 0)]
    few = [Tally(CLIMATE.id, PRIORITIES.fact, 0, 0, 1, 3)]
    return results_card([(PLANNERS, tallies), (CLIMATE, few)], SHELF, "sv", whole=True)


def _preview() -> Card:
    return preview_card(PLANNERS, FACTS[PRIORITIES.fact], SHELF, "en", "sv", by="Per [Berg]")


@pytest.mark.parametrize(
    ("name", "card"), [("question", _second_question()), ("results", _results()), ("preview", _preview())]
)
def test_a_card_is_drawn_as_the_golden_file_says(name: str, card: Card) -> None:
    assert card_json(card) == json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
