"""The plan's activities: asked about once a quarter, reminded once, told in läget and in the yearly report."""

import datetime as dt

import pytest

from bot.core.ports import Store
from bot.core.report import Place
from bot.features.activities.model import asking_day, quarter_of
from bot.features.activities.wording import Wish, asks_for_list, read_new, read_status, read_wish
from tests.conversation import Chat, read
from tests.features.broadcasts.test_sending import furnish
from tests.world import World, living

DAY = dt.timedelta(days=1)
ASKED_AT = dt.datetime(2026, 12, 10, 8, 0, tzinfo=dt.UTC)
"""Thursday 10 December, 9 o'clock in Stockholm."""
NEW = "ny aktivitet: Ta fram en gemensam cykelplan, ansvarig Per Berg"


@pytest.mark.parametrize(
    ("said", "title", "owner"),
    [
        (NEW, "Ta fram en gemensam cykelplan", "Per Berg"),
        ("aktivitet: Följa länsplanen (ansvarig: Åsa Öberg)", "Följa länsplanen", "Åsa Öberg"),
        ("new activity: Draw up a plan, owner Per Berg", "Draw up a plan", "Per Berg"),
        ("ny aktivitet: Utan någon", "Utan någon", ""),
    ],
)
def test_a_new_one_is_read(said: str, title: str, owner: str) -> None:
    asked = read_new(said)
    assert asked is not None
    assert (asked.text, asked.owner) == (title, owner)


def test_other_wishes_are_read() -> None:
    assert [wish.wish for wish in map(read_wish, ("aktivitet 3 är klar", "ta bort aktivitet 3")) if wish] == [
        Wish.DONE,
        Wish.REMOVE,
    ]
    owns = read_wish("byt ansvarig för aktivitet 3 till Åsa Öberg")
    assert owns is not None
    assert (owns.wish, owns.owner) == (Wish.OWNER, "Åsa Öberg")
    said = read_status("status för aktivitet 12: Klart i maj.")
    assert said is not None
    assert (said.number, said.text) == ("12", "Klart i maj.")
    assert asks_for_list("aktiviteterna")
    assert asks_for_list("vilka aktiviteter finns för barn") is None


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (dt.date(2026, 12, 10), dt.date(2026, 12, 10)),
        (dt.date(2027, 6, 10), dt.date(2027, 6, 10)),
        (dt.date(2028, 6, 10), dt.date(2028, 6, 12)),
    ],
)
def test_owners_are_asked_on_a_working_day(day: dt.date, asked: dt.date) -> None:
    assert asking_day(day) == asked
    assert quarter_of(day) == quarter_of(asked)


def asked_of(world: World, name: str) -> list[tuple[str, dt.datetime]]:
    return [(each.words, each.first) for each in world.to_person(name) if "cykelplan" in each.words]


async def test_the_owner_is_asked_once_and_reminded_once(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        words = read(await world.secretariat.say(NEW))
        assert words.startswith("Aktivitet 1: Ta fram en gemensam cykelplan. Per Berg ansvarar")
        await world.until(ASKED_AT + DAY)
        assert [at for _, at in asked_of(world, "Per Berg")] == [ASKED_AT]
        assert "har inte svarat" in read(await world.secretariat.say("läget"))
        await world.until(ASKED_AT + 60 * DAY)
        assert [at for _, at in asked_of(world, "Per Berg")] == [ASKED_AT, ASKED_AT + 7 * DAY]
        assert "Jag frågade förra veckan" in asked_of(world, "Per Berg")[-1][0]


async def test_an_answer_ends_the_asking_and_is_told(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await world.secretariat.say(NEW)
        await world.until(ASKED_AT + DAY)
        card = next(each for each in world.to_person("Per Berg") if "cykelplan" in each.words)
        owner = world.chat("Per Berg")
        assert "Skriv ett par ord" in read(await world.press_on(card, "Skicka", owner, text=" "))
        assert "tecken" in read(await world.press_on(card, "Skicka", owner, text="a" * 700))
        stranger = await world.press_on(card, "Skicka", world.chat("Mehmet Aydin"), text="Jag vet bäst")
        assert "Bara Per Berg och kansliet" in read(stranger)
        words = read(await world.press_on(card, "Skicka", owner, text="Upphandlingen är klar.\nVi börjar i maj."))
        assert words == "Tack. Noterat för aktivitet 1: Upphandlingen är klar. Vi börjar i maj."
        await world.until(ASKED_AT + 60 * DAY)
        assert len(asked_of(world, "Per Berg")) == 1
        assert "Upphandlingen är klar." in read(await world.chat("Åsa Öberg").say("aktiviteterna"))
        assert "har inte svarat" not in read(await world.secretariat.say("läget"))
        await world.until(dt.datetime(2027, 3, 10, 9, 0, tzinfo=dt.UTC))
        again = [each for each in world.to_person("Per Berg") if "cykelplan" in each.words][-1]
        assert "Senast skrev Per Berg: Upphandlingen är klar." in again.words
        owner.now = world.clock()
        await world.press_on(again, "Som förra gången", owner)
        assert "är klar" in read(await world.press_on(again, "Den är klar", owner))
        assert "redan avslutad" in read(await world.press_on(again, "Skicka", owner, text="Mer"))


async def test_one_that_is_done_is_waited_for_no_longer(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await world.secretariat.say(NEW)
        await world.until(ASKED_AT + DAY)
        assert "har inte svarat" in read(await world.secretariat.say("läget"))
        await world.secretariat.say("aktivitet 1 är klar")
        assert "har inte svarat" not in read(await world.secretariat.say("läget"))
        await world.until(ASKED_AT + 20 * DAY)
        assert len(asked_of(world, "Per Berg")) == 1


async def test_what_cannot_be_is_said(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        assert "Vem ansvarar?" in read(await chat.say("ny aktivitet: Ta fram en cykelplan"))
        assert "Jag känner ingen Sven Svensson" in read(await chat.say("ny aktivitet: X och Y, ansvarig Sven Svensson"))
        assert "har ingen chatt med mig än" in read(await chat.say("ny aktivitet: X och Y, ansvarig Karin Holmlund"))
        assert "finns redan, som aktivitet 1" in read(await chat.say("ny aktivitet: x och y, ansvarig Per Berg"))
        assert "tecken" in read(await chat.say(f"ny aktivitet: {'a' * 300}, ansvarig Per Berg"))
        assert "ingen aktivitet 9" in read(await chat.say("aktivitet 9 är klar"))
        assert "kan bara kansliet göra" in read(await world.chat("Per Berg").say(NEW))
        assert "Åsa Öberg ansvarar" in read(await chat.say("byt ansvarig för aktivitet 1 till Åsa Öberg"))
        assert "borttagen" in read(await chat.say("ta bort aktivitet 1"))
        assert "inga aktiviteter" in read(await chat.say("aktiviteterna"))
        english = Chat(world.bot, who=chat.who, now=world.clock(), locale="en-GB")
        assert "Per Berg owns it" in read(await english.say("new activity: Draw up a plan, owner Per Berg"))


async def test_they_are_followed_up_in_the_yearly_report(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        await chat.say(NEW)
        await chat.say("ny aktivitet: Följa länsplanen, ansvarig Mehmet Aydin")
        await world.chat("Per Berg").say("status för aktivitet 1: Upphandlad.")
        await chat.say("aktivitet 1 är klar")
        feature = next(each for each in world.bot.features if each.name == "activities")
        chapter = feature.chapters[0]
        assert chapter.place is Place.FOLLOW_UP
        blocks = str(await chapter.write(2026, "sv", world.clock()))
        assert "1 av 2 aktiviteter är klara." in blocks
        assert "('Ta fram en gemensam cykelplan', 'Per Berg', 'Klar. Upphandlad.')" in blocks
        assert "('Följa länsplanen', 'Mehmet Aydin', '–')" in blocks
        assert await chapter.write(2025, "sv", world.clock()) == []


async def test_what_goes_on_and_how_one_goes_is_asked_in_ones_own_words(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        assert "cykelplan (" not in read(await chat.say("vilka aktiviteter pågår?"))
        await chat.say(NEW)
        for said in (
            "vilka aktiviteter pågår?",
            "hur går det med cykelplanen?",
            "vem är ansvarig för cykelplanen?",
            "how is the cykelplan going?",
        ):
            assert "1. Ta fram en gemensam cykelplan (Per Berg)" in read(await chat.say(said))
        assert "Inga aktiviteter" in read(await chat.say("vilka aktiviteter är klara?"))
        await chat.say("aktivitet 1 är klar")
        assert "klar" in read(await chat.say("vilka aktiviteter är klara?"))
        assert "cykelplan (" not in read(await chat.say("hur går det med badhuset?"))
