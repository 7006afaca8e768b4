"""The Store port on PostgreSQL: several replicas, one truth.

Every collection is a table of JSONB documents with indexes on its declared fields. Transactions are READ COMMITTED:
what two replicas may decide at the same time is kept apart by versions (Conflict), unique fields (AlreadyThere),
claims (`between(..., for_change=True)`) and `alone`.
"""

import asyncio
import datetime as dt
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

import msgspec
import psycopg
from psycopg import AsyncConnection, errors
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.sql import SQL, Composable, Identifier
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

from bot.core.ports import AlreadyThere, Collection, Conflict, Kept, StoreFault, StoreInDoubt, Transaction
from bot.store.documents import check_fields, check_key, decode_text, encode, keepable, sortable, text_of
from bot.store.locks import KeyedLocks
from bot.store.migrations import MIGRATIONS, Migration
from bot.store.schema import Connection, column_of, migrate, prepare

T = TypeVar("T")
R = TypeVar("R")

TRIES: Final = 8
"""How often a use case runs before its Conflict, or the loss of the connection, is told."""

CONNECTIONS: Final = 10
"""Connections for transactions, and as many for those who are `alone`; PostgreSQL allows 100 in all by default."""

PATIENCE: Final = 5.0
"""Seconds to wait for a connection before the fault is told; somebody waits for an answer."""

NOTICES: Final = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000}
"""How soon a connection whose other end is gone without a word is given up (seconds; the last in milliseconds). The
system's own way takes a quarter of an hour to two hours. What the address says itself goes before."""

_PIECE: Final = 500
_EVERYTHING: Final = SQL("")


class ConnectionLost(StoreFault):
    """PostgreSQL went away before the commit; nothing was written."""


async def open_postgresql(url: str, *, migrations: Sequence[Migration] = MIGRATIONS) -> "PostgresStore":
    """Return the store in the database that `url` names; its schema is made or migrated first.

    Raises:
        StoreFault: PostgreSQL does not answer, or a newer version of the bot wrote the documents.
    """
    try:
        async with await AsyncConnection.connect(url, connect_timeout=int(PATIENCE)) as connection:
            await migrate(connection, migrations)
    except psycopg.Error as fault:
        raise StoreFault(f"PostgreSQL cannot be used: {_told(fault)}") from fault
    store = PostgresStore(url)
    await store.open()
    return store


class PostgresStore:
    """The store of any number of replicas; see the port."""

    def __init__(self, url: str) -> None:
        self.commits = 0
        self.stopped = ""
        self._url = url
        self._pool = _pool(url)
        self._alone = _pool(url)
        self._here = KeyedLocks()
        self._prepared: dict[str, Collection[Any]] = {}
        self._preparing = asyncio.Lock()

    @property
    def lets_go(self) -> bool:
        """Whether whoever waits for it no longer is free at once: what is under way is ended over the network."""
        return False

    async def open(self) -> None:
        """Connect; called once, by `open_postgresql`."""
        await self._pool.open()
        await self._alone.open()

    async def run(self, work: Callable[[Transaction], Awaitable[R]], *, soon: bool = False) -> R:
        """Do `work` in one transaction; see the port."""
        met = False
        for attempt in range(TRIES - 1):
            try:
                return await self._once(work, soon)
            except AlreadyThere:
                # Another replica may have added it between our looking and our adding; the second look sees it.
                if met:
                    raise
                met = True
            except ConnectionLost:
                await self._pool.check()
            except Conflict:
                # Those who collided once would collide again if all came back at the same moment.
                await asyncio.sleep(random.uniform(0, 0.005 * 2**attempt))  # noqa: S311 — spreading, not secrecy
        return await self._once(work, soon)

    async def _once(self, work: Callable[[Transaction], Awaitable[R]], soon: bool) -> R:
        try:
            async with self._pool.connection() as connection:
                transaction = PostgresTransaction(self, connection)
                try:
                    if soon:
                        await connection.execute("SET LOCAL synchronous_commit = off")
                    result = await work(transaction)
                finally:
                    transaction.over = True
                if connection.info.transaction_status == TransactionStatus.INERROR:
                    # COMMIT would answer ROLLBACK without a word of complaint.
                    raise StoreFault("A statement of the transaction failed; nothing was written.")
                await self._commit(connection, transaction)
                return result
        except PoolClosed as fault:
            raise StoreFault("The store is closed.") from fault
        except PoolTimeout as fault:
            raise StoreFault("PostgreSQL does not answer; nothing was written.") from fault

    async def _commit(self, connection: Connection, transaction: "PostgresTransaction") -> None:
        try:
            await connection.commit()
        except psycopg.Error as fault:
            if not connection.broken or transaction.number is None:
                raise _fault(fault, connection) from fault
            if not await self._committed(transaction.number):
                raise ConnectionLost("The connection was lost before the commit.") from fault
        if transaction.number is not None:
            self.commits += 1

    async def _committed(self, number: int) -> bool:
        """Return whether the transaction was committed whose connection was lost while it said so."""
        for _ in range(TRIES):
            try:
                await self._pool.check()
                async with self._pool.connection() as connection:
                    cursor = await connection.execute("SELECT pg_xact_status(%s::text::xid8)", (str(number),))
                    row = await cursor.fetchone()
                if row is not None and row[0] != "in progress":
                    return bool(row[0] == "committed")
            except (psycopg.Error, PoolTimeout):
                pass
            await asyncio.sleep(0.5)
        raise StoreInDoubt("The connection was lost at the commit; nobody knows whether the change was written.")

    @asynccontextmanager
    async def alone(self, key: str) -> AsyncIterator[None]:
        """Let one at a time be in the block with this key, among all replicas."""
        # Those of this replica queue here first, so that a key never takes more than one connection.
        async with self._here.hold(key):
            try:
                async with self._alone.connection() as connection:
                    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", (key,))
                    yield
            except PoolClosed as fault:
                raise StoreFault("The store is closed.") from fault
            except PoolTimeout as fault:
                raise StoreFault("PostgreSQL does not answer.") from fault
            except psycopg.OperationalError as fault:
                raise StoreFault(f"PostgreSQL was lost: {_told(fault)}") from fault

    async def wipe(self) -> None:
        """Do nothing: what a row was before a change is PostgreSQL's own to clear away (autovacuum, its log)."""

    async def close(self) -> None:
        """Let go of all connections."""
        await self._pool.close()
        await self._alone.close()

    async def prepare(self, collection: Collection[Any]) -> None:
        """Make sure that the collection's table and exactly its declared indexes are there."""
        if self._prepared.get(collection.name) == collection:
            return
        async with self._preparing:
            if self._prepared.get(collection.name) == collection:
                return
            # A connection of its own: the table must be there for all, whatever becomes of this transaction.
            try:
                async with await AsyncConnection.connect(self._url, connect_timeout=int(PATIENCE)) as connection:
                    await prepare(connection, collection)
            except psycopg.Error as fault:
                raise StoreFault(f"{collection.name} cannot be prepared: {_told(fault)}") from fault
            self._prepared[collection.name] = collection


class PostgresTransaction:
    """The reads and writes of one transaction on PostgreSQL; see the port."""

    def __init__(self, store: PostgresStore, connection: Connection) -> None:
        self.over = False
        self.number: int | None = None
        self._store = store
        self._connection = connection

    async def get(self, collection: Collection[T], key: str) -> Kept[T] | None:
        """Return the document, or None."""
        found = await self._read(collection, SQL("WHERE key = %s"), (key,)) if keepable(key) else []
        return found[0] if found else None

    async def find(self, collection: Collection[T], **equals: str) -> list[Kept[T]]:
        """Return the documents whose declared fields hold these values, oldest first."""
        where, given = _where(collection, equals)
        return await self._read(collection, where + SQL(" ORDER BY seq"), given) if keepable(*equals.values()) else []

    async def between(
        self,
        collection: Collection[T],
        field: str,
        start: dt.datetime | dt.date | str | None = None,
        end: dt.datetime | dt.date | str | None = None,
        *,
        limit: int | None = None,
        for_change: bool = False,
    ) -> list[Kept[T]]:
        """Return documents with start <= field < end in order of a declared `ordered` field."""
        check_fields(collection, (field,), collection.ordered)
        column = column_of(field)
        where: Composable = SQL("WHERE {} IS NOT NULL").format(column)
        given: list[object] = []
        if start is not None:
            where += SQL(" AND {} >= %s").format(column)
            given.append(sortable(start))
        if end is not None:
            where += SQL(" AND {} < %s").format(column)
            given.append(sortable(end))
        where += SQL(" ORDER BY {}, seq LIMIT %s").format(column)
        given.append(limit)
        if for_change:
            where += SQL(" FOR UPDATE SKIP LOCKED")
        return await self._read(collection, where, given)

    async def get_all(self, collection: Collection[T], keys: Iterable[str]) -> dict[str, Kept[T]]:
        """Return by their ids those of these documents that are there, in one question."""
        wanted = {key: None for key in keys if keepable(key)}
        where = SQL("WHERE key IN (SELECT jsonb_array_elements_text(%s::jsonb))")
        found = await self._read(collection, where, (_listed([*wanted]),)) if wanted else []
        return {kept.id: kept for kept in found}

    async def firsts(
        self, collection: Collection[T], field: str, spans: Sequence[tuple[str, str]]
    ) -> list[Kept[T] | None]:
        """Return for each span its first document, in one question."""
        check_fields(collection, (field,), collection.ordered)
        column = column_of(field)
        select = SQL(
            "SELECT span.number, found.key, found.version, found.body "
            "FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS span (ends, number) CROSS JOIN LATERAL ("
            "SELECT key, version, body::text FROM {} WHERE {column} >= span.ends->>0 AND {column} < span.ends->>1 "
            "ORDER BY {column}, seq LIMIT 1) AS found"
        )
        firsts: list[Kept[T] | None] = [None] * len(spans)
        for number, key, version, body in (
            await self._rows(collection, select, (_listed(spans),), column=column) if spans else ()
        ):
            firsts[number - 1] = Kept(key, decode_text(collection, body), version)
        return firsts

    async def put_all(self, collection: Collection[T], changes: Sequence[tuple[Kept[T], T]]) -> list[Kept[T] | None]:
        """Change documents that were read, in one statement; None stands for one that has changed since."""
        update = SQL(
            "UPDATE {} AS kept SET body = given.body, version = kept.version + 1 "
            "FROM jsonb_to_recordset(%s::jsonb) AS given (key text, version bigint, body jsonb) "
            "WHERE kept.key = given.key AND kept.version = given.version "
            "RETURNING kept.key, pg_current_xact_id()::text"
        )
        if not changes:
            return []
        given = ",".join(
            f'{{"key":{_listed(kept.id)},"version":{kept.version},"body":{_body(collection, value)}}}'
            for kept, value in changes
        )
        rows = await self._unique_rows(collection, update, (f"[{given}]",))
        for _, number in rows[:1]:
            self.number = int(number)
        done = {key for key, _ in rows}
        return [Kept(kept.id, value, kept.version + 1) if kept.id in done else None for kept, value in changes]

    async def all(self, collection: Collection[T]) -> AsyncIterator[Kept[T]]:
        """Go through every document, oldest first."""
        last = 0
        select = SQL("SELECT key, version, body::text, seq FROM {} WHERE seq > %s ORDER BY seq LIMIT %s")
        while rows := await self._rows(collection, select, (last, _PIECE)):
            for key, version, body, seq in rows:
                last = seq
                yield Kept(key, decode_text(collection, body), version)

    async def count(self, collection: Collection[T], **equals: str) -> int:
        """Return how many documents there are, or how many hold these values."""
        where, given = _where(collection, equals)
        if not keepable(*equals.values()):
            return 0
        rows = await self._rows(collection, SQL("SELECT count(*) FROM {} "), given, where)
        return int(rows[0][0])

    async def add(self, collection: Collection[T], key: str, value: T) -> Kept[T]:
        """Keep a new document."""
        key = check_key(key)
        body = _body(collection, value)
        insert = SQL(
            "INSERT INTO {} (key, body) VALUES (%s, %s::jsonb) ON CONFLICT DO NOTHING "
            "RETURNING pg_current_xact_id()::text"
        )
        rows = await self._rows(collection, insert, (key, body))
        self._wrote(rows, AlreadyThere(f"{collection.name} {key}, or a unique value of it, is there already."))
        return Kept(key, value, 1)

    async def put(self, collection: Collection[T], kept: Kept[T], value: T) -> Kept[T]:
        """Change a document that was read."""
        body = _body(collection, value)
        update = SQL(
            "UPDATE {} SET body = %s::jsonb, version = version + 1 WHERE key = %s AND version = %s "
            "RETURNING pg_current_xact_id()::text"
        )
        rows = await self._unique_rows(collection, update, (body, kept.id, kept.version))
        self._wrote(rows, _changed(collection, kept))
        return Kept(kept.id, value, kept.version + 1)

    async def remove(self, collection: Collection[T], kept: Kept[T]) -> None:
        """Take a document away."""
        delete = SQL("DELETE FROM {} WHERE key = %s AND version = %s RETURNING pg_current_xact_id()::text")
        self._wrote(await self._rows(collection, delete, (kept.id, kept.version)), _changed(collection, kept))

    async def _unique_rows(
        self, collection: Collection[Any], statement: SQL, given: Sequence[object]
    ) -> list[tuple[Any, ...]]:
        """Run a statement that a unique value may refuse; the transaction goes on all the same."""
        if not collection.unique:
            return await self._rows(collection, statement, given)
        await self._store.prepare(collection)
        try:
            # Only a savepoint lets the transaction go on after a refused statement.
            async with self._connection.transaction():
                return await self._rows(collection, statement, given)
        except psycopg.Error as fault:
            raise _fault(fault, self._connection) from fault

    async def _read(self, collection: Collection[T], rest: Composable, given: Sequence[object]) -> list[Kept[T]]:
        rows = await self._rows(collection, SQL("SELECT key, version, body::text FROM {} "), given, rest)
        return [Kept(key, decode_text(collection, body), version) for key, version, body in rows]

    async def _rows(
        self,
        collection: Collection[Any],
        statement: SQL,
        given: Sequence[object],
        rest: Composable = _EVERYTHING,
        **parts: Composable,
    ) -> list[tuple[Any, ...]]:
        if self.over:
            raise StoreFault("The transaction is over.")
        await self._store.prepare(collection)
        try:
            cursor = await self._connection.execute(
                statement.format(Identifier(collection.name), **parts) + rest, given
            )
            return await cursor.fetchall()
        except psycopg.Error as fault:
            raise _fault(fault, self._connection) from fault

    def _wrote(self, rows: list[tuple[Any, ...]], otherwise: StoreFault) -> None:
        if not rows:
            raise otherwise
        self.number = int(rows[0][0])


def _pool(url: str) -> AsyncConnectionPool[Connection]:
    told = conninfo_to_dict(url)
    return AsyncConnectionPool(
        url,
        kwargs={name: value for name, value in NOTICES.items() if name not in told},
        min_size=1,
        max_size=CONNECTIONS,
        timeout=PATIENCE,
        # Its own pauses between attempts double up to minutes; given up this soon, the next who asks tries anew.
        reconnect_timeout=PATIENCE,
        open=False,
        configure=_configured,
    )


async def _configured(connection: Connection) -> None:
    """Keep to the indexes: all that is asked for has one, and a plan made while a table was small outlives that.

    Compiling (jit) is for reports; our questions are over before it has begun.
    """
    await connection.execute(
        "SELECT set_config(name, 'off', false) FROM unnest(%s::text[]) AS name",
        (["enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit"],),
    )
    await connection.commit()


def _where(collection: Collection[Any], equals: dict[str, str]) -> tuple[Composable, list[object]]:
    check_fields(collection, tuple(equals), collection.equal + collection.unique)
    if not equals:
        return SQL(""), []
    conditions = SQL(" AND ").join(SQL("{} = %s").format(column_of(name)) for name in equals)
    return SQL("WHERE ") + conditions, [str(value) for value in equals.values()]


def _body(collection: Collection[T], value: T) -> str:
    return text_of(collection, encode(collection, value))


def _listed(values: object) -> str:
    # JSON and no array: psycopg takes five times as long to write an array of texts, item by item.
    return msgspec.json.encode(values).decode()


def _changed(collection: Collection[Any], kept: Kept[Any]) -> Conflict:
    return Conflict(f"{collection.name} {kept.id} has changed since it was read.")


def _fault(fault: psycopg.Error, connection: Connection) -> StoreFault:
    if isinstance(fault, errors.UniqueViolation):
        return AlreadyThere("A document with the same unique value is there already.")
    if isinstance(fault, errors.SerializationFailure | errors.DeadlockDetected):
        return Conflict("Two transactions met; this one gave way.")
    if connection.broken or connection.closed:
        return ConnectionLost(f"The connection to PostgreSQL was lost: {_told(fault)}")
    return StoreFault(f"PostgreSQL refused: {_told(fault)}")


def _told(fault: psycopg.Error) -> str:
    return " ".join(str(fault).split())
