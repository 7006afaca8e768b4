"""A world in which time can be moved: the whole bot, its worker and its timekeeper, and what has arrived where."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from bot.app import Bot, compose
from bot.clock import MovableClock, let_time_pass
from bot.core.limits import Limiter
from bot.core.page import Addresses
from bot.core.ports import Address, Delivery, Roster, Sent, Store
from bot.core.timers import stop_timers
from bot.core.turn import Message, Reply
from bot.features.newcomers.leaving import CHASE
from bot.serving import Engine
from bot.worker import Worker
from tests.conftest import SECRETARIAT, cooperation, library, programme, understanding
from tests.conversation import HOME, NOW, Chat, channel, person, read

ADDRESS = "https://boten.example.org"


@dataclass(frozen=True)
class Arrived:
    """A message as it stands: `to` is an address id, `first` is when it came, `at` when it last changed."""

    id: str
    to: str
    at: dt.datetime
    first: dt.datetime
    message: Message

    @property
    def words(self) -> str:
        """All that a person reads, with ordinary spaces."""
        card = self.message.card["fallbackText"] if self.message.card else ""
        return "\n".join(filter(None, (self.message.text, card))).replace("\N{NO-BREAK SPACE}", " ")


@dataclass
class Teams:
    """The other side: keeps what arrives. What `refuses` holds for an address id is answered instead."""

    clock: MovableClock
    arrived: list[Arrived] = field(default_factory=list)
    refuses: dict[str, Delivery] = field(default_factory=dict)

    async def send(self, address: Address, message: Message) -> Delivery:
        if refused := self.refuses.get(address.id):
            return refused
        now, key = self.clock(), f"m{len(self.arrived) + 1}"
        self.arrived.append(Arrived(key, address.id, now, now, message))
        return Sent(key, address.conversation_id or f"chat-{address.id}")

    async def update(self, _: Address, message_id: str, message: Message) -> Delivery:
        self.arrived = [
            replace(each, message=message, at=self.clock()) if each.id == message_id else each for each in self.arrived
        ]
        return Sent(message_id)

    async def delete(self, _: Address, message_id: str) -> Delivery:
        self.arrived = [each for each in self.arrived if each.id != message_id]
        return Sent(message_id)


@dataclass
class World:
    """The bot running. Everybody's chat keeps to the world's clock."""

    bot: Bot
    store: Store
    teams: Teams
    engine: Engine
    clock: MovableClock

    async def until(self, at: dt.datetime) -> None:
        """Let time pass, and everything that is due happen at its own time."""
        await let_time_pass(self.clock, at, self.store, self.engine.wake)

    async def settle(self) -> None:
        """Let everything that is due now happen."""
        await self.until(self.clock())

    async def book(self, said: str) -> Chat:
        """Book what a sentence says as the secretariat, and let what follows from it happen."""
        chat = self.secretariat
        await chat.say(said)
        assert "bokat" in read(await chat.press("Boka")), "nothing was booked"
        await self.settle()
        return chat

    def chat(self, name: str, tenant: str = HOME, **changes: Any) -> Chat:
        """Return somebody's own chat with the bot, now."""
        return Chat(self.bot, who=person(name, tenant), now=self.clock(), **changes)

    def in_channel(self, name: str, team: str = "Planeringschefer", tenant: str = HOME) -> Chat:
        """Return a channel in which somebody writes, now."""
        return Chat(self.bot, who=person(name, tenant), place=channel(team), now=self.clock())

    @property
    def secretariat(self) -> Chat:
        """Return Gunilla Ström's own chat, now."""
        return self.chat("Gunilla Ström")

    def to_person(self, name: str) -> list[Arrived]:
        """Return what has arrived in somebody's own chat, beside replies, oldest first."""
        return [each for each in self.teams.arrived if each.to == f"person:{person(name).id}"]

    def to_channel(self, team: str = "Planeringschefer") -> list[Arrived]:
        """Return what stands in a team's channel, beside replies, oldest first."""
        key = channel(team).id.split(";")[0]
        return [each for each in self.teams.arrived if each.to == f"conversation:{key}"]

    async def press_on(self, arrived: Arrived, title: str, who: Chat, **values: str) -> Reply | None:
        """Press a button of something that has arrived."""
        assert arrived.message.card is not None, "what arrived has no card"
        return await who.press_on(arrived.message.card, title, **values)


@asynccontextmanager
async def living(
    store: Store, start: dt.datetime = NOW, roster: Roster | None = None, *, chases: bool = False
) -> AsyncIterator[World]:
    """Run the bot on a store with the project's own data from `start` on; nobody sits anywhere yet.

    `roster` tells who is in a team; `chases` is whether empty seats are chased every month, which tests of other things
    need not hear.
    """
    clock = MovableClock(start=start)
    teams = Teams(clock)
    # Without Teams' limits: they make a worker wait for a clock that moves only when the test says so.
    worker = Worker(store, teams, clock, limiter=Limiter(everywhere=(), conversation=()), alone=True)
    engine = Engine(store, worker, clock)
    bot = compose(
        store,
        library(),
        cooperation(),
        understanding=understanding(),
        secretariat=frozenset(each.id for each in SECRETARIAT),
        home_tenant=HOME,
        addresses=Addresses(ADDRESS),
        roster=roster,
        programme=programme(),
        posted=engine.wake,
    )
    await bot.lay_out(start)
    if not chases:
        await store.run(lambda tx: stop_timers(tx, key=f"routine:{CHASE}"))
    working = asyncio.create_task(worker.run())
    try:
        async with engine.keeping_time(bot):
            yield World(bot, store, teams, engine, clock)
    finally:
        await worker.stop()
        await working
