"""The Store port on TinyDB: one process, one file, and many changes in one fsync."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.core.ports import AlreadyThere, Collection, Conflict, Kept, StoreBusy, StoreFault, Transaction
from bot.store.commits import Turn, Writer
from bot.store.copies import backup, empty_log
from bot.store.documents import check_fields, check_key, decode_kept, encode, keepable, sortable, text_of
from bot.store.durable import DurableTable, DurableTinyDB
from bot.store.locks import KeyedLocks

T = TypeVar("T")
R = TypeVar("R")

TRIES: Final = 5
"""How often a use case runs before its Conflict is told."""

SOON_SECONDS: Final = 0.2
"""How long what may follow soon waits for others to share an fsync with."""

BUSY_SECONDS: Final = 3.0
BUSY_PAUSE_SECONDS: Final = 0.05
"""How long another program that holds the file, such as a shell, is waited for, and how long between two looks."""

_PIECE: Final = 500

log = logging.getLogger(__name__)


def open_tiny(path: Path | None) -> "TinyStore":
    """Return the store in a file, or in memory when `path` is None.

    Raises:
        StoreBusy: another process has the file open.
        StoreFault: the file cannot be used.
    """
    return TinyStore(DurableTinyDB(path))


@dataclass(slots=True, eq=False)
class _Batch:
    """Transactions that become durable together; `over` when it is known how that went: `fault`, None when well.

    It is `closing` from when it must be written: as soon as somebody waits for it, or when `later` has run out. `task`
    is what waits for the turn to do that.
    """

    over: asyncio.Event = field(default_factory=asyncio.Event)
    transactions: int = 0
    fault: Exception | None = None
    closing: bool = False
    later: asyncio.TimerHandle | None = None
    task: asyncio.Task[None] | None = None

    @property
    def has_work(self) -> bool:
        """Whether something is to be written that a transaction after it must not take back."""
        return self.closing or self.later is not None


class TinyStore:
    """The store of one process.

    Transactions run one after another on the event loop, as parts of one SQLite transaction that can be taken back by
    themselves; whoever waits while the disk is busy goes into the next. The commit, the one slow step, is a thread's.
    """

    def __init__(self, db: DurableTinyDB) -> None:
        self.db = db
        self.commits = 0
        self._storage = db.storage
        self._turn = Turn()
        self._batch: _Batch | None = None
        self._alone_lately = True
        self._alone = KeyedLocks()
        self._tables: dict[str, tuple[Collection[Any], DurableTable]] = {}
        self._writer = Writer(db.storage)
        self._closed = False
        self._busy_since: float | None = None

    @property
    def stopped(self) -> str:
        """Why this process can use it no more; empty as long as it can."""
        return self._storage.stopped

    @property
    def lets_go(self) -> bool:
        """Whether whoever waits for it no longer is free at once."""
        return True

    async def run(self, work: Callable[[Transaction], Awaitable[R]], *, soon: bool = False) -> R:
        """Do `work` in one transaction; see the port."""
        for _ in range(TRIES - 1):
            try:
                return await self._once(work, soon)
            except Conflict:
                continue
        return await self._once(work, soon)

    async def _once(self, work: Callable[[Transaction], Awaitable[R]], soon: bool) -> R:
        # Written out, and not as a block of its own: it is on the way of every transaction.
        if not self._turn.take():
            await self._turn.wait()
        try:
            if self._closed:
                raise StoreFault("The store is closed.")
            batch = self._batch or await self._begin()
            had_work = batch.has_work
            batch.transactions += 1
            transaction = TinyTransaction(self.db, self._tables, shares=had_work)
            try:
                result = await work(transaction)
                if transaction.before is not None:
                    self._storage.check()
                    transaction.keep()
            except BaseException as fault:
                self._take_back(transaction, batch, fault)
                raise
            finally:
                transaction.over = True
            changed = transaction.before is not None and self._storage.changes != transaction.before
            if self._storage.path is None or not (changed or had_work):
                self._finish(batch)
                return result
            # Who only read, and only what may be taken back, has nothing to wait for either.
            if soon or (not changed and not batch.closing):
                if not had_work:
                    self._commit_later(batch)
                return result
            self._commit_now(batch)
        finally:
            self._turn.leave()
        await batch.over.wait()
        if batch.fault is not None:
            raise type(batch.fault)(*batch.fault.args) from batch.fault
        return result

    async def _begin(self) -> _Batch:
        loop = asyncio.get_running_loop()
        while True:
            try:
                self._storage.begin()
            except StoreBusy:
                # Whoever comes when it has been busy for that long already is told at once.
                self._busy_since = loop.time() if self._busy_since is None else self._busy_since
                if loop.time() >= self._busy_since + BUSY_SECONDS:
                    raise
                await asyncio.sleep(BUSY_PAUSE_SECONDS)
            else:
                self._busy_since = None
                self._batch = _Batch()
                return self._batch

    def _finish(self, batch: _Batch) -> None:
        self._batch = None
        self._storage.commit()
        self._settle(batch, None)

    def _commit_later(self, batch: _Batch) -> None:
        batch.later = asyncio.get_running_loop().call_later(SOON_SECONDS, self._commit_now, batch)

    def _commit_now(self, batch: _Batch) -> None:
        if batch.later is not None:
            batch.later.cancel()
        if batch.closing:
            return
        batch.closing = True
        if self._alone_lately and batch.transactions == 1 and not self._turn.awaited:
            self._hand_over(batch)
        else:
            # All who are about to run in this round of the loop go into the batch, too.
            asyncio.get_running_loop().call_soon(self._close, batch)

    def _close(self, batch: _Batch) -> None:
        if self._turn.taken:
            batch.task = asyncio.create_task(self._close_in_turn(batch))
        else:
            self._hand_over(batch)

    async def _close_in_turn(self, batch: _Batch) -> None:
        # The lock serves in order of arrival: all who wait already go into this batch, later ones into the next.
        async with self._turn:
            self._hand_over(batch)

    def _hand_over(self, batch: _Batch) -> None:
        if batch.over.is_set():
            return
        self._batch = None
        self._alone_lately = batch.transactions == 1
        self._turn.disk_is_busy_until(batch.over)
        self._writer.commit(lambda fault: self._written(batch, fault))

    def _written(self, batch: _Batch, fault: Exception | None) -> None:
        self._turn.disk_is_free()
        self.commits += fault is None
        self._settle(batch, fault)

    def _abandon(self, batch: _Batch, fault: Exception | None) -> None:
        self._batch = None
        self._storage.rollback()
        self._settle(batch, fault)

    def _settle(self, batch: _Batch, fault: Exception | None) -> None:
        if batch.later is not None:
            batch.later.cancel()
            if fault is not None:
                log.error("what was to be kept soon is lost: %s", fault)
        batch.fault = fault
        batch.over.set()

    def _take_back(self, transaction: "TinyTransaction", batch: _Batch, fault: BaseException) -> None:
        try:
            transaction.undo()
        except StoreFault as worse:
            # What cannot be taken back alone goes with all that it shares the database's transaction with.
            self._abandon(batch, worse)
        else:
            self._give_up(batch, fault)

    def _give_up(self, batch: _Batch, fault: BaseException) -> None:
        if not self._storage.in_transaction:
            # SQLite gave up the whole transaction (disk full, I/O): those that wait in the same batch must know.
            self._abandon(batch, fault if isinstance(fault, StoreFault) else StoreFault("Nothing was written."))
        elif not batch.has_work:
            self._abandon(batch, None)

    def alone(self, key: str) -> AbstractAsyncContextManager[None]:
        """Let one at a time be in the block with this key, in order of arrival."""
        return self._alone.hold(key)

    async def wipe(self) -> None:
        """Let the log end up in the file, where what was taken away has been overwritten.

        The log holds the pages of the file as they were written, one by one, and would for weeks where little happens.
        """
        path = self._storage.path
        if path is not None:
            await asyncio.to_thread(empty_log, path)

    async def backup(self, target: Path) -> None:
        """Write a consistent copy while the store is in use; see `bot.store.copies.backup`."""
        path = self._storage.path
        if path is None:
            raise StoreFault("A store in memory has no copy.")
        await asyncio.to_thread(backup, path, target)

    async def close(self) -> None:
        """Wait for what is under way, then let go of the file."""
        if self._closed:
            return
        while self._batch is not None and self._batch.has_work:
            batch = self._batch
            self._commit_now(batch)
            await batch.over.wait()
        async with self._turn:
            self._closed = True
            await asyncio.to_thread(self.db.close)
        self._writer.stop()


class TinyTransaction:
    """The reads and writes of one transaction on TinyDB; see the port.

    With `shares` it is part of the database's own with others before it, and can be taken back without them: its first
    change it knows how to take back itself, before the second it sets a mark. Most transactions make one change or
    none, and a mark costs about as much as a change. `before` is how many rows had been changed when it was about to
    make its first change, None as long as it only reads.
    """

    def __init__(
        self, db: DurableTinyDB, tables: dict[str, tuple[Collection[Any], DurableTable]], *, shares: bool = False
    ) -> None:
        self.over = False
        self._db = db
        self._tables = tables
        self._shares = shares
        self._marked = False
        self._take_back_first: Callable[[], object] | None = None
        self.before: int | None = None

    def keep(self) -> None:
        """Keep what was changed."""
        if self._marked:
            self._db.storage.release_mark()
            self._marked = False

    def undo(self) -> None:
        """Take back what was changed, where others share the database's transaction."""
        if self._marked:
            self._db.storage.return_to_mark()
            self._marked = False
        first, self._take_back_first = self._take_back_first, None
        if first is not None and self._db.storage.in_transaction:
            first()

    def _about_to_change(self) -> bool:
        """Make ready for a change; return whether it is the one that is to be taken back without a mark."""
        self._check_open()
        if self.before is None:
            self.before = self._db.storage.changes
        if not self._shares or self._marked:
            return False
        if self._take_back_first is None:
            return True
        self._mark()
        return False

    def _mark(self) -> None:
        if self._shares and not self._marked:
            self._db.storage.mark()
            self._marked = True

    async def get(self, collection: Collection[T], key: str) -> Kept[T] | None:
        """Return the document, or None."""
        table = self._table(collection)
        found = table.bodies({"key": key}) if keepable(key) else ()
        return decode_kept(collection, found[0]) if found else None

    async def find(self, collection: Collection[T], **equals: str) -> list[Kept[T]]:
        """Return the documents whose declared fields hold these values, oldest first."""
        paths = _paths(collection, equals)
        found = self._table(collection).bodies(paths) if keepable(*equals.values()) else ()
        return [decode_kept(collection, body) for body in found]

    async def between(
        self,
        collection: Collection[T],
        field: str,
        start: dt.datetime | dt.date | str | None = None,
        end: dt.datetime | dt.date | str | None = None,
        *,
        limit: int | None = None,
        for_change: bool = False,  # noqa: ARG002 — nobody else is here to be skipped
    ) -> list[Kept[T]]:
        """Return documents with start <= field < end in order of a declared `ordered` field."""
        check_fields(collection, (field,), collection.ordered)
        found = self._table(collection).between(
            f"value.{field}",
            None if start is None else sortable(start),
            None if end is None else sortable(end),
            limit,
        )
        return [decode_kept(collection, body) for body in found]

    async def get_all(self, collection: Collection[T], keys: Iterable[str]) -> dict[str, Kept[T]]:
        """Return by their ids those of these documents that are there."""
        found = [await self.get(collection, key) for key in dict.fromkeys(keys)]
        return {kept.id: kept for kept in found if kept is not None}

    async def firsts(
        self, collection: Collection[T], field: str, spans: Sequence[tuple[str, str]]
    ) -> list[Kept[T] | None]:
        """Return for each span its first document, in order of a declared `ordered` field."""
        found = [await self.between(collection, field, start, end, limit=1) for start, end in spans]
        return [each[0] if each else None for each in found]

    async def put_all(self, collection: Collection[T], changes: Sequence[tuple[Kept[T], T]]) -> list[Kept[T] | None]:
        """Change documents that were read; None stands for one that has changed since."""
        texts = [_text(collection, kept.id, kept.version + 1, value) for kept, value in changes]
        self._about_to_change()
        self._mark()
        # A unique value may be refused half way; without any, nothing can go wrong after the texts are made.
        with self._db.transaction() if collection.unique else nullcontext():
            return [
                self._replaced(collection, kept, value, text)
                for (kept, value), text in zip(changes, texts, strict=True)
            ]

    async def all(self, collection: Collection[T]) -> AsyncIterator[Kept[T]]:
        """Go through every document, oldest first."""
        last = 0
        while found := self._table(collection).after(last, _PIECE):
            for last, body in found:  # noqa: B007 — it is where the next piece begins
                yield decode_kept(collection, body)
            await asyncio.sleep(0)

    async def count(self, collection: Collection[T], **equals: str) -> int:
        """Return how many documents there are, or how many hold these values."""
        paths = _paths(collection, equals)
        return self._table(collection).number(paths) if keepable(*equals.values()) else 0

    async def add(self, collection: Collection[T], key: str, value: T) -> Kept[T]:
        """Keep a new document."""
        key = check_key(key)
        table = self._table(collection)
        text = _text(collection, key, 1, value)
        first = self._about_to_change()
        try:
            doc_id = table.keep(text)
        except AlreadyThere as fault:
            table.forget()
            raise AlreadyThere(f"{collection.name} {key}, or a unique value of it, is there already.") from fault
        if first:
            self._take_back_first = lambda: table.take_away(doc_id)
        return Kept(key, value, 1)

    async def put(self, collection: Collection[T], kept: Kept[T], value: T) -> Kept[T]:
        """Change a document that was read."""
        text = _text(collection, kept.id, kept.version + 1, value)
        first = self._about_to_change()
        table = self._table(collection)
        was = table.bodies({"key": kept.id}) if first else ()
        put = self._replaced(collection, kept, value, text)
        if put is None:
            raise _changed(collection, kept)
        if was:
            self._take_back_first = lambda: table.replace({"key": kept.id}, was[0])
        return put

    async def remove(self, collection: Collection[T], kept: Kept[T]) -> None:
        """Take a document away."""
        self._about_to_change()
        self._mark()
        changed = self._table(collection).discard({"key": kept.id, "version": kept.version})
        if not changed:
            raise _changed(collection, kept)

    def _check_open(self) -> None:
        if self.over:
            raise StoreFault("The transaction is over.")

    def _table(self, collection: Collection[Any]) -> DurableTable:
        self._check_open()
        known = self._tables.get(collection.name)
        if known is not None and known[0] is collection:
            return known[1]
        table = self._db.table(
            collection.name,
            equal=tuple(f"value.{name}" for name in collection.equal),
            ordered=tuple(f"value.{name}" for name in collection.ordered),
            unique=("key", *(f"value.{name}" for name in collection.unique)),
        )
        self._tables[collection.name] = (collection, table)
        return table

    def _replaced(self, collection: Collection[T], kept: Kept[T], value: T, text: str) -> Kept[T] | None:
        try:
            changed = self._table(collection).replace({"key": kept.id, "version": kept.version}, text)
        except AlreadyThere as fault:
            raise AlreadyThere(f"A unique value of {collection.name} {kept.id} is there already.") from fault
        return Kept(kept.id, value, kept.version + 1) if changed else None


def _changed(collection: Collection[Any], kept: Kept[Any]) -> Conflict:
    return Conflict(f"{collection.name} {kept.id} has changed since it was read.")


def _text(collection: Collection[T], key: str, version: int, value: T) -> str:
    return text_of(collection, {"key": key, "version": version, "value": encode(collection, value)})


def _paths(collection: Collection[Any], equals: dict[str, str]) -> dict[str, str]:
    check_fields(collection, tuple(equals), collection.equal + collection.unique)
    return {f"value.{name}": str(value) for name, value in equals.items()}
