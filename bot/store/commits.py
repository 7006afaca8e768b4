"""Who may write to the embedded store's one connection, and the thread that waits for the disk."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from bot.store.locks import OneAtATime
from bot.store.sqlite import SqliteStorage


class Turn:
    """Lets one transaction at a time at the connection, in order of arrival, and none while the disk is busy."""

    def __init__(self) -> None:
        self._one = OneAtATime()
        self._busy: asyncio.Event | None = None
        self._awaiting = 0

    @property
    def awaited(self) -> bool:
        """Whether somebody waits for the disk, or did until this round of the loop."""
        return self._awaiting > 0

    @property
    def taken(self) -> bool:
        """Whether somebody has the turn."""
        return self._one.taken

    def disk_is_busy_until(self, over: asyncio.Event) -> None:
        """Let nobody in until this has happened."""
        self._busy = over

    def disk_is_free(self) -> None:
        """Let in who waits."""
        self._busy = None

    def take(self) -> bool:
        """Take the turn if it is free and the disk is, and tell whether that was so."""
        return self._busy is None and self._one.take()

    async def wait(self) -> None:
        """Wait for the turn, and take it."""
        # Those who come while the disk is busy go on all at once when it is free, not one by one through the lock.
        await self._disk()
        await self._one.wait()
        try:
            await self._disk()
        except BaseException:
            self._one.leave()
            raise

    def leave(self) -> None:
        """Give the turn to the next."""
        self._one.leave()

    async def __aenter__(self) -> None:
        if not self.take():
            await self.wait()

    async def __aexit__(self, *_: object) -> None:
        self.leave()

    async def _disk(self) -> None:
        while self._busy is not None:
            self._awaiting += 1
            try:
                await self._busy.wait()
            finally:
                self._awaiting -= 1


class Writer:
    """A thread that commits, and nothing more: on a quick disk, waking an executor's costs as much as the commit."""

    def __init__(self, storage: SqliteStorage) -> None:
        self._storage = storage
        self._steps: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: Thread | None = None

    def commit(self, tell: Callable[[Exception | None], None]) -> None:
        """Commit what is open, and tell the running loop the fault, or None."""
        loop = asyncio.get_running_loop()

        def step() -> None:
            fault: Exception | None = None
            try:
                self._storage.commit()
            except Exception as refused:
                fault = refused
            with suppress(RuntimeError):  # the loop has ended; nobody is there to be told
                loop.call_soon_threadsafe(tell, fault)

        if self._thread is None:
            # A daemon: who ends without closing the store must not wait for it. SQLite mends what that leaves.
            self._thread = Thread(target=self._work, name="store-commit", daemon=True)
            self._thread.start()
        self._steps.put(step)

    def stop(self) -> None:
        """Let the thread end when it has done what it was given."""
        self._steps.put(None)

    def _work(self) -> None:
        while (step := self._steps.get()) is not None:
            step()
