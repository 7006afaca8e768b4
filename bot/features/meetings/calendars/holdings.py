"""What calendars keep about people: the secret address of each."""

import datetime as dt
from typing import Any, Final

from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Kept, Transaction
from bot.features.meetings.calendars import texts
from bot.features.meetings.calendars.service import SUBSCRIPTIONS, UNUSED_AFTER, Subscription, of_person


async def _those_of(tx: Transaction, subject: Subject) -> list[Kept[Subscription]]:
    return await tx.find(SUBSCRIPTIONS, owner=of_person(subject.member)) if subject.member else []


async def _tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    # The address itself is a secret, which a file of what is kept about somebody may give away.
    return [
        {"gjordes": kept.value.made_at.isoformat(), "hämtades senast": kept.value.read_at.isoformat()}
        for kept in await _those_of(tx, subject)
    ]


async def _erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    found = await _those_of(tx, subject)
    for kept in found:
        await tx.remove(SUBSCRIPTIONS, kept)
    return Erasure(len(found))


async def _expire(tx: Transaction, now: dt.datetime) -> int:
    old = [
        kept
        async for kept in tx.all(SUBSCRIPTIONS)
        if kept.value.owner.startswith("person:") and now - kept.value.read_at > UNUSED_AFTER
    ]
    for kept in old:
        await tx.remove(SUBSCRIPTIONS, kept)
    return len(old)


HOLDING: Final = Holding(
    name="calendar-address",
    what=texts.HELD,
    why=texts.HELD_WHY,
    ground=texts.HELD_GROUND,
    kept_for=texts.HELD_FOR,
    tell=_tell,
    erase=_erase,
    expire=_expire,
)
