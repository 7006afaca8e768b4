"""Teams as it speaks to the bot over HTTP, with real tokens, in a world whose time can be moved."""

import asyncio
import contextlib
import datetime as dt
import io
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

import aiohttp
from aiohttp import web

from bot.app import Bot, compose
from bot.clock import MovableClock, let_time_pass, utc_now
from bot.core.limits import Limiter
from bot.core.page import Addresses
from bot.core.ports import Collection, Kept, Store
from bot.pages import page_routes
from bot.serving import Engine
from bot.spans import NO_SPANS, Spans, TracedStore
from bot.store.open import open_store
from bot.teams.host import TeamsHost
from bot.worker import Worker
from tests.conftest import cooperation, library, programme, understanding
from tests.microsoft import BOT, TENANT, Microsoft, activity
from tests.scenarios.outside import kept_in
from tests.teams.conftest import settings

T = TypeVar("T")
TEAM = "19:plan@thread.tacv2"
THREAD = f"{TEAM};messageid=1700000000001"
ADDRESS = "https://boten.example.org"
GUNILLA = "cccccccc-0000-4000-8000-000000000003"

NUMBERS = itertools.count(1_700_000_001_000)


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
            "id": str(next(NUMBERS)),
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
class Stage:
    """Teams as it speaks to a bot somewhere on this machine."""

    url: str
    client: aiohttp.ClientSession
    microsoft: Microsoft

    @property
    def tells_instants(self) -> bool:
        """Whether what has arrived tells the instant at which it was due: not where bots are killed meanwhile."""
        return True

    async def until(self, at: dt.datetime) -> None:
        """Let time pass, and everything that is due happen at its own time."""
        raise NotImplementedError

    async def kept(self, collection: Collection[T]) -> list[Kept[T]]:
        """Return what the bot keeps in a collection, oldest first."""
        raise NotImplementedError

    def may_come_twice(self, at: dt.datetime) -> bool:
        """Tell whether what was sent at an instant may rightly come twice."""
        assert at.tzinfo
        return False

    async def fetch(self, address: str) -> tuple[int, bytes]:
        """Fetch one of the bot's pages by the address that it gave; return status and body."""
        async with self.client.get(f"{self.url}/{address.partition('//')[2].partition('/')[2]}") as answer:
            return answer.status, await answer.read()

    async def post(self, who: Somebody, **changes: Any) -> tuple[int, Any]:
        """Post an activity of somebody's; return the status and the JSON of the response, None when there is none."""
        return await self.send(activity(self.microsoft, **(who.said | changes)))

    async def send(self, said: dict[str, Any]) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.microsoft.sign()}"}
        body = io.BytesIO(json.dumps(said).encode())
        async with self.client.post(f"{self.url}/api/messages", data=body, headers=headers) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None

    async def press(
        self, who: Somebody, card: dict[str, Any], verb: str, title: str = "", **values: str
    ) -> tuple[int, Any]:
        """Press the button of a card that does this; its title tells it from others that do the same."""
        button = next(button for button in card["actions"] if button["verb"] == verb and title in {"", button["title"]})
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

    def in_channel(self, channel: str) -> list[Any]:
        """Return what the bot has posted in a channel by itself, oldest first, changes after what they change."""
        found = []
        for request in self.microsoft.requests:
            body = request.body or {}
            new = request.path == "/v3/conversations" and body.get("isGroup")
            if new and body["channelData"]["channel"]["id"] == channel:
                found.append(body["activity"])
            elif "/activities" in request.path and unquote(request.path.split("/")[3]).split(";")[0] == channel:
                found.append(body)
        return [said for said in found if said]

    async def arrives(self, conversation_id: str, count: int = 1) -> list[Any]:
        """Wait until so many messages have been posted in a conversation."""
        async with asyncio.timeout(10):
            while len(self.there(conversation_id)) < count:
                self.microsoft.arrived.clear()
                await self.microsoft.arrived.wait()
        return self.there(conversation_id)


@dataclass
class Teams(Stage):
    """Teams as it speaks to a bot in this process."""

    host: TeamsHost
    bot: Bot
    engine: Engine
    clock: MovableClock

    async def until(self, at: dt.datetime) -> None:
        """Let time pass, and everything that is due happen at its own time."""
        await let_time_pass(self.clock, at, self.bot.store, self.engine.wake)

    async def kept(self, collection: Collection[T]) -> list[Kept[T]]:
        """Return what the bot keeps in a collection, oldest first."""
        return await kept_in(self.bot.store, collection)


def words(said: dict[str, Any]) -> str:
    """Return all that a person reads of a message."""
    cards = [attachment["content"]["fallbackText"] for attachment in said.get("attachments", [])]
    return "\n".join([said.get("text", ""), *cards]).replace("\N{NO-BREAK SPACE}", " ")


def card_of(said: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = said["attachments"][0]["content"]
    return card


@asynccontextmanager
async def bot_in_teams(
    folder: Path,
    store: Store | None = None,
    *,
    start: dt.datetime | None = None,
    playing: tuple[Microsoft, MovableClock] | None = None,
    turns_per_minute: int = 0,
    spans: Spans = NO_SPANS,
) -> AsyncIterator[Teams]:
    """Run the bot on `store`, by default an empty one in memory, with Gunilla Ström as its secretariat.

    With `start` time stands still but for `until`; tokens are then signed for that time. `turns_per_minute` is how
    many turns a person may take, 0 for no limit; `spans` is told of turns, requests and transactions.
    """
    opened = store or await open_store("memory:", folder)
    kept = TracedStore(opened, spans)
    clock = playing[1] if playing else MovableClock(start=start) if start else MovableClock(utc_now)
    async with contextlib.AsyncExitStack() as stack:
        microsoft = playing[0] if playing else await stack.enter_async_context(Microsoft(clock).playing())
        client = await stack.enter_async_context(aiohttp.ClientSession())
        told = settings(microsoft, turns_per_minute=turns_per_minute)
        host = TeamsHost(
            told,
            lambda turn: bot.take(turn),  # noqa: PLW0108 - made after it
            now=clock,
            limited=lambda turn: bot.metrics.count_limited(turn),  # noqa: PLW0108 - likewise
            spans=spans,
        )
        # Time that stands still would never let a message wait for its turn.
        limiter = Limiter(everywhere=(), conversation=()) if start or playing else Limiter()
        worker = Worker(kept, host.sender, clock, limiter=limiter, alone=True)
        engine = Engine(kept, worker, clock, alone=True)
        bot = compose(
            kept,
            library(),
            cooperation(),
            understanding=understanding(),
            secretariat=frozenset({GUNILLA}),
            home_tenant=TENANT,
            addresses=Addresses(ADDRESS),
            roster=host.roster,
            programme=programme(),
            posted=engine.wake,
        )
        await bot.lay_out(clock())
        working = asyncio.create_task(worker.run())
        app = web.Application()
        app.add_routes([*host.routes(), *page_routes(bot.pages, clock)])
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            async with engine.keeping_time(bot):
                url = f"http://127.0.0.1:{runner.addresses[0][1]}"
                yield Teams(url, client, microsoft, host, bot, engine, clock)
        finally:
            with contextlib.suppress(asyncio.CancelledError):
                await host.stop()
            await runner.cleanup()
            await worker.stop()
            await working
            await kept.close()
