"""What broadcasts keep about people: who has got which, and who wrote it, for a year."""

import datetime as dt
from dataclasses import replace
from typing import Any, Final

from bot.core.holding import ERASED, Erasure, Holding, Subject
from bot.core.outbox import OUTBOX
from bot.core.ports import Kept, Transaction
from bot.core.scrubbing import Traces, scrubbed
from bot.core.texts import GROUND_INTEREST
from bot.features.broadcasts import texts
from bot.features.broadcasts.model import BROADCASTS, DELIVERIES, ENDED, KEPT_FOR, Delivery, place_of

AT_ONCE: Final = 500


def build_holding() -> Holding:
    """Return what is declared of it."""
    return Holding(
        name="broadcasts",
        what=texts.HOLDING,
        why=texts.HOLDING_WHY,
        ground=GROUND_INTEREST,
        kept_for=texts.HOLDING_KEPT,
        tell=_tell,
        erase=_erase,
        expire=_expire,
    )


async def _deliveries(tx: Transaction, subject: Subject) -> list[Kept[Delivery]]:
    return await tx.find(DELIVERIES, person=subject.contact) if subject.contact else []


async def _tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    found = []
    for each in await _deliveries(tx, subject):
        broadcast = await tx.get(BROADCASTS, each.value.broadcast)
        row = await tx.get(OUTBOX, each.value.row)
        if broadcast:
            found.append(
                {
                    "utskick": broadcast.value.number,
                    "från": broadcast.value.by_name,
                    "datum": (broadcast.value.begun_at or broadcast.value.made_at).isoformat(),
                    "text": broadcast.value.text,
                    "blev": row.value.state.value if row else "",
                }
            )
    written = await tx.find(BROADCASTS, by=subject.member) if subject.member else []
    return found + [{"skrev utskick": kept.value.number, "datum": kept.value.made_at.isoformat()} for kept in written]


async def _erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    """Take away who got it and who wrote it; that somebody did stays, so that the numbers add up.

    What is on its way is left alone, since it would end up elsewhere.
    """
    found = await _deliveries(tx, subject)
    for each in found:
        to = ERASED if each.value.to == f"person:{subject.member}" else each.value.to
        await tx.put(DELIVERIES, each, replace(each.value, name="", email="", person="", to=to))
    traces = Traces.of(subject)
    if traces.empty:
        return Erasure(len(found))
    clean, count, under_way = traces.cleaner(), len(found), False
    for kept in [kept async for kept in tx.all(BROADCASTS)]:
        without = scrubbed(kept.value, clean)
        if without is kept.value:
            continue
        if kept.value.state not in ENDED or kept.value.sweep:
            under_way = True
            continue
        await tx.put(BROADCASTS, kept, without)
        count += 1
    return Erasure(count, (texts.HOLDING_UNDER_WAY,) if under_way else ())


async def _expire(tx: Transaction, now: dt.datetime) -> int:
    """Take away broadcasts, and who got them, after a year; a large one a part at a time."""
    taken = 0
    for kept in await tx.between(BROADCASTS, "made_at", end=now - KEPT_FOR, limit=20):
        first, last = place_of(kept.id, 0), place_of(kept.id, 999_999_999)
        deliveries = await tx.between(DELIVERIES, "place", first, last, limit=AT_ONCE)
        for each in deliveries:
            await tx.remove(DELIVERIES, each)
        taken += len(deliveries)
        if len(deliveries) < AT_ONCE:
            await tx.remove(BROADCASTS, kept)
            taken += 1
    return taken
