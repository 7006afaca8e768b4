"""The invitations in the channels of the bodies, which always say how a meeting stands."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from bot.core import outbox
from bot.core.outbox import OUTBOX, OutboxRow
from bot.core.ports import Kept, Transaction
from bot.core.turn import Message, Reply
from bot.features.bodies.channels import channel_of
from bot.features.meetings import cards
from bot.features.meetings.diary import Diary
from bot.features.meetings.model import (
    Gathering,
    Meeting,
    State,
    about_meeting,
    is_coming,
    told_at,
)


class Invitations(Diary):
    """The meetings, and the cards that tell of them in the channels."""

    async def _tell(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> int:
        """Let the invitations say how it stands, and post those that are missing; return how many are new."""
        gathering = await self.gather_in(tx, meeting)
        lang = self._seating.cooperation.language
        message = Message.of(Reply(card=cards.invitation_card(gathering, lang, now)))
        rows = [kept for kept in await tx.find(OUTBOX, about=about_meeting(meeting.id)) if kept.value.does == "send"]
        await self._take_back_from_others(tx, gathering, rows, now)
        fresh = 0
        for body in gathering.bodies:
            name = f"invitation:{meeting.id}:{body.id}:"
            mine = [kept for kept in rows if kept.id.startswith(name)]
            # What was taken back when the body left is gone, though it was sent: whoever joins again is told anew.
            standing = [
                kept for kept in mine if kept.value.state is not outbox.State.CANCELLED and not kept.value.withdrawn
            ]
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

    async def _take_back_from_others(
        self, tx: Transaction, gathering: Gathering, rows: Iterable[Kept[OutboxRow]], now: dt.datetime
    ) -> None:
        """Take the invitation back from the channels of bodies that were part of the meeting and no longer are."""
        meeting = gathering.meeting
        standing = tuple(f"invitation:{meeting.id}:{body.id}:" for body in gathering.bodies)
        gone = [kept for kept in rows if kept.id.startswith(f"invitation:{meeting.id}:")]
        gone = [kept for kept in gone if not kept.id.startswith(standing)]
        await outbox.withdraw_rows(tx, gone, now, take_back=True)

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
