"""Errands: asked of the world outside of transactions, once, again when it fails, and by somebody else after a kill."""

import asyncio
import datetime as dt

import pytest

from bot.clock import MovableClock, let_time_pass
from bot.core.errands import ERRANDS, GIVES_UP_AFTER, Errand, Stage, errand_key, send_for
from bot.core.ports import Store, Transaction
from bot.errands import LEASE, Errands
from tests.conversation import NOW

MINUTE = dt.timedelta(minutes=1)


class Asked:
    """Notes what was asked and when; fails as often as it is told to, and while asking may do what `meanwhile` says."""

    def __init__(self, store: Store, fails: int = 0) -> None:
        self.store = store
        self.fails = fails
        self.seen: list[tuple[str, dt.datetime]] = []
        self.came = asyncio.Event()

    async def ask(self, about: str, now: dt.datetime) -> None:
        self.seen.append((about, now))
        self.came.set()
        # Outside of a transaction: the store answers meanwhile.
        await self.store.run(lambda tx: tx.count(ERRANDS))
        if len(self.seen) <= self.fails:
            raise OSError("Anna Ek does not answer")


async def _let_pass(store: Store, asked: Asked, clock: MovableClock, until: dt.datetime) -> None:
    errands = Errands(store, {"ask": asked.ask}, clock, rand=lambda: 0.5)
    running = asyncio.create_task(errands.run())
    await let_time_pass(clock, until, store, errands.wake)
    errands.stop()
    await running


async def _send(store: Store, at: dt.datetime = NOW, about: str = "team") -> None:
    async def work(tx: Transaction) -> None:
        await send_for(tx, runs="ask", about=about, at=at)

    await store.run(work)


async def test_an_errand_is_done_once_at_its_time_and_is_gone(memory: Store) -> None:
    asked, clock = Asked(memory), MovableClock(start=NOW)
    await _send(memory, NOW + 5 * MINUTE)
    await _send(memory, NOW + 2 * MINUTE)
    await _send(memory, NOW + 9 * MINUTE)
    await _let_pass(memory, asked, clock, NOW + 60 * MINUTE)
    assert asked.seen == [("team", NOW + 2 * MINUTE)]
    assert await memory.run(lambda tx: tx.count(ERRANDS)) == 0


async def test_an_errand_that_fails_is_tried_again_and_at_last_no_more(memory: Store) -> None:
    asked, clock = Asked(memory, fails=2), MovableClock(start=NOW)
    await _send(memory)
    await _let_pass(memory, asked, clock, NOW + 60 * MINUTE)
    assert len(asked.seen) == 3
    hopeless = Asked(memory, fails=1000)
    await _send(memory, clock())
    await _let_pass(memory, hopeless, clock, clock() + 60 * MINUTE)
    assert len(hopeless.seen) == GIVES_UP_AFTER
    assert await memory.run(lambda tx: tx.count(ERRANDS)) == 0


async def test_the_log_holds_no_words_of_a_fault(memory: Store, caplog: pytest.LogCaptureFixture) -> None:
    await _send(memory)
    await _let_pass(memory, Asked(memory, fails=1), MovableClock(start=NOW), NOW + MINUTE)
    assert "OSError" in caplog.text
    assert "Anna" not in caplog.text


async def test_what_somebody_left_under_way_is_done_again_when_the_claim_lapses(memory: Store) -> None:
    left = Errand("ask", "team", NOW + LEASE, Stage.UNDER_WAY, attempts=1)
    await memory.run(lambda tx: tx.add(ERRANDS, errand_key("ask", "team"), left))
    asked, clock = Asked(memory), MovableClock(start=NOW)
    errands = Errands(memory, {"ask": asked.ask}, clock)
    running = asyncio.create_task(errands.run())
    await asyncio.sleep(0.02)
    assert asked.seen == []
    clock.move_to(NOW + LEASE)
    errands.wake()
    async with asyncio.timeout(5):
        await asked.came.wait()
    errands.stop()
    await running
    assert len(asked.seen) == 1


async def test_one_that_is_alone_does_at_its_start_what_was_left_under_way(memory: Store) -> None:
    left = Errand("ask", "team", NOW + LEASE, Stage.UNDER_WAY, attempts=1)
    await memory.run(lambda tx: tx.add(ERRANDS, errand_key("ask", "team"), left))
    asked = Asked(memory)
    errands = Errands(memory, {"ask": asked.ask}, MovableClock(start=NOW), alone=True)
    running = asyncio.create_task(errands.run())
    async with asyncio.timeout(5):
        await asked.came.wait()
    errands.stop()
    await running
    assert asked.seen == [("team", NOW)]
    assert await memory.run(lambda tx: tx.count(ERRANDS)) == 0


async def test_what_is_sent_for_while_it_is_under_way_is_done_once_more(memory: Store) -> None:
    clock = MovableClock(start=NOW)
    seen: list[dt.datetime] = []

    async def ask(_: str, now: dt.datetime) -> None:
        seen.append(now)
        if len(seen) == 1:
            await _send(memory)

    errands = Errands(memory, {"ask": ask}, clock)
    await _send(memory)
    running = asyncio.create_task(errands.run())
    await let_time_pass(clock, NOW + MINUTE, memory, errands.wake)
    errands.stop()
    await running
    assert len(seen) == 2


async def test_an_instant_without_a_zone_is_refused(memory: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        await _send(memory, NOW.replace(tzinfo=None))
