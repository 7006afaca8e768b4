"""What somebody has begun and not ended: told, erased, and gone in time by itself."""

import datetime as dt

from bot.core.holding import Holding, Subject
from dialogs.planning import PLANS
from dialogs.texts import LAPSED
from tests.conversation import NOW, person, read
from tests.features.meetings.conftest import Hall, hall

__all__ = ["hall"]

DAY = dt.timedelta(days=1)


def holding(hall: Hall, name: str = "bookings-under-way") -> Holding:
    return next(each for feature in hall.bot.features for each in feature.holdings if each.name == name)


def subject(name: str) -> Subject:
    return Subject(person(name).id, "", (name,))


async def test_it_is_told_and_erased_with_who_is_named_in_others(hall: Hall) -> None:
    await hall.secretariat.say("boka klimatstrategerna v 6, gäst Anna Ek från Trafikverket")
    await hall.chat("Mehmet Aydin").say("boka planeringscheferna v 7")
    held = holding(hall)
    told = await hall.store.run(lambda tx: held.tell(tx, subject("Mehmet Aydin")))
    assert [set(row) for row in told] == [{"påbörjades"}]
    assert (await hall.store.run(lambda tx: held.erase(tx, subject("Mehmet Aydin"), NOW))).erased == 1
    assert await hall.store.run(lambda tx: held.tell(tx, subject("Mehmet Aydin"))) == []
    assert (await hall.store.run(lambda tx: held.erase(tx, subject("Anna Ek"), NOW))).erased == 1

    async def left(tx: object) -> str:
        return repr([kept.value async for kept in tx.all(PLANS)])  # type: ignore[attr-defined]

    assert "Trafikverket" in (said := await hall.store.run(left))
    assert "Anna Ek" not in said


async def test_whoever_comes_back_is_told_that_it_has_lapsed_and_after_a_week_it_is_gone(hall: Hall) -> None:
    chat = hall.secretariat
    await chat.say("boka klimatstrategerna v 6")
    held = holding(hall)
    assert held.expire is not None
    assert await hall.store.run(lambda tx: held.expire(tx, NOW + 6 * DAY)) == 0  # type: ignore[misc]
    chat.now = NOW + 6 * DAY
    assert read(await chat.say("tisdag 10-12")) == LAPSED("sv")
    chat.now = NOW
    await chat.say("boka klimatstrategerna v 6")
    assert await hall.store.run(lambda tx: held.expire(tx, NOW + 8 * DAY)) == 1  # type: ignore[misc]
    assert await hall.store.run(lambda tx: tx.count(PLANS)) == 0
