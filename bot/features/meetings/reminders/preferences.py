"""How much each person wants to be reminded."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Collection, Transaction
from bot.core.texts import GROUND_INTEREST
from bot.features.bodies.model import MEMBERS
from bot.features.meetings.reminders import texts
from bot.features.meetings.reminders.ladder import DAY, Rung

FEWER_WITHIN: Final = 3 * DAY


class Wants(StrEnum):
    """How many reminders of their own somebody wants; what stands in a channel stands there for everybody."""

    ALL = "all"
    FEWER = "fewer"
    DAY_BEFORE = "day_before"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Preference:
    """What somebody has said of reminders; its document id is the person's."""

    person: str
    wants: Wants
    at: dt.datetime


PREFERENCES: Collection[Preference] = Collection("reminder_preferences", Preference)

WORDS: Final = {
    Wants.ALL: texts.WANTS_ALL,
    Wants.FEWER: texts.WANTS_FEWER,
    Wants.DAY_BEFORE: texts.WANTS_DAY_BEFORE,
    Wants.NONE: texts.WANTS_NONE,
}


def is_wanted(rung: Rung, wants: Wants) -> bool:
    """Tell whether somebody wants a reminder.

    Fewer are those of the last three days without the link just before; the day before is one whole day.
    """
    match wants:
        case Wants.ALL:
            return True
        case Wants.FEWER:
            return DAY <= rung.before <= FEWER_WITHIN
        case Wants.DAY_BEFORE:
            return DAY <= rung.before < 2 * DAY
        case Wants.NONE:
            return False


async def wants_of(tx: Transaction, person: str) -> Wants:
    """Return how much somebody wants to be reminded."""
    kept = await tx.get(PREFERENCES, person)
    return kept.value.wants if kept else Wants.ALL


async def choose(tx: Transaction, person: str, wants: Wants, now: dt.datetime) -> None:
    """Remind somebody so from now on."""
    fresh = Preference(person, wants, now)
    kept = await tx.get(PREFERENCES, person)
    if kept is None:
        await tx.add(PREFERENCES, person, fresh)
    elif kept.value.wants is not wants:
        await tx.put(PREFERENCES, kept, fresh)


async def _tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    kept = await tx.get(PREFERENCES, subject.member) if subject.member else None
    if kept is None:
        return []
    return [{"påminnelser": WORDS[kept.value.wants]("sv"), "valt": kept.value.at.isoformat()}]


async def _erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    kept = await tx.get(PREFERENCES, subject.member) if subject.member else None
    if kept is None:
        return Erasure()
    await tx.remove(PREFERENCES, kept)
    return Erasure(erased=1)


async def _expire(tx: Transaction, _: dt.datetime) -> int:
    gone = [kept async for kept in tx.all(PREFERENCES) if await tx.get(MEMBERS, kept.id) is None]
    for kept in gone:
        await tx.remove(PREFERENCES, kept)
    return len(gone)


HOLDING: Final = Holding(
    name="reminder-preferences",
    what=texts.HOLDS_PREFERENCES,
    why=texts.WHY_PREFERENCES,
    ground=GROUND_INTEREST,
    kept_for=texts.KEPT_PREFERENCES,
    tell=_tell,
    erase=_erase,
    expire=_expire,
)
