"""The outbox: what is to be said to whom and when, kept in the transaction of the decision that it follows from.

A use case posts; the worker claims what is due, sends it and settles it. Here are the rows and the decisions about
them; nothing in here sends. Each row ends sent, unreachable, failed or cancelled, and says why.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Literal

from bot.core.ports import Collection, Delivery, Failed, Kept, Later, Sent, Transaction, Unknown, Unreachable
from bot.core.recurrence import Rule
from bot.core.text import Lang
from bot.core.texts import LATE
from bot.core.turn import Message

GIVES_UP_AFTER: Final = dt.timedelta(days=3)
"""How long a message is tried, from the first time on, when the one who posts it does not say: over a weekend and one
day more. One that a standstill kept from being tried at all goes out however late it is."""
LATE_AFTER: Final = dt.timedelta(minutes=30)
"""A message that goes out later than this after its time says so."""
LONGEST_BACKOFF_SECONDS: Final = 300.0
"""The pauses between attempts double from one second up to this."""
UNSURE_ATTEMPTS: Final = 3
"""How often a message is sent at most when nobody ever knows whether it arrived."""
SHORTEST_PARK: Final = dt.timedelta(seconds=5)
LONGEST_PARK: Final = dt.timedelta(minutes=5)
"""How long a row waits at a time behind an earlier one to the same recipient; the end of that calls the row sooner."""

KEPT_FOR: Final = dt.timedelta(days=400)
"""How long rows that have ended are kept: a year, so that it can be told what went out, and a month to tell it in."""
SWEPT_AT_ONCE: Final = 200

NO_ADDRESS: Final = "no address"
GIVEN_UP: Final = "given up"
PAST_USE: Final = "past its use"
UNSURE: Final = "nobody knows whether it arrived"
NOTHING_THERE: Final = "there is no message to change"
WITHDRAWN: Final = "withdrawn"
STOPPED: Final = "stopped by hand"
"""Somebody did not want it to go out; it is not posted again by itself."""


class State(StrEnum):
    """Where a row is in its life; the last four are ends."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN: Final = frozenset({State.WAITING, State.CLAIMED})


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One message to one recipient; its document id is `dedupe_key`.

    `to` is an address id (`person:…` or `conversation:…`). `not_before` is when it should go; `gives_up_at` when it is
    of no use any more, None as long as nobody has said and nobody has tried. `due_at` is when the worker should look at
    it next, which for a claimed row is the end of the claim; None when the row has ended. `place` puts open rows of one
    recipient in order. `token` grows with each claim and fences off a worker that comes back late. `does` says whether
    the message is sent, put in the place of another or taken back; the other is the row `changes`. `if_unsure` is
    whether the recipient rather gets it twice or not at all when nobody knows whether it arrived; `unsure` counts such
    attempts. `lost_at` is when it ended, of a message that did not arrive. `message_id` and `conversation_id` are
    Teams' own, once sent; before, `conversation_id` is the thread that it is for, where that is not the recipient's own
    conversation. `series` names the first row of those that repeat.
    """

    to: str
    message: Message
    not_before: dt.datetime
    gives_up_at: dt.datetime | None
    dedupe_key: str
    about: str = ""
    state: State = State.WAITING
    due_at: dt.datetime | None = None
    place: str | None = None
    attempts: int = 0
    unsure: int = 0
    token: int = 0
    reason: str = ""
    settled_at: dt.datetime | None = None
    lost_at: dt.datetime | None = None
    message_id: str = ""
    conversation_id: str = ""
    does: Literal["send", "update", "delete"] = "send"
    changes: str | None = None
    if_unsure: Literal["twice", "not"] = "twice"
    withdrawn: bool = False
    marks_late: bool = True
    lang: Lang = "sv"
    repeats: Rule | None = None
    series: str = ""


OUTBOX: Collection[OutboxRow] = Collection(
    "outbox",
    OutboxRow,
    equal=("state", "to", "about", "changes", "series", "does"),
    ordered=("due_at", "place", "settled_at", "lost_at"),
)


@dataclass(frozen=True, slots=True)
class Presence:
    """A worker among several on the same outbox; its document id is the worker's name."""

    seen_at: dt.datetime


WORKERS: Collection[Presence] = Collection("workers", Presence, ordered=("seen_at",))


# For use cases


async def post(
    tx: Transaction,
    *,
    to: str,
    message: Message,
    not_before: dt.datetime,
    dedupe_key: str,
    about: str = "",
    gives_up_at: dt.datetime | None = None,
    if_unsure: Literal["twice", "not"] = "twice",
    marks_late: bool = True,
    lang: Lang = "sv",
    repeats: Rule | None = None,
    thread: str = "",
) -> bool:
    """Put a message in the outbox, in the transaction of the decision that it follows from.

    Args:
        tx: The transaction of the decision.
        to: An address id: `person:<person id>` or `conversation:<conversation id>`.
        message: What to say.
        not_before: When, an aware instant; `now` for at once.
        dedupe_key: Names this occurrence; posting the same key again is no second message, whatever became of the
            first. A reminder's key holds the time of its meeting, so that a moved meeting gets a new one.
        about: What it belongs to, such as `meeting:<id>`; by this it is withdrawn and counted.
        gives_up_at: When it is of no use any more, such as the start of the meeting; by default it is tried for three
            days.
        if_unsure: What is worse when nobody knows whether it arrived: "not" for what must not be said twice.
        marks_late: Whether a late message says so.
        lang: The recipient's language, for that mark.
        repeats: The rule by which the same message goes again; the next one is posted when this one ends.
        thread: The conversation id of the thread in the recipient's channel that it belongs in; by default it begins
            one.

    Returns:
        Whether it is new.

    Raises:
        ValueError: an instant without a zone, or an address id of no known form.
    """
    if not to.startswith(("person:", "conversation:")):
        raise ValueError(f"An address id begins with person: or conversation:, unlike {to!r}")
    if not_before.tzinfo is None:
        raise ValueError("not_before needs a zone")
    if await tx.get(OUTBOX, dedupe_key) is not None:
        return False
    row = OutboxRow(
        to=to,
        message=message,
        not_before=not_before,
        gives_up_at=gives_up_at,
        dedupe_key=dedupe_key,
        about=about,
        if_unsure=if_unsure,
        marks_late=marks_late,
        lang=lang,
        repeats=repeats,
        series=dedupe_key if repeats else "",
        conversation_id=thread,
    )
    await tx.add(OUTBOX, dedupe_key, waiting(row))
    return True


async def edit(tx: Transaction, dedupe_key: str, message: Message, now: dt.datetime) -> bool:
    """Say something else instead: in the row while it waits, in the message itself once it is sent.

    One that could not be delivered says it should its recipient be heard of.

    Returns:
        Whether there was anything to change; False when the message never came or was taken back.
    """
    kept = await tx.get(OUTBOX, dedupe_key)
    if kept is None or kept.value.withdrawn or kept.value.state not in OPEN | {State.SENT, State.UNREACHABLE}:
        return False
    if kept.value.state in {State.WAITING, State.UNREACHABLE}:
        await tx.put(OUTBOX, kept, replace(kept.value, message=message))
        return True
    for change in await tx.find(OUTBOX, changes=dedupe_key):
        if change.value.does == "update" and change.value.state is State.WAITING:
            await tx.put(OUTBOX, change, replace(change.value, message=message))
            return True
    await _add_change(tx, replace(kept.value, message=message), "update", now)
    return True


async def withdraw(
    tx: Transaction, now: dt.datetime, *, about: str = "", dedupe_key: str = "", take_back: bool = False
) -> int:
    """Cancel what has not been sent, of one row or series by its key or of all that belong to something.

    What is just being sent is cancelled should it not get through. `take_back` also deletes what was sent.

    Returns:
        How many messages this stops or takes back.
    """
    found = await tx.find(OUTBOX, about=about) if about else []
    if dedupe_key:
        one = await tx.get(OUTBOX, dedupe_key)
        # Of a series the first row has the key; it is among those that carry the series' name.
        found += await tx.find(OUTBOX, series=dedupe_key) if one and one.value.series else [one] if one else []
    return await withdraw_rows(tx, found, now, take_back=take_back)


async def withdraw_rows(
    tx: Transaction, rows: Iterable[Kept[OutboxRow]], now: dt.datetime, *, take_back: bool = False
) -> int:
    """Cancel rows that were read in this transaction, as `withdraw` does; return how many messages that stops."""
    stopped = 0
    for kept in rows:
        row = kept.value
        if row.does == "delete" or (row.withdrawn and not (take_back and await _still_there(tx, row))):
            continue
        if row.state is State.WAITING:
            await tx.put(OUTBOX, kept, _ended(row, State.CANCELLED, WITHDRAWN, now))
        elif row.state is State.UNREACHABLE:
            # It stays what it was, but does not go out should its recipient be heard of.
            await tx.put(OUTBOX, kept, replace(row, withdrawn=True))
            continue
        elif row.does == "send" and (row.state in OPEN or (take_back and row.state is State.SENT)):
            await tx.put(OUTBOX, kept, replace(row, withdrawn=True))
            if take_back:
                await _add_change(tx, replace(row, message=Message()), "delete", now)
        else:
            continue
        stopped += row.does == "send"
    return stopped


async def _still_there(tx: Transaction, row: OutboxRow) -> bool:
    """Tell whether a message that was withdrawn while it was on its way may have arrived, and nobody deletes it yet."""
    if row.does != "send" or row.state not in OPEN | {State.SENT}:
        return False
    return not any(change.value.does == "delete" for change in await tx.find(OUTBOX, changes=row.dedupe_key))


async def revive(tx: Transaction, to: str, now: dt.datetime) -> int:
    """Try again what somebody could not be told, now that they are heard of; what is past its use stays as it is.

    Returns:
        How many messages go out again.
    """
    again = [
        kept
        for kept in await tx.find(OUTBOX, to=to, state=State.UNREACHABLE)
        if not kept.value.withdrawn and now < (kept.value.gives_up_at or kept.value.not_before + GIVES_UP_AFTER)
    ]
    for kept in again:
        await tx.put(OUTBOX, kept, waiting(replace(kept.value, reason="", settled_at=None, lost_at=None)))
    return len(again)


async def told_otherwise(tx: Transaction, dedupe_key: str, how: str, now: dt.datetime) -> None:
    """Note that what could not be told somebody was told in another way, so that it is not tried again."""
    kept = await tx.get(OUTBOX, dedupe_key)
    if kept and kept.value.state in {State.UNREACHABLE, State.FAILED}:
        await tx.put(OUTBOX, kept, replace(kept.value, gives_up_at=now, reason=f"{kept.value.reason}; {how}"))


async def counts(tx: Transaction, about: str, does: Literal["send", "update", "delete"] = "send") -> "Tally":
    """Return what became of the messages that belong to something, or of the changes made to them."""
    numbers = {state: await tx.count(OUTBOX, about=about, does=does, state=state) for state in State}
    return Tally(
        waiting=numbers[State.WAITING] + numbers[State.CLAIMED],
        sent=numbers[State.SENT],
        unreachable=numbers[State.UNREACHABLE],
        failed=numbers[State.FAILED],
        cancelled=numbers[State.CANCELLED],
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages are where; the parts always add up to `total`. A claimed message is still waiting."""

    waiting: int = 0
    sent: int = 0
    unreachable: int = 0
    failed: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        """All messages."""
        return self.waiting + self.sent + self.unreachable + self.failed + self.cancelled


# For the worker


def waiting(row: OutboxRow, due_at: dt.datetime | None = None) -> OutboxRow:
    """Return the row as it waits until `due_at`, by default until its own time."""
    place = f"{lane_start(row.to)}{row.not_before.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%f}"
    return replace(row, state=State.WAITING, due_at=due_at or row.not_before, place=place)


def lane_start(to: str) -> str:
    """Return the place before all rows of a recipient."""
    return f"{to}\x1f"


def lane_end(to: str) -> str:
    """Return the place after all rows of a recipient."""
    return f"{to}\x20"


def past_use(row: OutboxRow, now: dt.datetime) -> bool:
    """Tell whether there is no point in sending a row any more."""
    return row.gives_up_at is not None and now >= row.gives_up_at


def lapsed(row: OutboxRow) -> bool:
    """Tell whether a row that is due was claimed by a worker that never came back."""
    return row.state is State.CLAIMED


def claim(row: OutboxRow, now: dt.datetime, lease: dt.timedelta) -> OutboxRow:
    """Return the row as a worker takes it, to be settled within `lease`; the token is the claim's own."""
    return replace(
        row,
        state=State.CLAIMED,
        due_at=now + lease,
        gives_up_at=row.gives_up_at or now + GIVES_UP_AFTER,
        attempts=row.attempts + 1,
        token=row.token + 1,
    )


def parked(row: OutboxRow, ahead: OutboxRow, now: dt.datetime) -> OutboxRow:
    """Return a row that is due as it waits behind another, the longer the longer it has been waiting."""
    since = ahead.due_at if ahead.state is State.WAITING and ahead.due_at and ahead.due_at > now else now
    return replace(row, due_at=since + min(max((now - row.not_before) / 2, SHORTEST_PARK), LONGEST_PARK))


def still_ours(row: OutboxRow, token: int) -> bool:
    """Tell whether what came of a claim may be written: nobody has claimed the row, or closed it knowingly, since.

    A claim that has merely lapsed is no reason to forget what is known after all.
    """
    doubtful = row.state is State.FAILED and row.reason.startswith(UNSURE)
    return row.token == token and (row.state in OPEN or doubtful)


def abandoned(row: OutboxRow, now: dt.datetime, rand: float) -> OutboxRow:
    """Return a claimed row whose worker never came back: nobody knows whether the message arrived."""
    return settle(row, Unknown("the sender stopped"), now, rand)


def give_up(row: OutboxRow, now: dt.datetime) -> OutboxRow:
    """Return a row whose use is over, with what last stood in the way."""
    reason = f"{GIVEN_UP}: {row.reason}" if row.attempts else PAST_USE
    return _ended(row, State.FAILED, reason, now)


def unreachable(row: OutboxRow, reason: str, now: dt.datetime) -> OutboxRow:
    """Return a row whose recipient cannot be written to."""
    return _ended(row, State.UNREACHABLE, reason, now)


def drop(row: OutboxRow, reason: str, now: dt.datetime) -> OutboxRow:
    """Return a row that there is no need for."""
    return _ended(row, State.CANCELLED, reason, now)


def settle(row: OutboxRow, delivery: Delivery, now: dt.datetime, rand: float) -> OutboxRow:
    """Return what becomes of a claimed row. `rand` in [0, 1) spreads the attempts of many rows."""
    match delivery:
        case Sent(id=message_id, conversation_id=conversation_id):
            sent = _ended(row, State.SENT, "", now)
            return replace(sent, message_id=message_id, conversation_id=conversation_id or row.conversation_id)
        case Unreachable(reason=reason):
            return _ended(row, State.UNREACHABLE, reason, now)
        case Failed(reason=reason):
            return _ended(row, State.FAILED, reason, now)
        case Later(seconds=seconds, reason=reason):
            return _again(replace(row, reason=reason), now, later_seconds(row.attempts, seconds, rand))
        case Unknown(reason=reason):
            row = replace(row, unsure=row.unsure + 1, reason=reason)
            if row.does == "send" and (row.if_unsure == "not" or row.unsure >= UNSURE_ATTEMPTS):
                return _ended(row, State.FAILED, f"{UNSURE}: {reason}", now)
            return _again(row, now, later_seconds(row.attempts, 0.0, rand))


def later_seconds(attempts: int, asked: float, rand: float) -> float:
    """Return how long to wait before the next attempt: what was asked for, or a growing pause when that is longer.

    Never less than what was asked for; up to a tenth more, so that those who were turned away together do not come
    back together.
    """
    grown = min(2.0 ** min(attempts - 1, 20), LONGEST_BACKOFF_SECONDS) * (0.5 + rand / 2)
    return max(asked * (1 + rand / 10), grown)


def folded(row: OutboxRow, now: dt.datetime) -> OutboxRow:
    """Return a repeated row moved to its latest time that has come: after a standstill it is said once, not often."""
    if row.repeats is None or row.attempts:
        return row
    latest = row.repeats.latest(now)
    if latest is None or latest <= row.not_before:
        return row
    return waiting(replace(row, not_before=latest, gives_up_at=_moved(row, latest)), row.due_at)


def following(row: OutboxRow, now: dt.datetime) -> OutboxRow | None:
    """Return the next of a repeated row that has ended, later than now; None when the series is over."""
    if row.repeats is None or row.withdrawn or row.reason == WITHDRAWN:
        return None
    at = row.repeats.next_after(max(now, row.not_before))
    if at is None:
        return None
    fresh = OutboxRow(
        to=row.to,
        message=row.message,
        not_before=at,
        gives_up_at=_moved(row, at),
        dedupe_key=f"{row.series}@{at.astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}",
        about=row.about,
        if_unsure=row.if_unsure,
        marks_late=row.marks_late,
        lang=row.lang,
        repeats=row.repeats,
        series=row.series,
    )
    return waiting(fresh)


def worded(row: OutboxRow, now: dt.datetime) -> Message:
    """Return the message to send now, which says so when it is late."""
    if not row.marks_late or row.does != "send" or now - row.not_before <= LATE_AFTER:
        return row.message
    mark = LATE(row.lang)
    message = row.message
    if message.card is None:
        return replace(message, text=f"{mark}\n\n{message.text}", summary=f"{mark} {message.summary}")
    block: dict[str, Any] = {"type": "TextBlock", "text": mark, "wrap": True, "isSubtle": True}
    card = {**message.card, "body": [block, *message.card.get("body", ())]}
    if "fallbackText" in card:
        card["fallbackText"] = f"{mark}\n{card['fallbackText']}"
    return replace(message, card=card, summary=f"{mark} {message.summary}")


async def heads(tx: Transaction, recipients: Iterable[str]) -> dict[str, Kept[OutboxRow]]:
    """Return the first open row of each of these recipients that has one: the only one that may be sent."""
    each = tuple(dict.fromkeys(recipients))
    found = await tx.firsts(OUTBOX, "place", [(lane_start(to), lane_end(to)) for to in each])
    return {to: kept for to, kept in zip(each, found, strict=True) if kept is not None}


async def sweep(tx: Transaction, now: dt.datetime) -> bool:
    """Forget rows that ended long ago; return whether there are more of them."""
    old = await tx.between(OUTBOX, "settled_at", end=now - KEPT_FOR, limit=SWEPT_AT_ONCE, for_change=True)
    for kept in old:
        await tx.remove(OUTBOX, kept)
    return len(old) == SWEPT_AT_ONCE


async def _add_change(tx: Transaction, row: OutboxRow, does: Literal["update", "delete"], now: dt.datetime) -> None:
    number = len(await tx.find(OUTBOX, changes=row.dedupe_key)) + 1
    # In order after the message itself, should that be on its way.
    at = max(now, row.not_before)
    change = OutboxRow(
        to=row.to,
        message=row.message,
        not_before=at,
        gives_up_at=None,
        dedupe_key=f"{row.dedupe_key}#{number}",
        about=row.about,
        does=does,
        changes=row.dedupe_key,
        marks_late=False,
        lang=row.lang,
    )
    await tx.add(OUTBOX, change.dedupe_key, waiting(change))


def _moved(row: OutboxRow, at: dt.datetime) -> dt.datetime | None:
    return None if row.gives_up_at is None else at + (row.gives_up_at - row.not_before)


def _again(row: OutboxRow, now: dt.datetime, seconds: float) -> OutboxRow:
    if row.withdrawn:
        return _ended(row, State.CANCELLED, WITHDRAWN, now)
    at = now + dt.timedelta(seconds=seconds)
    if past_use(row, at):
        return give_up(row, now)
    return waiting(row, at)


def _ended(row: OutboxRow, state: State, reason: str, now: dt.datetime) -> OutboxRow:
    lost = row.does == "send" and state in {State.UNREACHABLE, State.FAILED}
    return replace(
        row, state=state, reason=reason, due_at=None, place=None, settled_at=now, lost_at=now if lost else None
    )
