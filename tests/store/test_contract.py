"""What every store promises, said once and held by all three."""

import asyncio
import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from bot.core.ports import (
    AlreadyThere,
    Collection,
    Conflict,
    Kept,
    Store,
    StoreFault,
    Transaction,
    Unserialisable,
)
from bot.store.open import open_store
from tests.store.notes import NOTES, NOW, Note, opened

CET = dt.timezone(dt.timedelta(hours=1))


async def keep(store: Store, **notes: Note) -> None:
    async def work(tx: Transaction) -> None:
        for key, note in notes.items():
            await tx.add(NOTES, key, note)

    await store.run(work)


async def ids(store: Store, **equals: str) -> list[str]:
    return [kept.id for kept in await store.run(lambda tx: tx.find(NOTES, **equals))]


async def get(store: Store, key: str) -> Kept[Note]:
    kept = await store.run(lambda tx: tx.get(NOTES, key))
    assert kept is not None
    return kept


async def test_a_note_comes_back_as_it_was(store: Store) -> None:
    note = Note(
        due_at=dt.datetime(2026, 3, 29, 1, 30, 0, 123, tzinfo=CET),
        on=dt.date(2026, 3, 29),
        dedupe="möte-1",
        text="Tyresö 😀 \u2028 \"'; DROP TABLE notes; --",
        number=-(2**63),
        share=0.1,
        parts=("å", ""),
        span=dt.timedelta(days=-7, microseconds=1),
        card={"type": "AdaptiveCard", "body": [{"text": "Hej", "n": 1, "none": None, "yes": True}]},
    )
    await keep(store, a=note)
    assert await get(store, "a") == Kept("a", note, 1)
    assert await store.run(lambda tx: tx.get(NOTES, "b")) is None


async def test_a_big_document_comes_back_whole(store: Store) -> None:
    note = Note(card={"body": "Södertörn " * 300_000})
    await keep(store, a=note)
    assert (await get(store, "a")).value == note


async def test_a_change_grows_the_version_and_an_old_reading_conflicts(store: Store) -> None:
    await keep(store, a=Note())
    first = await get(store, "a")
    second = await store.run(lambda tx: tx.put(NOTES, first, Note(text="ny")))
    assert second == Kept("a", Note(text="ny"), 2)
    with pytest.raises(Conflict):
        await store.run(lambda tx: tx.put(NOTES, first, Note(text="för sent")))
    with pytest.raises(Conflict):
        await store.run(lambda tx: tx.remove(NOTES, first))
    assert await get(store, "a") == second
    await store.run(lambda tx: tx.remove(NOTES, second))
    assert await ids(store) == []
    with pytest.raises(Conflict):
        await store.run(lambda tx: tx.put(NOTES, second, Note()))


async def test_a_use_case_runs_again_after_a_conflict(store: Store) -> None:
    await keep(store, a=Note())
    stale = await get(store, "a")
    await store.run(lambda tx: tx.put(NOTES, stale, Note(number=1)))
    tries: list[Kept[Note] | None] = []

    async def work(tx: Transaction) -> None:
        kept = stale if not tries else await tx.get(NOTES, "a")
        tries.append(kept)
        assert kept is not None
        await tx.put(NOTES, kept, Note(number=kept.value.number + 1))

    await store.run(work)
    assert (len(tries), (await get(store, "a")).value.number) == (2, 2)


async def test_many_writers_of_one_document_lose_nothing(store: Store) -> None:
    await keep(store, a=Note())

    async def one_more(tx: Transaction) -> None:
        kept = await tx.get(NOTES, "a")
        assert kept is not None
        await asyncio.sleep(0)
        await tx.put(NOTES, kept, dataclasses.replace(kept.value, number=kept.value.number + 1))

    async def until_done() -> None:
        # PostgreSQL gives up after some tries when all come at once; that is told, never lost.
        for _ in range(100):
            try:
                return await store.run(one_more)
            except Conflict:
                continue
        pytest.fail("never came through")

    await asyncio.gather(*(until_done() for _ in range(20)))
    assert await get(store, "a") == Kept("a", Note(number=20), 21)


async def test_the_same_id_and_the_same_unique_value_are_refused_and_the_transaction_goes_on(store: Store) -> None:
    await keep(store, a=Note(dedupe="x"), b=Note(dedupe="y"), c=Note(dedupe=None), d=Note(dedupe=None))

    async def work(tx: Transaction) -> None:
        for key, dedupe in (("a", "z"), ("e", "x")):
            with pytest.raises(AlreadyThere):
                await tx.add(NOTES, key, Note(dedupe=dedupe))
        kept = await tx.get(NOTES, "b")
        assert kept is not None
        with pytest.raises(AlreadyThere):
            await tx.put(NOTES, kept, Note(dedupe="x"))
        await tx.put(NOTES, kept, Note(dedupe="free"))
        await tx.add(NOTES, "f", Note(dedupe="y"))

    await store.run(work)
    assert await ids(store) == ["a", "b", "c", "d", "f"]
    assert [await ids(store, dedupe=text) for text in ("x", "y", "free", "z")] == [["a"], ["f"], ["b"], []]


async def test_many_changes_are_made_all_or_none_and_the_transaction_goes_on(store: Store) -> None:
    await keep(store, a=Note(dedupe="x"), b=Note(dedupe="y"), c=Note(dedupe="z"))

    async def work(tx: Transaction) -> None:
        found = await tx.get_all(NOTES, ["c", "a", "missing", "a", "a\x00b", "b"])
        assert set(found) == {"a", "b", "c"}
        for refused, fault in ((Note(dedupe="z"), AlreadyThere), (Note(text="\ud800"), Unserialisable)):
            with pytest.raises(fault):
                await tx.put_all(NOTES, [(found["a"], Note(dedupe="free")), (found["b"], refused)])
        changed = [(found["a"], Note(dedupe="free")), (found["b"], Note(dedupe="x"))]
        assert await tx.put_all(NOTES, changed) == [Kept("a", Note(dedupe="free"), 2), Kept("b", Note(dedupe="x"), 2)]
        assert await tx.put_all(NOTES, [(found["a"], Note()), (found["c"], Note(dedupe="å"))]) == [
            None,
            Kept("c", Note(dedupe="å"), 2),
        ]
        assert (await tx.put_all(NOTES, []), await tx.get_all(NOTES, []), await tx.firsts(NOTES, "text", [])) == (
            [],
            {},
            [],
        )

    await store.run(work)
    assert [(await get(store, key)).value.dedupe for key in "abc"] == ["free", "x", "å"]
    assert [await ids(store, dedupe=text) for text in ("x", "y", "z")] == [["b"], [], []]


async def test_a_unique_value_is_free_again_when_its_document_is_gone(store: Store) -> None:
    await keep(store, a=Note(dedupe="x"))

    async def work(tx: Transaction) -> None:
        (kept,) = await tx.find(NOTES, dedupe="x")
        await tx.remove(NOTES, kept)
        await tx.add(NOTES, "a", Note(dedupe="x", text="igen"))

    await store.run(work)
    assert await get(store, "a") == Kept("a", Note(dedupe="x", text="igen"), 1)


async def test_whatever_goes_wrong_takes_everything_back(store: Store) -> None:
    await keep(store, a=Note())
    letters = Collection("letters", Note, equal=("state",))

    async def work(tx: Transaction) -> None:
        kept = await tx.get(NOTES, "a")
        assert kept is not None
        await tx.put(NOTES, kept, Note(text="ändrad"))
        await tx.add(NOTES, "b", Note())
        await tx.add(letters, "l", Note())
        assert [each.id for each in await tx.find(NOTES)] == ["a", "b"]
        raise LookupError("avbrutet")

    with pytest.raises(LookupError):
        await store.run(work)
    assert await get(store, "a") == Kept("a", Note(), 1)
    assert await store.run(lambda tx: tx.count(NOTES)) == 1
    assert await store.run(lambda tx: tx.count(letters)) == 0
    await store.run(lambda tx: tx.add(letters, "l", Note()))
    assert await store.run(lambda tx: tx.count(letters, state="waiting")) == 1


async def test_a_cancelled_use_case_leaves_nothing(store: Store) -> None:
    begun = asyncio.Event()

    async def work(tx: Transaction) -> None:
        await tx.add(NOTES, "a", Note())
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(store.run(work))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await ids(store) == []
    await keep(store, a=Note())
    assert await ids(store) == ["a"]


async def test_a_fact_in_two_collections_is_one(store: Store) -> None:
    outbox = Collection("outbox", Note, ordered=("due_at",))

    async def decide(tx: Transaction) -> None:
        await tx.add(NOTES, "möte", Note())
        await tx.add(outbox, "påminnelse", Note(due_at=NOW))

    await store.run(decide)
    assert [kept.id for kept in await store.run(lambda tx: tx.between(outbox, "due_at"))] == ["påminnelse"]


async def test_instants_are_in_order_whatever_their_zones_and_fractions(store: Store) -> None:
    await keep(
        store,
        later=Note(due_at=NOW + dt.timedelta(microseconds=1)),
        never=Note(due_at=None),
        earlier=Note(due_at=(NOW - dt.timedelta(seconds=1)).astimezone(dt.timezone(dt.timedelta(hours=14)))),
        now=Note(due_at=NOW.astimezone(CET)),
        too=Note(due_at=NOW),
    )

    async def between(*bounds: dt.datetime | None, limit: int | None = None) -> list[str]:
        found = await store.run(lambda tx: tx.between(NOTES, "due_at", *bounds, limit=limit))
        return [kept.id for kept in found]

    assert await between() == ["earlier", "now", "too", "later"]
    assert await between(NOW) == ["now", "too", "later"]
    assert await between(None, NOW) == ["earlier"]
    assert await between(NOW.astimezone(CET), NOW + dt.timedelta(microseconds=1)) == ["now", "too"]
    assert await between(None, None, limit=2) == ["earlier", "now"]
    assert await between(None, None, limit=0) == []


async def test_all_goes_through_everything_oldest_first(store: Store) -> None:
    async def many(tx: Transaction) -> None:
        for number in range(1_200):
            await tx.add(NOTES, f"n{number}", Note(number=number))

    async def read(tx: Transaction) -> list[int]:
        return [kept.value.number async for kept in tx.all(NOTES)]

    await store.run(many)
    assert await store.run(read) == list(range(1_200))


@pytest.mark.parametrize(
    "value",
    [
        Note(card={"x": object()}),
        Note(share=float("nan")),
        Note(card={"x": float("inf")}),
        Note(text="\ud800"),
        Note(text="a\x00b"),
        Note(dedupe="x" * 1_001),
        Note(state="å" * 501),
        Note(due_at=dt.datetime(2026, 1, 1)),  # noqa: DTZ001 — this is the fault
        Note(number="elva"),  # type: ignore[arg-type]
        Note(state=None),  # type: ignore[arg-type]
        "not a note",
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_what_could_not_be_read_back_is_refused_and_nothing_is_written(store: Store, value: Any) -> None:
    async def work(tx: Transaction) -> None:
        await tx.add(NOTES, "before", Note())
        with pytest.raises(Unserialisable):
            await tx.add(NOTES, "a", value)
        await tx.add(NOTES, "after", Note())

    await store.run(work)
    kept = await get(store, "before")
    with pytest.raises(Unserialisable):
        await store.run(lambda tx: tx.put(NOTES, kept, value))
    assert await ids(store) == ["before", "after"]
    assert await get(store, "before") == kept


async def test_a_document_that_holds_itself_is_refused(store: Store) -> None:
    card: dict[str, Any] = {}
    card["card"] = card
    with pytest.raises(Unserialisable):
        await keep(store, a=Note(card=card))


@pytest.mark.parametrize("key", ["", "x" * 1_001, "\ud800", "a\x00b"])
async def test_an_id_that_cannot_be_kept_is_refused_and_never_found(store: Store, key: str) -> None:
    with pytest.raises(Unserialisable):
        await store.run(lambda tx: tx.add(NOTES, key, Note()))
    assert await store.run(lambda tx: tx.get(NOTES, key)) is None
    assert await ids(store, state=key) == []
    assert await store.run(lambda tx: tx.count(NOTES, state=key)) == 0


async def test_ids_that_differ_in_anything_are_different(store: Store) -> None:
    keys = ["a", "A", "å", "a\u030a", "a ", "1", "01", "'", '"', "%", "19:x@thread.tacv2;messageid=1"]

    async def work(tx: Transaction) -> None:
        for key in keys:
            await tx.add(NOTES, key, Note(state=key))

    await store.run(work)
    assert await ids(store) == keys
    assert [await ids(store, state=key) for key in keys] == [[key] for key in keys]


async def test_only_declared_fields_are_asked_for(store: Store) -> None:
    with pytest.raises(ValueError, match="number"):
        await ids(store, number="1")
    with pytest.raises(ValueError, match="state"):
        await store.run(lambda tx: tx.between(NOTES, "state"))


async def test_a_field_declared_later_finds_what_was_kept_before(store: Store) -> None:
    bare = Collection("notes", Note)
    await store.run(lambda tx: tx.add(bare, "a", Note(owner="Salem", due_at=NOW, dedupe="x")))
    await store.run(lambda tx: tx.add(bare, "b", Note(owner="Nykvarn", dedupe="y")))
    again = await reopened(store)
    try:
        assert await ids(again, owner="Salem") == ["a"]
        assert [kept.id for kept in await again.run(lambda tx: tx.between(NOTES, "due_at"))] == ["a"]
        with pytest.raises(AlreadyThere):
            await keep(again, c=Note(dedupe="y"))
    finally:
        await again.close()


async def reopened(store: Store) -> Store:
    """The same documents behind a new store; in memory there is no such thing and the store goes on."""
    if store is not None and hasattr(store, "_url"):
        await store.close()
        return await open_store(store._url, Path())
    path: Path | None = store.db.storage.path  # type: ignore[attr-defined]
    if path is None:
        return store
    await store.close()
    return await open_store("tinydb:", path.parent)


async def test_what_was_acknowledged_is_there_after_a_restart(store: Store) -> None:
    await keep(store, a=Note(text="kvar"))
    again = await reopened(store)
    try:
        assert (await get(again, "a")).value.text == "kvar"
    finally:
        await again.close()


async def test_what_is_kept_soon_is_seen_at_once_and_there_after_a_restart(store: Store) -> None:
    await store.run(lambda tx: tx.add(NOTES, "a", Note()), soon=True)
    kept = await get(store, "a")
    await store.run(lambda tx: tx.put(NOTES, kept, Note(number=1)), soon=True)
    assert await get(store, "a") == Kept("a", Note(number=1), 2)
    again = await reopened(store)
    try:
        assert await get(again, "a") == Kept("a", Note(number=1), 2)
    finally:
        await again.close()


async def test_a_fault_takes_back_its_own_and_nothing_that_is_kept_soon(store: Store) -> None:
    async def fails(tx: Transaction) -> None:
        await tx.add(NOTES, "b", Note())
        raise LookupError

    await store.run(lambda tx: tx.add(NOTES, "a", Note()), soon=True)
    for soon in (False, True):
        with pytest.raises(LookupError):
            await store.run(fails, soon=soon)
    assert await ids(store) == ["a"]


async def test_a_use_case_for_soon_runs_again_after_a_conflict(store: Store) -> None:
    await keep(store, a=Note())
    stale = await get(store, "a")
    await store.run(lambda tx: tx.put(NOTES, stale, Note(number=1)), soon=True)
    tries: list[Kept[Note] | None] = []

    async def work(tx: Transaction) -> None:
        kept = stale if not tries else await tx.get(NOTES, "a")
        tries.append(kept)
        assert kept is not None
        await tx.put(NOTES, kept, Note(number=kept.value.number + 1))

    await store.run(work, soon=True)
    assert (len(tries), (await get(store, "a")).value.number) == (2, 2)


async def test_a_transaction_is_over_when_run_returns(store: Store) -> None:
    taken: list[Transaction] = []

    async def work(tx: Transaction) -> None:
        taken.append(tx)

    await store.run(work)
    with pytest.raises(StoreFault, match="over"):
        await taken[0].get(NOTES, "a")
    with pytest.raises(StoreFault, match="over"):
        await taken[0].add(NOTES, "a", Note())


async def test_a_closed_store_says_so(store: Store) -> None:
    await store.close()
    await store.close()
    with pytest.raises(StoreFault, match="closed"):
        await ids(store)


async def test_one_at_a_time_is_alone_with_a_key(store: Store) -> None:
    inside: list[str] = []
    most: dict[str, int] = {}

    async def turn(key: str, number: int) -> None:
        async with store.alone(key):
            inside.append(key)
            most[key] = max(most.get(key, 0), inside.count(key))
            most["any"] = max(most.get("any", 0), len(inside))
            await asyncio.sleep(0.001)
            await keep(store, **{f"{key}{number}": Note()})
            inside.remove(key)

    await asyncio.gather(*(turn(key, number) for key in "ab" for number in range(8)))
    assert (most["a"], most["b"], most["any"]) == (1, 1, 2)
    assert await store.run(lambda tx: tx.count(NOTES)) == 16


async def test_a_key_is_free_again_after_a_fault(store: Store) -> None:
    with pytest.raises(LookupError):
        async with store.alone("a"):
            raise LookupError
    async with asyncio.timeout(5), store.alone("a"):
        await keep(store, a=Note())


async def test_claims_are_read_in_order(store: Store) -> None:
    await keep(store, a=Note(due_at=NOW), b=Note(due_at=NOW - dt.timedelta(hours=1)))
    found = await store.run(lambda tx: tx.between(NOTES, "due_at", None, NOW, for_change=True, limit=10))
    assert [kept.id for kept in found] == ["b"]


async def test_three_kinds_are_tested(postgres_url: str, tmp_path: Path) -> None:
    names = []
    for kind in ("memory", "disk", "postgresql"):
        async with opened(kind, tmp_path, postgres_url) as store:
            names.append(type(store).__name__)
    assert names == ["TinyStore", "TinyStore", "PostgresStore"]
