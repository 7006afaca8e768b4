"""Who comes, and answers for those who phoned."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.core.journal import read_journal
from bot.core.ports import Store
from bot.features.bodies.naming import Finder
from bot.features.meetings.answers.wording import Hearing
from bot.features.meetings.model import MEETINGS, about_meeting
from tests.conftest import cooperation
from tests.conversation import read
from tests.features.bodies.conftest import FILLINGS
from tests.world import World, living

HEARING = Hearing(Finder(cooperation()))
NAMES = {each.code: each.name for each in cooperation().municipalities}


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    """The planning managers meet on 21 January: Tyresö and Botkyrka have members, Mehmet Aydin (Botkyrka) is chair."""
    async with living(memory) as alive:
        assert await alive.bot.seating.fill(FILLINGS)
        for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Lovisa Brandt"):
            await alive.chat(name).say("hej")
        await alive.in_channel("Per Berg").say("hej")
        await alive.book("boka planeringscheferna 21 januari 9-11 på Tyresö slott, gäst Trafikverket")
        yield alive


async def journal(world: World) -> list[str]:
    async def work(tx: Any) -> list[str]:
        found = []
        async for kept in tx.all(MEETINGS):
            found += [each.said("sv") for each in await read_journal(tx, about_meeting(kept.id))]
        return found

    return [each for each in await world.store.run(work) if each.startswith("Noterade vad")]


async def test_who_comes_with_names_for_the_chair(world: World) -> None:
    await world.press_on(world.to_channel()[0], "Kommer", world.in_channel("Per Berg"))
    words = read(await world.chat("Mehmet Aydin").say("vilka kommer den 21 januari?"))
    assert words.splitlines()[:5] == [
        "Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11",
        "1 av 8 kommuner har sagt att de är med.",
        "Kommer: Tyresö (Per Berg)",
        "Har inte svarat: Botkyrka (Mehmet Aydin)",
        "Saknar ledamot: Haninge, Huddinge, Nykvarn, Nynäshamn, Salem och Södertälje",
    ]
    assert "Gäster: Trafikverket" in words
    words = read(await world.chat("Åsa Öberg").say("vilka kommer?"))
    assert "Kommer: Tyresö\n" in words
    assert "Per Berg" not in words
    assert "[Notera]" not in words
    words = read(await world.chat("Åsa Öberg", locale="en-GB").say("who is coming on 21 January?"))
    assert "1 of 8 municipalities have said that they will be there. I am waiting for Botkyrka." in words
    words = read(await world.in_channel("Lovisa Brandt").say("vilka har inte svarat?"))
    assert "Jag väntar på svar från Botkyrka." in words


async def test_guests_from_other_tenants_press_and_are_answered_like_all_others(world: World) -> None:
    guest = world.in_channel("Per Berg", tenant="elsewhere")
    words = read(await world.press_on(world.to_channel()[0], "Deltar digitalt", guest))
    assert "Deltar digitalt: Tyresö" in words
    await world.settle()
    assert "Deltar digitalt: Tyresö" in world.to_channel()[0].words
    assert "1 av 8 kommuner" in read(await guest.say("vilka kommer på mötet?"))
    english = world.in_channel("Per Berg", tenant="elsewhere")
    english.locale = "en-GB"
    assert "1 of 8 municipalities" in read(await english.say("who is coming?"))


async def test_no_meeting_that_day_and_one_that_is_cancelled(world: World) -> None:
    chair = world.chat("Mehmet Aydin")
    words = read(await chair.say("vilka kommer den 22 januari?"))
    assert words == (
        "Planeringscheferna har inget möte fredag 22 januari (v. 3) som jag vet. "
        "Så här ser det ut framåt: Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11."
    )
    kansli = world.secretariat
    await kansli.say("ställ in planeringscheferna 21 januari")
    await kansli.press("Ställ in")
    assert "är inställt" in read(await chair.say("vilka kommer den 21 januari?"))
    assert "är inställt" in read(await chair.say("Tyresö kommer inte den 21 januari, de ringde"))
    assert await journal(world) == []


async def test_the_chair_answers_for_one_who_phoned_and_may_ask_the_stand_in(world: World) -> None:
    chair = world.chat("Mehmet Aydin")
    words = read(await chair.say("Tyresö kommer inte den 21 januari, de ringde"))
    assert words == (
        "Noterat: Tyresö har förhinder, planeringscheferna torsdag 21 januari (v. 3) kl. 9–11.\n[Fråga Åsa Öberg]"
    )
    await world.settle()
    assert "Förhinder: Tyresö" in world.to_channel()[0].words
    assert world.to_person("Åsa Öberg") == []
    assert "Jag frågar Åsa Öberg, som är ersättare." in read(await chair.press("Fråga Åsa Öberg"))
    await world.settle()
    [asked] = world.to_person("Åsa Öberg")
    assert "Per Berg har förhinder. Kan du ta Tyresös plats" in asked.words
    assert "Tack." in read(await world.press_on(asked, "Jag kommer", world.chat("Åsa Öberg")))
    await world.settle()
    assert "Ersättare kommer: Tyresö" in world.to_channel()[0].words
    assert (await journal(world))[0] == "Noterade vad Tyresö har sagt till planeringscheferna: förhinder."


async def test_by_name_with_a_stand_in_and_who_said_it(world: World) -> None:
    words = read(await world.secretariat.say("Per Berg skickar ersättare den 21 januari"))
    assert "Noterat: Tyresö skickar ersättare" in words
    assert "Jag säger det till Åsa Öberg." in words
    await world.settle()
    assert len(world.to_person("Åsa Öberg")) == 1
    words = read(await world.chat("Mehmet Aydin").say("vilka kommer den 21 januari?"))
    assert "Ersättare kommer: Tyresö (Åsa Öberg, enligt Gunilla Ström)" in words
    # The holder comes after all, and the stand-in is told no more.
    words = read(await world.secretariat.say("Tyresö kommer den 21 januari"))
    assert "Noterat: Tyresö kommer" in words
    await world.settle()
    assert world.to_person("Åsa Öberg") == []


async def test_a_name_that_nobody_there_has(world: World) -> None:
    words = read(await world.secretariat.say("Anna Ek skickar ersättare den 21 januari"))
    assert words.startswith("Jag vet inte vem du menar")
    words = read(await world.chat("Åsa Öberg").say("Anna Ek skickar ersättare den 21 januari"))
    assert words.startswith(
        "För andra kommuner i planeringscheferna kan bara ordföranden Mehmet Aydin och kansliet svara."
    )
    assert await journal(world) == []


async def test_nothing_is_noted_without_a_meeting_or_of_a_municipality_that_is_none_here(world: World) -> None:
    """Such words went on to the reports, which have no telephone numbers."""
    for chat in (world.chat("Mehmet Aydin"), world.secretariat, world.chat("Per Berg")):
        words = read(await chat.say("Salem kommer inte den 3 december, de ringde"))
        assert "inget möte torsdag 3 december" in words or "inte till något möte torsdag 3 december" in words
        assert "framåt: Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11. Inget är noterat." in words
    chair = world.chat("Mehmet Aydin")
    assert "Inget är noterat" in read(await chair.say("Åsa kommer inte den 3 december"))
    assert "Norrtälje* är varken" in read(await chair.say("Norrtälje kommer inte den 3 december"))
    for said in ("Norrtälje kommer inte den 21 januari", "Norrtälje har förhinder den 21 januari, de ringde"):
        words = read(await chair.say(said))
        assert words.startswith("*Norrtälje* är varken en kommun i samarbetet eller någon av ledamöterna")
        assert "Nynäshamn, Salem, Södertälje och Tyresö" in words
    assert await journal(world) == []


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("kommer Tyresö den 21 januari?", "Tyresö har inte svarat än."),
        ("kommer Tyresö", "Tyresö har inte svarat än."),
        ("har Botkyrka svarat?", "Botkyrka har inte svarat än."),
        ("kommer Haninge?", "Haninge saknar ledamot."),
        ("kommer Per Berg?", "Tyresö har inte svarat än."),
        ("kommer alla den 21 januari?", "Planeringscheferna torsdag 21 januari"),
        ("har alla svarat?", "Planeringscheferna torsdag 21 januari"),
        ("vem har inte svarat?", "Planeringscheferna torsdag 21 januari"),
        ("vilka kommer?", "Planeringscheferna torsdag 21 januari"),
        ("is Tyresö coming on 21 January?", "Tyresö"),
    ],
)
async def test_the_chair_asks_of_one_or_of_all(world: World, said: str, first: str) -> None:
    """They were answered with facts of 2021, and without a question mark noted as if they had been told."""
    words = read(await world.chat("Mehmet Aydin").say(said))
    assert words.startswith(first)
    assert "Har inte svarat: Botkyrka (Mehmet Aydin) och Tyresö (Per Berg)" in words or "Not answered" in words
    assert await journal(world) == []


async def test_what_one_has_said_is_told_to_who_asks_for_it(world: World) -> None:
    chair = world.chat("Mehmet Aydin")
    await chair.say("Tyresö skickar ersättare den 21 januari")
    assert read(await chair.say("kommer Tyresö den 21 januari?")).startswith("Tyresö skickar ersättare.")
    assert "har inget möte torsdag 10 december" in read(await chair.say("kommer Tyresö den 10 december?"))


async def test_by_the_fields_of_the_card(world: World) -> None:
    chair = world.chat("Mehmet Aydin")
    await chair.say("vilka kommer den 21 januari?")
    words = read(await chair.press("Notera"))
    assert words == "Välj både kommun och svar, och tryck sedan på Notera."
    await chair.say("vilka kommer den 21 januari?")
    words = read(await chair.press("Notera", seat="planeringschefer/0138", says="online"))
    assert words.startswith("Noterat: Tyresö deltar digitalt")
    await chair.say("vilka kommer den 21 januari?")
    assert "har ingen ledamot den dagen" in read(
        await chair.press("Notera", seat="planeringschefer/0128", says="online")
    )


async def test_those_who_may_not_are_told_who_may_and_ones_own_municipality_is_ones_own(world: World) -> None:
    words = read(await world.chat("Åsa Öberg").say("Botkyrka kommer inte den 21 januari"))
    assert words.startswith(
        "För andra kommuner i planeringscheferna kan bara ordföranden Mehmet Aydin och kansliet svara."
    )
    words = read(await world.chat("Lovisa Brandt").say("Tyresö kommer inte den 21 januari"))
    assert words.startswith("För andra kommuner i planeringscheferna")
    english = world.chat("Lovisa Brandt")
    english.locale = "en-GB"
    words = read(await english.say("Tyresö isn't coming on 21 January, they rang"))
    assert "Only the chair, Mehmet Aydin, and the secretariat can" in words  # the second comma was not there
    assert await journal(world) == []
    stand_in = world.chat("Åsa Öberg")
    words = read(await stand_in.say("Tyresö kommer den 21 januari"))
    assert "Du behövs först när Per Berg får förhinder" in words


async def test_a_meeting_that_has_been_and_one_that_is_gone(world: World) -> None:
    chair = world.chat("Mehmet Aydin")
    await chair.say("Tyresö kommer inte den 21 januari")
    card = chair.last
    await world.until(dt.datetime(2027, 1, 21, 12, tzinfo=dt.UTC))
    chair.now, chair.last = world.clock(), card
    assert "har redan varit" in read(await chair.press("Fråga Åsa Öberg"))
    words = read(
        await chair.press_raw({"do": "meeting-answer-for", "meeting": "nowhere", "seat": "a/b", "says": "online"})
    )
    assert words == "Det mötet finns inte längre."


async def test_which_meeting_when_several_bodies_meet(world: World) -> None:
    await world.book("boka klimatstrateger 21 januari 13-15 digitalt")
    kansli = world.secretariat
    assert "Vilket möte menar du?" in read(await kansli.say("Haninge och Tyresö kommer inte den 21 januari"))
    words = read(await kansli.press("Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11"))
    assert words.startswith("Noterat: Tyresö har förhinder, planeringscheferna")


async def test_of_a_joint_meeting_a_chair_answers_for_their_own_body(world: World) -> None:
    await world.book("boka planeringscheferna och klimatstrateger 22 januari 13-15 digitalt")
    words = read(await world.chat("Lovisa Brandt").say("Botkyrka kommer inte den 22 januari"))
    assert "har ingen ledamot den dagen" in words
    words = read(await world.chat("Mehmet Aydin").say("Tyresö kommer inte den 22 januari"))
    assert words.startswith("Noterat: Tyresö har förhinder")


async def test_two_answers_at_once_both_count(world: World) -> None:
    await asyncio.gather(
        world.chat("Mehmet Aydin").say("Tyresö kommer inte den 21 januari"),
        world.press_on(world.to_channel()[0], "Kommer", world.in_channel("Mehmet Aydin")),
    )
    await world.settle()
    assert "Kommer: Botkyrka\nFörhinder: Tyresö" in world.to_channel()[0].words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Salem kommer inte på torsdag, de ringde", {"Salem": "hindered"}),
        ("Salem och Nykvarn kan inte på torsdag", {"Salem": "hindered", "Nykvarn": "hindered"}),
        ("Salem har fått förhinder", {"Salem": "hindered"}),
        ("Tyresö deltar digitalt den 14 januari", {"Tyresö": "online"}),
        ("Nykvarn kommer på torsdag", {"Nykvarn": "attending"}),
        ("Salem kommer inte, Tyresö skickar ersättare", {"Salem": "hindered", "Tyresö": "stand_in"}),
        ("Salem isn't coming on Thursday, they rang", {"Salem": "hindered"}),
        ("Tyresö is sending a stand-in", {"Tyresö": "stand_in"}),
        ("Salems ersättare kommer på torsdag", {"Salem": "stand_in"}),
    ],
)
def test_what_is_told_of_others(said: str, told: dict[str, str]) -> None:
    assert HEARING.tells_for(said) is not None
    assert {NAMES[code]: says.value for code, says in HEARING.told_for(said, []).items()} == told


@pytest.mark.parametrize(
    "said", ["jag kommer inte på torsdag", "kommer Salem på torsdag?", "vi i Salem kan inte", "Salem kom inte"]
)
def test_what_is_told_of_nobody_else(said: str) -> None:
    assert HEARING.tells_for(said) is None


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("vilka kommer på torsdag?", True),
        ("vem kommer den 14 januari", True),
        ("hur många kommer på torsdag", True),
        ("vilka kommuner har inte svarat?", True),
        ("who is coming on Thursday?", True),
        ("who has not answered?", True),
        ("who will attend on 17 December?", True),
        ("vilka har inte svarat på remissen?", False),
        ("vilka kommuner är med i samarbetet?", False),
        ("vilka kommuner är med?", False),
        ("vilka kommer på konferensen?", False),
        ("vem kommer att bli ordförande?", False),
    ],
)
def test_when_it_is_asked_who_comes(said: str, asks: bool) -> None:
    assert (HEARING.asks_who_comes(said) is not None) == asks


async def test_an_answer_that_leaves_it_open_is_asked_back_and_overwrites_nothing(world: World) -> None:
    """A "kanske" replaced the förhinder that was noted before it."""
    chat = world.chat("Per Berg")
    await chat.say("jag kommer tyvärr inte den 21 januari")
    await world.settle()
    before = await journal(world)
    reply = await chat.say("jag kommer kanske den 21 januari")
    assert "inget är noterat" in read(reply)
    assert await journal(world) == before
    assert "Tyresö" in read(await chat.press("Kommer"))


@pytest.mark.parametrize(
    "said", ["Botkyrka kommer kanske inte den 21 januari", "Botkyrka kommer inte att ha förhinder den 21 januari"]
)
async def test_what_is_unclear_of_a_municipality_is_not_noted(world: World, said: str) -> None:
    """Both were noted as förhinder."""
    reply = await world.secretariat.say(said)
    assert "inget är noterat" in read(reply)
    assert await journal(world) == []


async def test_where_nobody_sits_nobody_has_answered(memory: Store) -> None:
    """It said that nought of eight come, and that all have answered."""
    async with living(memory) as empty:
        chat = await empty.book("boka planeringscheferna 21 januari 9-11 på Tyresö slott")
        words = read(await chat.say("vilka kommer?"))
        assert "Ingen kommun har en ledamot den dagen, så det finns ingen som kan svara." in words
        assert "Alla har svarat" not in words


async def test_somebody_without_a_seat_hears_why_nothing_was_noted_and_who_meets(world: World) -> None:
    words = read(await world.secretariat.say("jag kan inte 21 januari"))
    assert words.startswith("Jag har inte noterat något: du har ingen plats i något organ i mina listor.")
    assert "Den dagen: Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11." in words
    assert "*Botkyrka har förhinder 4 mars*" in words
