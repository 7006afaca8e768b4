import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator

import pytest

from bot.core import outbox, timers
from bot.core.outbox import OUTBOX
from bot.core.ports import Store, Transaction
from bot.core.recurrence import Rule
from bot.core.timers import TIMERS, Timer
from bot.core.turn import Message
from bot.timekeeper import Timekeeper
from tests.worker.playground import START, Breakable, clock, fast, store_in_memory

MONDAYS = Rule("FREQ=WEEKLY;BYDAY=MO", dt.date(2026, 11, 23), dt.time(9, 0))


class House:
    """A store whose timers run one use case that posts one message, and may fail first."""

    def __init__(self) -> None:
        self.store: Store = store_in_memory()
        self.ran: list[tuple[str, dt.datetime]] = []
        self.faults = 0
        self.posted = 0

    async def remind(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        self.ran.append((timer.about, now))
        key = f"{timer.about}@{timer.occurs_at:%Y-%m-%d}"
        await outbox.post(tx, to="person:Åsa", message=Message(text="Läget"), not_before=now, dedupe_key=key)
        if self.faults:
            self.faults -= 1
            raise RuntimeError

    async def set(self, key: str, after: float, **more: object) -> None:
        at = clock() + dt.timedelta(seconds=after)
        await self.store.run(
            lambda tx: timers.set_timer(tx, key=key, runs="remind", at=at, about=key, **more)  # type: ignore[arg-type]
        )

    def count(self) -> None:
        self.posted += 1

    @contextlib.asynccontextmanager
    async def keeping(self) -> AsyncIterator[Timekeeper]:
        keeper = Timekeeper(self.store, {"remind": self.remind}, clock, posted=self.count, rand=lambda: 0.0)
        task = asyncio.create_task(keeper.run())
        try:
            yield keeper
        finally:
            keeper.stop()
            await task

    async def messages(self) -> int:
        return await self.store.run(lambda tx: tx.count(OUTBOX))

    async def left(self) -> list[Timer]:
        async def work(tx: Transaction) -> list[Timer]:
            return [kept.value async for kept in tx.all(TIMERS)]

        return await self.store.run(work)


def test_the_same_key_and_time_with_another_rule_repeats_by_that_rule() -> None:
    async def story() -> None:
        house = House()
        await house.set("måndag", 3_600)
        await house.set("måndag", 3_600, repeats=MONDAYS)
        assert [timer.repeats for timer in await house.left()] == [MONDAYS]

    fast(story)


def test_a_decision_is_taken_at_its_time_once_and_posts_with_it() -> None:
    async def story() -> None:
        house = House()
        async with house.keeping() as keeper:
            await house.set("möte", 3_600)
            keeper.wake()
            await asyncio.sleep(3_599)
            assert house.ran == []
            await asyncio.sleep(100)
        assert house.ran == [("möte", START + dt.timedelta(hours=1))]
        assert (await house.messages(), await house.left(), house.posted) == (1, [], 1)

    fast(story)


def test_a_timer_moves_with_what_it_is_about_and_stops_with_it() -> None:
    async def story() -> None:
        house = House()
        async with house.keeping() as keeper:
            await house.set("möte", 60)
            await house.set("möte", 600)
            await house.set("annat", 60)
            keeper.wake()
            assert await house.store.run(lambda tx: timers.stop_timers(tx, about="annat")) == 1
            await asyncio.sleep(500)
            assert house.ran == []
            await asyncio.sleep(500)
            assert [about for about, _ in house.ran] == ["möte"]
            assert await house.store.run(lambda tx: timers.stop_timers(tx, key="möte")) == 0

    fast(story)


def test_every_morning_is_every_morning_and_a_standstill_is_made_up_for_once() -> None:
    async def story() -> None:
        house = House()
        mornings = Rule("FREQ=DAILY", dt.date(2026, 11, 23), dt.time(9, 0))
        await house.set("läget", 0, repeats=mornings)
        await asyncio.sleep(22 * 86_400 + 7_200)
        async with house.keeping():
            await asyncio.sleep(23 * 3_600)
        assert [f"{at:%d %H}" for _, at in house.ran] == ["15 10", "16 08"]
        assert await house.messages() == 2
        assert [timer.occurs_at.day for timer in await house.left()] == [17]

    fast(story)


def test_what_came_too_late_is_not_decided_but_noted() -> None:
    async def story() -> None:
        house = House()
        await house.set("30 minuter före", 60, useful_seconds=1_800)
        await asyncio.sleep(7_200)
        async with house.keeping():
            await asyncio.sleep(10)
        assert house.ran == []
        assert [(timer.due_at, timer.reason) for timer in await house.left()] == [(None, outbox.PAST_USE)]

    fast(story)


def test_a_use_case_that_fails_leaves_nothing_behind_and_is_tried_again() -> None:
    async def story() -> None:
        house = House()
        house.faults = 3
        await house.set("möte", 0)
        async with house.keeping():
            await asyncio.sleep(60)
        assert len(house.ran) == 4
        assert (await house.messages(), await house.left()) == (1, [])

    fast(story)


@pytest.mark.parametrize("repeats", [None, MONDAYS])
def test_a_use_case_that_always_fails_ends_in_vain_and_a_repeated_one_tries_next_time(repeats: Rule | None) -> None:
    async def story() -> None:
        house = House()
        house.faults = 1_000
        await house.set("möte", 0, repeats=repeats)
        async with house.keeping():
            await asyncio.sleep(3 * 3_600)
            (timer,) = await house.left()
        assert len(house.ran) == timers.GIVES_UP_AFTER
        assert await house.messages() == 0
        if repeats is None:
            assert (timer.due_at, timer.reason) == (None, "RuntimeError")
        else:
            assert timer.due_at == START + dt.timedelta(days=7)

    fast(story)


def test_a_timer_for_a_use_case_that_is_gone_does_not_stop_the_others() -> None:
    async def story() -> None:
        house = House()
        await house.store.run(lambda tx: timers.set_timer(tx, key="gammal", runs="borttagen", at=clock()))
        await house.set("möte", 1)
        async with house.keeping():
            await asyncio.sleep(10)
        assert [about for about, _ in house.ran] == ["möte"]

    fast(story)


def test_a_store_that_does_not_answer_only_delays() -> None:
    async def story() -> None:
        house = House()
        await house.set("möte", 0)
        broken = Breakable(house.store)
        house.store, broken.broken = broken, True
        async with house.keeping():
            await asyncio.sleep(100)
            broken.broken = False
            await asyncio.sleep(20)
        assert len(house.ran) == 1

    fast(story)


def test_nothing_is_decided_by_a_clock_that_is_in_doubt() -> None:
    async def story() -> None:
        house, doubts = House(), [True]
        await house.set("möte", 0)
        keeper = Timekeeper(house.store, {"remind": house.remind}, clock, in_doubt=lambda: doubts[0])
        task = asyncio.create_task(keeper.run())
        await asyncio.sleep(100)
        assert house.ran == []
        doubts[0] = False
        await asyncio.sleep(2)
        keeper.stop()
        await task
        assert len(house.ran) == 1

    fast(story)


def test_a_use_case_may_set_its_own_timer_anew() -> None:
    async def story() -> None:
        house = House()

        async def again(tx: Transaction, timer: Timer, now: dt.datetime) -> None:
            house.ran.append((timer.about, now))
            if len(house.ran) < 3:
                await timers.set_timer(tx, key="steg", runs="again", at=now + dt.timedelta(hours=1))

        await house.store.run(lambda tx: timers.set_timer(tx, key="steg", runs="again", at=clock()))
        keeper = Timekeeper(house.store, {"again": again}, clock)
        task = asyncio.create_task(keeper.run())
        await asyncio.sleep(5 * 3_600)
        keeper.stop()
        await task
        assert [at.hour for _, at in house.ran] == [8, 9, 10]
        assert await house.left() == []

    fast(story)


def test_a_timer_needs_a_zone() -> None:
    async def story() -> None:
        house = House()
        with pytest.raises(ValueError, match="zone"):
            await house.store.run(
                lambda tx: timers.set_timer(tx, key="k", runs="remind", at=clock().replace(tzinfo=None))
            )

    fast(story)


def test_a_use_case_looks_before_its_transaction_and_a_look_that_fails_is_tried_again() -> None:
    async def story() -> None:
        store = store_in_memory()
        looks: list[str] = []

        async def look(timer: Timer, _: dt.datetime) -> timers.UseCase:
            # Another transaction, which a use case itself could not begin.
            number = await store.run(lambda tx: tx.count(OUTBOX))
            looks.append(timer.about)
            if len(looks) == 1:
                raise RuntimeError

            async def post(tx: Transaction, timer: Timer, now: dt.datetime) -> None:
                words = Message(text=f"{number} före")
                await outbox.post(tx, to="person:Åsa", message=words, not_before=now, dedupe_key=timer.about)

            return post

        keeper = Timekeeper(store, {"look": timers.Prepared(look)}, clock, rand=lambda: 0.0)
        task = asyncio.create_task(keeper.run())
        at = clock() + dt.timedelta(seconds=5)

        async def set_both(tx: Transaction) -> None:
            for key in ("a", "b"):
                await timers.set_timer(tx, key=key, runs="look", at=at, about=key)

        await store.run(set_both)
        keeper.wake()
        await asyncio.sleep(20)
        assert looks.count("a") + looks.count("b") == 3
        rows = await store.run(lambda tx: tx.find(OUTBOX, to="person:Åsa"))
        assert sorted(kept.value.message.text for kept in rows) == ["0 före", "1 före"]
        assert await store.run(lambda tx: tx.count(TIMERS)) == 0
        keeper.stop()
        await task

    fast(story)
