"""Kinds of personal data that belong to no feature alone: messages, the journal, and where the bot has said hello."""

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any, Final

from bot.core import outbox
from bot.core.holding import ERASED, Erasure, Holding, Subject
from bot.core.journal import JOURNAL, Entry
from bot.core.outbox import OUTBOX, OutboxRow
from bot.core.ports import ADDRESSES, Kept, Transaction
from bot.core.scrubbing import Traces, scrubbed
from bot.core.texts import GROUND_INTEREST
from bot.core.turn import Message
from bot.features.bodies.holdings import UNHEARD_FOR
from bot.features.home.personal import texts
from bot.features.home.service import WELCOMES

# Messages


async def _tell_messages(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    rows = await tx.find(OUTBOX, to=f"person:{subject.member}") if subject.member else []
    return [
        {
            "datum": kept.value.not_before.isoformat(),
            "meddelande": kept.value.message.text or kept.value.message.summary,
            "läge": kept.value.state.value,
        }
        for kept in rows
        if kept.value.does == "send"
    ]


async def _erase_messages(tx: Transaction, subject: Subject, now: dt.datetime) -> Erasure:
    """Take back what waits, empty what went to the person, and take their name out of what went to others."""
    traces = Traces.of(subject)
    if traces.empty:
        return Erasure()
    clean, count = traces.cleaner(), 0
    rows = [kept async for kept in tx.all(OUTBOX)]
    keys = {kept.id: await _unnamed(tx, kept.id, clean(kept.id)) for kept in rows}
    for kept in rows:
        row = kept.value
        if subject.member and row.to == f"person:{subject.member}":
            if row.state in outbox.OPEN:
                row = outbox.drop(row, outbox.WITHDRAWN, now)
            row = replace(row, to=ERASED, message=Message(), message_id="", conversation_id="")
        # What changes or takes back another message must find it under its new key.
        changes, series = row.changes and keys.get(row.changes, clean(row.changes)), keys.get(row.series, row.series)
        row = replace(scrubbed(row, clean), changes=changes, series=clean(series), dedupe_key=keys[kept.id])
        if row != kept.value:
            await _rewrite(tx, kept, row)
            count += 1
    return Erasure(count)


async def _unnamed(tx: Transaction, key: str, clean: str) -> str:
    """Return the key of a message that `clean` is without the person, the same when it does not name them."""
    if clean == key:
        return key
    # A part of its fingerprint keeps the rows of several people apart.
    unnamed = f"{clean}:{hashlib.sha256(key.encode()).hexdigest()[:12]}"
    fresh, number = unnamed, 1
    # Whoever was forgotten may have been told the same again since.
    while await tx.get(OUTBOX, fresh) is not None:
        number += 1
        fresh = f"{unnamed}.{number}"
    return fresh


async def _rewrite(tx: Transaction, kept: Kept[OutboxRow], row: OutboxRow) -> None:
    if row.dedupe_key == kept.id:
        await tx.put(OUTBOX, kept, row)
    else:
        await tx.remove(OUTBOX, kept)
        await tx.add(OUTBOX, row.dedupe_key, row)


# The journal


async def _entries(tx: Transaction, subject: Subject) -> list[Entry]:
    """Return what the journal says of somebody: what they did, and what others did that names them."""
    traces = Traces.of(subject)
    clean = traces.cleaner()
    entries = [kept.value async for kept in tx.all(JOURNAL)] if not traces.empty else []
    return [entry for entry in entries if scrubbed(entry, clean) is not entry]


async def _tell_journal(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    return [
        {
            "datum": entry.at.isoformat(),
            "gjorde" if entry.by == subject.member else "står": entry.said.sv,
        }
        for entry in await _entries(tx, subject)
    ]


async def _keep_journal(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    return Erasure(stay=(texts.JOURNAL_STAYS,)) if await _entries(tx, subject) else Erasure()


# Where the bot has said hello


async def _own_chat(tx: Transaction, subject: Subject) -> str:
    address = await tx.get(ADDRESSES, f"person:{subject.member}") if subject.member else None
    return address.value.conversation_id if address else ""


async def _tell_greetings(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    chat = await _own_chat(tx, subject)
    kept = await tx.get(WELCOMES, chat) if chat else None
    return [{"hälsade": kept.value.at.isoformat()}] if kept else []


async def _erase_greetings(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    chat = await _own_chat(tx, subject)
    kept = await tx.get(WELCOMES, chat) if chat else None
    if kept is None:
        return Erasure()
    await tx.remove(WELCOMES, kept)
    return Erasure(1)


async def _expire_greetings(tx: Transaction, now: dt.datetime) -> int:
    """Forget having said hello in chats that the bot no longer knows, two years later."""
    old = [kept async for kept in tx.all(WELCOMES) if now - kept.value.at > UNHEARD_FOR]
    known = {kept.value.conversation_id async for kept in tx.all(ADDRESSES)} if old else set()
    gone = [kept for kept in old if kept.id not in known]
    for kept in gone:
        await tx.remove(WELCOMES, kept)
    return len(gone)


HOLDINGS: Final = (
    # The chat is known by the address, which others take away: it comes first.
    Holding(
        name="greetings",
        what=texts.GREETINGS,
        why=texts.GREETINGS_WHY,
        ground=GROUND_INTEREST,
        kept_for=texts.GREETINGS_KEPT,
        tell=_tell_greetings,
        erase=_erase_greetings,
        expire=_expire_greetings,
    ),
    Holding(
        name="messages",
        what=texts.MESSAGES,
        why=texts.MESSAGES_WHY,
        ground=GROUND_INTEREST,
        kept_for=texts.MESSAGES_KEPT,
        tell=_tell_messages,
        erase=_erase_messages,
    ),
    Holding(
        name="journal",
        what=texts.JOURNAL,
        why=texts.JOURNAL_WHY,
        ground=texts.GROUND_DUTY,
        kept_for=texts.JOURNAL_KEPT,
        tell=_tell_journal,
        erase=_keep_journal,
    ),
)
