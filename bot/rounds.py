"""Rounds: look for what is due, rest until the next thing is or somebody wakes, and go on after a fault."""

import asyncio
import contextlib
import datetime as dt
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar, Final

from bot.core.ports import Clock, StoreFault

log = logging.getLogger(__name__)

LONGEST_REST_SECONDS: Final = 60.0
"""How long it rests at most: another process may have set something, and the machine's clock may have been set."""
FAULT_SECONDS: Final = 5.0
"""How long it rests when the store does not answer."""
DOUBT_SECONDS: Final = 1.0
"""How long whoever acts by the clock rests while the clock is in doubt."""
A_MOMENT: Final = dt.timedelta(microseconds=1)


class Rounds(ABC):
    """Goes round after round until told to stop.

    `clock` tells the time; as long as it is `in_doubt`, whoever goes round rests.
    """

    plight: ClassVar[str]
    """What the log says when the store does not answer."""

    def __init__(self, clock: Clock, in_doubt: Callable[[], bool] = lambda: False) -> None:
        self._clock = clock
        self._in_doubt = in_doubt
        self._stir = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Look at once: something has come that may be due."""
        self._stir.set()

    def stop(self) -> None:
        """Let `run` return when the round that it is at is done."""
        self._stopping = True
        self._stir.set()

    async def run(self) -> None:
        """Go round until `stop`; no fault ends it."""
        while not self._stopping:
            try:
                rest = DOUBT_SECONDS if self._in_doubt() else await self._round()
            except StoreFault as fault:
                log.warning("%s: %s", self.plight, type(fault).__name__)
                rest = FAULT_SECONDS
            if rest > 0 and not self._stopping:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(rest):
                        await self._stir.wait()
            self._stir.clear()

    @abstractmethod
    async def _round(self) -> float:
        """See to one thing that is due; return the seconds to rest."""

    def _rest_until(self, next_due: dt.datetime | None) -> float:
        """Return the seconds to rest when the next thing is due then, None for nothing."""
        if next_due is None:
            return LONGEST_REST_SECONDS
        # Never quite at once: what is due may be in another replica's hands.
        return min(max((next_due - self._clock()).total_seconds(), 0.01), LONGEST_REST_SECONDS)
