"""Läget: what waits, for those who may see it, when they ask and on Mondays."""

import datetime as dt

import pytest

from bot.core.ports import Failed, Store, Transaction, Unreachable
from bot.features.bodies.seats import CONTACTS
from bot.features.home.standing import read_standing
from tests.conversation import NOW, Chat, read
from tests.features.broadcasts.test_sending import furnish
from tests.world import World, living

DAY = dt.timedelta(days=1)
EASTER_WEEK = dt.datetime(2027, 3, 24, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("said", "of"),
    [
        ("läget", ""),
        ("Hur är läget?", ""),
        ("visa läget för Salem", "salem"),
        ("status", ""),
        ("what's the status of the planning managers", "the planning managers"),
        ("läget i klimatstrategerna just nu", "klimatstrategerna"),
    ],
)
def test_asked_in_many_ways(said: str, of: str) -> None:
    assert read_standing(said) == of


@pytest.mark.parametrize(
    "said", ["läget på arbetsmarknaden är svårt", "hur är vädret", "statusen är oklar för oss alla"]
)
def test_what_is_not_asked(said: str) -> None:
    assert read_standing(said) is None


async def fill(world: World) -> None:
    """Seats, a vacancy, a question that waits, a meeting without agenda, and somebody who is no longer reached."""
    await furnish(world)
    chat = world.secretariat
    await chat.say("boka planeringscheferna torsdag 3 december 9-11 på Tyresö slott")
    await chat.press("Boka")
    asker = world.chat("Per Berg")
    await asker.say("vad kostar Tvärförbindelsen att bygga?")
    await asker.say("ja")
    world.teams.refuses[f"person:{world.chat('Lovisa Brandt').who.id}"] = Unreachable("403 Forbidden")
    await chat.say("skicka till Lovisa Brandt: Hej")
    await chat.press("Skicka")
    await chat.say("skicka på fredag kl 9 till planeringscheferna: Påminnelse")
    await chat.press("Skicka då")
    await world.until(NOW + dt.timedelta(minutes=5))


async def test_the_secretariat_sees_all_of_it(memory: Store) -> None:
    async with living(memory) as world:
        await fill(world)
        words = read(await world.secretariat.say("läget"))
        assert words.startswith("Läget måndag 23 november (v. 48)")
        for row in (
            "Planeringscheferna torsdag 3 december (v. 49) kl. 9–11: bara stående punkter på dagordningen, väntar",
            "Utskick 2 till planeringscheferna går på fredag kl. 9.",
            "Fråga 1: vad kostar Tvärförbindelsen att bygga?",
            "Salem, ordinarie i planeringscheferna sedan 14 september",
            "Lovisa Brandt (Haninge) tar inte längre emot meddelanden från mig",
            "Utskick 1 till Lovisa Brandt: 1 mottagare nåddes inte i Teams.",
            "Ett meddelande, till Lovisa Brandt",
        ):
            assert row in words, words


async def test_a_municipality_and_a_body_show_their_own(memory: Store) -> None:
    async with living(memory) as world:
        await fill(world)
        salem = read(await world.secretariat.say("läget för Salem"))
        assert salem.startswith("Läget för Salem måndag 23 november (v. 48)")
        assert "Salem, ordinarie i planeringscheferna" in salem
        assert "Haninge" not in salem
        assert "Fråga 1" not in salem
        body = read(await world.secretariat.say("status for the climate strategists"))
        assert "Lovisa Brandt" in body
        assert "3 december" not in body


async def test_who_may_see_what(memory: Store) -> None:
    async with living(memory) as world:
        await fill(world)
        chair = read(await world.chat("Mehmet Aydin").say("läget"))
        assert chair.startswith("Läget för planeringscheferna")
        assert "Fråga 1" not in chair
        assert "Lovisa" not in chair
        member = read(await world.chat("Åsa Öberg").say("läget"))
        assert member.startswith("Läget för Tyresö")
        refused = read(await world.chat("Åsa Öberg").say("läget för Salem"))
        assert refused.startswith("Läget för Salem kan de se som sitter för Salem, och kansliet.")
        refused = read(await world.chat("Åsa Öberg").say("läget för planeringscheferna"))
        assert refused.startswith("Läget för planeringscheferna kan ordföranden Mehmet Aydin och kansliet se.")
        outsider = read(await world.chat("Nils Ingenstans", tenant="elsewhere").say("läget"))
        assert "Läget" not in outsider
        in_channel = read(await world.in_channel("Gunilla Ström").say("läget"))
        assert in_channel.startswith("Läget för planeringscheferna")
        assert "Skicka varje måndag" not in in_channel
        other = read(await world.in_channel("Gunilla Ström", "Fikagruppen").say("läget"))
        assert other.startswith("Läget för vad?")


async def test_it_comes_on_mondays_at_8_and_stops_when_asked(memory: Store) -> None:
    async with living(memory) as world:
        await fill(world)
        chat = world.secretariat
        await chat.say("läget")
        assert "på måndagar kl. 8" in read(await chat.press("Skicka varje måndag"))
        assert "Det får du redan" in read(await chat.say("skicka läget varje måndag"))
        await world.until(NOW + 15 * DAY)
        digests = [each for each in world.to_person("Gunilla Ström") if each.words.startswith("Läget v.")]
        assert [(each.words[:11], each.first) for each in digests] == [
            ("Läget v. 49", NOW + 7 * DAY - dt.timedelta(hours=1)),
            ("Läget v. 50", NOW + 14 * DAY - dt.timedelta(hours=1)),
        ]
        chat.now = world.clock()
        assert "inte läget mer" in read(await world.press_on(digests[-1], "Sluta skicka", chat))
        await world.until(NOW + 30 * DAY)
        assert len([each for each in world.to_person("Gunilla Ström") if each.words.startswith("Läget v.")]) == 2
        assert "Du får det inte" in read(await chat.say("sluta skicka läget"))


async def test_a_red_monday_is_put_off_and_who_has_left_gets_no_more(memory: Store) -> None:
    async with living(memory, EASTER_WEEK) as world:
        await furnish(world)
        await world.chat("Åsa Öberg").say("skicka läget varje måndag")
        await world.until(EASTER_WEEK + 9 * DAY)
        digests = world.to_person("Åsa Öberg")
        assert [(each.words[:11], each.first) for each in digests] == [
            ("Läget v. 13", dt.datetime(2027, 3, 30, 6, 0, tzinfo=dt.UTC))
        ]
        assert "Tyresö" not in digests[0].words.split("\n")[0]

        async def leave(tx: Transaction) -> None:
            for kept in await tx.find(CONTACTS, member=world.chat("Åsa Öberg").who.id):
                await tx.remove(CONTACTS, kept)

        await memory.run(leave)
        await world.until(EASTER_WEEK + 30 * DAY)
        assert len(world.to_person("Åsa Öberg")) == 1


async def test_in_english_and_nothing_waiting(memory: Store) -> None:
    async with living(memory) as world:
        chat = Chat(world.bot, who=world.secretariat.who, now=world.clock(), locale="en-GB")
        words = read(await chat.say("status"))
        assert words.startswith("Status Monday 23 November (week 48)\nNothing is waiting just now.")


async def test_what_failed_is_counted_though_nobody_knows_the_name(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        world.teams.refuses["conversation:19:planeringschefer@thread.tacv2"] = Failed("413")
        chat = world.secretariat
        await chat.say("skicka till planeringscheferna: Hej")
        await chat.press("Skicka")
        await world.until(NOW + dt.timedelta(minutes=5))
        assert "Ett meddelande, till Planeringschefer" in read(await chat.say("läget"))
