"""Replies that did not arrive come when Teams takes messages again, each where it belongs."""

import asyncio
import datetime as dt

from bot.core.outbox import OUTBOX, State
from bot.core.ports import ADDRESSES, Address, Delivery, Later, Unknown
from bot.core.turn import Conversation, Kind, Message, Person, Scope, Turn
from bot.replies import Replies
from bot.worker import Worker
from tests.worker.playground import Breakable, Teams, clock, fast, know, store_in_memory

LATER = Later(5, "503")
THREAD = "19:plan@thread.tacv2;messageid=17"


class Places(Teams):
    """Teams that tells in which conversation each message arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[tuple[str, str]] = []

    async def send(self, address: Address, message: Message) -> Delivery:
        self.places.append((address.conversation_id, message.text))
        return await super().send(address, message)


async def work(worker: Worker, seconds: float = 30) -> None:
    task = asyncio.create_task(worker.run())
    await asyncio.sleep(seconds)
    await worker.stop()
    await task


def said(scope: Scope, place: str) -> Turn:
    conversation = Conversation(place, scope, "https://smba.trafficmanager.net/")
    return Turn("t1", Kind.SAID, clock(), Person("Åsa", "29:Åsa", "Åsa"), conversation)


def test_a_reply_comes_later_in_the_chat_or_in_the_thread_and_once() -> None:
    async def story() -> None:
        store, woken, teams = store_in_memory(), list[bool](), Places()
        await know(store, "Åsa")
        channel = Address("conversation:19:plan@thread.tacv2", "https://x", conversation_id="19:plan@thread.tacv2")
        await store.run(lambda tx: tx.add(ADDRESSES, channel.id, channel))
        replies = Replies(store, lambda: woken.append(True))
        for turn in (said(Scope.PERSONAL, "c-Åsa"), said(Scope.CHANNEL, THREAD), said(Scope.CHANNEL, THREAD)):
            await replies.keep(turn, Message(text=turn.conversation.scope.value), LATER, clock())
        worker = Worker(store, teams, clock)
        await work(worker)
        assert sorted(teams.places) == [(THREAD, "channel"), ("c-Åsa", "personal")]
        assert len(woken) == 3

    fast(story)


def test_a_reply_in_doubt_waits_a_minute_and_comes_once_more_at_most() -> None:
    async def story() -> None:
        store, teams = store_in_memory(), Places()
        await know(store, "Åsa")

        async def nobody_knows(_: Address, __: Message) -> Delivery | None:
            return Unknown("timeout")

        teams.answers = nobody_knows
        await Replies(store, lambda: None).keep(
            said(Scope.PERSONAL, "c-Åsa"), Message(text="hej"), Unknown("timeout"), clock()
        )
        await work(Worker(store, teams, clock))
        assert teams.places == []
        await work(Worker(store, teams, clock), 600)
        assert len(teams.places) == 1

    fast(story)


def test_a_reply_of_no_use_any_more_is_not_sent_and_the_list_says_so() -> None:
    async def story() -> None:
        store, teams = store_in_memory(), Places()
        await know(store, "Åsa")
        turn = said(Scope.PERSONAL, "c-Åsa")
        await Replies(store, lambda: None).keep(turn, Message(text="hej"), LATER, clock() - dt.timedelta(hours=5))
        await work(Worker(store, teams, clock))
        assert teams.places == []
        rows = await store.run(lambda tx: tx.find(OUTBOX, state=State.FAILED))
        assert len(rows) == 1

    fast(story)


def test_a_reply_that_cannot_be_kept_is_no_fault_of_the_turn() -> None:
    async def story() -> None:
        store = Breakable(store_in_memory())
        store.broken = True
        await Replies(store, lambda: None).keep(said(Scope.PERSONAL, "c-Åsa"), Message(text="hej"), LATER, clock())

    fast(story)
