"""A world for the worker: time that flies, and a Teams that misbehaves as told."""

import asyncio
import contextlib
import datetime as dt
import math
import selectors
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.core.ports import ADDRESSES, Address, Delivery, Sent, Store, StoreFault, Transaction
from bot.core.turn import Message
from bot.store.tiny import open_tiny

T = TypeVar("T")

START = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


class _NoWaiting(selectors.DefaultSelector):
    """Lets time jump to the next timer instead of waiting for it."""

    skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout is None:
            return super().select(None)
        if not ready and timeout and timeout > 0:
            # A little past the timer: far from the start a sum of seconds may be rounded to just before it.
            self.skipped = math.nextafter(self.skipped + timeout, math.inf)
        return ready


class FastLoop(asyncio.SelectorEventLoop):
    """An event loop whose hours take no time."""

    def __init__(self) -> None:
        self.quick = _NoWaiting()
        super().__init__(self.quick)

    def time(self) -> float:
        return self.quick.skipped

    async def shutdown_default_executor(self, _timeout: float | None = None) -> None:
        # From Python 3.12 on, threads get five minutes to end, which fly past here before a thread can.
        await super().shutdown_default_executor()


_opened: list[Store] = []


def store_in_memory() -> Store:
    """Return an empty store, which `fast` closes."""
    _opened.append(open_tiny(None))
    return _opened[-1]


async def _close_stores() -> None:
    while _opened:
        await _opened.pop().close()


def fast(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine in flying time, and close the stores that it opened."""
    with asyncio.Runner(loop_factory=FastLoop) as runner:
        try:
            return runner.run(work())
        finally:
            runner.run(_close_stores())


def clock() -> dt.datetime:
    """The time of day of the running loop."""
    return START + dt.timedelta(seconds=asyncio.get_running_loop().time())


@dataclass
class Teams:
    """The other side. `answers` decides what it says to each message; by default everything arrives after 50 ms."""

    answers: Callable[[Address, Message], Awaitable[Delivery | None]] | None = None
    arrived: list[tuple[dt.datetime, str, str]] = field(default_factory=list)
    changed: dict[str, str] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    on_their_way: int = 0
    most_at_once: int = 0

    async def send(self, address: Address, message: Message) -> Delivery:
        self.on_their_way += 1
        self.most_at_once = max(self.most_at_once, self.on_their_way)
        try:
            await asyncio.sleep(0.05)
            said = await self.answers(address, message) if self.answers else None
        finally:
            self.on_their_way -= 1
        if said is not None:
            return said
        self.arrived.append((clock(), address.id, message.text))
        return Sent(f"m{len(self.arrived)}", address.conversation_id or f"chat-{address.id}")

    async def update(self, address: Address, message_id: str, message: Message) -> Delivery:
        self.changed[message_id] = message.text
        return Sent(message_id, address.conversation_id)

    async def delete(self, address: Address, message_id: str) -> Delivery:
        self.deleted.append(message_id)
        return Sent(message_id, address.conversation_id)

    @property
    def texts(self) -> list[str]:
        return [text for _, _, text in self.arrived]


class Breakable:
    """A store that does not answer while it is broken."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.broken = False
        self.asked = 0

    @property
    def commits(self) -> int:
        return self.store.commits

    @property
    def stopped(self) -> str:
        return self.store.stopped

    @property
    def lets_go(self) -> bool:
        return self.store.lets_go

    async def run(self, work: Callable[[Transaction], Awaitable[T]], *, soon: bool = False) -> T:
        self.asked += 1
        if self.broken:
            raise StoreFault("the disk is full")
        return await self.store.run(work, soon=soon)

    def alone(self, key: str) -> contextlib.AbstractAsyncContextManager[None]:
        return self.store.alone(key)

    async def wipe(self) -> None:
        await self.store.wipe()

    async def close(self) -> None:
        await self.store.close()


async def know(store: Store, *people: str) -> None:
    """Let the bot have met these people."""

    async def work(tx: Transaction) -> None:
        for name in people:
            await tx.add(
                ADDRESSES, f"person:{name}", Address(f"person:{name}", "https://x", conversation_id=f"c-{name}")
            )

    await store.run(work)
