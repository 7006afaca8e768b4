"""A person is taken out of documents of any shape."""

import datetime as dt
from dataclasses import dataclass

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from bot.core.holding import Subject
from bot.core.outbox import OutboxRow
from bot.core.scrubbing import Traces, scrubbed
from bot.core.turn import Message

ANNA = Subject("aad-anna", "c1", ("Anna Ek", "Anna"), ("anna.ek@example.org",), ("29:anna",))
CLEAN = Traces.of(ANNA).cleaner()


@dataclass(frozen=True)
class Note:
    by: str
    by_name: str
    said: tuple[str, ...]
    at: dt.datetime


AT = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


def test_ids_are_emptied_and_names_become_somebody() -> None:
    note = Note("aad-anna", "Anna Ek", ("Anna Ek flyttade mötet.", "Annas bil", "Skriv till anna.ek@example.org"), AT)
    assert scrubbed(note, CLEAN) == Note("", "", ("någon flyttade mötet.", "någons bil", "Skriv till "), AT)


def test_what_does_not_hold_the_person_is_the_same_object() -> None:
    note = Note("p", "Per", ("Mariannas och Annalena",), AT)
    assert scrubbed(note, CLEAN) is note


def test_a_name_is_found_as_cards_write_it() -> None:
    clean = Traces.of(Subject("", "", ("Per_Erik [x]",))).cleaner()
    assert clean(r"Hej Per\_Erik \[x\].") == "Hej någon."


def test_a_name_of_two_letters_is_part_of_too_much_to_be_looked_for() -> None:
    clean = Traces.of(Subject("", "", ("Bo Ek", "Bo"))).cleaner()
    assert clean("Att bo i Tyresö, säger Bo Ek.") == "Att bo i Tyresö, säger någon."


def test_a_message_with_card_and_mentions_loses_the_person() -> None:
    card = {"type": "AdaptiveCard", "fallbackText": "Anna kommer", "body": [{"text": "<at>Anna Ek</at>"}]}
    row = OutboxRow("person:aad-anna", Message("", card, "", (("29:anna", "Anna Ek"),)), AT, None, "k")
    whole = msgspec.json.encode(scrubbed(row, CLEAN)).decode()
    assert "Anna" not in whole
    assert "29:anna" not in whole


@given(st.lists(st.sampled_from(["Anna Ek", "aad-anna", "ANNA", "29:anna", "Bo", " och ", "anna.ek@example.org"])))
def test_nothing_of_the_person_is_left(pieces: list[str]) -> None:
    left = CLEAN(" ".join(pieces)).casefold()
    for trace in ("anna ek", "aad-anna", "29:anna", "anna.ek@example.org"):
        assert trace not in left
