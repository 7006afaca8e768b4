"""Documents of every earlier version become documents of this one, together or not at all, in both stores on disk."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.core.ports import Collection, Store, StoreFault
from bot.store.durable import DurableTinyDB
from bot.store.migrations import Migration
from bot.store.postgresql import open_postgresql
from bot.store.tiny import TinyStore


@dataclass(frozen=True, slots=True)
class First:
    name: str


@dataclass(frozen=True, slots=True)
class Third:
    title: str
    length: int


def second(collection: str, document: dict[str, Any]) -> dict[str, Any] | None:
    """Version 1 to 2: `name` is called `title`; what has none is taken away."""
    if collection != "things":
        return document
    return {"title": document["name"]} if document["name"] else None


def third(collection: str, document: dict[str, Any]) -> dict[str, Any] | None:
    """Version 2 to 3: the length is kept beside it."""
    return {**document, "length": len(document["title"])} if collection == "things" else document


def broken(collection: str, document: dict[str, Any]) -> dict[str, Any] | None:
    """A migration with a fault, which shows after some documents."""
    if document.get("title", document.get("name")) == "bb":
        raise ZeroDivisionError(collection)
    return {"title": "förstört", "length": 0}


STEPS: tuple[Migration, ...] = (second, third)
OLD = Collection("things", First, equal=("name",))
NEW = Collection("things", Third, equal=("title",))
OTHER = Collection("others", First)


async def opened(kind: str, path: Path, url: str, steps: tuple[Migration, ...]) -> Store:
    if kind == "disk":
        return TinyStore(DurableTinyDB(path / "store.sqlite", migrations=steps))
    return await open_postgresql(url, migrations=steps)


@pytest.fixture(params=["disk", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("earlier", [1, 2, 3])
async def test_every_earlier_version_opens(kind: str, earlier: int, tmp_path: Path, postgres_url: str) -> None:
    steps = STEPS[: earlier - 1]
    store = await opened(kind, tmp_path, postgres_url, steps)
    for number, name in enumerate(["a", "bb", ""]):
        document: Any = {"name": name}
        for step in steps:
            document = document and step("things", document)
        if document is not None:
            raw: Collection[Any] = Collection("things", {1: First, 2: Second, 3: Third}[earlier])
            await store.run(lambda tx, d=document, c=raw, n=number: tx.add(c, f"k{n}", c.type(**d)))  # type: ignore[misc]
    await store.run(lambda tx: tx.add(OTHER, "o", First("kvar")))
    await store.close()
    store = await opened(kind, tmp_path, postgres_url, STEPS)
    found = await store.run(lambda tx: tx.find(NEW))
    others = await store.run(lambda tx: tx.find(OTHER))
    await store.close()
    assert [(kept.id, kept.value) for kept in found] == [("k0", Third("a", 1)), ("k1", Third("bb", 2))]
    assert [kept.value for kept in others] == [First("kvar")]


@dataclass(frozen=True, slots=True)
class Second:
    title: str


async def test_a_migration_that_fails_leaves_everything_as_it_was(kind: str, tmp_path: Path, postgres_url: str) -> None:
    store = await opened(kind, tmp_path, postgres_url, ())
    for name in ("a", "bb", "c"):
        await store.run(lambda tx, name=name: tx.add(OLD, name, First(name)))  # type: ignore[misc]
    await store.close()
    with pytest.raises(ZeroDivisionError):
        await opened(kind, tmp_path, postgres_url, (broken,))
    store = await opened(kind, tmp_path, postgres_url, ())
    assert [kept.value.name for kept in await store.run(lambda tx: tx.find(OLD))] == ["a", "bb", "c"]
    await store.close()


async def test_a_newer_version_s_documents_are_left_alone(kind: str, tmp_path: Path, postgres_url: str) -> None:
    await (await opened(kind, tmp_path, postgres_url, STEPS)).close()
    with pytest.raises(StoreFault, match="schema version 3 and this version of the bot knows 2"):
        await opened(kind, tmp_path, postgres_url, STEPS[:1])


async def test_replicas_that_start_together_migrate_once(postgres_url: str) -> None:
    store = await open_postgresql(postgres_url, migrations=())
    await store.run(lambda tx: tx.add(OLD, "a", First("a")))
    await store.close()
    stores = await asyncio.gather(*(open_postgresql(postgres_url, migrations=STEPS) for _ in range(4)))
    found = await asyncio.gather(*(store.run(lambda tx: tx.find(NEW, title="a")) for store in stores))
    assert [[kept.value for kept in each] for each in found] == [[Third("a", 1)]] * 4
    for store in stores:
        await store.close()
