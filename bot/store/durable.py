# ruff: noqa: S608 — names are quoted by `_quoted` and checked by `_field`; values are always bound.
"""TinyDB made durable: its tables and queries as they are, with the standard library's SQLite under them.

Stock TinyDB writes the whole file anew at every call and is left unreadable by a stop at the wrong moment. Here every
TinyDB table is a SQLite table of JSON texts in write-ahead mode; a call writes the documents it changed and no others.
TinyDB's own extension points are used (`storage`, `table_class`) and four private hooks of `Table`: `_read_table`,
`_update_table`, `_next_id`, and the hash of a query. tests/store/test_tinydb_hooks.py holds them in place.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from bot.core.ports import AlreadyThere, StoreBusy, StoreFault, StoreStopped, Unserialisable
from bot.store.migrations import MIGRATIONS, Migration, migrated, needed, version_of

APPLICATION_ID: Final = 0x53424F54
"""What SQLite's header says of a file that is ours ("SBOT")."""

OPENS_WITHIN: Final = 5.0
"""Seconds to wait at the opening for another process that writes to the file, such as a backup being put back."""

CACHE_KB: Final = 8_192
"""How much of the file SQLite keeps in memory; what it does not keep comes from the system's own cache of the file."""

GIVEN_UP: Final = "The transaction was given up by the database; nothing was written."

_PATH: Final = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")

Connect = Callable[..., sqlite3.Connection]
Row = tuple[int, str]


class SqliteStorage(Storage):
    """One SQLite file under all tables of a TinyDB.

    `path` None keeps everything in memory under the same contract. `connect` opens the file (tests give one that fails
    on purpose). A call outside `transaction()` is a transaction of its own and durable when it returns.

    Raises:
        StoreBusy: another process has the file open.
        StoreFault: the file cannot be opened, is not ours or was written by a newer version.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
        connect: Connect = sqlite3.connect,
    ) -> None:
        super().__init__()
        self.path = path
        self.prepared: dict[str, DurableTable] = {}
        self.stopped = ""
        self._open = False
        self._lock = None if path is None else locked(path)
        try:
            self._connection = _connected(path, connect)
        except BaseException:
            self._unlock()
            raise
        try:
            self._migrate(migrations)
        except BaseException:
            self.close()
            raise

    # Statements

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement; raises AlreadyThere, StoreStopped or another StoreFault, never sqlite3's own."""
        if self.stopped:
            raise StoreStopped(self.stopped)
        if self._open and not self._connection.in_transaction:
            raise StoreFault(GIVEN_UP)
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as fault:
            raise self._fault(fault) from fault

    @property
    def changes(self) -> int:
        """Rows changed since the file was opened, rolled back ones too."""
        return self._connection.total_changes

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open in the database itself."""
        return self._connection.in_transaction

    def begin(self) -> None:
        """Open a transaction for writing."""
        self.execute("BEGIN IMMEDIATE")
        self._open = True

    def check(self) -> None:
        """Raise StoreFault when the database has given up the open transaction by itself."""
        if self._open and not self._connection.in_transaction:
            raise StoreFault(GIVEN_UP)

    def commit(self) -> None:
        """Make everything since `begin` durable, or raise and keep nothing of it."""
        try:
            self.execute("COMMIT")
        except BaseException:
            self.rollback()
            raise
        self._open = False

    def rollback(self) -> None:
        """Forget everything since `begin`."""
        self._open = False
        self.forget()
        with suppress(sqlite3.Error):  # the fault that led here is the one to tell
            self._connection.rollback()

    def forget(self) -> None:
        """Forget what was remembered of the tables, since a rollback may have taken it back."""
        for table in self.prepared.values():
            table.forget()
        self.prepared.clear()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what is in the block together or not at all, over as many tables as there are; may be nested."""
        if not self._open:
            self.begin()
            try:
                yield
            except BaseException:
                self.rollback()
                raise
            self.commit()
            return
        self.mark()
        try:
            yield
        except BaseException:
            self.return_to_mark()
            raise
        self.release_mark()

    def mark(self) -> None:
        """Set a mark in the open transaction to which it can be taken back; marks may be set one within another."""
        self.execute("SAVEPOINT nested")

    def release_mark(self) -> None:
        """Keep what was written since the last mark, as far as the transaction is kept."""
        self.execute("RELEASE nested")

    def return_to_mark(self) -> None:
        """Forget everything since the last mark; nothing to do where the database has given up the transaction."""
        self.forget()
        if self._connection.in_transaction:
            self.execute("ROLLBACK TO nested")
            self.execute("RELEASE nested")

    def prepare(self, table: "DurableTable") -> None:
        """Make sure that the table and exactly its declared indexes are there."""
        if self.prepared.get(table.name) is table:
            return
        with self.transaction():
            if not self.execute("SELECT 1 FROM tinydb WHERE name = ?", (table.name,)).fetchone():
                self.execute(
                    f"CREATE TABLE IF NOT EXISTS {table.sql} (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL)"
                )
                self.execute("INSERT INTO tinydb (name) VALUES (?)", (table.name,))
            there = {
                name
                for (name,) in self.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
                    ("documents:" + table.name,),
                )
            }
            for name in there - set(table.indexes):
                self.execute(f"DROP INDEX {_quoted(name)}")
            for name in set(table.indexes) - there:
                self.execute(table.indexes[name])
        self.prepared[table.name] = table

    # TinyDB's storage interface

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return every table with all its documents; TinyDB asks for this when it lists or drops tables."""
        names = [name for (name,) in self.execute("SELECT name FROM tinydb ORDER BY name")]
        return {name: {str(key): json.loads(body) for key, body in self._documents(name)} for name in names} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables be these and no others; ids that were given out are not given out again."""
        with self.transaction():
            present = {name for (name,) in self.execute("SELECT name FROM tinydb")}
            for name in present - set(data):
                self.execute(f"DELETE FROM {table_sql(name)}")
                self.execute("DELETE FROM tinydb WHERE name = ?", (name,))
            for name, documents in data.items():
                self.prepare(self.prepared.get(name) or DurableTable(self, name))
                kept = dict(self._documents(name))
                wanted = {int(key): written(document) for key, document in documents.items()}
                for key in kept.keys() - wanted.keys():
                    self.execute(f"DELETE FROM {table_sql(name)} WHERE id = ?", (key,))
                for key, body in wanted.items():
                    if kept.get(key) != body:
                        self.execute(upsert_sql(name), (key, body))
            self.forget()

    def close(self) -> None:
        """Close the file and let others open it."""
        if self._open:
            self.rollback()
        self._connection.close()
        self._unlock()

    def _documents(self, name: str) -> list[Row]:
        return self.execute(f"SELECT id, body FROM {table_sql(name)} ORDER BY id").fetchall()

    def _migrate(self, migrations: Sequence[Migration]) -> None:
        version = self.execute("PRAGMA user_version").fetchone()[0]
        mark = self.execute("PRAGMA application_id").fetchone()[0]
        empty = self.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if not empty and mark != APPLICATION_ID:
            raise StoreFault(f"{self.path} is not a store of this bot.")
        if not empty and version == version_of(migrations):
            return
        with self.transaction():
            if empty:
                self.execute("CREATE TABLE tinydb (name TEXT PRIMARY KEY) WITHOUT ROWID")
                self.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            else:
                self._migrate_documents(needed(version, migrations))
            self.execute(f"PRAGMA user_version = {version_of(migrations)}")

    def _migrate_documents(self, steps: Sequence[Migration]) -> None:
        for (name,) in self.execute("SELECT name FROM tinydb").fetchall():
            for key, body in self._documents(name):
                document = json.loads(body)
                # The store keeps a value in an envelope of its own; what the migrations know is the value.
                inner = "value" in document and "version" in document
                changed = migrated(name, document["value"] if inner else document, steps)
                if changed is None:
                    self.execute(f"DELETE FROM {table_sql(name)} WHERE id = ?", (key,))
                else:
                    text = written({**document, "value": changed} if inner else changed)
                    if text != body:
                        self.execute(upsert_sql(name), (key, text))

    def _fault(self, fault: sqlite3.Error) -> StoreFault:
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
            return AlreadyThere(f"A document with the same unique value is there already ({fault}).")
        if code & 0xFF == sqlite3.SQLITE_FULL:
            return StoreFault(f"The disk is full; nothing was written ({self.path}).")
        if code & 0xFF == sqlite3.SQLITE_READONLY:
            return StoreFault(f"The store cannot be written to; nothing was written ({self.path}: {fault}).")
        if code & 0xFF == sqlite3.SQLITE_BUSY:
            return StoreBusy(f"Another program holds the store; nothing was written ({self.path}).")
        if code & 0xFF in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            # After a failed fsync the system may say that a later one went well though the pages are gone.
            self.stopped = (
                f"The disk failed ({fault}). The store has stopped; what was acknowledged is kept. "
                f"See to the disk of {self.path} and start the bot again."
            )
            return StoreStopped(self.stopped)
        return StoreFault(f"The store refused: {fault}")

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


class _Documents(Mapping[str, dict[str, Any]]):
    """The documents of one table, read when they are asked for. TinyDB reads with ids as text."""

    def __init__(self, storage: SqliteStorage, sql: str) -> None:
        self._storage = storage
        self._sql = sql

    def __getitem__(self, key: str) -> dict[str, Any]:
        row = self._storage.execute(f"SELECT body FROM {self._sql} WHERE id = ?", (int(key),)).fetchone()
        if row is None:
            raise KeyError(key)
        document: dict[str, Any] = json.loads(row[0])
        return document

    def __iter__(self) -> Iterator[str]:
        for (key,) in self._storage.execute(f"SELECT id FROM {self._sql} ORDER BY id").fetchall():
            yield str(key)

    def __len__(self) -> int:
        number: int = self._storage.execute(f"SELECT count(*) FROM {self._sql}").fetchone()[0]
        return number

    def items(self) -> Any:
        """Go through ids and documents in one reading."""
        for key, body in self._storage.execute(f"SELECT id, body FROM {self._sql} ORDER BY id").fetchall():
            yield str(key), json.loads(body)


class _Changes(MutableMapping[int, Any]):
    """The documents of one table while TinyDB changes them. `save` writes those that became different."""

    def __init__(self, storage: SqliteStorage, name: str) -> None:
        self._storage = storage
        self._name = name
        self._sql = table_sql(name)
        self._read: dict[int, str] = {}
        self._now: dict[int, Any] = {}
        self._gone: set[int] = set()
        self._cleared = False

    def _body(self, key: int) -> str | None:
        if self._cleared or key in self._gone:
            return None
        row = self._storage.execute(f"SELECT body FROM {self._sql} WHERE id = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def __getitem__(self, key: int) -> Any:
        if key in self._now:
            return self._now[key]
        body = self._body(key)
        if body is None:
            raise KeyError(key)
        self._read[key] = body
        self._now[key] = json.loads(body)
        return self._now[key]

    def __contains__(self, key: object) -> bool:
        return key in self._now or (isinstance(key, int) and self._body(key) is not None)

    def __setitem__(self, key: int, document: Any) -> None:
        self._now[key] = document

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._now.pop(key, None)
        self._gone.add(key)

    def __iter__(self) -> Iterator[int]:
        kept: set[int] = set()
        if not self._cleared:
            kept = {key for (key,) in self._storage.execute(f"SELECT id FROM {self._sql}")} - self._gone
        yield from sorted(kept | self._now.keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Take every document away."""
        self._now.clear()
        self._gone.clear()
        self._cleared = True

    def save(self) -> None:
        """Write what became different, nothing else."""
        texts = {key: written(document) for key, document in self._now.items()}
        if self._cleared:
            self._storage.execute(f"DELETE FROM {self._sql}")
        for key in self._gone - texts.keys():
            self._storage.execute(f"DELETE FROM {self._sql} WHERE id = ?", (key,))
        for key, body in texts.items():
            if self._read.get(key) != body or self._cleared:
                self._storage.execute(upsert_sql(self._name), (key, body))


class DurableTable(Table):
    """A TinyDB table whose documents are rows, with indexes on declared fields.

    `equal`, `ordered` and `unique` are paths of fields, with dots for fields of fields (`"value.state"`). Give them
    through TinyDB's own `db.table(name, equal=...)`. Queries for equality on an indexed field use the index.
    """

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = 0,
        persist_empty: bool = False,
        *,
        equal: Iterable[str] = (),
        ordered: Iterable[str] = (),
        unique: Iterable[str] = (),
    ) -> None:
        if not isinstance(storage, SqliteStorage):
            raise TypeError("A DurableTable stands on a SqliteStorage.")
        self._rows = storage
        self._next_id: int | None = None  # type: ignore[assignment]  # TinyDB infers less than it uses
        self.sql = table_sql(name)
        self._insert = f"INSERT INTO {self.sql} (body) VALUES (?)"
        self._wheres: dict[tuple[str, ...], str] = {}
        self._fields = {path: _field(path) for path in (*equal, *ordered, *unique)}
        self.indexes = {
            f"{kind}:{name}:{path}": f"CREATE {'UNIQUE ' * (kind == 'unique')}INDEX "
            f"{_quoted(f'{kind}:{name}:{path}')} ON {self.sql} ({self._fields[path]})"
            for kind, paths in (("equal", equal), ("ordered", ordered), ("unique", unique))
            for path in paths
        }
        self.declared = (tuple(equal), tuple(ordered), tuple(unique))
        # A cache of whole results would outlive a rollback, and the indexes are faster than it is right.
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    def forget(self) -> None:
        """Forget the next id, since a rollback may have taken it back."""
        self._next_id = None
        self.clear_cache()

    # What the store asks for directly

    def equals(self, values: Mapping[str, str]) -> list[Document]:
        """Return the documents whose fields hold these values, oldest first."""
        where, given = self._where(values)
        return self._found(f"SELECT id, body FROM {self.sql}{where} ORDER BY id", given)

    def number(self, values: Mapping[str, str]) -> int:
        """Return how many documents' fields hold these values."""
        self._rows.prepare(self)
        where, given = self._where(values)
        number: int = self._rows.execute(f"SELECT count(*) FROM {self.sql}{where}", given).fetchone()[0]
        return number

    def between(self, path: str, start: str | None, end: str | None, limit: int | None) -> list[Document]:
        """Return the documents with start <= field < end, in order of the field, then of age."""
        field = self._fields[path]
        conditions, given = [f"{field} IS NOT NULL"], list[object]()
        if start is not None:
            conditions.append(f"{field} >= ?")
            given.append(start)
        if end is not None:
            conditions.append(f"{field} < ?")
            given.append(end)
        given.append(-1 if limit is None else limit)
        where = " AND ".join(conditions)
        return self._found(f"SELECT id, body FROM {self.sql} WHERE {where} ORDER BY {field}, id LIMIT ?", given)

    def after(self, doc_id: int, limit: int) -> list[Document]:
        """Return the next documents in order of age, to go through a big table in pieces."""
        return self._found(f"SELECT id, body FROM {self.sql} WHERE id > ? ORDER BY id LIMIT ?", (doc_id, limit))

    def keep(self, text: str) -> None:
        """Keep a new document that is JSON text already."""
        self._rows.prepare(self)
        self._next_id = None
        self._change(self._insert, (text,))

    def replace(self, values: Mapping[str, object], text: str) -> int:
        """Put JSON text in the place of the documents whose fields hold these values; return how many."""
        self._rows.prepare(self)
        where, given = self._where(values)
        return self._change(f"UPDATE {self.sql} SET body = ?{where}", (text, *given))

    def discard(self, values: Mapping[str, object]) -> int:
        """Take the documents away whose fields hold these values; return how many."""
        self._rows.prepare(self)
        where, given = self._where(values)
        return self._change(f"DELETE FROM {self.sql}{where}", given)

    def _change(self, sql: str, given: Sequence[object]) -> int:
        # One statement happens whole or not at all; TinyDB's own ways need a savepoint, since they may make several.
        changed = self._rows.execute(sql, given).rowcount
        self.clear_cache()
        return changed

    # TinyDB's interface, where an index spares reading everything

    def search(self, cond: QueryLike) -> list[Document]:
        """Return the documents that fit a query, oldest first."""
        candidates = self._candidates(cond)
        if candidates is None:
            return super().search(cond)
        return [document for document in candidates if cond(document)]

    def get(  # type: ignore[override]  # TinyDB's overloads say the same
        self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: list[int] | None = None
    ) -> Document | list[Document] | None:
        """Return the document with an id, those with several ids, or the first that fits a query."""
        if doc_id is not None:
            return super().get(cond, doc_id=doc_id)
        if doc_ids is not None:
            found = (super(DurableTable, self).get(doc_id=each) for each in sorted(set(doc_ids)))
            return [document for document in found if document is not None]
        if cond is None:
            raise RuntimeError("Give a query, doc_id or doc_ids.")
        candidates = self._candidates(cond)
        if candidates is None:
            return super().get(cond)
        return next((document for document in candidates if cond(document)), None)

    def _candidates(self, cond: QueryLike) -> list[Document] | None:
        values = dict(equalities(getattr(cond, "_hash", None)))
        usable = {path: value for path, value in values.items() if path in self._fields}
        return self.equals(usable) if usable else None

    def _where(self, values: Mapping[str, object]) -> tuple[str, tuple[object, ...]]:
        paths = tuple(values)
        where = self._wheres.get(paths)
        if where is None:
            # Left to choose among the indexes, SQLite may take that of a field which nearly all documents share: only
            # the first is looked up, the plus keeps the others from it.
            fields = [self._fields.get(path) or _field(path) for path in paths]
            conditions = " AND ".join(f"{'+' * (place > 0)}{field} = ?" for place, field in enumerate(fields))
            where = self._wheres[paths] = f" WHERE {conditions}" if paths else ""
        return where, tuple(values.values())

    def _found(self, sql: str, given: Sequence[object]) -> list[Document]:
        self._rows.prepare(self)
        return [Document(msgspec.json.decode(body), key) for key, body in self._rows.execute(sql, given)]

    # TinyDB's private hooks

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        self._rows.prepare(self)
        return _Documents(self._rows, self.sql)  # type: ignore[return-value]  # read as a mapping only

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._rows.transaction():
            self._rows.prepare(self)
            changes = _Changes(self._rows, self.name)
            updater(changes)  # type: ignore[arg-type]  # used as a mutable mapping only
            changes.save()
        self.clear_cache()

    def _get_next_id(self) -> int:
        if self._next_id is None:
            self._rows.prepare(self)
            row = self._rows.execute(
                "SELECT seq FROM sqlite_sequence WHERE name = ?", ("documents:" + self.name,)
            ).fetchone()
            self._next_id = int(row[0]) + 1 if row else 1
        key = self._next_id
        self._next_id = key + 1
        return key


class DurableTinyDB(TinyDB):
    """A TinyDB on a durable file: `DurableTinyDB(path)`, or in memory without a path."""

    table_class = DurableTable
    default_storage_class = SqliteStorage  # type: ignore[assignment]  # TinyDB names its own default's type

    @property
    def storage(self) -> SqliteStorage:
        """The storage under the tables."""
        storage = self._storage
        assert isinstance(storage, SqliteStorage)  # noqa: S101 — for the type checker: no other is made here
        return storage

    def table(self, name: str, **declared: Any) -> DurableTable:
        """Return a table; when it is asked for with other indexes than before, it gets those."""
        known = self._tables.get(name)
        wanted = tuple(tuple(declared.get(kind, ())) for kind in ("equal", "ordered", "unique"))
        if declared and isinstance(known, DurableTable) and known.declared != wanted:
            del self._tables[name]
        table = super().table(name, **declared)
        assert isinstance(table, DurableTable)  # noqa: S101 — for the type checker: table_class says so
        return table

    def transaction(self) -> Any:
        """Do what is in the block together or not at all, over as many tables as there are."""
        return self.storage.transaction()


def equalities(hashed: object) -> Iterator[tuple[str, str]]:
    """Return the (path, text) pairs that a TinyDB query asks to be equal, as its hash tells them."""
    match hashed:
        case ("==", tuple() as path, str() as value) if all(isinstance(part, str) for part in path):
            yield ".".join(path), value
        case ("and", frozenset() as parts):
            for part in parts:
                yield from equalities(part)
        case _:
            return


def written(document: Mapping[str, Any]) -> str:
    """Return a document as JSON text; raises Unserialisable."""
    try:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        text.encode()
    except (TypeError, ValueError, RecursionError) as fault:
        raise Unserialisable(f"A document cannot be kept: {fault}") from fault
    return text


def table_sql(name: str) -> str:
    """Return the quoted name of a TinyDB table's SQLite table."""
    return _quoted("documents:" + name)


def upsert_sql(name: str) -> str:
    """Return the statement that keeps a document by its id, new or not."""
    return f"INSERT INTO {table_sql(name)} (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _field(path: str) -> str:
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r} is not a path of fields.")
    return f"json_extract(body, '$.{path}')"


def _connected(path: Path | None, connect: Connect) -> sqlite3.Connection:
    try:
        connection = connect(
            ":memory:" if path is None else str(path),
            isolation_level=None,
            check_same_thread=False,
            timeout=OPENS_WITHIN,
        )
    except sqlite3.Error as fault:
        raise StoreFault(f"The store {path} cannot be opened: {fault}.") from fault
    try:
        if path is not None:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        # What is erased is overwritten, not left in free pages.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        # From here on whoever waits for another process does so without holding up all the others.
        connection.execute("PRAGMA busy_timeout = 0")
    except sqlite3.Error as fault:
        connection.close()
        raise StoreFault(f"The store {path} cannot be opened: {fault}.") from fault
    return connection


def locked(path: Path) -> sqlite3.Connection:
    """Keep other bots off the file until the returned connection is closed, or this process ends.

    Raises:
        StoreBusy: another process has the file.
        StoreFault: the folder cannot be written to.
    """
    # SQLite's own exclusive mode would keep a backup out as well; a file of its own keeps only a second bot out.
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(f"{path}.lock", isolation_level=None, check_same_thread=False, timeout=0)
    except (OSError, sqlite3.Error) as fault:
        raise StoreFault(f"The store {path} cannot be opened: {fault}.") from fault
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as fault:
        lock.close()
        if getattr(fault, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise StoreBusy(f"Another bot is already running on {path.parent}. Stop it first.") from fault
        raise StoreFault(f"The store {path} cannot be opened: {fault}.") from fault
    return lock
