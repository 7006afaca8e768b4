"""The bot in a process of its own, with a clock that the parent moves: for scenarios in which it is killed.

    python -m tests.scenarios.served STORE FOLDER MICROSOFT AT SEATS

STORE is a store's address, FOLDER where an embedded one lies, MICROSOFT the address of the server that plays
Microsoft, AT the instant at which the clock stands, SEATS the module that holds `FILLINGS`, who sits where from the
start. It is put together as `python -m bot serve` does it, but for the clock and
Teams' limits, which would let a message wait for a clock that stands still.
"""

import asyncio
import datetime as dt
import importlib
import sys
import time
from pathlib import Path

from aiohttp import web

from bot.app import compose, new_id
from bot.clock import MovableClock
from bot.core.errands import ERRANDS, Stage
from bot.core.limits import Limiter
from bot.core.outbox import OUTBOX, State
from bot.core.page import Addresses
from bot.core.ports import Transaction
from bot.core.timers import TIMERS
from bot.logs import begin_logging
from bot.pages import page_routes
from bot.rounds import A_MOMENT
from bot.serving import Engine
from bot.settings import DEFAULT_STORE, Settings
from bot.store.open import open_store
from bot.teams.host import TeamsHost
from bot.worker import Worker
from tests.conftest import cooperation, library, programme
from tests.microsoft import APP_ID, SECRET, TENANT
from tests.scenarios.teams import ADDRESS, GUNILLA

MOMENT_SECONDS = 0.2
"""How long what is due has until the one who asks is told that it is not done yet."""


async def serve(url: str, folder: Path, microsoft: str, at: dt.datetime, seats: str) -> None:
    """Serve until the process is killed."""
    clock = MovableClock(start=at)
    store = await open_store(url, folder)
    told = Settings(
        app_id=APP_ID,
        app_password=SECRET,
        app_type="SingleTenant",
        app_tenant=TENANT,
        port=0,
        tenants=frozenset({TENANT}),
        secretariat=frozenset({GUNILLA}),
        folder=folder,
        store=url,
        service_hosts=("127.0.0.1",),
        openid_metadata=f"{microsoft}/v1/.well-known/openidconfiguration",
        login=microsoft,
        metrics_token="",
        turns_per_minute=0,
    )
    host = TeamsHost(told, lambda turn: bot.take(turn), now=clock)  # noqa: PLW0108 - made after it
    alone = url == DEFAULT_STORE
    limiter, name = Limiter(everywhere=(), conversation=()), "" if alone else new_id()
    worker = Worker(store, host.sender, clock, limiter=limiter, alone=alone, name=name)
    engine = Engine(store, worker, clock, alone=alone)
    bot = compose(
        store,
        library(),
        cooperation(),
        secretariat=frozenset({GUNILLA}),
        home_tenant=TENANT,
        addresses=Addresses(ADDRESS),
        roster=host.roster,
        programme=programme(),
        posted=engine.wake,
    )
    await bot.lay_out(at)
    # One of several does it, under one lock, as all do with what must be there at the start.
    async with store.alone("seats"):
        await bot.seating.fill(importlib.import_module(seats).FILLINGS)

    async def step(request: web.Request) -> web.Response:
        """Let it be an instant, give what is due then a moment, and tell how the store looks."""
        wanted = dt.datetime.fromisoformat((await request.json())["at"])
        clock.move_to(max(wanted, clock()))
        until = time.monotonic() + MOMENT_SECONDS
        while True:
            engine.wake()
            next_due, claims = await store.run(_look)
            is_due = next_due is not None and next_due <= clock() + A_MOMENT
            if not (is_due or claims) or time.monotonic() > until:
                told = {"next_due": next_due and next_due.isoformat(), "is_due": is_due, "claims": claims}
                return web.json_response(told)
            await asyncio.sleep(0.001 if alone else 0.01)

    working = asyncio.create_task(worker.run())
    async with engine.keeping_time(bot):
        app = web.Application()
        app.add_routes([*host.routes(), *page_routes(bot.pages, clock), web.post("/test/step", step)])
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(runner.addresses[0][1], flush=True)  # noqa: T201 - how the parent learns of it
        await working


async def _look(tx: Transaction) -> tuple[dt.datetime | None, list[tuple[str, int]]]:
    """Return when the next thing is due, and the ids and versions of what is claimed."""
    firsts = [kept.value.due_at for kept in await tx.between(TIMERS, "due_at", limit=1)]
    firsts += [kept.value.due_at for kept in await tx.between(OUTBOX, "due_at", limit=1)]
    firsts += [kept.value.due_at for kept in await tx.between(ERRANDS, "due_at", limit=1)]
    claimed = [(kept.id, kept.version) for kept in await tx.find(OUTBOX, state=State.CLAIMED)]
    claimed += [(kept.id, kept.version) for kept in await tx.find(ERRANDS, stage=Stage.UNDER_WAY)]
    return min(filter(None, firsts), default=None), claimed


if __name__ == "__main__":
    begin_logging(40)
    asyncio.run(serve(sys.argv[1], Path(sys.argv[2]), sys.argv[3], dt.datetime.fromisoformat(sys.argv[4]), sys.argv[5]))
