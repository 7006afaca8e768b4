# ruff: noqa: S608 — names are quoted by `quoted` and checked by `_field`; values are always bound.
"""TinyDB made durable: its tables and queries as they are, with the standard library's SQLite under them.

Stock TinyDB writes the whole file anew at every call and is left unreadable by a stop at the wrong moment. Here every
TinyDB table is a SQLite table of JSON texts in write-ahead mode; a call writes the documents it changed and no others.
TinyDB's own extension points are used (`storage`, `table_class`) and four private hooks of `Table`: `_read_table`,
`_update_table`, `_next_id`, and the hash of a query. tests/store/test_tinydb_hooks.py holds them in place.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Final, TypeVar

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from bot.store.sqlite import Row, SqliteStorage, quoted, table_sql, upsert_sql, written

_PATH: Final = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
R = TypeVar("R")
_Wanted = tuple[tuple[str, str], ...]

REMEMBERED: Final = 500
"""How many look-ups of one table are remembered."""
REMEMBERED_CHARS: Final = 2_000
"""How much one of them may have found."""


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
        self.ready = False
        self._next_id: int | None = None  # type: ignore[assignment]  # TinyDB infers less than it uses
        self.sql = table_sql(name)
        self._insert = f"INSERT INTO {self.sql} (body) VALUES (?)"
        self._wheres: dict[tuple[str, ...], str] = {}
        self._known: dict[_Wanted, tuple[str, ...]] = {}
        self._numbers: dict[_Wanted, int] = {}
        self._fields = {path: _field(path) for path in (*equal, *ordered, *unique)}
        self.indexes = {
            f"{kind}:{name}:{path}": f"CREATE {'UNIQUE ' * (kind == 'unique')}INDEX "
            f"{quoted(f'{kind}:{name}:{path}')} ON {self.sql} ({self._fields[path]})"
            for kind, paths in (("equal", equal), ("ordered", ordered), ("unique", unique))
            for path in paths
        }
        self.declared = (tuple(equal), tuple(ordered), tuple(unique))
        # A cache of whole results would outlive a rollback, and the indexes are faster than it is right.
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    def forget(self) -> None:
        """Forget the next id and that the table is ready, since a rollback may have taken them back."""
        self._next_id = None
        self.ready = False
        self.clear_cache()

    # What the store asks for directly

    def equals(self, values: Mapping[str, str]) -> list[Document]:
        """Return the documents whose fields hold these values, oldest first."""
        where, given = self._where(values)
        return self._found(f"SELECT id, body FROM {self.sql}{where} ORDER BY id", given)

    def bodies(self, values: Mapping[str, str]) -> Sequence[str]:
        """Return the JSON texts of the documents whose fields hold these values, oldest first.

        They are remembered until anything in the table changes: the same few are looked up at every turn.
        """
        if not self.ready:
            self._rows.prepare(self)
        wanted = (*values.items(),)
        known = self._known.get(wanted)
        if known is None:
            where, given = self._where(values)
            found = self._rows.execute(f"SELECT body FROM {self.sql}{where} ORDER BY id", given)
            known = tuple(body for (body,) in found)
            if sum(map(len, known)) <= REMEMBERED_CHARS:
                self._make_room(self._known)[wanted] = known
        return known

    def number(self, values: Mapping[str, str]) -> int:
        """Return how many documents' fields hold these values; remembered as `bodies` are."""
        if not self.ready:
            self._rows.prepare(self)
        wanted = (*values.items(),)
        number = self._numbers.get(wanted)
        if number is None:
            where, given = self._where(values)
            counted: int = self._rows.execute(f"SELECT count(*) FROM {self.sql}{where}", given).fetchone()[0]
            number = self._make_room(self._numbers)[wanted] = counted
        return number

    def _make_room(self, remembered: dict[_Wanted, R]) -> dict[_Wanted, R]:
        self._rows.remembers = True
        if len(remembered) >= REMEMBERED:
            remembered.clear()
        return remembered

    @property
    def remembered(self) -> int:
        """How many look-ups are remembered."""
        return len(self._known) + len(self._numbers)

    def clear_cache(self) -> None:
        """Forget what was looked up: it may be otherwise now."""
        super().clear_cache()
        self._known.clear()
        self._numbers.clear()

    def between(self, path: str, start: str | None, end: str | None, limit: int | None) -> list[str]:
        """Return the JSON texts of the documents with start <= field < end, in order of the field, then of age."""
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
        if not self.ready:
            self._rows.prepare(self)
        sql = f"SELECT body FROM {self.sql} WHERE {where} ORDER BY {field}, id LIMIT ?"
        return [body for (body,) in self._rows.execute(sql, given)]

    def after(self, doc_id: int, limit: int) -> list[Row]:
        """Return ids and JSON texts of the next documents in order of age, to go through a big table in pieces."""
        if not self.ready:
            self._rows.prepare(self)
        sql = f"SELECT id, body FROM {self.sql} WHERE id > ? ORDER BY id LIMIT ?"
        return self._rows.execute(sql, (doc_id, limit)).fetchall()

    def keep(self, text: str) -> int:
        """Keep a new document that is JSON text already; return its id in the table."""
        if not self.ready:
            self._rows.prepare(self)
        self._next_id = None
        kept = self._rows.execute(self._insert, (text,)).lastrowid
        self.clear_cache()
        return kept or 0

    def take_away(self, doc_id: int) -> None:
        """Take away the document with this id."""
        self._change(f"DELETE FROM {self.sql} WHERE id = ?", (doc_id,))

    def replace(self, values: Mapping[str, object], text: str) -> int:
        """Put JSON text in the place of the documents whose fields hold these values; return how many."""
        if not self.ready:
            self._rows.prepare(self)
        where, given = self._where(values)
        return self._change(f"UPDATE {self.sql} SET body = ?{where}", (text, *given))

    def discard(self, values: Mapping[str, object]) -> int:
        """Take the documents away whose fields hold these values; return how many."""
        if not self.ready:
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
        if not self.ready:
            self._rows.prepare(self)
        return [Document(msgspec.json.decode(body), key) for key, body in self._rows.execute(sql, given)]

    # TinyDB's private hooks

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        if not self.ready:
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


def _field(path: str) -> str:
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r} is not a path of fields.")
    return f"json_extract(body, '$.{path}')"
