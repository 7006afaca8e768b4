"""One at a time, within this process, in order of arrival."""

import asyncio
from collections import deque
from contextlib import suppress


class OneAtATime:
    """Lets one in at a time, in order of arrival.

    As asyncio's Lock, but whoever finds it free takes it by a plain call: it is on the way of every transaction.
    """

    __slots__ = ("_taken", "_waiting")

    def __init__(self) -> None:
        self._taken = False
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def taken(self) -> bool:
        """Whether somebody is in."""
        return self._taken

    def take(self) -> bool:
        """Go in if nobody is, and tell whether that was so."""
        if self._taken:
            return False
        self._taken = True
        return True

    async def wait(self) -> None:
        """Wait until all who came before have left, and go in."""
        if self.take():
            return
        called = asyncio.get_running_loop().create_future()
        self._waiting.append(called)
        try:
            await called
        except BaseException:
            if called.done() and not called.cancelled():
                # It was called and given up in the same moment: the next one goes in instead.
                self.leave()
            else:
                with suppress(ValueError):
                    self._waiting.remove(called)
            raise

    def leave(self) -> None:
        """Let in the next one who still waits."""
        while self._waiting:
            called = self._waiting.popleft()
            if not called.done():
                called.set_result(None)
                return
        self._taken = False


class KeyedLocks:
    """Locks by name that are made when asked for and forgotten when nobody holds or awaits them."""

    def __init__(self) -> None:
        self._locks: dict[str, OneAtATime] = {}

    def __len__(self) -> int:
        return len(self._locks)

    def hold(self, key: str) -> "_Hold":
        """Be in the block alone, in order of arrival."""
        return _Hold(self._locks, key)


class _Hold:
    """A block with one of the locks held."""

    __slots__ = ("_key", "_lock", "_locks")

    def __init__(self, locks: dict[str, OneAtATime], key: str) -> None:
        self._locks, self._key = locks, key

    async def __aenter__(self) -> None:
        lock = self._locks.get(self._key)
        if lock is None:
            lock = self._locks[self._key] = OneAtATime()
        self._lock = lock
        if not lock.take():
            try:
                await lock.wait()
            except BaseException:
                self._forget()
                raise

    async def __aexit__(self, *_: object) -> None:
        self._lock.leave()
        self._forget()

    def _forget(self) -> None:
        if not self._lock.taken and self._locks.get(self._key) is self._lock:
            del self._locks[self._key]
