"""One at a time, in order of arrival, whoever gives up."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.store.locks import KeyedLocks, OneAtATime

visits = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["stays", "stays", "gives up"])), max_size=12)
"""For each who comes: for how many rounds of the loop they are in, and whether they give up before or after that."""


@given(visits, st.lists(st.integers(0, 5), min_size=12, max_size=12))
def test_one_is_in_at_a_time_in_order_and_nobody_is_forgotten(plan: list[tuple[int, str]], ends: list[int]) -> None:
    async def play() -> None:
        one, inside, came = OneAtATime(), [0], list[int]()

        async def visit(number: int, rounds: int) -> None:
            if not one.take():
                await one.wait()
            try:
                came.append(number)
                inside[0] += 1
                assert inside[0] == 1
                for _ in range(rounds):
                    await asyncio.sleep(0)
            finally:
                inside[0] -= 1
                one.leave()

        tasks = [asyncio.create_task(visit(number, rounds)) for number, (rounds, _) in enumerate(plan)]
        for number, (_, ending) in enumerate(plan):
            for _ in range(ends[number]):
                await asyncio.sleep(0)
            if ending == "gives up":
                tasks[number].cancel()
        async with asyncio.timeout(5):
            done = await asyncio.gather(*tasks, return_exceptions=True)
        assert came == sorted(came)
        assert {number for number, (_, ending) in enumerate(plan) if ending == "stays"} <= set(came)
        assert all(each is None or isinstance(each, asyncio.CancelledError) for each in done)
        assert not one.taken

    asyncio.run(play())


async def test_whoever_is_called_and_gives_up_in_the_same_moment_lets_the_next_one_in() -> None:
    one = OneAtATime()
    assert one.take()
    first, second = asyncio.create_task(one.wait()), asyncio.create_task(one.wait())
    await asyncio.sleep(0)
    one.leave()
    first.cancel()
    async with asyncio.timeout(5):
        await second
    assert first.cancelled()
    assert one.taken
    one.leave()
    assert not one.taken


async def test_locks_by_name_are_forgotten_when_nobody_holds_or_awaits_them() -> None:
    locks = KeyedLocks()
    async with locks.hold("a"), locks.hold("b"):
        waiting = asyncio.create_task(_hold(locks, "a"))
        await asyncio.sleep(0)
        assert len(locks) == 2
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert len(locks) == 2
    assert len(locks) == 0
    await _hold(locks, "a")
    assert len(locks) == 0


async def _hold(locks: KeyedLocks, key: str) -> None:
    async with locks.hold(key):
        pass
