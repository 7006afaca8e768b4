"""Takes what is due from the outbox to whom it is for, and records what came of it.

Each round is one transaction: it settles what has been sent, calls up what waited behind it, and claims what is due
next. In between nothing is held but what is on its way. A worker may be killed at any moment: what it had claimed is
due again when the claim lapses, and its row knows that nobody knows.
"""

import asyncio
import contextlib
import datetime as dt
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core import outbox
from bot.core.limits import Limiter
from bot.core.outbox import OUTBOX, WORKERS, OutboxRow, Presence, State
from bot.core.ports import (
    ADDRESSES,
    Address,
    Clock,
    Conflict,
    Delivery,
    Kept,
    Later,
    Sender,
    Sent,
    Store,
    StoreFault,
    Transaction,
    Unknown,
    Unreachable,
)
from bot.rounds import DOUBT_SECONDS

log = logging.getLogger(__name__)

AT_ONCE: Final = 20
"""How many messages are on their way at the same time."""
LEASE: Final = dt.timedelta(seconds=60)
"""How long a claim holds; longer than a message may be on its way."""
SEND_SECONDS: Final = 30.0
"""How long a message may be on its way before nobody knows what became of it. The connector's own limit is shorter."""
LONGEST_REST_SECONDS: Final = 60.0
"""How long the worker rests at most: another process may have posted, and the machine's clock may have been set."""
LONGEST_HOLD_SECONDS: Final = 10.0
"""How long a claimed message waits for its turn under Teams' limits before it goes back to the outbox."""
FAULT_SECONDS: Final = (1.0, 2.0, 5.0, 10.0, 30.0)
"""How long the worker rests after the store has failed once, twice, ... in a row."""
STANDS_STILL_AFTER: Final = dt.timedelta(minutes=5)
"""When nothing has been done for so long and something is due, the outbox stands still."""
LOOKS_BACK: Final = dt.timedelta(seconds=31)
"""How far a new worker looks back for what was sent: the longest short window of Teams' limits."""
LOST_RACE_SECONDS: Final = 0.01
"""How long the worker rests when what is due is in another worker's hands at this instant."""
SWEEPS_EVERY: Final = dt.timedelta(days=1)
APPEARS_EVERY: Final = dt.timedelta(seconds=10)
GONE_AFTER: Final = dt.timedelta(seconds=35)
"""How often one of several workers shows that it is there, and how long it counts without; they share Teams' limits."""
CLOSE_TOGETHER: Final = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the outbox is doing, for /healthz. `by_state` counts rows; instants are UTC, None when there is none."""

    by_state: dict[str, int]
    on_their_way: int
    last_sent_at: dt.datetime | None
    oldest_due_at: dt.datetime | None
    paused_seconds: float
    running: bool
    stands_still: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed row on its way: `kept` as claimed, `changed` the message that it changes, if it does."""

    kept: Kept[OutboxRow]
    address: Address
    changed: OutboxRow | None
    at: dt.datetime

    @property
    def row(self) -> OutboxRow:
        """The row as claimed."""
        return self.kept.value

    @property
    def lane(self) -> str:
        """The conversation that Teams counts, or the recipient where there is none yet."""
        return _lane(self.row, self.address)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job."""

    job: Job
    delivery: Delivery
    at: dt.datetime

    @property
    def made(self) -> str:
        """The id of the conversation that was made for it; empty when there was one before."""
        used = self.job.address
        made = self.delivery.conversation_id if isinstance(self.delivery, Sent) else ""
        return "" if used.conversation_id or used.channel_id else made


Change = tuple[Kept[OutboxRow], OutboxRow]
"""A row as it was read, and as it is to be."""


class Worker:
    """Works an outbox. Several may work the same one, in different processes.

    `clock` tells the time, `rand` gives numbers in [0, 1). `alone` says that no other process works this outbox, so
    that what is claimed at the start was left by a predecessor and need not lapse first. Workers that are not alone
    have each a `name` of their own, by which they know how many share Teams' limits. `on_settled` is told each row into
    which a message's fate has been written, after it is durable. As long as the clock is `in_doubt`, nothing is
    claimed.
    """

    def __init__(
        self,
        store: Store,
        sender: Sender,
        clock: Clock,
        *,
        limiter: Limiter | None = None,
        at_once: int = AT_ONCE,
        lease: dt.timedelta = LEASE,
        alone: bool = False,
        name: str = "",
        rand: Callable[[], float] = random.random,
        on_settled: Callable[[OutboxRow], None] = lambda _: None,
        in_doubt: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._sender = sender
        self._clock = clock
        self._limiter = Limiter() if limiter is None else limiter
        self._at_once = at_once
        self._lease = lease
        self._alone = alone
        self._name = name
        self._appears_at: dt.datetime | None = None
        self._sweeps_at = clock() + dt.timedelta(minutes=1)
        self._rand = rand
        self._in_doubt = in_doubt
        self.on_settled = on_settled
        self._stir = asyncio.Event()
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._uncounted: set[str] = set()
        self._outcomes: list[Outcome] = []
        self._stopping = False
        self._grace_seconds = 0.0
        self._running = False
        self._over = asyncio.Event()
        self._faults = 0
        self._last_sent_at: dt.datetime | None = None
        self._last_done_at: dt.datetime | None = None

    def wake(self) -> None:
        """Look at once: something was posted."""
        self._stir.set()

    async def run(self) -> None:
        """Work until `stop`; no fault ends it."""
        self._running = True
        self._last_done_at = self._clock()
        try:
            await self._look_back()
            while not self._stopping:
                rest = await self._guarded_round()
                await self._rest(min(rest, APPEARS_EVERY.total_seconds()) if self._name else rest)
            await self._wind_up()
        finally:
            for task in self._under_way.values():
                task.cancel()
            self._running = False
            self._over.set()

    async def stop(self, grace_seconds: float = 10.0) -> None:
        """Claim nothing more, wait so long for what is on its way, record it, and return when `run` has ended."""
        self._stopping = True
        self._grace_seconds = grace_seconds
        self._stir.set()
        if self._running:
            await self._over.wait()

    async def pulse(self) -> Pulse:
        """Return how the outbox is doing; raises StoreFault when the store does not answer."""

        async def work(tx: Transaction) -> tuple[dict[str, int], list[Kept[OutboxRow]]]:
            numbers = {state.value: await tx.count(OUTBOX, state=state) for state in State}
            return numbers, await tx.between(OUTBOX, "due_at", limit=1)

        numbers, first = await self._store.run(work)
        now = self._clock()
        due_at = first[0].value.due_at if first else None
        oldest = due_at if due_at and due_at <= now else None
        line = now - STANDS_STILL_AFTER
        idle = self._last_done_at is None or self._last_done_at <= line
        return Pulse(
            by_state=numbers,
            on_their_way=len(self._under_way),
            last_sent_at=self._last_sent_at,
            oldest_due_at=oldest,
            paused_seconds=self._limiter.paused_seconds(now),
            running=self._running,
            stands_still=oldest is not None and oldest <= line and idle,
        )

    async def _rest(self, seconds: float) -> None:
        if seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self._stir.wait()
            except TimeoutError:
                pass
        self._stir.clear()

    async def _guarded_round(self) -> float:
        try:
            rest = await self._round()
        except Exception as fault:
            rest = FAULT_SECONDS[min(self._faults, len(FAULT_SECONDS) - 1)]
            self._faults += 1
            log.exception("the outbox could not be worked, next try in %.0f s: %s", rest, type(fault).__name__)
            self._stir.clear()
        else:
            self._faults = 0
        return rest

    async def _look_back(self) -> None:
        """Take up what was left at the last stop, and count what was sent just before it under Teams' limits."""

        async def work(tx: Transaction) -> list[Kept[OutboxRow]]:
            now = self._clock()
            for kept in await tx.find(OUTBOX, state=State.CLAIMED) if self._alone else ():
                await tx.put(OUTBOX, kept, replace(kept.value, due_at=now))
            return await tx.between(OUTBOX, "settled_at", now - LOOKS_BACK)

        try:
            recent = await self._store.run(work)
        except StoreFault as fault:
            log.warning("what was sent before the start is not known: %s", type(fault).__name__)
            return
        for kept in recent:
            if kept.value.state is State.SENT and kept.value.settled_at:
                self._limiter.took(kept.value.conversation_id or kept.value.to, kept.value.settled_at)

    async def _wind_up(self) -> None:
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=self._grace_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for _ in FAULT_SECONDS:
            if not self._outcomes:
                break
            await self._guarded_round()
        if self._name:
            with contextlib.suppress(StoreFault):
                await self._store.run(self._leave)

    async def _round(self) -> float:
        """Settle, claim, send; return the seconds to rest."""
        now = self._clock()
        await self._keep_house(now)
        outcomes = tuple(self._outcomes)
        free = self._at_once - len(self._under_way) + len(outcomes)
        # What has been claimed and waits for its turn takes of the room, too: more would lie here when all is stopped.
        limits = self._limiter.room(now) - len(self._uncounted)
        room = 0 if self._stopping or self._in_doubt() else max(0, min(free, limits))

        async def work(tx: Transaction) -> tuple[list[OutboxRow], list[Job], dt.datetime | None]:
            done = await self._settle(tx, outcomes)
            jobs, ended = await self._claim(tx, now, room, {outcome.job.row.dedupe_key for outcome in outcomes})
            if len(jobs) >= free:
                return done + ended, jobs, None
            following = await tx.between(OUTBOX, "due_at", limit=1)
            return done + ended, jobs, following[0].value.due_at if following else None

        settled, jobs, next_due = await self._store.run(work)
        del self._outcomes[: len(outcomes)]
        for outcome in outcomes:
            self._under_way.pop(outcome.job.row.dedupe_key, None)
        for job in jobs:
            key = job.row.dedupe_key
            self._uncounted.add(key)
            self._under_way[key] = asyncio.create_task(self._deliver(job), name=f"deliver {key}")
        if settled or jobs:
            self._last_done_at = now
        for row in settled:
            self.on_settled(row)
        if room == 0 and not self._stopping and len(self._under_way) < self._at_once:
            return DOUBT_SECONDS if self._in_doubt() else max(self._limiter.wait_everywhere(now), 0.001)
        return self._rest_until(next_due, 0.0 if settled or jobs else LOST_RACE_SECONDS)

    def _rest_until(self, next_due: dt.datetime | None, shortest: float) -> float:
        """Return the seconds to rest; whatever is under way ends the rest when it has arrived."""
        if next_due is None or len(self._under_way) >= self._at_once:
            return LONGEST_REST_SECONDS
        return min(max((next_due - self._clock()).total_seconds(), shortest), LONGEST_REST_SECONDS)

    async def _keep_house(self, now: dt.datetime) -> None:
        """Show that this worker is there, and forget what ended long ago; neither by a clock that may be wrong."""
        if self._in_doubt():
            return
        if self._name and (self._appears_at is None or now >= self._appears_at):
            self._limiter.share_among(await self._store.run(lambda tx: self._appear(tx, now)))
            self._appears_at = now + APPEARS_EVERY
        if now >= self._sweeps_at and not self._outcomes:
            more = await self._store.run(lambda tx: outbox.sweep(tx, now))
            self._sweeps_at = now if more else now + SWEEPS_EVERY

    # In the transaction

    async def _appear(self, tx: Transaction, now: dt.datetime) -> int:
        """Show that this worker is there; return how many there are."""
        for gone in await tx.between(WORKERS, "seen_at", end=now - GONE_AFTER, for_change=True):
            if gone.id != self._name:
                await tx.remove(WORKERS, gone)
        mine = await tx.get(WORKERS, self._name)
        if mine is None:
            await tx.add(WORKERS, self._name, Presence(now))
        else:
            await tx.put(WORKERS, mine, Presence(now))
        return len(await tx.between(WORKERS, "seen_at", now - GONE_AFTER))

    async def _leave(self, tx: Transaction) -> None:
        if (mine := await tx.get(WORKERS, self._name)) is not None:
            await tx.remove(WORKERS, mine)

    async def _claim(
        self, tx: Transaction, now: dt.datetime, room: int, settled: set[str]
    ) -> tuple[list[Job], list[OutboxRow]]:
        """Take up to `room` rows that are due; return them, and those that have ended without being sent."""
        if room <= 0:
            return [], []
        changes: list[Change] = []
        mine: list[Change] = []
        for kept in await tx.between(OUTBOX, "due_at", end=now + CLOSE_TOGETHER, limit=room, for_change=True):
            row = outbox.folded(kept.value, now)
            if kept.id in self._under_way and kept.id not in settled:
                # Its claim has lapsed while the store could not take what came of it; that is still to be written.
                changes.append((kept, replace(kept.value, due_at=now + self._lease)))
            elif outbox.lapsed(kept.value):
                changes.append((kept, outbox.abandoned(kept.value, now, self._rand())))
            elif outbox.past_use(row, now):
                changes.append((kept, outbox.give_up(row, now)))
            else:
                mine.append((kept, row))
        ended = await self._change(tx, changes, now)
        jobs, more = await self._take(tx, mine, now)
        return jobs, ended + more

    async def _take(
        self, tx: Transaction, due: Sequence[Change], now: dt.datetime
    ) -> tuple[list[Job], list[OutboxRow]]:
        """Claim rows that are due, or end them, or put them where they belong."""
        heads = await outbox.heads(tx, [row.to for _, row in due])
        addresses = await tx.get_all(ADDRESSES, [row.to for _, row in due])
        changed = await tx.get_all(OUTBOX, [row.changes for _, row in due if row.changes])
        changes: list[Change] = []
        ready: list[tuple[Change, Address, OutboxRow | None]] = []
        for kept, row in due:
            head, address = heads.get(row.to), addresses.get(row.to)
            other = changed[row.changes].value if row.changes in changed else None
            if head is not None and head.id != kept.id:
                changes.append((kept, outbox.parked(row, head.value, now)))
            elif address is None or address.value.unreachable:
                reason = address.value.unreachable if address else outbox.NO_ADDRESS
                changes.append((kept, outbox.unreachable(row, reason, now)))
            elif row.does != "send" and (other is None or not other.message_id):
                changes.append((kept, outbox.drop(row, outbox.NOTHING_THERE, now)))
            elif (wait := self._limiter.wait(_lane(row, address.value), now)) > 0:
                changes.append((kept, replace(row, due_at=now + dt.timedelta(seconds=wait))))
            else:
                ready.append(((kept, outbox.claim(row, now, self._lease)), address.value, other))
        claimed = await _put_all(tx, [change for change, _, _ in ready])
        jobs = [Job(kept, address, other, now) for kept, (_, address, other) in zip(claimed, ready, strict=True)]
        return jobs, await self._change(tx, changes, now)

    async def _settle(self, tx: Transaction, outcomes: Sequence[Outcome]) -> list[OutboxRow]:
        """Write what came of jobs; return the rows, less those whose claim was lost to another worker meanwhile."""
        rows = [outbox.settle(each.job.row, each.delivery, each.at, self._rand()) for each in outcomes]
        put = await tx.put_all(OUTBOX, [(each.job.kept, row) for each, row in zip(outcomes, rows, strict=True)])
        done: list[tuple[Outcome, OutboxRow]] = []
        for outcome, row, kept in zip(outcomes, rows, put, strict=True):
            written = row if kept is not None else await self._settle_changed(tx, outcome)
            if written is not None:
                done.append((outcome, written))
        await self._end(tx, [(row, outcome.at) for outcome, row in done if row.state not in outbox.OPEN])
        await self._remember(tx, [outcome for outcome, _ in done])
        return [row for _, row in done]

    async def _settle_changed(self, tx: Transaction, outcome: Outcome) -> OutboxRow | None:
        """Write what came of a job whose row was withdrawn on its way, or whose claim has lapsed."""
        kept = await tx.get(OUTBOX, outcome.job.kept.id)
        if kept is None or not outbox.still_ours(kept.value, outcome.job.row.token):
            log.warning("another worker took a message over whose claim had lapsed here")
            return None
        row = outbox.settle(kept.value, outcome.delivery, outcome.at, self._rand())
        await tx.put(OUTBOX, kept, row)
        return row

    async def _change(self, tx: Transaction, changes: Sequence[Change], now: dt.datetime) -> list[OutboxRow]:
        """Write rows, and return those of them that have ended."""
        await _put_all(tx, changes)
        ended = [row for _, row in changes if row.state not in outbox.OPEN]
        await self._end(tx, [(row, now) for row in ended])
        return ended

    async def _end(self, tx: Transaction, ended: Sequence[tuple[OutboxRow, dt.datetime]]) -> None:
        """Post the next of series, and call up what waited behind rows that have ended at these instants."""
        for row, now in ended:
            fresh = outbox.following(row, now)
            if fresh is not None and await tx.get(OUTBOX, fresh.dedupe_key) is None:
                await tx.add(OUTBOX, fresh.dedupe_key, fresh)
        latest = {row.to: now for row, now in ended}
        called: list[Change] = []
        for to, behind in (await outbox.heads(tx, latest)).items():
            row = behind.value
            due_at = max(row.not_before, latest[to])
            if row.state is State.WAITING and not row.attempts and row.due_at is not None and due_at < row.due_at:
                called.append((behind, replace(row, due_at=due_at)))
        await _put_all(tx, called)

    async def _remember(self, tx: Transaction, outcomes: Sequence[Outcome]) -> None:
        """Keep what deliveries tell about the addresses."""
        telling = [outcome for outcome in outcomes if outcome.made or isinstance(outcome.delivery, Unreachable)]
        known = await tx.get_all(ADDRESSES, [outcome.job.address.id for outcome in telling])
        for outcome in telling:
            delivery, kept = outcome.delivery, known.get(outcome.job.address.id)
            if kept is None:
                continue
            there = kept.value
            if outcome.made and not there.conversation_id:
                known[kept.id] = await tx.put(ADDRESSES, kept, replace(there, conversation_id=outcome.made))
            elif isinstance(delivery, Unreachable) and (there.seen_at is None or there.seen_at <= outcome.job.at):
                reason = delivery.reason or "refused"
                known[kept.id] = await tx.put(ADDRESSES, kept, replace(there, unreachable=reason))

    # On the way

    async def _deliver(self, job: Job) -> None:
        try:
            delivery = await self._send(job)
        except Exception as fault:
            log.exception("a message could not be sent: %s", type(fault).__name__)
            delivery = Unknown(type(fault).__name__)
        finally:
            self._uncounted.discard(job.row.dedupe_key)
        now = self._clock()
        match delivery:
            case Later(seconds=seconds, everyone=True):
                self._limiter.pause(seconds, now)
            case Later(seconds=seconds):
                self._limiter.refused(job.lane, seconds, now)
            case Sent():
                self._limiter.accepted()
                self._last_sent_at = now
        self._outcomes.append(Outcome(job, delivery, now))
        self._stir.set()

    async def _send(self, job: Job) -> Delivery:
        held = 0.0
        makes_it = not (job.address.conversation_id or job.address.channel_id)
        while (wait := self._limiter.take(job.lane, self._clock(), makes_it=makes_it)) > 0:
            held += wait
            if held > LONGEST_HOLD_SECONDS:
                return Later(wait, "Teams' limits")
            await asyncio.sleep(wait)
            if self._stopping:
                return Later(wait, "the bot was stopped")
        row = job.row
        self._uncounted.discard(row.dedupe_key)
        try:
            async with asyncio.timeout(SEND_SECONDS):
                if job.changed is None:
                    place = replace(job.address, conversation_id=row.conversation_id or job.address.conversation_id)
                    return await self._sender.send(place, outbox.worded(row, self._clock()))
                address = replace(
                    job.address, conversation_id=job.changed.conversation_id or job.address.conversation_id
                )
                if row.does == "delete":
                    return await self._sender.delete(address, job.changed.message_id)
                return await self._sender.update(address, job.changed.message_id, row.message)
        except TimeoutError:
            return Unknown("timeout")


async def _put_all(tx: Transaction, changes: Sequence[Change]) -> list[Kept[OutboxRow]]:
    put = await tx.put_all(OUTBOX, changes)
    whole = [kept for kept in put if kept is not None]
    if len(whole) < len(put):
        raise Conflict("A row has changed since it was read.")
    return whole


def _lane(row: OutboxRow, address: Address) -> str:
    return address.conversation_id or address.channel_id or row.to
