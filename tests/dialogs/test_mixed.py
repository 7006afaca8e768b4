"""What people do in the middle of something else: begin another thing, drop it, say yes twice, take back twice."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from bot.core.ports import Store
from dialogs.assent import SAID_TWICE
from tests.conversation import NOW, read
from tests.features.bodies.conftest import FILLINGS
from tests.world import World, living

REFERRAL = "ny remiss: Länsplan för transport, från Region Stockholm, svar senast 1 mars, bereds av planeringscheferna"


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    async with living(memory, NOW) as world:
        yield world


async def test_what_was_begun_last_is_dropped_first(world: World) -> None:
    """A registration in the middle of a booking was kept, and the booking dropped."""
    chat = world.secretariat
    await chat.say("boka planeringscheferna 11 februari 9-11")
    chat.now += dt.timedelta(minutes=1)
    await chat.say("ny remiss: Länsplan för transport, svar senast 1 mars")
    assert "Då registrerar jag ingen remiss" in read(await chat.say("avbryt"))
    assert "Då bokar jag inget" in read(await chat.say("avbryt"))


@pytest.mark.parametrize("said", ["ja", "12", "ok"])
async def test_nobody_called_yes_sends_a_referral(world: World, said: str) -> None:
    chat = world.secretariat
    asked = read(await chat.say("ny remiss: Länsplan för transport, svar senast 1 mars"))
    assert "Vem har skickat remissen?" in asked
    assert "Vem har skickat remissen?" in read(await chat.say(said))
    assert "Från: Region Stockholm" in read(await chat.say("Region Stockholm"))


async def test_whether_we_answer_jointly_can_be_said_and_a_yes_said_twice_decides_nothing(world: World) -> None:
    chat = world.secretariat
    await chat.say(REFERRAL)
    assert "Svarar vi gemensamt" in read(await chat.say("ja"))
    assert "Svarar vi gemensamt" not in read(await chat.say("ja"))
    assert "Inte bestämt om vi svarar gemensamt" in read(await chat.say("remisser"))


async def test_a_yes_after_reading_decides_that_we_answer_jointly(world: World) -> None:
    chat = world.secretariat
    await chat.say(REFERRAL)
    await chat.say("ja")
    chat.now += SAID_TWICE
    assert "Vi håller inte på" not in read(await chat.say("ja"))
    assert "Inte bestämt" not in read(await chat.say("remisser"))


async def test_who_takes_back_what_has_changed_since_hears_so(world: World) -> None:
    """It was told of a card that was never shown."""
    chat = await world.book("boka planeringscheferna 11 februari 9-11 på Tyresö slott")
    for minutes, said in ((1, "flytta planeringscheferna 11 februari till 12 februari"), (1, "ja"), (1, "ångra")):
        chat.now += dt.timedelta(minutes=minutes)
        await chat.say(said)
    words = read(await chat.say("ångra"))
    assert "Mötet har ändrats sedan dess" in words
    assert "kortet" not in words


async def test_somebody_is_taken_out_of_a_body_by_their_own_name(world: World) -> None:
    words = read(await world.secretariat.say("ta bort Karin Holmlund ur planeringscheferna"))
    assert "Karin Holmlund i planeringscheferna" in words


@pytest.mark.parametrize(
    ("said", "subject"),
    [("hjälp utskick", "Utskick och frågor"), ("hjälp med remisser", "Remisser"), ("help with meetings", "M")],
)
async def test_help_with_something_is_help(world: World, said: str, subject: str) -> None:
    assert read(await world.secretariat.say(said)).startswith(subject)


@pytest.mark.parametrize(
    "said",
    [
        "jag kommer 11 februari och har inget att erinra på länsplanen",
        "Vi har inget att erinra på länsplanen, och jag kommer 11 februari",
    ],
)
async def test_an_answer_to_a_meeting_and_one_to_a_referral_in_one_sentence(world: World, said: str) -> None:
    """One of them was lost."""
    assert await world.bot.seating.fill(FILLINGS)
    await world.chat("Per Berg").say("hej")
    chat = world.secretariat
    await chat.say(REFERRAL)
    await chat.say("ja")
    chat.now += SAID_TWICE
    await chat.say("ja")
    await world.book("boka planeringscheferna 11 februari 9-11 på Tyresö slott")
    words = read(await world.chat("Per Berg").say(said))
    assert "Tyresö kommer till planeringscheferna torsdag 11 februari" in words
    assert "Tyresö har inget att erinra" in words


async def test_of_two_answers_one_may_need_a_press(world: World) -> None:
    assert await world.bot.seating.fill(FILLINGS)
    await world.chat("Per Berg").say("hej")
    chat = world.secretariat
    await chat.say(REFERRAL)
    await chat.say("ja")
    chat.now += SAID_TWICE
    await chat.say("ja")
    await world.book("boka planeringscheferna 11 februari 9-11 på Tyresö slott")
    member = world.chat("Per Berg")
    words = read(await member.say("vi tillstyrker länsplanen, men jag kan inte komma 11 februari"))
    assert "Ska jag fråga din ersättare?" in words
    assert "Tyresö tillstyrker" in words
    assert "Tyresö har förhinder" in read(await member.press("Bara förhinder"))
