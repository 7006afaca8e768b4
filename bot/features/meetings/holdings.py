"""What meetings keep about people: answers to invitations, who planned, and guests by name."""

import datetime as dt
from dataclasses import replace
from typing import Any, Final

from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Kept, Transaction
from bot.core.scrubbing import scrub_all
from bot.core.texts import GROUND_INTEREST
from bot.features.meetings import texts
from bot.features.meetings.model import (
    MEETING_CHANGES,
    MEETINGS,
    RSVPS,
    Meeting,
    MeetingChange,
    Rsvp,
    guests_without,
)
from bot.features.meetings.reminders.ladder import HANDLED, LADDERS

NAMES_KEPT_FOR: Final = dt.timedelta(days=3 * 365)
CHANGES_KEPT_FOR: Final = dt.timedelta(days=400)
"""A year, and a month to tell it in."""
AT_ONCE: Final = 200


# Answers


async def _answers(tx: Transaction, subject: Subject) -> list[Kept[Rsvp]]:
    return [kept async for kept in tx.all(RSVPS) if subject.member and kept.value.by == subject.member]


async def _tell_answers(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    return [
        {
            "organ": each.value.body,
            "kommun": each.value.municipality,
            "möte": each.value.starts_at.isoformat(),
            "svar": each.value.says.value,
            "svarade": each.value.at.isoformat(),
        }
        for each in await _answers(tx, subject)
    ]


async def _erase_answers(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    """Take the name away; what the municipality said stays."""
    found = await _answers(tx, subject)
    for each in found:
        await tx.put(RSVPS, each, replace(each.value, by="", by_name=""))
    return Erasure(len(found))


async def _expire_answers(tx: Transaction, now: dt.datetime) -> int:
    until = now - NAMES_KEPT_FOR
    old = [
        kept async for kept in tx.all(RSVPS) if kept.value.starts_at < until and (kept.value.by or kept.value.by_name)
    ]
    for each in old[:AT_ONCE]:
        await tx.put(RSVPS, each, replace(each.value, by="", by_name=""))
    return len(old[:AT_ONCE])


# Who planned


async def _tell_plans(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    found = await tx.find(MEETING_CHANGES, by=subject.member) if subject.member else []
    return [
        {
            "möten": [meeting.starts_at.isoformat() for meeting in kept.value.after],
            "gjorde": kept.value.after[0].history[-1].what.value,
            "datum": kept.value.at.isoformat(),
        }
        for kept in found
    ]


async def _erase_plans(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    """Take the changes away, and the name from the histories of meetings; the meetings stay as they are."""
    found = await tx.find(MEETING_CHANGES, by=subject.member) if subject.member else []
    for kept in found:
        await tx.remove(MEETING_CHANGES, kept)
    named = 0
    async for each in tx.all(MEETINGS):
        if any(event.by_name in subject.names for event in each.value.history):
            await tx.put(MEETINGS, each, _unnamed(each.value, subject.names))
            named += 1
    async for change in tx.all(MEETING_CHANGES):
        if any(event.by_name in subject.names for meeting in change.value.after for event in meeting.history):
            await tx.put(MEETING_CHANGES, change, _change_unnamed(change.value, subject.names))
    async for ladder in tx.all(LADDERS):
        if subject.member and ladder.value.by == subject.member:
            await tx.put(LADDERS, ladder, replace(ladder.value, by="", by_name=""))
    for handled in await tx.find(HANDLED, by=subject.member) if subject.member else []:
        await tx.remove(HANDLED, handled)
    return Erasure(len(found) + named)


def _unnamed(meeting: Meeting, names: tuple[str, ...]) -> Meeting:
    history = tuple(replace(event, by_name="") if event.by_name in names else event for event in meeting.history)
    return replace(meeting, history=history)


def _change_unnamed(change: MeetingChange, names: tuple[str, ...]) -> MeetingChange:
    before = tuple(_unnamed(meeting, names) for meeting in change.before)
    return replace(change, before=before, after=tuple(_unnamed(meeting, names) for meeting in change.after))


async def _expire_plans(tx: Transaction, now: dt.datetime) -> int:
    old = await tx.between(MEETING_CHANGES, "at", end=now - CHANGES_KEPT_FOR, limit=AT_ONCE)
    for kept in old:
        await tx.remove(MEETING_CHANGES, kept)
    handled = [each async for each in tx.all(HANDLED) if each.value.at < now - CHANGES_KEPT_FOR][:AT_ONCE]
    for each in handled:
        await tx.remove(HANDLED, each)
    return len(old) + len(handled) + await _unname_old(tx, now - CHANGES_KEPT_FOR)


async def _unname_old(tx: Transaction, until: dt.datetime) -> int:
    """Take out of meetings and reminders who planned them before an instant; the journal keeps it."""
    found = [kept async for kept in tx.all(MEETINGS) if _unnamed_until(kept.value, until) != kept.value][:AT_ONCE]
    for kept in found:
        await tx.put(MEETINGS, kept, _unnamed_until(kept.value, until))
    ladders = [
        kept async for kept in tx.all(LADDERS) if kept.value.at < until and (kept.value.by or kept.value.by_name)
    ]
    for ladder in ladders:
        await tx.put(LADDERS, ladder, replace(ladder.value, by="", by_name=""))
    return len(found) + len(ladders)


def _unnamed_until(meeting: Meeting, until: dt.datetime) -> Meeting:
    history = tuple(replace(event, by_name="") if event.at < until else event for event in meeting.history)
    return replace(meeting, history=history)


# Guests


def _is_guest(meeting: Meeting, names: tuple[str, ...]) -> bool:
    return any({guest.name, guest.organisation} & set(names) for guest in meeting.guests)


def _without_guests(meeting: Meeting, names: tuple[str, ...]) -> Meeting:
    return replace(meeting, guests=guests_without(meeting.guests, names))


async def _tell_guests(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    return [
        {"möte": kept.value.starts_at.isoformat(), "organ": list(kept.value.bodies)}
        async for kept in tx.all(MEETINGS)
        if _is_guest(kept.value, subject.names)
    ]


async def _erase_guests(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    found = [kept async for kept in tx.all(MEETINGS) if _is_guest(kept.value, subject.names)]
    for kept in found:
        await tx.put(MEETINGS, kept, _without_guests(kept.value, subject.names))
    for change in [kept async for kept in tx.all(MEETING_CHANGES)]:
        before = tuple(_without_guests(meeting, subject.names) for meeting in change.value.before)
        after = tuple(_without_guests(meeting, subject.names) for meeting in change.value.after)
        if (before, after) != (change.value.before, change.value.after):
            await tx.put(MEETING_CHANGES, change, replace(change.value, before=before, after=after))
    # Titles, agendas and papers may name anybody.
    scrubbed = [await scrub_all(tx, collection, subject) for collection in (MEETINGS, MEETING_CHANGES)]
    return Erasure(len(found) + sum(scrubbed))


async def _expire_guests(tx: Transaction, now: dt.datetime) -> int:
    old = await tx.between(MEETINGS, "starts_at", end=now - NAMES_KEPT_FOR)
    named = [kept for kept in old if any(guest.name for guest in kept.value.guests)][:AT_ONCE]
    for kept in named:
        await tx.put(MEETINGS, kept, _without_guests(kept.value, tuple(each.name for each in kept.value.guests)))
    return len(named)


HOLDINGS: Final = (
    Holding(
        name="meeting-answers",
        what=texts.HELD_ANSWERS,
        why=texts.WHY_ANSWERS,
        ground=GROUND_INTEREST,
        kept_for=texts.KEPT_ANSWERS,
        tell=_tell_answers,
        erase=_erase_answers,
        expire=_expire_answers,
    ),
    Holding(
        name="meeting-plans",
        what=texts.HELD_PLANS,
        why=texts.WHY_PLANS,
        ground=GROUND_INTEREST,
        kept_for=texts.KEPT_PLANS,
        tell=_tell_plans,
        erase=_erase_plans,
        expire=_expire_plans,
    ),
    Holding(
        name="meeting-guests",
        what=texts.HELD_GUESTS,
        why=texts.WHY_GUESTS,
        ground=GROUND_INTEREST,
        kept_for=texts.KEPT_GUESTS,
        tell=_tell_guests,
        erase=_erase_guests,
        expire=_expire_guests,
    ),
)
