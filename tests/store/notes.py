"""The documents that the store's tests keep, and three stores that all do the same."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from bot.core.ports import Collection, Store
from bot.store.open import open_store

KINDS = ("memory", "disk", "postgresql")


@dataclass(frozen=True, slots=True)
class Note:
    """One of everything that documents are made of."""

    state: str = "waiting"
    due_at: dt.datetime | None = None
    on: dt.date | None = None
    dedupe: str | None = None
    owner: str | None = None
    text: str = ""
    number: int = 0
    share: float = 0.0
    parts: tuple[str, ...] = ()
    span: dt.timedelta = dt.timedelta()
    card: dict[str, Any] = field(default_factory=dict)


NOTES = Collection("notes", Note, equal=("state", "owner"), ordered=("due_at", "on", "text"), unique=("dedupe",))

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
zones = st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=1)), dt.timezone(dt.timedelta(hours=-11, minutes=-30))])
instants = st.one_of(
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1), timezones=zones),  # noqa: DTZ001 — bounds are naive
    st.sampled_from([NOW, NOW + dt.timedelta(microseconds=1), NOW + dt.timedelta(milliseconds=1), NOW.astimezone()]),
)
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
notes = st.builds(
    Note,
    state=st.sampled_from(["waiting", "sent", "väntar", "😀"]),
    due_at=st.none() | instants,
    on=st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    dedupe=st.none() | st.sampled_from(["a", "b", "å", "A", ""]),
    owner=st.none() | st.sampled_from(["Salem", "Tyresö"]),
    text=texts,
    number=st.integers(-(2**63), 2**63 - 1),
    share=st.floats(allow_nan=False, allow_infinity=False, width=32),
    parts=st.lists(texts, max_size=3).map(tuple),
    span=st.timedeltas(dt.timedelta(days=-1000), dt.timedelta(days=1000)),
    card=st.dictionaries(texts, plain_json, max_size=3),
)


@asynccontextmanager
async def opened(kind: str, folder: Path, url: str) -> AsyncIterator[Store]:
    """One of the three stores, closed at the end."""
    store = await open_store({"memory": "memory:", "disk": "tinydb:"}.get(kind, url), folder)
    try:
        yield store
    finally:
        await store.close()
