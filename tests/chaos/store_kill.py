# ruff: noqa: ASYNC240 — the script looks at its files between two kills; nobody waits for its loop.
"""Kills a process that writes to the embedded store, at random moments, and looks what is left.

    python -m tests.chaos.store_kill [--rounds 200] [--seed 1]

Eight writers each go through their own numbers. Number n is one transaction over three collections: two documents are
added, the counter is changed and the document of n-50 is taken away. An acknowledged transaction's number goes to a
file. The process is killed with SIGKILL, also while it starts and recovers. Afterwards every counter must stand at the
last number acknowledged, or seen after the kill before, or one further (its acknowledgement was cut off), and the
documents must be exactly those that belong to it.

Between its numbers every writer keeps a hint `soon`. A hint may be lost, but only from the end: what was acknowledged
after it is not there without it, and no hint is missing before one that is there.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot.core.ports import Collection, StoreFault, Transaction
from bot.store.copies import check
from bot.store.tiny import open_tiny

WRITERS = 8
KEPT = 50
HINTED = 3
LOAD_SECONDS = 0.4
STARTUP_KILLS = 0.2


@dataclass(frozen=True, slots=True)
class Number:
    """What a writer keeps of one number."""

    writer: str
    number: int
    text: str


COUNTERS = Collection("counters", Number)
NUMBERS = Collection("numbers", Number, equal=("writer",))
TWINS = Collection("twins", Number, ordered=("text",))
HINTS = Collection("hints", Number)
"""One for each writer, changed soon; `number` is the last number before it, `text` how often it was changed since."""


async def hint(tx: Transaction, value: Number) -> None:
    kept = await tx.get(HINTS, value.writer)
    if kept is None:
        await tx.add(HINTS, value.writer, value)
    else:
        await tx.put(HINTS, kept, value)


async def stands(tx: Transaction, writer: str) -> int:
    counter = await tx.get(COUNTERS, writer)
    return counter.value.number if counter else 0


async def write(path: Path, acknowledged: Path) -> None:
    """Write until killed; the child's part."""
    store = open_tiny(path)
    log = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def step(tx: Transaction, writer: str) -> int:
        counter = await tx.get(COUNTERS, writer)
        value = Number(writer, counter.value.number + 1 if counter else 1, "Södertörn " * 20)
        key = f"{writer}-{value.number}"
        if counter is None:
            await tx.add(COUNTERS, writer, value)
        else:
            await tx.put(COUNTERS, counter, value)
        await tx.add(NUMBERS, key, value)
        await tx.add(TWINS, key, value)
        for collection in (NUMBERS, TWINS):
            old = await tx.get(collection, f"{writer}-{value.number - KEPT}")
            if old is not None:
                await tx.remove(collection, old)
        return value.number

    async def go_on(writer: str) -> None:
        number = await store.run(lambda tx: stands(tx, writer))
        while True:
            for again in range(1, HINTED + 1):
                value = Number(writer, number, str(again))
                await store.run(lambda tx, value=value: hint(tx, value), soon=True)  # type: ignore[misc]
            number = await store.run(lambda tx: step(tx, writer))
            os.write(log, f"{writer} {number}\n".encode())

    await asyncio.gather(*(go_on(f"w{each}") for each in range(WRITERS)))


async def faults(path: Path, acknowledged: Path, promised: dict[str, int]) -> list[str]:
    """Return what is wrong with the store that a killed process left, in words; brings `promised` up to date."""
    for line in acknowledged.read_text().splitlines() if acknowledged.exists() else ():
        writer, number = line.split()
        promised[writer] = max(promised[writer], int(number))
    store = open_tiny(path)

    async def read(tx: Transaction) -> list[str]:
        found = []
        for writer, number in tuple(promised.items()):
            counter = await tx.get(COUNTERS, writer)
            stands = counter.value.number if counter else 0
            if stands not in (number, number + 1):
                found.append(f"{writer} was promised {number} and stands at {stands}")
            promised[writer] = stands
            hint = await tx.get(HINTS, writer)
            hinted = (hint.value.number, int(hint.value.text)) if hint else (0, 0)
            # Number n came after all hints of n-1; those of n itself may be missing from the end.
            if hinted[0] != stands and hinted != (stands - 1, HINTED):
                found.append(f"{writer} stands at {stands} and its last hint is {hinted}")
            numbers = [kept.value.number for kept in await tx.find(NUMBERS, writer=writer)]
            if numbers != list(range(max(1, stands - KEPT + 1), stands + 1)):
                found.append(f"{writer} stands at {stands} and has {numbers}")
        ones = [kept.id async for kept in tx.all(NUMBERS)]
        if ones != [kept.id async for kept in tx.all(TWINS)]:
            found.append("what was written together is not together")
        return found

    try:
        return await store.run(read)
    finally:
        await store.close()


async def rounds(number: int, seed: int) -> tuple[int, int, list[str]]:
    """Kill `number` times; return transactions acknowledged, kills during startup, and every fault found."""
    dice = random.Random(seed)  # noqa: S311 — moments to kill at
    found: list[str] = []
    early = 0
    promised = {f"w{each}": 0 for each in range(WRITERS)}
    with tempfile.TemporaryDirectory(prefix="store-kill-") as folder:
        path, acknowledged = Path(folder) / "store.sqlite", Path(folder) / "acknowledged"
        for each in range(number):
            size = acknowledged.stat().st_size if acknowledged.exists() else 0
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.chaos.store_kill", "--write", str(path), str(acknowledged)
            )
            if dice.random() < STARTUP_KILLS:
                early += 1
                await asyncio.sleep(dice.uniform(0.05, 0.6))
            else:
                began = time.monotonic()
                while not (acknowledged.exists() and acknowledged.stat().st_size > size):
                    await asyncio.sleep(0.01)
                    if child.returncode is not None or time.monotonic() - began > 60:
                        raise RuntimeError("The writing process does not write.")
                await asyncio.sleep(dice.uniform(0, LOAD_SECONDS))
            child.send_signal(signal.SIGKILL)
            await child.wait()
            try:
                if path.exists():
                    found += [f"round {each}: {fault}" for fault in await faults(path, acknowledged, promised)]
                    check(path)
            except StoreFault as fault:
                found.append(f"round {each}: unreadable: {fault}")
        total = len(acknowledged.read_text().splitlines())
    return total, early, found


def main() -> int:
    """Run the rounds and print what was found; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", nargs=2, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write:
        asyncio.run(write(*arguments.write))
    total, early, found = asyncio.run(rounds(arguments.rounds, arguments.seed))
    for fault in found:
        sys.stdout.write(fault + "\n")
    sys.stdout.write(
        f"{arguments.rounds} kills ({early} of them during the start), {total} transactions acknowledged, "
        f"{len(found)} faults\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
