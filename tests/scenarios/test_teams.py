"""The whole bot in Teams: real tokens, real HTTP, the project's own data, and the worker that keeps promises."""

import asyncio
import contextlib
import io
import itertools
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.app import compose, utc_now
from bot.features.knowledge.knowledge import Knowledge
from bot.store.open import open_store
from bot.teams.host import TeamsHost
from bot.worker import Worker
from tests.conftest import cooperation, library
from tests.microsoft import BOT, TENANT, Microsoft, activity
from tests.teams.conftest import settings

TEAM = "19:plan@thread.tacv2"
THREAD = f"{TEAM};messageid=1700000000001"
GUNILLA = "cccccccc-0000-4000-8000-000000000003"

_numbers = itertools.count(1_700_000_001_000)


def mention(name: str = "Södertörnsboten", teams_id: str = BOT) -> dict[str, Any]:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": teams_id, "name": name}}


@dataclass(frozen=True)
class Somebody:
    """A person in Teams; `said` are the fields of an activity that are theirs."""

    key: str
    name: str
    id: str
    locale: str = "sv-SE"
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Any]:
        return {
            "id": str(next(_numbers)),
            "timestamp": None,
            "from": {"id": f"29:{self.key}", "name": self.name, "aadObjectId": self.id},
            "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": f"a:{self.key}"},
            "locale": self.locale,
            "entities": [],
            **self.changes,
        }


IN_CHANNEL = {
    "conversation": {"id": THREAD, "conversationType": "channel", "isGroup": True, "tenantId": TENANT},
    "channelData": {
        "tenant": {"id": TENANT},
        "team": {"id": TEAM, "name": "Planeringschefer"},
        "channel": {"id": TEAM},
    },
}
ANNA = Somebody("anna", "Anna Ek", "aaaaaaaa-0000-4000-8000-000000000001")
EMMA = Somebody("emma", "Emma Clarke", "bbbbbbbb-0000-4000-8000-000000000002", "en-GB")
KANSLI = Somebody("gunilla", "Gunilla Ström", GUNILLA)
ANNA_IN_CHANNEL = Somebody(ANNA.key, ANNA.name, ANNA.id, changes=IN_CHANNEL)


@dataclass
class Teams:
    """Teams as it speaks to the bot."""

    url: str
    client: aiohttp.ClientSession
    microsoft: Microsoft
    host: TeamsHost

    async def post(self, who: Somebody, **changes: Any) -> tuple[int, Any]:
        """Post an activity of somebody's; return the status and the JSON of the response, None when there is none."""
        return await self.send(activity(self.microsoft, **(who.said | changes)))

    async def send(self, said: dict[str, Any]) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.microsoft.sign()}"}
        body = io.BytesIO(json.dumps(said).encode())
        async with self.client.post(f"{self.url}/api/messages", data=body, headers=headers) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None

    async def press(self, who: Somebody, card: dict[str, Any], verb: str, **values: str) -> tuple[int, Any]:
        """Press the button of a card that does this."""
        button = next(button for button in card["actions"] if button["verb"] == verb)
        action = {"type": "Action.Execute", "verb": button["verb"], "data": button["data"] | values}
        return await self.post(
            who,
            type="invoke",
            name="adaptiveCard/action",
            text=None,
            value={"action": action, "trigger": "manual"},
            replyToId="card-1",
        )

    def there(self, conversation_id: str) -> list[Any]:
        """Return what has been posted in a conversation, oldest first."""
        return [said for said in self.microsoft.posted if said["conversation"]["id"] == conversation_id]

    async def arrives(self, conversation_id: str, count: int = 1) -> list[Any]:
        """Wait until so many messages have been posted in a conversation."""
        async with asyncio.timeout(10):
            while len(self.there(conversation_id)) < count:
                self.microsoft.arrived.clear()
                await self.microsoft.arrived.wait()
        return self.there(conversation_id)


def words(said: dict[str, Any]) -> str:
    """Return all that a person reads of a message."""
    cards = [attachment["content"]["fallbackText"] for attachment in said.get("attachments", [])]
    return "\n".join([said.get("text", ""), *cards]).replace("\N{NO-BREAK SPACE}", " ")


def card_of(said: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = said["attachments"][0]["content"]
    return card


@asynccontextmanager
async def bot_in_teams(folder: Path) -> AsyncIterator[Teams]:
    store = await open_store("memory:", folder)
    async with Microsoft().playing() as microsoft, aiohttp.ClientSession() as client:
        bot = compose(
            store,
            library(),
            cooperation(),
            secretariat=frozenset({GUNILLA}),
            home_tenant=TENANT,
            posted=lambda: worker.wake(),  # noqa: PLW0108 - the worker needs the way out, which is made with the bot
        )
        host = TeamsHost(settings(microsoft), bot.take, now=utc_now)
        worker = Worker(store, host.sender, utc_now)
        working = asyncio.create_task(worker.run())
        app = web.Application()
        app.add_routes(host.routes())
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield Teams(f"http://127.0.0.1:{runner.addresses[0][1]}", client, microsoft, host)
        finally:
            with contextlib.suppress(asyncio.CancelledError):
                await host.stop()
            await runner.cleanup()
            await worker.stop()
            await working
            await store.close()


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Teams]:
    async with bot_in_teams(tmp_path) as running:
        yield running


async def test_an_installation_is_welcomed_once_in_a_chat_and_once_in_a_team(teams: Teams) -> None:
    added: dict[str, Any] = {
        "type": "conversationUpdate", "text": None, "membersAdded": [{"id": BOT}, {"id": "29:anna"}],
    }  # fmt: skip
    told: dict[str, Any] = {"type": "installationUpdate", "text": None, "action": "add"}
    in_team = {"conversation": {"id": TEAM, "conversationType": "channel", "isGroup": True, "tenantId": TENANT}}
    for who, place in ((ANNA, {}), (ANNA_IN_CHANNEL, in_team)):
        statuses = await asyncio.gather(
            teams.post(who, **added, **place), teams.post(who, **told, **place), teams.post(who, **added, **place)
        )
        assert [status for status, _ in statuses] == [200, 200, 200]
    [chat] = teams.there("a:anna")
    assert "Jag är Södertörnsboten" in words(chat)
    assert "replyToId" not in chat
    [team] = teams.there(TEAM)
    assert "Nämn mig med @" in words(team)
    await teams.post(ANNA, type="conversationUpdate", text=None, membersRemoved=[{"id": BOT}])
    await teams.post(ANNA, **told)
    assert len(teams.there("a:anna")) == 2


async def test_a_mention_in_a_channel_is_answered_in_its_thread(teams: Teams) -> None:
    question = str(next(_numbers))
    status, body = await teams.post(
        ANNA_IN_CHANNEL,
        id=question,
        text="<at>Södertörnsboten</at>&nbsp;vilka är prioriteringarna?",
        entities=[mention()],
    )
    assert (status, body) == (200, None)
    [answer] = teams.there(THREAD)
    assert "Tvärförbindelse Södertörn" in words(answer)
    assert "Spår till Tyresö" in words(answer)
    assert answer["replyToId"] == question
    [request] = teams.microsoft.requests
    assert request.path.endswith(f"messageid%3D1700000000001/activities/{question}")
    assert request.authorization == "Bearer ours-1"


@pytest.mark.parametrize("kind", ["channel", "groupChat"])
async def test_what_people_say_to_each_other_gets_no_reply_and_a_pressed_card_does(teams: Teams, kind: str) -> None:
    place = {"id": THREAD, "conversationType": kind, "isGroup": True, "tenantId": TENANT}
    for entities in ([], [mention("Bo Ask", "29:bo")]):
        status, body = await teams.post(
            ANNA_IN_CHANNEL, conversation=place, text="vilka är prioriteringarna?", entities=entities
        )
        assert (status, body) == (200, None)
    assert teams.microsoft.requests == []
    await teams.post(ANNA_IN_CHANNEL, conversation=place, text="<at>Södertörnsboten</at>", entities=[mention()])
    [bare] = teams.there(THREAD)
    assert "Jag ser ingen fråga" in words(bare)
    status, body = await teams.post(
        ANNA_IN_CHANNEL,
        conversation=place,
        type="invoke",
        name="adaptiveCard/action",
        value={"action": {"type": "Action.Execute", "verb": "home.help", "data": {"do": "home.help"}}},
    )
    assert status == 200
    assert body["statusCode"] == 200


async def test_what_teams_sends_again_is_answered_once(teams: Teams) -> None:
    said = activity(teams.microsoft, **(ANNA.said | {"text": "vilka är prioriteringarna?"}))
    answers = await asyncio.gather(*(teams.send(said) for _ in range(5)))
    answers.append(await teams.send(said))
    assert [status for status, _ in answers] == [200] * 6
    assert len(teams.there("a:anna")) == 1


async def test_two_hundred_turns_at_once_in_one_conversation_are_all_answered_once(teams: Teams) -> None:
    said = [activity(teams.microsoft, **(ANNA.said | {"text": f"hjälp {'?' * (n % 3)}"})) for n in range(200)]
    answers = await asyncio.gather(*(teams.send(each) for each in said))
    assert {status for status, _ in answers} == {200}
    assert sorted(reply["replyToId"] for reply in teams.there("a:anna")) == sorted(each["id"] for each in said)


async def test_a_question_goes_to_the_secretariat_by_the_card_and_the_answer_comes_back(teams: Teams) -> None:
    await teams.post(KANSLI, type="installationUpdate", text=None, action="add")
    await teams.arrives("a:gunilla")
    await teams.post(ANNA, text="Vem vann hockeyfinalen?")
    [offer] = teams.there("a:anna")
    status, receipt = await teams.press(ANNA, card_of(offer), "knowledge.pass_on")
    assert (status, receipt["statusCode"]) == (200, 200)
    assert "Kansliet" in receipt["value"]

    _, passed = await teams.arrives("a:gunilla", 2)
    assert "Anna Ek" in words(passed)
    assert "Vem vann hockeyfinalen?" in words(passed)
    refused = await teams.press(ANNA, card_of(passed), "knowledge.reply", reply="Jag svarar själv.")
    assert "kansliet" in refused[1]["value"]
    status, settled = await teams.press(KANSLI, card_of(passed), "knowledge.reply", reply="Det gjorde Tyresö.")
    assert (status, settled["statusCode"]) == (200, 200)
    again = await teams.press(KANSLI, card_of(passed), "knowledge.reply", reply="Det gjorde Salem.")
    assert again[0] == 200

    answered = await teams.arrives("a:anna", 2)
    assert "Det gjorde Tyresö." in words(answered[-1])
    assert "Det gjorde Salem." not in json.dumps(teams.microsoft.posted, ensure_ascii=False)


async def test_a_card_from_last_year_is_answered_with_todays(teams: Teams) -> None:
    for payload in ({"do": "meetings.rsvp_2025", "meeting": "m1"}, {"verb": "foreign"}, {}, {"do": ["a"]}):
        action = {"type": "Action.Execute", "verb": "old", "data": payload}
        status, body = await teams.post(
            ANNA, type="invoke", name="adaptiveCard/action", text=None, value={"action": action}
        )
        assert (status, body["statusCode"]) == (200, 200)
    submitted = await teams.post(EMMA, text=None, value={"do": "meetings.rsvp_2025"})
    assert submitted == (200, None)
    assert "Det här kortet är gammalt" in words(teams.there("a:anna")[0])
    assert "This card is old" in words(teams.there("a:emma")[0])


async def test_a_fault_gives_an_apology_with_a_reference_in_ones_own_language(
    teams: Teams, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Knowledge, question: str, *__: object) -> None:
        raise KeyError(question)

    monkeypatch.setattr(Knowledge, "ask", broken)
    with caplog.at_level(logging.DEBUG):
        assert await teams.post(ANNA, text="vem äger Slussen?") == (200, None)
        assert await teams.post(EMMA, text="who owns Slussen?") == (200, None)
    [swedish], [english] = teams.there("a:anna"), teams.there("a:emma")
    assert words(swedish).startswith("Något gick fel hos mig")
    assert words(english).startswith("Something went wrong on my side")
    for said in (swedish, english):
        reference = words(said).rstrip(".").rpartition(" ")[2]
        assert f"reference {reference}: KeyError" in caplog.text
    for planted in ("Anna", "Emma", "Slussen"):
        assert planted not in caplog.text


CRAFTED = "**Kim** [klicka](https://ond.example) <at>Södertörnsboten</at> <b>fet</b> {{DATE(2026-11-23)}} | # `x`"


async def test_a_crafted_name_or_question_is_shown_as_text(teams: Teams) -> None:
    kim = Somebody("kim", CRAFTED, "dddddddd-0000-4000-8000-000000000004")
    await teams.post(KANSLI, type="installationUpdate", text=None, action="add")
    await teams.post(kim, text=f"{CRAFTED} vem vann hockeyfinalen?")
    [offer] = teams.there("a:kim")
    await teams.press(kim, card_of(offer), "knowledge.pass_on")
    _, passed = await teams.arrives("a:gunilla", 2)
    drawn = [block["text"] for block in card_of(passed)["body"] if block["type"] == "TextBlock"]
    assert any("Kim" in text for text in drawn)
    for text in drawn:
        for live in ("**Kim**", "[klicka](", "<at>", "<b>", "{{DATE"):
            assert live not in text, text
    assert "entities" not in passed
