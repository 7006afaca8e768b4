"""A broadcast as somebody at the secretariat sends it: to 15 000 on PostgreSQL and to 500 on the embedded store.

Measured are the rate, the most memory held beside an audience of a tenth, and how long after the press on Stop the last
message left. Each run is a process of its own: bot, worker and timekeeper, with a connector that answers at once or
after what is asked for; on PostgreSQL a second worker in another process shares the work. Teams' limits are off for the
rate, since at 50 a second they hide everything else, and on for stopping. Source of the size: 290 municipalities, 26
bodies, a holder and a stand-in in each.
"""

import argparse
import asyncio
import datetime as dt
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bots import ROOT
from bot.core import outbox
from bot.core.limits import Limiter
from bot.core.ports import ADDRESSES, Address, Delivery, Sent, Store, Transaction
from bot.core.text import Text
from bot.core.turn import Message
from bot.features.bodies.history import Tenure
from bot.features.bodies.model import Body, Cooperation, Municipality, Secretariat
from bot.features.bodies.seats import CONTACTS, SEATS, Contact, Post, Seat, name_key, post_key
from bot.features.broadcasts.audience import Audiences
from bot.features.broadcasts.model import BROADCASTS, Audience, Group, Part, State, about_of
from bot.features.broadcasts.sending import Sending
from bot.store.open import open_store
from bot.timekeeper import Timekeeper
from bot.worker import Worker
from tests.store.postgres import empty_schema, running_postgres

BODIES = 26
KEY = "broadcast"
WORDS = "Underlaget till mötet finns nu på Teams. Läs det gärna i förväg och hör av dig med frågor. " * 4


class Teams:
    """The other side: counts what arrives, and notes when."""

    def __init__(self, answers_after: float) -> None:
        self.answers_after = answers_after
        self.began = asyncio.Event()
        self.arrived: list[float] = []

    async def send(self, address: Address, _: Message) -> Delivery:
        """Take a message."""
        if self.answers_after:
            await asyncio.sleep(self.answers_after)
        self.arrived.append(time.perf_counter())
        self.began.set()
        return Sent(f"m{len(self.arrived)}", address.conversation_id)

    async def update(self, address: Address, message_id: str, _: Message) -> Delivery:
        """Take a change."""
        return Sent(message_id, address.conversation_id)

    async def delete(self, address: Address, message_id: str) -> Delivery:
        """Take a recall."""
        return Sent(message_id, address.conversation_id)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run gave: `first` is the seconds until the first message left, `stopped` those after the press."""

    seconds: float
    first: float
    sent: int
    total: int
    most_mb: float
    stopped: float
    presses: float


def cooperation_of(recipients: int) -> Cooperation:
    """Return a cooperation with so many seats and stand-ins, and a few more."""
    towns = max(1, round(recipients / 2 / BODIES))
    nothing = Text(sv="-", en="-")
    bodies = [Text(sv=f"organ {number}", en=f"body {number}") for number in range(BODIES)]
    return Cooperation(
        name=nothing,
        municipalities=tuple(Municipality(f"{code:04}", f"Kommun {code}") for code in range(towns)),
        secretariat=Secretariat("kansliet", nothing, nothing),
        bodies=tuple(Body(f"organ-{n}", "network", name, name, nothing) for n, name in enumerate(bodies)),
        try_asking=(),
    )


async def furnish(store: Store, cooperation: Cooperation) -> None:
    """Seat somebody reachable in every post."""

    async def one(tx: Transaction, body: Body) -> None:
        for town in cooperation.municipalities:
            people = {}
            for post in (Post.HOLDER, Post.STAND_IN):
                key = f"{body.id}-{town.code}-{post.value}"
                posts = (post_key(body.id, town.code, post),)
                contact = Contact(key, key, name_key(key), f"{key}@example.org", town.code, f"aad-{key}", posts)
                await tx.add(CONTACTS, key, contact)
                to = f"person:aad-{key}"
                await tx.add(ADDRESSES, to, Address(to, "https://example.org", conversation_id=f"chat-{key}"))
                people[post.value] = (Tenure(key),)
            await tx.add(SEATS, Seat(body.id, town.code).id, Seat(body.id, town.code, **people))

    for body in cooperation.bodies:
        await store.run(lambda tx, body=body: one(tx, body))  # type: ignore[misc]


async def run(url: str, recipients: int, answers_after: float, *, stops_after: float, limits: bool) -> Run:
    """Send one broadcast to the end, or stop it after so many seconds (when more than none)."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(url, Path(folder))
        cooperation = cooperation_of(recipients)
        await furnish(store, cooperation)
        teams, sending = Teams(answers_after), Sending(store, Audiences(cooperation))
        limiter = Limiter() if limits else Limiter((), ())
        worker = Worker(
            store, teams, _now, limiter=limiter, alone=url == "tinydb:", name="" if url == "tinydb:" else "w"
        )
        beside = None if url == "tinydb:" else await _begin_beside(url, answers_after, limits=limits)
        timekeeper = Timekeeper(store, sending.use_cases, _now, posted=worker.wake)
        tasks = [asyncio.create_task(worker.run()), asyncio.create_task(timekeeper.run())]
        message = Message(text=WORDS, summary=WORDS[:100])
        began = time.perf_counter()
        await store.run(
            lambda tx: sending.announce(
                tx,
                key=KEY,
                audience=Audience((Part(Group.SEATED),)),
                messages={"sv": message, "en": message},
                at=_now(),
                now=_now(),
            )
        )
        timekeeper.wake()
        stopped = presses = pressed = 0.0
        if stops_after:
            await teams.began.wait()
            await asyncio.sleep(stops_after)
            pressed = time.perf_counter()
            assert await store.run(lambda tx: sending.begin_stop(tx, KEY, _now()))
            await sending.stop(KEY, _now())
            presses = time.perf_counter() - pressed
            await asyncio.sleep(5)
            stopped = max(0.0, teams.arrived[-1] - pressed)
        else:
            while not await _is_over(store):  # noqa: ASYNC110 - the store tells nobody when it is over
                await asyncio.sleep(0.1)
        if beside:
            teams.arrived = sorted([*teams.arrived, *await _end_beside(beside)])
            stopped = max(0.0, teams.arrived[-1] - pressed) if stops_after else 0.0
        tally = await store.run(lambda tx: sending.tally(tx, KEY))
        assert tally.total == tally.sent + tally.cancelled
        assert tally.sent == len(teams.arrived)
        timekeeper.stop()
        await worker.stop()
        await asyncio.gather(*tasks)
        await store.close()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    first, last = teams.arrived[0], teams.arrived[-1]
    return Run(last - began, first - began, tally.sent, tally.total, most, stopped, presses)


async def work_beside(url: str, answers_after: float, *, limits: bool) -> None:
    """Work the outbox as a second worker until a line comes in; print when each message arrived."""
    store, teams = await open_store(url, Path()), Teams(answers_after)
    worker = Worker(store, teams, _now, limiter=Limiter() if limits else Limiter((), ()), name="beside")
    working = asyncio.create_task(worker.run())
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await worker.stop()
    await working
    await store.close()
    print(json.dumps(teams.arrived), flush=True)


async def _begin_beside(url: str, answers_after: float, *, limits: bool) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.broadcast", "--beside", url, str(answers_after), str(int(limits))),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**24,
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).strip() == b"ready"
    return process


async def _end_beside(process: asyncio.subprocess.Process) -> list[float]:
    """Stop the second worker; return when each of its messages arrived, by the clock that all processes share."""
    said, _ = await process.communicate(b"\n")
    arrived: list[float] = json.loads(said)
    return arrived


async def _is_over(store: Store) -> bool:
    async def work(tx: Transaction) -> bool:
        kept = await tx.get(BROADCASTS, KEY)
        if kept is None or kept.value.state is not State.SENT:
            return False
        return (await outbox.counts(tx, about_of(KEY))).waiting == 0

    return await store.run(work)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def _apart(url: str, recipients: int, answers_after: float, stops_after: float, limits: bool) -> Run:
    """Run in a process of its own, so that no run inherits the memory of another."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.broadcast", "--run", url),
        *map(str, (recipients, answers_after, stops_after, int(limits))),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    return Run(*json.loads(said))


async def _measure(chosen: argparse.Namespace) -> None:
    print(f"\nThe connector answers after {chosen.answers_after * 1e3:.0f} ms.\n")
    print("| store | recipients | first after, s | messages/s | most memory, MB | of a tenth |")
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    stops = []
    for name, size in (("TinyDB", chosen.small), ("PostgreSQL", chosen.large)):
        with running_postgres() if name == "PostgreSQL" else nullcontext("") as server:
            tenth = 0.0
            for recipients in (size // 10, size):
                with empty_schema(server) if server else nullcontext("tinydb:") as url:
                    found = await _apart(url, recipients, chosen.answers_after, 0.0, False)
                tenth = tenth or found.most_mb
                print(
                    f"| {name} | {found.total} | {found.first:.1f} | {found.sent / (found.seconds - found.first):.0f} "
                    f"| {found.most_mb:.0f} | {found.most_mb / tenth:.2f} × |",
                    flush=True,
                )
            with empty_schema(server) if server else nullcontext("tinydb:") as url:
                stops.append((name, await _apart(url, size, chosen.answers_after, 3.0, True)))
    print("\nStopped three seconds after the first message, at Teams' own pace.\n")
    print("| store | recipients | sent by then | the press took, s | last message after the press, s |")
    print("| --- | --- | --- | --- | --- |")
    for name, found in stops:
        print(f"| {name} | {found.total} | {found.sent} | {found.presses:.2f} | {found.stopped:.2f} |", flush=True)


def main(arguments: Sequence[str]) -> None:
    """Measure and print the tables."""
    if arguments[:1] == ["--beside"]:
        _, url, answers_after, limits = arguments
        asyncio.run(work_beside(url, float(answers_after), limits=limits == "1"))
        return
    if arguments[:1] == ["--run"]:
        _, url, recipients, answers_after, stops_after, limits = arguments
        found = asyncio.run(
            run(url, int(recipients), float(answers_after), stops_after=float(stops_after), limits=limits == "1")
        )
        print(
            json.dumps(
                [found.seconds, found.first, found.sent, found.total, found.most_mb, found.stopped, found.presses]
            )
        )
        return
    parser = argparse.ArgumentParser(prog="python -m benchmarks broadcast", description=__doc__)
    parser.add_argument("--small", type=int, default=520, help="recipients on the embedded store")
    parser.add_argument("--large", type=int, default=15_080, help="recipients on PostgreSQL")
    parser.add_argument("--answers-after", type=float, default=0.0, help="seconds; Teams takes 0.1 to 0.3")
    asyncio.run(_measure(parser.parse_args(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
