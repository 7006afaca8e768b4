"""Keeps the attendance: asks for it when a meeting is over, notes it, corrects it, and tells who was there."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.core import outbox
from bot.core.calendar import add_working_days, local_day, to_utc
from bot.core.deed import UNDO_WITHIN
from bot.core.journal import Entry, write_down
from bot.core.outbox import OUTBOX
from bot.core.ports import AlreadyThere, Kept, NewId, Store, Transaction
from bot.core.timers import Timer, set_timer, stop_timers
from bot.core.turn import Message, Reply, Turn
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body
from bot.features.bodies.reach import lang_of, way_to
from bot.features.bodies.record import contact_in
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import PRESIDIUMS, Contact, Post
from bot.features.meetings.attendance import (
    ROLL_CALLS,
    Mark,
    Roll,
    RollCall,
    call_roll,
    corrected,
    roll_call_key,
)
from bot.features.meetings.faults import Gone, NotAllowed
from bot.features.meetings.model import MEETINGS, Guest, Meeting, State, about_meeting
from bot.features.meetings.rollcall import cards
from bot.features.meetings.service import Meetings

ASK: Final = "ask-roll-call"
"""The use case that asks for the attendance when a meeting is over."""
ASK_AGAIN: Final = "ask-roll-call-again"
AGAIN_AFTER_WORKING_DAYS: Final = 3
AGAIN_AT: Final = dt.time(9)
"""When on the wall clock it is asked again."""
TEAMS_TELLS_WITHIN: Final = dt.timedelta(hours=2)
"""How long after its time a meeting in Teams is waited for, when Teams has told that it began but not that it ended."""
LOOKED_BACK: Final = dt.timedelta(days=120)
"""How far back a meeting is looked for that is spoken of without its day: further back nobody remembers who came."""


class NotBegun(Exception):
    """The meeting has not begun, so nobody can have been there."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting.id)
        self.meeting = meeting


class NotHeld(Exception):
    """The meeting was cancelled."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting.id)
        self.meeting = meeting


class NotedMeanwhile(Exception):
    """Somebody else noted something different after the form was shown; nothing was changed. `roll` is as it stands."""

    def __init__(self, roll: Roll, marks: Mapping[str, Mark]) -> None:
        super().__init__(roll.body.id)
        self.roll = roll
        self.marks = dict(marks)


Decide = Callable[[Roll], tuple[Mapping[str, Mark], Sequence[Guest] | None]]
"""Returns what is to be noted of the seats and which guests came, None to leave the guests as they are."""


class RollCalls:
    """The attendance of one cooperation. `secretariat` are person ids; `posted` is called when something was posted."""

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        secretariat: frozenset[str],
        new_id: NewId,
        posted: Callable[[], None],
    ) -> None:
        self._store = store
        self._meetings = meetings
        self._secretariat = secretariat
        self._new_id = new_id
        self._posted = posted
        meetings.follows.append(self._follow)

    @property
    def seating(self) -> Seating:
        """Who sits where."""
        return self._meetings.seating

    # Rights

    async def may_note(self, turn: Turn, body: Body, meeting: Meeting) -> bool:
        """Tell whether the person may note who came: the secretariat, and who chairs the body now or did on the day."""
        if await self.seating.may_change(turn, body):
            return True
        return await self.seating.presides(turn, body, local_day(meeting.starts_at))

    async def check_rights(self, turn: Turn, body: Body, meeting: Meeting) -> None:
        """Raise NotAllowed unless the person may note who came."""
        if not await self.may_note(turn, body, meeting):
            raise NotAllowed(body, (await self.seating.lineup(body, local_day(turn.at))).chair)

    # Asking

    async def roll(self, meeting: Meeting, body: Body) -> Roll:
        """Return the attendance of a body as it stands."""
        return await self._store.run(lambda tx: self._roll(tx, meeting, body))

    async def rolls(
        self, now: dt.datetime, bodies: Sequence[Body], days: tuple[dt.date, dt.date] | None = None
    ) -> list[Roll]:
        """Return the attendance of bodies at the meetings that have begun, the latest first.

        With `days`, of those days alone, meetings that have not begun included.
        """
        wanted = {body.id: body for body in bodies}
        start, end = now - LOOKED_BACK, now + dt.timedelta(microseconds=1)
        if days:
            start = to_utc(dt.datetime.combine(days[0], dt.time()))
            end = to_utc(dt.datetime.combine(days[1] + dt.timedelta(days=1), dt.time()))

        async def work(tx: Transaction) -> list[Roll]:
            found = [
                (kept.value, wanted[key])
                for kept in reversed(await tx.between(MEETINGS, "starts_at", start, end))
                for key in kept.value.bodies
                if key in wanted and kept.value.state is not State.CANCELLED
            ]
            return [await self._roll(tx, meeting, body) for meeting, body in found]

        return await self._store.run(work)

    async def latest(self, turn: Turn) -> tuple[dt.datetime, RollCall] | None:
        """Return when the person last noted or corrected attendance within a week, and of which meeting."""

        async def work(tx: Transaction) -> list[RollCall]:
            return [each.value for each in await tx.between(ROLL_CALLS, "held_at", turn.at - LOOKED_BACK)]

        mine = [
            (seat.noted_at, each)
            for each in await self._store.run(work)
            for seat in each.seats
            if seat.noted_by == turn.person.id and turn.at - seat.noted_at <= UNDO_WITHIN
        ]
        return max(mine, key=lambda found: found[0], default=None)

    async def unnoted(self, now: dt.datetime, bodies: Sequence[Body]) -> list[tuple[Meeting, Body]]:
        """Return the meetings that are over whose attendance nobody has noted, the oldest first."""
        wanted = {body.id: body for body in bodies}

        async def work(tx: Transaction) -> list[tuple[Meeting, Body]]:
            found = []
            for kept in await tx.between(MEETINGS, "starts_at", now - LOOKED_BACK, now):
                meeting = kept.value
                if meeting.state is State.CANCELLED or meeting.ends_at > now:
                    continue
                found += [
                    (meeting, wanted[key])
                    for key in meeting.bodies
                    if key in wanted and await tx.get(ROLL_CALLS, roll_call_key(meeting.id, key)) is None
                ]
            return found

        return await self._store.run(work)

    async def chair_of(self, body: Body, meeting: Meeting) -> Contact | None:
        """Return who chaired a body on the day of a meeting."""
        return (await self.seating.lineup(body, local_day(meeting.starts_at))).chair

    async def _roll(self, tx: Transaction, meeting: Meeting, body: Body) -> Roll:
        kept = await tx.get(ROLL_CALLS, roll_call_key(meeting.id, body.id))
        gathering = await self._meetings.gather_in(tx, meeting)
        return Roll(gathering, body, kept.value if kept else None, kept.version if kept else 0)

    # Noting

    async def note(self, turn: Turn, key: str, body: Body, decide: Decide, *, seen: int | None = None) -> Roll:
        """Note who came, or correct it; return the attendance as it stands afterwards.

        With `seen`, the version that a form was made from, something that was noted since is not overwritten.

        Raises:
            Gone: there is no such meeting, or it is not the body's.
            NotHeld: it was cancelled.
            NotBegun: it has not begun.
            NotAllowed: the person may not note it.
            NotedMeanwhile: somebody noted something else since.
        """
        meeting = await self._meetings.meeting(key)
        if body.id not in meeting.bodies:
            raise Gone
        await self.check_rights(turn, body, meeting)

        async def work(tx: Transaction) -> Roll:
            kept_meeting = await tx.get(MEETINGS, key)
            if kept_meeting is None:
                raise Gone
            _check_held(kept_meeting.value, turn.at)
            return await self._note(tx, turn, kept_meeting.value, body, decide, seen)

        try:
            roll = await self._store.run(work)
        except AlreadyThere:
            # Somebody noted it at the same moment; now it is there to be compared with.
            roll = await self._store.run(work)
        self._posted()
        return roll

    async def _note(
        self, tx: Transaction, turn: Turn, meeting: Meeting, body: Body, decide: Decide, seen: int | None
    ) -> Roll:
        before = await self._roll(tx, meeting, body)
        marks, guests = decide(before)
        by, name = turn.person.id, turn.person.name
        document = roll_call_key(meeting.id, body.id)
        if before.noted is None:
            came = meeting.guests if guests is None else guests
            fresh = call_roll(before.gathering, body.id, marks, came, by, name, turn.at)
            kept = await tx.add(ROLL_CALLS, document, fresh)
        else:
            fresh = corrected(before.noted, before.gathering, marks, guests, by, name, turn.at)
            if fresh == before.noted:
                return before
            if seen is not None and seen != before.version:
                raise NotedMeanwhile(before, marks)
            standing = await tx.get(ROLL_CALLS, document)
            if standing is None:
                raise Gone
            kept = await tx.put(ROLL_CALLS, standing, fresh)
        after = Roll(before.gathering, body, kept.value, kept.version)
        said = cards.journal_of(before, after)
        await write_down(tx, self._new_id, Entry(about_meeting(meeting.id), turn.at, by, name, said))
        await self._settle(tx, after, turn.at)
        return after

    async def _settle(self, tx: Transaction, roll: Roll, now: dt.datetime) -> None:
        """Let the cards that asked say what was noted, and ask no more when all the bodies are noted."""
        meeting = roll.gathering.meeting
        for kept in await tx.find(OUTBOX, about=_about(meeting.id, roll.body.id)):
            if kept.value.does == "send":
                card = cards.noted_card(roll, kept.value.lang, now, names=True, may_correct=True)
                await outbox.edit(tx, kept.id, Message.of(Reply(card=card)), now)
        for key in meeting.bodies:
            if await tx.get(ROLL_CALLS, roll_call_key(meeting.id, key)) is None:
                return
        await stop_timers(tx, key=_timer(meeting.id))
        await stop_timers(tx, key=_timer_again(meeting.id))

    # When the meeting is over

    async def _follow(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
        """Ask when a meeting ends, whenever that has become; never about one that was cancelled."""
        if meeting.state is State.CANCELLED:
            await stop_timers(tx, key=_timer(meeting.id))
        else:
            await self._set(tx, meeting, max(meeting.ends_at, now))

    async def ask(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Ask for the attendance of a meeting that is over, and look again in three working days."""
        meeting = await _meeting_of(tx, timer)
        if meeting is None or meeting.state is State.CANCELLED:
            return
        if await self._ask(tx, meeting, now, again=False):
            day = add_working_days(local_day(now), AGAIN_AFTER_WORKING_DAYS)
            at = to_utc(dt.datetime.combine(day, AGAIN_AT))
            await set_timer(tx, key=_timer_again(meeting.id), runs=ASK_AGAIN, at=at, about=about_meeting(meeting.id))

    async def ask_again(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Ask once more for what has not been noted."""
        meeting = await _meeting_of(tx, timer)
        if meeting is not None and meeting.state is not State.CANCELLED:
            await self._ask(tx, meeting, now, again=True)

    async def _ask(self, tx: Transaction, meeting: Meeting, now: dt.datetime, *, again: bool) -> bool:
        """Return whether anything is left to be noted."""
        left = False
        for body in self._meetings.named(meeting.bodies):
            roll = await self._roll(tx, meeting, body)
            if roll.noted is not None or not roll.marks:
                continue
            left = True
            for person in await self._whom(tx, body, local_day(meeting.starts_at)):
                lang = await lang_of(tx, person, self.seating.cooperation.language)
                card = cards.roll_call_card(roll, lang, now, again=again)
                name = "roll-call-again" if again else "roll-call"
                await outbox.post(
                    tx,
                    to=f"person:{person}",
                    message=Message.of(Reply(card=card)),
                    not_before=now,
                    dedupe_key=f"{name}:{meeting.id}:{body.id}:{person}:{meeting.starts_at:%Y%m%dT%H%M}",
                    about=_about(meeting.id, body.id),
                    lang=lang,
                )
        return left

    async def _whom(self, tx: Transaction, body: Body, day: dt.date) -> list[str]:
        """Return the person ids of those who are asked: the chair, else the vice chair, else the secretariat."""
        kept = await tx.get(PRESIDIUMS, body.id)
        for post in (Post.CHAIR, Post.VICE_CHAIR):
            history = getattr(kept.value, post.value) if kept else ()
            contact = await contact_in(tx, tenure_on(history, day))
            if contact and contact.member and await way_to(tx, contact.member):
                return [contact.member]
        return [person for person in sorted(self._secretariat) if await way_to(tx, person)]

    # What Teams tells

    async def began(self, turn: Turn) -> None:
        """Wait for Teams to tell the end of a meeting that it says has begun; by the clock only when it never does."""

        async def work(tx: Transaction) -> None:
            for meeting in await self._in_teams(tx, turn):
                if await self._waits(tx, meeting):
                    await self._set(tx, meeting, max(meeting.ends_at + TEAMS_TELLS_WITHIN, turn.at))

        await self._store.run(work)
        self._posted()

    async def ended(self, turn: Turn) -> None:
        """Ask for the attendance of a meeting that Teams says has ended, unless that is a break in its first half."""

        async def work(tx: Transaction) -> None:
            for meeting in await self._in_teams(tx, turn):
                half = meeting.starts_at + (meeting.ends_at - meeting.starts_at) / 2
                if turn.at >= half and await self._waits(tx, meeting):
                    await self._set(tx, meeting, turn.at)

        await self._store.run(work)
        self._posted()

    async def _waits(self, tx: Transaction, meeting: Meeting) -> bool:
        """Tell whether nobody has been asked for the attendance yet."""
        found = [await tx.find(OUTBOX, about=_about(meeting.id, body)) for body in meeting.bodies]
        noted = [await tx.get(ROLL_CALLS, roll_call_key(meeting.id, body)) for body in meeting.bodies]
        return not any(found) and not all(noted)

    async def _set(self, tx: Transaction, meeting: Meeting, at: dt.datetime) -> None:
        await set_timer(tx, key=_timer(meeting.id), runs=ASK, at=at, about=about_meeting(meeting.id))

    async def _in_teams(self, tx: Transaction, turn: Turn) -> list[Meeting]:
        """Return the meetings around now that a meeting in Teams is: by its link, else by the channel it is in."""
        around = await tx.between(
            MEETINGS, "starts_at", turn.at - dt.timedelta(hours=14), turn.at + dt.timedelta(hours=1)
        )
        held = [
            kept.value
            for kept in around
            if kept.value.state is not State.CANCELLED and turn.at <= kept.value.ends_at + TEAMS_TELLS_WITHIN
        ]
        if same := [each for each in held if each.link and turn.link and _same_link(each.link, turn.link)]:
            return same
        body = self._meetings.finder.here(turn)
        here = [each for each in held if body and body.id in each.bodies]
        # With two in one channel nobody knows which of them it was.
        return here if len(here) == 1 else []


def _check_held(meeting: Meeting, now: dt.datetime) -> None:
    if meeting.state is State.CANCELLED:
        raise NotHeld(meeting)
    if meeting.starts_at > now:
        raise NotBegun(meeting)


async def _meeting_of(tx: Transaction, timer: Timer) -> Meeting | None:
    kept: Kept[Meeting] | None = await tx.get(MEETINGS, timer.about.partition(":")[2])
    return kept.value if kept else None


def _same_link(one: str, other: str) -> bool:
    """Tell whether two links lead to the same meeting in Teams; what follows the question mark is the inviter's."""
    return one.partition("?")[0].rstrip("/").casefold() == other.partition("?")[0].rstrip("/").casefold()


def _about(meeting: str, body: str) -> str:
    return f"roll-call:{roll_call_key(meeting, body)}"


def _timer(meeting: str) -> str:
    return f"roll-call:{meeting}"


def _timer_again(meeting: str) -> str:
    return f"roll-call-again:{meeting}"
