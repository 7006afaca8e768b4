"""Serving: the store, the worker and the timekeeper beside the turns, the web application, its start and its stop."""

import asyncio
import contextlib
import ctypes
import datetime as dt
import gc
import hmac
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
from aiohttp import web

from bot.app import Bot, compose, new_id
from bot.clock import CheckedClock, utc_now
from bot.console import Inbox
from bot.cooperation import read_cooperation, read_template
from bot.core.page import Addresses
from bot.core.ports import (
    Address,
    Clock,
    Collection,
    Delivery,
    Roster,
    RosterUnknown,
    Sender,
    Store,
    StoreFault,
    StoreStopped,
    Transaction,
)
from bot.core.turn import Conversation, Message, Person
from bot.errands import Errands
from bot.library import read_library
from bot.logs import begin_logging
from bot.metrics import CONTENT_TYPE
from bot.onboarding import read_onboarding
from bot.pages import page_routes
from bot.patience import within
from bot.rehearsal import SERVICE_URL
from bot.settings import DEFAULT_STORE, Settings, StartFault
from bot.spans import NO_SPANS, Spans, TracedStore
from bot.store.open import open_store
from bot.teams.auth import Knock, from_this_machine
from bot.teams.host import TeamsHost
from bot.timekeeper import Timekeeper
from bot.worker import Pulse, Worker

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
REST_SECONDS = 1.0
"""How long requests that are no turns (health, metrics) may take when the turns have finished."""
LOOKS_EVERY_SECONDS = 1.0
"""How often it is looked whether the store has stopped, and the clock is in doubt."""
BEAT_SECONDS = 5.0
PULSE_SECONDS = 3.0
"""How long the store may take to say how the outbox does; those who look wait four or five seconds."""
TIDIES_EVERY_SECONDS = 60.0
KEEPALIVE_SECONDS = 300.0
"""How long a quiet connection is kept: longer than the proxies and load balancers before the bot (Azure's, 240 s)."""
ANYWHERE = "0.0.0.0"  # noqa: S104 - serve stands behind a proxy or in a container and must be reached there


@dataclass(slots=True)
class Engine:
    """What works beside the turns: the store, the worker and, once the bot is put together, time and errands.

    `alone` says that no other process works on this store.
    """

    store: Store
    worker: Worker
    clock: Clock
    in_doubt: Callable[[], bool] = lambda: False
    alone: bool = False
    timekeeper: Timekeeper | None = None
    errands: Errands | None = None

    def wake(self) -> None:
        """Let them look at once: something was posted, or a timer set."""
        self.worker.wake()
        if self.timekeeper:
            self.timekeeper.wake()
        if self.errands:
            self.errands.wake()

    @contextlib.asynccontextmanager
    async def keeping_time(self, bot: "Bot") -> AsyncIterator[None]:
        """Run what timers name and see to errands as long as the block lasts."""
        doubt = self.in_doubt
        self.timekeeper = Timekeeper(self.store, bot.use_cases, self.clock, posted=self.wake, in_doubt=doubt)
        self.errands = Errands(self.store, bot.errands, self.clock, posted=self.wake, in_doubt=doubt, alone=self.alone)
        working = [asyncio.create_task(self.timekeeper.run()), asyncio.create_task(self.errands.run())]
        try:
            yield
        finally:
            self.timekeeper.stop()
            self.errands.stop()
            await asyncio.gather(*working)


@dataclass(slots=True)
class Ways:
    """The way to people: terminals by their inbox, all others by the connector; and who is there, once Teams is."""

    terminals: Sender
    teams: Sender | None = None
    roster: Roster | None = None

    async def members(self, conversation: Conversation) -> Sequence[Person]:
        """Return who is there; raises RosterUnknown, also as long as there is no Teams."""
        if self.roster is None:
            raise RosterUnknown("there is no Teams")
        return await self.roster.members(conversation)

    async def channels(self, conversation: Conversation) -> Sequence[tuple[str, str]]:
        """Return the channels of a team; raises RosterUnknown, also as long as there is no Teams."""
        if self.roster is None:
            raise RosterUnknown("there is no Teams")
        return await self.roster.channels(conversation)

    def _way(self, address: Address) -> Sender:
        return self.terminals if self.teams is None or address.service_url == SERVICE_URL else self.teams

    async def send(self, address: Address, message: Message) -> Delivery:
        """Post a new message."""
        return await self._way(address).send(address, message)

    async def update(self, address: Address, message_id: str, message: Message) -> Delivery:
        """Put a message in the place of one sent before."""
        return await self._way(address).update(address, message_id, message)

    async def delete(self, address: Address, message_id: str) -> Delivery:
        """Take a message back."""
        return await self._way(address).delete(address, message_id)


async def run_serve(settings: Settings, data: Path) -> None:
    """Serve the bot to Teams until it is told to stop."""
    begin_logging(logging.INFO, as_json=True)
    library, cooperation = read_library(data), read_cooperation(data)
    programme = read_onboarding(data, library, cooperation)
    with bound(ANYWHERE, settings.port) as door:
        ways = Ways(Inbox())
        clock = CheckedClock(utc_now)
        async with (
            traced(settings.traces) as spans,
            running(settings.store, settings.folder, ways, clock, spans, clock.in_doubt) as engine,
        ):
            bot = compose(
                engine.store,
                library,
                cooperation,
                secretariat=settings.secretariat,
                home_tenant=settings.app_tenant,
                addresses=Addresses(settings.address),
                roster=ways,
                programme=programme,
                posted=engine.wake,
                read_template=partial(read_template, data, cooperation),
            )
            clock.on_agreed = engine.wake
            await bot.lay_out(clock())
            host = TeamsHost(
                settings,
                bot.take,
                now=clock,
                told=bot.metrics.count_delivery,
                keep=bot.replies.keep,
                limited=bot.metrics.count_limited,
                spans=spans,
            )
            ways.teams, ways.roster = host.sender, host.roster
            async with (
                engine.keeping_time(bot),
                serving(host, bot, engine, door, settings.metrics_token),
                asking_the_time(host, clock),
            ):
                log.info("listening on port %d", door.getsockname()[1])
                await until_told_to_stop(engine.store)


@contextlib.asynccontextmanager
async def traced(endpoint: str) -> AsyncIterator[Spans]:
    """Send traces to a collector, or nowhere; raises StartFault when the packages for it are missing."""
    if not endpoint:
        yield NO_SPANS
        return
    try:
        from bot.traces import tracing
    except ImportError as fault:
        raise StartFault(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set, but the packages for traces are not installed: install "
            "requirements-traces.lock, or take the setting away."
        ) from fault
    async with tracing(endpoint) as spans:
        yield spans


@contextlib.contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """Hold the port from the start, so that a port in use is told before anything is written."""
    try:
        door = socket.create_server((host, port), backlog=512)
    except OSError as fault:
        raise StartFault(f"Port {port} cannot be used ({fault.strerror}). Stop what uses it, or set PORT.") from fault
    with contextlib.closing(door):
        yield door


def make_folder(folder: Path) -> None:
    """Make the folder of the embedded store; raises StartFault."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StartFault(f"The folder {folder} cannot be made ({fault.strerror}).") from fault


@contextlib.asynccontextmanager
async def running(
    url: str,
    folder: Path,
    sender: Sender,
    clock: Clock,
    spans: Spans = NO_SPANS,
    in_doubt: Callable[[], bool] = lambda: False,
) -> AsyncIterator[Engine]:
    """Open the store and start the worker; stop both in the end."""
    if url == DEFAULT_STORE:
        make_folder(folder)
    opened = await open_store(url, folder)
    store = opened if spans is NO_SPANS else TracedStore(opened, spans)
    # The embedded store lets one process in; on PostgreSQL several share the work and Teams' limits.
    alone = url == DEFAULT_STORE
    worker = Worker(store, sender, clock, alone=alone, name="" if alone else new_id(), in_doubt=in_doubt)
    working = asyncio.create_task(worker.run())
    try:
        yield Engine(store, worker, clock, in_doubt, alone)
    finally:
        await worker.stop()
        await working
        await store.close()


@dataclass(frozen=True, slots=True)
class Beat:
    """That the store could be written to; `at` is when, UTC."""

    at: dt.datetime


BEATS: Collection[Beat] = Collection("beats", Beat)


class Heart:
    """Looks whether the store can be written to: one that is full or read-only answers questions all the same.

    It is written to at most once in five seconds, however many look.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._beat_at = -BEAT_SECONDS

    async def beat(self) -> None:
        """Return when it can; raises StoreFault."""
        now = asyncio.get_running_loop().time()
        if now - self._beat_at < BEAT_SECONDS:
            return

        async def work(tx: Transaction) -> None:
            kept = await tx.get(BEATS, "health")
            fresh = Beat(self._clock())
            await (tx.put(BEATS, kept, fresh) if kept else tx.add(BEATS, "health", fresh))

        await self._store.run(work)
        self._beat_at = now


@contextlib.asynccontextmanager
async def asking_the_time(host: TeamsHost, clock: CheckedClock) -> AsyncIterator[None]:
    """Let Microsoft tell the time at the start, and whenever the clock is in doubt, as long as the block lasts."""

    async def ask() -> None:
        await host.ask_the_time()
        while True:
            await asyncio.sleep(LOOKS_EVERY_SECONDS)
            if clock.in_doubt():
                await host.ask_the_time()

    asking = asyncio.create_task(ask())
    try:
        yield
    finally:
        asking.cancel()


@contextlib.asynccontextmanager
async def serving(
    host: TeamsHost,
    bot: Bot,
    engine: Engine,
    door: socket.socket,
    metrics_token: str,
    more: Sequence[web.RouteDef] = (),
) -> AsyncIterator[None]:
    """Take requests at the door; in the end take no more and let those under way finish."""
    worker = engine.worker

    async def healthz(_: web.Request) -> web.Response:
        try:
            await within(PULSE_SECONDS, heart.beat())
            pulse = await within(PULSE_SECONDS, worker.pulse())
        except (StoreFault, TimeoutError):
            return web.json_response({"status": "store"}, status=503)
        status = "stopping" if stopping.is_set() else "clock" if engine.in_doubt() else _status(pulse)
        facts = msgspec.to_builtins(pulse)
        return web.json_response({"status": status, **facts}, status=200 if status == "ok" else 503)

    async def readyz(_: web.Request) -> web.Response:
        # Not asking the store: who writes while it is away shall read that, and not nothing.
        return web.Response(status=503 if stopping.is_set() else 200)

    async def metrics(request: web.Request) -> web.Response:
        if not _may_read_metrics(request, metrics_token):
            return web.Response(status=403)
        with contextlib.suppress(StoreFault, TimeoutError):
            bot.metrics.note_outbox(await within(PULSE_SECONDS, worker.pulse()), engine.clock())
        bot.metrics.note_commits(bot.store.commits)
        return web.Response(body=bot.metrics.text(), headers={"Content-Type": CONTENT_TYPE})

    heart = Heart(engine.store, engine.clock)
    stopping = asyncio.Event()
    worker.on_settled = bot.metrics.count_send
    routes = [
        *host.routes(),
        web.get("/healthz", healthz),
        web.get("/readyz", readyz),
        web.get("/metrics", metrics),
        *page_routes(bot.pages, engine.clock),
        *more,
    ]
    try:
        async with listening(routes, door, stop=host.stop):
            warming = asyncio.create_task(asyncio.to_thread(bot.warm))
            yield
            await warming
            stopping.set()
    finally:
        stopping.set()


@contextlib.asynccontextmanager
async def listening(
    routes: Sequence[web.RouteDef], door: socket.socket, *, stop: Callable[[], Awaitable[None]] | None = None
) -> AsyncIterator[None]:
    """Listen at the door as long as the block lasts; `stop` lets what is under way finish before the door closes."""
    web_app = web.Application()
    web_app.add_routes(routes)
    runner = web.AppRunner(
        web_app,
        access_log=None,
        shutdown_timeout=REST_SECONDS,
        keepalive_timeout=KEEPALIVE_SECONDS,
        # The edge refuses packed bodies; unpacked here, what is left of one would be unpacked only to be thrown away.
        auto_decompress=False,
    )
    await runner.setup()
    tidying = asyncio.create_task(_tidy_memory())
    try:
        # What was read at the start stays until the end: the collector need not go through it again and again.
        gc.freeze()
        await web.SockSite(runner, door).start()
        yield
    finally:
        tidying.cancel()
        if stop:
            await stop()
        await runner.cleanup()


async def _tidy_memory() -> None:
    """Let go now and then of all that is garbage, and give the system back what is free.

    The collector looks among older objects too rarely to do so by itself: that would make the start slower. The parts
    of a document hold each other, so that memory grew at each yearly report.
    """
    # glibc alone has it, and alone needs it: what a thread has freed stays with that thread's part of the heap.
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    while True:
        await asyncio.sleep(TIDIES_EVERY_SECONDS)
        gc.collect()
        if give_back is not None:
            give_back(0)


def _may_read_metrics(request: web.Request, token: str) -> bool:
    if not token:
        return from_this_machine(Knock(request.headers, request.remote or ""))
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    shown = given.strip().encode("utf-8", "surrogateescape")
    return scheme.lower() == "bearer" and hmac.compare_digest(shown, token.encode("utf-8", "surrogateescape"))


def _status(pulse: Pulse) -> str:
    if not pulse.running:
        return "worker"
    return "outbox stands still" if pulse.stands_still else "ok"


async def until_told_to_stop(store: Store) -> None:
    """Wait until the process is told to stop; raises StoreStopped when its store can be used no more.

    Whatever supervises the bot then starts it anew, which is the one thing that helps.
    """
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, told.set)
    while not told.is_set():
        if store.stopped:
            log.critical("the store has stopped, and the bot with it: it must be started anew")
            raise StoreStopped(store.stopped)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOKS_EVERY_SECONDS):
                await told.wait()
    log.info("stopping: no new turns; those under way finish")
