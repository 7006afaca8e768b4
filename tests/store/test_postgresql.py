"""What PostgreSQL must do beyond the contract: replicas share the work, and a lost connection loses nothing."""

import asyncio
import contextlib
import dataclasses
import datetime as dt
import itertools
import socket
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import psycopg
import pytest

from bot.core.ports import Collection, Conflict, Store, StoreFault, Transaction
from bot.store.postgresql import ConnectionLost, open_postgresql
from tests.store.notes import NOTES, NOW, Note
from tests.store.postgres import Server

COUNTS = Collection("counts", Note)


@contextlib.asynccontextmanager
async def closing(store: Store) -> AsyncIterator[Store]:
    try:
        yield store
    finally:
        await store.close()


@pytest.fixture
async def replicas(postgres_url: str) -> AsyncIterator[tuple[Store, Store]]:
    async with (
        closing(await open_postgresql(postgres_url)) as first,
        closing(await open_postgresql(postgres_url)) as second,
    ):
        yield first, second


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder))
        server.start()
        yield server
        server.stop()


async def one_more(tx: Transaction) -> None:
    kept = await tx.get(COUNTS, "n")
    if kept is None:
        await tx.add(COUNTS, "n", Note(number=1))
    else:
        await tx.put(COUNTS, kept, dataclasses.replace(kept.value, number=kept.value.number + 1))


async def number(store: Store) -> int:
    kept = await store.run(lambda tx: tx.get(COUNTS, "n"))
    return kept.value.number if kept else 0


async def test_replicas_share_the_due_rows_and_none_is_taken_twice(replicas: tuple[Store, Store]) -> None:
    async def fill(tx: Transaction) -> None:
        for each in range(200):
            await tx.add(NOTES, f"k{each}", Note(due_at=NOW + dt.timedelta(seconds=each % 7)))

    async def claim(tx: Transaction) -> list[str]:
        due = await tx.between(NOTES, "due_at", None, NOW + dt.timedelta(minutes=1), limit=7, for_change=True)
        for kept in due:
            await tx.put(NOTES, kept, dataclasses.replace(kept.value, due_at=NOW + dt.timedelta(hours=1)))
        return [kept.id for kept in due]

    async def work(store: Store, taken: list[str]) -> None:
        while claimed := await store.run(claim):
            taken += claimed

    await replicas[0].run(fill)
    taken: tuple[list[str], ...] = ([], [], [], [])
    await asyncio.gather(*(work(replicas[each % 2], taken[each]) for each in range(4)))
    assert sorted(itertools.chain(*taken)) == sorted(f"k{each}" for each in range(200))
    assert all(taken), "each of them took some"


async def test_a_claim_passes_over_what_another_holds(replicas: tuple[Store, Store]) -> None:
    await replicas[0].run(lambda tx: tx.add(NOTES, "a", Note(due_at=NOW)))
    await replicas[0].run(lambda tx: tx.add(NOTES, "b", Note(due_at=NOW)))
    held, done = asyncio.Event(), asyncio.Event()

    async def hold(tx: Transaction) -> list[str]:
        claimed = await tx.between(NOTES, "due_at", limit=1, for_change=True)
        held.set()
        await done.wait()
        return [kept.id for kept in claimed]

    first = asyncio.create_task(replicas[0].run(hold))
    await held.wait()
    async with asyncio.timeout(5):
        second = await replicas[1].run(lambda tx: tx.between(NOTES, "due_at", for_change=True))
    done.set()
    assert (await first, [kept.id for kept in second]) == (["a"], ["b"])


async def test_a_key_is_held_against_other_replicas(replicas: tuple[Store, Store]) -> None:
    inside = most = 0

    async def turn(store: Store) -> None:
        nonlocal inside, most
        async with store.alone("19:x@thread.tacv2"):
            inside += 1
            most = max(most, inside)
            await store.run(one_more)
            inside -= 1

    await asyncio.gather(*(turn(replicas[each % 2]) for each in range(20)))
    assert (most, await number(replicas[0])) == (1, 20)


async def test_more_turns_than_connections_come_through(replicas: tuple[Store, Store]) -> None:
    async def turn(each: int) -> None:
        async with replicas[0].alone(f"conversation {each}"):
            await replicas[0].run(lambda tx: tx.add(NOTES, f"k{each}", Note()))

    async with asyncio.timeout(30):
        await asyncio.gather(*(turn(each) for each in range(60)))
    assert await replicas[1].run(lambda tx: tx.count(NOTES)) == 60


async def test_a_connection_that_is_cut_before_the_commit_is_tried_again(replicas: tuple[Store, Store]) -> None:
    tries = 0

    async def cut_once(tx: Transaction) -> None:
        nonlocal tries
        tries += 1
        await one_more(tx)
        if tries == 1:
            await end_sessions(replicas[1], tx)

    await replicas[0].run(cut_once)
    assert (tries, await number(replicas[0])) == (2, 1)


async def end_sessions(other: Store, tx: Transaction) -> None:
    connection: psycopg.AsyncConnection[tuple[object, ...]] = tx._connection  # type: ignore[attr-defined]
    async with other._pool.connection() as second:  # type: ignore[attr-defined]
        await second.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))


@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_the_store_comes_back_with_its_server(own_server: Server, mode: str) -> None:
    async with closing(await open_postgresql(own_server.url)) as store:
        before = await number(store)
        await asyncio.gather(*(until_done(store) for _ in range(10)))
        own_server.stop(mode)
        own_server.start()
        await asyncio.gather(*(until_done(store) for _ in range(10)))
        assert await number(store) == before + 20


async def until_done(store: Store) -> None:
    while True:
        try:
            return await store.run(one_more)
        except (ConnectionLost, Conflict):
            continue


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_commit_without_an_answer_is_looked_up(postgres_url: str, cut: Literal["before", "after"]) -> None:
    with proxied(postgres_url, cut) as (url, cuts):
        async with closing(await open_postgresql(url)) as store:
            await store.run(one_more)
            cuts.append(cut)
            await store.run(one_more)
            assert (cuts, await number(store)) == ([], 2)


@contextlib.contextmanager
def proxied(url: str, cut: str) -> Iterator[tuple[str, list[str]]]:
    """A line to PostgreSQL that is cut before or after a COMMIT is passed on, once there is something in the list."""
    cuts: list[str] = []
    parts = urlsplit(url)
    threads: list[threading.Thread] = []

    def start(target: Callable[..., None], *given: object) -> None:
        threads.append(threading.Thread(target=target, args=given))
        threads[-1].start()

    def pump(here: socket.socket, there: socket.socket, commits: bool) -> None:
        with contextlib.suppress(OSError):
            while data := here.recv(65536):
                fatal = commits and cuts and b"COMMIT" in data
                if not fatal or cut == "after":
                    there.sendall(data)
                if fatal:
                    cuts.clear()
                    # Nothing of the answer comes back: the line is dead from here on.
                    break
        shut(here, there)

    def accept(listener: socket.socket) -> None:
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
            while True:
                here = stack.enter_context(listener.accept()[0])
                there = stack.enter_context(socket.create_connection((str(parts.hostname), parts.port or 5432)))
                # A connection that was given up half made may be closed by nobody else; the pumps would wait for it.
                stack.callback(shut, here, there)
                start(pump, here, there, True)
                start(pump, there, here, False)
        for thread in threads[1:]:
            thread.join()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        start(accept, listener)
        port = listener.getsockname()[1]
        try:
            yield url.replace(f":{parts.port}/", f":{port}/"), cuts
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            threads[0].join()


def shut(*ends: socket.socket) -> None:
    for each in ends:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


async def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(StoreFault, match="PostgreSQL cannot be used") as told:
        await open_postgresql("postgresql://bot:hemligt@127.0.0.1:9/bot?connect_timeout=2")
    assert "hemligt" not in str(told.value)
