"""What the lists keep about people: who the bot has met and how to reach them, and who has had which seat."""

import datetime as dt
from dataclasses import replace
from typing import Any, Final

from bot.core.calendar import local_day
from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import ADDRESSES, NewId, Transaction
from bot.core.scrubbing import scrub_all
from bot.core.texts import GROUND_INTEREST
from bot.features.bodies import texts
from bot.features.bodies.history import History
from bot.features.bodies.model import MEMBERS
from bot.features.bodies.record import history_of
from bot.features.bodies.seats import (
    CHANGES,
    CONTACTS,
    PRESIDIUMS,
    SEATS,
    Contact,
    Line,
    Post,
    Seat,
    split_key,
    with_history,
)

UNHEARD_FOR: Final = dt.timedelta(days=2 * 365)
"""How long somebody who no longer writes is remembered."""
NAMED_FOR: Final = dt.timedelta(days=2 * 365)
"""How long the name of somebody whose last post has ended is kept."""


def build_holdings(new_id: NewId) -> tuple[Holding, ...]:
    """Return what is declared of them."""
    seated = _Seated(new_id)
    return (
        Holding(
            name="members",
            what=texts.HOLDS_MEMBER,
            why=texts.WHY_MEMBER,
            ground=GROUND_INTEREST,
            kept_for=texts.KEPT_MEMBER,
            tell=_tell_member,
            erase=_erase_member,
            expire=_expire_members,
        ),
        Holding(
            name="contacts",
            what=texts.HOLDS_CONTACT,
            why=texts.WHY_CONTACT,
            ground=GROUND_INTEREST,
            kept_for=texts.KEPT_CONTACT,
            tell=seated.tell,
            erase=seated.erase,
            expire=seated.expire,
        ),
    )


# Whom the bot has met


async def _tell_member(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
    member = await tx.get(MEMBERS, subject.member) if subject.member else None
    address = await tx.get(ADDRESSES, f"person:{subject.member}") if subject.member else None
    if member is None:
        return []
    seen = address.value.seen_at if address else None
    return [
        {
            "namn": member.value.name,
            "id i Entra": member.value.id,
            "id i Teams": member.value.teams_id,
            "organisation i Entra": member.value.tenant,
            "språk": member.value.lang or member.value.locale,
            "skrev senast": seen.isoformat() if seen else "",
            "kan nås i egen chatt": bool(address and address.value.conversation_id and not address.value.unreachable),
        }
    ]


async def _erase_member(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
    if not subject.member:
        return Erasure()
    count = 0
    if member := await tx.get(MEMBERS, subject.member):
        await tx.remove(MEMBERS, member)
        count += 1
    if address := await tx.get(ADDRESSES, f"person:{subject.member}"):
        await tx.remove(ADDRESSES, address)
        count += 1
    return Erasure(count)


async def _expire_members(tx: Transaction, now: dt.datetime) -> int:
    """Take away those who have not written for two years and have no post, and how they were reached."""
    count = 0
    for address in [kept async for kept in tx.all(ADDRESSES)]:
        seen = address.value.seen_at
        if not address.id.startswith("person:") or seen is None or now - seen < UNHEARD_FOR:
            continue
        person = address.id.removeprefix("person:")
        if any([await _sits(tx, contact.value, local_day(now)) for contact in await tx.find(CONTACTS, member=person)]):
            # Who never writes is still to be reminded.
            continue
        await tx.remove(ADDRESSES, address)
        count += 1
        if member := await tx.get(MEMBERS, person):
            await tx.remove(MEMBERS, member)
            count += 1
    return count


# Who has had which seat


class _Seated:
    """The people on the lists. Their names go, the time that somebody had the seat stays, under an id of nobody."""

    def __init__(self, new_id: NewId) -> None:
        self._new_id = new_id

    async def tell(self, tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
        """Return what the lists say of somebody."""
        kept = await tx.get(CONTACTS, subject.contact) if subject.contact else None
        if kept is None:
            return []
        contact = kept.value
        told: list[dict[str, Any]] = [
            {
                "namn": contact.name,
                "e-post": contact.email,
                "kommun": contact.municipality,
                "uppdrag": len(contact.posts),
            }
        ]
        for key in contact.posts:
            body, municipality, post = split_key(key)
            told += [
                {
                    "organ": body,
                    "kommun": municipality,
                    "uppdrag": post.value,
                    "från": each.start.isoformat() if each.start else "",
                    "till": each.end.isoformat() if each.end else "",
                }
                for each in await history_of(tx, body, municipality, post)
                if each.person == contact.id
            ]
        return told

    async def erase(self, tx: Transaction, subject: Subject, now: dt.datetime) -> Erasure:
        """Take somebody off the lists, unless they have a post today or later; then their place on them stays."""
        count = await scrub_all(tx, CHANGES, replace(subject, contact=""))
        kept = await tx.get(CONTACTS, subject.contact) if subject.contact else None
        if kept is None:
            return Erasure(count)
        if await _sits(tx, kept.value, local_day(now)):
            await tx.put(CONTACTS, kept, replace(kept.value, member=""))
            return Erasure(count, (texts.STAYS_SEATED,))
        await self._forget(tx, kept.value)
        return Erasure(count + 1)

    async def expire(self, tx: Transaction, now: dt.datetime) -> int:
        """Forget those whose last post ended two years ago."""
        count = 0
        for kept in [each async for each in tx.all(CONTACTS)]:
            last = await _last_day(tx, kept.value)
            if kept.value.posts and last is not None and last < local_day(now - NAMED_FOR):
                await self._forget(tx, kept.value)
                count += 1
        for change in await tx.between(CHANGES, "at", end=now - NAMED_FOR):
            if change.value.by or change.value.by_name:
                await tx.put(CHANGES, change, replace(change.value, by="", by_name=""))
                count += 1
        return count

    async def _forget(self, tx: Transaction, contact: Contact) -> None:
        nobody = self._new_id()
        for seat in [kept async for kept in tx.all(SEATS)]:
            if (after := _renamed(seat.value, contact.id, nobody)) != seat.value:
                await tx.put(SEATS, seat, after)
        for presidium in [kept async for kept in tx.all(PRESIDIUMS)]:
            if (changed := _renamed(presidium.value, contact.id, nobody)) != presidium.value:
                await tx.put(PRESIDIUMS, presidium, changed)
        for change in [kept async for kept in tx.all(CHANGES)]:
            lines = [
                tuple(_line(each, contact.id, nobody) for each in rows)
                for rows in (change.value.before, change.value.after)
            ]
            if lines != [change.value.before, change.value.after]:
                await tx.put(CHANGES, change, replace(change.value, before=lines[0], after=lines[1]))
        if kept := await tx.get(CONTACTS, contact.id):
            await tx.remove(CONTACTS, kept)


async def _sits(tx: Transaction, contact: Contact, day: dt.date) -> bool:
    """Tell whether somebody has a post on a day or later."""
    last = await _last_day(tx, contact)
    return last is None or last >= day


async def _last_day(tx: Transaction, contact: Contact) -> dt.date | None:
    """Return the last day of somebody's last post: None when one has no end, the first of all days without posts."""
    last = dt.date.min
    for key in contact.posts:
        for tenure in await history_of(tx, *split_key(key)):
            if tenure.person != contact.id:
                continue
            if tenure.end is None:
                return None
            last = max(last, tenure.end)
    return last


def _renamed(document: Any, person: str, nobody: str) -> Any:
    """Return a seat or a presidium in which a person's tenures are nobody's in particular."""
    posts = (Post.HOLDER, Post.STAND_IN) if isinstance(document, Seat) else (Post.CHAIR, Post.VICE_CHAIR)
    for post in posts:
        history: History = getattr(document, post.value)
        document = with_history(document, post, _unnamed(history, person, nobody))
    return document


def _unnamed(history: History, person: str, nobody: str) -> History:
    return tuple(replace(each, person=nobody) if each.person == person else each for each in history)


def _line(line: Line, person: str, nobody: str) -> Line:
    return replace(line, history=_unnamed(line.history, person, nobody))
