import asyncio
import datetime as dt
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.core.ports import Clock, Delivery
from bot.core.turn import Message, Reply, Turn
from bot.settings import DevSettings, Settings
from bot.teams.host import TeamsHost
from tests.microsoft import APP_ID, SECRET, TENANT, Microsoft, activity


@dataclass
class Watch:
    """A clock that a test can move."""

    ahead: dt.timedelta = field(default_factory=dt.timedelta)

    def __call__(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self.ahead


@dataclass
class Bot:
    """The bot as Teams sees it, and what it was told."""

    url: str
    host: TeamsHost
    client: aiohttp.ClientSession
    microsoft: Microsoft
    watch: Watch
    turns: list[Turn]
    told: list[Delivery]
    paused: list[float]
    kept: list[Message]

    async def post(
        self, said: Mapping[str, Any] | bytes, token: str | None = "", headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any, Mapping[str, str]]:
        """Post an activity and return status, JSON body (or None) and headers; an empty token is a good one."""
        sent = {"Content-Type": "application/json"}
        if token is not None:
            sent["Authorization"] = f"Bearer {token or self.microsoft.sign()}"
        async with self.client.post(
            f"{self.url}/api/messages",
            **({"data": io.BytesIO(said)} if isinstance(said, bytes) else {"json": said}),
            headers=sent | dict(headers or {}),
        ) as answer:
            body = await answer.json() if answer.content_type == "application/json" else None
            return answer.status, body, answer.headers

    async def says(self, **changes: Any) -> tuple[int, Any, Mapping[str, str]]:
        """Post what Anna says, with some of it changed."""
        return await self.post(activity(self.microsoft, **changes))


Take = Callable[[Turn], Awaitable[Reply | None]]


async def echo(turn: Turn) -> Reply | None:
    return Reply(text=f"du sa {turn.text}")


def settings(microsoft: Microsoft, **changes: Any) -> Settings:
    """Return the settings of a bot that takes the local server for Microsoft."""
    told: dict[str, Any] = {
        "app_id": APP_ID,
        "app_password": SECRET,
        "app_type": "SingleTenant",
        "app_tenant": TENANT,
        "port": 0,
        "tenants": frozenset({TENANT}),
        "secretariat": frozenset(),
        "folder": Path("unused"),
        "store": "tinydb:",
        "service_hosts": ("127.0.0.1",),
        "openid_metadata": microsoft.metadata_url,
        "login": microsoft.url,
        "metrics_token": "",
        "turns_per_minute": 0,
    }
    return Settings(**(told | changes))


DEVELOPMENT = DevSettings(port=0, folder=Path("unused"), store="tinydb:")


@asynccontextmanager
async def serving(
    microsoft: Microsoft,
    take: Take = echo,
    told: Settings | DevSettings | None = None,
    stop_seconds: float = 5.0,
    now: Clock | None = None,
) -> AsyncIterator[Bot]:
    """Serve a bot on a free port of loopback, by a clock that the test can move or by `now`."""
    watch, turns, deliveries, paused = Watch(), [], [], []
    kept: list[Message] = []

    async def keep(_: Turn, message: Message, __: Delivery, ___: dt.datetime) -> None:
        kept.append(message)

    async def watched(turn: Turn) -> Reply | None:
        turns.append(turn)
        return await take(turn)

    async def pause(seconds: float) -> None:
        paused.append(seconds)
        await asyncio.sleep(0)

    host = TeamsHost(
        told or settings(microsoft),
        watched,
        now=now or watch,
        told=lambda _turn, delivery: deliveries.append(delivery),
        keep=keep,
        pause=pause,
        stop_seconds=stop_seconds,
    )
    app = web.Application()
    app.add_routes(host.routes())
    runner = web.AppRunner(app, shutdown_timeout=1, auto_decompress=False)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with aiohttp.ClientSession() as client:
            url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            yield Bot(url, host, client, microsoft, watch, turns, deliveries, paused, kept)
    finally:
        await host.stop()
        await runner.cleanup()


@pytest.fixture
async def microsoft() -> AsyncIterator[Microsoft]:
    async with Microsoft().playing() as server:
        yield server


@pytest.fixture
async def bot(microsoft: Microsoft) -> AsyncIterator[Bot]:
    async with serving(microsoft) as running:
        yield running
