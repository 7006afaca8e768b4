"""A card that asks can be answered in words: yes, no, or what stands on a button."""

import datetime as dt
import json
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendar import STOCKHOLM
from bot.core.ports import Store, Transaction
from bot.features.bodies.model import MEMBERS
from bot.features.bodies.seats import Filling, Post
from bot.features.meetings.model import MEETINGS
from bot.features.newcomers.model import NEWCOMERS
from dialogs.assent import ASKED, LASTS, Asked, meant
from tests.conversation import NOW, read
from tests.world import World, living

MOVES = "flytta planeringscheferna 11 februari till 12 februari"


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    async with living(memory, NOW) as world:
        await world.book("boka planeringscheferna 11 februari 9-11 på Tyresö slott")
        yield world


async def days(world: World) -> list[dt.date]:
    """Return the days of the meetings that are kept."""

    async def work(tx: Transaction) -> list[dt.date]:
        return [kept.value.starts_at.date() async for kept in tx.all(MEETINGS)]

    return await world.store.run(work)


@pytest.mark.parametrize("yes", ["ja", "Ja tack!", "japp", "ok", "gör det", "flytta", "Ja, flytta", "yes please"])
async def test_a_yes_does_what_the_card_asks(world: World, yes: str) -> None:
    chat = world.secretariat
    assert "[Flytta] [Avbryt]" in read(await chat.say(MOVES))
    assert "flyttat" in read(await chat.say(yes))
    assert await days(world) == [dt.date(2027, 2, 12)]


@pytest.mark.parametrize("no", ["nej", "Nej tack", "avbryt", "låt bli", "no thanks"])
async def test_a_no_leaves_all_as_it_is(world: World, no: str) -> None:
    chat = world.secretariat
    await chat.say(MOVES)
    assert "Det står inte i det jag har" not in read(await chat.say(no))
    assert await days(world) == [dt.date(2027, 2, 11)]


@pytest.mark.parametrize("between", ["vilka är prioriteringarna?", "hjälp", "nästa utskick"])
async def test_a_yes_after_something_else_is_not_to_the_card(world: World, between: str) -> None:
    chat = world.secretariat
    await chat.say(MOVES)
    await chat.say(between)
    await chat.say("ja")
    assert await days(world) == [dt.date(2027, 2, 11)]


async def test_what_was_pressed_is_not_asked_any_more(world: World) -> None:
    chat = world.secretariat
    await chat.say(MOVES)
    await chat.press("Avbryt")
    assert "Vi håller inte på med något" in read(await chat.say("ja"))
    assert await days(world) == [dt.date(2027, 2, 11)]


async def test_nobody_elses_yes_counts_and_no_yes_after_an_hour(world: World) -> None:
    chat = world.secretariat
    await chat.say(MOVES)
    await world.chat("Karin Holmlund").say("ja")
    chat.now += LASTS + dt.timedelta(minutes=1)
    await chat.say("ja")
    assert await days(world) == [dt.date(2027, 2, 11)]


@pytest.mark.parametrize(("minutes", "moved"), [(5, True), (30, False)])
async def test_rights_are_those_of_the_button(world: World, minutes: int, moved: bool) -> None:
    """A chair is asked a quarter before midnight of their last day; a yes of the next day moves nothing."""
    last_on = NOW.date() + dt.timedelta(days=7)
    chairing = Filling("planeringschefer", "", Post.CHAIR, "Mehmet Aydin", None, last_on, home="0127")
    assert await world.bot.seating.fill((chairing,))
    chair = world.chat("Mehmet Aydin")
    chair.now = dt.datetime.combine(last_on, dt.time(23, 45), STOCKHOLM).astimezone(dt.UTC)
    assert "[Flytta] [Avbryt]" in read(await chair.say(MOVES))
    chair.now += dt.timedelta(minutes=minutes)
    said = read(await chair.say("ja"))
    assert ("flyttat" in said) is moved
    assert moved or "kan bara ordföranden och kansliet" in said
    assert await days(world) == [dt.date(2027, 2, 12 if moved else 11)]


async def test_who_may_not_is_asked_nothing(world: World) -> None:
    stranger = world.chat("Karin Holmlund")
    assert "kan bara ordföranden och kansliet" in read(await stranger.say(MOVES))
    assert "Vi håller inte på med något" in read(await stranger.say("ja"))
    assert await days(world) == [dt.date(2027, 2, 11)]


async def test_a_bare_yes_with_nothing_asked_is_no_question_to_the_secretariat(world: World) -> None:
    """It was answered with an offer to pass "ja" on, and the next "ja" passed it on."""
    chat = world.chat("Karin Holmlund")
    assert "Vi håller inte på med något" in read(await chat.say("ja"))
    assert "Vi håller inte på med något" in read(await chat.say("ja"))
    assert "Vi håller inte på med något" in read(await chat.say("nej"))
    await chat.say("vilka är prioriteringarna?")
    assert "Vi håller inte på med något" in read(await chat.say("ja"))


async def test_being_forgotten_in_words_leaves_nothing_that_was_asked(world: World) -> None:
    chat = world.chat("Karin Holmlund")
    await chat.say("glöm mig")
    await chat.say("ja")

    async def work(tx: Transaction) -> tuple[object, list[object]]:
        return await tx.get(MEMBERS, chat.who.id), [kept async for kept in tx.all(ASKED)]

    assert await world.store.run(work) == (None, [])


@given(st.text(max_size=60))
def test_only_short_words_of_assent_press_anything(said: str) -> None:
    asked = Asked("p", (("Flytta", '{"do": "move"}'), ("Avbryt", '{"do": "leave"}')), NOW)
    pressed = meant(asked, said)
    assert pressed in (None, {"do": "move"}, {"do": "leave"})
    assert pressed is None or len(said.split()) <= 6


TITLES = ("Planeringscheferna 21 januari", "Klimatstrategerna 21 januari", "Planeringscheferna 4 mars")
PICKED = Asked("p", tuple((title, json.dumps({"do": title})) for title in TITLES), NOW, yes=False, picks=True)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Klimatstrategerna 21 januari", "Klimatstrategerna 21 januari"),
        ("klimatstrategerna", "Klimatstrategerna 21 januari"),
        ("mötet i mars", "Planeringscheferna 4 mars"),
        ("den första", "Planeringscheferna 21 januari"),
        ("trean", "Planeringscheferna 4 mars"),
        ("sista", "Planeringscheferna 4 mars"),
        ("planeringscheferna", None),
        ("21 januari", None),
        ("den fjärde", None),
        ("ja", None),
        ("vilka är prioriteringarna?", None),
        ("planeringscheferna 5 mars", None),
    ],
)
def test_one_of_several_is_picked_by_what_it_alone_has(said: str, title: str | None) -> None:
    assert meant(PICKED, said) == (title and {"do": title})


async def test_a_body_is_picked_in_words(memory: Store) -> None:
    """A newcomer who was asked in which body they are new, and wrote it, got a fact about that body."""
    async with living(memory, NOW) as world:
        chat = world.chat("Emma Lund")
        assert "I vilket organ är du ny?" in read(await chat.say("jag är ny"))
        words = read(await chat.say("klimatstrategerna"))
        assert "2021" not in words
        assert await world.store.run(lambda tx: tx.get(NEWCOMERS, chat.who.id))


@pytest.mark.parametrize(
    "said", ["nej, flytta inte", "ja men inte nu", "flytta den i stället", "nej flytta", "ja avbryt"]
)
def test_what_is_not_clear_presses_nothing(said: str) -> None:
    asked = Asked("p", (("Flytta", '{"do": "move"}'), ("Avbryt", '{"do": "leave"}')), NOW)
    assert meant(asked, said) is None


def test_the_only_button_is_no_no() -> None:
    asked = Asked("p", (("Flytta", '{"do": "move"}'),), NOW)
    assert meant(asked, "nej") is None
    assert meant(asked, "nej flytta") is None
    assert meant(asked, "ja") == {"do": "move"}
