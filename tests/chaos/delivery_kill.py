"""Kills the bot's delivery again and again while Teams misbehaves, and counts what became of every message.

    python -m tests.chaos.delivery_kill [--rows 5000] [--kills 20] [--seed 1]
    python -m tests.chaos.delivery_kill --postgresql [URL] --workers 2 [--pulls 5]

The parent plays the connector on loopback and keeps a log of what arrived. Each child is the real worker with the real
connector client on the real store: the embedded one, or a PostgreSQL that is started for the run unless it is named,
with as many workers at a time as are asked for. One of them is killed with SIGKILL at random moments and started again,
until nothing waits; with --pulls also the PostgreSQL that was started, as when a plug is pulled.
Of 100 requests 5 are answered 429, 3 with 502, 503 or 504, 2 never, and 1 of 100 people has blocked the bot.
"""

import argparse
import asyncio
import contextlib
import dataclasses
import datetime as dt
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.core import outbox
from bot.core.limits import Limiter, Window
from bot.core.outbox import OUTBOX, OutboxRow, State
from bot.core.ports import ADDRESSES, Address, Kept, Store, StoreFault, Transaction
from bot.core.turn import Message
from bot.store.open import open_store
from bot.teams.connector import AllowedHosts, Connector
from bot.teams.credentials import NoCredentials
from bot.worker import Worker
from tests.store.postgres import Server, empty_schema

ROOT = Path(__file__).parents[2]
PER_PERSON = 5
LOOPBACK = "127.0.0.1"
TIMEOUT_SECONDS = 1.0
LEASE = dt.timedelta(seconds=5)
CLAIMED_AT_ONCE = 20
OPEN_TRIES = 60


@dataclass(slots=True)
class Teams:
    """The other side: `log` holds, for each message, what was answered each time it arrived or was refused."""

    dice: random.Random
    log: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    arrived: list[tuple[str, str]] = field(default_factory=list)

    async def post(self, request: web.Request) -> web.StreamResponse:
        """Take a message, or misbehave."""
        chat = request.match_info["chat"]
        body = await request.json()
        key = body["text"]
        if int(chat.removeprefix("chat-")) % 100 == 7:
            self.log[key].append("blocked")
            inner = json.dumps({"subCode": "MessageWritesBlocked"})
            return web.json_response({"errorCode": 209, "message": inner}, status=403)
        luck = self.dice.random()
        if luck < 0.05:
            self.log[key].append("429")
            return web.Response(status=429, headers={"Retry-After": "1"})
        if luck < 0.06:
            self.log[key].append("503")
            return web.Response(status=503, headers={"Retry-After": "1"})
        if luck < 0.10:
            # Nobody outside knows which of these arrived.
            arrives = self.dice.random() < 0.5
            said = "lost" if luck >= 0.08 else "502" if luck < 0.07 else "504"
            if arrives:
                self.arrived.append((chat, key))
            self.log[key].append(f"{said}, arrived" if arrives else said)
            if said == "lost":
                await asyncio.sleep(2 * TIMEOUT_SECONDS)
            return web.Response(status=504 if said == "lost" else int(said))
        await asyncio.sleep(self.dice.uniform(0.0, 0.02))
        self.arrived.append((chat, key))
        self.log[key].append("arrived")
        return web.json_response({"id": f"m{len(self.arrived)}"}, status=201)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run."""

    rows: int
    kills: int
    seconds: float
    sent: int
    unreachable: int
    failed: int
    unended: int
    lost: int
    doubles_after_kill: int
    doubles_after_doubt: int
    unexplained_doubles: int
    out_of_order: int
    refused_429: int
    refused_5xx: int
    never_answered: int

    @property
    def good(self) -> bool:
        """Whether every promise was kept."""
        ended = self.sent + self.unreachable + self.failed == self.rows
        broken = self.unended + self.lost + self.unexplained_doubles + self.out_of_order
        return ended and broken == 0


# The child


async def deliver(url: str, folder: Path, name: str) -> None:
    """Work the outbox until nothing in it waits; without a `name` as the only worker that there is."""
    store = await _opened(url, folder)
    async with aiohttp.ClientSession() as session:
        hosts = AllowedHosts([LOOPBACK])
        connector = Connector(session, NoCredentials(), hosts, "28:bot", _now, TIMEOUT_SECONDS)
        # The limits have tests of their own; here they would only make the run longer.
        limiter = Limiter((Window(50, 1.0),), (Window(2_000, 1.0),))
        worker = Worker(
            *(store, connector, _now),
            limiter=limiter,
            lease=LEASE,
            at_once=CLAIMED_AT_ONCE,
            alone=not name,
            name=name,
        )
        working = asyncio.create_task(worker.run())
        while True:
            with contextlib.suppress(StoreFault):
                pulse = await worker.pulse()
                if not pulse.by_state["waiting"] and not pulse.by_state["claimed"]:
                    break
            await asyncio.sleep(0.2)
        await worker.stop()
        await working
    await store.close()


async def _opened(url: str, folder: Path) -> Store:
    """Open the store; start over while the database is just coming up, as whoever supervises the bot would."""
    for _ in range(OPEN_TRIES - 1):
        with contextlib.suppress(StoreFault):
            return await open_store(url, folder)
        await asyncio.sleep(0.5)
    return await open_store(url, folder)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


# The parent


async def run(
    rows: int,
    kills: int,
    seed: int,
    url: str,
    folder: Path,
    workers: int = 1,
    pulls: Sequence[Callable[[], None]] = (),
) -> Report:
    """Fill an outbox, kill one of its workers so many times, and count; `pulls` are done in between."""
    dice = random.Random(seed)  # noqa: S311 - faults, not secrets
    teams = Teams(dice)
    app = web.Application()
    app.add_routes([web.post("/v3/conversations/{chat}/activities", teams.post)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, LOOPBACK, 0)
    await site.start()
    service_url = f"http://{LOOPBACK}:{runner.addresses[0][1]}"
    store = await open_store(url, folder)
    await fill(store, rows, service_url)
    await store.close()
    started = time.monotonic()
    killed = await _kill_often(kills, dice, teams, rows, [url, str(folder)], workers, pulls)
    seconds = time.monotonic() - started
    await runner.cleanup()
    store = await open_store(url, folder)
    found = await store.run(lambda tx: tx.find(OUTBOX, about="utskick"))
    await store.close()
    return _report(found, teams, killed, seconds)


async def fill(store: Store, rows: int, service_url: str) -> None:
    """Put so many messages in the outbox, five for each person."""
    now = _now()

    async def some(tx: Transaction, first: int, last: int) -> None:
        for number in range(first, last):
            person = number % max(1, rows // PER_PERSON)
            to = f"person:{person}"
            if await tx.get(ADDRESSES, to) is None:
                await tx.add(ADDRESSES, to, Address(to, service_url, conversation_id=f"chat-{person}"))
            await outbox.post(
                tx,
                to=to,
                message=Message(text=f"{number}"),
                not_before=now + dt.timedelta(microseconds=number),
                dedupe_key=f"{number}",
                about="utskick",
                if_unsure="twice" if number % 4 else "not",
                marks_late=False,
            )

    for first in range(0, rows, 500):
        last = min(first + 500, rows)
        await store.run(lambda tx, first=first, last=last: some(tx, first, last))  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Child:
    """A worker in a process of its own; `ended` holds its code."""

    process: asyncio.subprocess.Process
    ended: asyncio.Task[int]


async def _started(arguments: list[str], name: str) -> Child:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.chaos.delivery_kill", "--deliver", *arguments, name, cwd=ROOT
    )
    return Child(process, asyncio.create_task(process.wait()))


async def _kill_often(
    kills: int,
    dice: random.Random,
    teams: Teams,
    rows: int,
    arguments: list[str],
    workers: int,
    pulls: Sequence[Callable[[], None]],
) -> int:
    """Start the children and kill one at a time, spread over the whole run, until they end; return how often."""
    killed = 0
    names = [f"worker {number}" if workers > 1 else "" for number in range(workers)]
    children = {name: await _started(arguments, name) for name in names}
    while killed < kills:
        # So far the next kill waits, and then for a moment nobody can foresee.
        line = int(rows * (killed + dice.random()) / (kills + 1))
        ends = [child.ended for child in children.values()]
        while not any(ended.done() for ended in ends) and len(teams.arrived) < line:
            await asyncio.wait(ends, timeout=0.002, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.sleep(dice.uniform(0.0, 0.05))
        if any(ended.done() for ended in ends):
            break
        if killed * len(pulls) // kills < (killed + 1) * len(pulls) // kills:
            await asyncio.to_thread(pulls[killed * len(pulls) // kills])
        name = dice.choice(names)
        os.kill(children[name].process.pid, signal.SIGKILL)
        await children[name].ended
        killed += 1
        children[name] = await _started(arguments, name)
    for child in children.values():
        if (code := await child.ended) != 0:
            raise RuntimeError(f"a worker ended by itself with {code}")
    return killed


def _report(found: list[Kept[OutboxRow]], teams: Teams, kills: int, seconds: float) -> Report:
    rows = {kept.id: kept.value for kept in found}
    states = Counter(row.state for row in rows.values())
    times = Counter(key for _, key in teams.arrived)
    after_kill = after_doubt = unexplained = 0
    for key, number in times.items():
        if number < 2:
            continue
        arrivals = [said for said in teams.log[key] if said.endswith("arrived")]
        known = sum(said == "arrived" for said in arrivals[:-1])
        after_kill += known
        after_doubt += len(arrivals) - 1 - known
        unexplained += max(0, number - 1 - rows[key].unsure)
    sent = [key for key, row in rows.items() if row.state is State.SENT]
    said = Counter(each.partition(",")[0] for log in teams.log.values() for each in log)
    return Report(
        rows=len(rows),
        kills=kills,
        seconds=round(seconds, 1),
        sent=states[State.SENT],
        unreachable=states[State.UNREACHABLE],
        failed=states[State.FAILED],
        unended=sum(row.state in outbox.OPEN for row in rows.values()),
        lost=sum(not times[key] for key in sent),
        doubles_after_kill=after_kill,
        doubles_after_doubt=after_doubt,
        unexplained_doubles=unexplained,
        out_of_order=_out_of_order(teams.arrived),
        refused_429=said["429"],
        refused_5xx=said["502"] + said["503"] + said["504"],
        never_answered=said["lost"],
    )


def _out_of_order(arrived: list[tuple[str, str]]) -> int:
    latest: dict[str, int] = {}
    seen: set[str] = set()
    wrong = 0
    for chat, key in arrived:
        if key not in seen:
            wrong += int(key) < latest.get(chat, -1)
            latest[chat] = int(key)
            seen.add(key)
    return wrong


def _no_plug() -> None:
    raise RuntimeError("There is no plug.")


def _pull(server: Server) -> None:
    server.stop("immediate")
    server.start()


def main() -> int:
    """Run it and print what came of it; 0 when every promise was kept."""
    if sys.argv[1:2] == ["--deliver"]:
        url, folder, name = sys.argv[2:]
        asyncio.run(deliver(url, Path(folder), name))
        return 0
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1, help="at a time; more than one on PostgreSQL alone")
    parser.add_argument("--postgresql", nargs="?", const="", metavar="URL", help="without an address one is started")
    parser.add_argument("--pulls", type=int, default=0, help="of a PostgreSQL that is started for the run")
    given = parser.parse_args()
    if given.postgresql is None and given.workers > 1:
        parser.error("the embedded store is one process's")
    if given.pulls and given.postgresql != "":
        parser.error("only a PostgreSQL that is started for the run has a plug to pull")
    with contextlib.ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url, pull = given.postgresql or "tinydb:", _no_plug
        if given.postgresql == "":
            server = Server(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="postgres-"))))
            server.start()
            stack.callback(server.stop)
            url, pull = server.url, partial(_pull, server)
        elif given.postgresql is not None:
            url = stack.enter_context(empty_schema(url))
        pulls = [pull] * given.pulls
        report = asyncio.run(run(given.rows, given.kills, given.seed, url, room, given.workers, pulls))
    for name, value in dataclasses.asdict(report).items():
        sys.stdout.write(f"{name.replace('_', ' '):24} {value}\n")
    sys.stdout.write("every promise was kept\n" if report.good else "A PROMISE WAS BROKEN\n")
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())
