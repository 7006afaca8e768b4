"""How a broadcast goes out: listed, posted a little at a time, corrected, stopped and taken back.

Everything is done by timers in small transactions, so that neither memory nor a transaction grows with the audience.
Only so much lies ready in the outbox that all of it can be stopped within a second.
"""

import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.outbox import LATE_AFTER, OUTBOX, Tally
from bot.core.ports import AlreadyThere, Kept, Store, Transaction
from bot.core.text import Lang
from bot.core.timers import Timer, UseCase, set_timer, stop_timers
from bot.core.turn import Message
from bot.features.broadcasts.audience import Audiences
from bot.features.broadcasts.model import (
    BROADCASTS,
    CORRECT,
    DELIVERIES,
    GOING,
    NUMBERING,
    OUT,
    STOP,
    TAKE_BACK,
    Audience,
    Broadcast,
    Delivery,
    How,
    Numbering,
    State,
    about_of,
    place_of,
    row_of,
    with_rest,
)

LISTED_AT_ONCE: Final = 250
POSTED_AT_ONCE: Final = 100
SWEPT_AT_ONCE: Final = 100
STOPPED_AT_ONCE: Final = 50
READY: Final = 250
"""How many messages of one broadcast lie ready in the outbox at most: five seconds' work at Teams' pace."""
LOOKS_AGAIN: Final = dt.timedelta(seconds=0.5)
LONGEST_LOOK: Final = dt.timedelta(seconds=30)

GO: Final = "broadcast-go"
SWEEP: Final = "broadcast-sweep"


class Sending:
    """Sends broadcasts."""

    def __init__(self, store: Store, audiences: Audiences) -> None:
        self._store = store
        self._audiences = audiences

    @property
    def use_cases(self) -> Mapping[str, UseCase]:
        """What the timers name."""
        return {GO: self.go, SWEEP: self.sweep}

    # For other features and for the service

    async def announce(
        self,
        tx: Transaction,
        *,
        key: str,
        audience: Audience,
        messages: Mapping[Lang, Message],
        at: dt.datetime,
        now: dt.datetime,
        about: str = "",
        by: str = "",
        by_name: str = "",
        gives_up_at: dt.datetime | None = None,
    ) -> bool:
        """Send messages of a feature's own to an audience at `at`; the same key again is no second broadcast.

        The audience is resolved at that time, and each recipient gets the message in their language.

        Args:
            tx: The transaction of the decision.
            key: The id of the broadcast, by which it is counted, corrected, stopped and taken back.
            audience: Who gets it.
            messages: What is said, in Swedish and English.
            at: When, an aware instant; `now` for at once.
            now: The instant of the decision.
            about: What it belongs to, such as `referral:<id>`.
            by: The person id of whoever decided it, empty for the bot itself.
            by_name: What that person is called.
            gives_up_at: When it is of no use any more; by default it is tried for three days.

        Returns:
            Whether it is new.
        """
        if await tx.get(BROADCASTS, key) is not None:
            return False
        broadcast = Broadcast(
            id=key,
            number=await next_number(tx),
            by=by,
            by_name=by_name,
            made_at=now,
            audience=audience,
            sv=messages["sv"],
            en=messages["en"],
            about=about,
            state=State.SCHEDULED,
            send_at=at,
            gives_up_at=gives_up_at,
            approved_how=How.FEATURE,
        )
        await tx.add(BROADCASTS, key, broadcast)
        await self.schedule(tx, broadcast, at)
        return True

    async def tally(self, tx: Transaction, key: str) -> Tally:
        """Return what became of all recipients of a broadcast; the parts add up to how many there are."""
        kept = await tx.get(BROADCASTS, key)
        return await self.tally_of(tx, kept.value) if kept else Tally()

    async def tally_of(self, tx: Transaction, broadcast: Broadcast) -> Tally:
        """Return what became of all recipients."""
        return with_rest(broadcast, await outbox.counts(tx, broadcast.key))

    async def unreached(self, tx: Transaction, key: str, most: int | None = None) -> list[tuple[Delivery, str]]:
        """Return those who did not get a broadcast (the first `most`), each with the reason as the outbox tells it."""
        found: list[tuple[Delivery, str]] = []
        for state in (outbox.State.UNREACHABLE, outbox.State.FAILED):
            for row in await tx.find(OUTBOX, about=about_of(key), state=state, does="send"):
                if most is not None and len(found) >= most:
                    break
                kept = await tx.get(DELIVERIES, row.id)
                if kept:
                    found.append((kept.value, row.value.reason))
        return found

    async def correct(self, tx: Transaction, key: str, messages: Mapping[Lang, Message], now: dt.datetime) -> bool:
        """Say something else instead, to those who have it and those who will get it; False when there is nothing."""
        kept = await tx.get(BROADCASTS, key)
        if kept is None or kept.value.state not in OUT | {State.SCHEDULED} or kept.value.sweep in {STOP, TAKE_BACK}:
            return False
        fresh = replace(kept.value, sv=messages["sv"], en=messages["en"], corrected_at=now)
        if kept.value.posted:
            fresh = replace(fresh, sweep=CORRECT, swept=0)
        await self._call(tx, kept, fresh, SWEEP if kept.value.posted else "", now)
        return True

    async def take_back(self, tx: Transaction, key: str, now: dt.datetime, by_name: str = "") -> bool:
        """Stop a broadcast, and delete what has arrived; False when there is nothing to take back."""
        kept = await tx.get(BROADCASTS, key)
        if kept is None or kept.value.state not in OUT | {State.SCHEDULED}:
            return False
        fresh = replace(kept.value, state=State.TAKEN_BACK, ended_by_name=by_name, ended_at=now)
        await self._silence(tx, kept.value)
        if kept.value.posted:
            fresh = replace(fresh, sweep=TAKE_BACK, swept=0)
        await self._call(tx, kept, fresh, SWEEP if kept.value.posted else "", now)
        return True

    async def begin_stop(self, tx: Transaction, key: str, now: dt.datetime, by_name: str = "") -> bool:
        """Post no more of a broadcast; what lies ready in the outbox is then cancelled a little at a time."""
        kept = await tx.get(BROADCASTS, key)
        if kept is None or kept.value.state not in GOING | {State.SCHEDULED, State.SENT}:
            return False
        await self._silence(tx, kept.value)
        # A correction that was on its way goes on when all that waited is cancelled: some have the wrong text.
        swept = kept.value.swept if kept.value.sweep == CORRECT else kept.value.posted
        fresh = replace(kept.value, state=State.STOPPED, ended_by_name=by_name, ended_at=now, sweep=STOP, swept=swept)
        await self._call(tx, kept, fresh, SWEEP, now)
        return True

    async def stop(self, key: str, now: dt.datetime) -> None:
        """Cancel at once what lies ready of a broadcast that has been stopped."""
        while await self._store.run(lambda tx: self._cancel_some(tx, about_of(key), now)):
            pass

    async def schedule(self, tx: Transaction, broadcast: Broadcast, at: dt.datetime) -> None:
        """Let a broadcast begin at its time."""
        await set_timer(tx, key=f"{broadcast.key}:begin", runs=GO, at=at, about=f"{broadcast.key}:go")

    # By the clock

    async def go(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Take the next step of a broadcast."""
        kept = await tx.get(BROADCASTS, _id_in(timer))
        if kept is None:
            return
        match kept.value.state:
            case State.SCHEDULED:
                found = await self._audiences.channels(tx, kept.value.audience)
                fresh = replace(kept.value, state=State.LISTING, begun_at=now, channels=tuple(found.items()))
                await self._call(tx, kept, fresh, GO, now)
            case State.LISTING:
                ahead = kept.value.listed - kept.value.posted
                if ahead >= POSTED_AT_ONCE and await _ready(tx, kept.value.key) <= READY - POSTED_AT_ONCE:
                    # The first get it while the last are still being found out.
                    await self._post(tx, kept, now)
                else:
                    await self._list(tx, kept, now)
            case State.SENDING:
                await self._post(tx, kept, now)

    async def _list(self, tx: Transaction, kept: Kept[Broadcast], now: dt.datetime) -> None:
        broadcast, channels = kept.value, dict(kept.value.channels)
        steps = self._audiences.steps(broadcast.audience, channels)
        cursor, listed = broadcast.cursor, broadcast.listed
        while cursor < len(steps) and listed - broadcast.listed < LISTED_AT_ONCE:
            found = await self._audiences.recipients(tx, broadcast.audience, local_day(now), steps[cursor], channels)
            for each in found:
                row = row_of(broadcast.id, each.key)
                place = place_of(broadcast.id, listed)
                delivery = Delivery(
                    broadcast.id, place, row, each.to, each.name, each.lang, each.email, each.municipality, each.person
                )
                # Whoever came of an earlier step is there already.
                with contextlib.suppress(AlreadyThere):
                    await tx.add(DELIVERIES, row, delivery)
                    listed += 1
            cursor += 1
        state = State.LISTING if cursor < len(steps) else State.SENDING if listed else State.SENT
        fresh = replace(broadcast, state=state, cursor=cursor, listed=listed)
        await self._call(tx, kept, fresh, GO if state in GOING else "", now)

    async def _post(self, tx: Transaction, kept: Kept[Broadcast], now: dt.datetime) -> None:
        broadcast = kept.value
        room = min(POSTED_AT_ONCE, READY - await _ready(tx, broadcast.key))
        if room < min(POSTED_AT_ONCE // 2, broadcast.listed - broadcast.posted):
            # A few at a time would be many transactions for little.
            wait = min(LOOKS_AGAIN * 2 ** min(broadcast.looks, 10), LONGEST_LOOK)
            await self._call(tx, kept, replace(broadcast, looks=broadcast.looks + 1), GO, now + wait)
            return
        is_late = bool(broadcast.send_at and broadcast.begun_at and broadcast.begun_at - broadcast.send_at > LATE_AFTER)
        start, end = place_of(broadcast.id, broadcast.posted), place_of(broadcast.id, broadcast.listed)
        found = await tx.between(DELIVERIES, "place", start, end, limit=room)
        for each in found:
            delivery = each.value
            await outbox.post(
                tx,
                to=delivery.to,
                message=broadcast.message(delivery.lang),
                not_before=broadcast.send_at if is_late and broadcast.send_at else now,
                dedupe_key=delivery.row,
                about=broadcast.key,
                gives_up_at=broadcast.gives_up_at,
                if_unsure="not",
                marks_late=is_late,
                lang=delivery.lang,
            )
        posted = broadcast.posted + len(found)
        state = broadcast.state
        if state is State.SENDING and not (found and posted < broadcast.listed):
            state = State.SENT
        fresh = replace(broadcast, state=state, posted=posted, looks=0)
        await self._call(tx, kept, fresh, GO if state in GOING else "", now)

    async def sweep(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Correct or take back the next of those that were posted, or cancel what lies ready."""
        kept = await tx.get(BROADCASTS, _id_in(timer))
        if kept is None or not kept.value.sweep:
            return
        broadcast = kept.value
        if broadcast.sweep == STOP:
            if await self._cancel_some(tx, broadcast.key, now):
                await self._call(tx, kept, broadcast, SWEEP, now)
                return
            left = CORRECT if broadcast.swept < broadcast.posted else ""
            await self._call(tx, kept, replace(broadcast, sweep=left), SWEEP if left else "", now)
            return
        if broadcast.sweep == TAKE_BACK and await self._cancel_some(tx, broadcast.key, now):
            await self._call(tx, kept, broadcast, SWEEP, now)
            return
        room = min(SWEPT_AT_ONCE, READY - await _ready(tx, broadcast.key))
        if room <= 0:
            await self._call(tx, kept, broadcast, SWEEP, now + LOOKS_AGAIN)
            return
        start, end = place_of(broadcast.id, broadcast.swept), place_of(broadcast.id, broadcast.posted)
        found = await tx.between(DELIVERIES, "place", start, end, limit=room)
        for each in found:
            if broadcast.sweep == CORRECT:
                await outbox.edit(tx, each.value.row, broadcast.message(each.value.lang), now)
            else:
                await outbox.withdraw(tx, now, dedupe_key=each.value.row, take_back=True)
        swept = broadcast.swept + len(found)
        more = bool(found) and swept < broadcast.posted
        fresh = replace(broadcast, swept=swept, sweep=broadcast.sweep if more else "")
        await self._call(tx, kept, fresh, SWEEP if more else "", now)

    async def _cancel_some(self, tx: Transaction, about: str, now: dt.datetime) -> bool:
        """Cancel some of the messages that lie ready, the last first, since the worker takes the first."""
        waiting = await tx.find(OUTBOX, state=outbox.State.WAITING, about=about, does="send")
        await outbox.withdraw_rows(tx, waiting[-STOPPED_AT_ONCE:], now)
        if len(waiting) > STOPPED_AT_ONCE:
            return True
        claimed = await tx.find(OUTBOX, state=outbox.State.CLAIMED, about=about, does="send")
        await outbox.withdraw_rows(tx, claimed, now)
        return False

    async def _silence(self, tx: Transaction, broadcast: Broadcast) -> None:
        """Take away the timer of one that has not begun; one that goes finds at its next step that it is over."""
        if broadcast.state is State.SCHEDULED:
            await stop_timers(tx, about=f"{broadcast.key}:go")

    async def _call(self, tx: Transaction, kept: Kept[Broadcast], fresh: Broadcast, runs: str, at: dt.datetime) -> None:
        """Save a broadcast, and have a use case run for it next."""
        fresh = replace(fresh, calls=fresh.calls + 1)
        await tx.put(BROADCASTS, kept, fresh)
        if runs:
            about = f"{fresh.key}:{'go' if runs == GO else 'sweep'}"
            # Each call has a timer of its own: the one that rings now is taken away when it has been heard.
            await set_timer(tx, key=f"{fresh.key}:{fresh.calls}", runs=runs, at=at, about=about)


async def next_number(tx: Transaction) -> str:
    """Return the number of a new broadcast, counted from 1."""
    kept = await tx.get(NUMBERING, "last")
    if kept is None:
        await tx.add(NUMBERING, "last", Numbering(1))
        return "1"
    await tx.put(NUMBERING, kept, Numbering(kept.value.last + 1))
    return str(kept.value.last + 1)


async def _ready(tx: Transaction, about: str) -> int:
    """Return how many messages and changes of a broadcast wait or are on their way."""
    return await tx.count(OUTBOX, state=outbox.State.WAITING, about=about) + await tx.count(
        OUTBOX, state=outbox.State.CLAIMED, about=about
    )


def _id_in(timer: Timer) -> str:
    return timer.about.removeprefix("broadcast:").rsplit(":", 1)[0]
