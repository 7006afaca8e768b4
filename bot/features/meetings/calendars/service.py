"""Keeps the addresses of calendars, and makes the calendars when they are fetched."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.core.calendar import local_day
from bot.core.page import CALENDAR_TYPE, Addresses, Document
from bot.core.ports import AlreadyThere, Collection, Kept, NewId, Store, Transaction
from bot.core.text import Lang
from bot.features.bodies.cards import named
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body, Cooperation
from bot.features.bodies.record import history_of
from bot.features.bodies.seats import CONTACTS, Contact, Post, split_key
from bot.features.meetings.calendars import texts
from bot.features.meetings.calendars.files import Entry, write_calendar
from bot.features.meetings.model import MEETINGS, RSVPS, Meeting, Rsvp, Says, rsvp_key
from bot.features.meetings.service import Meetings

FEED_ROOM: Final = "kalender"
MEETING_ROOM: Final = "mote"
SHOWN_BACK: Final = dt.timedelta(days=400)
"""How far back a calendar goes: a year, and a month to look back on it."""
UNUSED_AFTER: Final = dt.timedelta(days=365)
"""How long an address is kept that nobody fetches anything from."""
SEEN_AGAIN: Final = dt.timedelta(days=7)
"""How old the last sight of a reader may grow before it is written anew: calendars look every hour."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """An address to subscribe to; its document id is the secret part of it.

    `owner` is `body:<id>` or `person:<person id>`; `read_at` is when it was last fetched, within a week.
    """

    owner: str
    lang: Lang
    made_at: dt.datetime
    read_at: dt.datetime


SUBSCRIPTIONS: Collection[Subscription] = Collection("calendar_subscriptions", Subscription, unique=("owner",))


def of_body(body: Body) -> str:
    """Return whose calendar a body's is."""
    return f"body:{body.id}"


def of_person(person: str) -> str:
    """Return whose calendar a person's is."""
    return f"person:{person}"


class Calendars:
    """The calendars of one cooperation. `secretariat` are person ids: their own calendars hold all meetings."""

    def __init__(
        self, store: Store, meetings: Meetings, secretariat: frozenset[str], new_id: NewId, addresses: Addresses
    ) -> None:
        self._store = store
        self._meetings = meetings
        self._secretariat = secretariat
        self._new_id = new_id
        self._addresses = addresses

    @property
    def cooperation(self) -> Cooperation:
        """Who is who."""
        return self._meetings.seating.cooperation

    @property
    def reached(self) -> bool:
        """Whether calendars can be fetched from outside."""
        return bool(self._addresses.base)

    @property
    def addresses(self) -> Addresses:
        """Where calendars are fetched."""
        return self._addresses

    def sees_all(self, person: str) -> bool:
        """Tell whether a person's calendar holds all meetings."""
        return person in self._secretariat

    # Addresses

    async def address(self, owner: str, lang: Lang, now: dt.datetime, *, renew: bool = False) -> str:
        """Return the address of somebody's calendar; with `renew` a new one, so that the old one is dead."""

        async def work(tx: Transaction) -> str:
            found = await tx.find(SUBSCRIPTIONS, owner=owner)
            if found and not renew:
                if found[0].value.lang != lang:
                    await tx.put(SUBSCRIPTIONS, found[0], replace(found[0].value, lang=lang))
                return found[0].id
            for kept in found:
                await tx.remove(SUBSCRIPTIONS, kept)
            key = self._new_id()
            await tx.add(SUBSCRIPTIONS, key, Subscription(owner, lang, now, now))
            return key

        try:
            key = await self._store.run(work)
        except AlreadyThere:
            # Asked for twice at once: the other was first.
            renew = False
            key = await self._store.run(work)
        return self._addresses.of(FEED_ROOM, key, f"{texts.FILE_NAME(lang)}.ics")

    async def whose(self, key: str) -> tuple[str, str]:
        """Return whose calendar lies under an address: "body" or "person" and the id, both empty where none does."""
        kept = await self._store.run(lambda tx: tx.get(SUBSCRIPTIONS, key))
        kind, _, whose = kept.value.owner.partition(":") if kept else ("", "", "")
        return kind, whose

    async def meeting_at(self, key: str) -> Meeting | None:
        """Return the meeting whose file lies under an address."""
        kept: Kept[Meeting] | None = await self._store.run(lambda tx: tx.get(MEETINGS, key))
        return kept.value if kept else None

    # Fetched over the web

    async def serve_feed(self, key: str, now: dt.datetime) -> Document | None:
        """Return the calendar that lies under an address."""

        async def work(tx: Transaction) -> tuple[Subscription, list[Entry]] | None:
            kept = await tx.get(SUBSCRIPTIONS, key)
            if kept is None:
                return None
            if now - kept.value.read_at > SEEN_AGAIN:
                await tx.put(SUBSCRIPTIONS, kept, replace(kept.value, read_at=now))
            kind, _, whose = kept.value.owner.partition(":")
            wanted = frozenset({whose}) if kind == "body" else None
            found = await tx.between(MEETINGS, "starts_at", now - SHOWN_BACK)
            meetings = [each.value for each in found]
            if wanted is not None or self.sees_all(whose):
                return kept.value, [self._entry(each) for each in meetings if not wanted or wanted & set(each.bodies)]
            contacts = await tx.find(CONTACTS, member=whose)
            return kept.value, await self._own(tx, contacts[0].value, meetings) if contacts else []

        made = await self._store.run(work)
        if made is None:
            return None
        subscription, entries = made
        lang = subscription.lang
        body = write_calendar(entries, self._name(subscription), self.cooperation.name.sv, lang, now)
        return Document(f"{texts.FILE_NAME(lang)}.ics", CALENDAR_TYPE, body, inline=True)

    async def serve_meeting(self, key: str, now: dt.datetime) -> Document | None:
        """Return one meeting as a file to put in a calendar."""
        meeting = await self.meeting_at(key)
        if meeting is None:
            return None
        lang = self.cooperation.language
        day = local_day(meeting.starts_at)
        name = "-".join([*meeting.bodies, day.isoformat()])
        body = write_calendar([self._entry(meeting)], "", self.cooperation.name.sv, lang, now)
        return Document(f"{name}.ics", CALENDAR_TYPE, body)

    def _name(self, subscription: Subscription) -> str:
        lang, name = subscription.lang, self.cooperation.name(subscription.lang)
        kind, _, whose = subscription.owner.partition(":")
        if kind == "person":
            return (texts.NAME_ALL if self.sees_all(whose) else texts.NAME_MINE)(lang, cooperation=name)
        bodies = self._meetings.named([whose])
        return texts.NAME_BODY(lang, cooperation=name, body=named(bodies[0], lang) if bodies else whose)

    def _entry(self, meeting: Meeting, *, free: bool = False) -> Entry:
        return Entry(meeting, self._meetings.named(meeting.bodies), free)

    async def _own(self, tx: Transaction, contact: Contact, meetings: Iterable[Meeting]) -> list[Entry]:
        """Return the meetings that call a person: as the holder of a seat, at the head, or standing in when needed."""
        posts = [split_key(key) for key in contact.posts]
        histories = {place: await history_of(tx, *place) for place in posts}
        holders = {
            (body, town): await history_of(tx, body, town, Post.HOLDER)
            for body, town, post in posts
            if post is Post.STAND_IN
        }
        found = []
        for meeting in meetings:
            day = local_day(meeting.starts_at)
            here = [
                place
                for place, history in histories.items()
                if place[0] in meeting.bodies and (tenure := tenure_on(history, day)) and tenure.person == contact.id
            ]
            called, expected = False, False
            for body, town, post in here:
                said = await _said(tx, meeting, body, town) if post.of_seat else None
                if post is Post.STAND_IN:
                    needed = said is Says.STAND_IN or tenure_on(holders[body, town], day) is None
                    called, expected = called or needed, expected or needed
                elif post is Post.HOLDER:
                    called, expected = True, expected or said not in {Says.HINDERED, Says.STAND_IN}
                else:
                    called = True
                    # Who heads a body and has a seat in it says with the seat whether they come.
                    expected = expected or not any(place[2] is Post.HOLDER and place[0] == body for place in here)
            if called:
                found.append(self._entry(meeting, free=not expected))
        return found


async def _said(tx: Transaction, meeting: Meeting, body: str, town: str) -> Says | None:
    kept: Kept[Rsvp] | None = await tx.get(RSVPS, rsvp_key(meeting.id, body, town))
    return kept.value.says if kept and kept.value.starts_at == meeting.starts_at else None
