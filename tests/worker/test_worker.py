import asyncio
import datetime as dt

from bot.core import outbox
from bot.core.outbox import OUTBOX
from bot.core.ports import Store, Transaction
from bot.core.turn import Message
from bot.store.tiny import open_tiny
from bot.worker import Worker
from tests.worker.playground import START, Teams, clock, fast, know


async def say(store: Store, to: str, text: str, after: float = 0.0) -> None:
    async def work(tx: Transaction) -> None:
        await outbox.post(
            tx,
            to=f"person:{to}",
            message=Message(text=text),
            not_before=clock() + dt.timedelta(seconds=after),
            dedupe_key=text,
        )

    await store.run(work)


def test_what_is_posted_arrives_in_time_and_in_order() -> None:
    async def story() -> None:
        store, teams = open_tiny(None), Teams()
        await know(store, "Åsa", "Bo")
        worker = Worker(store, teams, clock, rand=lambda: 0.0)
        task = asyncio.create_task(worker.run())
        await say(store, "Åsa", "tredje", after=3600)
        await say(store, "Åsa", "första")
        await say(store, "Åsa", "andra")
        worker.wake()
        await asyncio.sleep(10)
        assert teams.texts == ["första", "andra"]
        await asyncio.sleep(3600)
        assert teams.texts == ["första", "andra", "tredje"]
        assert (teams.arrived[-1][0] - START).total_seconds() < 3602
        pulse = await worker.pulse()
        assert pulse.by_state["sent"] == 3
        await worker.stop()
        await task
        await store.close()

    fast(story)
