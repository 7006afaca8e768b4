"""Keeps the meetings: booked, moved, cancelled and taken back, told in the channels, and answered for the seats."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.core import outbox
from bot.core.calendar import local_day, to_utc
from bot.core.deed import UNDO_WITHIN
from bot.core.journal import Entry, in_both, write_down
from bot.core.outbox import OUTBOX, OutboxRow
from bot.core.ports import ADDRESSES, AlreadyThere, Kept, NewId, Store, Transaction
from bot.core.text import Lang
from bot.core.timers import stop_timers
from bot.core.turn import Message, Person, Reply, Turn
from bot.features.bodies.channels import channel_of
from bot.features.bodies.examples import examples_of
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder, finder_of
from bot.features.bodies.reach import lang_of
from bot.features.bodies.record import contact_in, contacts_in
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import SEATS, Contact, Seat, seats_of, split_key
from bot.features.meetings import cards
from bot.features.meetings.model import (
    BEFORE_NOW,
    LONGEST,
    MEETING_CHANGES,
    MEETINGS,
    RSVPS,
    Alteration,
    Called,
    Clash,
    Event,
    Gathering,
    Meeting,
    MeetingChange,
    Part,
    Rsvp,
    Says,
    Slot,
    State,
    What,
    about_meeting,
    altered,
    cancelled,
    is_coming,
    moved,
    overlaps,
    restored,
    rsvp_key,
    state_at,
    told_at,
)

R = TypeVar("R")

Follow = Callable[[Transaction, Meeting, dt.datetime], Awaitable[None]]
"""Does what follows from a meeting that was booked, changed or answered for, in the transaction of the change."""


class NotAllowed(Exception):
    """This person may not plan for this body; `chair` is who may besides the secretariat, None when nobody is."""

    def __init__(self, body: Body, chair: Contact | None) -> None:
        super().__init__(body.id)
        self.body = body
        self.chair = chair


class Gone(Exception):
    """There is no such meeting any more."""


class Changed(Exception):
    """The meeting, or what clashes with it, is no longer as it was shown; nothing was changed."""


class NothingToUndo(Exception):
    """The person has changed no meeting lately that can be taken back."""


class NotAnswerable(Exception):
    """A meeting that is cancelled or over cannot be answered."""

    def __init__(self, meeting: Meeting, state: State) -> None:
        super().__init__(state.value)
        self.meeting = meeting
        self.state = state


@dataclass(frozen=True, slots=True)
class Done:
    """A change as it was carried out; `unbound` are bodies whose channel is not known, so nothing was told there."""

    change: MeetingChange
    unbound: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted for a seat; `says` is None when a stand-in is not needed (yet).

    `asked` is whether the stand-in was asked or told now or before.
    """

    called: Called
    says: Says | None
    asked: bool = False


class Meetings:
    """The meetings of one cooperation. `posted` is called when something was put in the outbox.

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

    # Asking

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

    # Planning

    async def check_rights(self, turn: Turn, bodies: Iterable[Body]) -> None:
        """Raise NotAllowed unless the person is of the secretariat, or chairs every one of the bodies."""
        for body in bodies:
            if not await self._seating.may_change(turn, body):
                raise NotAllowed(body, (await self._seating.lineup(body, local_day(turn.at))).chair)

    async def book(self, turn: Turn, key: str, meetings: Sequence[Meeting], seen: str) -> Done:
        """Book meetings under a key; the same key a second time books nothing more.

        Raises NotAllowed, and Changed when `seen` are no longer the clashes there are.
        """
        await self.check_rights(turn, self.named(meetings[0].bodies))
        return await self.enter(turn.person, turn.at, key, meetings, seen)

    async def enter(self, by: Person, at: dt.datetime, key: str, meetings: Sequence[Meeting], seen: str) -> Done:
        """Book meetings for somebody who may; raises Changed."""
        bodies = self.named(dict.fromkeys(body for each in meetings for body in each.bodies))

        async def work(tx: Transaction) -> Done:
            unbound = tuple([body for body in bodies if await channel_of(tx, self._finder, body) is None])
            kept = await tx.get(MEETING_CHANGES, key)
            if kept:
                return Done(kept.value, unbound)
            clashes = [clash for each in meetings for clash in await self._clashes_of(tx, each)]
            if fingerprint(clashes) != seen:
                raise Changed
            event = Event(What.BOOKED, by.name, at, meetings[0].starts_at)
            made = tuple(replace(each, history=(replace(event, starts_at=each.starts_at),)) for each in meetings)
            for meeting in made:
                await tx.add(MEETINGS, meeting.id, meeting)
                await self._follow(tx, meeting, at)
            return Done(await self._note(tx, by, at, key, (), made), unbound)

        return await self._planned(work)

    async def booked(self, key: str) -> Done | None:
        """Return a booking that has been carried out, by its key; None when it has not."""

        async def work(tx: Transaction) -> Done | None:
            kept = await tx.get(MEETING_CHANGES, key)
            if kept is None:
                return None
            bodies = self.named(kept.value.after[0].bodies)
            unbound = [body for body in bodies if await channel_of(tx, self._finder, body) is None]
            return Done(kept.value, tuple(unbound))

        return await self._store.run(work)

    async def move(self, turn: Turn, key: str, meeting: str, version: int, slot: Slot, seen: str) -> Done:
        """Move a meeting that is still at a version; its answers no longer count.

        Raises Gone, NotAllowed, Changed.
        """
        await self._check_meeting(turn, meeting)

        async def work(tx: Transaction) -> Done:
            if again := await tx.get(MEETING_CHANGES, key):
                return Done(again.value)
            kept = await self._at_version(tx, meeting, version)
            bodies = self.named(kept.value.bodies)
            if fingerprint(await self._clashes(tx, bodies, [slot], meeting)) != seen:
                raise Changed
            after = moved(kept.value, slot, turn.person.name, turn.at)
            await tx.put(MEETINGS, kept, after)
            await self._follow(tx, after, turn.at)
            return Done(await self._note(tx, turn.person, turn.at, key, (kept.value,), (after,)))

        return await self._planned(work)

    async def cancel(self, turn: Turn, key: str, meeting: str, version: int) -> Done:
        """Cancel a meeting that is still at a version; raises Gone, NotAllowed, Changed."""
        await self._check_meeting(turn, meeting)

        async def work(tx: Transaction) -> Done:
            if again := await tx.get(MEETING_CHANGES, key):
                return Done(again.value)
            kept = await self._at_version(tx, meeting, version)
            after = cancelled(kept.value, turn.person.name, turn.at)
            await tx.put(MEETINGS, kept, after)
            await self._follow(tx, after, turn.at)
            return Done(await self._note(tx, turn.person, turn.at, key, (kept.value,), (after,)))

        return await self._planned(work)

    async def change(self, turn: Turn, key: str, meeting: str, version: int, alteration: Alteration) -> Done:
        """Change parts of a meeting that is still at a version; its answers stand.

        Raises Gone, NotAllowed, Changed, and NotAnswerable when it is over and more than its papers would change.
        """
        await self._check_meeting(turn, meeting)

        async def work(tx: Transaction) -> Done:
            if again := await tx.get(MEETING_CHANGES, key):
                return Done(again.value)
            kept = await self._at_version(tx, meeting, version)
            after = altered(kept.value, alteration, turn.person.name, turn.at)
            if after is None:
                raise Changed
            if not is_coming(after, turn.at) and after.history[-1].parts != (Part.PAPERS,):
                raise NotAnswerable(after, state_at(after, turn.at))
            await tx.put(MEETINGS, kept, after)
            await self._follow(tx, after, turn.at)
            return Done(await self._note(tx, turn.person, turn.at, key, (kept.value,), (after,)))

        return await self._planned(work)

    async def undo(self, turn: Turn, key: str = "") -> Done:
        """Take back the person's latest change within a week, or the one with this key.

        Raises:
            NothingToUndo: there is none, it has been taken back already, or its meetings have begun.
            Changed: a meeting has been changed since; nothing was taken back.
            NotAllowed: the person may no longer plan for the body.
        """
        latest = await self.latest(turn, key)
        if latest is None:
            raise NothingToUndo
        await self.check_rights(turn, self.named(latest.after[0].bodies))

        async def work(tx: Transaction) -> Done:
            kept = await tx.get(MEETING_CHANGES, latest.id)
            if kept is None or kept.value.undone_at:
                raise NothingToUndo
            back = []
            for at, after in enumerate(kept.value.after):
                standing = await tx.get(MEETINGS, after.id)
                if standing is None or standing.value.version != after.version:
                    raise Changed
                if standing.value.starts_at <= turn.at and standing.value.state is not State.CANCELLED:
                    # It was held so: who was there is noted of it.
                    raise NothingToUndo
                if kept.value.before:
                    was = restored(kept.value.before[at], standing.value, turn.person.name, turn.at)
                    await tx.put(MEETINGS, standing, was)
                    await self._follow(tx, was, turn.at)
                    await self._write_down(tx, turn.person, turn.at, was)
                    back.append(was)
                else:
                    await self._forget(tx, standing, turn.at)
                    await self._write_down(tx, turn.person, turn.at, standing.value, forgotten=True)
            undone = replace(kept.value, undone_at=turn.at)
            await tx.put(MEETING_CHANGES, kept, undone)
            return Done(replace(undone, before=kept.value.after, after=tuple(back) or kept.value.after))

        return await self._planned(work)

    async def latest(self, turn: Turn, key: str = "") -> MeetingChange | None:
        """Return the person's latest change within a week that stands, or the one with this key."""
        found = await self._store.run(lambda tx: tx.find(MEETING_CHANGES, by=turn.person.id))
        mine = [
            kept.value
            for kept in found
            if kept.value.undone_at is None and turn.at - kept.value.at <= UNDO_WITHIN and key in {"", kept.id}
        ]
        # Of two at the same instant the later one in the store.
        return max(reversed(mine), key=lambda change: change.at) if mine else None

    async def send_invitations(self, turn: Turn, body: Body) -> int:
        """Post the invitations of a body that have not been for want of a channel; return how many."""
        await self.check_rights(turn, [body])

        async def work(tx: Transaction) -> int:
            ahead = await self._coming(tx, turn.at, [body.id])
            return sum([await self._tell(tx, meeting, turn.at) for meeting in ahead])

        return await self._planned(work)

    async def meeting(self, key: str) -> Meeting:
        """Return a meeting; raises Gone."""
        kept = await self._store.run(lambda tx: tx.get(MEETINGS, key))
        if kept is None:
            raise Gone
        return kept.value

    async def _planned(self, work: Callable[[Transaction], Awaitable[R]]) -> R:
        async with self._store.alone(_ALONE):
            result = await self._store.run(work)
        self._posted()
        return result

    async def _check_meeting(self, turn: Turn, key: str) -> None:
        await self.check_rights(turn, self.named((await self.meeting(key)).bodies))

    async def _at_version(self, tx: Transaction, key: str, version: int) -> Kept[Meeting]:
        kept = await tx.get(MEETINGS, key)
        if kept is None:
            raise Gone
        if kept.value.version != version or kept.value.state is State.CANCELLED:
            raise Changed
        return kept

    async def _note(
        self,
        tx: Transaction,
        by: Person,
        at: dt.datetime,
        key: str,
        before: tuple[Meeting, ...],
        after: tuple[Meeting, ...],
    ) -> MeetingChange:
        change = MeetingChange(key, by.id, by.name, at, before, after)
        await tx.add(MEETING_CHANGES, key, change)
        for meeting in after:
            await self._write_down(tx, by, at, meeting)
        return change

    async def _write_down(
        self, tx: Transaction, by: Person, at: dt.datetime, meeting: Meeting, *, forgotten: bool = False
    ) -> None:
        """Keep in the journal what somebody did to a meeting, as the last thing in its history."""
        bodies = self.named(meeting.bodies)
        said = in_both(lambda lang: cards.journal_line(bodies, meeting, by.name, lang, forgotten=forgotten))
        await write_down(tx, self._new_id, Entry(about_meeting(meeting.id), at, by.id, by.name, said))

    async def _forget(self, tx: Transaction, kept: Kept[Meeting], now: dt.datetime) -> None:
        await outbox.withdraw(tx, now, about=about_meeting(kept.id), take_back=True)
        await stop_timers(tx, about=about_meeting(kept.id))
        for rsvp in await tx.find(RSVPS, meeting=kept.id):
            await tx.remove(RSVPS, rsvp)
        await tx.remove(MEETINGS, kept)

    async def _follow(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
        await self._tell(tx, meeting, now)
        for follow in self.follows:
            await follow(tx, meeting, now)

    # Telling

    async def _tell(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> int:
        """Let the invitations say how it stands, and post those that are missing; return how many are new."""
        gathering = await self.gather_in(tx, meeting)
        lang = self._seating.cooperation.language
        message = Message.of(Reply(card=cards.invitation_card(gathering, lang, now)))
        rows = [kept for kept in await tx.find(OUTBOX, about=about_meeting(meeting.id)) if kept.value.does == "send"]
        fresh = 0
        for body in gathering.bodies:
            name = f"invitation:{meeting.id}:{body.id}:"
            mine = [kept for kept in rows if kept.id.startswith(name)]
            standing = [kept for kept in mine if kept.value.state is not outbox.State.CANCELLED]
            if standing:
                await self._retell(tx, standing[-1], meeting, message, now)
            elif any(kept.value.reason == outbox.STOPPED for kept in mine):
                continue
            elif is_coming(meeting, now) and (address := await channel_of(tx, self._finder, body)):
                fresh += await outbox.post(
                    tx,
                    to=address.id,
                    message=message,
                    not_before=told_at(meeting, now),
                    dedupe_key=f"{name}{len(mine) + 1}",
                    about=about_meeting(meeting.id),
                    gives_up_at=meeting.starts_at,
                    if_unsure="not",
                    marks_late=False,
                    lang=lang,
                )
        return fresh

    async def _retell(
        self, tx: Transaction, kept: Kept[OutboxRow], meeting: Meeting, message: Message, now: dt.datetime
    ) -> None:
        if kept.value.state is not outbox.State.WAITING:
            await outbox.edit(tx, kept.id, message, now)
        elif meeting.state is State.CANCELLED:
            # Nobody has been called yet, so nobody needs to hear that it is off.
            await outbox.withdraw(tx, now, dedupe_key=kept.id)
        else:
            row = replace(kept.value, message=message, not_before=told_at(meeting, now), gives_up_at=meeting.starts_at)
            await tx.put(OUTBOX, kept, outbox.waiting(row))

    # Answering

    async def answer(self, turn: Turn, key: str, says: Says, *, asks: bool = True) -> tuple[Gathering, list[Noted]]:
        """Note what the person says for each of their seats; nothing is noted for somebody without a seat.

        Raises Gone, and NotAnswerable when the meeting is cancelled or over.
        """

        async def work(tx: Transaction) -> tuple[Gathering, list[Noted]]:
            meeting = await self._answerable(tx, key, turn.at)
            noted = [
                await self._answer_for(tx, turn, meeting, each, says, asks)
                for each in seats_for(await self.gather_in(tx, meeting), turn.person.id)
            ]
            if any(each.says for each in noted):
                await self._heard(tx, meeting, turn.at)
            return await self.gather_in(tx, meeting), noted

        return await self._noted(work)

    async def stand_in(
        self, turn: Turn, key: str, body: str, town: str, *, comes: bool
    ) -> tuple[Gathering, Called | None]:
        """Note whether a stand-in who was asked comes; None when the seat's holder has said something else since.

        Raises Gone and NotAnswerable; LookupError when the person is not the stand-in.
        """

        async def work(tx: Transaction) -> tuple[Gathering, Called | None]:
            meeting = await self._answerable(tx, key, turn.at)
            gathering = await self.gather_in(tx, meeting)
            place = next(
                (each for each in gathering.called if (each.body.id, each.municipality.code) == (body, town)), None
            )
            if place is None or place.stand_in is None or place.stand_in.member != turn.person.id:
                raise LookupError(key)
            if place.rsvp is None or place.rsvp.says not in {Says.HINDERED, Says.STAND_IN}:
                return gathering, None
            says = Says.STAND_IN if comes else Says.HINDERED
            await self._keep(tx, turn, meeting, place, says, asked=place.rsvp.asked)
            await self._heard(tx, meeting, turn.at)
            return gathering, place

        return await self._noted(work)

    async def answer_for(
        self, turn: Turn, key: str, said: Mapping[tuple[str, str], Says], *, asks: bool = False
    ) -> tuple[Gathering, list[Noted]]:
        """Note what seats, by body and municipality, have let the chair or the secretariat know.

        A stand-in is told when they are sent, and asked when the seat is hindered and `asks`. Vacant seats are no
        concern of anybody's.

        Raises:
            Gone: there is no such meeting.
            NotAllowed: the person is neither of the secretariat nor chair of the bodies.
            NotAnswerable: the meeting is cancelled or over.
        """
        bodies = [
            body for body in self.named((await self.meeting(key)).bodies) if body.id in {each for each, _ in said}
        ]
        await self.check_rights(turn, bodies)

        async def work(tx: Transaction) -> tuple[Gathering, list[Noted]]:
            meeting = await self._answerable(tx, key, turn.at)
            noted = []
            for place in (await self.gather_in(tx, meeting)).called:
                says = said.get((place.body.id, place.municipality.code))
                if says is not None and not place.vacant:
                    noted.append(await self._hear_of(tx, turn, meeting, place, says, asks))
                    entry = cards.journal_of_answer(place, says)
                    await write_down(
                        tx, self._new_id, Entry(about_meeting(key), turn.at, turn.person.id, turn.person.name, entry)
                    )
            if noted:
                await self._heard(tx, meeting, turn.at)
            return await self.gather_in(tx, meeting), noted

        return await self._noted(work)

    async def _hear_of(
        self, tx: Transaction, turn: Turn, meeting: Meeting, place: Called, says: Says, asks: bool
    ) -> Noted:
        """Note what a seat says, and let its stand-in know when they are sent or, when `asks`, asked."""
        asked = bool(place.rsvp and place.rsvp.asked)
        wanted = place.stand_in is not None and (says is Says.STAND_IN or (says is Says.HINDERED and asks))
        if not wanted:
            await outbox.withdraw(tx, turn.at, about=_about_stand_in(meeting, place), take_back=True)
            asked = False
        elif not asked:
            asked = await self._ask(tx, turn, meeting, place, sent=says is Says.STAND_IN)
        await self._keep(tx, turn, meeting, place, says, asked=asked)
        return Noted(place, says, asked=asked)

    async def _heard(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
        await self._tell(tx, meeting, now)
        for follow in self.answered:
            await follow(tx, meeting, now)

    async def _noted(self, work: Callable[[Transaction], Awaitable[R]]) -> R:
        try:
            result = await self._store.run(work)
        except AlreadyThere:
            # Two answered for one seat at the same moment: what is said last holds.
            result = await self._store.run(work)
        self._posted()
        return result

    async def _answerable(self, tx: Transaction, key: str, now: dt.datetime) -> Meeting:
        kept = await tx.get(MEETINGS, key)
        if kept is None:
            raise Gone
        if not is_coming(kept.value, now):
            raise NotAnswerable(kept.value, state_at(kept.value, now))
        return kept.value

    async def _answer_for(
        self, tx: Transaction, turn: Turn, meeting: Meeting, place: Called, says: Says, asks: bool
    ) -> Noted:
        before = place.rsvp.says if place.rsvp else None
        if place.holder is None or place.holder.member != turn.person.id:
            # A stand-in speaks for the seat when nobody holds it, or when its holder does not come.
            if place.holder is not None and before not in {Says.HINDERED, Says.STAND_IN}:
                return Noted(place, None)
            says = Says.HINDERED if says is Says.HINDERED else Says.STAND_IN
            await self._keep(tx, turn, meeting, place, says, asked=bool(place.rsvp and place.rsvp.asked))
            return Noted(place, says)
        if says is Says.STAND_IN and place.stand_in is None:
            says = Says.HINDERED
        if before is Says.STAND_IN and says is Says.HINDERED and place.rsvp and place.rsvp.asked:
            # The stand-in has said yes meanwhile; a second press takes nothing back.
            return Noted(place, before, asked=True)
        return await self._hear_of(tx, turn, meeting, place, says, asks)

    async def _ask(self, tx: Transaction, turn: Turn, meeting: Meeting, place: Called, *, sent: bool) -> bool:
        """Ask the stand-in, or tell them that they are `sent`; False when they cannot be reached."""
        who = place.stand_in
        if who is None or not who.member or await tx.get(ADDRESSES, f"person:{who.member}") is None:
            return False
        lang = await lang_of(tx, who.member, self._seating.cooperation.language)
        name = place.holder.name if place.holder else turn.person.name
        card = cards.stand_in_card(meeting, place, name, lang, turn.at, sent=sent)
        await outbox.post(
            tx,
            to=f"person:{who.member}",
            message=Message.of(Reply(card=card)),
            not_before=turn.at,
            dedupe_key=f"{_about_stand_in(meeting, place)}:{turn.at:%Y%m%dT%H%M%S%f}",
            about=_about_stand_in(meeting, place),
            gives_up_at=meeting.starts_at,
            lang=lang,
        )
        return True

    async def _keep(
        self, tx: Transaction, turn: Turn, meeting: Meeting, place: Called, says: Says, *, asked: bool
    ) -> None:
        key = rsvp_key(meeting.id, place.body.id, place.municipality.code)
        fresh = Rsvp(
            meeting.id,
            place.body.id,
            place.municipality.code,
            says,
            meeting.starts_at,
            turn.person.id,
            turn.person.name,
            turn.at,
            asked,
        )
        kept = await tx.get(RSVPS, key)
        if kept is None:
            await tx.add(RSVPS, key, fresh)
        else:
            await tx.put(RSVPS, kept, fresh)


_ALONE = "meetings"


def seats_for(gathering: Gathering, person: str) -> list[Called]:
    """Return the seats at a meeting that a person holds or stands in for."""
    return [
        each
        for each in gathering.called
        if (each.holder and each.holder.member == person) or (each.stand_in and each.stand_in.member == person)
    ]


def fingerprint(clashes: Sequence[Clash]) -> str:
    """Return clashes as text to compare."""
    return ",".join(sorted({f"{clash.meeting.id[:12]}.{clash.meeting.version}" for clash in clashes}))[:600]


def _about_stand_in(meeting: Meeting, place: Called) -> str:
    return f"stand-in:{rsvp_key(meeting.id, place.body.id, place.municipality.code)}"
