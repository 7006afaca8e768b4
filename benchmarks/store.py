"""What a commit and a lookup cost: this bot's store beside stock TinyDB, SQLite by hand and a bare append with fsync.

All in one process on one disk; the contenders take turns, so that whatever else the machine does hits all alike. Every
contender keeps the same documents; SQLite by hand has the same table and the same indexes. BetterJSONStorage 1.3.2 is
not in the table: with blosc2 4 its writing thread ends with a ValueError and `close` never returns.
"""

import argparse
import asyncio
import json
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
from tinydb import TinyDB

from bot.core.ports import Collection, Transaction
from bot.store.durable import DurableTinyDB, written
from bot.store.tiny import TinyStore, open_tiny

SIZES: Final = (1_000, 10_000, 100_000)
ROUNDS: Final = 200
STOCK_ROUNDS: Final = {1_000: 50, 10_000: 20, 100_000: 5}
WRITERS: Final = 64
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
            "PRAGMA cache_size = -65536",
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


CONTENDERS: Final = {
    "raw append + fsync": bare_append,
    "sqlite3 WAL FULL by hand": sqlite_by_hand,
    "durable TinyDB, table.insert": durable_tinydb,
    "stock TinyDB, table.insert": stock_tinydb,
}


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


def commits(size: int) -> dict[str, float]:
    """Return the median microseconds of one commit for each contender, the store's port among them."""
    spent: dict[str, list[float]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="store-bench-")))
        calls = {
            name: stack.enter_context(make(folder / f"{number}", size))
            for number, (name, make) in enumerate(CONTENDERS.items())
        }
        runner = stack.enter_context(asyncio.Runner())
        store = runner.run(filled(folder / "port", size))
        for each in range(ROUNDS):
            for name, call in calls.items():
                if name.startswith("stock") and each >= STOCK_ROUNDS[size]:
                    continue
                began = time.perf_counter()
                call(size + each)
                spent.setdefault(name, []).append(time.perf_counter() - began)
            # Within the loop, as the bot calls it: starting a loop is no part of a commit.
            spent.setdefault("the Store port, run(add)", []).append(runner.run(timed(store, size + each)))
        runner.run(store.close())
    return {name: statistics.median(times) * 1e6 for name, times in spent.items()}


async def timed(store: TinyStore, number: int) -> float:
    """Return the seconds of one transaction."""
    began = time.perf_counter()
    await store.run(add(number))
    return time.perf_counter() - began


async def together(folder: Path) -> tuple[float, float, int]:
    """Return commits per second of one writer and of 64 at a time, and the fsyncs that these needed."""
    store = await filled(folder / "group", 10_000)
    one, many, synced, next_number = [], [], 0, 10_000
    for _ in range(5):
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
    return statistics.median(one), statistics.median(many), synced


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
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", type=Path, help="write the numbers to this file, too")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} processors\n")
    table = {size: commits(size) for size in SIZES}
    print(f"| one commit, µs (median of {ROUNDS}) | " + " | ".join(f"{size:,}" for size in SIZES) + " |")
    print("| --- |" + " ---: |" * len(SIZES))
    for name in table[SIZES[0]]:
        print(f"| {name} | " + " | ".join(f"{table[size][name]:,.0f}" for size in SIZES) + " |")
    with tempfile.TemporaryDirectory(prefix="store-bench-") as folder:
        one, many, synced = asyncio.run(together(Path(folder)))
        found = asyncio.run(lookups(Path(folder), SIZES[-1]))
    print(f"\nOne writer {one:,.0f}/s; {WRITERS} writers {many:,.0f}/s: {many / one:.1f} ×, ", end="")
    print(f"{5 * 20 * WRITERS / synced:.0f} transactions to an fsync.\n")
    print(f"| a lookup among {SIZES[-1]:,} | µs |\n| --- | ---: |")
    for name, time_spent in found.items():
        print(f"| {name} | {time_spent:.0f} |")
    if arguments.json:
        arguments.json.write_text(json.dumps({"commits": table, "one": one, "many": many, "lookups": found}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
