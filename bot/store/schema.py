"""The tables, indexes and versions of the store on PostgreSQL."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final, LiteralString

from psycopg import AsyncConnection
from psycopg.sql import SQL, Composed, Identifier, Literal

from bot.core.ports import Collection
from bot.store.migrations import Migration, migrated, needed, version_of

Connection = AsyncConnection[tuple[Any, ...]]

_LOCK: Final = 0x53424F54
_INDEX_FORM: Final = 2
_PIECE: Final = 500


async def migrate(connection: Connection, migrations: Sequence[Migration]) -> None:
    """Make the schema, or bring the documents to this version, one replica at a time."""
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        await connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)")
        await connection.execute('CREATE TABLE IF NOT EXISTS collections (name text COLLATE "C" PRIMARY KEY)')
        row = await (await connection.execute("SELECT version FROM schema_version")).fetchone()
        latest = version_of(migrations)
        if row is None:
            await connection.execute("INSERT INTO schema_version VALUES (%s)", (latest,))
            return
        steps = needed(row[0], migrations)
        if not steps:
            return
        for (name,) in await (await connection.execute("SELECT name FROM collections")).fetchall():
            await _migrate_documents(connection, name, steps)
        await connection.execute("UPDATE schema_version SET version = %s", (latest,))


async def _migrate_documents(connection: Connection, name: str, steps: Sequence[Migration]) -> None:
    table, last = Identifier(name), 0
    select = SQL("SELECT seq, body::text FROM {} WHERE seq > %s ORDER BY seq LIMIT %s FOR UPDATE").format(table)
    while rows := await (await connection.execute(select, (last, _PIECE))).fetchall():
        for seq, body in rows:
            last = seq
            before = json.loads(body)
            after = migrated(name, json.loads(body), steps)
            if after is None:
                await connection.execute(SQL("DELETE FROM {} WHERE seq = %s").format(table), (seq,))
            elif after != before:
                update = SQL("UPDATE {} SET body = %s::jsonb WHERE seq = %s").format(table)
                await connection.execute(update, (json.dumps(after, ensure_ascii=False), seq))


async def prepare(connection: Connection, collection: Collection[Any]) -> None:
    """Make sure that the collection's table and exactly its declared indexes are there."""
    table = Identifier(collection.name)
    wanted = {
        _index_name(collection.name, kind, name): (kind, name)
        for kind, names in (("equal", collection.equal), ("ordered", collection.ordered), ("unique", collection.unique))
        for name in names
    }
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        await connection.execute(
            SQL(
                "CREATE TABLE IF NOT EXISTS {} (seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE, "
                'key text COLLATE "C" PRIMARY KEY, version bigint NOT NULL DEFAULT 1, body jsonb NOT NULL)'
            ).format(table)
        )
        await connection.execute("INSERT INTO collections VALUES (%s) ON CONFLICT DO NOTHING", (collection.name,))
        rows = await connection.execute(
            "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s "
            "AND indexname LIKE 'by\\_%%'",
            (collection.name,),
        )
        there = {name for (name,) in await rows.fetchall()}
        for name in there - wanted.keys():
            await connection.execute(SQL("DROP INDEX {}").format(Identifier(name)))
        for name in wanted.keys() - there:
            kind, field = wanted[name]
            unique: LiteralString = "UNIQUE " if kind == "unique" else ""
            age: LiteralString = "" if kind == "unique" else ", seq"
            # Nobody looks for what is not there, and every change of a document pays for each index that it is in.
            await connection.execute(
                SQL("CREATE {unique}INDEX {name} ON {table} ({column}{age}) WHERE {column} IS NOT NULL").format(
                    unique=SQL(unique), name=Identifier(name), table=table, column=column_of(field), age=SQL(age)
                )
            )


def _index_name(collection: str, kind: str, field: str) -> str:
    # PostgreSQL cuts names at 63 bytes, and two that were cut may be the same. The form is in it, so that an index of
    # an earlier form is made anew.
    digest = hashlib.sha256(f"{_INDEX_FORM}\n{collection}\n{kind}\n{field}".encode()).hexdigest()[:12]
    return f"by_{field[:30]}_{kind}_{digest}"


def column_of(field: str) -> Composed:
    """Return the expression by which a field of a document is looked up."""
    return SQL('((body->>{}) COLLATE "C")').format(Literal(field))
