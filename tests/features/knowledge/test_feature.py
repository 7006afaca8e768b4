"""What is taken for a command of the secretariat's, and how an answer is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.card import Rows, Words
from bot.features.knowledge.cards import answer_card, parts_of
from bot.features.knowledge.desk import Desk, Settling
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.model import Answer
from bot.features.knowledge.service import Questions
from tests.features.knowledge.conftest import COOPERATION, LIBRARY, House


@pytest.mark.parametrize(
    ("said", "name", "meant"),
    [
        ("svara 12: Ja, det stämmer", "reply", Settling("12", "Ja, det stämmer")),
        ("Svara på fråga nr 12: a:b", "reply", Settling("12", "a:b")),
        ("svara 12\nTvå rader\ntext", "reply", Settling("12", "Två rader\ntext")),
        ("answer 3 - It is", "reply", Settling("3", "It is")),
        ("svara 12", "reply", Settling("12", "")),
        ("fakta 7: så är det", "fact", Settling("7", "så är det")),
        ("avsluta fråga 7", "close", Settling("7", "")),
        ("close 7, not ours", "close", Settling("7", "not ours")),
        ("obesvarade frågor", "questions", True),
        ("Visa alla frågor!", "questions", True),
        ("unanswered questions", "questions", True),
        ("kansliets fakta", "facts", True),
        ("glöm faktan 4", "forget", "4"),
        ("forget fact #4", "forget", "4"),
        ("gör fråga 4 till fakta", "keep", "4"),
        ("fråga 4", "show", "4"),
        ("hur många remisser svarade vi på?", None, None),
        ("svara på remissen", None, None),
        ("vilka frågor driver nätverket?", None, None),
        ("fakta om bron", None, None),
        ("svara 12a: nej", None, None),
    ],
)
def test_what_the_secretariat_says(house: House, said: str, name: str | None, meant: object) -> None:
    commands = Desk(
        Questions(Knowledge(LIBRARY), house.store, house.bot.people, str, print, COOPERATION.secretariat)
    ).commands
    found = [(each.name, each.recognise(said)) for each in commands]
    assert [pair for pair in found if pair[1] is not None] == ([(name, meant)] if name else [])


def test_an_answer_is_drawn_with_its_list_and_its_source_small() -> None:
    text = "Fem satsningar:\n- Bron\n- Tunneln\nBeslutade 2021.\n1. Först\n2. Sedan\n*Planen, avsnitt 3.1*"
    assert parts_of(text) == (
        Words("Fem satsningar:"),
        Rows(("Bron", "Tunneln")),
        Words("Beslutade 2021."),
        Rows(("Först", "Sedan"), numbered=True),
        Words("Planen, avsnitt 3.1", small=True),
    )


@given(st.text(min_size=1).filter(str.strip))
def test_every_word_of_an_answer_is_on_its_card(text: str) -> None:
    card = answer_card(Answer("answered", text, "sv"), "fråga", "1")
    assert card.summary.strip()
    assert card.parts
