"""What a commit and a lookup cost: this bot's store beside stock TinyDB, SQLite by hand and a bare append with fsync.

All on one disk and open at once, in all sizes; the contenders take turns in blocks of a few commits, so that whatever
else the machine does hits all alike, and each ratio is the median of those of the rounds. Every contender keeps the
same documents; SQLite by hand has the same table and the same indexes. BetterJSONStorage works with blosc2 2 alone
(with today's its writing thread ends with a ValueError and `close` never returns), so it has an environment of its own.
It returns before anything is written and never syncs; the time until its file is written and synced is told, too.
"""

import argparse
import asyncio
import datetime as dt
import json
import os
import platform
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec
from tinydb import TinyDB

from benchmarks.bots import peer_python
from bot.core.ports import Collection, Transaction
from bot.store.durable import DurableTinyDB
from bot.store.sqlite import CACHE_KB, written
from bot.store.tiny import TinyStore, open_tiny

SIZES: Final = (1_000, 10_000, 100_000)
ROUNDS: Final = 20
BLOCK: Final = 10
SLOW_ROUNDS: Final = 5
"""In how many rounds those that write everything at each call take part, with one commit each."""
WRITERS: Final = 64
GROUP_ROUNDS: Final = 9
LOOKUPS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """A document of ordinary size, about 300 bytes."""

    state: str
    due: str
    text: str
    number: str = ""


ROWS = Collection("rows", Row, equal=("state", "number"), ordered=("due",))


def row(number: int) -> Row:
    """Return the row of a number; ten of them share a state."""
    return Row(
        f"state-{number // 10}", f"{number * 7919 % 1_000_003:07}", "Södertörnskommunerna samverkar. " * 6, f"n{number}"
    )


def document(number: int) -> dict[str, Any]:
    """Return the document in which the store keeps a row."""
    return {"key": f"k{number}", "version": 1, "value": asdict(row(number))}


@contextmanager
def sqlite_by_hand(path: Path, size: int) -> Iterator[Callable[[int], object]]:
    """SQLite in write-ahead mode with full syncing, the same table and indexes, no layer above it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            f"PRAGMA cache_size = -{CACHE_KB}",
            "CREATE TABLE rows (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL)",
            "CREATE UNIQUE INDEX by_key ON rows (json_extract(body, '$.key'))",
            "CREATE INDEX by_state ON rows (json_extract(body, '$.value.state'))",
            "CREATE INDEX by_number ON rows (json_extract(body, '$.value.number'))",
            "CREATE INDEX by_due ON rows (json_extract(body, '$.value.due'))",
            "BEGIN",
        ):
            connection.execute(statement)
        insert = "INSERT INTO rows (body) VALUES (?)"
        connection.executemany(insert, ((written(document(number)),) for number in range(size)))
        connection.execute("COMMIT")

        def commit(number: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(insert, (written(document(number)),))
            connection.execute("COMMIT")

        yield commit


@contextmanager
def durable_tinydb(path: Path, size: int) -> Iterator[Callable[[int], object]]:
    """TinyDB's own interface on the durable table."""
    with DurableTinyDB(path) as db:
        table = db.table("rows", unique=["key"], equal=["value.state", "value.number"], ordered=["value.due"])
        table.insert_multiple(document(number) for number in range(size))
        yield lambda number: table.insert(document(number))


@contextmanager
def stock_tinydb(path: Path, size: int) -> Iterator[Callable[[int], object]]:
    """TinyDB as it comes."""
    with TinyDB(path, encoding="utf-8") as db:
        table = db.table("rows")
        table.insert_multiple(document(number) for number in range(size))
        yield lambda number: table.insert(document(number))


@contextmanager
def bare_append(path: Path, size: int) -> Iterator[Callable[[int], object]]:
    """A line of JSON appended and synced: no index, no reading, no taking back."""
    with path.open("ab", buffering=0) as file:
        file.write(b"".join(msgspec.json.encode(document(number)) + b"\n" for number in range(size)))

        def commit(number: int) -> None:
            file.write(msgspec.json.encode(document(number)) + b"\n")
            os.fsync(file.fileno())

        yield commit


HAND, PORT, STOCK = "sqlite3 WAL FULL by hand", "the Store port, run(add)", "stock TinyDB, table.insert"
DURABLE = "durable TinyDB, table.insert"
BETTER = "BetterJSONStorage"
RETURNS, SYNCED = f"{BETTER}, until it returns", f"{BETTER}, written and synced"
CONTENDERS: Final = {
    "raw append + fsync": bare_append,
    HAND: sqlite_by_hand,
    DURABLE: durable_tinydb,
    STOCK: stock_tinydb,
}


class BetterJson:
    """TinyDB on BetterJSONStorage in a process of its own; its thread spins, so it is stopped between its turns."""

    def __init__(self, python: Path, path: Path, size: int) -> None:
        peer = Path(__file__).parent / "peers" / "betterjson.py"
        command = [str(python), str(peer), str(path), str(size)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        self._heard()
        self._process.send_signal(signal.SIGSTOP)

    def commit(self, number: int) -> dict[str, float]:
        """Return the seconds until its insert returns, and until that is on the disk."""
        assert self._process.stdin
        self._process.send_signal(signal.SIGCONT)
        print(number, file=self._process.stdin, flush=True)
        returned, synced = json.loads(self._heard())
        self._process.send_signal(signal.SIGSTOP)
        return {RETURNS: returned, SYNCED: synced}

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    def _heard(self) -> str:
        assert self._process.stdout
        said = self._process.stdout.readline()
        if not said:
            raise SystemExit(f"{BETTER} ended by itself.")
        return said


def add(number: int) -> Callable[[Transaction], Awaitable[object]]:
    """Return the use case that adds one row."""
    return lambda tx: tx.add(ROWS, f"k{number}", row(number))


async def filled(path: Path, size: int) -> TinyStore:
    """Return the bot's store with so many rows."""
    store = open_tiny(path)

    async def fill(tx: Transaction) -> None:
        for number in range(size):
            await tx.add(ROWS, f"k{number}", row(number))

    await store.run(fill)
    return store


Times = dict[tuple[str, int], list[float]]
"""For each contender and size the seconds of one commit in each round, the median of a block."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One that commits: `block` is given the first number and returns seconds by the name they are told under."""

    size: int
    rounds: int
    block: Callable[[int], dict[str, float]]


def contenders(stack: ExitStack, folder: Path, better: Path | None) -> Iterator[Contender]:
    """Open all of them in all sizes, until the stack is closed."""
    runner = stack.enter_context(asyncio.Runner())
    for size in SIZES:
        for name, make in CONTENDERS.items():
            call = stack.enter_context(make(folder / f"{size} {name[:5]}", size))
            number, rounds = (1, SLOW_ROUNDS) if name == STOCK else (BLOCK, ROUNDS)
            yield Contender(size, rounds, partial(timed, name, call, number))
        store = runner.run(filled(folder / f"{size}-port", size))
        stack.callback(runner.run, store.close())
        yield Contender(size, ROUNDS, partial(through_port, runner, store))
        if better:
            peer = stack.enter_context(closing(BetterJson(better, folder / f"{size}-better", size)))
            yield Contender(size, SLOW_ROUNDS, peer.commit)


def commits(room: Path | None, better: Path | None) -> Times:
    """Let all contenders of all sizes commit by turns."""
    spent: Times = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="store-bench-", dir=room)))
        all_of_them = list(contenders(stack, folder, better))
        for each in range(ROUNDS):
            for one in all_of_them:
                for name, seconds in one.block(one.size + each * BLOCK).items() if each < one.rounds else ():
                    spent.setdefault((name, one.size), []).append(seconds)
    return spent


def timed(name: str, call: Callable[[int], object], number: int, first: int) -> dict[str, float]:
    """Return the median seconds of so many commits."""
    times = []
    for each in range(first, first + number):
        began = time.perf_counter()
        call(each)
        times.append(time.perf_counter() - began)
    return {name: statistics.median(times)}


def through_port(runner: asyncio.Runner, store: TinyStore, first: int) -> dict[str, float]:
    """Return the median seconds of a block of transactions."""
    return {PORT: runner.run(timed_port(store, first))}


async def timed_port(store: TinyStore, first: int) -> float:
    """Return the median seconds of a block of transactions, within the loop as the bot calls it."""
    times = []
    for number in range(first, first + BLOCK):
        began = time.perf_counter()
        await store.run(add(number))
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def ratio(times: Times, one: tuple[str, int], other: tuple[str, int]) -> float:
    """Return the median over the rounds of how much longer `one` took than `other`."""
    pairs = zip(times[one], times[other], strict=False)
    return statistics.median(mine / theirs for mine, theirs in pairs)


async def together(folder: Path) -> tuple[float, float, float, int]:
    """Return commits per second of one writer and of 64 at a time, their ratio, and transactions to an fsync."""
    store = await filled(folder / "group", 10_000)
    one, many, next_number, synced = [], [], 10_000, 0
    for _ in range(GROUP_ROUNDS):
        began = time.perf_counter()
        for number in range(next_number, next_number + 50):
            await store.run(add(number))
        one.append(50 / (time.perf_counter() - began))
        next_number += 50
        before, began = store.commits, time.perf_counter()

        async def write(first: int) -> None:
            for number in range(first, first + 20):
                await store.run(add(number))

        await asyncio.gather(*(write(next_number + 20 * each) for each in range(WRITERS)))
        many.append(20 * WRITERS / (time.perf_counter() - began))
        synced += store.commits - before
        next_number += 20 * WRITERS
    await store.close()
    ratios = [more / less for more, less in zip(many, one, strict=True)]
    medians = statistics.median(one), statistics.median(many), statistics.median(ratios)
    return *medians, GROUP_ROUNDS * 20 * WRITERS // synced


async def lookups(folder: Path, size: int) -> dict[str, float]:
    """Return the median microseconds of a lookup among `size` documents."""
    store = await filled(folder / "lookups", size)
    times: dict[str, list[float]] = {
        name: [] for name in ("by id", "by field, 1 found", "by field, 10 found", "run(get)")
    }

    async def look(tx: Transaction) -> None:
        for each in range(LOOKUPS):
            number = each * 7919 % size
            began = time.perf_counter()
            await tx.get(ROWS, f"k{number}")
            times["by id"].append(time.perf_counter() - began)
            began = time.perf_counter()
            await tx.find(ROWS, number=f"n{number}")
            times["by field, 1 found"].append(time.perf_counter() - began)
            began = time.perf_counter()
            await tx.find(ROWS, state=f"state-{number // 10}")
            times["by field, 10 found"].append(time.perf_counter() - began)

    await store.run(look)
    for each in range(LOOKUPS):
        key = f"k{each * 7919 % size}"
        began = time.perf_counter()
        await store.run(lambda tx, key=key: tx.get(ROWS, key))  # type: ignore[misc]
        times["run(get)"].append(time.perf_counter() - began)
    await store.close()
    return {name: statistics.median(each) * 1e6 for name, each in times.items()}


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="on the disk to measure; default: where temporary files are")
    parser.add_argument("--without-peer", action="store_true", help=f"leave {BETTER} out, which pip would install")
    arguments = parser.parse_args()
    better = None
    if not arguments.without_peer:
        try:
            better = peer_python("betterjson")
        except SystemExit as fault:
            print(f"{fault} {BETTER} is left out.")
    version = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    print(f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC, {version}, {os.cpu_count()} processors, ", end="")
    print(f"load before the start {os.getloadavg()[0]:.1f}\n")
    times = commits(arguments.folder, better)
    print(f"| one commit, µs (median of {ROUNDS} rounds of {BLOCK}) | " + " | ".join(f"{s:,}" for s in SIZES) + " |")
    print("| --- |" + " ---: |" * len(SIZES))
    for name in dict.fromkeys(name for name, _ in times):
        print(
            f"| {name} | " + " | ".join(f"{statistics.median(times[name, size]) * 1e6:,.0f}" for size in SIZES) + " |"
        )
    print("\n| the Store port beside | " + " | ".join(f"{size:,}" for size in SIZES) + " |")
    print("| --- |" + " ---: |" * len(SIZES))
    for name in (HAND, "raw append + fsync"):
        print(f"| {name} | " + " | ".join(f"{ratio(times, (PORT, size), (name, size)):.2f} ×" for size in SIZES) + " |")
    print(f"| itself at {SIZES[0]:,} | " + " | ".join(f"{flat(times, size):.2f} ×" for size in SIZES) + " |")
    for name in (STOCK, RETURNS, SYNCED) if better else (STOCK,):
        speedups = (f"1/{ratio(times, (name, size), (PORT, size)):,.0f}" for size in SIZES)
        print(f"| {name} | " + " | ".join(speedups) + " |")
    beside = ", ".join(f"{ratio(times, (DURABLE, size), (HAND, size)):.2f} ×" for size in SIZES)
    print(f"\n{DURABLE} beside {HAND}: {beside}.")
    with tempfile.TemporaryDirectory(prefix="store-bench-", dir=arguments.folder) as folder:
        one, many, faster, grouped = asyncio.run(together(Path(folder)))
        found = asyncio.run(lookups(Path(folder), SIZES[-1]))
    print(f"\nOne writer {one:,.0f}/s; {WRITERS} writers {many:,.0f}/s: {faster:.1f} ×, {grouped} changes to an fsync")
    print(f"(medians of {GROUP_ROUNDS} rounds).\n")
    print(f"| a lookup among {SIZES[-1]:,} | µs |\n| --- | ---: |")
    for name, time_spent in found.items():
        print(f"| {name} | {time_spent:.0f} |")
    print(f"\nLoad at the end {os.getloadavg()[0]:.1f}.")
    return 0


def flat(times: Times, size: int) -> float:
    """Return how much longer a commit takes beside so many documents than beside the fewest."""
    return ratio(times, (PORT, size), (PORT, SIZES[0]))


if __name__ == "__main__":
    sys.exit(main())
