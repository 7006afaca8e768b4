"""Teams as it speaks to bots in processes of their own on one store, which are killed at random and started again."""

import asyncio
import contextlib
import datetime as dt
import random
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from bot.clock import MovableClock
from bot.core.ports import Collection, Kept
from tests.microsoft import Microsoft
from tests.scenarios.outside import kept_outside
from tests.scenarios.teams import Stage

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
LATEST_SECONDS = 0.05
"""A kill falls within this time after an activity was sent: most are under way then, some are done."""
LATEST_LATER_SECONDS = 0.3
"""The same for a kill while time passes, and messages go out."""
LOST = (aiohttp.ClientError, ConnectionError, TimeoutError)
"""What a request meets whose bot is killed."""
LEFT_AFTER_SECONDS = 1.5
"""A claim that has not moved for so long, after a kill, is a dead bot's: another takes it when it has lapsed."""

Claims = frozenset[tuple[str, int]]


@dataclass
class Served:
    """A bot in a process of its own on a store, an embedded one in `folder`; `seats` the module of who sits where."""

    store: str
    folder: Path
    microsoft: str
    seats: str
    url: str = ""
    running: asyncio.subprocess.Process | None = None
    taken: int = 0

    async def start(self, at: dt.datetime) -> None:
        """Start the process, with its clock there."""
        self.running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.scenarios.served", self.store, str(self.folder), self.microsoft,
            at.isoformat(), self.seats,
            cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self.running.stdout is not None
        said = await asyncio.wait_for(self.running.stdout.readline(), 60)
        assert said.strip().isdigit(), f"the bot said {said!r}"
        self.url = f"http://127.0.0.1:{int(said)}"

    @property
    def lives(self) -> bool:
        """Whether the process runs."""
        return self.running is not None and self.running.returncode is None

    async def kill(self) -> None:
        """Kill the process, as a power cut would."""
        if self.running and self.running.returncode is None:
            self.running.kill()
            await self.running.wait()


@dataclass(frozen=True)
class Look:
    """What one of the bots sees in the store: what waits until when, whether something is due, what is claimed."""

    next_due: dt.datetime | None
    is_due: bool
    claims: Claims


@dataclass
class KilledStage(Stage):
    """A stage whose bots die. Each activity goes to any of them, and all keep the same time.

    `share` of the activities, and of the times that time passes, are accompanied by a kill; what got no answer is sent
    again. Teams does the same: an activity without an answer comes again, with the same id. `killed_at` are the
    instants.
    """

    bots: tuple[Served, ...]
    clock: MovableClock
    share: float
    rand: random.Random
    killed_at: list[dt.datetime] = field(default_factory=list)
    left: Claims = frozenset()

    @property
    def tells_instants(self) -> bool:
        """What a dead bot had claimed comes when it is up again, or when its claim has lapsed."""
        return not self.killed_at

    def may_come_twice(self, at: dt.datetime) -> bool:
        """Tell whether a bot was killed then: what was on its way comes once more, since nobody knows."""
        return at in self.killed_at

    async def start(self) -> None:
        """Start those that do not run, all at once, with the clock where it stands."""
        await asyncio.gather(*(bot.start(self.clock()) for bot in self.bots if not bot.lives))
        self.url = self.bots[0].url

    async def send(self, said: dict[str, Any]) -> tuple[int, Any]:
        """Post an activity, again and again until it is answered."""

        async def ask() -> tuple[int, Any]:
            bot = self.rand.choice([bot for bot in self.bots if bot.lives] or list(self.bots))
            bot.taken += 1
            self.url = bot.url
            return await Stage.send(self, said)

        return await self._until_answered(ask, LATEST_SECONDS)

    async def until(self, at: dt.datetime) -> None:
        """Let time pass by way of everything that falls due, so that each thing happens at its own time."""

        async def ask() -> None:
            due = await self._settle(self.clock())
            while due is not None and due <= at:
                due = await self._settle(max(due, self.clock()))
            await self._settle(max(at, self.clock()))

        await self._until_answered(ask, LATEST_LATER_SECONDS)

    async def kept(self, collection: Collection[T]) -> list[Kept[T]]:
        """Return what the bots keep in a collection, oldest first."""
        return kept_outside(self.bots[0].store, self.bots[0].folder, collection)

    async def _settle(self, at: dt.datetime) -> dt.datetime | None:
        """Let it be an instant, and wait until nothing is due then nor under way; return when the next thing is due."""
        self.clock.move_to(at)
        before, since = None, time.monotonic()
        while True:
            looks = await asyncio.gather(*(self._look(bot) for bot in self.bots if bot.lives))
            seen = [look for look in looks if look]
            if not seen:
                raise ConnectionError("no bot lives")
            for look in seen:
                if not look.is_due and not look.claims - self.left:
                    return look.next_due
            if seen[-1] != before:
                before, since = seen[-1], time.monotonic()
            elif not seen[-1].is_due and self.killed_at and time.monotonic() - since > LEFT_AFTER_SECONDS:
                self.left |= seen[-1].claims

    async def _look(self, bot: Served) -> Look | None:
        """Let a bot's clock show the time, give it a moment, and look; None when it is killed meanwhile."""
        try:
            async with self.client.post(f"{bot.url}/test/step", json={"at": self.clock().isoformat()}) as answer:
                said = await answer.json()
        except LOST:
            return None
        due = said["next_due"] and dt.datetime.fromisoformat(said["next_due"])
        return Look(due, said["is_due"], frozenset((key, version) for key, version in said["claims"]))

    async def _until_answered(self, ask: Callable[[], Awaitable[T]], latest: float) -> T:
        while True:
            killing = None
            if self.rand.random() < self.share:
                killing = asyncio.create_task(self._kill_in(self.rand.random() * latest))
            answers: list[T] = []
            with contextlib.suppress(*LOST):
                answers.append(await ask())
            if killing:
                await killing
                await self.start()
            if answers:
                return answers[0]

    async def _kill_in(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.killed_at.append(self.clock())
        await self.rand.choice(self.bots).kill()


@asynccontextmanager
async def bot_that_dies(
    folder: Path,
    start: dt.datetime,
    seats: str,
    *,
    store: str = "tinydb:",
    share: float = 0.02,
    seed: int = 1,
    bots: int = 1,
) -> AsyncIterator[KilledStage]:
    """Run a bot, or as many as are asked for, on the store; it begins at `start`, and one is killed now and then."""
    clock = MovableClock(start=start)
    async with Microsoft(clock).playing() as microsoft, aiohttp.ClientSession() as client:
        rand = random.Random(seed)  # noqa: S311 - a test that can be repeated
        served = tuple(Served(store, folder, microsoft.url, seats) for _ in range(bots))
        stage = KilledStage("", client, microsoft, served, clock, share, rand)
        try:
            await stage.start()
            yield stage
        finally:
            await asyncio.gather(*(bot.kill() for bot in served))
