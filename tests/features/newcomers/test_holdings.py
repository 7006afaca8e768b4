"""What is kept of newcomers: told, erased on their wish, and gone after a year by itself."""

import datetime as dt
from typing import Any

from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Store
from bot.features.newcomers.pairing import PAIRINGS, Pairing
from tests.conversation import person
from tests.features.newcomers.conftest import DAY, HOUR, Town

ANNA = "Anna Ek"


def _subject() -> Subject:
    who = person(ANNA)
    return Subject(who.id, "", (ANNA,), teams_ids=(who.teams_id,))


def _holdings(town: Town) -> list[Holding]:
    feature = next(each for each in town.world.bot.features if each.name == "newcomers")
    return list(feature.holdings)


async def _join(town: Town) -> None:
    await town.add(ANNA)
    await town.pass_time(HOUR)
    chat = town.world.chat(ANNA)
    [welcome] = town.world.to_person(ANNA)
    await town.world.press_on(welcome, "Nu", chat)
    for words in ("vidare", "Salem", "efter Karin", "ja", "planeringschef", "spår", "ja"):
        await chat.say(words)
    await chat.press("Lägg ut", words="Kommer från Trafikverket.")
    await chat.press("Ja tack")
    await town.world.settle()


async def _tell(store: Store, holdings: list[Holding]) -> str:
    async def work(tx: Any) -> list[dict[str, Any]]:
        return [row for holding in holdings for row in await holding.tell(tx, _subject())]

    return str(await store.run(work))


async def _erase(store: Store, holdings: list[Holding], now: dt.datetime) -> list[Erasure]:
    async def work(tx: Any) -> list[Erasure]:
        return [await holding.erase(tx, _subject(), now) for holding in holdings]

    return await store.run(work)


async def test_everything_that_was_said_is_told(town: Town, memory: Store) -> None:
    await _join(town)
    told = await _tell(memory, _holdings(town))
    for words in (
        ANNA,
        "planeringschef",
        "spår",
        "Kommer från Trafikverket.",
        "0128",
        "tar över en plats",
        "Mehmet Aydin",
    ):
        assert words in told


async def test_who_asks_for_it_is_forgotten_and_their_introduction_taken_away(town: Town, memory: Store) -> None:
    await _join(town)
    assert len(town.world.to_channel()) == 1
    done = await _erase(memory, _holdings(town), town.world.clock())
    assert sum(each.erased for each in done) > 3
    assert [text.sv[:16] for each in done for text in each.stay] == ["Vilka team du är"]
    await town.world.settle()
    assert town.world.to_channel() == []
    count = len(town.told(ANNA))
    await town.pass_time(50 * DAY)
    assert len(town.told(ANNA)) == count
    told = await _tell(memory, _holdings(town))
    assert "planeringschef'" not in told
    assert "Trafikverket" not in told


async def test_after_a_year_it_is_forgotten_by_itself(town: Town, memory: Store) -> None:
    await _join(town)
    holdings = _holdings(town)

    async def expire(now: dt.datetime) -> int:
        async def work(tx: Any) -> int:
            return sum([await holding.expire(tx, now) for holding in holdings if holding.expire])

        return await memory.run(work)

    assert await expire(town.world.clock() + 300 * DAY) == 0
    assert await expire(town.world.clock() + 370 * DAY) > 0
    assert "planeringschef'" not in await _tell(memory, holdings)


async def test_who_was_asked_to_help_is_not_named_for_ever(memory: Store, town: Town) -> None:
    asked_at = town.world.clock()
    pairing = Pairing("other", person(ANNA).id, "0138", "0140", "planeringschefer", asked_at, buddy_name=ANNA)

    async def keep(tx: Any) -> None:
        await tx.add(PAIRINGS, "p", pairing)

    async def named(tx: Any) -> tuple[str, str, str]:
        kept = await tx.get(PAIRINGS, "p")
        return kept.value.buddy_name, kept.value.buddy, kept.value.buddy_town

    await memory.run(keep)
    [expire] = [each.expire for each in _holdings(town) if each.name == "newcomers" and each.expire]
    await memory.run(lambda tx: expire(tx, asked_at + 390 * DAY))
    assert await memory.run(named) == (ANNA, person(ANNA).id, "0140")
    await memory.run(lambda tx: expire(tx, asked_at + 401 * DAY))
    assert await memory.run(named) == ("", "", "0140")
