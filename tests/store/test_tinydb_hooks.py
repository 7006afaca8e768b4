"""The private parts of TinyDB that the durable tables stand on. When one of these fails, read that version's changes.

They were written for TinyDB 4.9.0.
"""

import importlib.metadata
import inspect
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from bot.store.durable import DurableTable, DurableTinyDB, equalities

VERSION = importlib.metadata.version("tinydb")
pytestmark = pytest.mark.filterwarnings("error")


def memory() -> Any:
    return MemoryStorage()  # type: ignore[no-untyped-call]


def test_this_is_the_version_that_was_read() -> None:
    assert VERSION == "4.9.0", f"TinyDB is {VERSION} now: see that the hooks below still mean what they did."


def test_a_table_reads_through_read_table_with_ids_as_text() -> None:
    seen: list[Any] = []

    class Watched(Table):
        def _read_table(self) -> Any:
            seen.append("read")
            return {"7": {"a": 1}}

    table = Watched(memory(), "t")
    assert table.get(doc_id=7) == {"a": 1}, f"TinyDB {VERSION}: get(doc_id) does not ask by text"
    assert [document.doc_id for document in table] == [7]
    assert (len(table), table.search(where("a") == 1)) == (1, [{"a": 1}])
    assert table.contains(doc_id=7)
    assert table.count(where("a") == 1) == 1
    assert len(seen) >= 5, f"TinyDB {VERSION}: something reads past _read_table"


def test_a_table_writes_through_update_table_with_ids_as_numbers() -> None:
    rows: dict[int, Any] = {}
    calls: list[str] = []

    class Watched(Table):
        def _read_table(self) -> Any:
            return {str(key): row for key, row in rows.items()}

        def _update_table(self, updater: Any) -> None:
            calls.append("update")
            updater(rows)

    storage = memory()
    table = Watched(storage, "t")
    for write in (
        lambda: table.insert({"a": 1}),
        lambda: table.insert_multiple([{"a": 2}, Document({"a": 3}, 9)]),
        lambda: table.update({"b": 1}, where("a") == 1),
        lambda: table.update({"b": 1}, doc_ids=[9]),
        lambda: table.update(lambda row: row.pop("b", None)),
        lambda: table.update_multiple([({"c": 1}, where("a") == 1)]),
        lambda: table.upsert({"a": 2, "d": 1}, where("a") == 2),
        lambda: table.remove(where("a") == 2),
        lambda: table.remove(doc_ids=[9]),
    ):
        before = len(calls)
        write()
        assert len(calls) == before + 1, f"TinyDB {VERSION}: a write does not go through _update_table once"
    assert rows == {1: {"a": 1, "c": 1}}
    table.truncate()
    assert rows == {}
    assert storage.read() is None, f"TinyDB {VERSION}: a write goes past _update_table"


def test_new_ids_come_from_get_next_id_and_next_id() -> None:
    assert "_get_next_id" in inspect.getsource(Table.insert), f"TinyDB {VERSION}: insert asks another for its id"
    assert "_get_next_id" in inspect.getsource(Table.insert_multiple)
    assert "self._next_id = None" in inspect.getsource(Table.insert), f"TinyDB {VERSION}: _next_id is not reset"


def test_the_database_makes_tables_of_table_class_with_the_given_arguments() -> None:
    with DurableTinyDB() as db:
        table = db.table("t", equal=["a"])
        assert type(table) is DurableTable
        assert db.table("t") is table
        assert type(db.table(TinyDB.default_table_name)) is DurableTable
        assert db.insert({"a": 1}) == 1, "unknown calls go to the default table"


def test_the_hash_of_a_query_tells_what_it_compares() -> None:
    lowered: Any = where("a").map(str.lower)
    query: Any = (Query().value.state == "waiting") & (where("key") == "a")
    assert set(equalities(query._hash)) == {("value.state", "waiting"), ("key", "a")}, f"TinyDB {VERSION}: other hashes"
    for other in (
        where("a") != "x",
        (where("a") == "x") | (where("b") == "y"),
        ~(where("a") == "x"),
        where("a") == 1,
        where("a").any(["x"]),
        where("a").test(bool),
        lowered == "x",
        Query().noop(),
    ):
        assert list(equalities(other._hash)) == [], f"TinyDB {VERSION}: {other} would be taken for an equality"
