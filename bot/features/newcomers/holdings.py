"""What is kept about newcomers and leavers: told to those who ask, erased on their wish, and in time by itself."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.holding import Erasure, Holding, Subject
from bot.core.outbox import OPEN, OUTBOX
from bot.core.ports import Collection, Kept, Transaction
from bot.core.texts import GROUND_INTEREST
from bot.core.turn import Message
from bot.features.newcomers import texts
from bot.features.newcomers.gatherings import INVITATIONS
from bot.features.newcomers.introducing import INTRODUCTIONS, introduction_of
from bot.features.newcomers.letters import about
from bot.features.newcomers.model import CLAIMS, DEPARTURES, IS_NEW_FOR, LETTERS, NEWCOMERS, Answer, Claim, Departure
from bot.features.newcomers.pairing import PAIRINGS, Pairing
from bot.features.newcomers.presence import PRESENCES, Presence

QUESTIONS_KEPT_FOR: Final = dt.timedelta(days=400)
GONE_KEPT_FOR: Final = dt.timedelta(days=30)
AT_ONCE: Final = 200

Forget = Callable[[Transaction, str], Awaitable[int]]
"""Forgets what another room keeps of the conversation with somebody; returns how much that was."""


def build_holdings(forget_talk: Forget) -> tuple[Holding, ...]:
    """Return what is kept; `forget_talk` forgets the conversation itself."""

    async def forget(tx: Transaction, person: str, now: dt.datetime) -> int:
        return await _forget(tx, person, now) + await forget_talk(tx, person)

    async def erase(tx: Transaction, subject: Subject, now: dt.datetime) -> Erasure:
        return Erasure(await forget(tx, subject.member, now) if subject.member else 0)

    async def expire(tx: Transaction, now: dt.datetime) -> int:
        last = local_day(now) - IS_NEW_FOR
        old = [kept.id async for kept in tx.all(NEWCOMERS) if all(each.on < last for each in kept.value.arrivals)][
            :AT_ONCE
        ]
        # Who was asked to help somebody is no newcomer, and is not forgotten with one.
        asked = [kept async for kept in tx.all(PAIRINGS) if _names_somebody(kept.value, now - QUESTIONS_KEPT_FOR)]
        for kept in asked[:AT_ONCE]:
            await tx.put(PAIRINGS, kept, replace(kept.value, newcomer="", buddy="", buddy_name=""))
        return sum([await forget(tx, person, now) for person in old]) + len(asked[:AT_ONCE])

    return (
        Holding(
            name="newcomers",
            what=texts.HELD_NEWCOMER,
            why=texts.WHY_NEWCOMER,
            ground=texts.GROUND_NEWCOMER,
            kept_for=texts.KEPT_NEWCOMER,
            tell=_tell_newcomer,
            erase=erase,
            expire=expire,
        ),
        Holding(
            name="team-presence",
            what=texts.HELD_PRESENCE,
            why=texts.WHY_PRESENCE,
            ground=GROUND_INTEREST,
            kept_for=texts.KEPT_PRESENCE,
            tell=_tell_presence,
            erase=_erase_presence,
            expire=_expire_presence,
        ),
        Holding(
            name="seat-questions",
            what=texts.HELD_QUESTIONS,
            why=texts.WHY_QUESTIONS,
            ground=GROUND_INTEREST,
            kept_for=texts.KEPT_QUESTIONS,
            tell=_tell_questions,
            erase=_erase_questions,
            expire=_expire_questions,
        ),
    )


# Newcomers


async def _tell_newcomer(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    kept = await tx.get(NEWCOMERS, subject.member) if subject.member else None
    found: list[dict[str, Any]] = []
    if kept:
        newcomer = kept.value
        arrivals = [
            {
                "organ": each.body,
                "kom": each.on.isoformat(),
                "lämnade": each.left_on.isoformat() if each.left_on else None,
            }
            for each in newcomer.arrivals
        ]
        found.append(
            {
                "namn": newcomer.name,
                "ny i": arrivals,
                "kommun": newcomer.municipality,
                "samtycke": newcomer.consented_at.isoformat() if newcomer.consented_at else None,
                "vill inte ha fler": newcomer.stopped_at.isoformat() if newcomer.stopped_at else None,
                "titel": newcomer.title,
                "vill arbeta med": newcomer.wishes,
                "har fått": list(newcomer.told),
            }
        )
    introduction = await tx.get(INTRODUCTIONS, subject.member) if subject.member else None
    if introduction:
        found.append({"presentation": introduction.value.words, "organ": introduction.value.body})
    found += [
        {"fadder": each.value.buddy_name, "svar": each.value.answer.value, "frågades": each.value.asked_at.isoformat()}
        for each in await _pairings(tx, subject.member)
    ]
    return found


async def _pairings(tx: Transaction, person: str) -> list[Kept[Pairing]]:
    if not person:
        return []
    return [*await tx.find(PAIRINGS, newcomer=person), *await tx.find(PAIRINGS, buddy=person)]


async def _forget(tx: Transaction, person: str, now: dt.datetime) -> int:
    """Forget a newcomer: what was said to them, of them, and who was asked for them; pairs keep the municipalities."""
    forgotten = 0
    introduction = await tx.get(INTRODUCTIONS, person)
    if introduction:
        await outbox.withdraw(tx, now, about=introduction_of(person), take_back=True)
        for row in await tx.find(OUTBOX, about=introduction_of(person)):
            # What they said of themselves is theirs, also without their name.
            await tx.put(OUTBOX, row, replace(row.value, message=Message()))
        await tx.remove(INTRODUCTIONS, introduction)
        forgotten += 1
    for row in await tx.find(OUTBOX, about=about(person)):
        if row.value.state not in OPEN:
            await tx.remove(OUTBOX, row)
            forgotten += 1
    await outbox.withdraw(tx, now, about=about(person))
    for letter in await tx.find(LETTERS, person=person):
        await tx.remove(LETTERS, letter)
        forgotten += 1
    for pairing in await _pairings(tx, person):
        mine = pairing.value.newcomer == person
        unnamed = replace(pairing.value, newcomer="") if mine else replace(pairing.value, buddy="", buddy_name="")
        await tx.put(PAIRINGS, pairing, unnamed)
        forgotten += 1
    for invitation in await tx.find(INVITATIONS, person=person):
        await tx.remove(INVITATIONS, invitation)
        forgotten += 1
    kept = await tx.get(NEWCOMERS, person)
    if kept:
        await tx.remove(NEWCOMERS, kept)
        forgotten += 1
    return forgotten


def _names_somebody(pairing: Pairing, until: dt.datetime) -> bool:
    return pairing.asked_at < until and bool(pairing.newcomer or pairing.buddy or pairing.buddy_name)


# Who is in a team


async def _presences(tx: Transaction, subject: Subject) -> list[Kept[Presence]]:
    found = await tx.find(PRESENCES, person=subject.member) if subject.member else []
    for teams_id in subject.teams_ids:
        seen = {kept.id for kept in found}
        found += [kept for kept in await tx.find(PRESENCES, teams_id=teams_id) if kept.id not in seen]
    return found


async def _tell_presence(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    return [
        {
            "team": kept.value.team,
            "namn": kept.value.name,
            "e-post": kept.value.email,
            "sedan": kept.value.since.isoformat() if kept.value.since else None,
            "lämnade": kept.value.gone_at.isoformat() if kept.value.gone_at else None,
        }
        for kept in await _presences(tx, subject)
    ]


async def _erase_presence(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    """Forget the teams that somebody has left; who is in a team is known as long as they are."""
    found = await _presences(tx, subject)
    gone = [kept for kept in found if kept.value.gone_at]
    for kept in gone:
        await tx.remove(PRESENCES, kept)
    return Erasure(len(gone), (texts.PRESENCE_STAYS,) if len(found) > len(gone) else ())


async def _expire_presence(tx: Transaction, now: dt.datetime) -> int:
    line = now - GONE_KEPT_FOR
    old = [kept async for kept in tx.all(PRESENCES) if kept.value.gone_at and kept.value.gone_at < line][:AT_ONCE]
    for kept in old:
        await tx.remove(PRESENCES, kept)
    return len(old)


# Questions about seats


async def _questions(tx: Transaction, person: str) -> tuple[list[Kept[Claim]], list[Kept[Departure]]]:
    if not person:
        return [], []
    return await tx.find(CLAIMS, person=person), await tx.find(DEPARTURES, person=person)


async def _tell_questions(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    claims, departures = await _questions(tx, subject.member)
    told: list[dict[str, Any]] = [
        {
            "fråga": "tar över en plats",
            "organ": each.value.body,
            "kommun": each.value.municipality,
            "svar": each.value.answer.value,
            "frågades": each.value.asked_at.isoformat(),
        }
        for each in claims
    ]
    return told + [
        {
            "fråga": "har lämnat",
            "organ": each.value.body,
            "sista dag": each.value.last_on.isoformat(),
            "svar": each.value.answer.value,
            "frågades": each.value.asked_at.isoformat(),
        }
        for each in departures
    ]


async def _erase_questions(tx: Transaction, subject: Subject, now: dt.datetime) -> Erasure:
    """Take the questions away, with what was said of them to those who decide, and the names of those who answered."""
    claims, departures = await _questions(tx, subject.member)
    erased = await _remove(tx, CLAIMS, claims, "seat-claim", now)
    erased += await _remove(tx, DEPARTURES, departures, "departure", now)
    async for claim in tx.all(CLAIMS):
        if claim.value.by_name in subject.names:
            await tx.put(CLAIMS, claim, replace(claim.value, by_name=""))
            erased += 1
    async for departure in tx.all(DEPARTURES):
        if departure.value.by_name in subject.names:
            await tx.put(DEPARTURES, departure, replace(departure.value, by_name=""))
            erased += 1
    return Erasure(erased)


async def _expire_questions(tx: Transaction, now: dt.datetime) -> int:
    line = now - QUESTIONS_KEPT_FOR
    claims = [kept async for kept in tx.all(CLAIMS) if _ended(kept.value, line)][:AT_ONCE]
    departures = [kept async for kept in tx.all(DEPARTURES) if _ended(kept.value, line)][:AT_ONCE]
    removed = await _remove(tx, CLAIMS, claims, "seat-claim", now)
    return removed + await _remove(tx, DEPARTURES, departures, "departure", now)


def _ended(question: Claim | Departure, line: dt.datetime) -> bool:
    return question.answer is not Answer.WAITING and question.asked_at < line


async def _remove(
    tx: Transaction, collection: Collection[Any], found: list[Kept[Any]], name: str, now: dt.datetime
) -> int:
    for kept in found:
        await outbox.withdraw(tx, now, about=f"{name}:{kept.id}")
        for row in await tx.find(OUTBOX, about=f"{name}:{kept.id}"):
            if row.value.state not in OPEN:
                await tx.remove(OUTBOX, row)
        await tx.remove(collection, kept)
    return len(found)
