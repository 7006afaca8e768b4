"""Cards: what Teams is given, and what a terminal or a notification shows."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.action import MAX_VALUE_CHARS, Action, OldButton, TooMuch, name_of
from bot.core.card import Button, Card, Chart, Choice, Facts, Field, Rows, Table, Words, card_json, card_text
from bot.core.turn import Message, Reply

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True, slots=True)
class Answer(Action):
    """A button of the tests."""

    name = "test.answer"
    seat: str = ""
    note: str = ""
    count: int = 0


EVERYTHING = Card(
    summary="Planeringscheferna ses torsdag 14 januari",
    parts=(
        Words("Planeringscheferna", strong=True),
        Words("Torsdag 14 januari (v. 2) kl. 9–11"),
        Rows(("Botkyrka", "Haninge")),
        Rows(("Tvärförbindelse Södertörn", "Ny passage Södertälje kanal"), numbered=True),
        Facts((("Plats", "Tyresö slott"),)),
        Table(("Kommun", "Svar"), (("Salem", "kommer"), ("Tyresö", "förhinder"))),
        Field("note", "Något att hälsa", long=True),
        Choice("seat", "Vem kommer", (("h", "ordinarie"), ("s", "ersättare")), value="h"),
        Words("Verksamhetsberättelse 2021, avsnitt 3.1", small=True),
    ),
    buttons=(Button("Kommer", Answer(seat="0128")), Button("Läs mer", url="https://sodertornskommunerna.se")),
)


def test_a_card_with_everything_is_drawn_as_the_golden_file_says() -> None:
    assert card_json(EVERYTHING) == json.loads((GOLDEN / "everything.json").read_text(encoding="utf-8"))


def test_a_card_reads_as_text() -> None:
    assert card_text(EVERYTHING).splitlines() == [
        "Planeringscheferna",
        "Torsdag 14 januari (v. 2) kl. 9–11",
        "– Botkyrka",
        "– Haninge",
        "1. Tvärförbindelse Södertörn",
        "2. Ny passage Södertälje kanal",
        "Plats: Tyresö slott",
        "Kommun | Svar",
        "Salem | kommer",
        "Tyresö | förhinder",
        "Något att hälsa",
        "Vem kommer: ordinarie",
        "Verksamhetsberättelse 2021, avsnitt 3.1",
        "[Kommer] [Läs mer]",
    ]


PRESENCE = Chart("Närvaro 2027, procent", ("procent",), (("Haninge", (80.0,)), ("Salem", (62.5,))))
SEATS = Chart("Platser", ("på plats", "förhinder"), (("Haninge", (4.0, 1.0)), ("Salem", (5.0, 0.0))), told=True)


def test_charts_are_drawn_as_the_golden_file_says() -> None:
    card = Card("Närvaro", (PRESENCE, SEATS))
    assert card_json(card) == json.loads((GOLDEN / "charts.json").read_text(encoding="utf-8"))


def test_a_chart_reads_as_text_unless_a_table_beside_it_tells_the_same() -> None:
    assert card_text(Card("Närvaro", (PRESENCE, SEATS))).splitlines() == [
        "Närvaro 2027, procent",
        "Haninge: 80",
        "Salem: 62.5",
    ]


def test_a_chart_has_a_value_for_each_series() -> None:
    with pytest.raises(ValueError, match="each series"):
        Chart("Platser", ("på plats", "förhinder"), (("Haninge", (4.0,)),))


def test_a_card_needs_a_summary_and_a_button_one_thing_to_do() -> None:
    with pytest.raises(ValueError, match="summary"):
        Card(summary=" ", parts=())
    with pytest.raises(ValueError, match="either"):
        Button("Tom")
    with pytest.raises(ValueError, match="either"):
        Button("Båda", Answer(), url="https://example.se")


def test_a_message_says_in_a_notification_what_the_card_is_about() -> None:
    message = Message.of(Reply(card=EVERYTHING))
    assert message.summary == EVERYTHING.summary
    assert message.card is not None
    assert message.card["version"] == "1.5"


@given(seat=st.text(max_size=20), note=st.text(max_size=50), count=st.integers(-(2**31), 2**31))
def test_a_payload_comes_back_as_it_was(seat: str, note: str, count: int) -> None:
    action = Answer(seat, note, count)
    assert Answer.unpack(json.loads(json.dumps(action.pack()))) == action


def test_values_of_inputs_fill_the_action_and_foreign_ones_are_left_out() -> None:
    assert Answer.unpack({"do": "test.answer", "note": "hej", "tenant": "x"}) == Answer(note="hej")


def test_a_payload_that_does_not_fit_is_an_old_button() -> None:
    with pytest.raises(OldButton):
        Answer.unpack({"do": "test.answer", "count": "många"})


def test_a_field_that_holds_too_much_is_told_from_an_old_button() -> None:
    with pytest.raises(TooMuch):
        Answer.unpack({"do": "test.answer", "note": "x" * (MAX_VALUE_CHARS + 1)})


@pytest.mark.parametrize("payload", [None, "x", [], {}, {"do": 3}, {"do": ""}])
def test_a_payload_without_an_action_is_an_old_button(payload: object) -> None:
    with pytest.raises(OldButton):
        name_of(payload)
