"""What is kept of broadcasts: who got one and who wrote it, told and erased."""

from bot.core.holding import Erasure, Subject
from bot.core.ports import Store
from bot.features.broadcasts.holding import build_holding
from bot.features.broadcasts.model import BROADCASTS, Broadcast
from tests.conversation import NOW, person, read
from tests.features.broadcasts.test_feature import MINUTE, SAID, later
from tests.features.broadcasts.test_sending import furnish
from tests.world import World, living

AUTHOR = "Gunilla Ström"
HOLDING = build_holding()


def subject() -> Subject:
    return Subject(person(AUTHOR).id, "", (AUTHOR,))


async def erase(store: Store) -> Erasure:
    return await store.run(lambda tx: HOLDING.erase(tx, subject(), NOW))


async def only(world: World) -> Broadcast:
    async def work(tx: object) -> Broadcast:
        return (await anext(kept async for kept in tx.all(BROADCASTS))).value  # type: ignore[attr-defined,no-any-return]

    return await world.store.run(work)


async def test_who_wrote_a_broadcast_is_forgotten_and_the_figures_stay(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        await chat.say(SAID)
        await chat.press("Skicka")
        await later(world, 10)
        told = await memory.run(lambda tx: HOLDING.tell(tx, subject()))
        assert [row["skrev utskick"] for row in told] == ["1"]
        done = await erase(memory)
        assert (done.erased, done.stay) == (1, ())
        assert AUTHOR not in repr(await only(world))
        assert await memory.run(lambda tx: HOLDING.tell(tx, subject())) == []
        assert "1 av 1 har fått det" in read(await world.chat("Tobias Lager").say("utskicken"))
        assert (await erase(memory)).erased == 0
        await world.until(world.clock() + 60 * MINUTE)


async def test_what_waits_is_left_alone_and_told_of(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        await chat.say("skicka till planeringscheferna i morgon kl 10: Underlaget finns på Teams.")
        await chat.press("Skicka då")
        done = await erase(memory)
        assert done.erased == 0
        assert [text.sv for text in done.stay] == ["Utskick som är på väg, eller väntar. De går bort inom ett år."]
        assert (await only(world)).by_name == AUTHOR
