"""Somebody does all sorts of things over HTTP, leaves and asks to be forgotten; then every byte is searched for them.

Looked at are the files of the embedded store while the bot runs on it, its log included, the tables of PostgreSQL as
text, and what was logged. The journal alone may name them, and the bot says so.
"""

import datetime as dt
import logging
import re
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.features.bodies.seats import Filling, Post
from bot.store.open import FILE, open_store
from bot.store.sqlite import table_sql
from tests.microsoft import BOT, TENANT
from tests.scenarios.newcomers import BODIES, in_team, team_id
from tests.scenarios.outside import documents
from tests.scenarios.teams import KANSLI, Somebody, Teams, bot_in_teams, card_of, words

START = dt.datetime(2027, 1, 11, 9, tzinfo=dt.UTC)
BODY = next(number for number, body in enumerate(BODIES) if body.id == "planeringschefer")
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
EMAIL = "zaida.quistgaard@nykvarn.example"
TRACES = ("zaida", "quistgaard", "5a1da000-0000-4000-8000-000000000001")
"""The name in parts, which are in the e-mail, the Teams id and the chat's id too, and the Entra object id."""


def _chat(key: str) -> dict[str, Any]:
    place = {"conversationType": "personal", "tenantId": TENANT, "id": f"a:chat-with-29:{key}"}
    return {"conversation": place}


ZAIDA = Somebody("zaida", "Zaida Quistgaard", TRACES[-1], changes=_chat("zaida"))
MEHMET = Somebody("mehmet", "Mehmet Aydin", "dddddddd-0000-4000-8000-000000000001", changes=_chat("mehmet"))
FILLINGS = (
    Filling(BODIES[BODY].id, "0127", Post.HOLDER, MEHMET.name, dt.date(2024, 1, 1)),
    Filling(BODIES[BODY].id, "0140", Post.HOLDER, "Nils Hagberg", dt.date(2024, 1, 1)),
)


class Life:
    """What she does, each thing through Teams; `teams` is the bot as Teams sees it."""

    def __init__(self, teams: Teams) -> None:
        self.teams = teams

    async def comes(self) -> None:
        """She is added to the team, and welcomed."""
        self.teams.microsoft.rosters[team_id(BODY)] = [
            {"id": f"29:{who.key}", "name": who.name, "aadObjectId": who.id, "tenantId": TENANT}
            for who in (KANSLI, MEHMET)
        ]
        for who in (KANSLI, MEHMET):
            await self.teams.post(who, text="hej")
        await self._event("membersAdded", {"id": BOT})
        await self.teams.until(START + HOUR)
        mine = {"id": "29:zaida", "name": ZAIDA.name, "aadObjectId": ZAIDA.id, "tenantId": TENANT}
        mine |= {"email": EMAIL, "userPrincipalName": EMAIL}
        self.teams.microsoft.rosters[team_id(BODY)].append(mine)
        await self._event("membersAdded", {"id": "29:zaida", "aadObjectId": ZAIDA.id})
        await self.teams.until(START + 2 * HOUR)

    async def leaves(self) -> None:
        """She leaves the team, and the seat that she may have is vacant."""
        there = self.teams.microsoft.rosters[team_id(BODY)]
        self.teams.microsoft.rosters[team_id(BODY)] = [each for each in there if each["id"] != "29:zaida"]
        await self._event("membersRemoved", {"id": "29:zaida", "aadObjectId": ZAIDA.id})
        await self.wait(hours=26)
        for said in self._to(KANSLI, "är inte med i teamet"):
            await self.teams.press(KANSLI, card_of(said), "newcomers.departure", "Ja, platsen är vakant")

    async def is_forgotten(self) -> str:
        """She asks to be forgotten, and says yes; return what she is told."""
        await self.says("vad vet du om mig?", "glöm mig")
        card = card_of(self._to(ZAIDA)[-1])
        _, answer = await self.teams.press(ZAIDA, card, card["actions"][0]["verb"], "Ja, glöm mig")
        return str(answer["value"]["fallbackText"])

    async def wait(self, days: int = 0, hours: int = 1) -> None:
        """Let time pass."""
        await self.teams.until(self.teams.clock() + dt.timedelta(days=days, hours=hours))

    # What she does

    async def begins_to_talk(self) -> None:
        """She begins the conversation, and stops half-way."""
        await self._press(card_of(self._to(ZAIDA, "välkommen")[0]), "Nu")
        await self.says("vidare", "Nykvarn")

    async def is_seated_and_introduced(self) -> None:
        """She goes through the conversation: seat, introduction and buddy, all of them confirmed."""
        await self._press(card_of(self._to(ZAIDA, "välkommen")[0]), "Nu")
        await self.says("vidare", "Nykvarn", "efter Nils", "ja", "planerare, Quistgaard & co", "spår", "ja")
        await self._press(card_of(self._to(ZAIDA)[-1]), "Lägg ut", words="Zaida Quistgaard hälsar till alla.")
        await self.says("ja tack")
        await self.wait()
        for said in self._to(KANSLI, "är ny i"):
            card = card_of(said)
            yes = next((each for each in card.get("actions", []) if each["title"].startswith("Ja, från")), None)
            if yes:
                await self.teams.press(KANSLI, card, yes["verb"], yes["title"])
        for said in self._to(MEHMET, "Zaida"):
            card = card_of(said)
            await self.teams.press(MEHMET, card, card["actions"][0]["verb"], card["actions"][0]["title"])
        await self.wait()

    async def gets_a_month_of_letters(self) -> None:
        """The letters of days 0, 3, 10 and 30 come; she answers the questions of the last."""
        await self.wait(days=34)
        for said in self._to(ZAIDA):
            for each in card_of(said).get("actions", []) if said.get("attachments") else []:
                if each["title"] in {"Skicka", "Skicka svaren"}:
                    values = {f"answer{number}": "Quistgaard tycker om det." for number in (1, 2, 3)}
                    await self.teams.press(ZAIDA, card_of(said), each["verb"], each["title"], **values)

    async def sits_a_quiz(self) -> None:
        """She answers two questions of the quiz."""
        await self.says("quiz")
        for _ in range(2):
            card = card_of(self._to(ZAIDA)[-1])
            await self.teams.press(ZAIDA, card, card["actions"][0]["verb"], card["actions"][0]["title"])

    async def is_written_to(self) -> None:
        """The secretariat writes to all members, and to her."""
        for said in (
            "skicka till ledamöterna i planeringscheferna: Hälsa på Zaida Quistgaard.",
            "skicka till Zaida Quistgaard: Välkommen.",
        ):
            await self._says(KANSLI, said)
            card = card_of(self._to(KANSLI)[-1])
            if card.get("actions"):
                await self.teams.press(KANSLI, card, card["actions"][0]["verb"], card["actions"][0]["title"])
            await self.wait()

    async def answers_a_referral(self) -> None:
        """She answers a referral, with her name in the text, and changes it."""
        said = "ny remiss: Länsplan från Region Stockholm, dnr RS 1, svar senast 2027-08-15, leds av planeringscheferna"
        await self._says(KANSLI, said)
        for verb in ("intake-register", "referral-decide"):
            card = card_of(self._to(KANSLI)[-1])
            if any(each["verb"] == verb for each in card.get("actions", [])):
                await self.teams.press(KANSLI, card, verb)
        await self.says(
            "vi har inget att erinra på Länsplan",
            "vi lämnar synpunkter på avsnitt 3 i Länsplan: Nykvarn, genom Zaida Quistgaard, tillstyrker.",
            "ångra",
        )
        await self._says(KANSLI, "gör ett utkast till svar på Länsplan")

    async def owns_an_activity(self) -> None:
        """She owns an activity, tells how it goes, and takes that back."""
        await self._says(KANSLI, "ny aktivitet: Ta fram en cykelplan, ansvarig Zaida Quistgaard")
        await self.says(
            "status för aktivitet 1: Zaida Quistgaard har börjat.", "ångra", "status för aktivitet 1: Klart."
        )

    async def comes_to_a_meeting(self) -> None:
        """She says that she comes, changes her mind, has a calendar, and is noted as present."""
        at = self.teams.clock() + 9 * DAY
        said = f"boka planeringscheferna {at.day}/{at.month} {at.year} kl 9-11 på Rådhuset, gäst Zaida Quistgaard"
        await self._says(KANSLI, said)
        card = card_of(self._to(KANSLI)[-1])
        if any(each["title"] == "Boka" for each in card.get("actions", [])):
            await self.teams.press(KANSLI, card, card["actions"][0]["verb"], "Boka")
        day = f"{at.day}/{at.month}"
        await self.says("jag kommer", f"kan inte den {day}", "ångra", "min kalender", "färre påminnelser", "boka")
        await self.wait(days=10)
        await self._says(KANSLI, f"Nykvarn kom den {day}")

    async def asks(self) -> None:
        """She asks about herself and others, has a question passed on, and says that an answer was wrong."""
        await self.says("vad kostar Zaida Quistgaards Tvärförbindelse att bygga?")
        card = card_of(self._to(ZAIDA)[-1])
        for each in card.get("actions", []):
            if each["title"].startswith("Skicka till"):
                await self.teams.press(ZAIDA, card, each["verb"], each["title"])
        await self.says(
            "vilka är de fem prioriteringarna?", "det var fel", "vad vet du om mig?", "vem är Zaida Quistgaard?"
        )
        await self._says(KANSLI, "frågor")

    async def uses_the_extension(self) -> None:
        """She searches from another chat, and passes a message on as a question."""
        place = {"id": "19:others@thread.v2", "conversationType": "groupChat", "isGroup": True}
        asked = {"commandId": "search", "parameters": [{"name": "words", "value": "Zaida Quistgaard prioriteringar"}]}
        passed = {"commandId": "ask", "data": {"question": "Vem bokade bilen åt Zaida Quistgaard?"}}
        for name, value in (("query", asked), ("submitAction", passed)):
            more: dict[str, Any] = {"name": f"composeExtension/{name}", "value": value, "conversation": place}
            status, _ = await self.teams.post(ZAIDA, type="invoke", text=None, **more)
            assert status == 200

    # How

    async def says(self, *said: str) -> None:
        """Let her write in her own chat."""
        for each in said:
            await self._says(ZAIDA, each)

    async def _says(self, who: Somebody, said: str) -> None:
        status, _ = await self.teams.post(who, text=said)
        assert status == 200

    async def _press(self, card: dict[str, Any], title: str, **values: str) -> None:
        status, _ = await self.teams.press(ZAIDA, card, "welcome.answer", title, **values)
        assert status == 200

    async def _event(self, what: str, *people: dict[str, Any]) -> None:
        changes = {what: list(people), "type": "conversationUpdate", "text": None} | in_team(BODY)
        status, _ = await self.teams.post(KANSLI, **changes)
        assert status == 200

    def _to(self, who: Somebody, holding: str = "") -> list[Any]:
        """Return what stands in somebody's chat and holds these words, oldest first, with a card."""
        there = self.teams.there(who.said["conversation"]["id"])
        return [said for said in there if said.get("attachments") and holding in words(said)]


Thing = Callable[[Life], Awaitable[None]]
BEGINNINGS: tuple[Thing, ...] = (Life.begins_to_talk, Life.is_seated_and_introduced)
THINGS: tuple[Thing, ...] = (
    Life.is_written_to,
    Life.answers_a_referral,
    Life.owns_an_activity,
    Life.comes_to_a_meeting,
    Life.asks,
    Life.uses_the_extension,
    Life.sits_a_quiz,
    Life.gets_a_month_of_letters,
)


async def _lived(folder: Path, url: str, things: tuple[Thing, ...], look: Callable[[bool], None]) -> str:
    """Let her do these things, leave, and be forgotten; `look` while the bot still runs, return what she was told."""
    store = await open_store(url, folder)
    async with bot_in_teams(folder, store, start=START) as teams:
        assert await teams.bot.seating.fill(FILLINGS)
        life = Life(teams)
        await life.comes()
        for thing in things:
            await thing(life)
        await life.leaves()
        look(True)
        told = await life.is_forgotten()
        # The press itself is remembered for ten minutes; in the night the disk is put in order.
        await life.wait()
        for who in (KANSLI, MEHMET, KANSLI):
            await teams.post(who, text="hej")
        await life.wait(days=1)
        look(False)
    return told


def _on_disk(folder: Path) -> str:
    """Return every byte of the embedded store but its journal, which is taken out of a copy and overwritten there."""
    copied = folder / "copy"
    shutil.rmtree(copied, ignore_errors=True)
    copied.mkdir()
    log = folder / f"{FILE}-wal"
    before = log.read_bytes() if log.exists() else b""
    for each in folder.glob(f"{FILE}*"):
        shutil.copy2(each, copied / each.name)
    with closing(sqlite3.connect(copied / FILE, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete = ON")
        if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents:journal'").fetchone():
            copy.execute(f"DELETE FROM {table_sql('journal')}")  # noqa: S608 - a name of ours
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (before + (copied / FILE).read_bytes()).decode("utf-8", "replace").casefold()


def _in_tables(url: str) -> str:
    """Return all that PostgreSQL holds but the journal, as text."""
    return str({name: rows for name, rows in documents(url, Path()).items() if name != "journal"}).casefold()


async def _leaves_no_trace(folder: Path, url: str, things: tuple[Thing, ...], caplog: pytest.LogCaptureFixture) -> str:
    def look(there: bool) -> None:
        whole = _on_disk(folder) if url == "tinydb:" else _in_tables(url)
        found = [(trace, _around(whole, trace)) for trace in TRACES if trace in whole]
        assert bool(found) is there, found

    caplog.set_level(logging.DEBUG)
    told = await _lived(folder, url, things, look)
    # Who plays Microsoft logs whom it was asked to write to; the bot itself logs no requests.
    logged = "\n".join(each.getMessage() for each in caplog.records if each.name != "aiohttp.access").casefold()
    assert [(trace, _around(logged, trace)) for trace in TRACES if trace in logged] == []
    return told


def _around(whole: str, trace: str) -> list[str]:
    """Return some words around the places where a trace was found."""
    return [whole[max(0, found.start() - 200) : found.end() + 100] for found in re.finditer(re.escape(trace), whole)]


async def test_an_introduction_is_taken_out_of_the_channel_when_somebody_is_forgotten(tmp_path: Path) -> None:
    async with bot_in_teams(tmp_path, start=START) as teams:
        assert await teams.bot.seating.fill(FILLINGS)
        life = Life(teams)
        await life.comes()
        await life.is_seated_and_introduced()
        assert any("hälsar till alla" in words(said) for said in teams.in_channel(team_id(BODY)))
        before = len(teams.microsoft.requests)
        await life.is_forgotten()
        await life.wait()
        deleted = [each.path for each in teams.microsoft.requests[before:] if each.method == "DELETE"]
        assert len(deleted) == 1
        assert "planeringschefer" in deleted[0]


async def test_of_whoever_did_everything_no_byte_is_left(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told = await _leaves_no_trace(tmp_path, "tinydb:", (Life.is_seated_and_introduced, *THINGS), caplog)
    assert told.startswith("Klart. Jag har glömt dig.")
    assert "journal" in told


async def test_of_whoever_did_everything_no_word_is_left_on_postgresql(
    tmp_path: Path, postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    await _leaves_no_trace(tmp_path, postgres_url, (Life.is_seated_and_introduced, *THINGS), caplog)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.none() | st.sampled_from(BEGINNINGS), chosen=st.sets(st.sampled_from(THINGS), max_size=3))
async def test_whatever_somebody_did_no_byte_is_left(
    tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture, first: Thing | None, chosen: set[Thing]
) -> None:
    things = ((first,) if first else ()) + tuple(thing for thing in THINGS if thing in chosen)
    await _leaves_no_trace(tmp_path_factory.mktemp("erased"), "tinydb:", things, caplog)
