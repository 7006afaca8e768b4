"""When a municipality is reminded of a referral: a ladder of days before its last day, stopped by an answer.

Pure: days are arguments. A rung that nobody could take, because the bot stood still, is taken the next office day; two
rungs that have both come are one reminder.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from bot.core.calendar import is_office_day
from bot.core.ports import Collection
from bot.features.referrals.model import Referral, Row, Standing, State
from bot.features.referrals.timetable import Step, office_days_before

BEFORE: Final = (2, 0)
"""Office days before the last day at which those are reminded again who have been reminded in vain; 0 is that day."""
FIRST: Final = 5
"""Office days before the last day of the first reminder, where the timetable has none."""
PROMISED_FROM: Final = 1
"""The first rung at which those are reminded who have promised a text: they know of it."""


@dataclass(frozen=True, slots=True)
class Chased:
    """How far up the ladder a municipality has been reminded of a referral with this last day.

    `rung` is the latest rung, counted from 0, -1 for none; `listed` whether the secretariat has been told to phone.
    """

    referral: str
    municipality: str
    deadline: dt.date
    rung: int = -1
    reminded_on: tuple[dt.date, ...] = ()
    listed: bool = False


CHASED: Collection[Chased] = Collection("referral_chases", Chased, equal=("referral",))


def rungs(referral: Referral) -> tuple[dt.date, ...]:
    """Return the days on which a municipality that owes something is reminded; none on the day it was told."""
    last = referral.deadline
    first = referral.timetable.on(Step.REMIND) or office_days_before(last, FIRST)
    days = sorted({first, *(office_days_before(last, count) for count in BEFORE)})
    begun = referral.decided_on or dt.date.min
    return tuple(day for day in days if begun < day <= last and is_office_day(day))


def due_rung(referral: Referral, row: Row, chased: Chased | None, today: dt.date) -> int | None:
    """Return the rung at which a municipality is to be reminded today, None when it is not.

    A last day that has been moved begins a new ladder.
    """
    if referral.state is not State.JOINT or not row.owes or today > referral.deadline or not is_office_day(today):
        return None
    if row.standing is Standing.VACANT:
        return None
    days = rungs(referral)
    come = [number for number, day in enumerate(days) if day <= today]
    if not come:
        return None
    at = come[-1]
    if row.standing is Standing.PROMISED and at < min(PROMISED_FROM, len(days) - 1):
        return None
    done = chased.rung if chased and chased.deadline == referral.deadline else -1
    return at if at > done else None


def to_phone(referral: Referral, row: Row, chased: Chased | None, today: dt.date) -> bool:
    """Tell whether the secretariat should be told to phone: the last day has been, and something is still to come."""
    if referral.state is not State.JOINT or not row.owes or today <= referral.deadline or not is_office_day(today):
        return False
    return not (chased and chased.deadline == referral.deadline and chased.listed)


def after(chased: Chased | None, referral: Referral, municipality: str, rung: int, today: dt.date) -> Chased:
    """Return the ladder after a reminder."""
    fresh = chased if chased and chased.deadline == referral.deadline else None
    days = (*(fresh.reminded_on if fresh else ()), today)
    return Chased(referral.id, municipality, referral.deadline, rung, days)
