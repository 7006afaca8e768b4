"""Finds out who an audience is on a day: the rule, resolved."""

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from bot.core import outbox
from bot.core.ports import ADDRESSES, Transaction
from bot.features.bodies.channels import channel_of
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body, Cooperation, Registry
from bot.features.bodies.naming import finder_of
from bot.features.bodies.reach import lang_of
from bot.features.bodies.record import contact_in, history_of
from bot.features.bodies.seats import CONTACTS, PRESIDIUMS, SEATS, Contact, Seat, split_key
from bot.features.broadcasts.model import Audience, Group, Part, Recipient

NO_CHANNEL = "no channel"
NO_CHAT = outbox.NO_ADDRESS
MOST_NAMED = 300
"""How many recipients a preview names; it counts all."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is looked up at a time: one group of one body, the offices, or one person."""

    group: Group
    body: str = ""
    only: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """An audience as it is now. `named` are the first recipients, and of `troubled` nothing is known that works."""

    count: int
    channels: int
    named: tuple[Recipient, ...]
    troubled: tuple[Recipient, ...]
    troubled_count: int

    @property
    def reachable(self) -> int:
        """How many something may reach in Teams."""
        return self.count - self.troubled_count


class Audiences:
    """Resolves audiences in one cooperation."""

    def __init__(self, cooperation: Cooperation) -> None:
        self._cooperation = cooperation
        self._finder = finder_of(cooperation)
        self._bodies = {body.id: body for body in cooperation.bodies}

    @property
    def cooperation(self) -> Cooperation:
        """Who is who."""
        return self._cooperation

    async def channels(self, tx: Transaction, audience: Audience) -> dict[str, str]:
        """Return the bodies whose channel gets it, each with its address id; those without a working one are left out.

        A channel in which somebody reads who is left out gets nothing.
        """
        if audience.leaves_out:
            return {}
        wanted = [
            body
            for part in audience.parts
            if part.group in {Group.BODY, Group.CHANNEL} and not part.only
            for body in self._of(part, audience)
        ]
        found = {}
        for body in dict.fromkeys(wanted):
            address = await channel_of(tx, self._finder, self._bodies[body])
            if address and not address.unreachable:
                found[body] = address.id
        return found

    def steps(self, audience: Audience, channels: Mapping[str, str]) -> tuple[Step, ...]:
        """Return what is to be looked up, the channels first."""
        found: list[Step] = []
        for part in audience.parts:
            match part.group:
                case Group.PERSON:
                    found.append(Step(Group.PERSON, person=part.person))
                case Group.OFFICES:
                    found.append(Step(Group.OFFICES, only=part.only))
                case Group.BODY:
                    for body in self._of(part, audience):
                        if body in channels and not part.only:
                            found.append(Step(Group.CHANNEL, body))
                        if body not in channels or part.only or audience.twice:
                            found += [Step(group, body, part.only) for group in (Group.HEADS, Group.HOLDERS)]
                case group:
                    found += [Step(group, body, part.only) for body in self._of(part, audience)]
        unique = dict.fromkeys(found)
        return tuple(sorted(unique, key=lambda step: step.group is not Group.CHANNEL))

    def _of(self, part: Part, audience: Audience) -> list[str]:
        wanted = part.bodies or tuple(self._bodies)
        return [body for body in wanted if body in self._bodies and body not in audience.but_bodies]

    async def recipients(
        self, tx: Transaction, audience: Audience, day: dt.date, step: Step, channels: Mapping[str, str]
    ) -> list[Recipient]:
        """Return those whom a step gives on a day; the same recipient may come of several steps, with the same key."""
        match step.group:
            case Group.CHANNEL:
                return [self._channel(self._bodies[step.body], channels)]
            case Group.OFFICES:
                return [
                    await self._office(tx, each)
                    for each in self._cooperation.offices
                    if audience.is_meant(each.municipality, step.only)
                ]
        people = [
            contact for contact in await self._people(tx, step, audience, day) if contact.id not in audience.but_people
        ]
        covered = frozenset() if audience.twice else frozenset(channels)
        return [
            await self._person(tx, contact)
            for contact in people
            if not (covered and await _sits_in(tx, contact, covered, day))
        ]

    async def every(self, tx: Transaction, audience: Audience, day: dt.date) -> AsyncIterator[Recipient]:
        """Go through all recipients of an audience on a day, each once."""
        channels = await self.channels(tx, audience)
        seen: set[str] = set()
        for step in self.steps(audience, channels):
            for each in await self.recipients(tx, audience, day, step, channels):
                if each.key not in seen:
                    seen.add(each.key)
                    yield each

    async def preview(self, tx: Transaction, audience: Audience, day: dt.date) -> Preview:
        """Return how many there are, and the first of them by name."""
        count, channels, troubles = 0, 0, 0
        named: list[Recipient] = []
        troubled: list[Recipient] = []
        async for each in self.every(tx, audience, day):
            count += 1
            channels += each.is_channel
            troubles += bool(each.trouble)
            if len(named) < MOST_NAMED:
                named.append(each)
            if each.trouble and len(troubled) < MOST_NAMED:
                troubled.append(each)
        return Preview(count, channels, tuple(named), tuple(troubled), troubles)

    async def _people(self, tx: Transaction, step: Step, audience: Audience, day: dt.date) -> list[Contact]:
        """Return the contacts of a step who come from municipalities that are meant."""
        if step.group is Group.PERSON:
            kept = await tx.get(CONTACTS, step.person)
            return [kept.value] if kept else []
        if step.group is Group.HEADS:
            presidium = await tx.get(PRESIDIUMS, step.body)
            posts = (presidium.value.chair, presidium.value.vice_chair) if presidium else ()
            heads = [await contact_in(tx, tenure_on(history, day)) for history in posts]
            return [head for head in heads if head and audience.is_meant(head.municipality, step.only)]
        found: list[Contact | None] = []
        for kept_seat in await tx.find(SEATS, body=step.body):
            if audience.is_meant(kept_seat.value.municipality, step.only):
                found += await _of_seat(tx, kept_seat.value, step.group, day)
        return [contact for contact in found if contact]

    def _channel(self, body: Body, channels: Mapping[str, str]) -> Recipient:
        to = channels.get(body.id)
        return Recipient(
            key=f"channel:{body.id}",
            to=to or f"conversation:unknown:{body.id}",
            name=body.short(self._cooperation.language),
            lang=self._cooperation.language,
            trouble="" if to else NO_CHANNEL,
        )

    async def _office(self, tx: Transaction, office: Registry) -> Recipient:
        email = office.email.strip().casefold()
        same = await tx.find(CONTACTS, email=email) if email else []
        lang = self._cooperation.language
        if len(same) == 1 and same[0].value.member:
            met = await self._person(tx, same[0].value)
            if not met.trouble:
                return Recipient(met.key, met.to, office.name, met.lang, "", office.email, office.municipality)
        key = f"office:{office.municipality}:{office.name}"
        to = f"person:office-{office.municipality}"
        return Recipient(key, to, office.name, lang, NO_CHAT, office.email, office.municipality)

    async def _person(self, tx: Transaction, contact: Contact) -> Recipient:
        address = await tx.get(ADDRESSES, f"person:{contact.member}") if contact.member else None
        return Recipient(
            key=f"contact:{contact.id}",
            to=f"person:{contact.member}" if contact.member else f"person:contact-{contact.id}",
            name=contact.name,
            lang=await lang_of(tx, contact.member, self._cooperation.language),
            trouble=NO_CHAT if address is None else address.value.unreachable,
            email=contact.email,
            municipality=contact.municipality,
            person=contact.id,
        )


async def _of_seat(tx: Transaction, seat: Seat, group: Group, day: dt.date) -> list[Contact | None]:
    holder, stand_in = tenure_on(seat.holder, day), tenure_on(seat.stand_in, day)
    match group:
        case Group.HOLDERS:
            return [await contact_in(tx, holder or stand_in)]
        case Group.STAND_INS:
            return [await contact_in(tx, stand_in)]
    return [await contact_in(tx, holder), await contact_in(tx, stand_in)]


async def _sits_in(tx: Transaction, contact: Contact, bodies: frozenset[str], day: dt.date) -> bool:
    """Tell whether somebody has a post in one of the bodies on a day, and so reads its channel."""
    for key in contact.posts:
        body, municipality, post = split_key(key)
        if body in bodies:
            tenure = tenure_on(await history_of(tx, body, municipality, post), day)
            if tenure and tenure.person == contact.id:
                return True
    return False
