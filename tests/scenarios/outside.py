"""What a store holds, read from outside: while a bot runs on it in another process, or after it was killed."""

import contextlib
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import psycopg
from psycopg.sql import SQL, Identifier

from bot.core.ports import Collection, Kept, Store, Transaction
from bot.store.documents import decode_text
from bot.store.open import FILE
from bot.store.sqlite import table_sql

T = TypeVar("T")
PREFIX: Final = "documents:"

Documents = dict[str, list[tuple[str, int, dict[str, Any]]]]
"""By collection, its documents oldest first: id, version, value."""


def documents(url: str, folder: Path, *only: str) -> Documents:
    """Return what the store at `url` holds, or of it these collections; an embedded one lies in `folder`."""
    return _on_postgresql(url, only) if url.startswith("postgres") else _on_disk(folder / FILE, only)


def kept_outside(url: str, folder: Path, collection: Collection[T]) -> list[Kept[T]]:
    """Return the documents of a collection, oldest first, none where it has not been used yet."""
    found = documents(url, folder, collection.name).get(collection.name, [])
    return [Kept(key, decode_text(collection, json.dumps(value)), version) for key, version, value in found]


async def kept_in(store: Store, collection: Collection[T]) -> list[Kept[T]]:
    """Return the same from a store that is open here."""

    async def work(tx: Transaction) -> list[Kept[T]]:
        return [kept async for kept in tx.all(collection)]

    return await store.run(work)


def _on_disk(file: Path, only: tuple[str, ...]) -> Documents:
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5)) as connection:
        there = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = [name.removeprefix(PREFIX) for (name,) in there if name.startswith(PREFIX)]
        found: Documents = {}
        for name in names:
            if not only or name in only:
                rows = connection.execute(f"SELECT body FROM {table_sql(name)} ORDER BY id").fetchall()  # noqa: S608
                each = [msgspec.json.decode(body) for (body,) in rows]
                found[name] = [(said["key"], said["version"], said["value"]) for said in each]
        return found


def _on_postgresql(url: str, only: tuple[str, ...]) -> Documents:
    with psycopg.connect(url) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM collections").fetchall()]
        found: Documents = {}
        for name in names:
            if not only or name in only:
                select = SQL("SELECT key, version, body::text FROM {} ORDER BY seq").format(Identifier(name))
                rows = connection.execute(select).fetchall()
                found[name] = [(key, version, msgspec.json.decode(body)) for key, version, body in rows]
        return found


# What two stores have in common

PASSING: Final = {"taken_turns", "workers", "errands"}
"""Collections of what is under way."""
FATES: Final = {
    "settled_at",
    "gives_up_at",
    "attempts",
    "unsure",
    "token",
    "due_at",
    "place",
    "message_id",
    "conversation_id",
}
"""Fields of a message that tell how it went, not what was said to whom."""
IN_ANY_ORDER: Final = {"told"}
"""Fields of several things at one instant: two bots decide them beside each other."""
_ID: Final = re.compile(r"\b[0-9a-f]{32}\b")
_OF_TEAMS: Final = re.compile(r"(?<=message-)\d+|(?<=messageid=)\d+|\b17000000\d{5}\b|(?<=127\.0\.0\.1:)\d+")
_DEEP: Final = 4
"""How many steps away what an id is held with may lie, to tell it from others."""


def facts(found: Documents) -> dict[str, list[str]]:
    """Return what a store holds as texts that are the same in two stores that hold the same.

    Identifiers are random: each is replaced by what is said with it. Left out are what is under way, and Teams' ids.
    """
    texts = {name: [_text(name, key, value) for key, _, value in rows] for name, rows in found.items()}
    kept = {name: rows for name, rows in texts.items() if name not in PASSING and rows}
    names: dict[str, str] = {}
    for _ in range(_DEEP):
        held: dict[str, list[str]] = defaultdict(list)
        for collection, rows in kept.items():
            for row in rows:
                for each in set(_ID.findall(row)):
                    said = _ID.sub(partial(_named, names | {each: "me"}), row)
                    held[each].append(f"{collection} {said}")
        names = {each: sha256("\n".join(sorted(said)).encode()).hexdigest()[:12] for each, said in held.items()}
    return {name: sorted(_ID.sub(partial(_named, names), row) for row in rows) for name, rows in kept.items()}


def _named(names: Mapping[str, str], found: re.Match[str]) -> str:
    return names.get(found[0], "")


def _text(collection: str, key: str, value: dict[str, Any]) -> str:
    left = {name: said for name, said in value.items() if collection != "outbox" or name not in FATES}
    left |= {name: sorted(left[name]) for name in IN_ANY_ORDER & left.keys()}
    return _OF_TEAMS.sub("#", json.dumps({"": key} | left, sort_keys=True, ensure_ascii=False))
