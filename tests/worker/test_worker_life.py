"""Whatever happens to the worker, the store and Teams: nothing is lost, nothing is doubled without a reason."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import outbox
from bot.core.outbox import OUTBOX, OutboxRow, State
from bot.core.ports import Address, Delivery, Failed, Later, Sent, Store, Transaction, Unknown
from bot.core.turn import Message
from bot.worker import Worker
from tests.worker.playground import Breakable, Teams, clock, fast, know, store_in_memory

PEOPLE = ("Åsa", "Bo", "Cilla")
WORKERS = 2

Event = tuple[str, int, int]

events = st.lists(
    st.tuples(
        st.sampled_from(
            ["post", "post", "post", "later", "rest", "kill", "cut off", "mend", "mood", "mood", "edit", "withdraw"]
        ),
        st.integers(0, 7),
        st.integers(0, 100),
    ),
    max_size=60,
)


class World:
    """Two workers on one store, each behind a line of its own that can be cut."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.lines = [Breakable(store) for _ in range(WORKERS)]
        self.moods: Iterator[int] = iter(())
        self.arrived: list[tuple[str, str]] = []
        self.posted: list[str] = []
        self.workers: list[Worker] = []
        self.tasks: list[asyncio.Task[None]] = []
        self.kills = 0
        teams = Teams()
        teams.answers = self.answer
        self.teams = teams

    async def answer(self, address: Address, message: Message) -> Delivery | None:
        key = message.text.rpartition("\n")[2]
        match next(self.moods, 0) % 9:
            case 1:
                return Later(7, "429")
            case 2:
                return Later(3, "503", everyone=True)
            case 3:
                self.arrived.append((address.id, key))
                return Unknown("502")
            case 4:
                self.arrived.append((address.id, key))
                await asyncio.sleep(200)
            case 5:
                return Unknown("timeout")
            case 6:
                return Failed("413")
            case 7:
                raise RuntimeError
            case 8:
                await asyncio.sleep(20)
        self.arrived.append((address.id, key))
        return Sent(f"m{len(self.arrived)}", address.conversation_id)

    def start(self, number: int) -> None:
        worker = Worker(self.lines[number], self.teams, clock, at_once=4, rand=lambda: 0.5)
        task = asyncio.create_task(worker.run())
        if number < len(self.tasks):
            self.workers[number], self.tasks[number] = worker, task
        else:
            self.workers.append(worker)
            self.tasks.append(task)

    async def happen(self, event: Event) -> None:
        what, number, size = event
        match what:
            case "post" | "later":
                key = f"{len(self.posted)}"
                self.posted.append(key)
                after = size * 10 if what == "later" else 0
                await self.store.run(lambda tx: self.post(tx, key, PEOPLE[number % 3], after, number))
                self.workers[number % WORKERS].wake()
            case "rest":
                await asyncio.sleep(size)
            case "kill":
                self.kills += 1
                self.tasks[number % WORKERS].cancel()
                await asyncio.gather(self.tasks[number % WORKERS], return_exceptions=True)
                self.start(number % WORKERS)
            case "cut off":
                self.lines[number % WORKERS].broken = True
            case "mend":
                self.lines[number % WORKERS].broken = False
            case "mood":
                self.moods = iter([number, size, number + size])
            case "edit" if self.posted:
                key = self.posted[size % len(self.posted)]
                await self.store.run(lambda tx: outbox.edit(tx, key, Message(text=key), clock()))
            case "withdraw" if self.posted:
                key = self.posted[size % len(self.posted)]
                await self.store.run(lambda tx: outbox.withdraw(tx, clock(), dedupe_key=key, take_back=number > 3))

    async def post(self, tx: Transaction, key: str, to: str, after: float, number: int) -> bool:
        return await outbox.post(
            tx,
            to=f"person:{to}",
            message=Message(text=key),
            not_before=clock() + dt.timedelta(seconds=after),
            dedupe_key=key,
            about="allt",
            if_unsure="twice" if number % 2 else "not",
        )

    async def rows(self) -> dict[str, OutboxRow]:
        found = await self.store.run(lambda tx: tx.find(OUTBOX, about="allt"))
        return {kept.id: kept.value for kept in found}


@settings(max_examples=40, deadline=None)
@given(events)
def test_nothing_is_lost_or_doubled_without_a_reason(happening: list[Event]) -> None:
    async def story() -> None:
        world = World(store_in_memory())
        await know(world.store, *PEOPLE)
        for number in range(WORKERS):
            world.start(number)
        for event in happening:
            await world.happen(event)
            rows = await world.rows()
            assert sum(row.does == "send" for row in rows.values()) == len(world.posted)
        for line in world.lines:
            line.broken = False
        world.moods = iter(())
        await asyncio.sleep(7_200)
        for worker, task in zip(world.workers, world.tasks, strict=True):
            await worker.stop()
            await task
        check(world, await world.rows())

    fast(story)


def check(world: World, rows: dict[str, OutboxRow]) -> None:
    messages = {key: row for key, row in rows.items() if row.does == "send"}
    assert sorted(messages) == sorted(world.posted)
    assert not [row for row in rows.values() if row.state in outbox.OPEN]
    arrivals = Counter(key for _, key in world.arrived)
    for key, row in messages.items():
        assert row.reason or row.state is State.SENT
        if row.state is State.SENT:
            assert arrivals[key] >= 1
        # Each arrival but the last is one after which nobody knew.
        assert arrivals[key] <= row.unsure + 1
        assert arrivals[key] <= (1 if row.if_unsure == "not" else outbox.UNSURE_ATTEMPTS)
    for person in PEOPLE:
        mine = [key for to, key in world.arrived if to == f"person:{person}"]
        planned = sorted(set(mine), key=lambda key: (messages[key].not_before, int(key)))
        assert [key for place, key in enumerate(mine) if key not in mine[:place]] == planned
