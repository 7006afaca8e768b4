"""What somebody has under way in a conversation, one of each sort at a time, until it is done or dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bot.core.ports import Collection, Kept, Store, Transaction
from bot.core.turn import Turn

LONGEST_KEY: Final = 100
"""A press may hold anything; no key of ours is longer."""

T = TypeVar("T")


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
        return await self._store.run(lambda tx: tx.get(self._collection, _place_of(turn)))

    async def by_key(self, key: str) -> Kept[T] | None:
        """Return what a button belongs to, None when it has ended."""
        if not 0 < len(key) <= LONGEST_KEY:
            return None
        found = await self._store.run(lambda tx: tx.find(self._collection, key=key))
        return found[0] if found else None

    async def keep(self, turn: Turn, value: T) -> None:
        """Keep how far it has come; what was under way before in its place is no more."""

        async def work(tx: Transaction) -> None:
            kept = await tx.get(self._collection, _place_of(turn))
            if kept is None:
                await tx.add(self._collection, _place_of(turn), value)
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
            if kept := await tx.get(self._collection, _place_of(turn)):
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


def _place_of(turn: Turn) -> str:
    return f"{turn.conversation.id}|{turn.person.id}"
