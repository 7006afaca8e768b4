"""Lets what the bot stands on fail, one thing at a time, and tells what the people in the chat notice.

    sudo python -m tests.chaos.faults [--seconds 60] [--only NAME]

The bot is the process that `serve` starts, with real tokens and a server that plays Microsoft. Each fault happens to it
for real: another program holds the store's file, PostgreSQL is stopped in order or in the middle of a word, the disk
is full or fails in the middle of a write, lines to Microsoft are cut or hang, the machine's clock jumps, one of two
replicas is killed. Meanwhile somebody asks in Swedish, somebody in English, somebody presses a button, and a reminder
falls due; afterwards everything must be there that was acknowledged, and nothing have come twice. Only the full disk
needs root on Linux, since it mounts a small disk of its own in a mount namespace that nobody else sees.
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bot.__main__ import STOPPED
from bot.core.calendar import to_local
from bot.core.outbox import OUTBOX, UNSURE, OutboxRow, State
from bot.core.ports import Transaction
from bot.features.bodies.seats import Post
from bot.features.broadcasts.model import DELIVERIES
from bot.store.open import FILE, open_store
from tests.chaos.disks import mounted
from tests.chaos.real import ROOT, RealStage, Told, line_to, served
from tests.scenarios.teams import EMMA, KANSLI, Somebody, card_of, mention, words
from tests.scenarios.year import BODIES, FILLINGS, NAME_OF, NAMES, TOWNS, somebody
from tests.store.postgres import Server, empty_schema

START = dt.datetime(2027, 1, 12, 7, tzinfo=dt.UTC)
"""A Tuesday, eight in the morning in Stockholm."""
HOUR = dt.timedelta(hours=1)
BODY = next(body for body in BODIES if body.id == "planeringschefer")
CHANNEL = f"19:{BODY.id}@thread.tacv2"
QUESTION, ANSWER = "vilka är de fem prioriteringarna?", "fem infrastruktursatsningar"
IN_ENGLISH, ANSWER_IN_ENGLISH = "what are the five priorities?", "five infrastructure investments"
NOT_DONE = ("Jag kommer inte åt mina uppgifter just nu", "I cannot reach my records just now")
WITHIN = 12.0
"""Within how many seconds people must have been told something; Teams waits 15."""
RECOVERS_WITHIN = 20.0
"""How many seconds after a fault everything must be as it was."""

PAGE = 4096
Deed = Callable[[], Awaitable[None]]


@dataclass
class Noticed:
    """What a fault came to: what people read and how soon, what /healthz said, and what is not as it should be."""

    fault: str
    asked: Told = field(default_factory=lambda: Told(0, 0.0, ""))
    asked_in_english: Told = field(default_factory=lambda: Told(0, 0.0, ""))
    pressed: Told = field(default_factory=lambda: Told(0, 0.0, ""))
    answered_later: bool = False
    health: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    healthy_after: float = 0.0
    reminded_after: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def expect(self, sound: bool, otherwise: str) -> None:
        if not sound and otherwise not in self.wrong:
            self.wrong.append(otherwise)

    @property
    def row(self) -> str:
        """The row of the table."""
        cells = (
            self.fault,
            _told(self.asked) + (", the answer afterwards" if self.answered_later else ""),
            _told(self.pressed),
            ", ".join(self.health) or "ok",
            f"{self.healthy_after:.1f} s, {self.reminded_after:.1f} s",
            "; ".join(self.log[:3]) or "–",
            "; ".join(self.wrong) or "nothing",
        )
        return f"| {' | '.join(cells)} |"


HEADINGS = (
    "| fault | who asks gets | who presses gets | /healthz | well, and reminded, after | the log | what is wrong |"
)


def _told(told: Told) -> str:
    if told.status != 200:
        return f"{told.status or 'no answer'} after {told.seconds:.1f} s"
    said = " ".join(told.words.split())[:60] or "nothing yet"
    return f"*{said}* after {told.seconds:.1f} s"


def holder(town: str, *, here: bool = False) -> Somebody:
    """Return who has a municipality's seat, in the body's channel when `here`."""
    return somebody(NAMES[BODY.id, town, Post.HOLDER], body=BODY.id if here else "")


@dataclass
class Town:
    """A bot at work with some people, whom faults happen to one after the other; `hours` counts them."""

    stage: RealStage
    hours: int = 0

    async def begin(self) -> None:
        """Let everybody be met, and the channel be known."""
        for who in (KANSLI, EMMA, *(holder(town) for town in TOWNS)):
            await self.stage.says(who, "hej")
        await self.stage.says(holder(TOWNS[0], here=True), "<at>Södertörnsboten</at> hej", entities=[mention()])

    async def book(self, lead: float) -> dict[str, Any]:
        """Book a meeting whose reminder falls due in so many seconds; return its invitation in the channel."""
        self.hours += 1
        due = START + self.hours * HOUR
        for clock in (self.stage.clock, self.stage.bot_clock):
            clock.set(due - dt.timedelta(seconds=lead))
        await self.stage.becomes(200)
        at = to_local(due + dt.timedelta(minutes=30))
        when = f"{at.day}/{at.month} {at.year} kl {at:%H:%M}-{at + dt.timedelta(minutes=20):%H:%M}"
        await self.stage.says(KANSLI, f"boka {BODY.short.sv} {when} digitalt https://teams.example/{self.hours}")
        card = card_of(self.stage.there("a:gunilla")[-1])
        title = next(each["title"] for each in card["actions"] if each["title"].startswith("Boka"))
        await self.stage.presses(KANSLI, card, title)
        async with asyncio.timeout(15):
            while True:
                # One in doubt may come once more, so the newest is not always the last to come.
                if found := self._invitations():
                    return found[-1]
                await asyncio.sleep(0.02)

    def _invitations(self) -> list[dict[str, Any]]:
        """Return what calls to the latest meeting."""
        link = f"teams.example/{self.hours}"
        there = [each for each in self.stage.in_channel(CHANNEL) if each.get("attachments")]
        cards = [card for card in map(card_of, there) if link in str(card)]
        return [card for card in cards if any(button["title"] == "Kommer" for button in card.get("actions", ()))]

    def links(self) -> Counter[str]:
        """Return how often each person has got the link of the latest meeting by itself."""
        link = f"teams.example/{self.hours}"
        sent = [each for each in self.stage.microsoft.posted if "Här är länken" in words(each) and link in str(each)]
        return Counter(each["conversation"]["id"] for each in sent if each["conversation"]["id"].startswith("a:"))

    def answers(self, who: Somebody, said: str, since: int) -> int:
        """Return how many messages with these words somebody has got in their own chat."""
        return sum(said in words(each) for each in self.stage.there(f"a:{who.key}")[since:])


async def suffer(
    town: Town, name: str, breaks: Deed, mends: Deed, seconds: float, *, restarts: bool = False
) -> Noticed:
    """Let one fault happen for so long, and look at what people notice."""
    stage, noticed = town.stage, Noticed(name)
    invitation = await town.book(min(seconds / 2, 20.0) + 1.5)
    before = await stage.presses(holder(TOWNS[5], here=True), invitation, "Kommer")
    noticed.expect(before.status == 200, "the answer before it was refused")
    lines, asker, english = len(stage.log), holder(TOWNS[1]), EMMA
    since, since_english = len(stage.there(f"a:{asker.key}")), len(stage.there(f"a:{english.key}"))
    watching = asyncio.create_task(_watch(stage, noticed))
    await breaks()
    begun = time.monotonic()
    try:
        people = asyncio.gather(
            _after(0.1, stage.says(asker, QUESTION)),
            _after(0.2, stage.says(english, IN_ENGLISH)),
            _after(0.3, stage.presses(holder(TOWNS[2], here=True), invitation, "Kommer")),
        )
        await asyncio.sleep(max(seconds - (time.monotonic() - begun), 0))
        noticed.expect(max(town.links().values(), default=0) <= 1, "somebody was reminded twice meanwhile")
    finally:
        await mends()
    mended = time.monotonic()
    if restarts:
        await people
        await stage.start()
    try:
        await stage.becomes(200, RECOVERS_WITHIN)
    except TimeoutError:
        noticed.wrong.append("it did not become well again")
    noticed.healthy_after = time.monotonic() - mended
    noticed.asked, noticed.asked_in_english, noticed.pressed = await people
    noticed.reminded_after = await _reminded(town, noticed, mended)
    watching.cancel()
    noticed.log = stage.complaints(lines)
    await _afterwards(town, noticed, invitation, (since, since_english))
    return noticed


async def _until(happened: Callable[[], object]) -> None:
    while True:
        if happened():
            return
        await asyncio.sleep(0.02)


async def _after(seconds: float, work: Awaitable[Told]) -> Told:
    await asyncio.sleep(seconds)
    return await work


async def _watch(stage: RealStage, noticed: Noticed) -> None:
    while True:
        status, said = await stage.health()
        # A proxy goes on sending people's words as long as there is somebody to answer them.
        noticed.expect(status in {0, 200} or "stopping" in str(said) or await stage.ready(), "/readyz was not 200")
        shown = f"{status} {said.get('status', '')}".strip() if status else "no answer"
        if status != 200 and shown not in noticed.health:
            noticed.health.append(shown)
        await asyncio.sleep(0.1)


async def _reminded(town: Town, noticed: Noticed, mended: float) -> float:
    """Wait until everybody has been reminded, and return how long that took after the fault."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(RECOVERS_WITHIN):
            await _until(lambda: len(town.links()) == len(TOWNS))
    noticed.expect(len(town.links()) == len(TOWNS), f"{len(town.links())} of {len(TOWNS)} were reminded")
    return time.monotonic() - mended


async def _afterwards(town: Town, noticed: Noticed, invitation: dict[str, Any], since: tuple[int, int]) -> None:
    """Look whether all is as it should be when the fault is over."""
    stage = town.stage
    for who, question, answer, told, at in (
        (holder(TOWNS[1]), QUESTION, ANSWER, noticed.asked, since[0]),
        (EMMA, IN_ENGLISH, ANSWER_IN_ENGLISH, noticed.asked_in_english, since[1]),
    ):
        if told.status == 200 and not told.words.strip():
            # It was taken and could not be answered: the answer must come by itself, once.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(RECOVERS_WITHIN):
                    await _until(partial(town.answers, who, answer, at))
            # Of what hung nobody knew whether it had arrived, so it may come once more.
            noticed.answered_later = 1 <= town.answers(who, answer, at) <= 2
            noticed.expect(noticed.answered_later, f"{town.answers(who, answer, at)} answers came to {who.name}")
        again = await stage.says(who, question)
        noticed.expect(answer in again.words, f"{who.name} reads {again.words[:80]!r} afterwards")
    card = await stage.presses(holder(TOWNS[2], here=True), invitation, "Kommer")
    coming = card.words.partition("Kommer:")[2].partition("Har inte")[0]
    for town_code in (TOWNS[2], TOWNS[5]):
        noticed.expect(
            NAME_OF[town_code] in coming, f"the answer of {NAME_OF[town_code]} is not there, but {card.words[:300]!r}"
        )
    noticed.expect(max(town.links().values(), default=0) <= 1, "somebody was reminded twice")


# The faults


@asynccontextmanager
async def town_on(folder: Path, **more: Any) -> AsyncIterator[Town]:
    """A town on a bot of its own."""
    async with served(folder, START, FILLINGS, **more) as [stage]:
        town = Town(stage)
        await town.begin()
        yield town


async def locked(town: Town, seconds: float) -> Noticed:
    """Let another program hold the embedded store's file, as somebody's shell does."""
    shell = sqlite3.connect(town.stage.folder / FILE, isolation_level=None)

    async def hold() -> None:
        shell.execute("BEGIN IMMEDIATE")

    async def let_go() -> None:
        shell.execute("ROLLBACK")

    noticed = await suffer(town, "another program holds the store (embedded)", hold, let_go, seconds)
    shell.close()
    return _apologised(noticed)


async def failed_disk(town: Town, seconds: float) -> Noticed:
    """Let a write be cut short, after which nobody can say what the disk holds; the bot ends, and is started anew."""
    stage = town.stage

    async def cut_short() -> None:
        # Whatever lies further in than this in any file can be read and not written.
        resource.prlimit(stage.pid, resource.RLIMIT_FSIZE, (PAGE, resource.RLIM_INFINITY))

    async def await_the_end() -> None:
        assert stage.process is not None
        noticed_code.append(await asyncio.wait_for(stage.process.wait(), 30))

    noticed_code: list[int] = []
    name = "the disk fails in the middle of a write (embedded)"
    noticed = await suffer(town, name, cut_short, await_the_end, seconds, restarts=True)
    noticed.expect(noticed_code == [STOPPED], f"it ended with {noticed_code}")
    return noticed


async def full_disk(town: Town, seconds: float) -> Noticed:
    """Fill the disk that the embedded store lies on, and make room again."""
    filler = town.stage.folder / "filler"

    async def fill() -> None:
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    async def make_room() -> None:
        filler.unlink()

    noticed = await suffer(town, "the disk is full (embedded)", fill, make_room, seconds)
    # What only reads is answered all the same.
    noticed.expect(ANSWER in noticed.asked.words, "the question was not answered")
    noticed.expect(noticed.pressed.words.startswith(NOT_DONE[0]), f"who pressed read {noticed.pressed.words[:60]!r}")
    noticed.expect("503 store" in noticed.health, "/healthz did not say so")
    return noticed


async def no_login(town: Town, seconds: float) -> Noticed:
    """Let Entra be away when the bot's own token has run out."""
    microsoft, logins = town.stage.microsoft, town.stage.logins

    async def cut() -> None:
        await logins.cut()
        await asyncio.sleep(microsoft.token_seconds)

    microsoft.token_seconds = 1
    noticed = await suffer(town, "Entra gives no token", cut, logins.mend, seconds)
    microsoft.token_seconds = 3600
    return _answered_all_the_same(noticed)


async def no_connector(town: Town, seconds: float) -> Noticed:
    """Let Teams' connector refuse connections."""
    line = town.stage.connector
    return _answered_all_the_same(await suffer(town, "Teams' connector is down", line.cut, line.mend, seconds))


async def silent_connector(town: Town, seconds: float) -> Noticed:
    """Let Teams' connector take what is sent and never answer."""
    line = town.stage.connector
    return _answered_all_the_same(await suffer(town, "Teams' connector hangs", line.hang, line.mend, seconds))


async def no_keys(town: Town, seconds: float) -> Noticed:
    """Let Microsoft's keys be away, which the bot has fetched within the last day."""
    line = town.stage.keys
    noticed = await suffer(town, "Microsoft's key metadata are down", line.cut, line.mend, seconds)
    noticed.expect(ANSWER in noticed.asked.words, "the question was not answered")
    return noticed


async def no_keys_from_the_start(town: Town, seconds: float) -> Noticed:
    """Start the bot anew while Microsoft's keys are away: it can let nobody in, and Teams sends everything again."""
    stage = town.stage

    async def start_without() -> None:
        await stage.stop()
        await stage.keys.cut()
        await stage.start()

    name = "Microsoft's key metadata are down when the bot starts"
    noticed = await suffer(town, name, start_without, stage.keys.mend, seconds)
    noticed.expect(noticed.asked.status == noticed.pressed.status == 503, "somebody was let in")
    return noticed


async def clock_jumps(span: dt.timedelta, town: Town, seconds: float) -> Noticed:
    """Let the machine's clock show a wrong time for a while."""
    stage = town.stage

    async def jump() -> None:
        stage.bot_clock.jump(span)

    async def jump_back() -> None:
        stage.bot_clock.jump(-span)

    hours = int(span.total_seconds() // 3600)
    noticed = await suffer(town, f"the clock jumps {hours:+d} h, and back", jump, jump_back, seconds)
    noticed.expect("503 clock" in noticed.health, "/healthz said nothing of the clock")
    return noticed


def _apologised(noticed: Noticed) -> Noticed:
    """Look whether everybody was told in their language, in time, that it was not done."""
    for told, begins in (
        (noticed.asked, NOT_DONE[0]),
        (noticed.asked_in_english, NOT_DONE[1]),
        (noticed.pressed, NOT_DONE[0]),
    ):
        noticed.expect(told.status == 200 and told.seconds < WITHIN, f"{told.status} after {told.seconds:.1f} s")
        noticed.expect(told.words.strip().startswith(begins), f"somebody read {told.words[:60]!r}")
        noticed.expect("referens" in told.words or "reference" in told.words, "there was no reference")
    noticed.expect("503 store" in noticed.health, "/healthz did not say so")
    return noticed


def _answered_all_the_same(noticed: Noticed) -> Noticed:
    """Look whether presses were answered at once, and questions in time or afterwards."""
    noticed.expect("Har inte svarat" in noticed.pressed.words, f"who pressed got {noticed.pressed.words[:60]!r}")
    noticed.expect(noticed.pressed.seconds < 6, f"who pressed waited {noticed.pressed.seconds:.1f} s")
    noticed.expect(noticed.answered_later or ANSWER in noticed.asked.words, "the answer did not come")
    noticed.expect(not noticed.health, "it should take traffic meanwhile")
    return noticed


async def embedded(folder: Path, seconds: float) -> AsyncIterator[Noticed]:
    """Let what needs no database happen, one after the other, to one bot; the last ends it."""
    async with town_on(folder) as town:
        yield await locked(town, seconds)
        for fault in (no_keys, no_keys_from_the_start, no_login, no_connector, silent_connector):
            yield await fault(town, seconds)
        for hours in (1, 24, -1):
            yield await clock_jumps(hours * HOUR, town, seconds)
        yield await failed_disk(town, seconds)


async def silent_postgresql(folder: Path, url: str, server: str, seconds: float) -> Noticed:
    """Let the line to PostgreSQL take what is sent and give nothing back."""
    async with line_to(server) as line:
        through = url.replace(f":{line.to[1]}/", f":{line.port}/")
        async with town_on(folder, store=through) as town:
            return _apologised(await suffer(town, "PostgreSQL hangs", line.hang, line.mend, seconds))


async def stopped_postgresql(folder: Path, server: Server, seconds: float) -> AsyncIterator[Noticed]:
    """Stop PostgreSQL in order, like a crash, and by the hand of the scheduler, and let it go on."""

    async def start() -> None:
        await asyncio.to_thread(server.start)

    async with town_on(folder, store=server.url) as town:
        for mode, name in (("fast", "PostgreSQL is stopped"), ("immediate", "PostgreSQL crashes")):
            stop = partial(asyncio.to_thread, server.stop, mode)
            yield _apologised(await suffer(town, name, stop, start, seconds))
        pause, go_on = partial(_signal, server, signal.SIGSTOP), partial(_signal, server, signal.SIGCONT)
        yield _apologised(await suffer(town, "PostgreSQL stands still (SIGSTOP)", pause, go_on, seconds))


async def _signal(server: Server, what: signal.Signals) -> None:
    """Send a signal to the server and all its sessions."""
    postmaster = int((server.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    for process in (postmaster, *_children(postmaster)):
        os.kill(process, what)


def _children(parent: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                yield int(stat.parent.name)


@dataclass(frozen=True, slots=True)
class Sendout:
    """What became of a broadcast in the middle of which a replica was killed.

    `before` had arrived at the kill; `lost` are kept as sent and did not arrive; of those `in_doubt` nobody knows, and
    the sender is told so; `open` are neither.
    """

    recipients: int
    before: int
    twice: int
    lost: int
    in_doubt: int
    open: int
    report: str
    seconds: float


async def killed_in_a_broadcast(folder: Path, url: str) -> Sendout:
    """Kill one of two replicas in the middle of a broadcast, and look what everybody has got in the end."""
    async with served(folder, START, FILLINGS, store=url, replicas=2) as [first, second]:
        people = [somebody(name) for name in NAMES.values()]
        for who in (KANSLI, *people):
            await first.says(who, "hej")
        await first.says(KANSLI, "gränsen för utskick är 500")
        await first.says(KANSLI, "utskick till alla ledamöter: Underlaget ligger i kanalen.")
        preview = card_of(first.there("a:gunilla")[-1])
        await first.presses(KANSLI, preview, "Skicka")

        def arrived() -> Counter[str]:
            sent = [each for each in first.microsoft.posted if words(each).startswith("Underlaget ligger")]
            return Counter(each["conversation"]["id"] for each in sent)

        async with asyncio.timeout(30):
            await _until(lambda: len(arrived()) >= 20)
        before = len(arrived())
        await first.stop(kill=True)
        begun = time.monotonic()
        # What the dead one had claimed is free again after a minute; the clocks need not wait for it.
        for clock in (first.clock, second.bot_clock):
            clock.jump(dt.timedelta(seconds=59))
        report = ""
        async with asyncio.timeout(90):
            while "är skickat" not in report:
                report = (await second.says(KANSLI, "hur gick utskick 1?")).words
                await asyncio.sleep(0.3)
        seconds = time.monotonic() - begun
    found = arrived()
    rows = await _rows(url, folder)
    sent = [row for row in rows if row.state is State.SENT]
    return Sendout(
        len(rows),
        before,
        twice=sum(number - 1 for number in found.values()),
        lost=sum(row.conversation_id not in found for row in sent),
        in_doubt=sum(row.reason.startswith(UNSURE) for row in rows),
        open=len(rows) - len(sent) - sum(row.reason.startswith(UNSURE) for row in rows),
        report=" ".join(report.split()),
        seconds=seconds,
    )


async def _rows(url: str, folder: Path) -> list[OutboxRow]:
    """Return the messages of the broadcast as they are kept."""
    store = await open_store(url, folder)

    async def work(tx: Transaction) -> list[OutboxRow]:
        keys = [kept.id async for kept in tx.all(DELIVERIES)]
        return [kept.value for kept in (await tx.get_all(OUTBOX, keys)).values()]

    try:
        return await store.run(work)
    finally:
        await store.close()


async def all_of_them(chosen: str, seconds: float) -> AsyncIterator[str]:
    """Let the faults happen that are chosen (all of them when it is empty), and return the rows of the table."""
    with contextlib.ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
        if chosen in {"", "embedded"}:
            async for noticed in embedded(_made(room / "embedded"), seconds):
                yield noticed.row
        if chosen in {"", "full-disk"} and os.geteuid() == 0:
            disk = stack.enter_context(mounted(room / "disk", "-t", "tmpfs", "-o", "size=16m", "tmpfs"))
            async with town_on(disk) as town:
                yield (await full_disk(town, seconds)).row
        if chosen in {"", "postgresql", "broadcast"}:
            server = Server(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="postgres-"))))
            server.start()
            stack.callback(server.stop)
            if chosen != "broadcast":
                async for noticed in stopped_postgresql(_made(room / "postgresql"), server, seconds):
                    yield noticed.row
            if chosen != "postgresql":
                with empty_schema(server.url) as url:
                    yield str(await killed_in_a_broadcast(_made(room / "broadcast"), url))


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def _print(chosen: str, seconds: float) -> bool:
    sound = True
    print(f"{HEADINGS}\n|{' --- |' * (HEADINGS.count('|') - 1)}", flush=True)  # noqa: T201
    async for row in all_of_them(chosen, seconds):
        sound = sound and (not row.startswith("|") or row.endswith("| nothing |"))
        print(row, flush=True)  # noqa: T201
    return sound


def main() -> int:
    """Run it and print what people noticed; 0 when nothing was wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each fault lasts")
    parser.add_argument("--only", default="", choices=("embedded", "full-disk", "postgresql", "broadcast"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if os.geteuid() == 0 and not given.here:
        command = ["unshare", "--mount", sys.executable, "-m", "tests.chaos.faults", "--here", *sys.argv[1:]]
        return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603
    return 0 if asyncio.run(_print(given.only, given.seconds)) else 1


if __name__ == "__main__":
    sys.exit(main())
