"""A bot with a few facts of its own, and a look into its outbox."""

import dataclasses
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.app import Bot, compose
from bot.core.outbox import OUTBOX, OutboxRow, State
from bot.core.ports import Store, Transaction
from bot.core.text import Text
from bot.core.turn import Conversation, Kind, Person
from bot.features.bodies.model import Cooperation, Secretariat
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.model import Document, Fact, Library, Source, Topic, Wording, Wordings
from bot.store.open import open_store
from tests.conftest import library, understanding
from tests.conversation import Chat, person, personal

KARIN = person("Karin Holmlund")
LOVISA = person("Lovisa Brandt", tenant="elsewhere")
GUNILLA = person("Gunilla Ström")
TOBIAS = person("Tobias Lager")

LIBRARY = Library(
    facts=(
        Fact(
            id="priorities",
            about=("priorities",),
            kind="which",
            question=Wording("Vilka är de fem prioriteringarna?", "Which are the five priorities?"),
            answer=Wording("Samarbetet driver två satsningar:", "The cooperation pursues two investments:"),
            list=Wordings(("Bron", "Tunneln"), ("The bridge", "The tunnel")),
            source=Source("plan", "3.1"),
            valid_from=dt.date(2021, 1, 1),
            owner="kansliet",
            asked=Wordings(("vilka är prioriteringarna", "vad prioriterar ni"), ("what are the priorities",)),
        ),
        Fact(
            id="bridge-cost",
            about=("bridge",),
            kind="amount",
            question=Wording("Vad kostade utredningen av bron?", "What did the study of the bridge cost?"),
            answer=Wording("Utredningen kostade 21 420 kr.", "The study cost SEK 21,420."),
            source=Source("plan", "3.2"),
            valid_from=dt.date(2021, 1, 1),
            owner="kansliet",
        ),
        Fact(
            id="tunnel-cost",
            about=("tunnel",),
            kind="amount",
            question=Wording("Vad kostade utredningen av tunneln?", "What did the study of the tunnel cost?"),
            answer=Wording("Utredningen kostade 330 943 kr.", "The study cost SEK 330,943."),
            source=Source("plan", "3.2"),
            valid_from=dt.date(2021, 1, 1),
            owner="kansliet",
        ),
    ),
    topics=(
        Topic("priorities", Wording("prioriteringarna", "the priorities"), "priority"),
        Topic("bridge", Wording("bron", "the bridge"), "project"),
        Topic("tunnel", Wording("tunneln", "the tunnel"), "project"),
    ),
    documents=(Document("plan", Wording("Planen", "The plan"), dt.date(2021, 1, 1), dt.date(2021, 12, 31)),),
)
COOPERATION = Cooperation(
    name=Text(sv="Samarbetet", en="the cooperation"),
    municipalities=(),
    secretariat=Secretariat(
        "kansliet", Text(sv="Kansliet", en="the secretariat"), Text(sv="kansliet", en="the secretariat")
    ),
    bodies=(),
    try_asking=(Text(sv="Vilka är prioriteringarna?", en="What are the priorities?"),),
)


@dataclass
class House:
    """A bot, the store under it, and what has been posted."""

    store: Store
    bot: Bot
    posted: list[None]

    def chat(self, who: Person, place: Conversation | None = None, **changes: Any) -> Chat:
        """Return a conversation of somebody's."""
        return Chat(self.bot, who, place, **changes)

    def restarted(self) -> "House":
        """Return the same house after a restart: another bot on the same store."""
        return build(self.store)

    async def rows(self, to: str = "") -> list[OutboxRow]:
        """Return what is in the outbox, all or to one address, oldest first."""

        async def work(tx: Transaction) -> list[OutboxRow]:
            return [kept.value async for kept in tx.all(OUTBOX) if not to or kept.value.to == to]

        return await self.store.run(work)

    async def kept(self, collection: Any) -> list[Any]:
        """Return all documents of a collection."""

        async def work(tx: Transaction) -> list[Any]:
            return [kept.value async for kept in tx.all(collection)]

        return await self.store.run(work)

    async def send(self) -> None:
        """Have everything that waits delivered."""

        async def work(tx: Transaction) -> None:
            async for kept in tx.all(OUTBOX):
                if kept.value.state is State.WAITING:
                    number = f"sent-{kept.id}"
                    await tx.put(
                        OUTBOX, kept, dataclasses.replace(kept.value, state=State.SENT, message_id=number, due_at=None)
                    )

        await self.store.run(work)


@cache
def _understanding() -> Knowledge:
    """Return what answers from the few facts, made once for all tests."""
    return Knowledge(LIBRARY)


def build(store: Store, *, whole: bool = False) -> House:
    """Return a house on a store, which knows the few facts or all those of the data folder."""
    posted: list[None] = []
    bot = compose(
        store,
        library() if whole else LIBRARY,
        COOPERATION,
        understanding=understanding() if whole else _understanding(),
        secretariat=frozenset({GUNILLA.id, TOBIAS.id}),
        home_tenant="home",
        posted=lambda: posted.append(None),
    )
    return House(store, bot, posted)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A bot on a store in memory; the secretariat has not been met."""
    store = await open_store("memory:", tmp_path)
    yield build(store)
    await store.close()


@pytest.fixture
async def whole(tmp_path: Path) -> AsyncIterator[House]:
    """A bot that knows all the facts of the data folder, for what depends on how questions are weighed."""
    store = await open_store("memory:", tmp_path)
    yield build(store, whole=True)
    await store.close()


@pytest.fixture
async def staffed(house: House) -> House:
    """The same, after Gunilla and Tobias at the secretariat have installed the bot."""
    for who in (GUNILLA, TOBIAS):
        await house.chat(who, personal(who)).happen(Kind.INSTALLED)
    return house
