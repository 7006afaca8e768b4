"""Whole histories of transactions against a plain dict, on all three stores."""

import asyncio
import dataclasses
import datetime as dt
import itertools
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from bot.core.ports import AlreadyThere, Collection, Conflict, Kept, Store, Transaction
from tests.store.notes import KINDS, NOTES, Note, instants, notes, opened, texts

Model = dict[str, tuple[int, Note]]
Step = tuple[Any, ...]

keys = st.sampled_from(["a", "b", "c", "å", "Ä", "10", "9"])
steps: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("add"), keys, notes),
    st.tuples(st.just("put"), keys, notes),
    st.tuples(st.just("stale"), keys, notes),
    st.tuples(st.just("remove"), keys),
    st.tuples(st.just("get"), keys),
    st.tuples(st.just("find"), st.fixed_dictionaries({}, optional={
        "state": st.sampled_from(["waiting", "sent", "väntar", "😀", "none"]),
        "owner": st.sampled_from(["Salem", "Tyresö"]),
        "dedupe": st.sampled_from(["a", "b", "å", "A", ""]),
    })),
    st.tuples(st.just("due_at"), st.none() | instants, st.none() | instants, st.none() | st.integers(0, 3)),
    st.tuples(st.just("on"), st.none() | st.dates(), st.none() | st.dates(), st.none()),
    st.tuples(st.just("text"), st.none() | texts, st.none() | texts, st.none()),
    st.tuples(st.just("all")),
    st.tuples(st.just("many"), st.lists(keys, max_size=4), notes),
    st.tuples(st.just("firsts"), st.lists(st.tuples(texts, texts), max_size=3)),
)  # fmt: skip


class Undo(Exception):
    """Raised to take a transaction back."""


class Histories(RuleBasedStateMachine):
    """Transactions of several steps; each step says the same as the dict, and a fault takes all steps back."""

    numbers = itertools.count()
    runner: asyncio.Runner
    store: Store
    collection: Collection[Note]
    model: Model

    @initialize()
    def begin(self) -> None:
        self.collection = Collection(f"histories{next(self.numbers)}", Note, NOTES.equal, NOTES.ordered, NOTES.unique)
        self.model = {}

    @rule(
        plan=st.lists(steps, min_size=1, max_size=8),
        end=st.sampled_from(["keep", "keep", "undo"]),
        soon=st.booleans(),  # then the next one shares the database's transaction, and may be taken back without it
    )
    def transact(self, plan: list[Step], end: Literal["keep", "undo"], soon: bool) -> None:
        async def work(tx: Transaction) -> Model:
            draft = dict(self.model)
            for name, *rest in plan:
                await getattr(self, f"do_{name}", self.do_between)(tx, draft, name, *rest)
            if end == "undo":
                raise Undo
            return draft

        try:
            self.model = self.runner.run(self.store.run(work, soon=soon))
        except Undo:
            assert end == "undo"

    async def do_add(self, tx: Transaction, draft: Model, _: str, key: str, note: Note) -> None:
        if key in draft or taken(draft, note, key):
            with pytest.raises(AlreadyThere):
                await tx.add(self.collection, key, note)
        else:
            assert await tx.add(self.collection, key, note) == Kept(key, note, 1)
            draft[key] = (1, note)

    async def do_put(self, tx: Transaction, draft: Model, _: str, key: str, note: Note) -> None:
        kept = await tx.get(self.collection, key)
        assert kept == known(draft, key)
        if kept is None:
            return
        if taken(draft, note, key):
            with pytest.raises(AlreadyThere):
                await tx.put(self.collection, kept, note)
        else:
            assert await tx.put(self.collection, kept, note) == Kept(key, note, kept.version + 1)
            draft[key] = (kept.version + 1, note)

    async def do_stale(self, tx: Transaction, draft: Model, _: str, key: str, note: Note) -> None:
        version, value = draft.get(key, (1, note))
        for old in (Kept(key, value, version + 1), Kept(key, value, version - 1)):
            with pytest.raises(Conflict):
                await tx.put(self.collection, old, note)
            with pytest.raises(Conflict):
                await tx.remove(self.collection, old)

    async def do_remove(self, tx: Transaction, draft: Model, _: str, key: str) -> None:
        kept = await tx.get(self.collection, key)
        if kept is not None:
            await tx.remove(self.collection, kept)
            del draft[key]

    async def do_get(self, tx: Transaction, draft: Model, _: str, key: str) -> None:
        assert await tx.get(self.collection, key) == known(draft, key)

    async def do_find(self, tx: Transaction, draft: Model, _: str, equals: dict[str, str]) -> None:
        expected = select(draft, lambda note: all(getattr(note, name) == value for name, value in equals.items()))
        assert await tx.find(self.collection, **equals) == expected
        assert await tx.count(self.collection, **equals) == len(expected)

    async def do_all(self, tx: Transaction, draft: Model, _: str) -> None:
        assert [kept async for kept in tx.all(self.collection)] == select(draft, lambda _: True)

    async def do_between(
        self, tx: Transaction, draft: Model, field: str, start: Any, end: Any, limit: int | None
    ) -> None:
        def inside(note: Note) -> bool:
            value: dt.datetime | dt.date | str | None = getattr(note, field)
            return value is not None and (start is None or start <= value) and (end is None or value < end)

        expected = sorted(select(draft, inside), key=lambda kept: getattr(kept.value, field))
        found = await tx.between(self.collection, field, start, end, limit=limit, for_change=limit == 1)
        assert found == expected[: len(expected) if limit is None else limit]

    async def do_many(self, tx: Transaction, draft: Model, _: str, keys: list[str], note: Note) -> None:
        found = await tx.get_all(self.collection, keys)
        assert found == {key: known(draft, key) for key in keys if key in draft}
        changes = [(kept, dataclasses.replace(note, dedupe=kept.value.dedupe)) for kept in found.values()]
        stale = [(dataclasses.replace(kept, version=kept.version + 1), note) for kept in found.values()][:1]
        put = await tx.put_all(self.collection, [*stale, *changes[1:]])
        assert put == [None] * len(stale) + [Kept(kept.id, value, kept.version + 1) for kept, value in changes[1:]]
        for kept, value in changes[1:]:
            draft[kept.id] = (kept.version + 1, value)

    async def do_firsts(self, tx: Transaction, draft: Model, _: str, spans: list[tuple[str, str]]) -> None:
        for (start, end), first in zip(spans, await tx.firsts(self.collection, "text", spans), strict=True):
            inside = [kept for kept in select(draft, lambda _: True) if start <= kept.value.text < end]
            assert first == min(inside, key=lambda kept: kept.value.text, default=None)

    def teardown(self) -> None:
        async def read(tx: Transaction) -> list[Kept[Note]]:
            return [kept async for kept in tx.all(self.collection)]

        assert self.runner.run(self.store.run(read)) == select(self.model, lambda _: True)


def known(draft: Model, key: str) -> Kept[Note] | None:
    return Kept(key, draft[key][1], draft[key][0]) if key in draft else None


def select(draft: Model, fits: Callable[[Note], bool]) -> list[Kept[Note]]:
    return [Kept(key, note, version) for key, (version, note) in draft.items() if fits(note)]


def taken(draft: Model, note: Note, key: str) -> bool:
    return note.dedupe is not None and any(
        other.dedupe == note.dedupe for name, (_, other) in draft.items() if name != key
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_history_is_as_with_a_dict(kind: str, tmp_path: Path, postgres_url: str) -> None:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        store = runner.run(stack.enter_async_context(opened(kind, tmp_path, postgres_url)))
        machine = type("HistoriesOf" + kind, (Histories,), {"runner": runner, "store": store})
        try:
            run_state_machine_as_test(
                machine,
                settings=settings(
                    max_examples=15,
                    stateful_step_count=12,
                    deadline=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(stack.aclose())
