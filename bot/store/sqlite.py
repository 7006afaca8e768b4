# ruff: noqa: S608 — names are quoted by `quoted`; values are always bound.
"""One SQLite file under all tables of a TinyDB: transactions, marks, what is prepared, and who may open it."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from tinydb.storages import Storage

from bot.core.ports import AlreadyThere, StoreBusy, StoreFault, StoreStopped, Unserialisable
from bot.store.migrations import MIGRATIONS, Migration, migrated, needed, version_of

APPLICATION_ID: Final = 0x53424F54
"""What SQLite's header says of a file that is ours ("SBOT")."""

OPENS_WITHIN: Final = 5.0
"""Seconds to wait at the opening for another process that writes to the file, such as a backup being put back."""

CACHE_KB: Final = 8_192
"""How much of the file SQLite keeps in memory; what it does not keep comes from the system's own cache of the file."""

GIVEN_UP: Final = "The transaction was given up by the database; nothing was written."

Connect = Callable[..., sqlite3.Connection]
Row = tuple[int, str]


class Laid(Protocol):
    """A table as it lies in the file, and what is remembered of it."""

    @property
    def name(self) -> str:
        """Its name in TinyDB."""

    @property
    def indexes(self) -> Mapping[str, str]:
        """The statement that makes each of its declared indexes, by the index's name."""

    ready: bool
    """Whether it is there, with exactly its declared indexes."""

    def forget(self) -> None:
        """Forget what was remembered of it, and that it is ready."""


@dataclass(slots=True)
class _Bare:
    """A table of which no more than the name is known."""

    name: str
    indexes: Mapping[str, str] = field(default_factory=dict)
    ready: bool = False

    def forget(self) -> None:
        """Forget that it is ready; nothing else is remembered."""
        self.ready = False


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
        self.prepared: dict[str, Laid] = {}
        self.stopped = ""
        self.remembers = False
        self._seen = 0
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
        # Only another program, such as a shell, changes this number.
        if self.remembers and (seen := self.execute("PRAGMA data_version").fetchone()[0]) != self._seen:
            self._seen = seen
            self.forget()

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
        self.remembers = False

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

    def prepare(self, table: "Laid") -> None:
        """Make sure that the table and exactly its declared indexes are there."""
        if table.ready:
            return
        if (other := self.prepared.get(table.name)) is not None:
            other.forget()
        with self.transaction():
            if not self.execute("SELECT 1 FROM tinydb WHERE name = ?", (table.name,)).fetchone():
                sql = table_sql(table.name)
                self.execute(
                    f"CREATE TABLE IF NOT EXISTS {sql} (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL)"
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
                self.execute(f"DROP INDEX {quoted(name)}")
            for name in set(table.indexes) - there:
                self.execute(table.indexes[name])
        # Whatever changed the table meanwhile did so through another object, or before a rollback.
        table.forget()
        table.ready = True
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
                self.prepare(self.prepared.get(name) or _Bare(name))
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
    return quoted("documents:" + name)


def upsert_sql(name: str) -> str:
    """Return the statement that keeps a document by its id, new or not."""
    return f"INSERT INTO {table_sql(name)} (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body"


def quoted(name: str) -> str:
    """Return a name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


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
