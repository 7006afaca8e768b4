import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot.core import outbox
from bot.core.limits import Limiter, Window
from bot.core.outbox import OUTBOX, OutboxRow, State, Tally
from bot.core.ports import (
    ADDRESSES,
    Address,
    Delivery,
    Failed,
    Later,
    Sent,
    Store,
    StoreFault,
    Transaction,
    Unknown,
    Unreachable,
)
from bot.core.recurrence import Rule
from bot.core.turn import Message
from bot.worker import Worker
from tests.worker.playground import START, Breakable, Teams, clock, fast, know, store_in_memory


@dataclass
class House:
    """A store, a Teams and a worker in flying time."""

    store: Store = field(default_factory=store_in_memory)
    teams: Teams = field(default_factory=Teams)
    settled: list[OutboxRow] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def worker(self, **how: object) -> AsyncIterator[Worker]:
        worker = Worker(
            self.store,
            self.teams,
            clock,
            rand=lambda: 0.0,
            on_settled=self.settled.append,
            **how,  # type: ignore[arg-type]
        )
        task = asyncio.create_task(worker.run())
        try:
            yield worker
        finally:
            await worker.stop()
            await task

    async def say(self, to: str, text: str, *, after: float = 0.0, **more: object) -> bool:
        async def work(tx: Transaction) -> bool:
            return await outbox.post(
                tx,
                to=f"person:{to}",
                message=Message(text=text),
                not_before=clock() + dt.timedelta(seconds=after),
                dedupe_key=text,
                about="möte",
                **more,  # type: ignore[arg-type]
            )

        return await self.store.run(work)

    async def edit(self, key: str, text: str) -> bool:
        return await self.store.run(lambda tx: outbox.edit(tx, key, Message(text=text), clock()))

    async def row(self, key: str) -> OutboxRow:
        kept = await self.store.run(lambda tx: tx.get(OUTBOX, key))
        assert kept is not None
        return kept.value

    async def address(self, person: str) -> Address:
        kept = await self.store.run(lambda tx: tx.get(ADDRESSES, f"person:{person}"))
        assert kept is not None
        return kept.value

    async def counts(self) -> Tally:
        return await self.store.run(lambda tx: outbox.counts(tx, "möte"))


async def a_while(seconds: float = 10.0) -> None:
    await asyncio.sleep(seconds)


def test_what_is_posted_arrives_in_time_and_in_order() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa", "Bo")
        async with house.worker() as worker:
            await house.say("Åsa", "tredje", after=3600)
            await house.say("Åsa", "första")
            await house.say("Åsa", "andra")
            assert not await house.say("Åsa", "första")
            worker.wake()
            await a_while(10)
            assert house.teams.texts == ["första", "andra"]
            await a_while(3600)
            assert house.teams.texts == ["första", "andra", "tredje"]
            assert (house.teams.arrived[-1][0] - START).total_seconds() < 3602
            assert await house.counts() == Tally(sent=3)

    fast(story)


def test_many_messages_to_one_keep_their_order_through_every_mishap() -> None:
    async def story() -> None:
        house, said = House(), iter(range(10_000))
        await know(house.store, "Åsa")

        async def moody(_: Address, __: Message) -> Delivery | None:
            match next(said) % 7:
                case 2:
                    return Later(3, "429")
                case 4:
                    return Later(0, "503", everyone=True)
                case 5:
                    raise ConnectionError
            return None

        house.teams.answers = moody
        for number in range(120):
            await house.say("Åsa", f"{number:03}", if_unsure="twice")
        async with house.worker():
            await a_while(3600)
        assert house.teams.texts == [f"{number:03}" for number in range(120)]
        assert await house.counts() == Tally(sent=120)

    fast(story)


def test_teams_limits_hold_before_teams_has_to_say_so() -> None:
    async def story() -> None:
        house = House()
        people = [f"p{number}" for number in range(300)]
        await know(house.store, "kanalen", *people)
        for number in range(200):
            await house.say("kanalen", f"k{number}")
        for person in people:
            await house.say(person, f"till {person}")
        async with house.worker():
            await a_while(200)
        assert (await house.counts()).sent == 500
        instants = [at for at, _, _ in house.teams.arrived]
        channel = [at for at, to, _ in house.teams.arrived if to == "person:kanalen"]
        for sent, count, seconds in [(instants, 50, 1), (channel, 7, 1), (channel, 8, 2), (channel, 60, 30)]:
            for start in sent:
                assert sum(start <= at < start + dt.timedelta(seconds=seconds) for at in sent) <= count
        # 300 people at 50 a second; the busy channel holds nobody up.
        assert max(at for at, to, _ in house.teams.arrived if to != "person:kanalen") < START + dt.timedelta(seconds=12)
        assert house.teams.most_at_once <= 20

    fast(story)


def test_a_429_for_all_stops_all_and_one_for_a_chat_stops_that_chat() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa", "Bo")
        told: list[str] = []

        async def busy(_: Address, message: Message) -> Delivery | None:
            if message.text in told:
                return None
            told.append(message.text)
            return {"a1": Later(30, "429"), "b2": Later(60, "429", everyone=True)}.get(message.text)

        house.teams.answers = busy
        await house.say("Åsa", "a1")
        await house.say("Bo", "b1")
        async with house.worker() as worker:
            await a_while(5)
            assert house.teams.texts == ["b1"]
            await a_while(30)
            assert house.teams.texts == ["b1", "a1"]
            await house.say("Bo", "b2")
            worker.wake()
            await a_while(5)
            await house.say("Åsa", "a2")
            worker.wake()
            await a_while(40)
            assert house.teams.texts == ["b1", "a1"]
            assert (await worker.pulse()).paused_seconds > 0
            await a_while(40)
            assert sorted(house.teams.texts) == ["a1", "a2", "b1", "b2"]

    fast(story)


def test_somebody_who_blocked_the_bot_is_on_the_list_until_they_say_something() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")
        blocked = True

        async def answers(_: Address, __: Message) -> Delivery | None:
            return Unreachable("403 MessageWritesBlocked") if blocked else None

        house.teams.answers = answers
        await house.say("Åsa", "ett")
        await house.say("Åsa", "två")
        async with house.worker() as worker:
            await a_while()
            assert (await house.address("Åsa")).unreachable == "403 MessageWritesBlocked"
            assert (await house.row("två")).reason == "403 MessageWritesBlocked"
            assert await house.counts() == Tally(unreachable=2)
            assert await house.edit("två", "två, som det är nu")
            blocked = False

            async def heard(tx: Transaction) -> int:
                kept = await tx.get(ADDRESSES, "person:Åsa")
                assert kept is not None
                await tx.put(ADDRESSES, kept, Address("person:Åsa", "https://x", conversation_id="c-Åsa"))
                return await outbox.revive(tx, "person:Åsa", clock())

            assert await house.store.run(heard) == 2
            worker.wake()
            await a_while()
        assert house.teams.texts == ["ett", "två, som det är nu"]
        assert await house.counts() == Tally(sent=2)

    fast(story)


def test_a_refusal_that_is_older_than_somebodys_word_marks_nobody() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")

        async def crossing(_: Address, __: Message) -> Delivery | None:
            async def speaks(tx: Transaction) -> None:
                kept = await tx.get(ADDRESSES, "person:Åsa")
                assert kept is not None
                await tx.put(ADDRESSES, kept, Address("person:Åsa", "https://x", seen_at=clock()))

            await house.store.run(speaks)
            return Unreachable("403")

        house.teams.answers = crossing
        await house.say("Åsa", "hej")
        async with house.worker():
            await a_while()
        assert (await house.address("Åsa")).unreachable == ""

    fast(story)


def test_nobody_knows_the_way_to_somebody_never_met() -> None:
    async def story() -> None:
        house = House()
        await house.say("Okänd", "hej")
        async with house.worker():
            await a_while()
        assert (await house.row("hej")).reason == outbox.NO_ADDRESS
        assert await house.counts() == Tally(unreachable=1)
        assert [row.state for row in house.settled] == [State.UNREACHABLE]

    fast(story)


def test_a_chat_that_had_to_be_made_is_remembered() -> None:
    async def story() -> None:
        house = House()
        address = Address("person:Åsa", "https://x", teams_id="29:1")
        await house.store.run(lambda tx: tx.add(ADDRESSES, "person:Åsa", address))
        await house.say("Åsa", "hej")
        async with house.worker():
            await a_while()
        assert (await house.address("Åsa")).conversation_id == "chat-person:Åsa"

    fast(story)


@pytest.mark.parametrize(("if_unsure", "arrivals", "state"), [("twice", 2, State.SENT), ("not", 1, State.FAILED)])
def test_an_answer_that_never_comes_leads_to_twice_or_not_at_all(if_unsure: str, arrivals: int, state: State) -> None:
    async def story() -> None:
        house, heard = House(), []
        await know(house.store, "Åsa")

        async def silent(_: Address, message: Message) -> Delivery | None:
            heard.append(message.text)
            if len(heard) == 1:
                await asyncio.sleep(3600)
            return None

        house.teams.answers = silent
        await house.say("Åsa", "hej", if_unsure=if_unsure)
        async with house.worker():
            await a_while(120)
        assert len(heard) == arrivals
        assert (await house.row("hej")).state is state

    fast(story)


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (Failed("413 MessageSizeTooBig"), State.FAILED, "413 MessageSizeTooBig"),
        (Unknown("502"), State.FAILED, "nobody knows whether it arrived: 502"),
        (Later(1, "503"), State.FAILED, "given up: 503"),
    ],
)
def test_what_never_gets_through_ends_with_a_reason(answer: Delivery, state: State, reason: str) -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")

        async def always(_: Address, __: Message) -> Delivery | None:
            return answer

        house.teams.answers = always
        await house.say("Åsa", "hej", gives_up_at=START + dt.timedelta(hours=1))
        async with house.worker():
            await a_while(3_700)
            ended = await house.row("hej")
            assert (ended.state, ended.reason) == (state, reason)
            assert (await house.counts()).total == 1

    fast(story)


def test_after_a_standstill_late_messages_say_so_and_useless_ones_are_listed() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa", "Bo", "Cilla")
        daily = Rule("FREQ=DAILY", dt.date(2026, 11, 23), dt.time(9, 0))
        await house.say("Åsa", "kallelse", after=60)
        await house.say("Åsa", "på plats nu", after=60, gives_up_at=START + dt.timedelta(hours=1))
        await house.say("Bo", "läget", repeats=daily)
        await house.say("Cilla", "i vår", after=200 * 86_400)
        # Three weeks of silence, and two hours.
        await a_while(21 * 86_400 + 7_200)
        async with house.worker():
            await a_while()
            late = "Det här skulle ha kommit tidigare.\n\n"
            assert sorted(house.teams.texts) == [f"{late}kallelse", f"{late}läget"]
            missed = await house.row("på plats nu")
            assert (missed.state, missed.reason) == (State.FAILED, outbox.PAST_USE)
            await a_while(22 * 3_600)
            assert house.teams.texts[2:] == ["läget"]
            waits = await house.row("läget@2026-12-16T08:00Z")
            assert waits.state is State.WAITING
            counted = await house.counts()
        assert counted == Tally(waiting=2, sent=3, failed=1)

    fast(story)


def test_a_series_that_is_withdrawn_ends() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Bo")
        await house.say("Bo", "läget", repeats=Rule("FREQ=DAILY", dt.date(2026, 11, 23), dt.time(9, 0)))
        async with house.worker():
            await a_while(30 * 3_600)
            assert house.teams.texts == ["läget"] * 2
            assert await house.store.run(lambda tx: outbox.withdraw(tx, clock(), dedupe_key="läget")) == 1
            await a_while(30 * 3_600)
        assert house.teams.texts == ["läget"] * 2
        assert await house.counts() == Tally(sent=2, cancelled=1)

    fast(story)


def test_what_is_changed_or_withdrawn_before_it_goes_never_goes() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")
        await house.say("Åsa", "tid", after=60)
        await house.say("Åsa", "inställt", after=60)
        assert await house.edit("tid", "ny tid")
        assert await house.store.run(lambda tx: outbox.withdraw(tx, clock(), dedupe_key="inställt")) == 1
        assert not await house.say("Åsa", "inställt")
        async with house.worker():
            await a_while(120)
        assert house.teams.texts == ["ny tid"]
        assert await house.counts() == Tally(sent=1, cancelled=1)

    fast(story)


def test_what_has_arrived_is_changed_in_its_place_and_taken_back() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")
        await house.say("Åsa", "kl. 9")
        async with house.worker() as worker:
            await a_while()
            assert await house.edit("kl. 9", "kl. 10")
            assert await house.edit("kl. 9", "kl. 11")
            worker.wake()
            await a_while()
            assert house.teams.changed == {"m1": "kl. 11"}
            await house.store.run(lambda tx: outbox.withdraw(tx, clock(), about="möte", take_back=True))
            worker.wake()
            await a_while()
            assert house.teams.deleted == ["m1"]
            assert not await house.edit("kl. 9", "kl. 12")
            assert await house.store.run(lambda tx: outbox.withdraw(tx, clock(), about="möte", take_back=True)) == 0
        assert await house.counts() == Tally(sent=1)

    fast(story)


@pytest.mark.parametrize("gets_through", [True, False])
def test_what_is_withdrawn_on_its_way_is_taken_back_or_not_tried_again(gets_through: bool) -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")

        async def slow(_: Address, __: Message) -> Delivery | None:
            await asyncio.sleep(5)
            return None if gets_through else Later(1, "503")

        house.teams.answers = slow
        await house.say("Åsa", "hej")
        async with house.worker():
            await a_while(2)
            assert await house.store.run(lambda tx: outbox.withdraw(tx, clock(), about="möte", take_back=True)) == 1
            await a_while(30)
        assert house.teams.deleted == (["m1"] if gets_through else [])
        assert (await house.row("hej")).state is (State.SENT if gets_through else State.CANCELLED)

    fast(story)


def test_what_was_sent_while_the_store_failed_is_written_when_it_works_again() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa", "Bo")
        moody = Breakable(house.store)
        house.store = moody

        async def breaks(_: Address, __: Message) -> Delivery | None:
            moody.broken = True
            return None

        house.teams.answers = breaks
        await house.say("Åsa", "hej")
        async with house.worker() as worker:
            # Longer than the claim holds: the worker knows what it has sent all the same.
            await a_while(300)
            with pytest.raises(StoreFault):
                await worker.pulse()
            moody.broken = False
            await a_while(60)
            assert (await worker.pulse()).by_state["sent"] == 1
        assert house.teams.texts == ["hej"]

    fast(story)


def test_a_worker_that_dies_between_sending_and_recording_leaves_one_double_and_no_loss() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, *(f"p{number}" for number in range(40)))
        for number in range(40):
            await house.say(f"p{number}", f"m{number}", if_unsure="twice" if number % 2 else "not")
        first = Worker(house.store, house.teams, clock)
        task = asyncio.create_task(first.run())
        await a_while(0.049)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert not house.teams.arrived
        # These were on their way; Teams got them though nobody wrote it down.
        claimed = [kept.value for kept in await house.store.run(lambda tx: tx.find(OUTBOX, state="claimed"))]
        assert len(claimed) == 20
        async with house.worker(alone=True):
            await a_while(30)
        counted = await house.counts()
        assert (counted.total, counted.waiting) == (40, 0)
        assert counted.failed == 10
        doubtful = [await house.row(row.dedupe_key) for row in claimed]
        assert all(row.unsure == 1 for row in doubtful)

    fast(story)


def test_one_of_several_workers_takes_over_from_one_that_died_when_its_claim_lapses() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")
        await house.say("Åsa", "hej")
        dead = Worker(house.store, house.teams, clock)
        task = asyncio.create_task(dead.run())
        await a_while(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with house.worker():
            await a_while(50)
            assert house.teams.texts == []
            await a_while(80)
            assert house.teams.texts == ["hej"]

    fast(story)


def test_a_worker_that_was_cut_off_past_its_claim_does_not_overwrite_what_another_wrote() -> None:
    async def story() -> None:
        house, slow = House(), Teams()
        await know(house.store, "Åsa")
        cut_off = Breakable(house.store)

        async def sleeps(_: Address, __: Message) -> Delivery | None:
            cut_off.broken = True
            await asyncio.sleep(25)
            return Failed("from the one who was cut off")

        slow.answers = sleeps
        await house.say("Åsa", "hej")
        sleeper = Worker(cut_off, slow, clock, lease=dt.timedelta(seconds=5))
        task = asyncio.create_task(sleeper.run())
        await a_while(1)
        async with house.worker():
            await a_while(60)
        cut_off.broken = False
        await a_while(60)
        await sleeper.stop()
        await task
        ended = await house.row("hej")
        assert (ended.state, ended.message_id, ended.unsure) == (State.SENT, "m1", 1)

    fast(story)


def test_nothing_is_sent_by_a_clock_that_is_in_doubt_and_what_is_on_its_way_is_settled() -> None:
    async def story() -> None:
        house, doubts = House(), [False]
        await know(house.store, "Åsa", "Bo")
        worker = Worker(house.store, house.teams, clock, in_doubt=lambda: doubts[0])
        task = asyncio.create_task(worker.run())
        await house.say("Åsa", "hej")
        worker.wake()
        await a_while(0.02)
        doubts[0] = True
        await house.say("Bo", "hej då")
        await a_while(100)
        assert house.teams.texts == ["hej"]
        assert (await house.row("hej")).state is State.SENT
        doubts[0] = False
        await a_while(2)
        assert house.teams.texts == ["hej", "hej då"]
        await worker.stop()
        await task

    fast(story)


def test_two_workers_keep_the_order_and_send_nothing_twice() -> None:
    async def story() -> None:
        house = House()
        people = [f"p{number}" for number in range(12)]
        await know(house.store, *people)
        for number in range(25):
            for person in people:
                await house.say(person, f"{person}:{number:02}")
        async with house.worker() as one, house.worker() as two:
            assert one is not two
            await a_while(120)
        for person in people:
            mine = [text for text in house.teams.texts if text.startswith(f"{person}:")]
            assert mine == [f"{person}:{number:02}" for number in range(25)]

    fast(story)


def test_stopping_waits_for_what_is_on_its_way() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa", "Bo")

        async def slow(_: Address, __: Message) -> Delivery | None:
            await asyncio.sleep(4)
            return None

        house.teams.answers = slow
        await house.say("Åsa", "hej")
        async with house.worker() as worker:
            await a_while(1)
            await house.say("Bo", "hej då", after=0.5)
            stopped_at = clock()
            await worker.stop(grace_seconds=10)
            assert clock() - stopped_at < dt.timedelta(seconds=5)
            assert not (await worker.pulse()).running
        assert (await house.row("hej")).state is State.SENT
        assert (await house.row("hej då")).state is State.WAITING

    fast(story)


def test_an_outbox_that_stands_still_is_seen() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")
        await house.say("Åsa", "hej")
        idle = Worker(house.store, house.teams, clock)
        await a_while(200)
        first = await idle.pulse()
        assert (first.stands_still, first.oldest_due_at, first.running) == (False, START, False)
        await a_while(200)
        assert (await idle.pulse()).stands_still
        async with house.worker() as worker:
            await a_while(1)
            seen = await worker.pulse()
            assert (seen.stands_still, seen.oldest_due_at, seen.running) == (False, None, True)
            assert seen.last_sent_at is not None

    fast(story)


def test_a_worker_with_nothing_to_do_hardly_looks() -> None:
    async def story() -> None:
        house = House()
        counted = Breakable(house.store)
        house.store = counted
        async with house.worker():
            await a_while(3600)
        assert counted.asked <= 65

    fast(story)


def test_limits_hold_over_a_restart() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")
        for number in range(12):
            await house.say("Åsa", f"{number}")
        windows = (Window(4, 30.0),)
        async with house.worker(limiter=Limiter(windows)):
            await a_while(5)
        async with house.worker(limiter=Limiter(windows)):
            await a_while(5)
        assert len(house.teams.texts) == 4

    fast(story)


def test_posting_needs_an_address_of_a_known_form_and_a_zone() -> None:
    async def story() -> None:
        house = House()

        async def work(tx: Transaction, to: str, at: dt.datetime) -> bool:
            return await outbox.post(tx, to=to, message=Message(), not_before=at, dedupe_key="k")

        with pytest.raises(ValueError, match="address"):
            await house.store.run(lambda tx: work(tx, "Åsa", clock()))
        with pytest.raises(ValueError, match="zone"):
            await house.store.run(lambda tx: work(tx, "person:Åsa", clock().replace(tzinfo=None)))

    fast(story)


def test_what_a_sender_answers_has_ids() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa")

        async def answers(_: Address, __: Message) -> Delivery | None:
            return Sent("m9", "c9")

        house.teams.answers = answers
        await house.say("Åsa", "hej")
        async with house.worker():
            await a_while()
        row = await house.row("hej")
        assert (row.message_id, row.conversation_id, row.attempts) == ("m9", "c9", 1)

    fast(story)


def test_several_workers_share_the_limits_and_one_that_is_left_takes_them_all() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, *(f"p{number}" for number in range(200)))
        limiters = [Limiter((), (Window(10, 1.0),)) for _ in range(2)]
        async with house.worker(name="one", limiter=limiters[0]):
            async with house.worker(name="two", limiter=limiters[1]):
                await a_while(30)
                assert [limiter.room(clock()) for limiter in limiters] == [5, 5]
                for number in range(100):
                    await house.say(f"p{number}", f"{number}")
                await a_while(30)
                instants = [at for at, _, _ in house.teams.arrived]
                assert len(instants) == 100
                for start in instants:
                    assert sum(start <= at < start + dt.timedelta(seconds=1) for at in instants) <= 10
            await a_while(15)
            assert limiters[0].room(clock()) == 10
            lost = Worker(house.store, house.teams, clock, name="lost")
            task = asyncio.create_task(lost.run())
            await a_while(15)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert limiters[0].room(clock()) == 5
            await a_while(60)
            assert limiters[0].room(clock()) == 10

    fast(story)


def test_no_more_is_claimed_than_may_go_so_that_what_is_stopped_does_not_go_a_second_later() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, *(f"p{number}" for number in range(100)))
        for number in range(100):
            await house.say(f"p{number}", f"{number}")
        async with house.worker(limiter=Limiter((), (Window(10, 1.0),))):
            await a_while(0.9)
            assert (await house.counts()).sent == 10
            rows = [kept.value for kept in await house.store.run(lambda tx: tx.find(OUTBOX, state=State.CLAIMED))]
            assert rows == []
            await house.store.run(lambda tx: outbox.withdraw(tx, clock(), about="möte"))
            await a_while(5)
            assert len(house.teams.arrived) == 10

    fast(story)


def test_what_ended_long_ago_is_forgotten_and_what_waits_is_not() -> None:
    async def story() -> None:
        house = House()
        await know(house.store, "Åsa", *(f"p{number}" for number in range(250)))
        for number in range(250):
            await house.say(f"p{number}", f"{number}")
        await house.say("Åsa", "om två år", after=730 * 86_400)
        async with house.worker():
            await a_while(30)
            assert (await house.counts()) == Tally(waiting=1, sent=250)
        await a_while(390 * 86_400)
        async with house.worker():
            await a_while(180)
            assert (await house.counts()) == Tally(waiting=1, sent=250)
        await a_while(11 * 86_400)
        async with house.worker():
            await a_while(180)
            assert (await house.counts()) == Tally(waiting=1)

    fast(story)
