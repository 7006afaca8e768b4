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
from collections.abc import Callable
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


class Worker:
    """Works an outbox. Several may work the same one, in different processes.

    `clock` tells the time, `rand` gives numbers in [0, 1). `alone` says that no other process works this outbox, so
    that what is claimed at the start was left by a predecessor and need not lapse first. Workers that are not alone
    have each a `name` of their own, by which they know how many share Teams' limits. `on_settled` is told each row into
    which a message's fate has been written, after it is durable.
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
        self.on_settled = on_settled
        self._stir = asyncio.Event()
        self._under_way: dict[str, asyncio.Task[None]] = {}
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
        room = 0 if self._stopping else min(free, self._limiter.room(now))

        async def work(tx: Transaction) -> tuple[list[OutboxRow], list[Job], dt.datetime | None]:
            done = [row for outcome in outcomes if (row := await self._settle(tx, outcome))]
            taken = await self._claim(tx, now, room, {outcome.job.row.dedupe_key for outcome in outcomes})
            done += [row for row in taken if isinstance(row, OutboxRow)]
            following = await tx.between(OUTBOX, "due_at", limit=1)
            next_due = following[0].value.due_at if following else None
            return done, [job for job in taken if isinstance(job, Job)], next_due

        settled, jobs, next_due = await self._store.run(work)
        del self._outcomes[: len(outcomes)]
        for outcome in outcomes:
            self._under_way.pop(outcome.job.row.dedupe_key, None)
        for job in jobs:
            key = job.row.dedupe_key
            self._under_way[key] = asyncio.create_task(self._deliver(job), name=f"deliver {key}")
        if settled or jobs:
            self._last_done_at = now
        for row in settled:
            self.on_settled(row)
        if len(self._under_way) >= self._at_once:
            return LONGEST_REST_SECONDS
        if room == 0 and not self._stopping:
            return max(self._limiter.wait_everywhere(now), 0.001)
        if next_due is None:
            return LONGEST_REST_SECONDS
        shortest = 0.0 if settled or jobs else LOST_RACE_SECONDS
        return min(max((next_due - self._clock()).total_seconds(), shortest), LONGEST_REST_SECONDS)

    async def _keep_house(self, now: dt.datetime) -> None:
        """Show that this worker is there, and forget what ended long ago."""
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

    async def _claim(self, tx: Transaction, now: dt.datetime, room: int, settled: set[str]) -> list[Job | OutboxRow]:
        """Take up to `room` rows that are due; those that have ended without being sent are among what is returned."""
        if room <= 0:
            return []
        taken: list[Job | OutboxRow] = []
        for kept in await tx.between(OUTBOX, "due_at", end=now + CLOSE_TOGETHER, limit=room, for_change=True):
            if kept.id in self._under_way and kept.id not in settled:
                # Its claim has lapsed while the store could not take what came of it; that is still to be written.
                await tx.put(OUTBOX, kept, replace(kept.value, due_at=now + self._lease))
            elif found := await self._take(tx, kept, now):
                taken.append(found)
        return taken

    async def _take(self, tx: Transaction, kept: Kept[OutboxRow], now: dt.datetime) -> Job | OutboxRow | None:
        """Claim one row that is due; or end it and return it; or put it where it belongs and return None."""
        if outbox.lapsed(kept.value):
            row = await self._finish(tx, kept, outbox.abandoned(kept.value, now, self._rand()), now)
            return None if row.state in outbox.OPEN else row
        row = outbox.folded(kept.value, now)
        if outbox.past_use(row, now):
            return await self._finish(tx, kept, outbox.give_up(row, now), now)
        first = await outbox.head(tx, row.to)
        if first is not None and first.id != kept.id:
            await tx.put(OUTBOX, kept, outbox.parked(row, first.value, now))
            return None
        address = await self._address(tx, row)
        if isinstance(address, str):
            return await self._finish(tx, kept, outbox.unreachable(row, address, now), now)
        changed = await tx.get(OUTBOX, row.changes) if row.changes else None
        if row.does != "send" and (changed is None or not changed.value.message_id):
            return await self._finish(tx, kept, outbox.drop(row, outbox.NOTHING_THERE, now), now)
        lane = _lane(row, address)
        if (wait := self._limiter.wait(lane, now)) > 0:
            await tx.put(OUTBOX, kept, replace(row, due_at=now + dt.timedelta(seconds=wait)))
            return None
        claimed = await tx.put(OUTBOX, kept, outbox.claim(row, now, self._lease))
        return Job(claimed, address, changed.value if changed else None, now)

    async def _address(self, tx: Transaction, row: OutboxRow) -> Address | str:
        kept = await tx.get(ADDRESSES, row.to)
        if kept is None:
            return outbox.NO_ADDRESS
        return kept.value.unreachable or kept.value

    async def _settle(self, tx: Transaction, outcome: Outcome) -> OutboxRow | None:
        """Write what came of a job; None when the claim was lost to another worker meanwhile."""
        job, rand = outcome.job, self._rand()
        row = outbox.settle(job.row, outcome.delivery, outcome.at, rand)
        try:
            await tx.put(OUTBOX, job.kept, row)
        except Conflict:
            # Withdrawn on its way, or the claim has lapsed.
            kept = await tx.get(OUTBOX, job.kept.id)
            if kept is None or not outbox.still_ours(kept.value, job.row.token):
                log.warning("another worker took a message over whose claim had lapsed here")
                return None
            row = outbox.settle(kept.value, outcome.delivery, outcome.at, rand)
            await tx.put(OUTBOX, kept, row)
        if row.state not in outbox.OPEN:
            await self._end(tx, row, outcome.at)
        await self._remember(tx, outcome)
        return row

    async def _finish(self, tx: Transaction, kept: Kept[OutboxRow], row: OutboxRow, now: dt.datetime) -> OutboxRow:
        await tx.put(OUTBOX, kept, row)
        if row.state not in outbox.OPEN:
            await self._end(tx, row, now)
        return row

    async def _end(self, tx: Transaction, row: OutboxRow, now: dt.datetime) -> None:
        """Post the next of a series, and call up what waited behind a row that has ended."""
        fresh = outbox.following(row, now)
        if fresh is not None and await tx.get(OUTBOX, fresh.dedupe_key) is None:
            await tx.add(OUTBOX, fresh.dedupe_key, fresh)
        behind = await outbox.head(tx, row.to)
        if behind is None or behind.value.state is not State.WAITING or behind.value.attempts:
            return
        due_at = max(behind.value.not_before, now)
        if behind.value.due_at is not None and due_at < behind.value.due_at:
            await tx.put(OUTBOX, behind, replace(behind.value, due_at=due_at))

    async def _remember(self, tx: Transaction, outcome: Outcome) -> None:
        """Keep what a delivery tells about the address."""
        delivery, used = outcome.delivery, outcome.job.address
        made = delivery.conversation_id if isinstance(delivery, Sent) else ""
        is_new = bool(made) and not used.conversation_id and not used.channel_id
        if not (is_new or isinstance(delivery, Unreachable)) or (kept := await tx.get(ADDRESSES, used.id)) is None:
            return
        known = kept.value
        if is_new and not known.conversation_id:
            await tx.put(ADDRESSES, kept, replace(known, conversation_id=made))
        elif isinstance(delivery, Unreachable) and (known.seen_at is None or known.seen_at <= outcome.job.at):
            await tx.put(ADDRESSES, kept, replace(known, unreachable=delivery.reason or "refused"))

    # On the way

    async def _deliver(self, job: Job) -> None:
        try:
            delivery = await self._send(job)
        except Exception as fault:
            log.exception("a message could not be sent: %s", type(fault).__name__)
            delivery = Unknown(type(fault).__name__)
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
        try:
            async with asyncio.timeout(SEND_SECONDS):
                if job.changed is None:
                    return await self._sender.send(job.address, outbox.worded(row, self._clock()))
                address = replace(
                    job.address, conversation_id=job.changed.conversation_id or job.address.conversation_id
                )
                if row.does == "delete":
                    return await self._sender.delete(address, job.changed.message_id)
                return await self._sender.update(address, job.changed.message_id, row.message)
        except TimeoutError:
            return Unknown("timeout")


def _lane(row: OutboxRow, address: Address) -> str:
    return address.conversation_id or address.channel_id or row.to
