"""The bot in a process of its own, with a clock that the parent moves: for scenarios in which it is killed.

    python -m tests.scenarios.served STORE FOLDER MICROSOFT AT SEATS

STORE is a store's address, FOLDER where an embedded one lies, MICROSOFT the address of the server that plays
Microsoft, AT the instant at which the clock stands, SEATS the module that holds `FILLINGS`, who sits where from the
start.
"""

import asyncio
import datetime as dt
import importlib
import sys
from pathlib import Path

from aiohttp import web

from bot.app import compose
from bot.clock import MovableClock, let_time_pass
from bot.core.limits import Limiter
from bot.core.page import Addresses
from bot.logs import begin_logging
from bot.pages import page_routes
from bot.serving import Engine
from bot.settings import Settings
from bot.store.open import open_store
from bot.teams.host import TeamsHost
from bot.worker import Worker
from tests.conftest import cooperation, library
from tests.microsoft import APP_ID, SECRET, TENANT
from tests.scenarios.teams import ADDRESS, GUNILLA


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
    worker = Worker(store, host.sender, clock, limiter=Limiter(everywhere=(), conversation=()), alone=True)
    engine = Engine(store, worker, clock)
    bot = compose(
        store,
        library(),
        cooperation(),
        secretariat=frozenset({GUNILLA}),
        home_tenant=TENANT,
        addresses=Addresses(ADDRESS),
        posted=engine.wake,
    )
    await bot.lay_out(at)
    await bot.seating.fill(importlib.import_module(seats).FILLINGS)

    async def until(request: web.Request) -> web.Response:
        wanted = dt.datetime.fromisoformat((await request.json())["at"])
        await let_time_pass(clock, max(wanted, clock()), store, engine.wake)
        return web.json_response({"at": clock().isoformat()})

    working = asyncio.create_task(worker.run())
    async with engine.keeping_time(bot):
        app = web.Application()
        app.add_routes([*host.routes(), *page_routes(bot.pages, clock), web.post("/test/until", until)])
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(runner.addresses[0][1], flush=True)  # noqa: T201 - how the parent learns of it
        await working


if __name__ == "__main__":
    begin_logging(40)
    asyncio.run(serve(sys.argv[1], Path(sys.argv[2]), sys.argv[3], dt.datetime.fromisoformat(sys.argv[4]), sys.argv[5]))
