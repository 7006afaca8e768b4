"""How long things take, told to whoever traces: a turn, a transaction, a message. Without a tracer nothing is told.

Facts are kinds, outcomes, counts and marks; never a name, an id of Teams', an address or what anybody said.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import TracebackType
from typing import Final, Protocol, TypeVar

from bot.core.ports import Store, Transaction

R = TypeVar("R")

TURN: Final = "turn"
TRANSACTION: Final = "transaction"
SEND: Final = "send"
ASK: Final = "ask"

Fact = str | int | bool


class Span(Protocol):
    """One thing under way."""

    def tell(self, **facts: Fact) -> None:
        """Add facts, or change them."""


class Spans(Protocol):
    """Where it is told."""

    def begin(self, name: str, **facts: Fact) -> AbstractContextManager[Span]:
        """Tell of a thing as long as the block lasts; what begins in the block is part of it.

        A fault that leaves the block is told by its type alone, since its message can hold anybody's words.
        """


class _Untold:
    """A thing that nobody is told of."""

    def tell(self, **_: Fact) -> None:
        """Tell nobody."""

    def __enter__(self) -> "_Untold":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        return None


_UNTOLD: Final = _Untold()


class NoSpans:
    """Tells nobody, and costs next to nothing."""

    def begin(self, name: str, **_: Fact) -> AbstractContextManager[Span]:  # noqa: ARG002 - told to nobody
        """Return what tells nobody."""
        return _UNTOLD


NO_SPANS: Final = NoSpans()


class TracedStore:
    """A store whose transactions are told of, with how often each was tried."""

    def __init__(self, store: Store, spans: Spans) -> None:
        self._store, self._spans = store, spans

    @property
    def commits(self) -> int:
        """How often something was made durable since the start."""
        return self._store.commits

    @property
    def stopped(self) -> str:
        """Why this process can use it no more; empty as long as it can."""
        return self._store.stopped

    @property
    def lets_go(self) -> bool:
        """Whether whoever waits for it no longer is free at once."""
        return self._store.lets_go

    async def run(self, work: Callable[[Transaction], Awaitable[R]], *, soon: bool = False) -> R:
        """Do `work` in one transaction, as the store does."""
        tries = 0

        async def counted(tx: Transaction) -> R:
            nonlocal tries
            tries += 1
            return await work(tx)

        with self._spans.begin(TRANSACTION, soon=soon) as span:
            try:
                return await self._store.run(counted, soon=soon)
            finally:
                span.tell(tries=tries)

    def alone(self, key: str) -> AbstractAsyncContextManager[None]:
        """Let one at a time be in the block with this key."""
        return self._store.alone(key)

    async def wipe(self) -> None:
        """Leave nothing on the disk of what has been taken away."""
        await self._store.wipe()

    async def close(self) -> None:
        """Let go of the store."""
        await self._store.close()
