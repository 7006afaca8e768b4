"""Broadcasts in conversation: written in a sentence or a form, looked at, sent, watched and called back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from bot.core.deed import last_in_journal
from bot.core.feature import Command, Feature, Press, Subject
from bot.core.ports import Store
from bot.core.text import Text, escape, join_names
from bot.core.turn import SECRETARIAT_ONLY, Reply, Scope, Turn
from bot.core.when import write_moment
from bot.features.bodies.cards import named
from bot.features.bodies.naming import finder_of
from bot.features.bodies.seating import Seating
from bot.features.broadcasts import buttons, cards, texts
from bot.features.broadcasts.holding import build_holding
from bot.features.broadcasts.matters import find_matters
from bot.features.broadcasts.model import (
    FARTHEST_AHEAD,
    LARGEST_LIMIT,
    LONGEST_TEXT,
    OUT,
    Audience,
    Broadcast,
    Group,
    Part,
    State,
)
from bot.features.broadcasts.overview import build_overview
from bot.features.broadcasts.service import (
    Already,
    Broadcasts,
    CountChanged,
    Gone,
    Lapsed,
    NeedsApproval,
    NotYourself,
)
from bot.features.broadcasts.wording import (
    Asked,
    AudienceReader,
    Said,
    Timed,
    Wish,
    asks_for_new,
    read_broadcast,
    read_time,
    read_wish,
)

LONGEST_KEY = 200
PERSONAL = frozenset({Scope.PERSONAL})


def build_broadcasts(store: Store, broadcasts: Broadcasts, seating: Seating) -> Feature:
    """Return the feature."""
    desk = _Desk(broadcasts, seating)
    return Feature(
        name="broadcasts",
        subject=Subject.LETTERS,
        commands=desk.commands,
        presses=desk.presses,
        use_cases=broadcasts.use_cases,
        overview=build_overview(broadcasts),
        matters=find_matters,
        holdings=(build_holding(),),
        last_deed=last_in_journal(store, "broadcast", texts.INSTEAD),
    )


class _Unclear(Exception):
    """It is not clear whom or when somebody means; `note` says what is missing."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


class _Desk:
    """What the secretariat may say and press."""

    def __init__(self, broadcasts: Broadcasts, seating: Seating) -> None:
        self._broadcasts = broadcasts
        self._seating = seating
        self._painter = broadcasts.painter
        self._reader = AudienceReader(finder_of(seating.cooperation), seating.cooperation.bodies)

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """In their own chats alone, since names are shown."""

        def ours(
            name: str,
            say: Text,
            about: Text,
            recognise: Any,
            run: Callable[..., Awaitable[Reply]],
            *,
            shown: bool = True,
        ) -> Command[Any]:
            return Command(name, say, about, recognise, run, who=SECRETARIAT_ONLY, where=PERSONAL, shown=shown)

        def wishes(*wanted: Wish) -> Callable[[str], Asked | None]:
            def recognise(said: str) -> Asked | None:
                asked = read_wish(said)
                return asked if asked and asked.wish in wanted else None

            return recognise

        return (
            ours("broadcast", texts.SAY_SEND, texts.ABOUT_SEND, read_broadcast, self._say),
            ours("new-broadcast", texts.SAY_NEW, texts.ABOUT_NEW, asks_for_new, self._open),
            ours("broadcasts", texts.SAY_LIST, texts.ABOUT_LIST, wishes(Wish.LIST), self._list),
            ours("stop-broadcast", texts.SAY_STOP, texts.ABOUT_STOP, wishes(Wish.STOP, Wish.TAKE_BACK), self._wish),
            ours(
                "show-broadcast",
                texts.SAY_LIST,
                texts.ABOUT_LIST,
                wishes(Wish.SHOW, Wish.CORRECT),
                self._wish,
                shown=False,
            ),
            ours("broadcast-limit", texts.SAY_LIMIT, texts.ABOUT_LIMIT, wishes(Wish.LIMIT), self._limit),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """Everything on the cards."""

        def ours(action: Any, run: Callable[[Turn, Any], Awaitable[Reply]]) -> Press[Any]:
            async def guarded(turn: Turn, press: Any) -> Reply:
                return await self._guarded(turn, press, run)

            return Press(action, guarded, SECRETARIAT_ONLY)

        return (
            Press(buttons.PreviewBroadcast, self._preview, SECRETARIAT_ONLY),
            ours(buttons.SendBroadcast, self._send),
            ours(buttons.AskForApproval, self._ask),
            ours(buttons.SayAlone, self._alone),
            ours(buttons.ConfirmNumber, self._confirm),
            ours(buttons.ApproveBroadcast, self._approve),
            ours(buttons.ChangeDraft, self._change),
            ours(buttons.DropBroadcast, self._drop),
            ours(buttons.ShowNames, self._names),
            ours(buttons.ShowBroadcast, self._show),
            ours(buttons.StopBroadcast, self._stop),
            ours(buttons.TakeBackBroadcast, self._take_back),
            ours(buttons.OpenCorrection, self._open_correction),
            ours(buttons.CorrectBroadcast, self._correct),
            ours(buttons.ShowMailText, self._mail_text),
        )

    async def _guarded(self, turn: Turn, press: Any, run: Callable[[Turn, Any], Awaitable[Reply]]) -> Reply:
        """Return what comes of a press, also of one that comes too late."""
        if not 0 < len(press.id) <= LONGEST_KEY:
            return Reply(text=texts.GONE(turn.lang))
        try:
            return await run(turn, press)
        except Gone:
            return Reply(text=texts.GONE(turn.lang))
        except Lapsed:
            return Reply(text=texts.LAPSED(turn.lang))
        except Already as fault:
            return self._already(turn, fault.broadcast)
        except CountChanged as fault:
            then = press.count if isinstance(press, buttons.SendBroadcast | buttons.AskForApproval) else 0
            counted = cards.counted(fault.shown.preview.count, turn.lang)
            note = texts.COUNT_CHANGED(turn.lang, now=counted, then=then)
            return Reply(card=self._painter.preview(fault.shown, turn.lang, turn.at, note), replaces=True)

    def _already(self, turn: Turn, broadcast: Broadcast) -> Reply:
        said = texts.ALREADY[broadcast.state.value](turn.lang)
        first = broadcast.ended_by_name or broadcast.approved_by_name
        if first and first != turn.person.name and broadcast.by != turn.person.id:
            said = texts.APPROVED_FIRST(turn.lang, name=escape(first), state=said)
        return Reply(text=said)

    # Writing

    async def _say(self, turn: Turn, said: Said) -> Reply:
        timed = read_time(said.whom, turn.at)
        return await self._take(turn, timed, said.whom, said.text, "")

    async def _open(self, turn: Turn, _: object) -> Reply:
        return Reply(card=self._painter.form(turn.lang))

    async def _preview(self, turn: Turn, press: buttons.PreviewBroadcast) -> Reply:
        when = " ".join(press.when.split())[:100]
        whom = " ".join(press.whom.split())[: LONGEST_KEY * 2]
        timed = read_time(whom, turn.at)
        if when:
            at = read_time(when, turn.at)
            if at.whom and at.at is None and when.casefold() not in {"nu", "now"}:
                note = texts.NO_TIME(turn.lang, said=escape(when))
                return Reply(card=self._painter.form(turn.lang, whom, press.text, when, note, press.draft))
            timed = Timed(timed.whom, at.at)
        reply = await self._take(turn, timed, whom, press.text, when, press.draft)
        return replace(reply, replaces=reply.card is not None)

    async def _take(self, turn: Turn, timed: Timed, whom: str, text: str, when: str, draft: str = "") -> Reply:
        """Return the preview, or the form with what is known and what is missing."""
        lang, text = turn.lang, text.strip()
        if len(text) > LONGEST_TEXT:
            return Reply(text=texts.TOO_LONG(lang, count=len(text), limit=LONGEST_TEXT))

        def form(note: str) -> Reply:
            return Reply(card=self._painter.form(lang, whom, text, when, note, draft))

        if timed.at and timed.at - turn.at > FARTHEST_AHEAD:
            return form(texts.TOO_FAR(lang))
        if not timed.whom.strip():
            return form(texts.NO_WHOM(lang))
        try:
            audience = await self._understand(turn, timed.whom)
        except _Unclear as fault:
            return form(fault.note)
        if not text:
            return form(texts.NO_TEXT(lang))
        shown = await self._broadcasts.draft(turn, audience, text, timed.at, draft[:LONGEST_KEY])
        if not shown.preview.count:
            said = self._painter.whom(audience, shown.people, lang)
            return Reply(
                card=self._painter.form(lang, whom, text, when, texts.NOBODY(lang, whom=said), shown.broadcast.id)
            )
        return Reply(card=self._painter.preview(shown, lang, turn.at))

    async def _understand(self, turn: Turn, whom: str) -> Audience:
        """Return the audience that words name; raises _Unclear."""
        read = self._reader.read(whom)
        if read.either:
            bodies = join_names([named(body, turn.lang) for body in read.either], turn.lang)
            raise _Unclear(texts.WHICH_BODY(turn.lang, bodies=bodies))
        people = [await self._person(turn, name) for name in read.names]
        left_out = [await self._person(turn, name) for name in read.but_names]
        parts = (*read.audience.parts, *(Part(Group.PERSON, person=person) for person in people))
        if not parts:
            raise _Unclear(texts.UNKNOWN_WHOM(turn.lang, said=escape(whom)))
        return replace(read.audience, parts=parts, but_people=tuple(left_out))

    async def _person(self, turn: Turn, name: str) -> str:
        found = await self._seating.find(name)
        if len(found) == 1:
            return found[0].id
        said = texts.SEVERAL_CALLED if found else texts.UNKNOWN_WHOM
        raise _Unclear(said(turn.lang, said=escape(name)))

    async def _change(self, turn: Turn, press: buttons.ChangeDraft) -> Reply:
        shown = await self._broadcasts.shown(turn, press.id)
        broadcast = shown.broadcast
        when = write_moment(broadcast.send_at, None, turn.lang, turn.at) if broadcast.send_at else ""
        whom = self._painter.whom(broadcast.audience, shown.people, turn.lang)
        card = self._painter.form(turn.lang, whom, broadcast.text, when, draft=broadcast.id)
        return Reply(card=card, replaces=True)

    async def _drop(self, turn: Turn, press: buttons.DropBroadcast) -> Reply:
        await self._broadcasts.drop(turn, press.id)
        return Reply(text=texts.DROPPED(turn.lang), replaces=turn.pressed is not None)

    async def _names(self, turn: Turn, press: buttons.ShowNames) -> Reply:
        shown = await self._broadcasts.shown(turn, press.id)
        return Reply(text=self._painter.names_text(shown.preview, turn.lang))

    # Approving and sending

    async def _send(self, turn: Turn, press: buttons.SendBroadcast) -> Reply:
        try:
            broadcast = await self._broadcasts.send(turn, press.id, press.count)
        except NeedsApproval:
            shown = await self._broadcasts.shown(turn, press.id)
            note = texts.SECOND_LOOK(turn.lang, limit=shown.limit)
            return Reply(card=self._painter.preview(shown, turn.lang, turn.at, note), replaces=True)
        return self._off(turn, broadcast)

    def _off(self, turn: Turn, broadcast: Broadcast) -> Reply:
        lang, at = turn.lang, broadcast.send_at
        if at and at > turn.at:
            when = write_moment(at, None, lang, turn.at)
            return Reply(text=texts.SCHEDULED(lang, number=broadcast.number, when=when), replaces=True)
        return Reply(text=texts.SENT_OFF(lang, number=broadcast.number), replaces=True)

    async def _ask(self, turn: Turn, press: buttons.AskForApproval) -> Reply:
        names = await self._broadcasts.ask(turn, press.id, press.count)
        if not names:
            return await self._alone(turn, buttons.SayAlone(press.id))
        said = texts.ASKED_NOW(turn.lang, names=join_names([escape(name) for name in names], turn.lang))
        report = await self._broadcasts.report(press.id)
        return Reply(card=self._painter.report_card(report, turn.lang, turn.at, said), replaces=True)

    async def _alone(self, turn: Turn, press: buttons.SayAlone) -> Reply:
        shown = await self._broadcasts.shown(turn, press.id)
        return Reply(card=self._painter.number_card(shown, turn.lang), replaces=True)

    async def _confirm(self, turn: Turn, press: buttons.ConfirmNumber) -> Reply:
        number = " ".join(press.number.split())[:20]
        try:
            return self._off(turn, await self._broadcasts.confirm(turn, press.id, number))
        except NotYourself:
            return Reply(text=texts.GONE(turn.lang))
        except CountChanged as fault:
            counted = cards.counted(fault.shown.preview.count, turn.lang)
            note = texts.WRONG_NUMBER(turn.lang, count=counted, said=escape(number) or "0")
            return Reply(card=self._painter.number_card(fault.shown, turn.lang, note), replaces=True)

    async def _approve(self, turn: Turn, press: buttons.ApproveBroadcast) -> Reply:
        lang = turn.lang
        try:
            if press.no:
                broadcast = await self._broadcasts.decline(turn, press.id)
                return Reply(text=texts.DECLINED_BY_YOU(lang, name=escape(broadcast.by_name)), replaces=True)
            broadcast = await self._broadcasts.approve(turn, press.id)
        except NotYourself:
            others = (await self._broadcasts.shown(turn, press.id)).colleagues
            name = escape(others[0]) if others else texts.A_COLLEAGUE(lang)
            return Reply(text=texts.NOT_YOURSELF(lang, name=name))
        at = broadcast.send_at
        when = write_moment(at, None, lang, turn.at) if at and at > turn.at else texts.RIGHT_AWAY(lang)
        counted = cards.counted(broadcast.shown, lang)
        return Reply(text=texts.APPROVED_BY_YOU(lang, count=counted, when=when), replaces=True)

    # While it goes

    async def _show(self, turn: Turn, press: buttons.ShowBroadcast) -> Reply:
        report = await self._broadcasts.report(press.id)
        return Reply(card=self._painter.report_card(report, turn.lang, turn.at), replaces=turn.pressed is not None)

    async def _stop(self, turn: Turn, press: buttons.StopBroadcast) -> Reply:
        try:
            report = await self._broadcasts.stop(turn, press.id)
        except Already as fault:
            if fault.broadcast.state is State.SENT:
                return Reply(text=texts.STOPPED_NOTHING(turn.lang, number=fault.broadcast.number))
            raise
        return Reply(card=self._painter.report_card(report, turn.lang, turn.at), replaces=turn.pressed is not None)

    async def _take_back(self, turn: Turn, press: buttons.TakeBackBroadcast) -> Reply:
        report = await self._broadcasts.take_back(turn, press.id)
        return Reply(card=self._painter.report_card(report, turn.lang, turn.at), replaces=turn.pressed is not None)

    async def _open_correction(self, turn: Turn, press: buttons.OpenCorrection) -> Reply:
        broadcast = await self._broadcasts.broadcast(press.id)
        if not broadcast.text:
            return Reply(text=texts.NOT_CORRECTABLE(turn.lang, number=broadcast.number))
        if broadcast.state not in OUT | {State.SCHEDULED}:
            return self._already(turn, broadcast)
        return Reply(card=self._painter.correction_card(broadcast, turn.lang))

    async def _correct(self, turn: Turn, press: buttons.CorrectBroadcast) -> Reply:
        lang, text = turn.lang, press.text.strip()
        if len(text) > LONGEST_TEXT:
            return Reply(text=texts.TOO_LONG(lang, count=len(text), limit=LONGEST_TEXT))
        if not text:
            broadcast = await self._broadcasts.broadcast(press.id)
            return Reply(card=self._painter.correction_card(broadcast, lang, note=texts.NO_TEXT(lang)), replaces=True)
        had = await self._broadcasts.correct(turn, press.id, text)
        return Reply(text=texts.CORRECTED(lang, count=had), replaces=True)

    async def _mail_text(self, turn: Turn, press: buttons.ShowMailText) -> Reply:
        broadcast = await self._broadcasts.broadcast(press.id)
        return Reply(text=self._painter.mail_text(broadcast, await self._broadcasts.unreached(press.id), turn.lang))

    async def _list(self, turn: Turn, _: Asked) -> Reply:
        latest = await self._broadcasts.latest(turn.at)
        if not latest:
            return Reply(text=texts.NONE_YET(turn.lang))
        return Reply(card=self._painter.list_card(latest, turn.lang, turn.at))

    async def _wish(self, turn: Turn, asked: Asked) -> Reply:
        """Do what was said to the broadcast that has the number, or to the only one that can be meant."""
        if asked.number:
            broadcast = await self._broadcasts.numbered(str(int(asked.number)))
        else:
            latest = await self._broadcasts.latest(turn.at)
            going = [each.broadcast for each in latest if each.tally.waiting or each.broadcast.state is State.SCHEDULED]
            if asked.wish is Wish.STOP:
                # What waits for a colleague is stopped by not asking any more.
                mine = [each.broadcast for each in latest if each.broadcast.by == turn.person.id]
                going += [each for each in mine if each.state is State.ASKED]
            else:
                going = [each.broadcast for each in latest if each.broadcast.by == turn.person.id][:1] or going
            if len(going) > 1:
                some = [each for each in latest if each.broadcast in going]
                return Reply(card=self._painter.list_card(some, turn.lang, turn.at, texts.WHICH_ONE))
            broadcast = going[0] if going else None
        if broadcast is None:
            return Reply(text=(texts.GONE if asked.number else texts.NOTHING_GOING)(turn.lang))
        match asked.wish:
            case Wish.STOP if broadcast.state is State.ASKED and broadcast.by == turn.person.id:
                return await self._guarded(turn, buttons.DropBroadcast(broadcast.id), self._drop)
            case Wish.STOP:
                return await self._guarded(turn, buttons.StopBroadcast(broadcast.id), self._stop)
            case Wish.TAKE_BACK:
                return await self._guarded(turn, buttons.TakeBackBroadcast(broadcast.id), self._take_back)
            case Wish.CORRECT:
                return await self._guarded(turn, buttons.OpenCorrection(broadcast.id), self._open_correction)
        return await self._guarded(turn, buttons.ShowBroadcast(broadcast.id), self._show)

    async def _limit(self, turn: Turn, asked: Asked) -> Reply:
        if not asked.number:
            return Reply(text=texts.LIMIT_IS(turn.lang, limit=await self._broadcasts.limit()))
        limit = int(asked.number)
        if not 1 <= limit <= LARGEST_LIMIT:
            said = texts.LIMIT_ODD(turn.lang, most=LARGEST_LIMIT, limit=await self._broadcasts.limit())
            return Reply(text=said)
        await self._broadcasts.set_limit(turn, limit)
        return Reply(text=texts.LIMIT_SET(turn.lang, limit=limit))
