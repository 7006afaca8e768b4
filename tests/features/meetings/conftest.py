"""The house of the bodies, with people whom the bot has met."""

from dataclasses import dataclass

import pytest

from bot.app import Bot
from bot.core.outbox import OUTBOX, OutboxRow
from bot.core.ports import Kept, Store
from tests.conversation import Chat, channel, person
from tests.features.bodies.conftest import FILLINGS, House

BOOKING = "boka planeringscheferna tors v 3 kl 9–11 på Tyresö slott, gäst Trafikverket"


@dataclass
class Hall(House):
    """The house with its outbox, and the channel of the planning managers."""

    store: Store

    def in_channel(self, name: str, team: str = "Planeringschefer") -> Chat:
        return Chat(self.bot, who=person(name), place=channel(team))

    async def rows(self) -> list[Kept[OutboxRow]]:
        return await self.store.run(lambda tx: tx.between(OUTBOX, "due_at"))

    async def invitation(self) -> dict[str, object]:
        """Return the card in the channel as it stands."""
        found = [kept.value for kept in await self.rows() if kept.id.startswith("invitation:")]
        card = found[-1].message.card
        assert card is not None
        return card

    async def to(self, name: str) -> list[dict[str, object]]:
        """Return the cards that wait for somebody."""
        found = [kept.value for kept in await self.rows() if kept.value.to == f"person:{person(name).id}"]
        return [row.message.card for row in found if row.message.card]

    async def book(self) -> None:
        """Book one meeting of the planning managers, 21 January 9-11."""
        chat = self.secretariat
        await chat.say(BOOKING)
        await chat.press("Boka")


@pytest.fixture
async def hall(bot: Bot, memory: Store) -> Hall:
    """Seats filled, and the planning managers' people and channel met."""
    await bot.seating.lay_out()
    assert await bot.seating.fill(FILLINGS)
    found = Hall(bot, memory)
    for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Lovisa Brandt"):
        await found.chat(name).say("hej")
    await found.in_channel("Per Berg").say("hej")
    return found
