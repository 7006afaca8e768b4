"""Introduction meetings: planned as any meeting, and everybody new since the last one is invited by themselves."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.calendar import is_office_day, local_day
from bot.core.ports import Collection, Store, Transaction
from bot.core.swedish.letters import fold
from bot.core.timers import Timer
from bot.core.turn import Reply, Turn
from bot.features.meetings.model import MEETINGS, Meeting, State, is_coming, state_at
from bot.features.newcomers import cards
from bot.features.newcomers.letters import Letters
from bot.features.newcomers.model import IS_NEW_FOR, NEWCOMERS, Newcomer

INVITE: Final = "newcomers.invite"
_MARKS: Final = ("introduktionsmot", "introduction meeting")


@dataclass(frozen=True, slots=True)
class Invitation:
    """A newcomer's invitation to an introduction meeting at `starts_at`; `comes` is None until they say."""

    meeting: str
    person: str
    name: str
    starts_at: dt.datetime
    comes: bool | None = None


INVITATIONS: Collection[Invitation] = Collection("introduction_invitations", Invitation, equal=("meeting", "person"))


def introduces(meeting: Meeting) -> bool:
    """Tell whether a meeting is an introduction meeting: its agenda says so."""
    return any(mark in fold(item) for item in meeting.agenda for mark in _MARKS)


def is_new_since(newcomer: Newcomer, last_on: dt.date, now: dt.datetime) -> bool:
    """Tell whether somebody is to be invited: there, willing to be written to, and come after a day, within a year."""
    first = newcomer.first_on
    return bool(newcomer.listens and first and first > max(last_on, local_day(now) - IS_NEW_FOR))


class IntroductionMeetings:
    """Invites newcomers to the introduction meetings, whatever body they are in."""

    def __init__(self, store: Store, letters: Letters) -> None:
        self._store = store
        self._letters = letters

    async def follow(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
        """Invite when an introduction meeting is booked, and tell those who were when it is moved or cancelled."""
        if introduces(meeting):
            await self._invite(tx, meeting, now)

    async def invite(self, tx: Transaction, _: Timer, now: dt.datetime) -> None:
        """Invite those who have come since an introduction meeting was booked."""
        if not is_office_day(local_day(now)):
            return
        for kept in await tx.between(MEETINGS, "starts_at", now):
            if introduces(kept.value) and is_coming(kept.value, now):
                await self._invite(tx, kept.value, now)

    async def _invite(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
        coming = is_coming(meeting, now)
        last_on = await self._last_on(tx, meeting, now)
        async for kept in tx.all(NEWCOMERS):
            key = f"{meeting.id}|{kept.id}"
            invited = await tx.get(INVITATIONS, key)
            fits = kept.value.greeted_at and is_new_since(kept.value, last_on, now)
            if invited is None and not (coming and fits):
                continue
            if not kept.value.listens:
                continue
            if invited is None:
                fresh = Invitation(meeting.id, kept.id, kept.value.name, meeting.starts_at)
                await tx.add(INVITATIONS, key, fresh)
            elif invited.value.starts_at != meeting.starts_at:
                await tx.put(INVITATIONS, invited, replace(invited.value, starts_at=meeting.starts_at, comes=None))
            # What has been told of this time, or of its being off, is not told again.
            what = f"{meeting.starts_at:%Y%m%dT%H%M}" if coming else meeting.state.value
            if coming or meeting.state is State.CANCELLED:
                await self._letters.write(
                    tx,
                    kept.value,
                    f"introduction-meeting:{meeting.id}:{kept.id}:{what}",
                    now,
                    lambda lang: Reply(card=cards.gathering_card(meeting, lang, now)),
                )

    async def _last_on(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> dt.date:
        """Return the day of the last introduction meeting that was held, a year ago when there was none."""
        since = now - IS_NEW_FOR
        held = [
            local_day(kept.value.starts_at)
            for kept in await tx.between(MEETINGS, "starts_at", since, now)
            if introduces(kept.value) and kept.id != meeting.id and state_at(kept.value, now) is State.HELD
        ]
        return max(held, default=local_day(since))

    async def answer(self, turn: Turn, key: str, *, comes: bool) -> Meeting | None:
        """Note whether a newcomer comes; None when they were not invited or the meeting is over or off."""

        async def work(tx: Transaction) -> Meeting | None:
            meeting = await tx.get(MEETINGS, key)
            invited = await tx.get(INVITATIONS, f"{key}|{turn.person.id}")
            if meeting is None or invited is None or not is_coming(meeting.value, turn.at):
                return None
            if invited.value.comes is not comes:
                await tx.put(INVITATIONS, invited, replace(invited.value, comes=comes))
            return meeting.value

        return await self._store.run(work)

    async def ahead(self, now: dt.datetime) -> list[tuple[Meeting, Sequence[Invitation]]]:
        """Return the introduction meetings to come with their invitations, for those who plan them."""

        async def work(tx: Transaction) -> list[tuple[Meeting, Sequence[Invitation]]]:
            found: list[tuple[Meeting, Sequence[Invitation]]] = []
            for kept in await tx.between(MEETINGS, "starts_at", now):
                if introduces(kept.value) and is_coming(kept.value, now):
                    rows = [each.value for each in await tx.find(INVITATIONS, meeting=kept.id)]
                    found.append((kept.value, rows))
            return found

        return await self._store.run(work)
