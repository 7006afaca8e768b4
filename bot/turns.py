"""Keeps the turns of a conversation in order, and knows one that has been taken before, over restarts and replicas."""

import datetime as dt
import hashlib
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, Protocol

from bot.core.feature import Feature, Routine
from bot.core.ports import AlreadyThere, Collection, Store, Transaction
from bot.core.recurrence import Rule
from bot.core.timers import Timer
from bot.core.turn import Turn

REMEMBERED: Final = dt.timedelta(minutes=10)
"""How long a turn is known again. Teams re-sends one that is not answered within 15 seconds, for about a minute."""
SWEPT_AT_ONCE: Final = 20
SWEPT_EVERY: Final = 10
SWEPT_AT_NIGHT: Final = 5_000
SWEEP: Final = "turns-sweep"
NIGHTLY: Final = Routine(SWEEP, Rule("FREQ=DAILY", dt.date(2026, 1, 1), dt.time(2, 15)))
"""Before the disk is put in order at half past two."""
"""How many turns are noted from one sweep of old ones to the next; less than a sweep takes, so that none pile up."""
TURN: ContextVar[str] = ContextVar("turn", default="")
"""Which turn is being taken, as `turn_mark` writes it."""


def turn_mark(turn_id: str) -> str:
    """Return what stands for a turn in the log: enough to tell lines that belong together, and nothing of Teams' id."""
    return hashlib.sha256(turn_id.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn that has been taken; `at` is when, UTC."""

    at: dt.datetime


TAKEN: Collection[Taken] = Collection("taken_turns", Taken, ordered=("at",))


class Turns(Protocol):
    """The order of turns."""

    def alone(self, conversation_id: str) -> AbstractAsyncContextManager[None]:
        """Wait until no other turn of the conversation is under way, and hold it."""

    async def was_taken(self, turn: Turn) -> bool:
        """Tell whether this turn has been taken before."""

    async def note(self, turn: Turn) -> None:
        """Remember that this turn has been taken."""


class KeptTurns:
    """The order of turns, kept in the store.

    A turn is noted when it is done, so that one that was cut off is taken when Teams sends it again; meanwhile the
    conversation is held, so that the two never run beside each other.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted = 0

    def alone(self, conversation_id: str) -> AbstractAsyncContextManager[None]:
        """Wait until no other turn of the conversation is under way, and hold it."""
        return self._store.alone(f"conversation:{conversation_id}")

    async def was_taken(self, turn: Turn) -> bool:
        """Tell whether this turn has been taken before."""

        async def work(tx: Transaction) -> bool:
            return await tx.get(TAKEN, _key(turn)) is not None

        return bool(turn.id) and await self._store.run(work)

    async def note(self, turn: Turn) -> None:
        """Remember that this turn has been taken, and forget some that are older than Teams re-sends."""
        if not turn.id:
            return
        self._noted += 1
        sweeps = self._noted % SWEPT_EVERY == 0

        async def work(tx: Transaction) -> None:
            try:
                await tx.add(TAKEN, _key(turn), Taken(turn.at))
            except AlreadyThere:
                return
            if not sweeps:
                return
            for old in await tx.between(TAKEN, "at", end=turn.at - REMEMBERED, limit=SWEPT_AT_ONCE):
                await tx.remove(TAKEN, old)

        # Teams, when the bot is killed at this very moment, would send again a turn that was answered: no harm.
        await self._store.run(work, soon=True)


def build_turns() -> Feature:
    """Return what forgets in the night the turns that Teams does not send again, since their ids name people's chats.

    While there are many turns some are forgotten with each; the last ones would stay until somebody writes again.
    """

    async def sweep(tx: Transaction, _: Timer, now: dt.datetime) -> None:
        for old in await tx.between(TAKEN, "at", end=now - REMEMBERED, limit=SWEPT_AT_NIGHT):
            await tx.remove(TAKEN, old)

    return Feature(name="turns", use_cases={SWEEP: sweep}, routines=(NIGHTLY,))


def _key(turn: Turn) -> str:
    return f"{turn.conversation.id}|{turn.id}"
