"""The meetings as they are kept: what lies ahead, whom it calls, what takes the same time, and who may change it."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterable, Sequence

from bot.core.calendar import local_day, to_utc
from bot.core.deed import UNDO_WITHIN
from bot.core.ports import NewId, Store, Transaction
from bot.core.text import Lang
from bot.core.turn import Turn
from bot.features.bodies.examples import examples_of
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder, finder_of
from bot.features.bodies.record import contact_in, contacts_in
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import SEATS, Seat, seats_of, split_key
from bot.features.meetings import cards
from bot.features.meetings.faults import Gone, NotAllowed
from bot.features.meetings.model import (
    BEFORE_NOW,
    LONGEST,
    MEETINGS,
    RSVPS,
    Called,
    Clash,
    Gathering,
    Meeting,
    Rsvp,
    Slot,
    State,
    is_coming,
    overlaps,
    rsvp_key,
    state_at,
)

Follow = Callable[[Transaction, Meeting, dt.datetime], Awaitable[None]]
"""Does what follows from a meeting that was booked, changed or answered for, in the transaction of the change."""


class Diary:
    """What is booked in one cooperation, and what the seats say of it.

    `calendar_of` returns where a meeting's calendar file is fetched, empty when it is not.
    """

    def __init__(
        self,
        store: Store,
        seating: Seating,
        new_id: NewId,
        posted: Callable[[], None],
        calendar_of: Callable[[Meeting], str] = lambda _: "",
    ) -> None:
        self._store = store
        self._seating = seating
        self._finder = finder_of(seating.cooperation)
        self._new_id = new_id
        self._posted = posted
        self._calendar_of = calendar_of
        self.named = cards.Named(seating.cooperation.bodies)
        self.follows: list[Follow] = []
        self.answered: list[Follow] = []

    @property
    def seating(self) -> Seating:
        """Who sits where."""
        return self._seating

    def examples(self, lang: Lang) -> dict[str, str]:
        """Return the names that examples of what to say are written with."""
        return examples_of(self._seating.cooperation, lang)

    @property
    def finder(self) -> Finder:
        """Who is called what."""
        return self._finder

    def new_key(self) -> str:
        """Return a key for a change that nobody has used before."""
        return self._new_id()

    async def any(self) -> bool:
        """Tell whether a meeting has ever been booked."""
        return await self._store.run(lambda tx: tx.count(MEETINGS)) > 0

    async def coming(self, now: dt.datetime, bodies: Iterable[str] | None = None) -> list[Meeting]:
        """Return the meetings that lie ahead or are under way, of some bodies or of all, in order of time."""
        return await self._store.run(lambda tx: self._coming(tx, now, bodies))

    async def _coming(self, tx: Transaction, now: dt.datetime, bodies: Iterable[str] | None) -> list[Meeting]:
        wanted = None if bodies is None else frozenset(bodies)
        found = await tx.between(MEETINGS, "starts_at", now - BEFORE_NOW)
        return [
            kept.value
            for kept in found
            if is_coming(kept.value, now) and (wanted is None or wanted & set(kept.value.bodies))
        ]

    async def held(self, since: dt.datetime, now: dt.datetime, bodies: Iterable[str]) -> list[Meeting]:
        """Return the meetings of some bodies that have been held since an instant, in order of time."""
        wanted = frozenset(bodies)
        found = await self._store.run(lambda tx: tx.between(MEETINGS, "starts_at", since, now))
        return [
            kept.value for kept in found if state_at(kept.value, now) is State.HELD and wanted & set(kept.value.bodies)
        ]

    async def on_days(self, first: dt.date, last: dt.date) -> list[Meeting]:
        """Return all meetings on some days, both included, in order of time."""
        start = to_utc(dt.datetime.combine(first, dt.time()))
        end = to_utc(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))
        found = await self._store.run(lambda tx: tx.between(MEETINGS, "starts_at", start, end))
        return [kept.value for kept in found]

    async def cancelled(self, bodies: Iterable[Body], days: tuple[dt.date, dt.date]) -> Meeting | None:
        """Return a meeting of bodies on some days that was cancelled."""
        wanted = {body.id for body in bodies}
        found = await self.on_days(*days)
        return next((each for each in found if each.state is State.CANCELLED and wanted & set(each.bodies)), None)

    async def gather(self, meeting: Meeting) -> Gathering:
        """Return a meeting with its seats and what they say."""
        return await self._store.run(lambda tx: self.gather_in(tx, meeting))

    async def latest_answer(self, turn: Turn) -> tuple[Gathering, Rsvp] | None:
        """Return what the person said last within a week of a meeting that can still be answered, for any seat."""

        async def work(tx: Transaction) -> list[tuple[Meeting, Rsvp]]:
            return [
                (meeting, kept.value)
                for meeting in await self._coming(tx, turn.at, None)
                for kept in await tx.find(RSVPS, meeting=meeting.id)
                if kept.value.by == turn.person.id and turn.at - kept.value.at <= UNDO_WITHIN
            ]

        found = max(await self._store.run(work), key=lambda pair: pair[1].at, default=None)
        return (await self.gather(found[0]), found[1]) if found else None

    async def bodies_of(self, turn: Turn) -> tuple[Body, ...]:
        """Return the bodies in which the person has a post on the day of the turn."""
        return tuple(dict.fromkeys(each.body for each in await self._seating.own_charges(turn)))

    async def implied(self, turn: Turn) -> tuple[Body, ...]:
        """Return the bodies that are meant when none is named: the channel's own, else those of the person."""
        here = self._finder.here(turn)
        return (here,) if here else await self.bodies_of(turn)

    async def mine(self, turn: Turn) -> list[Gathering]:
        """Return the meetings ahead that call a seat of the person, as holder or stand-in."""
        contact = await self._seating.contact_of(turn)
        if contact is None:
            return []
        bodies = {split_key(key)[0] for key in contact.posts}
        found = [await self.gather(each) for each in await self.coming(turn.at, bodies)]
        return [each for each in found if seats_for(each, turn.person.id)]

    async def gather_in(self, tx: Transaction, meeting: Meeting) -> Gathering:
        """Return the same within a transaction."""
        day = local_day(meeting.starts_at)
        said = {kept.id: kept.value for kept in await tx.find(RSVPS, meeting=meeting.id)}
        bodies = self.named(meeting.bodies)
        called = []
        places = [(body, code) for body in bodies for code in seats_of(body, self._seating.cooperation)]
        # Two questions for all seats: this is asked at every press, and each question is a way to PostgreSQL and back.
        seats = await tx.get_all(SEATS, [Seat(body.id, code).id for body, code in places])
        tenures = {
            key: (tenure_on(kept.value.holder, day), tenure_on(kept.value.stand_in, day)) for key, kept in seats.items()
        }
        people = await contacts_in(tx, [tenure for both in tenures.values() for tenure in both])
        for body, code in places:
            both = tenures.get(Seat(body.id, code).id)
            if both is None:
                continue
            holder, stand_in = [people.get(tenure.person) if tenure else None for tenure in both]
            rsvp = said.get(rsvp_key(meeting.id, body.id, code))
            fits = rsvp if rsvp and rsvp.starts_at == meeting.starts_at else None
            called.append(Called(body, self._seating.municipality(code), holder, stand_in, fits))
        return Gathering(meeting, bodies, tuple(called), self._calendar_of(meeting))

    async def clashes(self, bodies: Sequence[Body], slots: Sequence[Slot], but: str = "") -> list[Clash]:
        """Return the meetings that take some of the times from a body or from its people; `but` is not counted."""
        return await self._store.run(lambda tx: self._clashes(tx, bodies, slots, but))

    async def clashes_of(self, meeting: Meeting) -> list[Clash]:
        """Return what takes the time of a meeting that is to be booked from its bodies or their people."""
        return await self._store.run(lambda tx: self._clashes_of(tx, meeting))

    async def _clashes_of(self, tx: Transaction, meeting: Meeting) -> list[Clash]:
        slot = Slot(meeting.starts_at, meeting.ends_at)
        return await self._clashes(tx, self.named(meeting.bodies), [slot], meeting.id)

    async def _clashes(self, tx: Transaction, bodies: Sequence[Body], slots: Sequence[Slot], but: str) -> list[Clash]:
        found = []
        ids = {body.id for body in bodies}
        for slot in slots:
            for kept in await tx.between(MEETINGS, "starts_at", slot.starts_at - LONGEST, slot.ends_at):
                if kept.id == but or not overlaps(kept.value, slot):
                    continue
                if ids & set(kept.value.bodies):
                    found.append(Clash(slot, kept.value, same_body=True))
                    continue
                day = local_day(slot.starts_at)
                theirs = await self._holders(tx, self.named(kept.value.bodies), day)
                ours = await self._holders(tx, bodies, day)
                if both := [name for key, name in ours.items() if key in theirs]:
                    found.append(Clash(slot, kept.value, same_body=False, people=tuple(both)))
        return found

    async def _holders(self, tx: Transaction, bodies: Iterable[Body], day: dt.date) -> dict[str, str]:
        found = {}
        for body in bodies:
            for kept in await tx.find(SEATS, body=body.id):
                contact = await contact_in(tx, tenure_on(kept.value.holder, day))
                if contact:
                    found[contact.id] = contact.name
        return found

    async def meeting(self, key: str) -> Meeting:
        """Return a meeting; raises Gone."""
        kept = await self._store.run(lambda tx: tx.get(MEETINGS, key))
        if kept is None:
            raise Gone
        return kept.value

    async def check_rights(self, turn: Turn, bodies: Iterable[Body]) -> None:
        """Raise NotAllowed unless the person is of the secretariat, or chairs every one of the bodies."""
        for body in bodies:
            if not await self._seating.may_change(turn, body):
                raise NotAllowed(body, (await self._seating.lineup(body, local_day(turn.at))).chair)


def seats_for(gathering: Gathering, person: str) -> list[Called]:
    """Return the seats at a meeting that a person holds or stands in for."""
    return [
        each
        for each in gathering.called
        if (each.holder and each.holder.member == person) or (each.stand_in and each.stand_in.member == person)
    ]
