"""Errands: what has to be asked of the world when its time comes, such as who is in a team.

A timer's use case decides inside a transaction and may ask nobody. It sends for an errand; that is run outside of any
transaction, may take its time, and writes what it has found in transactions of its own. An errand may be run twice.
"""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.core.outbox import later_seconds
from bot.core.ports import Collection, Transaction

GIVES_UP_AFTER: Final = 8
"""How often an errand that fails is tried, over about ten minutes."""


class Stage(StrEnum):
    """Where an errand is; one that is done is taken away."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to be asked; its document id is `runs` and `about` together.

    `runs` names what is done, `about` what it is done for, such as a team's id. `due_at` is when somebody should see to
    it next, which while it is under way is the end of the claim.
    """

    runs: str
    about: str
    due_at: dt.datetime
    stage: Stage = Stage.WAITING
    attempts: int = 0


ERRANDS: Collection[Errand] = Collection("errands", Errand, equal=("stage",), ordered=("due_at",))

Run = Callable[[str, dt.datetime], Awaitable[None]]
"""Sees to an errand `about` something at an instant, outside of any transaction; what it raises is tried again."""


async def send_for(tx: Transaction, *, runs: str, about: str, at: dt.datetime) -> None:
    """Have something seen to at `at`, an aware instant; asked for twice while it waits, it is done once, the sooner.

    Raises:
        ValueError: an instant without a zone.
    """
    if at.tzinfo is None:
        raise ValueError("An errand needs an instant with a zone")
    key = errand_key(runs, about)
    kept = await tx.get(ERRANDS, key)
    if kept is None:
        await tx.add(ERRANDS, key, Errand(runs, about, at))
    elif kept.value.stage is Stage.UNDER_WAY or at < kept.value.due_at:
        # One under way may have asked already what has changed since, so it is done once more.
        await tx.put(ERRANDS, kept, Errand(runs, about, at))


async def call_off(tx: Transaction, *, runs: str, about: str) -> None:
    """See to an errand no more."""
    kept = await tx.get(ERRANDS, errand_key(runs, about))
    if kept:
        await tx.remove(ERRANDS, kept)


def errand_key(runs: str, about: str) -> str:
    """Return the id under which an errand is kept."""
    return f"{runs}:{about}"


def claimed(errand: Errand, now: dt.datetime, lease: dt.timedelta) -> Errand:
    """Return an errand as somebody sees to it, to be done within `lease`."""
    return replace(errand, stage=Stage.UNDER_WAY, due_at=now + lease, attempts=errand.attempts + 1)


def again(errand: Errand, now: dt.datetime, rand: float) -> Errand | None:
    """Return an errand that failed as it waits for the next attempt, or None when there is none."""
    if errand.attempts >= GIVES_UP_AFTER:
        return None
    wait = dt.timedelta(seconds=later_seconds(errand.attempts, 0.0, rand))
    return replace(errand, stage=Stage.WAITING, due_at=now + wait)
