"""The word "ångra", over all features: the latest deed is taken back, or it is said why not, whatever their order."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import new_id
from bot.core.deed import Deed, LastDeed, latest_of
from bot.core.ports import Store
from bot.core.turn import Kind, Reply, Turn
from bot.dispatcher import Dispatcher
from bot.turns import KeptTurns
from tests.conversation import NOW, Chat, person, personal, read
from tests.features.bodies.conftest import FILLINGS
from tests.world import World, living

BOOKING = "boka planeringscheferna torsdag 21 januari kl 9–11 på Tyresö slott"
NOTHING = "Du har inte ändrat något den senaste veckan, så det finns inget att ta tillbaka."
MINUTE = dt.timedelta(minutes=1)
TURN = Turn("t", Kind.SAID, NOW, person(), personal(person()))


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    """The planning managers with a meeting booked an hour ago."""
    async with living(memory) as alive:
        assert await alive.bot.seating.fill(FILLINGS)
        for name in ("Per Berg", "Mehmet Aydin", "Gunilla Ström"):
            await alive.chat(name).say("hej")
        await alive.in_channel("Per Berg").say("hej")
        await alive.book(BOOKING)
        await alive.until(NOW + dt.timedelta(hours=1))
        yield alive


async def did(chat: Chat, *said: str) -> Chat:
    """Say and press (in brackets) one after the other, a minute apart."""
    for each in said:
        await (chat.press(each.strip("[]")) if each.startswith("[") else chat.say(each))
        chat.now += MINUTE
    return chat


@pytest.mark.parametrize(
    ("deed", "undone"),
    [
        (("Karin Ek tar över Salems plats i planeringscheferna", "[Spara]"), "Ändringen är tillbakatagen."),
        (("flytta planeringscheferna 21 januari till 28 januari kl 13", "[Flytta]"), ": taget tillbaka"),
        (("påminn planeringscheferna 10 dagar före", "[Spara]"), "Sparat: så påminner jag planeringscheferna"),
        (("Ledningsgruppen beslutade i dag att anställa en projektledare", "[Skriv ner]"), "Jag tog bort det"),
        (("Tyresö kommer inte den 21 januari, de ringde",), "var att svara: Tyresö har förhinder"),
        (("ny aktivitet: Ta fram en cykelplan, ansvarig Per Berg",),
         "Det senaste du gjorde står så i journalen: *La till aktiviteten Ta fram en cykelplan"),
        (("skicka till planeringscheferna: Underlaget finns nu på Teams.", "[Skicka]"),
         "Det senaste du gjorde står så i journalen: *Skickade ett utskick till"),
        (("ny remiss: Länsplan från Region Stockholm, dnr RS 2026/1, svar senast 15 mars", "planeringscheferna",
          "[Registrera]"), "Det senaste du gjorde står så i journalen: *"),
    ],
)  # fmt: skip
async def test_each_deed_is_the_one_that_is_meant(world: World, deed: tuple[str, ...], undone: str) -> None:
    """After an answer, a decision, an activity, a broadcast or a referral the booking before it was taken back."""
    chat = await did(world.secretariat, *deed)
    assert undone in read(await chat.say("ångra"))
    assert "21 januari" in read(await chat.say("när är planeringschefernas nästa möte?"))


async def test_own_answers_are_answered_again(world: World) -> None:
    chat = world.chat("Per Berg")
    assert read(await chat.say("ångra")) == NOTHING
    await did(chat, "jag kommer den 21 januari")
    words = read(await chat.say("ångra"))
    assert words.startswith("Det senaste du gjorde var att svara: Tyresö kommer (planeringscheferna torsdag 21 januari")
    assert "Tyresö har förhinder" in read(await chat.press("Förhinder"))


@pytest.mark.parametrize("said", ["ångra", "ångra det senaste", "ta tillbaka det jag gjorde nyss", "undo that"])
async def test_with_nothing_to_take_back_it_is_said_so(world: World, said: str) -> None:
    assert read(await world.chat("Mehmet Aydin").say(said)) == NOTHING


async def test_the_word_in_a_booking_under_way_drops_that(world: World) -> None:
    """It took back a booking of last week and left the one that was spoken of."""
    chat = await did(world.secretariat, "boka planeringscheferna 4 februari kl 9–11")
    assert read(await chat.say("ångra")) == "Då bokar jag inget."
    assert "21 januari" in read(await chat.say("när är planeringschefernas nästa möte?"))


async def test_the_order_of_the_features_does_not_matter(world: World, memory: Store) -> None:
    turned = replace(
        world.bot,
        dispatcher=Dispatcher(tuple(reversed(world.bot.features)), KeptTurns(memory), world.bot.people.meet, new_id),
    )
    chat = replace(world.secretariat, bot=turned)
    await did(chat, "Karin Ek tar över Salems plats i planeringscheferna", "[Spara]")
    assert read(await chat.say("ångra")).startswith("Ändringen är tillbakatagen.")
    assert "Planeringscheferna: taget tillbaka" in read(await chat.say("ångra"))
    assert read(await chat.say("ångra")) == NOTHING


@given(st.permutations(range(5)), st.sets(st.integers(0, 4), min_size=1))
async def test_the_latest_of_all_is_chosen(order: list[int], there: set[int]) -> None:
    def way(number: int) -> LastDeed:
        async def take_back() -> Reply:
            return Reply(text=str(number))

        async def last(_: Turn) -> Deed | None:
            return Deed(NOW + number * MINUTE, take_back) if number in there else None

        return last

    deed = await latest_of(TURN, [way(number) for number in order])
    assert deed is not None
    assert (await deed.take_back()).text == str(max(there))
