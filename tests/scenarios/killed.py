"""Teams as it speaks to a bot in another process, which is killed at random moments and started again."""

import asyncio
import contextlib
import datetime as dt
import random
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from bot.clock import MovableClock
from tests.microsoft import Microsoft
from tests.scenarios.teams import Stage

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
LATEST_SECONDS = 0.05
"""A kill falls within this time after a request was sent: most are under way then, some are done."""


@dataclass
class KilledStage(Stage):
    """A stage whose bot dies. `share` of the requests are accompanied by a kill; what got no answer is sent again.

    Teams does the same: an activity without an answer comes again, with the same id.
    """

    store: str
    folder: Path
    clock: MovableClock
    seats: str
    share: float
    rand: random.Random
    kills: int = 0
    running: asyncio.subprocess.Process | None = field(default=None)

    async def start(self) -> None:
        """Start the bot's process, with the clock where it stands."""
        self.running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.scenarios.served", self.store, str(self.folder), self.microsoft.url,
            self.clock().isoformat(), self.seats,
            cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self.running.stdout is not None
        said = await asyncio.wait_for(self.running.stdout.readline(), 60)
        assert said.strip().isdigit(), f"the bot said {said!r}"
        self.url = f"http://127.0.0.1:{int(said)}"

    async def kill(self) -> None:
        """Kill the process, as a power cut would."""
        if self.running and self.running.returncode is None:
            self.running.kill()
            await self.running.wait()

    async def send(self, said: dict[str, Any]) -> tuple[int, Any]:
        """Post an activity, again and again until it is answered."""
        return await self._until_answered(lambda: Stage.send(self, said))

    async def until(self, at: dt.datetime) -> None:
        """Let time pass in the bot's process."""

        async def ask() -> None:
            async with self.client.post(f"{self.url}/test/until", json={"at": at.isoformat()}) as answer:
                assert answer.status == 200
                await answer.read()
            self.clock.move_to(max(at, self.clock()))

        await self._until_answered(ask)

    async def _until_answered(self, ask: Callable[[], Awaitable[T]]) -> T:
        while True:
            killing = None
            if self.rand.random() < self.share:
                killing = asyncio.create_task(self._kill_in(self.rand.random() * LATEST_SECONDS))
            answers: list[T] = []
            with contextlib.suppress(aiohttp.ClientError, ConnectionError, TimeoutError):
                answers.append(await ask())
            if killing:
                await killing
                await self.start()
            if answers:
                return answers[0]

    async def _kill_in(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.kills += 1
        await self.kill()


@asynccontextmanager
async def bot_that_dies(
    folder: Path, start: dt.datetime, seats: str, *, store: str = "tinydb:", share: float = 0.02, seed: int = 1
) -> AsyncIterator[KilledStage]:
    """Run a bot in a process of its own on the store, which begins at `start` and is killed now and then."""
    clock = MovableClock(start=start)
    async with Microsoft(clock).playing() as microsoft, aiohttp.ClientSession() as client:
        rand = random.Random(seed)  # noqa: S311 - a test that can be repeated
        stage = KilledStage("", client, microsoft, store, folder, clock, seats, share, rand)
        await stage.start()
        try:
            yield stage
        finally:
            await stage.kill()
