"""Lets the bot that `serve` starts work under a steady mixed load, and looks whether anything in it grows.

    python -m tests.chaos.soak [--minutes 60] [--turns-a-second 4] [--seed 1]

The bot is a process of its own on the embedded store, with real tokens and a server that plays Microsoft. Some hundred
people ask, answer invitations on their cards, answer referrals; the secretariat books meetings that begin half an hour
later, so that reminders fall due all the time, registers referrals and has reports made; newcomers come.

Each minute (or tenth of the run) tells the process's resident memory, open files and threads, the store's size, what
waits in the outbox, and how long answers took. In the end the memory must be flat, no file more be open, no turn have
failed, and the counts of what was done here and of what the bot has kept must be the same. Linux alone.
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import json
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bot.core.calendar import to_local
from bot.core.outbox import OUTBOX, OutboxRow, State
from bot.core.ports import Transaction
from bot.features.bodies.seats import Post
from bot.features.meetings.attendance import ROLL_CALLS, Attendance, Outcome, RollCall, roll_call_key
from bot.features.meetings.model import MEETINGS, RSVPS
from bot.features.meetings.model import Meeting as KeptMeeting
from bot.features.referrals.model import RESPONSES
from bot.store.open import FILE, open_store
from bot.store.sqlite import CACHE_KB
from tests.chaos.real import ROOT, RealStage, served
from tests.microsoft import TENANT
from tests.scenarios.teams import KANSLI, Somebody, card_of, mention, words
from tests.scenarios.year import BODIES, CHAIR_TOWN, FILLINGS, NAMES, TOWNS, somebody

START = dt.datetime(2027, 1, 12, 8, tzinfo=dt.UTC)
"""A Tuesday, nine in the morning in Stockholm."""
REFERRALS = 6
ANSWERS = ("Kommer", "Deltar digitalt", "Förhinder")
ASIDE = (
    "när ses vi nästa gång?",
    "vilka kommer på nästa möte?",
    "mina möten",
    "vem är ordförande i planeringscheferna",
)
HINDRANCE = "Förhinder"

Act = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Sample:
    """What was seen at a moment: memory and store in KB, CPU seconds since the start.

    Times are in milliseconds and of the turns since the last sample.
    """

    minute: float
    turns: int
    resident: int
    files: int
    threads: int
    store: int
    cpu: float
    waiting: int
    median: float
    p99: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a run may come to.

    Its first part `warm_up` does not count: caches fill, the first meetings and referrals come. After that the line
    that fits the samples of memory best may rise by `kb_a_turn` a turn, beside what the allocator takes and gives back
    (`noise_kb`), and twice what the store grows: SQLite keeps its pages in memory, and lists and reports of more
    meetings take more for the moment. Nothing else may grow at all but for a connection or two. A run too short for all
    `threads` of asyncio's pool to have been needed may see them come. `p99_ms` is for the minute in the middle, since
    whatever else the machine does makes some of them slow.
    """

    warm_up: float = 0.25
    kb_a_turn: float = 0.5
    noise_kb: float = 2_500
    files: float = 2
    threads: int = 0
    p99_ms: float = 300.0

    def warm(self, samples: list[Sample]) -> list[Sample]:
        """Return the samples that count."""
        return samples[int(len(samples) * self.warm_up) :]


@dataclass
class Meeting:
    """A meeting as the load knows it: its invitation, and what each municipality said last."""

    body: str
    at: dt.datetime
    card: dict[str, Any]
    said: dict[str, str] = field(default_factory=dict)


@dataclass
class Load:
    """The people, what they do, and what is counted of it."""

    stage: RealStage
    dice: random.Random
    questions: list[str]
    turns: int = 0
    spans: list[float] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    replies: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    changed: int = 0
    links: Counter[str] = field(default_factory=Counter)
    cards: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    meetings: list[Meeting] = field(default_factory=list)
    answered: set[tuple[str, str]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    newcomers: int = 0
    booked: int = 0
    kansli: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.holders = {(body, town): name for (body, town, post), name in NAMES.items() if post is Post.HOLDER}
        self.everybody = [somebody(name) for name in NAMES.values()]

    async def begin(self) -> None:
        """Everybody is met, bodies get their channels, and some referrals are registered."""
        await self._say(KANSLI, "hej")
        for who in self.everybody:
            await self._say(who, "hej")
        for body in BODIES:
            chair = somebody(self.holders[body.id, CHAIR_TOWN[body.id]], body=body.id)
            await self._say(chair, "<at>Södertörnsboten</at> hej", entities=[mention()])
            accounts = [_account(somebody(self.holders[body.id, town])) for town in TOWNS]
            self.stage.microsoft.rosters[f"19:{body.id}@thread.tacv2"] = [*accounts, _account(KANSLI)]
        for number in range(REFERRALS):
            title = _title(number)
            await self._say(KANSLI, f"ny remiss: {title} från Region Stockholm, dnr RS 2027/{number}, svar 15 maj 2027")
            await self._say(KANSLI, "planeringscheferna")
            card = await self._press(KANSLI, self._latest("a:gunilla"), "Registrera")
            await self._press(KANSLI, card, "Ja, gemensamt")

    def next_act(self) -> Act:
        """Return what happens next: mostly questions, then answers to invitations, now and then all the rest."""
        acts: list[tuple[float, Act]] = [
            (55, self.ask),
            (25, self.answer_invitation),
            (8, self.ask_aside),
            (4, self.answer_referral),
            (2, self.come_new),
            (1, self.overview),
            (0.4, self.report),
            (0 if self.open_meetings(limit=len(BODIES)) else 3, self.book),
        ]
        return self.dice.choices([act for _, act in acts], [weight for weight, _ in acts])[0]

    def open_meetings(self, limit: int = 1) -> list[Meeting]:
        """Return the meetings that may still be answered, well before their reminder; empty when fewer than `limit`."""
        now = self.stage.clock()
        found = [each for each in self.meetings if each.at - now > dt.timedelta(minutes=30, seconds=20)]
        return found if len(found) >= limit else []

    # What people do

    async def ask(self) -> None:
        await self._say(self.dice.choice(self.everybody), self.dice.choice(self.questions))

    async def ask_aside(self) -> None:
        await self._say(self.dice.choice(self.everybody), self.dice.choice(ASIDE))

    async def overview(self) -> None:
        async with self.kansli:
            await self._say(KANSLI, "läget")

    async def report(self) -> None:
        """Have the year's figures made, and fetch the report and the spreadsheet from their addresses."""
        async with self.kansli:
            await self._say(KANSLI, f"rapport för {START.year}")
            buttons = self._latest("a:gunilla").get("actions", [])
        fetched = [button for button in buttons if button.get("url")]
        self._expect(len(fetched) == 2, f"the report is offered with {[button['title'] for button in buttons]}")
        for button in fetched:
            status, _ = await self.stage.fetch(button["url"])
            self._expect(status == 200, f"{button['title']} answers {status}")

    async def book(self) -> None:
        """Book a meeting whose reminder falls due in some minutes, for a body that has none ahead."""
        async with self.kansli:
            busy = {each.body for each in self.open_meetings()}
            free = [body for body in BODIES if body.id not in busy]
            if not free:
                return
            body = self.dice.choice(free)
            at = _minute(self.stage.clock() + dt.timedelta(minutes=32, seconds=self.dice.randrange(240)))
            local = to_local(at)
            when = f"{local.day}/{local.month} {local.year} kl {local:%H:%M}-{to_local(at + HALF_HOUR):%H:%M}"
            channel = f"19:{body.id}@thread.tacv2"
            self.take_in()
            self.cards[channel].clear()
            await self._say(KANSLI, f"boka {body.short.sv} {when} digitalt https://teams.example/{self.booked}")
            await self._press(KANSLI, self._latest("a:gunilla"), "Boka", "Boka ändå")
            self.booked += 1
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(20):
                    while not any(_asks(card) for card in self.cards[channel]):
                        await asyncio.sleep(0.02)
                        self.take_in()
                card = next(card for card in reversed(self.cards[channel]) if _asks(card))
                self.meetings.append(Meeting(body.id, at, card))
                return
            self._expect(False, "an invitation did not come")

    async def answer_invitation(self) -> None:
        if not (ahead := self.open_meetings()):
            return await self.ask()
        meeting, town, title = self.dice.choice(ahead), self.dice.choice(TOWNS), self.dice.choice(ANSWERS)
        meeting.said[town] = title
        await self._press(somebody(self.holders[meeting.body, town], body=meeting.body), meeting.card, title)
        return None

    async def answer_referral(self) -> None:
        title, town = _title(self.dice.randrange(REFERRALS)), self.dice.choice(TOWNS)
        self.answered.add((title, town))
        await self._say(somebody(self.holders["planeringschefer", town]), f"vi har inget att erinra på {title}")

    async def come_new(self) -> None:
        """Somebody is added to a team; the bot writes to them by itself."""
        self.newcomers += 1
        key = f"ny{self.newcomers}"
        name = f"Nya {self.dice.choice(('Alm', 'Berg', 'Dahl'))}-{self.newcomers}"
        who = Somebody(key, name, str(uuid.uuid5(uuid.NAMESPACE_DNS, key)))
        body = self.dice.choice(BODIES)
        team = f"19:{body.id}@thread.tacv2"
        self.stage.microsoft.rosters[team].append(_account(who))
        place = {"id": team, "conversationType": "channel", "isGroup": True, "tenantId": TENANT}
        data = {"tenant": {"id": TENANT}, "team": {"id": team, "name": body.short.sv}, "channel": {"id": team}}
        added = [{"id": f"29:{key}", "aadObjectId": who.id}]
        changes = {"type": "conversationUpdate", "text": None, "conversation": place, "channelData": data}
        await self._timed(lambda: self.stage.post(KANSLI, membersAdded=added, **changes))

    async def _say(self, who: Somebody, said: str, **changes: Any) -> None:
        own = who.said | {"text": said} | changes
        self.asked.add(own["id"])
        await self._timed(lambda: self.stage.post(who, **own))

    async def _press(self, who: Somebody, card: dict[str, Any], *titles: str) -> dict[str, Any]:
        """Press a button; return the card that the press was answered with, empty when it was no card."""
        button = next((each for each in card.get("actions", ()) if each["title"] in titles), None)
        if button is None:
            shown = [each["title"] for each in card.get("actions", ())]
            self._expect(False, f"there is no button {titles[0]} among {shown}")
            return {}
        body = await self._timed(lambda: self.stage.press(who, card, button["verb"], button["title"]))
        sound = isinstance(body, dict) and body.get("statusCode") == 200
        self._expect(sound, f"{titles[0]} was answered {body}")
        return body["value"] if sound and isinstance(body["value"], dict) else {}

    async def _timed(self, send: Callable[[], Awaitable[tuple[int, Any]]]) -> Any:
        begun = time.perf_counter()
        status, body = await send()
        self.spans.append((time.perf_counter() - begun) * 1000)
        self.turns += 1
        self._expect(status == 200, f"a turn was answered {status}")
        return body

    def _expect(self, sound: bool, otherwise: str) -> None:
        if not sound:
            self.wrong.append(otherwise)

    # What comes back

    def take_in(self) -> None:
        """Count what has arrived at the connector, and keep the latest cards of each place."""
        requests = self.stage.microsoft.requests
        arrived, requests[:] = list(requests), []
        for request in arrived:
            body = request.body or {}
            if request.method == "PUT":
                self.changed += 1
                continue
            if request.method != "POST":
                continue
            if request.path == "/v3/conversations":
                if not body["isGroup"]:
                    continue
                place, said = body["channelData"]["channel"]["id"], body["activity"]
            else:
                place, said = unquote(request.path.split("/")[3]), body
            if "replyToId" in said:
                self.replies[said["replyToId"]] += 1
            else:
                self.sent += 1
                if "Här är länken" in words(said):
                    self.links[place] += 1
            if said.get("attachments"):
                self.cards[place].append(card_of(said))
        for place, cards in self.cards.items():
            self.cards[place] = cards[-3:]

    def _latest(self, place: str) -> dict[str, Any]:
        self.take_in()
        return self.cards[place][-1] if self.cards[place] else {}


HALF_HOUR = dt.timedelta(minutes=30)
JUST_NOW = dt.timedelta(seconds=5)
"""What fell due so shortly before the end may come after it."""


def _title(number: int) -> str:
    return ("Länsplan", "Cykelstrategi", "Vattenförsörjning", "Elektrifiering", "Bullerkartläggning", "Trafikplan")[
        number
    ]


def _minute(at: dt.datetime) -> dt.datetime:
    return at.replace(second=0, microsecond=0)


async def hold_a_meeting(folder: Path) -> None:
    """Keep a meeting that has been, so that there is something to report on from the first minute."""
    at = START - dt.timedelta(days=7)
    body, key = "planeringschefer", "held-before"
    seats = tuple(
        Attendance(key, body, town, Outcome.PRESENT_HOLDER, KANSLI.id, KANSLI.name, at + HALF_HOUR) for town in TOWNS
    )
    roll = RollCall(key, body, at, seats, (), KANSLI.id, KANSLI.name, at + HALF_HOUR)
    store = await open_store("tinydb:", folder)

    async def work(tx: Transaction) -> None:
        await tx.add(MEETINGS, key, KeptMeeting(key, (body,), at, at + HALF_HOUR))
        await tx.add(ROLL_CALLS, roll_call_key(key, body), roll)

    try:
        await store.run(work)
    finally:
        await store.close()


def _asks(card: dict[str, Any]) -> bool:
    return any(button["title"] == ANSWERS[0] for button in card.get("actions", ()))


def _account(who: Somebody) -> dict[str, Any]:
    return {"id": f"29:{who.key}", "name": who.name, "aadObjectId": who.id, "tenantId": TENANT}


# The run


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store holds in the end."""

    rows: tuple[OutboxRow, ...]
    rsvps: dict[tuple[str, dt.datetime, str], str]
    responses: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What a run has come to; `faults` says what is not as it should be."""

    samples: list[Sample]
    facts: list[str]
    faults: list[str]


async def run(
    folder: Path,
    *,
    seconds: float,
    turns_a_second: float = 0.0,
    at_once: int = 8,
    rate: float = 1.0,
    seed: int = 1,
    bounds: Bounds = Bounds(),
    tell: Callable[[str], None] = lambda _: None,
) -> Findings:
    """Run the load for so long, as fast as `at_once` people can or at a pace; time in the bot goes `rate` as fast.

    `tell` gets the lines of the table as they come.
    """
    dice = random.Random(seed)  # noqa: S311 - the same load each time
    questions = [json.loads(line)["q"] for line in (ROOT / "data" / "questions.jsonl").read_text("utf-8").splitlines()]
    await hold_a_meeting(folder)
    async with served(folder, START, FILLINGS, rate=rate) as [stage]:
        load = Load(stage, dice, questions)
        await load.begin()
        await load.report()
        samples = [await _sample(load, 0.0)]
        tell(HEADINGS)
        tell("|" + " --- |" * HEADINGS.count(" |"))
        tell(_line(samples[0], samples[0]))
        begun = time.monotonic()
        ends, every = begun + seconds, min(60.0, seconds / 20)
        working = [asyncio.create_task(_work(load, ends, turns_a_second)) for _ in range(at_once)]
        while time.monotonic() < ends:
            await asyncio.sleep(min(every, max(ends - time.monotonic(), 0.01)))
            samples.append(await _sample(load, (time.monotonic() - begun) / 60))
            tell(_line(*samples[-2:]))
        await asyncio.gather(*working)
        await _settled(stage)
        load.take_in()
        told = await stage.metrics()
        ended_at = stage.clock()
        code = await stage.stop()
    kept = await _kept(folder)
    faults = [
        *_growing(samples, bounds),
        *_miscounted(load, told, kept, ended_at, JUST_NOW * rate),
        *dict.fromkeys(load.wrong),
    ]
    # A clock that goes faster than time looks as if it jumped.
    said = [line for line in stage.complaints() if rate == 1.0 or "machine's clock" not in line]
    faults += [f"the log complains: {line}" for line in said]
    if code:
        faults.append(f"it stopped with {code}")
    return Findings(samples, _facts(load, kept), faults)


async def _work(load: Load, ends: float, turns_a_second: float) -> None:
    while time.monotonic() < ends:
        if turns_a_second:
            await asyncio.sleep(load.dice.expovariate(turns_a_second))
        await load.next_act()()


async def _settled(stage: RealStage) -> None:
    async with asyncio.timeout(30):
        while True:
            _, said = await stage.health()
            if said and said["oldest_due_at"] is None and not said["by_state"]["claimed"]:
                return
            await asyncio.sleep(0.1)


async def _sample(load: Load, minute: float) -> Sample:
    load.take_in()
    process = Path("/proc") / str(load.stage.pid)
    status = dict(line.split(":", 1) for line in (process / "status").read_text("utf-8").splitlines())
    stat = (process / "stat").read_text("utf-8").rpartition(")")[2].split()
    _, health = await load.stage.health()
    spans, load.spans = sorted(load.spans), []
    return Sample(
        minute,
        load.turns,
        resident=int(status["VmRSS"].split()[0]),
        files=sum(1 for _ in (process / "fd").iterdir()),
        threads=int(status["Threads"]),
        store=sum(each.stat().st_size for each in load.stage.folder.glob(f"{FILE}*")) // 1024,
        cpu=sum(int(ticks) for ticks in stat[11:13]) / os.sysconf("SC_CLK_TCK"),
        waiting=health.get("by_state", {}).get("waiting", -1),
        median=statistics.median(spans) if spans else 0.0,
        p99=spans[int(len(spans) * 0.99)] if spans else 0.0,
    )


async def _kept(folder: Path) -> Kept:
    store = await open_store("tinydb:", folder)

    async def work(tx: Transaction) -> Kept:
        rows = tuple([kept.value async for kept in tx.all(OUTBOX)])
        rsvps = [kept.value async for kept in tx.all(RSVPS)]
        said = {(each.body, each.starts_at, each.municipality): each.says.value for each in rsvps}
        return Kept(rows, said, await tx.count(RESPONSES))

    try:
        return await store.run(work)
    finally:
        await store.close()


# What is looked at in the end


def _growing(samples: list[Sample], bounds: Bounds) -> Iterator[str]:
    warm = bounds.warm(samples)
    growth, turns = rise(warm)
    stored = min(warm[-1].store, CACHE_KB) - min(warm[0].store, CACHE_KB)
    if growth > bounds.noise_kb + bounds.kb_a_turn * turns + 2 * stored:
        yield f"memory grows: {growth:.0f} KB over {turns} turns, the store by {stored} KB"
    before = warm[: max(2, len(warm) // 4)]
    if (more := warm[-1].files - max(each.files for each in before)) > bounds.files:
        yield f"{more} more files are open"
    if (more := warm[-1].threads - max(each.threads for each in before)) > bounds.threads:
        yield f"{more} more threads run"
    if (usual := statistics.median(each.p99 for each in warm)) > bounds.p99_ms:
        yield f"an answer in a hundred took {usual:.0f} ms or more"


def rise(samples: list[Sample]) -> tuple[float, int]:
    """Return by how many KB the line through the samples' memory rises, and over how many turns."""
    first, last = samples[0].turns, samples[-1].turns
    if first == last:
        return 0.0, 0
    slope = statistics.linear_regression([each.turns for each in samples], [each.resident for each in samples]).slope
    return slope * (last - first), last - first


def _miscounted(
    load: Load, told: dict[str, float], kept: Kept, ended_at: dt.datetime, just_now: dt.timedelta
) -> Iterator[str]:
    taken = sum(number for name, number in told.items() if name.startswith("bot_turns_total"))
    if taken != load.turns:
        yield f"{load.turns} turns were sent and {taken:.0f} taken"
    if failed := told.get("bot_failed_turns_total", 0.0):
        yield f"{failed:.0f} turns failed"
    if twice := [key for key in load.asked if load.replies[key] != 1]:
        yield f"{len(twice)} things said have not exactly one reply"
    states = Counter(row.state for row in kept.rows if row.does == "send")
    # What an attempt came to that nobody answered in time is not known; it may have arrived.
    unsure = sum(row.unsure for row in kept.rows)
    if not states[State.SENT] <= load.sent <= states[State.SENT] + unsure:
        yield f"{load.sent} messages arrived, {states[State.SENT]} are kept as sent, {unsure} attempts are in doubt"
    # The municipalities' own offices have no chat; the secretariat sees them on its list.
    if states[State.FAILED] or states[State.UNREACHABLE] != REFERRALS * len(TOWNS):
        yield f"{states[State.FAILED]} messages failed, {states[State.UNREACHABLE]} did not reach anybody"
    if late := [row for row in kept.rows if row.due_at is not None and row.due_at < ended_at]:
        yield f"{len(late)} messages are overdue"
    said = {
        (meeting.body, meeting.at, town): SAME[title]
        for meeting in load.meetings
        for town, title in meeting.said.items()
    }
    if kept.rsvps.keys() != said.keys():
        yield f"{len(said)} municipalities answered for a meeting, and {len(kept.rsvps)} answers are kept"
    if kept.responses != len(load.answered):
        yield f"{len(load.answered)} answers to referrals were given, and {kept.responses} are kept"
    due = [(meeting.at - HALF_HOUR, reminded(meeting)) for meeting in load.meetings]
    certain = sum(number for at, number in due if at < ended_at - just_now)
    possible = sum(number for at, number in due if at <= ended_at)
    came = sum(number for place, number in load.links.items() if place.startswith("a:"))
    if not certain <= came <= possible:
        yield f"{certain} to {possible} reminders were due, and {came} came"


def reminded(meeting: Meeting) -> int:
    """Return how many are reminded of a meeting: all seats but those that have said no."""
    return sum(meeting.said.get(town) != HINDRANCE for town in TOWNS)


SAME = {"Kommer": "attending", "Deltar digitalt": "online", "Förhinder": "hindered"}


def _facts(load: Load, kept: Kept) -> list[str]:
    return [
        f"{load.turns} turns by {len(load.everybody) + 1} people and of {load.newcomers} newcomers",
        f"{load.booked} meetings booked, {len(kept.rsvps)} seats answered, {sum(load.links.values())} reminders",
        f"{load.sent} messages of its own, {load.changed} changes to cards",
        f"{kept.responses} answers to referrals",
    ]


HEADINGS = (
    "| minute | turns | CPU a turn, ms | memory, MB | files | threads | store, MB | waiting | median, ms | p99, ms |"
)


def _line(before: Sample, each: Sample) -> str:
    cpu = (each.cpu - before.cpu) * 1000 / max(each.turns - before.turns, 1)
    return (
        f"| {each.minute:.1f} | {each.turns} | {cpu:.1f} | {each.resident / 1024:.1f} | {each.files} "
        f"| {each.threads} | {each.store / 1024:.1f} | {each.waiting} | {each.median:.1f} | {each.p99:.1f} |"
    )


def _summary(findings: Findings, bounds: Bounds) -> list[str]:
    growth, turns = rise(bounds.warm(findings.samples))
    risen = f"after the first {bounds.warm_up:.0%} memory rises by {growth / 1024:.1f} MB over {turns} turns"
    return ["", *findings.facts, risen, *findings.faults, "FAIL" if findings.faults else "pass"]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run it and print what came of it; 0 when nothing grows and all adds up."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--turns-a-second", type=float, default=4.0, help="0 for as many as there can be")
    parser.add_argument("--rate", type=float, default=1.0, help="how fast time goes in the bot")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        running = run(
            Path(folder),
            seconds=given.minutes * 60,
            turns_a_second=given.turns_a_second,
            at_once=1 if given.turns_a_second else 8,
            rate=given.rate,
            seed=given.seed,
            tell=_say,
        )
        findings = asyncio.run(running)
    for line in _summary(findings, Bounds()):
        _say(line)
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
