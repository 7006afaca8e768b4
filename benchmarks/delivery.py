"""How fast the outbox is worked: by replicas on PostgreSQL, beside many future rows, and to all seats of the country.

The connector is a loopback server that answers after a while and sets no limits; Teams' own is 50 messages a second.
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import json
import resource
import signal
import statistics
import sys
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import aiohttp
import psycopg
from aiohttp import web

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
CARD = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "Kallelse " * 40}]}


class Teams:
    """The other side: counts what arrives; `all_there` when it is as much as expected."""

    def __init__(self, answers_after: float) -> None:
        self.answers_after = answers_after
        self.expected = self.arrived = 0
        self.url = ""
        self.last_at = 0.0
        self.all_there = asyncio.Event()

    async def post(self, request: web.Request) -> web.Response:
        """Take a message."""
        await request.read()
        await asyncio.sleep(self.answers_after)
        self.last_at = time.perf_counter()
        self.arrived += 1
        if self.arrived >= self.expected:
            self.all_there.set()
        return web.json_response({"id": f"m{self.arrived}"}, status=201)


@dataclass(frozen=True, slots=True)
class Run:
    """One run: messages per second, doubles, and of each worker the CPU seconds and the most memory held in MB."""

    rate: float
    seconds: float
    doubles: int
    cpu_seconds: tuple[float, ...]
    most_mb: tuple[float, ...]


# A worker, in a process of its own


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
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(json.dumps([time.process_time() - before, most]), flush=True)


# The measurements


async def replicas(server: str, workers: int, rows: int, at_once: int, answers_after: float) -> Run:
    """Work so many rows, each to its own person, with so many workers."""
    with empty_schema(server) as url:
        async with _teams(answers_after) as teams:
            store = await open_postgresql(url)
            await _fill(store, rows, teams.url)
            await store.close()
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("ANALYZE")
            teams.expected = rows
            processes = [await _started(url, f"worker {number}", at_once) for number in range(workers)]
            began = time.perf_counter()
            for process in processes:
                assert process.stdin
                process.stdin.write(b"go\n")
            await teams.all_there.wait()
            seconds = teams.last_at - began
            ended = [await _stopped(process) for process in processes]
    cpu, most = zip(*ended, strict=True)
    return Run(rows / seconds, seconds, teams.arrived - rows, cpu, most)


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


@contextlib.asynccontextmanager
async def _teams(answers_after: float) -> AsyncIterator[Teams]:
    teams = Teams(answers_after)
    app = web.Application()
    app.add_routes([web.post("/v3/conversations/{chat}/activities", teams.post)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, 0).start()
        teams.url = f"http://{LOOPBACK}:{runner.addresses[0][1]}"
        yield teams
    finally:
        await runner.cleanup()


async def _started(url: str, name: str, at_once: int) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.delivery", "--work", url, name, str(at_once)),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    assert await process.stdout.readline() == b"ready\n"
    return process


async def _stopped(process: asyncio.subprocess.Process) -> tuple[float, float]:
    process.terminate()
    said, _ = await process.communicate()
    cpu, most = json.loads(said)
    return cpu, most


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def _measure(chosen: argparse.Namespace) -> None:
    with running_postgres() as server:
        if "replicas" in chosen.parts:
            print(f"\nReplicas on PostgreSQL, {chosen.rows} messages, {chosen.at_once} on their way at a time for each")
            print(f"worker, connector answers after {chosen.answers_after * 1e3:.0f} ms.\n")
            print("| workers | messages/s | of one | doubles | CPU ms a message | most memory, MB |")
            print("| --- | --- | --- | --- | --- | --- |")
            alone = 0.0
            for workers in (1, 2, 4):
                run = await replicas(server, workers, chosen.rows, chosen.at_once, chosen.answers_after)
                alone = alone or run.rate
                cpu = sum(run.cpu_seconds) * 1e3 / chosen.rows
                print(
                    f"| {workers} | {run.rate:.0f} | {run.rate / alone:.2f} × | {run.doubles} | {cpu:.2f} "
                    f"| {max(run.most_mb):.0f} |",
                    flush=True,
                )
        if "claims" in chosen.parts:
            empty, full = await claims(server, chosen.future, 200, chosen.times)
            print(f"\nOne message claimed and settled, median of {chosen.times} runs of 200 by turns, ms.\n")
            print("| empty table | beside future rows | |")
            print("| --- | --- | --- |")
            ours, theirs = statistics.median(full), statistics.median(empty)
            print(f"| {theirs:.2f} | {ours:.2f} ({chosen.future} rows) | {ours / theirs:.2f} × |", flush=True)
        if "scale" in chosen.parts:
            print(f"\nOne broadcast to {SEATS} seats of {MUNICIPALITIES} municipalities, 2 workers, no limit set.\n")
            print("| seats | seconds | messages/s | doubles | most memory of a worker, MB |")
            print("| --- | --- | --- | --- | --- |")
            for seats in (SEATS // 10, SEATS):
                run = await replicas(server, 2, seats, chosen.at_once, 0.0)
                print(
                    f"| {seats} | {run.seconds:.1f} | {run.rate:.0f} | {run.doubles} | {max(run.most_mb):.0f} |",
                    flush=True,
                )


def main(arguments: Sequence[str]) -> None:
    """Measure and print the tables."""
    if arguments[:1] == ["--work"]:
        _, url, name, at_once = arguments
        asyncio.run(work(url, name, int(at_once)))
        return
    parser = argparse.ArgumentParser(prog="python -m benchmarks delivery", description=__doc__)
    parser.add_argument("parts", nargs="*", default=["replicas", "claims", "scale"], help="replicas, claims, scale")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--future", type=int, default=100_000, help="rows that are not due, for claims")
    parser.add_argument("--times", type=int, default=7, help="runs of claims of each kind")
    parser.add_argument("--at-once", type=int, default=20)
    parser.add_argument("--answers-after", type=float, default=0.2, help="seconds; Teams takes 0.1 to 0.3")
    asyncio.run(_measure(parser.parse_args(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
