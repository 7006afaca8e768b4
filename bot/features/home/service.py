"""Keeps track of where the bot has presented itself, since Teams may tell of one installation several times."""

import datetime as dt
from dataclasses import dataclass

from bot.core.ports import Collection, Store, Transaction


@dataclass(frozen=True, slots=True)
class Welcome:
    """A conversation in which the bot has presented itself."""

    conversation_id: str
    at: dt.datetime


WELCOMES: Collection[Welcome] = Collection("welcomes", Welcome)


class Welcomes:
    """The conversations that have been welcomed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def is_first(self, conversation_id: str, now: dt.datetime) -> bool:
        """Tell whether the bot has yet to present itself there, and note that it does so now."""

        async def work(tx: Transaction) -> bool:
            if await tx.get(WELCOMES, conversation_id):
                return False
            await tx.add(WELCOMES, conversation_id, Welcome(conversation_id, now))
            return True

        return await self._store.run(work)

    async def forget(self, conversation_id: str) -> None:
        """Forget the welcome, so that the bot presents itself when it is installed there again."""

        async def work(tx: Transaction) -> None:
            if kept := await tx.get(WELCOMES, conversation_id):
                await tx.remove(WELCOMES, kept)

        await self._store.run(work)
