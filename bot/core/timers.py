"""Times at which something is decided: who has not answered, what this Monday's overview says.

Where the outbox holds a message that is ready, a timer names a use case that looks at the facts when the time has come
and posts what is then right. The decision, what it posts and the timer's next time are one transaction: each occurrence
is decided once.
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.core.outbox import PAST_USE, later_seconds
from bot.core.ports import Collection, Transaction
from bot.core.recurrence import Rule

GIVES_UP_AFTER: Final = 12
"""How often a use case that fails is tried, over about half an hour."""


@dataclass(frozen=True, slots=True)
class Timer:
    """A use case to be run at a time; its document id is its key.

    `runs` names the use case, `about` is what it is run for, such as `meeting:<id>`. `occurs_at` is the planned time,
    `due_at` when it is looked at next, None when it has ended in vain: `reason` then tells why. It is of no use any
    more `useful_seconds` after its time, None when it always is. `repeats` gives the times that follow.
    """

    runs: str
    about: str
    occurs_at: dt.datetime
    due_at: dt.datetime | None
    useful_seconds: float | None = None
    repeats: Rule | None = None
    attempts: int = 0
    reason: str = ""


TIMERS: Collection[Timer] = Collection("timers", Timer, equal=("about", "runs"), ordered=("due_at",))

UseCase = Callable[[Transaction, Timer, dt.datetime], Awaitable[None]]
"""Decides at its time: reads and posts in the transaction it is given. It may run again, so it does nothing else."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A use case that looks at more than one transaction should hold: `prepare` looks, and returns what is to be done.

    It is handed the timer and the instant. What it returns runs in the transaction in which the timer goes on, so each
    occurrence is still decided once; what was looked at may be a moment old by then.
    """

    prepare: Callable[[Timer, dt.datetime], Awaitable[UseCase]]


async def set_timer(
    tx: Transaction,
    *,
    key: str,
    runs: str,
    at: dt.datetime,
    about: str = "",
    useful_seconds: float | None = None,
    repeats: Rule | None = None,
) -> None:
    """Run a use case at `at`, an aware instant; the same key again moves it there.

    Raises:
        ValueError: an instant without a zone.
    """
    if at.tzinfo is None:
        raise ValueError("A timer needs an instant with a zone")
    fresh = Timer(runs, about, occurs_at=at, due_at=at, useful_seconds=useful_seconds, repeats=repeats)
    kept = await tx.get(TIMERS, key)
    if kept is None:
        await tx.add(TIMERS, key, fresh)
    elif kept.value != fresh:
        await tx.put(TIMERS, kept, fresh)


async def stop_timers(tx: Transaction, *, key: str = "", about: str = "") -> int:
    """Run a use case no more: one by its key, or all that are about something; return how many that were."""
    one = await tx.get(TIMERS, key) if key else None
    found = await tx.find(TIMERS, about=about) if about else []
    stopped = found + ([one] if one and one.id not in {kept.id for kept in found} else [])
    for kept in stopped:
        await tx.remove(TIMERS, kept)
    return len(stopped)


def folded(timer: Timer, now: dt.datetime) -> Timer:
    """Return a repeated timer at its latest time that has come: after a standstill it is decided once, not often."""
    latest = timer.repeats.latest(now) if timer.repeats and not timer.attempts else None
    return timer if latest is None or latest <= timer.occurs_at else replace(timer, occurs_at=latest)


def past_use(timer: Timer, now: dt.datetime) -> bool:
    """Tell whether there is no point in a decision any more."""
    return timer.useful_seconds is not None and (now - timer.occurs_at).total_seconds() > timer.useful_seconds


def following(timer: Timer, now: dt.datetime) -> Timer | None:
    """Return the timer as it waits for its next time, later than now; None when there is none."""
    at = timer.repeats.next_after(max(now, timer.occurs_at)) if timer.repeats else None
    return None if at is None else replace(timer, occurs_at=at, due_at=at, attempts=0, reason="")


def missed(timer: Timer) -> Timer:
    """Return a timer that came too late; it stays as a note of what was not decided."""
    return replace(timer, due_at=None, reason=PAST_USE)


def failed(timer: Timer, reason: str, now: dt.datetime, rand: float) -> Timer:
    """Return a timer whose use case failed: later again, or at last no more."""
    attempts = timer.attempts + 1
    again = now + dt.timedelta(seconds=later_seconds(attempts, 0.0, rand))
    return replace(timer, attempts=attempts, reason=reason, due_at=again if attempts < GIVES_UP_AFTER else None)
