"""A copy is taken while the bot runs, and put back only when it is whole."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.ports import Collection, Kept, StoreBusy, StoreFault, Transaction
from bot.store.copies import backup, check, restore
from bot.store.tiny import TinyStore, open_tiny
from tests.store.notes import NOTES, Note

PAIRS = Collection("pairs", Note)


async def fill(store: TinyStore, *keys: str) -> None:
    for key in keys:
        await store.run(lambda tx, key=key: tx.add(NOTES, key, Note(text=key)))  # type: ignore[misc]


async def held(path: Path) -> list[str]:
    store = open_tiny(path)
    try:
        return [kept.id for kept in await store.run(lambda tx: tx.find(NOTES))]
    finally:
        await store.close()


def files_holding(folder: Path, trace: bytes) -> list[str]:
    return [path.name for path in folder.iterdir() if trace in path.read_bytes()]


def kept_files(folder: Path) -> list[Path]:
    return list(folder.glob("*before*"))


async def test_a_copy_taken_under_load_is_of_one_moment(tmp_path: Path) -> None:
    store = open_tiny(tmp_path / "store.sqlite")
    stop = asyncio.Event()

    async def both(tx: Transaction, number: int) -> tuple[Kept[Note], Kept[Note]]:
        return await tx.add(NOTES, f"k{number}", Note()), await tx.add(PAIRS, f"k{number}", Note())

    async def load() -> int:
        number = 0
        while not stop.is_set():
            await store.run(lambda tx, number=number: both(tx, number))  # type: ignore[misc]
            number += 1
        return number

    loading = asyncio.create_task(load())
    for number in range(5):
        await store.backup(tmp_path / f"copy{number}.sqlite")
    stop.set()
    written = await loading
    await store.close()
    sizes = []
    for number in range(5):
        copy = open_tiny(tmp_path / f"copy{number}.sqlite")
        ones = [kept.id for kept in await copy.run(lambda tx: tx.find(NOTES))]
        assert ones == [kept.id for kept in await copy.run(lambda tx: tx.find(PAIRS))]
        assert ones == [f"k{each}" for each in range(len(ones))]
        sizes.append(len(ones))
        await copy.close()
    assert sizes == sorted(sizes)
    assert sizes[-1] <= written


async def test_another_process_takes_a_copy_while_the_bot_runs(tmp_path: Path) -> None:
    store = open_tiny(tmp_path / "store.sqlite")
    await fill(store, "a", "b")
    script = "import sys, pathlib; from bot.store.copies import backup; backup(*map(pathlib.Path, sys.argv[1:]))"
    copied = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, tmp_path / "store.sqlite", tmp_path / "copies" / "copy.sqlite"
    )
    assert await copied.wait() == 0
    await fill(store, "c")
    await store.close()
    assert await held(tmp_path / "copies" / "copy.sqlite") == ["a", "b"]
    assert await held(tmp_path / "store.sqlite") == ["a", "b", "c"]


async def test_a_restore_keeps_what_was_there(tmp_path: Path) -> None:
    path, copy = tmp_path / "store.sqlite", tmp_path / "copy.sqlite"
    store = open_tiny(path)
    await fill(store, "a")
    await store.backup(copy)
    await fill(store, "b")
    with pytest.raises(StoreBusy):
        restore(copy, path)
    await store.close()
    kept = restore(copy, path)
    assert kept == tmp_path / "store-before-restore-1.sqlite"
    assert (await held(path), await held(kept), await held(copy)) == (["a"], ["a", "b"], ["a"])
    assert restore(copy, path) == tmp_path / "store-before-restore-2.sqlite"
    assert restore(copy, tmp_path / "new" / "store.sqlite") is None
    assert await held(tmp_path / "new" / "store.sqlite") == ["a"]


async def test_a_damaged_store_is_kept_too(tmp_path: Path) -> None:
    path, copy = tmp_path / "store.sqlite", tmp_path / "copy.sqlite"
    store = open_tiny(path)
    await fill(store, "a")
    await store.backup(copy)
    await store.close()
    path.write_bytes(b"damaged")
    (tmp_path / "store.sqlite-wal").write_bytes(b"a log")
    kept = restore(copy, path)
    assert kept is not None
    assert kept.read_bytes() == b"damaged"
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"a log"
    assert await held(path) == ["a"]


@pytest.mark.parametrize("damage", ["no file", "not ours", "cut", "changed"])
async def test_a_copy_that_is_not_whole_is_not_put_back(tmp_path: Path, damage: str) -> None:
    path, copy = tmp_path / "store.sqlite", tmp_path / "copy.sqlite"
    store = open_tiny(path)
    await fill(store, *(f"{number:0500}" for number in range(100)))
    await store.backup(copy)
    await store.close()
    content = copy.read_bytes()
    match damage:
        case "no file":
            copy.unlink()
        case "not ours":
            copy.write_text("möten")
        case "cut":
            copy.write_bytes(content[: len(content) // 2])
        case _:
            middle = len(content) // 2
            copy.write_bytes(content[:middle] + bytes(8192) + content[middle + 8192 :])
    with pytest.raises(StoreFault):
        restore(copy, path)
    assert len(await held(path)) == 100
    assert kept_files(tmp_path) == []


def test_there_must_be_a_store_to_copy(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="no store"):
        backup(tmp_path / "store.sqlite", tmp_path / "copy.sqlite")
    with pytest.raises(StoreFault, match="no file"):
        check(tmp_path / "copy.sqlite")
    assert list(tmp_path.iterdir()) == []


async def test_nothing_lies_on_the_disk_of_what_was_taken_away_also_while_others_write(tmp_path: Path) -> None:
    store = open_tiny(tmp_path / "store.sqlite")
    stop = asyncio.Event()

    async def load() -> None:
        while not stop.is_set():
            await store.run(lambda tx: tx.count(NOTES), soon=True)
            kept = await store.run(lambda tx: tx.get(PAIRS, "other"))
            assert kept
            await store.run(lambda tx, kept=kept: tx.put(PAIRS, kept, Note(text="other")))  # type: ignore[misc]
            await asyncio.sleep(0)

    await store.run(lambda tx: tx.add(PAIRS, "other", Note()))
    await fill(store, *(f"zaida-{number}" for number in range(50)))
    for key in [f"zaida-{number}" for number in range(50)]:
        kept = await store.run(lambda tx, key=key: tx.get(NOTES, key))  # type: ignore[misc]
        await store.run(lambda tx, kept=kept: tx.remove(NOTES, kept))  # type: ignore[misc]
    assert b"zaida" in (tmp_path / "store.sqlite-wal").read_bytes()
    loading = asyncio.create_task(load())
    await store.wipe()
    found = files_holding(tmp_path, b"zaida")
    stop.set()
    await loading
    await store.close()
    assert found == []


async def test_a_log_that_somebody_reads_all_the_while_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.copies.LOG_WITHIN", 0.05)
    store = open_tiny(tmp_path / "store.sqlite")
    await fill(store, "a")
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        await fill(store, "b")
        with pytest.raises(StoreFault, match="in use"):
            await store.wipe()
    await store.wipe()
    await store.close()
