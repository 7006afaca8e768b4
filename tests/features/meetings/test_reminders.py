"""Reminders as they come while time passes: who is reminded, when, of what, and who is left in peace."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.core.calendar import STOCKHOLM
from bot.core.journal import JOURNAL
from bot.core.outbox import OUTBOX, State
from bot.core.ports import Store, Transaction, Unreachable
from bot.core.turn import Message
from bot.features.bodies.seats import Filling, Post
from bot.features.meetings.model import MEETINGS, RSVPS, Meeting, What
from bot.features.meetings.model import State as MeetingState
from bot.features.meetings.reminders.ladder import DEFAULT, Kind, Rung, ahead
from bot.features.meetings.reminders.planning import rungs_of
from bot.store.open import open_store
from tests.conversation import NOW, Chat, person, read
from tests.features.bodies.conftest import FILLINGS, NEW_YEAR
from tests.world import World, living

BOOKING = "boka planeringscheferna 21 januari 9-11 på Tyresö slott https://teams.example/x. Agenda: Budget; Länsplanen"
SILENT_GUEST = Filling("planeringschefer", "0126", Post.HOLDER, "Lukas Josefsén", NEW_YEAR, email="l@example.org")


MINUTE = dt.timedelta(minutes=1)


def at(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2027) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=STOCKHOLM).astimezone(dt.UTC)


async def people_arrive(world: World) -> None:
    assert await world.bot.seating.fill([*FILLINGS, SILENT_GUEST])
    for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Gunilla Ström"):
        await world.chat(name).say("hej")
    await world.in_channel("Per Berg").say("hej")
    await world.in_channel("Lukas Josefsén", tenant="elsewhere").say("hej")


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    """Per Berg, Mehmet Aydin (the chair) and a guest who can be reached in the channel alone, on 23 November."""
    async with living(memory) as made:
        await people_arrive(made)
        yield made


async def test_a_meeting_that_nobody_answers(world: World) -> None:
    await world.book(BOOKING)
    await world.until(at(1, 6, 23))
    assert len(world.to_channel()) == 1
    await world.until(at(1, 7))
    first = world.to_channel()[-1]
    assert first.at == at(1, 7)
    assert "Ingen kommun har svarat än. Jag väntar på svar från Botkyrka, Huddinge och Tyresö." in first.words
    assert world.to_person("Per Berg") == []

    await world.until(at(1, 14))
    assert "Jag väntar på svar från Huddinge (Lukas Josefsén)." in world.to_channel()[-1].words
    mine = world.to_person("Per Berg")
    assert [each.at for each in mine] == [at(1, 14)]
    assert mine[0].words.startswith(
        "Planeringscheferna ses torsdag 21 januari (v. 3) kl. 9–11. Jag väntar på svar från Tyresö. Kommer du?"
    )

    await world.until(at(1, 18))
    named = world.to_channel()[-1]
    assert named.at == at(1, 18)
    assert "Botkyrka (Mehmet Aydin), Huddinge (Lukas Josefsén) och Tyresö (Per Berg)" in named.words
    assert named.message.mentions == tuple(
        (person(n).teams_id, n) for n in ("Mehmet Aydin", "Lukas Josefsén", "Per Berg")
    )
    assert named.message.card is not None
    assert "<at>Per Berg</at>" in str(named.message.card["body"])

    await world.until(at(1, 20))
    told = world.to_person("Per Berg")[-1].words
    assert told.startswith("Planeringscheferna ses i morgon kl. 9–11.")
    assert "1. Läget i kommunerna\n2. Budget\n3. Länsplanen\n4. Övriga frågor" in told
    assert "Du har inte svarat, så jag räknar med dig." in told
    chair = world.to_person("Mehmet Aydin")[-1].words
    assert "Har inte svarat\n– Botkyrka: Mehmet Aydin\n– Huddinge: Lukas Josefsén, l@example.org\n– Tyresö: " in chair
    assert "Till Lukas Josefsén, som jag inte når i egen chatt." in world.to_channel()[-1].words

    await world.until(at(1, 21, 8, 30))
    assert "ses i dag kl. 9–11. Här är länken." in world.to_person("Per Berg")[-1].words
    assert [len(world.to_person(name)) for name in ("Per Berg", "Mehmet Aydin", "Åsa Öberg", "Gunilla Ström")] == [
        3,
        3,
        0,
        0,
    ]
    count = len(world.teams.arrived)
    await world.until(at(3, 1))
    # The chair alone hears of it afterwards: who was there?
    assert [(each.to, "Stämmer" in each.words) for each in world.teams.arrived[count:]] == [
        (f"person:{person('Mehmet Aydin').id}", True)
    ] * 2


async def test_who_has_answered_is_left_in_peace(world: World) -> None:
    await world.book(BOOKING)
    await world.press_on(world.to_channel()[0], "Kommer", world.in_channel("Per Berg"))
    await world.until(at(1, 7))
    assert "1 av 8 kommuner är klara. Jag väntar på svar från Botkyrka och Huddinge." in world.to_channel()[-1].words
    await world.until(at(1, 14))
    assert world.to_person("Per Berg") == []
    assert len(world.to_person("Mehmet Aydin")) == 1
    chair = world.chat("Mehmet Aydin")
    assert "Botkyrka har förhinder" in read(
        await world.press_on(world.to_person("Mehmet Aydin")[0], "Förhinder", chair)
    )
    drawn = await world.press_on(
        world.to_channel()[-1], "Kommer", world.in_channel("Lukas Josefsén", tenant="elsewhere")
    )
    assert "Alla har svarat." in read(drawn)
    assert drawn is not None
    assert drawn.replaces
    await world.until(world.clock() + MINUTE)
    assert [each.words.split("\n")[0][-16:] for each in world.to_channel()[1:]] == ["Alla har svarat."] * 2
    await world.until(at(1, 18, 12))
    assert len(world.to_channel()) == 3
    await world.until(at(1, 20))
    assert "Har inte svarat" not in world.to_person("Per Berg")[-1].words
    assert "Förhinder" in world.to_person("Per Berg")[-1].words
    assert len(world.to_person("Mehmet Aydin")) == 1, "who does not come needs no agenda"


async def test_the_stand_in_who_spoke_for_the_seat(world: World) -> None:
    await world.book(BOOKING)
    await world.press_on(world.to_channel()[0], "Förhinder, ersättare kommer", world.in_channel("Per Berg"))
    await world.until(at(1, 20))
    assert world.to_person("Per Berg") == []
    assert world.to_person("Åsa Öberg")[-1].words.startswith("Planeringscheferna ses i morgon")


async def test_moved_there_and_back_and_undone_nobody_hears_twice(world: World) -> None:
    await world.book(BOOKING)
    await world.until(at(1, 15))
    before = len(world.teams.arrived)
    chat = world.secretariat
    await chat.say("flytta planeringscheferna 21 januari till 4 februari")
    await chat.press("Flytta")
    await world.until(world.clock() + MINUTE)
    assert all("torsdag 4 februari (v. 5)" in each.words for each in world.teams.arrived), (
        "a reminder is still at the old time"
    )
    await chat.say("ångra")
    await world.until(at(1, 17))
    assert len(world.teams.arrived) == before
    await world.until(at(1, 25))
    kinds = [each.words.split("\n")[0] for each in world.teams.arrived[before:] if "Stämmer" not in each.words]
    assert len(kinds) == 1 + 3 + 3, kinds


async def test_a_cancelled_meeting_reminds_nobody(world: World) -> None:
    await world.book(BOOKING)
    await world.until(at(1, 14))
    chat = world.secretariat
    await chat.say("ställ in planeringscheferna 21 januari")
    await chat.press("Ställ in")
    await world.until(world.clock() + MINUTE)
    count = len(world.teams.arrived)
    assert all(each.words.startswith("Inställt: ") for each in world.teams.arrived)
    await world.until(at(2, 1))
    assert len(world.teams.arrived) == count


async def test_a_cancellation_taken_back_reminds_again(world: World) -> None:
    await world.book(BOOKING)
    chat = world.secretariat
    await chat.say("ställ in planeringscheferna 21 januari")
    await chat.press("Ställ in")
    await world.until(at(1, 10) - dt.timedelta(days=20))
    assert "taget tillbaka" not in read(await world.secretariat.say("ångra")), "a week has passed"
    chat = await world.book("boka planeringscheferna 28 januari 9-11 digitalt")
    await chat.say("ställ in planeringscheferna 28 januari")
    await chat.press("Ställ in")
    assert "taget tillbaka" in read(await chat.say("ångra"))
    await world.until(at(1, 14))
    assert world.to_channel()[-1].at == at(1, 14)
    assert "torsdag 28 januari" in world.to_channel()[-1].words


async def test_a_booking_taken_back_leaves_no_reminder(world: World) -> None:
    chat = await world.book(BOOKING)
    await chat.press("Ångra")
    await world.until(at(2, 1))
    assert world.teams.arrived == []


async def test_the_ladder_is_changed_in_a_sentence_and_taken_back(world: World) -> None:
    await world.book(BOOKING)
    chair = world.chat("Mehmet Aydin")
    words = read(await chair.say("påminn planeringscheferna 10 dagar och 2 dagar före"))
    assert words.startswith("Ska jag påminna planeringscheferna så här?\n– 10 dagar före: till kanalen")
    preview = chair.last
    assert read(await chair.press("Spara")).startswith("Sparat: så påminner jag planeringscheferna")
    saved = chair.last
    assert "Mehmet Aydin valde dem måndag 23 november." in read(
        await chair.say("visa påminnelserna för planeringscheferna")
    )
    await world.until(at(1, 21))
    assert [each.at for each in world.to_channel()[1:]] == [at(1, 11), at(1, 19)]
    assert world.to_person("Per Berg") == []
    chair.last = preview
    assert "Sparat" in read(await chair.press("Spara"))
    chair.last = saved
    assert "14 dagar före" in read(await chair.press("Ångra"))
    assert saved is not None
    assert "Någon har ändrat påminnelserna" in read(await chair.press_on(Message.of(saved).card or {}, "Ångra"))


async def test_a_ladder_of_somebody_else_is_refused_and_bad_times_are_told(world: World) -> None:
    words = read(await world.chat("Lovisa Brandt").say("påminn planeringscheferna 10 dagar före"))
    assert words.startswith("Möten i planeringscheferna kan bara ordföranden Mehmet Aydin och kansliet")
    assert "Det där kan bara" in read(await world.chat("Åsa Öberg").say("påminn planeringscheferna 10 dagar före"))
    chat = world.secretariat
    assert "mellan 60 dagar och 5 minuter" in read(await chat.say("påminn planeringscheferna 99 dagar före"))
    assert "När ska jag påminna planeringscheferna?" in read(await chat.say("påminn planeringscheferna före mötet"))
    assert "Vilket organ menar du?" in read(await chat.say("påminn 10 dagar före"))
    assert "Ska jag inte påminna" in read(await chat.say("ta bort påminnelserna för planeringscheferna"))
    assert "Jag påminner inte planeringscheferna." in read(await chat.press("Spara"))
    assert "14 dagar före" in read(await chat.say("återställ påminnelserna för planeringscheferna"))
    other = world.chat("Mehmet Aydin")
    await other.say("påminn planeringscheferna 5 dagar före")
    await other.press("Spara")
    assert "Någon har ändrat påminnelserna" in read(await chat.press("Spara"))


async def test_each_person_says_how_much_they_want(world: World) -> None:
    await world.book(BOOKING)
    await world.until(at(1, 14))
    member = world.chat("Per Berg")
    said = read(await world.press_on(world.to_person("Per Berg")[0], "Färre påminnelser", member))
    assert said.startswith("Du får färre påminnelser: bara de sista tre dagarna")
    assert "Jag påminner dig bara dagen före" in read(await member.press("Bara dagen före"))
    await world.until(at(1, 18))
    named = world.to_channel()[-1]
    assert "Tyresö" in named.words
    assert "Per Berg" not in named.words
    await world.until(at(1, 20, 10))
    assert len(world.to_person("Per Berg")) == 2
    await world.chat("Mehmet Aydin").say("inga påminnelser")
    await world.until(at(1, 22))
    assert len(world.to_person("Per Berg")) == 2
    assert len(world.to_person("Mehmet Aydin")) == 3, "he is still asked who was there"
    assert "Jag påminner dig inte mer." in read(await world.chat("Mehmet Aydin").say("mina påminnelser"))
    english = Chat(world.bot, who=person("Emma Clarke"), locale="en-GB")
    assert "You get fewer reminders" in read(await english.say("fewer reminders"))


async def test_who_has_an_english_client_is_reminded_in_english(world: World) -> None:
    await world.chat("Per Berg", locale="en-GB").say("hello")
    await world.book(BOOKING)
    await world.until(at(1, 14))
    words = world.to_person("Per Berg")[0].words
    assert words.startswith(
        "The planning managers: meeting Thursday 21 January (week 3) 9–11 am. I am waiting for an answer"
    )
    assert "[Fewer reminders]" in words


async def test_who_cannot_be_written_to_is_named_in_the_channel(world: World) -> None:
    await world.book(BOOKING)
    world.teams.refuses[f"person:{person('Mehmet Aydin').id}"] = Unreachable("blocked")
    await world.until(at(1, 15))
    await world.until(at(1, 20))
    assert "Till Mehmet Aydin och Lukas Josefsén, som jag inte når i egen chatt." in world.to_channel()[-1].words
    assert "Har inte svarat" in world.to_person("Per Berg")[-1].words, "the vice chair is told instead"


async def test_the_next_sends_are_shown_stopped_and_hurried(world: World) -> None:
    await world.book(BOOKING)
    chat = world.secretariat
    words = read(await chat.say("nästa utskick"))
    assert (
        "1. Torsdag 7 januari (v. 1) kl. 9: påminnelse om planeringscheferna torsdag 21 januari (v. 3) kl. 9–11. "
        "Till kanalen för planeringscheferna." in words
    )
    assert "2. Torsdag 14 januari (v. 2) kl. 9: påminnelse till dem som inte har svarat" in words
    assert "Till Mehmet Aydin, Per Berg och kanalen för planeringscheferna." in words
    shown = chat.last
    words = read(await chat.press("Stoppa", chosen="1"))
    assert words.startswith("Stoppat: Torsdag 7 januari")
    assert "1. Torsdag 14 januari" in words
    assert read(await chat.press("Ångra")).startswith("Går ut som planerat: Torsdag 7 januari")
    await chat.press("Stoppa", chosen="1")
    chat.last = shown
    assert "Det har redan skickats eller stoppats." in read(await chat.press("Stoppa", chosen="1"))
    assert "Det har redan skickats eller stoppats." in read(await chat.press("Stoppa", chosen="77"))
    chat.last = shown
    assert read(await chat.press("Skicka nu", chosen="2")).startswith("Skickas nu: ")
    await world.settle()
    assert [each.at for each in world.to_person("Per Berg")] == [NOW]
    assert len(world.to_channel()) == 2
    await world.until(at(1, 16))
    assert len(world.to_person("Per Berg")) == 1, "the rung that was sent early comes again"
    assert len(world.to_channel()) == 2
    await chat.say("flytta planeringscheferna 21 januari till 22 januari")
    await chat.press("Flytta")
    entries = await world.store.run(lambda tx: tx.between(JOURNAL, "at"))
    said = [kept.value.said("sv") for kept in entries]
    assert (
        "Gunilla Ström stoppade: påminnelse om planeringscheferna torsdag 21 januari (v. 3) kl. 9–11. Till " in said[1]
    )
    assert said[2].startswith("Gunilla Ström lät gå ut som planerat: påminnelse om")
    assert said[4].startswith("Gunilla Ström skickade i förväg: påminnelse till dem som inte har svarat")


async def test_undo_in_words_takes_back_the_latest_deed_and_not_an_older_one(world: World) -> None:
    await world.book(BOOKING)
    chat = world.secretariat
    chat.now += MINUTE
    await chat.say("påminn planeringscheferna 10 dagar före")
    await chat.press("Spara")
    chat.now += MINUTE
    await chat.say("nästa utskick")
    await chat.press("Stoppa", chosen="1")
    chat.now += MINUTE
    assert read(await chat.say("ångra")).startswith("Går ut som planerat: Måndag 11 januari")
    await chat.say("nästa utskick")
    await chat.press("Skicka nu", chosen="1")
    chat.now += MINUTE
    assert "går inte att ta tillbaka" in read(await chat.say("ångra"))
    assert read(await chat.say("ångra")).startswith("Sparat: så påminner jag planeringscheferna\n– 14 dagar före")
    assert "Planeringscheferna: taget tillbaka" in read(await chat.say("ångra"))
    assert "taget tillbaka" not in read(await chat.say("ångra"))


async def test_whose_sends_are_whose(world: World) -> None:
    await world.book(BOOKING)
    await world.book("boka klimatstrategerna 21 januari 13-15 digitalt")
    chair = world.chat("Mehmet Aydin")
    words = read(await chair.say("nästa utskick"))
    assert "planeringscheferna" in words
    assert "klimatstrategerna" not in words
    theirs = world.secretariat
    await theirs.say("nästa utskick")
    number = next(
        str(n) for n, line in enumerate(read(theirs.last).split("\n")[1:], start=1) if "klimatstrategerna" in line
    )
    chair.last = theirs.last
    assert "Det kan bara ordföranden i organet och kansliet" in read(await chair.press("Stoppa", chosen=number))
    assert "Det där kan bara" in read(await world.chat("Per Aspelin").say("nästa utskick"))
    assert "egen chatt" in read(await world.in_channel("Mehmet Aydin").say("nästa utskick"))


async def test_an_invitation_that_waits_can_be_stopped_for_good(world: World) -> None:
    chat = world.secretariat
    await chat.say("boka planeringscheferna 14 januari och 11 februari 9-11 digitalt")
    await chat.press("Boka")
    words = read(await chat.say("nästa utskick"))
    assert "Planeringscheferna ses torsdag 14 januari (v. 2) kl. 9–11. Till kanalen för planeringscheferna." in words
    assert read(await chat.press("Stoppa", chosen="1")).startswith("Stoppat: ")
    await world.until(at(12, 18, year=2026))
    await world.chat("Per Berg").say("jag kommer den 14 januari")
    await world.until(at(12, 30, year=2026))
    assert [each.words[:26] for each in world.to_channel()] == ["Planeringscheferna ses tor"], "the invitation came"


async def test_what_says_the_same_to_several_is_one_line_and_stops_as_one(world: World) -> None:
    await world.in_channel("Lovisa Brandt", "Klimatstrateger").say("hej")
    chat = world.secretariat
    await chat.say("boka planeringscheferna och klimatstrategerna 14 januari och 11 februari 9-11 digitalt")
    await chat.press("Boka")
    words = read(await chat.say("nästa utskick"))
    assert "kl. 9–11. Till kanalen för planeringscheferna och kanalen för klimatstrategerna.\n" in words
    await chat.press("Stoppa", chosen="1")
    await world.until(at(12, 20, year=2026))
    assert world.to_channel() == world.to_channel("Klimatstrateger") == []
    chat.now = world.clock()
    await chat.press("Ångra")
    await world.settle()
    assert len(world.to_channel()) == len(world.to_channel("Klimatstrateger")) == 1


async def test_a_reminder_for_a_channel_that_is_not_known_is_on_the_list_of_what_did_not_arrive(world: World) -> None:
    await world.book("boka klimatstrategerna 21 januari 9-11 digitalt")
    await world.until(at(1, 7))
    rows = await world.store.run(lambda tx: tx.find(OUTBOX, state=State.UNREACHABLE))
    assert [row.value.reason for row in rows] == ["no address"]


async def test_after_a_standstill_what_is_late_by_a_day_comes_and_what_is_older_does_not(memory: Store) -> None:
    async with living(memory) as world:
        await people_arrive(world)
        await world.book(BOOKING)
        await world.until(at(1, 14, 8))
        before = len(world.teams.arrived)
    async with living(memory, start=at(1, 14, 20)) as world:
        await world.settle()
        assert len(world.to_person("Per Berg")) == 1
    async with living(memory, start=at(1, 19, 12)) as world:
        await world.settle()
        assert world.teams.arrived == []
        assert before == 2


async def test_a_joint_meeting_reminds_in_each_channel_and_each_person_once(world: World) -> None:
    await world.in_channel("Lovisa Brandt", "Klimatstrateger").say("hej")
    await world.book("boka planeringscheferna och klimatstrategerna 21 januari 9-11 digitalt")
    await world.until(at(1, 7))
    for team in ("Planeringschefer", "Klimatstrateger"):
        assert [each.at for each in world.to_channel(team)] == [NOW, at(1, 7)]
        assert "Planeringscheferna och klimatstrategerna ses" in world.to_channel(team)[-1].words
    await world.until(at(1, 14))
    assert len(world.to_person("Per Berg")) == 1


# Whatever happens, in whatever order

DAY = dt.timedelta(days=1)
CHANNEL = "conversation:19:planeringschefer@thread.tacv2"
NAMES = ("Per Berg", "Mehmet Aydin")
acts = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from(("answer Per Berg", "answer Mehmet Aydin", "move", "back", "cancel", "undo", "ladder", "wait")),
    ),
    max_size=8,
)


@dataclass
class Oracle:
    """What should have been sent, counted by itself from the state of the meeting after each act."""

    sent: list[tuple[dt.datetime, str]] = field(default_factory=list)
    done: set[tuple[dt.datetime, Rung]] = field(default_factory=set)
    ladder: tuple[Rung, ...] = DEFAULT

    def pass_time(self, meeting: Meeting | None, answered: set[str], start: dt.datetime, end: dt.datetime) -> None:
        if meeting is None or meeting.state is MeetingState.CANCELLED:
            return
        last = meeting.history[-1]
        told_at = last.at if last.what in {What.BOOKED, What.MOVED} else None
        for each in ahead(self.ladder, meeting.starts_at, start, told_at):
            if each.at <= end and (meeting.starts_at, each.rung) not in self.done:
                self.done.add((meeting.starts_at, each.rung))
                asks = each.rung.kind is Kind.SILENT
                whom = [f"person:{person(name).id}" for name in NAMES if not (asks and name in answered)]
                in_person = each.rung.kind not in {Kind.CHANNEL, Kind.NAMED}
                self.sent += [(each.at, to) for to in (whom if in_person else [])]
                # The guest never answers, and is reached in the channel alone.
                self.sent.append((each.at, CHANNEL))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts)
@example([(3, "move"), (0, "back"), (9, "undo"), (9, "undo")])
@example([(9, "answer Per Berg"), (9, "cancel"), (3, "undo"), (3, "move"), (1, "undo")])
def test_reminders_sent_are_reminders_due_each_once(story: list[tuple[int, str]]) -> None:
    asyncio.run(_play(story))


async def _play(story: list[tuple[int, str]]) -> None:
    store = await open_store("memory:", Path("unused"))
    now, oracle = at(1, 4, 8), Oracle()
    async with living(store, start=now) as world:
        await people_arrive(world)
        await world.book("boka planeringscheferna 4 februari 9-11 https://teams.example/x")
    for days, act in [*story, (60, "wait")]:
        oracle.pass_time(*await _state(store), now, now + days * DAY)
        # Each time the bot is started anew.
        async with living(store, start=now) as world:
            now += days * DAY
            await world.until(now)
            await _act(world, act)
            await world.settle()
        oracle.ladder = await store.run(lambda tx: rungs_of(tx, "planeringschefer"))
    rows = await store.run(lambda tx: tx.between(OUTBOX, "settled_at"))
    found = [kept.value for kept in rows if kept.id.startswith("reminder:") and kept.value.does == "send"]
    assert {row.state for row in found} <= {State.SENT}
    assert sorted((row.not_before, row.to) for row in found) == sorted(oracle.sent)
    await store.close()


async def _act(world: World, act: str) -> None:
    chat = world.secretariat
    match act.split(" ", 1):
        case ["answer", name]:
            await world.chat(name).say("jag kommer")
        case ["move"] | ["back"]:
            reply = await chat.say(f"flytta planeringscheferna till {'18 februari' if act == 'move' else '4 februari'}")
            if "[Flytta]" in read(reply):
                await chat.press("Flytta")
        case ["cancel"]:
            reply = await chat.say("ställ in planeringscheferna")
            if "[Ställ in]" in read(reply):
                await chat.press("Ställ in")
        case ["undo"]:
            await chat.say("ångra")
        case ["ladder"]:
            await chat.say("påminn planeringscheferna 12 dagar, 5 dagar, 2 dagar och 1 dag före")
            await chat.press("Spara")


async def _state(store: Store) -> tuple[Meeting | None, set[str]]:
    """Return the meeting, and who has answered for the time that it has now."""

    async def work(tx: Transaction) -> tuple[Meeting | None, set[str]]:
        async for kept in tx.all(MEETINGS):
            said = [each.value for each in await tx.find(RSVPS, meeting=kept.id)]
            return kept.value, {each.by_name for each in said if each.starts_at == kept.value.starts_at}
        return None, set()

    return await store.run(work)
