"""Those who have not answered are reminded when somebody asks for it: after a look, once a day, and only the silent."""

import pytest

from bot.features.bodies.naming import Finder
from bot.features.meetings.reminders.wording import asks_to_prompt
from bot.features.meetings.wording import Reader
from tests.conftest import cooperation
from tests.conversation import read
from tests.features.meetings.test_reminders import BOOKING, at, world
from tests.world import World

__all__ = ["world"]

READER = Reader(Finder(cooperation()))
PROMPT = "påminn dem som inte har svarat"


@pytest.mark.parametrize(
    "said",
    [
        PROMPT,
        "kan du påminna de som inte svarat inför planeringscheferna den 21 januari",
        "Påminn kommunerna som ännu inte har anmält sig",
        "skicka en påminnelse till dem som inte har svarat",
        "remind those who haven't answered",
    ],
)
def test_what_asks_for_it(said: str) -> None:
    assert asks_to_prompt(READER, said)


@pytest.mark.parametrize(
    "said",
    [
        "påminn dem som inte har svarat på remissen",
        "påminn planeringscheferna 3 dagar före, bara dem som inte har svarat",
        "påminn dem som inte har svarat på länsplanen",
        "påminn mig på torsdag",
        "vilka har inte svarat?",
    ],
)
def test_what_is_something_else(said: str) -> None:
    assert not asks_to_prompt(READER, said)


async def test_the_silent_are_reminded_once_a_day(world: World) -> None:
    await world.book(BOOKING)
    await world.until(at(12, 1, year=2026))
    await world.chat("Per Berg").say("jag kommer 21 januari")
    chat = world.secretariat
    words = read(await chat.say(PROMPT))
    assert "Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11: påminna dem som inte har svarat?" in words
    assert "Mehmet Aydin" in words
    assert "Per Berg" not in words
    preview = chat.last
    before = len(world.to_person("Mehmet Aydin"))
    assert "jag har påmint Mehmet Aydin" in read(await chat.say("ja"))
    await world.settle()
    assert len(world.to_person("Mehmet Aydin")) == before + 1
    assert "Kommer du?" in world.to_person("Mehmet Aydin")[-1].words
    chat.last = preview
    words = read(await chat.press("Påminn nu"))
    assert "de som inte har svarat fick en påminnelse i dag kl. 9" in words
    await world.settle()
    assert len(world.to_person("Mehmet Aydin")) == before + 1
    await world.until(at(12, 2, 10, year=2026))
    assert "Påminn nu" in read(await world.secretariat.say(PROMPT))


async def test_without_a_meeting_ahead_nobody_is_reminded(world: World) -> None:
    await world.book(BOOKING)
    words = read(await world.secretariat.say("påminn dem som inte har svarat inför klimatstrategerna"))
    assert words == "Det finns inget möte framåt att påminna om."


async def test_a_chair_reminds_in_the_own_body_and_a_member_nobody(world: World) -> None:
    await world.book(BOOKING)
    await world.until(at(12, 1, year=2026))
    assert "Påminn nu" in read(await world.chat("Mehmet Aydin").say(PROMPT))
    words = read(await world.chat("Åsa Öberg").say(PROMPT))
    assert "Påminn nu" not in words
    words = read(await world.chat("Mehmet Aydin").say(f"{PROMPT} inför klimatstrategerna"))
    assert "Påminn nu" not in words


async def test_an_old_preview_of_a_cancelled_meeting_reminds_nobody(world: World) -> None:
    await world.book(BOOKING)
    await world.until(at(12, 1, year=2026))
    chat = world.secretariat
    await chat.say(PROMPT)
    preview = chat.last
    await chat.say("ställ in planeringscheferna 21 januari")
    await chat.press("Ställ in")
    chat.last = preview
    assert "är inställt eller har börjat" in read(await chat.press("Påminn nu"))
