"""Meetings: asked about, answered for a seat, moved, cancelled and taken back."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.core import when
from bot.core.calendar import local_day
from bot.core.card import Card, Words
from bot.core.deed import Deed
from bot.core.feature import Command, Feature, Press, Subject, when_it
from bot.core.swedish.letters import fold
from bot.core.text import Text, escape, join_names
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Scope, Turn
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.meetings import cards, texts
from bot.features.meetings.holdings import HOLDINGS
from bot.features.meetings.matters import build_matters
from bot.features.meetings.model import Fault, Gathering, Meeting, Says, Slot, State, fault_of
from bot.features.meetings.overview import build_overview
from bot.features.meetings.search import MeetingSearch
from bot.features.meetings.service import (
    Changed,
    Gone,
    Meetings,
    NotAllowed,
    NotAnswerable,
    Noted,
    NothingToUndo,
    fingerprint,
)
from bot.features.meetings.times import local_day_of, read_target, span_of_season
from bot.features.meetings.wording import (
    Answered,
    Change,
    Reader,
    names_meeting,
    read_change,
    read_day_of_answer,
    says_off,
)

PLANNERS = frozenset({Role.CHAIR, Role.SECRETARIAT})
"""Who plans at all; that a chair plans for their own body alone is the service's to say."""
LONGEST_KEY = 100
LOOKS_AHEAD = dt.timedelta(days=60)
"""How far ahead a meeting lies at most that is asked about without its day."""
MOST_AHEAD = 3
"""How many of the meetings ahead are named when none is found on the day that was said."""
MOST_BARE_WORDS = 3
"""Up to how many words somebody says no more than whether they come: "jag kommer inte"."""

FAULTS: dict[Fault, Text] = {
    Fault.ENDS_FIRST: texts.ENDS_FIRST,
    Fault.PAST: texts.PAST,
    Fault.TOO_LONG: texts.TOO_LONG,
    Fault.TOO_FAR: texts.TOO_FAR,
    Fault.TOO_MANY: texts.TOO_MANY,
}


def build_meetings(meetings: Meetings) -> Feature:
    """Return the feature."""
    reader = Reader(meetings.finder)
    asking, answering = _Asking(meetings, reader), Answering(meetings, reader)
    changing = _Changing(meetings, reader)
    return Feature(
        name="meetings",
        subject=Subject.MEETINGS,
        commands=(*asking.commands, *answering.commands, *changing.commands),
        presses=(*answering.presses, *changing.presses),
        holdings=HOLDINGS,
        search=MeetingSearch(meetings, reader).search,
        overview=build_overview(meetings),
        matters=build_matters(meetings, reader),
        last_deed=changing.last_deed,
    )


def refused(turn: Turn, refusal: NotAllowed) -> Reply:
    """Return who may plan for a body."""
    lang = turn.lang
    name = escape(refusal.chair.name) if refusal.chair else ""
    chair = texts.CHAIR_NAMED(lang, name=name) if name else texts.THE_CHAIR(lang)
    return Reply(text=texts.ONLY_CHAIR(lang, body=named(refusal.body, lang), chair=chair))


class _Asking:
    """When the bodies meet."""

    def __init__(self, meetings: Meetings, reader: Reader) -> None:
        self._meetings = meetings
        self._reader = reader

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be asked."""
        return (
            Command(
                "next-meeting",
                texts.SAY_NEXT,
                texts.ABOUT_NEXT,
                when_it(self._reader.asks_next),
                self._next,
                who=THOSE_WHO_BELONG,
                passes_on=True,
                in_menu=True,
            ),
            Command(
                "meeting-held",
                texts.SAY_WHETHER,
                texts.ABOUT_WHETHER,
                when_it(self._reader.asks_whether),
                self._whether,
                who=THOSE_WHO_BELONG,
                passes_on=True,
                shown=False,
            ),
            Command(
                "meetings",
                texts.SAY_LIST,
                texts.ABOUT_LIST,
                when_it(self._reader.asks_list),
                self._list,
                who=THOSE_WHO_BELONG,
                passes_on=True,
                in_menu=True,
            ),
        )

    async def _bodies(self, turn: Turn, said: str) -> tuple[Body, ...]:
        """Return the bodies that are named, else the channel's own, else the person's, else all."""
        bodies, either = self._reader.body(said)
        return bodies or either or await self._meetings.implied(turn) or self._meetings.seating.cooperation.bodies

    async def _whether(self, turn: Turn, said: str) -> Reply:
        """Tell whether there is a meeting on the days that were said, or how the next one stands."""
        bodies = await self._bodies(turn, said)
        moment = when.read(said, turn.at)
        first = local_day_of(moment.start) if moment else local_day(turn.at)
        last = local_day_of(moment.end or moment.start) if moment else first + LOOKS_AHEAD
        ids = {body.id for body in bodies}
        found = [each for each in await self._meetings.on_days(first, last) if ids & set(each.bodies)]
        if not found:
            return await self._next(turn, said) if moment is None else await self._none_on(turn, moment, bodies)
        off = [each for each in found if each.state is State.CANCELLED] if says_off(said) and not moment else []
        card = cards.invitation_card(await self._meetings.gather((off or found)[0]), turn.lang, turn.at)
        return Reply(card=replace(card, buttons=()), outcome="answered")

    async def _none_on(self, turn: Turn, moment: when.Moment, bodies: Sequence[Body]) -> Reply:
        lang = turn.lang
        said = [texts.NONE_THAT_DAY(lang, day=when.write_moment(moment.start, moment.end, lang, turn.at))]
        ahead = await self._meetings.coming(turn.at, [body.id for body in bodies])
        if ahead:
            titles = [
                cards.title_of(self._meetings.named(each.bodies), each, lang, turn.at) for each in ahead[:MOST_AHEAD]
            ]
            said.append(texts.AHEAD(lang, rows=join_names(titles, lang)))
        return Reply(text=" ".join(said), outcome="answered")

    async def _next(self, turn: Turn, said: str) -> Reply:
        bodies = await self._bodies(turn, said)
        ahead = await self._meetings.coming(turn.at, [body.id for body in bodies])
        if not ahead:
            return self._none(turn, bodies)
        gathering = await self._meetings.gather(ahead[0])
        answers = turn.conversation.scope is Scope.PERSONAL and any(
            each.holder and each.holder.member == turn.person.id for each in gathering.called
        )
        card = cards.next_card(gathering, turn.lang, turn.at, answers=answers)
        return Reply(card=card, outcome="answered")

    async def _list(self, turn: Turn, said: str) -> Reply:
        bodies = await self._bodies(turn, said)
        ahead = await self._meetings.coming(turn.at, [body.id for body in bodies])
        span = span_of_season(said, turn.at)
        if span is None and (moment := when.read(said, turn.at)) and moment.end and not moment.has_time:
            span = (local_day_of(moment.start), local_day_of(moment.end))
        if span:
            ahead = [each for each in ahead if span[0] <= local_day(each.starts_at) <= span[1]]
        if not ahead:
            return self._none(turn, bodies)
        card = cards.list_card(ahead, turn.lang, turn.at, self._meetings.named)
        return Reply(card=card, outcome="answered")

    def _none(self, turn: Turn, bodies: Sequence[Body]) -> Reply:
        of_all = len(bodies) == len(self._meetings.seating.cooperation.bodies)
        names = capital(cards.names_of(bodies, turn.lang))
        said = texts.NONE_BOOKED(turn.lang) if of_all else texts.NONE_AHEAD(turn.lang, body=names)
        return Reply(text=said, outcome="answered")


class Answering:
    """What a seat says of a meeting."""

    def __init__(self, meetings: Meetings, reader: Reader) -> None:
        self._meetings = meetings
        self._reader = reader

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""

        def recognise(said: str) -> tuple[Answered, str] | None:
            answered = self._reader.answer(said)
            return (answered, said) if answered else None

        return (
            Command(
                "meeting-answer",
                texts.SAY_ANSWER,
                texts.ABOUT_ANSWER,
                recognise,
                self._say,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; a seat is what gives the right, so everybody may try."""
        return (Press(cards.Answer, self._press), Press(cards.StandIn, self._stand_in))

    async def _say(self, turn: Turn, meant: tuple[Answered, str]) -> Reply | None:
        answered, said = meant
        mine = await self._meetings.mine(turn)
        moment = read_day_of_answer(said, turn.at)
        if not mine:
            # Somebody without a meeting ahead who says more than that they (cannot) come may speak of something else.
            sure = moment is not None or len(said.split()) <= MOST_BARE_WORDS
            return Reply(text=texts.NOTHING_AHEAD(turn.lang)) if sure else None
        chosen = mine[:1]
        if moment:
            first, last = local_day_of(moment.start), local_day_of(moment.end or moment.start)
            chosen = [each for each in mine if first <= local_day(each.meeting.starts_at) <= last]
        bodies, _ = self._reader.body(said)
        if bodies:
            chosen = [each for each in chosen if set(bodies) & set(each.bodies)]
        if not chosen:
            day = when.write_moment(moment.start, None, turn.lang, turn.at) if moment else ""
            names = cards.names_of(mine[0].bodies, turn.lang)
            spelled = cards.written(mine[0].meeting, turn.lang, turn.at)
            next_one = texts.TITLE(turn.lang, bodies=names, when=spelled)
            return Reply(text=texts.NOTHING_THAT_DAY(turn.lang, day=day, next=next_one))
        if answered.by and (other := self._other_than_stand_in(turn, chosen[0], answered)):
            return other
        if answered.says is None:
            return Reply(card=cards.unclear_card(chosen[0], turn.lang, turn.at))
        if answered.says is Says.HINDERED and self._has_stand_in(turn, chosen[0]):
            return Reply(card=cards.hindered_card(chosen[0], turn.lang, turn.at))
        return await self.answer(turn, chosen[0].meeting.id, answered.says, asks=True, personal=True)

    def _other_than_stand_in(self, turn: Turn, gathering: Gathering, answered: Answered) -> Reply | None:
        """Return that the seat's stand-in is another than who was named; None when it is them or there is none."""
        own = [each for each in gathering.called if each.holder and each.holder.member == turn.person.id]
        stand_in = next((each.stand_in for each in own if each.stand_in), None)
        if stand_in is None or set(fold(answered.by).split()) <= set(fold(stand_in.name).split()):
            return None
        said = texts.ANOTHER_STAND_IN(turn.lang, name=escape(answered.by), stand_in=escape(stand_in.name))
        card = cards.hindered_card(gathering, turn.lang, turn.at)
        return Reply(card=replace(card, summary=said, parts=(Words(said), *card.parts)))

    def _has_stand_in(self, turn: Turn, gathering: Gathering) -> bool:
        return any(each.holder and each.holder.member == turn.person.id and each.stand_in for each in gathering.called)

    async def _press(self, turn: Turn, press: cards.Answer) -> Reply:
        return await self.answer(turn, press.meeting, press.says, asks=press.asks, personal=press.personal)

    async def answer(
        self,
        turn: Turn,
        key: str,
        says: Says,
        *,
        asks: bool,
        personal: bool,
        drawn: Callable[[Gathering], Awaitable[Card]] | None = None,
    ) -> Reply:
        """Note what the person says for their seats; in a channel the card is `drawn` anew, by default the invitation.

        `asks` is whether the stand-in is to be asked.
        """
        if not key or len(key) > LONGEST_KEY:
            return Reply(text=texts.NO_SUCH_MEETING(turn.lang))
        try:
            gathering, noted = await self._meetings.answer(turn, key, says, asks=asks)
        except Gone:
            return Reply(text=texts.NO_SUCH_MEETING(turn.lang))
        except NotAnswerable as fault:
            return self._closed(turn, fault)
        if not noted:
            names = cards.names_of(gathering.bodies, turn.lang)
            return Reply(text=texts.NOT_YOUR_SEAT(turn.lang, body=names))
        worth_saying = personal or any(self._needs_words(each, asks=asks) for each in noted)
        if worth_saying:
            said = " ".join(self._said(turn, gathering.meeting, each, says, asks=asks) for each in noted)
            return Reply(text=said)
        lang = self._meetings.seating.cooperation.language
        card = await drawn(gathering) if drawn else cards.invitation_card(gathering, lang, turn.at)
        return Reply(card=card, replaces=True)

    def _needs_words(self, noted: Noted, *, asks: bool) -> bool:
        hindered = noted.says in {Says.HINDERED, Says.STAND_IN}
        return noted.says is None or (hindered and asks and not noted.asked)

    def _said(self, turn: Turn, meeting: Meeting, noted: Noted, pressed: Says, *, asks: bool) -> str:
        lang, place = turn.lang, noted.called
        town, body = place.municipality.name, named(place.body, lang)
        if noted.says is None:
            holder = escape(place.holder.name) if place.holder else ""
            return texts.WAIT_FOR_HOLDER(lang, town=town, body=body, name=holder)
        words = {
            Says.ATTENDING: texts.YOU_COME,
            Says.ONLINE: texts.YOU_COME_ONLINE,
            Says.STAND_IN: texts.STAND_IN_COMES,
            Says.HINDERED: texts.YOU_ARE_HINDERED,
        }[noted.says]
        said = [words(lang, town=town, body=body, when=cards.written(meeting, lang, turn.at))]
        holds = place.holder is not None and place.holder.member == turn.person.id
        if holds and noted.says in {Says.HINDERED, Says.STAND_IN} and asks:
            if place.stand_in is None:
                said.append(texts.NO_STAND_IN(lang, town=town, body=body))
            else:
                tell = texts.STAND_IN_TOLD if pressed is Says.STAND_IN else texts.STAND_IN_ASKED
                told = tell if noted.asked else texts.STAND_IN_UNKNOWN
                said.append(told(lang, name=escape(place.stand_in.name)))
        return " ".join(said)

    def _closed(self, turn: Turn, fault: NotAnswerable) -> Reply:
        bodies = self._meetings.named(fault.meeting.bodies)
        title = cards.title_of(bodies, fault.meeting, turn.lang, turn.at)
        text = texts.IS_CANCELLED if fault.state is State.CANCELLED else texts.HAS_BEEN
        return Reply(text=text(turn.lang, title=title))

    async def _stand_in(self, turn: Turn, press: cards.StandIn) -> Reply:
        if any(not part or len(part) > LONGEST_KEY for part in (press.meeting, press.body, press.municipality)):
            return Reply(text=texts.NO_SUCH_MEETING(turn.lang))
        try:
            gathering, place = await self._meetings.stand_in(
                turn, press.meeting, press.body, press.municipality, comes=press.comes
            )
        except Gone:
            return Reply(text=texts.NO_SUCH_MEETING(turn.lang))
        except NotAnswerable as fault:
            return self._closed(turn, fault)
        except LookupError:
            names = cards.names_of(self._meetings.named([press.body]), turn.lang)
            return Reply(text=texts.NOT_YOUR_SEAT(turn.lang, body=names))
        town = next(
            (each.municipality.name for each in gathering.called if each.municipality.code == press.municipality), ""
        )
        if place is None:
            return Reply(text=texts.HOLDER_COMES_AFTER_ALL(turn.lang, town=town), replaces=True)
        when_ = cards.written(gathering.meeting, turn.lang, turn.at)
        body = named(place.body, turn.lang)
        if press.comes:
            return Reply(text=texts.YOU_TAKE_IT(turn.lang, town=town, body=body, when=when_), replaces=True)
        return Reply(text=texts.YOU_CANNOT(turn.lang, body=body, when=when_), replaces=True)


class _Changing:
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
