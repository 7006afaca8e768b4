"""What somebody has under way in a conversation, one of each sort at a time, until it is done or dropped."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Collection, Kept, Store, Transaction
from bot.core.scrubbing import scrub_all
from bot.core.text import Text
from bot.core.texts import GROUND_INTEREST
from bot.core.turn import Turn
from dialogs import texts

LONGEST_KEY: Final = 100
"""A press may hold anything; no key of ours is longer."""

LAPSES_AFTER: Final = dt.timedelta(days=1)
KEPT_FOR: Final = dt.timedelta(days=7)
"""How long what nobody has gone on with is kept: it has lapsed after a day, and whoever comes back is told so."""


class Begun(Protocol):
    """Something under way; `at` is when it was last gone on with (UTC)."""

    @property
    def at(self) -> dt.datetime:
        """When it was last gone on with."""


T = TypeVar("T", bound=Begun)


def lapsed(begun: Begun, now: dt.datetime) -> bool:
    """Tell whether something has been left alone for too long to go on with."""
    return now - begun.at > LAPSES_AFTER


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the rest of the bot makes of words: whether they are a `command`, and whether the knowledge `answers` them.

    Such words are no answer to what a conversation asks for, and it goes on where it was.
    """

    command: Callable[[str], bool]
    answers: Callable[[str], bool]


class Underway(Generic[T]):
    """Keeps what is under way of one sort. Its collection finds it by a unique `key`, which its buttons carry."""

    def __init__(self, store: Store, collection: Collection[T]) -> None:
        self._store = store
        self._collection = collection

    async def of(self, turn: Turn) -> Kept[T] | None:
        """Return what the person of a turn has under way in its conversation."""
        return await self._store.run(lambda tx: tx.get(self._collection, place_of(turn)))

    async def by_key(self, key: str) -> Kept[T] | None:
        """Return what a button belongs to, None when it has ended."""
        if not 0 < len(key) <= LONGEST_KEY:
            return None
        found = await self._store.run(lambda tx: tx.find(self._collection, key=key))
        return found[0] if found else None

    async def keep(self, turn: Turn, value: T) -> None:
        """Keep how far it has come; what was under way before in its place is no more."""

        async def work(tx: Transaction) -> None:
            kept = await tx.get(self._collection, place_of(turn))
            if kept is None:
                await tx.add(self._collection, place_of(turn), value)
            else:
                await tx.put(self._collection, kept, value)

        await self._store.run(work)

    async def change(self, kept: Kept[T], value: T) -> None:
        """Keep how far it has come where it is, unless it has ended meanwhile."""

        async def work(tx: Transaction) -> None:
            if now := await tx.get(self._collection, kept.id):
                await tx.put(self._collection, now, value)

        await self._store.run(work)

    async def forget(self, turn: Turn) -> None:
        """End what the person of a turn has under way in its conversation."""

        async def work(tx: Transaction) -> None:
            if kept := await tx.get(self._collection, place_of(turn)):
                await tx.remove(self._collection, kept)

        await self._store.run(work)

    async def forget_key(self, key: str) -> None:
        """End what a button belongs to."""
        if not 0 < len(key) <= LONGEST_KEY:
            return

        async def work(tx: Transaction) -> None:
            for kept in await tx.find(self._collection, key=key):
                await tx.remove(self._collection, kept)

        await self._store.run(work)


def build_holding(name: str, collection: Collection[T], what: Text) -> Holding:
    """Return what is declared of what people have under way of one sort: it is theirs, and names whom they name."""

    async def theirs(tx: Transaction, subject: Subject) -> list[Kept[T]]:
        found = [kept async for kept in tx.all(collection)]
        return [kept for kept in found if subject.member and kept.id.endswith(f"|{subject.member}")]

    async def tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
        return [{"påbörjades": kept.value.at.isoformat()} for kept in await theirs(tx, subject)]

    async def erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
        mine = await theirs(tx, subject)
        for kept in mine:
            await tx.remove(collection, kept)
        return Erasure(len(mine) + await scrub_all(tx, collection, subject))

    async def expire(tx: Transaction, now: dt.datetime) -> int:
        old = [kept async for kept in tx.all(collection) if now - kept.value.at > KEPT_FOR]
        for kept in old:
            await tx.remove(collection, kept)
        return len(old)

    return Holding(
        name=name,
        what=what,
        why=texts.WHY_UNDER_WAY,
        ground=GROUND_INTEREST,
        kept_for=texts.KEPT_UNDER_WAY,
        tell=tell,
        erase=erase,
        expire=expire,
    )


def place_of(turn: Turn) -> str:
    """Return the id of what the person of a turn has under way in its conversation."""
    return f"{turn.conversation.id}|{turn.person.id}"
