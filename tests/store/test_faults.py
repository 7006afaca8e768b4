"""Disks that fail: whoever asks is told, and what was acknowledged stays."""

import asyncio
import json
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.ports import StoreBusy, StoreFault, StoreStopped, Transaction
from bot.store.durable import DurableTinyDB
from bot.store.tiny import SOON_SECONDS, TinyStore, open_tiny
from tests.store.notes import NOTES, Note


class Disk(sqlite3.Connection):
    """A connection to a disk that fails when it is told to: at statements that begin with a word, with a code."""

    failing: tuple[str, int, bool] | None = None

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        if Disk.failing is not None and sql.startswith(Disk.failing[0]):
            _, code, gives_up = Disk.failing
            if gives_up:
                self.rollback()
            fault = sqlite3.OperationalError("injected")
            fault.sqlite_errorcode = code
            raise fault
        return super().execute(sql, parameters)


def connect(path: str, **options: Any) -> sqlite3.Connection:
    return sqlite3.connect(path, factory=Disk, **options)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[TinyStore]:
    store = TinyStore(DurableTinyDB(tmp_path / "store.sqlite", connect=connect))
    await add(store, "before")
    yield store
    Disk.failing = None
    await store.close()


async def add(store: TinyStore, key: str) -> None:
    await store.run(lambda tx: tx.add(NOTES, key, Note(card={"x": "x" * 100})))


async def ids(store: TinyStore) -> list[str]:
    return [kept.id for kept in await store.run(lambda tx: tx.find(NOTES))]


async def test_on_a_full_disk_all_in_the_batch_are_told_and_the_store_goes_on(store: TinyStore) -> None:
    Disk.failing = ("COMMIT", sqlite3.SQLITE_FULL, False)
    answers = await asyncio.gather(*(add(store, f"k{number}") for number in range(5)), return_exceptions=True)
    assert [str(answer)[:17] for answer in answers] == ["The disk is full;"] * 5
    Disk.failing = None
    assert await ids(store) == ["before"]
    await add(store, "after")
    assert await ids(store) == ["before", "after"]


async def test_when_sqlite_gives_the_transaction_up_those_who_wait_for_it_are_told(store: TinyStore) -> None:
    async def fills_the_disk(tx: Transaction) -> None:
        Disk.failing = ("INSERT", sqlite3.SQLITE_FULL, True)
        try:
            await tx.add(NOTES, "too much", Note())
        finally:
            Disk.failing = None

    # Since several came at once before, whoever comes first is not written alone.
    await asyncio.gather(*(add(store, f"earlier {number}") for number in range(3)))
    first, second, third = await asyncio.gather(
        add(store, "first"), store.run(fills_the_disk), add(store, "third"), return_exceptions=True
    )
    assert isinstance(first, StoreFault)
    assert isinstance(second, StoreFault)
    assert third is None
    assert await ids(store) == ["before", "earlier 0", "earlier 1", "earlier 2", "third"]


@pytest.mark.parametrize("change", ["add", "put"])
async def test_what_cannot_be_taken_back_alone_goes_with_those_it_shares_a_commit_with(
    store: TinyStore, change: str
) -> None:
    async def changes_its_mind(tx: Transaction) -> None:
        if change == "add":
            await tx.add(NOTES, "second", Note())
        else:
            before = await tx.get(NOTES, "before")
            assert before is not None
            await tx.put(NOTES, before, Note(state="sent"))
        Disk.failing = ("DELETE" if change == "add" else "UPDATE", sqlite3.SQLITE_FULL, False)
        raise KeyError

    await asyncio.gather(*(add(store, f"earlier {number}") for number in range(3)))
    first, second = await asyncio.gather(add(store, "first"), store.run(changes_its_mind), return_exceptions=True)
    Disk.failing = None
    assert isinstance(first, StoreFault)
    assert isinstance(second, KeyError)
    assert await ids(store) == ["before", "earlier 0", "earlier 1", "earlier 2"]
    before = await store.run(lambda tx: tx.get(NOTES, "before"))
    assert before is not None
    assert (before.value.state, before.version) == ("waiting", 1)


async def test_a_use_case_that_hides_the_fault_is_not_acknowledged(store: TinyStore) -> None:
    async def hides(tx: Transaction) -> None:
        Disk.failing = ("INSERT", sqlite3.SQLITE_FULL, True)
        with pytest.raises(StoreFault):
            await tx.add(NOTES, "a", Note())
        Disk.failing = None
        with pytest.raises(StoreFault, match="given up"):
            await tx.add(NOTES, "b", Note())

    with pytest.raises(StoreFault):
        await store.run(hides)
    assert await ids(store) == ["before"]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CORRUPT])
async def test_after_a_failed_fsync_the_store_stops_and_a_restart_has_everything(
    store: TinyStore, code: int, tmp_path: Path
) -> None:
    Disk.failing = ("COMMIT", code, False)
    assert store.stopped == ""
    with pytest.raises(StoreStopped, match="The disk failed"):
        await add(store, "lost")
    assert store.stopped
    Disk.failing = None
    with pytest.raises(StoreStopped, match="start the bot again"):
        await add(store, "after")
    with pytest.raises(StoreStopped):
        await ids(store)
    await store.close()
    again = open_tiny(tmp_path / "store.sqlite")
    assert await ids(again) == ["before"]
    await again.close()


async def test_another_program_that_holds_the_file_is_waited_for_without_holding_up_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.tiny.BUSY_SECONDS", 0.3)
    store = open_tiny(tmp_path / "store.sqlite")
    await add(store, "before")
    shell = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    shell.execute("BEGIN IMMEDIATE")
    adding = asyncio.create_task(add(store, "waits"))
    begun = asyncio.get_running_loop().time()
    await asyncio.sleep(0.01)
    assert asyncio.get_running_loop().time() - begun < 0.2
    shell.execute("ROLLBACK")
    await adding
    shell.execute("BEGIN IMMEDIATE")
    told = await asyncio.gather(*(add(store, f"late {number}") for number in range(20)), return_exceptions=True)
    assert {type(fault) for fault in told} == {StoreBusy}
    assert asyncio.get_running_loop().time() - begun < 2
    shell.execute("ROLLBACK")
    assert await ids(store) == ["before", "waits"]
    await add(store, "after")
    shell.close()
    await store.close()


async def test_whoever_leaves_takes_nothing_along_of_those_who_wait_for_the_same_commit(tmp_path: Path) -> None:
    store = open_tiny(tmp_path / "store.sqlite")

    async def two(key: str) -> str:
        async def work(tx: Transaction) -> str:
            await tx.add(NOTES, key, Note())
            await asyncio.sleep(0)
            await tx.add(NOTES, f"{key}'", Note())
            return key

        return await store.run(work, soon=key.endswith("7"))

    tasks = []
    for number in range(200):
        tasks.append(asyncio.create_task(two(f"k{number}")))
        if number % 3 == 0:
            tasks[number // 2].cancel()
            await asyncio.sleep(0.001 * (number % 2))
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    await store.close()
    again = open_tiny(tmp_path / "store.sqlite")
    found = set(await ids(again))
    await again.close()
    kept = {answer for answer in answers if isinstance(answer, str)}
    assert 50 < len(kept) < 200
    assert kept <= found
    whole = {key.rstrip("'") for key in found}
    assert found == whole | {f"{key}'" for key in whole}, "no halves"


async def add_soon(store: TinyStore, key: str) -> None:
    await store.run(lambda tx: tx.add(NOTES, key, Note()), soon=True)


async def test_those_for_soon_share_one_commit_and_reading_waits_for_none(store: TinyStore) -> None:
    before = store.commits
    for number in range(20):
        await add_soon(store, f"k{number}")
        await ids(store)
    assert store.commits == before
    await add(store, "now")
    assert store.commits == before + 1
    await add_soon(store, "last")
    await asyncio.sleep(SOON_SECONDS * 4)
    assert store.commits == before + 2


async def test_on_a_full_disk_what_was_for_soon_is_lost_with_a_word_and_the_store_goes_on(
    store: TinyStore, caplog: pytest.LogCaptureFixture
) -> None:
    Disk.failing = ("COMMIT", sqlite3.SQLITE_FULL, False)
    await add_soon(store, "a")
    with pytest.raises(StoreFault, match="disk is full"):
        await add(store, "b")
    Disk.failing = None
    assert "what was to be kept soon is lost: The disk is full" in caplog.text
    assert await ids(store) == ["before"]
    await add_soon(store, "c")
    assert await ids(store) == ["before", "c"]


async def test_a_failed_fsync_of_what_was_for_soon_stops_the_store(store: TinyStore, tmp_path: Path) -> None:
    Disk.failing = ("COMMIT", sqlite3.SQLITE_IOERR_FSYNC, False)
    await add_soon(store, "lost")
    await asyncio.sleep(SOON_SECONDS * 4)
    Disk.failing = None
    with pytest.raises(StoreStopped):
        await add_soon(store, "after")
    await store.close()
    again = open_tiny(tmp_path / "store.sqlite")
    assert await ids(again) == ["before"]
    await again.close()


async def test_a_file_that_may_only_be_read_says_so(store: TinyStore, tmp_path: Path) -> None:
    await store.close()

    def read_only(path: str, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = sqlite3.connect(f"{Path(path).as_uri()}?mode=ro", uri=True, **options)
        return connection

    frozen = TinyStore(DurableTinyDB(tmp_path / "store.sqlite", connect=read_only))
    with pytest.raises(StoreFault, match="cannot be written to; nothing was written"):
        await add(frozen, "a")
    with pytest.raises(StoreFault, match="cannot be written to"):
        await add(frozen, "b")
    await frozen.close()
    again = open_tiny(tmp_path / "store.sqlite")
    assert await ids(again) == ["before"]
    await again.close()


LIMITED = """
import asyncio, json, pathlib, resource, sys
from bot.core.ports import StoreFault
from bot.store.tiny import open_tiny
from tests.store.notes import NOTES, Note

async def main():
    store = open_tiny(pathlib.Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    kept, refused = [], []
    for number in range(200):
        try:
            await store.run(lambda tx: tx.add(NOTES, f"k{number}", Note(card={"x": "x" * 20_000})))
            kept.append(f"k{number}")
        except StoreFault as fault:
            refused.append(str(fault))
    print(json.dumps([kept, refused]), flush=True)
    await store.close()

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
async def test_when_the_system_really_cuts_a_write_short_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    said = subprocess.run(  # noqa: S603, ASYNC221 — nothing else runs in this loop
        [sys.executable, "-c", LIMITED, tmp_path / "store.sqlite"], capture_output=True, text=True, check=True
    )
    kept, refused = json.loads(said.stdout)
    assert 3 < len(kept) < 200
    assert len(kept) + len(refused) == 200
    assert all("nothing was written" in fault or "The disk failed" in fault for fault in refused)
    store = open_tiny(tmp_path / "store.sqlite")
    found = await ids(store)
    await store.close()
    # The first refused one may have reached the disk before the disk said no.
    assert found[: len(kept)] == kept
    assert len(found) <= len(kept) + 1
