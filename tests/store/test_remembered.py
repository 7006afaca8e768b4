"""Look-ups that the embedded store remembers: whatever changes a table, by whatever way, they are looked up anew."""

import sqlite3
from pathlib import Path

import pytest

from bot.core.ports import Collection, Kept, Store, Transaction
from bot.store import durable
from bot.store.durable import DurableTinyDB
from bot.store.sqlite import table_sql
from bot.store.tiny import TinyStore, open_tiny
from tests.store.notes import NOTES, Note

WAITS, SENT = Note(state="waiting", owner="Salem"), Note(state="sent", owner="Salem")


class Undo(Exception):
    """Taken back on purpose."""


async def look(store: Store) -> tuple[Kept[Note] | None, list[str], int]:
    """Return what three ways of looking up say of note "a" and of those that wait."""

    async def work(tx: Transaction) -> tuple[Kept[Note] | None, list[str], int]:
        waiting = [kept.id for kept in await tx.find(NOTES, state="waiting")]
        return await tx.get(NOTES, "a"), waiting, await tx.count(NOTES, state="waiting")

    return await store.run(work)


async def change(tx: Transaction, note: Note) -> None:
    kept = await tx.get(NOTES, "a")
    assert kept is not None
    await tx.put(NOTES, kept, note)


async def test_every_change_is_seen(tmp_path: Path) -> None:
    store = open_tiny(tmp_path / "store.sqlite")
    assert await look(store) == (None, [], 0)
    await store.run(lambda tx: tx.add(NOTES, "a", WAITS))
    assert await look(store) == (Kept("a", WAITS, 1), ["a"], 1)
    await store.run(lambda tx: change(tx, SENT))
    assert await look(store) == (Kept("a", SENT, 2), [], 0)
    await store.run(lambda tx: tx.remove(NOTES, Kept("a", SENT, 2)))
    assert await look(store) == (None, [], 0)
    await store.close()


@pytest.mark.parametrize("others_wait", [True, False], ids=["beside others", "alone"])
async def test_what_was_taken_back_is_not_remembered(tmp_path: Path, others_wait: bool) -> None:
    store = open_tiny(tmp_path / "store.sqlite")
    await store.run(lambda tx: tx.add(NOTES, "a", WAITS))

    async def changes_its_mind(tx: Transaction) -> None:
        await change(tx, SENT)
        assert (await tx.get(NOTES, "a")) == Kept("a", SENT, 2)
        assert await tx.count(NOTES, state="waiting") == 0
        raise Undo

    if others_wait:
        await store.run(lambda tx: tx.add(NOTES, "b", SENT), soon=True)
    assert await look(store) == (Kept("a", WAITS, 1), ["a"], 1)
    with pytest.raises(Undo):
        await store.run(changes_its_mind)
    assert await look(store) == (Kept("a", WAITS, 1), ["a"], 1)
    await store.close()


async def test_what_another_program_wrote_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    store = open_tiny(path)
    await store.run(lambda tx: tx.add(NOTES, "a", WAITS))
    for state, waiting in (("sent", []), ("waiting", ["a"])):
        assert (await look(store))[1] != waiting
        with sqlite3.connect(path) as shell:
            sql = table_sql(NOTES.name)
            shell.execute(f"UPDATE {sql} SET body = json_set(body, '$.value.state', ?)", (state,))  # noqa: S608 — our own
        shell.close()
        kept, found, number = await look(store)
        assert kept is not None
        assert (kept.value.state, found, number) == (state, waiting, len(waiting))
    await store.close()


async def test_a_change_by_tinydbs_own_interface_is_seen(tmp_path: Path) -> None:
    with DurableTinyDB(tmp_path / "store.sqlite") as db:
        store = TinyStore(db)
        await store.run(lambda tx: tx.add(NOTES, "a", WAITS))
        assert await look(store) == (Kept("a", WAITS, 1), ["a"], 1)
        db.table(NOTES.name).truncate()
        assert await look(store) == (None, [], 0)
        await store.run(lambda tx: tx.add(NOTES, "a", WAITS))
        assert (await look(store))[1] == ["a"]
        db.drop_tables()
        assert await look(store) == (None, [], 0)


async def test_a_change_by_whoever_declared_the_table_otherwise_is_seen(tmp_path: Path) -> None:
    store = open_tiny(tmp_path / "store.sqlite")
    fewer = Collection(NOTES.name, Note, equal=("state",))
    await store.run(lambda tx: tx.add(NOTES, "a", WAITS))
    assert await look(store) == (Kept("a", WAITS, 1), ["a"], 1)
    await store.run(lambda tx: tx.put(fewer, Kept("a", WAITS, 1), SENT))
    assert await look(store) == (Kept("a", SENT, 2), [], 0)
    await store.close()


async def test_neither_many_look_ups_nor_big_ones_fill_the_memory(tmp_path: Path) -> None:
    store = open_tiny(tmp_path / "store.sqlite")
    big = Note(text="x" * 900, card={"much": "y" * durable.REMEMBERED_CHARS})

    async def look_up_many(tx: Transaction) -> None:
        await tx.add(NOTES, "big", big)
        for number in range(2 * durable.REMEMBERED):
            assert await tx.get(NOTES, f"nobody {number}") is None
            assert await tx.count(NOTES, state=f"state {number}") == 0
        assert await tx.get(NOTES, "big") == Kept("big", big, 1)

    await store.run(look_up_many)
    table = store.db.table(NOTES.name)
    assert 0 < table.remembered <= 2 * durable.REMEMBERED
    await store.run(lambda tx: tx.add(NOTES, "a", WAITS))
    assert table.remembered == 0
    await store.run(lambda tx: tx.get(NOTES, "big"))
    assert table.remembered == 0
    await store.close()
