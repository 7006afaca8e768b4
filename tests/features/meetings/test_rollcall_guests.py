"""Guests told after a meeting."""

import pytest

from bot.features.meetings.model import Guest
from bot.features.meetings.rollcall.cards import GUESTS_FIELD
from bot.features.meetings.rollcall.guests import read_told
from tests.conversation import read
from tests.features.meetings.test_rollcall import HOUR, OVER, roll_calls, world
from tests.world import World

__all__ = ["world"]


@pytest.mark.parametrize(
    ("said", "guests"),
    [
        ("gäster: Anna Ek från Trafikverket", [Guest("Anna Ek", "Trafikverket")]),
        ("gäster på mötet i går var Anna Ek från Trafikverket och Region Stockholm", 2),
        ("Anna Ek från Trafikverket var med som gäst", [Guest("Anna Ek", "Trafikverket")]),
        ("Region Stockholm var också gäst i går", [Guest(organisation="Region Stockholm")]),
        ("vi hade Trafikverket som gäst i torsdags", [Guest(organisation="Trafikverket")]),
        ("guests were Anna Ek from Trafikverket", [Guest("Anna Ek", "Trafikverket")]),
    ],
)
def test_who_was_a_guest(said: str, guests: list[Guest] | int) -> None:
    told = read_told(said)
    assert told is not None
    assert (len(told.guests) if isinstance(guests, int) else list(told.guests)) == guests


@pytest.mark.parametrize(
    "said",
    [
        "vilka var gäster?",
        "bjud in Trafikverket som gäst på nästa möte",
        "vem var gäst",
        "jag var där som gäst",
        "gäster",
    ],
)
def test_what_tells_of_no_guest(said: str) -> None:
    assert read_told(said) is None


async def test_guests_before_the_roll_is_called_stand_in_the_form(world: World) -> None:
    """They were not heard at all."""
    await world.until(OVER + HOUR)
    chat = world.secretariat
    words = read(await chat.say("gäster var Anna Ek från Region Stockholm"))
    assert "Vilka var med?" in words
    assert "Gästerna är ifyllda: Trafikverket, Anna Ek (Region Stockholm)." in words
    assert await roll_calls(world) == []
    await chat.press("Stämmer", **{GUESTS_FIELD: "Trafikverket, Anna Ek (Region Stockholm)"})
    [noted] = await roll_calls(world)
    assert noted.guests == (Guest(organisation="Trafikverket"), Guest("Anna Ek", "Region Stockholm"))


async def test_guests_after_the_roll_is_called_are_noted_beside_the_others_once(world: World) -> None:
    await world.until(OVER + HOUR)
    chat = world.chat("Mehmet Aydin")
    await chat.say("alla kom")
    words = read(await chat.say("Anna Ek från Region Stockholm var med som gäst"))
    assert "Anna Ek" in words
    again = read(await chat.say("Anna Ek från Region Stockholm var med som gäst"))
    assert "Anna Ek" in again
    [noted] = await roll_calls(world)
    assert noted.guests == (Guest(organisation="Trafikverket"), Guest("Anna Ek", "Region Stockholm"))


async def test_who_may_not_note_notes_no_guest(world: World) -> None:
    await world.until(OVER + HOUR)
    await world.secretariat.say("alla kom")
    before = await roll_calls(world)
    await world.chat("Åsa Öberg").say("Anna Ek från Region Stockholm var med som gäst")
    assert await roll_calls(world) == before
