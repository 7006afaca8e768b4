"""Moving, cancelling and taking back, in conversation."""

import datetime as dt
from typing import Any

from bot.core import when
from bot.core.calendar import local_day
from bot.core.deed import Deed
from bot.core.feature import Command, Press, when_it
from bot.core.text import join_names
from bot.core.turn import Reply, Turn
from bot.features.bodies.cards import capital
from bot.features.bodies.model import Body
from bot.features.meetings import cards, texts
from bot.features.meetings.faults import Changed, Gone, NotAllowed, NothingToUndo
from bot.features.meetings.model import Meeting, Slot, fault_of
from bot.features.meetings.planning import fingerprint
from bot.features.meetings.refusing import FAULTS, LONGEST_KEY, PLANNERS, refused
from bot.features.meetings.service import Meetings
from bot.features.meetings.times import read_target
from bot.features.meetings.wording import (
    Change,
    Reader,
    names_meeting,
    read_change,
)


class Moving:
    """Moving, cancelling and taking back, by the secretariat and by a body's own chair."""

    def __init__(self, meetings: Meetings, reader: Reader) -> None:
        self._meetings = meetings
        self._reader = reader

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""
        return (
            Command(
                "move-meeting",
                texts.SAY_MOVE,
                texts.ABOUT_MOVE,
                when_it(self._reader.moves),
                self._move,
                who=PLANNERS,
            ),
            Command(
                "cancel-meeting",
                texts.SAY_CANCEL,
                texts.ABOUT_CANCEL,
                when_it(self._reader.cancels),
                self._cancel,
                who=PLANNERS,
            ),
            Command(
                "send-invitations",
                texts.SAY_SEND,
                texts.ABOUT_SEND,
                when_it(self._reader.sends),
                self._send,
                who=PLANNERS,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; the service looks at the rights."""
        return (
            Press(cards.MoveMeeting, self._press_move),
            Press(cards.CancelMeeting, self._press_cancel),
            Press(cards.UndoMeeting, self._press_undo),
            Press(cards.LeaveMeeting, self._leave),
        )

    async def _move(self, turn: Turn, said: str) -> Reply | None:
        return await self._change(turn, read_change(self._reader, said, turn.at, moves=True), moves=True)

    async def _cancel(self, turn: Turn, said: str) -> Reply | None:
        return await self._change(turn, read_change(self._reader, said, turn.at, moves=False), moves=False)

    async def _change(self, turn: Turn, change: Change, *, moves: bool) -> Reply | None:
        lang = turn.lang
        if not change.bodies and not names_meeting(turn.text) and not await self._meetings.any():
            # What is to be moved is something else than a meeting: the last day of a referral, for example.
            return None
        bodies = change.bodies or await self._whose(turn)
        if not bodies and not await self._meetings.coming(turn.at):
            return Reply(text=texts.NO_MEETING_TO_CHANGE(lang))
        if not bodies:
            example = (texts.SAY_MOVE if moves else texts.SAY_CANCEL)(lang, **self._meetings.examples(lang))
            return Reply(text=texts.WHICH_MEETING(lang, example=example))
        try:
            if change.bodies:
                await self._meetings.check_rights(turn, bodies)
        except NotAllowed as refusal:
            return refused(turn, refusal)
        ahead = await self._meetings.coming(turn.at, [body.id for body in bodies])
        names = capital(cards.names_of(bodies, lang))
        if not ahead:
            said = texts.NO_MEETING_AT_ALL(lang, body=names)
            return Reply(text=said if change.bodies else texts.NO_MEETING_TO_CHANGE(lang))
        fits = [each for each in ahead if _on(each, change)]
        if not fits:
            rows = join_names([cards.in_full(each, lang, turn.at) for each in ahead[:5]], lang)
            day = when.write_moment(change.first, None, lang, turn.at) if change.first else ""
            return Reply(text=texts.NO_MEETING_THEN(lang, day=day, body=cards.names_of(bodies, lang), rows=rows))
        meeting = fits[0]
        if not moves:
            card = cards.cancel_card(
                self._meetings.named(meeting.bodies), meeting, self._meetings.new_key(), lang, turn.at
            )
            return Reply(card=card)
        return await self._target(turn, meeting, change)

    async def _target(self, turn: Turn, meeting: Meeting, change: Change) -> Reply:
        lang = turn.lang
        if not change.to:
            return Reply(text=texts.WHEN_TO(lang, example=texts.SAY_MOVE(lang, **self._meetings.examples(lang))))
        times = read_target(change.to, turn.at, Slot(meeting.starts_at, meeting.ends_at))
        if times.ends_first:
            return Reply(text=texts.ENDS_FIRST(lang))
        if not times.slots:
            return Reply(text=texts.WHEN_TO(lang, example=texts.SAY_MOVE(lang, **self._meetings.examples(lang))))
        if fault := fault_of(times.slots[0], turn.at):
            return Reply(text=FAULTS[fault](lang))
        return await self._preview_move(turn, meeting, times.slots[0])

    async def _preview_move(self, turn: Turn, meeting: Meeting, slot: Slot) -> Reply:
        bodies = self._meetings.named(meeting.bodies)
        clashes = await self._meetings.clashes(bodies, [slot], meeting.id)
        warned = cards.warnings([slot], clashes, turn.lang, turn.at, self._meetings.named)
        key = self._meetings.new_key()
        move = cards.MoveMeeting(key, meeting.id, meeting.version, slot.starts_at, slot.ends_at, fingerprint(clashes))
        return Reply(card=cards.move_card(bodies, meeting, move, warned, turn.lang, turn.at))

    async def _whose(self, turn: Turn) -> tuple[Body, ...]:
        """Return the channel's own body, or those that the person may plan for."""
        here = self._meetings.finder.here(turn)
        if here:
            return (here,)
        return tuple(
            [
                body
                for body in await self._meetings.bodies_of(turn)
                if await self._meetings.seating.may_change(turn, body)
            ]
        )

    async def _press_move(self, turn: Turn, press: cards.MoveMeeting) -> Reply:
        slot = Slot(_utc(press.starts_at), _utc(press.ends_at))
        if not _sensible(press.key, press.meeting) or press.starts_at.tzinfo is None or press.ends_at.tzinfo is None:
            return Reply(text=texts.CHANGED_MEANWHILE(turn.lang))
        if fault := fault_of(slot, turn.at):
            return Reply(text=FAULTS[fault](turn.lang))
        return await self._do(
            turn, self._meetings.move(turn, press.key, press.meeting, press.version, slot, press.seen)
        )

    async def _press_cancel(self, turn: Turn, press: cards.CancelMeeting) -> Reply:
        if not _sensible(press.key, press.meeting):
            return Reply(text=texts.CHANGED_MEANWHILE(turn.lang))
        return await self._do(turn, self._meetings.cancel(turn, press.key, press.meeting, press.version))

    async def last_deed(self, turn: Turn) -> Deed | None:
        """Return the person's latest change of meetings."""
        latest = await self._meetings.latest(turn)
        if latest is None:
            return None
        return Deed(latest.at, lambda: self._do(turn, self._meetings.undo(turn, latest.id), undone=True))

    async def _press_undo(self, turn: Turn, press: cards.UndoMeeting) -> Reply:
        if not _sensible(press.key):
            return Reply(text=texts.NOTHING_TO_UNDO(turn.lang))
        return await self._do(turn, self._meetings.undo(turn, press.key), undone=True)

    async def _leave(self, turn: Turn, _: cards.LeaveMeeting) -> Reply:
        return Reply(text=texts.LEFT(turn.lang), replaces=True)

    async def _do(self, turn: Turn, doing: Any, *, undone: bool = False) -> Reply:
        try:
            done = await doing
        except NotAllowed as refusal:
            return refused(turn, refusal)
        except Gone:
            return Reply(text=texts.NO_SUCH_MEETING(turn.lang))
        except Changed:
            return Reply(text=(texts.CHANGED_SINCE if undone else texts.CHANGED_MEANWHILE)(turn.lang))
        except NothingToUndo:
            return Reply(text=texts.NOTHING_TO_UNDO(turn.lang))
        bodies = self._meetings.named(done.change.after[0].bodies)
        card = cards.done_card(done.change, bodies, done.unbound, turn.lang, turn.at, undone=undone)
        return Reply(card=card, replaces=turn.pressed is not None)

    async def _send(self, turn: Turn, _: str) -> Reply:
        lang = turn.lang
        here = self._meetings.finder.here(turn)
        if here is None or not turn.conversation.channel_id:
            return Reply(text=texts.NOT_A_BODYS_CHANNEL(lang))
        try:
            count = await self._meetings.send_invitations(turn, here)
        except NotAllowed as refusal:
            return refused(turn, refusal)
        if not count:
            return Reply(text=texts.NOTHING_TO_SEND(lang))
        return Reply(text=texts.ONE_SENT_OUT(lang) if count == 1 else texts.SENT_OUT(lang, count=count))


def _on(meeting: Meeting, change: Change) -> bool:
    day = local_day(meeting.starts_at)
    return change.first is None or change.last is None or change.first <= day <= change.last


def _sensible(*keys: str) -> bool:
    return all(0 < len(key) <= LONGEST_KEY for key in keys)


def _utc(at: dt.datetime) -> dt.datetime:
    return at.astimezone(dt.UTC) if at.tzinfo else at.replace(tzinfo=dt.UTC)
