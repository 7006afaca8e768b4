"""The bot's one clock, and in development and tests a way to let time pass quickly.

Nothing that runs in Teams can move the clock: `serve` uses `utc_now` itself.
"""

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Callable
from typing import Final

from bot.core.errands import ERRANDS, Stage
from bot.core.outbox import OUTBOX, State
from bot.core.ports import Clock, Store, Transaction
from bot.core.timers import TIMERS
from bot.rounds import A_MOMENT

PATIENCE_SECONDS: Final = 30.0
"""How long time stands still at most for what is due at one instant."""


JUMP_SECONDS: Final = 60.0
"""A step of the clock above this is a jump; time servers make smaller ones now and then."""
OFF_SECONDS: Final = 300.0
"""How far the clock may be from Microsoft's; their tokens are taken with the same leeway."""

log = logging.getLogger(__name__)


def utc_now() -> dt.datetime:
    """Return this instant, aware, in UTC: the bot's one clock."""
    return dt.datetime.now(dt.UTC)


class CheckedClock:
    """The machine's clock, with a doubt about it: whether what falls due by it may be done.

    A jump raises the doubt; `beats` counts seconds that no setting of the clock touches. So does a time that Microsoft
    tells and from which the clock differs by more than five minutes. The next one that agrees ends it, and `on_agreed`
    is called: whoever rests until something is due has counted on another time.
    """

    def __init__(self, source: Clock, beats: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._beats = beats
        self._doubted = False
        self.on_agreed: Callable[[], None] = lambda: None
        self._ahead = source().timestamp() - beats()

    def __call__(self) -> dt.datetime:
        """Return the instant that the clock shows, UTC."""
        now = self._source()
        ahead = now.timestamp() - self._beats()
        if abs(jump := ahead - self._ahead) > JUMP_SECONDS and not self._doubted:
            log.warning("the machine's clock has jumped by %+.0f s; nothing is sent by it until it is confirmed", jump)
            self._doubted = True
        self._ahead = ahead
        return now

    @property
    def doubted(self) -> bool:
        """Whether it was in doubt when it was last looked at."""
        return self._doubted

    def in_doubt(self) -> bool:
        """Tell whether nothing should be done because of what the clock shows."""
        self()
        return self._doubted

    def told(self, there: dt.datetime) -> None:
        """Compare the clock with the time that Microsoft tells, an aware instant of this moment."""
        off = (self() - there).total_seconds()
        if abs(off) > OFF_SECONDS and not self._doubted:
            log.warning("the machine's clock is %+.0f s off; nothing is sent by it until it is right", off)
        doubted, self._doubted = self._doubted, abs(off) > OFF_SECONDS
        if doubted and not self._doubted:
            log.warning("the machine's clock agrees with Microsoft's again")
            self.on_agreed()


class MovableClock:
    """A clock that can be moved forward. It goes on from where it is with `source`, or stands still without one."""

    def __init__(self, source: Clock | None = None, start: dt.datetime | None = None) -> None:
        self._source = source
        self._stands = start or utc_now()
        self._ahead = dt.timedelta()

    def __call__(self) -> dt.datetime:
        """Return the instant that the clock shows, UTC."""
        return self._source() + self._ahead if self._source else self._stands

    def move_to(self, at: dt.datetime) -> None:
        """Show `at` from now on; raises ValueError for a time that has been."""
        now = self()
        if at < now:
            raise ValueError("Time goes forward only")
        self._ahead += at - now
        self._stands = at


async def let_time_pass(clock: MovableClock, until: dt.datetime, store: Store, wake: Callable[[], None]) -> None:
    """Move the clock to `until` by way of everything that falls due, so that each thing happens at its own time.

    A worker, a timekeeper and somebody for errands must be running on the store; `wake` makes them look. Raises
    TimeoutError when what is due at an instant is not done within half a minute.
    """
    # What somebody has just taken up is due no longer, and yet not done.
    await _let_be_done(clock, store, wake)
    while (due := await _next_due(store)) is not None and due <= until:
        if due > clock():
            clock.move_to(due)
        await _let_be_done(clock, store, wake)
    if until > clock():
        clock.move_to(until)
    wake()


async def _let_be_done(clock: MovableClock, store: Store, wake: Callable[[], None]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await _busy(store, clock()):
            wake()
            await asyncio.sleep(0.001)


async def _busy(store: Store, now: dt.datetime) -> bool:
    """Tell whether something is due or under way: what is claimed is due again only when its claim lapses."""
    due = await _next_due(store)
    if due is not None and due <= now + A_MOMENT:
        return True

    async def under_way(tx: Transaction) -> int:
        return await tx.count(OUTBOX, state=State.CLAIMED) + await tx.count(ERRANDS, stage=Stage.UNDER_WAY)

    return await store.run(under_way) > 0


async def _next_due(store: Store) -> dt.datetime | None:
    async def work(tx: Transaction) -> dt.datetime | None:
        timers = await tx.between(TIMERS, "due_at", limit=1)
        rows = await tx.between(OUTBOX, "due_at", limit=1)
        errands = await tx.between(ERRANDS, "due_at", limit=1)
        found = [kept.value.due_at for kept in timers] + [kept.value.due_at for kept in rows]
        found += [kept.value.due_at for kept in errands]
        return min(filter(None, found), default=None)

    return await store.run(work)
