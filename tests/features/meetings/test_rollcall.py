"""The roll call in conversation: asked for, noted on the card or in words, corrected, missed, and asked about."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.holding import Subject
from bot.core.journal import read_journal
from bot.core.overview import Focus
from bot.core.ports import Store
from bot.core.turn import Kind, Message, Reply, Role, Turn
from bot.features.meetings.attendance import ROLL_CALLS, Outcome, RollCall
from bot.features.meetings.model import MEETINGS, about_meeting
from bot.features.meetings.rollcall.holdings import HOLDING
from tests.conversation import personal, read
from tests.features.bodies.conftest import FILLINGS
from tests.world import Arrived, World, living

BOOKING = "boka planeringscheferna torsdag 21 januari kl 9–11 på Tyresö slott, gäst Trafikverket"
GOLDEN = Path(__file__).parent / "golden"
OVER = dt.datetime(2027, 1, 21, 10, 0, tzinfo=dt.UTC)
"""11 o'clock in Stockholm."""
STARTS = OVER - dt.timedelta(days=9, hours=2)
"""The Tuesday of the week before: weeks in which nothing happens prove nothing, and take their time."""
HOUR = dt.timedelta(hours=1)
PEOPLE = ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Lovisa Brandt", "Gunilla Ström")


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    """The planning managers with a meeting booked: Tyresö, Botkyrka and, vacant, Haninge; Mehmet Aydin is chair."""
    async with living(memory, STARTS) as alive:
        assert await alive.bot.seating.fill(FILLINGS)
        for name in PEOPLE:
            await alive.chat(name).say("hej")
        await alive.in_channel("Per Berg").say("hej")
        await alive.book(BOOKING)
        yield alive


async def answer(world: World, name: str, title: str) -> None:
    invitation = world.to_channel()[0]
    await world.press_on(invitation, title, world.in_channel(name))


async def roll_calls(world: World) -> list[RollCall]:
    async def work(tx: Any) -> list[RollCall]:
        return [kept.value async for kept in tx.all(ROLL_CALLS)]

    return await world.store.run(work)


async def journal(world: World) -> list[str]:
    async def work(tx: Any) -> list[str]:
        found = []
        async for kept in tx.all(MEETINGS):
            found += [each.said("sv") for each in await read_journal(tx, about_meeting(kept.id))]
        return found

    return [each for each in await world.store.run(work) if "närvaron" in each]


def asked(world: World, name: str = "Mehmet Aydin") -> list[Arrived]:
    return [each for each in world.to_person(name) if "närvaro" in each.words.lower() or "Vilka var med" in each.words]


async def overview(world: World, name: str, focus: Focus = Focus()) -> list[str]:  # noqa: B008 - a frozen value
    who = world.chat(name).who
    role = Role.SECRETARIAT if name == "Gunilla Ström" else Role.CHAIR
    turn = Turn("t", Kind.SAID, world.clock(), who, personal(who), role=role)
    [tell] = [each.overview for each in world.bot.features if each.name == "attendance"]
    assert tell is not None
    return [row.replace("\N{NO-BREAK SPACE}", " ") for each in await tell(turn, focus) for row in each.rows]


async def test_the_chair_is_asked_when_the_meeting_ends_and_one_press_notes_it(world: World) -> None:
    await answer(world, "Per Berg", "Förhinder, ersättare kommer")
    await world.until(OVER - dt.timedelta(minutes=1))
    assert asked(world) == []
    await world.until(OVER)
    card = asked(world)[0]
    assert card.words.splitlines() == [
        "Vilka var med? Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11",
        "Ifyllt efter vad kommunerna har sagt. Ändra det som inte stämmer och tryck sedan på Stämmer.",
        "Botkyrka: På plats: Mehmet Aydin",
        "Haninge: Saknar ledamot",
        "Huddinge: Saknar ledamot",
        "Nykvarn: Saknar ledamot",
        "Nynäshamn: Saknar ledamot",
        "Salem: Saknar ledamot",
        "Södertälje: Saknar ledamot",
        "Tyresö: Ersättare: Åsa Öberg",
        "Gäster som kom",
        "Du kan också skriva, till exempel *alla utom Tyresö* eller *Tyresö hade ersättare*.",
        "[Stämmer]",
    ]
    assert asked(world, "Gunilla Ström") == []
    words = read(await world.press_on(card, "Stämmer", world.chat("Mehmet Aydin")))
    assert words.splitlines()[:4] == [
        "Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11",
        "Alla 2 kommuner var med.",
        "På plats: Botkyrka (Mehmet Aydin)",
        "Ersättare: Tyresö (Åsa Öberg)",
    ]
    assert "Mehmet Aydin noterade närvaron i dag kl. 11." in words
    [noted] = await roll_calls(world)
    assert {each.municipality: each.outcome for each in noted.seats} == {
        "0127": Outcome.PRESENT_HOLDER,
        "0138": Outcome.PRESENT_STAND_IN,
    }
    assert [guest.organisation for guest in noted.guests] == ["Trafikverket"]
    assert await journal(world) == ["Noterade närvaron för planeringscheferna: 2 av 2 kommuner var med."]


async def test_a_few_presses_correct_the_card_and_the_history_is_kept(world: World) -> None:
    await world.until(OVER)
    chair = world.chat("Mehmet Aydin")
    choices = {"seat-0138": "excused", "seat-0136": "vacant", "guests": "Anna Ek (Trafikverket), Region Stockholm"}
    words = read(await world.press_on(asked(world)[0], "Stämmer", chair, **choices))
    assert "1 av 2 kommuner var med." in words
    assert "Anmält förhinder: Tyresö" in words
    assert "Gäster: Anna Ek (Trafikverket), Region Stockholm" in words
    await world.until(OVER + HOUR)
    kansli = world.secretariat
    await kansli.say("vem var med på förra mötet i planeringscheferna?")
    words = read(await kansli.press("Rätta"))
    assert "Så är det noterat." in words
    assert "Tyresö: Anmält förhinder" in words
    words = read(await kansli.press("Stämmer", **{"seat-0138": "stand-in-online"}))
    assert "Ersättare: Tyresö (Åsa Öberg, digitalt)" in words
    assert "Mehmet Aydin noterade närvaron i dag kl. 11. Gunilla Ström rättade Tyresö i dag kl. 12." in words
    [noted] = await roll_calls(world)
    tyreso = noted.of("0138")
    assert tyreso is not None
    assert [(each.outcome, each.by_name) for each in tyreso.before] == [(Outcome.EXCUSED, "Mehmet Aydin")]
    assert (await journal(world))[-1] == (
        "Rättade närvaron för planeringscheferna: Tyresö från anmält förhinder till ersättare, digitalt."
    )


async def test_in_words_in_personal_chat_and_in_the_channel(world: World) -> None:
    await world.until(OVER)
    words = read(await world.chat("Mehmet Aydin").say("alla utom Tyresö"))
    assert "Frånvarande: Tyresö" in words
    words = read(await world.in_channel("Mehmet Aydin").say("Tyresö hade ersättare"))
    assert "Ersättare: Tyresö (Åsa Öberg)" in words
    words = read(await world.secretariat.say("rätta närvaron på mötet den 21 januari: Per Berg var där"))
    assert "På plats: Botkyrka (Mehmet Aydin) och Tyresö (Per Berg)" in words
    words = read(await world.secretariat.say("rätta närvaron på mötet den 21 januari: Tyresö var där"))
    assert words.startswith("Så står det redan.")
    words = read(await world.chat("Mehmet Aydin", locale="en-GB").say("everybody was there but Tyresö"))
    assert "Absent: Tyresö" in words
    assert len(await journal(world)) == 4


async def test_who_had_said_so_is_excused_and_a_vacant_seat_is_nobodys_absence(world: World) -> None:
    await answer(world, "Per Berg", "Förhinder")
    await world.until(OVER)
    words = read(await world.chat("Mehmet Aydin").say("Tyresö och Haninge kom inte"))
    assert words.startswith("Haninge har ingen ledamot och räknas inte.")
    assert "Anmält förhinder: Tyresö" in words
    assert "Saknar ledamot: Haninge" in words
    words = read(await world.chat("Mehmet Aydin").say("Haninge var där"))
    assert "Ersättare: Haninge" in words


async def test_it_is_asked_once_more_after_three_working_days_and_shown_until_then(world: World) -> None:
    await world.until(OVER + HOUR)
    chair = world.chat("Mehmet Aydin")
    row = "Närvaron för planeringscheferna i dag kl. 9–11 är inte noterad. Mehmet Aydin är ordförande."
    assert await overview(world, "Gunilla Ström") == [row]
    assert await overview(world, "Mehmet Aydin") == [row]
    assert await overview(world, "Mehmet Aydin", Focus(body="klimatstrateger")) == []
    assert await overview(world, "Lovisa Brandt") == []
    await world.until(dt.datetime(2027, 1, 26, 7, 59, tzinfo=dt.UTC))
    assert len(asked(world)) == 1
    await world.until(dt.datetime(2027, 1, 26, 8, 0, tzinfo=dt.UTC))
    assert len(asked(world)) == 2
    assert asked(world)[1].words.startswith("Närvaron är inte noterad än. Planeringscheferna torsdag 21 januari")
    await world.until(dt.datetime(2027, 3, 1, 8, 0, tzinfo=dt.UTC))
    assert len(asked(world)) == 2
    await chair.press_on(asked(world)[1].message.card or {}, "Stämmer")
    await world.settle()
    assert ["kommuner var med" in each.words for each in world.to_person("Mehmet Aydin")[-2:]] == [True, True]
    assert await overview(world, "Gunilla Ström") == []


async def test_nobody_is_asked_again_when_it_is_noted(world: World) -> None:
    await world.until(OVER)
    await world.chat("Mehmet Aydin").say("alla var där")
    await world.until(OVER + dt.timedelta(days=20))
    assert len(asked(world)) == 1


async def test_without_a_chair_who_can_be_reached_the_secretariat_is_asked(memory: Store) -> None:
    async with living(memory) as world:
        assert await world.bot.seating.fill(FILLINGS)
        for name in ("Per Berg", "Gunilla Ström"):
            await world.chat(name).say("hej")
        await world.book(BOOKING)
        await world.until(OVER)
        # Per Berg is vice chair and comes before the secretariat.
        assert len(asked(world, "Per Berg")) == 1
        assert asked(world, "Gunilla Ström") == []
        await world.book("boka klimatstrateger fredag 22 januari kl 9–11 digitalt")
        await world.until(OVER + dt.timedelta(days=1))
        assert len(asked(world, "Gunilla Ström")) == 1


async def test_a_moved_meeting_is_asked_about_when_it_is_over_and_a_cancelled_one_never(world: World) -> None:
    chat = world.secretariat
    await chat.say("flytta planeringscheferna 21 januari till 28 januari")
    await chat.press("Flytta")
    await world.until(OVER + HOUR)
    assert asked(world) == []
    await world.until(OVER + dt.timedelta(days=7))
    assert len(asked(world)) == 1
    await world.book("boka planeringscheferna 4 februari kl 9–11 digitalt")
    chat = world.secretariat
    await chat.say("ställ in planeringscheferna 4 februari")
    await chat.press("Ställ in")
    await world.until(OVER + dt.timedelta(days=20))
    assert len(asked(world)) == 2  # Once more about the first.
    words = read(await world.secretariat.say("upprop planeringscheferna 4 februari: alla utom Tyresö"))
    assert "blev inställt, så det finns ingen närvaro att notera." in words


async def test_each_body_of_a_joint_meeting_has_its_own_roll_call(world: World) -> None:
    await world.book("boka planeringscheferna och klimatstrateger fredag 22 januari kl 9–11 digitalt")
    await world.until(OVER + dt.timedelta(days=1))
    [hers] = asked(world, "Lovisa Brandt")
    assert "Klimatstrateger" in hers.words.splitlines()[0]
    assert "Nynäshamn" in hers.words
    words = read(await world.press_on(hers, "Stämmer", world.chat("Lovisa Brandt")))
    assert "Lovisa Brandt" in words
    words = read(await world.secretariat.say("upprop 22 januari: alla utom Tyresö"))
    assert "Samma närvaro är noterad för klimatstrategerna." in words
    assert sorted(each.body for each in await roll_calls(world)) == ["klimatstrateger", "planeringschefer"]


async def test_two_who_note_at_once(world: World) -> None:
    await world.until(OVER)
    card = asked(world)[0]
    one, other = world.chat("Mehmet Aydin"), world.secretariat
    replies = await asyncio.gather(
        world.press_on(card, "Stämmer", one, **{"seat-0138": "absent"}),
        world.press_on(card, "Stämmer", other, **{"seat-0138": "stand-in"}),
    )
    told = [read(each) for each in replies]
    assert sum("skiljer sig från ditt" in each for each in told) == 1
    loser = one if "skiljer sig" in told[0] else other
    mine = "frånvarande" if loser is one else "ersättare"
    assert f"du har {mine}" in read(loser.last)
    assert "kommuner var med" in read(await loser.press("Ändra till mitt"))
    [noted] = await roll_calls(world)
    tyreso = noted.of("0138")
    assert tyreso is not None
    assert tyreso.outcome is (Outcome.ABSENT if loser is one else Outcome.PRESENT_STAND_IN)
    assert len(tyreso.before) == 1
    # The same twice is no change.
    await world.press_on(card, "Stämmer", one, **{"seat-0138": "absent" if loser is one else "stand-in"})
    assert await roll_calls(world) == [noted]


async def test_before_the_meeting_and_by_those_who_may_not(world: World) -> None:
    for said in ("upprop planeringscheferna 21 januari: alla utom Tyresö", "upprop"):
        words = read(await world.secretariat.say(said))
    assert words == (
        "Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11 har inte börjat än. "
        "Närvaron kan noteras när det har börjat."
    )
    # A member's "upprop" was looked up in the reports, and answered with something about electricity.
    words = read(await world.chat("Åsa Öberg").say("upprop"))
    assert words == "Närvaron noterar ordföranden och kansliet, när mötet har börjat."
    await world.until(OVER)
    for said in ("upprop planeringscheferna: alla var där", "rätta närvaron i planeringscheferna: Tyresö kom inte"):
        words = read(await world.chat("Lovisa Brandt").say(said))
        assert words.startswith("Närvaron för planeringscheferna noterar ordföranden Mehmet Aydin och kansliet.")
    assert "noterar ordföranden" in read(
        await world.press_on(asked(world)[0], "Stämmer", world.chat("Nils Ingenstans", tenant="elsewhere"))
    )
    words = read(await world.chat("Mehmet Aydin").say("alla utom Lund"))
    assert words == "Jag vet inte vilken kommun *Lund* är, så inget är noterat. Skriv kommunens namn."
    assert await roll_calls(world) == []


async def test_words_about_nothing_of_the_kind_go_on_to_the_others(world: World) -> None:
    await world.until(OVER)
    assert "noterade" not in read(await world.chat("Mehmet Aydin").say("alla var nöjda"))
    assert "noterade" not in read(await world.chat("Åsa Öberg").say("Tyresö kom inte"))
    assert await roll_calls(world) == []


async def test_which_meeting_is_asked_when_it_can_be_several(world: World) -> None:
    await world.book("boka klimatstrateger torsdag 21 januari kl 13–15 digitalt")
    await world.until(OVER + 5 * HOUR)
    kansli = world.secretariat
    assert read(await kansli.say("alla var där")).startswith("Vilket möte menar du?")
    words = read(await kansli.press("Planeringscheferna i dag kl. 9–11"))
    assert words.startswith("Planeringscheferna torsdag 21 januari")
    assert [each.body for each in await roll_calls(world)] == ["planeringschefer"]


async def test_who_was_there_is_answered_with_names_for_those_who_noted_it(world: World) -> None:
    member = world.chat("Per Berg")
    assert "har inte haft något möte" in read(await member.say("vem var med på förra mötet i planeringscheferna?"))
    await world.until(OVER + HOUR)
    words = read(await world.chat("Åsa Öberg").say("vem var med på förra mötet?"))
    assert words.startswith("Ingen har noterat närvaron för planeringscheferna i dag kl. 9–11.")
    assert "[Notera närvaron]" not in words
    await world.chat("Mehmet Aydin").say("alla utom Tyresö")
    await world.until(OVER + 3 * HOUR)
    words = read(await world.chat("Åsa Öberg").say("vilka var med på senaste mötet?"))
    assert "På plats: Botkyrka\nFrånvarande: Tyresö" in words
    assert "[Rätta]" not in words
    words = read(await world.chat("Åsa Öberg", locale="en-GB").say("who was at the last meeting?"))
    assert "Absent: Tyresö" in words
    words = read(await world.chat("Mehmet Aydin").say("vem var med på mötet den 21 januari?"))
    assert "Botkyrka (Mehmet Aydin)" in words


async def test_upprop_shows_the_list(world: World) -> None:
    await world.until(OVER)
    assert read(await world.chat("Mehmet Aydin").say("upprop")).startswith("Vilka var med? Planeringscheferna")


async def test_teams_tells_when_the_meeting_ended(world: World) -> None:
    await world.until(OVER - 2 * HOUR)
    channel = world.in_channel("Per Berg")
    await channel.happen(Kind.MEETING_BEGAN)
    await world.until(OVER - HOUR - dt.timedelta(minutes=1))
    channel.now = world.clock()
    await channel.happen(Kind.MEETING_ENDED)  # A break.
    await world.until(OVER)
    assert asked(world) == []
    await world.until(OVER + dt.timedelta(minutes=20))
    channel.now = world.clock()
    await channel.happen(Kind.MEETING_ENDED)
    await world.settle()
    assert [each.first for each in asked(world)] == [OVER + dt.timedelta(minutes=20)]
    channel.now = world.clock()
    await channel.happen(Kind.MEETING_ENDED)
    await world.settle()
    assert len(asked(world)) == 1


async def test_a_meeting_that_teams_never_ends_is_asked_about_after_two_hours(world: World) -> None:
    await world.until(OVER - 2 * HOUR)
    await world.in_channel("Per Berg").happen(Kind.MEETING_BEGAN)
    await world.until(OVER + 2 * HOUR)
    assert [each.first for each in asked(world)] == [OVER + 2 * HOUR]


async def test_a_meeting_in_teams_is_known_by_its_link(world: World) -> None:
    await world.book("boka klimatstrateger fredag 22 januari kl 9–11 https://teams.example/l/meetup-join/1?context=a")
    early = OVER + dt.timedelta(days=1) - dt.timedelta(minutes=30)
    await world.until(early)
    somewhere = world.chat("Per Berg")
    await somewhere.happen(Kind.MEETING_ENDED, link="https://teams.example/l/meetup-join/2")
    await world.settle()
    assert asked(world, "Lovisa Brandt") == []
    await somewhere.happen(Kind.MEETING_ENDED, link="https://teams.example/l/meetup-join/1?context=b")
    await world.settle()
    assert [each.first for each in asked(world, "Lovisa Brandt")] == [early]


async def test_a_person_is_told_and_forgotten_and_the_municipality_stays(world: World) -> None:
    await world.until(OVER)
    await world.press_on(asked(world)[0], "Stämmer", world.chat("Mehmet Aydin"), guests="Anna Ek (Trafikverket)")
    await world.secretariat.say("rätta närvaron på mötet den 21 januari: Botkyrka hade ersättare, Tyresö kom inte")
    [contact] = await world.bot.seating.find("Mehmet Aydin")
    subject = Subject(contact.member, contact.id, ("Mehmet Aydin",))
    told = await world.store.run(lambda tx: HOLDING.tell(tx, subject))
    assert told == [{"organ": "planeringschefer", "möte": "2027-01-21", "noterade": []}]
    anna = Subject("", "", ("Anna Ek",))
    assert (await world.store.run(lambda tx: HOLDING.tell(tx, anna)))[0]["gäst"] is True
    before = [each.outcome for each in (await roll_calls(world))[0].seats]
    for who in (subject, anna):
        assert (await world.store.run(lambda tx, who=who: HOLDING.erase(tx, who, world.clock()))).erased == 1  # type: ignore[misc]
        assert await world.store.run(lambda tx, who=who: HOLDING.tell(tx, who)) == []  # type: ignore[misc]
    [noted] = await roll_calls(world)
    assert "Mehmet" not in str(noted)
    assert contact.id not in str(noted)
    assert "Anna" not in str(noted)
    assert [each.outcome for each in noted.seats] == before
    assert noted.guests[0].organisation == "Trafikverket"


async def test_names_are_forgotten_after_three_years_and_the_figures_stay(world: World) -> None:
    await world.until(OVER)
    await world.press_on(asked(world)[0], "Stämmer", world.chat("Mehmet Aydin"))
    expire = HOLDING.expire
    assert expire is not None
    late = OVER + dt.timedelta(days=3 * 365)
    assert await world.store.run(lambda tx: expire(tx, OVER + dt.timedelta(days=1000))) == 0
    assert await world.store.run(lambda tx: expire(tx, late)) == 1
    assert await world.store.run(lambda tx: expire(tx, late)) == 0
    [noted] = await roll_calls(world)
    assert noted.represented == 2
    assert not any(each.person or each.person_name or each.noted_by for each in noted.seats)


async def test_a_meeting_that_has_been_cannot_be_undone_away(world: World) -> None:
    await world.until(OVER - dt.timedelta(days=2))
    await world.book("boka planeringscheferna 20 januari kl 9–11 digitalt")
    await world.until(OVER - dt.timedelta(days=1))
    await world.chat("Mehmet Aydin").say("alla var där")
    words = read(await world.secretariat.say("ångra"))
    assert words == "Du har inget möte att ångra den senaste veckan."
    assert len(await roll_calls(world)) == 1
    assert "Alla 2 kommuner var med." in read(await world.secretariat.say("vem var med på mötet den 20 januari?"))


async def test_the_cards_are_drawn_as_the_golden_file_says(world: World) -> None:
    await answer(world, "Per Berg", "Förhinder, ersättare kommer")
    await world.until(OVER)
    form = asked(world)[0].message.card
    noted = Message.of(await world.press_on(asked(world)[0], "Stämmer", world.chat("Mehmet Aydin")) or Reply()).card
    key = (await roll_calls(world))[0].meeting
    drawn = json.loads(json.dumps({"form": form, "noted": noted}).replace(key, "MEETING"))
    assert drawn == json.loads((GOLDEN / "rollcall.json").read_text(encoding="utf-8"))


async def test_what_was_noted_last_is_not_mistaken_for_a_booking(world: World) -> None:
    """ "Ångra" after a noting took back the booking before it."""
    await world.until(OVER)
    await world.book("boka planeringscheferna 11 februari 9-11 på Tyresö slott")
    await world.until(OVER + HOUR)
    chat = world.secretariat
    await chat.say("närvaro planeringscheferna 21 januari: alla utom Botkyrka")
    reply = read(await chat.say("ångra"))
    assert "rätta den" in reply
    assert "Botkyrka" in reply
    assert "11 februari" in read(await chat.say("när är planeringschefernas nästa möte?"))


NO_RIGHT = "Närvaron för planeringscheferna noterar ordföranden Mehmet Aydin och kansliet."


@pytest.mark.parametrize(
    "said", ["Tyresö var inte där", "alla utom Tyresö", "alla kom", "upprop", "Norrtälje kom inte"]
)
async def test_who_may_not_note_is_told_who_may(world: World, said: str) -> None:
    """They were answered with a fact of 2021 instead, before the meeting and after it."""
    member = world.chat("Åsa Öberg")
    assert read(await member.say(said)).startswith("Närvaron noterar ordföranden och kansliet")
    await world.until(OVER)
    assert read(await world.chat("Åsa Öberg").say(said)).startswith(NO_RIGHT)
    # Of a body in which they have no seat they know no chair.
    assert read(await world.chat("Karin Holmlund").say(said)).startswith("Närvaron noterar ordföranden och kansliet")
    assert await roll_calls(world) == []


async def test_there_is_no_meeting_to_note(world: World) -> None:
    """Chair and secretariat got a fact of 2021."""
    for chat in (world.chat("Mehmet Aydin"), world.secretariat):
        for said in ("alla utom Tyresö", "upprop", "Tyresö var inte där", "Norrtälje kom inte"):
            assert "Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11 har inte börjat än." in read(
                await chat.say(said)
            )
    await world.until(OVER + HOUR)
    for chat in (world.chat("Mehmet Aydin"), world.secretariat):
        words = read(await chat.say("Tyresö var inte där den 14 januari"))
        assert words == (
            "Jag känner inte till något möte torsdag 14 januari (v. 2), så inget är noterat. "
            "Så här ser det ut bakåt: Planeringscheferna i dag kl. 9–11."
        )
        words = read(await chat.say("Norrtälje var inte där"))
        assert words.startswith("Jag vet inte vilken kommun *Norrtälje* är, så inget är noterat.")
    assert await roll_calls(world) == []


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("kom Tyresö?", "Tyresö: frånvarande."),
        ("kom Tyresö", "Tyresö: frånvarande."),
        ("kom tyresö?", "Tyresö: frånvarande."),
        ("var Botkyrka och Tyresö med?", "Botkyrka: på plats och Tyresö: frånvarande."),
        ("kom Per Berg?", "Tyresö: frånvarande."),
        ("did Tyresö come?", "Tyresö: frånvarande."),
        ("var alla där?", "Planeringscheferna"),
        ("kom alla?", "Planeringscheferna"),
        ("vilka var borta?", "Planeringscheferna"),
        ("vem saknades?", "Planeringscheferna"),
        ("vilka var med?", "Planeringscheferna"),
        ("who was absent?", "Planeringscheferna"),
    ],
)
async def test_the_last_meeting_is_asked_about_without_being_named(world: World, said: str, first: str) -> None:
    """It was answered with facts of 2021, and without a question mark noted as if it had been told."""
    await world.until(OVER)
    assert "Ingen har noterat närvaron" in read(await world.chat("Per Berg").say(said))
    await world.chat("Mehmet Aydin").say("alla utom Tyresö")
    words = read(await world.chat("Mehmet Aydin").say(said))
    assert words.startswith(first)
    assert "1 av 2 kommuner var med." in words
    assert "Frånvarande: Tyresö" in words
    assert len(await journal(world)) == 1


@pytest.mark.parametrize("said", ["var Salem med i klimatstrategernas nätverk 2021?", "vad kom kommunerna fram till?"])
async def test_what_else_was_is_left_to_the_reports(world: World, said: str) -> None:
    await world.until(OVER)
    words = read(await world.chat("Per Berg").say(said))
    assert "Planeringscheferna" not in words
    assert "Verksamhetsberättelse 2021" in words
