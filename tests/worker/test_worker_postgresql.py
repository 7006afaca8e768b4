"""Two replicas on a real PostgreSQL work one outbox."""

import asyncio
import datetime as dt

from bot.core import outbox
from bot.core.outbox import OUTBOX, WORKERS, State
from bot.core.ports import Address, Delivery, Transaction
from bot.core.turn import Message
from bot.store.postgresql import open_postgresql
from bot.worker import Worker
from tests.worker.playground import Teams, know

PEOPLE = tuple(f"p{number}" for number in range(6))
EACH = 8


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def post_all(tx: Transaction) -> None:
    for number in range(EACH):
        for person in PEOPLE:
            key = f"{person}:{number}"
            await outbox.post(
                tx, to=f"person:{person}", message=Message(text=key), not_before=now(), dedupe_key=key, about="allt"
            )


async def test_replicas_share_the_work_keep_the_order_and_send_nothing_twice(postgres_url: str) -> None:
    stores = [await open_postgresql(postgres_url) for _ in range(2)]
    await know(stores[0], *PEOPLE)
    await stores[0].run(post_all)
    teams, all_there = Teams(), asyncio.Event()

    async def counts(_: Address, __: Message) -> Delivery | None:
        if len(teams.arrived) == len(PEOPLE) * EACH - 1:
            all_there.set()
        return None

    teams.answers = counts
    workers = [Worker(store, teams, now, name=f"w{number}", at_once=4) for number, store in enumerate(stores)]
    async with asyncio.timeout(60):
        async with asyncio.TaskGroup() as tasks:
            for worker in workers:
                tasks.create_task(worker.run())
            await all_there.wait()
            for worker in workers:
                await worker.stop()
    counted = await stores[0].run(lambda tx: outbox.counts(tx, "allt"))
    left = await stores[0].run(lambda tx: tx.count(WORKERS))
    for store in stores:
        await store.close()
    assert counted == outbox.Tally(sent=len(PEOPLE) * EACH)
    assert left == 0
    for person in PEOPLE:
        assert [key for key in teams.texts if key.startswith(f"{person}:")] == [f"{person}:{n}" for n in range(EACH)]


async def test_a_replica_takes_over_what_a_dead_one_had_claimed(postgres_url: str) -> None:
    store = await open_postgresql(postgres_url)
    await know(store, "p0")

    async def left_behind(tx: Transaction) -> None:
        await outbox.post(
            tx, to="person:p0", message=Message(text="hej"), not_before=now(), dedupe_key="hej", about="allt"
        )
        kept = await tx.get(OUTBOX, "hej")
        assert kept is not None
        await tx.put(OUTBOX, kept, outbox.claim(kept.value, now() - dt.timedelta(minutes=1), dt.timedelta(seconds=5)))

    await store.run(left_behind)
    settled: asyncio.Queue[State] = asyncio.Queue()
    worker = Worker(store, Teams(), now, on_settled=lambda row: settled.put_nowait(row.state), rand=lambda: 0.0)
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        tasks.create_task(worker.run())
        assert await settled.get() is State.SENT
        await worker.stop()
    kept = await store.run(lambda tx: tx.get(OUTBOX, "hej"))
    await store.close()
    assert kept is not None
    assert (kept.value.unsure, kept.value.token) == (1, 2)
