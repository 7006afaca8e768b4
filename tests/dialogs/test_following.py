"""What builds on a question that a command has answered."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from bot.core.ports import Store
from tests.conversation import read
from tests.features.bodies.conftest import FILLINGS
from tests.world import World, living


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    async with living(memory) as world:
        assert await world.bot.seating.fill(FILLINGS)
        yield world


@pytest.mark.parametrize(
    ("asked", "more", "whole"),
    [
        (
            "vilka sitter i planeringscheferna för Salem?",
            "och Tyresö?",
            "vilka sitter i planeringscheferna för Tyresö?",
        ),
        ("vilka sitter i planeringscheferna?", "och i klimatstrategerna då?", "vilka sitter i klimatstrategerna?"),
        ("vem är ordförande i planeringscheferna?", "och ersättare?", "vem är ersättare i planeringscheferna?"),
        ("vakanser i planeringscheferna", "hur är det i klimatstrategerna?", "vakanser i klimatstrategerna"),
        ("när är nästa möte i planeringscheferna?", "och klimatstrategerna?", "när är nästa möte i klimatstrategerna?"),
        ("var sitter Per Berg?", "och Mehmet Aydin?", "var sitter Mehmet Aydin?"),
        ("hur var närvaron i planeringscheferna i år?", "och i fjol?", "hur var närvaron i planeringscheferna i fjol?"),
        (
            "who represents Salem in the planning managers?",
            "what about Tyresö?",
            "who represents Tyresö in the planning managers?",
        ),
    ],
)
async def test_it_is_answered_as_the_whole_question_would_be(world: World, asked: str, more: str, whole: str) -> None:
    chat = world.chat("Gunilla Ström")
    first = read(await chat.say(asked))
    followed = read(await chat.say(more))
    assert followed != first
    assert followed == read(await chat.say(whole))


async def test_one_follows_another(world: World) -> None:
    chat = world.chat("Gunilla Ström")
    await chat.say("vilka sitter i planeringscheferna för Salem?")
    await chat.say("och Tyresö?")
    assert read(await chat.say("och Huddinge?")) == read(
        await chat.say("vilka sitter i planeringscheferna för Huddinge?")
    )


@pytest.mark.parametrize("more", ["och vädret i Tyresö?", "och badstränderna i Haninge då?"])
async def test_what_asks_for_something_else_is_not_read_into_the_question_before(world: World, more: str) -> None:
    chat = world.chat("Gunilla Ström")
    await chat.say("vilka sitter i planeringscheferna för Salem?")
    assert "planeringscheferna" not in read(await chat.say(more))


async def test_what_the_reports_know_is_followed_up_from_them(world: World) -> None:
    chat = world.chat("Gunilla Ström")
    await chat.say("vilka sitter i planeringscheferna för Salem?")
    await chat.say("hur många invånare har Salem?")
    assert "sitter" not in read(await chat.say("och Tyresö?"))


async def test_nobody_follows_up_days_later_or_what_another_asked(world: World) -> None:
    chat, other = world.chat("Gunilla Ström"), world.chat("Per Berg")
    await chat.say("vilka sitter i planeringscheferna för Salem?")
    assert "sitter för Tyresö" not in read(await other.say("och Tyresö?"))
    chat.now += dt.timedelta(days=2)
    assert "sitter för Tyresö" not in read(await chat.say("och Tyresö?"))
