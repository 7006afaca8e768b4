"""The bot as `python -m bot serve` starts it for Teams, with real tokens, a clock that can jump and lines to cut."""

import asyncio
import contextlib
import datetime as dt
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.app import new_id
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import Filling
from bot.store.open import open_store
from tests.chaos.clocked import ClockFile
from tests.conftest import cooperation
from tests.microsoft import APP_ID, SECRET, TENANT, Microsoft, activity
from tests.scenarios.teams import GUNILLA, Somebody, Stage, words

ROOT = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"
STARTS_WITHIN = 60.0
TEAMS_WAITS = 15.0
"""How long Teams waits for a turn to be answered before it sends it again."""


class Line:
    """A line to a port of this machine. `cut`, nobody answers there; `hang`, what is sent gets no answer."""

    def __init__(self, host: str, port: int) -> None:
        self.to = (host, port)
        self.port = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._flows = asyncio.Event()
        self._flows.set()

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    async def mend(self) -> None:
        """Let everything through, from the beginning on or again."""
        self._flows.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._carry, LOOPBACK, self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Refuse connections, and drop those there are."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in tuple(self._open):
            writer.transport.abort()

    async def hang(self) -> None:
        """Take connections and what is sent, and let nothing through."""
        self._flows.clear()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            there, back = await asyncio.open_connection(*self.to)
            self._open |= {writer, back}
            try:
                await asyncio.gather(self._flow(reader, back), self._flow(there, writer))
            finally:
                self._open -= {writer, back}

    async def _flow(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while said := await source.read(65_536):
                await self._flows.wait()
                sink.write(said)
                await sink.drain()
            sink.close()


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[Line]:
    """A line to the port that an address names."""
    parts = urlsplit(url)
    line = Line(parts.hostname or LOOPBACK, parts.port or 0)
    await line.mend()
    try:
        yield line
    finally:
        await line.mend()
        await line.cut()


@dataclass(frozen=True, slots=True)
class Told:
    """What a person got for something said or pressed: which status, after how many seconds, and what was read."""

    status: int
    seconds: float
    words: str


@dataclass
class RealStage(Stage):
    """Teams as it speaks to a bot that was started with `serve`; `log` is what that has written, parsed.

    `clock` is Microsoft's, `bot_clock` the machine's that the bot runs on.
    """

    folder: Path
    store: str
    clock: ClockFile
    bot_clock: ClockFile
    logins: Line
    keys: Line
    connector: Line
    process: asyncio.subprocess.Process | None = None
    log: list[dict[str, Any]] = field(default_factory=list)
    _reading: list[asyncio.Task[None]] = field(default_factory=list)
    _token: tuple[dt.datetime, str] | None = None

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def environment(self, port: int) -> dict[str, str]:
        """Return the settings of the bot."""
        named = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "SYSTEMROOT")
        return {
            **{name: os.environ[name] for name in named if name in os.environ},
            "PYTHONUNBUFFERED": "1",
            "MicrosoftAppId": APP_ID,
            "MicrosoftAppPassword": SECRET,
            "MicrosoftAppTenantId": TENANT,
            "PORT": str(port),
            "BOT_SECRETARIAT": GUNILLA,
            "BOT_DATA": str(self.folder),
            "BOT_STORE": self.store,
            "BOT_ADDRESS": f"http://{LOOPBACK}:{port}",
            "BOT_SERVICE_HOSTS": LOOPBACK,
            "BOT_OPENID_METADATA": f"{self.keys.url}/v1/.well-known/openidconfiguration",
            "BOT_LOGIN": self.logins.url,
            "BOT_TURNS_PER_MINUTE": "1000",
        }

    async def start(self) -> None:
        """Start it, and wait until it is in good health."""
        port = _free_port()
        self.url = f"http://{LOOPBACK}:{port}"
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.chaos.clocked", str(self.folder / "clock"), "serve"),
            cwd=ROOT,
            env=self.environment(port),
            stderr=asyncio.subprocess.PIPE,
        )
        self._reading.append(asyncio.create_task(self._read(self.process)))
        async with asyncio.timeout(STARTS_WITHIN):
            while (await self.health())[0] != 200:
                assert self.process.returncode is None, self.log
                await asyncio.sleep(0.05)

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            try:
                self.log.append(json.loads(line))
            except ValueError:
                self.log.append({"level": "error", "said": line.decode(errors="replace").rstrip()})

    async def stop(self, *, kill: bool = False) -> int:
        """Stop it and return its exit code; `kill` as a power cut would."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.kill() if kill else self.process.terminate()
        code = await asyncio.wait_for(self.process.wait(), 30)
        await asyncio.gather(*self._reading)
        self._reading.clear()
        return code

    async def health(self, within: float = TEAMS_WAITS) -> tuple[int, dict[str, Any]]:
        """Return what /healthz says: status and facts; 0 when it says nothing."""
        timeout = aiohttp.ClientTimeout(total=within)
        try:
            async with self.client.get(f"{self.url}/healthz", timeout=timeout) as answer:
                return answer.status, await answer.json()
        except (aiohttp.ClientError, TimeoutError):
            return 0, {}

    async def ready(self) -> bool:
        """Tell whether a proxy would go on sending turns; where nobody answers it would find out by itself."""
        try:
            async with self.client.get(f"{self.url}/readyz", timeout=aiohttp.ClientTimeout(total=2)) as answer:
                return answer.status == 200
        except (aiohttp.ClientConnectionError, TimeoutError):
            return True

    async def becomes(self, status: int, within: float = 30.0) -> float:
        """Wait until /healthz has this status; return the seconds."""
        begun = time.monotonic()
        async with asyncio.timeout(within):
            while True:
                if (await self.health())[0] == status:
                    return time.monotonic() - begun
                await asyncio.sleep(0.05)

    async def metrics(self) -> dict[str, float]:
        """Return the numbers of /metrics by their names, labels included."""
        async with self.client.get(f"{self.url}/metrics") as answer:
            lines = [line for line in (await answer.text()).splitlines() if not line.startswith("#")]
        return {name: float(number) for name, _, number in (line.rpartition(" ") for line in lines)}

    async def send(self, said: dict[str, Any]) -> tuple[int, Any]:
        """Post an activity with a token that was signed within the last minute: Teams, too, uses one for a while."""
        if self._token is None or not dt.timedelta() <= self.clock() - self._token[0] < dt.timedelta(minutes=1):
            self._token = self.clock(), self.microsoft.sign()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token[1]}"}
        said = said | {"timestamp": f"{self.clock():%Y-%m-%dT%H:%M:%S.%f}Z"}
        address = f"{self.url}/api/messages"
        async with self.client.post(address, data=json.dumps(said).encode(), headers=headers) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None

    async def says(self, who: Somebody, said: str, **changes: Any) -> Told:
        """Let somebody write, and return what they get for it by the time that the turn is over."""
        return await self._told(activity(self.microsoft, **(who.said | {"text": said} | changes)), who)

    async def presses(self, who: Somebody, card: dict[str, Any], title: str, **values: str) -> Told:
        """Let somebody press a button, and return what they get for it."""
        button = next(each for each in card["actions"] if each["title"] == title)
        action = {"type": "Action.Execute", "verb": button["verb"], "data": button["data"] | values}
        said = who.said | {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "text": None,
            "value": {"action": action, "trigger": "manual"},
            "replyToId": "card-1",
        }
        return await self._told(activity(self.microsoft, **said), who)

    async def _told(self, said: dict[str, Any], who: Somebody) -> Told:
        begun = time.monotonic()
        body: Any = None
        try:
            async with asyncio.timeout(TEAMS_WAITS):
                status, body = await self.send(said)
        except (aiohttp.ClientError, TimeoutError):
            status = 0
        seconds = time.monotonic() - begun
        value = body.get("value") if isinstance(body, dict) else None
        if isinstance(value, dict):
            return Told(status, seconds, str(value.get("fallbackText", value)))
        if isinstance(value, str):
            return Told(status, seconds, value)
        place = said["conversation"]["id"]
        replies = [each for each in self.there(place) if each.get("replyToId") == said["id"]]
        assert who
        return Told(status, seconds, words(replies[-1]) if replies else "")

    def complaints(self, since: int = 0) -> list[str]:
        """Return the warnings and errors of the log from a line on, each wording once."""
        found = [line["said"] for line in self.log[since:] if line.get("level") in {"warning", "error", "critical"}]
        return list(dict.fromkeys(found))


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


async def seat(store: str, folder: Path, fillings: Iterable[Filling]) -> None:
    """Keep who sits where in a store on which no bot runs yet."""
    kept = await open_store(store, folder)
    try:
        seating = Seating(kept, cooperation(), new_id)
        await seating.lay_out()
        await seating.fill(tuple(fillings))
    finally:
        await kept.close()


@asynccontextmanager
async def served(
    folder: Path,
    start: dt.datetime,
    fillings: Sequence[Filling] = (),
    *,
    store: str = "tinydb:",
    rate: float = 1.0,
    replicas: int = 1,
) -> AsyncIterator[list[RealStage]]:
    """Start so many bots on one store, at an instant; they and Teams are on the same clock until somebody moves it."""
    async with contextlib.AsyncExitStack() as stack:
        clock = ClockFile(folder / "microsoft-clock")
        stack.callback(clock.close)
        clock.set(start, rate)
        microsoft = await stack.enter_async_context(Microsoft(clock).playing())
        logins, keys, connector = [await stack.enter_async_context(line_to(microsoft.url)) for _ in range(3)]
        microsoft.jwks_uri = f"{keys.url}/v1/.well-known/keys"
        microsoft.url = connector.url
        client = await stack.enter_async_context(aiohttp.ClientSession())
        if fillings:
            await seat(store, folder, fillings)
        stages = []
        for number in range(replicas):
            room = folder if store == "tinydb:" else folder / str(number)
            room.mkdir(exist_ok=True)
            own = ClockFile(room / "clock")
            stack.callback(own.close)
            own.set(clock(), rate)
            stage = RealStage("", client, microsoft, room, store, clock, own, logins, keys, connector)
            stack.push_async_callback(_end, stage)
            await stage.start()
            stages.append(stage)
        yield stages


async def _end(stage: RealStage) -> None:
    if stage.process is not None and stage.process.returncode is None:
        await stage.stop(kill=True)
