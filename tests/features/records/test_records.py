"""The journal is taken out for registration: whole or one matter, as JSON and as Word, by the secretariat alone."""

import datetime as dt
import io
import json
from pathlib import Path

import docx
import pytest

from bot.commands import run_export
from bot.core.journal import Entry, in_both, write_down
from bot.core.ports import Store
from bot.features.records.documents import as_docx, as_json
from bot.features.records.feature import read_export
from bot.features.records.model import Extract, Form
from bot.settings import DEFAULT_STORE
from bot.store.open import open_store
from tests.conftest import DATA
from tests.conversation import NOW, Chat, read
from tests.features.broadcasts.test_sending import furnish
from tests.features.referrals.conftest import LANSPLAN
from tests.world import ADDRESS, World, living

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("exportera ärende KS 2026/123", "KS 2026/123"),
        ("Exportera journalen för utskick 12.", "utskick 12"),
        ("export the meeting of the planning managers", "of the planning managers"),
        ("exportera mötet i planeringscheferna 3 mars", "i planeringscheferna 3 mars"),
        ("exportera journalen", "journalen"),
    ],
)
def test_what_is_to_be_taken_out(said: str, what: str) -> None:
    assert read_export(said) == what


@pytest.mark.parametrize(
    "said", ["exportera närvaron", "export the attendance", "hur exporterar jag", "exportera planeringscheferna"]
)
def test_what_is_not(said: str) -> None:
    assert read_export(said) is None


async def fetch(world: World, chat: Chat, number: int) -> tuple[str, bytes]:
    """Fetch what a button of the latest card opens; return its type and body."""
    assert chat.last is not None
    assert chat.last.card is not None
    url = chat.last.card.buttons[number].url
    room, key, _ = url.removeprefix(f"{ADDRESS}/").split("/")
    page = next(page for page in world.bot.pages if page.room == room)
    document = await page.serve(key, world.clock())
    assert document is not None
    return document.type, document.body


async def send(world: World, words: str) -> None:
    chat = world.secretariat
    await chat.say(words)
    await chat.press("Skicka")
    await world.until(world.clock() + dt.timedelta(minutes=1))


async def test_a_broadcast_is_taken_out_as_json_and_as_word(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await send(world, "skicka till planeringscheferna: Läs {underlaget} & <svara>.")
        await send(world, "skicka till Lovisa Brandt: Något annat.")
        chat = world.secretariat
        await chat.say("ta tillbaka utskick 1")
        words = read(await chat.say("exportera utskick 1"))
        assert words.startswith("Utskick 1: 2 händelser")
        kind, body = await fetch(world, chat, 1)
        assert kind == "application/json"
        found = json.loads(body)
        assert found["ärende"] == "Utskick 1"
        assert [(each["vem"], each["vad"]) for each in found["händelser"]] == [
            ("Gunilla Ström", "Skickade ett utskick till planeringscheferna: Läs {underlaget} & <svara>."),
            ("Gunilla Ström", "Tog tillbaka utskicket"),
            ("Gunilla Ström", "Tog ut journalen för diarieföring"),
        ]
        assert found["händelser"][0]["tid"] == "2026-11-23T09:00:00+01:00"
        kind, body = await fetch(world, chat, 0)
        table = docx.Document(io.BytesIO(body)).tables[0]
        assert [cell.text for cell in table.rows[1].cells] == [
            "2026-11-23 09:00",
            "Gunilla Ström",
            "Skickade ett utskick till planeringscheferna: Läs {underlaget} & <svara>.",
        ]
        assert "Jag hittar inget som heter ”utskick 99”" in read(await chat.say("exportera utskick 99"))


async def test_a_meeting_is_found_by_body_and_day_also_when_it_has_been(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        await chat.say("boka planeringscheferna torsdag 3 december 9-11 på Tyresö slott")
        await chat.press("Boka")
        words = read(await chat.say("exportera planeringscheferna 3 december"))
        assert words.startswith("planeringscheferna, torsdag 3 december 2026 (v. 49): en händelse")
        chat.now = NOW + 60 * DAY
        assert "3 december 2026" in read(await chat.say("exportera mötet i planeringscheferna 3 december"))
        assert "3 december 2026" in read(await chat.say("exportera mötet i planeringscheferna"))
        assert "Jag hittar inget" in read(await chat.say("exportera planeringscheferna 4 december"))


async def test_a_referral_is_found_by_its_case_number_with_the_broadcasts_about_it(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        await chat.say(LANSPLAN)
        await chat.press("Registrera")
        await chat.press("Ja, gemensamt")
        await world.until(world.clock() + dt.timedelta(minutes=5))
        words = read(await chat.say("exportera ärende TRV 2026/123"))
        assert words.startswith("Länsplan för regional transportinfrastruktur, TRV 2026/123: ")
        assert "Länsplan" in read(await chat.say("exportera remissen länsplanen"))


async def test_the_whole_journal_and_an_address_that_has_grown_old(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await send(world, "skicka till planeringscheferna: Hej.")
        chat = world.secretariat
        assert read(await chat.say("exportera hela journalen")).startswith("Hela journalen: en händelse")
        page = next(page for page in world.bot.pages if page.room == "journal")
        assert chat.last is not None
        assert chat.last.card is not None
        key = chat.last.card.buttons[0].url.split("/")[-2]
        assert await page.serve(key, world.clock())
        assert await page.serve(key, world.clock() + 8 * DAY) is None
        for odd in ("", "x", "x-docx", key.replace("docx", "exe"), "a" * 10_000):
            assert await page.serve(odd, world.clock()) is None


async def test_only_the_secretariat_in_its_own_chat(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        assert "kan bara kansliet göra" in read(await world.chat("Mehmet Aydin").say("exportera journalen"))
        assert "i vår egen chatt" in read(await world.in_channel("Gunilla Ström").say("exportera journalen"))


async def test_the_command_reads_a_copy_while_the_bot_runs(tmp_path: Path) -> None:
    store = await open_store(DEFAULT_STORE, tmp_path)
    said = in_both(lambda _: "Gjorde något")
    entry = Entry("meeting:1", NOW, "aad", "Gunilla Ström", said)
    await store.run(lambda tx: write_down(tx, lambda: "1", entry))
    body = await run_export(DEFAULT_STORE, tmp_path, DATA, "", "json")
    assert [each["gäller"] for each in json.loads(body)["händelser"]] == ["meeting:1"]
    await store.close()


def test_a_long_journal_with_odd_characters_becomes_a_document() -> None:
    said = in_both(lambda _: "Rad ett\nrad två \x0b \ud83d\ude00".encode("utf-8", "ignore").decode())
    entries = tuple(Entry("x:1", NOW, "", "", said) for _ in range(3_000))
    extract = Extract("Allt", "KS 2026/1", NOW, entries, "sv")
    document = docx.Document(io.BytesIO(as_docx(extract)))
    assert len(document.tables[0].rows) == 3_001
    assert "Diarienummer: KS 2026/1" in document.paragraphs[1].text
    assert json.loads(as_json(extract))["händelser"][0]["vem"] == "boten"
    assert set(Form) == {"json", "docx"}


async def test_seats_and_facts_are_in_the_journal_too(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        await chat.say("Stina Nyqvist blir ersättare för Botkyrka i planeringscheferna från 1 januari")
        await chat.press("Spara")
        asker = world.chat("Per Berg")
        await asker.say("vad kostar Tvärförbindelsen att bygga?")
        await asker.say("ja")
        await chat.say("fakta 1: Det vet ingen {än}.")
        await chat.say("glöm fakta 1")
        await chat.say("exportera journalen")
        _, body = await fetch(world, chat, 1)
        told = [(each["slag"], each["vem"], each["vad"]) for each in json.loads(body)["händelser"]]
        assert ("body", "Gunilla Ström") in {each[:2] for each in told}
        seat = next(said for kind, _, said in told if kind == "body")
        assert seat == "Botkyrka, ersättare i planeringscheferna: Stina Nyqvist från fredag 1 januari 2027"
        facts = [said for kind, _, said in told if kind == "fact"]
        assert facts == [
            "Gjorde till fakta: vad kostar Tvärförbindelsen att bygga? Det vet ingen {än}.",
            "Tog bort fakta: vad kostar Tvärförbindelsen att bygga?",
        ]
