"""Broadcasts that features send: whoever the audience is, all recipients are accounted for, and nobody gets two."""

import asyncio
import datetime as dt
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.outbox import Tally
from bot.core.ports import Delivery, Failed, Later, Store, Transaction, Unreachable
from bot.core.text import Lang
from bot.core.turn import Message
from bot.features.broadcasts.audience import Audiences
from bot.features.broadcasts.model import BROADCASTS, Audience, Broadcast, Group, Part, State
from bot.features.broadcasts.sending import Sending
from bot.store.tiny import open_tiny
from tests.conftest import cooperation
from tests.conversation import NOW
from tests.features.bodies.conftest import FILLINGS
from tests.world import World, living

PLANNERS = "planeringschefer"
PLANNERS_CHANNEL = "19:planeringschefer@thread.tacv2"
MINUTE = dt.timedelta(minutes=1)
WORDS: dict[Lang, Message] = {"sv": Message("Hej från kansliet"), "en": Message("Hello from the secretariat")}
ALL_SEATS = Audience((Part(Group.SEATED),))


def sending_of(store: Store) -> Sending:
    return Sending(store, Audiences(cooperation()))


async def furnish(world: World) -> None:
    """Seats filled, some people and one channel met."""
    assert await world.bot.seating.fill(FILLINGS)
    for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Lovisa Brandt"):
        await world.chat(name).say("hej")
    await world.in_channel("Per Berg").say("hej")


async def announce(world: World, audience: Audience, key: str = "b1") -> bool:
    async def work(tx: Transaction) -> bool:
        return await sending_of(world.store).announce(
            tx, key=key, audience=audience, messages=WORDS, at=world.clock(), now=world.clock()
        )

    done = await world.store.run(work)
    world.engine.wake()
    return done


async def tally(world: World, key: str = "b1") -> Tally:
    return await world.store.run(lambda tx: sending_of(world.store).tally(tx, key))


async def broadcast(world: World, key: str = "b1") -> Broadcast:
    kept = await world.store.run(lambda tx: tx.get(BROADCASTS, key))
    assert kept is not None
    return kept.value


async def test_a_body_reads_it_in_its_channel_and_nobody_gets_it_twice(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        assert await announce(world, Audience((Part(Group.BODY, (PLANNERS,)), Part(Group.HOLDERS))))
        assert not await announce(world, ALL_SEATS)
        await world.until(NOW + MINUTE)
        assert [each.words for each in world.to_channel()] == ["Hej från kansliet"]
        assert world.to_person("Per Berg") == []
        assert [each.words for each in world.to_person("Lovisa Brandt")] == ["Hej från kansliet"]
        found = await tally(world)
        assert found.sent == 2
        assert found.waiting == found.failed == 0
        assert found.total == (await broadcast(world)).listed
        unreached = await memory.run(lambda tx: sending_of(memory).unreached(tx, "b1"))
        assert len(unreached) == found.unreachable
        assert {reason for _, reason in unreached} == {"no address"}


async def test_those_in_the_channel_get_it_in_person_too_when_that_is_asked(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await announce(world, Audience((Part(Group.BODY, (PLANNERS,)),), twice=True))
        await world.until(NOW + MINUTE)
        assert len(world.to_channel()) == len(world.to_person("Per Berg")) == 1


async def test_who_is_left_out_reads_it_in_no_channel_either(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await announce(world, Audience((Part(Group.BODY, (PLANNERS,)),), but=("0138",)))
        await world.until(NOW + MINUTE)
        assert world.to_channel() == world.to_person("Per Berg") == []
        assert len(world.to_person("Mehmet Aydin")) == 1


async def test_an_audience_of_nobody_ends_at_once(memory: Store) -> None:
    async with living(memory) as world:
        await announce(world, ALL_SEATS)
        await world.until(NOW + MINUTE)
        assert (await broadcast(world)).state is State.SENT
        assert await tally(world) == Tally()


async def test_what_is_corrected_and_taken_back_is_so_also_for_who_comes_later(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        away = world.to_person("Lovisa Brandt")
        assert away == []
        lovisa = f"person:{world.chat('Lovisa Brandt').who.id}"
        world.teams.refuses[lovisa] = Unreachable("403 Forbidden")
        await announce(world, ALL_SEATS)
        await world.until(NOW + MINUTE)
        fresh: dict[Lang, Message] = {"sv": Message("Rättat"), "en": Message("Corrected")}
        assert await memory.run(lambda tx: sending_of(memory).correct(tx, "b1", fresh, world.clock()))
        await world.until(NOW + 2 * MINUTE)
        assert [each.words for each in world.to_person("Per Berg")] == ["Rättat"]
        del world.teams.refuses[lovisa]
        await world.chat("Lovisa Brandt").say("hej")
        await world.until(NOW + 3 * MINUTE)
        assert [each.words for each in world.to_person("Lovisa Brandt")] == ["Rättat"]
        assert await memory.run(lambda tx: sending_of(memory).take_back(tx, "b1", world.clock()))
        await world.until(NOW + 4 * MINUTE)
        assert world.to_person("Per Berg") == world.to_person("Lovisa Brandt") == []
        assert (await tally(world)).total == (await broadcast(world)).listed


async def test_a_correction_that_is_on_its_way_goes_on_when_the_broadcast_is_stopped(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await announce(world, ALL_SEATS)
        await world.until(NOW + MINUTE)
        assert [each.words for each in world.to_person("Per Berg")] == ["Hej från kansliet"]
        fresh: dict[Lang, Message] = {"sv": Message("Rättat"), "en": Message("Corrected")}

        async def both(tx: Transaction) -> bool:
            sending, now = sending_of(memory), world.clock()
            return await sending.correct(tx, "b1", fresh, now) and await sending.begin_stop(tx, "b1", now)

        assert await memory.run(both)
        await world.until(NOW + 2 * MINUTE)
        assert [each.words for each in world.to_person("Per Berg")] == ["Rättat"]
        assert (await broadcast(world)).sweep == ""


GROUPS = st.sampled_from([Part(group) for group in Group if group is not Group.PERSON])
AUDIENCES = st.builds(
    Audience,
    st.lists(GROUPS, min_size=1, max_size=3).map(tuple),
    but=st.sampled_from([(), ("0138",)]),
    but_bodies=st.sampled_from([(), (PLANNERS,)]),
    twice=st.booleans(),
)
ANSWERS: dict[str, Delivery | None] = {
    "well": None,
    "busy": Later(7, "429"),
    "gone": Unreachable("403"),
    "refuses": Failed("413"),
}
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("rest"), st.integers(0, 90)),
        st.tuples(st.just("stop"), st.integers(0, 1)),
        st.tuples(st.just("take back"), st.just(0)),
        st.tuples(st.just("correct"), st.integers(0, 9)),
        st.tuples(st.sampled_from([f"Per Berg is {how}" for how in ANSWERS]), st.just(0)),
        st.tuples(st.sampled_from([f"channel is {how}" for how in ANSWERS]), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(AUDIENCES, EVENTS)
def test_the_counts_always_add_up(audience: Audience, events: list[tuple[str, int]]) -> None:
    async def story() -> None:
        store = open_tiny(None)
        async with living(store) as world:
            await furnish(world)
            await announce(world, audience)
            latest, over = "Hej från kansliet", False
            for what, number in events:
                said = await happen(world, what, number)
                latest = said if what == "correct" and said else latest
                over |= what in {"stop", "take back"} and bool(said)
                world.engine.wake()
                await check(world)
            await world.until(world.clock() + dt.timedelta(days=4))
            found = await check(world)
            assert found.waiting == 0
            state = (await broadcast(world)).state
            assert state in {State.SENT, State.STOPPED, State.TAKEN_BACK}
            assert over == (state is not State.SENT)
            arrived = [each for each in world.teams.arrived if "kansliet" in each.words or "Rättat" in each.words]
            if state is State.TAKEN_BACK:
                assert arrived == []
            assert {each.words for each in arrived} <= {latest}
            most = Counter(each.to for each in arrived)
            assert max(most.values(), default=0) <= 1
        await store.close()

    asyncio.run(story())


async def happen(world: World, what: str, number: int) -> str:
    """Let something happen to the broadcast or to Teams; return what is said from now on, or anything for done."""
    store, sending, now = world.store, sending_of(world.store), world.clock()
    match what:
        case "rest":
            await world.until(now + dt.timedelta(seconds=number))
        case "stop":
            done = await store.run(lambda tx: sending.begin_stop(tx, "b1", now))
            if number:
                await sending.stop("b1", now)
            return "stopped" if done else ""
        case "take back":
            return "taken back" if await store.run(lambda tx: sending.take_back(tx, "b1", now)) else ""
        case "correct":
            said = f"Rättat {number}"
            words: dict[Lang, Message] = {"sv": Message(said), "en": Message(said)}
            return said if await store.run(lambda tx: sending.correct(tx, "b1", words, now)) else ""
        case _:
            who, _, how = what.partition(" is ")
            to = f"person:{world.chat(who).who.id}" if who == "Per Berg" else f"conversation:{PLANNERS_CHANNEL}"
            if (answer := ANSWERS[how]) is None:
                world.teams.refuses.pop(to, None)
            else:
                world.teams.refuses[to] = answer
    return ""


async def check(world: World) -> Tally:
    found, kept = await tally(world), await broadcast(world)
    assert found.total == kept.listed
    assert min(found.waiting, found.sent, found.unreachable, found.failed, found.cancelled) >= 0
    return found
