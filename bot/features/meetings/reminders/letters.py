"""What a reminder says and to whom, as it stands when it is written."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.calendar import local_day
from bot.core.card import Card
from bot.core.ports import ADDRESSES, Transaction
from bot.core.text import Lang
from bot.core.turn import Message, Reply
from bot.features.bodies.channels import channel_of
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import MEMBERS, Body
from bot.features.bodies.naming import Finder
from bot.features.bodies.reach import lang_of, way_to
from bot.features.bodies.record import contact_in
from bot.features.bodies.seats import PRESIDIUMS, Contact
from bot.features.meetings.model import Called, Gathering, Says, State
from bot.features.meetings.reminders import cards
from bot.features.meetings.reminders.cards import Named
from bot.features.meetings.reminders.ladder import ASKING, Kind, Rung
from bot.features.meetings.reminders.preferences import is_wanted, wants_of


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of a reminder.

    `to` is an address id, empty for a channel that is not known; `body` is whose channel it is, None for a person, who
    is then called `name`.
    """

    to: str
    message: Message
    lang: Lang
    body: Body | None = None
    name: str = ""

    @property
    def recipient(self) -> str:
        """The recipient as keys of the outbox name it."""
        return f"channel:{self.body.id}" if self.body else self.to


class Letters:
    """Writes the reminders of one cooperation.

    `secretariat` are person ids, told of silent seats where a body has no chair who can be reached. `home_tenant` is
    where the bot can begin a chat by itself.
    """

    def __init__(self, finder: Finder, language: Lang, secretariat: frozenset[str], home_tenant: str) -> None:
        self._finder = finder
        self._language = language
        self._secretariat = secretariat
        self._home_tenant = home_tenant

    async def write(
        self, tx: Transaction, gathering: Gathering, rung: Rung, bodies: Sequence[Body], now: dt.datetime
    ) -> list[Letter]:
        """Return what a rung of some of a meeting's bodies comes to at `now`: nothing when nobody is left to remind."""
        match rung.kind:
            case Kind.CHANNEL | Kind.NAMED:
                return [
                    await self.to_channel(tx, gathering, rung, body, now)
                    for body in bodies
                    if any(each.body == body for each in silent_of(gathering))
                ]
            case Kind.SILENT:
                return await self._ask(tx, gathering, rung, bodies, now)
            case Kind.AGENDA:
                return await self._agenda(tx, gathering, rung, bodies, now)
            case Kind.LINK:
                return await self._link(tx, gathering, rung, bodies, now)

    async def to_channel(
        self, tx: Transaction, gathering: Gathering, rung: Rung, body: Body, now: dt.datetime
    ) -> Letter:
        """Return what a rung says in a body's channel, as it stands at `now`."""
        named = await self._named(tx, gathering, rung, body)
        card = cards.channel_card(rung, body, gathering, named, self._language, now)
        address = await channel_of(tx, self._finder, body)
        mentioned = () if rung.kind in {Kind.CHANNEL, Kind.LINK} else named
        mentions = tuple(dict.fromkeys((each.teams_id, each.name) for each in mentioned if each.teams_id))
        message = replace(Message.of(Reply(card=card)), mentions=mentions)
        return Letter(address.id if address else "", message, self._language, body)

    async def channel_card(
        self, tx: Transaction, gathering: Gathering, rung: Rung, body: Body, now: dt.datetime
    ) -> Card:
        """Return the same as an answer to somebody's press, which can mention nobody."""
        named = [replace(each, teams_id="") for each in await self._named(tx, gathering, rung, body)]
        return cards.channel_card(rung, body, gathering, named, self._language, now)

    async def to_person(
        self, tx: Transaction, gathering: Gathering, rung: Rung, person: str, now: dt.datetime
    ) -> Message:
        """Return what a rung says to somebody now that the meeting has changed."""
        lang = await self._lang(tx, person)
        if gathering.meeting.state is State.CANCELLED:
            return Message.of(Reply(card=cards.cancelled_card(gathering, lang, now)))
        for letter in await self.write(tx, gathering, rung, gathering.bodies, now):
            if letter.to == f"person:{person}":
                return letter.message
        return Message.of(Reply(card=cards.told_card(gathering, lang, now)))

    def _personal(
        self, gathering: Gathering, rung: Rung, place: Called, silent: Sequence[Called], lang: Lang, now: dt.datetime
    ) -> Card:
        if rung.kind is Kind.AGENDA:
            return cards.agenda_card(gathering, place, silent, lang, now)
        if rung.kind is Kind.LINK:
            return cards.link_card(gathering, lang, now)
        return cards.ask_card(gathering, place, lang, now)

    async def _ask(
        self, tx: Transaction, gathering: Gathering, rung: Rung, bodies: Sequence[Body], now: dt.datetime
    ) -> list[Letter]:
        letters = await self._to_each(tx, gathering, rung, _of(silent_of(gathering), bodies), {}, now)
        return letters + await self._in_channels(tx, gathering, rung, bodies, now)

    async def _agenda(
        self, tx: Transaction, gathering: Gathering, rung: Rung, bodies: Sequence[Body], now: dt.datetime
    ) -> list[Letter]:
        silent = _of(silent_of(gathering), bodies)
        told: dict[str, list[Called]] = {}
        for body in bodies:
            mine = [each for each in silent if each.body == body]
            for person in await self._heads(tx, gathering, body) if mine else ():
                told.setdefault(person, []).extend(mine)
        expected = _of(expected_of(gathering), bodies)
        letters = await self._to_each(tx, gathering, rung, expected, told, now)
        for person, places in told.items():
            if f"person:{person}" not in {letter.to for letter in letters}:
                if not is_wanted(rung, await wants_of(tx, person)):
                    continue
                lang = await self._lang(tx, person)
                card = cards.agenda_card(gathering, None, places, lang, now)
                name = await self._name(tx, person)
                letters.append(Letter(f"person:{person}", Message.of(Reply(card=card)), lang, name=name))
        return letters + await self._in_channels(tx, gathering, rung, bodies, now)

    async def _link(
        self, tx: Transaction, gathering: Gathering, rung: Rung, bodies: Sequence[Body], now: dt.datetime
    ) -> list[Letter]:
        if not gathering.meeting.link:
            return []
        letters = await self._to_each(tx, gathering, rung, _of(expected_of(gathering), bodies), {}, now)
        return letters + await self._in_channels(tx, gathering, rung, bodies, now)

    async def _in_channels(
        self, tx: Transaction, gathering: Gathering, rung: Rung, bodies: Sequence[Body], now: dt.datetime
    ) -> list[Letter]:
        """Return what goes to the channels of bodies for those who cannot be written to by themselves."""
        return [
            await self.to_channel(tx, gathering, rung, body, now)
            for body in bodies
            if await self._named(tx, gathering, rung, body)
        ]

    async def _to_each(
        self,
        tx: Transaction,
        gathering: Gathering,
        rung: Rung,
        places: Sequence[Called],
        silent: dict[str, list[Called]],
        now: dt.datetime,
    ) -> list[Letter]:
        """Return a letter to each person of some seats who can be reached and wants one, one to each person."""
        letters: dict[str, Letter] = {}
        for place in places:
            who = _speaker(place)
            if who is None or who.member in letters or not await self._reachable(tx, who):
                continue
            if not is_wanted(rung, await wants_of(tx, who.member)):
                continue
            lang = await self._lang(tx, who.member)
            card = self._personal(gathering, rung, place, silent.get(who.member, ()), lang, now)
            letters[who.member] = Letter(f"person:{who.member}", Message.of(Reply(card=card)), lang, name=who.name)
        return list(letters.values())

    async def _named(self, tx: Transaction, gathering: Gathering, rung: Rung, body: Body) -> list[Named]:
        """Return the seats that a rung names in a channel.

        Those that ask everybody name all silent ones, the others the people who have no chat of their own with the bot.
        """
        asking = rung.kind in ASKING
        places = [each for each in (silent_of if asking else expected_of)(gathering) if each.body == body]
        named = []
        for place in places:
            who = _speaker(place)
            if who is None:
                continue
            if rung.kind is Kind.CHANNEL:
                named.append(Named(place.municipality.name))
                continue
            wanted = is_wanted(rung, await wants_of(tx, who.member)) if who.member else True
            if rung.kind is Kind.NAMED:
                seat = await self._by_name(tx, place, who)
                named.append(seat if wanted else Named(place.municipality.name))
            elif wanted and not await self._reachable(tx, who):
                named.append(await self._by_name(tx, place, who))
        return named

    async def _by_name(self, tx: Transaction, place: Called, who: Contact) -> Named:
        known = await tx.get(MEMBERS, who.member) if who.member else None
        if known is None:
            return Named(place.municipality.name, who.name)
        return Named(place.municipality.name, known.value.name or who.name, known.value.teams_id)

    async def _reachable(self, tx: Transaction, who: Contact) -> bool:
        """Tell whether somebody can be written to in a chat of their own: there is one, or the bot may begin it."""
        way = await way_to(tx, who.member)
        if way is None:
            return False
        if way.conversation_id:
            return True
        known = await tx.get(MEMBERS, who.member)
        tenant = known.value.tenant if known else ""
        return not self._home_tenant or not tenant or tenant == self._home_tenant

    async def _heads(self, tx: Transaction, gathering: Gathering, body: Body) -> list[str]:
        """Return who is told of silent seats: the chair, else the vice chair, else the secretariat; person ids."""
        kept = await tx.get(PRESIDIUMS, body.id)
        day = local_day(gathering.meeting.starts_at)
        for history in (kept.value.chair, kept.value.vice_chair) if kept else ():
            who = await contact_in(tx, tenure_on(history, day))
            if who and await self._reachable(tx, who):
                return [who.member]
        return [person for person in sorted(self._secretariat) if await tx.get(ADDRESSES, f"person:{person}")]

    async def _lang(self, tx: Transaction, person: str) -> Lang:
        return await lang_of(tx, person, self._language)

    async def _name(self, tx: Transaction, person: str) -> str:
        known = await tx.get(MEMBERS, person)
        address = None if known else await tx.get(ADDRESSES, f"person:{person}")
        return known.value.name if known else address.value.name if address else ""


def silent_of(gathering: Gathering) -> list[Called]:
    """Return the seats for which nobody has answered, though somebody sits there."""
    return [each for each in gathering.called if each.silent]


def expected_of(gathering: Gathering) -> list[Called]:
    """Return the seats that are expected: all that somebody has, but those that have said no."""
    return [
        each
        for each in gathering.called
        if (each.rsvp.says is not Says.HINDERED if each.rsvp else True) and _speaker(each) is not None
    ]


def _of(places: Sequence[Called], bodies: Sequence[Body]) -> list[Called]:
    return [each for each in places if each.body in bodies]


def _speaker(place: Called) -> Contact | None:
    """Return who is written to for a seat: the holder, but the stand-in when they come or nobody holds it."""
    if place.rsvp and place.rsvp.says is Says.STAND_IN and place.stand_in:
        return place.stand_in
    return place.holder or place.stand_in
