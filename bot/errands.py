"""Sees to the errands whose time has come: what is asked of the world, outside of any transaction."""

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.core import errands
from bot.core.errands import ERRANDS, Errand, Run, Stage
from bot.core.ports import Clock, Kept, Store, StoreFault, Transaction
from bot.rounds import A_MOMENT, Rounds

log = logging.getLogger(__name__)

LEASE: Final = dt.timedelta(minutes=3)
"""How long a claim holds; longer than an errand may take."""
RUN_SECONDS: Final = 120.0
"""How long an errand may take."""


class Errands(Rounds):
    """Sees to the errands of a store, one after the other. Several may do so in different processes.

    `runs` are those that errands name; `posted` is called when one has been done, since it may have posted. `clock`
    tells the time, `rand` gives numbers in [0, 1). Killed, it leaves an errand under way; somebody does it again when
    the claim lapses, or at its next start when it is `alone` and nobody else can be seeing to it.
    """

    plight = "errands cannot be seen to"

    def __init__(
        self,
        store: Store,
        runs: Mapping[str, Run],
        clock: Clock,
        *,
        posted: Callable[[], None] = lambda: None,
        rand: Callable[[], float] = random.random,
        in_doubt: Callable[[], bool] = lambda: False,
        alone: bool = False,
    ) -> None:
        super().__init__(clock, in_doubt)
        self._store = store
        self._runs = dict(runs)
        self._posted = posted
        self._rand = rand
        self._alone = alone

    async def run(self) -> None:
        """Take up what was left at the last stop, then go round until `stop`; no fault ends it."""
        if self._alone:
            try:
                await self._store.run(self._take_up)
            except StoreFault as fault:
                # What was left is due all the same when its claim lapses.
                log.warning("what was left under way is not known: %s", type(fault).__name__)
        await super().run()

    async def _take_up(self, tx: Transaction) -> None:
        for kept in await tx.find(ERRANDS, stage=Stage.UNDER_WAY):
            await tx.put(ERRANDS, kept, replace(kept.value, due_at=self._clock()))

    async def _round(self) -> float:
        """See to one errand that is due; return the seconds to rest."""
        kept, next_due = await self._claim(self._clock())
        if kept is None:
            return self._rest_until(next_due)
        try:
            async with asyncio.timeout(RUN_SECONDS):
                await self._runs[kept.value.runs](kept.value.about, self._clock())
        except Exception as fault:
            # Its message could hold names.
            log.warning("an errand failed that runs %s: %s", kept.value.runs, type(fault).__name__)
            await self._finish(kept, errands.again(kept.value, self._clock(), self._rand()))
        else:
            await self._finish(kept, None)
        self._posted()
        return 0.0

    async def _claim(self, now: dt.datetime) -> tuple[Kept[Errand] | None, dt.datetime | None]:
        async def work(tx: Transaction) -> tuple[Kept[Errand] | None, dt.datetime | None]:
            due = await tx.between(ERRANDS, "due_at", end=now + A_MOMENT, limit=1, for_change=True)
            if due:
                return await tx.put(ERRANDS, due[0], errands.claimed(due[0].value, now, LEASE)), None
            following = await tx.between(ERRANDS, "due_at", limit=1)
            return None, following[0].value.due_at if following else None

        return await self._store.run(work)

    async def _finish(self, claimed: Kept[Errand], after: Errand | None) -> None:
        async def work(tx: Transaction) -> None:
            here = await tx.get(ERRANDS, claimed.id)
            if here is None or here.version != claimed.version:
                # Sent for once more meanwhile, or the claim had lapsed.
                return
            if after is None:
                await tx.remove(ERRANDS, here)
            else:
                await tx.put(ERRANDS, here, after)

        await self._store.run(work)
