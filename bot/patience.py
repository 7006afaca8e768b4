"""Waits for something only so long: whoever is waited for may hang, and hang again while it is being given up."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_given_up: set[asyncio.Task[Any]] = set()


async def within(seconds: float, work: Coroutine[Any, Any, T], *, lets_go: bool = False) -> T:
    """Return what `work` comes to; raises TimeoutError after so long.

    The work is then cancelled but not waited for: a database that hangs takes its time to let go, too. What `lets_go`
    at once needs no task of its own.
    """
    if lets_go:
        async with asyncio.timeout(seconds):
            return await work
    task = asyncio.create_task(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if done:
        return task.result()
    task.cancel()
    _given_up.add(task)
    task.add_done_callback(_let_go)
    raise TimeoutError


def _let_go(task: asyncio.Task[Any]) -> None:
    _given_up.discard(task)
    if not task.cancelled():
        task.exception()
