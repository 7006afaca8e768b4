"""What is kept about a person is told, erased without a trace, and gone in time by itself."""

import datetime as dt
import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.card import Words
from bot.core.ports import Store, Transaction
from bot.core.turn import Message
from bot.features.bodies.model import MEMBERS
from bot.features.bodies.seats import CONTACTS, SEATS, Filling, Post
from bot.features.broadcasts import holding as broadcasts
from bot.features.home.personal.cards import told_card
from bot.features.home.personal.service import DISCLOSURES, Told
from bot.features.knowledge.questions import PASSED
from bot.features.meetings import holdings as meetings
from bot.features.meetings.attendance import ROLL_CALLS, Attendance, Outcome, RollCall, roll_call_key
from bot.features.meetings.model import MEETINGS, RSVPS, Meeting, Rsvp, Says, rsvp_key
from bot.features.referrals import holdings as referrals
from bot.store.open import open_store
from tests.conversation import NOW, Chat, person, read
from tests.features.bodies.conftest import FILLINGS
from tests.world import ADDRESS, World, living

LEFT = Filling(
    "planeringschefer",
    "0140",
    Post.HOLDER,
    "Zaida Quistgaard",
    dt.date(2025, 1, 1),
    dt.date(2026, 11, 20),
    email="zaida.quistgaard@example.org",
)
"""Somebody whose time in the seat ended the Friday before."""


@dataclass
class Kept:
    """A world on a disk."""

    world: World
    folder: Path

    @property
    def zaida(self) -> Chat:
        return self.world.chat("Zaida Quistgaard")


@asynccontextmanager
async def lived(tmp_path: Path, url: str = "tinydb:") -> AsyncIterator[Kept]:
    """Let somebody ask, answer, be written to and be at a meeting, and leave; the store is closed in the end."""
    store = await open_store(url, tmp_path)
    async with living(store) as world:
        assert await world.bot.seating.fill((*FILLINGS, LEFT))
        for name in ("Mehmet Aydin", "Gunilla Ström", "Zaida Quistgaard"):
            await world.chat(name).say("hej")
        zaida = world.chat("Zaida Quistgaard")
        await zaida.say("vad kostar Tvärförbindelsen att bygga?")
        await zaida.press("Skicka till kansliet")
        await _been_at_a_meeting(store)
        await world.settle()
        yield Kept(world, tmp_path)
    await store.close()


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    """Somebody of whom much is kept."""
    async with lived(tmp_path) as found:
        yield found


async def _been_at_a_meeting(store: Store) -> None:
    who = person("Zaida Quistgaard")
    start = dt.datetime(2026, 10, 1, 8, tzinfo=dt.UTC)
    meeting = Meeting("m1", ("planeringschefer",), start, start + dt.timedelta(hours=2))
    key = ("m1", "planeringschefer", "0140")

    async def work(tx: Transaction) -> None:
        contact = (await tx.find(CONTACTS, key="zaida quistgaard"))[0]
        mark = Attendance(
            *key, Outcome.PRESENT_HOLDER, who.id, who.name, start, person=contact.id, person_name=who.name
        )
        await tx.add(MEETINGS, "m1", meeting)
        await tx.add(RSVPS, rsvp_key(*key), Rsvp(*key, Says.ATTENDING, start, who.id, who.name, start))
        roll = RollCall("m1", "planeringschefer", start, (mark,), (), who.id, who.name, start)
        await tx.add(ROLL_CALLS, roll_call_key("m1", "planeringschefer"), roll)

    await store.run(work)


async def test_all_that_is_kept_is_told_with_why_and_for_how_long(kept: Kept) -> None:
    said = read(await kept.zaida.say("Vad vet du om mig?"))
    assert "Att vi har träffats: namn, konto och språk (1)" in said
    assert "Dina uppdrag: namn, e-post, kommun och tid" in said
    assert "Frågor som du har skickat till kansliet (1)" in said
    assert said.count("Grund: ") == said.count("Sparas: ") >= 4
    assert "artikel 6.1 e" in said
    assert "[Hämta allt] [Glöm mig]" in said


async def test_all_of_it_is_a_file_for_a_day(kept: Kept) -> None:
    card = Message.of(await kept.zaida.say("vad vet du om mig")).card  # type: ignore[arg-type]
    assert card is not None
    url = next(button["url"] for button in card["actions"] if button["title"] == "Hämta allt")
    page = next(page for page in kept.world.bot.pages if page.room == "om-dig")
    key = url.removeprefix(f"{ADDRESS}/om-dig/").split("/")[0]
    document = await page.serve(key, NOW)
    assert document is not None
    told = json.loads(document.body)
    rows = [row for each in told["uppgifter"] for row in each["rader"]]
    assert any(row.get("namn") == "Zaida Quistgaard" and row.get("id i Teams") for row in rows)
    assert any(row.get("e-post") == "zaida.quistgaard@example.org" for row in rows)
    assert any("Tvärförbindelsen" in row.get("fråga", "") for row in rows)
    assert any(row.get("möte") == "2026-10-01" for row in rows)
    assert await page.serve(key, NOW + dt.timedelta(days=1)) is None
    assert await page.serve("", NOW) is None
    assert await kept.world.store.run(lambda tx: tx.count(DISCLOSURES)) == 1
    await kept.world.until(NOW + dt.timedelta(days=2))
    assert await kept.world.store.run(lambda tx: tx.count(DISCLOSURES)) == 0


async def test_forgetting_asks_once_and_leaves_no_trace(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with lived(tmp_path) as kept:
        zaida = kept.zaida
        asked = read(await zaida.say("glöm mig"))
        assert "Ska jag glömma dig?" in asked
        assert "Frågor som du har skickat till kansliet" in asked
        assert "måste stå kvar" not in asked
        assert b"Quistgaard" in _bytes(tmp_path), "a preview changes nothing"
        assert read(await zaida.press("Ja, glöm mig")).startswith("Klart. Jag har glömt dig.")
        # The turn itself is remembered for ten minutes, since Teams may send it again.
        await kept.world.until(NOW + dt.timedelta(minutes=11))
        for _ in range(3):
            await kept.world.chat("Mehmet Aydin").say("hej")
        await kept.world.settle()
    whole = _bytes(tmp_path).decode("utf-8", "replace").casefold()
    who = person("Zaida Quistgaard")
    traces = ("zaida", "quistgaard", who.id, who.teams_id, "zaida.quistgaard@example.org")
    assert [trace for trace in traces if trace in whole] == []
    assert [trace for trace in traces if trace in caplog.text.casefold()] == []


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_the_statistics_stay_without_a_name(kept: Kept) -> None:
    zaida = kept.zaida
    await zaida.say("glöm mig")
    await zaida.press("Ja, glöm mig")

    async def work(tx: Transaction) -> None:
        seat = await tx.get(SEATS, "planeringschefer/0140")
        roll = await tx.get(ROLL_CALLS, roll_call_key("m1", "planeringschefer"))
        rsvp = await tx.get(RSVPS, rsvp_key("m1", "planeringschefer", "0140"))
        question = await tx.get(PASSED, "1")
        assert seat is not None
        assert [(each.start, each.end) for each in seat.value.holder] == [(LEFT.start, LEFT.end)]
        assert roll is not None
        assert (roll.value.seats[0].outcome, roll.value.seats[0].person) == (Outcome.PRESENT_HOLDER, "")
        assert rsvp is not None
        assert (rsvp.value.says, rsvp.value.by, rsvp.value.by_name) == (Says.ATTENDING, "", "")
        assert question is not None
        assert (question.value.state, question.value.question, question.value.asker) == ("closed", "", "")

    await kept.world.store.run(work)


async def test_whoever_has_a_seat_stays_on_the_list_and_is_told_why(kept: Kept) -> None:
    mehmet = kept.world.chat("Mehmet Aydin")
    asked = read(await mehmet.say("forget me", locale="en-GB"))
    assert "Your name and e-mail on the list, as long as you have a post there." in asked
    await kept.world.chat("Mehmet Aydin").say("hej")
    await mehmet.say("glöm mig")
    done = read(await mehmet.press("Ja, glöm mig"))
    assert "Ditt namn och din e-post på listan" in done

    async def work(tx: Transaction) -> str:
        assert await tx.get(MEMBERS, person("Mehmet Aydin").id) is None
        return (await tx.find(CONTACTS, key="mehmet aydin"))[0].value.name

    assert await kept.world.store.run(work) == "Mehmet Aydin"


async def test_two_presses_and_a_no_do_no_harm(kept: Kept) -> None:
    zaida = kept.zaida
    await zaida.say("glöm mig")
    assert "låter allt vara" in read(await zaida.press("Nej, låt vara"))
    await zaida.say("radera mig")
    card = Message.of(zaida.last).card  # type: ignore[arg-type]
    assert card is not None
    for _ in range(2):
        assert "Klart" in read(await zaida.press_on(card, "Ja, glöm mig"))


async def test_in_a_channel_nothing_personal_is_told(kept: Kept) -> None:
    in_channel = kept.world.in_channel("Zaida Quistgaard")
    for said in ("vad vet du om mig", "glöm mig"):
        assert "i din egen chatt" in read(await in_channel.say(said))
    assert "i din egen chatt" in read(await in_channel.press_raw({"do": "personal.forget"}))


async def test_a_stranger_is_told_that_there_is_little(kept: Kept) -> None:
    said = read(await kept.world.chat("Nils Ingenstans").say("what do you know about me", locale="en-GB"))
    assert "That we have met" in said
    assert "Your posts" not in said


async def test_what_has_been_kept_for_long_enough_goes_by_itself(tmp_path: Path) -> None:
    async def work(tx: Transaction) -> None:
        assert await tx.get(MEMBERS, person("Zaida Quistgaard").id) is None
        assert await tx.find(CONTACTS, key="zaida quistgaard") == []
        assert len(await tx.find(CONTACTS, key="mehmet aydin")) == 1
        assert await tx.get(MEMBERS, person("Mehmet Aydin").id), "whoever has a post is still to be reached"
        question = await tx.get(PASSED, "1")
        assert question is not None
        assert question.value.asker_name == ""

    # Two years of nights; that a disk keeps what it is told is shown elsewhere.
    async with lived(tmp_path, "memory:") as kept:
        await kept.world.until(dt.datetime(2029, 3, 1, 8, tzinfo=dt.UTC))
        await kept.world.store.run(work)


def test_purpose_ground_and_time_read_as_sentences_whichever_feature_wrote_them() -> None:
    # "för att visa vem som ändrade ett möte, och kunna ångra Grund: …", and "Grund: Allmänt intresse".
    holdings = [*meetings.HOLDINGS, referrals.build_holding(), broadcasts.build_holding()]
    card = told_card([Told(each, ({},)) for each in holdings], "", "sv")
    said = [part.text for part in card.parts if isinstance(part, Words) and part.small]
    assert len(said) == len(holdings)
    for words in said:
        assert re.fullmatch(r"[A-ZÅÄÖ][^.]*[^. ]\. Grund: [a-zåäö].*[^.]\. Sparas: [a-zåäö].*[^.]\.", words), words
