"""The planning managers with their seats, in a world whose time can be moved."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.core.ports import Kept, Store, Transaction
from bot.core.turn import Reply
from bot.features.bodies.seats import Filling, Post
from bot.features.referrals.model import REFERRALS, RESPONSES, Referral, ReferralResponse
from tests.conversation import Chat, read
from tests.world import Arrived, World, living

SINCE = dt.date(2026, 1, 1)
BODY = "planeringschefer"
FILLINGS = (
    Filling(BODY, "0127", Post.HOLDER, "Mehmet Aydin", SINCE),
    Filling(BODY, "0136", Post.HOLDER, "Lovisa Brandt", SINCE),
    Filling(BODY, "0126", Post.HOLDER, "Lukas Josefsén", SINCE),
    Filling(BODY, "0126", Post.STAND_IN, "Emma Clarke", SINCE),
    Filling(BODY, "0140", Post.HOLDER, "Petra Nyqvist", SINCE, email="petra.nyqvist@example.org"),
    Filling(BODY, "0128", Post.HOLDER, "Anders Viklund", SINCE),
    Filling(BODY, "0181", Post.HOLDER, "Maria Sandell", SINCE),
    Filling(BODY, "0138", Post.HOLDER, "Per Berg", SINCE),
    Filling(BODY, "0138", Post.STAND_IN, "Åsa Öberg", SINCE),
    Filling("klimatstrateger", "0128", Post.HOLDER, "Karin Holmlund", SINCE),
    Filling("samarbetskommitten", "", Post.CHAIR, "Boel Godner", SINCE, home="0181"),
    Filling("samarbetskommitten", "0181", Post.HOLDER, "Boel Godner", SINCE),
)
"""Nynäshamn's seat is vacant. Petra Nyqvist never writes to the bot, so it cannot write to her."""

LANSPLAN = (
    "ny remiss: Länsplan för regional transportinfrastruktur från Region Stockholm, dnr TRV 2026/123, "
    "svar senast 15 mars, leds av planeringscheferna"
)


@dataclass
class Office:
    """The secretariat with its referrals."""

    world: World

    @property
    def gunilla(self) -> Chat:
        return self.world.secretariat

    async def register(self, said: str = LANSPLAN, choice: str = "Ja, gemensamt") -> Chat:
        """Register a referral and answer the first question."""
        chat = self.gunilla
        await chat.say(said)
        await chat.press("Registrera")
        if choice:
            await chat.press(choice)
        await self.world.settle()
        return chat

    async def say(self, name: str, text: str, *, channel: bool = False, tenant: str = "home") -> str:
        """Let somebody say something; return what they read."""
        chat = self.world.in_channel(name, tenant=tenant) if channel else self.world.chat(name, tenant)
        said = read(await chat.say(text))
        # What follows another message to the same place waits behind it for some seconds.
        await self.world.until(self.world.clock() + dt.timedelta(minutes=1))
        return said

    def card(self) -> Arrived:
        """Return the referral's card in the channel as it stands."""
        return next(each for each in self.world.to_channel() if "Remiss: " in each.words)

    async def press(self, name: str, title: str, tenant: str = "home") -> Reply | None:
        """Let somebody press a button of the card in the channel."""
        reply = await self.world.press_on(self.card(), title, self.world.in_channel(name, tenant=tenant))
        await self.world.settle()
        return reply

    async def referral(self) -> Referral:
        """Return the latest referral."""
        return [kept.value for kept in await self.world.store.run(_all_referrals)][-1]

    async def response(self, code: str) -> ReferralResponse:
        """Return what a municipality has said of the latest referral."""
        key = f"{(await self.referral()).id}|{code}"
        kept = await self.world.store.run(lambda tx: tx.get(RESPONSES, key))
        assert kept is not None
        return kept.value

    async def until(self, day: str, hour: int = 12) -> None:
        """Let time pass until an hour (UTC) of a day."""
        await self.world.until(dt.datetime.fromisoformat(f"{day}T{hour:02}:00+00:00"))


async def _all_referrals(tx: Transaction) -> list[Kept[Referral]]:
    return [kept async for kept in tx.all(REFERRALS)]


@pytest.fixture
async def office(memory: Store) -> AsyncIterator[Office]:
    """A running world: seats filled, everybody but Petra Nyqvist met, and the channel known."""
    async with living(memory) as world:
        await world.bot.seating.fill(FILLINGS)
        for name in ("Mehmet Aydin", "Lukas Josefsén", "Emma Clarke", "Anders Viklund", "Maria Sandell", "Per Berg"):
            await world.chat(name).say("hej")
        await world.chat("Lovisa Brandt", tenant="haninge").say("hej")
        await world.chat("Åsa Öberg").say("hej")
        await world.secretariat.say("hej")
        await world.in_channel("Per Berg").say("hej")
        yield Office(world)
