"""Planning: meetings booked, moved, changed, cancelled and taken back, told in the channels and written down."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.core import outbox
from bot.core.deed import UNDO_WITHIN
from bot.core.journal import Entry, in_both, write_down
from bot.core.ports import Kept, Transaction
from bot.core.timers import stop_timers
from bot.core.turn import Person, Turn
from bot.features.bodies.channels import channel_of
from bot.features.bodies.model import Body
from bot.features.meetings import cards
from bot.features.meetings.faults import Changed, Gone, NotAnswerable, NothingToUndo
from bot.features.meetings.invitations import Invitations
from bot.features.meetings.model import (
    MEETING_CHANGES,
    MEETINGS,
    RSVPS,
    Alteration,
    Clash,
    Event,
    Meeting,
    MeetingChange,
    Part,
    Slot,
    State,
    What,
    about_meeting,
    altered,
    cancelled,
    is_coming,
    moved,
    restored,
    state_at,
)

R = TypeVar("R")

_ALONE = "meetings"


@dataclass(frozen=True, slots=True)
class Done:
    """A change as it was carried out; `unbound` are bodies whose channel is not known, so nothing was told there."""

    change: MeetingChange
    unbound: tuple[Body, ...] = ()


class Planning(Invitations):
    """What the secretariat and the chairs do to meetings."""

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
            if alteration.bodies is not None:
                await self._check_bodies(turn, kept.value, alteration.bodies)
            after = altered(kept.value, alteration, turn.person.name, turn.at)
            if after is None:
                raise Changed
            if not is_coming(after, turn.at) and after.history[-1].parts != (Part.PAPERS,):
                raise NotAnswerable(after, state_at(after, turn.at))
            await tx.put(MEETINGS, kept, after)
            await self._follow(tx, after, turn.at)
            return Done(await self._note(tx, turn.person, turn.at, key, (kept.value,), (after,)))

        return await self._planned(work)

    async def _check_bodies(self, turn: Turn, meeting: Meeting, ids: Sequence[str]) -> None:
        """Raise NotAllowed for a body that is not theirs to plan for, Changed for none, an unknown one or one twice."""
        bodies = self.named(dict.fromkeys(ids))
        if not bodies or len(bodies) != len(ids):
            raise Changed
        await self.check_rights(turn, [body for body in bodies if body.id not in meeting.bodies])

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


def fingerprint(clashes: Sequence[Clash]) -> str:
    """Return clashes as text to compare."""
    return ",".join(sorted({f"{clash.meeting.id[:12]}.{clash.meeting.version}" for clash in clashes}))[:600]
