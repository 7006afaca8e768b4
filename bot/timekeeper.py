"""Runs the use cases whose time has come."""

import datetime as dt
import logging
import random
from collections.abc import Callable, Mapping

from bot.core import timers
from bot.core.ports import Clock, Kept, Store, StoreFault, Transaction
from bot.core.timers import TIMERS, Prepared, Timer, UseCase
from bot.rounds import A_MOMENT, Rounds

log = logging.getLogger(__name__)


class Timekeeper(Rounds):
    """Keeps the timers of a store. Several may keep the same ones, in different processes.

    `use_cases` are those that timers name; `posted` is called when one of them has run, since it may have posted.
    `clock` tells the time, `rand` gives numbers in [0, 1).
    """

    plight = "the timers cannot be kept"

    def __init__(
        self,
        store: Store,
        use_cases: Mapping[str, UseCase | Prepared],
        clock: Clock,
        *,
        posted: Callable[[], None] = lambda: None,
        rand: Callable[[], float] = random.random,
        in_doubt: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(clock, in_doubt)
        self._store = store
        self._use_cases = dict(use_cases)
        self._posted = posted
        self._rand = rand

    async def _round(self) -> float:
        """Run one timer that is due; return the seconds to rest."""
        now = self._clock()
        tried: list[Kept[Timer]] = []
        made_ready = await self._make_ready(now)

        async def work(tx: Transaction) -> dt.datetime | None:
            tried.clear()
            due = await tx.between(TIMERS, "due_at", end=now + A_MOMENT, limit=1, for_change=True)
            if due:
                tried.append(due[0])
                await self._ring(tx, due[0], now, made_ready)
            following = await tx.between(TIMERS, "due_at", limit=1)
            return following[0].value.due_at if following else None

        try:
            next_due = await self._store.run(work)
        except StoreFault:
            raise
        except Exception as fault:
            await self._note_failure(tried[0], type(fault).__name__, now)
            return 0.0
        if tried:
            self._posted()
            return 0.0
        return self._rest_until(next_due)

    async def _make_ready(self, now: dt.datetime) -> tuple[str, UseCase | Exception] | None:
        """Look at what the next timer needs before its transaction; return its id and what is to be done."""
        due = await self._store.run(lambda tx: tx.between(TIMERS, "due_at", end=now + A_MOMENT, limit=1))
        run = self._use_cases.get(due[0].value.runs) if due else None
        if not isinstance(run, Prepared):
            return None
        timer = timers.folded(due[0].value, now)
        if timers.past_use(timer, now):
            return None
        try:
            return due[0].id, await run.prepare(timer, now)
        except StoreFault:
            raise
        except Exception as fault:
            return due[0].id, fault

    async def _ring(
        self,
        tx: Transaction,
        kept: Kept[Timer],
        now: dt.datetime,
        made_ready: tuple[str, UseCase | Exception] | None,
    ) -> None:
        timer = timers.folded(kept.value, now)
        too_late = timers.past_use(timer, now)
        if not too_late:
            run = self._use_cases[timer.runs]
            if isinstance(run, Prepared):
                if made_ready is None or made_ready[0] != kept.id:
                    # Set, or left over by another replica, after we looked: the next round prepares it.
                    return
                if isinstance(made_ready[1], Exception):
                    raise made_ready[1]
                run = made_ready[1]
            await run(tx, timer, now)
        # The use case may itself have moved or stopped its timer.
        kept_now = await tx.get(TIMERS, kept.id)
        if kept_now is None or kept_now.version != kept.version:
            return
        following = timers.following(timer, now)
        if following is not None:
            await tx.put(TIMERS, kept, following)
        elif too_late:
            await tx.put(TIMERS, kept, timers.missed(timer))
        else:
            await tx.remove(TIMERS, kept)

    async def _note_failure(self, kept: Kept[Timer], reason: str, now: dt.datetime) -> None:
        log.error("a timer failed that runs %s: %s", kept.value.runs, reason)

        async def work(tx: Transaction) -> None:
            here = await tx.get(TIMERS, kept.id)
            if here is None or here.value.due_at != kept.value.due_at:
                return
            after = timers.failed(here.value, reason, now, self._rand())
            following = timers.following(here.value, now) if after.due_at is None else None
            await tx.put(TIMERS, here, following or after)

        await self._store.run(work)
