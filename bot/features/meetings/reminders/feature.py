"""Reminders in conversation: each body's ladder, how much each person wants, and what goes out next."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from bot.core.card import Card
from bot.core.deed import Deed, latest_of
from bot.core.feature import Command, Feature, Press, Routine, Subject, when_it
from bot.core.recurrence import Rule
from bot.core.turn import THOSE_WHO_BELONG, Reply, Scope, Turn
from bot.features.bodies.model import Body
from bot.features.bodies.naming import TEXTS_REMEMBERED
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.answering import Answering
from bot.features.meetings.cards import names_of
from bot.features.meetings.faults import Changed, NotAllowed
from bot.features.meetings.model import Gathering
from bot.features.meetings.refusing import PLANNERS, refused
from bot.features.meetings.reminders import cards, texts
from bot.features.meetings.reminders.ladder import DEFAULT, FARTHEST, MOST_RUNGS, NEAREST, Rung, in_order
from bot.features.meetings.reminders.preferences import HOLDING, Wants
from bot.features.meetings.reminders.prompting import Prompting
from bot.features.meetings.reminders.sends import NoSuchSend, NotYours, Sends
from bot.features.meetings.reminders.service import PLANS_ALL, Reminders, ladder_seen
from bot.features.meetings.reminders.wording import (
    Asks,
    LadderWish,
    asks_mine,
    asks_sends,
    read_ladder,
    read_wants,
)
from bot.features.meetings.service import Meetings
from bot.features.meetings.wording import Reader

LONGEST_KEY = 400
NIGHTLY = Routine(PLANS_ALL, Rule("FREQ=DAILY", dt.date(2026, 1, 1), dt.time(3)))


def build_reminders(reminders: Reminders, sends: Sends, meetings: Meetings) -> Feature:
    """Return the feature."""
    reader = Reader(meetings.finder)
    ladders, wishes = _Ladders(reminders, meetings, reader), _Wishes(reminders, meetings, Answering(meetings, reader))
    coming, prompting = _Coming(sends), Prompting(reminders, meetings, reader)
    return Feature(
        name="reminders",
        subject=Subject.MEETINGS,
        commands=(*prompting.commands, *wishes.commands, *coming.commands, *ladders.commands),
        presses=(*prompting.presses, *wishes.presses, *coming.presses, *ladders.presses),
        use_cases=reminders.use_cases,
        routines=(NIGHTLY,),
        holdings=(HOLDING,),
        last_deed=_Deeds(reminders, sends, ladders, coming).last,
    )


class _Ladders:
    """When each body is reminded: shown to its members, changed by the secretariat and by its own chair."""

    def __init__(self, reminders: Reminders, meetings: Meetings, reader: Reader) -> None:
        self._reminders = reminders
        self._meetings = meetings
        self._reader = reader

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""

        # Both commands ask what one turn means.
        @lru_cache(TEXTS_REMEMBERED)
        def read(said: str) -> LadderWish | None:
            return read_ladder(self._reader, said)

        def recognise(*kinds: Asks) -> Callable[[str], LadderWish | None]:
            def wishes(said: str) -> LadderWish | None:
                wish = read(said)
                return wish if wish and wish.asks in kinds else None

            return wishes

        return (
            Command(
                "reminders-show",
                texts.SAY_SHOW,
                texts.ABOUT_SHOW,
                recognise(Asks.SHOW),
                self._show,
                who=THOSE_WHO_BELONG,
            ),
            Command(
                "reminders-change",
                texts.SAY_CHANGE,
                texts.ABOUT_CHANGE,
                recognise(Asks.SET, Asks.RESET, Asks.NONE),
                self._change,
                who=PLANNERS,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; the service looks at the rights."""
        return (
            Press(cards.SaveLadder, self._save, PLANNERS),
            Press(cards.LeaveLadder, self._leave),
            Press(cards.UndoLadder, self.undo, PLANNERS),
        )

    async def _bodies(self, turn: Turn, wish: LadderWish) -> Sequence[Body]:
        return wish.bodies or await self._meetings.implied(turn)

    async def _show(self, turn: Turn, wish: LadderWish) -> Reply:
        bodies = await self._bodies(turn, wish)
        if not bodies:
            example = texts.SAY_SHOW(turn.lang, **self._meetings.examples(turn.lang))
            return Reply(text=texts.WHICH_LADDER(turn.lang, example=example))
        return Reply(card=await self._card(turn, bodies[0]), outcome="answered")

    async def _card(self, turn: Turn, body: Body, news: str = "") -> Card:
        rungs, ladder = await self._reminders.ladder(body)
        return cards.ladder_card(body, rungs, ladder, turn.lang, turn.at, news=news)

    async def _change(self, turn: Turn, wish: LadderWish) -> Reply:
        lang = turn.lang
        example = texts.SAY_CHANGE(lang, **self._meetings.examples(lang))
        bodies = await self._bodies(turn, wish)
        if len(bodies) != 1:
            return Reply(text=texts.WHICH_LADDER(lang, example=example))
        body = bodies[0]
        try:
            await self._meetings.check_rights(turn, [body])
        except NotAllowed as refusal:
            return refused(turn, refusal)
        if wish.odd:
            return Reply(text=texts.OFFSET_ODD(lang))
        if wish.asks is Asks.SET and not wish.rungs:
            named = names_of([body], lang)
            return Reply(text=texts.WHEN_TO_REMIND(lang, bodies=named, example=example))
        rungs = DEFAULT if wish.asks is Asks.RESET else wish.rungs
        _, ladder = await self._reminders.ladder(body)
        seen = ladder_seen(ladder.rungs if ladder else None)
        save = cards.SaveLadder(body.id, rungs, seen, usual=wish.asks is Asks.RESET)
        return Reply(card=cards.ladder_preview(body, save, lang))

    async def _save(self, turn: Turn, press: cards.SaveLadder) -> Reply:
        found = self._meetings.named([press.body])
        sensible = len(press.rungs) <= MOST_RUNGS and all(NEAREST <= rung.before <= FARTHEST for rung in press.rungs)
        if not found or not sensible:
            return Reply(text=texts.OFFSET_ODD(turn.lang))
        try:
            rungs = await self._reminders.change_ladder(
                turn, found[0], None if press.usual else in_order(press.rungs), press.seen
            )
        except NotAllowed as refusal:
            return refused(turn, refusal)
        except Changed:
            return Reply(card=await self._card(turn, found[0], texts.LADDER_CHANGED(turn.lang)), replaces=True)
        undo = cards.UndoLadder(found[0].id, "usual" if press.usual else ladder_seen(rungs))
        return Reply(card=cards.ladder_saved(found[0], rungs, undo, turn.lang), replaces=True)

    async def undo(self, turn: Turn, press: cards.UndoLadder) -> Reply:
        """Give a body the reminders that it had before."""
        found = self._meetings.named([press.body])
        if not found:
            return Reply(text=meeting_texts.NOTHING_TO_UNDO(turn.lang))
        try:
            rungs = await self._reminders.undo_ladder(turn, found[0], press.seen)
        except NotAllowed as refusal:
            return refused(turn, refusal)
        except Changed:
            return Reply(card=await self._card(turn, found[0], texts.LADDER_CHANGED(turn.lang)), replaces=True)
        replaces = turn.pressed is not None
        return Reply(card=cards.ladder_saved(found[0], rungs, None, turn.lang), replaces=replaces)

    async def _leave(self, turn: Turn, _: cards.LeaveLadder) -> Reply:
        return Reply(text=meeting_texts.LEFT(turn.lang), replaces=True)


class _Wishes:
    """How much each person wants, and answers on a reminder in a channel."""

    def __init__(self, reminders: Reminders, meetings: Meetings, answering: Answering) -> None:
        self._reminders = reminders
        self._meetings = meetings
        self._answering = answering

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""
        return (
            Command("reminders-choose", texts.SAY_WANTS, texts.ABOUT_WANTS, read_wants, self._say),
            Command(
                "reminders-mine",
                texts.SAY_WANTS,
                texts.ABOUT_WANTS,
                when_it(asks_mine),
                self._mine,
                shown=False,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed by everybody: it is about themselves, and a seat is what gives the right to answer."""
        return (Press(cards.ChooseReminders, self._press), Press(cards.AnswerReminder, self._answer))

    async def _say(self, turn: Turn, wants: Wants) -> Reply:
        await self._reminders.choose(turn, wants)
        return Reply(card=cards.wants_card(wants, turn.lang))

    async def _mine(self, turn: Turn, _: str) -> Reply:
        return Reply(card=cards.wants_card(await self._reminders.wants(turn), turn.lang))

    async def _press(self, turn: Turn, press: cards.ChooseReminders) -> Reply:
        await self._reminders.choose(turn, press.wants)
        return Reply(card=cards.wants_card(press.wants, turn.lang))

    async def _answer(self, turn: Turn, press: cards.AnswerReminder) -> Reply:
        found = self._meetings.named([press.body])

        async def drawn(gathering: Gathering) -> Card:
            return await self._reminders.channel_card(gathering, press.rung, found[0], turn.at)

        try:
            Rung.of(press.rung)
        except ValueError:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(turn.lang))
        if not found:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(turn.lang))
        return await self._answering.answer(turn, press.meeting, press.says, asks=True, personal=False, drawn=drawn)


class _Coming:
    """What goes out next, for the secretariat, and for a chair in their own body."""

    def __init__(self, sends: Sends) -> None:
        self._sends = sends

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be asked."""
        return (
            Command(
                "sends",
                texts.SAY_SENDS,
                texts.ABOUT_SENDS,
                when_it(asks_sends),
                self._say,
                who=PLANNERS,
                where=frozenset({Scope.PERSONAL}),
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; what each may stop is the service's to say."""
        return (
            Press(cards.ShowSends, self._show, PLANNERS),
            Press(cards.StopSend, self._stop, PLANNERS),
            Press(cards.SendNow, self._now, PLANNERS),
            Press(cards.ResumeSend, self.resume, PLANNERS),
        )

    async def _say(self, turn: Turn, _: str) -> Reply:
        return await self._reply(turn)

    async def _show(self, turn: Turn, _: cards.ShowSends) -> Reply:
        return await self._reply(turn)

    async def _reply(self, turn: Turn, *, news: str = "", resume: str = "") -> Reply:
        rows, more = await self._sends.coming(turn)
        replaces = turn.pressed is not None
        if not rows:
            card = cards.no_sends_card(turn.lang, news=news, resume=resume)
            return Reply(card=card, replaces=replaces)
        return Reply(card=cards.sends_card(rows, more, turn.lang, turn.at, news=news, resume=resume), replaces=replaces)

    async def _stop(self, turn: Turn, press: cards.StopSend) -> Reply:
        key = _chosen(press.keys, press.chosen)
        try:
            row = await self._sends.stop(turn, key)
        except NoSuchSend:
            return await self._reply(turn, news=texts.NO_SUCH_SEND(turn.lang))
        except NotYours:
            return await self._reply(turn, news=texts.NOT_YOUR_SEND(turn.lang))
        said = texts.STOPPED(turn.lang, what=cards.send_line(row, turn.lang, turn.at))
        return await self._reply(turn, news=said, resume=key)

    async def _now(self, turn: Turn, press: cards.SendNow) -> Reply:
        key = _chosen(press.keys, press.chosen)
        try:
            row, count = await self._sends.send_now(turn, key)
        except NoSuchSend:
            return await self._reply(turn, news=texts.NO_SUCH_SEND(turn.lang))
        except NotYours:
            return await self._reply(turn, news=texts.NOT_YOUR_SEND(turn.lang))
        said = texts.SENT_NOW if count else texts.SENT_TO_NOBODY
        return await self._reply(turn, news=said(turn.lang, what=cards.send_line(row, turn.lang, turn.at)))

    async def resume(self, turn: Turn, press: cards.ResumeSend) -> Reply:
        """Let what was stopped go out after all."""
        try:
            row = await self._sends.resume(turn, press.key if len(press.key) <= LONGEST_KEY else "")
        except NoSuchSend:
            return await self._reply(turn, news=texts.NO_SUCH_SEND(turn.lang))
        except NotYours:
            return await self._reply(turn, news=texts.NOT_YOUR_SEND(turn.lang))
        return await self._reply(turn, news=texts.RESUMED(turn.lang, what=cards.send_line(row, turn.lang, turn.at)))


class _Deeds:
    """What somebody did last about reminders and sends."""

    def __init__(self, reminders: Reminders, sends: Sends, ladders: _Ladders, coming: _Coming) -> None:
        self._reminders = reminders
        self._sends = sends
        self._ladders = ladders
        self._coming = coming

    async def last(self, turn: Turn) -> Deed | None:
        """Return what the person stopped, sent early or chose for a body last."""
        return await latest_of(turn, (self._of_sends, self._of_ladders))

    async def _of_sends(self, turn: Turn) -> Deed | None:
        handled = await self._sends.latest(turn)
        if handled is None:
            return None
        if handled.value.stopped:
            resume = cards.ResumeSend(handled.value.send)
            return Deed(handled.value.at, lambda: self._coming.resume(turn, resume))

        async def leave() -> Reply:
            await self._sends.leave(turn, handled)
            return Reply(text=texts.ALREADY_SENT(turn.lang))

        return Deed(handled.value.at, leave)

    async def _of_ladders(self, turn: Turn) -> Deed | None:
        chosen = await self._reminders.latest_ladder(turn)
        if chosen is None:
            return None
        body, ladder = chosen
        undo = cards.UndoLadder(body.id, ladder_seen(ladder.rungs))
        return Deed(ladder.at, lambda: self._ladders.undo(turn, undo))


def _chosen(keys: Sequence[str], chosen: str) -> str:
    """Return the key with a number on the card, from 1; empty when there is none."""
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 4 else 0
    key = keys[number - 1] if 1 <= number <= len(keys) else ""
    return key if len(key) <= LONGEST_KEY else ""
