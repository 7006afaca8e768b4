# ruff: noqa: PT012, S608 — what a block does before its fault is the point; table names are our own.
"""TinyDB on a durable file: the interface is TinyDB's own, the file survives."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from bot.core.ports import AlreadyThere, StoreBusy, StoreFault, Unserialisable
from bot.store.durable import DurableTinyDB

states = st.sampled_from(["a", "b", "c"])
rows = st.fixed_dictionaries(
    {"state": states, "n": st.integers(0, 3)}, optional={"who": st.dictionaries(st.just("name"), states)}
)
conditions = st.one_of(
    states.map(lambda state: where("state") == state),
    st.tuples(states, st.integers(0, 3)).map(lambda two: (where("state") == two[0]) & (where("n") == two[1])),
    st.tuples(states, states).map(lambda two: (where("state") == two[0]) & (where("state") == two[1])),
    st.tuples(states, states).map(lambda two: (where("state") == two[0]) | (where("who").name == two[1])),
    states.map(lambda state: where("who").name == state),
    states.map(lambda state: ~(where("state") == state)),
    st.integers(0, 3).map(lambda n: where("n") > n),
)


def upsert_by_id(row: dict[str, Any], number: int) -> Callable[[Any], Any]:
    """Change a document by its id, or keep a new one with a later id: stock TinyDB lists by arrival, ours by id."""

    def call(table: Any) -> Any:
        taken = [document.doc_id for document in table]
        return table.upsert(Document(row, number if number in taken else max(taken, default=0) + number))

    return call


calls: st.SearchStrategy[Callable[[Any], Any]] = st.one_of(
    rows.map(lambda row: lambda table: table.insert(row)),
    st.lists(rows, max_size=3).map(lambda many: lambda table: table.insert_multiple(many)),
    st.tuples(rows, conditions).map(lambda two: lambda table: table.update(*two)),
    st.tuples(rows, st.lists(st.integers(1, 6))).map(lambda two: lambda table: table.update(two[0], doc_ids=two[1])),
    st.tuples(rows, conditions).map(lambda two: lambda table: table.update_multiple([two])),
    st.tuples(rows, conditions).map(lambda two: lambda table: table.upsert(*two)),
    st.tuples(rows, st.integers(1, 9)).map(lambda two: upsert_by_id(*two)),
    conditions.map(lambda cond: lambda table: table.remove(cond)),
    st.lists(st.integers(1, 6)).map(lambda ids: lambda table: table.remove(doc_ids=ids)),
    conditions.map(lambda cond: lambda table: table.search(cond)),
    conditions.map(lambda cond: lambda table: table.get(cond)),
    conditions.map(lambda cond: lambda table: table.contains(cond)),
    conditions.map(lambda cond: lambda table: table.count(cond)),
    st.integers(1, 9).map(lambda key: lambda table: table.get(doc_id=key)),
    st.lists(st.integers(1, 6)).map(lambda ids: lambda table: table.get(doc_ids=ids)),
    st.just(lambda table: table.all()),
    st.just(len),
    st.just(lambda table: table.update(lambda row: row.pop("who", None))),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(calls, max_size=12))
def test_every_call_answers_as_stock_tinydb_does(plan: list[Callable[[Any], Any]]) -> None:
    with TinyDB(storage=MemoryStorage) as stock, DurableTinyDB() as durable:
        ours, theirs = durable.table("t", equal=["state", "who.name"], ordered=["n"]), stock.table("t")
        highest = 0
        for call in plan:
            assert answer(call, ours) == answer(call, theirs)
            assert [(row.doc_id, row) for row in ours] == [(row.doc_id, row) for row in theirs]
            latest = max((row.doc_id for row in theirs), default=0)
            if latest < highest or not latest:
                # Where its last document is gone, stock TinyDB may give out an id again; ours never does.
                return
            highest = latest


def answer(call: Callable[[Any], Any], table: Any) -> Any:
    try:
        result = call(table)
    except KeyError as fault:  # TinyDB takes the same id away twice when it is told to
        return repr(fault)
    if isinstance(result, Document):
        return (result.doc_id, dict(result))
    if isinstance(result, list):
        return [(each.doc_id, dict(each)) if isinstance(each, Document) else each for each in result]
    return result


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot" / "store.sqlite"


def test_ids_are_never_given_out_again(path: Path) -> None:
    with DurableTinyDB(path) as db:
        table = db.table("t")
        assert table.insert_multiple([{}, {}, {}]) == [1, 2, 3]
        table.remove(doc_ids=[3])
        with pytest.raises(LookupError), db.transaction():
            assert table.insert({}) == 4
            raise LookupError
        assert table.insert({}) == 4
        table.truncate()
        assert table.insert({}) == 5
        db.drop_table("t")
        assert db.tables() == set()
        assert db.table("t").insert({}) == 6
        db.drop_tables()
    with DurableTinyDB(path) as db:
        assert db.table("t").insert({}) == 7
        assert db.tables() == {"t"}


def test_tables_of_any_name_are_listed_and_dropped(path: Path) -> None:
    names = {"möten", 'a"b', "a'b", "_default", "sqlite_x", "tinydb", "a b"}
    with DurableTinyDB(path) as db:
        for name in names:
            db.table(name, equal=["x"]).insert({"x": name})
        assert db.tables() == names
        db.drop_table("möten")
        assert db.tables() == names - {"möten"}
        assert [db.table(name).get(where("x") == name) for name in sorted(names - {"möten"})] == [
            {"x": name} for name in sorted(names - {"möten"})
        ]


def test_many_tables_change_together_or_not_at_all(path: Path) -> None:
    with DurableTinyDB(path) as db:
        with db.transaction():
            db.table("a").insert({"x": 1})
            db.table("b").insert({"x": 1})
        with pytest.raises(LookupError), db.transaction():
            db.table("a").update({"x": 2})
            db.table("c").insert({"x": 1})
            raise LookupError
        with db.transaction():
            db.table("b").update({"x": 3})
            with pytest.raises(LookupError), db.transaction():
                db.table("a").truncate()
                raise LookupError
    with DurableTinyDB(path) as db:
        assert (db.table("a").all(), db.table("b").all(), db.tables()) == ([{"x": 1}], [{"x": 3}], {"a", "b"})


def test_a_call_writes_the_changed_documents_only(path: Path) -> None:
    with DurableTinyDB(path) as db:
        table = db.table("t")
        table.insert_multiple({"n": number} for number in range(1_000))
        before = db.storage.changes
        table.update({"n": 1})
        assert db.storage.changes - before == 999
        table.update({"n": 5}, doc_ids=[7])
        assert db.storage.changes - before == 1_000


def test_what_is_not_json_is_refused_and_nothing_written(path: Path) -> None:
    with DurableTinyDB(path) as db:
        table = db.table("t", unique=["key"])
        for fault in ({"x": object()}, {"x": float("nan")}, {"x": "\udfff"}, {"x": {1, 2}}):
            with pytest.raises(Unserialisable):
                table.insert_multiple([{"key": "a"}, fault])
        with pytest.raises(AlreadyThere):
            table.insert_multiple([{"key": "a"}, {"key": "a"}])
        assert table.all() == []


def test_an_index_is_used(path: Path) -> None:
    with DurableTinyDB(path) as db:
        table = db.table("t", equal=["state"], ordered=["due"])
        table.insert({"state": "a", "due": "2026"})
        for rest in (
            "json_extract(body, '$.state') = 'a'",
            "json_extract(body, '$.due') < '3' ORDER BY json_extract(body, '$.due'), id",
        ):
            plan = db.storage.execute(f"EXPLAIN QUERY PLAN SELECT id FROM {table.sql} WHERE {rest}").fetchall()
            assert "USING INDEX" in plan[0][3] or "COVERING INDEX" in plan[0][3]
            assert len(plan) == 1, "and nothing is sorted"


def test_a_second_bot_is_refused_in_plain_words(path: Path) -> None:
    other = "import sys, pathlib; from bot.store.durable import DurableTinyDB; DurableTinyDB(pathlib.Path(sys.argv[1]))"
    with DurableTinyDB(path) as db:
        db.insert({"x": 1})
        with pytest.raises(StoreBusy, match=r"^Another bot is already running on .*bot\. Stop it first\.$"):
            DurableTinyDB(path)
        said = subprocess.run([sys.executable, "-c", other, path], capture_output=True, text=True, check=False)  # noqa: S603
        assert "StoreBusy: Another bot is already running" in said.stderr
    with DurableTinyDB(path) as db:
        assert db.all() == [{"x": 1}]


def test_a_file_that_is_not_ours_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("möten")
    with pytest.raises(StoreFault):
        DurableTinyDB(path)
    assert path.read_text() == "möten"
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(StoreFault, match="not a store of this bot"):
        DurableTinyDB(path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreFault, match="cannot be opened"):
        DurableTinyDB(tmp_path / "file" / "store.sqlite")


def test_of_several_fields_the_first_is_looked_up_by_its_index(tmp_path: Path) -> None:
    db = DurableTinyDB(tmp_path / "store.sqlite")
    table = db.table("rows", equal=("state", "about", "does"))
    values = {"about": "a", "does": "send", "state": "sent"}
    assert table.number(values) == 0
    sql = f"EXPLAIN QUERY PLAN SELECT id FROM {table.sql}{table._where(values)[0]}"
    assert "equal:rows:about" in str(db.storage.execute(sql, tuple(values.values())).fetchall())
    db.close()
