"""How fast the outbox is worked: by replicas on PostgreSQL, beside many future rows, and to all seats of the country.

The connector answers after a while and sets no limits; Teams' own is 50 messages a second. It is a loopback server in a
process of its own, and so is each worker. Runs that are compared take turns, and the ratios are those of each round.
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import json
import os
import resource
import signal
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psycopg

from benchmarks.bots import ROOT
from bot.core import outbox
from bot.core.limits import Limiter
from bot.core.outbox import OUTBOX
from bot.core.ports import ADDRESSES, Address, Delivery, Sent, Store, Transaction
from bot.core.turn import Message
from bot.store.postgresql import open_postgresql
from bot.teams.connector import AllowedHosts, Connector
from bot.teams.credentials import NoCredentials
from bot.worker import Worker
from tests.store.postgres import empty_schema, running_postgres

LOOPBACK = "127.0.0.1"
MUNICIPALITIES, SEATS = 290, 15_000
LOOKS_EVERY = 0.05
CARD = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "Kallelse " * 40}]}


class Teams(asyncio.Protocol):
    """The other side, as light as can be: what it costs is not measured. `GET` tells how much has arrived, and when."""

    arrived = 0
    last_at = 0.0

    def __init__(self, answers_after: float) -> None:
        self.answers_after = answers_after
        self.transport: asyncio.Transport | None = None
        self.read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Take requests, one after another, when they are whole."""
        self.read += data
        while (end := self.read.find(b"\r\n\r\n")) >= 0:
            head = self.read[:end].lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
            if len(self.read) < end + 4 + length:
                return
            self.read = self.read[end + 4 + length :]
            if head.startswith(b"get"):
                self._say(b"200 OK", json.dumps([Teams.arrived, Teams.last_at]).encode())
            else:
                asyncio.get_running_loop().call_later(self.answers_after, self._take)

    def _take(self) -> None:
        Teams.arrived += 1
        Teams.last_at = time.perf_counter()
        self._say(b"201 Created", b'{"id": "m%d"}' % Teams.arrived)

    def _say(self, status: bytes, body: bytes) -> None:
        assert self.transport
        head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (status, len(body))
        self.transport.write(head + body)


@dataclass(frozen=True, slots=True)
class Run:
    """One run: messages per second, doubles, how busy the machine was, CPU seconds and the most memory in MB."""

    rate: float
    seconds: float
    doubles: int
    busy: float
    cpu_seconds: float
    teams_seconds: float
    most_mb: float


# The other side and the workers, each in a process of its own


async def play_teams(answers_after: float) -> None:
    """Say where it listens, play Teams until told to stop, and tell what that took."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    server = await loop.create_server(lambda: Teams(answers_after), LOOPBACK, 0)
    print(f"http://{LOOPBACK}:{server.sockets[0].getsockname()[1]}", flush=True)
    before = time.process_time()
    await stop.wait()
    _tell(before)


async def work(url: str, name: str, at_once: int) -> None:
    """Say that it is ready, wait for the word, work until told to stop, and tell what that took."""
    store = await open_postgresql(url)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with aiohttp.ClientSession() as session:
        connector = Connector(session, NoCredentials(), AllowedHosts([LOOPBACK]), "28:bot", _now)
        worker = Worker(store, connector, _now, limiter=Limiter((), ()), name=name, at_once=at_once)
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        before = time.process_time()
        working = asyncio.create_task(worker.run())
        await stop.wait()
        await worker.stop()
        await working
    await store.close()
    _tell(before)


def _tell(before: float) -> None:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(json.dumps([time.process_time() - before, most]), flush=True)


# The measurements


async def replicas(server: str, workers: int, rows: int, at_once: int, answers_after: float, future: int) -> Run:
    """Work so many rows, each to its own person, with so many workers, beside so many that are not due."""
    async with contextlib.AsyncExitStack() as stack:
        url = stack.enter_context(empty_schema(server))
        teams, where = await _started(stack, "--teams", str(answers_after))
        store = await open_postgresql(url)
        if future:
            await _fill(store, 1, where, prefix="template-", after=dt.timedelta(days=300))
            _multiply(url, future)
        await _fill(store, rows, where)
        await store.close()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ANALYZE")
            connection.execute("CHECKPOINT")
        names = [f"worker {number}" for number in range(workers)]
        crew = [(await _started(stack, "--work", url, name, str(at_once)))[0] for name in names]
        idle, began = _idle_seconds(), time.perf_counter()
        for process in crew:
            assert process.stdin
            process.stdin.write(b"go\n")
        session = await stack.enter_async_context(aiohttp.ClientSession())
        arrived = 0
        while arrived < rows:
            await asyncio.sleep(LOOKS_EVERY)
            async with session.get(where) as answer:
                arrived, last_at = await answer.json()
        idle, lasted = _idle_seconds() - idle, time.perf_counter() - began
        ended = [await _stopped(process) for process in crew]
        async with session.get(where) as answer:
            arrived, _ = await answer.json()
        teams_seconds, _ = await _stopped(teams)
    seconds = last_at - began
    busy = 1 - idle / (lasted * (os.cpu_count() or 1))
    cpu, most = zip(*ended, strict=True)
    return Run(rows / seconds, seconds, arrived - rows, busy, sum(cpu), teams_seconds, max(most))


def _idle_seconds() -> float:
    """Return the idle time of all processors since the machine's start."""
    numbers = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0].split()
    return (int(numbers[4]) + int(numbers[5])) / os.sysconf("SC_CLK_TCK")


async def claims(server: str, future: int, rows: int, times: int) -> tuple[list[float], list[float]]:
    """Return milliseconds per message in an empty table, and beside so many future rows, by turns."""
    with empty_schema(server) as empty, empty_schema(server) as full:
        stores = [await open_postgresql(url) for url in (empty, full)]
        for store in stores:
            await _fill(store, 1, "http://127.0.0.1:1", after=dt.timedelta(days=300))
        _multiply(full, future)
        found: tuple[list[float], list[float]] = ([], [])
        for number in range(times):
            for store, seen in zip(stores, found, strict=True):
                seen.append(await _milliseconds(store, rows, f"{number}-"))
        for store in stores:
            await store.close()
    return found


async def _milliseconds(store: Store, rows: int, prefix: str) -> float:
    await _fill(store, rows, "http://127.0.0.1:1", prefix=prefix)
    settled = 0
    done = asyncio.Event()

    def count(_: outbox.OutboxRow) -> None:
        nonlocal settled
        settled += 1
        if settled == rows:
            done.set()

    class AtOnce:
        async def send(self, address: Address, _: Message) -> Delivery:
            return Sent("m", address.conversation_id)

        async def update(self, address: Address, message_id: str, _: Message) -> Delivery:
            return Sent(message_id, address.conversation_id)

        async def delete(self, address: Address, message_id: str) -> Delivery:
            return Sent(message_id, address.conversation_id)

    worker = Worker(store, AtOnce(), _now, limiter=Limiter((), ()), on_settled=count)
    began = time.perf_counter()
    working = asyncio.create_task(worker.run())
    await done.wait()
    taken = time.perf_counter() - began
    await worker.stop()
    await working
    return taken * 1e3 / rows


async def _fill(
    store: Store, rows: int, service_url: str, *, prefix: str = "", after: dt.timedelta = dt.timedelta()
) -> None:
    at = _now() + after

    async def some(tx: Transaction, first: int, last: int) -> None:
        for number in range(first, last):
            to = f"person:{prefix}{number}"
            await tx.add(ADDRESSES, to, Address(to, service_url, conversation_id=f"chat-{prefix}{number}"))
            await outbox.post(
                tx,
                to=to,
                message=Message(card=CARD, summary=f"Kommun {number % MUNICIPALITIES:03}, plats {number}"),
                not_before=at,
                dedupe_key=f"{prefix}{number}",
                about="utskick",
                marks_late=False,
            )

    for first in range(0, rows, 500):
        last = min(first + 500, rows)
        await store.run(lambda tx, first=first, last=last: some(tx, first, last))  # type: ignore[misc]


def _multiply(url: str, number: int) -> None:
    """Put copies of the one row that is there beside it, each due at a time of its own."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            f"""
            INSERT INTO {OUTBOX.name} (key, body)
            SELECT 'future-' || n, body || jsonb_build_object(
                'dedupe_key', 'future-' || n, 'to', 'person:future-' || n % {SEATS},
                'due_at', at, 'not_before', at, 'place', 'person:future-' || n % {SEATS} || chr(31) || at)
            FROM (SELECT body, n, to_char(timestamp '2099-01-01' + n * interval '1 minute',
                                          'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
                  FROM {OUTBOX.name}, generate_series(1, {number}) AS n) AS copies
            """.encode()  # noqa: S608 - our own names and numbers
        )
        connection.execute("VACUUM ANALYZE")


async def _started(stack: contextlib.AsyncExitStack, *arguments: str) -> tuple[asyncio.subprocess.Process, str]:
    """Start this module as another process, which ends with the stack; return it with the first thing it says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.delivery", *arguments),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    stack.callback(lambda: process.kill() if process.returncode is None else None)
    assert process.stdout
    said = (await process.stdout.readline()).decode().strip()
    assert said
    return process, said


async def _stopped(process: asyncio.subprocess.Process) -> tuple[float, float]:
    process.terminate()
    said, _ = await process.communicate()
    cpu, most = json.loads(said)
    return cpu, most


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def _replicas(server: str, chosen: argparse.Namespace, answers_after: float) -> None:
    print(f"\nReplicas on PostgreSQL: {chosen.rows} messages beside {chosen.future} that are not due, {chosen.at_once}")
    print(f"on their way at a time for each worker, connector answers after {answers_after * 1e3:.0f} ms,")
    print(f"median of {chosen.rounds} rounds in which the numbers of workers take turns.\n")
    crews = (1, 2, 4)
    runs: dict[int, list[Run]] = {workers: [] for workers in crews}
    for _ in range(chosen.rounds):
        for workers in crews:
            args = (workers, chosen.rows, chosen.at_once, answers_after, chosen.future)
            runs[workers].append(await replicas(server, *args))
    print("| workers | messages/s | of one (least, most) | doubles | worker, Teams: CPU ms a message ", end="")
    print("| machine busy | memory, MB |\n| --- | --- | --- | --- | --- | --- | --- |")
    for workers, mine in runs.items():
        ratios = sorted(run.rate / one.rate for run, one in zip(mine, runs[1], strict=True))
        ours = statistics.median(run.cpu_seconds for run in mine) * 1e3 / chosen.rows
        theirs = statistics.median(run.teams_seconds for run in mine) * 1e3 / chosen.rows
        print(
            f"| {workers} | {statistics.median(run.rate for run in mine):.0f} | {statistics.median(ratios):.2f} × "
            f"({ratios[0]:.2f}, {ratios[-1]:.2f}) | {sum(run.doubles for run in mine)} | {ours:.2f}, {theirs:.2f} "
            f"| {statistics.median(run.busy for run in mine):.0%} | {max(run.most_mb for run in mine):.0f} |",
            flush=True,
        )


async def _measure(chosen: argparse.Namespace) -> None:
    load = os.getloadavg()
    print(
        f"{_now():%Y-%m-%d %H:%M} UTC, {os.cpu_count()} processors, load before the start {load[0]:.1f} ({load[1]:.1f})"
    )
    with running_postgres() as server:
        if "replicas" in chosen.parts:
            for answers_after in chosen.answers_after:
                await _replicas(server, chosen, answers_after)
        if "claims" in chosen.parts:
            empty, full = await claims(server, chosen.future, 200, chosen.times)
            print(f"\nOne message claimed and settled, median of {chosen.times} runs of 200 by turns, ms.\n")
            print("| empty table | beside future rows | |")
            print("| --- | --- | --- |")
            ours, theirs = statistics.median(full), statistics.median(empty)
            ratio = statistics.median(one / other for one, other in zip(full, empty, strict=True))
            print(f"| {theirs:.2f} | {ours:.2f} ({chosen.future} rows) | {ratio:.2f} × |", flush=True)
        if "scale" in chosen.parts:
            print(f"\nOne broadcast to {SEATS} seats of {MUNICIPALITIES} municipalities, 2 workers, no limit set.\n")
            print("| seats | seconds | messages/s | doubles | most memory of a worker, MB | machine busy |")
            print("| --- | --- | --- | --- | --- | --- |")
            for seats in (SEATS // 10, SEATS):
                run = await replicas(server, 2, seats, chosen.at_once, 0.0, 0)
                print(
                    f"| {seats} | {run.seconds:.1f} | {run.rate:.0f} | {run.doubles} | {run.most_mb:.0f} "
                    f"| {run.busy:.0%} |",
                    flush=True,
                )
    print(f"\nLoad at the end {os.getloadavg()[0]:.1f}.")


def main(arguments: Sequence[str]) -> None:
    """Measure and print the tables."""
    match arguments:
        case ["--work", url, name, at_once]:
            asyncio.run(work(url, name, int(at_once)))
            return
        case ["--teams", answers_after]:
            asyncio.run(play_teams(float(answers_after)))
            return
    parser = argparse.ArgumentParser(prog="python -m benchmarks delivery", description=__doc__)
    parser.add_argument("parts", nargs="*", default=["replicas", "claims", "scale"], help="replicas, claims, scale")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3, help="of 1, 2 and 4 workers, for replicas")
    parser.add_argument("--future", type=int, default=100_000, help="rows that are not due, for replicas and claims")
    parser.add_argument("--times", type=int, default=7, help="runs of claims of each kind")
    parser.add_argument("--at-once", type=int, default=20)
    parser.add_argument(
        "--answers-after",
        type=float,
        nargs="+",
        default=[0.2, 0.0],
        help="seconds; Teams takes 0.1 to 0.3, and with 0 the machine alone sets the pace",
    )
    asyncio.run(_measure(parser.parse_args(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
