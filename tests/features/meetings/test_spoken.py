"""How people answer for their seat: in many ways, each of them once taken for a question or for something else."""

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from bot.core.ports import Store
from bot.features.bodies.naming import Finder
from bot.features.meetings.model import Says
from bot.features.meetings.wording import Reader
from tests.conftest import cooperation
from tests.conversation import NOW, read
from tests.features.bodies.conftest import FILLINGS
from tests.world import World, living

READER = Reader(Finder(cooperation()))
ATTENDING = """
jag kommer | kommer på torsdag | jag är med | vi är med på torsdag | jag deltar | tackar ja | anmäl mig | I'll be there
jag anmäler mig till mötet | jag kan komma | jag hinner | jag kommer lite senare på torsdag | I can make it
jag kommer men måste gå kl 10 | jag ändrar mig, jag kommer | kommer den 3 december | jag medverkar | we're coming
count me in
"""
ONLINE = """
jag deltar digitalt | är med på länk | jag kopplar upp mig | I'll join online | kommer via länk | deltar via teams
"""
HINDERED = """
jag kan inte | kan inte på torsdag | hinner inte på torsdag | får förhinder | anmäler förhinder | vabbar på torsdag
jag är på semester på torsdag | jag är bortrest då | jag måste tacka nej till torsdag | tackar nej | jag uteblir
avanmäl mig | boka av mig | avboka mig på torsdag | lämnar återbud | sjuk på torsdag | jag är tyvärr sjuk | I'm away
jag är dubbelbokad på torsdag | jag är upptagen | I have to decline | jag ligger hemma och är sjuk
"""
SENT = """
min ersättare kommer | ersättare kommer | jag skickar min ersättare | I will send my deputy | jag skickar Åsa
Åsa kommer i stället för mig på torsdag | Åsa Öberg går i mitt ställe | skickar ersättare
"""
UNCLEAR = "kanske kommer jag | jag kanske kommer | jag kommer kanske inte | kanske kan jag vara med"
ELSE = """
jag kommer inte ihåg vad vi beslutade | skicka till alla: mötet är inställt | vilka kommer på torsdag
vad kommer länsplanen att innebära | boka planeringscheferna på torsdag | kommer ni på torsdag
anmäl mig till nyhetsbrevet
avboka mötet på torsdag | remissen kommer på torsdag | jag skickar underlaget | boka klimatstrateger
"""


def said(lines: str) -> list[str]:
    return [each.strip() for line in lines.strip().splitlines() for each in line.split("|")]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (each, says)
        for says, lines in (
            (Says.ATTENDING, ATTENDING),
            (Says.ONLINE, ONLINE),
            (Says.HINDERED, HINDERED),
            (Says.STAND_IN, SENT),
            (None, UNCLEAR),
        )
        for each in said(lines)
    ],
)
def test_an_answer_is_heard(words: str, says: Says | None) -> None:
    answered = READER.answer(words)
    assert answered is not None
    assert answered.says is says
    assert not READER.books(words)
    assert not READER.cancels(words)


@pytest.mark.parametrize("words", said(ELSE))
def test_what_is_no_answer_for_a_seat(words: str) -> None:
    assert READER.answer(words) is None


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    """The planning managers with a meeting on Thursday 3 December; Per Berg's stand-in is Åsa Öberg."""
    async with living(memory) as alive:
        assert await alive.bot.seating.fill(FILLINGS)
        for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin"):
            await alive.chat(name).say("hej")
        await alive.in_channel("Per Berg").say("hej")
        await alive.book("boka planeringscheferna torsdag 3 december kl 9–11 på Tyresö slott")
        await alive.until(NOW + dt.timedelta(days=7))
        yield alive


async def test_when_somebody_leaves_is_not_the_day_of_the_meeting(world: World) -> None:
    """ "Du har inget möte i dag kl. 10" was the answer."""
    words = read(await world.chat("Per Berg").say("jag kommer men måste gå kl 10"))
    assert words == "Noterat: Tyresö kommer till planeringscheferna på torsdag kl. 9–11."


async def test_a_chair_who_signs_off_does_not_cancel_or_book(world: World) -> None:
    """ "Boka av mig" began a booking, and "avboka mig" the cancelling of the meeting."""
    for words in ("boka av mig", "avboka mig på torsdag"):
        reply = read(await world.chat("Mehmet Aydin").say(words))
        assert reply.startswith("Noterat: Botkyrka har förhinder, planeringscheferna på torsdag kl. 9–11.")


async def test_only_the_stand_in_is_sent_by_name(world: World) -> None:
    chat = world.chat("Per Berg")
    words = read(await chat.say("Karin kommer i stället för mig på torsdag"))
    assert words.startswith("Karin är inte din ersättare, det är Åsa Öberg. Inget är noterat.")
    assert "[Fråga ersättaren]" in words
    words = read(await chat.say("jag skickar Åsa"))
    assert words == (
        "Noterat: Tyresös ersättare kommer till planeringscheferna på torsdag kl. 9–11. Jag säger det till Åsa Öberg."
    )


THURSDAY = dt.datetime(2026, 12, 3, 8, 30, tzinfo=dt.UTC)
"""Half past nine in Stockholm, while they meet."""


async def test_whether_a_meeting_is_held(world: World) -> None:
    """It went to the reports."""
    chat = world.chat("Per Berg")
    assert read(await chat.say("blir mötet på torsdag av?")).startswith("Planeringscheferna torsdag 3 december")
    assert read(await chat.say("är det något möte den 4 december?")).startswith("Jag känner inte till något möte")
    await world.secretariat.say("ställ in planeringscheferna 3 december")
    kansli = world.secretariat
    await kansli.say("ställ in planeringscheferna 3 december")
    await kansli.press("Ställ in")
    for asked in ("är mötet den 3 december inställt?", "varför blev mötet inställt?"):
        words = read(await chat.say(asked))
        assert words.startswith("Inställt: Planeringscheferna torsdag 3 december")
        assert "Gunilla Ström ställde in mötet." in words
    assert read(await chat.say("is the meeting cancelled?")).startswith("Cancelled: The planning managers, Thursday 3 ")


async def test_who_is_there_is_noted_while_they_meet(world: World) -> None:
    """ "Tyresö är här" was answered with a fact of 2021, and "är inte här" noted as an answer to the invitation."""
    assert "Frånvarande" not in read(await world.chat("Mehmet Aydin").say("Tyresö är inte här"))
    await world.until(THURSDAY)
    chat = world.chat("Mehmet Aydin")
    assert "Frånvarande: Tyresö" in read(await chat.say("Tyresö är inte här"))
    assert "På plats: Botkyrka (Mehmet Aydin) och Tyresö (Per Berg)" in read(await chat.say("Tyresö är här nu"))
    assert "Frånvarande: Tyresö" in read(await chat.say("alla är här utom Tyresö"))
    await world.until(THURSDAY + dt.timedelta(hours=3))
    assert "Planeringscheferna" not in read(await world.chat("Mehmet Aydin").say("Tyresö är här"))


async def test_a_person_named_with_their_municipality_is_who_came(world: World) -> None:
    """ "Åsa var med från Tyresö" was noted as the holder, whose seat it is."""
    await world.until(THURSDAY)
    assert "Ersättare: Tyresö (Åsa Öberg)" in read(await world.chat("Mehmet Aydin").say("Åsa var med från Tyresö"))


async def test_which_meetings_have_no_attendance(world: World) -> None:
    """ "Inget möte är inbokat" was the answer."""
    chat = world.secretariat
    assert read(await chat.say("vilka möten saknar närvaro?")).startswith("Närvaron är noterad för alla möten")
    await world.until(THURSDAY + dt.timedelta(hours=3))
    chat = world.chat("Mehmet Aydin")
    for asked in ("vilka möten saknar närvaro?", "är närvaron noterad?", "har närvaron noterats?"):
        assert "planeringscheferna i dag kl. 9–11 är inte noterad" in read(await chat.say(asked))
    assert "Vilka var med?" in read(await chat.say("närvarolistan"))
    await chat.press("Stämmer")
    assert read(await chat.say("är närvaron noterad?")).startswith("Närvaron är noterad för alla möten")


async def test_a_stand_in_who_is_asked_takes_it_in_words(world: World) -> None:
    """ "Jag kan ta det" was passed on to the secretariat as a question."""
    chat = world.chat("Per Berg")
    await chat.say("jag kan inte på torsdag")
    await chat.press("Fråga ersättaren")
    words = read(await world.chat("Åsa Öberg").say("jag kan ta det"))
    assert words == "Noterat: Tyresös ersättare kommer till planeringscheferna på torsdag kl. 9–11."
    for asked in ("vilka är på plats på torsdag?", "vem har tackat nej?", "saknas någon?"):
        assert "Ersättare kommer: Tyresö (Åsa Öberg)" in read(await world.chat("Mehmet Aydin").say(asked))


async def test_of_a_place_nothing_is_left_of_the_time(world: World) -> None:
    """ "Tyresö slott och" was the place."""
    said = "boka planeringscheferna 10 dec kl 9-11 på Tyresö slott och 17 dec kl 9-11"
    assert "Var: Tyresö slott\n" in read(await world.secretariat.say(said))


@pytest.mark.parametrize(
    "asked",
    [
        "var är mötet?",
        "var ses vi på torsdag?",
        "hur dags är mötet på torsdag?",
        "vilken tid börjar mötet?",
        "vad står på dagordningen?",
    ],
)
async def test_where_when_and_about_what_they_meet(world: World, asked: str) -> None:
    """It went to the reports."""
    words = read(await world.chat("Per Berg").say(asked))
    assert words.startswith("Planeringscheferna torsdag 3 december (v. 49) kl. 9–11\nVar: Tyresö slott\nDagordning\n")


async def test_where_they_meet_is_told_in_the_language_of_the_question(world: World) -> None:
    words = read(await world.chat("Per Berg").say("where is the meeting?"))
    assert words.startswith("The planning managers, Thursday 3 December (week 49) 9–11 am\nWhere: Tyresö slott\n")


async def test_a_day_without_a_meeting_tells_of_those_there_are(world: World) -> None:
    words = read(await world.chat("Per Berg").say("var ses vi den 4 december?"))
    assert words.endswith("Så här ser det ut framåt: Planeringscheferna på torsdag kl. 9–11.")


@pytest.mark.parametrize(
    "said", ["mötet är inställt", "vi ställer in mötet på torsdag", "mötet på torsdag är inställt"]
)
async def test_a_meeting_is_cancelled_as_people_say_it(world: World, said: str) -> None:
    words = read(await world.chat("Mehmet Aydin").say(said))
    assert words.startswith("Ställ in planeringscheferna?")
    assert "[Ställ in]" not in read(await world.chat("Mehmet Aydin").say("är mötet inställt?"))


async def test_a_guest_is_invited_to_the_meeting_on_a_day(world: World) -> None:
    """Without the word "mötet" it went to the reports."""
    for said in (
        "bjud in Trafikverket den 3 december",
        "bjud in Trafikverket på torsdag",
        "bjud in Trafikverket v. 49",
    ):
        words = read(await world.chat("Mehmet Aydin").say(said))
        assert words.startswith("Ändra planeringscheferna på torsdag kl. 9–11?")
        assert "Ny gäst: Trafikverket\n" in words


async def test_more_that_is_asked_of_who_was_there(world: World) -> None:
    await world.until(THURSDAY)
    chat = world.chat("Mehmet Aydin")
    await chat.say("Tyresö hade ersättare")
    for asked in ("vilka skickade ersättare?", "vem missade mötet?", "vilka hade ersättare?", "hur många kom?"):
        assert "Ersättare: Tyresö (Åsa Öberg)" in read(await chat.say(asked))
    assert read(await chat.say("ska Tyresö vara med?")).startswith("Tyresö")
